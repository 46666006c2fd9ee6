"""What must always be true of a case: seen as soon as it isn't, told to who writes the pathway, never in the way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from engine.bootstrap import shipped, territory_of
from engine.core.case import fold
from engine.core.definition import Action, Definition
from engine.core.events import Receipt
from engine.core.invariants import Watch
from engine.core.machine import Situation, compile_definition
from engine.core.rehearsal import rehearse
from engine.core.scenario import Expected, Scenario, ScenarioStep
from engine.core.walking import walks
from tests.core.definitions import papers, pathway, text, titled
from tests.core.test_walks import SHIPPED

TERRITORY = territory_of(shipped("processes"))


def with_action(definition: Definition, name: str, **changes: Any) -> Definition:
    """The pathway with an action changed, wherever it is declared."""

    def put(action: Action) -> Action:
        return replace(action, **changes)

    states = {
        state: replace(each, actions={**each.actions, name: put(each.actions[name])}) if name in each.actions else each
        for state, each in definition.states.items()
    }
    shared = dict(definition.actions)
    if name in shared:
        shared[name] = replace(shared[name], action=put(shared[name].action))
    return replace(definition, states=states, actions=shared)


def without(name: str, **changes: Any) -> Callable[[Definition], Definition]:
    """A pathway whose editor forgot something of an action: by default, its condition."""
    return lambda definition: with_action(definition, name, **(changes or {"when": None}))


def calm(definition: Definition) -> Definition:
    """A pathway whose emergency stops nothing."""
    return replace(
        definition, alerts={**definition.alerts, "urgence": replace(definition.alerts["urgence"], level="warn")}
    )


def force(state: str) -> ScenarioStep:
    return ScenarioStep("force", state, 0, reason="Essai", role="supervisor")


def do(action: str, **given: Any) -> ScenarioStep:
    return ScenarioStep("do", action, 0, fields=given)


PAID = (force("en_paiement"), do("certificat_deja_suivi"), do("suite_faite", premier_versement_recu=False))
UNDER_HCR = ScenarioStep("set", {"suivi_hcr": "reconnu"}, 0)

SLIPS: Mapping[tuple[str, str], tuple[Callable[[Definition], Definition], tuple[ScenarioStep, ...]]] = {
    ("accueil", "injoignable_apres_relances"): (without("clore_injoignable"), (do("clore_injoignable"),)),
    ("accueil", "retrait_enregistre"): (without("clore_retrait"), (do("clore_retrait"),)),
    ("accueil", "jamais_clos_en_urgence"): (calm, (do("signaler_urgence"), do("orienter_ailleurs"))),
    ("accueil", "parcours_avec_accord"): (
        without("accord_donne"),
        (ScenarioStep("withdraw", "accompagnement", 0), force("consentement"), do("accord_donne")),
    ),
    ("naissance", "depot_prouve"): (
        without("deposer", receipt=None),
        (ScenarioStep("set", {"date_naissance": "2026-06-10"}, 0), force("pret_a_declarer"), do("deposer")),
    ),
    ("naissance", "acte_en_main"): (
        without("demander_copies", gives=()),
        (force("acte_dresse"), do("demander_copies"), do("orienter_vaccination_ecole"), do("suite_faite")),
    ),
    ("naissance", "asile_jamais_consulat"): (
        without("demarche_consulaire"),
        (force("copies_delivrees"), UNDER_HCR, do("demarche_consulaire", accord_consulat=True)),
    ),
    ("certificat_vie", "vise_avant_envoi"): (
        without("envoyer_courrier", requires=(), receipt=None),
        (force("transmettre"), do("envoyer_courrier")),
    ),
    ("certificat_vie", "asile_jamais_consulat"): (
        without("aller_au_consulat"),
        (force("viser"), UNDER_HCR, do("aller_au_consulat")),
    ),
    ("pension_vieillesse", "depot_prouve"): (
        without("deposer", receipt=None, requires=()),
        (force("deposer_cnss"), do("deposer")),
    ),
    ("pension_vieillesse", "versement_recu"): (without("suite_faite"), PAID),
    ("reversion_survivants", "depot_prouve"): (
        without("deposer", receipt=None, requires=()),
        (force("deposer_cnss"), do("deposer")),
    ),
    ("reversion_survivants", "versement_recu"): (without("suite_faite"), PAID),
    ("protection", "nouvelles_avant_fin"): (without("stabiliser"), (force("suivi"), do("stabiliser"))),
    ("sante", "demande_prouvee"): (
        without("demander_amo", receipt=None, requires=()),
        (force("demande_couverture"), do("demander_amo", regime_demande="amo_achamil")),
    ),
    ("sante", "besoin_satisfait_avant_succes"): (
        without("controle_ok"),
        (force("besoin_couvert"), do("controle_ok", besoin_satisfait="non")),
    ),
    ("scolarisation", "depot_prouve"): (without("deposer_dp", receipt=None), (force("depot_dp"), do("deposer_dp"))),
    ("scolarisation", "asile_jamais_consulat"): (
        without("voie_amci"),
        (
            force("universite"),
            do(
                "voie_amci",
                voie_universitaire="internationale",
                suivi_hcr="demandeur",
                accord_voie_diplomatique=True,
            ),
        ),
    ),
    ("succession_procuration_foncier", "asile_jamais_consulat"): (
        without("demander_au_consulat"),
        (
            force("transcrire_deces"),
            ScenarioStep("set", {"suivi_hcr_absent": "demandeur"}, 0),
            do("demander_au_consulat"),
        ),
    ),
    ("succession_procuration_foncier", "mineur_protege"): (
        without("partager_a_l_amiable"),
        (
            force("choisir_partage"),
            do("partager_a_l_amiable", entente="accord", heritier_mineur_ou_incapable=True),
        ),
    ),
    ("vehicule_retour", "quittance_avant_succes"): (
        without("droits_payes", gives=()),
        (
            ScenarioStep("set", {"besoin_vehicule": "epave"}, 0),
            force("payer_et_retirer"),
            do("droits_payes"),
        ),
    ),
    ("vehicule_retour", "depot_prouve"): (
        without("deposer", receipt=None),
        (force("deposer_douane"), do("deposer", titulaire_present=True)),
    ),
}
"(pathway, invariant) → what an editor may do by slip, that this invariant is there to see; a story that shows it."


def story(process: str, *steps: ScenarioStep, **given: Any) -> Scenario:
    """A story at Tiznit, in which everything was agreed to."""
    agreed = tuple(SHIPPED[process].definition.consents) if process in SHIPPED else ()
    day = date(2026, 6, 15)
    return Scenario(process, "Essai", "", 0, "tiznit", day, given, {}, agreed, steps)


def test_each_invariant_of_the_shipped_pathways_has_its_slip() -> None:
    """Those that all pathways share are tried in one."""
    shared = set(SHIPPED["accueil"].definition.invariants) - {"parcours_avec_accord"}
    for process, machine in SHIPPED.items():
        own = set(machine.definition.invariants) - (set() if process == "accueil" else shared)
        assert own
        assert own == {name for each, name in SLIPS if each == process}
        assert shared <= set(machine.definition.invariants)


@pytest.mark.parametrize(("process", "name"), SLIPS)
def test_what_a_shipped_pathway_forgets_breaks_its_invariant(process: str, name: str) -> None:
    """Fails when an invariant says nothing: the same story doesn't break it where the pathway holds."""
    slip, steps = SLIPS[process, name]
    sound = rehearse(SHIPPED[process], story(process, *steps), TERRITORY)
    assert name not in sound.watch.broken()
    slipped = rehearse(compile_definition(slip(SHIPPED[process].definition)), story(process, *steps), TERRITORY)
    assert name in slipped.watch.broken()
    ((_, told),) = slipped.failures
    assert f"({name}) n'est plus respecté" in told


