"""The evidence bundle: histories taken out whole, with what it takes to verify them far from here.

What is taken is bound twice: an event tells of the export and holds the hash of its list of contents, and the
checkpoint signed just after covers that event. Personal values are given by name of case alone, by right, with a
reason, and the sight of them is traced before the file exists. The bundle is verified by the program that stands in it
before it is said to be made.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

from engine.app.house import House
from engine.app.sight import noting_denials, require
from engine.authority.allow import Action, Resource, allow
from engine.core.events import Actor
from engine.core.values import clean_text, is_visible
from engine.errors import CaseNotFound, EnvironmentUnusable, UnreadableEvent, UsageError, unwritable
from engine.evidence.proofs import Proofs
from engine.evidence.verify_bundle import Line, Unreadable, Verification, leaf_of, say, told, verify
from engine.evidence.writing import INSTRUCTIONS, VERIFIER, ArchiveWriter, base64_of, line
from engine.store.cases import CaseLine
from engine.store.codec import canonical
from engine.store.evidence import End, Exhibit
from engine.store.journal import Reading
from engine.store.tables import SYSTEM
from engine.store.transaction import Stamp
from engine.vault.notes import Head, in_groups, note_of, read_note
from engine.vault.signing import public_key

MOST_PERSONAL = 20
"Cases whose personal values one export may hold: taking more than a desk's day out of the house needs two people."
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: named cases, every case of a pathway, or the whole log."""

    cases: tuple[str, ...] = ()
    process: str | None = None
    whole: bool = False
    personal: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle, made and verified."""

    path: Path
    verdict: str
    findings: tuple[str, ...]
    cases: int
    events: int
    size: int
    "Of the checkpoint that covers it."
    code: str
    public_key: str
    verifier: str
    "SHA-256 of the verifying program."

    @property
    def grouped_code(self) -> str:
        """The code as it is printed."""
        return in_groups(self.code)


@dataclass(slots=True)
class _Bundle:
    """What goes into the file, as it is gathered."""

    ends: list[End]
    cases: int
    files: dict[str, bytes]
    keys: list[tuple[int, str]]
    proofs: Proofs
    whole: bool
    rows: set[int]
    "Of the streams that are taken."
    system: int
    "Row of the log's own stream."
    positions: array[int] = field(default_factory=lambda: array("q"))
    manifest: bytes = b""


def export(house: House, actor: Actor, wanted: Wanted, path: Path, checkpoint: Callable[[], str]) -> Exported:
    """Make a bundle in a new file; `checkpoint` signs the head of the log and gives the note.

    Raises:
        NotAllowed: no right to export, or to what is personal.
        CaseNotFound: no such case, or not for this actor.
        UsageError: personal values of more than named cases, or without a reason; a file that is there already.
        EnvironmentUnusable: the file can't be written, or would be too large.
    """
    if path.exists():
        raise UsageError("Le fichier {path} existe déjà : rien n'est écrasé.", "Nommer un autre fichier.", path=path)
    with noting_denials(house, actor, _action(wanted), *wanted.cases):
        _require(actor, wanted)
        bundle = _gathered(house, actor, wanted)
    if wanted.personal:
        shown = [end.stream for end in bundle.ends if end.stream != SYSTEM]
        house.trace(actor, _action(wanted), shown)
    _bind(house, actor, wanted, bundle)
    note = checkpoint()
    _write(house, bundle, note, path)
    return _verified(house, bundle, read_note(note).head, path)


def _require(actor: Actor, wanted: Wanted) -> None:
    """Refuse who has no right at all; each case is asked about when it is read."""
    require(actor, _action(wanted), Resource(actor.commune) if wanted.personal else Resource())
    if wanted.personal and (not wanted.cases or len(wanted.cases) > MOST_PERSONAL):
        raise UsageError(
            "Les données personnelles ne s'exportent que pour des dossiers nommés, {most_personal} au plus.",
            "Les nommer : --case DOSSIER --personal --reason « … » ; sans --personal, tout peut être exporté.",
            most_personal=MOST_PERSONAL,
        )
    if wanted.personal and not is_visible(wanted.reason):
        raise UsageError(
            "Un export de données personnelles dit pourquoi il est fait.", 'Le dire : --reason "plainte n° …".'
        )


def _action(wanted: Wanted) -> Action:
    return "audit.export_personal" if wanted.personal else "audit.export"


def _gathered(house: House, actor: Actor, wanted: Wanted) -> _Bundle:
    """All that is taken, as of one moment; tried again when somebody writes on PostgreSQL meanwhile."""
    for _ in range(_TRIES):
        house.store.place_events()
        bundle = house.store.read(lambda reading: _gather(house, reading, actor, wanted))
        if bundle is not None:
            return bundle
    raise EnvironmentUnusable("Trop de monde écrit en même temps pour exporter.", "Recommencer dans un moment.")


def _gather(house: House, reading: Reading, actor: Actor, wanted: Wanted) -> _Bundle | None:
    taken = _taken(house, reading, actor, wanted)
    streams = reading.stream_names() if wanted.whole else [SYSTEM, *taken, *{each.subject for each in taken.values()}]
    ends, digests = [], set()
    for name in sorted(streams):
        end, named = reading.end_of(name)
        # The log's own history names every definition that was ever published, for it tells of it.
        digests |= named if name != SYSTEM else set()
        # A person added and not yet written of, or a history that is gone: whoever verifies will say so.
        if end.sequence:
            ends.append(end)
    bundle = _Bundle(
        ends,
        len(taken),
        _texts(reading, digests, wanted.whole),
        [],
        Proofs(()),
        wanted.whole,
        reading.rows_of(end.stream for end in ends),
        next(iter(reading.rows_of([SYSTEM]))),
    )
    own = _take(reading, bundle, None)
    if wanted.personal:
        bundle.files["personal.jsonl"] = b"".join(line(each) for each in _opened(reading, bundle.ends))
    if len(bundle.positions) != sum(end.sequence for end in ends):
        return None
    bundle.keys = _keys(reading, own)
    return bundle


def _taken(house: House, reading: Reading, actor: Actor, wanted: Wanted) -> dict[str, CaseLine]:
    """The cases asked for that the actor may take out, by name.

    Raises:
        CaseNotFound: one that was named isn't there, or not for this actor.
        UsageError: the pathway has no case, or none for this actor.
    """
    dockets = {each.case: each for each in reversed(reading.every_case())} if not wanted.cases else {}
    for name in wanted.cases:
        found = reading.line(name)
        if found is None or not _may(house, reading, actor, wanted, found):
            raise CaseNotFound(name)
        dockets[name] = found
    if wanted.process is not None:
        dockets = {
            name: each
            for name, each in dockets.items()
            if each.process == wanted.process and _may(house, reading, actor, wanted, each)
        }
        if not dockets:
            raise UsageError(
                "Aucun dossier du parcours « {process} » n'est accessible ici.",
                "Les parcours : baom process list ; les dossiers : baom case list.",
                process=wanted.process,
            )
    return dockets


def _may(house: House, reading: Reading, actor: Actor, wanted: Wanted, docket: CaseLine) -> bool:
    """Whether the actor may take that case out, by its row and by its definition, whatever the row says.

    Of a row that doesn't hold the history is evidence, for whoever its signatures give it to; what is personal isn't.
    """
    if wanted.personal and docket.altered:
        return False
    confidentialities = {docket.confidentiality}
    with suppress(EnvironmentUnusable, UnreadableEvent):
        confidentialities.add(house.machine(reading, docket.digest).definition.confidentiality)
    about = Resource(docket.commune, "protected" in confidentialities, docket.case)
    needed: Action = "case.read" if wanted.personal else "case.history"
    return allow(actor, _action(wanted), about) and allow(actor, needed, about)


def _texts(reading: Reading, digests: set[tuple[str, str]], whole: bool) -> dict[str, bytes]:
    """The rules that events were decided under: definitions as they were resolved and as they were written, feasts."""
    definitions = {definition for definition, _ in digests if definition}
    published = [each for each in reading.definitions() if whole or each.digest in definitions]
    found = {f"definitions/{digest}.json": reading.resolved(digest) for digest in definitions}
    found |= {f"definitions/{each.digest}.json": reading.resolved(each.digest) for each in published}
    found |= {f"sources/{each.source_sha256}.yaml": reading.text_of(each.source_sha256) for each in published}
    found |= {f"calendars/{calendar}.json": reading.text_of(calendar) for _, calendar in digests if calendar}
    return {name: content for name, content in found.items() if content is not None}


def _take(reading: Reading, bundle: _Bundle, size: int | None) -> list[int]:
    """Grow the tree up to `size`, or the log's end; note where the events taken stand, and those of the log itself."""
    own = []
    first = size is None
    for position, row, hash_ in reading.hashes(bundle.proofs.size):
        if size is not None and position > size:
            break
        bundle.proofs.add(bytes(hash_))
        if row == bundle.system:
            own.append(position)
        # Once the ends are announced, only the log's own history goes on: it tells of this very export.
        if bundle.whole or row == bundle.system or (first and row in bundle.rows):
            bundle.positions.append(position)
    return own


