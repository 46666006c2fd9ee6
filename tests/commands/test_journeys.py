"""Births accompanied from end to end, as an agent does at a terminal, command by command.

One is lived with the real program, a process a command; the others in this process, which answers alike.
"""

import json
import os

import pytest

from tests.commands.conftest import KNOWN, Baom, flat


def run(baom: Baom, now: str, *words: str, code: int = 0) -> str:
    """One command of the agent on a day, and what the screen says."""
    return baom(*words, code=code, now=now).stdout


def ask(baom: Baom, now: str, *words: str, code: int = 0):
    """One command of a machine on a day, and its answer."""
    return baom.json(*words, code=code, now=now)


def run_alone(baom: Baom, now: str, *words: str, code: int = 0) -> str:
    """The same, of the real program, in a process of its own."""
    done = baom.program(*words, now=now)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def ask_alone(baom: Baom, now: str, *words: str, code: int = 0):
    """The same, of the real program, in a process of its own."""
    return json.loads(run_alone(baom, now, *words, "--json", code=code))


def test_a_home_birth_is_declared_certified_oriented_and_closed(baom: Baom):
    day = "2026-11-06"
    opened = ask_alone(
        baom, day, "case", "open", "naissance", "--commune", "ait_melloul", "--set", "date_naissance=2026-11-01", *KNOWN
    )
    case = opened["case"]
    run_alone(baom, day, "case", "do", case, "constituer_dossier")
    run_alone(baom, day, "case", "document", case, "passeport_mere=received")
    told = ask_alone(baom, day, "case", "next", case)

    clock = next(each for each in told["deadlines"] if each["id"] == "declaration")
    assert (clock["due"], clock["days_left"], clock["overdue"]) == ("2026-12-01", 25, False)
    assert "to_validate" in [basis["confidence"] for basis in clock["basis"]]
    assert [paper["id"] for paper in told["missing_shortest"]] == ["attestation_domicile"]
    blocked = next(each for each in told["actions"] if each["trigger"] == "completer")
    assert not blocked["possible"]
    missing = next(reason for reason in blocked["blocked_by"] if reason["code"] == "document_missing")
    assert missing["what"] == "preuve_naissance_domicile"
    assert {office["id"] for office in told["offices"]} == {"bec_tiznit"}

    screen = flat(run_alone(baom, day, "case", "next", case))
    assert "mardi 1er décembre 2026, dans 25 jours (à valider)" in screen
    assert (
        "Pièces à obtenir, au plus court ☐ Preuve de la naissance à domicile : "
        "Attestation administrative de naissance à domicile" in screen
    )
    assert "Bureau d'état civil de la commune de Tiznit (à confirmer)" in screen
    assert "bureau : Ait Melloul" in screen

    run_alone(baom, "2026-11-12", "case", "document", case, "attestation_domicile=received")
    run_alone(baom, "2026-11-12", "case", "do", case, "completer", "--set", "prenom_verifie=oui")
    run_alone(baom, "2026-11-13", "case", "do", case, "deposer", "--receipt", "118/2026:2026-11-13")
    run_alone(baom, "2026-11-16", "case", "do", case, "acte_signe")
    run_alone(baom, "2026-11-16", "case", "do", case, "demander_copies")
    oriented = ask_alone(baom, "2026-11-16", "case", "do", case, "orienter_vaccination_ecole")
    assert oriented["events"]
    closed = ask_alone(baom, "2026-11-17", "case", "do", case, "suite_faite")
    assert closed["state"] == "cloture_succes"
    assert ask_alone(baom, "2026-11-17", "case", "show", case)["outcome"] == "success"
    assert ask_alone(baom, "2026-11-17", "db", "check")["verdict"] == "intact"