def deposit(**action: Any) -> Definition:
    """A paper filed at a counter, and read; a supervisor may take a case there by hand."""
    return pathway(
        "depot",
        start="guichet",
        documents=papers("recu"),
        fields={
            "lu": {"type": "boolean", "class": "personal", "label": text("Lu")},
            "oublie": {"type": "boolean", "class": "plain", "label": text("Oublié"), "keep": "never"},
        },
        invariants={
            "prouve": {
                "in": ["depose"],
                "text": text("Jamais déposé sans reçu"),
                "holds": "held(recu) or requested(recu)",
            },
            "relu": {"after": ["lire"], "text": text("Lu pour de bon"), "holds": "lu"},
        },
        states={
            "guichet": titled(
                "guichet",
                kind="task",
                actions={"deposer": titled("deposer", to="depose", **{"receipt": "recu", **action})},
            ),
            "depose": titled(
                "depose",
                kind="wait",
                actions={
                    "lire": titled("lire", ask=["lu"]),
                    "revenir": titled("revenir", to="guichet"),
                    "finir": titled("finir", to="fini"),
                },
            ),
            "fini": titled("fini", kind="final", outcome="success"),
        },
    )


FILED = ScenarioStep("do", "deposer", 3, receipt=Receipt("12", None))
WITHHELD = ScenarioStep("do", "deposer", 3, receipt=Receipt(None, None), reason="Refusé")


def lived(*steps: ScenarioStep, **action: Any) -> Any:
    return rehearse(compile_definition(deposit(**action)), story("depot", *steps), TERRITORY)


