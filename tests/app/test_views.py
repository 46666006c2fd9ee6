"""What callers read: the shapes they rely on, in three languages, and no private value in a journal."""

from datetime import date

import orjson
import pytest

from engine.app.people import add_person
from engine.app.reading import read_case
from engine.app.views import answer_view
from engine.core.events import Correct, DemandUndue, Do, Force, Note, Receipt, Record, Revert
from engine.errors import CaseNotFound
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, anyone, done, erase, options_of, shape

BORN = {
    "date_naissance": "2026-11-01",
    "lieu_accouchement": "domicile",
    "commune_naissance": "tiznit",
    "couple": "etranger",
    "filiation": "deux_parents",
    "enfant_avec_famille": True,
    "declaration_deja_faite": False,
}
LANGUAGES = pytest.mark.parametrize("language", ["fr", "ar", "en"])


@pytest.fixture
def born_at_home(any_desk):
    """A child born at home in Tiznit, the desk being Aït Melloul's."""
    any_desk.actor = AGENT
    any_desk.wall.day = date(2026, 11, 6)
    done(any_desk.open("naissance", fields=BORN))
    any_desk.do("constituer_dossier")
    return any_desk


def plain(view):
    """A view is JSON, as it goes out."""
    return orjson.loads(orjson.dumps(view))


# --- case open, case do ---


@LANGUAGES
def test_an_opening_names_the_case(any_desk, language):
    view = plain(answer_view(done(any_desk.open("naissance")), language))
    shape(view, "case", "subject", "process", "version", "digest", "state", "sequence")
    assert (view["process"], view["version"], view["state"], view["sequence"]) == ("naissance", 2, "qualification", 1)
    assert len(view["digest"]) == 64


@LANGUAGES
def test_an_accepted_demand_says_what_was_recorded_and_what_follows(born_at_home, language):
    done(born_at_home.ask(Force("pret_a_declarer", "essai"), actor=SUPERVISOR))
    answer = done(born_at_home.ask(Do("deposer", receipt=Receipt(None, None), reason="refusé")))
    view = plain(answer_view(answer, language))
    shape(
        view,
        "case",
        "state",
        "sequence",
        "events:sequence kind trigger from to actor role recorded_at happened_on digest body",
        "effects:kind what",
    )
    assert view["state"] == "declaration_deposee"
    assert {"kind": "letter", "what": "courrier_recepisse"} in view["effects"]


@LANGUAGES
def test_a_refused_demand_says_every_reason_and_what_lifts_it(born_at_home, language):
    answer = born_at_home.ask(Do("completer"))
    view = plain(answer_view(answer, language))
    shape(view, "refused:code what message unlock")
    assert {(each["code"], each["what"]) for each in view["refused"]} >= {
        ("document_missing", "preuve_naissance_domicile"),
        ("document_missing", "identite_parent"),
    }
    assert all(each["message"] and each["unlock"] for each in view["refused"])
    assert "events" not in view


def test_a_linked_case_is_an_effect_with_its_number(any_family):
    done(any_family.open("famille", fields={"prenom": "Awa"}))
    any_family.agree("accord")
    (effect,) = plain(answer_view(any_family.do("confier"), "fr"))["effects"]
    assert effect["kind"] == "open"
    assert effect["what"] == "ecole"
    assert any_family.held(effect["case"]).case.process == "ecole"


# --- case next ---


@LANGUAGES
def test_case_next_has_the_shape_that_callers_rely_on(born_at_home, language):
    view = plain(born_at_home.next(language=language))
    shape(
        view,
        "case",
        "sequence",
        "digest",
        "status",
        "state:id kind title prompt",
        "fields:id type label known",
        "documents:group title need satisfied options missing_shortest basis",
        "deadlines:id title kind due days_left overdue basis",
        "alerts:id level text",
        "offices:service name commune verified",
        "actions:trigger title to possible blocked_by",
        "forms",
        "links",
    )
    for action in view["actions"]:
        shape(action, "blocked_by:code what message unlock")
        assert action["possible"] == (not action["blocked_by"])


def test_case_next_of_a_home_birth_says_what_is_missing_where_and_when(born_at_home):
    view = born_at_home.next()
    (clock,) = [each for each in view["deadlines"] if each["id"] == "declaration"]
    assert (clock["due"], clock["days_left"], clock["overdue"]) == ("2026-12-01", 25, False)
    assert "À valider" in clock["note"]
    assert "attestation_domicile" in {paper["id"] for paper in view["missing_shortest"]}
    assert {each["commune"] for each in view["offices"]} == {"tiznit"}
    group = next(each for each in view["documents"] if each["group"] == "preuve_naissance_domicile")
    assert (group["due"], group["satisfied"], group["missing_shortest"]) == (True, False, ["attestation_domicile"])
    blocked = options_of(view)["completer"]["blocked_by"]
    assert "preuve_naissance_domicile" in {each["what"] for each in blocked}


@pytest.mark.parametrize(
    ("language", "title", "act"),
    [
        ("fr", "Réunion des pièces", "Compléter le dossier"),
        ("ar", "جمع الوثائق", "استكمال الملف"),
        ("en", "Gathering papers", "Complete the file"),
    ],
)
def test_titles_are_in_the_language_asked_for(born_at_home, language, title, act):
    view = born_at_home.next(language=language)
    assert view["state"]["title"] == title
    assert options_of(view)["completer"]["title"] == act


