#!/usr/bin/env python3
"""Vérifier un dossier de preuve de baom, hors ligne : un seul fichier, Python 3.8 ou plus récent, rien à installer.

    python3 verify_bundle.py PREUVE.zip --code CODE [--public-key CLÉ] [--checkpoint FICHIER] [--lang fr|ar|en]

CODE (26 caractères) et CLÉ (64 chiffres hexadécimaux) se lisent SUR LE PAPIER d'un point de contrôle, imprimé avant
le litige et gardé hors du bureau. Ce que le dossier de preuve dit de lui-même n'est qu'un indice : qui l'a forgé en
entier l'a rendu cohérent. Fins : 0 intact, 4 altéré, 5 illisible, 6 incomplet, 2 mal demandé.

For whoever reviews this file (half an hour, from top to bottom). It proves five things, and says which it could not:

1. The archive is exactly what the exporter writes: nothing packed, hidden, doubled, or beside the list of files.
2. Each event's bytes are the leaf SHA-256(0x00 ‖ bytes) of the tree of RFC 9162 whose root the checkpoint signs: by an
   inclusion proof each, or, where the whole log is given, by computing the root from all leaves.
3. Each event follows the previous one of its case (its hash is in the next one's bytes), from 1 without a gap, and as
   far as the `exported` event, itself signed and in the tree, says that the export went.
4. Each event is signed (Ed25519, RFC 8032) by the log's key at that time; each checkpoint too, and each earlier one is
   a beginning of the last (consistency proof).
5. Definitions, calendars and the hashes of sealed values and scans are those that the events name.

What is pinned from paper decides what all this is worth: a code pins one root, hence every event that it covers, hence
the key that the first event names; a public key pins what it signed. With neither, the verdict is « incomplete ».
"""

from __future__ import annotations

import base64
import binascii
import errno
import hashlib
import json
import os
import re
import struct
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Point = tuple[int, int, int, int]

# --- What is refused before it is read: a hostile bundle costs a refusal, never the machine. ------------------------

LARGEST = 0xFFFF_FFFE  # bytes of an archive; nothing in it is packed, so nothing grows
MOST_FILES = 20_000
LONGEST_LINE = 1 << 20
LARGEST_MANIFEST = 4 << 20
MOST_STREAMS = 500_000
MOST_KEYS = 20
MOST_CHECKPOINTS = 200_000
MOST_FINDINGS = 1_000
NAMES = re.compile(
    r"(?:manifest\.json|events\.jsonl|checkpoints\.jsonl|streams\.jsonl|personal\.jsonl|LISEZ-MOI\.txt"
    r"|verify_bundle\.py|(?:definitions|calendars)/[0-9a-f]{64}\.json|sources/[0-9a-f]{64}\.yaml)"
)
STREAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
HEX = re.compile(r"[0-9a-f]{64}")
NO_LINK = "0" * 64
SYSTEM = "system"


class Unreadable(Exception):
    """The bundle can't be read as one: a message's name, and what to put in it."""


class Usage(Exception):
    """What was typed isn't what is expected."""


# --- Ed25519, RFC 8032 section 5.1 (verification alone: nothing secret is ever here) --------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL: Point = (0, 1, 1, 0)  # extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z


def add(one: Point, other: Point) -> Point:
    """The sum of two points, by the complete formula of the RFC: it has no exception."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_of(encoded: bytes) -> Point | None:
    """Decode a point; None when the bytes are the encoding of none."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if len(encoded) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encoding(point: Point) -> bytes:
    """Encode a point on 32 bytes."""
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    return ((y * inverse % P) | (x * inverse % P & 1) << 255).to_bytes(32, "little")


class Multiples:
    """j·256^i·point for each byte j at each place i: a product is then 32 sums."""

    def __init__(self, point: Point) -> None:
        self.rows: list[list[Point]] = []
        for _ in range(32):
            row = [NEUTRAL]
            for _ in range(255):
                row.append(add(row[-1], point))
            self.rows.append(row)
            point = add(row[-1], point)

    def times(self, number: int) -> Point:
        """number·point, for a number under 2^256."""
        total = NEUTRAL
        for row, byte in zip(self.rows, number.to_bytes(32, "little")):
            total = add(total, row[byte])
        return total


@lru_cache(maxsize=MOST_KEYS + 1)
def multiples_of(point: Point) -> Multiples:
    """The multiples of a point, computed once: a key signs every event."""
    return Multiples(point)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL


class PublicKey:
    """A key that verifies."""

    def __init__(self, encoded: bytes) -> None:
        point = point_of(encoded)
        if point is None or multiple_of_8(point) == NEUTRAL[:2]:
            raise ValueError("not a public key")
        x, y, z, t = point
        self.encoded = encoded
        self._minus = (-x % P, y, z, -t % P)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's: R = s·B - h·A, compared byte for byte."""
        s = int.from_bytes(signature[32:], "little")
        if len(signature) != 64 or s >= L:
            return False
        digest = hashlib.sha512(signature[:32] + self.encoded + message).digest()
        h = int.from_bytes(digest, "little") % L
        return encoding(add(multiples_of(BASE).times(s), multiples_of(self._minus).times(h))) == signature[:32]


def multiple_of_8(point: Point) -> tuple[int, int]:
    """8·point as (x, y): (0, 1) for the few points under which anything is signed."""
    for _ in range(3):
        point = add(point, point)
    inverse = pow(point[2], P - 2, P)
    return point[0] * inverse % P, point[1] * inverse % P


# --- The tree, RFC 9162 section 2.1 ---------------------------------------------------------------------------------


def leaf_of(data: bytes) -> bytes:
    """The hash of an event."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_of(left: bytes, right: bytes) -> bytes:
    """The hash of two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The root over leaves that come one by one: one hash kept for each bit of their number."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def push(self, leaf: bytes) -> None:
        """Add a leaf."""
        bits = self.size
        while bits & 1:
            leaf = node_of(self._peaks.pop(), leaf)
            bits >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_of(peak, root)
        return root


def is_included(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> bool:
    """Whether the leaf stands at that index (from 0) of the tree of that size and root: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_of(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_of(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def is_beginning(first: int, second: int, first_root: bytes, second_root: bytes, proof: list[bytes]) -> bool:
    """Whether the first tree is a beginning of the second: RFC 9162, 2.1.4.2."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    path = proof if first & (first - 1) else [first_root, *proof]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_of(c, fr), node_of(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_of(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# --- Checkpoints: signed notes of C2SP, and the short code printed beside them --------------------------------------

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Checkpoint(NamedTuple):
    """A note: what it signs, what that says, and its signature."""

    text: bytes
    size: int
    root: bytes
    key_id: bytes
    signature: bytes

    @property
    def code(self) -> str:
        """The 26 characters printed: the first 130 bits of the SHA-256 of the three lines."""
        number = int.from_bytes(hashlib.sha256(self.text).digest()[:17], "big") >> 6
        return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(26)))

    def signed_by(self, key: PublicKey) -> bool:
        """Whether that key signed it."""
        name = self.text.split(b"\n")[0]
        key_id = hashlib.sha256(name + b"\n\x01" + key.encoded).digest()[:4]
        return self.key_id == key_id and key.signed(self.text, self.signature)


