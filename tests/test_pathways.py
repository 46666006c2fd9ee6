"""The shipped pathways, judged as such: they read without a finding, and their stories take all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.app.scenarios import ProcessTest, run_scenarios
from engine.core.case import CaseState
from engine.core.definition import Definition
from engine.core.examined import all_actions
from engine.core.machine import Situation, compile_definition
from engine.core.territory import Territory, services_with_office
from engine.reader.load import Referential, Surroundings
from engine.reader.scenarios import read_scenarios
from engine.reader.territory import read_territory

PROCESSES = Path(__file__).parent.parent / "processes"
FORMS = Path(__file__).parent.parent / "forms"
CATALOGUES = ("documents", "services", "sources", "values")
PATHWAYS = tuple(sorted(path.stem for path in PROCESSES.glob("*.yaml") if path.stem not in (*CATALOGUES, "socle")))


@cache
def territory() -> Territory:
    found = read_territory(PROCESSES / "territories" / "souss_massa").territory
    assert found is not None
    return found


@cache
def referential() -> Referential:
    known = territory()
    return Referential(
        PROCESSES,
        Surroundings(
            territory=known.id,
            forms=frozenset(path.name.split(".")[0] for path in FORMS.glob("*.fr.md.j2")),
            communes=frozenset(known.communes),
            served=services_with_office(known),
        ),
    )


@cache
def definition(process: str) -> Definition:
    found = referential().read_process(PROCESSES / f"{process}.yaml").definition
    assert found is not None
    return found


@cache
def stories(process: str) -> ProcessTest:
    told = read_scenarios(PROCESSES / "scenarios" / f"{process}.yaml")
    assert told.problems == ()
    return run_scenarios(definition(process), told.scenarios, territory())


def raw(name: str) -> Any:
    return yaml.safe_load((PROCESSES / f"{name}.yaml").read_text(encoding="utf-8"))


def named(node: Any, key: str) -> Iterator[str]:
    """Every word written under `key`, anywhere in a file."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == key and isinstance(value, str | list):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from named(value, key)
    elif isinstance(node, list):
        for each in node:
            yield from named(each, key)


def test_the_shipped_files_have_no_finding_at_all() -> None:
    """No error and no warning, in pathways, base or catalogues."""
    assert [str(problem) for problem in referential().check()] == []


@pytest.mark.parametrize("process", PATHWAYS)
def test_every_story_goes_as_it_is_told(process: str) -> None:
    """Each scenario is lived, and nothing differs from what it expects."""
    told = [
        f"{process}.yaml:{line} {run.scenario.title} : {message}"
        for run in stories(process).runs
        for line, message in run.failures
    ]
    assert told == []


@pytest.mark.parametrize("process", PATHWAYS)
@pytest.mark.parametrize("part", ["states", "transitions", "guards"])
def test_the_stories_of_a_pathway_take_all_of_it(process: str, part: str) -> None:
    """Every state, every branch of every action, every condition answered both yes and no."""
    assert getattr(stories(process), part).missing == ()


def test_every_source_and_every_paper_serves() -> None:
    """A source that no fact rests on, or a paper that nothing asks for, is a leftover."""
    files = [raw(name) for name in (*PATHWAYS, "socle", *CATALOGUES)]
    cited = {word for each in files for word in named(each, "basis")}
    assert set(raw("sources")) == cited
    used = {paper for process in PATHWAYS for paper in definition(process).documents}
    assert set(raw("documents")) == used


def quoted(node: object) -> Iterator[str]:
    """Every line of words of a file whose quotation marks don't go in pairs."""
    if isinstance(node, str):
        marks = re.sub("[^«»]", "", node)
        while "«»" in marks:
            marks = marks.replace("«»", "")
        if marks:
            yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from quoted(each)


@pytest.mark.parametrize("name", [*PATHWAYS, "socle", *CATALOGUES])
def test_every_quotation_that_opens_is_closed(name: str) -> None:
    assert list(quoted(raw(name))) == []


def test_every_source_tells_its_date_and_the_day_it_was_read() -> None:
    """« s.d. » when it bears none; what was read nowhere has no day of reading, and is never « sourced »."""
    silent = [
        name
        for name, each in raw("sources").items()
        if not each.get("dated") or (each["confidence"] == "sourced" or "url" in each) is not ("read" in each)
    ]
    assert silent == []


@pytest.mark.parametrize("process", PATHWAYS)
def test_what_a_law_fixes_has_its_basis(process: str) -> None:
    """Legal clocks, refusals' answers and papers said not to be due each cite a source."""
    found = definition(process)
    bare = [clock.id for clock in found.deadlines.values() if clock.kind == "legal" and not clock.basis]
    bare += [
        f"{field.id}.{option}"
        for field in found.fields.values()
        for option, answer in field.answers.items()
        if not answer.basis
    ]
    bare += [
        f"{state.id}.{group.id}"
        for state in found.states.values()
        for group in state.documents.values()
        if not group.basis
    ]
    assert bare == []


