"""The master key replaced at the command line: in place or elsewhere, cut and gone on with, and said in clear words."""

import shutil

import pytest

from engine.vault.keys import create_key_file
from tests.commands.conftest import flat


@pytest.fixture
def keys(baom):
    return baom.folder / "cle"


def test_the_new_key_takes_the_place_of_the_old_one_which_is_kept(baom, keys):
    case = baom.open()
    old = (keys / "baom.key").read_bytes()
    done = baom.json("db", "rotate-key")
    assert (keys / "baom.key").read_bytes() != old
    assert (keys / f"baom.key.{done['before']}").read_bytes() == old
    assert not (keys / "baom.key.new").exists()
    assert baom.json("case", "show", case)["case"] == case
    assert baom.json("db", "check")["verdict"] == "intact"
    told = baom("case", "show", case, "--key-file", str(keys / f"baom.key.{done['before']}"), code=5)
    assert f"scellée par la clé {done['after']}" in flat(told.stderr)


def test_cut_before_the_database_was_touched_it_is_as_it_was(baom, keys):
    """A new key was drawn and nothing more: it is the one that the next try puts to work."""
    drawn = create_key_file(keys / "baom.key.new")
    assert baom.json("db", "check")["verdict"] == "intact"
    assert baom.json("db", "rotate-key")["after"] == drawn.key_id


def test_cut_between_the_database_and_the_file_it_is_gone_on_with(baom, keys):
    """The one moment when the file in place is the old key: told in words, and mended by the same command."""
    case = baom.open()
    shutil.copyfile(keys / "baom.key", keys / "ancienne")
    baom("db", "rotate-key")
    (keys / "baom.key").rename(keys / "baom.key.new")
    shutil.copyfile(keys / "ancienne", keys / "baom.key")
    (keys / "baom.key").chmod(0o600)
    told = baom("case", "show", case, code=5)
    assert "baom db rotate-key" in flat(told.stderr)
    assert "--unattended" in flat(baom("db", "rotate-key", code=5).stderr)
    assert baom.json("db", "rotate-key", "--unattended")["keys"] == 0
    baom("case", "show", case)


def test_a_new_key_named_elsewhere_leaves_the_old_file_alone(baom, keys):
    case = baom.open()
    old = (keys / "baom.key").read_bytes()
    shown = flat(baom("db", "rotate-key", "--new-key-file", str(keys / "neuve")).output)
    assert "BAOM_MASTER_KEY" in shown
    assert (keys / "baom.key").read_bytes() == old
    baom("case", "show", case, code=5)
    shutil.move(keys / "neuve", keys / "baom.key")
    baom("case", "show", case)
    same = baom("db", "rotate-key", "--new-key-file", str(keys / "baom.key"), code=2)
    assert "déjà en service" in flat(same.stderr)


def test_a_key_of_the_environment_has_no_file_to_replace(baom, keys, monkeypatch):
    secret = (keys / "baom.key").read_text(encoding="ascii").strip()
    monkeypatch.setenv("BAOM_MASTER_KEY", secret)
    told = baom("db", "rotate-key", code=2)
    assert "--new-key-file" in flat(told.stderr)
    assert baom.json("db", "rotate-key", "--new-key-file", str(keys / "neuve"))["keys"] > 0


def test_neither_key_of_this_database_changes_nothing(baom, keys):
    (keys / "baom.key").unlink()
    create_key_file(keys / "baom.key")
    told = baom("db", "rotate-key", "--unattended", code=5)
    assert "Rien n'a été changé" in flat(told.stderr)


def test_a_lost_key_is_told_from_a_wrong_one(baom, keys):
    """« Not found » for a key that is lost, both names for a wrong one; never « altered »."""
    case = baom.open()
    (keys / "baom.key").rename(keys / "perdue")
    assert "introuvable" in flat(baom("case", "show", case, code=5).stderr)
    create_key_file(keys / "baom.key")
    assert "scellée par la clé" in flat(baom("case", "show", case, code=5).stderr)
    shutil.copyfile(keys / "perdue", keys / "baom.key")
    baom("case", "show", case)


def test_a_backup_of_before_a_change_of_key_is_restored_by_the_older_key_kept_beside(baom, keys):
    """Fails when only the present key is tried: every backup would be lost on the day the key is changed."""
    case = baom.open()
    baom("db", "backup", "avant.db")
    before = baom.json("db", "rotate-key")["before"]
    told = flat(baom("db", "restore", "avant.db", "--accept-loss").output)
    assert f"l'ancienne clé {before}" in told
    assert baom.json("case", "show", case)["case"] == case
    assert baom.json("db", "check")["verdict"] == "intact"


def test_without_that_key_what_is_missing_is_named_and_nothing_is_changed(baom, keys):
    baom.open()
    baom("db", "backup", "avant.db")
    before = baom.json("db", "rotate-key")["before"]
    (keys / f"baom.key.{before}").rename(keys / "coffre")
    told = flat(baom("db", "restore", "avant.db", "--accept-loss", code=5).stderr)
    assert f"scellée par la clé {before}" in told
    assert f"baom.key.{before}" in told
    assert "sa copie" in told
    assert baom.json("db", "check")["verdict"] == "intact"
