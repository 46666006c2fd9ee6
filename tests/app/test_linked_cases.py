"""A case that opens others: in one transaction with its own step, and told when they end."""

import threading
from datetime import date

import pytest

from engine.app.agenda import tick
from engine.app.people import add_person
from engine.core.events import ChangeDocuments, Do, Force, Revert
from engine.errors import UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, codes, done, erase, write_pathways


def begin(desk: Desk, **fields) -> str:
    desk.open("famille", fields={"prenom": "Awa", **fields})
    desk.agree("accord")
    return desk.case


@pytest.fixture
def mother(any_family):
    begin(any_family, depart="2026-10-01", age=9)
    return any_family


@pytest.fixture
def parent(family):
    begin(family, age=9)
    return family


def child_of(answer) -> str:
    (effect,) = [effect for effect in answer.effects if effect.kind == "open"]
    return effect.details["case"]


def links(desk: Desk, case: str) -> dict:
    return desk.held(case).case.links


def all_cases(desk: Desk) -> list[str]:
    return [line.case for line in desk.house.store.read(lambda reading: reading.cases())]


# --- opened ---


def test_a_step_opens_a_linked_case_with_what_it_carries(mother):
    opener = mother.case
    answer = mother.do("confier")
    child = child_of(answer)
    held = mother.held(child)
    assert (held.case.process, held.case.state, held.case.commune) == ("ecole", "inscription", COMMUNE)
    assert held.case.subject == mother.held(opener).case.subject
    assert (held.case.fields, held.private) == ({"age": 9}, {"prenom": "Awa"})
    assert held.case.links == {"origine": {"process": "famille", "case": opener, "side": "from", "outcome": None}}
    assert links(mother, opener) == {"ecole": {"process": "ecole", "case": child, "side": "opened", "outcome": None}}
    assert [event.kind for event in answer.events] == ["moved", "linked"]
    assert answer.events[1].body["carried"] == ["age", "prenom"]
    assert answer.events[1].body["after"] == "2030-10-01"


def test_the_agreement_to_be_accompanied_goes_along(mother):
    child = child_of(mother.do("confier"))
    assert mother.held(child).case.consents["accord"]["given"]


def test_without_an_agreement_nothing_is_carried(any_family):
    done(any_family.open("famille", fields={"prenom": "Awa"}))
    assert codes(any_family.ask(Do("confier"))) == [("consent_missing", "accord")]
    assert all_cases(any_family) == [any_family.case]


def test_papers_held_there_are_held_here(mother):
    mother.papers(carte="verified")
    child = child_of(mother.do("confier"))
    assert mother.held(child).case.documents["carte"]["from"] == mother.case


def test_a_linked_case_that_cannot_open_undoes_the_whole_step(any_family):
    """The first of the two had opened already: it is gone with the step, and so are its subject's events."""
    opener = begin(any_family, age=99)
    before = any_family.history()
    with pytest.raises(UsageError, match=r"« ecole ».*\(age\)"):
        any_family.ask(Do("pousser"), key="k")
    assert any_family.history() == before
    assert all_cases(any_family) == [opener]
    assert any_family.held().case.sequence == 2


def test_a_pathway_that_is_not_published_undoes_the_step_as_well(sqlite_url, referentials):
    from tests.app.desk import desk_at

    alone = [each for each in referentials.invented if each.process == "famille"]
    desk = desk_at(sqlite_url, referentials, tuple(alone))
    begin(desk)
    with pytest.raises(UsageError, match="« ecole »"):
        desk.ask(Do("confier"))
    assert desk.kinds() == ["opened", "consented"]
    desk.house.store.close()


# --- closed ---


def test_a_closing_is_told_and_pulls_the_action_planned_for_it(mother):
    opener = mother.case
    child = child_of(mother.do("confier"))
    mother.do("admettre", case=child)
    told, pulled = [event for event in mother.history(opener) if event.actor == "systeme"][:2]
    assert (told.kind, told.body["name"], told.body["outcome"]) == ("linked", "ecole", "success")
    assert (pulled.kind, pulled.trigger, pulled.from_state, pulled.to_state) == (
        "moved",
        "ecole_faite",
        "suivi",
        "fini",
    )
    assert (pulled.role, pulled.happened_on) == ("system", "2026-11-06")
    assert mother.held(opener).case.outcome == "success"


def test_what_the_pulled_action_opens_is_opened(mother):
    opener = mother.case
    child = child_of(mother.do("confier"))
    mother.do("admettre", case=child)
    following = links(mother, opener)["suivante"]["case"]
    assert links(mother, following)["origine"]["case"] == opener
    assert mother.held(following).private == {"prenom": "Awa"}


