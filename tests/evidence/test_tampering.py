"""Every way of altering a bundle is found, and the case and step are named where there is one.

Each is tried three times: with the code on paper, with the public key alone, with nothing; and each once more with the
check that finds it switched off, to show that nothing else would have found it in the same words.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.evidence import verify_bundle as verifier
from engine.evidence.verify_bundle import Verification, verify
from engine.store.codec import canonical
from tests.evidence.worlds import (
    DIGEST,
    Parts,
    World,
    b64,
    code,
    key_of,
    lines,
    public,
    sha,
    small_world,
)

CASES = ["D-1", "D-2"]


def data_of(line: dict[str, Any]) -> Any:
    return json.loads(base64.b64decode(line["event"]))


def rewritten(line: dict[str, Any], change: Callable[[Any], Any]) -> None:
    """The same event, with its bytes changed; canonical, as a careful forger would write them."""
    event = data_of(line)
    change(event)
    line["event"] = b64(canonical(event))


def kinds(found: Verification) -> set[tuple[str, str, int]]:
    return {(each.kind, each.case, each.sequence) for each in found.findings}


@dataclass(frozen=True)
class Tampering:
    """One way: what it does, what is found, and the check that finds it."""

    name: str
    change: Callable[[World, Parts], None]
    found: tuple[str, str, int]
    check: str
    whole: tuple[str, str, int] | None = None
    "Where another finding tells it, in a bundle of the whole log; the same elsewhere."
    only_partial: bool = False


def swap(parts: Parts, one: tuple[str, int], other: tuple[str, int], *names: str) -> None:
    first, second = parts.at(*one), parts.at(*other)
    for name in names:
        first[name], second[name] = second[name], first[name]


def set_in(line: dict[str, Any], **values: Any) -> None:
    line.update(values)


def drop(parts: Parts, *gone: tuple[str, int]) -> None:
    parts.events = [each for each in parts.events if (each["stream"], each["sequence"]) not in gone]


def signed_again(world: World, line: dict[str, Any]) -> None:
    line["signature"] = b64(world.sign(base64.b64decode(line["event"]), key_of(9)))


def forged_step(world: World, parts: Parts) -> None:
    """A step at the end of a case, its chain right, signed by a key of the forger's own."""
    forged = World(key_of(9), steps=list(world.steps))
    step = forged.add("D-1", "noted", {"fields": {"rang": 9}})
    place = next(at for at, each in enumerate(parts.events) if each["stream"] == "system" and at > 10)
    line = {
        **parts.events[place - 1],
        "stream": "D-1",
        "sequence": step.sequence,
        "event": b64(step.data),
        "signature": b64(step.signature),
    }
    line.pop("seal", None)
    parts.events.insert(place, line)


def backdated(world: World, parts: Parts) -> None:
    """An older day, and every hash after it made right again; the signing key is lacking."""
    previous = None
    for line in [each for each in parts.events if each["stream"] == "D-1"]:
        event = data_of(line)
        if event["sequence"] == 2:
            event["recorded_at"] = "2026-10-01T09:00:00.000Z"
        if previous is not None:
            event["previous"] = previous
        data = canonical(event)
        line["event"] = b64(data)
        previous = verifier.leaf_of(data).hex()


def another_root(world: World, parts: Parts) -> None:
    note = parts.checkpoints[0]["note"].split("\n")
    note[2] = b64(sha(b"other"))
    parts.checkpoints[0]["note"] = "\n".join(note)


def another_size(world: World, parts: Parts) -> None:
    note = parts.checkpoints[0]["note"].split("\n")
    note[1] = str(int(note[1]) - 1)
    parts.checkpoints[0]["note"] = "\n".join(note)


def resigned_checkpoint(world: World, parts: Parts) -> None:
    size = world.notes[0][0]
    parts.checkpoints[0]["note"] = world.note(size, key_of(9))


def shorter_end(world: World, parts: Parts) -> None:
    """The last step of a case taken away, and the announced end with it."""
    drop(parts, ("D-1", 7))
    end = next(each for each in parts.streams if each["stream"] == "D-1")
    end.update(sequence=6, hash=verifier.leaf_of(base64.b64decode(parts.at("D-1", 6)["event"])).hex())
    parts.hash_files()


