"""Definitions read, checked and compiled as they grow; and how long the command line takes to answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import yaml

from engine.core.guards import parse
from engine.core.machine import compile_definition
from engine.reader.load import Referential
from tests.bench.measuring import Turn, exponent, side_by_side
from tests.bench.places import Places
from tests.bench.report import Found

LIMITS = {15: 20, 150: 60, 1_500: 500}
"States → milliseconds."
CATALOGUES = {
    "sources": "loi_mesuree: {title: {fr: Loi mesurée, ar: قانون}, confidence: to_validate}\n",
    "services": "bureau: {title: {fr: Bureau, ar: مكتب}, confidence: to_validate, basis: loi_mesuree}\n",
    "documents": "{}\n",
    "values": "{}\n",
}
_HEAD = """\
process: {name}
version: 1
status: draft
title: {{fr: Parcours mesuré, ar: مسار}}
purpose: {{fr: Mesurer, ar: قياس}}
subject: person
confidentiality: ordinary
notes: none
retention: {{after_close: 5 years, confidence: to_validate}}
start: etape_0
basis: loi_mesuree
fields:
  date_fait: {{type: date, class: personal, label: {{fr: Date du fait, ar: تاريخ}}, not_after: now}}
deadlines:
  reponse:
    title: {{fr: Réponse, ar: جواب}}
    kind: legal
    starts: {{field: date_fait}}
    within: 30 days
    until: [fin]
    remind: [20]
    basis: loi_mesuree
states:
"""
_STATE = """\
  etape_{number}:
    kind: {kind}
    title: {{fr: Étape {number}, ar: مرحلة {number}}}
    ask: [date_fait]
    actions:
      avancer_{number}:
        title: {{fr: Avancer, ar: متابعة}}
        to: {following}
        when: "known(date_fait) and times(revenir_{number}) < 3"
      revenir_{number}: {{title: {{fr: Revenir, ar: رجوع}}, to: {earlier}}}
"""
_TAIL = """\
  fin: {kind: final, outcome: success, title: {fr: Fin, ar: نهاية}}
actions:
  clore: {title: {fr: Clore, ar: إغلاق}, from: any, to: fin, requires: [reason]}
"""


def pathway_text(name: str, states: int) -> str:
    """A pathway of so many states in a row, each with a condition and a way back."""
    return _HEAD.format(name=name) + "".join(_states(states)) + _TAIL


def _states(states: int) -> Iterator[str]:
    last = states - 2
    for number in range(states - 1):
        yield _STATE.format(
            number=number,
            kind="wait" if number % 3 == 2 else "task",
            following="fin" if number == last else f"etape_{number + 1}",
            earlier=f"etape_{max(number - 5, 0)}",
        )


def definitions(places: Places) -> Found:
    """Pathways of more and more states, against parsing the same YAML into dictionaries."""
    found = Found("definitions", "a folder with one pathway: read, every check made, compiled; CPU time of the process")
    medians = []
    for states, limit in LIMITS.items():
        folder = places.folder / f"parcours_{states}"
        folder.mkdir()
        path = folder / f"parcours_{states}.yaml"
        written = CATALOGUES | {path.stem: pathway_text(path.stem, states)}
        for name, text in written.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        turns = 15 if states < 1_000 else 5
        contenders: dict[str, Turn] = {"ours": partial(_ready, folder), "floor": partial(_parse, path)}
        times = side_by_side(contenders, turns, clock=process_time)
        medians.append(median(times["ours"]))
        note = f"{path.stat().st_size / 1e3:.0f} kB; PyYAML alone: {median(times['floor']) * 1e3:.1f} ms"
        found.add(f"{states:,} states", medians[-1] * 1e3, "ms", at_most=limit, note=note)
    found.add("exponent, from 150 states on", exponent(list(LIMITS)[1:], medians[1:]), "", at_most=1.1)
    return found


def _ready(folder: Path, _turn: int) -> None:
    """Everything between the files and a machine that steps, by a process that never read any of it."""
    parse.cache_clear()
    referential = Referential(folder)
    for read in referential.read_all():
        errors = [str(each) for each in (*referential.problems, *read.problems) if each.severity == "error"]
        if read.definition is None or errors:
            raise AssertionError(f"the measured pathway is sound: {errors[:10]}")
        compile_definition(read.definition)


def _parse(path: Path, _turn: int) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def startup(places: Places) -> Found:
    """The command line's first answer."""
    found = Found(
        "startup", "`baom --help`, a process from its beginning to its end, against a Python that does nothing"
    )
    contenders: dict[str, Turn] = {
        "ours": lambda _turn: _run(places, "-c", "from cli import main; main()", "--help"),
        "floor": lambda _turn: _run(places, "-c", "pass"),
    }
    times = side_by_side(contenders, 15)
    found.add("baom --help", median(times["ours"]), "s", at_most=0.3)
    found.add("floor: an empty Python", median(times["floor"]), "s")
    return found


def _run(places: Places, *words: str) -> None:
    done = subprocess.run([sys.executable, *words], cwd=places.folder, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr.decode(errors="replace"))
