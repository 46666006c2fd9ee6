"""Template text to Markdown with slots: read, checked against the allow-list, rendered within bounds.

A value never becomes Markdown, hence never HTML nor Typst: the template writes a *slot* in its place (a number between
two private characters, which neither templates nor values may hold), Markdown is parsed with the slots in it, and the
value takes its place in the finished tree as plain text. There is nothing to escape and nothing to forget.

The limits hold without a clock or a child process: the allow-list leaves no way to repeat work, lists are at most
`data.MAX_ITEMS` long, and what is printed is counted as it comes.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.errors import DefinitionError, Place, Problem, Said
from engine.printing.allowed import Finding, findings_of
from engine.printing.data import Prose, Record, Value, chosen
from engine.printing.tree import BOXES
from engine.printing.words import (
    CONFIDENCE,
    STATUS,
    PrintLanguage,
    copies_in_words,
    day_in_words,
    days_in_words,
    whole_day_in_words,
)

MAX_TEMPLATE = 64_000
"Bytes of a template: ten times the longest of ours."
MAX_OUTPUT = 200_000
"Characters printed, values included: some sixty pages, more than the twenty that a sheet may have."

SLOT = re.compile("\ue000([0-9]+)\ue001")

# The direction marks and joiners of Arabic stay; what hides or reorders text, and our own slots, do not.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\ue000-\uf8ff\ud800-\udfff\U000e0000-\U0010ffff]|\r(?!\n)"
)
_MARKDOWN: tuple[tuple[re.Pattern[str], Said, Said], ...] = (
    (re.compile(r"!\["), Said("une image"), Said("Ôter l'image : une feuille ne lit aucun fichier.")),
    (
        re.compile(r"\]\(|\]\[|^\s*\[[^\]\n]*\]:", re.MULTILINE),
        Said("un lien"),
        Said("Écrire l'adresse en toutes lettres."),
    ),
    (
        re.compile(r"<[A-Za-z/!?]"),
        Said("du HTML"),
        Said("Employer le Markdown : **gras**, ## titre, - liste, ::: encadré."),
    ),
    (
        re.compile(rf"^:::(?! *(?:{'|'.join(BOXES)})? *$)[^\n]*", re.MULTILINE),
        Said("cet encadré"),
        Said("Encadrés connus : {boxes}.", boxes=", ".join(BOXES)),
    ),
    (re.compile(r"`|~~~"), Said("du code"), Said("Ôter les accents graves « ` ».")),
)


# Jinja2's own `trim_blocks` also eats the line end after an {% endif %} that ends a line of text, and glues it to the
# next. Here a line that holds tags alone prints nothing, and every other line end is kept.
_SPACING = {"lstrip_blocks": True, "keep_trailing_newline": True}
_TAGS_ALONE = re.compile(r"(?:[ \t]*(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}))+[ \t]*")


def _unspaced(text: str) -> str:
    """The template with the line end of each tags-only line inside a comment: lines keep their numbers."""
    *lines, last = text.split("\n")
    ended = (line.rstrip() + "{#\n#}" if _TAGS_ALONE.fullmatch(line) else line + "\n" for line in lines)
    return "".join(ended) + last


class Blank:
    """What is left to fill in by hand: a ruled line."""


BLANK = Blank()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown in which slot *n* stands for `values[n]`."""

    markdown: str
    values: tuple[str | Blank, ...]


def read_template(source: bytes, name: str, takes: Sequence[str]) -> tuple[str, tuple[Problem, ...]]:
    """The text of a template and every problem found in it; `name` is what messages call the file."""
    return _read(source, name, tuple(takes))


@lru_cache(maxsize=64)  # each sheet that is printed reads its own again
def _read(source: bytes, name: str, takes: tuple[str, ...]) -> tuple[str, tuple[Problem, ...]]:
    text, problem = _decoded(source, name)
    if problem is not None:
        return text, (problem,)
    shape = chosen(takes)
    found = [*_forbidden(text), *_syntax(text, shape)]
    return text, tuple(_placed(each, text, name) for each in sorted(found, key=lambda each: each.line))


def render(text: str, name: str, language: PrintLanguage, data: Mapping[str, Value]) -> Rendered:
    """Markdown with slots, from a template that `read_template` found good and the data that `data.admit` gave.

    Raises:
        DefinitionError: more is printed than `MAX_OUTPUT`, or the template fails on these values.
    """
    slots = _Slots()
    environment = _environment(language, slots)
    pieces: list[str] = []
    try:
        for piece in environment.from_string(_unspaced(text)).generate(**data):
            slots.spend(len(piece))
            pieces.append(piece)
    except _TooLong:
        what = Said("la feuille dépasse {most} caractères.", most=MAX_OUTPUT)
        raise _refusal(name, "E807", what, Said("Imprimer moins de lignes, ou découper le modèle.")) from None
    except TemplateError:
        what = Said("le modèle ne peut pas s'imprimer avec ces données.")
        raise _refusal(name, "E807", what, Said("Lancer « baom process check » sur les modèles.")) from None
    return Rendered("".join(pieces), tuple(slots.values))


def _refusal(name: str, code: str, what: Said, remedy: Said) -> DefinitionError:
    return DefinitionError((Problem.told(code, "error", Place(name, 1, 1), what, remedy),))


