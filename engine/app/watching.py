"""The legal watch: what there is to read again among the facts of the referential, and what rests on each source.

Works on the files of M&D and tells dates as they are written there. Knows no law, and never decides that a fact holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.app.counts import told
from engine.app.house import House
from engine.app.pathways import standing
from engine.app.publishing import Workshop, published
from engine.app.sight import require
from engine.authority.allow import Resource, allow
from engine.core.calendar import months_later
from engine.core.definition import CatalogueDocument, DatedValue, Service, Source, Text
from engine.core.events import Actor
from engine.core.footing import Foothold, footholds
from engine.core.resolved import Catalogues
from engine.core.territory import Territory
from engine.errors import DefinitionError, Problem

DEMANDED_WITHOUT_BASIS = "W625"
"The finding of a check that a paper, or a legal delay, has no text behind it."

ConcernKind = Literal["reread_due", "not_reread", "to_validate", "never_read", "no_address", "unused"]
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


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with every place that cites it, by pathway."""

    source: Source
    places: tuple[tuple[str, Foothold], ...]


@dataclass(frozen=True, slots=True)
class LegalWatch:
    """What the files say of their own sources."""

    cited: Mapping[str, Cited]
    "Every source of the catalogue, in file order."
    concerns: tuple[Concern, ...]
    "Those that most rests on first, within each kind."
    without_basis: tuple[Problem, ...]
    "Papers demanded, and legal delays, without a text, with where."


def watch(workshop: Workshop, today: date, months: int) -> LegalWatch:
    """Look through the workshop; a source is to be read again when it was last read more than `months` ago.

    Raises:
        DefinitionError: a catalogue or a pathway has errors: what rests on what can't be told then.
    """
    referential = workshop.referential()
    read = referential.read_all()
    catalogues = referential.catalogues()
    definitions = [each.definition for each in read if each.definition is not None and each.is_sound]
    if catalogues is None or len(definitions) < len(read):
        raise DefinitionError(tuple(each for each in referential.check(read) if each.severity == "error"))
    places: dict[str, list[tuple[str, Foothold]]] = {}
    named: dict[tuple[str, str], int] = {}
    for definition in definitions:
        for foothold in footholds(definition):
            places.setdefault(foothold.source, []).append((definition.process, foothold))
        for catalogue in ("documents", "services", "values"):
            for name in getattr(definition, catalogue):
                named[catalogue, name] = named.get((catalogue, name), 0) + 1
    cited = {name: Cited(source, tuple(places.get(name, ()))) for name, source in catalogues.sources.items()}
    named |= {("sources", name): len(each.places) for name, each in cited.items()}
    concerns = [*_of_catalogues(catalogues, named, today, months), *_of_offices(workshop.territory)]
    kinds: list[ConcernKind] = ["reread_due", "not_reread", "to_validate", "never_read", "no_address", "unused"]
    return LegalWatch(
        cited,
        tuple(sorted(concerns, key=lambda each: (kinds.index(each.kind), -each.places))),
        tuple(problem for problem in referential.check(read) if problem.code == DEMANDED_WITHOUT_BASIS),
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    """An entry of a catalogue, and how much rests on it."""

    catalogue: CatalogueName
    id: str
    title: Text
    places: int

    def concern(self, kind: ConcernKind, since: date | None = None) -> Concern:
        return Concern(kind, self.catalogue, self.id, self.title, since, self.places)


def _of_catalogues(
    catalogues: Catalogues, named: Mapping[tuple[str, str], int], today: date, months: int
) -> Iterator[Concern]:
    every: tuple[tuple[CatalogueName, Mapping[str, CatalogueDocument | Service | Source | DatedValue]], ...] = (
        ("documents", catalogues.documents),
        ("services", catalogues.services),
        ("sources", catalogues.sources),
        ("values", catalogues.values),
    )
    for name, entries in every:
        for id_, entry in entries.items():
            fact = _Fact(name, id_, entry.title, named.get((name, id_), 0))
            if entry.confidence == "to_validate":
                yield fact.concern("to_validate")
            if not named.get((name, id_)):
                yield fact.concern("unused")
    for source in catalogues.sources.values():
        fact = _Fact("sources", source.id, source.title, named["sources", source.id])
        yield from _of_source(source, fact, today, months)
    for value in catalogues.values.values():
        if value.reread_by is not None and value.reread_by <= today:
            fact = _Fact("values", value.id, value.title, named.get(("values", value.id), 0))
            yield fact.concern("reread_due", value.reread_by)


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
        fact = _Fact("offices", office.id, office.name, 0)
        if office.confidence == "to_validate":
            yield fact.concern("to_validate", office.verified)


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