def other_definition(world: World, parts: Parts) -> None:
    parts.files[f"definitions/{DIGEST}.json"] = b'{"states":{"facile":{}}}'
    parts.hash_files()


def unknown_definition(world: World, parts: Parts) -> None:
    rewritten(parts.at("D-1", 2), lambda event: event.update(definition="e" * 64))


TAMPERINGS = [
    Tampering(
        "the body of a step is edited",
        lambda _, parts: rewritten(parts.at("D-1", 3), lambda event: event["body"].update(fields={"rang": 7})),
        ("signature", "D-1", 3),
        "_check_signature",
    ),
    Tampering(
        "the body of a step is edited, out of the tree",
        lambda _, parts: rewritten(parts.at("D-1", 3), lambda event: event["body"].update(fields={"rang": 7})),
        ("tree", "D-1", 3),
        "_check_place",
        whole=("checkpoint", "", 0),
    ),
    Tampering(
        "the actor of a step is another",
        lambda _, parts: rewritten(parts.at("D-2", 2), lambda event: event.update(actor="b.idrissi")),
        ("chain", "D-2", 3),
        "_check_event",
    ),
    Tampering(
        "a column says another step",
        lambda _, parts: set_in(parts.at("D-1", 3), sequence=8),
        ("event", "D-1", 8),
        "_check_event",
    ),
    Tampering(
        "a column says another case",
        lambda _, parts: set_in(parts.at("D-2", 3), stream="D-1"),
        ("event", "D-1", 3),
        "_check_event",
    ),
    Tampering(
        "a position is another",
        lambda _, parts: set_in(parts.at("D-1", 3), position=parts.at("D-1", 3)["position"] - 1),
        ("position", "D-1", 3),
        "_check_place",
    ),
    Tampering(
        "a step in the middle is taken away",
        lambda _, parts: drop(parts, ("D-1", 3)),
        ("chain", "D-1", 4),
        "_check_event",
    ),
    Tampering(
        "the last step is taken away",
        lambda _, parts: drop(parts, ("D-1", 7)),
        ("chain", "D-1", 6),
        "_check_announced",
        whole=("position", "system", 6),
    ),
    Tampering("the last step is taken away, and its mention", shorter_end, ("manifest", "", 0), "_check_ends"),
    Tampering(
        "a whole case is taken away",
        lambda _, parts: drop(parts, ("D-2", 1), ("D-2", 2), ("D-2", 3)),
        ("chain", "D-2", 0),
        "_check_announced",
        whole=("position", "D-1", 6),
    ),
    Tampering(
        "two steps are in the other order",
        lambda _, parts: swap(parts, ("D-1", 2), ("D-1", 3), "event", "signature", "seal"),
        ("event", "D-1", 2),
        "_check_event",
    ),
    Tampering(
        "two histories are swapped",
        lambda _, parts: swap(parts, ("D-1", 2), ("D-2", 2), "stream"),
        ("event", "D-1", 2),
        "_check_event",
    ),
    Tampering(
        "a step stands twice",
        lambda _, parts: parts.events.insert(parts.events.index(parts.at("D-1", 4)), dict(parts.at("D-1", 4))),
        ("position", "D-1", 4),
        "_check_place",
    ),
    Tampering("a forged step is added, its chain right", forged_step, ("signature", "D-1", 8), "_check_signature"),
    Tampering("a step is older than it was, all hashes right", backdated, ("signature", "D-1", 2), "_check_signature"),
    Tampering(
        "a step has the signature of another",
        lambda _, parts: swap(parts, ("D-1", 2), ("D-1", 3), "signature"),
        ("signature", "D-1", 2),
        "_check_signature",
    ),
    Tampering(
        "a step is signed by another key",
        lambda world, parts: signed_again(world, parts.at("D-1", 4)),
        ("signature", "D-1", 4),
        "_check_signature",
    ),
    Tampering(
        "the sealed values of a step are others",
        lambda _, parts: set_in(parts.at("D-1", 2), seal="c" * 64),
        ("seal", "D-1", 2),
        "_check_seal",
    ),
    Tampering(
        "sealed values are swapped between steps",
        lambda _, parts: swap(parts, ("D-1", 2), ("D-1", 3), "seal"),
        ("seal", "D-1", 3),
        "_check_seal",
    ),
    Tampering(
        "a scan is another",
        lambda _, parts: set_in(parts.at("D-1", 5), scan="c" * 64),
        ("seal", "D-1", 5),
        "_check_seal",
    ),
    Tampering(
        "a scan is gone, and nobody was erased",
        lambda _, parts: set_in(parts.at("D-1", 5), scan=None),
        ("erasure", "D-1", 5),
        "_check_erasures",
    ),
    Tampering(
        "values are sealed where there were none",
        lambda _, parts: set_in(parts.at("system", 1), seal="c" * 64),
        ("seal", "system", 1),
        "_check_seal",
    ),
    Tampering(
        "sealed values are gone, and nobody was erased",
        lambda _, parts: set_in(parts.at("D-1", 2), seal=None),
        ("erasure", "D-1", 2),
        "_check_erasures",
    ),
    Tampering(
        "a person is said to be erased, and is not",
        lambda _, parts: set_in(parts.at("D-2", 2), seal=sha(b"D-2 0").hex()),
        ("erasure", "D-2", 2),
        "_check_erasures",
    ),
    Tampering("a definition is another", other_definition, ("definition", "", 0), "_check_files"),
    Tampering(
        "a step names a definition never published", unknown_definition, ("definition", "D-1", 2), "_check_rules"
    ),
    Tampering(
        "the scope of the export is another",
        lambda _, parts: parts.manifest.update(scope="all of them"),
        ("manifest", "", 0),
        "_check_ends",
    ),
    Tampering(
        "a training log is said to be real, or the other way round",
        lambda _, parts: parts.manifest.update(training=True),
        ("log", "system", 1),
        "_read_system",
    ),
    Tampering(
        "the keys are others",
        lambda _, parts: parts.manifest.update(keys=[[1, public(key_of(9)).hex()]]),
        ("log", "system", 0),
        "_check_ends",
    ),
    Tampering("an earlier checkpoint has another root", another_root, ("checkpoint", "", 0), "_check_checkpoints"),
    Tampering("an earlier checkpoint has another size", another_size, ("checkpoint", "", 0), "_check_checkpoints"),
    Tampering(
        "an earlier checkpoint is signed by another key",
        resigned_checkpoint,
        ("checkpoint", "", 0),
        "_check_checkpoints",
    ),
    Tampering(
        "an earlier checkpoint is hidden",
        lambda _, parts: parts.checkpoints.pop(1),
        ("checkpoint", "system", 4),
        "_check_checkpoints",
    ),
    Tampering(
        "a proof of consistency is another",
        lambda _, parts: parts.checkpoints[0].update(consistency=parts.checkpoints[1]["consistency"]),
        ("checkpoint", "", 0),
        "_check_checkpoints",
        only_partial=True,
    ),
    Tampering(
        "a proof of inclusion is that of another step",
        lambda _, parts: swap(parts, ("D-1", 2), ("D-1", 3), "proof"),
        ("tree", "D-1", 2),
        "_check_place",
        only_partial=True,
    ),
    Tampering(
        "the instructions are others",
        lambda _, parts: parts.files.update({"LISEZ-MOI.txt": b"Tout va bien."}),
        ("file", "", 0),
        "_check_files",
    ),
    Tampering(
        "a file is added",
        lambda _, parts: parts.files.update({"verify_bundle.py": b"print('INTACT')"}),
        ("file", "", 0),
        "_check_files",
    ),
    Tampering(
        "a file is taken away",
        lambda _, parts: parts.files.pop("LISEZ-MOI.txt"),
        ("file", "", 0),
        "_check_files",
    ),
    Tampering(
        "an event is written in another way that reads the same",
        lambda _, parts: set_in(parts.at("D-1", 2), event=b64(base64.b64decode(parts.at("D-1", 2)["event"]) + b" ")),
        ("event", "D-1", 2),
        "_check_event",
    ),
]
EVERY = [
    pytest.param(each, whole, id=f"{each.name}{', whole log' if whole else ''}")
    for each in TAMPERINGS
    for whole in (False, True)
    # A whole log announces no ends: its tree does.
    if not (whole and (each.only_partial or each.change is shorter_end))
]


