"""A form, a language and a case's data to a printed sheet, as an HTML page or a PDF.

The parsers and the typesetter are imported when something is printed: a command that prints nothing doesn't wait for
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import cast

from engine.core.definition import Language
from engine.errors import DefinitionError, UsageError
from engine.printing import words
from engine.printing.data import MARGINS, Json, Value, admit
from engine.printing.forms import CATALOGUE, FormEntry, Shelf, read_shelf
from engine.printing.tree import Node, Sheet
from engine.printing.words import PrintLanguage


class Printer:
    """Prints the forms of one folder."""

    def __init__(self, forms_folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Print the forms of a folder; `instead`: file, as « forms.yaml », → the text that stands for it."""
        self._folder = forms_folder
        self._instead = instead
        self._read: tuple[tuple[int, int], Shelf] | None = None

    def forms(self) -> tuple[FormEntry, ...]:
        """The forms of the catalogue, in its order.

        Raises:
            DefinitionError: the catalogue has errors.
        """
        return self._shelf().entries

    def html(self, form_id: str, language: Language, data: Mapping[str, Json], *, watermark: bool) -> str:
        """One complete page that needs nothing else.

        Raises:
            UsageError: no such form in this language, or data that can't be printed.
            DefinitionError: the catalogue or the template has errors, or too much is printed.
        """
        from engine.printing.page import page_of

        return page_of(self._sheet(form_id, language, data, watermark=watermark))

    def pdf(
        self, form_id: str, language: Language, data: Mapping[str, Json], *, issued_at: datetime, watermark: bool
    ) -> bytes:
        """The same sheet as a PDF: the same data and the same moment give the same bytes.

        Raises:
            UsageError, DefinitionError: as `html`, and when the sheet is longer than twenty pages.
            EnvironmentUnusable: the typesetter or its fonts are damaged.
        """
        from engine.printing.pdf import pdf_of

        sheet = self._sheet(form_id, language, data, watermark=watermark)
        return pdf_of(sheet, issued_at, self._name(self._entry(form_id), sheet.language))

    def _shelf(self) -> Shelf:
        # A page asks for the titles at each visit, and M&D may change the catalogue under a server that stays open.
        written = self._written()
        if self._read is None or self._read[0] != written:
            self._read = (written, read_shelf(self._folder, self._instead))
        shelf = self._read[1]
        if not shelf.entries:
            raise DefinitionError(shelf.problems)
        return shelf

    def _written(self) -> tuple[int, int]:
        """When the catalogue was last written, and its size; the same for one that isn't there."""
        try:
            found = (self._folder / CATALOGUE).stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def _entry(self, form_id: str) -> FormEntry:
        entries = {entry.id: entry for entry in self.forms()}
        if form_id not in entries:
            raise UsageError(
                "Aucun modèle « {form_id} ».", "Modèles : {entries}.", form_id=form_id, entries=", ".join(entries)
            )
        return entries[form_id]

    def _name(self, entry: FormEntry, language: PrintLanguage) -> str:
        return f"{self._folder.name}/{entry.template(language)}"

    def _sheet(self, form_id: str, language: Language, data: Mapping[str, Json], *, watermark: bool) -> Sheet:
        from engine.printing.markdown import parse
        from engine.printing.templates import read_template, render

        entry = self._entry(form_id)
        spoken = _printed(language)
        name = self._name(entry, spoken)
        text, problems = read_template(self._source(entry, spoken), name, entry.takes)
        if problems:
            raise DefinitionError(problems)
        rendered = render(text, name, spoken, admit(data, entry.takes))
        return _framed(entry, spoken, admit(data, MARGINS), parse(rendered, spoken), watermark=watermark)

    def _source(self, entry: FormEntry, language: PrintLanguage) -> bytes:
        try:
            name = entry.template(language)
            return self._instead[name] if name in self._instead else (self._folder / name).read_bytes()
        except OSError:
            raise UsageError(
                "Le modèle « {form} » manque dans cette langue ({language}).",
                "Choisir l'autre langue, ou lancer « baom process check ».",
                form=entry.id,
                language=language,
            ) from None


def _printed(language: Language) -> PrintLanguage:
    if language not in words.LANGUAGES:
        raise UsageError("Les modèles s'impriment en français ou en arabe.", "Ajouter « --lang fr » ou « --lang ar ».")
    return language


def _framed(
    entry: FormEntry, language: PrintLanguage, margins: Mapping[str, Value], body: tuple[Node, ...], *, watermark: bool
) -> Sheet:
    """The sheet with its margins: whose desk, which case, which definition, which day."""
    said = words.MARGINS[language]
    case, desk = cast("dict[str, str | None]", margins["case"]), cast("dict[str, str | None]", margins["desk"])
    today = cast("date | None", margins["today"])
    footer = [
        (said.case, case["number"] or ""),
        *(((said.definition, case["digest"][: words.DIGEST_SHOWN]),) if case["digest"] else ()),
        ("", words.day_in_words(today, language) if today else ""),
    ]
    if case["draft"]:
        footer.append((said.draft, ""))
    return Sheet(
        language=language,
        layout=entry.layout,
        title=entry.title.of(language),
        desk=(said.desk, desk["commune"] or ""),
        footer=tuple(footer),
        page=said.page,
        watermark=words.WATERMARK if watermark else "",
        body=body,
    )
