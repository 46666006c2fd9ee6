"""Opening a case: under which version, for whom, with what is already known, and once only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.app.cases import open_case
from engine.app.opening import Opening
from engine.app.people import add_person, merge_people
from engine.core.events import EVERYWHERE, Actor, ChangeDocuments, GiveConsent, Note
from engine.errors import KeyReused, NotAllowed, UsageError
from engine.reader.load import Referential
from tests.app.desk import AGENT, ATELIER, COMMUNE, SUPERVISOR, TODAY, Desk, codes, done, erase, write_pathways


def person(desk: Desk, name: str = "Aminata Diallo") -> str:
    return add_person(desk.house, "person", COMMUNE, {"name": name}, AGENT)


def holding(desk: Desk, process: str, subject: str, **papers: str) -> str:
    """A case of that person where these papers have these statuses."""
    done(desk.open(process, subject=subject))
    if papers:
        desk.papers(**papers)
    return desk.case


def test_a_case_opens_in_the_first_state_of_its_pathway(any_desk):
    case = done(any_desk.open("naissance", on=date(2026, 11, 3))).case
    assert (case.process, case.version, case.state, case.sequence) == ("naissance", 2, "qualification", 1)
    assert (case.opened_on, case.commune) == ("2026-11-03", COMMUNE)
    assert any_desk.held().case == case


def test_the_desk_of_the_opening_keeps_the_case(desk):
    """A supervisor of the whole territory may open one for a desk: one of another commune may not."""
    desk.actor = Actor("omar", "supervisor", EVERYWHERE)
    assert done(desk.open("naissance")).case.commune == COMMUNE
    with pytest.raises(NotAllowed):
        open_case(desk.house, Opening("naissance", COMMUNE, TODAY), Actor("omar", "supervisor", "agadir"))


def test_what_is_given_at_the_opening_is_recorded_and_starts_the_clocks(any_desk):
    done(any_desk.open("naissance", fields={"date_naissance": "2026-11-01", "lieu_accouchement": "domicile"}))
    held = any_desk.held()
    assert held.private == {"date_naissance": "2026-11-01"}
    assert held.case.fields == {"lieu_accouchement": "domicile"}
    assert held.case.clocks["declaration"]["due"] == "2026-12-01"


def test_every_wrong_value_is_told_and_nothing_is_opened(any_desk):
    """Not even the unnamed subject that would have been made."""
    answer = any_desk.open("naissance", fields={"date_naissance": "2026-11-07", "couple": "autre", "inconnue": "1"})
    assert set(codes(answer)) >= {("unknown_field", "inconnue")}
    assert any_desk.house.store.read(lambda reading: reading.cases()) == []
    assert any_desk.house.store.read(lambda reading: list(reading.subjects())) == []


def test_nothing_can_have_been_opened_tomorrow(desk):
    assert codes(desk.open("naissance", on=TODAY + timedelta(days=1))) == [("in_the_future", "2026-11-07")]


def test_without_a_subject_an_unnamed_one_is_made_to_be_completed(any_desk):
    case = done(any_desk.open("naissance")).case
    subject = any_desk.house.store.read(lambda reading: reading.subject(case.subject))
    assert (subject.kind, subject.commune, subject.data) == ("person", COMMUNE, {})


def test_with_a_subject_the_case_is_theirs(any_desk):
    known = person(any_desk)
    done(any_desk.open("naissance", subject=known))
    assert [line.case for line in any_desk.house.store.read(lambda reading: reading.cases_of(known))] == [any_desk.case]


def test_an_unknown_subject_is_refused_and_the_search_named(desk):
    with pytest.raises(UsageError) as refused:
        desk.open("naissance", subject="B-0000-0000")
    assert "person search" in refused.value.remedy


def test_an_erased_subject_is_as_an_unknown_one(any_family):
    """Who was erased and comes back is somebody new: nothing of theirs could be sealed."""
    known = person(any_family)
    erase(any_family, known)
    with pytest.raises(UsageError, match=known):
        any_family.open("famille", subject=known)


def test_an_unknown_commune_is_refused_with_the_nearest_one(desk):
    with pytest.raises(UsageError, match="tiznit"):
        desk.open("naissance", commune="tizint")


def test_an_unknown_pathway_is_refused_with_those_there_are(desk):
    with pytest.raises(UsageError) as refused:
        desk.open("naisance")
    assert "« naissance »" in refused.value.message
    assert all(known in refused.value.remedy for known in ("accueil", "naissance"))


@pytest.mark.parametrize(("third", "version"), [("draft", 3), ("retired", 2)])
def test_the_newest_version_that_is_not_retired_is_taken(family, tmp_path, third, version):
    for number, status in ((2, "draft"), (3, third)):
        folder = write_pathways(
            tmp_path / str(number), ("version: 1", f"version: {number}"), ("status: draft", f"status: {status}")
        )
        family.publish(Referential(folder).read_all())
    assert done(family.open("famille")).case.version == version


def test_a_case_goes_on_under_the_version_it_was_opened_with(family, tmp_path):
    done(family.open("famille"))
    family.publish(Referential(write_pathways(tmp_path, ("version: 1", "version: 2"))).read_all())
    family.do("attendre")
    assert family.held().case.version == 1
    assert done(family.open("famille")).case.version == 2


# --- papers held in the person's other cases ---


def test_papers_held_elsewhere_come_in_with_where_they_come_from(any_family):
    known = person(any_family)
    first = holding(any_family, "famille", known, carte="verified", photo="requested")
    any_family.wait(3)
    case = done(any_family.open("ecole", subject=known)).case
    assert case.documents == {"carte": {"status": "verified", "on": "2026-11-06", "from": first}}
    assert "missing" not in {
        paper["stands"] for each in any_family.next()["documents"][:1] for paper in each["options"]["carte"]
    }


def test_the_last_word_on_a_paper_counts(family):
    known = person(family)
    first = holding(family, "famille", known)
    second = holding(family, "famille", known, carte="received", photo="received")
    family.wait(2)
    done(family.ask(ChangeDocuments({"carte": "verified"}), case=first))
    family.actor = SUPERVISOR
    papers = done(family.open("abri", subject=known)).case.documents
    assert papers["carte"] == {"status": "verified", "on": "2026-11-08", "from": first}
    assert papers["photo"]["from"] == second


def test_the_day_written_on_a_paper_comes_with_it(family):
    known = person(family)
    done(family.open("famille", subject=known))
    done(family.ask(ChangeDocuments({"carte": "received"}, {"carte": date(2026, 9, 1)})))
    assert done(family.open("ecole", subject=known)).case.documents["carte"]["issued"] == "2026-09-01"


@pytest.mark.parametrize("status", ["requested", "rejected", "missing", "waived"])
def test_a_paper_that_nobody_can_show_stays(family, status):
    known = person(family)
    holding(family, "famille", known, carte=status)
    assert done(family.open("ecole", subject=known)).case.documents == {}


def test_a_receipt_stays_with_the_filing_it_proves(family):
    """It would start the clock of a filing that never took place."""
    known = person(family)
    holding(family, "famille", known, recu="received")
    case = done(family.open("ecole", subject=known)).case
    assert (case.documents, set(case.clocks)) == ({}, {"reponse"})


def test_what_a_pathway_obtains_is_about_one_request(family):
    """The certificate of a first child is none for the second; another pathway may use it."""
    known = person(family)
    holding(family, "famille", known, attestation="received", carte="received")
    assert set(done(family.open("famille", subject=known)).case.documents) == {"carte"}
    assert set(done(family.open("ecole", subject=known)).case.documents) == {"carte", "attestation"}


def test_a_certificate_of_one_birth_does_not_come_into_a_siblings_case(any_desk):
    """It is of one matter (`serves: case`); a passport is of the person."""
    known = person(any_desk)
    holding(any_desk, "naissance", known, certificat_sage_femme="received", passeport_mere="received")
    assert set(done(any_desk.open("naissance", subject=known)).case.documents) == {"passeport_mere"}


def test_papers_of_a_protected_case_stay_there(any_family):
    known = person(any_family)
    any_family.actor = SUPERVISOR
    hidden = holding(any_family, "abri", known, carte="verified", photo="verified")
    any_family.actor = AGENT
    case = done(any_family.open("famille", subject=known)).case
    assert case.documents == {}
    assert hidden not in str(any_family.show()) + str(any_family.next())


def test_a_protected_case_sees_the_papers_of_the_others(family):
    known = person(family)
    first = holding(family, "famille", known, carte="verified")
    family.actor = SUPERVISOR
    assert done(family.open("abri", subject=known)).case.documents["carte"]["from"] == first


def test_papers_of_two_records_of_one_person_come_in(family):
    one, other = person(family), person(family, "Aminatou Diallo")
    first = holding(family, "famille", one, carte="verified")
    merge_people(family.house, other, one, "Même date de naissance, même photo.", AGENT)
    for subject in (one, other):
        assert done(family.open("ecole", subject=subject)).case.documents["carte"]["from"] == first


# --- what a pathway allows ---


def test_consents_are_those_of_the_pathway_and_asked_in_each_case(family):
    """An agreement for one pathway isn't one for the next: only a linked case takes it along."""
    known = person(family)
    done(family.open("famille", subject=known))
    done(family.ask(GiveConsent("accord", True)))
    assert done(family.open("ecole", subject=known)).case.consents == {}


