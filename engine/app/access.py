"""Who saw what: the log of reads asked about a person, an agent, a case or a period, by whoever may audit.

Somebody who audits one commune is told of their own agents, and of whoever looked at that commune's cases and people;
what belongs to other desks is shown to them as « ? ».
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from engine.app.account_events import in_other_hands, require_period
from engine.app.desks import seen_elsewhere
from engine.app.house import ZONE, House, instant
from engine.app.people import damage_told_at_home, find_subject, same_person, sees_subject
from engine.app.retrial import desk_day
from engine.app.sight import noting_denials, require
from engine.authority.allow import Resource, allow, communes_seen
from engine.core.events import Actor
from engine.core.sights import Acted, Histories, Pattern, Sight, patterns
from engine.core.wording import ROLES
from engine.errors import CaseNotFound, HistoryError, PersonNotFound, UsageError
from engine.store.journal import Reading
from engine.store.reads import UNKNOWN, place

OPENED = 2_000
"Lines that a page of the log opens at most, when all of them are shown."
SEARCHED = 10_000
"The same, when those of one agent, case or person are looked for among them: what else they hold is passed over."

USUAL = timedelta(days=30)
"How far back to look, unless a period, a person or a case is asked about."

FIRST, LAST = date(2000, 1, 1), date(9998, 12, 31)
"Days between which all of the log stands."


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the log is asked about; None is not looked at. Days are the desks' own, both included."""

    person: str | None = None
    case: str | None = None
    agent: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """What the log of reads answers."""

    since: date | None
    "None: from the beginning."
    until: date
    sights: tuple[Sight, ...]
    "The last lines, oldest first."
    found: int
    "How many lines there are."
    patterns: tuple[Pattern, ...]
    altered: tuple[str, ...]
    "Logins of accounts that aren't what their history says: who acted under them, the lines can't vouch for."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log of reads: what it costs has a bound, however long the log is."""

    since: date | None
    "None: from the beginning."
    until: date
    sights: tuple[Sight, ...]
    "Newest first."
    opened: int
    "How many lines were opened for it."
    reached: str
    "The moment of the oldest of them, when there are more before it; empty when the period was gone through."
    older: str | None
    "Given back as `before`, it makes the next page begin behind this one; None where there is nothing more."
    patterns: tuple[Pattern, ...] | None
    "Of the days that were opened whole, the last one even in part; None on the pages that follow the first."
    patterns_since: date
    "The first of these days."
    altered: tuple[str, ...]
    "As in `Access`."


def access_page(house: House, asked: Asked, actor: Actor, limit: int, before: str | None = None) -> Page:
    """The last lines asked about, at most `limit`, behind `before`; itself noted as a sight. Raises as `access`."""
    named = tuple(each for each in (asked.case, asked.person) if each is not None)
    with noting_denials(house, actor, "audit.access", *named):
        require(actor, "audit.access")
        answer = house.store.read(lambda reading: _page(house, reading, asked, actor, limit, before))
    house.trace(actor, "audit.access", named)
    return answer


def _page(house: House, reading: Reading, asked: Asked, actor: Actor, limit: int, before: str | None) -> Page:
    names = _names(house, reading, asked, actor)
    since, until, begins, ends = _period(house, asked, names)
    most = OPENED if names is None and asked.agent is None else SEARCHED
    lines = reading.sights_back(begins, ends, before, most + 1)
    there_is_more, opened = len(lines) > most, lines[:most]
    visible = list(_visible(reading, reversed(opened), actor))
    watch = _Watch(asked.agent, names, len(visible) or 1)
    for _ in watch.seeing(iter(visible)):
        pass
    kept = tuple(reversed(watch.kept))
    if asked.agent is not None and not kept and before is None and not _is_known(house, reading, asked.agent, actor):
        # The whole log isn't gone through for a name that nobody bears: an account is closed, never taken away.
        raise _nobody(asked.agent)
    borrowed, unvouched = in_other_hands(reading)
    whole = _whole_days(visible) if there_is_more else visible
    told = None
    if before is None:
        # What is a lot is told by all that somebody saw in a day; whoever saw nothing of what is asked isn't looked at.
        actors = {each.actor for each in kept}
        histories = Histories(seen_elsewhere(reading), borrowed, _journal(reading))
        found = patterns((each for each in whole if each.actor in actors), histories, house.territory.calendar, ZONE)
        told = tuple(pattern for pattern in found if watch.concerns(pattern))
    last = kept[limit - 1] if len(kept) > limit else opened[-1] if there_is_more else None
    return Page(
        since,
        until,
        kept[:limit],
        len(opened),
        opened[-1].at if there_is_more else "",
        None if last is None else place(last),
        told,
        desk_day(whole[0].at) if there_is_more and whole else since or FIRST,
        _altered(reading, unvouched),
    )


def _whole_days(lines: list[Sight]) -> list[Sight]:
    """Lines without the day of the first, of which some weren't opened; all of them where there is no other day."""
    first = desk_day(lines[0].at) if lines else None
    return [each for each in lines if desk_day(each.at) != first] or lines


def access(house: House, asked: Asked, actor: Actor, limit: int) -> Access:
    """The lines asked about, the last `limit` of them, and what in them is worth a question; itself noted as a sight.

    Raises:
        CaseNotFound, PersonNotFound: none such, or another desk's.
        UsageError: an agent that there never was, or a period that ends before it begins.
        NotAllowed: a role that reads no log of reads.
    """
    named = tuple(each for each in (asked.case, asked.person) if each is not None)
    with noting_denials(house, actor, "audit.access", *named):
        require(actor, "audit.access")
        answer = house.store.read(lambda reading: _answer(house, reading, asked, actor, limit))
    house.trace(actor, "audit.access", named)
    return answer


