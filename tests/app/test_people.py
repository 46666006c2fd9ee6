"""Whom cases are for: recorded, found by the sound of a name, corrected, and one person under two records."""

from dataclasses import replace

import pytest

from engine.app.people import (
    FIELDS,
    KINDS,
    add_person,
    correct_person,
    merge_people,
    same_person,
    search,
)
from engine.app.person_file import person_view, show_person
from engine.errors import UsageError
from tests.app.desk import AGENT, COMMUNE, Desk, anyone, done, erase, shape


def add(desk: Desk, name: str = "Aminata Diallo", commune: str = COMMUNE, **data) -> str:
    return add_person(desk.house, "person", commune, {"name": name, **data}, replace(AGENT, commune=commune))


def found(desk: Desk, words: str, **options) -> list[str]:
    return [match.subject.id for match in search(desk.house, words, anyone("agent"), **options)]


def events(desk: Desk, subject: str):
    return [event for event, _ in desk.house.store.read(lambda reading: reading.history(subject))]


# --- recorded ---


def test_everything_that_is_kept_comes_back(any_desk):
    data = {
        "name": "Fatou N'Diaye",
        "name_ar": "فاتو انداي",
        "sex": "f",
        "birth_date": "1995-04-30",
        "birth_year": "1995",
        "language": "wolof",
        "nationality": "SN",
        "contact": "06 00 00 00 00, le soir",
        "household": "avec sa sœur",
    }
    assert set(data) == set(FIELDS)
    subject = add_person(any_desk.house, "person", COMMUNE, data, AGENT)
    assert dict(show_person(any_desk.house, subject, anyone("agent")).subject.data) == data
    assert [event.kind for event in events(any_desk, subject)] == ["subject_added"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_may_be_of_any_kind(desk, kind):
    subject = add_person(desk.house, kind, COMMUNE, {}, AGENT)
    assert show_person(desk.house, subject, anyone("agent")).subject.kind == kind


def test_names_are_kept_as_people_write_them(desk):
    for name in ("ⴰⵎⵉⵏⴰ", "ߊߡߌߣߊ", "𞤢𞤥𞤭𞤲𞤢", "Ait  Ba‌ha", "O'Brien-Ouédraogo"):
        assert show_person(desk.house, add(desk, name), anyone("agent")).subject.data["name"] == name


def test_what_acts_unseen_is_cleaned(desk):
    assert show_person(desk.house, add(desk, " Amina\x07\u202e "), anyone("agent")).subject.data["name"] == "Amina"


def test_every_mistake_is_told_at_once_and_nothing_is_written(desk):
    with pytest.raises(UsageError) as refused:
        add(desk, "\u200d", sex="femme", birth_date="30/04/1995", birth_year="95", taille="1,70")
    for word in ("« name »", "le sexe", "date de naissance", "l'année", "« taille »"):
        assert word in refused.value.message
    assert desk.house.store.read(lambda reading: list(reading.subjects())) == []


@pytest.mark.parametrize(
    "data", [{"birth_date": "2026-11-07"}, {"birth_year": "2027"}, {"birth_year": "1899"}, {"contact": "0" * 2001}]
)
def test_a_value_out_of_bounds_is_refused(desk, data):
    with pytest.raises(UsageError):
        add(desk, **data)


def test_an_unknown_kind_or_commune_is_refused_with_the_good_words(desk):
    with pytest.raises(UsageError) as refused:
        add_person(desk.house, "robot", COMMUNE, {}, AGENT)
    assert "household" in refused.value.remedy
    with pytest.raises(UsageError, match="tiznit"):
        add(desk, commune="tizint")


# --- found ---


@pytest.mark.parametrize(
    "words", ["aminata diallo", "AMINATA", "Diallo Aminata", "Aminatta Dialo", "أميناتا ديالو", "ديالو", "Amînata"]
)
def test_a_name_is_found_by_its_sound_in_both_alphabets(any_desk, words):
    wanted = add(any_desk)
    add(any_desk, "Brahim Ouhaddou")
    assert found(any_desk, words) == [wanted]


@pytest.mark.parametrize("words", ["fatima el idrissi", "فاطمة الإدريسي", "Fatma Idrissi"])
def test_a_name_written_in_arabic_is_found_too(desk, words):
    wanted = add(desk, "", name_ar="فاطمة الإدريسي")
    add(desk, "Mamadou Traoré")
    assert found(desk, words) == [wanted]


def test_the_closest_comes_first_and_the_list_is_bounded(desk):
    near = [add(desk, name) for name in ("Aminata Diallo", "Aminata Diarra", "Aminata Dia")]
    assert found(desk, "Aminata Diallo")[0] == near[0]
    assert len(found(desk, "Aminata", limit=2)) == 2


def test_a_search_may_keep_to_one_commune(desk):
    here, there = add(desk), add(desk, commune="tiznit")
    assert set(found(desk, "Aminata")) == {here, there}
    assert found(desk, "Aminata", commune="tiznit") == [there]
    code = desk.house.territory.communes["tiznit"].code
    assert found(desk, "Aminata", commune=code) == [there]


@pytest.mark.parametrize("words", ["", "  ", "zzz"])
def test_a_search_for_nothing_finds_nobody(desk, words):
    add(desk)
    assert found(desk, words) == []


def test_an_erased_person_is_found_by_nobody(any_desk):
    subject = add(any_desk)
    erase(any_desk, subject)
    assert found(any_desk, "Aminata") == []
    assert (
        show_person(any_desk.house, subject, anyone("agent")).subject.data,
        show_person(any_desk.house, subject, anyone("agent")).subject.erased,
    ) == (
        {},
        True,
    )


# --- corrected ---


def test_a_correction_changes_what_it_names_and_keeps_the_rest(any_desk):
    subject = add(any_desk, sex="f", contact="le matin")
    correct_person(any_desk.house, subject, {"name": "Aminatou Diallo", "contact": ""}, "lu sur le passeport", AGENT)
    assert dict(show_person(any_desk.house, subject, anyone("agent")).subject.data) == {
        "name": "Aminatou Diallo",
        "sex": "f",
    }
    private = any_desk.house.store.read(lambda reading: [reading.private(subject, number) for number in (1, 2)])
    assert private[0]["fields.name"] == "Aminata Diallo"
    assert private[1]["reason"] == "lu sur le passeport"


def test_nothing_given_takes_a_value_away(desk):
    subject = add(desk, contact="le matin")
    correct_person(desk.house, subject, {"contact": None}, "ne veut plus être appelée", AGENT)
    assert "contact" not in show_person(desk.house, subject, anyone("agent")).subject.data


@pytest.mark.parametrize(
    ("data", "reason"), [({"name": "Hawa"}, " "), ({}, "motif"), ({"sex": "?"}, "motif")], ids=["why", "what", "wrong"]
)
def test_a_correction_without_reason_or_data_writes_nothing(desk, data, reason):
    subject = add(desk)
    with pytest.raises(UsageError):
        correct_person(desk.house, subject, data, reason, AGENT)
    assert len(events(desk, subject)) == 1


@pytest.mark.parametrize("act", [correct_person, merge_people])
def test_an_unknown_person_is_told_and_the_search_named(desk, act):
    other = {"name": "Hawa"} if act is correct_person else add(desk)
    with pytest.raises(UsageError, match="B-0000-0000") as refused:
        act(desk.house, "B-0000-0000", other, "motif", AGENT)
    assert "person search" in refused.value.remedy


# --- two records of one person ---


def test_two_records_show_the_cases_of_both_and_nothing_moves(any_desk):
    kept, other = add(any_desk), add(any_desk, "Aminatou Dialo", contact="le soir")
    cases = [done(any_desk.open("naissance", subject=subject)).case.case for subject in (kept, other)]
    before = [any_desk.house.store.read(lambda reading, case=case: reading.history(case)) for case in cases]
    subject = merge_people(any_desk.house, kept, other, "même date de naissance, même photo", AGENT)
    assert (subject.id, subject.data["name"], subject.data["contact"]) == (kept, "Aminata Diallo", "le soir")
    for each in (kept, other):
        assert {own.line.case for own in show_person(any_desk.house, each, anyone("agent")).cases} == set(cases)
    after = [any_desk.house.store.read(lambda reading, case=case: reading.history(case)) for case in cases]
    assert after == before
    assert [any_desk.held(case).case.subject for case in cases] == [kept, other]


def test_three_records_of_one_person_are_one_whichever_is_asked(desk):
    first, second, third = (add(desk) for _ in range(3))
    merge_people(desk.house, second, first, "même personne", AGENT)
    merge_people(desk.house, third, second, "même personne", AGENT)
    for each in (first, second, third):
        assert set(desk.house.store.read(lambda reading, each=each: same_person(reading, each))) == {
            first,
            second,
            third,
        }


def test_two_merged_groups_are_one(desk):
    one, two, three, four = (add(desk) for _ in range(4))
    merge_people(desk.house, one, two, "même personne", AGENT)
    merge_people(desk.house, three, four, "même personne", AGENT)
    merge_people(desk.house, one, three, "même personne", AGENT)
    for each in (one, two, three, four):
        found = desk.house.store.read(lambda reading, each=each: same_person(reading, each))
        assert sorted(found) == sorted((one, two, three, four))


def test_one_person_is_found_once_under_any_of_their_names(any_desk):
    kept, other = add(any_desk, "Fatima Zahra"), add(any_desk, "Zohra Amghar")
    merge_people(any_desk.house, kept, other, "même personne", AGENT)
    assert found(any_desk, "Zohra Amghar") == [kept]
    assert found(any_desk, "Fatima Zahra") == [kept]


def test_a_merge_is_refused_where_it_makes_no_sense(desk):
    one, two = add(desk), add(desk)
    household = add_person(desk.house, "household", COMMUNE, {}, AGENT)
    for keep, merged, reason in ((one, one, "motif"), (one, two, ""), (one, household, "motif")):
        with pytest.raises(UsageError):
            merge_people(desk.house, keep, merged, reason, AGENT)
    merge_people(desk.house, one, two, "même personne", AGENT)
    with pytest.raises(UsageError, match="déjà fusionnée"):
        merge_people(desk.house, two, one, "motif", AGENT)
    assert [len(events(desk, each)) for each in (one, two, household)] == [2, 2, 1]


# --- shown ---


def test_a_person_is_shown_with_what_each_case_holds(desk):
    subject = add(desk)
    done(desk.open("naissance", subject=subject))
    desk.papers(passeport_mere="received")
    desk.agree("accompagnement")
    view = person_view(show_person(desk.house, subject, anyone("agent")), "fr")
    shape(
        view,
        "subject",
        "kind",
        "commune",
        "data",
        "cases:case process state commune opened_on due outcome documents consents",
    )
    (case,) = view["cases"]
    assert case["documents"]["passeport_mere"]["status"] == "received"
    assert case["consents"]["accompagnement"]["given"]
