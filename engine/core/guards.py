"""Conditions (*gardes*): the words of a small total language, and its reading from text to a tree.

A condition is parsed on an allow-list into our own tree (here), checked against the names and types that the pathway
declares (`guard_types`), and compiled once into nested functions (`answers`). There is no loop, no attribute, no
keyword, no call but those of `FUNCTIONS`, no clock and no chance; `today` is given. Python's own parser reads the
text, as data: nothing of it is ever executed.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from engine.errors import Said

MAX_LENGTH = 500
MAX_NODES = 120
MAX_DEPTH = 12

GuardType = Literal[
    "boolean", "integer", "date", "text", "choice", "choices", "commune", "country", "outcome", "list", "any"
]


@dataclass(frozen=True, slots=True)
class GuardProblem:
    """One finding about the text of a condition; `offset` counts characters from 0."""

    offset: int
    message: Said
    remedy: Said


class GuardError(Exception):
    """The text is no condition; `problems` says why, never empty."""

    def __init__(self, problems: tuple[GuardProblem, ...]) -> None:
        super().__init__(str(problems[0].message))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the condition; of several, a list."""

    value: int | str | bool | tuple[Any, ...]
    type: GuardType
    offset: int


@dataclass(frozen=True, slots=True)
class Name:
    """A field, `today`, or what a function is asked about."""

    id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `FUNCTIONS`, with what it is asked about."""

    function: str
    arguments: tuple[Tree, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of an answer; unknown stays unknown."""

    of: Tree
    offset: int


