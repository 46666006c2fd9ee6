"""A case replayed: as it stood and was known at any moment, step by step, judged again; and what differs elsewhere.

Whoever may audit sees the history; what is personal in it only who may read the case, and that sight is noted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from engine.app.given import day_of
from engine.app.house import ZONE, House, instant
from engine.app.open_cases import machine_of
from engine.app.retrial import desk_day, new_retrial, opened
from engine.app.sight import PROTECTED, UNREADABLE, noting_denials
from engine.authority.allow import Resource, allow
from engine.core.case import CaseState, snapshot
from engine.core.events import Actor, Event, Json
from engine.core.invariants import Watch
from engine.core.machine import Machine
from engine.core.moments import Change, as_corrected, as_known, changes, known_until, set_back
from engine.core.otherwise import Demand, Elsewhere, Otherwise
from engine.core.verdicts import Differs, Verdict
from engine.core.wording import ROLES
from engine.errors import CaseNotFound, EnvironmentUnusable, HistoryError, NotAllowed, UsageError
from engine.store.attachments import Attachment
from engine.store.cases import CaseReading
from engine.store.journal import Reading

MOST_DIGITS = 6
"A word of so many digits at most is the number of a step; a day has eight."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be replayed."""

    case: str
    at: str | None = None
    "A day (its end, on the desks' wall), a moment, or the number of a step; None for now."
    corrected: bool = False
    "With what has been corrected since."
    compare: str | None = None
    "Another moment, written as `at`."
    against: Machine | int | None = None
    "Another version of the pathway: the number of a published one, or one read from a file."


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case at a moment, with every event that led there."""

    case: CaseState
    machine: Machine
    "Of the definition that the case was under at that moment."
    machines: Mapping[str, Machine]
    "Of every definition that its events were decided under."
    day: date
    "The desks' day of that moment."
    events: Sequence[tuple[Event, str]]
    verdicts: Sequence[Verdict]
    "One for each event."
    watch: Watch
    "What these events say of the invariants of the versions that were the case's own."
    unfinished: Differs | None
    "What the last step of the whole history lacks, when the history is asked for to its end."
    strays: bool
    "Whether the stored case isn't what its history says; looked at when the history is asked for to its end."
    private: Mapping[str, Json] | None
    "The private values known at that moment; None when the reader may not see them, or nothing is left of them."
    given: Mapping[int, Mapping[str, Json]]
    "Sequence → the private values that came with that event; empty when the reader may not see them."
    undone: frozenset[int]
    "Steps undone by then, and since when that was asked for."
    set_back: frozenset[int]
    "Steps recorded before one that they follow: a clock was put back."
    scans: Sequence[Attachment]
    "Those joined by then, and not undone."
    changes: Sequence[Change] | None
    "What differs at the moment compared with, `None` when none was asked for."
    compared: CaseState | None
    otherwise: Sequence[Otherwise] | None
    "What another version makes of each event."
    other: Machine | None
    other_case: CaseState | None
    "Where the case would then stand."


def replay(house: House, asked: Asked, actor: Actor) -> Replayed:
    """Replay a case; what is personal only for who may read it, and noted.

    Raises:
        CaseNotFound: there is none, or the actor may not audit it; a refused try is noted.
        NotAllowed: no right to audit at all; noted as well.
        UsageError: a moment that can't be read, or before the case; no such version.
        BrokenHistory, UnreadableEvent: the history doesn't follow, and can't be replayed past that.
    """
    with noting_denials(house, actor, "audit.replay", asked.case):
        if not allow(actor, "audit.replay", Resource()):
            role = ROLES.get(actor.role, actor.role)
            raise NotAllowed(role, "Rejouer un dossier est le fait de l'auditeur et des superviseurs.")
        found, personal = house.store.read(lambda reading: _replayed(house, reading, asked, actor))
    house.trace(actor, "audit.replay" if personal else "case.history", [asked.case, found.case.subject])
    return found


def _replayed(house: House, reading: Reading, asked: Asked, actor: Actor) -> tuple[Replayed, bool]:
    history = reading.history(asked.case) if _is_seen(house, reading, asked.case, actor, "audit.replay") else []
    if not history:
        raise CaseNotFound(asked.case)
    personal = _is_seen(house, reading, asked.case, actor, "case.read")
    trial = new_retrial(house, reading)
    cut = _cut(history, asked.at)
    private = {event.sequence: opened(reading, event) for event, _ in history}
    verdicts: list[Verdict] = []
    demands: list[Demand] = []
    for event, digest in history[:cut]:
        demands.append(Demand(event, trial.asked(event, private[event.sequence]), private[event.sequence] or {}))
        verdicts.append(trial.judge(event, digest, private[event.sequence]))
    whole = cut == len(history)
    ended = trial.ended() if whole else None
    case = as_corrected(history, cut) if asked.corrected else as_known(history, cut)
    known = _values(case, private) if personal else None
    compared = None if asked.compare is None else as_known(history, _cut(history, asked.compare))
    machines = {digest: house.machine(reading, digest) for digest in {event.definition for event, _ in history[:cut]}}
    other = _other(house, reading, asked, case)
    day = desk_day(history[cut - 1][0].recorded_at) if asked.at is None else _day(history, asked.at)
    elsewhere = None if other is None else _elsewhere(house, other, demands, day)
    seen = history if asked.corrected else history[:cut]
    undone = frozenset(event.body["target"] for event, _ in seen if event.kind == "reverted")
    return Replayed(
        case=case,
        machine=machines[case.digest],
        machines=machines,
        day=day,
        events=history[:cut],
        verdicts=verdicts,
        watch=trial.watch,
        unfinished=ended if isinstance(ended, Differs) else None,
        strays=whole and _strays(reading, trial.case),
        private=known,
        given={sequence: values or {} for sequence, values in private.items()} if personal else {},
        undone=undone,
        set_back=set_back(event for event, _ in history[:cut]),
        scans=[
            each
            for each in reading.attachments(asked.case)
            if each.event.sequence <= cut and each.event.sequence not in undone
        ],
        changes=None if compared is None else _changes(case, compared, private if personal else {}),
        compared=compared,
        otherwise=None if elsewhere is None else elsewhere.found,
        other=other,
        other_case=None if elsewhere is None else elsewhere.case,
    ), personal


def _is_seen(
    house: House, reading: Reading, case_id: str, actor: Actor, action: Literal["audit.replay", "case.read"]
) -> bool:
    """Whether the actor may do that with a case: by its row, and by its definition, whatever the row says."""
    line = reading.line(case_id)
    if line is None:
        return False
    try:
        protected = house.machine(reading, line.digest).definition.confidentiality == PROTECTED
    except (EnvironmentUnusable, HistoryError):
        protected = True
    return allow(actor, action, Resource(line.commune, protected or line.confidentiality == PROTECTED, case_id))


def _cut(history: Sequence[tuple[Event, str]], at: str | None) -> int:
    """How many events were known at a moment.

    Raises:
        UsageError: no such moment or step, or the case was not there yet.
    """
    if at is None:
        return len(history)
    if _is_number(at):
        cut = int(at)
        if not 0 < cut <= len(history):
            raise UsageError(
                "Ce dossier n'a pas d'étape n° {cut}.", "Ses étapes vont de 1 à {len}.", cut=cut, len=len(history)
            )
        return cut
    cut = known_until(history, _moment(at))
    if cut == 0:
        begun = desk_day(history[0][0].recorded_at)
        raise UsageError(
            "Ce dossier n'était pas encore ouvert à ce moment.", "Il a été ouvert le {begun}.", begun=begun
        )
    return cut


def _is_number(at: str) -> bool:
    return at.isascii() and at.isdecimal() and len(at) <= MOST_DIGITS


def _moment(at: str) -> str:
    """A moment as events write it: that moment, or the end of that day on the desks' wall."""
    if "T" in at or ":" in at:
        try:
            found = datetime.fromisoformat(at)
        except ValueError:
            raise UsageError(
                "« {at} » n'est pas un moment.", "Écrire 2026-11-06, 2026-11-06T10:30, ou le numéro d'une étape.", at=at
            ) from None
        return instant(found if found.tzinfo is not None else found.replace(tzinfo=ZONE))
    return instant(datetime.combine(day_of(at) + timedelta(days=1), time(), ZONE) - timedelta(milliseconds=1))


