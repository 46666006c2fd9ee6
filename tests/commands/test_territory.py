"""Another region, fictitious: the pathways move there; what it lacks is listed, what it changes is told, or refused."""

import shutil
from pathlib import Path

import pytest

from engine.bootstrap import shipped
from tests.commands.conftest import Baom, flat

NAME = "region_fictive"
WORDS = ("--processes", "parcours", "territory")

SPARED = ("accueil", "pension_vieillesse", "reversion_survivants", "succession_procuration_foncier", "vehicule_retour")
"Pathways that no other names, left out: each is read at every command."


@pytest.fixture
def folder(baom: Baom) -> Path:
    """A fictitious territory just begun, beside the desk's own copy of the pathways."""
    shutil.copytree(shipped("processes"), baom.folder / "parcours")
    for name in SPARED:
        (baom.folder / "parcours" / f"{name}.yaml").unlink()
    baom(*WORDS, "new", NAME)
    return baom.folder / "parcours" / "territories" / NAME


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_a_territory_begins_without_error_and_lists_all_that_it_lacks(baom: Baom, folder: Path):
    found = baom.json(*WORDS, "check", NAME)
    assert {each["code"] for each in found["problems"]} == {"W221"}
    assert {each["file"].rpartition("/")[2] for each in found["problems"]} == {"territory.yaml", "communes.yaml"}
    assert "naissance" in found["services_without_office"]["bureau_etat_civil"]
    assert any("Aïd Al-Fitr" in each for each in found["feasts_estimated"])
    said = flat(baom(*WORDS, "check", NAME).stdout)
    assert "Services sans guichet" in said


def test_an_office_once_written_is_no_longer_lacking(baom: Baom, folder: Path):
    write(
        folder / "offices.yaml",
        """\
sources: {essai: {title: "Invention pour l'essai", url: "https://exemple.invalid", dated: s.d.}}
rules:
  bec:
    service: bureau_etat_civil
    each: commune
    name: {fr: "Bureau fictif {de_commune}", ar: "مكتب {commune}"}
    source: essai
    confidence: to_validate
offices: {}
""",
    )
    assert "bureau_etat_civil" not in baom.json(*WORDS, "check", NAME)["services_without_office"]


@pytest.mark.parametrize("name", ["souss_massa", NAME])
def test_a_territory_without_differences_changes_nothing(baom: Baom, folder: Path, name: str):
    """`base + nothing = base`."""
    assert baom.json(*WORDS, "diff", name)["processes"] == {}
    assert f"{name} ne change rien" in baom(*WORDS, "diff", name).stdout


def test_what_a_territory_changes_is_told_with_its_place(baom: Baom, folder: Path):
    write(folder / "differences.yaml", "naissance:\n  deadlines:\n    declaration: {within: 20 days}\n")
    found = baom.json(*WORDS, "diff", NAME)["processes"]
    assert list(found) == ["naissance"]
    (told,) = found["naissance"]
    assert (told["class"], told["place"]) == ("deadline", f"parcours/territories/{NAME}/differences.yaml:3:27")
    assert "20" in told["message"]


REFUSED = {
    "E503": "naissance:\n  deadlines:\n    declaration: {within: 45 days}\n",
    "E502": "naissance:\n  deadlines:\n    declaration: {basis: [loi_55_19]}\n",
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_territory_takes_away_no_basis_and_lengthens_no_legal_delay(baom: Baom, folder: Path, code: str):
    write(folder / "differences.yaml", REFUSED[code])
    found = baom.json(*WORDS, "check", NAME, code=1)["problems"]
    (error,) = [each for each in found if each["severity"] == "error"]
    assert (error["code"], error["file"], error["line"]) == (code, f"parcours/territories/{NAME}/differences.yaml", 3)
    assert "differences.yaml:3" in baom(*WORDS, "diff", NAME, code=1).stderr


def test_files_that_can_not_be_read_are_told_and_the_rest_waits(baom: Baom, folder: Path):
    write(folder / "communes.yaml", "source: {}\n")
    found = baom.json(*WORDS, "check", NAME, code=1)
    assert {each["file"] for each in found["problems"]} >= {f"{NAME}/communes.yaml"}


def test_a_territory_is_begun_once(baom: Baom, folder: Path):
    write(folder / "communes.yaml", "à nous\n")
    assert "est pris" in flat(baom(*WORDS, "new", NAME, code=2).stderr)
    assert (folder / "communes.yaml").read_text(encoding="utf-8") == "à nous\n"


def test_a_desk_of_the_other_territory_opens_its_cases(baom: Baom, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """The same pathways; the communes and the base are its own."""
    monkeypatch.setenv("BAOM_TERRITORY", NAME)
    shutil.rmtree(baom.folder / "cle")
    (baom.folder / "baom.db").unlink()
    baom("--processes", "parcours", "db", "init", "--training")
    opened = baom.json("--processes", "parcours", "case", "open", "naissance", "--commune", "premiere_commune")
    assert baom.json("--processes", "parcours", "case", "show", opened["case"])["commune"] == "premiere_commune"
    baom("--processes", "parcours", "case", "open", "naissance", "--commune", "tiznit", code=2)
