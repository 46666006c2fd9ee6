"""Imports run one way, each library has one door, and the core is pure."""

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT = {
    "engine.errors": (),
    "engine.core": ("engine.errors",),
    "engine.authority": ("engine.errors", "engine.core"),
    "engine.reader": ("engine.errors", "engine.core"),
    "engine.store": ("engine.errors", "engine.core"),
    "engine.vault": ("engine.errors",),
    "engine.evidence": ("engine.errors", "engine.core"),
    "engine.scans": ("engine.errors",),
    "engine.diagram": ("engine.errors", "engine.core", "engine.reader"),
    "engine.printing": ("engine.errors", "engine.core", "engine.reader"),
    "engine.guide": ("engine.errors", "engine.core"),
    "engine.exchange": ("engine.errors", "engine.core"),
    "engine.app": (
        "engine.errors",
        "engine.core",
        "engine.authority",
        "engine.reader",
        "engine.store",
        "engine.vault",
        "engine.evidence",
        "engine.scans",
        "engine.diagram",
        "engine.printing",
        "engine.guide",
    ),
    "engine.bootstrap": (
        "engine.errors",
        "engine.core",
        "engine.authority",
        "engine.reader",
        "engine.store",
        "engine.vault",
        "engine.evidence",
        "engine.scans",
        "engine.diagram",
        "engine.printing",
        "engine.guide",
        "engine.app",
    ),
    "engine.telling": ("engine.errors", "engine.core", "engine.app"),
    "engine.web": (
        "engine.errors",
        "engine.core",
        "engine.authority",
        "engine.app",
        "engine.bootstrap",
        "engine.telling",
    ),
    "engine.commands": (
        "engine.errors",
        "engine.core",
        "engine.app",
        "engine.bootstrap",
        "engine.telling",
        "engine.exchange",
        "engine.web",
    ),
    "cli": ("engine.errors", "engine.app", "engine.bootstrap", "engine.commands"),
}
"""Each room, and the rooms it may import; the edges see the core's types to render them, and nothing else inside."""

DOORS = {
    "transitions": ("engine.core.machine",),
    "sqlalchemy": ("engine.store",),
    "alembic": ("engine.store",),
    "psycopg": ("engine.store",),
    "sqlite3": ("engine.store",),
    "yaml": ("engine.reader",),
    "cryptography": ("engine.vault",),
    "argon2": ("engine.vault",),
    "pyotp": ("engine.vault",),
    "PIL": ("engine.scans.images",),
    "pypdf": ("engine.scans.pages",),
    "jinja2": ("engine.printing", "engine.web.render"),
    "fastapi": ("engine.web",),
    "starlette": ("engine.web",),
    "markupsafe": ("engine.web",),
    "python_multipart": ("engine.web.sent",),
    "uvicorn": ("engine.commands.serve",),
    "markdown_it": ("engine.printing",),
    "typst": ("engine.printing", "engine.guide.paper"),
    "segno": ("engine.printing", "engine.commands.user_login", "engine.web.login"),
    "click": ("engine.commands", "cli"),
    "rich": ("engine.commands", "cli"),
    "questionary": ("engine.commands", "cli"),
}
"""Each library that has a door, and who stands at it."""

PURE_LIBRARIES = {
    "__future__",
    "ast",
    "bisect",
    "calendar",
    "collections",
    "contextlib",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "string",
    "types",
    "typing",
    "unicodedata",
    "warnings",
}
"""What the core may take from Python: nothing that reads a file, a clock, an environment or a die."""

CLOCKS_AND_FILES = {"now", "utcnow", "today", "open", "input", "print"}
"""Calls by which a pure library, or no library at all, would still let the world in."""

