"""What a version would do to open cases, and what was done to them, as plain JSON: the same for every edge.

Numbers are told as their reader may be told them: exact, or their neighbourhood (`engine.app.counts`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.app.counts import told
from engine.app.house import House
from engine.app.impact import Impact
from engine.app.migrating import Migration
from engine.core.definition import Definition, Language
from engine.core.impact import EFFECTS
from engine.core.impact_words import EFFECTS_IN_WORDS, say_felt, say_kept
from engine.core.migrating import Stuck
from engine.core.migrating_words import say_renamed, say_stuck
from engine.store.journal import Reading

View = dict[str, Any]


def impact_view(house: House, found: Impact, language: Language) -> View:
    """`process impact --json`."""
    known = _versions(house, found.definition.process)
    say = _counting(exact=found.exact)
    return {
        "process": found.definition.process,
        "version": found.definition.version,
        "digest": found.definition.digest,
        "cases": say(found.cases),
        "unaffected": say(found.unaffected),
        "effects": [
            {"effect": each, "title": EFFECTS_IN_WORDS[each].of(language), "cases": say(found.effects[each])}
            for each in EFFECTS
            if found.effects[each]
        ],
        "by_state": [
            {
                "version": version,
                "state": state,
                "title": _state(known.get(version, found.definition), state, language),
                "effect": effect,
                "effect_title": EFFECTS_IN_WORDS[effect].of(language),
                "cases": say(count),
            }
            for (version, state, effect), count in sorted(found.by_state.items())
        ],
        "without_rule": {str(version): say(count) for version, count in sorted(found.without_rule.items())},
        "kept": [
            {
                "version": version,
                "deadline": deadline,
                "cases": say(count),
                "message": say_kept(deadline, say(count), known[version], found.definition, language),
            }
            for (version, deadline), count in sorted(found.kept.items())
        ],
        "told": [
            {
                "case": each.case,
                "version": each.version,
                "state": each.felt.state,
                "state_title": _state(known.get(each.version, found.definition), each.felt.state, language),
                "to": each.felt.to,
                "effects": list(each.felt.effects),
                "messages": say_felt(each.felt, known.get(each.version, found.definition), found.definition, language),
            }
            for each in found.told
        ],
        "untold": found.untold,
    }


def migration_view(house: House, found: Migration, language: Language) -> View:
    """`process migrate --json`."""
    asked, known = found.asked, _versions(house, found.asked.process)
    say = _counting(exact=found.exact)
    here = found.definition

    def there(version: int) -> Definition:
        """The definition under which a case that moved then stands."""
        return known.get(version, here) if asked.undo else here

    def before(version: int) -> Definition:
        return here if asked.undo else known.get(version, here)

    return {
        "process": asked.process,
        "to": asked.to,
        "digest": here.digest,
        "undo": asked.undo,
        "dry_run": asked.dry_run,
        "waiting": found.waiting,
        "moved": say(found.moved),
        "stays": say(found.stays),
        "ways": [
            {
                "version": version,
                "state": state,
                "title": _state(before(version), state, language),
                "to": to,
                "to_title": _state(there(version), to, language),
                "cases": say(count),
            }
            for (version, state, to), count in sorted(found.ways.items())
        ],
        "renamed": [
            {
                "version": version,
                "field": former,
                "to": name,
                "message": say_renamed(before(version), former, here, name, language),
                "cases": say(count),
            }
            for (version, former, name), count in sorted(found.renamed.items())
        ],
        "obstacles": [
            {
                "version": version,
                "state": state,
                "title": _state(before(version), state, language),
                "code": stuck.code,
                "message": say_stuck(stuck, language),
                "cases": say(count),
            }
            for (version, state, stuck), count in sorted(found.obstacles.items(), key=_place)
        ],
        "told": [
            {
                "case": each.case,
                "version": each.version,
                "state": each.state,
                "state_title": _state(before(each.version), each.state, language),
                "to": each.to,
                "to_title": None if each.to is None else _state(there(each.version), each.to, language),
                "messages": [say_stuck(stuck, language) for stuck in each.stuck],
                "left": {part: list(names) for part, names in each.left.items()},
                "renamed": dict(each.renamed),
            }
            for each in found.told
        ],
        "untold": found.untold,
    }


def _versions(house: House, process: str) -> Mapping[int, Definition]:
    def work(reading: Reading) -> dict[int, Definition]:
        lines = (line for line in reading.definitions() if line.process == process)
        return {line.version: house.machine(reading, line.digest).definition for line in lines}

    return house.store.read(work)


def _state(definition: Definition, state: str, language: Language) -> str:
    found = definition.states.get(state)
    return state if found is None else found.title.of(language)


def _place(each: tuple[tuple[int, str, Stuck], int]) -> tuple[int, str, str, str]:
    (version, state, stuck), _ = each
    return version, state, stuck.code, stuck.what


def _counting(*, exact: bool) -> Callable[[int], int | str]:
    return lambda count: count if exact or count == 0 else told(count, exact=False)
