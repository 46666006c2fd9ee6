"""A day at a desk from the terminal: the list by sections, an absent colleague, a calendar, a person's file."""

import pytest

from tests.commands.conftest import KNOWN, Baom, flat


def test_a_section_and_nobody_s_cases_are_asked_for_by_name(baom: Baom):
    here = baom.open("--set", "date_naissance=2026-10-01")
    baom("case", "transfer", here, "agadir", "--reason", "déménagement")
    baom.open("--set", "date_naissance=2026-11-01")
    view = baom.json("worklist", "--section", "overdue", "--assigned", "personne")
    assert [row["case"] for row in view["rows"]] == [here]
    assert view["sections"] == [{"section": "overdue", "count": 1, "more": False, "after": None}]
    assert baom.json("worklist", "--assigned", "moi")["rows"] == []


def test_an_absent_colleague_s_cases_go_and_come_back(baom: Baom):
    case = baom.open("--set", "date_naissance=2026-11-01")
    baom("case", "assign", case, "amina")
    assert "Dossiers passés : 1, de amina à brahim" in flat(baom("case", "handover", "amina", "brahim").output)
    back = baom.json("case", "handover", "brahim", "amina", "--back")
    assert [each["case"] for each in back["moved"]] == [case]
    assert (back["from"], back["to"], back["left"]) == ("brahim", "amina", [])


def test_a_case_lent_twice_comes_back_all_the_way(baom: Baom):
    """Amina is away, then Brahim too: each return gives back what had been lent, however long the chain."""
    case = baom.open("--set", "date_naissance=2026-11-01")
    baom("case", "assign", case, "amina")
    for words in (("amina", "brahim"), ("brahim", "chadi"), ("chadi", "brahim", "--back")):
        baom("case", "handover", *words)
    back = baom.json("case", "handover", "brahim", "amina", "--back")
    assert [each["case"] for each in back["moved"]] == [case]


@pytest.mark.parametrize("words", [("", "brahim"), (" ", "brahim"), ("amina", "")])
def test_a_name_left_out_hands_nobody_s_cases_over(baom: Baom, words: tuple[str, str]):
    """As an unset variable of a shell leaves it: the cases that wait to be taken would all be given away."""
    baom.open("--set", "date_naissance=2026-11-01")
    told = baom("case", "handover", *words, code=2)
    assert "Il manque un nom." in told.stderr


def test_a_desk_s_calendar_is_written_where_it_is_asked_for(baom: Baom):
    told = baom.json("worklist", "--ics", "semaine.ics")
    assert told == {"appointments": 0, "file": "semaine.ics"}
    assert (baom.folder / "semaine.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert baom("worklist", "--ics", "-").output.startswith("BEGIN:VCALENDAR")


def test_a_person_s_file_says_what_runs_and_what_is_held(baom: Baom):
    subject = baom.json("person", "add", "--commune", "tiznit", "--name", "Fatou Ndiaye")["subject"]
    case = baom.open("--subject", subject, "--set", "date_naissance=2026-11-01")
    baom("case", "document", case, "passeport_mere=reçue")
    baom("case", "consent", case, "accompagnement", "oui")
    told = flat(baom("person", "show", subject).output)
    parts = (
        "Fatou Ndiaye",
        "Dossiers",
        case,
        "Échéances",
        "1er décembre 2026",
        "Pièces",
        "Passeport",
        "Accords",
        "donné (",
    )
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    for line in baom("person", "show", subject).output.splitlines():
        assert len(line) <= 80


@pytest.mark.parametrize(
    "line", [["case", "next"], ["case", "show"], ["case", "note"], ["case", "ics"], ["case", "do"]]
)
def test_a_protected_case_answers_an_agent_like_a_number_nobody_has(baom: Baom, line: list[str]):
    """Same words, same end; to its supervisor it answers."""
    case = baom.json("--as", "supervisor", "case", "open", "protection", "--commune", "tiznit")["case"]
    more = {"note": ["x"], "do": ["poursuivre"]}.get(line[-1], [])
    told = [baom(*line, number, *more, code=2) for number in (case, "D-0000-0000")]
    assert told[0].output.replace(case, "D-0000-0000") == told[1].output
    assert case in baom("--as", "supervisor", "case", "next", case).output
    assert case not in baom("case", "list").output + baom("worklist").output


def test_a_case_in_others_hands_says_what_is_awaited(baom: Baom):
    """The request is the desk's to file; then only the local authority can act, and its answer is nothing to do."""
    case = baom.open(*KNOWN, "--set", "date_naissance=2026-11-01", "--set", "situation_avis=jamais_delivre")
    baom("case", "do", case, "constituer_dossier")
    baom("case", "do", case, "demander_attestation")
    (row,) = baom.json("worklist")["rows"]
    assert row["next_act"] == "Déposer la demande d'attestation"
    baom("case", "do", case, "deposer_demande_attestation", "--receipt", "7/2026:2026-11-06")
    (row,) = baom.json("worklist")["rows"]
    assert row["next_act"] is None
    told = flat(baom("worklist").output)
    assert "En attente" in told
    assert "délivre l'attestation" not in told
