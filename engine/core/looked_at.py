"""What a condition looks at, by its titles: whoever reads no condition learns at least what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Definition, Text
from engine.core.examined import all_actions, all_groups
from engine.core.guards import names, parse


def looked_at(definition: Definition, condition: str) -> list[Text]:
    """The titles of the data, papers, clocks, agreements, steps and actions that a condition names, each once.

    Raises:
        GuardError: it is no condition.
    """
    titled: Mapping[str, Mapping[str, Text]] = {
        "field": {name: each.label for name, each in definition.fields.items()},
        "document": {name: each.title for name, each in definition.documents.items()},
        "group": {str(path[-1]): each.title for path, each in all_groups(definition)},
        "deadline": {name: each.title for name, each in definition.deadlines.items()},
        "consent": {name: each.title for name, each in definition.consents.items()},
        "state": {name: each.title for name, each in definition.states.items()},
        "action": {str(path[-1]): each.title for path, each in all_actions(definition)},
        "value": {name: each.title for name, each in definition.values.items()},
    }
    found = (titled.get(kind, {}).get(name) for kind, name in names(parse(condition)))
    return list(dict.fromkeys(each for each in found if each is not None))
