"""What a person may ask after their case went to another desk: either desk answers, each of what it holds."""

from dataclasses import replace

import pytest

from engine.app import erasing
from engine.app.access import Asked, access
from engine.app.cases import perform
from engine.app.holdings import give_access, printed
from engine.app.listing import search_known
from engine.app.objecting import object_to
from engine.app.people import add_person, correct_person, namesakes, search
from engine.core.events import Actor, Assign, Do, GiveConsent, Record, Transfer
from engine.errors import EngineError, PersonNotFound, UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, done
from tests.app.test_holdings import text_of

HERE = Actor("said", "agent", "tiznit")
LEAD = Actor("khadija", "supervisor", "tiznit")
STRANGER = Actor("brahim", "agent", "taroudant")
AUDITOR = Actor("youssef", "auditor", "*")


@pytest.fixture
def moved(any_desk):
    """Somebody whose birth case went from Aït Melloul to Tiznit, and was taken up there; the person."""
    person = add_person(any_desk.house, "person", COMMUNE, {"name": "Zoubida Ouazzani"}, AGENT)
    done(any_desk.open("naissance", subject=person))
    any_desk.set(date_naissance="2026-11-01")
    done(any_desk.ask(GiveConsent("statistiques", True)))
    done(any_desk.ask(Transfer("tiznit", "la famille a déménagé")))
    done(perform(any_desk.house, any_desk.case, Assign("said"), HERE, any_desk.today))
    return person


def test_the_desk_that_has_the_case_gives_access_and_tells_its_way(any_desk, moved):
    """Fails when only the desk of the person's record may answer them."""
    view = give_access(any_desk.house, moved, HERE, "fr")
    assert [case["number"] for case in view["cases"]] == [any_desk.case]
    assert view["transfers"] == [
        {"on": "2026-11-06", "case": any_desk.case, "from": "Ait Melloul", "to": "Tiznit"},
    ]
    assert view["desks"] == [{"name": "Ait Melloul", "holds": True}, {"name": "Tiznit", "holds": True}]
    text = text_of(printed(any_desk.house, view, "fr"))
    assert "du bureau de Ait Melloul à celui de Tiznit" in text


def test_the_desk_that_sent_it_says_where_it_went_and_shows_no_more_of_it(any_desk, moved):
    view = give_access(any_desk.house, moved, AGENT, "ar")
    assert view["cases"] == []
    assert [desk["holds"] for desk in view["desks"]] == [True, True]
    assert [transfer["case"] for transfer in view["transfers"]] == [any_desk.case]
    assert printed(any_desk.house, view, "ar").startswith(b"%PDF")


def test_a_desk_that_never_had_the_case_learns_nothing(any_desk, moved):
    for ask in (
        lambda: give_access(any_desk.house, moved, STRANGER, "fr"),
        lambda: object_to(any_desk.house, moved, "statistiques", "Elle ne veut plus.", STRANGER),
        lambda: erasing.ask_erasure(any_desk.house, moved, "retrait", "Elle part.", STRANGER),
    ):
        with pytest.raises(PersonNotFound):
            ask()


def test_a_sealed_case_leaves_no_way_to_be_read(desk):
    """Fails when the paper of an agent's desk tells of the transfer of a protected case."""
    person = add_person(desk.house, "person", COMMUNE, {"name": "Zoubida Ouazzani"}, AGENT)
    desk.actor = SUPERVISOR
    done(desk.open("protection", subject=person))
    done(desk.ask(Transfer("tiznit", "mise à l'abri")))
    told = [
        give_access(desk.house, person, actor, "fr", protected=protected)
        for actor, protected in ((AGENT, False), (AGENT, True), (SUPERVISOR, False), (SUPERVISOR, True))
    ]
    assert [(len(each["transfers"]), len(each["desks"])) for each in told] == [(0, 1), (0, 1), (0, 1), (1, 2)]


def test_an_objection_is_honoured_where_the_case_is(any_desk, moved):
    objection = object_to(any_desk.house, moved, "statistiques", "Elle ne veut plus être comptée.", HERE)
    assert objection.withdrawn == ((any_desk.case, "statistiques"),)


