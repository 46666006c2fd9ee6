"""The files of the referential as a page lists them: by what they are called, a form's languages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.app.bench import KINDS
from engine.app.called import titles
from engine.web.render import in_a_list
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.bench import Kind, WorkFile
    from engine.app.drafts import Draft
    from engine.core.definition import Text
    from engine.web.visit import Visit

SHARED = {
    "socle": "file_socle",
    "documents": "file_documents",
    "services": "file_services",
    "sources": "file_sources",
    "values": "file_values",
    "territory": "file_territory",
    "communes": "file_communes",
    "offices": "file_offices",
    "holidays": "file_holidays",
    "forms": "file_forms",
}
"What the files that pathways share are called: they have no title of their own."


def shelves(visit: Visit) -> list[tuple[Kind, list[dict[str, Any]]]]:
    """Each kind of file with what is on its shelf: what all share first, then in the order of titles."""
    here, actor = visit.site.bench, visit.actor
    files, drafts = here.files(actor), here.drafts.every()
    named = titles(here, actor, files)
    return [(kind, _shelf(visit, [each for each in files if each.kind == kind], named, drafts)) for kind in KINDS]


def called(visit: Visit, file: WorkFile) -> str:
    """What one file is called."""
    return _called(visit, file, titles(visit.site.bench, visit.actor, [file]))


def _shelf(visit: Visit, files: list[WorkFile], named: dict[str, Text], drafts: list[Draft]) -> list[dict[str, Any]]:
    together: dict[str, list[WorkFile]] = {}
    for file in files:
        together.setdefault(file.subject if file.language else file.key, []).append(file)
    entries = [
        {
            "title": _called(visit, those[0], named),
            "shared": those[0].key not in named,
            # As languages stand everywhere else: French first.
            "files": [_line(visit, file, drafts) for file in sorted(those, key=lambda file: file.language != "fr")],
        }
        for those in together.values()
    ]
    return sorted(entries, key=lambda each: (not each["shared"], in_a_list(each["title"])))


def _line(visit: Visit, file: WorkFile, drafts: list[Draft]) -> dict[str, Any]:
    editors = [each.editor for each in drafts if each.file == file.key]
    return {
        "key": file.key,
        "name": file.name,
        "language": file.language,
        "mine": visit.actor.name in editors,
        "others": [each for each in editors if each != visit.actor.name],
    }


def _called(visit: Visit, file: WorkFile, named: dict[str, Text]) -> str:
    """Its title, or the words for what all share; else nothing but its name."""
    if file.key in named:
        return named[file.key].of(visit.language)
    return say(visit.language, SHARED[file.subject]) if file.subject in SHARED else file.name
