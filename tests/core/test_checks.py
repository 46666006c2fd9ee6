"""Soundness: for each code, a definition where the rule fires, and one close to it where it doesn't."""

import copy
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine.core.checks
from engine.core.checks import findings
from engine.core.guard_logic import constant, form
from engine.core.guards import parse
from engine.core.resolved import definition_of

SERVED = frozenset({"mairie"})
T = {"fr": "Texte", "ar": "نص"}

SOUND: dict[str, Any] = {
    "territory": "",
    "catalogue": {
        "documents": {
            "passeport": {"title": T, "issuer": "mairie", "confidence": "sourced"},
            "recu": {"title": T, "confidence": "sourced"},
        },
        "services": {"mairie": {"title": T, "confidence": "sourced"}, "loin": {"title": T, "confidence": "sourced"}},
        "sources": {"loi": {"title": T, "confidence": "sourced"}},
        "values": {
            "plafond": {
                "title": T,
                "type": "integer",
                "series": [{"from": "2020-01-01", "value": 3}, {"from": "2021-01-01", "value": 4}],
                "confidence": "sourced",
            },
            "rentree": {
                "title": T,
                "type": "date",
                "series": [{"from": "2020-01-01", "value": "2020-09-07"}],
                "confidence": "sourced",
            },
        },
    },
    "process": {
        "process": "essai",
        "version": 1,
        "status": "draft",
        "title": T,
        "subject": "person",
        "retention": {"after_close": "5 years", "confidence": "sourced"},
        "start": "debut",
        "fields": {
            "ne_le": {"type": "date", "class": "personal", "label": T},
            "lieu": {"type": "choice", "class": "plain", "label": T, "options": {"ici": T, "ailleurs": T}},
            "nombre": {"type": "integer", "class": "plain", "label": T},
            "commune": {"type": "commune", "class": "plain", "label": T},
        },
        "consents": {"partage": {"for": "share", "service": "mairie", "version": 1, "title": T, "text": T}},
        "deadlines": {
            "delai": {
                "title": T,
                "kind": "legal",
                "starts": {"field": "ne_le"},
                "within": "30 days",
                "until": ["attente"],
                "on_expiry": "constater",
                "basis": "loi",
            }
        },
        "alerts": {"tard": {"when": "overdue(delai)", "level": "warn", "text": T}},
        "states": {
            "debut": {
                "kind": "task",
                "title": T,
                "ask": ["ne_le", "lieu", "nombre", "commune"],
                "service": {"any_of": ["mairie"], "at": "commune"},
                "documents": {"identite": {"title": T, "any_of": {"un": ["passeport"]}, "basis": "loi"}},
                "actions": {
                    "deposer": {
                        "title": T,
                        "to": [{"state": "fin", "when": "lieu == 'ici'"}, {"state": "attente"}],
                        "requires": ["identite"],
                        "receipt": "recu",
                        "share": {"with": "mairie", "fields": ["lieu"]},
                    }
                },
            },
            "attente": {
                "kind": "wait",
                "title": T,
                "actions": {
                    "reprendre": {"title": T, "to": "back"},
                    "finir": {"title": T, "to": "fin", "when": "lieu == 'ailleurs'"},
                },
            },
            "fin": {"kind": "final", "outcome": "success", "title": T},
        },
        "actions": {"constater": {"title": T, "from": "any", "when": "overdue(delai)"}},
    },
}


