"""A condition answered: True, False, or unknown for want of data, and then which data is missing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.core.appointments import day_part
from engine.core.clocks import is_running
from engine.core.guards import Call, Compare, Constant, Junction, Name, Not, Sum, Tree

Answer = bool | None
"True, False, or None: unknown."


@dataclass(slots=True)
class Facts:
    """What a condition may see of a case on one day; nothing else exists for it."""

    today: date
    fields: Mapping[str, Any]
    "Known values, private ones included; dates as ISO text."
    clocks: Mapping[str, Mapping[str, Any]]
    documents: Mapping[str, Mapping[str, Any]]
    done: Mapping[str, Sequence[int]]
    "Action → sequences of the events that did it, oldest first."
    came_from: str | None
    links: Mapping[str, Mapping[str, Any]]
    consents: Mapping[str, Mapping[str, Any]]
    value: Callable[[str, date], Any]
    "A dated value as of a day, None when none is in force."
    group: Callable[[str, Facts], Answer]
    "Whether a document group of the current state is satisfied."
    group_missing: Callable[[str, Facts], tuple[str, ...]]
    "What is missing to know it."
    waits_for: Mapping[str, str]
    "Deadline → the date field that starts it, for clocks started by a field."


Evaluator = Callable[[Facts], Any]


def compile_guard(tree: Tree) -> Evaluator:  # noqa: PLR0911 -- one case a node
    """One function from facts to True, False or None (unknown); the tree must have passed `check`."""
    match tree:
        case Constant(value=value):
            return lambda facts: value
        case Name(id="today"):
            return lambda facts: facts.today.isoformat()
        case Name(id=name):
            return lambda facts: facts.fields.get(name)
        case Not(of=of):
            inner = compile_guard(of)
            return lambda facts: None if (answer := inner(facts)) is None else not answer
        case Junction(word=word, parts=parts):
            return _junction(tuple(map(compile_guard, parts)), word == "or")
        case Compare(sign=sign, left=left, right=right):
            return _comparison(_SIGNS[sign], compile_guard(left), compile_guard(right))
        case Sum(sign=sign, left=left, right=right):
            return _comparison(_SIGNS[sign], compile_guard(left), compile_guard(right))
        case Call(function="date", arguments=(Constant(value=value), *_)):
            return lambda facts: value
        case Call(function=function, arguments=arguments):
            ids = [argument.id for argument in arguments if isinstance(argument, Name)]
            return _CALLS[function](*ids)


_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
    "+": operator.add,
    "-": operator.sub,
}


def _junction(parts: tuple[Evaluator, ...], decisive: bool) -> Evaluator:
    """`or` when a True decides, `and` when a False does; unknown only if nothing decides."""

    def answer(facts: Facts) -> Answer:
        known = True
        for part in parts:
            found: Answer = part(facts)
            if found is None:
                known = False
            elif found is decisive:
                return decisive
        return (not decisive) if known else None

    return answer


def _comparison(sign: Callable[[Any, Any], Any], left: Evaluator, right: Evaluator) -> Evaluator:
    def answer(facts: Facts) -> Any:
        a, b = left(facts), right(facts)
        return None if a is None or b is None else sign(a, b)

    return answer


def full_months(since: date, until: date) -> int:
    """Whole months from one day to another; negative when `until` comes first."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (1 if until.day < since.day else 0)


def _overdue(name: str) -> Evaluator:
    def answer(facts: Facts) -> Answer:
        clock = facts.clocks.get(name)
        if clock is None or clock.get("due") is None:
            source = facts.waits_for.get(name)
            return None if source is not None and facts.fields.get(source) is None else False
        return is_running(clock) and facts.today.isoformat() > clock["due"]

    return answer


def _running(name: str) -> Evaluator:
    return lambda facts: (clock := facts.clocks.get(name)) is not None and is_running(clock)


def _days_left(name: str) -> Evaluator:
    def answer(facts: Facts) -> int | None:
        clock = facts.clocks.get(name)
        if clock is None or clock.get("due") is None:
            return None
        return (date.fromisoformat(clock["due"]) - facts.today).days

    return answer


def _of_date(name: str, measure: Callable[[date, date], int]) -> Evaluator:
    def answer(facts: Facts) -> int | None:
        known = facts.fields.get(name)
        return None if known is None else measure(date.fromisoformat(day_part(known)), facts.today)

    return answer


