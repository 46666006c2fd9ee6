"""Scans of papers: joined to a case, listed, opened; each by whoever may act on the case, or read it.

A file is read, drawn anew and sealed before the case is touched: the upload of a large one makes nobody wait, and what
goes wrong leaves nothing behind. It travels in memory alone, both ways.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from engine.app.answer import Answer, NotDone
from engine.app.cases import perform
from engine.app.house import House, instant, new_id
from engine.app.reading import undone_steps
from engine.app.sight import UNREADABLE, noting_denials, require_row_sight, require_sight
from engine.app.views import View, scan_view
from engine.authority.allow import Action
from engine.core.decide import decide
from engine.core.decision import Refused
from engine.core.definition import Language
from engine.core.events import Actor, Attach, Command
from engine.core.machine import Machine
from engine.errors import CaseNotFound, EngineError, KeyReused, UsageError
from engine.scans.cleaning import cleaned
from engine.scans.limits import LARGEST, Removed
from engine.store.attachments import Attachment
from engine.store.case_rows import Held
from engine.store.journal import Reading, Writing

R = TypeVar("R", Reading, Writing)

LARGEST_FILE = LARGEST
"Bytes of a file, at most."
WAITS = timedelta(days=1)
"How long a scan waits for its event: longer than any step, shorter than anybody would miss the room."
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it is brought for a paper of a case; its name isn't asked for."""

    document: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Joined:
    """The answer to a scan brought."""

    answer: Answer
    removed: tuple[Removed, ...] = ()
    "What was in the file and wasn't kept; empty too when the file had been joined before."


def attach(  # noqa: PLR0913 what a demand is made of
    house: House,
    case_id: str,
    brought: Brought,
    actor: Actor,
    happened_on: date,
    *,
    expect: int | None = None,
    key: str | None = None,
) -> Joined:
    """Join a file to a paper of a case.

    Raises:
        CaseNotFound: there is none, or not for this actor; also noted in the log of reads.
        RefusedScan: the file can't be kept.
        ConcurrentChange, KeyReused, UsageError: as `perform` does.
    """
    original = hashlib.sha256(brought.content).hexdigest()
    with noting_denials(house, actor, "case.act", case_id):
        early = house.store.read(lambda reading: _foreseen(house, reading, case_id, brought, actor, happened_on, key))
    if isinstance(early, NotDone):
        return Joined(early)
    if early is not None:
        return Joined(perform(house, case_id, replace(early, original=original), actor, happened_on, key=key))
    scan = cleaned(brought.content)
    scan_id = new_id("A")

    def keep(writing: Writing) -> Attach:
        held, _ = _reached(house, writing, actor, "case.act", case_id)
        kept = writing.keep_attachment(held, scan_id, scan.content, scan.media, house.recorded_at())
        return Attach(brought.document, kept.id, kept.sha256, kept.media, kept.size, original)

    ask = house.store.write(keep)
    try:
        answer = perform(house, case_id, ask, actor, happened_on, expect=expect, key=key)
    except KeyReused:
        # Somebody else came with the same key meanwhile: if it is the same demand, theirs is the answer.
        _drop(house, scan_id)
        first = house.store.read(lambda reading: _by_key(reading, case_id, brought.document, key))
        if first is None:
            raise
        return Joined(perform(house, case_id, replace(first, original=original), actor, happened_on, key=key))
    except BaseException:
        _drop(house, scan_id)
        raise
    if isinstance(answer, NotDone):
        _drop(house, scan_id)
    return Joined(answer, scan.removed)


def _foreseen(  # noqa: PLR0913 the same
    house: House,
    reading: Reading,
    case_id: str,
    brought: Brought,
    actor: Actor,
    happened_on: date,
    key: str | None,
) -> Attach | NotDone | None:
    """What is known before the file is looked at: it was joined under this key, or the demand would be refused."""
    held, machine = _reached(house, reading, actor, "case.act", case_id)
    first = _by_key(reading, case_id, brought.document, key)
    if first is not None:
        return first
    ask = Attach(brought.document, "", "", "", 0, "")
    situation = house.situation(machine, held.case, held.private, happened_on)
    decision = decide(situation, Command(ask, actor, happened_on), house.today())
    return NotDone(held.case, machine, decision) if isinstance(decision, Refused) else None


