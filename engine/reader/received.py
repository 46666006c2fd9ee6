"""A published definition that comes from elsewhere, read again by this program as if it had been written here.

`engine.core.resolved` believes what it reads: it was checked before it was published. What another desk sends wasn't
checked here. Its merged pathway and its catalogues are written out again, and read by the reader of files: same
grammar, same names, same checks of the whole. What comes out must be, byte for byte, what came in: so that what was
judged is what will run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import orjson

from engine.core.definition import Definition
from engine.core.events import Json
from engine.core.resolved import FORMAT, definition_of
from engine.errors import Problem
from engine.reader.catalogue_grammar import CATALOGUE_FILES
from engine.reader.marks import MAX_DEPTH, MapNode, Tree, parse_tree
from engine.reader.pathway import Shelf, has_errors, in_order, read_pathway
from engine.reader.references import judge
from engine.reader.resolve import CATALOGUES
from engine.reader.walker import Reading, read

_PARTS = frozenset(("format", "source_sha256", "process", "order", "catalogue", "territory"))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a received pathway may name, where it is received."""

    territory: str
    processes: Collection[str]
    forms: Collection[str]
    served: frozenset[str]
    "Kinds of service with an office."
    fields: Mapping[str, frozenset[str]]
    "Pathway → the data that it declares."


@dataclass(frozen=True, slots=True)
class Received:
    """What was read of it."""

    definition: Definition | None
    "None when there is an error."
    problems: tuple[Problem, ...]
    "Their places name the version and no line: the lines are of no file that anybody has."


def read_received(content: bytes, beside: Beside) -> Received:
    """Read the bytes of a resolved definition again.

    Raises:
        ValueError: they are none, or not one that this reader would have written.
    """
    held = _held(content)
    process = dict(_ordered(held["process"], held["order"]))
    base = process.pop("base", None)
    name = f"{process.get('process')}@{process.get('version')}"
    text = _written(process)
    tree, problems = parse_tree(text, name)
    shelf = _shelf(held, name, beside)
    if tree is None or has_errors([*problems, *shelf.errors]):
        return Received(None, in_order([*problems, *shelf.errors]))
    found = read_pathway(str(process.get("process")), text.encode(), tree, problems, shelf)
    if not found.is_sound or found.resolved is None:
        return Received(None, found.problems)
    again = {**found.resolved.json, "source_sha256": held["source_sha256"]}
    if base is not None:
        again["process"] = {**again["process"], "base": base}
    if orjson.dumps(again, option=orjson.OPT_SORT_KEYS) != content:
        raise ValueError("not what this reader makes of it")
    return Received(definition_of(held, hashlib.sha256(content).hexdigest()), found.problems)


def _held(content: bytes) -> dict[str, Json]:
    held = orjson.loads(content)
    if not isinstance(held, dict) or held.keys() != _PARTS or held["format"] != FORMAT:
        raise ValueError("not a resolved definition")
    parts = [held["process"], held["order"], held["catalogue"]]
    if not all(isinstance(each, dict) for each in parts) or set(held["catalogue"]) != set(CATALOGUES):
        raise ValueError("not a resolved definition")
    if not isinstance(held["territory"], str) or not isinstance(held["process"].get("base", ""), str):
        raise ValueError("not a resolved definition")
    return held


def _ordered(value: Json, order: Mapping[str, Json], path: str = "", depth: int = 0) -> Json:
    """The pathway with its maps in the order in which they were written."""
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_ordered(each, {}, path, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    names = order.get(path, list(value))
    if not isinstance(names, list) or sorted(map(str, names)) != sorted(value):
        raise ValueError("an order of other names")
    below = f"{path}." if path else ""
    return {str(name): _ordered(value[str(name)], order, f"{below}{name}", depth + 1) for name in names}


def _shelf(held: Mapping[str, Json], name: str, beside: Beside) -> Shelf:
    """Its catalogues, each read as a file of its own would be; their warnings are for whoever wrote them."""
    reading, trees = Reading(), dict[str, Tree]()
    for each in CATALOGUES:
        tree, found = parse_tree(_written(_ordered(held["catalogue"][each], {})), name)
        reading.problems += found
        if tree is not None:
            trees[each] = tree
            walked = read(tree, CATALOGUE_FILES[each])
            reading.problems += walked.problems
            reading.references += walked.references
    known: dict[str, Collection[str]] = {"process": beside.processes, "base": (), "form": beside.forms}
    known |= {each[:-1]: there.root.entries for each, there in trees.items() if isinstance(there.root, MapNode)}
    judge(reading.references, known, reading)
    errors = tuple(each for each in reading.problems if each.severity == "error")
    return Shelf(trees, {}, None, known, held["territory"], beside.served, beside.fields, errors)


def _written(value: Json) -> str:
    """As a file would have it: every JSON is YAML, and the reader is of YAML."""
    return json.dumps(value, ensure_ascii=False, indent=0)
