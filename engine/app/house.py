"""What every use case is given: the store, the territory, the forms, and the time; nothing is looked up elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from engine.app.compiled import compiled
from engine.app.hearing import Heard
from engine.app.tally import Tally
from engine.core.appointments import appointments
from engine.core.calendar import Calendar, calendar_from, canonical_text
from engine.core.case import CaseState
from engine.core.clocks import standing
from engine.core.definition import Language
from engine.core.events import EVERYWHERE, Actor
from engine.core.machine import Machine, Situation
from engine.core.rules import SYSTEM
from engine.core.territory import Territory, commune_of, nearest
from engine.errors import EnvironmentUnusable, Said, UsageError
from engine.printing.printer import Printer
from engine.store.case_rows import Standing, StandingOf
from engine.store.definitions import DefinitionReading
from engine.store.journal import Reading, Store
from engine.store.transaction import Stamp
from engine.vault.account_heads import AccountHeads
from engine.vault.erased import ErasedList

if TYPE_CHECKING:
    from engine.diagram.drawing import Picture

T = TypeVar("T")

ZONE = ZoneInfo("Africa/Casablanca")
"The desks' own time: the day of an act is the day on their wall calendar."

WAITING = 64
"Events without a position, on PostgreSQL, which whoever follows the log leaves to others."

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"Crockford's base 32: no letter that is read as a digit."


@dataclass(slots=True)
class House:
    """The parts of the product, plugged together by `engine.bootstrap`."""

    store: Store
    territory: Territory
    printer: Printer
    language: Language
    now: Callable[[], datetime]
    """The server's time, with its zone."""
    machines: dict[str, Machine] = field(default_factory=dict)
    "Definitions compiled so far, by digest; immutable, so never stale."
    calendars: dict[str, Calendar | None] = field(default_factory=dict)
    "Calendars of other days read so far, by digest; None for one that was never published."
    pictures: dict[tuple[str, Language], Picture] = field(default_factory=dict, repr=False)
    "Drawings of published pathways, by digest and language."
    erased: ErasedList | None = None
    "Where erasures are told beside the keys; None keeps no such list."
    accounts: AccountHeads | None = None
    "How far accounts were seen to go, beside the keys; None remembers nothing."
    in_service: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    "File → the text that two editors put in service in the place of the program's own."
    log_seen: int = 0
    "How many events the log's own history had when these were read."
    heard: Heard = field(default_factory=Heard, repr=False)
    "How the names of people sound, for those who search; in memory alone."
    tally: Tally = field(default_factory=Tally, repr=False)
    "How many open cases stand where; in memory alone."

    def today(self) -> date:
        """The day on the desks' wall calendar."""
        return self.now().astimezone(ZONE).date()

    def recorded_at(self) -> str:
        """The server's time as events write it: UTC, to the millisecond."""
        return instant(self.now())

    def machine(self, reading: DefinitionReading, digest: str) -> Machine:
        """The machine of a published definition, compiled once.

        Raises:
            EnvironmentUnusable: the database doesn't hold that definition.
        """
        found = self.machines.get(digest)
        if found is None:
            resolved = reading.definition(digest)
            if resolved is None:
                raise EnvironmentUnusable(
                    "La définition {digest} n'est pas dans la base.",
                    "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
                    digest=digest[:12],
                )
            found = compiled(resolved, digest)
            self.machines[digest] = found
        return found

    def calendar(self, reading: DefinitionReading, digest: str) -> Calendar | None:
        """The calendar by which an event was decided; None when this database doesn't hold it.

        Raises:
            UnreadableEvent: its text has been changed since it was published.
        """
        if digest == self.territory.calendar.digest:
            return self.territory.calendar
        if digest not in self.calendars:
            text = reading.calendar(digest)
            self.calendars[digest] = None if text is None else calendar_from(text)
        return self.calendars[digest]

    def require_calendar(self) -> None:
        """Refuse to count deadlines by a calendar that nobody published in this real database.

        Raises:
            EnvironmentUnusable: with who publishes it.
        """
        digest = self.territory.calendar.digest
        if not self.store.training and not self.store.read(lambda reading: reading.holds_text(digest)):
            raise EnvironmentUnusable(
                "Le calendrier des jours fériés de ce programme n'est pas publié dans cette base : aucun délai ne peut"
                " être compté.",
                "Un éditeur le publie : baom process publish ; ou retirer --processes et BAOM_PROCESSES.",
            )

    def publish_calendar(self, actor: Actor = SYSTEM) -> bool:
        """Keep the text of the desks' calendar beside what is decided with it; False when it is there already."""
        calendar = self.territory.calendar
        if self.store.read(lambda reading: reading.holds_text(calendar.digest)):
            return False
        text, stamp = canonical_text(calendar), self.stamp(actor, self.today(), "")
        return self.store.write(lambda writing: writing.publish_calendar(calendar.digest, text, stamp))

    def stamp(self, actor: Actor, happened_on: date, definition: str) -> Stamp:
        """What every event of one step shares."""
        signed = replace(actor, commune="") if actor.commune == EVERYWHERE else actor
        return Stamp(self.recorded_at(), happened_on.isoformat(), signed, definition, self.territory.calendar.digest)

    def situation(self, machine: Machine, case: CaseState, private: Mapping[str, Any], day: date) -> Situation:
        """A case as a decision looks at it."""
        return Situation(machine, case, private, day, self.territory.calendar)

    def trace(self, actor: Actor, act: str, seen: Iterable[str], *, denied: bool = False, why: str = "") -> None:
        """Note in the log of reads that something personal is shown, or is refused; one line for all that is seen.

        To be called when all is read and before any of it is given back, outside every transaction: what can't be
        noted isn't shown. A step that is recorded notes it in its own transaction (`Writing.trace`).

        Raises:
            EnvironmentUnusable: the line can't be written.
        """
        names = tuple(seen)
        at = self.recorded_at()
        try:
            self.store.write(lambda writing: writing.trace(actor, act, names, at, denied=denied, why=why))
        except EnvironmentUnusable as error:
            raise EnvironmentUnusable(
                "Cette consultation n'a pas pu être notée : rien de personnel n'est montré. {message}",
                error.said[1],
                message=error.said[0],
            ) from error

    def follow(self, work: Callable[[Reading], T]) -> T:
        """Run a work that reads, and carries forward what is kept in memory by what the log says happened since.

        On PostgreSQL the last events are given their positions, once so many wait that each look would cost for it. A
        page that only shows is no reason to fail: where nothing can be written, they wait.
        """
        found = self.store.read(work)
        if max(self.tally.waiting, self.heard.waiting) > WAITING:
            with suppress(EnvironmentUnusable):
                self.store.place_events()
        return found

    def commune(self, word: str) -> str:
        """The slug of a commune; raises as `commune_slug` does."""
        return commune_slug(self.territory, word)


