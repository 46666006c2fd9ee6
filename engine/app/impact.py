"""What a version of a pathway would do to its open cases, told before it is published.

Each case is carried in memory, as a migration would carry it; nothing is written, and no name, no value is told. Page
after page, so that ten thousand cases take no more memory than a hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from engine.app.house import House
from engine.app.migrating import Progress
from engine.app.open_cases import MOST_TOLD, Through, versions_of
from engine.app.sight import UNREADABLE, require
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.core.impact import Effect, Felt, felt
from engine.core.machine import Machine, compile_definition
from engine.core.migrating import Passage, Stuck, passage, passage_by, plain_rule
from engine.store.cases import CaseLine
from engine.store.journal import Reading


@dataclass(frozen=True, slots=True)
class Touched:
    """One case that would feel something."""

    case: str
    version: int
    felt: Felt


@dataclass(slots=True)
class Impact:
    """What open cases would feel, in sum, and one by one as far as the reader may be told."""

    definition: Definition
    "The version that is tried, under the number that it could be published with."
    exact: bool
    "Whether its numbers may be told as they are."
    cases: int = 0
    unaffected: int = 0
    effects: Counter[Effect] = field(default_factory=Counter)
    by_state: Counter[tuple[int, str, Effect]] = field(default_factory=Counter)
    "(version, state, effect) → how many cases."
    without_rule: Counter[int] = field(default_factory=Counter)
    "Version that the new one has no rule for → how many cases of it there are: they would go on under it."
    kept: Counter[tuple[int, str]] = field(default_factory=Counter)
    "(version, deadline) → how many cases keep a day that was counted with another delay."
    told: list[Touched] = field(default_factory=list)
    "Those that would feel something, and that the reader may be told of."
    untold: int = 0
    "How many more there are of those."

    def take(self, each: Touched, *, named: bool) -> None:
        """Count one more case."""
        self.cases += 1
        self.kept.update((each.version, name) for name in each.felt.kept)
        effects = each.felt.effects
        if not effects:
            self.unaffected += 1
            return
        self.effects.update(effects)
        self.by_state.update((each.version, each.felt.state, effect) for effect in effects)
        if named and len(self.told) < MOST_TOLD:
            self.told.append(each)
        elif named:
            self.untold += 1


def impact(house: House, tried: Definition, actor: Actor, progress: Progress = lambda done, of: None) -> Impact:
    """What a version would do to every open case that the actor may bring into it.

    Raises:
        NotAllowed: it isn't this actor's to ask.
        UsageError: the pathway isn't published here: it has no case.
    """
    require(actor, "process.migrate")
    through = Through(tried.process, actor)
    known = house.store.read(lambda reading: versions_of(reading, tried.process))
    if tried.digest not in {line.digest for line in known.values()}:
        # Tried as what it would be published as: an editor who hasn't given it its number yet is told all the same.
        tried = replace(tried, version=max(tried.version, max(known) + 1))
    found = Impact(tried, through.exact)
    trier = _Trier(house, compile_definition(tried))
    of, done = through.count(house), 0
    for page in through.pages(house):
        for line, each in house.store.read(partial(trier.page, lines=page)):
            if each.version not in tried.migration and each.version != tried.version:
                found.without_rule[each.version] += 1
            found.take(each, named=through.is_told(line))
        done += len(page)
        progress(min(done, of), of)
    if found.told:
        house.trace(actor, "process.migrate", [each.case for each in found.told])
    return found


class _Trier:
    """Tries cases page by page; what leads from each version is prepared once."""

    def __init__(self, house: House, machine: Machine) -> None:
        self.house = house
        self.machine = machine
        self.ways: dict[str, Passage] = {}

    def page(self, reading: Reading, lines: Sequence[CaseLine]) -> list[tuple[CaseLine, Touched]]:
        """What the cases of one page would feel; those that are closed meanwhile, or of that very version, nothing."""
        return [(line, found) for line in lines if (found := self._one(reading, line)) is not None]

    def _one(self, reading: Reading, line: CaseLine) -> Touched | None:
        try:
            held = None if line.altered else reading.case(line.case)
        except UNREADABLE:
            held = None
        if held is None:
            return Touched(line.case, 0, Felt(line.state, None, (Stuck("altered"),)))
        case = held.case
        if case.outcome is not None or case.digest == self.machine.definition.digest:
            return None
        way = self.ways.get(case.digest)
        if way is None:
            former = self.house.machine(reading, case.digest)
            way = passage(former, self.machine) or passage_by(former, self.machine, plain_rule(case.version))
            self.ways[case.digest] = way
        situation = self.house.situation(way.former, case, held.private, self.house.today())
        return Touched(case.case, case.version, felt(way, situation, erased=held.erased))
