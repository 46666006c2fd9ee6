"""A scenario as a file of scenarios writes it: YAML that is read back as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from engine.core.scenario import Expected, Scenario, ScenarioStep

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,4} [a-z ]+")
_NOT_TEXT = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))
"Words that YAML takes for something else; Norway is one of them."


def scenarios_text(scenarios: Sequence[Scenario]) -> str:
    """A whole file about one pathway."""
    lines = ["# yaml-language-server: $schema=../schema/scenarios.schema.json", ""]
    lines += [f"process: {scenarios[0].process}", "scenarios:"]
    for each in scenarios:
        lines += ["", *_scenario(each)]
    return "\n".join(lines) + "\n"


def _scenario(scenario: Scenario) -> Iterator[str]:
    yield f"  - title: {json.dumps(scenario.title, ensure_ascii=False)}"
    yield "    given:"
    given = {
        "commune": scenario.commune,
        "on": scenario.on,
        "set": scenario.fields,
        "documents": scenario.documents,
        "issued": scenario.issued,
        "consents": list(scenario.consents),
    }
    yield from (f"      {name}: {_word(value)}" for name, value in given.items() if value not in ({}, []))
    yield "    steps:"
    for step in scenario.steps:
        for index, (name, value) in enumerate(_parts(step).items()):
            yield f"      {'- ' if index == 0 else '  '}{name}: {_word(value)}"


def _parts(step: ScenarioStep) -> dict[str, Any]:
    """What a step says, its kind first."""
    parts: dict[str, Any] = {}
    if step.kind != "expect":
        parts[step.kind] = str(step.what) if step.kind == "after" else step.what
    parts |= {
        name: value
        for name, value in (("set", step.fields), ("document", step.documents), ("issued", step.issued))
        if value
    }
    if step.receipt is not None:
        shown = {"number": step.receipt.number, "date": step.receipt.day}
        known = {name: value for name, value in shown.items() if value is not None}
        parts["receipt"] = known if step.receipt.number is not None else "none"
    parts |= {name: value for name, value in (("reason", step.reason), ("on", step.on)) if value is not None}
    if step.role != "agent":
        parts["as"] = step.role
    if step.expect is not None:
        parts["expect"] = _expected(step.expect)
    return parts


def _expected(wanted: Expected) -> dict[str, Any]:
    values = {each.name: getattr(wanted, each.name) for each in fields(Expected)}
    return {name: value for name, value in values.items() if value is not None}


def _word(value: Any) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "{" + ", ".join(f"{_word(name)}: {_word(each)}" for name, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_word, value)) + "]"
        case date():
            return value.isoformat()
        case str() if _PLAIN.fullmatch(value) is None or value.lower() in _NOT_TEXT:
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