def checkpoint_of(note: str, log_id: str) -> Checkpoint:
    """Read a note; raises ValueError when it is none, or not of this log."""
    lines = note.split("\n")
    if len(lines) != 6 or lines[3] or lines[5] or lines[0] != "baom/" + log_id:
        raise ValueError("not a checkpoint of this log")
    dash, name, signed = lines[4].split(" ")
    signature = bytes_of(signed)
    if dash != "\u2014" or name != lines[0] or len(signature) != 68 or not re.fullmatch("[1-9][0-9]{0,15}", lines[1]):
        raise ValueError("not a checkpoint")
    root = bytes_of(lines[2])
    if len(root) != 32:
        raise ValueError("not a root")
    text = "\n".join(lines[:3]) + "\n"
    return Checkpoint(text.encode(), int(lines[1]), root, signature[:4], signature[4:])


def code_of(typed: str) -> str:
    """A code as people copy it, set right: lower case, blanks, O for 0, I and L for 1."""
    code = re.sub(r"[\s-]", "", typed).upper().replace("O", "0").replace("I", "1").replace("L", "1")
    if len(code) != CODE or any(letter not in LETTERS for letter in code):
        raise Usage("bad_code")
    return code


CODE = 26
GROUP = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")


def letters(typed: str) -> int:
    """How many letters and digits of a code were typed."""
    return len(re.sub(r"[\s-]", "", typed))


# --- JSON and base64, read strictly ---------------------------------------------------------------------------------


def json_of(data: bytes) -> Any:
    """Read JSON that holds whole numbers of 53 bits alone, and no name twice; raises ValueError."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a name stands twice")
        return found

    def whole(digits: str) -> int:
        if len(digits) > 17 or abs(int(digits)) >= 2**53:
            raise ValueError("too large a number")
        return int(digits)

    def refused(word: str) -> Any:
        raise ValueError("not a whole number: " + word[:20])

    try:
        return json.loads(
            data.decode(), object_pairs_hook=once, parse_int=whole, parse_float=refused, parse_constant=refused
        )
    except RecursionError:
        raise ValueError("nested too deep") from None


def is_canonical(read: Any, data: bytes) -> bool:
    """Whether the bytes are the one way to write that JSON (RFC 8785): what is shown is what was signed."""
    try:
        written = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return written.encode() == data
    except (RecursionError, UnicodeEncodeError):
        return False


def bytes_of(text: Any) -> bytes:
    """Read base64, written the one right way; raises ValueError."""
    if not isinstance(text, str):
        raise ValueError("not base64")
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not base64 as it is written")
    return data


def with_keys(read: Any, needed: str, allowed: str = "") -> dict[str, Any]:
    """An object with these members, and others among those allowed; raises ValueError."""
    names = set(needed.split())
    if not isinstance(read, dict) or not names <= set(read) <= names | set(allowed.split()):
        raise ValueError("other members than expected")
    return read


def count_of(number: Any) -> int:
    """A whole number from 1; raises ValueError."""
    if type(number) is not int or number < 1:
        raise ValueError("not a number from 1")
    return number


# --- The archive: a ZIP of which every byte is foreseen -------------------------------------------------------------


class Member(NamedTuple):
    """A file of the archive: where its bytes are."""

    name: str
    offset: int
    size: int
    crc: int


LOCAL, CENTRAL, END = struct.Struct("<IHHHHHIIIHH"), struct.Struct("<IHHHHHHIIIHHHHHII"), struct.Struct("<IHHHHIIH")
DAY = 33  # 1 January 1980, the first day that a ZIP can write: no date of making is told


def local_header(name: bytes, size: int, crc: int) -> bytes:
    """What stands before a file: stored as it is, dated of the first day."""
    return LOCAL.pack(0x04034B50, 20, 0, 0, 0, DAY, crc, size, size, len(name), 0) + name


def central_header(name: bytes, size: int, crc: int, offset: int) -> bytes:
    """What stands for a file in the list at the end: readable by its owner only."""
    numbers = (0x02014B50, 0x0314, 20, 0, 0, 0, DAY, crc, size, size, len(name), 0, 0, 0, 0, 0x81800000, offset)
    return CENTRAL.pack(*numbers) + name


def closing(count: int, size: int, offset: int) -> bytes:
    """What ends an archive."""
    return END.pack(0x06054B50, 0, 0, count, count, size, offset, 0)


class Archive:
    """The files of a bundle, where they are.

    Every header is compared with the one the exporter writes, and files follow each other without a gap: what any
    other tool would unpack is what is verified here.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        length = file.seek(0, os.SEEK_END)
        if not END.size <= length <= LARGEST:
            raise Unreadable("not_archive")
        file.seek(length - END.size)
        ending = file.read(END.size)
        count, size, offset = END.unpack(ending)[4:7]
        if ending != closing(count, size, offset) or offset + size + END.size != length:
            raise Unreadable("not_archive")
        if count > MOST_FILES or size > MOST_FILES * 200:
            raise Unreadable("too_large")
        file.seek(offset)
        self.members = self._listed(file.read(size), count)
        self._check_bodies(offset)

    def _listed(self, listing: bytes, count: int) -> dict[str, Member]:
        found: dict[str, Member] = {}
        at, last = 0, ""
        for _ in range(count):
            if at + CENTRAL.size > len(listing):
                raise Unreadable("not_archive")
            numbers = CENTRAL.unpack_from(listing, at)
            crc, size, length, offset = numbers[7], numbers[8], numbers[10], numbers[16]
            name = listing[at + CENTRAL.size : at + CENTRAL.size + length]
            if listing[at : at + CENTRAL.size + length] != central_header(name, size, crc, offset):
                raise Unreadable("not_archive")
            word = name.decode("ascii", "replace")
            if not NAMES.fullmatch(word) or word <= last:
                raise Unreadable("strange_file", shown(word))
            found[word] = Member(word, offset + LOCAL.size + length, size, crc)
            at, last = at + CENTRAL.size + length, word
        if at != len(listing):
            raise Unreadable("not_archive")
        return found

    def _check_bodies(self, end: int) -> None:
        at = 0
        for name, member in self.members.items():
            header = local_header(name.encode(), member.size, member.crc)
            self._file.seek(at)
            if member.offset != at + len(header) or self._file.read(len(header)) != header:
                raise Unreadable("not_archive")
            at = member.offset + member.size
        if at != end:
            raise Unreadable("not_archive")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, a megabyte at a time, checked against their sum at the end."""
        member = self.members.get(name)
        if member is None:
            raise Unreadable("lacks_file", name)
        at, end, crc = member.offset, member.offset + member.size, 0
        while at < end:
            self._file.seek(at)
            chunk = self._file.read(min(1 << 20, end - at))
            if not chunk:
                raise Unreadable("not_archive")
            at += len(chunk)
            crc = binascii.crc32(chunk, crc)
            yield chunk
        if crc != member.crc:
            raise Unreadable("damaged_file", name)

    def whole(self, name: str, most: int) -> bytes:
        """The bytes of a small file."""
        if name in self.members and self.members[name].size > most:
            raise Unreadable("too_large")
        return b"".join(self.chunks(name))

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """The lines of a file and their numbers, without their ends."""
        number, rest = 0, b""
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                number += 1
                if len(line) > LONGEST_LINE:
                    raise Unreadable("bad_line", name, number)
                yield number, line
            if len(rest) > LONGEST_LINE:
                raise Unreadable("bad_line", name, number + 1)
        if rest:
            raise Unreadable("bad_line", name, number + 1)

    def digest(self, name: str) -> str:
        """The SHA-256 of a file."""
        total = hashlib.sha256()
        for chunk in self.chunks(name):
            total.update(chunk)
        return total.hexdigest()


# --- The verification itself ----------------------------------------------------------------------------------------


class Finding(NamedTuple):
    """One thing that isn't as it should be; `kind` as `baom audit verify` names it, `name` its message."""

    kind: str
    case: str
    sequence: int
    name: str
    holes: tuple[Any, ...]