def test_a_late_birth_goes_to_the_court(baom: Baom):
    day = "2026-11-06"
    opened = ask(
        baom, day, "case", "open", "naissance", "--commune", "ait_melloul", "--set", "date_naissance=2026-09-01", *KNOWN
    )
    case = opened["case"]
    refused = ask(baom, day, "case", "do", case, "constituer_dossier", code=1)
    assert [reason["code"] for reason in refused["refused"]] == ["condition_false"]
    assert refused["refused"][0]["message"]

    told = ask(baom, day, "case", "next", case)
    assert next(each for each in told["actions"] if each["trigger"] == "constater_hors_delai")["possible"]
    assert "dépassée de 36 jours" in flat(run(baom, day, "case", "next", case))
    run(baom, day, "case", "do", case, "constater_hors_delai")
    late = ask(baom, day, "case", "next", case)
    branch = next(each for each in late["actions"] if each["trigger"] == "engager_jugement")
    run(
        baom,
        day,
        *("case", "do", case, "engager_jugement"),
        *(word for each in branch["fields"] for word in ("--set", f"{each['id']}=oui")),
    )
    preparing = ask(baom, day, "case", "next", case)
    assert preparing["state"]["id"] == "preparation_requete"
    assert preparing["missing_shortest"]
    assert "tpi_tiznit" in {office["id"] for office in preparing["offices"]}


def test_a_declaration_of_the_29th_day_typed_on_the_32nd_is_in_time(baom: Baom):
    """Born on 1 November: the 29th day is the 30th of November, and the clock has rung on 2 December meanwhile."""
    case = ask(
        baom,
        "2026-11-06",
        *("case", "open", "naissance", "--commune", "tiznit", "--set", "date_naissance=2026-11-01", *KNOWN),
    )["case"]
    run(baom, "2026-11-06", "case", "do", case, "constituer_dossier")
    run(baom, "2026-11-06", "case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    run(baom, "2026-11-06", "case", "do", case, "completer", "--set", "prenom_verifie=oui")
    rung = ask(baom, "2026-12-03", "tick")
    assert [each["state"] for each in rung["cases"]] == ["hors_delai"]
    late = ("case", "do", case, "deposer", "--on", "2026-11-30", "--receipt", "41:2026-11-30")
    answer = ask(baom, "2026-12-03", *late)
    assert answer["state"] == "declaration_deposee"
    assert [event["kind"] for event in answer["events"]] == ["reverted", "moved"]
    assert answer["events"][0]["role"] == "system"


def test_a_refusal_for_want_of_a_residence_card_is_answered(baom: Baom):
    day = "2026-11-10"
    case = ask(
        baom,
        day,
        *("case", "open", "naissance", "--commune", "tiznit", "--set", "date_naissance=2026-11-01", *KNOWN),
    )["case"]
    run(baom, day, "case", "consent", case, "accompagnement")
    run(baom, day, "case", "do", case, "constituer_dossier")
    run(baom, day, "case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    run(baom, day, "case", "do", case, "completer", "--set", "prenom_verifie=oui")
    run(baom, day, "case", "do", case, "refus_au_guichet", "--set", "motif_refus=carte_sejour")
    run(baom, day, "case", "undue", case, "carte_sejour_mere", "--reason", "Demandée au guichet.")

    told = ask(baom, day, "case", "next", case)
    assert told["state"]["id"] == "refus_bec"
    answer = told["answers"][0]
    assert answer["text"]
    assert answer["basis"]
    clock = next(each for each in told["deadlines"] if each["id"] == "declaration")
    assert (clock["days_left"], clock["overdue"], clock["paused"]) == (21, False, False)
    assert "undue:carte_sejour_mere" in [alert["id"] for alert in told["alerts"]]
    assert "courrier_refus" in told["forms"]
    screen = flat(run(baom, day, "case", "next", case))
    assert "Que répondre au guichet" in screen
    assert answer["basis"][0]["title"] in screen

    for language in ("fr", "ar"):
        run(baom, day, "--lang", language, "case", "print", case, "courrier_refus")
        printed = baom.folder / f"{case}-courrier_refus-{language}.pdf"
        assert printed.read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(os.name != "posix", reason="a pipe is named otherwise elsewhere")
def test_a_step_is_answered_alike_by_the_program_and_in_this_process(baom: Baom):
    """What the tests ask in this process is what the program answers in its own."""
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    assert json.loads(baom.program("case", "next", case, "--json").stdout) == baom.json("case", "next", case)
