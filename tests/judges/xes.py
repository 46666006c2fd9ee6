"""Every event of an export read back by pm4py: the fictitious cases of every pathway, as an auditor takes them away."""

import json
from datetime import datetime
from pathlib import Path

from engine.app.demo import fill
from engine.app.house import House
from engine.app.publishing import stories
from engine.app.xes import activity, export_xes
from engine.bootstrap import Settings, make_database, shipped, workshop_of
from engine.core.events import EVERYWHERE, Actor, Event
from tests.judges.environment import HERE, JudgeError, python, run

AUDITOR = Actor("audit", "auditor", EVERYWHERE)
SCHEMA = Path(__file__).with_name("log.xsd")
CASES = 20


def judged(log: Path, wanted: list[list[Event]]) -> str:
    """pm4py validates the export against the schema, and reads every event back.

    Raises:
        JudgeError: something differs.
    """
    found = json.loads(run([python(), HERE / "read_log.py", log, SCHEMA]))
    differs = faults(wanted, found)
    if differs:
        raise JudgeError("\n".join(differs[:5]))
    return f"{len(found)} événements de {len(wanted)} dossiers relus, schéma tenu."


def exported(folder: Path, log: Path) -> list[list[Event]]:
    """Export a training database with fictitious cases; the histories that must be in the file."""
    house = filled(folder)
    try:
        with log.open("w", encoding="utf-8") as file:
            export_xes(house, AUDITOR, None, file.write)
        lines = house.store.read(lambda reading: reading.cases(limit=10_000))
        ordinary = [line.case for line in lines if line.confidentiality == "ordinary"]
        return house.store.read(lambda reading: [[event for event, _ in reading.history(name)] for name in ordinary])
    finally:
        house.store.close()


def filled(folder: Path) -> House:
    """A house with fictitious cases of every pathway."""
    settings = Settings(
        str(folder / "demo.db"), folder / "cle" / "baom.key", shipped("processes"), shipped("forms"), {}
    )
    house, _ = make_database(settings, training=True)
    fill(house, stories(workshop_of(settings, house.territory)), CASES)
    return house


def faults(wanted: list[list[Event]], read: list[dict[str, str]]) -> list[str]:
    """Compare event by event, pseudonyms aside: they must be one to one."""
    flat = [event for history in wanted for event in history]
    found = [] if len(flat) == len(read) else [f"{len(flat)} événements écrits, {len(read)} lus"]
    names: dict[str, str] = {}
    for event, each in zip(flat, read, strict=False):
        minute = datetime.fromisoformat(event.recorded_at).replace(second=0, microsecond=0)
        same = (
            each["concept:name"] == activity(event)
            and each.get("to", "") == event.to_state
            and each.get("from", "") == event.from_state
            and each["org:role"] == event.role
            and each["kind"] == event.kind
            and datetime.fromisoformat(each["at"]) == minute
            and names.setdefault(event.stream, each["trace"]) == each["trace"]
            and event.stream not in json.dumps(each)
        )
        if not same:
            found.append(f"{event.stream}, étape {event.sequence} : {each}")
    if len(set(names.values())) != len(names):
        found.append("deux dossiers portent le même pseudonyme")
    return found
