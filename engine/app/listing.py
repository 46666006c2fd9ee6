"""Lists of cases with what names them to a person: whose, which pathway, at which step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.app.hearing import Match
from engine.app.house import House
from engine.app.people import sounding_so
from engine.app.person_file import lines_of
from engine.app.sight import (
    UNREADABLE,
    confidentiality_seen,
    list_scope,
    noting_denials,
    require,
    scope_of,
    sees_line,
)
from engine.authority.allow import Action
from engine.core.definition import Language, Text
from engine.core.events import Actor
from engine.core.resemblance import resemblance
from engine.store.cases import CaseLine
from engine.store.journal import Reading
from engine.store.subjects import Subject


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of a list."""

    line: CaseLine
    subject: Subject | None
    process: Text
    state: Text
    damaged: bool = False
    "The case can't be read: `baom db check` says why. The line stands all the same."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases a list is asked for; None is not looked at."""

    commune: str | None = None
    process: str | None = None
    state: str | None = None
    open_only: bool = False


def list_cases(house: House, wanted: Wanted, limit: int, actor: Actor) -> tuple[list[Listed], bool]:
    """Cases, the last opened first, at most `limit`; and whether there are more.

    Raises:
        UsageError: an unknown commune.
        NotAllowed: another desk's, or a role that sees no case.
    """
    commune = list_scope(house, actor, wanted.commune)

    def work(reading: Reading) -> list[Listed]:
        lines = reading.cases(
            commune=commune,
            process=wanted.process,
            state=wanted.state,
            confidentiality=confidentiality_seen(actor),
            open_only=wanted.open_only,
            limit=limit + 1,
        )
        return _named(house, reading, lines, actor)

    found = house.store.read(work)
    _note(house, actor, "case.list", found[:limit])
    return found[:limit], len(found) > limit


def search_cases(
    house: House,
    words: str,
    actor: Actor,
    *,
    commune: str | None,
    limit: int,
    unshown: list[str] | None = None,
) -> list[Listed]:
    """Cases of the people whose name sounds like these words, the closest name first; `unshown` as for people."""
    asked = house.commune(commune) if commune is not None else None
    with noting_denials(house, actor, "person.search"):
        require(actor, "person.search")
        slug = scope_of(actor, asked)

    def work(reading: Reading) -> list[Listed]:
        people = sounding_so(house, reading, (words,), slug, actor, limit, unshown)
        lines = (line for match in people for line in lines_of(house, reading, match.subject.id, actor))
        return _named(house, reading, list({line.case: line for line in lines}.values())[:limit], actor)

    found = house.follow(work)
    _note(house, actor, "person.search", found)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody found by name, with those of their cases that the actor may see."""

    match: Match
    cases: tuple[Listed, ...]


def search_known(
    house: House, words: str, actor: Actor, *, limit: int, unshown: list[str] | None = None
) -> list[Known]:
    """People whose name sounds like these words, each with their cases: one search, one line of the log of reads.

    Raises:
        NotAllowed: a role that looks for nobody.
    """
    with noting_denials(house, actor, "person.search"):
        require(actor, "person.search")
        slug = scope_of(actor, None)

    def work(reading: Reading) -> list[Known]:
        people = sounding_so(house, reading, (words,), slug, actor, limit, unshown)
        return [
            Known(each, tuple(_named(house, reading, lines_of(house, reading, each.subject.id, actor), actor)))
            for each in people
        ]

    found = house.follow(work)
    seen = [(each.match.subject.id, *(listed.line.case for listed in each.cases)) for each in found]
    house.trace(actor, "person.search", [name for names in seen for name in names])
    return found


def _note(house: House, actor: Actor, act: Action, found: Sequence[Listed]) -> None:
    house.trace(actor, act, [each for listed in found for each in (listed.line.case, listed.line.subject)])


def _named(house: House, reading: Reading, lines: Iterable[CaseLine], actor: Actor) -> list[Listed]:
    found = []
    for line in lines:
        if not sees_line(house, reading, actor, line):
            continue
        found.append(_listed(house, reading, line))
    return found


def _listed(house: House, reading: Reading, line: CaseLine) -> Listed:
    """One line; one that isn't what was written is told as such, and ends no list."""
    try:
        definition = house.machine(reading, line.digest).definition
        state = definition.states[line.state].title if line.state in definition.states else Text(line.state)
        return Listed(line, reading.subject(line.subject), definition.title, state, line.altered)
    except UNREADABLE:
        return Listed(line, None, Text(line.process), Text(line.state), damaged=True)


def name_of(subject: Subject | None, language: Language) -> str:
    """The name of a subject in the letters of the language, else as it is known; empty when it has none."""
    data = subject.data if subject is not None else {}
    first, second = ("name_ar", "name") if language == "ar" else ("name", "name_ar")
    return str(data.get(first) or data.get(second) or "")


def listed_view(listed: Listed, language: Language) -> dict[str, Any]:
    """One line of `case list` as JSON."""
    line = listed.line
    return {
        "case": line.case,
        "process": line.process,
        "process_title": listed.process.of(language),
        "state": line.state,
        "state_title": listed.state.of(language),
        "commune": line.commune,
        "subject": line.subject,
        "person": name_of(listed.subject, language),
        "due": line.due,
        "assigned": line.assigned,
        "opened_on": line.opened_on,
        "open": line.open,
        "sequence": line.sequence,
        "damaged": listed.damaged,
    }


def match_view(match: Match, language: Language, asked: Mapping[str, Any]) -> dict[str, Any]:
    """One person found by the sound of a name, as JSON, with why they may be who was asked for."""
    subject = match.subject
    return {
        "subject": subject.id,
        "kind": subject.kind,
        "commune": subject.commune,
        "person": name_of(subject, language),
        "name": subject.data.get("name", ""),
        "name_ar": subject.data.get("name_ar", ""),
        "birth": subject.data.get("birth_date") or subject.data.get("birth_year") or "",
        "likeness": round(match.likeness, 2),
        "why": list(resemblance(asked, subject.data)),
    }
