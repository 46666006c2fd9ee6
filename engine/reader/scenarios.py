"""Scenario files to scenarios ready to be rehearsed; every problem of a file is told in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.core.calendar import parse_duration
from engine.core.events import Receipt
from engine.core.scenario import Expected, People, Scenario, ScenarioStep
from engine.errors import Problem
from engine.reader.letters import contents
from engine.reader.marks import Tree, parse_tree, plain
from engine.reader.scenario_grammar import ACTS, BESIDE, SCENARIOS_FILE
from engine.reader.walker import read


@dataclass(frozen=True, slots=True)
class ReadScenarios:
    """One file of scenarios; `scenarios` is empty when the file has errors."""

    process: str
    scenarios: tuple[Scenario, ...]
    problems: tuple[Problem, ...]


def read_scenarios(path: Path, text: bytes | None = None) -> ReadScenarios:
    """Read one file, or `text` in its place; its names are checked by being lived."""
    held = contents(path, path.name) if text is None else text
    if isinstance(held, Problem):
        return ReadScenarios("", (), (held,))
    tree, problems = parse_tree(held, path.name)
    if tree is None:
        return ReadScenarios("", (), problems)
    reading = read(tree, SCENARIOS_FILE)
    problems = (*problems, *reading.problems)
    if any(problem.severity == "error" for problem in problems):
        return ReadScenarios("", (), problems)
    data: Mapping[str, Any] = plain(tree.root)
    people = _people(data.get("people", {}))
    scenarios = tuple(
        _scenario(data["process"], each, tree, index, people) for index, each in enumerate(data["scenarios"])
    )
    return ReadScenarios(data["process"], scenarios, problems)


def _line(tree: Tree, *path: str | int) -> int:
    return tree.place_of(path).line


def _people(data: Mapping[str, Any]) -> People:
    bounds = {name: data[name] for name in ("youngest", "oldest") if name in data}
    return People(tuple(data.get("origins", ())), **bounds)


def _scenario(process: str, data: Mapping[str, Any], tree: Tree, index: int, people: People) -> Scenario:
    given = data["given"]
    return Scenario(
        process=process,
        title=data["title"],
        file=tree.name,
        line=_line(tree, "scenarios", index),
        commune=given["commune"],
        on=date.fromisoformat(given["on"]),
        fields=given.get("set", {}),
        documents=given.get("documents", {}),
        consents=tuple(given.get("consents", ())),
        steps=tuple(
            step
            for rank, each in enumerate(data["steps"])
            for step in _steps(each, _line(tree, "scenarios", index, "steps", rank))
        ),
        people=people,
        issued=_days(given),
    )


def _steps(data: Mapping[str, Any], line: int) -> tuple[ScenarioStep, ...]:
    """One step, or several for a list of consents; what is expected is looked at after the last one."""
    kind = next(each for each in (*ACTS, *BESIDE) if each in data)
    what = data[kind]
    if kind in ("consent", "withdraw") and isinstance(what, list):
        return tuple(_step(kind, each, data, line, expects=each == what[-1]) for each in what)
    return (_step(kind, parse_duration(what) if kind == "after" else what, data, line, expects=True),)


def _step(kind: str, what: Any, data: Mapping[str, Any], line: int, *, expects: bool) -> ScenarioStep:
    return ScenarioStep(
        kind=kind,
        what=what,
        line=line,
        on=date.fromisoformat(data["on"]) if "on" in data else None,
        fields=data.get("set", {}) if kind != "set" else {},
        documents=data.get("document", {}) if kind != "document" else {},
        issued=_days(data),
        receipt=_receipt(data.get("receipt")),
        reason=data.get("reason"),
        role=data.get("as", "agent"),
        expect=_expected(data["expect"]) if expects and "expect" in data else None,
    )


def _days(data: Mapping[str, Any]) -> dict[str, date]:
    """Days written on papers; of a paper that is not brought there, there is no day to look at."""
    brought = data.get("document", data.get("documents", {}))
    return {name: date.fromisoformat(day) for name, day in data.get("issued", {}).items() if name in brought}


def _receipt(data: Any) -> Receipt | None:
    if data is None:
        return None
    if data == "none":
        return Receipt(None, None)
    return Receipt(data["number"], date.fromisoformat(data["date"]) if "date" in data else None)


def _expected(data: Mapping[str, Any]) -> Expected:
    lists: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if "blocked" in lists:
        lists["blocked"] = {action: tuple(codes) for action, codes in data["blocked"].items()}
    return Expected(**lists)
