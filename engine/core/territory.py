"""A region as the engine sees it: its provinces and communes, the offices that serve them, its calendar.

Knows how to name a commune and where to send a person. Offices are always the current ones: no decision depends
on an address, so none of this goes into a definition's digest. The facts are data, in `processes/territories/`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.core.calendar import Calendar
from engine.core.definition import Confidence, Language, Text

Baom = Literal["atteste", "a_confirmer", "none"]

_ELIDED = frozenset("aeiou")
"« commune d'Agadir », but « commune de Tiznit »."


@dataclass(frozen=True, slots=True)
class Province:
    """A province or prefecture; `seat` is the slug of the commune where its services usually are."""

    slug: str
    code: str
    fr: str
    ar: str
    kind: Literal["prefecture", "province"]
    seat: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: its slug names it in files and commands, its HCP code everywhere else."""

    slug: str
    code: str
    "Of the Haut-Commissariat au Plan, with its dots: `09.581.01.07`."
    fr: str
    ar: str
    province: str
    urban: bool
    baom: Baom
    "Whether a desk is known there; `none` says that no source names one."
    baom_confidence: Confidence | None

    @property
    def name(self) -> Text:
        """Its name, in French and Arabic."""
        return Text(self.fr, self.ar)


@dataclass(frozen=True, slots=True)
class Serves:
    """What an office serves: the whole region, provinces, or communes, by slug."""

    region: bool = False
    provinces: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """The local address of a service (*guichet*)."""

    id: str
    service: str
    "A kind of institution of the catalogue."
    name: Text
    commune: str | None
    "Slug of the commune it stands in; None when that isn't known, or outside the territory."
    serves: Serves
    address: str
    phone: str
    hours: str
    note: Text | None
    verified: date | None
    "Day when somebody last checked it on the spot or by telephone; None: never."
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """An office that every commune has by its nature, written once; `name` may hold {commune} and {de_commune}."""

    id: str
    "Its offices are called `<id>_<slug of the commune>`."
    service: str
    name: Text
    note: Text | None
    confidence: Confidence
    source: str

    def office(self, commune: Commune) -> Office:
        """The office of that commune."""
        return Office(
            id=f"{self.id}_{commune.slug}",
            service=self.service,
            name=_name_of(self.name, commune),
            commune=commune.slug,
            serves=Serves(communes=frozenset({commune.slug})),
            address="",
            phone="",
            hours="",
            note=self.note,
            verified=None,
            confidence=self.confidence,
            source=self.source,
        )


@dataclass(frozen=True, slots=True)
class Territory:
    """A region, whole. Maps are by slug, in file order, and are not to be changed."""

    id: str
    code: str
    title: Text
    provinces: Mapping[str, Province]
    communes: Mapping[str, Commune]
    offices: tuple[Office, ...]
    "Those written one by one; `all_offices` adds those that come from a rule."
    rules: tuple[OfficeRule, ...]
    calendar: Calendar


def slugs(territory: Territory) -> tuple[str, ...]:
    """The slug of every commune, in file order."""
    return tuple(territory.communes)


def commune_name(territory: Territory, slug: str, language: Language) -> str:
    """What people call a commune; its slug where this territory doesn't know it."""
    found = territory.communes.get(slug)
    return slug if found is None else found.name.of(language)


def commune_of(territory: Territory, word: str) -> Commune | None:
    """The commune named by its slug or its HCP code, with or without dots; None when there is none such."""
    found = territory.communes.get(word)
    if found is not None:
        return found
    digits = word.replace(".", "")
    if not digits.isdecimal():
        return None
    return next((each for each in territory.communes.values() if each.code.replace(".", "") == digits), None)


def nearest(territory: Territory, word: str) -> Commune | None:
    """The commune that `word` most likely means, by its slug or its name in French or Arabic; None when unlike all.

    For suggestions only (« vouliez-vous dire… »): a case is never opened on a guess.
    """
    spellings: dict[str, Commune] = {}
    for each in territory.communes.values():
        for spelling in (each.slug, each.fr, each.ar):
            spellings.setdefault(_folded(spelling), each)
    found = difflib.get_close_matches(_folded(word), spellings, n=1)
    return spellings[found[0]] if found else None


def all_offices(territory: Territory) -> Iterator[Office]:
    """Every office: those written one by one, then those of the rules.

    An office written under the identifier that a rule would give (`bec_tiznit`) takes its place: that is how the
    desk of one commune gets its address and hours.
    """
    yield from territory.offices
    written = {each.id for each in territory.offices}
    for rule in territory.rules:
        for commune in territory.communes.values():
            office = rule.office(commune)
            if office.id not in written:
                yield office


def offices_for(territory: Territory, service: str, commune: str) -> tuple[Office, ...]:
    """Where a person of that commune goes for that service: the commune's own offices, its province's, the region's.

    `commune` is a slug; nothing is found for one that the territory doesn't have.
    """
    home = territory.communes.get(commune)
    if home is None:
        return ()
    written = tuple(each for each in territory.offices if each.service == service)
    ids = {each.id for each in territory.offices}
    ruled = (each.office(home) for each in territory.rules if each.service == service)
    candidates = (*written, *(each for each in ruled if each.id not in ids))
    ranked = [(_nearness(each, home), each) for each in candidates]
    return tuple(each for rank, each in sorted(ranked, key=lambda pair: pair[0]) if rank < _NOT_SERVED)


def services_with_office(territory: Territory) -> frozenset[str]:
    """The services that have at least one office somewhere in the territory."""
    return frozenset({each.service for each in territory.offices} | {each.service for each in territory.rules})


_NOT_SERVED = 3


def _nearness(office: Office, home: Commune) -> int:
    serves = office.serves
    in_province, in_commune = home.province in serves.provinces, home.slug in serves.communes
    if not (serves.region or in_province or in_commune):
        return _NOT_SERVED
    if in_commune or office.commune == home.slug:
        return 0
    return 1 if in_province else 2


def _folded(word: str) -> str:
    """The word without accents, case, apostrophes or hyphens: « Aït-Melloul » is « ait melloul »."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    return " ".join(re.split(r"[\W_]+", bare.casefold())).strip()


def _name_of(pattern: Text, commune: Commune) -> Text:
    elided = "d'" if _folded(commune.fr)[:1] in _ELIDED else "de "
    french = pattern.fr.replace("{de_commune}", f"{elided}{commune.fr}").replace("{commune}", commune.fr)
    return Text(french, pattern.ar.replace("{commune}", commune.ar), pattern.en.replace("{commune}", commune.fr))
