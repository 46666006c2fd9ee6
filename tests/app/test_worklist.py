"""The day's work: the most pressing first, each with its next act as a verb."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from engine.app.agenda import tick
from engine.app.people import add_person
from engine.app.sections import SECTIONS
from engine.app.worklist import NOBODY, Wanted, every_row, worklist
from engine.core.events import Actor, Assign, Do, Force, Note, Receipt, Transfer
from engine.errors import NotAllowed, UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, anyone, done, erase


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
    return {row.line.case: row for _, row in every_row(day(desk, **filters))}


def day(desk: Desk, role: str = "agent", sections=SECTIONS, limit: int = 50, after: str | None = None, **filters):
    return worklist(desk.house, Wanted(**filters), anyone(role), sections=sections, limit=limit, after=after)


def section(desk: Desk, name: str, **filters) -> list[str]:
    """The cases of one section."""
    (part,) = day(desk, sections=(name,), **filters)
    return [row.line.case for row in part.rows]


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
    assert set(rows(any_desk, until=date(2026, 12, 1))) == {here}
    assert set(rows(any_desk, assigned=NOBODY)) == {there, welcome}


def test_a_case_handed_over_is_on_the_other_desk_s_list(desk):
    case = birth(desk, "2026-11-01")
    done(desk.ask(Transfer("tiznit", "déménagement")))
    assert (set(rows(desk, commune=COMMUNE)), set(rows(desk, commune="tiznit"))) == (set(), {case})


def test_an_unknown_commune_is_refused_rather_than_empty(desk):
    with pytest.raises(UsageError, match="tiznit"):
        day(desk, commune="tizint")


def test_the_list_is_read_page_after_page(any_desk):
    cases = [birth(any_desk, f"2026-11-{day:02}") for day in (1, 2, 2, 3, 3)]
    cases.append(done(any_desk.open("accueil")).case.case)
    found, after = [], None
    while page := day(any_desk, sections=("open",), limit=2, after=after)[0].rows:
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


@pytest.mark.parametrize(
    ("noted", "asked_for"),
    [
        ({}, False),
        ({"besoin_sante": "consultation_generale"}, False),
        ({"besoin_sante": "maternite", "travail_en_cours": False}, False),
        ({"besoin_sante": "maternite", "travail_en_cours": True}, True),
        ({"besoin_sante": "urgence_vitale"}, True),
    ],
)
def test_the_emergency_ward_is_the_next_act_of_whoever_needs_it_alone(desk, noted, asked_for):
    """Fails when an ordinary case tells a desk, on its first page of the day, to send everybody there."""
    case = done(desk.open("sante")).case.case
    if noted:
        desk.set(**noted)
    assert (rows(desk)[case].next_act.fr == "Aller aux urgences") is asked_for


def test_an_act_that_waits_for_its_day_is_not_replaced_by_what_would_go_wrong(desk):
    """Fails when « the need is not met » is told as what to do while its thirty days run."""
    case = done(desk.open("sante")).case.case
    done(desk.ask(Force("besoin_couvert", "Repris d'un dossier en papier."), actor=SUPERVISOR))
    assert rows(desk)[case].next_act is None
    desk.wait(30)
    assert rows(desk)[case].next_act.fr == "Au bout de trente jours, tout va : clore"
    desk.set(besoin_satisfait="non")
    assert rows(desk)[case].next_act.fr == "Le besoin n'est pas couvert"


def test_where_only_an_office_leads_on_what_the_desk_does_meanwhile_is_next(desk):
    """Fails when a desk's line says nothing to do where the social service of the hospital is to be asked."""
    case = birth(desk, "2026-11-01")
    done(desk.ask(Force("deblocage_avis", "Repris d'un dossier en papier."), actor=SUPERVISOR))
    told = rows(desk)[case].next_act
    machine = desk.house.store.read(lambda reading: desk.house.machine(reading, desk.held().case.digest))
    assert told == machine.definition.states["deblocage_avis"].actions["saisir_service_social"].title
    desk.do("saisir_service_social")
    assert rows(desk)[case].next_act != told