def test_the_news_alone_when_the_action_is_not_open_or_not_allowed(parent):
    opener = parent.case
    child = child_of(parent.do("confier"))
    parent.do("refuser", case=child)
    assert links(parent, opener)["ecole"]["outcome"] == "refused"
    assert parent.held(opener).case.state == "suivi"
    assert parent.kinds(opener)[-1] == "linked"


def test_a_closing_goes_up_from_case_to_case(parent):
    """The end of the grandchild closes the child, and its opener hears of that."""
    opener = parent.case
    child = next(e.details["case"] for e in parent.do("pousser").effects if e.details["name"] == "proche")
    grandchild = child_of(parent.do("confier", case=child))
    parent.do("admettre", case=grandchild)
    assert parent.held(child).case.outcome == "success"
    assert links(parent, opener)["proche"]["outcome"] == "success"


def test_a_clock_that_closes_a_case_tells_the_opener_too(mother):
    opener = mother.case
    child = child_of(mother.do("confier"))
    mother.wait(31)
    tick(mother.house)
    assert mother.held(child).case.outcome == "refused"
    assert links(mother, opener)["ecole"]["outcome"] == "refused"


def test_a_forced_closing_is_told(parent):
    opener = parent.case
    child = child_of(parent.do("confier"))
    done(parent.ask(Force("refuse", "décision"), case=child, actor=SUPERVISOR))
    assert links(parent, opener)["ecole"]["outcome"] == "refused"


def test_a_case_that_opens_again_says_so(mother):
    """Or the opener would hold for done what is no longer."""
    opener = mother.case
    child = child_of(mother.do("confier"))
    mother.do("refuser", case=child)
    mother.do("rouvrir", case=child)
    assert links(mother, opener)["ecole"]["outcome"] is None
    mother.do("admettre", case=child)
    assert links(mother, opener)["ecole"]["outcome"] == "success"
    assert mother.held(opener).case.outcome == "success"


def test_a_case_that_opens_again_pulls_nothing(parent):
    opener = parent.case
    child = child_of(parent.do("prevenir"))
    parent.do("refuser", case=child)
    parent.do("rouvrir", case=opener, reason="la famille est revenue")
    parent.do("rouvrir", case=child)
    assert (parent.held(opener).case.state, links(parent, opener)["cours"]["outcome"]) == ("suivi", None)


def test_a_closing_undone_says_so_as_well(parent):
    opener = parent.case
    child = child_of(parent.do("confier"))
    closing = parent.do("refuser", case=child).events[0].sequence
    done(parent.ask(Revert(closing, "mauvais dossier"), case=child))
    assert links(parent, opener)["ecole"]["outcome"] is None


def test_a_step_that_closes_nothing_tells_nothing(parent):
    opener = parent.case
    child = child_of(parent.do("confier"))
    before = parent.history(opener)
    done(parent.ask(ChangeDocuments({"carte": "received"}), case=child))
    assert parent.history(opener) == before


def test_an_erased_person_s_cases_still_close_and_say_so(mother):
    """Nothing private can be sealed any more: neither the news nor what it pulls needs it."""
    opener = mother.case
    child = child_of(mother.do("prevenir"))
    erase(mother, mother.held().case.subject)
    mother.do("admettre", case=child)
    assert links(mother, opener)["cours"]["outcome"] == "success"
    assert mother.held(opener).case.outcome == "success"


def test_what_is_pulled_never_stands_in_the_way_of_the_closing(mother):
    """It would open a case for somebody who is no longer here: it isn't pulled, and the child is admitted."""
    opener = mother.case
    child = child_of(mother.do("confier"))
    erase(mother, mother.held().case.subject)
    mother.do("admettre", case=child)
    assert mother.held(child).case.outcome == "success"
    assert links(mother, opener) == {
        "ecole": {"process": "ecole", "case": child, "side": "opened", "outcome": "success"}
    }
    assert mother.held(opener).case.state == "suivi"


# --- the same link again ---


def test_a_second_case_under_one_name_leaves_the_first_its_own(mother):
    """Two children of a family: the last one opened bears the name, the first keeps it with a number."""
    opener = mother.case
    first = child_of(mother.do("confier"))
    mother.do("revenir")
    second = child_of(mother.do("confier"))
    assert {name: each["case"] for name, each in links(mother, opener).items()} == {"ecole.1": first, "ecole": second}