def stretches(told: Any) -> list[tuple[str, int, int | None]]:
    return [(each.invariant.id, each.since, each.until) for each in told.watch.breaches]


def test_what_holds_is_judged_and_told_by_nobody() -> None:
    for filed in (FILED, WITHHELD):
        told = lived(filed, do("lire", lu=True))
        assert (told.failures, stretches(told)) == ([], [])
        assert told.watch.judged == {"prouve", "relu"}


def test_a_breach_is_told_at_its_step_and_never_in_the_way() -> None:
    told = lived(replace(FILED, receipt=None), do("finir"), receipt=None)
    ((line, words),) = told.failures
    wanted = "il demande « held(recu) or requested(recu) »."
    assert (line, words) == (3, f"L'invariant « Jamais déposé sans reçu » (prouve) n'est plus respecté : {wanted}")
    assert "fini" in told.states


def test_a_breach_lasts_until_it_holds_again_or_the_case_leaves_or_the_step_is_undone() -> None:
    forced = force("depose")
    assert stretches(lived(forced)) == [("prouve", 2, None)]
    assert stretches(lived(forced, ScenarioStep("document", {"recu": "received"}, 0))) == [("prouve", 2, 3)]
    assert stretches(lived(forced, do("revenir"), FILED)) == [("prouve", 2, 3)]
    assert stretches(lived(forced, ScenarioStep("revert", 2, 0, role="supervisor"))) == [("prouve", 2, 3)]
    again = (do("lire", lu=False), ScenarioStep("note", "rien", 0))
    assert stretches(lived(FILED, *again)) == [("relu", 3, None)]
    assert stretches(lived(FILED, *again, do("lire", lu=True))) == [("relu", 3, 5)]
    assert stretches(lived(FILED, *again, ScenarioStep("revert", 3, 0))) == [("relu", 3, 5)]


def test_what_nobody_can_tell_breaks_nothing_and_says_what_would() -> None:
    """Fails when an unknown answer is taken for no."""
    told = lived(FILED, do("lire"))
    assert stretches(told) == []
    (unjudged,) = told.watch.unjudged.values()
    assert (unjudged.invariant.id, unjudged.since, unjudged.lacking) == ("relu", 3, ("lu",))
    assert lived(FILED, do("lire"), do("lire", lu=True)).watch.unjudged == {}


def test_a_value_that_can_t_be_seen_any_more_is_not_taken_for_one_that_was_never_given() -> None:
    """Fails when `known` of a sealed value that nobody can open answers no."""
    definition = deposit()
    relu = replace(definition.invariants["relu"], holds="known(lu)")
    machine = compile_definition(replace(definition, invariants={"relu": relu}))
    told = rehearse(machine, story("depot", FILED, do("lire", lu=True)), TERRITORY)
    watch, case = Watch(), fold(told.history)
    event = told.history[-1][0]
    watch.take(event, Situation(machine, case, {}, date(2026, 6, 15), TERRITORY.calendar))
    assert (watch.breaches, watch.unjudged["relu"].lacking) == ([], ("lu",))
    watch.take(event, Situation(machine, case, {"lu": True}, date(2026, 6, 15), TERRITORY.calendar))
    assert (watch.unjudged, watch.judged) == ({}, {"relu"})


def test_a_story_may_say_that_an_invariant_is_broken_and_is_held_to_it() -> None:
    said = replace(force("depose"), expect=Expected(broken=("prouve",)))
    assert lived(said).failures == []
    (_, told), *_ = lived(replace(FILED, expect=Expected(broken=("prouve",)))).failures
    assert told == "Ruptures d'invariants attendues et absentes : « Jamais déposé sans reçu » (prouve)."


def test_walks_find_the_shortest_life_that_breaks_an_invariant() -> None:
    found = walks(compile_definition(deposit(receipt=None)), TERRITORY, Random(1), 20)
    assert [step.what for step in found.broken["prouve"].steps if step.kind == "do"] == ["deposer"]
    assert "prouve" not in walks(compile_definition(deposit()), TERRITORY, Random(1), 20).broken


def test_another_version_judges_by_its_own_and_ends_what_the_former_told() -> None:
    definition = deposit()
    former, watch = compile_definition(definition), Watch()
    told = rehearse(former, story("depot", force("depose"), ScenarioStep("note", "rien", 0)), TERRITORY)
    machine = compile_definition(replace(definition, digest="autre", invariants={}))
    for machine_then, (event, _), cut in zip((former, former, machine), told.history, (1, 2, 3), strict=True):
        case = fold(told.history[:cut])
        case.digest = machine_then.definition.digest
        watch.take(event, Situation(machine_then, case, {}, date(2026, 6, 15), TERRITORY.calendar))
    assert [(each.invariant.id, each.since, each.until) for each in watch.breaches] == [("prouve", 2, 3)]