def test_an_erasure_is_asked_and_carried_out_where_the_case_is(any_desk, moved):
    """Fails when the rights of an erasure go by the commune of the record alone."""
    with pytest.raises(UsageError, match=any_desk.case):
        erasing.ask_erasure(any_desk.house, moved, "retrait", "Elle retire son accord.", HERE)
    done(perform(any_desk.house, any_desk.case, Record({"motif_abandon": "choix"}), HERE, any_desk.today))
    done(perform(any_desk.house, any_desk.case, Do("abandonner"), HERE, any_desk.today))
    erasing.ask_erasure(any_desk.house, moved, "retrait", "Elle retire son accord.", HERE)
    assert [each.subject for each in erasing.requests(any_desk.house, LEAD)] == [moved]
    assert [each.subject for each in erasing.requests(any_desk.house, SUPERVISOR)] == [moved]
    assert erasing.approve_erasure(any_desk.house, moved, LEAD).cases == 1
    assert any_desk.held().erased


def test_a_demand_is_shown_to_whoever_made_it(any_desk, moved):
    """Fails when the list passes over one's own: an agent approves nothing, and sees what they asked."""
    done(perform(any_desk.house, any_desk.case, Record({"motif_abandon": "choix"}), HERE, any_desk.today))
    done(perform(any_desk.house, any_desk.case, Do("abandonner"), HERE, any_desk.today))
    erasing.ask_erasure(any_desk.house, moved, "retrait", "Elle retire son accord.", HERE)
    assert [each.asked_by for each in erasing.requests(any_desk.house, HERE)] == ["said"]
    assert erasing.requests(any_desk.house, Actor("amal", "agent", "tiznit")) == []


def test_a_broken_glass_gives_no_right_over_the_person(any_desk, moved):
    """Fails when what opens a case for reading also hands a person's data over, corrects or erases them."""
    behind_glass = Actor("brahim", "supervisor", "taroudant", frozenset({any_desk.case}))
    for ask in (
        lambda: give_access(any_desk.house, moved, behind_glass, "fr"),
        lambda: erasing.ask_erasure(any_desk.house, moved, "retrait", "Elle part.", behind_glass),
        lambda: correct_person(any_desk.house, moved, {"name": "Autre"}, "essai", behind_glass),
    ):
        with pytest.raises(EngineError, match=r"pas ce droit|accessible ici"):
            ask()


def test_the_supervisor_of_the_new_desk_asks_who_saw_the_person(any_desk, moved):
    give_access(any_desk.house, moved, HERE, "fr")
    assert access(any_desk.house, Asked(person=moved), LEAD, 10).found
    with pytest.raises(PersonNotFound):
        access(any_desk.house, Asked(person=moved), Actor("brahim", "supervisor", "taroudant"), 10)


def test_a_login_that_nobody_has_is_told_and_not_counted_as_nothing_seen(any_desk, moved):
    """Fails when a mistyped login is answered « nothing seen »."""
    give_access(any_desk.house, moved, HERE, "fr")
    assert access(any_desk.house, Asked(agent="said"), AUDITOR, 10).found
    with pytest.raises(UsageError, match="Aucun compte « sayd »"):
        access(any_desk.house, Asked(agent="sayd"), AUDITOR, 10)


def test_a_search_finds_nobody_by_a_sealed_case(desk):
    """Fails when an agent is shown, by name, another desk's person who has nothing here but a protected case."""
    person = add_person(
        desk.house, "person", "rasmouka", {"name": "Zoubida Ouazzani"}, replace(SUPERVISOR, commune="*")
    )
    desk.actor = replace(SUPERVISOR, commune="*")
    done(desk.open("protection", subject=person, commune=COMMUNE))
    for actor, found in ((AGENT, []), (SUPERVISOR, [person])):
        assert [each.subject.id for each in search(desk.house, "Zoubida Ouazzani", actor)] == found
        assert [each.subject.id for each in namesakes(desk.house, ["Zoubida Ouazzani"], actor)] == found
        assert [each.match.subject.id for each in search_known(desk.house, "Zoubida", actor, limit=9)] == found
    done(desk.open("accueil", subject=person, commune=COMMUNE))
    assert [each.subject.id for each in search(desk.house, "Zoubida Ouazzani", AGENT)] == [person]
