"""The engine's own sentences: there in three languages, with every hole filled, whatever the reason."""

import re
from datetime import date
from string import Formatter
from typing import get_args

import pytest

from engine.core.calendar import Duration, Holiday, Unit, calendar_of
from engine.core.days import duration_in_words
from engine.core.decision import Reason, ReasonCode, Refused
from engine.core.definition import Confidence, Language, Outcome, Text
from engine.core.events import Correct, DemandUndue, DocumentStatus, Force, Receipt, Record
from engine.core.sentences import ALERTS, EXPECTED, REASONS
from engine.core.wording import CONFIDENCES, OUTCOMES, ROLES, STATUSES, isolated, say, say_alert
from tests.core.definitions import BIRTH, CLOCKYARD, SHELTER
from tests.core.desk import ROLES as ACTING
from tests.core.desk import Desk
from tests.core.refusals import RECEIPT, STORIES, TODAY, birth, closed, filed, gathering, ready, told

LANGUAGES: tuple[Language, ...] = get_args(Language)
ARABIC = re.compile(r"[\u0600-\u06ff]")
TABLES = {"statuses": STATUSES, "confidences": CONFIDENCES, "roles": ROLES, "outcomes": OUTCOMES, "alerts": ALERTS}


def holes(sentence: str) -> set[str]:
    """The names of the holes of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def reasons_of(code: ReasonCode) -> tuple[Reason, ...]:
    decision = STORIES[code].refused()
    assert isinstance(decision, Refused)
    return decision.reasons


# ------------------------------------------------------------------------------------------- nothing is missing


def test_every_reason_has_its_sentence_and_its_remedy():
    assert set(REASONS) == set(get_args(ReasonCode))


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_is_said_in_three_languages_with_the_same_holes(code):
    for sentence in REASONS[code]:
        assert sentence.fr
        assert sentence.en
        assert ARABIC.search(sentence.ar) or sentence.ar == sentence.fr == "{otherwise}" or sentence.ar == "{expected}"
        assert holes(sentence.fr) == holes(sentence.ar) == holes(sentence.en)


@pytest.mark.parametrize("sentence", [*EXPECTED.values(), *ALERTS.values()], ids=[*EXPECTED, *ALERTS])
def test_a_value_expected_or_an_alert_is_said_in_three_languages_with_the_same_holes(sentence):
    assert ARABIC.search(sentence.ar)
    assert sentence.en
    assert holes(sentence.fr) == holes(sentence.ar) == holes(sentence.en)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_name_is_there_in_three_languages(table):
    assert all(word.fr and ARABIC.search(word.ar) and word.en for word in table.values())


def test_every_status_outcome_confidence_and_role_has_its_name():
    assert set(STATUSES) == set(get_args(DocumentStatus))
    assert set(OUTCOMES) == set(get_args(Outcome))
    assert set(CONFIDENCES) == set(get_args(Confidence))
    assert set(ROLES) == {*ACTING, "editor", "system"}


# -------------------------------------------------------------------------------------------- every hole is filled


def well_said(text: str) -> None:
    """A sentence as a person reads it: no hole, no empty quotes, no word of Python."""
    assert text.strip()
    assert not re.search(r"[{}]", text)
    assert not re.search(r"«\s*»|“”|«[\u2068\u2069\s]*»|: *\.|\(\)", text), text
    assert not re.search(r"\bNone\b|Text\(|datetime|frozenset|Duration", text), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", STORIES)
def test_every_reason_can_be_said(code, language):
    for reason in reasons_of(code):
        message, unlock = say(reason, language)
        well_said(message)
        well_said(unlock)
        assert (language == "ar") is bool(ARABIC.search(message + unlock))


BAD_VALUES = {
    "text": {"nom": ""},
    "integer": {"parents": "deux"},
    "boolean": {"mariee": "oui"},
    "date": {"ne_le": "hier"},
    "option": {"motif": "autre"},
    "options": {"besoins": ["autre"]},
    "date_after": {"ne_le": "2026-11-07"},
    "minimum": {"parents": 0},
    "maximum": {"parents": 3},
    "never": {"recit": "oui"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", BAD_VALUES)
def test_every_value_refused_is_said_with_what_was_expected(expected, language):
    decision = birth().ask(Record(BAD_VALUES[expected]))
    assert [reason.details["expected"] for reason in decision.reasons] == [expected]
    for sentence in say(decision.reasons[0], language):
        well_said(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", sorted(EXPECTED))
def test_no_expectation_needs_more_than_a_label_a_bound_and_options(expected, language):
    details = {
        "label": BIRTH.fields["nom"].label,
        "value": "x",
        "expected": expected,
        "options": {"a": Text("A", "أ", "A")},
        "bound": "2026-11-06",
    }
    for sentence in say(Reason("bad_value", "nom", details), language):
        well_said(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "decide",
    [
        lambda: closed().do("inconnue"),
        lambda: told().do("rien_de_tel"),
        lambda: Desk(SHELTER, TODAY).open(danger="oui", rien=1),
        lambda: _opened(SHELTER).ask(Force("ailleurs", ""), role="agent"),
        lambda: _opened(SHELTER).do("heberger", role="supervisor"),
        lambda: ready().do("deposer", receipt=Receipt("1", date(2026, 11, 7))),
        lambda: told().do("abandonner", reason="sans réponse"),
        lambda: told().ask(Correct({"nom": "\u200b", "parents": 5}, "")),
        lambda: gathering().ask(DemandUndue("visa", "")),
    ],
)
def test_reasons_at_the_edges_can_be_said_too(decide, language):
    """Nothing open here, nothing close to the word, nothing that the pathway wrote: the sentence still reads."""
    decision = decide()
    assert isinstance(decision, Refused)
    for reason in decision.reasons:
        for sentence in say(reason, language):
            well_said(sentence)


def _opened(definition) -> Desk:
    desk = Desk(definition, TODAY)
    desk.open()
    return desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alert_of_the_engine_can_be_said(language):
    seen = set()
    for desk in _troubled():
        for alert in desk.guide().alerts:
            if alert.text is None:
                seen.add(alert.id.partition(":")[0])
                sentence = say_alert(alert.id, alert.details, language)
                well_said(sentence)
                assert (language == "ar") is bool(ARABIC.search(sentence))
    assert seen == set(ALERTS)


def _troubled():
    """Cases that raise every alert of the engine between them."""
    late = told()
    late.do("suspendre")
    late.today = date(2027, 1, 4)
    yield late
    slow = told()
    slow.wait(3)
    yield slow
    estimated = calendar_of([Holiday(date(2026, 11, 4), "Aïd (estimé)", "عيد", estimated=True)])
    feast = Desk(CLOCKYARD, date(2026, 11, 2), estimated)
    feast.open()
    feast.do("compter")
    yield feast
    unproved = ready()
    unproved.do("deposer", receipt=Receipt(None, None), reason="refusé")
    unproved.ask(DemandUndue("acte_mariage", ""))
    unproved.ask(Force("pret", "erreur"), role="supervisor")
    yield unproved
    irregular = filed()
    irregular.do("signaler")
    irregular.do("inscrire")
    yield irregular


# --------------------------------------------------------------------------------------------------- how it is said


def test_a_misspelt_word_is_answered_with_the_nearest():
    assert "« relancer »" in say(told().do("relancr").reasons[0], "fr")[0]
    assert "Vouliez-vous" not in say(told().do("zzz").reasons[0], "fr")[0]


def test_days_are_said_in_words():
    reason = told().do("relancer", on=date(2026, 11, 7)).reasons[0]
    assert say(reason, "fr")[0].startswith("Le 7 novembre 2026 est après le 6 novembre 2026")
    assert say(reason, "en")[0].startswith("7 November 2026 is after 6 November 2026")


def test_roles_and_papers_are_called_by_their_names():
    assert say(ready().do("deposer", receipt=RECEIPT, role="supervisor").reasons[0], "fr") == (
        "Cette action n'est pas permise au rôle « superviseur ».",
        "La demander à : agent.",
    )
    assert say(gathering().do("completer", documents={"passeport_mere": "verified"}).reasons[0], "fr") == (
        "Pièce à obtenir pour « Preuve » : Attestation.",
        "Quand la pièce est là, la cocher comme reçue (attestation).",
    )


def test_what_stays_possible_under_a_stop_is_said_with_its_title():
    desk = told()
    desk.do("signaler")
    assert say(desk.do("constituer").reasons[0], "fr")[1] == "D'abord : appeler (Appeler), lever (Lever)."


def test_nothing_is_said_as_nothing():
    assert say(closed().do("inconnue").reasons[0], "fr")[1] == "Actions ouvertes ici : rien."


def test_a_text_not_translated_is_set_apart_in_an_arabic_sentence():
    reason = Reason("field_missing", "nom", {"label": Text("Nom")})
    assert say(reason, "ar")[0] == "ينقص المعطى «\u2068Nom\u2069»."
    assert say(Reason("field_missing", "nom", {"label": Text("Nom", "الاسم")}), "ar")[0] == "ينقص المعطى «الاسم»."
    assert isolated("Nom", "fr") == "Nom"


def test_words_with_braces_are_only_words():
    """A name or a text of a pathway is put into a sentence, never read as one."""
    reason = Reason("unknown_field", "{0.__class__}", {"known": ("{x}", "nom")})
    assert "{0.__class__}" in say(reason, "fr")[0]
    assert "{x}" in say(reason, "fr")[1]
    otherwise = Reason("condition_false", "x", {"otherwise": Text("Lire {ceci} et {0}")})
    assert say(otherwise, "fr")[0] == "Lire {ceci} et {0}"


def test_a_long_list_is_cut_to_a_line():
    known = {f"f{index:02}": Text(f"F{index:02}") for index in range(30)}
    unlock = say(Reason("unknown_field", "x", {"known": known}), "fr")[1]
    assert "f11 (F11)…" in unlock
    assert "f12" not in unlock


@pytest.mark.parametrize(
    ("amount", "unit", "fr", "ar", "en"),
    [
        (1, "days", "1 jour", "يوم واحد", "1 day"),
        (2, "working_days", "2 jours ouvrables", "يومي عمل", "2 working days"),
        (5, "clear_days", "5 jours francs", "5 أيام كاملة", "5 clear days"),
        (12, "months", "12 mois", "12 شهرا", "12 months"),
        (100, "years", "100 ans", "100 سنة", "100 years"),
        (48, "hours", "48 heures", "48 ساعة", "48 hours"),
        (0, "days", "0 jour", "0 يوم", "0 days"),
    ],
)
def test_a_delay_is_said_in_words(amount, unit: Unit, fr, ar, en):
    duration = Duration(amount, unit)
    assert [duration_in_words(duration, language) for language in ("fr", "ar", "en")] == [fr, ar, en]
