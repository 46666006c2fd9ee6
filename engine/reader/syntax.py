"""What the YAML parser stumbled on, said again in an editor's words with what to do about it.

Knows the parser's own words and the slips behind them: a quote not closed, an apostrophe, a tab, a colon in a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from engine.errors import Said

Position = tuple[int, int]
"Line and column, counted from 0 as the parser's marks do."


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where the slip is (line and column count from 0), what it is, how to mend it."""

    line: int
    column: int
    message: Said
    remedy: Said


_QUOTE_IT = Said('Mettre le texte entre guillemets "…".')
_UNEXPECTED_COLON = "mapping values are not allowed in this context"
_ALIGN = Said("Aligner cette ligne, avec des espaces, sur les clés du même groupe.")

_SAID: Mapping[str, tuple[Said, Said]] = {
    "did not find expected key": (
        Said("une clé (« mot: ») était attendue ici."),
        Said("Vérifier le retrait de cette ligne et les guillemets de la précédente."),
    ),
    "did not find expected ',' or '}'": (
        Said("ici, une virgule ou l'accolade fermante « } » était attendue."),
        Said("Fermer l'accolade, séparer par des virgules ; un texte avec « : » ou « , » se met entre guillemets."),
    ),
    "did not find expected ',' or ']'": (
        Said("ici, une virgule ou le crochet fermant « ] » était attendu."),
        Said("Fermer le crochet, et séparer les éléments par des virgules."),
    ),
    "did not find expected '-' indicator": (
        Said("un tiret de liste « - » était attendu ici."),
        Said("Commencer chaque élément par « - », ou sortir cette ligne de la liste par son retrait."),
    ),
    "did not find expected node content": (
        Said("une valeur était attendue ici."),
        Said("Écrire la valeur, ou ôter le signe en trop."),
    ),
    "could not find expected ':'": (
        Said("cette ligne n'est pas de la forme « clé: valeur »."),
        Said("Ajouter « : » et un espace après la clé."),
    ),
    "found unknown escape character": (
        Said("après « \\ », ce caractère n'a pas de sens."),
        Said("Doubler la barre « \\\\ », ou mettre le texte entre apostrophes '…'."),
    ),
    "block sequence entries are not allowed in this context": (
        Said("une liste ne peut pas commencer ici."),
        Said("Mettre le tiret « - » seul au début d'une nouvelle ligne, en retrait sous sa clé."),
    ),
    "found invalid Unicode character escape code": (
        Said("cet échappement « \\u… » ne désigne aucun caractère."),
        Said("Écrire le caractère lui-même."),
    ),
}
_UNCLOSED: Mapping[str, Said] = {
    "did not find expected ',' or '}'": Said("l'accolade « { » ouverte ici n'est pas fermée"),
    "did not find expected ',' or ']'": Said("le crochet « [ » ouvert ici n'est pas fermé"),
}
"Said when the parser stumbles on a later line than the one where the sign was opened."
_TAB = (
    Said("le retrait de cette ligne contient une tabulation."),
    Said("La remplacer par des espaces (deux par niveau)."),
)
_UNKNOWN = (
    Said("le YAML ne se lit plus à partir d'ici."),
    Said("Vérifier les guillemets, les « : » et les retraits alentour."),
)


_CURLED = "“”„‟‘"
"Quotes that a word processor writes in place of straight ones."
_OPENED_CURLED = re.compile(rf"[:,\[{{]\s+([{_CURLED}])")
_SWALLOWED = re.compile(r'"(?P<text>[^"]*?), *(?P<key>[a-z_]+): *"$')
"A quoted text that runs on into the next key, up to the quote that opens that key's own text."
_NEXT_KEY = re.compile(r", *([a-z_]+):")


def misquoted(text: str) -> tuple[Said, Said] | None:
    """What is wrong with the quotes of a text read as unquoted, and how to mend it; None when nothing is."""
    if text[:1] in _CURLED:
        return _curled(text[0])
    if text.endswith('"') and text.count('"') == 1:
        return Said("un guillemet ferme ce texte, mais aucun ne l'ouvre."), Said(
            'Ajouter le guillemet " devant le texte.'
        )
    return None


def _curled(sign: str) -> tuple[Said, Said]:
    return Said("« {sign} » n'est pas un guillemet de YAML.", sign=sign), Said(
        'Employer des guillemets droits autour du texte : "…".'
    )