@pytest.mark.parametrize(
    ("process", "state"),
    [
        ("sante", "recours"),
        ("pension_vieillesse", "recours_juge"),
        ("pension_vieillesse", "qualifier"),
        ("reversion_survivants", "qualifier"),
        ("vehicule_retour", "reclamation_adii"),
    ],
)
def test_no_day_says_to_stop_there(desk, process, state):
    """Fails when the end without anything, the last of a step's acts, is told as what to do, its others excluded."""
    case = done(desk.open(process, on=date(2026, 11, 6))).case.case
    if desk.held().case.state != state:
        done(desk.ask(Force(state, "Repris d'un dossier en papier."), actor=SUPERVISOR))
    told = rows(desk)[case].next_act
    machine = desk.house.store.read(lambda reading: desk.house.machine(reading, desk.held().case.digest))
    negative = {"echec", "echec_relais", "renoncer", "constater_sans_droit", "accepter_le_refus"}
    acts = machine.definition.states[state].actions
    assert negative & set(acts)
    assert told not in [acts[name].title for name in negative & set(acts)]


def test_what_an_office_will_answer_is_never_the_desk_s_next_act(desk):
    """Filed: only the office can act; then it refuses, and the desk's own answer comes first."""
    case = filed(desk)
    machine = desk.house.store.read(lambda reading: desk.house.machine(reading, desk.held().case.digest))
    actions = machine.definition.states["declaration_deposee"].actions.values()
    assert [each for each in actions if each.by == "third_party"]
    own = {each.title for each in actions if each.by == "agent"}
    assert rows(desk)[case].next_act in own | {None}


def test_a_wait_without_anybody_else_s_act_is_the_desk_s_own(any_family):
    """A year's reminder waits for a day, not for an office."""
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 9}))
    any_family.agree("accord")
    any_family.do("confier")
    (row,) = [row for row in rows(any_family).values() if row.line.state == "suivi"]
    assert row.status == "open"
    assert section(any_family, "waiting") == []
    assert section(any_family, "open") == [row.line.case]


# --- the sections of a day ---


def filed(desk: Desk, **options) -> str:
    """A birth declared and filed: the office has to answer."""
    case = birth(desk, "2026-11-01", **options)
    desk.do("constituer_dossier")
    desk.papers(avis_naissance="received", passeport_mere="received")
    desk.do("completer", fields={"declarant": "mere", "prenom_verifie": True})
    desk.do("deposer", receipt=Receipt("118", None))
    return case


def test_an_office_that_is_late_is_told_from_a_desk_that_is(desk):
    """Both are overdue: one has to act, the other to be called."""
    theirs, ours = filed(desk), birth(desk, "2026-11-05")
    desk.wait(90)
    assert section(desk, "third_party") == [theirs]
    assert section(desk, "overdue") == [ours]


def test_a_case_sent_by_another_desk_waits_until_somebody_takes_it_up(any_desk):
    case = birth(any_desk, "2026-11-01")
    done(any_desk.ask(Transfer("tiznit", "déménagement")))
    assert section(any_desk, "referral", commune="tiznit") == [case]
    assert section(any_desk, "open", commune="tiznit") == []
    done(any_desk.ask(Note("vue d'ici"), actor=AGENT))
    assert section(any_desk, "referral") == [case]
    done(any_desk.ask(Assign("fatima"), actor=Actor("fatima", "agent", "tiznit")))
    assert section(any_desk, "referral") == []
    assert section(any_desk, "open", commune="tiznit") == [case]


def test_a_case_that_another_opened_waits_until_somebody_takes_it_up(any_family):
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 9}))
    any_family.agree("accord")
    opener = any_family.case
    (child,) = [e.details["case"] for e in any_family.do("confier").effects if e.kind == "open"]
    assert section(any_family, "referral") == [child]
    assert opener not in section(any_family, "referral")
    done(any_family.ask(Note("appelée"), case=child))
    assert section(any_family, "referral") == []