@LANGUAGES
def test_nothing_is_left_unsaid_in_any_language(born_at_home, language):
    done(born_at_home.ask(DemandUndue("carte_sejour_mere", "")))
    view = born_at_home.next(language=language)
    said = [
        view["state"]["title"],
        *(each["text"] for each in view["alerts"]),
        *(each["title"] for each in view["documents"]),
        *(each["title"] for each in view["deadlines"]),
        *(each["title"] for each in view["actions"]),
        *(reason["message"] for each in view["actions"] for reason in each["blocked_by"]),
        *(each["label"] for each in view["fields"]),
    ]
    assert all(said)
    assert not [text for text in said if "{" in text or "Text(" in text or "None" in text]


def test_a_paper_held_in_another_case_is_shown_with_it(any_desk):
    subject = add_person(any_desk.house, "person", COMMUNE, {"name": "Aminata"}, AGENT)
    done(any_desk.open("naissance", subject=subject, fields=BORN))
    first = any_desk.case
    done(any_desk.open("naissance", subject=subject, fields=BORN))
    any_desk.do("constituer_dossier")
    done(any_desk.ask(Do("relancer"), case=first))
    any_desk.case, second = first, any_desk.case
    any_desk.papers(passeport_mere="received", passeport_pere="waived", certificat_sage_femme="received")
    groups = {each["group"]: each["options"] for each in any_desk.next(second)["documents"]}
    assert groups["identite_parent"]["passeport_mere"][0]["held_in"] == first
    assert groups["identite_parent"]["passeport_pere"][0]["held_in"] is None
    proofs = [paper for option in groups["preuve_naissance"].values() for paper in option]
    assert [paper["held_in"] for paper in proofs if paper["id"] == "certificat_sage_femme"] == [None], "of one birth"


def test_what_a_supervisor_may_do_is_said_to_a_supervisor(any_family):
    done(any_family.open("famille"))
    agent, supervisor = any_family.next(role="agent"), any_family.next(role="supervisor")
    assert options_of(agent)["attendre"]["possible"]
    assert {each["code"] for each in options_of(agent)["trancher"]["blocked_by"]} == {"role_refused"}
    assert options_of(supervisor)["trancher"]["possible"]


def test_a_closed_case_says_so_and_offers_to_reopen(desk):
    done(desk.open("naissance"))
    desk.do("constater_deces")
    view = desk.next()
    assert (view["status"], view["state"]["kind"], list(options_of(view))) == ("closed", "final", ["rouvrir"])


def test_an_unknown_case_is_not_found(any_desk):
    with pytest.raises(CaseNotFound, match="D-0000-0000"):
        read_case(any_desk.house, "D-0000-0000", anyone("agent"))


# --- case show ---


@LANGUAGES
def test_case_show_has_the_shape_that_callers_rely_on(born_at_home, language):
    view = plain(born_at_home.show(language=language))
    shape(
        view,
        "case",
        "process",
        "version",
        "digest",
        "subject",
        "commune",
        "state",
        "outcome",
        "fields",
        "documents",
        "deadlines:id title kind due days_left overdue basis",
        "journal:sequence kind trigger from to actor role recorded_at happened_on digest hash",
    )
    assert [step["sequence"] for step in view["journal"]] == [1, 2]
    assert view["journal"][1]["from"] == "qualification"
    assert view["journal"][1]["to"] == "collecte_pieces"
    assert len(view["journal"][1]["hash"]) == 64


def test_case_show_tells_the_data_and_its_journal_tells_no_private_one(any_desk):
    """The journal is what auditors read, and what an erasure must leave."""
    secrets = ["2026-11-01", "etranger", "deux_parents", "Rappeler-le-matin", "118/SECRET", "motif-secret"]
    done(any_desk.open("naissance", fields=BORN))
    done(any_desk.ask(Note("Rappeler-le-matin")))
    any_desk.do("constituer_dossier")
    done(any_desk.ask(Force("pret_a_declarer", "motif-secret"), actor=SUPERVISOR))
    any_desk.do("deposer", receipt=Receipt("118/SECRET", None))
    done(any_desk.ask(Correct({"couple": "mere_marocaine"}, "motif-secret")))
    view = any_desk.show()
    assert view["fields"]["couple"] == "mere_marocaine"
    assert view["fields"]["date_naissance"] == "2026-11-01"
    for step in view["journal"]:
        private = {f'"{name}"' for name in ("etranger", "mere_marocaine", "deux_parents")}
        told = orjson.dumps(step["body"]).decode()
        assert not [word for word in private if word in told]
    told = orjson.dumps([step["body"] for step in view["journal"]]).decode()
    assert not [word for word in secrets[3:] if word in told]
    assert "clocks" in told


def test_of_an_erased_person_the_journal_alone_remains(any_family):
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 30}))
    erase(any_family, any_family.held().case.subject)
    view = any_family.show()
    assert view["fields"] == {"age": 30}
    assert len(view["journal"]) == 1
    assert any_family.next()["state"]["id"] == "debut"


def test_a_value_taken_away_is_not_shown(any_family):
    done(any_family.open("famille"))
    done(any_family.ask(Record({"age": 30})))
    done(any_family.ask(Revert(2, "mauvais dossier")))
    assert any_family.show()["fields"] == {}
