"""What the text of a condition alone settles: always true, never true, or the same as another.

Cheap and partial: it finds what an editor writes by slip (a condition and its contrary, a choice that should equal two
words), and answers None for the rest. It never says « never » of a condition that some case could meet.
"""

from __future__ import annotations

from engine.core.guards import Call, Compare, Constant, Junction, Name, Not, Sum, Tree


def constant(tree: Tree) -> bool | None:
    """False when no case can meet it, True when every case whose data is known does; None when it depends."""
    match tree:
        case Constant(value=bool() as value):
            return value
        case Not(of=of):
            inner = constant(of)
            return None if inner is None else not inner
        case Compare(sign=sign, left=Constant(value=left), right=Constant(value=right)):
            return _compared(sign, left, right)
        case Junction(word=word, parts=parts):
            return _joined(word == "and", parts)
    return None


def _compared(sign: str, left: object, right: object) -> bool | None:
    if sign in ("==", "!="):
        return (left == right) is (sign == "==")
    if sign in ("in", "not in") and isinstance(right, tuple):
        return (left in right) is (sign == "in")
    if isinstance(left, int) and isinstance(right, int):
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}.get(sign)
    return None


def _joined(every: bool, parts: tuple[Tree, ...]) -> bool | None:
    answers = [constant(part) for part in parts]
    settling = not every
    if settling in answers or _contradicts(parts, every):
        return settling
    return every if all(answer is every for answer in answers) else None


def _contradicts(parts: tuple[Tree, ...], every: bool) -> bool:
    """Two parts that can't both hold (`and`), or that leave nothing out (`or`)."""
    forms = {form(part) for part in parts}
    if any(form(part.of) in forms for part in parts if isinstance(part, Not)):
        return True
    if not every:
        return False
    equal: dict[str, object] = {}
    for part in parts:
        if isinstance(part, Compare) and part.sign == "==" and isinstance(part.right, Constant):
            value = part.right.value
            if equal.setdefault(form(part.left), value) != value:
                return True
    return False


def form(tree: Tree) -> str:
    """The condition in one way of writing it, so that two alike compare equal."""
    match tree:
        case Constant(value=value):
            return repr(value)
        case Name(id=name):
            return name
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(form, arguments))})"
        case Not(of=of):
            return f"not ({form(of)})"
        case Junction(word=word, parts=parts):
            return f"({f' {word} '.join(sorted(map(form, parts)))})"
        case Compare(sign=sign, left=left, right=right) | Sum(sign=sign, left=left, right=right):
            return f"{form(left)} {sign} {form(right)}"
