"""A checkpoint: signed, kept elsewhere, never contradicted by the next one; and what a verdict owes to it."""

import io
import json
import os
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from engine.app.checkpoints import Checkpoint, take_checkpoint
from engine.app.verifying import Outside, verify
from engine.core.events import Actor
from engine.errors import BrokenHistory, EnvironmentUnusable, NotAllowed, UsageError
from engine.store.connect import reach
from engine.store.journal import QUICK
from engine.vault.notes import read_note
from tests.app.desk import COMMUNE, Desk, desk_vault, open_desk
from tests.behind import past_triggers

VAULT = desk_vault()
ADMIN = Actor("admin", "admin", COMMUNE)


@pytest.fixture
def heads(tmp_path) -> Path:
    return tmp_path / "cle" / "baom.heads"


@pytest.fixture
def take(heads):
    heads.parent.mkdir()

    def taken(desk: Desk, actor: Actor = ADMIN) -> Checkpoint:
        return take_checkpoint(desk.house, VAULT.signing, heads, actor)

    return taken


def checked(desk: Desk, *taken: Checkpoint, **more):
    return verify(desk.url, VAULT, Outside(tuple((str(each.head.size), each.note) for each in taken), **more))


def again(desk: Desk, known) -> Desk:
    """The same database, as another process would open it."""
    return open_desk(desk.url, known)


def put_back(desk: Desk, copy: Path) -> None:
    """Put a copy of the file in its place, as somebody who has the disk would."""
    path = reach(desk.url).path
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(copy, path)


def live(desk: Desk) -> None:
    desk.open("famille", fields={"prenom": "Awa", "age": 9})


def test_a_checkpoint_vouches_for_what_came_before_it(any_family, take):
    family = any_family
    """Fails when the tree isn't that of the events in their order, or the note isn't signed by the log's key."""
    live(family)
    first = take(family)
    live(family)
    second = take(family)
    assert read_note(first.note).signed_by(VAULT.signing.public)
    report = checked(family, first, second)
    assert (report.verdict, report.vouched) == ("intact", (second.head.size, str(second.head.size), 0))
    assert checked(family, first).vouched.size == first.head.size < second.head.size < report.events
    assert checked(family).vouched is None


def test_a_code_alone_vouches_as_much(family, take):
    live(family)
    taken = take(family)
    live(family)
    report = checked(family, codes=(taken.code.lower(),), public_key=VAULT.signing.public.upper())
    assert (report.verdict, report.vouched) == ("intact", (taken.head.size, taken.code, 0))


def test_a_code_that_nothing_has_is_no_intact_history(family, take):
    """Fails when a code not found is passed over."""
    report = checked(family, codes=("0" * 26,))
    assert (report.verdict, [each.kind for each in report.findings]) == ("incomplete", ["missing"])


def test_what_the_event_says_is_what_was_signed(family, take):
    live(family)
    taken = take(family)
    event = family.history("system")[-1]
    assert (event.kind, event.actor, event.body["size"]) == ("checkpointed", "admin", taken.head.size)
    assert event.body["root"] == taken.head.root.hex()
    assert event.body["signature"] == read_note(taken.note).signatures[0][2].hex()
    assert event.body["reads"] == family.house.store.read(lambda reading: reading.reads_head()).size


def test_an_old_copy_signs_nothing_that_contradicts_what_was_given(family, referentials, tmp_path, take):
    """The copy has forgotten the checkpoint; what stands beside the key hasn't.

    Fails when the database alone is asked.
    """
    live(family)
    family.house.store.close()
    shutil.copyfile(reach(family.url).path, tmp_path / "ancienne.db")
    desk = again(family, referentials)
    live(desk)
    take(desk)
    desk.house.store.close()
    put_back(desk, tmp_path / "ancienne.db")
    desk = again(family, referentials)
    for _ in range(3):
        # Shorter than what was signed, then longer and not the same.
        with pytest.raises(BrokenHistory, match="rien n'est signé"):
            take(desk)
        live(desk)
    desk.house.store.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")
def test_the_memory_of_the_last_heads_is_its_owners_alone(family, take, heads):
    """Fails when it is made with the rights that files usually have."""
    live(family)
    take(family)
    assert heads.stat().st_mode & 0o777 == 0o600


def test_a_past_that_was_changed_is_not_signed(family, referentials, take):
    """Fails when the head is signed without looking at the last one."""
    live(family)
    take(family)
    for _ in range(QUICK):
        # Out of sight of the check at each opening.
        live(family)
    family.house.store.close()
    edited = 'CAST(replace(bytes, \'"role":"\', \'"role":"x\') AS BLOB)'
    with past_triggers(reach(family.url).path) as link:
        link.execute(f"UPDATE events SET bytes = {edited} WHERE position = 1")
        assert link.total_changes == 1
    desk = again(family, referentials)
    with pytest.raises(BrokenHistory, match="rien n'est signé"):
        take(desk)
    desk.house.store.close()


def test_the_memory_of_the_last_heads_is_not_taken_on_trust(family, take, heads):
    """Fails when a memory that can't be read, or that the key never signed, passes for none."""
    live(family)
    take(family)
    kept = json.loads(heads.read_text(encoding="utf-8"))
    (name,) = kept
    for text in ("{", "[]", json.dumps({name: "rien"}), json.dumps({name: kept[name].replace("\n", "\n1", 1)})):
        heads.write_text(text, encoding="utf-8")
        before = len(family.history("system"))
        with pytest.raises(EnvironmentUnusable, match="derniers points de contrôle"):
            take(family)
        assert len(family.history("system")) == before


@pytest.mark.parametrize("role", ["agent", "supervisor", "editor"])
def test_not_everybody_signs_for_the_log(family, take, role, heads):
    with pytest.raises(NotAllowed):
        take(family, Actor("x", role, COMMUNE))
    assert not heads.exists()


def test_what_is_no_checkpoint_no_code_or_no_key_is_refused_with_words(family):
    for outside in (Outside((("a", "b"),)), Outside(codes=("AB",))):
        with pytest.raises(UsageError):
            verify(family.url, VAULT, outside)
    with pytest.raises(EnvironmentUnusable, match="clé publique"):
        verify(family.url, VAULT, Outside(public_key="0"))


def test_the_page_is_the_same_each_time_and_says_it_in_two_languages(family, take):
    live(family)
    taken = take(family)
    page = taken.pdf(watermark=True)
    assert page == taken.pdf(watermark=True)
    told = PdfReader(io.BytesIO(page)).pages[0].extract_text()
    assert taken.code in told
    assert "Point de contrôle" in told
    assert "FICTIF" in told
    for line in (taken.public_key[:16], taken.public_key[48:], taken.head.log_id[:16]):
        assert line in told
