"""What a scenario expected and what it found, in words that its author reads, the identifiers after.

In French only: the findings of a scenario are for those who write pathways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.core.case import CaseState
from engine.core.clocks import is_running
from engine.core.decision import Reason
from engine.core.events import Json
from engine.core.machine import Machine
from engine.core.steps import ActionStep, Guidance
from engine.core.wording import OUTCOMES, say


@dataclass(frozen=True, slots=True)
class Moment:
    """A case when a scenario looks at it."""

    machine: Machine
    case: CaseState
    fields: Mapping[str, Json]
    guidance: Guidance
    refused: tuple[Reason, ...]
    "Why the last act was refused; empty when it was done."
    broken: tuple[str, ...] = ()
    "Invariants that don't hold."

    def actions(self) -> dict[str, ActionStep]:
        """The actions of the step, by identifier."""
        return {step.action.id: step for step in self.guidance.actions}


def difference(name: str, expected: Any, moment: Moment) -> str:
    """What differs from one expectation, in a sentence; empty when it is met."""
    return _JUDGES[name](expected, moment)


def reasons_in_words(reasons: Iterable[Reason]) -> str:
    """« Il manque la donnée « Langue ». (field_missing : langue) »."""
    return " ".join(f"{say(reason, 'fr')[0]} ({reason.code} : {reason.what})" for reason in reasons)


def _state(expected: str, moment: Moment) -> str:
    if expected == moment.case.state:
        return ""
    return f"L'étape attendue est {_state_name(moment, expected)} ; c'est {_state_name(moment, moment.case.state)}."


def _state_name(moment: Moment, state: str) -> str:
    found = moment.machine.definition.states.get(state)
    return f"« {found.title.fr} » ({state})" if found is not None else f"« {state} », que le parcours ne connaît pas"


def _refused(expected: tuple[str, ...], moment: Moment) -> str:
    lacking = [code for code in expected if code not in [reason.code for reason in moment.refused]]
    if not lacking:
        return ""
    if not moment.refused:
        return f"Un refus était attendu ({', '.join(lacking)}), et l'acte a été accepté."
    return f"Un autre motif de refus était attendu ({', '.join(lacking)}) ; voici : {reasons_in_words(moment.refused)}"


def _possible(expected: tuple[str, ...], moment: Moment) -> str:
    for name in expected:
        step = moment.actions().get(name)
        if step is None:
            return f"L'action « {name} » devait être possible ; elle n'existe pas à cette étape ({moment.case.state})."
        if step.blocked_by:
            why = reasons_in_words(step.blocked_by)
            return f"« {step.action.title.fr} » ({name}) devait être possible ; elle est bloquée : {why}"
    return ""


def _blocked(expected: Mapping[str, tuple[str, ...]], moment: Moment) -> str:
    for name, codes in expected.items():
        step = moment.actions().get(name)
        if step is None:
            return f"L'action « {name} » devait être bloquée ; elle n'existe pas à cette étape ({moment.case.state})."
        if not step.blocked_by:
            return f"« {step.action.title.fr} » ({name}) devait être bloquée ; elle est possible."
        if not set(codes) <= {reason.code for reason in step.blocked_by}:
            why = reasons_in_words(step.blocked_by)
            told = f"« {step.action.title.fr} » ({name}) devait être bloquée pour un autre motif"
            return f"{told} ({', '.join(codes)}) ; voici : {why}"
    return ""


def _missing(expected: tuple[str, ...], moment: Moment) -> str:
    titles = {each.id: each.title.fr for each in moment.machine.definition.documents.values()}
    return _sets("Pièces manquantes", expected, moment.guidance.missing, titles)


def _alerts(expected: tuple[str, ...], moment: Moment) -> str:
    shown = {alert.id: alert.text.fr for alert in moment.guidance.alerts if alert.text is not None}
    return _sets("Alertes", expected, tuple(alert.id for alert in moment.guidance.alerts), shown)


def _broken(expected: tuple[str, ...], moment: Moment) -> str:
    titles = {each.id: each.text.fr for each in moment.machine.definition.invariants.values()}
    return _sets("Ruptures d'invariants", expected, moment.broken, titles)


def _sets(what: str, expected: Iterable[str], found: Iterable[str], titles: Mapping[str, str]) -> str:
    """Two sets that have to be the same: what lacks, what is too many."""
    lacking, more = set(expected) - set(found), set(found) - set(expected)
    parts = [("attendues et absentes", lacking), ("présentes sans être attendues", more)]
    told = [f"{word} : {_named(sorted(names), titles)}" for word, names in parts if names]
    return f"{what} {' ; '.join(told)}." if told else ""


def _named(names: Iterable[str], titles: Mapping[str, str]) -> str:
    return ", ".join(f"« {titles[name]} » ({name})" if name in titles else name for name in names)


_CLOCK = {"due": "dernier jour", "days_left": "jours restants", "overdue": "dépassée", "running": "en cours"}


def _deadlines(expected: Mapping[str, Mapping[str, Any]], moment: Moment) -> str:
    shown = {view.deadline.id: view for view in moment.guidance.clocks}
    for name, wanted in expected.items():
        declared, clock = moment.machine.definition.deadlines.get(name), moment.case.clocks.get(name)
        title = f"L'échéance « {declared.title.fr} » ({name})" if declared is not None else f"L'échéance « {name} »"
        if clock is None:
            return f"{title} n'a pas commencé."
        view = shown.get(name)
        found = {"due": clock.get("due"), "running": is_running(clock)}
        found |= {} if view is None else {"days_left": view.days_left, "overdue": view.overdue}
        for key, value in wanted.items():
            if found.get(key) != value:
                return f"{title}, {_CLOCK.get(key, key)} : attendu {_shown(value)}, trouvé {_shown(found.get(key))}."
    return ""


def _offices(expected: tuple[str, ...], moment: Moment) -> str:
    found = [step.office.id for step in moment.guidance.offices if step.office is not None]
    return _lacking("Guichets attendus", expected, found)


def _office_in(expected: str, moment: Moment) -> str:
    found = next((step.commune for step in moment.guidance.offices if step.office is not None), None)
    return "" if found == expected else f"Le guichet attendu est à {expected} ; il est à {_shown(found)}."


def _forms(expected: tuple[str, ...], moment: Moment) -> str:
    return _lacking("Modèles attendus", expected, moment.guidance.forms)


def _linked(expected: tuple[str, ...], moment: Moment) -> str:
    return _lacking("Dossiers liés attendus", expected, tuple(moment.case.links))


def _lacking(what: str, expected: Iterable[str], found: Iterable[str]) -> str:
    lacking = [name for name in expected if name not in found]
    return f"{what} et absents : {', '.join(lacking)} ; trouvés : {', '.join(found) or 'aucun'}." if lacking else ""


def _outcome(expected: str, moment: Moment) -> str:
    found = moment.case.outcome
    if found == expected:
        return ""
    return f"L'issue attendue est {_outcome_name(expected)} ; c'est {_outcome_name(found)}."


def _outcome_name(outcome: str | None) -> str:
    if outcome is None:
        return "aucune : le dossier est ouvert"
    return f"« {OUTCOMES[outcome].fr} » ({outcome})" if outcome in OUTCOMES else outcome


def _value(expected: Mapping[str, Json], moment: Moment) -> str:
    for name, wanted in expected.items():
        found = moment.fields.get(name)
        same = set(wanted) <= set(found or ()) if isinstance(wanted, tuple) else found == wanted
        if not same:
            field = moment.machine.definition.fields.get(name)
            label = f"« {field.label.fr} » ({name})" if field is not None else f"« {name} »"
            return f"{label} : attendu {_shown(wanted)}, trouvé {_shown(found)}."
    return ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "rien"
    return "rien" if value is None else str(value)


_JUDGES: Mapping[str, Callable[[Any, Moment], str]] = {
    "refused": _refused,
    "state": _state,
    "possible": _possible,
    "blocked": _blocked,
    "missing": _missing,
    "deadlines": _deadlines,
    "alerts": _alerts,
    "broken": _broken,
    "offices": _offices,
    "office_in": _office_in,
    "forms": _forms,
    "linked": _linked,
    "outcome": _outcome,
    "value": _value,
}
"In the order of causes: an act refused leaves the case where it was, and another step has other actions."
EXPECTATIONS = tuple(_JUDGES)
