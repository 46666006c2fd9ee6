"""The methodological guide made into files: a site in French and Arabic, drawn from pathways as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.app.bench import Bench
from engine.app.drawing import draw_definition
from engine.app.house import House
from engine.app.pathways import newest
from engine.app.publishing import Workshop, sound
from engine.app.trying import definition_drafted
from engine.core.definition import Definition, Language
from engine.core.events import Actor
from engine.errors import DefinitionError
from engine.guide.guide import Matter, guide_of
from engine.guide.paper import pdf_of
from engine.guide.site import FONTS, pages_of
from engine.guide.steps import STEP
from engine.printing.forms import read_shelf
from engine.printing.pdf import FONTS_FOLDER
from engine.printing.words import WATERMARK

LANGUAGES: tuple[Language, ...] = ("fr", "ar")
"The languages that every pathway is written in."


@dataclass(frozen=True, slots=True)
class MadeGuide:
    """A guide ready to be written."""

    digest: str
    "Of what it was made from."
    files: Mapping[str, bytes]
    "File → its bytes; the one to open comes first."


def of_workshop(workshop: Workshop) -> Matter:
    """The pathways of the folder, all of them.

    Raises:
        DefinitionError: with every error of every pathway.
    """
    read = workshop.referential().read_all()
    problems = tuple(problem for each in read for problem in each.problems if problem.severity == "error")
    if problems:
        raise DefinitionError(problems)
    forms = {entry.id: entry.title for entry in read_shelf(workshop.forms).entries}
    return Matter([sound(each).definition for each in read], workshop.territory, forms)


def of_base(house: House, actor: Actor, process: str = "") -> Matter:
    """The pathways that the base has published, each in its newest version, with the offices in service.

    One alone where it is named.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
    """
    definitions: list[Definition] = [each for name, each in newest(house, actor).items() if process in ("", name)]
    forms = {entry.id: entry.title for entry in house.printer.forms()}
    return Matter(definitions, house.territory, forms, WATERMARK if house.store.training else "")


def of_bench(bench: Bench, actor: Actor, process: str = "") -> Matter:
    """The pathways as this editor's drafts have them; one alone where it is named.

    Raises:
        DefinitionError: one has errors.
        UsageError: there is no pathway of that name.
        NotAllowed: the actor is no editor.
    """
    files = [bench.file(actor, f"{process}.yaml")] if process else bench.files(actor)
    definitions = [definition_drafted(bench, actor, each.key) for each in files if each.kind == "pathway"]
    forms = {entry.id: entry.title for entry in bench.house.printer.forms()}
    return Matter(definitions, bench.house.territory, forms, WATERMARK if bench.house.store.training else "")


def guide_files(matter: Matter, languages: Sequence[Language], day: date, *, pdf: bool = False) -> MadeGuide:
    """The pages in each language, the first one's opening the site, and the fonts beside them; `pdf`: on paper too.

    Raises:
        EnvironmentUnusable: the PDF can't be made.
    """
    digest, found, papers = "", dict[str, bytes](), dict[str, bytes]()
    for rank, language in enumerate(languages):
        other = next((each for each in languages if each != language), None)
        diagrams = {each.process: draw_definition(each, language, anchor=STEP) for each in matter.definitions}
        made = guide_of(matter, diagrams, language, day, other)
        digest = made.digest
        if pdf:
            papers[f"guide-{language}.pdf"] = pdf_of(made, day, FONTS_FOLDER)
        found |= {name: page.encode() for name, page in pages_of(made, first=rank == 0).items()}
    return MadeGuide(digest, found | papers | {name: (FONTS_FOLDER / name).read_bytes() for name in FONTS})


def font_of(name: str) -> bytes | None:
    """A file of the fonts that stand beside every guide; None where it is none of them."""
    return (FONTS_FOLDER / name).read_bytes() if name in FONTS else None
