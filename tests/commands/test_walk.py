"""The guided session, driven by its keys as a person would: questions, papers, an act, and leaving at any moment."""

import os
import select
from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import cli
from engine.app.given import known_case
from engine.commands.asked import Asked
from engine.commands.desk import Desk
from engine.commands.walk import Session
from tests.commands.conftest import KNOWN, PROGRAM, Baom, flat

ENTER, UP, DOWN, SPACE, CTRL_C = "\r", "\x1b[A", "\x1b[B", " ", "\x03"
PASS, FIRST = ENTER, DOWN + ENTER
"What may be passed is passed by the return key alone; the first choice is one step around."
"The last choice of a list: pass over, go back, or leave."
LEAVE = PASS
ESSENTIAL = ("--set", "date_naissance=2026-11-01", "--set", "situation_avis=jamais_delivre", *KNOWN)


@pytest.fixture
def case(baom: Baom) -> str:
    """A home birth just opened, of which the essential is known."""
    return baom.open(*ESSENTIAL)


@pytest.fixture
def keys() -> Iterator:
    """A keyboard: what is sent is typed ahead, each question takes its part."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        yield keyboard


def send(keys, typed: str) -> None:
    """Type ahead; the end of the keys is the end of the input, which leaves the session rather than wait for ever."""
    keys.send_text(typed)
    keys.close()


def walk(baom: Baom, case: str, keys, typed: str) -> None:
    """One session at one case, with these keys."""
    send(keys, typed)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in baom.environment.items():
            patch.setenv(name, value)
        patch.chdir(baom.folder)
        with cli.app.make_context("baom", ["--now", baom.now, "case"], obj=Asked()) as ctx:
            desk = Desk(ctx)
            Session(desk, known_case(desk.house, case, desk.actor())).run()


def over(baom: Baom, case: str) -> str:
    """The keys that pass over every question of the present step, and its papers."""
    view = baom.json("case", "next", case)
    chosen = ("choice", "boolean")
    passed = [PASS if each["type"] in chosen else ENTER for each in view["fields"] if not each["known"]]
    due = [each for each in view["documents"] if each["due"] is not False and each["need"] != "not_due"]
    return "".join(passed) + (ENTER if due else "")


def test_a_session_asks_ticks_and_acts(baom: Baom, case: str, keys, capsys):
    """The file is made up, a question is answered, a paper ticked: each recorded by itself, at once."""
    typed = over(baom, case) + ENTER + ENTER  # the first action of the list, and « yes, today »
    typed += FIRST  # first name seen with the family: yes
    typed += SPACE + ENTER  # the first paper: the local authority's certificate
    walk(baom, case, keys, typed + LEAVE)

    shown = baom.json("case", "show", case)
    assert shown["state"] == "collecte_pieces"
    assert shown["fields"]["prenom_verifie"] is True
    assert shown["documents"]["attestation_domicile"]["status"] == "received"
    assert [each["kind"] for each in shown["journal"]] == ["opened", "moved", "recorded", "document_changed"]
    told = capsys.readouterr().out
    assert "BASE D'ENTRAÎNEMENT" in told
    assert "Réunion des pièces" in told
    assert f"Reprendre : baom case walk {case}" in flat(told)


@pytest.mark.parametrize("typed", [CTRL_C, FIRST + CTRL_C])
def test_leaving_in_the_middle_of_a_question_loses_nothing(baom: Baom, case: str, keys, typed):
    """The first question of the step is answered by its first choice in the second case, and that stays."""
    before = baom.json("case", "show", case)["sequence"]
    walk(baom, case, keys, typed)
    assert baom.json("case", "show", case)["sequence"] == before + typed.count(ENTER)


def test_a_last_step_is_undone_from_the_menu(baom: Baom, case: str, keys):
    """Undo is the third from the end of the menu; its reason is proposed."""
    baom("case", "do", case, "constituer_dossier")
    walk(baom, case, keys, over(baom, case) + UP * 3 + ENTER + ENTER + over_after_undo(baom, case) + LEAVE)
    shown = baom.json("case", "show", case)
    assert (shown["state"], shown["journal"][-1]["kind"]) == ("qualification", "reverted")


def over_after_undo(baom: Baom, case: str) -> str:
    """The keys that pass over the questions of the first step, to which the undoing leads."""
    return over(baom, baom.open(*ESSENTIAL))


def test_a_note_is_written_from_the_menu(baom: Baom, case: str, keys):
    walk(baom, case, keys, over(baom, case) + UP * 4 + ENTER + "À rappeler." + ENTER + LEAVE)
    assert baom.json("case", "show", case)["journal"][-1]["kind"] == "noted"


def test_a_wrong_answer_is_told_and_asked_again(baom: Baom, keys, capsys):
    """A commune that isn't one, then the right one."""
    case = baom.open("--set", "lieu_accouchement=domicile", "--set", "couple=etranger")
    fields = [each for each in baom.json("case", "next", case)["fields"] if not each["known"]]
    typed = ""
    for each in fields:
        if each["id"] == "commune_naissance":
            typed += "tizint" + ENTER + "tiznit" + ENTER + CTRL_C
            break
        typed += PASS if each["type"] in ("choice", "boolean") else ENTER
    walk(baom, case, keys, typed)
    assert baom.json("case", "show", case)["fields"]["commune_naissance"] == "tiznit"
    assert "Vouliez-vous dire « tiznit »" in flat(capsys.readouterr().out)


