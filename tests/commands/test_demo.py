"""The demonstration: what a newcomer sees first."""

import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Baom, flat

CASES = 25


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Baom, str]:
    """A newcomer's folder after their first `baom demo`, and what the screen said."""
    desk = Newcomer(tmp_path_factory.mktemp("demo"))
    return desk, desk("demo", "--no-serve", "--cases", str(CASES)).output


class Newcomer(Baom):
    """Somebody who has named no database."""

    @property
    def environment(self) -> dict[str, str]:
        """Everything but the database."""
        return {**super().environment, "BAOM_DB": ""}


def test_the_database_is_made_where_one_works(shown):
    desk, told = shown
    assert (desk.folder / "var" / "formation.db").is_file()
    assert f"dossiers fictifs : {CASES}" in flat(told)


def test_it_tells_a_birth_from_its_opening_to_its_closing(shown):
    """A scene has the command an agent types, the engine's answer, and where the case stands; one is a refusal."""
    told = flat(shown[1])
    assert "Une histoire : Née à domicile à Tiznit" in told
    for word in (
        "── 1.",
        "baom case open naissance",
        "☑ ",
        "✗ Refusé",
        "→ Quand la pièce est là",
        "Dossier clos",
    ):
        assert word in told, word


def test_then_the_desk_s_day_and_what_to_try(shown):
    told = flat(shown[1])
    assert "La journée du bureau" in told
    assert told.index("La journée du bureau") < told.index("À vous")
    assert "BAOM_DB=" in told


def test_the_cases_are_of_many_people_stages_and_desks(shown):
    """They look like a year at the desks: several pathways, open and closed, names in both alphabets."""
    desk, _ = shown
    database = ("--db", str(desk.folder / "var" / "formation.db"))
    cases = desk.json(*database, "--as", "supervisor", "case", "list", "--limit", "500")["cases"]
    assert len(cases) > CASES
    assert {each["process"] for each in cases} >= {"accueil", "naissance"}
    assert len({each["state"] for each in cases}) > 8
    assert len({each["commune"] for each in cases}) > 4
    assert {each["open"] for each in cases} == {True, False}
    assert len({each["opened_on"][:7] for each in cases}) > 2
    assert max(each["opened_on"] for each in cases) <= desk.now
    first = desk.json(*database, "person", "show", cases[0]["subject"])["data"]
    assert first["name"].isascii() or first["name"]
    assert any("\u0600" <= letter <= "\u06ff" for letter in first["name_ar"])
    assert desk.json(*database, "db", "check")["verdict"] == "intact"


def test_nothing_of_the_demonstration_leaves_in_a_pack(shown):
    """Fails when a case, a person, an account or a folder of this machine is in the file that goes to other desks."""
    desk, _ = shown
    database = ("--db", str(desk.folder / "var" / "formation.db"), "--as", "supervisor")
    cases = desk.json(*database, "case", "list", "--limit", "500")["cases"]
    people = {each["subject"] for each in cases if each["subject"]}
    told = {each["case"] for each in cases} | people | {str(desk.folder), str(desk.folder.name)}
    for person in people:
        held = desk.json(*database, "person", "show", person)["data"]
        told |= {held[name] for name in ("name", "name_ar", "contact") if held.get(name)}
    desk(*database[:2], "--as", "editor", "process", "pack", "--name", "M&D", "--out", "demo.baom")
    sent = (desk.folder / "demo.baom").read_text(encoding="utf-8")
    assert len(told) > 2 * CASES
    assert [each for each in told if each in sent] == []


def test_a_second_time_nothing_is_filled_again(shown):
    desk, _ = shown
    database = ("--db", str(desk.folder / "var" / "formation.db"))
    before = len(desk.json(*database, "case", "list", "--limit", "500")["cases"])
    told = desk("demo", "--no-serve", "--no-tour").output
    assert "Base déjà là" in told
    assert len(desk.json(*database, "case", "list", "--limit", "500")["cases"]) == before


def test_the_same_day_gives_the_same_people_and_cases(made: Path, tmp_path: Path):
    """Identifiers apart, which are drawn at random, two demonstrations of one day show the same desk."""
    seen = []
    for name in ("une", "autre"):
        desk = Newcomer(tmp_path / name)
        (desk.folder / "cle").mkdir(parents=True)
        for kept in ("baom.key", "baom.sign"):
            shutil.copy(made / "cle" / kept, desk.folder / "cle" / kept)
        answer = desk.json("demo", "--no-serve", "--cases", "8", "--no-tour", "--no-serve")
        rows = answer["worklist"]["rows"]
        seen.append([(row["person"], row["state"], row["due"], row["commune"]) for row in rows])
    assert seen[0] == seen[1]
    assert seen[0]


def test_a_machine_reads_the_story_as_one_object(baom: Baom):
    answer = baom.json("demo", "--no-serve", "--story", "maternité")
    assert answer["created"] is False
    assert answer["tour"][0]["answer"]["state"] == "qualification"
    assert any(scene["command"] for scene in answer["tour"])
    assert any("refused" in (scene["answer"] or {}) for scene in answer["tour"])
