"""A sheet as a PDF, by one fixed Typst program fed with data.

The program (`shell/sheet.typ`) never changes from one sheet to the next, and no text of a template or a case becomes
a line of it: it receives the tree as JSON and draws what it finds. It can read its own folder, where nothing else
lies, downloads nothing, and sees neither the clock nor the fonts of the machine: the same sheet gives the same bytes
anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from engine.errors import DefinitionError, EnvironmentUnusable, Place, Problem, Said
from engine.printing.tree import Node, Sheet

MAX_PAGES = 20
_HERE = Path(__file__).parent
FONTS_FOLDER = _HERE / "fonts"
_READABLE_ALOUD: tuple[Literal["ua-1"], ...] = ("ua-1",)
_TOO_MANY_PAGES = "BAOM: too many pages"
"Said by the shell, recognised here."
_NO_GLYPH = "could not be displayed with font"


def pdf_of(sheet: Sheet, issued_at: datetime, name: str) -> bytes:
    """The bytes of the PDF; `name` is the template's, for messages.

    PDF/UA-1 (readable by a screen reader) unless a name is written in a script that our fonts don't hold: that
    standard forbids a character without a glyph, and the person still needs the sheet, with empty squares.

    Raises:
        DefinitionError: more than `MAX_PAGES` pages.
        EnvironmentUnusable: the typesetter failed.
    """
    try:
        return _compiled(sheet, issued_at, _READABLE_ALOUD)
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise _explained(error, name) from None
    try:
        return _compiled(sheet, issued_at, ())
    except typst.TypstError as error:
        raise _explained(error, name) from None


def _compiled(sheet: Sheet, issued_at: datetime, standards: Sequence[Literal["ua-1"]]) -> bytes:
    return typeset("sheet", _json(sheet), issued_at, standards)


def typeset(
    program: str, data: Mapping[str, Any], issued_at: datetime, standards: Sequence[Literal["ua-1"]] = _READABLE_ALOUD
) -> bytes:
    """The PDF that a program of the shell (`sheet`, `slips`, `checkpoint`) draws of its data, named as it is.

    Raises:
        typst.TypstError: the typesetter failed.
    """
    path = _HERE / "shell" / f"{program}.typ"
    return typst.compile(
        path,
        root=path.parent,
        font_paths=[FONTS_FOLDER],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={program: json.dumps(data, ensure_ascii=False)},
        pdf_standards=list(standards),
        timestamp=issued_at.astimezone(UTC).replace(microsecond=0),  # Typst knows no named zone, and whole seconds
    )


def _explained(error: typst.TypstError, name: str) -> DefinitionError | EnvironmentUnusable:
    if _TOO_MANY_PAGES in str(error):
        what = Said("la feuille dépasse {most} pages.", most=MAX_PAGES)
        remedy = Said("Imprimer moins de lignes, ou découper le modèle.")
        return DefinitionError((Problem.told("E807", "error", Place(name, 1, 1), what, remedy),))
    return EnvironmentUnusable("Le PDF n'a pas pu être composé.", "Réinstaller le programme, ou imprimer la page HTML.")


def _json(sheet: Sheet) -> dict[str, Any]:  # Any: JSON on its way out
    return {
        "language": sheet.language,
        "layout": sheet.layout,
        "title": sheet.title,
        "desk": sheet.desk,
        "footer": [part for part in sheet.footer if any(part)],
        "page": sheet.page.split("{}"),
        "watermark": sheet.watermark,
        "max-pages": MAX_PAGES,
        "too-many": _TOO_MANY_PAGES,
        "body": [_node(node) for node in sheet.body],
    }


def _node(node: Node) -> dict[str, Any]:
    known = {"text": node.text, "level": node.level, "mark": node.mark}
    return {
        "kind": node.kind,
        **{key: value for key, value in known.items() if value},
        "children": [_node(child) for child in node.children],
    }