def test_a_refused_answer_is_told_with_its_reason_and_asked_again(baom: Baom, keys, capsys):
    """A birth in the future is refused by the rules, not by the session."""
    case = baom.open(*KNOWN)
    fields = [each["id"] for each in baom.json("case", "next", case)["fields"] if not each["known"]]
    assert fields[0] == "date_naissance"
    walk(baom, case, keys, "01/11/2027" + ENTER + "01/11/2026" + ENTER + CTRL_C)
    assert baom.json("case", "show", case)["fields"]["date_naissance"] == "2026-11-01"
    assert "La date ne peut pas être après le" in flat(capsys.readouterr().out)


def test_somebody_else_s_act_is_seen_and_nothing_is_overwritten(baom: Baom, case: str, keys, capsys):
    """The session knows which step it read: an answer to an older one is refused, and the case read again."""
    send(keys, FIRST + CTRL_C)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in baom.environment.items():
            patch.setenv(name, value)
        with cli.app.make_context("baom", ["--now", baom.now, "case"], obj=Asked()) as ctx:
            desk = Desk(ctx)
            session = Session(desk, known_case(desk.house, case, desk.actor()))
            baom("case", "note", case, "Passée par là.")
            session.run()
    assert "Le dossier a changé entre-temps" in flat(capsys.readouterr().out)
    assert [each["kind"] for each in baom.json("case", "show", case)["journal"]] == ["opened", "noted"]


