"""A territory beside another: begun from the model, what it still lacks, and what it changes to the pathways.

The pathways are the same everywhere. A territory has its communes, offices and feasts, and may lay differences over a
pathway (`engine.reader.merge` holds what they may not do). `base + nothing = base`: without differences nothing changes
but the territory's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from engine.app.beginning import write_together
from engine.app.comparing import Told, Version, compare
from engine.app.publishing import Workshop, sound
from engine.core.definition import Definition, Language
from engine.core.territory import services_with_office
from engine.errors import DefinitionError, Problem, UsageError
from engine.reader.pathway import in_order
from engine.reader.shapes import ID_PATTERN
from engine.reader.territory import ReadTerritory, read_territory

DIFFERENCES = "differences.yaml"
FILES = ("territory.yaml", "communes.yaml", "offices.yaml", DIFFERENCES)
"What a territory begins as, from the model; its feasts are those of the territory at work, the same country's."
_NAME = b"nouveau_territoire"
_AS_THEY_ARE: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a territory still lacks for its desks to work."""

    problems: Sequence[Problem]
    "Of its files, and of the pathways under its differences; texts to be written among them."
    services: Mapping[str, Sequence[str]]
    "Service without any office → the pathways that send people there."
    unverified: Sequence[str]
    "Offices that nobody checked."
    estimated: Sequence[str]
    "Feasts to come whose day isn't announced."


def known_territories(processes: Path) -> list[str]:
    """The territories beside the pathways."""
    return sorted(path.name for path in (processes / "territories").glob("*/") if path.is_dir())


def begin_territory(workshop: Workshop, model: Path, name: str) -> list[Path]:
    """Write the files of a new territory of that name.

    Raises:
        UsageError: the name can't be, or files of that name are there.
        EnvironmentUnusable: the folder can't be written.
    """
    if not re.fullmatch(ID_PATTERN, name):
        raise UsageError(
            "« {name} » ne peut pas nommer un territoire.",
            "Écrire des minuscules sans accent, des chiffres et « _ », une lettre d'abord : ma_region.",
            name=name,
        )
    territories = workshop.processes / "territories"
    texts = {territories / name / file: (model / file).read_bytes().replace(_NAME, name.encode()) for file in FILES}
    texts[territories / name / "holidays.yaml"] = (territories / workshop.territory.id / "holidays.yaml").read_bytes()
    write_together(name, texts)
    return list(texts)


def lacking(workshop: Workshop, name: str, instead: Mapping[str, bytes] = _AS_THEY_ARE) -> Lacking:
    """What is wrong in a territory, and what it lacks; `instead`: file of it → the text that stands for it."""
    try:
        read = _read(workshop, name, instead)
    except DefinitionError as error:
        return Lacking(error.problems, {}, (), ())
    there = replace(workshop, territory=read.territory)
    referential = there.referential(_differences_in(name, instead))
    pathways = referential.read_all()
    own = f"/territories/{name}/"
    problems = [each for each in referential.check(pathways) if own in each.place.file or each.severity == "error"]
    served, used = services_with_office(read.territory), _used(each.definition for each in pathways)
    return Lacking(
        in_order([*read.warnings, *problems]),
        {service: used[service] for service in sorted(used.keys() - served)},
        [each.id for each in read.territory.offices if each.verified is None],
        [f"{each.day.isoformat()} {each.fr}" for each in read.territory.calendar.holidays if each.estimated],
    )


def differences(
    workshop: Workshop, name: str, languages: Sequence[Language], instead: Mapping[str, bytes] = _AS_THEY_ARE
) -> dict[Language, dict[str, Sequence[Told]]]:
    """What a territory changes, pathway by pathway, in sentences; pathways that it leaves as they are, left out.

    `instead` as for `lacking`.

    Raises:
        DefinitionError: the territory, or a pathway under its differences, has errors.
    """
    territory = _read(workshop, name, instead).territory
    base = replace(workshop, territory=replace(territory, id="")).referential()
    changed = replace(workshop, territory=territory).referential(_differences_in(name, instead))
    if problems := tuple(each for each in changed.problems if each.severity == "error"):
        raise DefinitionError(problems)
    found: dict[Language, dict[str, Sequence[Told]]] = {language: {} for language in languages}
    for before, after in zip(base.read_all(), changed.read_all(), strict=True):
        of_base, here = sound(before).definition, sound(after).definition
        # The name alone isn't a difference: neither is the digest, which it is part of.
        alike = replace(of_base, territory=here.territory, digest=here.digest)
        for language in languages:
            told = compare(Version(before.file, alike, before), Version(after.file, here, after), language).changes
            if told:
                found[language][after.process] = told
    return found


def _read(workshop: Workshop, name: str, instead: Mapping[str, bytes]) -> ReadTerritory:
    catalogues = workshop.referential().catalogues()
    folder = workshop.processes / "territories" / name
    return read_territory(folder, catalogues.services if catalogues else None, instead)


def _differences_in(name: str, instead: Mapping[str, bytes]) -> dict[str, bytes]:
    """What stands for the differences of a territory, by the name that the reader of pathways gives them."""
    return {f"territories/{name}/{DIFFERENCES}": instead[DIFFERENCES]} if DIFFERENCES in instead else {}


def _used(definitions: Iterable[Definition | None]) -> dict[str, list[str]]:
    """Service → the pathways that send people there."""
    found: dict[str, list[str]] = {}
    for each in definitions:
        if each is not None:
            for service in sorted({name for state in each.states.values() for name in state.services}):
                found.setdefault(service, []).append(each.process)
    return found
