"""The names and types of a condition, held against what its pathway declares, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from engine.core.guards import (
    FUNCTIONS,
    Call,
    Compare,
    Constant,
    GuardProblem,
    GuardType,
    Junction,
    Name,
    Not,
    Sum,
    Tree,
)
from engine.errors import Said, did_you_mean

OUTCOMES = (
    "open",
    "success",
    "partial",
    "refused",
    "abandoned",
    "unreachable",
    "referred",
    "out_of_scope",
    "deceased",
)
"What `linked(…)` may answer: the outcome of the other case, or `open` while it runs."


@dataclass(frozen=True, slots=True)
class Scope:
    """The names a condition may use, as the pathway declares them."""

    fields: Mapping[str, GuardType] = field(default_factory=dict)
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    "The values of each `choice` and `choices` field."
    deadlines: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    values: Mapping[str, GuardType] = field(default_factory=dict)
    consents: frozenset[str] = frozenset()

    def named(self, kind: str) -> frozenset[str]:
        """The declared names of one kind of argument."""
        match kind:
            case "field":
                return frozenset(self.fields)
            case "date_field":
                return frozenset(name for name, type_ in self.fields.items() if type_ == "date")
            case "value":
                return frozenset(self.values)
            case _:
                found: frozenset[str] = getattr(self, _PLURALS[kind])
                return found


_PLURALS = {
    "deadline": "deadlines",
    "state": "states",
    "action": "actions",
    "document": "documents",
    "group": "groups",
    "link": "links",
    "consent": "consents",
}
_KINDS = {
    "field": Said("une donnée"),
    "date_field": Said("une donnée de type date"),
    "value": Said("une valeur datée"),
    "deadline": Said("une échéance"),
    "state": Said("une étape"),
    "action": Said("une action"),
    "document": Said("une pièce"),
    "group": Said("un groupe de pièces de l'étape"),
    "link": Said("un dossier lié"),
    "consent": Said("un consentement"),
}


def check(tree: Tree, scope: Scope) -> list[GuardProblem]:
    """Every problem of names and types in a condition, whose answer must be yes or no."""
    problems: list[GuardProblem] = []
    found = _type(tree, scope, problems)
    if found not in ("boolean", "any"):
        problems.append(
            GuardProblem(
                tree.offset,
                Said("la condition ne répond pas par oui ou par non."),
                Said("Comparer, par exemple « age_years(date_naissance) < 18 »."),
            )
        )
    return problems


def _type(tree: Tree, scope: Scope, problems: list[GuardProblem]) -> GuardType:  # noqa: C901, PLR0911 -- one case a node
    match tree:
        case Constant(type=type_):
            return type_
        case Name(id="today"):
            return "date"
        case Name(id=name, offset=offset):
            if name not in scope.fields:
                problems.append(_unknown(name, offset, "field", scope))
                return "any"
            return scope.fields[name]
        case Not(of=of):
            _expect_boolean(of, scope, problems)
            return "boolean"
        case Junction(parts=parts):
            for part in parts:
                _expect_boolean(part, scope, problems)
            return "boolean"
        case Sum(left=left, right=right, offset=offset):
            for side in (left, right):
                if _type(side, scope, problems) not in ("integer", "any"):
                    problems.append(
                        GuardProblem(
                            offset,
                            Said("on n'additionne que des nombres entiers."),
                            Said("Compter d'abord des jours : days_since(…)."),
                        )
                    )
            return "integer"
        case Compare():
            _check_comparison(tree, scope, problems)
            return "boolean"
        case Call():
            return _check_call(tree, scope, problems)


def _expect_boolean(tree: Tree, scope: Scope, problems: list[GuardProblem]) -> None:
    if _type(tree, scope, problems) not in ("boolean", "any"):
        problems.append(
            GuardProblem(
                tree.offset,
                Said("« not », « and » et « or » relient des réponses oui ou non."),
                Said("Comparer d'abord, par exemple « couple == 'etranger' »."),
            )
        )


def _check_comparison(tree: Compare, scope: Scope, problems: list[GuardProblem]) -> None:
    left, right = _type(tree.left, scope, problems), _type(tree.right, scope, problems)
    if tree.sign in ("in", "not in"):
        _check_membership(tree, left, right, scope, problems)
        return
    if isinstance(tree.right, Constant):
        _check_word(tree.left, tree.right.value, tree.right.offset, scope, problems)
    elif isinstance(tree.left, Constant):
        _check_word(tree.right, tree.left.value, tree.left.offset, scope, problems)
    if not _comparable(left, right, tree.sign):
        problems.append(_not_comparable(tree, left, right))


def _check_membership(
    tree: Compare, left: GuardType, right: GuardType, scope: Scope, problems: list[GuardProblem]
) -> None:
    """`x in ['a', 'b']`, with values of the nature of x; or `'a' in` a field of several choices."""
    if isinstance(tree.right, Constant) and isinstance(tree.right.value, tuple):
        for value in tree.right.value:
            kind: GuardType = "text" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "integer"
            if not _comparable(left, kind, "=="):
                problems.append(_not_comparable(tree, left, kind))
            _check_word(tree.left, value, tree.right.offset, scope, problems)
    elif right == "choices" and isinstance(tree.left, Constant) and left == "text":
        _check_word(tree.right, tree.left.value, tree.left.offset, scope, problems)
    elif right != "any":
        problems.append(
            GuardProblem(
                tree.offset,
                Said("« in » demande une liste, ou une donnée à plusieurs choix."),
                Said("Écrire « x in ['a', 'b'] », ou « 'a' in x » quand x a plusieurs choix."),
            )
        )


def _not_comparable(tree: Compare, left: GuardType, right: GuardType) -> GuardProblem:
    return GuardProblem(
        tree.offset,
        Said(
            "on ne compare pas {left} et {right} avec « {sign} ».",
            left=_TYPES[left],
            right=_TYPES[right],
            sign=tree.sign,
        ),
        Said("Comparer deux valeurs de même nature ; une date s'écrit date('2026-01-01')."),
    )


_WORDS = frozenset(("text", "choice", "commune", "country", "outcome"))
_TYPES: Mapping[str, Said] = {
    "boolean": Said("un oui ou non"),
    "integer": Said("un nombre"),
    "date": Said("une date"),
    "text": Said("un mot"),
    "choice": Said("un choix"),
    "choices": Said("plusieurs choix"),
    "commune": Said("une commune"),
    "country": Said("un pays"),
    "outcome": Said("une issue"),
    "list": Said("une liste"),
    "any": Said("une valeur"),
}


def _comparable(left: GuardType, right: GuardType, sign: str) -> bool:
    if "any" in (left, right):
        return True
    if "choices" in (left, right) or "list" in (left, right):
        return False
    same = left == right or (left in _WORDS and right in _WORDS)
    return same and (sign in ("==", "!=") or left in ("integer", "date"))


def _check_word(tree: Tree, value: object, offset: int, scope: Scope, problems: list[GuardProblem]) -> None:
    """A word compared with a choice must be one of its options."""
    options: frozenset[str] | None = None
    if isinstance(tree, Name):
        options = scope.options.get(tree.id)
    elif isinstance(tree, Call) and tree.function == "linked":
        options = frozenset(OUTCOMES)
    if options and isinstance(value, str) and value not in options:
        problems.append(
            GuardProblem(
                offset,
                Said(
                    "« {value} » n'est pas une des valeurs possibles.{nearest}",
                    value=value,
                    nearest=_nearest(value, options),
                ),
                Said("Choisir parmi {known}.", known=_listed(options)),
            )
        )


def _check_call(tree: Call, scope: Scope, problems: list[GuardProblem]) -> GuardType:
    function = FUNCTIONS.get(tree.function)
    if function is None:
        problems.append(
            GuardProblem(
                tree.offset,
                Said(
                    "la fonction « {function} » n'existe pas.{nearest}",
                    function=tree.function,
                    nearest=_nearest(tree.function, FUNCTIONS),
                ),
                Said("Choisir parmi {known}.", known=_listed(FUNCTIONS)),
            )
        )
        return "any"
    wanted = len(function.takes)
    if len(tree.arguments) < wanted or (len(tree.arguments) > wanted and not function.repeats):
        problems.append(
            GuardProblem(
                tree.offset,
                Said(
                    "« {function} » prend {wanted} nom(s), {found} trouvé(s).",
                    function=tree.function,
                    wanted=wanted,
                    found=len(tree.arguments),
                ),
                Said("Écrire comme « {example} ».", example=function.example),
            )
        )
        return function.gives
    gives = function.gives
    for index, argument in enumerate(tree.arguments):
        kind = function.takes[min(index, wanted - 1)]
        if kind == "text":
            _check_date_text(argument, problems)
        elif not isinstance(argument, Name):
            problems.append(
                GuardProblem(
                    argument.offset,
                    Said("« {function} » attend {kind}.", function=tree.function, kind=_KINDS[kind]),
                    Said("Écrire comme « {example} », sans apostrophes.", example=function.example),
                )
            )
        elif argument.id not in scope.named(kind):
            problems.append(_unknown(argument.id, argument.offset, kind, scope))
        elif kind == "value":
            gives = scope.values[argument.id]
    return gives


def _check_date_text(tree: Tree, problems: list[GuardProblem]) -> None:
    try:
        if not (isinstance(tree, Constant) and isinstance(tree.value, str)):
            raise ValueError
        if date.fromisoformat(tree.value).isoformat() != tree.value:
            raise ValueError
    except ValueError:
        problems.append(
            GuardProblem(
                tree.offset,
                Said("cette date n'est pas lisible."),
                Said("Écrire année-mois-jour : date('2026-01-31')."),
            )
        )


def _unknown(name: str, offset: int, kind: str, scope: Scope) -> GuardProblem:
    known = scope.named(kind)
    quoted = any(name in options for options in scope.options.values())
    hint = Said(" C'est une valeur : il lui faut des apostrophes.") if quoted else _nearest(name, known)
    return GuardProblem(
        offset,
        Said("« {name} » n'est pas {kind} de ce parcours.{hint}", name=name, kind=_KINDS[kind], hint=hint),
        Said("Choisir parmi {known}.", known=_listed(known)) if known else Said("Déclarer ce nom dans le parcours."),
    )


_SHOWN = 12
"Names listed in a message: a line's worth."


def _nearest(word: str, known: Mapping[str, object] | frozenset[str]) -> Said:
    return did_you_mean(get_close_matches(word, list(known), n=1))


def _listed(known: Mapping[str, object] | frozenset[str]) -> str:
    names = sorted(known)
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