def _known(*fields: str) -> Evaluator:
    return lambda facts: all(facts.fields.get(name) is not None for name in fields)


HELD = frozenset(("received", "verified", "waived"))
"Statuses in which a paper counts as obtained."


def _held(name: str) -> Evaluator:
    return lambda facts: (paper := facts.documents.get(name)) is not None and paper["status"] in HELD


def _requested(name: str) -> Evaluator:
    return lambda facts: (paper := facts.documents.get(name)) is not None and paper["status"] == "requested"


def _times_since(action: str, since: str) -> Evaluator:
    def answer(facts: Facts) -> int:
        last = facts.done.get(since, _NEVER)[-1]
        return sum(sequence > last for sequence in facts.done.get(action, ()))

    return answer


_NEVER = (0,)
"Before the first event of any case."


def consent_holds(consent: Mapping[str, Any] | None, day: date) -> bool:
    """Whether a consent was given, not withdrawn, and hasn't expired on a day."""
    return consent is not None and bool(consent["given"]) and day.isoformat() <= consent.get("until", "9999")


def _consented(name: str) -> Evaluator:
    def answer(facts: Facts) -> bool:
        return consent_holds(facts.consents.get(name), facts.today)

    return answer


def _linked(name: str) -> Evaluator:
    return lambda facts: None if (link := facts.links.get(name)) is None else (link["outcome"] or "open")


DAY = "the day of"
"The function that `by_day` puts around a moment; nobody can write it."

_CALLS: Mapping[str, Callable[..., Evaluator]] = {
    "overdue": _overdue,
    "running": _running,
    "days_left": _days_left,
    "age_years": lambda name: _of_date(name, lambda born, today: full_months(born, today) // 12),
    "age_months": lambda name: _of_date(name, full_months),
    "days_since": lambda name: _of_date(name, lambda then, today: (today - then).days),
    DAY: lambda name: lambda facts: None if (known := facts.fields.get(name)) is None else day_part(known),
    "known": _known,
    "held": _held,
    "requested": _requested,
    "satisfied": lambda name: lambda facts: facts.group(name, facts),
    "times": lambda name: lambda facts: len(facts.done.get(name, ())),
    "times_since": _times_since,
    "came_from": lambda name: lambda facts: facts.came_from == name,
    "linked": _linked,
    "value": lambda name: lambda facts: facts.value(name, facts.today),
    "consent": _consented,
}


def by_day(tree: Tree, moments: Collection[str]) -> Tree:
    """The condition with the day of each moment that it names, which is all that it may compare."""
    if not moments:
        return tree
    match tree:
        case Name(id=name, offset=offset) if name in moments:
            return Call(DAY, (tree,), offset)
        case Not(of=of):
            return replace(tree, of=by_day(of, moments))
        case Junction(parts=parts):
            return replace(tree, parts=tuple(by_day(part, moments) for part in parts))
        case Compare(left=left, right=right) | Sum(left=left, right=right):
            return replace(tree, left=by_day(left, moments), right=by_day(right, moments))
        case _:
            # What a function is asked about is named to it: it looks at the day itself.
            return tree


def missing(tree: Tree, facts: Facts) -> tuple[str, ...]:
    """What would tell: the fields, clocks, links and values that leave the answer unknown, in the order they are read.

    Empty exactly when the answer is known. What can't change it isn't named: in `a and b`, once a is false.
    """
    return tuple(dict.fromkeys(_lacking(tree, facts)))


def _lacking(tree: Tree, facts: Facts) -> Iterator[str]:
    if compile_guard(tree)(facts) is not None:
        return
    match tree:
        case Name(id=name):
            yield name
        case Not(of=of):
            yield from _lacking(of, facts)
        case Junction(parts=parts):
            for part in parts:
                yield from _lacking(part, facts)
        case Compare(left=left, right=right) | Sum(left=left, right=right):
            yield from _lacking(left, facts)
            yield from _lacking(right, facts)
        case Call(function="satisfied", arguments=(Name(id=name),)):
            yield from facts.group_missing(name, facts)
        case Call(function="overdue" | "days_left", arguments=(Name(id=name),)):
            source = facts.waits_for.get(name)
            yield source if source is not None and facts.fields.get(source) is None else name
        case Call(arguments=(Name(id=name), *_)):
            yield name
