"""The desk's day: who comes, what is late, what is due, what others are late with, and what was sent here.

Each section is a range of an index: what it costs to show follows from the lines shown, not from the cases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import NamedTuple

from engine.app.house import House
from engine.app.sections import SECTIONS, Section
from engine.app.sight import UNREADABLE, confidentiality_seen, list_scope, sees_line
from engine.core.appointments import Appointment, appointments
from engine.core.clocks import is_running
from engine.core.definition import Text
from engine.core.events import Actor
from engine.core.machine import Machine, Situation
from engine.core.steps import ActionStep, own_steps
from engine.store.case_rows import Held, Queue
from engine.store.cases import CaseLine
from engine.store.journal import Reading
from engine.store.subjects import Subject

SOON = 7
"Days ahead that a desk looks at."
NOBODY = ""
"Given as `assigned`: the cases that nobody has taken."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases a day is asked for; None is not looked at."""

    commune: str | None = None
    process: str | None = None
    assigned: str | None = None
    until: date | None = None
    "Due by that day, or meeting by it; included."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist: a case, and the desk's next act as a verb; None where only others can act."""

    line: CaseLine
    subject: Subject | None
    process: Text
    state: Text
    status: str
    "How pressing: overdue, today, soon, waiting (a third party acts) or open."
    next_act: Text | None
    days_left: int | None
    meetings: tuple[Appointment, ...] = ()
    "Appointments of the period that was asked for."
    damaged: bool = False
    "The case can't be read: `baom db check` says why. The line stands all the same."


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its first lines."""

    section: Section
    rows: tuple[Row, ...]
    more: bool


def worklist(
    house: House,
    wanted: Wanted,
    actor: Actor,
    *,
    sections: Sequence[Section] = SECTIONS,
    limit: int = 50,
    after: str | None = None,
) -> list[Part]:
    """The open cases of a desk by section, the most pressing first; at most `limit` lines in each.

    A case that belongs to several sections is told once, in the first of those asked for, its appointments with it.
    `after` is the cursor of a section's last line, when one section alone is read page after page.

    Raises:
        UsageError: an unknown commune.
        NotAllowed: another desk's, or a role that sees no case.
    """
    found = unnoted_worklist(house, wanted, actor, sections=sections, limit=limit, after=after)
    lines = [row.line for _, row in every_row(found)]
    house.trace(actor, "case.list", [each for line in lines for each in (line.case, line.subject)])
    return found


def unnoted_worklist(
    house: House,
    wanted: Wanted,
    actor: Actor,
    *,
    sections: Sequence[Section] = SECTIONS,
    limit: int = 50,
    after: str | None = None,
) -> list[Part]:
    """The same, for whoever shows something else of it and notes that."""
    commune = list_scope(house, actor, wanted.commune)
    filters: dict[str, str | None] = {
        "commune": commune,
        "process": wanted.process,
        "assigned": wanted.assigned,
        "confidentiality": confidentiality_seen(actor),
        "after": after,
    }

    today = house.today()
    last_meeting = wanted.until or today + timedelta(days=SOON)

    def work(reading: Reading) -> list[Part]:
        ranges = [(each, _lines(reading, each, today, wanted.until, filters, limit + 1)) for each in sections]
        every = (line for _, lines in ranges for line in lines[:limit])
        # A case may stand in several sections: it is judged once, and all of them are read together.
        seen = {line.case: line for line in every if sees_line(house, reading, actor, line)}
        rows = _rows(house, reading, list(seen.values()), last_meeting)
        return list(_told_once(_part(section, lines, rows, limit) for section, lines in ranges))

    return house.store.read(work)


def _told_once(parts: Iterable[Part]) -> Iterator[Part]:
    """The sections, each without the cases that an earlier one tells."""
    told: set[str] = set()
    for part in parts:
        rows = tuple(row for row in part.rows if row.line.case not in told)
        told.update(row.line.case for row in rows)
        yield replace(part, rows=rows)


_MEETINGS = ("meeting_today", "appointment")
"Sections by the day of an appointment: whoever comes today isn't among what is late."


class _Range(NamedTuple):
    """A stretch of the lists by due day."""

    queues: tuple[Queue, ...]
    since: int | None
    "Days from today, included; None from the beginning."
    until: int | None
    "Days from today, included; None to the end, cases without a due day with it."


_RANGES: Mapping[Section, _Range] = {
    "overdue": _Range(("task", "referral"), None, -1),
    "today": _Range(("task", "referral", "wait"), 0, 0),
    "soon": _Range(("task", "referral", "wait"), 1, SOON),
    "third_party": _Range(("wait",), None, -1),
    "referral": _Range(("referral",), SOON + 1, None),
    "open": _Range(("task",), SOON + 1, None),
    "waiting": _Range(("wait",), SOON + 1, None),
}


def _part(section: Section, lines: Sequence[CaseLine], rows: Mapping[str, Row], limit: int) -> Part:
    """A section of what was found: each line where this section has it, which is where the next page begins."""
    told = [replace(rows[line.case], line=line) for line in lines[:limit] if line.case in rows]
    if section in _MEETINGS:
        met = [row for row in told if row.meetings or row.damaged]
        told = sorted(met, key=lambda row: [(each.day, each.at or time.min) for each in row.meetings])
    return Part(section, tuple(told), len(lines) > limit)


def _lines(
    reading: Reading, section: Section, today: date, until: date | None, filters: Mapping[str, str | None], limit: int
) -> list[CaseLine]:
    if section in _MEETINGS:
        last = today if section == "meeting_today" else until or today + timedelta(days=SOON)
        return reading.meeting(today.isoformat(), last.isoformat(), limit=limit, **filters)
    queues, first, last_day = _RANGES[section]
    since = None if first is None else today + timedelta(days=first)
    end = until if last_day is None else min(today + timedelta(days=last_day), until or date.max)
    if since is not None and end is not None and since > end:
        return []
    return reading.worklist(queues=queues, since=_iso(since), until=_iso(end), limit=limit, **filters)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rows(house: House, reading: Reading, lines: Sequence[CaseLine], until: date) -> dict[str, Row]:
    """Lines of a day by their cases; what they need is asked of the database for all of them at once."""
    cases = reading.cases_named(line.case for line in lines)
    people = reading.subjects_named(line.subject for line in lines)
    return {line.case: _row(house, reading, line, cases, people, until) for line in lines}


def _row(
    house: House,
    reading: Reading,
    line: CaseLine,
    cases: Mapping[str, Held],
    people: Mapping[str, Subject],
    until: date,
) -> Row:
    """One line; a case whose row or history isn't what was written is told as such, and ends no list."""
    left: int | None = None
    try:
        left = (date.fromisoformat(line.due) - house.today()).days if line.due is not None else None
        machine = house.machine(reading, line.digest)
        # What isn't among those that hold is read alone: that says what is the matter with it.
        held = cases.get(line.case) or reading.case(line.case)
        state = machine.definition.states[line.state]
        return Row(
            line,
            people.get(line.subject) or reading.subject(line.subject),
            machine.definition.title,
            state.title,
            _status(left, awaits_others=state.awaits_others),
            _next_act(house, machine, held) if held is not None else None,
            left,
            _meetings(house, machine, held, until) if held is not None else (),
        )
    except UNREADABLE:
        return Row(
            line,
            None,
            Text(line.process),
            Text(line.state),
            _status(left, awaits_others=False),
            None,
            left,
            damaged=True,
        )


