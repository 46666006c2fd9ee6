"""A desk for the tests: a house over a real database, a calendar on the wall that can be turned, an agent who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from engine.app.answer import Answer, Done, NotDone
from engine.app.case_file import show_view
from engine.app.cases import open_case, perform
from engine.app.guidance import next_view
from engine.app.house import House
from engine.app.opening import Opening
from engine.app.publishing import Workshop, publish
from engine.app.reading import read_case
from engine.bootstrap import shipped, territory_of
from engine.core.events import EVERYWHERE, Actor, Ask, ChangeDocuments, Do, Event, GiveConsent, Record
from engine.core.machine import Machine
from engine.core.territory import Territory
from engine.printing.printer import Printer
from engine.reader.load import Referential
from engine.reader.pathway import ReadProcess
from engine.store import upkeep
from engine.store.case_rows import Held
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.transaction import Stamp
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey

TODAY = date(2026, 11, 6)
COMMUNE = "ait_melloul"
AGENT = Actor("amina", "agent", COMMUNE)
SUPERVISOR = Actor("omar", "supervisor", COMMUNE)
ATELIER = Path(__file__).with_name("atelier")
"Invented pathways, for what the shipped ones don't do."

EDITOR = Actor("lina", "editor", EVERYWHERE)


def anyone(role: str) -> Actor:
    """Somebody of that role who acts in the whole territory."""
    return Actor(role, role, EVERYWHERE)


_KEY = bytes(range(32))
_STAMP = Stamp("2026-11-01T08:00:00.000Z", "2026-11-01", Actor("systeme", "system", ""))


@dataclass(slots=True)
class Wall:
    """The calendar on the wall: it is nine o'clock, on the day that a test turns it to."""

    day: date = TODAY

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(9), UTC)


@dataclass(slots=True)
class Desk:
    """An agent at work. `open` and `ask` give the answer, `done` and `refused` insist on which one it is."""

    house: House
    wall: Wall
    url: str
    case: str = ""
    "The last case opened: what is asked next is asked of it."
    actor: Actor = field(default=AGENT)

    @property
    def today(self) -> date:
        return self.wall.day

    def publish(self, pathways: Iterable[ReadProcess]) -> None:
        for each in pathways:
            publish(self.house, each, EDITOR)

    def wait(self, days: int) -> None:
        self.wall.day += timedelta(days=days)

    def open(self, process: str, on: date | None = None, *, key: str | None = None, **given: Any) -> Answer:
        opening = Opening(process, given.pop("commune", COMMUNE), on or self.today, **given)
        # A case of another desk is opened by a colleague there.
        actor = (
            self.actor
            if self.actor.commune == EVERYWHERE
            else replace(self.actor, commune=self.house.commune(opening.commune))
        )
        answer = open_case(self.house, opening, actor, key=key)
        if isinstance(answer, Done):
            self.case = answer.case.case
        return answer

    def ask(
        self,
        ask: Ask,
        on: date | None = None,
        *,
        case: str | None = None,
        expect: int | None = None,
        key: str | None = None,
        actor: Actor | None = None,
    ) -> Answer:
        who = actor or self.actor
        if actor is None and who.commune != EVERYWHERE:
            line = self.house.store.read(lambda reading: reading.line(case or self.case))
            who = who if line is None else replace(who, commune=line.commune)
        return perform(self.house, case or self.case, ask, who, on or self.today, expect=expect, key=key)

    def do(self, trigger: str, on: date | None = None, *, case: str | None = None, **given: Any) -> Done:
        return done(self.ask(Do(trigger, **given), on, case=case))

    def set(self, on: date | None = None, **fields: Any) -> Done:
        return done(self.ask(Record(fields), on))

    def papers(self, **documents: Any) -> Done:
        return done(self.ask(ChangeDocuments(documents)))

    def agree(self, *consents: str) -> None:
        for name in consents:
            done(self.ask(GiveConsent(name, True)))

    def held(self, case: str | None = None) -> Held:
        found = self.house.store.read(lambda reading: reading.case(case or self.case))
        assert found is not None
        return found

    def history(self, case: str | None = None) -> list[Event]:
        return [event for event, _ in self.house.store.read(lambda reading: reading.history(case or self.case))]

    def kinds(self, case: str | None = None) -> list[str]:
        return [event.kind for event in self.history(case)]

    def private(self, sequence: int, case: str | None = None) -> dict[str, Any]:
        """The private values of one event, opened from what is on disk."""
        return self.house.store.read(lambda reading: reading.private(case or self.case, sequence))

    def next(self, case: str | None = None, language: Any = "fr", role: str = "agent") -> dict[str, Any]:
        return next_view(read_case(self.house, case or self.case, anyone(role)), language)

    def show(self, case: str | None = None, language: Any = "fr") -> dict[str, Any]:
        return show_view(self.house, read_case(self.house, case or self.case, anyone("agent")), language)