def _day(history: Sequence[tuple[Event, str]], at: str) -> date:
    return desk_day(history[int(at) - 1][0].recorded_at) if _is_number(at) else desk_day(_moment(at))


def _values(case: CaseState, private: Mapping[int, Mapping[str, Json] | None]) -> dict[str, Json]:
    """The private values of a case, as far as they can be opened."""
    found = {name: (private.get(at) or {}).get(f"fields.{name}") for name, at in case.sealed.items()}
    return {name: value for name, value in found.items() if value is not None}


def _changes(
    case: CaseState, compared: CaseState, private: Mapping[int, Mapping[str, Json] | None]
) -> Sequence[Change]:
    """What differs between the two moments, the earlier one first."""
    first, last = sorted((case, compared), key=lambda each: each.sequence)
    return changes(first, last, _values(first, private), _values(last, private))


def _strays(reading: Reading, folded: CaseState) -> bool:
    """Whether the row of the case shows another state than its history."""
    try:
        held = CaseReading.case(reading, folded.case)
    except UNREADABLE:
        return True
    return held is None or snapshot(held.case) != snapshot(folded)


def _other(house: House, reading: Reading, asked: Asked, case: CaseState) -> Machine | None:
    """The other version asked about.

    Raises:
        UsageError: it isn't published, or is of another pathway.
    """
    if asked.against is None:
        return None
    if isinstance(asked.against, int):
        return machine_of(house, reading, case.process, asked.against)
    if asked.against.definition.process != case.process:
        raise UsageError(
            "Ce fichier est celui d'un autre parcours (« {process} »).",
            "Donner une version du parcours « {process_} ».",
            process=asked.against.definition.process,
            process_=case.process,
        )
    return asked.against


def _elsewhere(house: House, other: Machine, demands: Sequence[Demand], day: date) -> Elsewhere:
    """The case lived again under another version, until a day."""
    elsewhere = Elsewhere(other, house.territory.calendar, desk_day)
    for demand in demands:
        elsewhere.take(demand)
    elsewhere.until(day)
    return elsewhere