def bundle(tmp_path: Path, whole: bool, change: Callable[[World, Parts], None] | None = None) -> tuple[World, Path]:
    world = small_world()
    parts = world.export(None if whole else CASES)
    if change is not None:
        change(world, parts)
    return world, parts.save(tmp_path / "preuve.zip")


@pytest.mark.parametrize("whole", [False, True])
def test_a_bundle_as_it_was_exported_is_intact(whole, tmp_path):
    world, path = bundle(tmp_path, whole)
    size = len(world.steps)
    for paper in (code(world.note()), code(world.notes[0][1])):
        found = verify(str(path), [paper], [], [])
        assert found.findings == []
        assert found.verdict == "intact"
    assert found.vouched_to == world.notes[0][0] < size
    found = verify(str(path), [], [public(world.key)], [])
    assert (found.verdict, found.vouched_to, found.coded) == ("intact", size, False)
    found = verify(str(path), [], [], [world.note()])
    assert (found.verdict, found.vouched_to, found.coded) == ("intact", size, True)


@pytest.mark.parametrize("whole", [False, True])
def test_without_anything_from_paper_nothing_is_called_intact(whole, tmp_path):
    """Fails when what lies in the bundle is taken for a proof of itself."""
    _, path = bundle(tmp_path, whole)
    found = verify(str(path), [], [], [])
    assert (found.findings, found.verdict, found.vouched_to) == ([], "incomplete", 0)


