"""Houses to measure in: a new database with the measured pathway published, and cases opened in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from engine.app.answer import Answer, Done
from engine.app.cases import open_case, perform
from engine.app.house import House
from engine.app.opening import Opening
from engine.bootstrap import shipped, territory_of
from engine.core.events import EVERYWHERE, Actor
from engine.printing.printer import Printer
from engine.store import upkeep
from engine.store.journal import Store
from engine.store.transaction import Stamp
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey
from tests.bench import pathway

COMMUNE = "tiznit"
AGENT = Actor("agent", "agent", COMMUNE)
ANYBODY = Actor("agent", "agent", EVERYWHERE)
"Who reads a case of any desk."
NOW = datetime.combine(pathway.DAYS[-1] + timedelta(days=1), datetime.min.time(), UTC)
_KEY = bytes(range(32))


def house_vault() -> Vault:
    """The two keys of every house that is measured."""
    return Vault(MasterKey(_KEY), signing=SigningKey(_KEY))


@contextmanager
def new_house_at(url: str) -> Iterator[House]:
    """A house over a new database at this address."""
    vault = house_vault()
    recorded_at = NOW.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    stamp = Stamp(recorded_at, pathway.OPENED.isoformat(), AGENT)
    upkeep.init(url, vault, log_id="L-MESURE", training=True, stamp=stamp)
    territory = territory_of(shipped("processes"))
    house = House(Store.open(url, vault), territory, Printer(shipped("forms")), "fr", lambda: NOW)
    try:
        yield house
    finally:
        house.store.close()


@contextmanager
def house_at(url: str) -> Iterator[House]:
    """The same, with the measured pathway published."""
    stored, digest = pathway.resolved_bytes()
    with new_house_at(url) as house:
        stamp = house.stamp(AGENT, pathway.OPENED, "")
        house.store.write(
            lambda writing: writing.publish(pathway.PROCESS, 1, digest, stored, stored.decode(), "draft", stamp)
        )
        yield house


def open_one(house: House) -> str:
    """Open a case of a subject of its own, and return its identifier."""
    answer = open_case(house, Opening(pathway.PROCESS, COMMUNE, pathway.OPENED), AGENT)
    return accepted(answer).case.case


def take(house: House, case_id: str, index: int, key: str | None) -> Done:
    """Take one step of the workload through the public use case."""
    ask, day = pathway.STEPS[index].ask, pathway.DAYS[index]
    return accepted(perform(house, case_id, ask, AGENT, day, key=key))


def accepted(answer: Answer) -> Done:
    """The answer, which must be an acceptance: a refusal would be a step that cost less."""
    if not isinstance(answer, Done) or answer.repeated:
        raise AssertionError(f"a measured step wasn't recorded anew: {answer}")
    return answer
