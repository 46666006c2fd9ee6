"""What files of the referential are called by people who know the pathways: a title rather than a file's name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.app.pathways import newest
from engine.errors import DefinitionError

if TYPE_CHECKING:
    from engine.app.bench import Bench, WorkFile
    from engine.core.definition import Text
    from engine.core.events import Actor


def titles(bench: Bench, actor: Actor, files: Iterable[WorkFile]) -> dict[str, Text]:
    """File → its title: a pathway's as it was published, a form's as the catalogue has it.

    A file that is shared by all has none, nor a pathway that was never published, nor a form that no catalogue names.
    """
    pathways = {process: definition.title for process, definition in newest(bench.house, actor).items()}
    forms: dict[str, Text] = {}
    # The slip that keeps the catalogue from being read is mended on these pages: files then go by their own names.
    with suppress(DefinitionError):
        forms = {entry.id: entry.title for entry in bench.house.printer.forms()}
    of_kind = {"pathway": pathways, "scenarios": pathways, "form": forms}
    return {
        each.key: of_kind[each.kind][each.subject]
        for each in files
        if each.kind in of_kind and each.subject in of_kind[each.kind]
    }
