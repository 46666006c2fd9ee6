"""Versions of a pathway at the command line: compared, tried on open cases, published, and cases brought into them."""

import re
import shutil
from pathlib import Path

import pytest

from engine.bootstrap import shipped
from tests.commands.conftest import KNOWN, Baom, flat


class Bench:
    """A desk, and a copy of the referential that an editor writes in."""

    def __init__(self, baom: Baom) -> None:
        self.baom = baom
        self.folder = baom.folder / "parcours"
        shutil.copytree(shipped("processes"), self.folder)
        self.file = self.folder / "naissance.yaml"
        self.version = int(re.search(r"^version: (\d+)", self.file.read_text(encoding="utf-8"), re.MULTILINE)[1])

    def edit(self, *changes: tuple[str, str], version: int | None = None) -> Path:
        """The file with some words changed, under the next number."""
        text = self.file.read_text(encoding="utf-8")
        for before, after in (*changes, (f"version: {self.version}\n", f"version: {version or self.version + 1}\n")):
            assert before in text
            text = text.replace(before, after, 1)
        self.file.write_text(text, encoding="utf-8")
        return self.file


@pytest.fixture
def bench(baom: Baom) -> Bench:
    return Bench(baom)


LONGER = ("    within: 30 days\n", "    within: 45 days\n")


def test_a_file_alone_is_compared_with_the_newest_published(bench: Bench):
    file = bench.edit(LONGER)
    told = flat(bench.baom("process", "diff", str(file)).output)
    assert f"De naissance@{bench.version} à " in told
    assert "(declaration) : 30 jours → 45 jours." in told
    found = bench.baom.json("process", "diff", str(file))
    delay, number = found["changes"]
    assert (delay["class"], delay["path"], delay["decides"]) == (
        "deadline",
        ["deadlines", "declaration", "within"],
        True,
    )
    assert file.read_text(encoding="utf-8").splitlines()[delay["line"] - 1] == "    within: 45 days"
    assert number["class"] == "identity"


def test_a_version_and_itself_change_nothing(bench: Bench):
    assert bench.baom.json("process", "diff", "naissance", f"naissance@{bench.version}")["changes"] == []
    assert "Rien ne change." in bench.baom("process", "diff", "naissance", "naissance").output


