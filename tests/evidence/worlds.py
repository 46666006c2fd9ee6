"""A small log made by hand, and bundles of it whose every part can be changed: what a forger would work with.

Trees and proofs are computed here by their definitions (RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1), slowly, and
signatures by `cryptography`: nothing of the verifier's own reckoning is used to make what it is tried on.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.core.events import SHAPE, Event
from engine.evidence.writing import ArchiveWriter
from engine.store.codec import FIRST, canonical, encode

LOG = "0a" * 16
DEFINITION = b'{"states":{}}'
DIGEST = hashlib.sha256(DEFINITION).hexdigest()
CALENDAR = b'{"holidays":[]}'
CALENDAR_DIGEST = hashlib.sha256(CALENDAR).hexdigest()
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def key_of(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def leaf(data: bytes) -> bytes:
    return sha(b"\x00" + data)


def split(size: int) -> int:
    """The largest power of two under `size`."""
    return 1 << (size - 1).bit_length() - 1


def root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha(b"\x01" + root(leaves[:k]) + root(leaves[k:]))


def inclusion(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return [*inclusion(index, leaves[:k]), root(leaves[k:])]
    return [*inclusion(index - k, leaves[k:]), root(leaves[:k])]


def consistency(first: int, leaves: list[bytes]) -> list[bytes]:
    def subproof(m: int, part: list[bytes], whole: bool) -> list[bytes]:
        if m == len(part):
            return [] if whole else [root(part)]
        k = split(len(part))
        if m <= k:
            return [*subproof(m, part[:k], whole), root(part[k:])]
        return [*subproof(m - k, part[k:], False), root(part[:k])]

    return subproof(first, leaves, True)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def code(note: str) -> str:
    """As the sheet prints it."""
    text = "\n".join(note.split("\n")[:3]) + "\n"
    bits = "".join(f"{byte:08b}" for byte in sha(text.encode()))[:130]
    return "".join(LETTERS[int(bits[at : at + 5], 2)] for at in range(0, 130, 5))


@dataclass
class Step:
    """An event of the whole log; its position is its rank."""

    stream: str
    sequence: int
    data: bytes
    signature: bytes
    seal: str | None = ""
    scan: str | None = ""


@dataclass
class Parts:
    """A bundle taken apart; `save` puts it together again, with every header right."""

    manifest: dict[str, Any]
    events: list[dict[str, Any]]
    checkpoints: list[dict[str, Any]]
    streams: list[dict[str, Any]]
    files: dict[str, bytes]
    manifest_bytes: bytes | None = None

    def at(self, stream: str, sequence: int) -> dict[str, Any]:
        return next(each for each in self.events if (each["stream"], each["sequence"]) == (stream, sequence))

    def hash_files(self) -> None:
        self.manifest["files"] = {name: sha(data).hex() for name, data in sorted(self.all_files().items())}

    def all_files(self) -> dict[str, bytes]:
        announced = {} if self.manifest["whole"] else {"streams.jsonl": lines(self.streams)}
        return {**self.files, **announced}

    def contents(self) -> dict[str, bytes]:
        return {
            **self.all_files(),
            "manifest.json": self.manifest_bytes or canonical(self.manifest),
            "events.jsonl": lines(self.events),
            "checkpoints.jsonl": lines(self.checkpoints),
        }

    def save(self, path: Path) -> Path:
        with path.open("w+b") as file, ArchiveWriter(file) as archive:
            for name, data in sorted(self.contents().items()):
                archive.add(name, [data])
        return path


def lines(values: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@dataclass
class World:
    """A log, and who signs it."""

    key: Ed25519PrivateKey = field(default_factory=lambda: key_of(1))
    log_id: str = LOG
    steps: list[Step] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)

    def sign(self, data: bytes, key: Ed25519PrivateKey | None = None) -> bytes:
        return (key or self.key).sign(b"baom leaf 1\n" + self.log_id.encode() + b"\n" + leaf(data))

    def head(self, stream: str) -> tuple[int, str]:
        found = [each for each in self.steps if each.stream == stream]
        return (found[-1].sequence, leaf(found[-1].data).hex()) if found else (0, FIRST)

    def event(self, stream: str, kind: str, body: dict[str, Any], **said: Any) -> Event:
        sequence, previous = self.head(stream)
        values = {
            "recorded_at": "2026-11-06T09:00:00.000Z",
            "definition": DIGEST if stream.startswith("D-") else "",
            "calendar": CALENDAR_DIGEST if stream.startswith("D-") else "",
            "sequence": sequence + 1,
            "previous": previous,
            "actor": "f.amrani",
            **said,
        }
        return Event(
            stream=stream,
            kind=kind,
            shape=SHAPE,
            trigger=None,
            from_state="a",
            to_state="b",
            body=body,
            role="agent",
            commune="tiznit",
            happened_on="2026-11-06",
            **values,
        )

    def add(self, stream: str, kind: str, body: dict[str, Any], *, seal: bytes = b"", **said: Any) -> Step:
        named = {"seal": sha(seal).hex(), "sealed": ["note"]} if seal else {}
        event = self.event(stream, kind, {**body, **named}, **said)
        data = encode(event)
        self.steps.append(Step(stream, event.sequence, data, self.sign(data), named.get("seal", "")))
        return self.steps[-1]

    def leaves(self) -> list[bytes]:
        return [leaf(each.data) for each in self.steps]

    def note(self, size: int | None = None, key: Ed25519PrivateKey | None = None) -> str:
        leaves = self.leaves()[:size]
        text = f"baom/{self.log_id}\n{len(leaves)}\n{b64(root(leaves))}\n"
        signer = key or self.key
        key_id = sha(f"baom/{self.log_id}\n\x01".encode() + public(signer))[:4]
        return f"{text}\n— baom/{self.log_id} {b64(key_id + signer.sign(text.encode()))}\n"

    def checkpoint(self) -> str:
        """Sign the head, and tell of it."""
        size, note = len(self.steps), self.note()
        self.notes.append((size, note))
        body = {"size": size, "root": root(self.leaves()).hex(), "signature": "", "reads": 0, "reads_head": FIRST}
        self.add("system", "checkpointed", body)
        return note

    def begin(self) -> World:
        self.keys = [(1, public(self.key).hex())]
        self.add(
            "system", "log_begun", {"log_id": self.log_id, "training": False, "signing_key": public(self.key).hex()}
        )
        published = {"process": "p", "version": 1, "digest": DIGEST, "status": "draft", "source_sha256": "0" * 64}
        self.add("system", "definition_published", published)
        return self

    def scan(self, case: str) -> None:
        found = sha(b"scan").hex()
        self.add(case, "attached", {"document": "passeport", "attachment": "A-1", "sha256": found}).scan = found

    def person(self, name: str) -> None:
        self.add(name, "subject_added", {"kind": "person", "commune": "tiznit"}, seal=name.encode())

    def case(self, name: str, subject: str, steps: int) -> None:
        self.add(name, "opened", {"process": "p", "version": 1, "subject": subject}, seal=b"opened" + name.encode())
        for number in range(steps):
            self.add(name, "noted", {"fields": {"rang": number}}, seal=f"{name} {number}".encode())

    def export(self, cases: list[str] | None = None) -> Parts:
        """A bundle of some cases with their subjects, or of the whole log."""
        streams = {each.stream for each in self.steps}
        if cases is not None:
            subjects = {
                json.loads(each.data)["body"]["subject"]
                for each in self.steps
                if each.stream in cases and each.sequence == 1
            }
            streams = {*cases, *subjects, "system"}
        announced = [
            {"stream": name, "sequence": self.head(name)[0], "hash": self.head(name)[1]} for name in sorted(streams)
        ]
        files = {
            f"definitions/{DIGEST}.json": DEFINITION,
            f"calendars/{CALENDAR_DIGEST}.json": CALENDAR,
            "LISEZ-MOI.txt": b"Voir le papier.\n",
        }
        manifest = {
            "format": "baom-evidence",
            "shape": 1,
            "log_id": self.log_id,
            "training": False,
            "whole": cases is None,
            "scope": "all" if cases is None else sorted(cases),
            "personal": False,
            "salt": "",
            "files": {},
            "keys": [list(each) for each in self.keys],
        }
        parts = Parts(manifest, [], [], announced, files)
        parts.hash_files()
        self.add("system", "exported", {"manifest": sha(canonical(manifest)).hex(), "cases": len(cases or [])})
        self.fill(parts, streams)
        return parts

    def fill(self, parts: Parts, streams: set[str] | None = None) -> None:
        """The events of a bundle and their proofs, as the log is now."""
        kept = streams or {each["stream"] for each in parts.streams}
        leaves = self.leaves()
        parts.events = [
            {
                "position": position,
                "stream": each.stream,
                "sequence": each.sequence,
                "event": b64(each.data),
                "signature": b64(each.signature),
                **({} if each.seal == "" else {"seal": each.seal}),
                **({} if each.scan == "" else {"scan": each.scan}),
                **({} if parts.manifest["whole"] else {"proof": [b64(p) for p in inclusion(position - 1, leaves)]}),
            }
            for position, each in enumerate(self.steps, 1)
            if each.stream in kept or parts.manifest["whole"]
        ]
        whole = parts.manifest["whole"]
        parts.checkpoints = [
            {"note": note, "consistency": [] if whole else [b64(p) for p in consistency(size, leaves)]}
            for size, note in self.notes
        ]
        parts.checkpoints.append({"note": self.note(), "consistency": []})


def small_world(seed: int = 1) -> World:
    """Three cases of two people, one of whom was erased; three checkpoints."""
    world = World(key_of(seed)).begin()
    world.person("B-1")
    world.case("D-1", "B-1", 3)
    world.checkpoint()
    world.scan("D-1")
    world.person("B-2")
    world.case("D-2", "B-2", 2)
    world.add("D-1", "noted", {}, seal=b"later")
    world.add("B-2", "subject_erased", {"basis": "loi_09_08"})
    for each in world.steps:
        if each.stream in ("B-2", "D-2") and each.seal:
            each.seal = None
    world.checkpoint()
    world.case("D-3", "B-1", 1)
    world.checkpoint()
    world.add("D-1", "noted", {}, seal=b"last")
    return world