def commune_slug(territory: Territory, word: str) -> str:
    """The slug of a commune named by its slug or HCP code.

    Raises:
        UsageError: no such commune; with the nearest one.
    """
    found = commune_of(territory, word)
    if found is None:
        near = nearest(territory, word)
        hint = Said(" Vouliez-vous dire « {slug} » ({name}) ?", slug=near.slug, name=near.name) if near else Said("")
        raise UsageError(
            "La commune « {word} » n'est pas connue dans ce territoire.{hint}",
            "Employer le nom court (tiznit) ou le code HCP ; la liste : baom directory list --communes.",
            word=word,
            hint=hint,
        )
    return found.slug


def instant(now: datetime) -> str:
    """A moment as events write it: UTC, to the millisecond."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def standing_of(machine: Machine) -> StandingOf:
    """How lists see a case after a step: its next due day, and when its clocks ring."""
    plan, states, meeting = machine.clocks, machine.definition.states, machine.appointments

    def summary(case: CaseState) -> Standing:
        due, wake = standing(plan, case.clocks)
        state = states.get(case.state)
        waits = state is not None and state.awaits_others
        return Standing(due, wake, waits, _meets(meeting, case) if meeting else None)

    return summary


def _meets(fields: Mapping[str, str], case: CaseState) -> tuple[str, str] | None:
    """First and last day of a case's appointments; their fields are plain, so that lists need no key."""
    days = [each.day.isoformat() for each in appointments(fields, case.fields)]
    return (days[0], days[-1]) if days else None


def new_id(prefix: str) -> str:
    """A public identifier that can be read over the telephone and not guessed: D-7K2M-9QXH."""
    letters = [secrets.choice(_LETTERS) for _ in range(8)]
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


def written_id(word: str) -> str:
    """An identifier as people type it, set right: lower case, O for 0, I and L for 1, dashes forgotten."""
    bare = word.strip().upper().replace("-", "").replace(" ", "")
    if len(bare) != 9:  # noqa: PLR2004 -- a prefix and eight letters
        return word.strip()
    code = bare[1:].replace("O", "0").replace("I", "1").replace("L", "1")
    return f"{bare[0]}-{code[:4]}-{code[4:]}"