def test_a_case_sent_here_that_presses_stands_among_those_that_press(desk):
    case = birth(desk, "2026-10-01")
    done(desk.ask(Transfer("tiznit", "déménagement")))
    assert (section(desk, "overdue"), section(desk, "referral")) == ([case], [])


def test_each_section_is_bounded_and_says_that_there_is_more(desk):
    late = [birth(desk, f"2026-10-0{day}") for day in (1, 2, 3)]
    soon = [birth(desk, "2026-10-10")]
    parts = {part.section: part for part in day(desk, limit=2) if part.rows}
    assert [row.line.case for row in parts["overdue"].rows] == late[:2]
    assert parts["overdue"].more
    assert ([row.line.case for row in parts["soon"].rows], parts["soon"].more) == (soon, False)


def test_a_day_until_which_to_look_leaves_out_what_comes_after(desk):
    soon, later = birth(desk, "2026-10-10"), birth(desk, "2026-10-12")
    done(desk.open("accueil"))
    assert set(rows(desk, until=date(2026, 11, 9))) == {soon}
    assert set(rows(desk, until=date(2026, 11, 11))) == {soon, later}
    assert set(rows(desk, until=date(2026, 11, 5))) == set()


# --- what can't be read, and what may not be seen ---


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("snapshot", b"[]"),
        ("snapshot", b"{"),
        ("sealed", b"\x00" * 40),
        ("state", "nulle_part"),
        ("due", "2026-02-31"),
    ],
    ids=["short snapshot", "no JSON", "wrong seal", "unknown state", "no such day"],
)
def test_a_case_that_cannot_be_read_ends_no_list(desk, column, value):
    """It is shown as one to check; before this, one damaged row took the day from a whole desk."""
    broken, whole = birth(desk, "2026-10-01"), birth(desk, "2026-11-02")
    change_row(desk, broken, column, value)
    told = rows(desk)
    assert (told[broken].damaged, told[whole].damaged) == (True, False)
    assert told[whole].next_act is not None


def change_row(desk: Desk, case: str, column: str, value: object) -> None:
    """Change the row of a case by hand, as somebody with the file would."""
    with closing(sqlite3.connect(desk.url.removeprefix("sqlite:///"))) as link:
        row = "(SELECT id FROM streams WHERE name = ?)"
        link.execute(f"UPDATE cases SET {column} = ? WHERE stream = {row}", (value, case))
        link.commit()


def test_a_protected_case_is_on_the_list_of_its_supervisor_alone(any_family):
    any_family.actor = SUPERVISOR
    hidden = done(any_family.open("abri")).case.case
    any_family.actor = AGENT
    shown = done(any_family.open("famille")).case.case
    assert [row.line.case for _, row in every_row(day(any_family, role="agent"))] == [shown]
    for role in ("auditor", "editor", "admin"):
        with pytest.raises(NotAllowed):
            day(any_family, role=role)
    assert {row.line.case for _, row in every_row(day(any_family, role="supervisor"))} == {shown, hidden}


def test_whoever_comes_today_is_told_before_what_is_late(any_desk):
    """Fails when an appointment of the day stands below what presses; once told, it isn't told again further down."""
    late = birth(any_desk, "2026-10-01")
    done(any_desk.open("sante"))
    any_desk.set(prochain_rendez_vous="2026-11-06T10:00")
    today = any_desk.case
    done(any_desk.open("sante"))
    any_desk.set(prochain_rendez_vous="2026-11-09T10:00")
    parts = {part.section: [row.line.case for row in part.rows] for part in day(any_desk)}
    assert next(iter(parts)) == "meeting_today"
    assert (parts["meeting_today"], parts["overdue"]) == ([today], [late])
    assert [case for cases in parts.values() for case in cases].count(today) == 1
    assert section(any_desk, "appointment") == [today, any_desk.case]
