"""Taking a checkpoint: what the log holds, in one hash, signed; and never a second one that contradicts the first.

The last head that each key signed is kept in a file beside that key, out of the database: a copy put back, whose own
memory of it is gone, is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from engine.app.house import House
from engine.app.sight import require
from engine.core.events import Actor, Event
from engine.core.rules import SYSTEM
from engine.errors import BrokenHistory, EngineError, EnvironmentUnusable, Said
from engine.store.journal import Reading
from engine.store.tables import SYSTEM as LOG_STREAM
from engine.vault.notes import Head, in_groups, note_of, read_note, signed_note
from engine.vault.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint just taken."""

    head: Head
    note: str
    "Signed: what is kept elsewhere."
    public_key: str
    taken_at: str

    @property
    def code(self) -> str:
        """The short code, as it is printed."""
        return in_groups(self.head.code)

    def pdf(self, *, watermark: bool) -> bytes:
        """The page to keep away from the desk; the same checkpoint gives the same bytes."""
        from engine.printing.checkpoint import checkpoint_pdf

        facts = (self.head.log_id, str(self.head.size), self.taken_at, self.public_key)
        issued_at = datetime.fromisoformat(self.taken_at)
        return checkpoint_pdf(self.note, self.code, facts, issued_at=issued_at, watermark=watermark)

    def qr(self) -> str:
        """The whole note as a drawing (SVG): whoever scans it holds the checkpoint itself."""
        from engine.printing.checkpoint import qr

        return qr(self.note, fluid=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A checkpoint taken before, as the log tells it: a reminder, and no proof; that is what was kept elsewhere."""

    checkpoint: Checkpoint
    by: str
    role: str
    holds: bool
    "Whether the key that signed the log at that time signed this."


def checkpoints_taken(house: House, actor: Actor) -> list[Taken]:
    """Every checkpoint that the log tells of, the last first.

    Raises:
        NotAllowed: the actor may not.
    """
    require(actor, "audit.checkpoint")
    log_id = house.store.log_id

    def work(reading: Reading) -> list[Taken]:
        found: list[Taken] = []
        key = ""
        for event, _ in reading.history(LOG_STREAM):
            if event.kind == "checkpointed":
                found += _taken(log_id, event, key)
            elif event.kind == "signing_key_changed":
                key = str(event.body.get("after"))
            else:
                key = key or str(event.body.get("signing_key") or "")
        return found[::-1]

    return house.store.read(work)


def _taken(log_id: str, event: Event, key: str) -> Iterator[Taken]:
    """The checkpoint that an event tells of; none where what it holds isn't one."""
    with suppress(KeyError, TypeError, ValueError, EngineError):
        body = event.body
        head = Head(log_id, int(body["size"]), bytes.fromhex(body["root"]))
        note = note_of(head, key, bytes.fromhex(body["signature"]))
        checkpoint = Checkpoint(head, note, key, event.recorded_at)
        yield Taken(checkpoint, event.actor, event.role, read_note(note).signed_by(key))


def take_checkpoint(house: House, key: SigningKey, remembered: Path, actor: Actor = SYSTEM) -> Checkpoint:
    """Sign the log's present head, and record that it was; `remembered` is the file of the last heads signed.

    Raises:
        NotAllowed: the actor may not.
        BrokenHistory: a head signed before is no head of this log: nothing is signed.
        EnvironmentUnusable: the key isn't this log's, or the memory of the last heads can't be read or written.
    """
    require(actor, "audit.checkpoint")
    store = house.store
    store.require_signing()
    store.place_events()
    memory = _Memory(remembered, store.log_id, key)
    before = memory.last()
    given = _given(house)
    sizes = {*given, *([before.size] if before is not None else [])}
    heads = store.read(lambda reading: reading.heads(sizes))
    size, root = list(heads.items())[-1]
    if before is not None and heads.get(before.size) != before.root:
        raise _contradicts(before.size, size)
    for each, (sequence, said) in given.items():
        found = heads.get(each)
        if found is None or found.hex() != said:
            raise BrokenHistory(
                LOG_STREAM, sequence, Said("L'historique n'est plus celui d'un point de contrôle ({each}).", each=each)
            )
    head = Head(store.log_id, size, root)
    note = signed_note(head, key)
    # Remembered before anybody can have it: a head given and forgotten could be contradicted.
    memory.keep(note)
    reads = store.read(lambda reading: reading.reads_head())
    signature = read_note(note).signatures[0][2].hex()
    body = {
        "size": size,
        "root": root.hex(),
        "signature": signature,
        "reads": reads.size,
        "reads_head": reads.hash,
    }
    stamp = house.stamp(actor, house.today(), "")
    store.write(lambda writing: writing.system("checkpointed", body, {}, stamp))
    return Checkpoint(head, note, key.public, stamp.recorded_at)


def _given(house: House) -> dict[int, tuple[int, str]]:
    """The heads that the log says it gave: size → (sequence, root)."""
    history = house.store.read(lambda reading: reading.history(LOG_STREAM))
    return {
        int(event.body["size"]): (event.sequence, str(event.body["root"]))
        for event, _ in history
        if event.kind == "checkpointed"
    }


def _contradicts(before: int, now: int) -> BrokenHistory:
    missing = Said("il n'en a plus que {now}", now=now) if now < before else Said("ils ne sont plus les mêmes")
    return BrokenHistory(
        LOG_STREAM,
        0,
        Said(
            "Un point de contrôle a été signé pour {before} événements, et {missing} : rien n'est "
            "signé. Si une sauvegarde a été restaurée, commencer une nouvelle clé de signature : "
            "baom db new-signing-key ; sinon, vérifier : baom audit verify.",
            before=before,
            missing=missing,
        ),
    )


def heads_signed(remembered: Path, log_id: str) -> list[tuple[int, bytes]]:
    """(size, root) of the last head that each key signed of a log, as far as their memory can be read.

    What it can't tell keeps nobody from restoring a backup: a signature is refused later, where it would contradict.
    """
    found = []
    with suppress(OSError, ValueError, AttributeError):
        for name, text in orjson.loads(remembered.read_bytes()).items():
            log, _, public = name.rpartition("/")
            with suppress(EngineError):
                note = read_note(text)
                if log == log_id and note.signed_by(public):
                    found.append((note.head.size, note.head.root))
    return found


class _Memory:
    """The last head that a key signed of each log, in one small file."""

    def __init__(self, path: Path, log_id: str, key: SigningKey) -> None:
        self._path = path
        self._name = f"{log_id}/{key.public}"
        self._key = key
        self._notes = self._read()

    def _read(self) -> dict[str, str]:
        try:
            read = orjson.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise self._unusable() from error
        if not isinstance(read, dict):
            raise self._unusable()
        return read

    def last(self) -> Head | None:
        """The last head; None when this key never signed one of this log."""
        text = self._notes.get(self._name)
        if text is None:
            return None
        try:
            note = read_note(text)
        except EngineError as error:
            raise self._unusable() from error
        if not note.signed_by(self._key.public):
            raise self._unusable()
        return note.head

    def keep(self, note: str) -> None:
        """Remember a head, on disk when this returns."""
        self._notes[self._name] = note
        fresh = self._path.with_name(f"{self._path.name}.neuf")
        try:
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(orjson.dumps(self._notes, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            raise self._unusable() from error

    def _unusable(self) -> EnvironmentUnusable:
        return EnvironmentUnusable(
            "Le fichier des derniers points de contrôle signés, {path}, ne peut pas être lu ou écrit.",
            "Le remettre depuis sa sauvegarde, ou en vérifier les droits : sans lui, on pourrait se contredire.",
            path=self._path,
        )
