"""Cases among which somebody audits: by pathway, days of opening, commune, step, and what they hold suspicious.

Of people nothing is shown, their numbers included: what is shown of a case is what its replay shows. A list costs a
page, however many cases there are. Reserved pathways are listed when they are named, as in every other bulk answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.app.access import FIRST, LAST
from engine.app.account_events import require_period
from engine.app.house import House
from engine.app.open_cases import versions_of
from engine.app.retrial import new_retrial, opened
from engine.app.sight import PROTECTED, UNREADABLE, noting_denials, require, scope_of
from engine.authority.allow import Resource, allow
from engine.core.definition import Language, Text
from engine.core.events import Actor
from engine.core.invariant_words import say_breach
from engine.core.invariants import Breach
from engine.core.suspicions import SUSPICIONS, Suspicion
from engine.errors import UsageError
from engine.store.cases import CaseLine
from engine.store.journal import Reading

WINDOW = 2_000
"Places of the index that one page goes through at most, for what has no index of its own."
JUDGED = 50
"Histories that one page judges again at most: only that tells an invariant that was broken."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; None is not looked at. Days are those of the opening, both included."""

    commune: str | None = None
    process: str | None = None
    state: str | None = None
    since: date | None = None
    until: date | None = None
    suspicion: Suspicion | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """One case of the list."""

    line: CaseLine
    process: Text
    state: Text
    breaches: tuple[Breach, ...]
    "Only where they were asked for, and none that rests on sealed data: a replay tells these to who may read the case."
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list."""

    cases: tuple[Audited, ...]
    after: str | None
    "Given back, it makes the next page begin behind this one; None where there is nothing more."
    reached: str
    "The day of opening of the last case looked at, where there may be more behind it; empty where there is none."


def audited_cases(house: House, wanted: Wanted, actor: Actor, limit: int, after: str | None = None) -> Found:
    """Cases by their day of opening, the last first, at most `limit`; itself noted as a sight.

    Raises:
        NotAllowed: a role that audits no case, or another desk's commune.
        UsageError: an unknown commune, pathway or step, or a period that ends before it begins.
    """
    asked = house.commune(wanted.commune) if wanted.commune is not None else None
    with noting_denials(house, actor, "audit.cases"):
        require(actor, "audit.cases", Resource(actor.commune))
        commune = scope_of(actor, asked)
    since, until = wanted.since or FIRST, wanted.until or LAST
    require_period(since, until)
    if wanted.suspicion == "broken":
        limit = min(limit, JUDGED)

    def work(reading: Reading) -> Found:
        _require_known(house, reading, wanted)
        lines, on = reading.cases_by_opening(
            commune=commune,
            process=wanted.process,
            state=wanted.state,
            open_only=wanted.open_only,
            since=since.isoformat(),
            until=until.isoformat(),
            mark=wanted.suspicion if wanted.suspicion != "broken" else None,
            after=after,
            window=WINDOW,
            limit=limit,
        )
        seen = [line for line in lines if _is_seen(house, reading, line, wanted, actor)]
        shown = [_audited(house, reading, line, wanted) for line in seen]
        kept = [each for each in shown if wanted.suspicion != "broken" or each.breaches]
        return Found(tuple(kept), on, "" if on is None else on.rpartition(".")[0])

    found = house.store.read(work)
    house.trace(actor, "audit.cases", [each.line.case for each in found.cases])
    return found


def _require_known(house: House, reading: Reading, wanted: Wanted) -> None:
    """Refuse a pathway or a step that no version has: an empty list would say that there is no such case."""
    if wanted.process is None:
        if wanted.state is not None:
            raise UsageError("Une étape est celle d'un parcours.", "Nommer aussi le parcours (--process).")
        return
    versions = versions_of(reading, wanted.process)
    if wanted.state is not None:
        digests = [line.digest for line in versions.values()]
        states = {state for digest in digests for state in house.machine(reading, digest).definition.states}
        if wanted.state not in states:
            raise UsageError(
                "L'étape « {state} » n'est d'aucune version du parcours « {process} ».",
                "Voir ses étapes : baom process show {process}",
                state=wanted.state,
                process=wanted.process,
            )


def _is_seen(house: House, reading: Reading, line: CaseLine, wanted: Wanted, actor: Actor) -> bool:
    """Whether the list may hold a case: by its row, and by its definition, whatever the row says."""
    try:
        protected = PROTECTED in (house.machine(reading, line.digest).definition.confidentiality, line.confidentiality)
    except UNREADABLE:
        protected = True
    if protected and wanted.process is None:
        return False
    return allow(actor, "audit.cases", Resource(line.commune, protected, line.case))


def _audited(house: House, reading: Reading, line: CaseLine, wanted: Wanted) -> Audited:
    try:
        definition = house.machine(reading, line.digest).definition
        state = definition.states[line.state].title if line.state in definition.states else Text(line.state)
        breaches = _breaches(house, reading, line.case) if wanted.suspicion == "broken" else ()
        return Audited(line, definition.title, state, breaches, line.altered)
    except UNREADABLE:
        return Audited(line, Text(line.process), Text(line.state), (), damaged=True)


def _breaches(house: House, reading: Reading, case: str) -> tuple[Breach, ...]:
    """What a history says of the invariants of the versions that were the case's own, but for what rests on seals."""
    trial = new_retrial(house, reading)
    for event, digest in reading.history(case):
        trial.judge(event, digest, opened(reading, event))
    return tuple(breach for breach in trial.watch.breaches if not breach.reserved)


def audited_view(found: Found, language: Language) -> dict[str, Any]:
    """The list as plain JSON."""
    return {
        "cases": [_case_view(each, language) for each in found.cases],
        "after": found.after,
        "reached": found.reached or None,
    }


def _case_view(audited: Audited, language: Language) -> dict[str, Any]:
    line = audited.line
    return {
        "case": line.case,
        "process": line.process,
        "process_title": audited.process.of(language),
        "state": line.state,
        "state_title": audited.state.of(language),
        "commune": line.commune,
        "opened_on": line.opened_on,
        "open": line.open,
        "sequence": line.sequence,
        "suspicions": suspicions_of(audited),
        "invariants": [
            {
                "invariant": each.invariant.id,
                "version": each.version,
                "since": each.since,
                "until": each.until,
                "message": say_breach(each, language),
            }
            for each in audited.breaches
        ],
        "damaged": audited.damaged,
    }


def suspicions_of(audited: Audited) -> Sequence[Suspicion]:
    """What is told of a case beside its step, in the order of `SUSPICIONS`."""
    broken: set[Suspicion] = {"broken"} if audited.breaches else set()
    held: set[Suspicion] = {*audited.line.marks, *broken}
    return [each for each in SUSPICIONS if each in held]
