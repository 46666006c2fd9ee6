"""Pathways as they are read: each with its steps, papers, offices and texts, and how many open cases stand where.

How many is told to whoever may count, at the desks that they may see. Who sees no case is told no exact number: of a
small one, one could guess whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.app.counts import told
from engine.app.house import House
from engine.app.publishing import published
from engine.app.sight import PROTECTED, confidentiality_seen, require
from engine.app.tally import OpenAtStep
from engine.app.views import View, source_view, text_or_nothing
from engine.authority.allow import Resource, allow, communes_seen
from engine.core.days import duration_in_words
from engine.core.definition import Action, Definition, DocumentGroup, Invariant, Language, State
from engine.core.events import EVERYWHERE, Actor
from engine.core.examined import all_actions
from engine.core.territory import offices_for


def newest(house: House, actor: Actor) -> dict[str, Definition]:
    """Each published pathway in its newest version.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
    """
    require(actor, "process.read")
    return {line.process: definition for line, definition in published(house)}


def open_cases(house: House, actor: Actor) -> dict[str, dict[str, str]] | None:
    """Pathway → step → how many open cases stand there, as this actor may be told; None for who may not count."""
    if not allow(actor, "stats.read", Resource(actor.commune)):
        return None
    sees = allow(actor, "case.list", Resource(actor.commune))
    found: dict[str, dict[str, int]] = {}
    for each in standing(house, actor):
        states = found.setdefault(each.process, {})
        states[each.state] = states.get(each.state, 0) + each.count
    return {
        process: {"": told(sum(states.values()), exact=sees)}
        | {state: told(count, exact=sees) for state, count in states.items()}
        for process, states in found.items()
    }


def standing(house: House, actor: Actor) -> list[OpenAtStep]:
    """How many open cases stand at each step of each version, at the desks that this actor may see."""
    sees = allow(actor, "case.list", Resource(actor.commune))
    confidentiality = confidentiality_seen(actor) if sees else None
    commune = communes_seen(actor)
    return house.follow(lambda reading: house.tally.at(reading, commune, confidentiality))


def counts_of(
    definition: Definition, counts: Mapping[str, Mapping[str, str]] | None, actor: Actor
) -> Mapping[str, str] | None:
    """Of what `open_cases` told, the counts of one pathway; None where this actor may see none of its cases."""
    hidden = definition.confidentiality == PROTECTED and allow(actor, "case.list", Resource(actor.commune))
    if counts is None or (hidden and confidentiality_seen(actor) is not None):
        return None
    return {"": "0", **counts.get(definition.process, {})}


def pathway_line(definition: Definition, language: Language, counts: Mapping[str, str] | None) -> View:
    """A pathway as a list shows it; `counts`: as `counts_of` tells them."""
    return {
        "open": None if counts is None else counts[""],
        "id": definition.process,
        "title": definition.title.of(language),
        "purpose": text_or_nothing(definition.purpose, language),
        "version": definition.version,
        "status": definition.status,
        "states": len(definition.states),
    }


def pathway_head(definition: Definition, language: Language, counts: Mapping[str, str] | None) -> View:
    """What a pathway is, and its steps by name: what leads to the rest of it."""
    return {
        **pathway_line(definition, language, counts),
        "subject": definition.subject,
        "confidentiality": definition.confidentiality,
        "uncertain": _uncertain(definition),
        "steps": [
            {"id": each.id, "title": each.title.of(language), "open": (counts or {}).get(each.id, "")}
            for each in definition.states.values()
        ],
    }


def step_view(definition: Definition, state: State, language: Language, counts: Mapping[str, str]) -> View:
    """One step to be read through: what is said, asked and done there."""
    return {
        "id": state.id,
        "title": state.title.of(language),
        "kind": state.kind,
        "outcome": state.outcome,
        "prompt": text_or_nothing(state.prompt, language),
        "target": duration_in_words(state.target, language) if state.target else "",
        "open": counts.get(state.id, ""),
        "asks": [definition.fields[name].label.of(language) for name in state.ask],
        "services": [definition.services[name].title.of(language) for name in state.services],
        "groups": [_group(definition, group, language) for group in state.documents.values()],
        "actions": [_action(definition, each, language) for each in state.actions.values()],
        "bases": _bases(definition, state.basis, language),
    }


def shared_view(definition: Definition, language: Language) -> list[View]:
    """The actions that are open from several steps."""
    return [_action(definition, each.action, language) for each in definition.actions.values()]


def clocks_view(definition: Definition, language: Language) -> list[View]:
    """The clocks of a pathway."""
    return [
        {
            "title": each.title.of(language),
            "kind": each.kind,
            "within": duration_in_words(each.within, language),
            "note": text_or_nothing(each.note, language),
            "bases": _bases(definition, each.basis, language),
        }
        for each in definition.deadlines.values()
    ]


def invariants_view(definition: Definition, language: Language) -> list[View]:
    """What must always be true of a pathway's cases."""
    return [_invariant(definition, each, language) for each in definition.invariants.values()]