def test_a_protected_pathway_takes_no_notes_and_says_so_on_its_line(any_family):
    any_family.actor = SUPERVISOR
    done(any_family.open("abri"))
    assert codes(any_family.ask(Note("Elle a dit que…"))) == [("notes_closed", "note")]
    assert any_family.kinds() == ["opened"]
    assert [line.confidentiality for line in any_family.house.store.read(lambda r: r.cases())] == ["protected"]


# --- the same demand again ---


def test_a_key_opens_one_case_and_gives_the_first_answer(any_desk):
    first = done(any_desk.open("naissance", fields={"date_naissance": "2026-11-01"}, key="k"))
    any_desk.set(lieu_accouchement="domicile")
    again = done(any_desk.open("naissance", fields={"date_naissance": "2026-11-01"}, key="k"))
    assert again == replace(first, repeated=True)
    assert len(any_desk.house.store.read(lambda reading: reading.cases())) == 1
    assert len(any_desk.house.store.read(lambda reading: list(reading.subjects()))) == 1


def test_the_commune_of_a_repeated_opening_may_be_written_otherwise(desk):
    code = desk.house.territory.communes[COMMUNE].code
    first = done(desk.open("naissance", key="k"))
    assert done(desk.open("naissance", key="k", commune=code)).case == first.case


@pytest.mark.parametrize(
    "other",
    [{"fields": {"date_naissance": "2026-11-02"}}, {"commune": "tiznit"}, {"on": date(2026, 11, 5)}],
    ids=["another value", "another desk", "another day"],
)
def test_a_key_that_opened_a_case_names_that_demand(any_desk, other):
    done(any_desk.open("naissance", fields={"date_naissance": "2026-11-01"}, key="k"))
    with pytest.raises(KeyReused):
        any_desk.open("naissance", key="k", **{"fields": {"date_naissance": "2026-11-01"}, **other})
    assert len(any_desk.house.store.read(lambda reading: reading.cases())) == 1


def test_a_refused_opening_takes_no_key(desk):
    codes(desk.open("naissance", fields={"date_naissance": "2026-12-01"}, key="k"))
    assert not done(desk.open("naissance", key="k")).repeated


def test_without_a_key_each_demand_opens_a_case(desk):
    for _ in range(2):
        done(open_case(desk.house, Opening("naissance", COMMUNE, TODAY), AGENT))
    assert len(desk.house.store.read(lambda reading: reading.cases())) == 2


def test_the_invented_pathways_are_sound():
    assert [p for p in Referential(ATELIER).check() if p.severity == "error"] == []
