"""The signing key: made once, apart from the master key; its signatures, and what they are worth elsewhere."""

import base64
import os

import pytest

from engine.errors import EnvironmentUnusable
from engine.vault.signing import VARIABLE, SigningKey, create_signing_file, find_signing_key, public_key

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
EMPTY_SIGNED = (
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def test_it_signs_as_rfc_8032_says():
    """Its first test vector. Fails when what is signed is hashed before, or the seed expanded otherwise."""
    key = SigningKey(SEED)
    assert (key.public, key.sign(b"").hex()) == (PUBLIC, EMPTY_SIGNED)
    assert public_key(PUBLIC)(bytes.fromhex(EMPTY_SIGNED), b"")


def test_another_message_another_key_or_a_changed_signature_is_refused():
    """Fails when the answer of the library is dropped."""
    key, other = SigningKey(SEED), SigningKey(bytes(32))
    signature = key.sign(b"a")
    signed = public_key(key.public)
    assert signed(signature, b"a")
    assert not signed(signature, b"b")
    assert not signed(signature[:-1] + bytes([signature[-1] ^ 1]), b"a")
    assert not signed(signature[:-1], b"a")
    assert not signed(b"", b"a")
    assert not public_key(other.public)(signature, b"a")


def test_a_key_is_made_once_and_found_again(tmp_path):
    path = tmp_path / "cles" / "baom.sign"
    assert find_signing_key(path, {}) is None
    made = create_signing_file(path)
    assert find_signing_key(path, {}).public == made.public
    with pytest.raises(EnvironmentUnusable, match="jamais remplacé"):
        create_signing_file(path)
    assert find_signing_key(path, {}).public == made.public


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")
def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "baom.sign"
    create_signing_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(EnvironmentUnusable, match="lisible par d'autres"):
        find_signing_key(path, {})


@pytest.mark.parametrize("word", [SEED.hex(), base64.b64encode(SEED).decode()])
def test_the_environment_comes_before_the_file(tmp_path, word):
    create_signing_file(tmp_path / "baom.sign")
    assert find_signing_key(tmp_path / "baom.sign", {VARIABLE: word}).public == PUBLIC


@pytest.mark.parametrize("word", ["", "7" * 63, "é" * 64, "7" * 66])
def test_what_is_no_public_key_is_refused_with_words(word):
    with pytest.raises(EnvironmentUnusable, match="clé publique"):
        public_key(word)
