"""Two versions of a pathway compared: files, published ones, or a file against the newest that is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.app.drawing import draw_definition
from engine.app.house import House
from engine.app.publishing import Workshop, existing, sound
from engine.app.sight import require
from engine.core.definition import Definition, Language
from engine.core.diff import Aspect, Change, diff
from engine.core.diff_telling import Comparison
from engine.core.diff_words import ASPECTS_IN_WORDS
from engine.core.events import Actor
from engine.errors import Place, UsageError, did_you_mean
from engine.printing.comparison import ComparisonPage, Side, comparison_page
from engine.reader.pathway import ReadProcess
from engine.store.journal import Reading


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a comparison."""

    name: str
    "The file, or « naissance@2 »."
    definition: Definition
    read: ReadProcess | None = None
    "What was read of its file; None for a published version."


@dataclass(frozen=True, slots=True)
class Told:
    """One change, as an editor reads it."""

    change: Change
    sentence: str
    place: Place | None
    "In the file where it stands, or stood; None where both sides are published, and for what the file doesn't hold."


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two versions, what moves cases first."""

    before: Version
    after: Version
    changes: Sequence[Told]

    @property
    def by_aspect(self) -> dict[Aspect, list[Told]]:
        """The changes under what they are about."""
        found: dict[Aspect, list[Told]] = {}
        for each in self.changes:
            found.setdefault(each.change.aspect, []).append(each)
        return found


def of_file(workshop: Workshop, path: Path) -> Version:
    """A version as a file has it, against the workshop's catalogues.

    Raises:
        UsageError: no such file.
        DefinitionError: it has errors.
    """
    read = workshop.referential().read_process(existing(path))
    return Version(read.file, sound(read).definition, read)


def in_force(house: House, process: str, actor: Actor) -> Version | None:
    """The newest published version; None of a pathway of which none is published yet.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
    """
    require(actor, "process.read")
    known = house.store.read(lambda reading: any(line.process == process for line in reading.definitions()))
    return of_base(house, process, None, actor) if known else None


def of_base(house: House, process: str, number: int | None, actor: Actor) -> Version:
    """A published version, the newest where no number is given.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
        UsageError: no such pathway or version is published.
    """
    require(actor, "process.read")

    def work(reading: Reading) -> Definition:
        lines = reading.definitions()
        known = {line.version: line for line in lines if line.process == process}
        if not known:
            hint = did_you_mean(get_close_matches(process, sorted({line.process for line in lines}), n=1))
            raise UsageError(
                "Le parcours « {process} » n'est pas publié dans cette base.{hint}",
                "Voir ce qui l'est : baom process list --published",
                process=process,
                hint=hint,
            )
        wanted = max(known) if number is None else number
        if wanted not in known:
            raise UsageError(
                "La version {against} du parcours « {process} » n'est pas publiée.",
                "Versions publiées : {known} ; ou donner un fichier.",
                against=wanted,
                process=process,
                known=", ".join(map(str, sorted(known))),
            )
        return house.machine(reading, known[wanted].digest).definition

    definition = house.store.read(work)
    return Version(f"{process}@{definition.version}", definition)


def compare(before: Version, after: Version, language: Language) -> Compared:
    """What leads from one version to the other.

    Raises:
        UsageError: they are of two pathways.
    """
    if before.definition.process != after.definition.process:
        raise UsageError(
            "« {before} » et « {after} » sont deux parcours : une comparaison va d'une version à une autre du même.",
            "Nommer deux versions d'un parcours.",
            before=before.definition.process,
            after=after.definition.process,
        )
    words = Comparison(before.definition, after.definition, language)
    found = diff(before.definition, after.definition)
    return Compared(before, after, [Told(each, words.told(each), _place(before, after, each)) for each in found])


def page_of(compared: Compared, language: Language) -> str:
    """The comparison as a page that stands alone, with the two diagrams."""
    sides = [
        Side(each.name, each.definition.version, each.definition.digest, draw_definition(each.definition, language))
        for each in (compared.before, compared.after)
    ]
    groups = [
        (
            ASPECTS_IN_WORDS[aspect].of(language),
            [(each.sentence, "" if each.place is None else str(each.place)) for each in found],
        )
        for aspect, found in compared.by_aspect.items()
    ]
    title = compared.after.definition.title.of(language)
    return comparison_page(ComparisonPage(language, title, sides[0], sides[1], groups))


def _place(before: Version, after: Version, change: Change) -> Place | None:
    """Where a change stands: in the file of the newer side, or, of what is gone from it, of the older one."""
    first, second = (before, after) if change.manner == "removed" else (after, before)
    if not change.path:
        return None
    return next((each.read.place_of(change.path) for each in (first, second) if each.read is not None), None)