TEXT_AS_CODE = {"eval", "exec", "__import__"}
"""Calls that would run a text, in the whole house."""


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the house: its dotted name and its file."""
    for path in [ROOT / "cli.py", *sorted((ROOT / "engine").rglob("*.py"))]:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each thing imported, wherever in the module it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            prefix = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{prefix}.{alias.name}") for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and last name of each thing called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr in {"now", "utcnow", "today"}:
                yield node.lineno, node.func.attr


def faults(name: str, text: str) -> list[str]:
    """What a module of this name and text does against the rules, a sentence each."""
    room = next((room for room in MAY_IMPORT if is_in(name, room)), None)
    if room is None:
        return [] if name == "engine" else [f"{name} stands in no known room: give it one in MAY_IMPORT"]
    tree = ast.parse(text)
    found = [(line, wrong_import(name, room, imported)) for line, imported in imports(tree)]
    found += [(line, wrong_call(room, called)) for line, called in calls(tree)]
    return [f"{name}:{line} {fault}" for line, fault in found if fault]


def wrong_import(name: str, room: str, imported: str) -> str | None:
    package = imported.partition(".")[0]
    if not package:
        return f"imports {imported}: name the room in full"
    if package in ("engine", "cli"):
        allowed = any(is_in(imported, other) for other in (room, *MAY_IMPORT[room]))
        return None if allowed else f"imports {imported}: {room} may not"
    if package in DOORS:
        allowed = any(is_in(name, door) for door in DOORS[package])
        return None if allowed else f"imports {package}: its door is {' or '.join(DOORS[package])}"
    if room == "engine.core" and package not in PURE_LIBRARIES:
        return f"imports {package}: the core is pure"
    return None


def wrong_call(room: str, called: str) -> str | None:
    if called in TEXT_AS_CODE:
        return f"calls {called}: no text becomes code"
    if room == "engine.core" and called in CLOCKS_AND_FILES:
        return f"calls {called}: the core is pure"
    return None


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_module_keeps_to_its_room(name: str, path: Path):
    assert faults(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "package", [path for _, path in modules() if path.name == "__init__.py"], ids=lambda path: path.parent.name
)
def test_a_package_is_empty(package: Path):
    """One imports from the room a thing lives in, and a package that gathers its modules makes cycles of them."""
    assert package.read_text(encoding="utf-8") == ""


def circle(texts: Mapping[str, str]) -> list[str]:
    """Modules that import one another in a ring, for their types alone too; empty where there is none."""
    needs: dict[str, set[str]] = {}
    for name, text in texts.items():
        taken = (imported for _, imported in imports(ast.parse(text)))
        # `from engine.web.visit import Visit` names the module, `from engine.web import acts` names it last.
        needs[name] = {each if each in texts else each.rpartition(".")[0] for each in taken} & texts.keys() - {name}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_one_another_in_a_ring():
    assert circle({name: path.read_text(encoding="utf-8") for name, path in modules()}) == []


@pytest.mark.parametrize(
    "back",
    [
        "from engine.web.visit import Visit",
        "from engine.web import visit",
        "if TYPE_CHECKING:\n    from engine.web.visit import Visit",
        "def late():\n    from engine.web.visit import Visit",
    ],
)
def test_a_ring_is_found(back: str):
    texts = {"engine.web.visit": "from engine.web.news import above", "engine.web.news": back}
    assert set(circle(texts)) == set(texts)


def test_every_door_is_that_of_a_real_library():
    """The names of DOORS are real: a misspelt one would guard nothing."""
    assert set(DOORS) <= set(sys.stdlib_module_names) | set(packages_distributions())


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("engine.core.clocks", "from engine.store.tables import EVENTS", "engine.core may not"),
        ("engine.core.clocks", "from engine import store", "engine.core may not"),
        ("engine.reader.nodes", "import engine.store.journal", "engine.reader may not"),
        ("engine.store.journal", "from engine.reader.nodes import Node", "engine.store may not"),
        ("engine.store.journal", "def late():\n    from engine.app.cases import open_case", "engine.store may not"),
        ("engine.app.cases", "from engine.bootstrap import parts", "engine.app may not"),
        ("engine.commands.case", "from engine.store.journal import Journal", "engine.commands may not"),
        ("engine.core.machine", "from .case import Case", "name the room in full"),
        ("engine.helpers", "", "no known room"),
        ("engine.corelike", "", "no known room"),
        ("engine.app.cases", "from sqlalchemy import select", "its door is engine.store"),
        ("engine.app.cases", "from alembic import command", "its door is engine.store"),
        ("engine.core.decide", "import transitions", "its door is engine.core.machine"),
        ("engine.store.codec", "import yaml", "its door is engine.reader"),
        ("engine.app.cases", "import click", "its door is engine.commands or cli"),
        ("engine.core.case", "import os", "the core is pure"),
        ("engine.core.case", "import pathlib", "the core is pure"),
        ("engine.core.case", "from random import choice", "the core is pure"),
        ("engine.core.case", "import time", "the core is pure"),
        ("engine.core.case", "import socket", "the core is pure"),
        ("engine.core.case", "import uuid", "the core is pure"),
        ("engine.core.case", "import sqlite3", "its door is engine.store"),
        ("engine.core.case", "import requests", "the core is pure"),
        ("engine.core.case", "from datetime import datetime\nx = datetime.now()", "calls now"),
        ("engine.core.case", "import datetime\nx = datetime.date.today()", "calls today"),
        ("engine.core.case", "with open('x') as f: pass", "calls open"),
        ("engine.reader.guards", "eval('1')", "no text becomes code"),
    ],
)
def test_a_module_that_leaves_its_room_is_found(name: str, text: str, fault: str):
    assert any(fault in found for found in faults(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("engine.core.machine", "from transitions import Machine\nfrom engine.core.case import Case"),
        ("engine.store.journal", "import os\nfrom sqlalchemy import select\nfrom engine.core.events import Event"),
        ("engine.app.cases", "from engine.store.journal import Journal\nfrom engine.reader.files import read"),
        ("engine.commands.case", "import click\nfrom engine.bootstrap import parts"),
        ("engine.core.case", "def seen(now):\n    return now.date()"),
    ],
)
def test_a_module_that_keeps_to_its_room_is_left_in_peace(name: str, text: str):
    assert faults(name, text) == []