def done(answer: Answer) -> Done:
    """The answer, which must be an acceptance."""
    assert isinstance(answer, Done), answer.refused
    return answer


def codes(answer: Answer) -> list[tuple[str, str]]:
    """(code, about what) of each reason of a refusal, which the answer must be."""
    assert isinstance(answer, NotDone), answer.events
    return [(reason.code, reason.what) for reason in answer.refused.reasons]


@dataclass(slots=True)
class Referentials:
    """Pathways read once for all the tests, and what was compiled from them."""

    territory: Territory
    shipped: tuple[ReadProcess, ...]
    invented: tuple[ReadProcess, ...]
    machines: dict[str, Machine] = field(default_factory=dict)


@cache
def read_referentials() -> Referentials:
    """The shipped pathways and the invented ones, read once."""
    folder = shipped("processes")
    territory = territory_of(folder)
    shelf = Workshop(folder, shipped("forms"), territory).referential()
    return Referentials(territory, shelf.read_all(), Referential(ATELIER).read_all())


def desk_vault() -> Vault:
    """The two keys of every desk of the tests."""
    return Vault(MasterKey(_KEY), signing=SigningKey(_KEY))


def desk_at(url: str, known: Referentials, pathways: tuple[ReadProcess, ...]) -> Desk:
    """A desk over a new database at this address, with these pathways published."""
    upkeep.init(url, desk_vault(), log_id="essai", training=True, stamp=_STAMP)
    return open_desk(url, known, pathways)


def open_desk(url: str, known: Referentials, pathways: tuple[ReadProcess, ...] = ()) -> Desk:
    """A desk over a database that exists already, as another process would open it."""
    wall = Wall()
    store = Store.open(url, desk_vault())
    desk = Desk(House(store, known.territory, Printer(shipped("forms")), "fr", wall, known.machines), wall, url)
    desk.publish(pathways)
    return desk


def erase(desk: Desk, subject_id: str) -> None:
    """Record an erasure and destroy the key by hand: all that is sealed under it is lost, and the history stays."""
    stamp = Stamp(desk.house.recorded_at(), desk.house.today().isoformat(), Actor("admin", "admin", COMMUNE))
    basis = {"basis": "loi_09_08"}
    desk.house.store.write(lambda writing: writing.change_subject(subject_id, {}, "", stamp, "subject_erased", basis))
    database = reach(desk.url)
    link = database.link()
    mark = "%s" if desk.url.startswith("postgresql") else "?"
    row = link.execute(f"SELECT id FROM streams WHERE name = {mark}", (subject_id,)).fetchone()
    assert row is not None
    link.execute(f"DELETE FROM keys WHERE stream = {mark}", row)
    link.close()
    database.close()


def write_pathways(folder: Path, *changes: tuple[str, str]) -> Path:
    """The invented pathways in a folder of their own, each text changed; the catalogues too."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in ATELIER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            text = text.replace(before, after)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def shape(value: Any, *wanted: str) -> None:
    """Hold a view to the keys that callers rely on: « state{id, title} », « actions[{trigger, to}] », « case »."""
    for word in wanted:
        name, _, inside = word.partition(":")
        assert name in value, f"« {name} » is missing from {sorted(value)}"
        if inside:
            keys = inside.split()
            items = value[name] if isinstance(value[name], list) else [value[name]]
            for item in items:
                assert not set(keys) - set(item), f"{sorted(set(keys) - set(item))} missing from {name}"


def options_of(view: Mapping[str, Any], key: str = "trigger") -> dict[str, dict[str, Any]]:
    """The actions of a `case next`, by trigger."""
    return {action[key]: action for action in view["actions"]}
