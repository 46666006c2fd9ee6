"""`baom case attach`, `attachments`, `attachment`: as an agent types them, with the files that people bring."""

import os
import socket
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.commands.conftest import flat
from tests.scans.samples import SECRET, letter, photograph, saved, screenshot

PAPER = "passeport_mere"


@pytest.fixture
def case(baom):
    return baom.open("--set", "date_naissance=2026-11-01", "--set", "lieu_accouchement=domicile")


@pytest.fixture
def bring(baom):
    """Puts a file into the folder where the agent works."""

    def put(content, name="scan.jpg"):
        (baom.folder / name).write_bytes(content)
        return name

    return put


def scans(baom, case):
    return baom.json("case", "attachments", case)["attachments"]


def test_a_scan_is_joined_listed_and_opened(baom, case, bring):
    answer = baom.json("case", "attach", case, PAPER, bring(photograph()))
    (event,) = answer["events"]
    assert event["kind"] == "attached"
    assert event["body"]["documents"][PAPER]["status"] == "received"
    (scan,) = scans(baom, case)
    assert (scan["document"], scan["media"], scan["there"], scan["undone"]) == (PAPER, "image/jpeg", True, False)
    opened = baom.json("case", "attachment", case, scan["id"], "--out", "lu.jpg")
    content = (baom.folder / "lu.jpg").read_bytes()
    assert opened["file"] == "lu.jpg"
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) == scan["size"]
    assert SECRET.encode() not in content


def test_what_became_of_the_paper_and_of_the_file_is_said(baom, case, bring):
    shown = flat(baom("case", "attach", case, PAPER, bring(photograph())).output)
    assert "Scan joint" in shown
    assert "reçue" in shown
    assert "Retiré du fichier : informations cachées" in shown
    again = flat(baom("case", "attach", case, PAPER, bring(screenshot())).output)
    assert "reçue" not in again


def test_a_paper_already_verified_stays_verified(baom, case, bring):
    baom("case", "document", case, f"{PAPER}=verified")
    baom("case", "attach", case, PAPER, bring(photograph()))
    assert baom.json("case", "show", case)["documents"][PAPER]["status"] == "verified"


def test_a_signature_that_does_not_survive_is_said(baom, case, bring):
    from tests.scans.test_pages import filled_form

    shown = flat(baom("case", "attach", case, PAPER, bring(filled_form(), "scan.pdf")).output)
    assert "garder aussi le fichier d'origine" in shown


def test_the_name_of_a_file_says_nothing_and_is_kept_nowhere(baom, case, bring):
    """A PDF named as an image, with the person's own name. Fails when the name tells the type, or is kept."""
    bring(saved(letter()), "Aminata Coulibaly.jpg")
    baom("case", "attach", case, PAPER, "Aminata Coulibaly.jpg")
    assert scans(baom, case)[0]["media"] == "application/pdf"
    for file in baom.folder.glob("baom.db*"):
        assert b"Coulibaly" not in file.read_bytes()


