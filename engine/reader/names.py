"""The names that a merged pathway declares, whatever else is wrong in it: for references and for conditions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from engine.core.events import Json
from engine.core.guard_types import Scope
from engine.core.guards import GuardType
from engine.reader.marks import Path
from engine.reader.spelling import ascii_form

_FIELD_TYPES: frozenset[str] = frozenset(get_args(GuardType))


@dataclass(frozen=True, slots=True)
class Names:
    """What is declared, by kind of reference, and the scope of conditions."""

    known: Mapping[str, Collection[str]]
    groups: Mapping[str, frozenset[str]]
    "State → its document groups."
    scope: Scope

    def scope_at(self, path: Path) -> Scope:
        """The scope of a condition that stands at `path`: in a state, its own document groups; elsewhere, all."""
        return replace(self.scope, groups=self.groups_at(path))

    def groups_at(self, path: Path) -> frozenset[str]:
        """The document groups that may be named at `path`: none by another group, they would wait for each other."""
        if len(path) > 2 and path[0] == "states" and path[2] == "documents":  # noqa: PLR2004 -- states, one, documents
            return frozenset()
        if len(path) > 1 and path[0] == "states":
            return self.groups.get(str(path[1]), frozenset())
        return self.scope.groups


def names_of(process: Json, outside: Mapping[str, Collection[str]], value_types: Mapping[str, str]) -> Names:
    """The names of a merged pathway, `process`, as plain data that may be malformed; `outside` those it can use."""
    fields, states = _map(process, "fields"), _map(process, "states")
    actions = [*_map(process, "actions").items()]
    actions += [each for state in states.values() for each in _map(state, "actions").items()]
    groups = {name: frozenset(_map(state, "documents")) for name, state in states.items()}
    links = frozenset(name for _, action in actions for name in _links(action))
    scope = Scope(
        fields={name: _type(each) for name, each in fields.items()},
        options={name: frozenset(_map(each, "options")) for name, each in fields.items() if _map(each, "options")},
        deadlines=frozenset(_map(process, "deadlines")),
        states=frozenset(states),
        actions=frozenset(name for name, _ in actions),
        documents=frozenset(outside.get("document", ())),
        groups=frozenset().union(*groups.values()),
        links=links,
        values={name: _guard_type(each) for name, each in value_types.items()},
        consents=frozenset(_map(process, "consents")),
    )
    known: dict[str, Collection[str]] = {
        **outside,
        "field": fields,
        "state": states,
        "action": dict.fromkeys(name for name, _ in actions),
        "deadline": _map(process, "deadlines"),
        "alert": _map(process, "alerts"),
        "invariant": _map(process, "invariants"),
        "consent": _map(process, "consents"),
        "link": links,
    }
    return Names(known, groups, scope)


def _map(owner: Json, key: str) -> Mapping[str, Json]:
    """The entries of a map; one with a bad identifier also under the good one, which the rest of the file may use."""
    found = owner.get(key) if isinstance(owner, dict) else None
    if not isinstance(found, dict):
        return {}
    mended = {ascii_form(name): each for name, each in found.items() if not name.isascii()}
    return {**mended, **found} if mended else found


def _links(action: Json) -> list[str]:
    effects = action.get("do") if isinstance(action, dict) else None
    opened = [_map(each, "open") for each in effects] if isinstance(effects, list) else []
    return [str(each.get("as", each.get("process", ""))) for each in opened if each]


def _type(field: Json) -> GuardType:
    word = field.get("type") if isinstance(field, dict) else None
    # Conditions look at the day of a moment.
    return "date" if word == "moment" else _guard_type(word)


def _guard_type(word: object) -> GuardType:
    # A field whose type is misspelt is reported by the walker; its conditions are then not judged by type.
    return word if isinstance(word, str) and word in _FIELD_TYPES else "any"  # type: ignore[return-value]
