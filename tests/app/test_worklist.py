"""The day's work: the most pressing first, each with its next act as a verb."""

import pytest

from engine.app.agenda import tick, worklist
from engine.app.people import add_person
from engine.core.events import Assign, Do, Receipt, Transfer
from engine.errors import UsageError
from tests.app.desk import AGENT, COMMUNE, Desk, done, erase


def birth(desk: Desk, born: str, **options) -> str:
    fields = {
        "date_naissance": born,
        "lieu_accouchement": "maternite_publique",
        "commune_naissance": "tiznit",
        "couple": "etranger",
        "filiation": "deux_parents",
        "enfant_avec_famille": True,
        "declaration_deja_faite": False,
    }
    return done(desk.open("naissance", fields=fields, **options)).case.case


def rows(desk: Desk, **filters):
    return {row.line.case: row for row in worklist(desk.house, **filters)}


def test_the_most_pressing_comes_first_and_those_without_a_day_last(any_desk):
    later, sooner = birth(any_desk, "2026-11-05"), birth(any_desk, "2026-10-20")
    none = done(any_desk.open("accueil")).case.case
    assert list(rows(any_desk)) == [sooner, later, none]


@pytest.mark.parametrize(
    ("born", "status", "left"),
    [
        ("2026-10-01", "overdue", -6),
        ("2026-10-07", "today", 0),
        ("2026-10-08", "soon", 1),
        ("2026-10-14", "soon", 7),
        ("2026-10-15", "open", 8),
    ],
)
def test_a_row_says_how_pressing_it_is(desk, born, status, left):
    case = birth(desk, born)
    row = rows(desk)[case]
    assert (row.status, row.days_left) == (status, left)


def test_a_case_that_waits_for_others_says_so(desk):
    case = birth(desk, "2026-11-01")
    desk.do("constituer_dossier")
    desk.papers(avis_naissance="received", passeport_mere="received")
    desk.do("completer", fields={"declarant": "mere", "prenom_verifie": True})
    desk.do("deposer", receipt=Receipt("118", None))
    row = rows(desk)[case]
    assert row.status == "waiting"
    assert row.state.fr == "Déclaration déposée"


def test_the_next_act_is_a_verb_in_three_languages(any_desk):
    case = birth(any_desk, "2026-11-01")
    row = rows(any_desk)[case]
    assert row.next_act == ("Constituer le dossier", "تكوين الملف", "Build the file")
    assert row.process.fr == "Enregistrement d'une naissance à l'état civil"


def test_a_row_says_whose_case_it_is(any_desk):
    subject = add_person(any_desk.house, "person", COMMUNE, {"name": "Aminata Diallo"}, AGENT)
    case = birth(any_desk, "2026-11-01", subject=subject)
    row = rows(any_desk)[case]
    assert (row.subject.id, row.subject.data["name"]) == (subject, "Aminata Diallo")


def test_an_erased_person_s_case_is_still_listed(any_desk):
    case = birth(any_desk, "2026-11-01")
    erase(any_desk, any_desk.held().case.subject)
    assert rows(any_desk)[case].subject.data == {}


def test_a_closed_case_is_no_work(desk):
    birth(desk, "2026-11-01")
    desk.do("constater_deces")
    assert rows(desk) == {}


def test_a_clock_that_rang_moves_the_case_on_the_list(desk):
    case = birth(desk, "2026-10-01")
    tick(desk.house)
    row = rows(desk)[case]
    assert (row.line.state, row.next_act.fr) == ("hors_delai", "Engager la voie du jugement")


def test_filters_keep_what_they_say(any_desk):
    here = birth(any_desk, "2026-11-01")
    there = birth(any_desk, "2026-11-02", commune="tiznit")
    welcome = done(any_desk.open("accueil")).case.case
    done(any_desk.ask(Assign("amina"), case=here))
    assert set(rows(any_desk, commune="tiznit")) == {there}
    assert set(rows(any_desk, commune=any_desk.house.territory.communes["tiznit"].code)) == {there}
    assert set(rows(any_desk, process="accueil")) == {welcome}
    assert set(rows(any_desk, assigned="amina")) == {here}
    assert set(rows(any_desk, until="2026-12-01")) == {here}


def test_a_case_handed_over_is_on_the_other_desk_s_list(desk):
    case = birth(desk, "2026-11-01")
    done(desk.ask(Transfer("tiznit", "déménagement")))
    assert (set(rows(desk, commune=COMMUNE)), set(rows(desk, commune="tiznit"))) == (set(), {case})


def test_an_unknown_commune_is_refused_rather_than_empty(desk):
    with pytest.raises(UsageError, match="tiznit"):
        worklist(desk.house, commune="tizint")


def test_the_list_is_read_page_after_page(any_desk):
    cases = [birth(any_desk, f"2026-11-{day:02}") for day in (1, 2, 2, 3, 3)]
    cases.append(done(any_desk.open("accueil")).case.case)
    found, after = [], None
    while page := worklist(any_desk.house, limit=2, after=after):
        found += [row.line.case for row in page]
        after = page[-1].line.cursor
    assert found == cases


def test_nothing_stands_in_the_way_of_the_list_of_a_case_in_an_emergency(desk):
    case = birth(desk, "2026-11-01")
    done(desk.ask(Do("signaler_urgence")))
    assert rows(desk)[case].next_act is None


def test_closing_a_case_is_never_proposed_as_the_next_thing_to_do(desk):
    """Suspended: what is possible is common to all pathways, and most of it is an end."""
    case = birth(desk, "2026-11-01")
    desk.do("suspendre", fields={"motif_suspension": "voyage"})
    assert rows(desk)[case].next_act is None
