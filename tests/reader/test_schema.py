"""The published schemas: drawn from the grammar, true to the shipped files, and as strict as the walker."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import processes
from engine.reader.marks import plain, read_tree
from engine.reader.schema import json_schemas, schema_text
from tests.reader.folders import SMALL, spoilt
from tests.reader.test_messages import CASES

PROCESSES = Path(processes.__file__ or "").parent
SCHEMAS = json_schemas()
CATALOGUES = ("documents", "services", "sources", "values")
TERRITORY = ("territory", "communes", "offices", "holidays", "differences")


def schema_of(path: Path) -> str:
    """The schema that a file of a referential follows."""
    if path.parent.name == "scenarios":
        return "scenarios"
    return path.stem if path.stem in (*CATALOGUES, *TERRITORY, "socle") else "process"


FILES = [*sorted(PROCESSES.rglob("*.yaml")), *sorted(SMALL.rglob("*.yaml"))]
"Every file of the shipped referential, and of the small one."


def errors(path: Path) -> list[str]:
    """What a validator of JSON Schema says of a file."""
    validator = Draft202012Validator(SCHEMAS[schema_of(path)])
    return [error.message for error in validator.iter_errors(plain(read_tree(path.read_bytes(), path.name).root))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_drawn_from_the_grammar(name: str) -> None:
    """Run `python -m tests.reader.write_schemas` and commit what it writes when this fails."""
    committed = PROCESSES / "schema" / f"{name}.schema.json"
    assert committed.read_text(encoding="utf-8") == schema_text(SCHEMAS[name])


def test_no_schema_is_left_of_a_grammar_that_is_gone() -> None:
    assert {path.name for path in (PROCESSES / "schema").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_good_one_with_a_french_word_for_each_key(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    for record in records(SCHEMAS[name]):
        assert record["additionalProperties"] is False
        for key, each in record["properties"].items():
            assert each["description"].endswith("."), key


def records(node: Any) -> Iterator[dict[str, Any]]:
    """Every closed object of a schema."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for each in node.values():
            yield from records(each)
    elif isinstance(node, list):
        for each in node:
            yield from records(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_shipped_file_follows_its_schema(path: Path) -> None:
    assert errors(path) == []


GRAMMATICAL = [
    (code, changes)
    for code, changes in CASES
    if code in ("E201", "E203", "E205", "E208", "E209", "E211") and len(changes) == 1
]


@pytest.mark.parametrize(("code", "changes"), GRAMMATICAL, ids=lambda each: each if isinstance(each, str) else "")
def test_what_the_walker_refuses_for_its_form_the_schema_refuses_too(
    code: str, changes: tuple[tuple[str, str, str], ...], tmp_path: Path
) -> None:
    """But for what a pathway may leave to its base: the deadline without `until`, since it may patch one."""
    (name, _, _), *_ = changes
    path = spoilt(tmp_path, *changes) / name
    left_to_the_base = code == "E211" and "until:" in changes[0][1]
    assert bool(errors(path)) is not left_to_the_base


def test_a_misspelt_key_is_refused_where_it_stands(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, ("naissance.yaml", "    prompt: {fr: Demander", "    promt: {fr: Demander"))
    assert errors(folder / "naissance.yaml") == [
        "Additional properties are not allowed ('promt' was unexpected)",
    ]


@pytest.mark.parametrize("path", sorted(PROCESSES.rglob("*.yaml")), ids=lambda path: "/".join(path.parts[-2:]))
def test_the_first_line_of_each_file_names_its_schema(path: Path) -> None:
    """An editor's tool reads it there, from wherever the file stands."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == PROCESSES / "schema" / f"{schema_of(path)}.schema.json"


def test_the_schemas_are_json_without_surprise() -> None:
    for name, schema in SCHEMAS.items():
        assert json.loads(schema_text(schema)) == schema, name
