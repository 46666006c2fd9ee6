"""Steps where open cases stand: a new version may forget none of them, unless a rule says where its cases go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.counts import told
from engine.app.house import House
from engine.authority.allow import Resource, allow
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.errors import Said, UsageError
from engine.store.journal import Reading, Writing


def require_live_states(house: House, reading: Reading | Writing, definition: Definition, actor: Actor) -> None:
    """Refuse a version that leaves open cases of an earlier one without a step to stand on.

    Raises:
        UsageError: with the steps, how many cases stand there as this actor may be told, and the rule to write.
    """
    exact = allow(actor, "case.list", Resource(actor.commune))
    found = list(_forgotten(reading, definition))
    if not found:
        return
    lines = tuple(
        Said(
            "étape « {title} » ({state}) de la version {number} : {count}",
            title=house.machine(reading, digest).definition.states[state].title,
            state=state,
            number=number,
            count=told(count, exact=exact),
        )
        for number, digest, state, count in found
    )
    rules: dict[int, list[str]] = {}
    for number, _, state, _ in found:
        rules.setdefault(number, []).append(state)
    raise UsageError(
        "Version {version} de « {process} » non publiée : elle laisserait des dossiers ouverts sans étape. {lines}.",
        # A second « migration » in one file is an error: what stands there is added to.
        "Ajouter où ils vont, sous « migration » : {rule} ; puis voir ce que cela change : baom process impact FICHIER"
        if definition.migration
        else "Écrire où ils vont, dans le fichier : {rule} ; "
        "puis voir ce que cela change : baom process impact FICHIER",
        version=definition.version,
        process=definition.process,
        lines=lines,
        rule=_rule(rules, definition),
    )


def _forgotten(reading: Reading | Writing, definition: Definition) -> Iterator[tuple[int, str, str, int]]:
    """(version, digest, state, open cases) of each step that the definition neither has nor takes over."""
    lines = [line for line in reading.definitions() if line.process == definition.process]
    standing = reading.open_by_version(definition.process)
    for line in lines:
        if line.version >= definition.version:
            continue
        rule = definition.migration.get(line.version)
        for state, count in standing.get(line.version, {}).items():
            if state not in definition.states and (rule is None or state not in rule.states):
                yield line.version, line.digest, state, count


def _rule(rules: Mapping[int, list[str]], definition: Definition) -> str:
    """The rule to write, as a file has it; of a file that has some, this one alone."""
    told = ", ".join(
        f"{number}: {{states: {{{', '.join(f'{state}: ÉTAPE' for state in states)}}}}}"
        for number, states in rules.items()
    )
    return told if definition.migration else f"migration: {{{told}}}"
