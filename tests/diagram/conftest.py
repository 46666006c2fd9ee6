"""Small pathways to draw, and those that are shipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.core.definition import Definition
from engine.core.resolved import definition_of
from engine.reader.load import Referential

PROCESSES = Path(__file__).parents[2] / "processes"


def _text(word: str) -> dict[str, str]:
    return {"fr": word.replace("_", " ").capitalize(), "ar": f"ع {word.replace('_', ' ')}"}


def _action(to: Any) -> dict[str, Any]:
    return {} if to is None else {"to": to}


def pathway(states: dict[str, Any], shared: dict[str, Any] | None = None) -> Definition:
    """A pathway from `state → (kind, {action: destination})`; a final state's kind is its outcome."""
    written = {
        state: {
            "title": _text(state),
            **({"kind": kind} if kind in ("task", "wait") else {"kind": "final", "outcome": kind}),
            "actions": {name: {"title": _text(name), **_action(to)} for name, to in actions.items()},
        }
        for state, (kind, actions) in states.items()
    }
    process = {
        "process": "essai",
        "version": 1,
        "status": "draft",
        "title": _text("essai"),
        "subject": "person",
        "retention": {"after_close": "5 years", "confidence": "to_validate"},
        "start": next(iter(states)),
        "states": written,
        "actions": {
            name: {"title": _text(name), "from": sources, **_action(to)}
            for name, (sources, to) in (shared or {}).items()
        },
    }
    catalogue: dict[str, Any] = {"documents": {}, "services": {}, "sources": {}, "values": {}}
    resolved = {"format": 1, "process": process, "order": {}, "catalogue": catalogue, "territory": ""}
    return definition_of(resolved, "0" * 64)


@pytest.fixture
def draw() -> Callable[..., Definition]:
    """The builder of small pathways."""
    return pathway


@pytest.fixture
def file() -> Definition:
    """A file with each kind of state, a loop, a branch, a shared action, a suspension and closings."""
    return pathway(
        {
            "accueil": ("task", {"ouvrir": "collecte"}),
            "collecte": (
                "task",
                {
                    "deposer": [{"state": "depose", "when": "x"}, {"state": "refuse"}],
                    "noter": None,
                    "relire": "collecte",
                },
            ),
            "depose": ("wait", {"completer": "collecte", "obtenir": "clos"}),
            "suspendu": ("wait", {}),
            "tardif": ("task", {"plaider": "depose"}),
            "clos": ("success", {}),
            "refuse": ("refused", {}),
            "perdu": ("unreachable", {}),
        },
        {
            "suspendre": ("any", "suspendu"),
            "reprendre": (["suspendu"], "back"),
            "perdre": ("any", "perdu"),
            "relancer": ("any", None),
            "revenir": (["depose"], "accueil"),
            "constater": (["accueil", "collecte", "depose", "suspendu", "tardif"], "tardif"),
        },
    )


@pytest.fixture(scope="session")
def shipped() -> dict[str, Definition]:
    """The pathways of the referential."""
    read = (each.definition for each in Referential(PROCESSES).read_all())
    return {definition.process: definition for definition in read if definition is not None}
