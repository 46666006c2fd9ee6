"""Putting a file in service: by two editors, with a reason, as a version of its own; and its versions, told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from engine.app.house import House
from engine.app.publishing import Published
from engine.app.sight import require
from engine.app.two_people import agreed
from engine.core.calendar import canonical_text
from engine.core.events import Actor
from engine.core.territory import Territory
from engine.errors import UsageError
from engine.store.files import FileVersion
from engine.store.journal import Reading, Writing
from engine.store.tables import SYSTEM

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A version of a file as its page tells it."""

    version: FileVersion
    reason: str


def put_in_service(house: House, file: str, text: str, reason: str, actor: Actor, territory: Territory) -> Published:
    """Put a text without error in service; in a real database, ask another editor to. `territory`: as it then is.

    Raises:
        UsageError: no reason was given, or this very text is in service already.
        NotAllowed: publishing isn't this actor's to do.
    """
    require(actor, "process.publish")
    if not 0 < len(reason) <= LONGEST_REASON:
        raise UsageError(
            "Il faut un motif, de {most} caractères au plus. Rien n'a été mis en service.",
            "Dire d'où vient ce changement : qui l'a dit, quel texte, quel jour.",
            most=LONGEST_REASON,
        )
    digest = digest_of(file, text, reason)

    def work(writing: Writing) -> Published:
        versions = [each for each in writing.files_published() if each.file == file]
        if versions and versions[-1].sha256 == hashlib.sha256(text.encode()).hexdigest():
            raise UsageError("Ce texte est déjà en service.", "Rien n'est à faire.")
        number = 1 + max((each.version for each in versions), default=0)
        request = ("process.publish", digest, f"{file} v{number}")
        if not house.store.training and not agreed(house, writing, actor, request):
            return Published(file, number, digest, new=False, waiting=True)
        stamp, calendar = house.stamp(actor, house.today(), ""), territory.calendar
        writing.publish_calendar(calendar.digest, canonical_text(calendar), stamp)
        done = writing.publish_file(file, text, reason, stamp)
        return Published(file, done.version, digest, new=True)

    return house.store.write(work)


def digest_of(file: str, text: str, reason: str) -> str:
    """What a second editor agrees to: this text, of this file, for this reason."""
    return hashlib.sha256(f"{file}\0{reason}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def versions_of(house: House, actor: Actor, file: str) -> list[Told]:
    """The versions of a file, the newest first, each with its reason.

    Raises:
        NotAllowed: publishing isn't this actor's to do.
    """
    require(actor, "process.publish")

    def work(reading: Reading) -> list[Told]:
        found = [each for each in reading.files_published() if each.file == file]
        return [Told(each, str(reading.private(SYSTEM, each.sequence).get("reason", ""))) for each in reversed(found)]

    return house.store.read(work)