def changed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The sound definition, with other values at « a.b.c » paths below `process` or `catalogue`; None removes."""
    whole = copy.deepcopy(SOUND)
    for path, value in changes.items():
        *owners, last = path.split(".")
        below = whole if owners[:1] == ["catalogue"] else whole["process"]
        for owner in owners:
            below = below.setdefault(owner, {})
        if value is None:
            del below[last]
        else:
            below[last] = value
    return whole


def codes(changes: Mapping[str, Any], served: frozenset[str] | None = SERVED) -> set[str]:
    return {each.code for each in findings(definition_of(changed(changes), "0" * 64), served)}


DEPOSER, DEBUT = "states.debut.actions.deposer", "states.debut"
BACK = {"title": T, "to": "back"}
AT_ONCE = {"title": T, "kind": "internal", "starts": {"enter": "attente"}, "within": "0 days", "until": []}

INVARIANT = {"text": T, "after": ["deposer"], "holds": "held(recu) or requested(recu)"}

CASES: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    # code, where it fires, where it doesn't
    (
        "E601",
        {"states.seul": {"kind": "task", "title": T, "actions": {"aller": {"title": T, "to": "fin"}}}},
        {
            "states.seul": {"kind": "task", "title": T, "actions": {"aller": {"title": T, "to": "fin"}}},
            "actions.isoler": {"title": T, "from": ["attente"], "to": "seul"},
        },
    ),
    (
        "E601",
        # what nobody enters isn't reached by going back to it
        {"states.seul": {"kind": "task", "title": T, "actions": {"aller": {"title": T, "to": "attente"}}}},
        {},
    ),
    (
        "E601",
        {DEPOSER + ".to": "fin", "states.attente.actions.reprendre": None},
        {DEPOSER + ".to": "attente", "states.attente.actions.reprendre": None},
    ),
    (
        "E602",
        {"states.attente.actions": {"rester": {"title": T}}},
        {"states.attente.actions": {"rester": {"title": T}, "reprendre": BACK}},
    ),
    (
        "E602",
        # a condition that never holds leads nowhere
        {DEPOSER + ".to": "attente", "states.attente.actions": {"finir": {"title": T, "to": "fin", "when": "false"}}},
        {DEPOSER + ".to": "attente", "states.attente.actions": {"finir": {"title": T, "to": "fin", "when": "true"}}},
    ),
    (
        "E603",
        {DEPOSER + ".when": "lieu == 'ici' and not lieu == 'ici'"},
        {DEPOSER + ".when": "lieu == 'ici' or lieu == 'ailleurs'"},
    ),
    (
        "E603",
        {DEPOSER + ".when": "lieu == 'ici' and lieu == 'ailleurs'"},
        {DEPOSER + ".when": "lieu == 'ici' and lieu != 'ailleurs'"},
    ),
    ("E603", {"states.attente.actions.finir.by": "system"}, {"actions.constater.by": "system"}),
    ("E603", {DEBUT + ".documents.identite.count": 2}, {DEBUT + ".documents.identite.count": 1}),
    (
        "E603",
        {"actions.clore": {"title": T, "from": ["attente"], "except": ["attente"]}},
        {"actions.clore": {"title": T, "from": ["attente"]}},
    ),
    (
        "E603",
        {DEPOSER + ".to": [{"state": "fin", "when": "false"}, {"state": "attente", "when": "1 > 2"}]},
        {DEPOSER + ".to": [{"state": "fin", "when": "2 > 1"}]},
    ),
    (
        "E604",
        {DEPOSER + ".to": [{"state": "attente"}, {"state": "fin", "when": "lieu == 'ici'"}]},
        {DEPOSER + ".to": [{"state": "fin", "when": "lieu == 'ici'"}, {"state": "attente"}]},
    ),
    (
        "E604",
        {
            DEPOSER + ".to": [
                {"state": "fin", "when": "lieu == 'ici' and true"},
                {"state": "attente", "when": "true and lieu=='ici'"},
            ]
        },
        {
            DEPOSER + ".to": [
                {"state": "fin", "when": "lieu == 'ici'"},
                {"state": "attente", "when": "lieu == 'ailleurs'"},
            ]
        },
    ),
    ("E605", {"actions.constater.from": ["attente"]}, {"actions.constater.from": ["debut"]}),
    ("E605", {"deadlines.delai.until": ["attente", "debut"]}, {"deadlines.delai.until": ["debut"]}),
    (
        "E605",
        {"deadlines.delai.until": None, "deadlines.delai.in": ["fin"]},
        {"deadlines.delai.until": None, "deadlines.delai.in": ["debut"]},
    ),
    (
        "E606",
        {"states.fin.actions": {"encore": {"title": T}}},
        {"actions.rouvrir": {"title": T, "from": ["fin"], "to": "debut"}},
    ),
    ("E606", {"states.fin.ask": ["lieu"]}, {"states.fin.forms": ["resume"]}),
    ("E607", {"states.fin.outcome": None}, {}),
    ("E607", {"states.attente.outcome": "success"}, {}),
    (
        "E608",
        # entered only from where nobody comes
        {
            "states.debut.actions.reculer": BACK,
            "states.seul": {"kind": "task", "title": T, "actions": {"aller": {"title": T, "to": "debut"}}},
        },
        {"states.attente.actions.recommencer": {"title": T, "to": "debut"}, "states.debut.actions.reculer": BACK},
    ),
    (
        "E608",
        {"states.debut.actions.reculer": BACK},
        {"states.debut.actions.reculer": BACK, "actions.rouvrir": {"title": T, "from": ["attente"], "to": "debut"}},
    ),
    (
        "E608",
        {"actions.revenir": {"title": T, "from": "any", "to": "back"}},
        {"actions.revenir": {"title": T, "from": ["attente"], "to": "back"}},
    ),
    (
        "E609",
        {"catalogue.documents.passeport.issuer": None},
        {
            "catalogue.documents.passeport.issuer": None,
            "actions.obtenir": {"title": T, "from": "any", "gives": ["passeport"]},
        },
    ),
    (
        "E609",
        {DEBUT + ".documents.identite.any_of": {"un": ["passeport", "recu"]}, DEPOSER + ".receipt": None},
        {DEBUT + ".documents.identite.any_of": {"un": ["passeport"], "deux": ["recu"]}, DEPOSER + ".receipt": None},
    ),
    (
        "E609",
        {"catalogue.documents.passeport.issuer": None},
        {"catalogue.documents.passeport.issuer": None, DEBUT + ".documents.identite.need": "useful"},
    ),
    (
        "E610",
        {
            "deadlines.tout": {**AT_ONCE, "on_expiry": "tourner"},
            "actions.tourner": {"title": T, "from": ["attente"], "to": "attente"},
        },
        {
            "deadlines.tout": {**AT_ONCE, "on_expiry": "tourner"},
            "actions.tourner": {"title": T, "from": ["attente"], "to": "debut"},
        },
    ),
    (
        "E610",
        {
            "deadlines.aller": {**AT_ONCE, "on_expiry": "partir"},
            "deadlines.venir": {**AT_ONCE, "starts": {"enter": "debut"}, "on_expiry": "arriver"},
            "actions.partir": {"title": T, "from": ["attente"], "to": "debut"},
            "actions.arriver": {"title": T, "from": ["debut"], "to": "attente"},
        },
        {
            "deadlines.aller": {**AT_ONCE, "on_expiry": "partir"},
            "deadlines.venir": {**AT_ONCE, "within": "1 day", "starts": {"enter": "debut"}, "on_expiry": "arriver"},
            "actions.partir": {"title": T, "from": ["attente"], "to": "debut"},
            "actions.arriver": {"title": T, "from": ["debut"], "to": "attente"},
        },
    ),
    ("E610", {"deadlines.delai.within": "0 days", "deadlines.delai.every": True}, {"deadlines.delai.within": "0 days"}),
    (
        "E611",
        {"status": "validated", "catalogue.sources.loi.confidence": "to_validate"},
        {"status": "draft", "catalogue.sources.loi.confidence": "to_validate"},
    ),
    ("E611", {"status": "validated", "retention.confidence": "to_validate"}, {"status": "validated"}),
    ("E612", {"fields.lieu.options": None}, {"fields.lieu.type": "choices"}),
    ("E612", {"fields.nombre.options": {"un": T}}, {}),
    ("E612", {"fields.lieu.answers": {"nulle_part": {"text": T}}}, {"fields.lieu.answers": {"ici": {"text": T}}}),
    ("E612", {"fields.lieu.min": 1}, {"fields.nombre.min": 1}),
    ("E612", {"fields.nombre.min": 2, "fields.nombre.max": 1}, {"fields.nombre.min": 1, "fields.nombre.max": 1}),
    ("E612", {"fields.nombre.not_after": "now"}, {"fields.ne_le.not_after": "now"}),
    ("E613", {"fields.ne_le.not_before": "lieu"}, {"fields.ne_le.not_before": "2000-01-01"}),
    (
        "E613",
        {"fields.ne_le.not_before": "ne_le"},
        {"fields.ne_le.not_before": "depot", "fields.depot": {"type": "date", "class": "plain", "label": T}},
    ),
    (
        "E612",
        {"fields.ne_le.appointment": "mairie"},
        {
            "fields.ne_le.appointment": "mairie",
            "fields.ne_le.type": "moment",
            "fields.ne_le.class": "plain",
        },
    ),
    (
        "E617",
        {"fields.ne_le.appointment": "mairie", "fields.ne_le.type": "moment"},
        {
            "fields.ne_le.appointment": "mairie",
            "fields.ne_le.type": "moment",
            "fields.ne_le.class": "plain",
        },
    ),
    ("E613", {DEBUT + ".service.at": "lieu"}, {DEBUT + ".service.at": None}),
    ("E613", {DEBUT + ".documents.identite.count": "lieu"}, {DEBUT + ".documents.identite.count": "nombre"}),
    (
        "E613",
        {"deadlines.delai.starts": {"field": "nombre"}},
        {"deadlines.delai.starts": {"earliest": [{"field": "ne_le"}, {"do": "deposer"}]}},
    ),
    ("E613", {"deadlines.delai.starts": {"next": "plafond"}}, {"deadlines.delai.starts": {"next": "rentree"}}),
    (
        "E613",
        {DEPOSER + ".do": [{"open": {"process": "autre", "after": {"field": "nombre", "within": "1 day"}}}]},
        {DEPOSER + ".do": [{"open": {"process": "autre", "after": {"field": "ne_le", "within": "1 day"}}}]},
    ),
    ("E614", {DEPOSER + ".share.with": "loin"}, {DEPOSER + ".share.with": "mairie"}),
    (
        "E614",
        {"consents.partage.service": None},
        {"consents.partage.for": "accompany", "consents.partage.service": None, DEPOSER + ".share": None},
    ),
    (
        "E615",
        {"catalogue.values.plafond.series": [{"from": "2020-01-01", "value": True}]},
        {"catalogue.values.plafond.series": [{"from": "2020-01-01", "value": 1}]},
    ),
    (
        "E615",
        {"catalogue.values.plafond.series": [{"from": "2020-01-01", "value": 1}, {"from": "2020-01-01", "value": 2}]},
        {},
    ),
    (
        "E615",
        {"catalogue.values.plafond.series": [{"from": "2021-01-01", "value": 1}, {"from": "2020-01-01", "value": 2}]},
        {},
    ),
    ("E618", {"migration": {"1": {}}}, {"migration": {"1": {}}, "version": 2}),
    (
        "E618",
        {"migration": {"1": {"states": {"ancien": "fin"}}}, "version": 2},
        {"migration": {"1": {"states": {"ancien": "debut"}}}, "version": 2},
    ),
    ("E616", {"confidentiality": "protected"}, {"confidentiality": "protected", "notes": "none"}),
    (
        "W621",
        {DEBUT + ".ask": ["ne_le", "nombre", "commune"]},
        {DEBUT + ".ask": ["ne_le", "nombre", "commune"], DEPOSER + ".ask": ["lieu"]},
    ),
    (
        "W621",
        {DEBUT + ".ask": ["ne_le", "lieu", "commune"], "alerts.tard.when": "nombre > 3"},
        {DEBUT + ".ask": ["ne_le", "lieu", "commune"], "alerts.tard.when": "known(nombre) and nombre > 3"},
    ),
    ("W622", {DEPOSER + ".renews": ["lieu"]}, {DEPOSER + ".renews": ["lieu"], "states.attente.ask": ["lieu"]}),
    (
        "W622",
        {
            DEBUT + ".ask": ["ne_le", "nombre", "commune"],
            DEPOSER + ".to": "attente",
            "states.attente.ask": ["lieu"],
            "actions.suite": {"title": T, "from": ["debut"], "to": "autre"},
            "states.autre": {
                "kind": "task",
                "title": T,
                "actions": {"clore": {"title": T, "to": "fin", "when": "lieu == 'ici'"}},
            },
        },
        {
            DEBUT + ".ask": ["ne_le", "nombre", "commune"],
            DEPOSER + ".to": "attente",
            "states.attente.ask": ["lieu"],
            "actions.suite": {"title": T, "from": ["attente"], "to": "autre"},
            "states.autre": {
                "kind": "task",
                "title": T,
                "actions": {"clore": {"title": T, "to": "fin", "when": "lieu == 'ici'"}},
            },
        },
    ),
    ("W623", {"deadlines.delai.on_expiry": None}, {"deadlines.delai.on_expiry": None, "deadlines.delai.remind": [5]}),
    ("W623", {"deadlines.delai.on_expiry": None}, {"deadlines.delai.on_expiry": None, "deadlines.delai.escalate": [5]}),
    ("W624", {DEBUT + ".service.any_of": ["loin"]}, {DEBUT + ".service.any_of": ["loin", "mairie"]}),
    ("W625", {DEBUT + ".documents.identite.basis": None}, {DEBUT + ".documents.identite.basis": ["loi"]}),
    (
        "W625",
        {DEBUT + ".documents.identite.basis": None},
        {DEBUT + ".documents.identite.basis": None, DEBUT + ".documents.identite.need": "useful"},
    ),
    ("W625", {"deadlines.delai.basis": None}, {"deadlines.delai.basis": None, "deadlines.delai.kind": "internal"}),
    (
        "W626",
        {"fields.oubli": {"type": "text", "class": "plain", "label": T}},
        {"fields.oubli": {"type": "text", "class": "plain", "label": T}, DEPOSER + ".requires": ["identite", "oubli"]},
    ),
    ("W627", {DEPOSER + ".requires": []}, {DEPOSER + ".requires": [], DEPOSER + ".when": "satisfied(identite)"}),
    ("W627", {DEPOSER + ".requires": []}, {DEPOSER + ".requires": [], "actions.constater.requires": ["identite"]}),
    ("W627", {DEPOSER + ".requires": []}, {DEPOSER + ".requires": [], DEBUT + ".documents.identite.need": "not_due"}),
    (
        "E619",
        {"states.attente.choices": {"suite": ["reprendre", "finir"]}},
        {
            "states.attente.choices": {"suite": ["reprendre", "finir"]},
            "states.attente.actions.reprendre.when": "lieu != 'ailleurs'",
        },
    ),
    (
        "W629",
        {DEPOSER + ".to": [{"state": "fin", "when": "lieu == 'ici'"}]},
        {
            DEPOSER + ".to": [
                {"state": "fin", "when": "lieu == 'ici'"},
                {"state": "attente", "when": "lieu == 'ailleurs'"},
            ]
        },
    ),
    *(
        ("E620", {"invariants.un": {"text": T, **bad}}, {"invariants.un": {"text": T, **good}})
        for bad, good in (
            ({"in": ["fin"], "holds": "true"}, {"in": ["fin"], "holds": "held(recu)"}),
            ({"in": "any", "holds": "nombre < 3 or nombre > 1"}, {"in": "any", "holds": "nombre < 3 or nombre > 3"}),
            ({"in": "any", "holds": "nombre < 1 and nombre > 3"}, {"in": "any", "holds": "nombre < 3 and nombre > 1"}),
        )
    ),
    *(
        ("W630", {"invariants.un": {**INVARIANT, **bad}, **more}, {"invariants.un": INVARIANT, **more})
        for bad, more in (
            ({"in": ["loin"], "after": []}, {"states.loin": {"kind": "final", "outcome": "success", "title": T}}),
            ({"after": ["ailleurs"]}, {"states.loin": {"kind": "task", "title": T, "actions": {"ailleurs": BACK}}}),
            ({"in": ["attente"], "after": [], "holds": "satisfied(identite)"}, {}),
            ({"holds": "nombre == 3"}, {"fields.nombre.keep": "never"}),
        )
    ),
    (
        "W630",
        {"invariants.un": {"text": T, "after": ["finir"], "holds": "satisfied(identite)"}},
        # A way back leads to where the step was entered from.
        {"invariants.un": {"text": T, "after": ["reprendre"], "holds": "satisfied(identite)"}},
    ),
    ("W628", {"alerts.tard.level": "stop"}, {"alerts.tard.level": "stop", "alerts.tard.lets": ["constater"]}),
)


def test_the_sound_definition_has_no_finding() -> None:
    assert codes({}) == set()


@pytest.mark.parametrize(("code", "fires", "not_"), CASES, ids=[f"{rank}-{case[0]}" for rank, case in enumerate(CASES)])
def test_a_rule_fires_where_it_should_and_not_beside(code: str, fires: dict[str, Any], not_: dict[str, Any]) -> None:
    assert code in codes(fires)
    assert code not in codes(not_)


def test_every_code_of_the_checks_has_a_case_and_a_line_in_their_table() -> None:
    folder = Path(engine.core.checks.__file__ or "").parent
    written = {
        code for path in folder.glob("checks_*.py") for code in re.findall(r'"([EW]\d{3})"', path.read_text("utf-8"))
    }
    assert written == {case[0] for case in CASES}
    assert written == set(re.findall(r"[EW]\d{3}", engine.core.checks.__doc__ or "")), "the table of the module"


def test_services_are_not_judged_without_a_territory() -> None:
    assert "W624" not in codes({DEBUT + ".service.any_of": ["loin"]}, served=None)


def test_a_finding_points_at_what_it_is_about() -> None:
    whole = changed(
        {DEPOSER + ".to": [{"state": "attente"}, {"state": "fin"}], "catalogue.documents.passeport.issuer": None}
    )
    assert {(each.code, each.path) for each in findings(definition_of(whole, ""), SERVED)} == {
        ("E604", ("states", "debut", "actions", "deposer", "to", 1)),
        ("E609", ("states", "debut", "documents", "identite")),
    }


# ------------------------------------------------------------------------------------------------- conditions alone


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("true", True),
        ("not true", False),
        ("a", None),
        ("not a", None),
        ("a and false", False),
        ("a or true", True),
        ("a and not a", False),
        ("a or not a", True),
        ("a and b", None),
        ("1 == 1", True),
        ("1 >= 2", False),
        ("'x' in ['x', 'y']", True),
        ("'z' not in ['x', 'y']", True),
        ("x == 'u' and x == 'v'", False),
        ("x == 'u' or x == 'v'", None),
        ("x == 'u' and y == 'v'", None),
        ("x == 'u' and x == 'u'", None),
        ("times(a) >= 3 and not times(a) >= 3", False),
        ("(a or not a) and b", None),
    ],
)
def test_what_a_condition_alone_settles(text: str, answer: bool | None) -> None:
    assert constant(parse(text)) is answer


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a and b", "b and a", True),
        ("x=='u'", "x == 'u'", True),
        ("overdue( d )", "overdue(d)", True),
        ("a and b", "a or b", False),
        ("x == 'u'", "x == 'v'", False),
        ("x - 1 > 2", "x + 1 > 2", False),
        ("not a", "a", False),
    ],
)
def test_two_writings_of_one_condition_compare_equal(one: str, other: str, same: bool) -> None:
    assert (form(parse(one)) == form(parse(other))) is same


LEAVES = st.sampled_from(["a", "b", "true", "false", "1 == 1", "1 > 2"])
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda text: f"(not {text})")
    ),
    max_leaves=6,
)


@given(CONDITIONS)
def test_what_is_said_constant_is_so_for_every_case(text: str) -> None:
    """Each way of answering the names gives the answer foretold."""
    tree = parse(text)
    foretold = constant(tree)
    if foretold is not None:
        for a in (True, False):
            for b in (True, False):
                assert eval(text, {"true": True, "false": False, "a": a, "b": b}) is foretold  # noqa: S307


# ------------------------------------------------------------------------------------------------- size


def corridor(length: int) -> dict[str, Any]:
    """A pathway of `length` states, each with a paper, a condition, a branch back and the shared actions."""
    states: dict[str, Any] = {
        f"e{rank}": {
            "kind": "task",
            "title": T,
            "ask": ["lieu"],
            "documents": {"identite": {"title": T, "any_of": {"un": ["passeport"]}, "basis": "loi"}},
            "actions": {
                "avancer": {
                    "title": T,
                    "to": [{"state": f"e{rank + 1}", "when": "lieu == 'ici'"}, {"state": f"e{max(rank - 3, 0)}"}],
                    "requires": ["identite"],
                }
            },
        }
        for rank in range(length)
    }
    states[f"e{length}"] = {"kind": "final", "outcome": "success", "title": T}
    states["suspendu"] = {"kind": "wait", "title": T}
    return changed(
        {
            "states": states,
            "start": "e0",
            "deadlines": {},
            "alerts": {},
            "actions": {
                "suspendre": {"title": T, "from": "any", "except": ["suspendu"], "to": "suspendu"},
                "reprendre": {"title": T, "from": ["suspendu"], "to": "back"},
            },
        }
    )


def calls_of(length: int) -> int:
    """Function calls that the checks of a corridor take: a count that doesn't flicker."""
    definition = definition_of(corridor(length), "")
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        found = findings(definition, SERVED)
    finally:
        sys.setprofile(None)
    assert {each.code for each in found} <= {"W626"}
    return count


def test_the_checks_cost_twice_as_much_for_twice_as_many_states() -> None:
    assert calls_of(1000) < 2.1 * calls_of(500)
