"""The legal watch: what there is to read again among the facts of the referential, and what rests on each source.

Works on the files of M&D and tells dates as they are written there. Knows no law, and never decides that a fact holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from engine.app.counts import told
from engine.app.house import House
from engine.app.pathways import standing
from engine.app.publishing import Workshop, published
from engine.app.sight import require
from engine.authority.allow import Resource, allow
from engine.core.calendar import months_later
from engine.core.definition import CatalogueDocument, DatedValue, Definition, Service, Source, Text
from engine.core.events import Actor
from engine.core.footing import Foothold, footholds
from engine.core.resolved import Catalogues
from engine.core.territory import Territory
from engine.errors import DefinitionError, Place, Problem
from engine.reader.load import Referential

DEMANDED_WITHOUT_BASIS = "W625"
"The finding of a check that a paper, or a legal delay, has no text behind it."

ConcernKind = Literal["reread_due", "not_reread", "to_validate", "never_read", "no_address", "unused"]
CONCERNS: tuple[ConcernKind, ...] = get_args(ConcernKind)
CatalogueName = Literal["documents", "services", "sources", "values", "offices"]


@dataclass(frozen=True, slots=True)
class Concern:
    """A fact that somebody has to look at again."""

    kind: ConcernKind
    catalogue: CatalogueName
    id: str
    title: Text
    since: date | None
    "The day it was last read, or was to be read again; None where there is none."
    places: int
    "How many places of the pathways rest on it."
    processes: tuple[str, ...]
    "Pathways that use it."
    place: Place | None
    "Where it is written; None for an office."


class Rests(NamedTuple):
    """A place of a pathway that cites a source."""

    process: str
    foothold: Foothold
    place: Place | None
    "Where it is written; None for a pathway that was taken as it was published."


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with every place that cites it, by pathway."""

    source: Source
    places: tuple[Rests, ...]

    @property
    def processes(self) -> tuple[str, ...]:
        """The pathways that cite it."""
        return tuple(dict.fromkeys(each.process for each in self.places))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the files say of their own sources, whatever the day."""

    catalogues: Catalogues
    cited: Mapping[str, Cited]
    "Every source of the catalogue, in file order."
    used: Mapping[tuple[str, str], tuple[str, ...]]
    "Entry of a catalogue → the pathways that use it."
    written: Mapping[tuple[str, str], Place]
    "Entry of a catalogue → where it is written."
    without_basis: tuple[Problem, ...]
    "Papers demanded, and legal delays, without a text, with where."
    as_published: tuple[str, ...] = ()
    "Pathways whose text has errors: what is told of them is what they were published as."


@dataclass(frozen=True, slots=True)
class LegalWatch:
    """What there is to look at again."""

    cited: Mapping[str, Cited]
    concerns: tuple[Concern, ...]
    "Those that most rests on first, within each kind."
    without_basis: tuple[Problem, ...]


def watch(workshop: Workshop, today: date, months: int) -> LegalWatch:
    """Look through the workshop; a source is to be read again when it was last read more than `months` ago.

    Raises:
        DefinitionError: a catalogue or a pathway has errors: what rests on what can't be told then.
    """
    return watched(grounds(workshop.referential()), workshop.territory, today, months)


def grounds(referential: Referential, instead: Mapping[str, Definition] = MappingProxyType({})) -> Grounds:
    """Find what rests on what; `instead`: pathway → what is taken in its place where its file has errors.

    Raises:
        DefinitionError: a catalogue has errors, or a pathway for which there is nothing else.
    """
    read = referential.read_all()
    catalogues = referential.catalogues()
    unsound = [each.process for each in read if not each.is_sound]
    if catalogues is None or not instead.keys() >= set(unsound):
        raise DefinitionError(tuple(each for each in referential.check(read) if each.severity == "error"))
    places: dict[str, list[Rests]] = {}
    used: dict[tuple[str, str], list[str]] = {}
    found = {each.process: each for each in read if each.is_sound}
    # Those that were begun from a page are in no file of the folder.
    sound = {name: each.definition for name, each in found.items() if each.definition is not None}
    for process, definition in sorted({**instead, **sound}.items()):
        for foothold in footholds(definition):
            place = found[process].place_of(foothold.path) if process in found else None
            places.setdefault(foothold.source, []).append(Rests(process, foothold, place))
        for catalogue in ("documents", "services", "values"):
            for name in getattr(definition, catalogue):
                used.setdefault((catalogue, name), []).append(process)
    cited = {name: Cited(source, tuple(places.get(name, ()))) for name, source in catalogues.sources.items()}
    for name, citing in cited.items():
        used["sources", name] = list(citing.processes)
    return Grounds(
        catalogues,
        cited,
        {entry: tuple(processes) for entry, processes in used.items()},
        referential.places_of_entries(),
        tuple(problem for problem in referential.check(read) if problem.code == DEMANDED_WITHOUT_BASIS),
        tuple(unsound),
    )


def watched(found: Grounds, territory: Territory, today: date, months: int) -> LegalWatch:
    """What of it is to be looked at again, on this day."""
    concerns = [*_of_catalogues(found, today, months), *_of_offices(territory)]
    return LegalWatch(
        found.cited,
        tuple(sorted(concerns, key=lambda each: (CONCERNS.index(each.kind), -each.places))),
        found.without_basis,
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    """An entry of a catalogue, and how much rests on it."""

    catalogue: CatalogueName
    id: str
    title: Text
    places: int = 0
    processes: tuple[str, ...] = ()
    place: Place | None = None

    def concern(self, kind: ConcernKind, since: date | None = None) -> Concern:
        return Concern(kind, self.catalogue, self.id, self.title, since, self.places, self.processes, self.place)


def _of_catalogues(found: Grounds, today: date, months: int) -> Iterator[Concern]:
    held = found.catalogues
    every: tuple[tuple[CatalogueName, Mapping[str, CatalogueDocument | Service | Source | DatedValue]], ...] = (
        ("documents", held.documents),
        ("services", held.services),
        ("sources", held.sources),
        ("values", held.values),
    )
    for name, entries in every:
        for id_, entry in entries.items():
            processes = found.used.get((name, id_), ())
            places = len(found.cited[id_].places) if name == "sources" else len(processes)
            fact = _Fact(name, id_, entry.title, places, processes, found.written.get((name, id_)))
            if entry.confidence == "to_validate":
                yield fact.concern("to_validate")
            if not processes:
                yield fact.concern("unused")
            if isinstance(entry, Source):
                yield from _of_source(entry, fact, today, months)
            elif isinstance(entry, DatedValue) and entry.reread_by is not None and entry.reread_by <= today:
                yield fact.concern("reread_due", entry.reread_by)


def _of_source(source: Source, fact: _Fact, today: date, months: int) -> Iterator[Concern]:
    if source.confidence == "sourced" and not source.url:
        yield fact.concern("no_address")
    if source.read is not None:
        if months_later(source.read, months) < today:
            yield fact.concern("not_reread", source.read)
    elif source.confidence != "common_knowledge":
        # What is common knowledge was read nowhere, and says so.
        yield fact.concern("never_read")


def _of_offices(territory: Territory) -> Iterator[Concern]:
    for office in territory.offices:
        if office.confidence == "to_validate":
            yield _Fact("offices", office.id, office.name).concern("to_validate", office.verified)


def resting(house: House, actor: Actor, source: str) -> dict[str, str]:
    """Pathway → how many of its open cases stand at a step that rests on this source, as this actor may be told.

    Each case is looked at under its own version. A pathway of which none does is left out.

    Raises:
        NotAllowed: counting isn't this actor's.
    """
    require(actor, "stats.read", Resource(actor.commune))
    steps = {
        line.digest: frozenset(
            state for foothold in footholds(definition) if foothold.source == source for state in foothold.states
        )
        for line, definition in published(house)
    }
    counts: dict[str, int] = {}
    for each in standing(house, actor):
        if each.state in steps[each.digest]:
            counts[each.process] = counts.get(each.process, 0) + each.count
    exact = allow(actor, "case.list", Resource(actor.commune))
    return {process: told(count, exact=exact) for process, count in sorted(counts.items())}