def test_a_receipt_not_handed_over_asks_for_a_reason(baom: Baom, case: str, keys):
    baom("case", "do", case, "constituer_dossier")
    baom("case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    baom("case", "do", case, "completer", "--set", "prenom_verifie=oui")
    typed = over(baom, case) + ENTER  # « Déposer la déclaration » comes first
    typed += ENTER + "Le bureau n'en remet pas." + ENTER + ENTER  # no number, why, « yes, today »
    walk(baom, case, keys, typed + CTRL_C)
    shown = baom.json("case", "show", case)
    assert shown["state"] == "declaration_deposee"
    assert "unproved:recepisse" in shown["flags"]


def test_an_alert_that_an_answer_raises_is_shown_at_once(baom: Baom, keys, capsys):
    """Before the next question, not at the next screen."""
    case = baom.open(process="accueil")
    walk(baom, case, keys, PASS + FIRST + CTRL_C)  # the language passed, an interpreter needed
    told = flat(capsys.readouterr().out)
    answered, alert = told.index("Un interprète est nécessaire"), told.index("Trouver un interprète neutre")
    assert answered < alert < told.index("L'âge que dit la personne")


def test_an_act_is_given_up_at_a_question_that_it_needs(baom: Baom, keys):
    """The return key alone goes back to the menu, whatever the question; nothing was recorded."""
    case = baom.open(process="accueil")
    typed = over(baom, case) + ENTER  # « Écouter », which asks for the language
    walk(baom, case, keys, typed + ENTER + UP + LEAVE)
    shown = baom.json("case", "show", case)
    assert (shown["state"], shown["sequence"]) == ("accueil", 1)


def test_answers_of_an_act_left_half_way_are_said_not_to_be_recorded(baom: Baom, keys, capsys):
    """The language is answered for an act, then Ctrl-C: « everything is recorded » would be false."""
    case = baom.open(process="accueil")
    view = baom.json("case", "next", case)
    (label,) = [each["label"] for each in view["actions"][0]["fields"]][:1]
    walk(baom, case, keys, over(baom, case) + ENTER + FIRST + CTRL_C)
    told = flat(capsys.readouterr().out)
    assert f"« {view['actions'][0]['title']} » n'a pas été fait. Non enregistré : {label}" in told
    assert "Tout est enregistré" not in told
    assert f"Reprendre : baom case walk {case}" in told
    assert baom.json("case", "show", case)["sequence"] == 1


def test_nobody_agrees_by_the_return_key_alone(baom: Baom, keys):
    """A consent read out starts on « pass »: its answer is chosen."""
    case = baom.open(process="accueil")
    unasked = [each for each in baom.json("case", "next", case)["consents"] if each["given"] is None]
    send(keys, ENTER * len(unasked))
    with pytest.MonkeyPatch.context() as patch, cli.app.make_context("baom", ["case"], obj=Asked()) as ctx:
        for name, value in baom.environment.items():
            patch.setenv(name, value)
        Session(Desk(ctx), known_case(Desk(ctx).house, case, Desk(ctx).actor())).ask_consents()
    shown = baom.json("case", "show", case)
    assert unasked
    assert (shown["consents"], shown["sequence"]) == ({}, 1)


def test_an_act_without_its_reason_is_given_up(baom: Baom, case: str, keys):
    """An empty reason is a way back, not a refusal to read."""
    baom("case", "do", case, "constituer_dossier")
    baom("case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    baom("case", "do", case, "completer", "--set", "prenom_verifie=oui")
    walk(baom, case, keys, over(baom, case) + ENTER + ENTER + ENTER + CTRL_C)
    assert baom.json("case", "show", case)["state"] == "pret_a_declarer"


def test_a_long_question_is_cut_between_words(baom: Baom, case: str, keys, capsys):
    """And leaves room for what the keys do."""
    walk(baom, case, keys, CTRL_C)
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch, cli.app.make_context("baom", ["case"], obj=Asked()) as ctx:
        for name, value in baom.environment.items():
            patch.setenv(name, value)
        session = Session(Desk(ctx), known_case(Desk(ctx).house, case, Desk(ctx).actor()))
        words = "À quelle heure la personne peut-elle venir sans que personne ne le sache autour d'elle"
        last = session.interview.question(words)
    lines = [*capsys.readouterr().out.splitlines(), last]
    assert " ".join(lines) == words
    assert len(lines) > 1
    assert max(map(len, lines)) <= 80


def test_without_a_terminal_it_says_how_to_do_without_it(baom: Baom, case: str):
    told = baom("case", "walk", case, code=2)
    assert f"baom case next {case}" in told.stderr


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal elsewhere")
def test_at_a_real_terminal_the_program_asks_and_ctrl_c_leaves_it(baom: Baom, case: str):
    """The real program at a pseudo-terminal: the first question is shown, Ctrl-C leaves with nothing lost."""
    import pty
    import subprocess

    master, slave = pty.openpty()
    environment = {**os.environ, **baom.environment, "TERM": "xterm", "COLUMNS": "80", "LINES": "40"}
    line = [PROGRAM, "--now", baom.now, "case", "walk", case]
    running = subprocess.Popen(line, env=environment, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    told = read_until(master, "Passer")
    assert "Qualification du cas" in told
    os.write(master, CTRL_C.encode())
    assert "Tout est enregistré" in read_until(master, "baom case walk")
    assert running.wait(timeout=60) == 0
    os.close(master)


def read_until(master: int, wanted: str) -> str:
    """What a terminal shows until it shows this; the program's question about the cursor is answered."""
    told = b""
    while wanted.encode() not in told:
        ready, _, _ = select.select([master], [], [], 60)
        assert ready, told.decode()
        part = os.read(master, 65_536)
        told += part
        if b"\x1b[6n" in part:
            os.write(master, b"\x1b[20;1R")
    return told.decode()
