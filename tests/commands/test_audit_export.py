"""`baom audit export`: an auditor takes histories away, and verifies them with nothing of ours but one file."""

import json
import subprocess
import sys
import zipfile

import pytest

from tests.commands.conftest import flat


@pytest.fixture
def case(baom):
    return baom.open("--set", "lieu_accouchement=domicile")


def verified(folder, *words):
    """What the program from the bundle says, in an empty folder and environment: exit code, and words."""
    empty = folder / "ailleurs"
    empty.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "preuve.zip") as bundle:
        (empty / "verify_bundle.py").write_bytes(bundle.read("verify_bundle.py"))
    (empty / "preuve.zip").write_bytes((folder / "preuve.zip").read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify_bundle.py", "preuve.zip", *words],
        cwd=empty,
        env={"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_auditor_takes_a_case_away_and_verifies_it_with_the_code_on_paper(baom, case):
    """The sheet is printed first, the bundle taken later: the older code vouches for what was there."""
    paper = baom.json("audit", "checkpoint", "--as", "auditor")
    baom("case", "note", case, "Vu au guichet")
    path = baom.folder / "preuve.zip"
    made = baom.json("audit", "export", str(path), "--case", case, "--as", "auditor")
    assert (made["verdict"], made["cases"], made["personal"]) == ("intact", 1, False)
    ended, words = verified(baom.folder, "--code", paper["code"])
    assert (ended, words.splitlines()[0]) == (0, f"INTACT, jusqu'à l'événement n° {paper['events']} du journal.")
    ended, words = verified(baom.folder, "--code", made["code"], "--json")
    assert (ended, json.loads(words)["vouched_to"]) == (0, made["size"])
    ended, words = verified(baom.folder, "--lang", "ar")
    assert (ended, words[:9]) == (6, "غير مكتمل")


def test_the_screen_gives_the_code_the_key_and_how_to_verify(baom, case):
    told = flat(
        baom("audit", "export", str(baom.folder / "preuve.zip"), "--case", case.lower(), "--as", "auditor").output
    )
    assert "Exporté et vérifié" in told
    assert "Code, à garder sur papier" in told
    assert "python3 sorti/verify_bundle.py preuve.zip --code" in told


def test_one_altered_byte_is_named_by_case_and_step(baom, case):
    """As somebody would alter it: the archive made again with another tool's help, every sum right."""
    path = baom.folder / "preuve.zip"
    made = baom.json("audit", "export", str(path), "--case", case, "--as", "auditor")
    with zipfile.ZipFile(path) as bundle:
        contents = {name: bundle.read(name) for name in bundle.namelist()}
    from engine.evidence.writing import ArchiveWriter
    from tests.evidence.worlds import b64, base64

    lines = [json.loads(line) for line in contents["events.jsonl"].splitlines()]
    opened = next(each for each in lines if each["stream"] == case)
    opened["event"] = b64(base64.b64decode(opened["event"]).replace(b"domicile", b"clinique"))
    contents["events.jsonl"] = b"".join(json.dumps(each).encode() + b"\n" for each in lines)
    with path.open("w+b") as file, ArchiveWriter(file) as archive:
        for name, data in sorted(contents.items()):
            archive.add(name, [data])
    ended, words = verified(baom.folder, "--code", made["code"])
    assert (ended, words.splitlines()[0][:6]) == (4, "ALTÉRÉ")
    assert f"{case} n° 1 :" in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "d'une seule façon"),
        (("--all", "--process", "naissance"), "d'une seule façon"),
        (("--process", "inconnu"), "Aucun dossier du parcours"),
        (("--case", "D-0000-0000"), "n'est accessible ici"),
        (("--all", "--as", "supervisor"), "n'a pas ce droit"),
        (("--all", "--as", "agent@tiznit"), "n'a pas ce droit"),
        (("--case", "CASE", "--personal", "--reason", "Plainte", "--as", "auditor"), "n'a pas ce droit"),
        (("--case", "CASE", "--personal", "--reason", "Plainte", "--as", "supervisor@agadir"), "n'est accessible ici"),
        (("--case", "CASE", "--personal", "--as", "supervisor"), "dit pourquoi"),
        (("--all", "--personal", "--reason", "Plainte", "--as", "supervisor"), "dossiers nommés"),
    ],
)
def test_what_may_not_be_exported_leaves_no_file(words, said, baom, case):
    asked = [case if word == "CASE" else word for word in words]
    if "--as" not in asked:
        asked += ["--as", "auditor"]
    path = baom.folder / "preuve.zip"
    assert said in flat(baom("audit", "export", str(path), *asked, code=2).stderr)
    assert not path.exists()


def test_a_file_that_is_there_or_a_place_that_isn_t_is_told(baom, case):
    path = baom.folder / "preuve.zip"
    path.write_bytes(b"precieux")
    assert "existe déjà" in flat(baom("audit", "export", str(path), "--case", case, "--as", "auditor", code=2).stderr)
    assert path.read_bytes() == b"precieux"
    nowhere = str(baom.folder / "absent" / "preuve.zip")
    assert "ne peut pas être écrit" in flat(
        baom("audit", "export", nowhere, "--case", case, "--as", "auditor", code=5).stderr
    )