@pytest.mark.parametrize("process", PATHWAYS)
def test_no_letter_leaves_before_the_person_has_agreed(process: str) -> None:
    """A letter to a service bears a name: it asks for the agreement to be accompanied, at the least."""
    found = definition(process)
    everywhere = [action for state in found.states for action in found.actions_from(state).values()]
    accompany = {name for name, each in found.consents.items() if each.purpose == "accompany"}
    for action in everywhere:
        if any(form.startswith("courrier_") for form in action.forms):
            assert accompany & {*action.consent}, action.id


@pytest.mark.parametrize("process", PATHWAYS)
def test_no_ordinary_pathway_has_room_for_a_story(process: str) -> None:
    """What a person went through is never a free text field of an ordinary case."""
    assert [field.id for field in definition(process).fields.values() if field.type == "text"] == []


@pytest.mark.parametrize("process", PATHWAYS)
def test_what_a_person_agrees_to_is_read_in_three_languages(process: str) -> None:
    """A consent is read out in French, Arabic or English."""
    for consent in definition(process).consents.values():
        assert all((consent.text.fr, consent.text.ar, consent.text.en))


@pytest.mark.parametrize(
    ("process", "state", "action", "known"),
    [
        ("naissance", "copies_delivrees", "demarche_consulaire", {"accord_consulat": True}),
        ("certificat_vie", "viser", "aller_au_consulat", {"pays_pension": "france", "instruction_caisse": True}),
        ("reversion_survivants", "regulariser_etat_civil", "passer_par_consulat", {"accord_consulat": True}),
        (
            "scolarisation",
            "universite",
            "voie_amci",
            {"voie_universitaire": "internationale", "accord_voie_diplomatique": True},
        ),
        ("succession_procuration_foncier", "procuration", "procuration_au_consulat", {}),
        ("succession_procuration_foncier", "transcrire_deces", "demander_au_consulat", {}),
    ],
)
def test_only_a_person_that_nobody_protects_is_sent_to_a_consulate(
    process: str, state: str, action: str, known: Mapping[str, Any]
) -> None:
    """Whatever is known or unknown of their protection, consulate and embassy open for « aucun » alone."""
    machine = compile_definition(definition(process))
    plan = machine.table[state][action]
    assert plan.when is not None
    asked = next(name for name in machine.definition.fields if name.startswith("suivi_hcr"))
    opened = []
    for answer in (None, *machine.definition.fields[asked].options):
        case = CaseState(state=state, fields=dict(known))
        private = {} if answer is None else {asked: answer}
        facts = Situation(machine, case, private, date(2026, 11, 6), territory().calendar).facts()
        if plan.when.holds(facts) is True:
            opened.append(answer)
    assert opened == ["aucun"]


@pytest.mark.parametrize("answer", ["demandeur", "reconnu", "ne_sait_pas"])
def test_a_person_under_protection_is_asked_for_no_consular_paper_for_a_car(answer: str) -> None:
    """Ten years abroad are proved otherwise: the group that names consular papers isn't due."""
    machine = compile_definition(definition("vehicule_retour"))
    papers = machine.definition.documents
    consular = [
        each
        for each in machine.groups["rassembler_pieces"]
        if any(papers[paper].issuer == "consulat_maroc" for option in each.group.any_of.values() for paper in option)
    ]
    assert [each.group.id for each in consular] == ["sejour_dix_ans"]
    case = CaseState(state="rassembler_pieces", fields={"besoin_vehicule": "abattement_90"})
    facts = Situation(machine, case, {"suivi_hcr": answer}, date(2026, 11, 6), territory().calendar).facts()
    assert consular[0].when is not None
    assert consular[0].when.holds(facts) is False


@pytest.mark.parametrize("process", PATHWAYS)
def test_a_consulate_is_never_proposed_before_the_protection_is_known(process: str) -> None:
    """An act that waits for « suivi par le HCR » doesn't ask for it in passing: until it is known, it is blocked."""
    proposed = [
        action.id
        for _, action in all_actions(definition(process))
        if re.search(r"consul(at|e)\b", action.title.fr, re.IGNORECASE)
        and any(field.startswith("suivi_hcr") for field in action.ask)
    ]
    assert proposed == []


@pytest.mark.parametrize("process", PATHWAYS)
def test_no_list_of_papers_quotes_why_a_consulate_is_avoided(process: str) -> None:
    """A list prints the grounds of each paper: that one would tell whoever reads it who asks for protection."""
    groups = {
        f"{state.id}.{name}": group
        for state in definition(process).states.values()
        for name, group in state.documents.items()
    }
    assert [name for name, group in groups.items() if "asile_jamais_consulat" in group.basis] == []