class Line(NamedTuple):
    """An event as the bundle gives it: its place, its exact bytes, and what was found beside them."""

    position: int
    stream: str
    sequence: int
    data: bytes
    signature: bytes
    seal: str | None  # SHA-256 of the values found sealed; None: nothing was left of them; "": never any
    scan: str | None  # the same for the scan of a document
    proof: list[bytes]


class Chain:
    """How far a stream has been read: its last event, and where sealed values were found, gone, or erased."""

    __slots__ = ("erased_at", "gone_at", "hash", "kind", "notes", "sealed_at", "sequence", "subject", "withdrawn")

    def __init__(self) -> None:
        self.sequence, self.hash = 0, NO_LINK
        self.kind, self.subject = "", ""
        self.sealed_at = self.gone_at = self.erased_at = 0
        self.notes: dict[int, bool] = {}  # step of a note: whether its text was found
        self.withdrawn: dict[int, bool] = {}  # steps whose text the history says was destroyed with their undoing


EVENT = (
    "actor body calendar commune definition from happened_on kind previous recorded_at role sequence shape stream to"
    " trigger"
)
NO_CHANGE = ("missing", "unvouched")  # findings that show no change: something is lacking to say that there is none
BEGINNINGS = {"opened": "case", "subject_added": "subject", "user_added": "user", "log_begun": SYSTEM}


def line_of(written: bytes) -> Line:
    """Read a line of events.jsonl; raises ValueError or TypeError."""
    read = with_keys(json_of(written), "position stream sequence event signature", "seal scan proof")
    stream, seal, scan = read["stream"], read.get("seal", ""), read.get("scan", "")
    if not STREAM.fullmatch(stream) or not all(each in ("", None) or HEX.fullmatch(each) for each in (seal, scan)):
        raise ValueError("no stream, or no hash")
    return Line(
        count_of(read["position"]),
        stream,
        count_of(read["sequence"]),
        bytes_of(read["event"]),
        bytes_of(read["signature"]),
        seal,
        scan,
        [bytes_of(each) for each in read.get("proof", [])],
    )


def event_of(data: bytes) -> dict[str, Any]:
    """Read the bytes of an event; raises ValueError."""
    event = with_keys(json_of(data), EVENT)
    words = ("stream", "kind", "definition", "calendar", "previous", "recorded_at")
    if not isinstance(event["body"], dict) or not all(isinstance(event[word], str) for word in words):
        raise ValueError("not an event")
    if not is_canonical(event, data):
        raise ValueError("not as it was written")
    return event