def papers_view(definition: Definition, language: Language) -> list[View]:
    """Every paper of a pathway."""
    return [
        {
            "title": each.title.of(language),
            "issuer": definition.services[each.issuer].title.of(language) if each.issuer else "",
            "cost": text_or_nothing(each.cost, language),
            "note": text_or_nothing(each.note, language),
            "confidence": each.confidence,
            "bases": _bases(definition, each.basis, language),
        }
        for each in definition.documents.values()
    ]


def services_view(house: House, definition: Definition, actor: Actor, language: Language) -> list[View]:
    """The kinds of services of a pathway, each with its offices for the actor's own desk."""
    return [
        {
            "title": each.title.of(language),
            "role": text_or_nothing(each.role, language),
            "confidence": each.confidence,
            "offices": _offices(house, each.id, actor, language),
        }
        for each in definition.services.values()
    ]


def sources_view(definition: Definition, language: Language) -> list[View]:
    """The texts that a pathway rests on."""
    return [source_view(each, language) for each in definition.sources.values()]


def _uncertain(definition: Definition) -> int:
    """How many facts nobody could confirm yet."""
    return [
        *(each.confidence for each in definition.documents.values()),
        *(each.confidence for each in definition.services.values()),
        *(each.confidence for each in definition.sources.values()),
        *(each.confidence for each in definition.values.values()),
    ].count("to_validate")


def _group(definition: Definition, group: DocumentGroup, language: Language) -> View:
    return {
        "title": group.title.of(language),
        "need": group.need,
        "options": [
            [definition.documents[name].title.of(language) for name in papers] for papers in group.any_of.values()
        ],
        "note": text_or_nothing(group.note, language),
        "bases": _bases(definition, group.basis, language),
    }


def _action(definition: Definition, action: Action, language: Language) -> View:
    return {
        "title": action.title.of(language),
        "to": [definition.states[branch.state].title.of(language) for branch in action.to],
        "otherwise": text_or_nothing(action.otherwise, language),
        "bases": _bases(definition, action.basis, language),
    }


def _invariant(definition: Definition, invariant: Invariant, language: Language) -> View:
    """What must always be true, and where: of `states` and `after` one is empty, both where it is everywhere."""
    actions = {action.id: action.title for _, action in all_actions(definition)}
    return {
        "text": invariant.text.of(language),
        "states": [each.title.of(language) for name, each in definition.states.items() if name in invariant.named],
        "after": [title.of(language) for name, title in actions.items() if name in invariant.after],
        "bases": _bases(definition, invariant.basis, language),
    }


def _bases(definition: Definition, names: tuple[str, ...], language: Language) -> list[View]:
    return [source_view(definition.sources[name], language) for name in names]


def _offices(house: House, service: str, actor: Actor, language: Language) -> list[dict[str, Any]]:
    """The offices of a kind of service for the actor's own desk; for the whole territory, every one that is named."""
    territory = house.territory
    if actor.commune in ("", EVERYWHERE):
        found = [office for office in territory.offices if office.service == service]
    else:
        found = list(offices_for(territory, service, actor.commune))
    return [
        {
            "name": each.name.of(language),
            "address": each.address,
            "phone": each.phone,
            "hours": each.hours,
            "verified": each.verified.isoformat() if each.verified else "",
        }
        for each in found
    ]
