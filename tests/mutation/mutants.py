"""Small wrongs put into a module, one at a time: what a test that deserves its name must notice.

Each mutant is the module's text with one operator, constant, condition or statement changed. Left alone: what no test
should hold to (texts of messages, docstrings) and what a type checker holds (annotations, aliases, decorators).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
TYPES = {
    *("Literal", "Callable", "Mapping", "Sequence", "Iterable", "Iterator", "NamedTuple", "TypeVar", "ParamSpec"),
    *("dict", "list", "tuple", "set", "frozenset", "type", "Any", "Protocol", "Generic"),
}
"Names whose brackets hold types."


class Mutant(NamedTuple):
    """One wrong: where, what, and the module with it."""

    line: int
    what: str
    source: str


class _Change(NamedTuple):
    line: int
    what: str
    do: Callable[[], None]
    undo: Callable[[], None]


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(source)
    for change in list(_changes(tree)):
        change.do()
        yield Mutant(change.line, change.what, ast.unparse(ast.fix_missing_locations(tree)))
        change.undo()


def _changes(tree: ast.Module) -> Iterator[_Change]:
    for parent, field, index, node in _places(tree):
        for what, new in _wrongs(node):
            yield _replaced(parent, field, index, node, what, new)


def _replaced(parent: ast.AST, field: str, index: int | None, node: ast.AST, what: str, new: ast.AST) -> _Change:
    def put(value: ast.AST) -> None:
        if index is None:
            setattr(parent, field, value)
        else:
            getattr(parent, field)[index] = value

    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
    return _Change(line, what, lambda: put(new), lambda: put(node))


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node that may be changed, with where it stands."""
    for field, value in ast.iter_fields(node):
        if _is_left_alone(node, field):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield node, field, index, child
                yield from _places(child)


def _is_left_alone(node: ast.AST, field: str) -> bool:
    if field in ("annotation", "returns", "decorator_list", "bases", "type_params", "ctx"):
        return True
    if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr):
        return True
    if isinstance(node, ast.Subscript) and field == "slice":
        return isinstance(node.value, ast.Name) and node.value.id in TYPES
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("TypeVar", "NewType", "ParamSpec") or node.func.id.endswith("Error")
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _is_text(node: ast.AST) -> bool:
    """A docstring, or an overload's « … »."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _wrongs(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in a node's place, and what that would be."""
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and ↔ or", ast.BoolOp(other, node.values)
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        yield "another operator", ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        yield "another operator", ast.AugAssign(node.target, OPERATORS[type(node.op)](), node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", node.operand
    elif isinstance(node, ast.IfExp):
        yield "the other way round", ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "everything", ast.comprehension(node.target, node.iter, [], node.is_async)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)


def _compared(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    for index, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            ops = [*node.ops]
            ops[index] = other()
            yield f"{type(op).__name__} → {other.__name__}", ast.Compare(node.left, ops, node.comparators)


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value: Any = node.value
    if isinstance(value, bool):
        yield f"{value} → {not value}", ast.Constant(not value)
    elif isinstance(value, int):
        yield f"{value} → {value + 1}", ast.Constant(value + 1)
    elif isinstance(value, str) and value.isascii() and " " not in value:
        # A text with blanks is for people: no test should hold to its words.
        yield f"{value!r} → another word", ast.Constant(f"{value}~")
    elif isinstance(value, bytes):
        yield f"{value!r} → other bytes", ast.Constant(value + b"~")


def _statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.If | ast.While):
        negated = ast.UnaryOp(ast.Not(), node.test)
        other = type(node)(negated, node.body, node.orelse)
        yield "the contrary", other
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield "nothing returned", ast.Return(None)
    elif isinstance(node, ast.Raise):
        yield "nothing raised", ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
        yield "not done", ast.Expr(ast.Call(ast.Name("tuple", ast.Load()), [], []))
    elif isinstance(node, ast.Continue):
        yield "continue → break", ast.Break()
    elif isinstance(node, ast.Break):
        yield "break → continue", ast.Continue()
