"""Conditions (*gardes*): the words of a small total language, and its reading from text to a tree.

A condition is parsed on an allow-list into our own tree (here), checked against the names and types that the pathway
declares (`guard_types`), and compiled once into nested functions (`answers`). There is no loop, no attribute, no
keyword, no call but those of `FUNCTIONS`, no clock and no chance; `today` is given. Python's own parser reads the
text, as data: nothing of it is ever executed.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

MAX_LENGTH = 500
MAX_NODES = 120
MAX_DEPTH = 12

GuardType = Literal["boolean", "integer", "date", "text", "choice", "choices", "commune", "country", "outcome", "any"]


@dataclass(frozen=True, slots=True)
class GuardProblem:
    """One finding about the text of a condition; `offset` counts characters from 0."""

    offset: int
    message: str
    remedy: str


class GuardError(Exception):
    """The text is no condition; `problems` says why, never empty."""

    def __init__(self, problems: tuple[GuardProblem, ...]) -> None:
        super().__init__(problems[0].message)
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
_REMEDY = "À faire : écrire une condition comme « not overdue(declaration) » ou « couple == 'etranger' »."


def parse(text: str) -> Tree:
    """The tree of a condition.

    Raises:
        GuardError: the text isn't in the language; with the place and a remedy, in French.
    """
    early = list(_slips(text))
    if early:
        raise GuardError(tuple(early))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        offset = max((error.offset or 1) - 1, 0)
        raise GuardError((GuardProblem(min(offset, len(text)), "Cette condition est mal formée.", _REMEDY),)) from None
    except (ValueError, RecursionError, MemoryError):
        raise GuardError((GuardProblem(0, "Cette condition ne peut pas être lue.", _REMEDY),)) from None
    budget = _Budget(MAX_NODES, len(text) - len(text.lstrip()))
    return _tree(parsed.body, budget, 0)


def _slips(text: str) -> Iterator[GuardProblem]:
    """The slips that editors make, told in their words before any parsing."""
    if not text.strip():
        yield GuardProblem(0, "La condition est vide.", "À faire : écrire une condition, ou retirer la ligne.")
    if len(text) > MAX_LENGTH:
        yield GuardProblem(
            MAX_LENGTH,
            f"La condition dépasse {MAX_LENGTH} caractères.",
            "À faire : la couper en deux, par exemple avec une alerte ou une étape de plus.",
        )
    for offset, character in enumerate(text):
        if character in "“”«»‘’":
            yield GuardProblem(
                offset,
                f"Le guillemet « {character} » n'est pas lu dans une condition.",
                "À faire : employer l'apostrophe droite : 'domicile'.",
            )
            return
        if character < " " and character != "\n":
            yield GuardProblem(offset, "La condition contient un caractère invisible.", "À faire : le retirer.")
            return
    unquoted = _without_literals(text)
    for offset, character in enumerate(unquoted):
        previous, following = unquoted[offset - 1 : offset], unquoted[offset + 1 : offset + 2]
        if character == "=" and following != "=" and previous not in ("=", "!", "<", ">"):
            yield GuardProblem(
                offset, "Le signe « = » seul ne compare rien.", "À faire : écrire « == » pour dire « est égal à »."
            )
            return
    for word, good in (
        ("&&", "and"),
        ("||", "or"),
        ("<>", "!="),
        (" ou ", "or"),
        (" et ", "and"),
        ("≤", "<="),
        ("≥", ">="),
        ("≠", "!="),
    ):
        offset = unquoted.find(word)
        if offset >= 0:
            yield GuardProblem(
                offset, f"« {word.strip()} » n'est pas un mot des conditions.", f"À faire : écrire « {good} »."
            )
            return


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
class _Budget:
    nodes: int
    shift: int
    "Leading blanks stripped before parsing: added to each offset."


def _tree(node: ast.expr, budget: _Budget, depth: int) -> Tree:
    offset = node.col_offset + budget.shift
    budget.nodes -= 1
    if budget.nodes < 0 or depth > MAX_DEPTH:
        raise GuardError(
            (GuardProblem(offset, "La condition est trop compliquée.", "À faire : la couper en plusieurs étapes."),)
        )

    def inner(child: ast.expr) -> Tree:
        return _tree(child, budget, depth + 1)

    match node:
        case ast.Constant(value=bool() as value):
            return Constant(value, "boolean", offset)
        case ast.Constant(value=int() as value) if abs(value) < 2**53:
            return Constant(value, "integer", offset)
        case ast.Constant(value=str() as value):
            return Constant(value, "text", offset)
        case ast.Name(id="true"):
            return Constant(True, "boolean", offset)
        case ast.Name(id="false"):
            return Constant(False, "boolean", offset)
        case ast.Name(id=name):
            return Name(name, offset)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            values = [inner(item) for item in items]
            if values and all(isinstance(each, Constant) for each in values):
                return Constant(tuple(each.value for each in values if isinstance(each, Constant)), "any", offset)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(inner(operand), offset)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)) if not isinstance(value, bool):
            return Constant(-value, "integer", offset)
        case ast.BoolOp(op=op, values=values_):
            return Junction("and" if isinstance(op, ast.And) else "or", tuple(map(inner, values_)), offset)
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
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if not any(
            isinstance(argument, ast.Starred) for argument in arguments
        ):
            return Call(function, tuple(map(inner, arguments)), offset)
    raise GuardError((GuardProblem(offset, "Cette écriture n'existe pas dans les conditions.", _REMEDY),))


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