def test_each_of_them_is_told_of_when_it_closes(mother):
    opener = mother.case
    first = child_of(mother.do("confier"))
    mother.do("revenir")
    second = child_of(mother.do("confier"))
    mother.do("admettre", case=first)
    assert (links(mother, opener)["ecole.1"]["outcome"], links(mother, opener)["ecole"]["outcome"]) == ("success", None)
    assert mother.held(opener).case.state == "suivi", "the condition asks about the last one opened"
    mother.do("admettre", case=second)
    assert mother.held(opener).case.state == "fini"


def test_a_second_opening_undone_gives_the_name_back_to_the_first(mother):
    opener = mother.case
    first = child_of(mother.do("confier"))
    mother.do("revenir")
    answer = mother.do("confier")
    second = child_of(answer)
    undone = done(mother.ask(Revert(answer.events[0].sequence, "mauvais bouton")))
    assert [effect.details["case"] for effect in undone.effects] == [second]
    assert {name: each["case"] for name, each in links(mother, opener).items()} == {"ecole": first}
    mother.do("admettre", case=first)
    assert links(mother, opener)["ecole"]["outcome"] == "success"


# --- undone ---


def test_an_undone_step_leaves_its_linked_case_open_and_says_so(mother):
    answer = mother.do("confier")
    child = child_of(answer)
    undone = done(mother.ask(Revert(answer.events[0].sequence, "mauvais bouton")))
    assert [(effect.kind, effect.what, effect.details["case"]) for effect in undone.effects] == [
        ("left_open", "ecole", child)
    ]
    assert (mother.held().case.state, mother.held().case.links) == ("debut", {})
    before = mother.history()
    mother.do("admettre", case=child)
    assert mother.history() == before


# --- protected ---


def test_an_ordinary_case_never_shows_the_protected_one_it_opened(any_family):
    opener = begin(any_family)
    answer = any_family.do("ecouter")
    assert [effect for effect in answer.effects if effect.kind == "open"] == []
    (hidden,) = [case for case in all_cases(any_family) if case != opener]
    assert links(any_family, hidden)["origine"]["case"] == opener
    done(any_family.ask(Do("finir"), case=hidden, actor=SUPERVISOR))
    told = str(any_family.show(opener)) + str(any_family.next(opener)) + str(any_family.history(opener))
    assert hidden not in told
    assert "abri" not in str([event.body for event in any_family.history(opener)])
    assert any_family.held(opener).case.links == {}


def test_a_protected_case_that_cannot_open_is_not_named(sqlite_url, referentials, tmp_path):
    """« Le dossier lié « abri » ne peut pas s'ouvrir (prenom) » told an agent what the action was about."""
    from engine.reader.load import Referential
    from tests.app.desk import desk_at

    long = ("prenom: {type: text, class: personal, label", "prenom: {type: integer, class: personal, label")
    folder = write_pathways(tmp_path / "essai")
    path = folder / "abri.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(*long), encoding="utf-8")
    desk = desk_at(sqlite_url, referentials, Referential(folder).read_all())
    begin(desk)
    with pytest.raises(UsageError) as refused:
        desk.ask(Do("ecouter"))
    told = refused.value.message + refused.value.remedy
    assert "abri" not in told
    assert "prenom" not in told
    assert desk.kinds() == ["opened", "consented"]
    desk.house.store.close()


# --- together ---


def test_two_closings_at_once_are_both_told(any_family):
    subject = add_person(any_family.house, "person", COMMUNE, {"name": "Awa"}, AGENT)
    any_family.open("famille", subject=subject, fields={"prenom": "Awa", "age": 9})
    any_family.agree("accord")
    opener = any_family.case
    children = [effect.details["case"] for effect in any_family.do("pousser").effects]
    steps = {children[0]: Do("clore", reason="fait"), children[1]: Do("refuser")}
    threads = [
        threading.Thread(target=lambda case=case, ask=ask: done(any_family.ask(ask, case=case)))
        for case, ask in steps.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {link["outcome"] for link in links(any_family, opener).values()} == {"success", "refused"}


def test_the_day_of_the_closing_is_the_day_it_happened(parent):
    opener = parent.case
    child = child_of(parent.do("confier"))
    parent.wait(5)
    parent.do("admettre", on=date(2026, 11, 8), case=child)
    told = next(e for e in parent.history(opener) if e.kind == "linked" and e.body.get("outcome"))
    assert (told.happened_on, told.recorded_at[:10]) == ("2026-11-08", "2026-11-11")