def _answer(house: House, reading: Reading, asked: Asked, actor: Actor, limit: int) -> Access:
    names = _names(house, reading, asked, actor)
    since, until, begins, ends = _period(house, asked, names)
    watch = _Watch(asked.agent, names, limit)
    lines = watch.seeing(_visible(reading, reading.sights(begins, ends), actor))
    borrowed, unvouched = in_other_hands(reading)
    histories = Histories(seen_elsewhere(reading), borrowed, _journal(reading))
    found = patterns(lines, histories, house.territory.calendar, ZONE)
    told = tuple(pattern for pattern in found if watch.concerns(pattern))
    if asked.agent is not None and not watch.found:
        _require_agent(house, reading, asked.agent, actor)
    return Access(since, until, tuple(watch.kept), watch.found, told, _altered(reading, unvouched))


def _period(house: House, asked: Asked, names: frozenset[str] | None) -> tuple[date | None, date, str, str]:
    """The days asked about, and the moments between which they lie; raises UsageError for days the wrong way round."""
    until = asked.until or house.today()
    since = asked.since or (None if names is not None else until - USUAL)
    require_period(since, until)
    begins, ends = (instant(datetime.combine(day, time(), ZONE)) for day in (since or FIRST, until + timedelta(days=1)))
    return since, until, begins, ends


def _altered(reading: Reading, unvouched: list[str]) -> tuple[str, ...]:
    altered = [each.login for each in (*reading.users().broken, *reading.lost_users())]
    return tuple(dict.fromkeys((*altered, *unvouched)))


def _names(house: House, reading: Reading, asked: Asked, actor: Actor) -> frozenset[str] | None:
    """The identifiers that lines must name one of: a case, or a person with every record and case of theirs."""
    if asked.case is not None:
        line = reading.line(asked.case)
        if line is None or not allow(actor, "audit.access", Resource(line.commune)):
            raise CaseNotFound(asked.case)
    if asked.person is not None:
        with damage_told_at_home(reading, asked.person, actor, "audit.access"):
            person = find_subject(reading, asked.person)
            if not sees_subject(house, reading, person, actor, "audit.access"):
                raise PersonNotFound(asked.person)
    if asked.person is None:
        return None if asked.case is None else frozenset((asked.case,))
    records = same_person(reading, asked.person)
    cases = {line.case for record in records for line in reading.cases_of(record)}
    return frozenset((*records, *cases)) if asked.case is None else frozenset((asked.case,)) & cases


def _require_agent(house: House, reading: Reading, agent: str, actor: Actor) -> None:
    """Refuse a login that nobody has ever had, rather than answer that it saw nothing.

    Raises:
        UsageError: no account of that login that the actor may know of, and no line of the log by that name.
    """
    always = (instant(datetime.combine(day, time(), ZONE)) for day in (FIRST, LAST))
    if _is_known(house, reading, agent, actor):
        return
    if not any(sight.actor == agent for sight in _visible(reading, reading.sights(*always), actor)):
        raise _nobody(agent)


def _is_known(house: House, reading: Reading, agent: str, actor: Actor) -> bool:
    """Whether there is an account of that login that the actor may know of, or one that can't be read."""
    if house.store.training and agent in ROLES:
        # In a training database a role is who acts.
        return True
    try:
        account = reading.user(agent)
    except HistoryError:
        return True
    return account is not None and allow(actor, "user.list", Resource(account.commune))


def _nobody(agent: str) -> UsageError:
    return UsageError("Aucun compte « {agent} ».", "Les comptes : baom user list.", agent=agent)


def _visible(reading: Reading, sights: Iterator[Sight], actor: Actor) -> Iterator[Sight]:
    """The lines that the actor may be told of, and in them what belongs to their own desk."""
    own = communes_seen(actor)
    if own is None:
        yield from sights
        return
    desk_of = cache(reading.desk_of)
    for sight in sights:
        seen = tuple(name if desk_of(name) == own else UNKNOWN for name in sight.seen)
        if sight.commune == own or any(name != UNKNOWN for name in seen):
            yield sight._replace(seen=tuple(dict.fromkeys(seen)))


def _journal(reading: Reading) -> Acted:
    """Whether the journal holds an act of that agent on that day, in one of these histories; each read once."""

    @cache
    def acts(name: str) -> frozenset[tuple[str, date]]:
        with suppress(HistoryError):
            return frozenset((event.actor, desk_day(event.recorded_at)) for event, _ in reading.history(name))
        return frozenset()

    return lambda actor, day, names: any((actor, day) in acts(name) for name in names)


class _Watch:
    """Keeps the lines asked about while all of them go by: what is a lot is told by all that an agent saw."""

    def __init__(self, agent: str | None, names: frozenset[str] | None, limit: int) -> None:
        self._agent = agent
        self._names = names
        self.kept: deque[Sight] = deque(maxlen=limit)
        self.found = 0
        self._days: set[tuple[str, int]] = set()

    def seeing(self, sights: Iterator[Sight]) -> Iterator[Sight]:
        """The same lines; those asked about are kept on the way."""
        for sight in sights:
            if self._is_asked(sight):
                self.kept.append(sight)
                self.found += 1
                if self._names is not None:
                    self._days.add((sight.actor, sight.position))
            yield sight

    def concerns(self, pattern: Pattern) -> bool:
        """Whether a pattern is about what was asked; to be asked when its lines have gone by."""
        if self._agent is not None and pattern.actor != self._agent:
            return False
        return self._names is None or any((pattern.actor, each) in self._days for each in pattern.positions)

    def _is_asked(self, sight: Sight) -> bool:
        if self._agent is not None and sight.actor != self._agent:
            return False
        return self._names is None or not self._names.isdisjoint(sight.seen)
