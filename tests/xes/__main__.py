"""Every event of an export read back by pm4py, in a process of its own: `python -m tests.xes`.

Ends with 0 when all is read back, 1 when something differs. Where pm4py can't be had (no network), it says aloud that
nothing was checked, and ends with 0 on a developer's machine, with 1 where `CI` is set: unchecked never passes there.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from engine.app.demo import fill
from engine.app.house import House
from engine.app.publishing import stories
from engine.app.xes import activity, export_xes
from engine.bootstrap import Settings, make_database, shipped, workshop_of
from engine.core.events import EVERYWHERE, Actor, Event
from tests.xes.environment import UnavailableError, python

AUDITOR = Actor("audit", "auditor", EVERYWHERE)
SCHEMA = Path(__file__).with_name("log.xsd")
READING = Path(__file__).with_name("reading.py")
CASES = 20


def main() -> int:
    """Fill a training database, export it, have it read, compare."""
    began = time.monotonic()
    try:
        interpreter = python()
    except (UnavailableError, OSError, subprocess.SubprocessError) as error:
        print(f"XES : NON VÉRIFIÉ, pm4py n'a pas pu être installé ({error}).", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "journal.xes"
        wanted = exported(Path(folder), log)
        done = subprocess.run(
            [str(interpreter), str(READING), str(log), str(SCHEMA)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "MPLCONFIGDIR": folder, "PYTHONUTF8": "1"},
        )
    if done.returncode != 0:
        print(f"XES : pm4py ne lit pas l'export.\n{done.stderr[-2000:]}", file=sys.stderr)
        return 1
    return told(wanted, json.loads(done.stdout), time.monotonic() - began)


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


def told(wanted: list[list[Event]], read: list[dict[str, str]], took: float) -> int:
    """Compare event by event, pseudonyms aside: they must be one to one."""
    flat = [event for history in wanted for event in history]
    faults = [] if len(flat) == len(read) else [f"{len(flat)} événements écrits, {len(read)} lus"]
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
            faults.append(f"{event.stream}, étape {event.sequence} : {each}")
    if len(set(names.values())) != len(names):
        faults.append("deux dossiers portent le même pseudonyme")
    for fault in faults[:5]:
        print(f"XES : {fault}", file=sys.stderr)
    if not faults:
        print(f"XES : {len(read)} événements de {len(wanted)} dossiers relus par pm4py, schéma tenu ({took:.0f} s).")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