def _next_act(house: House, machine: Machine, held: Held) -> Text | None:
    """The first of the step's own actions that is possible, or will be once papers or data are there.

    Only an act of the desk: what an office will answer is nothing to do, and may never come. While others are awaited,
    a filing or a call that leaves the case where it is counts too, until it is done; elsewhere, where nothing leads on.
    Pathways are written in the order a person lives them, and closing a case is seldom the next thing to do. Where an
    act waits for a day alone, that day is what is awaited, and none of the ways out that stand after it.
    """
    situation = house.situation(machine, held.case, held.private, house.today())
    awaits = machine.definition.states[held.case.state].awaits_others
    done, beside = situation.facts().done, None
    for step in own_steps(situation, "agent"):
        leads_on = bool(step.to) or awaits
        if gives_up(machine, step) or (not step.to and step.action.id in done):
            continue
        if not _is_excluded(step):
            if leads_on:
                return step.action.title
            beside = beside or step.action.title
        elif leads_on and step.action.when is not None and _comes_by_itself(situation, step):
            return None
    return beside


def _is_excluded(step: ActionStep) -> bool:
    return any(reason.code in _NOT_THIS_WAY for reason in step.blocked_by)


def _comes_by_itself(situation: Situation, step: ActionStep) -> bool:
    """Whether an excluded act will be open once the clocks that run have rung, with nothing else changed."""
    days = [date.fromisoformat(each["due"]) for each in situation.case.clocks.values() if is_running(each)]
    later = max((day for day in days if day >= situation.day), default=None)
    if later is None:
        return False
    then = own_steps(situation._replace(day=later + timedelta(days=1)), "agent")
    return not _is_excluded(next(each for each in then if each.action.id == step.action.id))


def gives_up(machine: Machine, step: ActionStep) -> bool:
    """Whether an act ends the case without what the person came for: theirs to say, never a day's next act.

    A person passed on to somebody else is one only where no condition of the pathway says that it is their way.
    """
    ends = [machine.definition.states[name].outcome for name in step.to]
    if any(each in _WITHOUT for each in ends):
        return True
    return bool(ends) and all(each in _ELSEWHERE for each in ends) and step.action.when is None


def _meetings(house: House, machine: Machine, held: Held, until: date) -> tuple[Appointment, ...]:
    today = house.today()
    every = appointments(machine.appointments, held.case.fields) if machine.appointments else ()
    return tuple(each for each in every if today <= each.day <= until)


_WITHOUT = frozenset(("refused", "abandoned", "unreachable", "out_of_scope"))
_ELSEWHERE = frozenset(("referred", "deceased"))
_NOT_THIS_WAY = frozenset(("condition_false", "role_refused", "stopped_by_alert"))


def _status(left: int | None, *, awaits_others: bool) -> str:
    if left is not None and left < 0:
        return "overdue"
    if left == 0:
        return "today"
    if awaits_others:
        return "waiting"
    return "soon" if left is not None and left <= SOON else "open"


def every_row(parts: Sequence[Part]) -> Iterator[tuple[Section, Row]]:
    """The lines of a day in their order, each with its section."""
    for part in parts:
        for row in part.rows:
            yield part.section, row