def explain(error: yaml.MarkedYAMLError, text: str, last_quoted: tuple[Position, Position] | None) -> Explanation:
    """The parser's error in plain words; `last_quoted`: start and end of the last quoted text of several lines."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Explanation(0, 0, *_UNKNOWN)
    line, column = mark.line, mark.column
    problem = error.problem or ""
    lines = text.split("\n")
    quotes = _of_quotes(lines[line] if line < len(lines) else "", line, column)
    if quotes is not None:
        return quotes
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        return _unclosed((error.context_mark.line, error.context_mark.column), None, lines)
    if last_quoted is not None and line - last_quoted[1][0] in (0, 1):
        return _unclosed(last_quoted[0], last_quoted[1][0], lines)
    if problem == "could not find expected ':'" and error.context_mark is not None:
        return Explanation(error.context_mark.line, error.context_mark.column, *_SAID[problem])
    opened = error.context_mark
    if problem in _UNCLOSED and opened is not None and opened.line != line:
        what = Said("{opened} avant la ligne {line}.", opened=_UNCLOSED[problem], line=line + 1)
        return Explanation(opened.line, opened.column, what, Said("Ajouter le signe fermant à la fin de ce groupe."))
    source = lines[line] if line < len(lines) else ""
    if problem == _UNEXPECTED_COLON and ": " not in source[:column].strip():
        bare = _line_without_colon(lines, line)
        if bare is not None:
            return Explanation(*bare, *_SAID["could not find expected ':'"])
    said = _of_line(problem, source, column) or _SAID.get(problem) or _UNKNOWN
    return Explanation(line, column, *said)


def _line_without_colon(lines: list[str], line: int) -> Position | None:
    """Where the line before says a key without its « : »; None when it says something else."""
    before = [rank for rank in range(line) if lines[rank].strip() and not lines[rank].lstrip().startswith("#")]
    if not before:
        return None
    text = lines[before[-1]]
    if ": " in text or text.rstrip().endswith(":") or text.lstrip().startswith("-"):
        return None
    return before[-1], len(text) - len(text.lstrip())


def _of_quotes(source: str, line: int, column: int) -> Explanation | None:
    """A slip of quotes seen on the very line where the parser stumbles."""
    curled = _OPENED_CURLED.search(source[: column + 1])
    if curled is not None:
        return Explanation(line, curled.start(1), *_curled(curled[1]))
    swallowed = _SWALLOWED.search(source[:column])
    if swallowed is None:
        return None
    what = Said("le guillemet ouvert ici n'est pas fermé avant « , {key}: ».", key=swallowed["key"])
    return Explanation(
        line, swallowed.start(), what, Said('Ajouter le guillemet " à la fin de ce texte, avant la virgule.')
    )


def _unclosed(start: Position, end_line: int | None, lines: list[str]) -> Explanation:
    """A quote that is closed too late, or never; where to close it, when the line shows it."""
    until = Said("n'est jamais fermé") if end_line is None else Said("ne se ferme que ligne {line}", line=end_line + 1)
    rest = lines[start[0]][start[1] + 1 :].rstrip()
    following = _NEXT_KEY.search(rest)
    if following is not None:
        where = Said("avant « , {key}: »", key=following[1])
    elif rest.endswith("}"):
        where = Said("avant l'accolade « } » qui finit la ligne")
    else:
        where = Said("à la fin de ce texte")
    return Explanation(
        *start, Said("le guillemet ouvert ici {until}.", until=until), Said("Fermer le guillemet {where}.", where=where)
    )


def _of_line(problem: str, source: str, column: int) -> tuple[Said, Said] | None:
    """What the line itself shows, where the parser's words alone would mislead."""
    character = source[column : column + 1]
    indent = source[: len(source) - len(source.lstrip())]
    if "\t" in indent and column <= len(indent):
        return _TAB
    if problem == "found character that cannot start any token":
        return Said(
            "un texte ne peut pas commencer par « {character} » sans guillemets.", character=character
        ), _QUOTE_IT
    if problem == "did not find expected key" and character == ":":
        return Said("il n'y a pas de clé devant ce « : »."), Said("Écrire la clé, ou mettre le texte entre guillemets.")
    if problem == "did not find expected key" and column == len(indent):
        return Said("le retrait de cette ligne n'est celui d'aucun groupe ouvert au-dessus."), _ALIGN
    if problem == _UNEXPECTED_COLON:
        if ": " in source[:column].strip():
            return Said("ce « : » est de trop : la ligne a déjà une clé et sa valeur."), _QUOTE_IT
        return Said("cette clé est plus en retrait que celles du même groupe."), _ALIGN
    closed_by_apostrophe = source[:column].endswith("'") and character.isalpha()
    if closed_by_apostrophe:
        return (
            Said("l'apostrophe ferme ici le texte ouvert par « ' »."),
            Said('Entourer ce texte de guillemets droits "…" plutôt que d\'apostrophes.'),
        )
    return None