def test_nothing_of_a_scan_stands_in_clear_on_the_disk(baom, case, bring, tmp_path, monkeypatch):
    """Neither in the database, its log, nor a temporary file. Fails when the scan is stored before it is sealed."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    name = bring(saved(letter("Aminata Coulibaly")), "acte.pdf")
    baom("case", "attach", case, PAPER, name)
    (baom.folder / name).unlink()
    assert list(temporary.iterdir()) == []
    written = [path for path in baom.folder.rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert b"Coulibaly" not in path.read_bytes(), path
        assert b"%PDF" not in path.read_bytes(), path


@pytest.mark.parametrize("out", ["lu.jpg", None])
def test_an_opened_scan_is_its_readers_alone(baom, case, bring, out):
    """Fails when the file is made with the rights that the folder gives."""
    baom("case", "attach", case, PAPER, bring(photograph()))
    words = ["--out", out] if out else []
    file = baom.json("case", "attachment", case, scans(baom, case)[0]["id"], *words)["file"]
    if os.name == "posix":
        assert stat.S_IMODE((baom.folder / file).stat().st_mode) == 0o600
    assert case not in file
    assert PAPER not in file


def test_an_opened_scan_replaces_nothing(baom, case, bring):
    """Neither a file nor a link. Fails when the file is opened without O_EXCL."""
    name = bring(photograph())
    baom("case", "attach", case, PAPER, name)
    scan = scans(baom, case)[0]["id"]
    (baom.folder / "lien.jpg").symlink_to(baom.folder / "ailleurs.jpg")
    for out in (name, "lien.jpg", "."):
        before = (baom.folder / name).read_bytes()
        shown = flat(baom("case", "attachment", case, scan, "--out", out, code=2).output)
        assert "existe déjà" in shown
        assert (baom.folder / name).read_bytes() == before
    assert not (baom.folder / "ailleurs.jpg").exists()
    shown = flat(baom("case", "attachment", case, scan, "--out", "nulle/part.jpg", code=5).output)
    assert "ne peut pas être écrit" in shown


def reads(baom):
    with sqlite3.connect(baom.folder / "baom.db") as link:
        return [bytes(each).decode() for (each,) in link.execute("SELECT bytes FROM reads ORDER BY position")]


def test_each_look_at_a_scan_is_one_line_of_the_log_of_reads(baom, case, bring):
    """Fails when a scan is given back before the line is written, or without one."""
    baom("case", "attach", case, PAPER, bring(photograph()))
    scan = scans(baom, case)[0]["id"]
    before = len(reads(baom))
    baom("case", "attachment", case, scan, "--out", "lu.jpg")
    lines = [line for line in reads(baom)[before:] if scan in line]
    assert len(lines) == 1
    assert '"act":"case.read"' in lines[0]
    assert '"denied":false' in lines[0]


def test_a_scan_of_another_case_is_not_there(baom, case, bring):
    """The same answer as for a number that no scan has, and the try is noted."""
    baom("case", "attach", case, PAPER, bring(photograph()))
    scan = scans(baom, case)[0]["id"]
    other = baom.open()
    for asked in (scan, "A-0000-0000"):
        shown = flat(baom("case", "attachment", other, asked, "--out", "x.jpg", code=2).output)
        assert shown.replace(asked, "A") == flat(
            baom("case", "attachment", other, "A-1111-1111", "--out", "x.jpg", code=2).output
        ).replace("A-1111-1111", "A")
    assert not (baom.folder / "x.jpg").exists()
    assert sum('"denied":true' in line and other in line for line in reads(baom)) == 4


def test_the_same_file_under_the_same_key_is_joined_once(baom, case, bring):
    """Fails when a retry draws a new number for its scan and so becomes another demand."""
    name = bring(photograph())
    first = baom.json("case", "attach", case, PAPER, name, "--key", "k1")
    again = baom.json("case", "attach", case, PAPER, name, "--key", "k1")
    assert again["repeated"]
    assert again["events"] == first["events"]
    assert len(scans(baom, case)) == 1
    for other in ((PAPER, bring(screenshot(), "autre.png")), ("avis_naissance", name)):
        baom("case", "attach", case, *other, "--key", "k1", code=3)
    baom("case", "note", case, "autre chose", "--key", "k1", code=3)
    baom("case", "note", case, "note", "--key", "k2")
    baom("case", "attach", case, PAPER, name, "--key", "k2", code=3)
    with sqlite3.connect(baom.folder / "baom.db") as link:
        assert link.execute("SELECT count(*) FROM attachments").fetchone() == (1,)


def test_a_refused_scan_leaves_nothing_behind(baom, case, bring):
    """Refused by the rules before the file is looked at, or overtaken after."""
    name = bring(photograph())
    refused = baom.json("case", "attach", case, "permis_de_chasse", name, code=1)
    assert [each["code"] for each in refused["refused"]] == ["unknown_document"]
    baom("case", "attach", case, PAPER, name, "--expect", "9", code=3)
    baom("case", "attach", case, PAPER, name, "--key", "é", code=2)
    with sqlite3.connect(baom.folder / "baom.db") as link:
        assert link.execute("SELECT count(*) FROM attachments").fetchone() == (0,)


def test_a_wrong_file_is_refused_with_what_to_bring_instead(baom, case, bring):
    shown = flat(baom("case", "attach", case, PAPER, bring(b"PK\x03\x04 word", "acte.pdf"), code=1).output)
    assert "document de bureautique" in shown
    assert "Rien n'a été enregistré" in shown
    assert "nouveau PDF" in shown
    error = baom.json("case", "attach", case, PAPER, "acte.pdf", code=1)["error"]
    assert error["code"] == "scan_refused"


def test_a_scan_undone_is_said_so_and_stays_in_the_history(baom, case, bring):
    baom("case", "attach", case, PAPER, bring(photograph()))
    baom("case", "revert", case, "--reason", "Mauvais dossier.")
    (scan,) = scans(baom, case)
    assert scan["undone"]
    assert "annul" in flat(baom("case", "attachments", case).output)
    assert PAPER not in baom.json("case", "show", case)["documents"]


def test_a_scan_whose_event_never_came_is_swept_by_the_tick_of_another_day(baom, case, bring):
    """Fails when the tick leaves them: each interrupted upload would stay for ever, under nobody's eyes."""
    baom("case", "attach", case, PAPER, bring(photograph()))
    with sqlite3.connect(baom.folder / "baom.db") as link:
        link.execute(
            "INSERT INTO attachments SELECT 'A-0000-0000', \"case\", subject, sha256, size, media, made_at,"
            " NULL, sealed FROM attachments"
        )
    link.close()
    baom("tick")
    with sqlite3.connect(baom.folder / "baom.db") as link:
        assert link.execute("SELECT count(*) FROM attachments").fetchone() == (2,)
    baom("tick", now="2026-11-08")
    with sqlite3.connect(baom.folder / "baom.db") as link:
        assert link.execute("SELECT count(*) FROM attachments").fetchone() == (1,)
    assert len(scans(baom, case)) == 1
    baom("db", "check")


