"""A condition of a pathway in words that a person reads: « Où l'enfant est né : à domicile, ou en route ».

Every form of the language of conditions has its words, so that none is left out of the guide nor shown as it is
written. What is said is what is judged: nothing is made simpler but what another part of the same condition says too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from engine.core.days import day_in_words
from engine.core.definition import Definition, Language, Text
from engine.core.examined import all_actions, all_groups
from engine.core.guards import Call, Compare, Constant, Junction, Name, Not, Sum, Tree, names, parse
from engine.core.territory import Territory, commune_name
from engine.core.wording import OUTCOMES
from engine.guide.words import CONDITIONS

_CONTRARY: Mapping[str, str] = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "not in": "in",
}  # fmt: skip
_TURNED: Mapping[str, str] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def condition_in_words(definition: Definition, condition: str, territory: Territory, language: Language) -> str:
    """A condition of this pathway, said; communes by the names they have in the territory."""
    return _Words(definition, territory, language).told(parse(condition), holds=True)


class _Words:
    """One condition being said."""

    def __init__(self, definition: Definition, territory: Territory, language: Language) -> None:
        self.definition = definition
        self.territory = territory
        self.language = language

    def say(self, name: str, *holes: object) -> str:
        return CONDITIONS[name].of(self.language).format(*holes)

    def told(self, tree: Tree, *, holds: bool) -> str:
        """What has to be true; with `holds` false, what has to be untrue."""
        match tree:
            case Not(of=of):
                return self.told(of, holds=not holds)
            case Junction():
                return self._joined(tree, holds=holds)
            case Compare():
                return self._compared(tree, holds=holds)
            case Call():
                return self._called(tree, holds=holds)
            case Constant(value=value):
                return self.say("always" if bool(value) is holds else "never")
            case Name():
                return self.say("is", self._number(tree), self.say("yes" if holds else "no"))
            case Sum():
                return self._number(tree)

    def _joined(self, tree: Junction, *, holds: bool) -> str:
        word = tree.word if holds else {"and": "or", "or": "and"}[tree.word]
        parts = [part for part in tree.parts if not (holds and word == "and" and _is_said_elsewhere(part, tree.parts))]
        told = []
        for part in parts:
            inner = part.of if isinstance(part, Not) else part
            words = self.told(part, holds=holds)
            told.append(self.say("group", words) if isinstance(inner, Junction) and len(parts) > 1 else words)
        return self.say(word).join(dict.fromkeys(told))

    def _compared(self, tree: Compare, *, holds: bool) -> str:
        left, right, sign = tree.left, tree.right, tree.sign if holds else _CONTRARY[tree.sign]
        if isinstance(left, Constant) and not isinstance(right, Constant) and sign not in ("in", "not in"):
            left, right, sign = right, left, _TURNED.get(sign, sign)
        if isinstance(left, Call) and left.function in ("times", "times_since") and isinstance(right, Constant):
            return self._done(left, sign, right.value)
        if sign == "not in" and isinstance(left, Constant):
            return self.say("lacks", self._number(right), self._values(left, right, "or"))
        if sign == "in" and isinstance(left, Constant):
            return self.say("is", self._number(right), self._values(left, right, "or"))
        if sign in ("!=", "not in"):
            several = isinstance(right, Constant) and isinstance(right.value, tuple) and len(right.value) > 1
            words, between = ("is_none", "nor") if several else ("is_not", "or")
            return self.say(words, self._number(left), self._values(right, left, between))
        form = "is" if sign in ("==", "in") else f"day_{sign}" if self._is_day(left) else sign
        return self.say(form, self._number(left), self._values(right, left, "or"))

    def _is_day(self, tree: Tree) -> bool:
        if not isinstance(tree, Name):
            return False
        return tree.id == "today" or self.definition.fields[tree.id].type in ("date", "moment")

    def _done(self, call: Call, sign: str, count: object) -> str:
        """How often something was done: « already », « not yet », else a number."""
        told = [self._title(call, rank) for rank in range(len(call.arguments))]
        since = "_since" if call.function == "times_since" else ""
        if (sign, count) in ((">=", 1), (">", 0), ("!=", 0)):
            return self.say(f"done{since}", *told)
        if (sign, count) in (("<", 1), ("<=", 0), ("==", 0)):
            return self.say(f"not_done{since}", *told)
        return self.say({"==": "is", "!=": "is_not"}.get(sign, sign), self.say(f"times{since}", *told), count)

    def _called(self, tree: Call, *, holds: bool) -> str:
        told = self.say("and_also").join(self._title(tree, rank) for rank in range(len(tree.arguments)))
        if tree.function == "value":
            return self.say("is", told, self.say("yes" if holds else "no"))
        return self.say(tree.function if holds else f"not_{tree.function}", told)

    def _number(self, tree: Tree) -> str:
        """A name, or what a function answers, as what is compared."""
        match tree:
            case Name(id="today"):
                return self.say("today")
            case Name(id=name):
                return self.definition.fields[name].label.of(self.language)
            case Constant():
                return self._value(tree.value, None)
            case Sum(sign=sign, left=left, right=right):
                return f"{self._number(left)} {sign} {self._number(right)}"
            case Call(function="date", arguments=(Constant(value=str(day)),)):
                return day_in_words(date.fromisoformat(day), self.language)
            case Call(function="value"):
                return self._title(tree, 0)
            case Call():
                titles = (self._title(tree, rank) for rank in range(len(tree.arguments)))
                return self.say(f"of_{tree.function}", *titles)
            case _:
                return self.told(tree, holds=True)

    def _values(self, tree: Tree, beside: Tree, word: str) -> str:
        """What something is compared to: options by their titles, numbers with what they count."""
        if not isinstance(tree, Constant):
            return self._number(tree)
        values = tree.value if isinstance(tree.value, tuple) else (tree.value,)
        return self.say(f"{word}_else").join(self._value(each, beside) for each in values)

    def _value(self, found: object, beside: Tree | None) -> str:
        match beside:
            case Name(id=name) if name in self.definition.fields:
                options = self.definition.fields[name].options
                if found in options:
                    return options[str(found)].of(self.language)
                if self.definition.fields[name].type == "commune":
                    return commune_name(self.territory, str(found), self.language)
            case Call(function="linked") if found in OUTCOMES:
                return OUTCOMES[str(found)].of(self.language)
            case Call(function=function) if function in _UNITS:
                return self.say(_UNITS[function], found)
        return self.say("yes" if found else "no") if isinstance(found, bool) else str(found)

    def _title(self, call: Call, rank: int) -> str:
        """What people call what a function is asked about."""
        argument = call.arguments[rank]
        name = argument.id if isinstance(argument, Name) else ""
        finders: Mapping[str, Callable[[], Text | None]] = {
            "overdue": lambda: self.definition.deadlines[name].title,
            "running": lambda: self.definition.deadlines[name].title,
            "days_left": lambda: self.definition.deadlines[name].title,
            "held": lambda: self.definition.documents[name].title,
            "requested": lambda: self.definition.documents[name].title,
            "satisfied": lambda: next(group.title for _, group in all_groups(self.definition) if group.id == name),
            "times": lambda: self._action(name),
            "times_since": lambda: self._action(name),
            "came_from": lambda: self.definition.states[name].title,
            "value": lambda: self.definition.values[name].title,
            "consent": lambda: self.definition.consents[name].title,
            "linked": lambda: None,
        }
        found = finders.get(call.function, lambda: self.definition.fields[name].label)()
        return self.say("quoted", name if found is None else found.of(self.language))

    def _action(self, name: str) -> Text:
        return next(action.title for _, action in all_actions(self.definition) if action.id == name)


_UNITS: Mapping[str, str] = {
    "days_left": "days", "days_since": "days", "age_years": "years", "age_months": "months",
}  # fmt: skip


def _is_said_elsewhere(part: Tree, parts: tuple[Tree, ...]) -> bool:
    """Whether it only asks that something is known, which another part compares: who is unknown is nothing yet."""
    if not (isinstance(part, Call) and part.function == "known"):
        return False
    plain = (other.of if isinstance(other, Not) else other for other in parts)
    compared = {
        name for other in plain if isinstance(other, Compare | Name) for kind, name in names(other) if kind == "field"
    }
    return all(isinstance(each, Name) and each.id in compared for each in part.arguments)
