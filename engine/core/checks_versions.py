"""Checks of how open cases come from a former version: a rule that no case could follow is refused at publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.core.examined import Examined, Finding, error
from engine.errors import Said


def check_passages(seen: Examined) -> Iterator[Finding]:
    """E618: a rule from a version that isn't older, that would close cases, or make one datum of two."""
    definition = seen.definition
    for number, rule in definition.migration.items():
        path = ("migration", str(number))
        if number >= definition.version:
            what = Said(
                "la règle de passage depuis la version {number} est dans la version {version}.",
                number=number,
                version=definition.version,
            )
            yield error("E618", path, what, Said("Nommer une version plus ancienne, déjà publiée."))
        for field, count in Counter(rule.fields.values()).items():
            if count > 1:
                what = Said("plusieurs anciennes données continueraient sous « {field} ».", field=field)
                remedy = Said("En garder une seule : une donnée n'a qu'une valeur.")
                yield error("E618", (*path, "fields"), what, remedy)
        for state, branches in rule.states.items():
            for branch in branches:
                if definition.states[branch.state].kind == "final":
                    what = Said(
                        "les dossiers de l'étape « {state} » passeraient à « {other} », qui est une fin.",
                        state=state,
                        other=branch.state,
                    )
                    remedy = Said("Les mener à une étape ouverte : un dossier ne se clôt que par un acte.")
                    yield error("E618", (*path, "states", state), what, remedy)
