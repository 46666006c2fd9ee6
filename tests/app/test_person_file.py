"""One person over all their cases: papers with what is left of their validity, consents, clocks."""

from datetime import date

from engine.app.people import add_person, merge_people
from engine.app.person_file import person_view, show_person
from engine.core.events import Actor, ChangeDocuments, GiveConsent
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, anyone, done
from tests.app.tampering import Hand


def person(desk: Desk, name: str = "Awa Diop") -> str:
    return add_person(desk.house, "person", COMMUNE, {"name": name}, AGENT)


def view(desk: Desk, subject: str, role: str = "agent"):
    return person_view(show_person(desk.house, subject, anyone(role)), "fr")


def birth(desk: Desk, subject: str, born: str = "2026-11-01") -> str:
    return done(desk.open("naissance", subject=subject, fields={"date_naissance": born})).case.case


def test_the_clocks_of_all_their_cases_run_together_the_nearest_first(any_desk):
    subject = person(any_desk)
    later, sooner = birth(any_desk, subject, "2026-11-05"), birth(any_desk, subject, "2026-10-20")
    clocks = [each for each in view(any_desk, subject)["deadlines"] if each["id"] == "declaration"]
    assert [(each["case"], each["due"], each["days_left"]) for each in clocks] == [
        (sooner, "2026-11-19", 13),
        (later, "2026-12-05", 29),
    ]


def test_a_closed_case_has_no_clock_left_and_stays_on_the_file(desk):
    subject = person(desk)
    case = birth(desk, subject)
    desk.do("constater_deces")
    found = view(desk, subject)
    assert found["deadlines"] == []
    assert [(each["case"], each["open"]) for each in found["cases"]] == [(case, False)]


def test_a_paper_stands_once_as_it_was_last_told_of(family):
    """Received here, verified there: what counts is the last word; the case where it came in is named."""
    subject = person(family)
    first = done(family.open("famille", subject=subject)).case.case
    done(family.ask(ChangeDocuments({"carte": "received"})))
    family.wait(2)
    done(family.open("ecole", subject=subject))
    done(family.ask(ChangeDocuments({"carte": "rejected"}), case=first))
    (paper,) = view(family, subject)["papers"]
    assert (paper["id"], paper["status"], paper["on"], paper["case"]) == ("carte", "rejected", "2026-11-08", first)


def test_what_is_left_of_a_paper_is_counted_from_the_day_on_it(family):
    subject = person(family)
    done(family.open("famille", subject=subject))
    done(family.ask(ChangeDocuments({"photo": "received", "carte": "received"}, {"photo": date(2026, 9, 1)})))
    held = {paper["id"]: paper for paper in view(family, subject)["papers"]}
    assert (held["photo"]["valid_until"], held["photo"]["days_left"]) == ("2027-03-01", 115)
    assert held["carte"]["valid_until"] is None


def test_a_paper_of_one_matter_stands_for_each_case(desk):
    subject = person(desk)
    cases = {birth(desk, subject), birth(desk, subject, "2026-10-20")}
    for case in cases:
        done(desk.ask(ChangeDocuments({"avis_naissance": "received"}), case=case))
    papers = [paper for paper in view(desk, subject)["papers"] if paper["id"] == "avis_naissance"]
    assert {paper["case"] for paper in papers} == cases
    assert {paper["serves"] for paper in papers} == {"case"}


def test_a_consent_says_whether_it_holds_has_run_out_or_was_taken_back(family):
    subject = person(family)
    done(family.open("famille", subject=subject))
    family.agree("accord", "partage")
    assert {each["standing"] for each in view(family, subject)["consents"]} == {"holds"}
    done(family.ask(GiveConsent("accord", False)))
    family.wait(200)
    told = {each["id"]: each["standing"] for each in view(family, subject)["consents"]}
    assert told == {"accord": "withdrawn", "partage": "expired"}


def test_two_records_of_one_person_have_one_file(desk):
    one, other = person(desk), person(desk, "Awa Diopp")
    cases = {birth(desk, one), birth(desk, other)}
    merge_people(desk.house, one, other, "Même date de naissance.", AGENT)
    for subject in (one, other):
        assert {each["case"] for each in view(desk, subject)["cases"]} == cases


def test_nothing_of_a_protected_case_shows_but_to_its_supervisor(family):
    """Neither the case, nor its papers, consents and clocks: the file is that of somebody who has none."""
    subject, nobody = person(family), person(family)
    family.actor = SUPERVISOR
    done(family.open("abri", subject=subject))
    done(family.ask(ChangeDocuments({"carte": "verified"})))
    empty = {**view(family, nobody), "subject": subject}
    assert view(family, subject) == empty
    assert [paper["id"] for paper in view(family, subject, "supervisor")["papers"]] == ["carte"]


def by_hand(desk: Desk, statement: str, *given: object) -> None:
    hand = Hand(desk.url)
    hand.run(statement, *given)
    hand.leave()


def test_a_case_whose_row_was_changed_is_named_and_the_rest_is_told(any_desk):
    """Fails when one case that doesn't hold ends the whole file."""
    subject = person(any_desk)
    changed, sound = birth(any_desk, subject), birth(any_desk, subject, "2026-10-20")
    row = "(SELECT id FROM streams WHERE name = ?)"
    by_hand(any_desk, f"UPDATE cases SET state = 'ailleurs' WHERE stream = {row}", changed)
    found = view(any_desk, subject)
    assert (found["damaged"], [each["case"] for each in found["cases"]]) == ([changed], [sound])
    assert {each["case"] for each in found["deadlines"]} == {sound}


def test_a_case_whose_history_was_changed_is_named_to_who_sees_every_desk_alone(desk):
    """Its row is no desk's any more; and the others are told to both."""
    subject = person(desk)
    changed, sound = birth(desk, subject), birth(desk, subject, "2026-10-20")
    hand = Hand(desk.url)
    hand.change(changed, len(desk.history(changed)), commune="agadir")
    hand.leave()
    chief = person_view(show_person(desk.house, subject, Actor("omar", "supervisor", "*")), "fr")
    for found, damaged in ((chief, [changed]), (view(desk, subject), [])):
        assert (found["damaged"], [each["case"] for each in found["cases"]]) == (damaged, [sound])


def test_a_record_of_the_same_person_that_was_changed_is_named_from_the_others(desk):
    one, other = person(desk), person(desk, "Awa Diopp")
    cases = {birth(desk, one), birth(desk, other)}
    merge_people(desk.house, one, other, "Même date de naissance.", AGENT)
    row = "(SELECT id FROM streams WHERE name = ?)"
    for changed, read in ((other, one), (one, other)):
        by_hand(desk, f"UPDATE subjects SET commune = 'agadir' WHERE stream = {row}", changed)
        found = view(desk, read)
        assert (found["damaged"], {each["case"] for each in found["cases"]}) == ([changed], cases)
        by_hand(desk, f"UPDATE subjects SET commune = '{COMMUNE}' WHERE stream = {row}", changed)
