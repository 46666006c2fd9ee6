"""Whom each condition about asylum concerns, in every pathway: what opens, what is asked for, what warns.

A person who flees their state is never sent to its consulate: the harm is done by one word too many or too few in a
condition, so that each of them is held here, answer by answer, « not known » among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from engine.core.case import CaseState
from engine.core.examined import all_conditions
from engine.core.guards import names, parse
from engine.core.machine import Situation, compile_definition, condition
from tests.test_pathways import PATHWAYS, definition, territory

NOBODY_PROTECTS = frozenset({"aucun"})
PROTECTED = frozenset({"demandeur", "reconnu"})
PERHAPS = PROTECTED | {"ne_sait_pas"}
PLAIN = frozenset({None, "aucun"})
"Nobody protects them, as far as was asked: such a demand stands beside an act that asks first."
NOT_PROTECTED = PLAIN | {"ne_sait_pas"}

BORN_ABROAD = {"lieu_accouchement": "etranger", "couple": "mixte"}
TEN_YEARS = {"besoin_vehicule": "abattement_90"}
ABROAD = {"voie_universitaire": "internationale", "accord_voie_diplomatique": True}
STAMP = {"pays_pension": "france", "instruction_caisse": True}
WISHED = {"accord_consulat": True}

CONCERNED: Mapping[tuple[str, str], tuple[frozenset[str | None], Mapping[str, Any]]] = {
    ("certificat_vie", "actions.aller_au_consulat"): (NOBODY_PROTECTS, STAMP),
    ("naissance", "states.qualification.actions.orienter_consulat_maroc"): (NOBODY_PROTECTS, BORN_ABROAD),
    ("naissance", "states.qualification.documents.dossier_consulat_maroc"): (NOBODY_PROTECTS, BORN_ABROAD),
    ("naissance", "actions.demarche_consulaire"): (NOBODY_PROTECTS, WISHED),
    ("naissance", "states.collecte_pieces.documents.identite_parent_hcr"): (PROTECTED, {}),
    ("naissance", "states.collecte_pieces.documents.identite_parent"): (NOT_PROTECTED, {}),
    ("naissance", "states.preparation_requete.documents.identite_parents_hcr"): (PROTECTED, {}),
    ("naissance", "states.preparation_requete.documents.identite_parents"): (NOT_PROTECTED, {}),
    ("naissance", "alerts.consulat_interdit"): (PROTECTED, {}),
    ("reversion_survivants", "states.regulariser_etat_civil.actions.passer_par_consulat"): (NOBODY_PROTECTS, WISHED),
    ("reversion_survivants", "alerts.consulat_interdit"): (PROTECTED, {}),
    ("scolarisation", "states.mediation_externe.actions.saisir_hcr"): (PROTECTED, {}),
    ("scolarisation", "states.universite.actions.demander_dafi"): (frozenset({"reconnu"}), {}),
    ("scolarisation", "states.universite.actions.voie_amci"): (NOBODY_PROTECTS, ABROAD),
    ("scolarisation", "states.universite.documents.candidature_internationale"): (NOBODY_PROTECTS, ABROAD),
    ("scolarisation", "states.collecte_pieces.documents.preuve_age_hcr"): (PERHAPS, {}),
    ("scolarisation", "states.collecte_pieces.documents.preuve_age"): (PLAIN, {}),
    ("scolarisation", "states.equivalence.documents.complements_equivalence"): (NOBODY_PROTECTS, {}),
    ("scolarisation", "alerts.consulat_interdit"): (PROTECTED, {}),
    ("succession_procuration_foncier", "states.transcrire_deces.actions.demander_au_consulat"): (NOBODY_PROTECTS, {}),
    ("succession_procuration_foncier", "states.procuration.actions.procuration_au_consulat"): (NOBODY_PROTECTS, {}),
    ("succession_procuration_foncier", "states.procuration.documents.identite_mandant_protege"): (PERHAPS, {}),
    ("succession_procuration_foncier", "states.procuration.documents.identite_mandant"): (PLAIN, {}),
    ("succession_procuration_foncier", "states.procuration.documents.immatriculation_mandant"): (NOBODY_PROTECTS, {}),
    ("succession_procuration_foncier", "alerts.consulat_interdit_absent"): (PERHAPS, {}),
    ("vehicule_retour", "states.rassembler_pieces.documents.sejour_dix_ans_hcr"): (PERHAPS, TEN_YEARS),
    ("vehicule_retour", "states.rassembler_pieces.documents.sejour_dix_ans"): (PLAIN, TEN_YEARS),
    ("vehicule_retour", "alerts.jamais_consulat"): (PERHAPS, {}),
    ("certificat_vie", "invariants.asile_jamais_consulat"): (NOBODY_PROTECTS, {}),
    ("naissance", "invariants.asile_jamais_consulat"): (NOBODY_PROTECTS, WISHED),
    ("scolarisation", "invariants.asile_jamais_consulat"): (NOBODY_PROTECTS, ABROAD),
    ("succession_procuration_foncier", "invariants.asile_jamais_consulat"): (NOBODY_PROTECTS, {}),
}
"(pathway, where) → the answers for which it holds, and what else is known."


def asked(text: str) -> str | None:
    """The question about protection that a condition reads."""
    return next((name for _, name in names(parse(text)) if name.startswith("suivi_hcr")), None)


def conditions(process: str) -> dict[str, tuple[str, str | None]]:
    """Where each condition about protection stands → its text, and its state when there is one only."""
    return {
        ".".join(str(part) for part in path[:-1]): (text, state)
        for path, text, state in all_conditions(definition(process))
        if asked(text) is not None
    }


@pytest.mark.parametrize(("process", "where"), CONCERNED)
def test_a_condition_about_protection_holds_for_those_it_names_and_nobody_else(process: str, where: str) -> None:
    concerned, known = CONCERNED[process, where]
    text, state = conditions(process)[where]
    field = asked(text)
    assert field is not None
    machine = compile_definition(definition(process))
    case = CaseState(state=state or machine.definition.start, fields=dict(known))
    found = set()
    for answer in (None, *machine.definition.fields[field].options):
        private = {} if answer is None else {field: answer}
        facts = Situation(machine, case, private, date(2026, 11, 6), territory().calendar).facts()
        if condition(text).holds(facts) is True:
            found.add(answer)
    assert found == concerned


def test_no_condition_about_protection_is_left_out_here() -> None:
    assert {(process, where) for process in PATHWAYS for where in conditions(process)} == set(CONCERNED)


@pytest.mark.parametrize("process", PATHWAYS)
def test_every_consulate_that_a_person_goes_to_is_behind_a_condition_about_protection(process: str) -> None:
    """A way into a step that is a consulate's own asks first, whatever the pathway calls the step."""
    found = definition(process)
    machine = compile_definition(found)
    consulates = {
        name for name, state in found.states.items() if state.services and all(map(is_consulate, state.services))
    }
    bare = [
        (state, name)
        for state, plans in machine.table.items()
        for name, plan in plans.items()
        if state not in consulates
        and not plan.action.back
        and any(to.state in consulates for to in plan.destinations)
        and (plan.action.when is None or asked(plan.action.when) is None)
    ]
    assert bare == []


def is_consulate(service: str) -> bool:
    return service.startswith("consulat")