@dataclass(frozen=True, slots=True)
class Junction:
    """Answers joined: all of them (`and`), or one of them (`or`)."""

    word: Literal["and", "or"]
    parts: tuple[Tree, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared; unknown when one of them is."""

    sign: str
    left: Tree
    right: Tree
    offset: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Two integers added or subtracted."""

    sign: Literal["+", "-"]
    left: Tree
    right: Tree
    offset: int


Tree = Constant | Name | Call | Not | Junction | Compare | Sum


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: what kinds of name it takes, what it gives, and how an editor writes it."""

    takes: tuple[str, ...]
    gives: GuardType
    example: str
    repeats: bool = False
    "The last argument may be repeated."


FUNCTIONS: Mapping[str, Function] = {
    "overdue": Function(("deadline",), "boolean", "overdue(declaration)"),
    "running": Function(("deadline",), "boolean", "running(declaration)"),
    "days_left": Function(("deadline",), "integer", "days_left(declaration) <= 5"),
    "age_years": Function(("date_field",), "integer", "age_years(date_naissance_mere) < 18"),
    "age_months": Function(("date_field",), "integer", "age_months(date_naissance) >= 9"),
    "days_since": Function(("date_field",), "integer", "days_since(date_depot) > 30"),
    "known": Function(("field",), "boolean", "known(date_naissance)", repeats=True),
    "held": Function(("document",), "boolean", "held(passeport_mere)"),
    "requested": Function(("document",), "boolean", "held(recepisse) or requested(recepisse)"),
    "satisfied": Function(("group",), "boolean", "satisfied(preuve_naissance)"),
    "times": Function(("action",), "integer", "times(relancer) >= 3"),
    "times_since": Function(("action", "action"), "integer", "times_since(relancer, contact_repris) >= 3"),
    "came_from": Function(("state",), "boolean", "came_from(deblocage_avis)"),
    "linked": Function(("link",), "outcome", "linked(sante) == 'success'"),
    "value": Function(("value",), "any", "value(plafond)"),
    "consent": Function(("consent",), "boolean", "consent(accompagnement)"),
    "date": Function(("text",), "date", "date('2026-01-01')"),
}

_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_REMEDY = Said("Écrire une condition comme « not overdue(declaration) » ou « couple == 'etranger' ».")


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """The tree of a condition; kept, since what was checked is compiled next, and pathways share their base.

    Raises:
        GuardError: the text isn't in the language; with the place and a remedy.
    """
    early = list(_slips(text))
    if early:
        raise GuardError(tuple(early))
    source = text.replace("\n", " ").strip()
    shift = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(source, mode="eval")
    except SyntaxError as error:
        offset = min(max((error.offset or 1) - 1 + shift, 0), len(text))
        raise GuardError((GuardProblem(offset, Said("cette condition est mal formée."), _REMEDY),)) from None
    except (ValueError, RecursionError, MemoryError):
        raise GuardError((GuardProblem(0, Said("cette condition ne peut pas être lue."), _REMEDY),)) from None
    return _tree(parsed.body, _Source(source.encode(), shift), 0)


_OTHER_LANGUAGES = (
    ("&&", "and"),
    ("||", "or"),
    ("<>", "!="),
    (" ou ", "or"),
    (" et ", "and"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
)
"Signs and words of other languages, and the good one."
_LONE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")
_FOREIGN = re.compile(r"[^A-Za-z0-9_ \n()\[\],'\"=!<>+-]")
"Outside quotes, what no condition needs: a comment, an accent, a letter that only looks like a Latin one."


def _slips(text: str) -> Iterator[GuardProblem]:
    """The slips that editors make, told in their words before any parsing; the first of them is enough."""
    if not text.strip():
        yield GuardProblem(0, Said("la condition est vide."), Said("Écrire une condition, ou retirer la ligne."))
    elif len(text) > MAX_LENGTH:
        yield GuardProblem(
            MAX_LENGTH,
            Said("la condition dépasse {most} caractères.", most=MAX_LENGTH),
            Said("La couper en deux, par exemple avec une alerte ou une étape de plus."),
        )
    else:
        found = _wrong_character(text) or _wrong_sign(_without_literals(text))
        if found is not None:
            yield found


def _wrong_character(text: str) -> GuardProblem | None:
    """The first character that is read nowhere in a condition, quotes included."""
    for offset, character in enumerate(text):
        if character in "“”«»‘’":
            return GuardProblem(
                offset,
                Said("le guillemet « {character} » n'est pas lu dans une condition.", character=character),
                Said("Employer l'apostrophe droite : 'domicile'."),
            )
        if not character.isprintable() and character != "\n":
            return GuardProblem(offset, Said("la condition contient un caractère invisible."), Said("Le retirer."))
        if character == "\\":
            return GuardProblem(offset, Said("le signe « \\ » n'est pas lu dans une condition."), Said("Le retirer."))
    return None


def _wrong_sign(unquoted: str) -> GuardProblem | None:
    """A sign of another language, or of none, outside the quotes."""
    for word, good in _OTHER_LANGUAGES:
        offset = unquoted.find(word)
        if offset >= 0:
            return GuardProblem(
                offset + len(word) - len(word.lstrip()),
                Said("« {word} » n'est pas un mot des conditions.", word=word.strip()),
                Said("Écrire « {good} ».", good=good),
            )
    lone = _LONE_EQUALS.search(unquoted)
    if lone is not None:
        return GuardProblem(
            lone.start(),
            Said("le signe « = » seul ne compare rien."),
            Said("Écrire « == » pour dire « est égal à »."),
        )
    foreign = _FOREIGN.search(unquoted)
    if foreign is not None:
        return GuardProblem(
            foreign.start(), Said("le signe « {sign} » n'existe pas dans les conditions.", sign=foreign[0]), _REMEDY
        )
    return None


def _without_literals(text: str) -> str:
    """The text with the inside of quotes blanked, at the same offsets."""
    out, quote = [], ""
    for character in text:
        if quote:
            out.append(character if character == quote else "_")
            quote = "" if character == quote else quote
        else:
            quote = character if character in "'\"" else ""
            out.append(character)
    return "".join(out)


@dataclass(slots=True)
class _Source:
    """The text being read, and how many nodes it may still have."""

    encoded: bytes
    shift: int
    "Leading blanks stripped before parsing: added to each offset."
    nodes: int = MAX_NODES

    def offset(self, node: ast.expr) -> int:
        """Where a node stands, in characters of the original text; Python counts UTF-8 bytes."""
        return len(self.encoded[: node.col_offset].decode()) + self.shift

    def written(self, node: ast.expr) -> str:
        """The characters of a node."""
        return self.encoded[node.col_offset : node.end_col_offset].decode()


def _tree(node: ast.expr, source: _Source, depth: int) -> Tree:  # noqa: C901, PLR0911, PLR0912 -- one case a form
    offset = source.offset(node)
    source.nodes -= 1
    if source.nodes < 0 or depth > MAX_DEPTH:
        raise GuardError(
            (GuardProblem(offset, Said("la condition est trop compliquée."), Said("La couper en plusieurs étapes.")),)
        )

    def inner(child: ast.expr) -> Tree:
        return _tree(child, source, depth + 1)

    match node:
        case ast.Constant(value=int() as value) if source.written(node).isdigit() and value < 2**53:
            return Constant(value, "integer", offset)
        case ast.Constant(value=str() as value) if source.written(node)[1:-1] == value:
            return Constant(value, "text", offset)
        case ast.Name(id="true"):
            return Constant(True, "boolean", offset)
        case ast.Name(id="false"):
            return Constant(False, "boolean", offset)
        case ast.Name(id=name):
            return Name(name, offset)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            values = [inner(item) for item in items]
            written = [each.value for each in values if isinstance(each, Constant) and each.type != "list"]
            if values and len(written) == len(values):
                return Constant(tuple(written), "list", offset)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(inner(operand), offset)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as operand):
            number = inner(operand)
            if isinstance(number, Constant) and isinstance(number.value, int):
                return Constant(-number.value, "integer", offset)
        case ast.BoolOp(op=op, values=parts):
            return Junction("and" if isinstance(op, ast.And) else "or", tuple(map(inner, parts)), offset)
        case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left, right=right):
            return Sum("+" if isinstance(op, ast.Add) else "-", inner(left), inner(right), offset)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return Compare(_COMPARISONS[type(op)], inner(left), inner(right), offset)
        case ast.Compare(left=left, ops=[op1, op2], comparators=[middle, right]) if (
            type(op1) in _COMPARISONS and type(op2) in _COMPARISONS
        ):
            first = Compare(_COMPARISONS[type(op1)], inner(left), inner(middle), offset)
            second = Compare(_COMPARISONS[type(op2)], inner(middle), inner(right), offset)
            return Junction("and", (first, second), offset)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return Call(function, tuple(map(inner, arguments)), offset)
    raise GuardError((GuardProblem(offset, Said("cette écriture n'existe pas dans les conditions."), _REMEDY),))


def names(tree: Tree) -> Iterator[tuple[str, str]]:
    """Every name used, as (kind, name), such as ("field", "couple") or ("deadline", "declaration")."""
    match tree:
        case Name(id=name):
            if name != "today":
                yield "field", name
        case Not(of=of):
            yield from names(of)
        case Junction(parts=parts):
            for part in parts:
                yield from names(part)
        case Compare(left=left, right=right) | Sum(left=left, right=right):
            yield from names(left)
            yield from names(right)
        case Call(function=function, arguments=arguments):
            takes = FUNCTIONS[function].takes if function in FUNCTIONS else ("field",)
            for index, argument in enumerate(arguments):
                if isinstance(argument, Name):
                    kind = takes[min(index, len(takes) - 1)]
                    yield "field" if kind == "date_field" else kind, argument.id
