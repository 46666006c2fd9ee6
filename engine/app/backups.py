"""Which backups the log tells of: when each was made, by whom, and how much of the history is in it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.app.house import House
from engine.app.sight import require
from engine.core.events import Actor
from engine.store.tables import SYSTEM as LOG_STREAM


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup as the log tells it: that it was made and checked, and nothing of where its file is now."""

    at: str
    by: str
    role: str
    events: int
    sha256: str


def backups_made(house: House, actor: Actor) -> list[BackupMade]:
    """Every backup that the log tells of, the last first.

    Raises:
        NotAllowed: the actor takes no care of the database.
    """
    require(actor, "base.care")
    found = house.store.read(
        lambda reading: [event for event, _ in reading.history(LOG_STREAM) if event.kind == "backed_up"]
    )
    return [
        BackupMade(each.recorded_at, each.actor, each.role, int(each.body["events"]), str(each.body["sha256"]))
        for each in reversed(found)
    ]