@pytest.mark.parametrize(("tampering", "whole"), EVERY)
def test_it_is_found_and_named(tampering, whole, tmp_path):
    world, path = bundle(tmp_path, whole, tampering.change)
    expected = tampering.whole if whole and tampering.whole else tampering.found
    for papers in (([code(world.note())], []), ([], [public(world.key)]), ([], [])):
        found = verify(str(path), *papers, [])
        assert expected in kinds(found)
        assert found.verdict == "altered"


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.name)
def test_it_passes_in_those_words_once_the_check_is_switched_off(tampering, tmp_path, monkeypatch):
    _, path = bundle(tmp_path, False, tampering.change)
    monkeypatch.setattr(Verification, tampering.check, lambda *_: None)
    assert tampering.found not in kinds(verify(str(path), [], [], []))


def test_a_history_rewritten_by_who_holds_the_key_is_found_by_an_older_code(tmp_path):
    """The signing key was stolen, a step of the past is another, everything is signed again: paper alone tells."""
    paper = code(small_world().notes[0][1])
    liar = World(key_of(1)).begin()
    liar.person("B-1")
    liar.case("D-1", "B-1", 2)
    liar.checkpoint()
    path = liar.export(["D-1"]).save(tmp_path / "preuve.zip")
    assert verify(str(path), [], [public(liar.key)], []).verdict == "intact"
    found = verify(str(path), [paper], [], [])
    assert (found.verdict, found.findings[0].name) == ("incomplete", "unknown_code")
    found = verify(str(path), [], [], [small_world().notes[0][1]])
    assert (found.verdict, found.findings[0].name) == ("altered", "forked")


def test_a_bundle_forged_whole_under_another_key_is_found_by_the_key(tmp_path):
    """Everything agrees with itself: only what was pinned from paper tells."""
    forger = small_world(seed=5)
    path = forger.export(CASES).save(tmp_path / "preuve.zip")
    assert verify(str(path), [], [], []).verdict == "incomplete"
    found = verify(str(path), [], [public(key_of(1))], [])
    assert (found.verdict, kinds(found)) == ("altered", {("key", "", 0)})
    assert verify(str(path), [code(small_world().note())], [], []).verdict == "incomplete"


def test_an_older_copy_is_told_by_a_newer_checkpoint(tmp_path):
    """Fails when a checkpoint that the bundle can't reach is passed over."""
    world = small_world()
    path = world.export(CASES).save(tmp_path / "preuve.zip")
    world.add("D-1", "noted", {})
    found = verify(str(path), [], [public(world.key)], [world.note()])
    assert (found.verdict, kinds(found)) == ("incomplete", {("missing", "", 0)})
    assert verify(str(path), [code(world.note())], [], []).verdict == "incomplete"


def test_a_checkpoint_of_another_log_vouches_for_nothing(tmp_path):
    world, path = bundle(tmp_path, whole=False)
    other = World(key_of(1), log_id="0b" * 16)
    other.steps = world.steps
    found = verify(str(path), [], [], [other.note()])
    assert (found.verdict, found.findings[0].name) == ("altered", "foreign_checkpoint")


