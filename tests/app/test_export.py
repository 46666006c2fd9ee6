"""The bundle that is exported: what is in it, who may take it, and that the program in it verifies it elsewhere."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.app.export import Exported, Wanted, export
from engine.core.events import Actor, Note
from engine.core.merkle import root
from engine.errors import CaseNotFound, NotAllowed, UsageError
from engine.evidence.proofs import Proofs
from engine.store.transaction import Stamp
from engine.vault.notes import Head, signed_note
from engine.vault.signing import SigningKey
from tests.app.desk import COMMUNE, Desk
from tests.evidence import worlds

AUDITOR = Actor("driss", "auditor", "*")
SUPERVISOR = Actor("omar", "supervisor", COMMUNE)
KEY = SigningKey(bytes(range(32)))


def checkpoint(desk: Desk) -> str:
    """Sign the head of the log, and tell of it."""
    store = desk.house.store
    store.place_events()
    leaves = [bytes(each) for _, _, each in store.read(lambda reading: list(reading.hashes(0)))]
    head = Head(store.log_id, len(leaves), root(leaves))
    body = {"size": head.size, "root": head.root.hex(), "signature": KEY.sign(head.text.encode()).hex()}
    stamp = Stamp(desk.house.recorded_at(), desk.today.isoformat(), AUDITOR)
    store.write(lambda writing: writing.system("checkpointed", body, {}, stamp))
    return signed_note(head, KEY)


def take(desk: Desk, wanted: Wanted, path: Path, actor: Actor = AUDITOR) -> Exported:
    return export(desk.house, actor, wanted, path, lambda: checkpoint(desk))


def sealed_of(desk: Desk) -> bytes:
    """The last ciphertext of the last case."""
    link = sqlite3.connect(desk.url.removeprefix("sqlite:///"))
    try:
        return link.execute("SELECT sealed FROM events WHERE sealed IS NOT NULL ORDER BY position DESC").fetchone()[0]
    finally:
        link.close()


def opened(desk: Desk, process: str = "naissance") -> str:
    desk.open(process)
    return desk.case


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(path: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in unpacked(path)[name].splitlines()]


def verified(path: Path, *words: str) -> tuple[int, dict]:
    """What the program in the bundle says of it, alone in a folder."""
    (path.parent / "verify_bundle.py").write_bytes(unpacked(path)["verify_bundle.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify_bundle.py", path.name, "--json", *words],
        cwd=path.parent,
        env={},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("scope", ["cases", "process", "whole"])
def test_what_is_exported_is_verified_by_a_bare_python(scope, any_desk, tmp_path):
    """Cases, a pathway, the whole log; on both databases; with an earlier checkpoint on paper."""
    desk = any_desk
    first = opened(desk)
    desk.set(lieu_accouchement="domicile")
    paper = checkpoint(desk)
    opened(desk, "scolarisation")
    wanted = {"cases": Wanted((first,)), "process": Wanted(process="naissance"), "whole": Wanted(whole=True)}[scope]
    made = take(desk, wanted, tmp_path / "preuve.zip")
    assert (made.verdict, made.findings) == ("intact", ())
    assert made.cases == (2 if scope == "whole" else 1)
    ended, told = verified(made.path, "--code", made.code, "--public-key", made.public_key)
    assert (ended, told["verdict"], told["events"], told["vouched_to"]) == (0, "intact", made.events, made.size)
    (tmp_path / "papier.txt").write_text(paper, encoding="utf-8")
    ended, told = verified(made.path, "--checkpoint", "papier.txt")
    assert (ended, told["vouched_to"]) == (0, int(paper.splitlines()[1]))
    assert verified(made.path)[0] == 6


def test_a_bundle_holds_its_cases_their_people_and_the_rules_of_the_day(desk, tmp_path):
    kept = opened(desk)
    subject = desk.held().case.subject
    other = opened(desk)
    made = take(desk, Wanted((kept,)), tmp_path / "preuve.zip")
    ends = {each["stream"] for each in lines(made.path, "streams.jsonl")}
    assert ends == {"system", kept, subject}
    text = made.path.read_bytes()
    assert other.encode() not in text
    assert len([name for name in unpacked(made.path) if name.startswith("definitions/")]) == 1
    manifest = json.loads(unpacked(made.path)["manifest.json"])
    assert (manifest["scope"], manifest["personal"], manifest["salt"]) == ("cases", False, "")


def test_nothing_personal_is_in_it_unless_it_was_asked_for(desk, tmp_path):
    """Fails when a seal, or what it holds, is given: neither the value nor its ciphertext leaves the house."""
    opened(desk)
    desk.ask(Note("Zoubida attend dehors"))
    sealed = sealed_of(desk)
    made = take(desk, Wanted((desk.case,)), tmp_path / "preuve.zip")
    every = b"".join(unpacked(made.path).values())
    for each in lines(made.path, "events.jsonl"):
        every += worlds.base64.b64decode(each["event"])
    assert b"Zoubida" not in every
    assert sealed not in every
    assert worlds.b64(sealed).encode() not in every
    assert "personal.jsonl" not in unpacked(made.path)


def test_personal_values_are_given_by_right_with_a_reason_and_leave_a_trace(desk, tmp_path):
    opened(desk)
    desk.ask(Note("Zoubida attend dehors"))
    wanted = Wanted((desk.case,), personal=True, reason="réquisition n° 12")
    made = take(desk, wanted, tmp_path / "preuve.zip", SUPERVISOR)
    values = [value for each in lines(made.path, "personal.jsonl") for value in each["values"].values()]
    assert "Zoubida attend dehors" in values
    assert made.verdict == "intact"
    ended, told = verified(made.path, "--code", made.code)
    assert ended == 0
    assert any("personnelles" in remark for remark in told["remarks"])
    sights = desk.house.store.read(lambda reading: list(reading.sights("", "9")))
    assert [(each.act, each.denied) for each in sights if each.act.startswith("audit.")] == [
        ("audit.export_personal", False)
    ]
    assert desk.case in sights[-1].seen
    event = next(event for event in desk.history("system") if event.kind == "exported")
    assert (event.body["personal"], event.actor) == (True, "omar")
    assert desk.private(event.sequence, "system") == {"reason": "réquisition n° 12"}
    assert "Zoubida" not in str(event.body)
    # Without the secret in the bundle, the hash that stays in the log could be tried on guessed values.
    assert len(json.loads(unpacked(made.path)["manifest.json"])["salt"]) == 64


@pytest.mark.parametrize(
    ("wanted", "actor", "refusal"),
    [
        (Wanted(whole=True), Actor("amina", "agent", COMMUNE), NotAllowed),
        (Wanted(whole=True), SUPERVISOR, NotAllowed),
        (Wanted(process="naissance"), Actor("e", "editor", "*"), NotAllowed),
        (Wanted(("CASE",)), Actor("a", "admin", "*"), NotAllowed),
        (Wanted(("CASE",), personal=True, reason="r"), AUDITOR, NotAllowed),
        (Wanted(("CASE",), personal=True, reason="r"), Actor("amina", "agent", COMMUNE), NotAllowed),
        (Wanted(("CASE",), personal=True, reason="r"), Actor("b", "supervisor", "tiznit"), CaseNotFound),
        (Wanted(("D-0000-0000",)), AUDITOR, CaseNotFound),
        (Wanted(("CASE",), personal=True, reason=" "), SUPERVISOR, UsageError),
        (Wanted(whole=True, personal=True, reason="r"), SUPERVISOR, UsageError),
        (Wanted(process="naissance", personal=True, reason="r"), SUPERVISOR, UsageError),
        (Wanted(("CASE",) * 21, personal=True, reason="r"), SUPERVISOR, UsageError),
        (Wanted(process="pension_vieillesse"), AUDITOR, UsageError),
    ],
)
def test_who_may_not_takes_nothing(wanted, actor, refusal, desk, tmp_path):
    """No file, no event; and whoever was refused by right leaves a line in the log of reads."""
    opened(desk)
    named = tuple(desk.case if each == "CASE" else each for each in wanted.cases)
    wanted = Wanted(named, wanted.process, wanted.whole, wanted.personal, wanted.reason)
    with pytest.raises(refusal):
        take(desk, wanted, tmp_path / "preuve.zip", actor)
    assert list(tmp_path.glob("*.zip")) == []
    assert "exported" not in desk.kinds("system")
    denied = [each for each in desk.house.store.read(lambda reading: list(reading.sights("", "9"))) if each.denied]
    assert len(denied) == (0 if refusal is UsageError else 1)


def test_a_protected_case_leaves_by_right_alone(desk, tmp_path):
    """An auditor may; a list by pathway passes over it for whoever may not, and its name is a name nobody has."""
    desk.actor = SUPERVISOR
    case = opened(desk, "protection")
    made = take(desk, Wanted((case,)), tmp_path / "a.zip")
    assert made.cases == 1
    wanted = Wanted((case,), personal=True, reason="r")
    with pytest.raises(CaseNotFound):
        take(desk, wanted, tmp_path / "b.zip", Actor("b", "supervisor", "tiznit"))
    assert take(desk, wanted, tmp_path / "b.zip", SUPERVISOR).verdict == "intact"


def test_a_file_that_is_there_is_never_replaced(desk, tmp_path):
    opened(desk)
    path = tmp_path / "preuve.zip"
    path.write_bytes(b"precieux")
    with pytest.raises(UsageError):
        take(desk, Wanted((desk.case,)), path)
    assert path.read_bytes() == b"precieux"
    assert "exported" not in desk.kinds("system")


def test_a_damaged_history_is_exported_as_it_is_and_said_altered(desk, tmp_path):
    """The bundle is evidence of what was found: the case and the step are named."""
    opened(desk)
    desk.set(lieu_accouchement="domicile")
    link = sqlite3.connect(desk.url.removeprefix("sqlite:///"))
    for (trigger,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        link.execute(f"DROP TRIGGER {trigger}")
    row = link.execute("SELECT id FROM streams WHERE name = ?", (desk.case,)).fetchone()[0]
    link.execute(
        "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'domicile', 'clinique') AS BLOB)"
        " WHERE stream = ? AND sequence = 2",
        (row,),
    )
    link.commit()
    link.close()
    made = take(desk, Wanted((desk.case,)), tmp_path / "preuve.zip")
    assert made.verdict == "altered"
    ended, told = verified(made.path, "--code", made.code)
    assert ended == 4
    assert (desk.case, 2) in {(each["case"], each["sequence"]) for each in told["findings"]}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 33])
def test_the_proofs_are_those_of_the_definition(size):
    leaves = [worlds.leaf(bytes([number])) for number in range(size)]
    proofs = Proofs(leaves)
    for index in range(size):
        assert list(proofs.inclusion(index, size)) == worlds.inclusion(index, leaves)
        assert list(proofs.inclusion(0, index + 1)) == worlds.inclusion(0, leaves[: index + 1])
        assert list(proofs.consistency(index + 1, size)) == worlds.consistency(index + 1, leaves)


def test_the_same_log_gives_the_same_bytes_but_for_what_it_adds(desk, tmp_path):
    """Files stored, dated of the first day, in the order of their names: only what the log recorded since differs."""
    opened(desk)
    one = take(desk, Wanted((desk.case,)), tmp_path / "a.zip")
    two = take(desk, Wanted((desk.case,)), tmp_path / "b.zip")
    first, second = unpacked(one.path), unpacked(two.path)
    differing = {name for name in first if first[name] != second[name]}
    assert first.keys() == second.keys()
    assert differing == {"checkpoints.jsonl", "events.jsonl", "manifest.json", "streams.jsonl"}
