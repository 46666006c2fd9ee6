"""The health pathway: nobody in an emergency is kept waiting, and nothing tells what a person suffers from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from engine.core.case import CaseState
from engine.core.machine import Machine, Plan, Situation, compile_definition
from tests.test_pathways import definition, raw, territory

ALREADY_THERE = {"urgence", "hospitalisation", "suspendu"}
TELLING = re.compile(
    r"\bvih\b|\bsida\b|tubercul|palud|psych|mental|\bviol|agress|avortement|\bivg\b|سيدا|السل\b|نفسي|عنف", re.IGNORECASE
)


def machine() -> Machine:
    return compile_definition(definition("sante"))


def verdicts(besoin: str, state: str, known: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Each action of a state, with what its condition and its branches answer for a need."""
    found = machine()
    case = CaseState(state=state, fields=dict(known))
    facts = Situation(found, case, {"besoin_sante": besoin}, date(2026, 11, 6), territory().calendar).facts()
    for name, plan in found.table[state].items():
        answers = [each.when.holds(facts) for each in (plan, *plan.destinations) if each.when is not None]
        yield name, tuple(answers)


def test_an_emergency_leaves_from_every_step_and_nothing_can_refuse_it() -> None:
    """No condition, no field, no paper, no agreement, no receipt: whatever is known or not of the person."""
    found = machine()
    for name, state in found.definition.states.items():
        if state.kind == "final" or name in ALREADY_THERE:
            continue
        plan = found.table[name]["urgence_constatee"]
        assert bare(plan), name
        assert [each.state for each in plan.destinations] == ["urgence"]


def bare(plan: Plan) -> bool:
    """Whether an action asks for nothing at all before it is done."""
    action = plan.action
    needs = (plan.when, action.requires, action.consent, action.receipt, plan.needs_reason)
    return not any(needs) and {"agent", "supervisor"} <= action.roles


def test_an_emergency_is_never_put_in_the_queue() -> None:
    """« It is no emergency » is refused when the need is one, and when labour has begun, whatever else is said."""
    for besoin, labour in (("urgence_vitale", None), ("urgence_vitale", False), ("maternite", True)):
        found = machine()
        private = {"besoin_sante": besoin} | ({} if labour is None else {"travail_en_cours": labour})
        case = CaseState(state="accueil", fields={})
        facts = Situation(found, case, private, date(2026, 11, 6), territory().calendar).facts()
        queue = found.table["accueil"]["besoin_qualifie"].when
        assert queue is not None
        assert queue.holds(facts) is False


@pytest.mark.parametrize("state", sorted(machine().definition.states))
def test_two_needs_that_must_not_be_told_apart_take_the_same_way(state: str) -> None:
    """« programme » and « unité » open and close the same actions everywhere: the history cannot tell them apart."""
    for known in ({}, {"etablissement_soins": "hopital_public"}, {"etablissement_soins": "chu"}):
        assert dict(verdicts("programme", state, known)) == dict(verdicts("unite", state, known))


def test_no_step_action_or_paper_tells_what_a_person_suffers_from() -> None:
    """What stands in clear in the history, or is printed: identifiers, titles, papers, alerts, grounds of each step."""
    found = definition("sante")
    told: list[str] = []
    for name, state in found.states.items():
        told += [name, *state.title, *(text for group in state.documents.values() for text in group.title)]
        told += [text for source in state.basis for text in found.sources[source].title]
        for action in found.actions_from(name).values():
            told += [action.id, *action.title]
    told += [text for paper in found.documents.values() for text in (paper.id, *paper.title)]
    told += [option for field in found.fields.values() for option in field.options]
    told += [text for alert in found.alerts.values() for text in (alert.id, *alert.text) if alert.id != "urgence"]
    assert [each for each in told if TELLING.search(each)] == []


def test_the_separate_service_names_no_address_on_a_sheet() -> None:
    """The sheet for the person prints the offices of the step: there, only a hospital and a health centre."""
    assert set(machine().definition.states["suivi_particulier"].services) == {"hopital", "centre_sante"}
    # Nor does any step send to a consulate, nor to the police among the emergency numbers.
    named = {service for state in definition("sante").states.values() for service in state.services}
    assert named.isdisjoint({"cellule_violences", "centre_diagnostic", "association_prevention", "consulat", "urgence"})


def test_article_42_is_quoted_for_what_was_read_of_it_and_no_more() -> None:
    """Received, examined, admitted, billed once care has begun; what may be asked before is still to be checked."""
    found, sources = definition("sante"), raw("sources")
    promised = [
        group
        for state in found.states.values()
        for group in state.documents.values()
        if any("engagement_paiement" in papers for papers in group.any_of.values())
    ]
    assert len(promised) == 2
    for group in promised:
        assert "à valider" in group.title.of("fr"), group.id
        assert any(sources[each]["confidence"] == "to_validate" for each in group.basis), group.id
    told = [sources["sante_urgence_art_42"]["title"]["fr"]]
    told += [answer.text.of("fr") for answer in found.fields["motif_refus_hopital"].answers.values()]
    told += [state.prompt.of("fr") for state in found.states.values() if state.prompt is not None]
    for words in told:
        assert not re.search(r"après les soins|avant les soins\*|n'en demande aucun|jamais refusée", words), words


def test_what_tells_of_health_or_of_status_is_sealed_and_never_leaves() -> None:
    """The need, the cover and the situation are sensitive; what is sent or carried never is."""
    found = definition("sante")
    sealed = {name for name, field in found.fields.items() if field.data_class == "sensitive"}
    assert {"besoin_sante", "situation", "couverture", "travail_en_cours", "piece_presentee"} <= sealed
    for state in found.states:
        for action in found.actions_from(state).values():
            sent = set(action.share.fields if action.share else ())
            sent |= {name for opened in action.opens for name in opened.carry}
            assert sent.isdisjoint(sealed), action.id


def test_what_brings_a_person_to_health_carries_nothing_sensitive() -> None:
    """accueil and naissance open the file; neither passes on a status, nor a point of attention."""
    for process in ("accueil", "naissance"):
        found = definition(process)
        for state in found.states:
            for action in found.actions_from(state).values():
                for opened in action.opens:
                    if opened.process == "sante":
                        classes = {found.fields[name].data_class for name in opened.carry}
                        assert classes <= {"plain", "personal"}, action.id