def _keys(reading: Reading, own: list[int]) -> list[tuple[int, str]]:
    """Which key signs from which position on, as the log itself tells it."""
    found: list[tuple[int, str]] = []
    for position, (event, _) in zip(own, reading.history(SYSTEM), strict=True):
        named = event.body.get("signing_key")
        if named and not found:
            found.append((1, str(named)))
        elif event.kind == "signing_key_changed":
            found.append((position, str(event.body.get("after"))))
    return found


def _opened(reading: Reading, ends: Iterable[End]) -> Iterator[dict[str, Any]]:
    """The private values of every event taken, in clear."""
    for end in ends:
        if end.stream == SYSTEM:
            continue
        for sequence in range(1, end.sequence + 1):
            values = reading.private(end.stream, sequence)
            if values:
                yield {"stream": end.stream, "sequence": sequence, "values": values}


def _bind(house: House, actor: Actor, wanted: Wanted, bundle: _Bundle) -> None:
    """Write the list of contents, and the event that answers for it."""
    bundle.files["LISEZ-MOI.txt"] = INSTRUCTIONS.read_bytes()
    bundle.files["verify_bundle.py"] = VERIFIER.read_bytes()
    if not bundle.whole:
        bundle.files["streams.jsonl"] = b"".join(line(end._asdict()) for end in bundle.ends)
    scope = "whole" if wanted.whole else "process" if wanted.process is not None else "cases"
    manifest = {
        "format": "baom-evidence",
        "shape": 1,
        "log_id": house.store.log_id,
        "training": house.store.training,
        "whole": bundle.whole,
        "scope": scope,
        "personal": wanted.personal,
        # The event keeps the hash of all this for ever: without a secret, it could be tried on guessed values.
        "salt": token_hex(32) if wanted.personal else "",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in bundle.files.items()},
        "keys": [list(each) for each in bundle.keys],
    }
    bundle.manifest = canonical(manifest)
    body = {
        "cases": bundle.cases,
        "manifest": hashlib.sha256(bundle.manifest).hexdigest(),
        "personal": wanted.personal,
        "scope": scope,
    }
    private = {"reason": clean_text(wanted.reason)} if is_visible(wanted.reason) else {}
    stamp = Stamp(house.recorded_at(), house.today().isoformat(), actor)
    house.store.write(lambda writing: writing.system("exported", body, private, stamp))


