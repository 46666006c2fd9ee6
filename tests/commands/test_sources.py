"""`baom sources`: what rests on a text, and what there is to read again."""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.bootstrap import shipped
from tests.commands.conftest import Baom, flat


@pytest.fixture
def files(baom: Baom) -> Path:
    """The desk's own copy of the pathways, to be spoiled."""
    shutil.copytree(shipped("processes"), baom.folder / "parcours")
    return baom.folder / "parcours"


def checked(baom: Baom, files: Path, *words: str, now: str | None = None):
    return baom.json("--processes", str(files), "sources", "check", *words, now=now)


def kinds(view, ident: str) -> set[str]:
    return {each["kind"] for each in view["concerns"] if each["id"] == ident}


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_source_says_all_that_rests_on_it(baom: Baom):
    view = baom.json("sources", "show", "loi_55_19")
    places = {(each["process"], each["kind"], each["path"][-1]) for each in view["rests"]}
    assert {("naissance", "action", "deposer"), ("naissance", "deadline", "reponse")} <= places
    assert {"courrier_recepisse", "courrier_refus"} <= {form for each in view["rests"] for form in each["forms"]}
    assert view["open_cases"] is None


def test_open_cases_are_counted_where_they_stand(baom: Baom):
    """A birth at its first step rests on the delay of its declaration, not on what an answer to a filing is worth."""
    baom.open("--set", "date_naissance=2026-11-01")
    counted = baom.json("sources", "show", "decret_2_99_665_art_15", "--cases")["open_cases"]
    assert list(counted) == ["naissance"]
    assert baom.json("sources", "show", "circulaire_marhaba_2025", "--cases")["open_cases"] == {}


def test_who_sees_no_case_is_told_no_exact_number(baom: Baom):
    baom.open()
    seen = {
        role: baom.json("sources", "show", "decret_2_99_665_art_15", "--cases", "--as", role)["open_cases"]["naissance"]
        for role in ("editor", "supervisor@tiznit")
    }
    assert seen == {"editor": "< 5", "supervisor@tiznit": "1"}


def test_a_fact_is_to_be_read_again_from_its_day_on(baom: Baom, files: Path):
    """A text a year after it was read, a value from the day that its entry gives."""
    values = checked(baom, files, now="2099-01-01")["concerns"]
    name, day = next((each["id"], each["since"]) for each in values if each["kind"] == "reread_due")
    for today, text_is_old in (("2027-11-01", False), ("2027-11-02", True)):
        view = checked(baom, files, now=today)
        assert ("not_reread" in kinds(view, "decret_2_99_665_art_15")) is text_is_old
        assert ("reread_due" in kinds(view, name)) is (day <= today)
    assert "reread_due" in kinds(checked(baom, files, now=day), name)
    assert "not_reread" in kinds(checked(baom, files, "--months", "1", now="2026-12-02"), "decret_2_99_665_art_15")


def test_what_is_uncertain_unused_or_without_a_text_is_told(baom: Baom, files: Path):
    """By how much rests on it, and a demand without a text where it is made."""
    with (files / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write('\ntexte_de_trop:\n  title: {fr: "De trop", ar: "زائد"}\n  confidence: common_knowledge\n')
    demand = "      preuve_naissance:\n"
    text = (files / "naissance.yaml").read_text(encoding="utf-8")
    head, tail = text.split(demand, 1)
    body, rest = tail.split("        basis: ", 1)
    (files / "naissance.yaml").write_text(head + demand + body + rest.split("\n", 1)[1], encoding="utf-8")
    view = checked(baom, files)
    assert kinds(view, "texte_de_trop") == {"unused"}
    uncertain = [each["places"] for each in view["concerns"] if each["kind"] == "to_validate"]
    assert uncertain == sorted(uncertain, reverse=True)
    assert uncertain[0] > 0
    (found,) = view["without_basis"]
    assert (Path(found["file"]).name, found["line"]) == ("naissance.yaml", head.count("\n") + 1)


def test_files_with_errors_are_refused_with_what_is_wrong(baom: Baom, files: Path):
    change(files / "sources.yaml", "confidence: sourced", "confidence: certain")
    told = flat(baom("--processes", str(files), "sources", "check", code=1).output)
    assert "sources.yaml" in told


class Page(BaseHTTPRequestHandler):
    """A site with a page, one that refuses programs, and nothing else."""

    def do_GET(self) -> None:
        self.send_response({"/la": 200, "/privee": 403}.get(self.path, 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Nothing on the test's screen."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_that_no_longer_answers_is_told(baom: Baom, files: Path, site: str):
    (files / "sources.yaml").write_text(
        "\n".join(
            line
            for line in (files / "sources.yaml").read_text(encoding="utf-8").splitlines()
            if not line.startswith("  url:")
        ),
        encoding="utf-8",
    )
    for name, page in (("loi_36_21", "/la"), ("loi_37_99", "/partie"), ("hcr_naissance", "/privee")):
        change(files / "sources.yaml", f"\n{name}:\n", f"\n{name}:\n  url: {site}{page}\n")
    view = checked(baom, files, "--visit")
    assert [(each["id"], each["why"]) for each in view["unreachable"]] == [("loi_37_99", "404")]
    assert checked(baom, files)["unreachable"] is None


@pytest.mark.parametrize("word", ["loi_55_91", "../x"])
def test_of_many_names_a_refusal_shows_some_those_that_look_like_it_first(baom: Baom, word: str):
    told = flat(baom("sources", "show", word, code=2).output)
    named = told.partition("Connus : ")[2].split(", ")
    assert 5 <= len(named) <= 25
    assert named[0].startswith("loi_" if word.startswith("loi_") else "decret_")


def test_the_screens_are_in_arabic_too(baom: Baom):
    assert "ما يستند إليه" in baom("--lang", "ar", "sources", "show", "loi_55_19").output
    assert "للتأكيد" in baom("--lang", "ar", "sources", "check").output