def _by_key(reading: Reading, case_id: str, document: str, key: str | None) -> Attach | None:
    """The demand that was recorded under a key, if it was one for a scan, about the paper that is named now.

    The scan's number and its hash were drawn at random the first time: asked again they would be others, and the
    demand another one. What makes it the same is the paper, the file, who asks and the day.
    """
    known = reading.by_key(case_id, key) if key is not None else None
    if known is None:
        return None
    event = next(event for event, _ in reading.history(case_id) if event.sequence == known.first)
    if event.kind != "attached":
        return None
    body = event.body
    return Attach(document, body["attachment"], body["sha256"], body["media"], body["size"], "")


def _drop(house: House, scan_id: str) -> None:
    """Take back a scan whose event didn't come; if that fails too, the sweep takes it."""
    with suppress(EngineError):
        house.store.write(lambda writing: writing.drop_attachment(scan_id))


def scans_of(house: House, case_id: str, actor: Actor) -> tuple[tuple[Attachment, ...], frozenset[int], Machine]:
    """The scans of a case, the steps of it that were undone, and its machine.

    Raises:
        CaseNotFound: there is none, or not for this actor.
    """

    def work(reading: Reading) -> tuple[tuple[Attachment, ...], frozenset[int], Machine]:
        _, machine = _reached(house, reading, actor, "case.read", case_id)
        return tuple(reading.attachments(case_id)), undone_steps(reading, case_id), machine

    with noting_denials(house, actor, "case.read", case_id):
        found = house.store.read(work)
    house.trace(actor, "case.read", (case_id,))
    return found


def open_scan(house: House, case_id: str, scan_id: str, actor: Actor) -> tuple[Attachment, bytes]:
    """One scan of a case, as it was kept.

    Raises:
        CaseNotFound: no such case, or not for this actor.
        UsageError: the case has no such scan, whether another one has or not.
        CaseError: the person was erased.
        BrokenHistory: it isn't what was joined.
    """

    def work(reading: Reading) -> tuple[Attachment, bytes]:
        _reached(house, reading, actor, "case.read", case_id)
        found = reading.attachment(case_id, scan_id)
        if found is None:
            raise UsageError(
                "Le dossier {case_id} n'a pas de scan « {scan_id} ».",
                "Les voir : baom case attachments {case_id}",
                case_id=case_id,
                scan_id=scan_id,
            )
        return found, reading.open_attachment(case_id, found)

    try:
        opened = house.store.read(work)
    except (CaseNotFound, UsageError):
        house.trace(actor, "case.read", (case_id, scan_id), denied=True)
        raise
    house.trace(actor, "case.read", (case_id, scan_id))
    return opened


def sweep(house: House) -> int:
    """Take away the scans whose event never came; how many. Asked again, there are none left."""
    before = instant(house.now() - WAITS)
    swept = 0
    while True:
        found = house.store.write(lambda writing: writing.sweep_attachments(before))
        swept += found
        if not found:
            return swept


def scan_views(scans: Iterable[Attachment], undone: frozenset[int], machine: Machine, language: Language) -> list[View]:
    """The scans of a case as machine callers read them."""
    documents = machine.definition.documents
    return [
        {
            **scan_view(each),
            "document": each.event.body["document"],
            "title": documents[each.event.body["document"]].title.of(language)
            if each.event.body["document"] in documents
            else each.event.body["document"],
            "undone": each.event.sequence in undone,
        }
        for each in scans
    ]


def name_for(scan: Attachment) -> str:
    """A name for a file, drawn at random: it tells neither whose it is nor what it shows."""
    return f"{new_id('F')}.{_ENDINGS.get(scan.event.body['media'], 'bin')}"


def _reached(house: House, reading: R, actor: Actor, action: Action, case_id: str) -> tuple[Held, Machine]:
    """A case about which the actor may do that.

    Raises:
        CaseNotFound: there is none, or not for this actor.
    """
    try:
        held = reading.case(case_id)
        if held is None:
            raise CaseNotFound(case_id)
        machine = house.machine(reading, held.case.digest)
    except UNREADABLE:
        require_row_sight(house, reading, actor, case_id, case_id)
        raise
    require_sight(reading, actor, action, machine.definition, held, case_id)
    return held, machine
