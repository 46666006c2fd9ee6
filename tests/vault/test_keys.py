"""The master key: made once, read with care, never shown."""

import base64
import os

import pytest

from engine.errors import EnvironmentUnusable
from engine.vault.keys import VARIABLE, MasterKey, create_key_file, find_master_key, read_key_file

on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cles" / "baom.key"


def test_a_key_written_is_read_back(path):
    key = create_key_file(path)
    assert read_key_file(path) == key


def test_two_keys_differ_and_so_do_their_names(tmp_path):
    one, two = create_key_file(tmp_path / "a"), create_key_file(tmp_path / "b")
    assert one.secret != two.secret
    assert one.key_id != two.key_id


def test_a_key_is_never_overwritten(path):
    key = create_key_file(path)
    with pytest.raises(EnvironmentUnusable, match="jamais remplacé"):
        create_key_file(path)
    assert read_key_file(path) == key


@on_posix
def test_the_file_is_readable_by_its_owner_only(path):
    create_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600


@on_posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(path, mode):
    create_key_file(path)
    path.chmod(mode)
    with pytest.raises(EnvironmentUnusable, match="lisible par d'autres"):
        read_key_file(path)


def test_an_absent_key_says_where_it_was_looked_for(path):
    with pytest.raises(EnvironmentUnusable, match="introuvable") as caught:
        read_key_file(path)
    assert str(path) in caught.value.message
    assert VARIABLE in caught.value.remedy


@pytest.mark.parametrize("text", ["", "secret", "é" * 32, base64.b64encode(b"x" * 31).decode(), "0" * 63])
def test_a_text_that_is_no_key_is_refused_without_being_shown(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(EnvironmentUnusable, match="ne contient pas une clé") as caught:
        read_key_file(path)
    assert not text or text not in caught.value.message


def test_the_environment_comes_before_the_file(path):
    create_key_file(path)
    secret = bytes(range(32))
    assert find_master_key(path, {VARIABLE: secret.hex()}).secret == secret
    assert find_master_key(path, {VARIABLE: base64.b64encode(secret).decode()}).secret == secret
    assert find_master_key(path, {}) == read_key_file(path)


def test_a_key_is_not_shown_by_its_representation():
    secret = b"k" * 32
    assert "kkkk" not in repr(MasterKey(secret))
    assert MasterKey(secret).key_id not in secret.hex()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentUnusable, match="ne peut pas être créé"):
        create_key_file(tmp_path / "fichier" / "baom.key")