class Verification:
    """A bundle held against itself (`run`), then against what paper says (`pin`)."""

    def __init__(self, archive: Archive, progress: Callable[[int], None] = lambda done: None) -> None:
        self.archive = archive
        self.findings: list[Finding] = []
        self.remarks: list[tuple[str, tuple[Any, ...]]] = []
        self.events = 0
        self.vouched_to = 0
        self.brought = False
        self.coded = False  # by the root itself, not only by who signed it
        self._progress = progress
        self._position = 0
        self._streams: dict[str, Chain] = {}
        self._tree = Tree()
        self._roots: dict[int, bytes] = {}  # of a whole log, at the sizes of its checkpoints
        self._published: set[str] = set()
        self._told: dict[int, tuple[int, str]] = {}  # checkpoints that events tell of: size → sequence, root
        self._named: set[tuple[int, str]] = set()  # keys that events name, and the position from which they sign
        self._bound = False
        self._read_manifest()
        self._read_checkpoints()

    def find(self, kind: str, case: str, sequence: int, name: str, *holes: Any) -> None:
        """Keep a finding."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(kind, case, sequence, name, holes))

    def remark(self, name: str, *holes: Any) -> None:
        """Keep something to be known that is no alteration."""
        if len(self.remarks) < MOST_FINDINGS and (name, holes) not in self.remarks:
            self.remarks.append((name, holes))

    def _read_manifest(self) -> None:
        written = self.archive.whole("manifest.json", LARGEST_MANIFEST)
        self._digest = hashlib.sha256(written).hexdigest()
        try:
            told = with_keys(json_of(written), "format shape log_id training whole scope personal salt files keys")
            self.log_id, self.is_whole, self.training = told["log_id"], told["whole"], told["training"]
            self.files = {name: digest for name, digest in told["files"].items() if HEX.fullmatch(digest)}
            self.keys = [(count_of(at), PublicKey(bytes.fromhex(key))) for at, key in told["keys"]]
            if (told["format"], told["shape"]) != ("baom-evidence", 1) or not is_canonical(told, written):
                raise ValueError("another format")
            if not STREAM.fullmatch(self.log_id) or {type(self.is_whole), type(self.training)} != {bool}:
                raise ValueError("no log")
            starts = [at for at, _ in self.keys]
            if not 0 < len(starts) <= MOST_KEYS or starts != sorted(set(starts)) or starts[0] != 1:
                raise ValueError("no keys")
        except (ValueError, TypeError, AttributeError):
            raise Unreadable("bad_file", "manifest.json") from None

    def _read_checkpoints(self) -> None:
        self.checkpoints: dict[int, tuple[Checkpoint, list[bytes]]] = {}
        last = 0
        for number, line in self.archive.lines("checkpoints.jsonl"):
            try:
                read = with_keys(json_of(line), "note consistency")
                checkpoint = checkpoint_of(read["note"], self.log_id)
                if checkpoint.size <= last or number > MOST_CHECKPOINTS:
                    raise ValueError("out of order, or too many")
                last = checkpoint.size
                self.checkpoints[last] = checkpoint, [bytes_of(each) for each in read["consistency"]]
            except (ValueError, TypeError, AttributeError):
                raise Unreadable("bad_line", "checkpoints.jsonl", number) from None
        if not last:
            raise Unreadable("bad_file", "checkpoints.jsonl")
        self.last = self.checkpoints[last][0]

    def run(self) -> None:
        """Verify everything that the bundle holds, in one pass over its events."""
        self._check_files()
        for number, written in self.archive.lines("events.jsonl"):
            try:
                line = line_of(written)
            except (ValueError, TypeError):
                raise Unreadable("bad_line", "events.jsonl", number) from None
            self._check_place(line)
            self._check_event(line)
            self.events += 1
            if self.events % 500 == 0:
                self._progress(self.events)
        self._check_ends()
        self._check_checkpoints()
        self._check_erasures()

    def _check_files(self) -> None:
        """Every file under the hash that the manifest gives it, no other file, and texts under their own names."""
        own = {"manifest.json", "events.jsonl", "checkpoints.jsonl"}
        for name in sorted(self.files.keys() | self.archive.members.keys() - own):
            if name not in self.archive.members:
                self.find("file", "", 0, "lacks_file", shown(name))
                continue
            digest = self.archive.digest(name)
            text = name.partition("/")[2].partition(".")[0]
            if digest != self.files.get(name) or (text and digest != text):
                self.find("definition" if text else "file", "", 0, "changed_file", name)

    def _check_place(self, line: Line) -> None:
        """Hold an event's leaf against the tree: at its place in the whole log, or by its proof."""
        leaf = leaf_of(line.data)
        if line.position <= self._position:
            self.find("position", line.stream, line.sequence, "out_of_order")
        self._position = max(self._position, line.position)
        if self.is_whole:
            self._tree.push(leaf)
            if line.position != self._tree.size:
                self.find("position", line.stream, line.sequence, "gap", self._tree.size, line.position)
            if self._tree.size in self.checkpoints:
                self._roots[self._tree.size] = self._tree.root()
        elif not is_included(line.position - 1, self.last.size, leaf, line.proof, self.last.root):
            self.find("tree", line.stream, line.sequence, "not_in_tree", self.last.size)

    def _check_event(self, line: Line) -> None:
        """One event: what it says of itself, what it follows, who signed it, under which rules."""
        _, stream, sequence, data, *_ = line
        if stream not in self._streams and len(self._streams) >= MOST_STREAMS:
            raise Unreadable("too_large")
        chain = self._streams.setdefault(stream, Chain())
        expected, previous = chain.sequence + 1, chain.hash
        chain.sequence, chain.hash = sequence, leaf_of(data).hex()
        try:
            event = event_of(data)
        except ValueError:
            self.find("event", stream, sequence, "bad_event")
            return
        self._check_signature(line, event["kind"])
        if (event["stream"], event["sequence"]) != (stream, sequence):
            self.find("event", stream, sequence, "elsewhere", shown(event["stream"]), shown(event["sequence"]))
        if sequence != expected:
            self.find("chain", stream, sequence, "missing_step", expected)
        elif event["previous"] != previous:
            self.find("chain", stream, sequence, "broken_chain")
        self._check_seal(line, chain, line.seal, event["body"].get("seal"), event["kind"])
        scanned = event["body"].get("sha256") if event["kind"] == "attached" else None
        self._check_seal(line, chain, line.scan, scanned, event["kind"])
        target = event["body"].get("target")
        if event["kind"] == "reverted" and "empties" in event["body"] and isinstance(target, int):
            chain.withdrawn[target] = True
        if stream != SYSTEM:
            self._check_rules(line, event)
        if sequence == 1:
            chain.kind, chain.subject = BEGINNINGS.get(event["kind"], ""), str(event["body"].get("subject", ""))
        if event["kind"] == "subject_erased":
            chain.erased_at = sequence
        if stream == SYSTEM:
            self._read_system(line, event["kind"], event["body"])

    def _check_signature(self, line: Line, kind: str) -> None:
        message = b"baom leaf 1\n" + self.log_id.encode() + b"\n" + leaf_of(line.data)
        signer = self.signer(line.position)
        if kind == "signing_key_changed":
            # Told by the old key, when it is still there; else anybody could have put a key of their own after it.
            before = self.signer(line.position - 1)
            if before.signed(message, line.signature):
                return
            self.find("unvouched", line.stream, line.sequence, "unattested_key", signer.encoded.hex()[:8])
        if not signer.signed(message, line.signature):
            self.find("signature", line.stream, line.sequence, "bad_signature", signer.encoded.hex()[:8])

    def signer(self, position: int) -> PublicKey:
        """The key that signs at that position, as the manifest says; `_check_ends` holds it against the events."""
        return [key for at, key in self.keys if at <= max(position, 1)][-1]

    def _check_seal(self, line: Line, chain: Chain, found: str | None, named: Any, kind: str) -> None:
        """What was found sealed beside an event, values or a scan, against the hash that the event names."""
        if named is None and found == "":
            return
        if kind == "noted":
            chain.notes[line.sequence] = found is not None
        if found is None and named is not None:
            if kind == "noted":
                return  # it may have been withdrawn since: told at the end
            chain.gone_at = chain.gone_at or line.sequence
        elif found != named:
            self.find("seal", line.stream, line.sequence, "changed_seal")
        else:
            chain.sealed_at = line.sequence

    def _check_rules(self, line: Line, event: dict[str, Any]) -> None:
        """The rules that an event was decided under: published before it, and given with it."""
        digest, calendar = event["definition"], event["calendar"]
        if digest and digest not in self._published:
            self.find("definition", line.stream, line.sequence, "unpublished", shown(digest)[:12])
        if digest and "definitions/" + digest + ".json" not in self.files:
            self.find("missing", line.stream, line.sequence, "no_definition", shown(digest)[:12])
        if calendar and "calendars/" + calendar + ".json" not in self.files:
            self.remark("no_calendar", shown(calendar)[:12])

    def _read_system(self, line: Line, kind: str, body: dict[str, Any]) -> None:
        """What the log says of itself."""
        if kind == "definition_published":
            self._published.add(str(body.get("digest")))
        elif kind == "log_begun" and (body.get("log_id"), body.get("training")) != (self.log_id, self.training):
            self.find("log", SYSTEM, line.sequence, "other_log")
        elif kind == "checkpointed" and isinstance(body.get("size"), int):
            self._told[body["size"]] = line.sequence, str(body.get("root"))
        elif kind == "exported" and body.get("manifest") == self._digest:
            self._bound = True
        elif kind == "signing_key_changed":
            self._named.add((line.position, str(body.get("after"))))
            self.remark("key_changed", line.position, shown(body.get("after"))[:8])
        if kind in ("log_begun", "database_upgraded") and "signing_key" in body:
            self._named.add((1, str(body["signing_key"])))
        if kind == "database_upgraded" and "signed" in body:
            self.remark("signed_later", shown(body["signed"]))

    def _check_ends(self) -> None:
        """Where each history ends, against where the export said it would; and what the export was bound to."""
        if not self._bound:
            self.find("manifest", "", 0, "unbound")
        if {(at, key.encoded.hex()) for at, key in self.keys} != self._named:
            self.find("log", SYSTEM, 0, "other_keys")
        if not self.is_whole:
            self._check_announced()
        elif self._tree.size != self.last.size:
            self.find("tree", "", 0, "cut", self._tree.size, self.last.size)

    def _check_announced(self) -> None:
        announced: set[str] = set()
        for number, written in self.archive.lines("streams.jsonl"):
            try:
                read = with_keys(json_of(written), "stream sequence hash")
                stream, sequence = read["stream"], count_of(read["sequence"])
                if not STREAM.fullmatch(stream) or len(announced) >= MOST_STREAMS:
                    raise ValueError("no stream, or too many")
            except (ValueError, TypeError):
                raise Unreadable("bad_line", "streams.jsonl", number) from None
            announced.add(stream)
            found = self._streams.get(stream, Chain())
            # The log's own stream goes on, to the event that tells of this very export.
            reached = found.sequence > sequence if stream == SYSTEM else found.sequence == sequence
            if not reached or (stream != SYSTEM and found.hash != read["hash"]):
                self.find("chain", stream, found.sequence, "ends_early", sequence, found.sequence)
        for stream in sorted(self._streams.keys() - announced):
            self.find("chain", stream, 1, "not_announced")

    def _check_checkpoints(self) -> None:
        """Each is signed, each is the beginning of the last, and none that the events tell of is lacking."""
        for size, (checkpoint, proof) in self.checkpoints.items():
            # The key may have changed in the very event that followed it.
            if not any(checkpoint.signed_by(self.signer(at)) for at in (size, size + 1)):
                self.find("checkpoint", "", 0, "unsigned_checkpoint", size)
            if self.is_whole:
                agrees = self._roots.get(size) == checkpoint.root
            else:
                agrees = is_beginning(size, self.last.size, checkpoint.root, self.last.root, proof)
            if not agrees:
                self.find("checkpoint", "", 0, "forked", size, self.last.size)
        for size, (sequence, root) in self._told.items():
            if size not in self.checkpoints or self.checkpoints[size][0].root.hex() != root:
                self.find("checkpoint", SYSTEM, sequence, "other_checkpoint", size)

    def _check_erasures(self) -> None:
        """What was emptied was by its person's erasure, and what was erased is empty."""
        for stream, chain in self._streams.items():
            self._check_notes(stream, chain)
            if chain.kind not in ("case", "subject"):
                if chain.gone_at:
                    self.find("erasure", stream, chain.gone_at, "unlawful")
                continue
            owner = self._streams.get(chain.subject) if chain.kind == "case" else chain
            erased = owner is not None and owner.erased_at > 0
            if chain.gone_at and not erased:
                self.find("erasure", stream, chain.gone_at, "unlawful")
            elif chain.sealed_at and erased:
                self.find("erasure", stream, chain.sealed_at, "sham")
            elif chain.gone_at:
                self.remark("erased", stream)

    def _check_notes(self, stream: str, chain: Chain) -> None:
        """The text of a note is gone when it was withdrawn, and only then, or with all that its person had."""
        for step, found in chain.notes.items():
            if step not in chain.withdrawn:
                chain.gone_at = chain.gone_at or (0 if found else step)
            elif found:
                self.find("seal", stream, step, "kept_note")
            else:
                self.remark("withdrawn", stream, step)

    def pin(self, codes: list[str], keys: list[bytes], notes: list[str]) -> None:
        """Hold the bundle against what paper says: codes, public keys, whole checkpoints. Called after `run`."""
        self.brought = bool(codes or keys or notes)
        known = {checkpoint.code: size for size, (checkpoint, _) in self.checkpoints.items()}
        for code in codes:
            if code in known:
                self._vouch(known[code], by_root=True)
            else:
                self.find("missing", "", 0, "unknown_code", code)
        for key in keys:
            signed = [size for size in self.checkpoints if self.signer(size).encoded == key]
            if signed:
                self._vouch(max(signed))
            else:
                self.find("key", "", 0, "other_key", key.hex()[:8])
        for note in notes:
            self._pin_note(note)

    def _pin_note(self, note: str) -> None:
        try:
            given = checkpoint_of(note, self.log_id)
        except ValueError:
            self.find("checkpoint", "", 0, "foreign_checkpoint")
            return
        held = self.checkpoints.get(given.size)
        if given.size > self.last.size:
            self.find("missing", "", 0, "later_checkpoint", given.size, self.last.size)
        elif held is None or held[0].root != given.root:
            self.find("checkpoint", "", 0, "forked", given.size, self.last.size)
        else:
            self._vouch(given.size, by_root=True)

    def _vouch(self, size: int, *, by_root: bool = False) -> None:
        self.vouched_to = max(self.vouched_to, size)
        self.coded = self.coded or by_root

    def is_other(self, verifier: str) -> bool:
        """Whether the verifier in the bundle isn't this very file."""
        with open(verifier, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest() != self.files.get("verify_bundle.py")

    @property
    def verdict(self) -> str:
        """What all this comes to; « intact » is only said of what something from outside vouches for."""
        if any(each.kind not in NO_CHANGE for each in self.findings):
            return "altered"
        return "intact" if self.vouched_to and not self.findings else "incomplete"


def not_read(path: str, error: OSError) -> Unreadable:
    """Why a file can't be read, in words of ours: the system's own are in its own language."""
    code = error.errno or 0
    return Unreadable(NOT_READ.get(code, "no_file"), shown(path), errno.errorcode.get(code, str(code)))


def verify(
    path: str,
    codes: list[str],
    keys: list[bytes],
    notes: list[str],
    progress: Callable[[int], None] = lambda done: None,
    made: type[Verification] = Verification,
) -> Verification:
    """Verify the bundle in a file; raises Unreadable."""
    try:
        with open(path, "rb") as file:
            found = made(Archive(file), progress)
            found.run()
            found.pin(codes, keys, notes)
            return found
    except OSError as error:
        raise not_read(path, error) from None


# --- What is said of it ---------------------------------------------------------------------------------------------

LANGUAGES = ("fr", "ar", "en")
WORDS: dict[str, tuple[str, str, str]] = {
    "intact": (
        "INTACT, jusqu'à l'événement n° {} du journal.",
        "سليم، إلى غاية الحدث رقم {} من السجل.",
        "INTACT, up to event {} of the log.",
    ),
    "altered": ("ALTÉRÉ : {} constat(s).", "محرَّف: {} ملاحظة.", "ALTERED: {} finding(s)."),
    "incomplete": (
        "INCOMPLET : il manque de quoi dire que l'historique est intact.",
        "غير مكتمل: ينقص ما يسمح بالقول إن السجل سليم.",
        "INCOMPLETE: something lacks to say that the history is intact.",
    ),
    "unreadable": ("ILLISIBLE : {}", "غير مقروء: {}", "UNREADABLE: {}"),
    "of_log": (
        "Journal {} : {} événement(s) vérifié(s), sur les {} de son dernier point de contrôle.",
        "السجل {}: تم التحقق من {} حدث، من أصل {} في آخر نقطة مراقبة.",
        "Log {}: {} event(s) verified, of the {} of its last checkpoint.",
    ),
    "training": (
        "Base d'entraînement : tout y est fictif.",
        "قاعدة تدريب: كل ما فيها خيالي.",
        "Training database: all in it is fictitious.",
    ),
    "hint": (
        "Ce dossier de preuve dit : code {}, clé publique {}. Ce n'est qu'un indice : seul le papier fait foi.",
        "يقول ملف الإثبات هذا: الرمز {}، المفتاح العمومي {}. هذا مجرد مؤشر: الورق وحده هو المرجع.",
        "This bundle says: code {}, public key {}. That is only a hint: paper alone decides.",
    ),
    "pinned_wrong": (
        (
            "Ce qui a été donné n'est d'aucun point de contrôle d'ici : rien ne répond de ce dossier de preuve. Le code"
            " recopié du papier devait être l'un de ceux-ci : {}. Le relire lettre par lettre ; s'il reste différent,"
            " ce n'est pas l'histoire de ce papier."
        ),
        (
            "ما قُدم لا يوافق أي نقطة مراقبة هنا: لا شيء يضمن ملف الإثبات هذا. كان ينبغي أن يكون الرمز المنقول من"
            " الورقة أحد هذه: {}. أعد قراءته حرفا حرفا؛ فإن بقي مختلفا فليس هذا سجل تلك الورقة."
        ),
        (
            "What was given is of no checkpoint here: nothing vouches for this bundle. The code copied from paper"
            " should have been one of these: {}. Read it again letter by letter; if it still differs, this isn't the"
            " history of that paper."
        ),
    ),
    "nothing_pinned": (
        (
            "Ni code ni clé n'ont été donnés : un dossier de preuve forgé en entier aurait le même aspect. Les lire sur"
            " un point de contrôle imprimé, puis : --code CODE, ou --public-key CLÉ."
        ),
        (
            "لم يُعط أي رمز ولا مفتاح: ملف إثبات مزور بالكامل كان سيبدو كذلك. اقرأهما على نقطة مراقبة مطبوعة، ثم:"
            " --code CODE أو --public-key KEY."
        ),
        (
            "Neither code nor key was given: a bundle forged as a whole would look the same. Read them on a printed"
            " checkpoint, then: --code CODE, or --public-key KEY."
        ),
    ),
    "beyond": (
        "Du n° {} au n° {}, seules les signatures répondent : qui tient la clé de signature pouvait encore les écrire.",
        "من رقم {} إلى رقم {}، التوقيعات وحدها تضمن: من يملك مفتاح التوقيع كان ما يزال بإمكانه كتابتها.",
        "From {} to {}, only signatures answer: whoever holds the signing key could still write them.",
    ),
    "key_alone": (
        "Aucun code n'a été donné : la clé dit qui a signé, pas qu'il n'a signé qu'une seule histoire.",
        "لم يُعط أي رمز: المفتاح يقول من وقّع، ولا يقول إنه لم يوقّع إلا سجلا واحدا.",
        "No code was given: the key tells who signed, not that they signed one history alone.",
    ),
    "personal": (
        (
            "Les valeurs personnelles sont celles que le bureau a remises : l'export signé les nomme, rien d'autre ne"
            " les prouve."
        ),
        "المعطيات الشخصية هي التي سلمها المكتب: التصدير الموقع يذكرها، ولا شيء آخر يثبتها.",
        "Personal values are those that the desk handed over: the signed export names them, nothing else proves them.",
    ),
    "other_verifier": (
        "Le vérificateur joint n'est pas celui-ci : employer celui qu'on tient d'ailleurs.",
        "برنامج التحقق المرفق ليس هذا: استعمل الذي حصلت عليه من جهة أخرى.",
        "The verifier in the bundle isn't this one: use the one you got elsewhere.",
    ),
    "and_more": ("… et {} autre(s).", "… و{} أخرى.", "… and {} more."),
    "where": ("{} n° {} : {}", "{} رقم {}: {}", "{} no. {}: {}"),
    # --- findings ---
    "lacks_file": ("Il manque le fichier {}.", "الملف {} ناقص.", "File {} is missing."),
    "changed_file": (
        "Le fichier {} n'est pas celui qui a été exporté.",
        "الملف {} ليس الذي تم تصديره.",
        "File {} isn't the one that was exported.",
    ),
    "out_of_order": (
        "Cette étape n'est pas à son rang, ou elle y est deux fois.",
        "هذه المرحلة ليست في مكانها، أو هي مكررة.",
        "This step is out of its order, or there twice.",
    ),
    "gap": (
        "L'événement n° {} du journal manque : le n° {} est à sa place.",
        "الحدث رقم {} من السجل ناقص: مكانه الرقم {}.",
        "Event {} of the log is missing: {} stands in its place.",
    ),
    "not_in_tree": (
        "Cette étape n'est pas de l'historique que le point de contrôle n° {} a signé.",
        "هذه المرحلة ليست من السجل الذي وقعته نقطة المراقبة رقم {}.",
        "This step isn't in the history that checkpoint {} signed.",
    ),
    "bad_event": (
        "Ses octets ne sont pas ceux d'un événement.",
        "بايتاتها ليست بايتات حدث.",
        "Its bytes aren't those of an event.",
    ),
    "elsewhere": (
        "Cette étape a été écrite ailleurs : {} n° {}.",
        "كُتبت هذه المرحلة في مكان آخر: {} رقم {}.",
        "This step was written elsewhere: {} no. {}.",
    ),
    "missing_step": ("L'étape n° {} manque.", "المرحلة رقم {} ناقصة.", "Step {} is missing."),
    "broken_chain": (
        "Cette étape ne suit pas la précédente.",
        "هذه المرحلة لا تتبع سابقتها.",
        "This step doesn't follow the one before it.",
    ),
    "bad_signature": (
        "La clé {} n'a pas signé cette étape.",
        "المفتاح {} لم يوقع هذه المرحلة.",
        "Key {} didn't sign this step.",
    ),
    "changed_seal": (
        "Ce qui est scellé (valeurs ou pièce numérisée) n'est pas ce qui a été enregistré.",
        "المختوم (قيم أو وثيقة ممسوحة ضوئيا) ليس ما سُجل.",
        "What is sealed (values or a scan) isn't what was recorded.",
    ),
    "unpublished": (
        "La définition {} n'avait pas été publiée.",
        "التعريف {} لم يكن منشورا.",
        "Definition {} hadn't been published.",
    ),
    "other_log": (
        "Ce journal n'est pas celui que dit le dossier de preuve.",
        "هذا السجل ليس الذي يذكره ملف الإثبات.",
        "This log isn't the one that the bundle tells of.",
    ),
    "other_keys": (
        "Les clés de signature ne sont pas celles que dit l'historique.",
        "مفاتيح التوقيع ليست التي يذكرها السجل.",
        "The signing keys aren't those that the history tells of.",
    ),
    "unbound": (
        "Aucun export signé ne répond de ce contenu : il a été changé depuis.",
        "لا يوجد تصدير موقع يضمن هذا المحتوى: لقد تم تغييره.",
        "No signed export answers for this content: it was changed since.",
    ),
    "cut": (
        "Le journal s'arrête au n° {}, le point de contrôle en compte {}.",
        "يتوقف السجل عند الرقم {}، ونقطة المراقبة تعد {}.",
        "The log ends at {}, its checkpoint counts {}.",
    ),
    "ends_early": (
        "L'export allait jusqu'à l'étape n° {}, cet historique à la n° {}.",
        "التصدير يصل إلى المرحلة رقم {}، وهذا السجل إلى رقم {}.",
        "The export went to step {}, this history to {}.",
    ),
    "not_announced": (
        "L'export n'annonçait pas cet historique.",
        "التصدير لم يعلن عن هذا السجل.",
        "The export didn't announce this history.",
    ),
    "unsigned_checkpoint": (
        "La clé du journal n'a pas signé le point de contrôle n° {}.",
        "مفتاح السجل لم يوقع نقطة المراقبة رقم {}.",
        "The log's key didn't sign checkpoint {}.",
    ),
    "forked": (
        "Le point de contrôle n° {} n'est pas le début de celui n° {} : l'historique a été réécrit.",
        "نقطة المراقبة رقم {} ليست بداية النقطة رقم {}: لقد أُعيدت كتابة السجل.",
        "Checkpoint {} isn't the beginning of checkpoint {}: the history was rewritten.",
    ),
    "other_checkpoint": (
        "Le point de contrôle n° {} que dit l'historique n'est pas là, ou n'est pas celui-là.",
        "نقطة المراقبة رقم {} التي يذكرها السجل غير موجودة، أو ليست هي.",
        "Checkpoint {}, which the history tells of, isn't there, or isn't that one.",
    ),
    "unlawful": (
        "Ses valeurs scellées ont disparu, et rien ne dit que la personne ait été effacée.",
        "اختفت قيمها المختومة، ولا شيء يقول إن الشخص قد مُحي.",
        "Its sealed values are gone, and nothing says that the person was erased.",
    ),
    "sham": (
        "La personne est dite effacée, et des valeurs scellées sont toujours là.",
        "يقال إن الشخص مُحي، وما زالت قيم مختومة موجودة.",
        "The person is said to be erased, and sealed values are still there.",
    ),
    "kept_note": (
        "Cette note est dite retirée, et son texte est toujours là.",
        "يقال إن هذه الملاحظة سُحبت، وما زال نصها موجودا.",
        "This note is said to be withdrawn, and its text is still there.",
    ),
    "unknown_code": (
        (
            "Aucun point de contrôle d'ici n'a le code {} : mal recopié, plus récent que cet export, ou d'une histoire"
            " réécrite depuis."
        ),
        "لا توجد هنا نقطة مراقبة برمز {}: نُقل خطأ، أو أحدث من هذا التصدير، أو من سجل أُعيدت كتابته بعدها.",
        (
            "No checkpoint here has code {}: copied wrong, newer than this export, or of a history that was rewritten"
            " since."
        ),
    ),
    "other_key": (
        "La clé {} n'a signé aucun point de contrôle d'ici.",
        "المفتاح {} لم يوقع أي نقطة مراقبة هنا.",
        "Key {} signed no checkpoint here.",
    ),
    "foreign_checkpoint": (
        "Le point de contrôle donné n'est pas de ce journal.",
        "نقطة المراقبة المعطاة ليست من هذا السجل.",
        "The checkpoint given isn't of this log.",
    ),
    # --- remarks ---
    "later_checkpoint": (
        "Le point de contrôle donné (n° {}) est plus récent que cet export (n° {}) : en demander un autre.",
        "نقطة المراقبة المعطاة (رقم {}) أحدث من هذا التصدير (رقم {}): اطلب تصديرا آخر.",
        "The checkpoint given ({}) is newer than this export ({}): ask for another one.",
    ),
    "no_definition": (
        "Le texte de la définition {} n'est pas joint.",
        "نص التعريف {} غير مرفق.",
        "The text of definition {} isn't there.",
    ),
    "unattested_key": (
        "La clé de signature devient {}, et l'ancienne ne l'atteste pas : clé perdue, ou suite écrite par un autre.",
        "أصبح مفتاح التوقيع {}، والقديم لا يشهد بذلك: مفتاح ضائع، أو تتمة كتبها شخص آخر.",
        "The signing key becomes {}, and the old one doesn't attest it: a lost key, or a sequel written by another.",
    ),
    "no_calendar": (
        "Le calendrier {} n'est pas joint : les échéances ne peuvent pas être recomptées.",
        "التقويم {} غير مرفق: لا يمكن إعادة حساب الآجال.",
        "Calendar {} isn't there: deadlines can't be counted again.",
    ),
    "key_changed": (
        "La clé de signature a changé à l'événement n° {} : {}.",
        "تغير مفتاح التوقيع عند الحدث رقم {}: {}.",
        "The signing key changed at event {}: {}.",
    ),
    "signed_later": (
        "{} événement(s) d'une version plus ancienne ont été signés lors de la mise à niveau, pas avant.",
        "{} حدث من نسخة أقدم وُقعت عند الترقية، لا قبلها.",
        "{} event(s) of an older version were signed at the upgrade, not before.",
    ),
    "erased": (
        "{} : effacement enregistré ; ce qui était personnel n'y est plus.",
        "{}: محو مسجل؛ ما كان شخصيا لم يعد موجودا.",
        "{}: a recorded erasure; what was personal is gone.",
    ),
    "withdrawn": (
        "{}, étape {} : note retirée ; son texte n'y est plus.",
        "{}، المرحلة {}: ملاحظة مسحوبة؛ نصها لم يعد موجودا.",
        "{}, step {}: a note was withdrawn; its text is gone.",
    ),
    # --- what can't be read, and what is asked wrong ---
    "no_file": (
        "{} ne se lit pas (le système répond {}).",
        "تعذرت قراءة {} (جواب النظام {}).",
        "{} can't be read (the system answers {}).",
    ),
    "file_absent": ("{} n'existe pas.", "{} غير موجود.", "{} doesn't exist."),
    "file_closed": (
        "{} ne se lit pas : ce compte de l'ordinateur n'y a pas droit.",
        "تعذرت قراءة {}: لا يحق ذلك لهذا الحساب على الحاسوب.",
        "{} can't be read: this account of the computer has no right to.",
    ),
    "file_folder": ("{} est un dossier.", "{} مجلد.", "{} is a folder."),
    "file_long": (
        "{} ne se lit pas : ce nom est trop long.",
        "تعذرت قراءة {}: الاسم طويل جدا.",
        "{} can't be read: this name is too long.",
    ),
    "file_damaged": (
        "{} ne se lit pas : le disque a refusé de le lire.",
        "تعذرت قراءة {}: رفض القرص القراءة.",
        "{} can't be read: the disk refused to.",
    ),
    "not_archive": (
        "ce n'est pas un dossier de preuve tel que l'export l'écrit.",
        "هذا ليس ملف إثبات كما يكتبه التصدير.",
        "this isn't a bundle as the export writes it.",
    ),
    "strange_file": (
        "un fichier n'a rien à faire ici : {}",
        "ملف لا مكان له هنا: {}",
        "a file has no place here: {}",
    ),
    "damaged_file": ("le fichier {} est endommagé.", "الملف {} تالف.", "file {} is damaged."),
    "too_large": ("il est plus grand que permis.", "حجمه أكبر من المسموح به.", "it is larger than allowed."),
    "bad_file": ("{} n'est pas lisible.", "{} غير مقروء.", "{} can't be read."),
    "bad_line": ("{}, ligne {}, n'est pas lisible.", "{}، السطر {}، غير مقروء.", "{}, line {}, can't be read."),
    "bad_code": (
        "un code a 26 lettres et chiffres, comme sur le papier.",
        "الرمز من 26 حرفا ورقما، كما على الورق.",
        "a code has 26 letters and digits, as on paper.",
    ),
    "bad_key": (
        "une clé publique a 64 chiffres hexadécimaux, comme sur le papier.",
        "المفتاح العمومي من 64 رقما سداسي عشر، كما على الورق.",
        "a public key has 64 hexadecimal digits, as on paper.",
    ),
    "usage": (
        (
            "emploi : python3 verify_bundle.py PREUVE.zip [--code CODE]… [--public-key CLÉ]… [--checkpoint FICHIER]…"
            " [--lang fr|ar|en] [--json]"
        ),
        (
            "الاستعمال: python3 verify_bundle.py PREUVE.zip [--code CODE]… [--public-key KEY]… [--checkpoint FILE]…"
            " [--lang fr|ar|en] [--json]"
        ),
        (
            "usage: python3 verify_bundle.py BUNDLE.zip [--code CODE]… [--public-key KEY]… [--checkpoint FILE]…"
            " [--lang fr|ar|en] [--json]"
        ),
    ),
}
SHOWN = 50


def shown(word: object) -> str:
    """A word as a terminal may show it: no control, no invisible letter, 80 at most."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(word)[:80])


class Asked:
    """The words of the command line, read; raises Usage."""

    def __init__(self, words: list[str]) -> None:
        self.paths: list[str] = []
        self.codes: list[str] = []
        self.keys: list[bytes] = []
        self.notes: list[str] = []
        self.language, self.json = "fr", "--json" in words
        rest = [word for word in words if word != "--json"]
        while rest:
            word = rest.pop(0)
            if word.startswith("--"):
                value = rest.pop(0) if rest else ""
                # A code is printed in groups: the words that follow are its own until it is whole.
                while word == "--code" and rest and GROUP.fullmatch(rest[0]) and letters(value + rest[0]) <= CODE:
                    value += rest.pop(0)
                self._option(word, value)
            else:
                self.paths.append(word)
        if len(self.paths) != 1:
            raise Usage("usage")

    def _option(self, name: str, value: str) -> None:
        if name == "--lang" and value in LANGUAGES:
            self.language = value
        elif name == "--code":
            self.codes.append(code_of(value))
        elif name == "--public-key":
            self.keys.append(key_of(value))
        elif name == "--checkpoint":
            self.notes.append(text_of(value))
        else:
            raise Usage("usage")


def key_of(typed: str) -> bytes:
    """A public key as people copy it, or in a file of that name."""
    word = text_of(typed) if os.path.isfile(typed) else typed
    digits = re.sub(r"[\s:-]", "", word).lower()
    if not HEX.fullmatch(digits):
        raise Usage("bad_key")
    return bytes.fromhex(digits)


def text_of(path: str) -> str:
    """The text of a small file."""
    try:
        with open(path, "rb") as file:
            return file.read(4096).decode("utf-8", "replace")
    except OSError as error:
        raise not_read(path, error) from None


NOT_READ = {
    errno.ENOENT: "file_absent",
    errno.ENOTDIR: "file_absent",
    errno.EACCES: "file_closed",
    errno.EPERM: "file_closed",
    errno.EISDIR: "file_folder",
    errno.ENAMETOOLONG: "file_long",
    errno.EIO: "file_damaged",
}


def say(language: str, name: str, *holes: object) -> str:
    """A sentence."""
    return WORDS[name][LANGUAGES.index(language)].format(*holes)


def view_of(found: Verification, language: str) -> dict[str, Any]:
    """The verdict as one JSON object."""
    return {
        "verdict": found.verdict,
        "events": found.events,
        "vouched_to": found.vouched_to,
        "size": found.last.size,
        "findings": [
            {"kind": each.kind, "case": each.case, "sequence": each.sequence, "message": told(each, language)}
            for each in found.findings
        ],
        "remarks": remarks_of(found, language),
    }


def told(finding: Finding, language: str) -> str:
    """A finding's sentence."""
    return say(language, finding.name, *finding.holes)


def remarks_of(found: Verification, language: str) -> list[str]:
    """Everything to be known beside the verdict, beginning with what isn't vouched for."""
    remarks: list[tuple[str, tuple[Any, ...]]] = []
    if not found.vouched_to:
        held = ", ".join(checkpoint.code for checkpoint, _ in found.checkpoints.values())
        remarks.append(("pinned_wrong", (held,)) if found.brought else ("nothing_pinned", ()))
    elif found.vouched_to < found.last.size:
        remarks.append(("beyond", (found.vouched_to + 1, found.last.size)))
    if found.vouched_to and not found.coded:
        remarks.append(("key_alone", ()))
    remarks += found.remarks
    if found.training:
        remarks.append(("training", ()))
    if "personal.jsonl" in found.archive.members:
        remarks.append(("personal", ()))
    return [say(language, name, *holes) for name, holes in remarks]


def lines_of(found: Verification, language: str) -> Iterator[str]:
    """The verdict for a person, line by line."""
    holes = {"intact": found.vouched_to, "altered": len(found.findings)}
    yield say(language, found.verdict, holes.get(found.verdict, ""))
    yield say(language, "of_log", found.log_id[:8], found.events, found.last.size)
    for each in found.findings[:SHOWN]:
        message = told(each, language)
        yield "  - " + (say(language, "where", each.case, each.sequence, message) if each.case else message)
    if len(found.findings) > SHOWN:
        yield "  " + say(language, "and_more", len(found.findings) - SHOWN)
    for remark in remarks_of(found, language):
        yield "  * " + remark
    yield say(language, "hint", found.last.code, found.signer(found.last.size).encoded.hex())


def count_aloud(done: int) -> None:
    """Show a person who waits how far it is."""
    print("\r  " + str(done), end="", file=sys.stderr, flush=True)


def main(words: list[str]) -> int:
    """Verify one bundle; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A console of another alphabet shows « ? » instead of failing.
            stream.reconfigure(errors="replace")
    language = "fr"
    as_json = "--json" in words
    for before, after in zip(words, words[1:]):
        if before == "--lang" and after in LANGUAGES:
            language = after
    try:
        asked = Asked(words)
        waits = sys.stderr.isatty() and not as_json
        found = verify(
            asked.paths[0], asked.codes, asked.keys, asked.notes, count_aloud if waits else lambda done: None
        )
    except Usage as error:
        print(say(language, str(error)), file=sys.stderr)
        return 2
    except Unreadable as error:
        message = say(language, *error.args)
        print(
            json.dumps({"verdict": "unreadable", "findings": [], "message": message})
            if as_json
            else say(language, "unreadable", message)
        )
        return 5
    if "verify_bundle.py" in found.archive.members and found.is_other(__file__):
        found.remark("other_verifier")
    if as_json:
        print(json.dumps(view_of(found, language)))
    else:
        print("\n".join(lines_of(found, language)))
    return {"intact": 0, "altered": 4, "incomplete": 6}[found.verdict]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
