"""Two dates: what happened in time and was typed late counts as in time, and the clock's act is taken back."""

from datetime import date, timedelta

import pytest

from engine.app.agenda import tick
from engine.app.reading import read_case
from engine.app.sheets import form_data
from engine.core.case import fold
from engine.core.events import Correct, Do, Receipt, Record, Revert
from tests.app.desk import anyone, codes, done

BIRTH = date(2026, 11, 1)
BORN = {
    "date_naissance": BIRTH.isoformat(),
    "lieu_accouchement": "domicile",
    "commune_naissance": "tiznit",
    "couple": "etranger",
    "filiation": "deux_parents",
    "enfant_avec_famille": True,
    "declarant": "mere",
    "declaration_deja_faite": False,
    "prenom_verifie": True,
}


def ready(desk) -> None:
    """A birth at home, its papers gathered, ready to be declared."""
    done(desk.open("naissance", fields=BORN))
    desk.do("constituer_dossier")
    desk.papers(attestation_domicile="received", passeport_mere="received")
    desk.do("completer")


@pytest.fixture
def overtaken(any_desk):
    """Ready on 6 November, due on 1 December, and the clock has moved the case since."""
    ready(any_desk)
    any_desk.wait(27)
    tick(any_desk.house)
    assert any_desk.held().case.state == "hors_delai"
    return any_desk


def test_a_declaration_of_day_29_typed_on_day_32_is_in_time(overtaken):
    answer = overtaken.do("deposer", on=BIRTH + timedelta(days=29), receipt=Receipt("118/2026", None))
    assert answer.case.state == "declaration_deposee"
    taken_back, moved = answer.events
    assert (taken_back.kind, taken_back.body["why"], taken_back.actor, taken_back.role) == (
        "reverted",
        "typed_late",
        "systeme",
        "system",
    )
    expiry = next(event for event in overtaken.history() if event.kind == "expired")
    assert taken_back.body["target"] == expiry.sequence
    assert (moved.actor, moved.happened_on, moved.recorded_at[:10]) == ("amina", "2026-11-30", "2026-12-03")
    assert "expired" not in overtaken.held().case.clocks["declaration"]


def test_the_last_day_counts_and_the_next_one_does_not(overtaken):
    ask = Do("deposer", receipt=Receipt("118/2026", None))
    before = overtaken.history()
    assert codes(overtaken.ask(ask, on=date(2026, 12, 2)))[0][0] == "not_open_here"
    assert overtaken.history() == before
    assert done(overtaken.ask(ask, on=date(2026, 12, 1))).case.state == "declaration_deposee"


def test_the_journal_stays_readable(overtaken):
    """It folds from its first event, says what was taken back, and what a sheet prints leaves it out."""
    overtaken.do("deposer", on=date(2026, 11, 30), receipt=Receipt("118/2026", None))
    stored = overtaken.house.store.read(lambda reading: reading.history(overtaken.case))
    assert fold(stored) == overtaken.held().case
    journal = overtaken.show()["journal"]
    assert [step["sequence"] for step in journal] == list(range(1, len(journal) + 1))
    opened = read_case(overtaken.house, overtaken.case, anyone("agent"))
    steps = [step["title"] for step in form_data(overtaken.house, opened, "fr")["steps"]]
    assert "Délai légal dépassé" not in steps
    assert steps[-1] == "Déclaration déposée"


def test_private_values_are_still_there(overtaken):
    overtaken.do("deposer", on=date(2026, 11, 30), receipt=Receipt("118/2026", None))
    private = overtaken.held().private
    assert private["date_naissance"] == "2026-11-01"
    assert {"couple", "filiation"} <= set(private)


def test_what_is_refused_then_is_judged_as_the_case_stands(overtaken):
    """An act that would not have been accepted in time either takes nothing back."""
    before = overtaken.history()
    codes(overtaken.ask(Do("acte_signe"), on=date(2026, 11, 30)))
    assert overtaken.history() == before
    answer = overtaken.do("engager_jugement", on=date(2026, 12, 3), fields={"accord_famille": True})
    assert answer.case.state == "preparation_requete"


def test_once_somebody_has_acted_the_expiry_stays(overtaken):
    """The family went to court: what is typed then can't rub out the way it took."""
    overtaken.do("engager_jugement", fields={"accord_famille": True})
    codes(overtaken.ask(Do("deposer", receipt=Receipt("1", None)), on=date(2026, 11, 30)))
    assert overtaken.held().case.state == "preparation_requete"


def test_data_typed_late_are_recorded_and_the_expiry_stands(overtaken):
    """They say nothing against it: only an act done in time does, or the corrected date."""
    answer = done(overtaken.ask(Record({"accompagnement_guichet": True}), on=date(2026, 11, 30)))
    assert [event.kind for event in answer.events] == ["recorded"]
    assert answer.case.state == "hors_delai"


def test_an_act_with_a_reminder_after_the_expiry_is_still_accepted(family):
    done(family.open("famille", fields={"depart": "2026-11-01"}))
    family.do("deposer", receipt=Receipt("7", None))
    family.wait(7)
    tick(family.house)
    assert family.held().case.state == "retard"
    family.wait(60)
    tick(family.house)
    assert done(family.ask(Do("attendre"), on=date(2026, 11, 11))).case.state == "pause"


def test_an_expiry_that_rested_on_a_wrong_date_is_undone_by_its_number(overtaken):
    """Then the date is corrected, and the clock counts from it; nothing moves in the agent's back."""
    expiry = next(event.sequence for event in overtaken.history() if event.kind == "expired")
    assert done(overtaken.ask(Revert(expiry, "la date était fausse"))).case.state == "pret_a_declarer"
    answer = done(overtaken.ask(Correct({"date_naissance": "2026-11-20"}, "lu sur le carnet")))
    assert answer.case.clocks["declaration"]["due"] == "2026-12-20"
    tick(overtaken.house)
    assert overtaken.held().case.state == "pret_a_declarer"
