"""What the verifier reckons by itself, held against other libraries and against the texts that define it."""

import ast
import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evidence import verify_bundle as verifier
from engine.evidence.verify_bundle import PublicKey, Tree, is_beginning, is_included
from tests.evidence.worlds import code, consistency, inclusion, key_of, leaf, public, root, small_world

VERIFIER = Path(verifier.__file__)

RFC_8032 = [
    # section 7.1: TEST 1, 2, 3, and SHA(abc)
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
            "655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
            "b00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
            "c027beceea1ec40a"
        ),
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
            "d9bef1177331a704"
        ),
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_signatures_of_the_rfc_are_verified(key, message, signature):
    known = PublicKey(bytes.fromhex(key))
    assert known.signed(bytes.fromhex(message), bytes.fromhex(signature))
    assert not known.signed(bytes.fromhex(message) + b"x", bytes.fromhex(signature))


def accepted(key: bytes, message: bytes, signature: bytes) -> bool:
    """What `cryptography` says."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
def test_a_signature_is_judged_as_cryptography_judges_it(seed, message, bit):
    """Right ones, and the same with one bit turned over. Fails when the bytes of R aren't compared."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key.sign(message)
    turned = bytearray(signature)
    turned[bit // 8] ^= 1 << bit % 8
    known = PublicKey(public(key))
    assert known.signed(message, signature)
    assert known.signed(message, bytes(turned)) is accepted(public(key), message, bytes(turned)) is False


def test_a_signature_has_one_writing_alone():
    """Fails without the bound on s: s + L verifies as well as s, and two bundles would differ and both be right."""
    key = key_of(7)
    signature = key.sign(b"etape")
    doubled = signature[:32] + (int.from_bytes(signature[32:], "little") + verifier.L).to_bytes(32, "little")
    assert not PublicKey(public(key)).signed(b"etape", doubled)
    assert not PublicKey(public(key)).signed(b"etape", signature + b"\x00")
    assert not PublicKey(public(key)).signed(b"etape", signature[:-1])


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param(b"\x01" + bytes(31), id="the neutral point, under which anything can be signed"),
        pytest.param(bytes(32), id="a point of order 4"),
        pytest.param(b"\xec" + b"\xff" * 30 + b"\x7f", id="a point of order 2"),
        pytest.param(b"\xee" + b"\xff" * 30 + b"\x7f", id="the neutral point, written beyond the modulus"),
        pytest.param(b"\x01" + bytes(30) + b"\x80", id="x is 0 and its sign 1"),
        pytest.param(b"\x02" + bytes(31), id="no point of the curve"),
        pytest.param(b"\x00" * 31, id="31 bytes"),
    ],
)
def test_what_is_no_public_key_is_refused(encoded):
    with pytest.raises(ValueError, match="not a public key"):
        PublicKey(encoded)


@pytest.mark.parametrize("size", range(1, 20))
def test_roots_and_proofs_are_those_of_the_definitions(size):
    """Each leaf of each small tree, each beginning; and none of them once anything is changed."""
    leaves = [leaf(bytes([number])) for number in range(size)]
    top = root(leaves)
    tree = Tree()
    for each in leaves:
        tree.push(each)
    assert tree.root() == top
    for index, each in enumerate(leaves):
        proof = inclusion(index, leaves)
        assert is_included(index, size, each, proof, top)
        assert not is_included(index, size, leaf(b"other"), proof, top)
        assert not is_included(index, size, each, [*proof, top], top)
        assert not is_included(size + index, size, each, proof, top)
        assert not any(is_included(other, size, each, proof, top) for other in range(size) if other != index)
        assert not proof or not is_included(index, size, each, proof[:-1], top)
    for first in range(1, size + 1):
        proof, start = consistency(first, leaves), root(leaves[:first])
        assert is_beginning(first, size, start, top, proof)
        assert not is_beginning(first, size, leaf(b"other"), top, proof)
        assert not is_beginning(first, size, start, leaf(b"other"), proof)
        assert not is_beginning(first, size, start, top, [*proof, top])
        assert first == size or not is_beginning(first, size, start, top, proof[:-1])
    assert not is_beginning(0, size, root([]), top, [])
    assert not is_beginning(size + 1, size, top, top, [])