def _write(house: House, bundle: _Bundle, note: str, path: Path) -> None:
    """Write the file, readable by its owner only; nothing is left of it when that fails."""
    made = False
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            made = True
            house.store.read(lambda reading: _fill(reading, bundle, note, ArchiveWriter(file)))
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        if made:
            path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise unwritable(path, error) from error


def _fill(reading: Reading, bundle: _Bundle, note: str, archive: ArchiveWriter) -> None:
    head = read_note(note).head
    _take(reading, bundle, head.size)
    if bundle.proofs.size != head.size:
        raise EnvironmentUnusable("Le point de contrôle ne couvre pas cet export.", "Recommencer.")
    contents: dict[str, Iterable[bytes]] = {name: [content] for name, content in bundle.files.items()}
    contents["manifest.json"] = [bundle.manifest]
    contents["checkpoints.jsonl"] = map(line, [*_checkpoints(reading, bundle, head), {"note": note, "consistency": []}])
    contents["events.jsonl"] = (line(_written(each, bundle, head.size)) for each in reading.exhibits(bundle.positions))
    with archive:
        for name in sorted(contents):
            archive.add(name, contents[name])


def _written(each: Exhibit, bundle: _Bundle, size: int) -> dict[str, Any]:
    """One event as its line gives it."""
    written: dict[str, Any] = {
        "position": each.position,
        "stream": each.stream,
        "sequence": each.sequence,
        "event": base64_of(each.stored),
        "signature": base64_of(each.signature),
    }
    if each.seal != "":
        written["seal"] = each.seal
    if each.scan != "":
        written["scan"] = each.scan
    if not bundle.whole:
        written["proof"] = [base64_of(proof) for proof in bundle.proofs.inclusion(each.position - 1, size)]
    return written


def _checkpoints(reading: Reading, bundle: _Bundle, last: Head) -> Iterator[dict[str, Any]]:
    """Every earlier checkpoint, with the proof that the last one continues it."""
    given: dict[int, str] = {}
    for event, _ in reading.history(SYSTEM):
        size = event.body.get("size")
        if event.kind == "checkpointed" and isinstance(size, int) and 0 < size < last.size:
            signer = [key for at, key in bundle.keys if at <= size][-1]
            with suppress(ValueError, TypeError, KeyError):
                head = Head(last.log_id, size, bytes.fromhex(event.body["root"]))
                given[size] = note_of(head, signer, bytes.fromhex(event.body["signature"]))
    for size, note in sorted(given.items()):
        proof = () if bundle.whole else bundle.proofs.consistency(size, last.size)
        yield {"note": note, "consistency": [base64_of(each) for each in proof]}


class _Quick(Verification):
    """The verification of the bundle's own program, its signatures tried by the library, in a tenth of the time."""

    def _check_signature(self, line: Line, kind: str) -> None:
        message = b"baom leaf 1\n" + self.log_id.encode() + b"\n" + leaf_of(line.data)
        if kind == "signing_key_changed" or not public_key(self.signer(line.position).encoded.hex())(
            line.signature, message
        ):
            super()._check_signature(line, kind)


def _verified(house: House, bundle: _Bundle, head: Head, path: Path) -> Exported:
    """Verify what was written, as whoever receives it will."""
    try:
        found = verify(str(path), [head.code], [], [], made=_Quick)
    except Unreadable as error:
        raise EnvironmentUnusable(
            "Le dossier de preuve ne se relit pas : {say}", "Recommencer ailleurs.", say=say("fr", *error.args)
        ) from error
    return Exported(
        path,
        found.verdict,
        tuple(told(each, house.language) for each in found.findings),
        bundle.cases,
        found.events,
        head.size,
        head.code,
        found.signer(head.size).encoded.hex(),
        hashlib.sha256(bundle.files["verify_bundle.py"]).hexdigest(),
    )