@pytest.mark.parametrize(
    ("left", "told", "verdict", "found"),
    [
        (False, True, "intact", set()),
        (True, True, "altered", {("seal", "D-1", 7)}),
        (False, False, "altered", {("erasure", "D-1", 7)}),
    ],
    ids=["withdrawn", "kept", "emptied-quietly"],
)
def test_the_text_of_a_note_is_gone_if_it_was_withdrawn_and_only_then(tmp_path, left, told, verdict, found):
    world = small_world()
    note = world.steps[-1]
    assert (note.stream, note.sequence) == ("D-1", 7)
    world.add("D-1", "reverted", {"target": 7, **({"empties": True} if told else {})}, seal=b"why")
    note.seal = note.seal if left else None
    path = world.export(CASES).save(tmp_path / "preuve.zip")
    seen = verify(str(path), [], [public(world.key)], [])
    assert (seen.verdict, kinds(seen)) == (verdict, found)
    assert (("withdrawn", ("D-1", 7)) in seen.remarks) == (verdict == "intact")


def test_a_key_that_was_changed_is_followed(tmp_path):
    """The old key signs the change; each key vouches for its own checkpoints, and the change is told."""
    world = small_world()
    old, new = world.key, key_of(2)
    body = {"before": public(old).hex(), "after": public(new).hex()}
    world.add("system", "signing_key_changed", body)
    world.keys.append((len(world.steps), public(new).hex()))
    world.key = new
    world.add("D-1", "noted", {})
    path = world.export(CASES).save(tmp_path / "preuve.zip")
    found = verify(str(path), [], [public(new)], [])
    assert (found.verdict, found.vouched_to) == ("intact", len(world.steps))
    assert ("key_changed", (world.keys[1][0], public(new).hex()[:8])) in found.remarks
    found = verify(str(path), [], [public(old)], [])
    assert (found.verdict, found.vouched_to) == ("intact", world.notes[-1][0])


def test_a_key_put_in_without_the_old_one_is_never_intact(tmp_path):
    """Whoever holds the file alone ends the history with a key of their own. Fails when the change signs itself."""
    world = small_world()
    body = {"before": public(world.key).hex(), "after": public(key_of(2)).hex()}
    old, paper = world.key, code(world.notes[-1][1])
    world.key = key_of(2)
    world.add("system", "signing_key_changed", body)
    world.keys.append((len(world.steps), public(world.key).hex()))
    world.add("D-1", "noted", {})
    path = world.export(CASES).save(tmp_path / "preuve.zip")
    for papers in (([paper], []), ([], [public(old)]), ([code(world.note())], [])):
        found = verify(str(path), *papers, [])
        assert (found.verdict, kinds(found)) == ("incomplete", {("unvouched", "system", 6)})


def test_a_key_that_no_event_names_signs_nothing(tmp_path):
    """A forger's key put in after the true one, for the steps to come: no event tells of the change."""
    world = small_world()
    world.keys.append((len(world.steps) + 1, public(key_of(9)).hex()))
    world.key = key_of(9)
    world.add("D-1", "noted", {})
    path = world.export(CASES).save(tmp_path / "preuve.zip")
    assert ("log", "system", 0) in kinds(verify(str(path), [], [], []))


def test_a_definition_that_is_not_given_is_said_so(tmp_path):
    world = small_world()
    parts = world.export(CASES)
    del parts.files[f"definitions/{DIGEST}.json"]
    world.steps.pop()
    parts.hash_files()
    world.add("system", "exported", {"manifest": sha(canonical(parts.manifest)).hex(), "cases": 2})
    world.fill(parts)
    found = verify(str(parts.save(tmp_path / "preuve.zip")), [code(world.note())], [], [])
    assert {each.name for each in found.findings} == {"no_definition"}
    assert found.verdict == "incomplete"


def test_events_of_a_bundle_are_found_by_eye(tmp_path):
    """The lines are JSON, the events base64 of JSON: no tool of ours is needed to read them."""
    world = small_world()
    parts = world.export(CASES)
    assert len(lines(parts.events).splitlines()) == len(parts.events)
    assert data_of(parts.at("D-1", 2))["kind"] == "noted"