def test_the_known_roots_of_the_certificate_transparency_tests_are_found():
    """The seven leaves of the reference tests of RFC 6962, and the roots that its implementations agree upon."""
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    tree = Tree()
    for each in leaves:
        tree.push(leaf(bytes.fromhex(each)))
        assert tree.root().hex() == roots.get(tree.size, tree.root().hex())


def test_a_checkpoint_is_read_and_its_code_is_that_of_the_paper():
    world = small_world()
    note = world.note()
    read = verifier.checkpoint_of(note, world.log_id)
    assert (read.size, read.root) == (len(world.steps), root(world.leaves()))
    assert read.signed_by(PublicKey(public(world.key)))
    assert not read.signed_by(PublicKey(public(key_of(2))))
    assert read.code == code(note)
    assert verifier.code_of(f" {read.code[:5].lower()}-{read.code[5:]} ") == read.code


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note[:-1],
        lambda note: note + "\n",
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note.replace("—", "-"),
        lambda note: note.replace("baom/", "autre/"),
        lambda note: re.sub(r"\n(\d+)\n", r"\n0\1\n", note),
        lambda note: note.replace("=\n", "\n"),
        lambda note: note.replace("=\n", "==\n"),
        lambda note: note.replace("\n", "\r\n"),
        lambda note: "",
    ],
)
def test_a_checkpoint_has_one_writing_alone(change):
    world = small_world()
    changed = change(world.note())
    assert changed != world.note()
    with pytest.raises(ValueError, match=r"."):
        verifier.checkpoint_of(changed, world.log_id)


def test_base64_has_one_writing_alone():
    """Fails when what is read isn't written again: « AB== » and « AA== » are the same byte for a lenient reader."""
    assert verifier.bytes_of("AA==") == b"\x00"
    assert base64.b64decode("AB==") == b"\x00"
    for strange in ("AB==", "AA", "AA==\n", "A A=", "é", 1, None):
        with pytest.raises(ValueError, match=r"."):
            verifier.bytes_of(strange)


def test_the_verifier_needs_nothing_but_python():
    """Every import is of the standard library, and none of them could open a socket or a process."""
    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 8))
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            named.add((node.module or "").split(".")[0])
    assert named <= set(sys.stdlib_module_names)
    assert not named & {"socket", "subprocess", "urllib", "http", "ctypes", "pickle", "shelve", "zipfile"}


def pythons() -> list[str]:
    """Every Python from 3.8 on that this machine has: the one of the tests at least."""
    found = {sys.executable}
    for version in range(8, 15):
        for folder in [
            *os.environ.get("PATH", "").split(os.pathsep),
            *map(str, Path.home().glob(".pyenv/versions/*/bin")),
        ]:
            path = Path(folder) / f"python3.{version}"
            if path.is_file() and "shims" not in folder:
                found.add(str(path))
                break
    return sorted(found)


@pytest.mark.parametrize("python", pythons(), ids=lambda path: Path(path).name)
def test_a_bare_python_in_an_empty_folder_verifies_a_bundle(python, tmp_path):
    """No site, no environment, no package, nothing around: as on the auditor's own computer."""
    world = small_world()
    parts = world.export(["D-1", "D-2"])
    parts.save(tmp_path / "preuve.zip")
    (tmp_path / "verify_bundle.py").write_bytes(VERIFIER.read_bytes())
    done = subprocess.run(
        [python, "-I", "-S", "verify_bundle.py", "preuve.zip", "--code", code(world.note())],
        cwd=tmp_path,
        env={},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"INTACT")
