"""An absent colleague's cases: passed to another agent, and given back on their return.

One event a case, each case in its own transaction: whoever acts on one meanwhile isn't overruled, and the others move.
What was handed over is read in the journal, so that what comes back is what had left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.app.answer import NotDone
from engine.app.cases import perform
from engine.app.colleagues import require_taker
from engine.app.house import House
from engine.app.sight import PROTECTED, confidentiality_seen, list_scope, sees_line
from engine.authority.allow import Resource
from engine.core.events import Actor, Assign
from engine.core.values import is_visible
from engine.core.wording import say, tell
from engine.errors import CaseError, HistoryError, UsageError
from engine.store.cases import CaseLine
from engine.store.journal import Reading

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Passing:
    """Whose cases go to whom, and which of them; None is not looked at."""

    leaving: str
    taking: str | None
    "None gives them back to the desk: nobody's."
    commune: str | None = None
    process: str | None = None
    until: date | None = None
    "Due by that day, included: those that can't wait for a return."
    back: bool = False
    "Only those that `taking` had before `leaving`."


@dataclass(frozen=True, slots=True)
class Passed:
    """What moved, and what didn't with why."""

    moved: tuple[CaseLine, ...]
    left: tuple[tuple[CaseLine, str], ...]


def hand_over(house: House, passing: Passing, actor: Actor) -> Passed:
    """Pass the open cases of one agent to another; those that the actor may not see stay where they are.

    Raises:
        UsageError, NotAllowed: as `to_pass`; a colleague who can't take one of them is why that one is left.
    """
    moved, left = [], []
    for line in _chosen(house, passing, actor):
        why = _pass_on(house, line, passing.taking, actor)
        if why is None:
            moved.append(line)
        else:
            left.append((line, why))
    return Passed(tuple(moved), tuple(left))


def to_pass(house: House, passing: Passing, actor: Actor) -> Passed:
    """The cases that would be passed on, by their due day, and those that can't, for whoever wants to see them first.

    Raises:
        UsageError: a name that says nobody, an unknown commune, or nothing to pass on.
        NotAllowed: another desk's, or a role that sees no case.
    """
    lines = _chosen(house, passing, actor)
    house.trace(actor, "case.list", [each for line in lines for each in (line.case, line.subject)])
    refused = [(line, _cannot_take(house, line, passing.taking)) for line in lines]
    return Passed(
        tuple(line for line, why in refused if why is None),
        tuple((line, why) for line, why in refused if why is not None),
    )


def line_view(line: CaseLine) -> dict[str, Any]:
    """One of them, as plain JSON."""
    return {"case": line.case, "process": line.process, "due": line.due}


def _chosen(house: House, passing: Passing, actor: Actor) -> list[CaseLine]:
    if not is_visible(passing.leaving) or (passing.taking is not None and not is_visible(passing.taking)):
        # An empty name would mean nobody's cases: those that wait to be taken, of every desk.
        raise UsageError("Il manque un nom.", "Nommer qui s'absente, puis qui reprend.")
    if passing.leaving == passing.taking:
        raise UsageError("C'est deux fois le même agent.", "Nommer qui s'absente, puis qui reprend.")
    commune = list_scope(house, actor, passing.commune)
    lines = house.store.read(lambda reading: list(_lines(house, reading, passing, commune, actor)))
    if not lines:
        raise UsageError(
            "Aucun dossier ouvert à passer de « {leaving} ».",
            "Voir ses dossiers : baom worklist --assigned {leaving}.",
            leaving=passing.leaving,
        )
    return lines


def _lines(house: House, reading: Reading, passing: Passing, commune: str | None, actor: Actor) -> Iterator[CaseLine]:
    after: str | None = None
    while True:
        page = reading.worklist(
            commune=commune,
            process=passing.process,
            assigned=passing.leaving,
            until=passing.until.isoformat() if passing.until is not None else None,
            confidentiality=confidentiality_seen(actor),
            after=after,
            limit=_BATCH,
        )
        for line in page:
            # One that can't be read is tried, and told as left where it is, to whoever sees it.
            if not sees_line(house, reading, actor, line):
                continue
            if not passing.back or _had_before(reading, line.case) == passing.taking:
                yield line
        if len(page) < _BATCH:
            return
        after = page[-1].cursor


def _had_before(reading: Reading, case_id: str) -> str | None:
    """Who had a case before the agent who has it; a case given back belongs again to whoever had it before that."""
    history = [event for event, _ in reading.history(case_id)]
    undone = {event.body["target"] for event in history if event.kind == "reverted"}
    had: list[str | None] = []
    for event in history:
        if event.kind != "assigned" or event.sequence in undone:
            continue
        if had[-2:-1] == [event.body["to"]]:
            had.pop()
        else:
            had.append(event.body["to"])
    return had[-2] if len(had) > 1 else None


def _cannot_take(house: House, line: CaseLine, taking: str | None) -> str | None:
    try:
        require_taker(house, Resource(line.commune, line.confidentiality == PROTECTED), taking)
    except UsageError as error:
        return tell(error, house.language)[0]
    return None


def _pass_on(house: House, line: CaseLine, taking: str | None, actor: Actor) -> str | None:
    """Pass one case on; the reason why not, in words."""
    cannot = _cannot_take(house, line, taking)
    if cannot is not None:
        return cannot
    try:
        answer = perform(house, line.case, Assign(taking), actor, house.today(), expect=line.sequence)
    except (CaseError, HistoryError) as error:
        return tell(error, house.language)[0]
    if isinstance(answer, NotDone):
        return " ".join(say(reason, house.language)[0] for reason in answer.refused.reasons)
    return None