def test_the_page_of_a_comparison_stands_alone_with_both_diagrams(bench: Bench):
    file = bench.edit(LONGER)
    bench.baom("process", "diff", str(file), "--html", "changements.html", "--lang", "ar")
    page = (bench.baom.folder / "changements.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert '<html lang="ar" dir="rtl">' in page
    assert "45 يوما" in page
    assert "http" not in re.sub(r'xmlns="[^"]+"|http-equiv', "", page)


RULE = "\nmigration:\n  {}: {}\n"
PAPER = (
    "    documents:\n      preuve_naissance:\n",
    """    documents:
      avis_la_aussi:
        title: {fr: Avis de naissance, ar: إشعار الولادة}
        any_of: {avis: [avis_naissance]}
        basis: [etrangers_au_maroc_art_17]
      preuve_naissance:
""",
)


def gathering(bench: Bench) -> str:
    """A case whose papers are being gathered."""
    case = bench.baom.open(*KNOWN, "--set", "date_naissance=2026-11-01")
    bench.baom("case", "do", case, "constituer_dossier")
    return case


def rule(bench: Bench, words: str = "{}") -> None:
    """Say how cases of the version before come."""
    with bench.file.open("a", encoding="utf-8") as file:
        file.write(RULE.format(bench.version, words))


def test_a_paper_added_is_told_as_newly_missing_for_each_case_that_stands_there(bench: Bench):
    case, other = gathering(bench), bench.baom.open()
    bench.edit(PAPER, ("requires: [", "requires: [avis_la_aussi, "))
    rule(bench)
    found = bench.baom.json("process", "impact", str(bench.file))
    assert (found["cases"], found["unaffected"]) == (2, 1)
    (told,) = found["told"]
    assert (told["case"], told["effects"]) == (case, ["document_missing"])
    assert other not in str(found["told"])
    message, group = told["messages"]
    assert message.startswith("à obtenir en plus : Avis de naissance")
    assert group == "groupe de pièces, dû : Avis de naissance"
    screen = flat(bench.baom("process", "impact", str(bench.file)).output)
    assert "auraient une pièce de plus à obtenir : 1" in screen


def test_a_longer_delay_moves_the_due_day_as_the_rule_says(bench: Bench):
    case = gathering(bench)
    bench.edit(LONGER)
    rule(bench, "{deadlines: {declaration: recount}}")
    (told,) = bench.baom.json("process", "impact", str(bench.file))["told"]
    assert told["effects"] == ["due_moved"]
    assert "1er décembre 2026 → 16 décembre 2026" in told["messages"][0]
    bench.baom("process", "publish", str(bench.file), "--as", "editor")
    dry = bench.baom.json("process", "migrate", "naissance", "--to", str(bench.version + 1), "--dry-run")
    assert [(each["case"], each["to"]) for each in dry["told"]] == [(case, "collecte_pieces")]
    bench.baom("process", "migrate", "naissance", "--to", str(bench.version + 1))
    shown = bench.baom.json("case", "show", case)
    assert shown["version"] == bench.version + 1
    assert {each["id"]: each["due"] for each in shown["deadlines"]}["declaration"] == "2026-12-16"
    assert shown["journal"][-1]["kind"] == "migrated"
    assert "Nouvelle version du parcours" in bench.baom("case", "show", case).output
    assert bench.baom.json("audit", "replay", case, "--as", "supervisor")["agrees"]
    bench.baom("process", "migrate", "naissance", "--to", str(bench.version + 1), "--undo")
    back = bench.baom.json("case", "show", case)
    assert (back["version"], back["journal"][-1]["kind"]) == (bench.version, "reverted")
    assert bench.baom.json("audit", "verify", "--as", "auditor", code=None)["verdict"] == "intact"


def test_a_word_misspelt_is_told_with_its_line_and_nothing_is_tried(bench: Bench):
    bench.edit(("ask: [couple,", "ask: [coupl,"))
    for words in (["process", "impact"], ["process", "diff"], ["process", "publish", "--as", "editor"]):
        told = flat(bench.baom(*words, str(bench.file), code=1).output)
        assert "« coupl »" in told
        assert "couple" in told


def test_a_step_that_goes_away_under_open_cases_strands_them_and_is_not_published_without_a_rule(bench: Bench):
    case = gathering(bench)
    text = bench.file.read_text(encoding="utf-8").replace("collecte_pieces", "reunion_pieces")
    bench.file.write_text(text, encoding="utf-8")
    bench.edit()
    (told,) = bench.baom.json("process", "impact", str(bench.file))["told"]
    assert (told["case"], told["effects"], told["to"]) == (case, ["stranded"], None)
    refused = flat(bench.baom("process", "publish", str(bench.file), "--as", "editor", code=2).output)
    assert "étape « Réunion des pièces » (collecte_pieces)" in refused
    assert f"migration: {{{bench.version}: {{states: {{collecte_pieces: ÉTAPE}}}}}}" in refused
    rule(bench, "{states: {collecte_pieces: reunion_pieces}}")
    bench.baom("process", "publish", str(bench.file), "--as", "editor")
    bench.baom("process", "migrate", "naissance", "--to", str(bench.version + 1), "--lang", "ar")
    assert bench.baom.json("case", "show", case)["state"] == "reunion_pieces"


def test_an_editor_is_told_no_case_and_no_exact_number(bench: Bench):
    case = gathering(bench)
    bench.edit(LONGER)
    rule(bench, "{deadlines: recount}")
    found = bench.baom.json("process", "impact", str(bench.file), "--as", "editor")
    assert (found["told"], found["cases"], found["effects"][0]["cases"]) == ([], "< 5", "< 5")
    assert case not in bench.baom("process", "impact", str(bench.file), "--as", "editor", "--all").output


def test_a_case_that_came_from_steps_that_are_gone_is_shown_printed_and_judged_as_before(bench: Bench):
    """Fails wherever an event of before is looked up in the words of the version that the case came into."""
    case = gathering(bench)
    for words in (
        ("do", case, "demander_attestation"),
        ("do", case, "deposer_demande_attestation", "--receipt", "7/2026:2026-11-06"),
        ("correct", case, "declarant=pere", "--reason", "Erreur"),
    ):
        bench.baom("case", *words)
    text = bench.file.read_text(encoding="utf-8")
    for word in ("collecte_pieces", "constituer_dossier", "qualification", "demander_attestation"):
        text = text.replace(word, f"{word}_neuf")
    bench.file.write_text(re.sub(r"\bdeclarant\b", "qui_declare", text), encoding="utf-8")
    bench.edit()
    rule(bench, "{states: {qualification: qualification_neuf}}")
    bench.baom("process", "publish", str(bench.file), "--as", "editor")
    bench.baom("process", "migrate", "naissance", "--to", str(bench.version + 1))
    shown = flat(bench.baom("case", "show", case).output)
    assert "Constituer le dossier" in shown
    assert "Correction : Qui ira déclarer" in shown
    for words in (
        ("case", "next", case),
        ("worklist",),
        ("case", "print", case, "liste_pieces", "--out", "liste.html"),
        ("audit", "timeline", case, "--as", "supervisor"),
        ("audit", "xes", "etapes.xes", "--as", "auditor"),
        ("process", "graph", "naissance", "--case", case, "--out", "naissance.svg"),
    ):
        bench.baom(*words)
    assert bench.baom.json("audit", "replay", case, "--as", "supervisor")["agrees"]