class _TooLong(Exception):
    """The output passed its limit."""


@dataclass(slots=True)
class _Slots:
    """Takes each printed value and gives the slot that stands for it; counts what is printed."""

    values: list[str | Blank] = field(default_factory=list)
    spent: int = 0

    def take(self, value: Any) -> str:  # Any: Jinja2 hands over whatever an expression gave
        if value is None or value == "":
            return ""
        kept = value if isinstance(value, Blank | Prose) else str(value)
        self.spend(0 if isinstance(kept, Blank) else len(kept))
        self.values.append(kept)
        return f"\ue000{len(self.values) - 1}\ue001"

    def spend(self, characters: int) -> None:
        self.spent += characters
        if self.spent > MAX_OUTPUT:
            raise _TooLong


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which a dot reads a declared datum, never a method of the dictionary that holds it."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _environment(language: PrintLanguage, slots: _Slots) -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        finalize=slots.take,
        autoescape=False,  # no value ever reaches HTML from here: see the slots above
        **_SPACING,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(filters(language))
    return environment


def filters(language: PrintLanguage) -> dict[str, Callable[[Any], object]]:
    """The filters of `allowed.FILTERS`, speaking one language."""

    def day(value: date | None) -> str | Blank:
        return BLANK if value is None else day_in_words(value, language)

    def whole_day(value: date | None) -> str | Blank:
        return BLANK if value is None else whole_day_in_words(value, language)

    def days(value: int | None) -> str:
        return "" if value is None else days_in_words(value, language)

    def copies(value: int | None) -> str:
        return "" if value is None else copies_in_words(value, language)

    return {
        "jour": day,
        "jour_entier": whole_day,
        "jours": days,
        "copies": copies,
        "statut": lambda word: STATUS[language].get(word, ""),
        "confiance": lambda word: CONFIDENCE[language].get(word, ""),
        "combien": len,
        "a_remplir": lambda text: text or BLANK,
    }


def _decoded(source: bytes, name: str) -> tuple[str, Problem | None]:
    def problem(what: Said, remedy: Said) -> tuple[str, Problem]:
        return "", Problem.told("E800", "error", Place(name, 1, 1), what, remedy)

    if len(source) > MAX_TEMPLATE:
        return problem(
            Said(
                "le modèle fait {size} octets ; la limite est de {most}.",
                size=len(source),
                most=MAX_TEMPLATE,
            ),
            Said("Le découper."),
        )
    try:
        text = source.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return problem(Said("le modèle n'est pas en UTF-8."), Said("L'enregistrer en UTF-8."))
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n"), None


def _forbidden(text: str) -> Iterator[Finding]:
    for found in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        what = Said("caractère invisible ou de commande (U+{code}).", code=f"{ord(found[0]):04X}")
        yield Finding("E800", line, found[0], what, Said("L'effacer, et retaper le mot s'il vient d'un copier-coller."))


def _syntax(text: str, shape: Record) -> Iterator[Finding]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # « \d » in a text: Python's business, not the editor's
            tree = ImmutableSandboxedEnvironment(**_SPACING).parse(_unspaced(text))
    except TemplateSyntaxError as error:
        yield Finding("E801", error.lineno, "", *_said(error.message or ""))
        return
    except (RecursionError, ValueError, OverflowError, MemoryError):
        yield Finding("E801", 1, "", Said("le modèle est trop emboîté pour être lu."), Said("Le simplifier."))
        return
    yield from findings_of(tree, shape)
    yield from _markdown(tree)


def _markdown(tree: nodes.Template) -> Iterator[Finding]:
    for data in tree.find_all(nodes.TemplateData):
        for pattern, what, remedy in _MARKDOWN:
            for found in pattern.finditer(data.data):
                line = data.lineno + data.data.count("\n", 0, found.start())
                yield Finding(
                    "E805", line, found[0].strip(), Said("{what} n'est pas permis dans un modèle.", what=what), remedy
                )


_SAID: tuple[tuple[str, Said, Said], ...] = (
    (
        "unknown tag",
        Said("ce mot-clé entre {% et %} n'existe pas, ou ferme un bloc qui n'est pas ouvert."),
        Said("Connus : if, elif, else, endif, for, endfor."),
    ),
    (
        "looking for the following tags",
        Said("un bloc ouvert n'est pas fermé."),
        Said("Ajouter « {% endif %} » ou « {% endfor %} » à sa fin."),
    ),
    ("comment", Said("un commentaire n'est pas fermé."), Said("Ajouter « #} » à sa fin.")),
    ("end of template", Said("une expression n'est pas fermée."), Said("Ajouter « }} » ou « %} » à sa fin.")),
)


def _said(message: str) -> tuple[Said, Said]:
    for words, what, remedy in _SAID:
        if words in message:
            return what, remedy
    return (
        Said("cette expression ne se lit pas."),
        Said("Formes connues : {{ donnee.partie }}, {{ donnee.partie | filtre }}, {% if … %}, {% for x in … %}."),
    )


def _placed(finding: Finding, text: str, name: str) -> Problem:
    lines = text.split("\n")
    line = min(max(finding.line, 1), len(lines))
    column = lines[line - 1].find(finding.word) + 1 if finding.word else 1
    return Problem.told(finding.code, "error", Place(name, line, max(column, 1)), finding.message, finding.remedy)
