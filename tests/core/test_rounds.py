"""A pathway that comes round, each year or each session: what one round was told is asked again in the next."""

from datetime import date

from engine.core.case import fold
from engine.core.decision import Accepted, Refused
from engine.core.events import Correct, Record
from engine.core.machine import compile_definition
from tests.core.definitions import pathway, text, titled
from tests.core.desk import Desk, codes

YEARLY = pathway(
    "annuel",
    start="paye",
    fields={
        "formulaire": {"type": "date", "class": "plain", "label": text("Formulaire reçu le"), "not_after": "now"},
        "voie": {"type": "text", "class": "personal", "label": text("Voie")},
        "pays": {"type": "text", "class": "plain", "label": text("Pays")},
    },
    deadlines={
        "retour": {
            **titled("retour", kind="legal"),
            "starts": {"field": "formulaire"},
            "within": "30 days",
            "until": ["paye"],
            "pauses_in": ["suspendu"],
        },
        "an": {
            **titled("an", kind="internal", on_expiry="annee_passee"),
            "starts": {"enter": "attente"},
            "within": "2 months",
            "in": ["attente"],
        },
    },
    states={
        "paye": {
            **titled("paye", kind="wait"),
            "actions": {
                "recevoir": {
                    **titled("recevoir", to="visa", ask=["formulaire", "pays"], requires=["formulaire"]),
                    "renews": ["formulaire"],
                }
            },
        },
        "visa": {
            **titled("visa", kind="task", ask=["voie"]),
            "actions": {
                "signer": {**titled("signer", to="attente", requires=["voie"])},
                "suspendre": {**titled("suspendre", to="suspendu")},
            },
        },
        "suspendu": {**titled("suspendu", kind="wait"), "actions": {"reprendre": titled("reprendre", to="visa")}},
        "attente": {
            **titled("attente", kind="wait"),
            "actions": {
                "annee_passee": {**titled("annee_passee", to="paye"), "renews": ["voie", "formulaire"]},
                "fermer": {**titled("fermer", to="clos"), "when": "known(voie)", "renews": ["voie"]},
                "rappeler": {**titled("rappeler", to="paye"), "when": "running(retour)", "renews": ["formulaire"]},
            },
        },
        "clos": {**titled("clos", kind="final"), "outcome": "success"},
    },
)
FIRST, SECOND = date(2025, 3, 3), date(2026, 3, 4)


def desk() -> Desk:
    """The first round done as far as the signature."""
    found = Desk(compile_definition(YEARLY), FIRST)
    assert isinstance(found.open(), Accepted)
    assert isinstance(found.do("recevoir", formulaire=FIRST.isoformat(), pays="FR"), Accepted)
    assert isinstance(found.set(voie="mairie"), Accepted)
    return found


def next_year() -> Desk:
    """The second year, waiting for its form."""
    found = desk()
    assert isinstance(found.do("signer"), Accepted)
    assert isinstance(found.do("annee_passee"), Accepted)
    found.today = SECOND
    return found


def test_an_act_brings_its_own_value_each_time():
    """Last year's form is not this year's: the guidance asks for it, and without it the act is refused."""
    here = next_year()
    assert here.step("recevoir").needs == ("formulaire",), "the country was said once and for all"
    assert [reason.code for reason in here.do("recevoir").reasons] == ["field_missing"]
    assert isinstance(here.do("recevoir", formulaire=SECOND.isoformat()), Accepted)
    assert here.case.fields == {"formulaire": SECOND.isoformat(), "pays": "FR"}


def test_a_value_still_known_is_asked_again_by_the_act_that_renews_it():
    """Even where nothing took it away before."""
    here = desk()
    here.do("signer")
    here.do("rappeler")
    here.today = SECOND
    assert here.step("recevoir").needs == ("formulaire",)
    assert codes(here.do("recevoir")) == ["field_missing"]


def test_what_an_act_takes_back_is_asked_later_and_needs_no_correction():
    here = next_year()
    assert here.private() == {}
    assert codes(here.ask(Correct({"voie": "consulat"}, "autre année"))) == ["not_known"]
    here.do("recevoir", formulaire=SECOND.isoformat())
    assert [(each.field.id, each.known) for each in here.guide().fields] == [("voie", False)]
    assert codes(here.do("signer")) == ["field_missing"]
    assert isinstance(here.ask(Record({"voie": "arrondissement"})), Accepted)
    assert here.private() == {"voie": "arrondissement"}


def test_the_history_keeps_the_values_of_both_rounds():
    here = next_year()
    here.do("recevoir", formulaire=SECOND.isoformat())
    given = [event.body["fields"] for event, _ in here.history if event.trigger == "recevoir"]
    assert [each["formulaire"] for each in given] == [FIRST.isoformat(), SECOND.isoformat()]
    assert here.seals["fields.voie", 3] == "mairie", "the sealed one in its own event"
    assert fold(here.history) == here.case


def test_the_clock_of_a_round_ends_with_it_and_starts_afresh():
    """Neither the days that its pauses gave nor its expiry are carried into the next round."""
    here = desk()
    here.do("suspendre")
    here.wait(10)
    here.do("reprendre")
    assert here.clock("retour")["put_off"] == 10
    here.do("signer")
    here.do("annee_passee")
    assert here.clock("retour")["due"] is None
    here.today = SECOND
    here.do("recevoir", formulaire=SECOND.isoformat())
    assert here.clock("retour") == {"start": "2026-03-04", "due": "2026-04-03", "estimated": False}


def test_a_condition_sees_what_its_own_act_takes_away():
    """« close, now that the way is known » is judged before the way is forgotten."""
    here = desk()
    here.do("signer")
    assert here.step("fermer").blocked_by == ()
    assert here.step("rappeler").blocked_by == ()
    assert isinstance(here.do("fermer"), Accepted)
    assert here.private() == {}


def test_a_value_given_with_the_act_that_would_take_it_away_stays():
    here = desk()
    here.do("signer")
    assert isinstance(here.do("annee_passee", voie="consulat", formulaire="2025-03-01"), Accepted)
    assert here.private() == {"voie": "consulat"}
    assert here.clock("retour")["start"] == "2025-03-01"


def test_a_clock_that_pulls_the_round_takes_back_its_values():
    here = desk()
    here.do("signer")
    here.wait(70)
    assert (here.state, here.case.fields, here.private()) == ("paye", {"pays": "FR"}, {})
    told = next(event for event, _ in here.history if event.trigger == "annee_passee")
    assert told.body["renews"] == ["voie", "formulaire"]


def test_undoing_the_act_gives_the_values_back():
    here = desk()
    here.do("signer")
    before, known = dict(here.case.fields), here.private()
    clock = here.clock("retour")
    here.do("annee_passee")
    assert isinstance(here.revert(), Accepted)
    assert (here.case.fields, here.private(), here.clock("retour")) == (before, known, clock)


def test_another_act_may_not_replace_a_known_value():
    here = desk()
    assert isinstance(here.do("signer", voie="consulat"), Refused)