# ------------------------------------------------------------------------------------------ what is no ordinary file


def test_what_is_no_ordinary_file_is_refused_and_never_waited_for(baom, case, bring):
    """A link, a folder, a pipe, a socket, a device, nothing. Fails when the name is simply opened."""
    secret = baom.folder / "cle" / "baom.key"
    link, folder, pipe, plug = (baom.folder / name for name in ("lien.jpg", "dossier", "tube", "prise"))
    link.symlink_to(bring(photograph()))
    folder.mkdir()
    named = ["lien.jpg", "dossier", "absent.jpg", "cle/baom.key", "..", "/", str(secret), "\x00", "a" * 5_000, ""]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        with socket.socket(socket.AF_UNIX) as plugged:
            here = Path.cwd()
            os.chdir(baom.folder)
            plugged.bind(plug.name)
            os.chdir(here)
        named += ["tube", "prise", "/dev/zero", "/dev/stdin", "/dev/fd/0", "/proc/self/environ"]
    for name in named:
        result = baom("case", "attach", case, PAPER, name, code=None)
        assert result.exit_code in (1, 2), name
        assert secret.read_text().strip() not in result.output
    assert scans(baom, case) == []


def test_a_name_with_terminal_escapes_is_shown_without_them(baom, case):
    """Fails when a message prints a file's name as it is: it could rewrite what stands on the screen."""
    name = "\x1b]0;titre\x07\x1b[2Jscan\u202egpj.exe"
    shown = baom("case", "attach", case, PAPER, name, code=2).output
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_the_scans_of_a_paper_are_told_with_the_paper(baom, case, bring):
    """Fails when an agent has to ask twice; one whose joining was undone isn't among them."""
    baom("case", "do", case, "constituer_dossier")
    baom("case", "attach", case, PAPER, bring(photograph()))
    (scan,) = baom.json("case", "show", case)["scans"][PAPER]
    assert scan == {name: each for name, each in scans(baom, case)[0].items() if name in scan}
    groups = baom.json("case", "next", case)["documents"]
    papers = [paper for group in groups for option in group["options"].values() for paper in option]
    told = {paper["id"]: paper["scans"] for paper in papers}
    assert told[PAPER] == [scan]
    assert all(each == [] for name, each in told.items() if name != PAPER)
    baom("case", "revert", case, "--reason", "Mauvais dossier.")
    assert baom.json("case", "show", case)["scans"] == {}
