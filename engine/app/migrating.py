"""Open cases brought to another version of their pathway, or brought back; each by an event of its own.

The rule stands in the new version; which case can move and which can't, and why, is `engine.core.migrating`'s to say.
Here: whose right it is, page after page, each page one transaction; what was done already isn't done again, so that a
run that was cut short is only asked for once more, by one of its two people. Closed cases are never looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.app.cases import without_step
from engine.app.counts import told
from engine.app.house import House, instant, standing_of
from engine.app.open_cases import MOST_TOLD, Through, machine_of
from engine.app.sight import UNREADABLE, require, signing
from engine.app.two_people import LASTS, Agreement, agreed, agreements, finish
from engine.authority.allow import Action, communes_seen
from engine.core import life
from engine.core.case import BY_VERSION
from engine.core.decision import Accepted, Decision
from engine.core.definition import Definition
from engine.core.events import EVERYWHERE, Actor, Revert
from engine.core.machine import Machine
from engine.core.migrating import Carried, Passage, Stuck, carry, passage
from engine.errors import BrokenAccount, EnvironmentUnusable
from engine.store.case_rows import Held
from engine.store.cases import CaseLine
from engine.store.journal import Reading, Writing

ACT: Action = "process.migrate"

Progress = Callable[[int, int], None]
"Told how many cases were looked at, of how many."


class Asked(NamedTuple):
    """What is to become of the open cases of a pathway."""

    process: str
    to: int
    "The version into which they come; undone, the one that they leave again."
    undo: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """One case, and what becomes of it."""

    case: str
    version: int
    "The one that it comes from, or goes back to."
    state: str
    to: str | None
    "Where it stands then; None when it stays."
    stuck: tuple[Stuck, ...] = ()
    left: Mapping[str, Sequence[str]] = field(default_factory=dict)
    "What the new version doesn't know of it."
    renamed: Mapping[str, str] = field(default_factory=dict)
    "Former datum → the one under which it carries on."


@dataclass(slots=True)
class Migration:
    """What became, or would become, of the open cases."""

    asked: Asked
    definition: Definition
    exact: bool
    "Whether its numbers may be told as they are."
    waiting: bool = False
    "A second person has to ask for the same first: nothing was done."
    moved: int = 0
    stays: int = 0
    ways: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    "(version, state, state there) → how many cases go that way."
    obstacles: Counter[tuple[int, str, Stuck]] = field(default_factory=Counter)
    "(version, state, why) → how many cases are held there by it."
    renamed: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    "(version, former datum, the one under which it carries on) → how many cases."
    told: list[Moved] = field(default_factory=list)
    "Those that the actor may be told of, one by one."
    untold: int = 0
    "How many more there are of those."

    def take(self, each: Moved, *, named: bool) -> None:
        """Count one more case."""
        if each.to is None:
            self.stays += 1
            self.obstacles.update((each.version, each.state, stuck) for stuck in each.stuck)
        else:
            self.moved += 1
            self.ways[each.version, each.state, each.to] += 1
            self.renamed.update((each.version, *names) for names in each.renamed.items())
        if named and len(self.told) < MOST_TOLD:
            self.told.append(each)
        elif named:
            self.untold += 1


def migrate(house: House, asked: Asked, actor: Actor, progress: Progress = lambda done, of: None) -> Migration:
    """Bring the open cases of a pathway to a version, or undo that; `dry_run` says what would be, and writes nothing.

    In a real database two people ask for the same, as for publishing; one of them goes on with what was cut short.

    Raises:
        NotAllowed: it isn't this actor's to do.
        UsageError: no such pathway or version.
        EnvironmentUnusable: the database can't be written any more; what moved before stays moved, and is counted.
    """
    require(actor, ACT)
    through = Through(asked.process, actor)
    machine = house.store.read(lambda reading: machine_of(house, reading, asked.process, asked.to))
    found = Migration(asked, machine.definition, through.exact)
    by_two = not asked.dry_run and not house.store.training
    if by_two and not _agreed(house, asked, machine, actor):
        found.waiting = True
        return found
    mover = _Mover(house, machine, asked, actor)
    of, done = through.count(house), 0
    for page in through.pages(house):
        try:
            moved = mover.page(page)
        except EnvironmentUnusable as error:
            if asked.dry_run or not found.moved:
                raise
            # A full disk says that nothing was written: of this page, and not of those before.
            raise EnvironmentUnusable(
                "Le passage s'est arrêté en chemin. Dossiers déjà passés : {moved} ; aucun autre n'a changé.",
                "Libérer de la place, ou attendre que la base réponde ; puis redemander ce passage : il reprend là.",
                moved=told(found.moved, exact=found.exact),
            ) from error
        for line, each in moved:
            found.take(each, named=through.is_told(line))
        done += len(page)
        progress(min(done, of), of)
    if by_two:
        _finish(house, asked, machine, actor)
    if found.told:
        house.trace(actor, ACT, [each.case for each in found.told])
    return found


def _agreed(house: House, asked: Asked, machine: Machine, actor: Actor) -> bool:
    """Whether it may be done now: somebody else asked for the same, or both did before it was cut short."""
    about = _about(asked, machine, actor)

    def work(writing: Writing) -> bool:
        writing.hold_log()
        begun = (each for each in _unfinished(house, writing) if each.request.about == about)
        if any(actor.name in each.people for each in begun):
            return True
        return agreed(house, writing, actor, (ACT, about, f"{asked.process} v{asked.to}"))

    return house.store.write(work)


def _about(asked: Asked, machine: Machine, actor: Actor) -> str:
    way = "undo" if asked.undo else "to"
    return f"{machine.definition.digest}:{way}:{communes_seen(actor) or EVERYWHERE}"


def _finish(house: House, asked: Asked, machine: Machine, actor: Actor) -> None:
    about = _about(asked, machine, actor)

    def work(writing: Writing) -> None:
        for each in agreements(writing, ACT):
            if each.request.about == about and not each.done:
                finish(house, writing, actor, each)

    house.store.write(work)


def unfinished(house: House, actor: Actor) -> list[Agreement]:
    """Passages that two people agreed to and that didn't come to their end, or not yet; one of the two goes on with it.

    Raises:
        NotAllowed: bringing cases over isn't this actor's.
    """
    require(actor, ACT)
    own = communes_seen(actor)
    every = house.store.read(lambda reading: _unfinished(house, reading))
    return [each for each in every if own in (None, each.request.about.rpartition(":")[2])]


def _unfinished(house: House, reading: Reading | Writing) -> list[Agreement]:
    """Of each pathway the last agreement, where it still holds: neither done, nor old, nor of accounts that changed.

    What was agreed on before it, its undoing maybe, isn't what its two people saw any more.
    """
    since = instant(house.now() - LASTS)
    last = {each.request.named.rpartition(" v")[0]: each for each in agreements(reading, ACT)}
    return [each for each in last.values() if not each.done and each.at > since and _stand(reading, each)]


def _stand(reading: Reading | Writing, agreement: Agreement) -> bool:
    """Whether both accounts are as they were then: one that was closed, or taken back, agrees to nothing more."""
    try:
        accounts = [reading.user(login) for login in agreement.people]
    except BrokenAccount:
        return False
    return all(
        each is not None and each.active and not any(change.at > agreement.at for change in each.changes)
        for each in accounts
    )


class _Mover:
    """Moves cases page by page; what leads from each former version is prepared once."""

    def __init__(self, house: House, machine: Machine, asked: Asked, actor: Actor) -> None:
        self.house = house
        self.machine = machine
        self.asked = asked
        self.actor = actor
        self.ways: dict[str, Passage | None] = {}

    def page(self, lines: Sequence[CaseLine]) -> list[tuple[CaseLine, Moved]]:
        """What becomes of the cases of one page, in one transaction; those that aren't concerned are passed over."""
        here = self.machine.definition.digest
        concerned = [line for line in lines if (line.digest == here) == self.asked.undo or line.altered]
        if not concerned:
            return []
        if self.asked.dry_run:
            return self.house.store.read(lambda reading: list(self._each(reading, concerned)))
        return self.house.store.write(lambda writing: list(self._each(writing, concerned)))

    def _each(self, within: Reading | Writing, lines: Sequence[CaseLine]) -> Iterable[tuple[CaseLine, Moved]]:
        for line in lines:
            found = self._one(within, line)
            if found is not None:
                yield line, found

    def _one(self, within: Reading | Writing, line: CaseLine) -> Moved | None:
        if line.altered:
            return Moved(line.case, 0, line.state, None, (Stuck("altered"),))
        try:
            held = within.case(line.case)
        except UNREADABLE:
            return Moved(line.case, 0, line.state, None, (Stuck("altered"),))
        if held is None or held.case.outcome is not None:
            # Closed since its page was listed: a closed case never moves.
            return None
        return self._back(within, held) if self.asked.undo else self._forth(within, held)

    def _forth(self, within: Reading | Writing, held: Held) -> Moved | None:
        case = held.case
        if case.digest == self.machine.definition.digest:
            return None
        way = self._way(within, case.digest)
        if way is None:
            return Moved(case.case, case.version, case.state, None, (Stuck("no_rule", str(case.version)),))
        situation = self.house.situation(self.machine, case, held.private, self.house.today())
        found = carry(way, situation, erased=held.erased)
        if not isinstance(found, Carried):
            return Moved(case.case, case.version, case.state, None, found)
        moved = Moved(case.case, case.version, case.state, found.case.state, (), found.left, found.renamed)
        if isinstance(within, Writing):
            self._record(within, held, self.machine, Accepted((found.draft,)), self.machine)
        return moved

    def _back(self, within: Reading | Writing, held: Held) -> Moved | None:
        """Undo the passage of one case, if nothing of the new version rests on it."""
        case = held.case
        if case.digest != self.machine.definition.digest:
            return None
        history = within.history(case.case)
        undone = {event.body["target"] for event, _ in history if event.kind == "reverted"}
        passages = [event for event, _ in history if event.kind in BY_VERSION and event.sequence not in undone]
        if not passages:
            # Opened under this very version: there is nothing to go back to.
            return None
        target = passages[-1].sequence
        without, private = without_step(within, held, target, BY_VERSION)
        decision: Decision = life.revert(case, without, private, Revert(target, ""), why=life.OF_VERSION)
        if without is None or not isinstance(decision, Accepted):
            return Moved(case.case, case.version, case.state, None, (Stuck("acted_since"),))
        if held.erased:
            return Moved(case.case, case.version, case.state, None, (Stuck("erased"),))
        former = self.house.machine(within, without.digest)
        moved = Moved(case.case, without.version, case.state, without.state)
        if isinstance(within, Writing):
            self._record(within, held, self.machine, decision, former)
        return moved

    def _record(self, writing: Writing, held: Held, judged: Machine, decision: Accepted, after: Machine) -> None:
        """Record what was decided under one version; lists see the case by the one it then has."""
        who = signing(self.actor, held.case.commune)
        stamp = self.house.stamp(who, self.house.today(), judged.definition.digest)
        writing.append(held, decision.drafts, stamp, standing_of(after))

    def _way(self, within: Reading | Writing, digest: str) -> Passage | None:
        if digest not in self.ways:
            self.ways[digest] = passage(self.house.machine(within, digest), self.machine)
        return self.ways[digest]
