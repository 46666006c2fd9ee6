"""A pack before it is taken in: who made it, what it brings, and what that would change here; nothing is written.

What it brings is judged (`engine.app.judging`), told against what is here, and tried on every open case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.app.believing import Choice, Trust, require_for_here, require_named, require_newer, takes, trust_of
from engine.app.fates import Fate, fates
from engine.app.house import House
from engine.app.impact import Impact, impact
from engine.app.judging import judgement
from engine.app.live_states import require_live_states
from engine.app.migrating import Progress
from engine.app.packing import served_texts
from engine.app.packs import Pack, PackedFile, PackedPathway
from engine.app.publishing import SoundProcess, Workshop
from engine.app.receipts import Receipt, receipts
from engine.app.sight import require
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.core.territory import Territory
from engine.errors import DefinitionError, Problem, UsageError
from engine.reader.pathway import in_order
from engine.store.definitions import DefinitionLine
from engine.store.journal import Reading


@dataclass(slots=True)
class Arriving:
    """A pathway that a pack brings."""

    packed: PackedPathway
    fate: Fate
    here: int | None
    "The newest version here."
    definition: Definition | None = None
    "As this program read it again; None where it isn't looked at, or has errors."
    problems: tuple[Problem, ...] = ()
    before: Definition | None = None
    "The one that is here, to be compared with."
    impact: Impact | None = None
    refusal: UsageError | None = None
    "Why it can't be published as things stand."


@dataclass(frozen=True, slots=True)
class ArrivingFile:
    """A file that a pack brings."""

    packed: PackedFile
    fate: Fate
    changes: tuple[tuple[str, str], ...]
    "In the text that stands here."


@dataclass(slots=True)
class Plan:
    """All that taking a pack in would do."""

    pack: Pack
    choice: Choice
    trust: Trust
    last: Receipt | None
    "The pack taken in before."
    territory: Territory
    "As it would then be."
    fates: Mapping[str, Fate]
    pathways: list[Arriving] = field(default_factory=list)
    files: list[ArrivingFile] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    "Of the files."

    def takes(self, name: str) -> bool:
        """Whether a pathway or a file would be taken in."""
        return takes(self.fates, self.choice, name)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not any(map(self.takes, self.fates))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being taken in."""
        taken = [one for one in self.pathways if self.takes(one.packed.process)]
        found = [*self.problems, *(each for one in taken for each in one.problems)]
        return in_order(each for each in found if each.severity == "error")


def plan(
    house: House,
    workshop: Workshop,
    pack: Pack,
    choice: Choice,
    actor: Actor,
    progress: Progress | None = lambda done, of: None,
) -> Plan:
    """Say what taking a pack in would do; without a `progress`, open cases aren't tried.

    Raises:
        NotAllowed: publishing isn't this actor's to do.
        UsageError: it isn't for this base, it is older than what was taken in, it is of another key, or the code that
            was typed isn't its own.
    """
    require(actor, "process.publish")
    require_for_here(house, pack)
    folder = served_texts(workshop)

    def look(reading: Reading) -> tuple[dict[str, Fate], list[Receipt], list[DefinitionLine]]:
        return fates(reading, pack, folder), receipts(reading), reading.definitions()

    known, before, lines = house.store.read(look)
    last = before[-1] if before else None
    trust = trust_of(pack, choice, last)
    require_newer(pack, before)
    require_named(known, choice)
    newest = {line.process: line for line in sorted(lines, key=lambda line: line.version)}
    definitions = house.store.read(
        lambda reading: {name: house.machine(reading, line.digest).definition for name, line in newest.items()}
    )
    judged = judgement(workshop, house.territory, pack, choice, known, definitions, folder, house.in_service)
    found = Plan(pack, choice, trust, last, judged.territory, known, problems=judged.problems)
    found.files = [ArrivingFile(each, known[each.name], judged.changes[each.name]) for each in pack.files]
    for each in pack.pathways:
        here = newest[each.process].version if each.process in newest else None
        arriving = Arriving(each, known[each.process], here)
        if (read := judged.pathways.get(each.process)) is not None:
            arriving.definition, arriving.problems = read.definition, read.problems
            arriving.before = definitions.get(each.process)
        found.pathways.append(arriving)
    for one in found.pathways:
        if one.definition is not None and found.takes(one.packed.process):
            _try_on(house, one, actor, progress)
    return found


def ready(arriving: Arriving) -> SoundProcess:
    """A pathway that is to be published, as it was published where it comes from.

    Raises:
        DefinitionError: it has errors.
    """
    if arriving.definition is None:
        raise DefinitionError(arriving.problems)
    return SoundProcess(arriving.definition, arriving.packed.resolved.encode(), arriving.packed.text)


def _try_on(house: House, arriving: Arriving, actor: Actor, progress: Progress | None) -> None:
    """Try a pathway on the open cases that are here."""
    definition = arriving.definition
    if definition is None or arriving.here is None:
        return
    try:
        house.store.read(lambda reading: require_live_states(house, reading, definition, actor))
    except UsageError as refusal:
        arriving.refusal = refusal
    if progress is not None:
        arriving.impact = impact(house, definition, actor, progress)
