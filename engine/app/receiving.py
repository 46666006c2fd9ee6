"""A pack before it is taken in: who made it, what it brings, and what that would change here; nothing is written.

Each pathway is read again by this program's own reader (`engine.reader.received`), told against the version that is
here, and tried on every open case. Each file is judged as it would stand among the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import orjson

from engine.app.believing import Choice, Trust, require_for_here, require_named, require_newer, takes, trust_of
from engine.app.fates import Fate, fates
from engine.app.house import House
from engine.app.impact import Impact, impact
from engine.app.in_service import texts_of_forms, texts_of_territory
from engine.app.live_states import require_live_states
from engine.app.migrating import Progress
from engine.app.packing import served_texts
from engine.app.packs import Pack, PackedFile, PackedPathway
from engine.app.publishing import SoundProcess, Workshop, classes_in
from engine.app.receipts import Receipt, receipts
from engine.app.sight import require
from engine.app.trying import changes
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.core.territory import Territory, services_with_office
from engine.errors import DefinitionError, Place, Problem, Said, UsageError
from engine.printing.forms import check_forms, read_shelf
from engine.reader.marks import parse_tree, plain
from engine.reader.pathway import has_errors, in_order
from engine.reader.received import Beside, read_received
from engine.reader.territory import read_territory
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
    given = {each.name: each.text.encode() for each in pack.files if takes(known, choice, each.name)}
    texts = {**house.in_service, **given}
    territory, problems = _territory(
        house, workshop, texts, changed=bool(texts_of_territory(house.territory.id, given))
    )
    found = Plan(pack, choice, trust, last, territory, known, problems=problems)
    found.files = [_file(house, folder, each, known[each.name]) for each in pack.files]
    newest = {line.process: line for line in sorted(lines, key=lambda line: line.version)}
    definitions = house.store.read(
        lambda reading: {name: house.machine(reading, line.digest).definition for name, line in newest.items()}
    )
    forms = frozenset(entry.id for entry in read_shelf(workshop.forms, texts_of_forms(texts)).entries)
    beside = _beside(pack, definitions, forms, territory)
    for each in pack.pathways:
        arriving = Arriving(each, known[each.process], newest[each.process].version if each.process in newest else None)
        if arriving.fate not in ("same", "older"):
            _look_into(arriving, beside, definitions.get(each.process))
        found.pathways.append(arriving)
    found.problems = (*problems, *_forms(workshop, found, definitions, texts))
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


def _territory(
    house: House, workshop: Workshop, texts: Mapping[str, bytes], *, changed: bool
) -> tuple[Territory, tuple[Problem, ...]]:
    """The territory with the texts that would be in service, and what is wrong in it."""
    if not changed:
        return house.territory, ()
    folder = workshop.processes / "territories" / house.territory.id
    mine = texts_of_territory(house.territory.id, texts)
    try:
        read = read_territory(folder, instead=mine)
    except DefinitionError as error:
        return house.territory, error.problems
    return read.territory, read.warnings


def _file(house: House, folder: Mapping[str, bytes], packed: PackedFile, fate: Fate) -> ArrivingFile:
    standing = house.in_service.get(packed.name, folder.get(packed.name, b"")).decode()
    return ArrivingFile(packed, fate, () if fate in ("same", "older") else tuple(changes(standing, packed.text)))


def _beside(pack: Pack, definitions: Mapping[str, Definition], forms: frozenset[str], territory: Territory) -> Beside:
    fields = {name: frozenset(each.fields) for name, each in definitions.items()}
    for each in pack.pathways:
        declared = orjson.loads(each.resolved)["process"].get("fields", {})
        fields[each.process] = frozenset(declared) if isinstance(declared, dict) else frozenset()
    return Beside(territory.id, tuple(fields), forms, services_with_office(territory), fields)


def _look_into(arriving: Arriving, beside: Beside, here: Definition | None) -> None:
    """Read a pathway again, and tell it against the one that is here."""
    packed = arriving.packed
    name = f"{packed.process}@{packed.version}"
    problems = list(_in_text(packed, name))
    try:
        received = read_received(packed.resolved.encode(), beside)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        problems.append(_not_whole(name, Said("sa forme publiée n'est pas de celles que ce programme écrit.")))
    else:
        problems += received.problems
        if received.definition is not None and received.definition.territory not in ("", beside.territory):
            problems.append(_not_whole(name, Said("il porte les différences d'un autre territoire.")))
        arriving.definition = None if has_errors(problems) else received.definition
    arriving.problems = in_order(problems)
    arriving.before = here


def _in_text(packed: PackedPathway, name: str) -> Iterator[Problem]:
    """What is wrong in the file that it was written in: the next draft begins from it."""
    tree, problems = parse_tree(packed.text, name)
    yield from problems
    if tree is not None:
        held = plain(tree.root)
        said = (held.get("process"), held.get("version")) if isinstance(held, dict) else None
        if said != (packed.process, packed.version):
            yield _not_whole(name, Said("son texte n'est pas celui de cette version."))


def _not_whole(name: str, what: Said) -> Problem:
    remedy = Said("Ne pas installer ce colis, et en parler à qui l'a fait ; ou mettre à jour ce programme.")
    return Problem.told("E306", "error", Place(name, 1, 1), what, remedy)


def _forms(
    workshop: Workshop, found: Plan, definitions: Mapping[str, Definition], texts: Mapping[str, bytes]
) -> Iterator[Problem]:
    """What would be wrong in the forms, with the pathways as they would then be."""
    if any(found.takes(each.packed.name) for each in found.files if each.packed.name.startswith("forms/")):
        then = {one.packed.process: one.definition for one in found.pathways if one.definition is not None}
        yield from check_forms(workshop.forms, classes_in({**definitions, **then}.values()), texts_of_forms(texts))


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
