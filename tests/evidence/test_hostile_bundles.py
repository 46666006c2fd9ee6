"""A bundle made to harm costs a refusal: code 5, words, little time and memory, nothing written anywhere."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.evidence import verify_bundle as verifier
from engine.evidence.verify_bundle import Unreadable, closing, verify
from engine.evidence.writing import ArchiveWriter
from engine.store.codec import canonical
from tests.evidence.worlds import Parts, code, lines, small_world

VERIFIER = Path(verifier.__file__)
NIGHTLY = 5_000 if os.environ.get("BAOM_NIGHTLY") else 0


@pytest.fixture(scope="module")
def good() -> bytes:
    """A bundle as it should be."""
    return saved(small_world().export(["D-1"]))


def saved(parts: Parts, contents: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with ArchiveWriter(file) as archive:
        for name, data in sorted((contents or parts.contents()).items()):
            archive.add(name, [data])
    return file.getvalue()


def with_zipfile(contents: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def contents_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def renamed(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new)


def with_line(name: str, line: bytes) -> Callable[[bytes], bytes]:
    """The same archive with one more line in one of its files, at its beginning."""

    def change(data: bytes) -> bytes:
        contents = contents_of(data)
        contents[name] = line + b"\n" + contents[name]
        return saved_contents(contents)

    return change


def saved_contents(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ArchiveWriter(file) as archive:
        for name, data in sorted(contents.items()):
            archive.add(name, [data])
    return file.getvalue()


def with_file(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda data: saved_contents({**contents_of(data), name: content})


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda data: saved_contents({key: value for key, value in contents_of(data).items() if key != name})


def manifest(**changed: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        contents = contents_of(data)
        told = {**json.loads(contents["manifest.json"]), **changed}
        contents["manifest.json"] = canonical({key: value for key, value in told.items() if value is not None})
        return saved_contents(contents)

    return change


def overlapping(data: bytes) -> bytes:
    """Two names for the same bytes, as bombs that grow without packing do."""
    count, size, offset = struct.unpack("<4xHHHHIIH", data[-22:])[3:6]
    listing = data[offset : offset + size]
    return data[:offset] + listing * 2 + closing(count * 2, size * 2, offset)


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "one byte": lambda _: b"P",
    "no archive": lambda _: b"%PDF-1.7" + b" " * 4096,
    "an empty archive": lambda _: closing(0, 0, 0),
    "cut in its middle": lambda data: data[: len(data) // 2],
    "its last byte lacking": lambda data: data[:-1],
    "something before it": lambda data: b"#!/bin/sh\n" + data,
    "something after it": lambda data: data + b"\x00",
    "a comment": lambda data: data[:-2] + b"\x02\x00hi",
    "a count that lies": lambda data: data[:-14] + b"\xff\xff\xff\xff" + data[-10:],
    "packed files": lambda data: with_zipfile(contents_of(data), zipfile.ZIP_DEFLATED),
    "a bomb": lambda data: with_zipfile({**contents_of(data), "events.jsonl": bytes(50_000_000)}, zipfile.ZIP_DEFLATED),
    "headers of another tool": lambda data: with_zipfile(contents_of(data)),
    "two names for one file": overlapping,
    "a path out of the folder": renamed(b"LISEZ-MOI.txt", b"../../etc/cro"),
    "an absolute path": renamed(b"LISEZ-MOI.txt", b"/root/.bashrc"),
    "a path of Windows": renamed(b"LISEZ-MOI.txt", b"C:\\evil\\a.exe"),
    "a name of control letters": renamed(b"LISEZ-MOI.txt", b"LISEZ\x1b[2Jtxt"),
    "a name in the list that isn't that of the file": lambda data: data.replace(b"LISEZ-MOI.txt", b"LISEZ-TOI.txt", 1),
    "a file that isn't foreseen": with_file("zzz.exe", b"MZ"),
    "a link": lambda data: data.replace(struct.pack("<I", 0x81800000), struct.pack("<I", 0xA1FF0000)),
    "encrypted": lambda data: data.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00"),
    "a manifest of a gigabyte of brackets": with_file("manifest.json", b"[" * (4 << 20)),
    "a manifest larger than allowed": with_file("manifest.json", b" " * (4 << 20) + b"{}"),
    "a manifest that is a list": with_file("manifest.json", b"[]"),
    "a manifest that isn't text": with_file("manifest.json", b"\xff\xfe"),
    "a manifest with a name twice": with_file("manifest.json", b'{"format":1,"format":2}'),
    "no manifest": without("manifest.json"),
    "no events": without("events.jsonl"),
    "no checkpoint": without("checkpoints.jsonl"),
    "no ends": without("streams.jsonl"),
    "another format": manifest(format="zip"),
    "another shape": manifest(shape=2),
    "no key": manifest(keys=[]),
    "a thousand keys": manifest(
        keys=[[at, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"] for at in range(1, 1001)]
    ),
    "a key that is none": manifest(keys=[[1, "00" * 32]]),
    "a key that is no text": manifest(keys=[[1, 5]]),
    "keys that are no list": manifest(keys={"a": 1}),
    "files that are no list": manifest(files=[1, 2]),
    "a hash that is no text": manifest(files={"LISEZ-MOI.txt": 5}),
    "another log": manifest(log_id="../etc"),
    "a log that is no text": manifest(log_id=None),
    "a line that is no JSON": with_line("events.jsonl", b"{"),
    "an empty line": with_line("events.jsonl", b""),
    "a line of deep brackets": with_line("events.jsonl", b"[" * 500_000),
    "a line of deep objects": with_line("events.jsonl", b'{"a":' * 100_000),
    "a line that never ends": with_line("events.jsonl", b" " * (2 << 20)),
    "a number of a million digits": with_line("events.jsonl", b'{"position":' + b"9" * 1_000_000 + b"}"),
    "a number that isn't whole": with_line("events.jsonl", b'{"position":1.5}'),
    "not a number": with_line("events.jsonl", b'{"position":NaN}'),
    "an event of another form": with_line("events.jsonl", b'{"position":1}'),
    "a position before the first": with_line(
        "events.jsonl", b'{"position":0,"stream":"a","sequence":1,"event":"","signature":""}'
    ),
    "a stream that is a list": with_line(
        "events.jsonl", b'{"position":1,"stream":[],"sequence":1,"event":"","signature":""}'
    ),
    "a stream with a line's end in it": with_line(
        "events.jsonl", b'{"position":1,"stream":"a\\n","sequence":1,"event":"","signature":""}'
    ),
    "a sequence that is true": with_line(
        "events.jsonl", b'{"position":1,"stream":"a","sequence":true,"event":"","signature":""}'
    ),
    "a proof that is a number": with_line(
        "events.jsonl", b'{"position":1,"stream":"a","sequence":1,"event":"","signature":"","proof":5}'
    ),
    "a checkpoint that is a number": with_line("checkpoints.jsonl", b'{"note":5,"consistency":[]}'),
    "a checkpoint without a signature": with_line("checkpoints.jsonl", b'{"note":"baom/x","consistency":[]}'),
    "ends of another form": with_line("streams.jsonl", b'{"stream":1,"sequence":1,"hash":""}'),
    "two endings of lines": with_line("streams.jsonl", b"\r"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_without_harm(name, good, tmp_path):
    path = tmp_path / "preuve.zip"
    path.write_bytes(HOSTILE[name](good))
    begun = time.process_time()
    with pytest.raises(Unreadable):
        verify(str(path), [], [], [])
    assert time.process_time() - begun < 5
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["a bomb", "a line of deep brackets", "a path out of the folder", "a name of control letters", "nothing"]
)
def test_the_program_says_so_and_ends_with_5(name, good, tmp_path):
    """No traceback, in each language, and nothing of the file's own letters reaches the terminal as they are."""
    path = tmp_path / "preuve.zip"
    path.write_bytes(HOSTILE[name](good))
    for language, word in (("fr", "ILLISIBLE"), ("ar", "غير مقروء"), ("en", "UNREADABLE")):
        done = run(tmp_path, "preuve.zip", "--lang", language)
        assert (done.returncode, done.stderr) == (5, "")
        assert done.stdout.startswith(word)
        assert "\x1b" not in done.stdout


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), *words],
        cwd=folder,
        env={"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "code_of_end"),
    [
        ([], 2),
        (["a.zip", "b.zip"], 2),
        (["preuve.zip", "--code", "TROP-COURT"], 2),
        (["preuve.zip", "--public-key", "xyz"], 2),
        (["preuve.zip", "--force", "1"], 2),
        (["preuve.zip", "--lang", "de"], 2),
        (["absent.zip"], 5),
        ([".", "--json"], 5),
        (["preuve.zip", "--checkpoint", "absent.txt"], 5),
        (["preuve.zip"], 6),
        (["preuve.zip", "--code", "0" * 26], 6),
        (["preuve.zip", "--public-key", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"], 4),
    ],
)
def test_what_is_asked_wrong_is_told_in_words(words, code_of_end, good, tmp_path):
    (tmp_path / "preuve.zip").write_bytes(good)
    done = run(tmp_path, *words)
    assert done.returncode == code_of_end
    assert "Traceback" not in done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()


@pytest.mark.parametrize("code", [*verifier.NOT_READ, errno.EPROTO])
def test_a_file_that_does_not_open_is_told_in_words_of_ours(code):
    """Fails when the system's own words are shown, which are in the language of the machine."""
    unread = verifier.not_read("preuve.zip", OSError(code, os.strerror(code)))
    told = {verifier.say(language, *unread.args) for language in verifier.LANGUAGES}
    assert len(told) == len(verifier.LANGUAGES)
    assert not [each for each in told if os.strerror(code) in each or "preuve.zip" not in each]
    known = code in verifier.NOT_READ
    assert all((errno.errorcode[code] in each) is not known for each in told)


@pytest.mark.parametrize(("language", "words"), [("fr", "n'existe pas"), ("en", "doesn't exist")])
def test_a_file_that_is_not_there_is_said_not_to_exist(language, words, tmp_path):
    done = run(tmp_path, "absent.zip", "--lang", language)
    assert (done.returncode, words in done.stdout) == (5, True)


def test_the_answer_for_programs_has_the_keys_of_audit_verify(tmp_path):
    world = small_world()
    (tmp_path / "preuve.zip").write_bytes(saved(world.export(["D-1"])))
    done = run(tmp_path, "preuve.zip", "--json", "--code", code(world.note()))
    told = json.loads(done.stdout)
    assert (done.returncode, told["verdict"], told["vouched_to"]) == (0, "intact", len(world.steps))
    assert {"events", "findings"} <= told.keys()
    done = run(tmp_path, "preuve.zip", "--json", "--code", "0" * 26)
    assert {"kind", "case", "sequence", "message"} == json.loads(done.stdout)["findings"][0].keys()


def test_no_single_bit_can_be_turned_unseen(good, tmp_path):
    """Bits at random, and those of the archive's end: never intact, never a traceback."""
    path = tmp_path / "preuve.zip"
    world = small_world()
    world.export(["D-1"])
    paper = code(world.note())
    path.write_bytes(good)
    assert verify(str(path), [paper], [], []).verdict == "intact"
    dice = random.Random(4)
    bits = [dice.randrange(len(good) * 8) for _ in range(NIGHTLY or 150)] + list(
        range((len(good) - 40) * 8, len(good) * 8, 7)
    )
    for bit in bits:
        turned = bytearray(good)
        turned[bit // 8] ^= 1 << bit % 8
        path.write_bytes(turned)
        assert verdict(path, paper) != "intact", bit


def verdict(path: Path, paper: str) -> str:
    try:
        return verify(str(path), [paper], [], []).verdict
    except Unreadable:
        return "unreadable"


STRANGE = [None, True, -1, 0, 2**60, 1.5, "", "é" * 40, "\ud800", [], {}, [[]], {"a": {"b": 1}}]


def test_a_value_of_another_type_anywhere_is_refused_or_found(tmp_path):
    """Each value of each form, replaced by thirteen others: never intact, never anything but a refusal."""
    world = small_world()
    parts = world.export(["D-1"])
    contents = parts.contents()
    paper = code(world.note())
    path = tmp_path / "preuve.zip"
    tried = 0
    for file, rows in (
        ("events.jsonl", [parts.events[0]]),
        ("checkpoints.jsonl", [parts.checkpoints[0]]),
        ("streams.jsonl", [parts.streams[0]]),
        ("manifest.json", [parts.manifest]),
    ):
        for name in rows[0]:
            for strange in STRANGE:
                if rows[0][name] == strange:
                    continue
                changed = {**rows[0], name: strange}
                text = json.dumps(changed, sort_keys=True, separators=(",", ":")).encode()
                rest = contents[file].partition(b"\n")[2]
                path.write_bytes(
                    saved_contents({**contents, file: text if file == "manifest.json" else text + b"\n" + rest})
                )
                assert verdict(path, paper) != "intact", (file, name, strange)
                tried += 1
    assert tried > 200


def test_a_body_of_another_type_anywhere_is_refused_or_found(tmp_path):
    """The same inside the events themselves, signed by a key that the forger holds: whatever they say, no traceback."""
    names = ["manifest", "digest", "log_id", "signing_key", "size", "root", "subject", "seal", "signed", "after"]
    for strange in (None, True, -1, 0, "", "é" * 40, [], {}, [[]], {"a": {"b": 1}}):
        world = small_world()
        for kind in (
            "log_begun",
            "definition_published",
            "checkpointed",
            "exported",
            "database_upgraded",
            "signing_key_changed",
        ):
            world.add("system", kind, dict.fromkeys(names, strange))
        world.add("D-9", "opened", dict.fromkeys(names, strange))
        path = world.export(["D-1"]).save(tmp_path / "preuve.zip")
        assert verdict(path, code(world.note())) != "unreadable"


def test_what_could_be_endless_is_bounded(tmp_path):
    """Memory for a bundle of 60 MB of events, each of a case of its own; a child, so that its own peak is measured."""
    line = b'{"position":%d,"stream":"S-%d","sequence":1,"event":"","signature":""}\n'
    contents = small_world().export(["D-1"]).contents()
    contents["events.jsonl"] = b"".join(line % (number, number) for number in range(1, 30_001))
    (tmp_path / "preuve.zip").write_bytes(saved_contents(contents))
    # Of this program alone: what `resource` tells survives the parent's fork.
    peak_of_it = "[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0]"
    program = (
        f"import sys; sys.path.insert(0, {str(VERIFIER.parent)!r}); import verify_bundle as v\n"
        "found = v.verify('preuve.zip', [], [], []); print(len(found.findings), found.verdict)\n"
        f"print({peak_of_it if sys.platform == 'linux' else 0})"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    told, peak = done.stdout.splitlines()
    assert told == f"{verifier.MOST_FINDINGS} altered"
    assert int(peak) < 150_000


def test_lines_end_at_any_boundary_of_what_is_read_at_once(tmp_path):
    """Lines cut by the end of a megabyte are put together again."""
    world = small_world()
    for number in range(30):
        world.add("D-1", "noted", {"fields": {"texte": "x" * (60_000 + number)}})
    path = world.export(["D-1"]).save(tmp_path / "preuve.zip")
    assert path.stat().st_size > 2 << 20
    assert verify(str(path), [code(world.note())], [], []).verdict == "intact"
    assert lines(small_world().export(["D-1"]).events).count(b"\n") > 0


def test_any_tool_can_unpack_a_bundle(good, tmp_path):
    """What Python's own reader finds in it is what was put in; nothing tells when or by whom it was made."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())
