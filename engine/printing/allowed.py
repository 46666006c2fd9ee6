"""What a template may do: an allow-list over the syntax tree of Jinja2, with the shape of every value.

A template tests, loops over declared lists and prints declared values, and does nothing else: what isn't listed here
is refused before a line of it is compiled. Because each value's shape is known, a misspelt name, a date printed raw or
a comparison with a word that doesn't exist are found without any data. A loop inside a loop must go over a part of the
outer one's element: the work of a template is then bounded by the size of its data, whatever is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from engine.errors import Said
from engine.printing.data import CONFIDENCE, DAY, FLAG, NUMBER, PROSE, STATUS, TEXT, Leaf, Many, Record, Shape
from engine.reader.spelling import listed, nearest

MAX_NODES = 4_000
MAX_DEPTH = 24
MAX_LOOPS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One refusal: a stable code, the line (from 1), the word to look for on it, what was found, the remedy."""

    code: str
    line: int
    word: str
    message: Said
    remedy: Said


@dataclass(frozen=True, slots=True)
class FilterRule:
    """What a filter accepts and gives; no filter takes an argument."""

    accepts: Leaf | None
    "None: any list."
    gives: Shape
    purpose: Said


FILTERS: Mapping[str, FilterRule] = {
    "jour": FilterRule(DAY, TEXT, Said("une date")),
    "jour_entier": FilterRule(DAY, TEXT, Said("une date avec son jour de la semaine")),
    "jours": FilterRule(NUMBER, TEXT, Said("un nombre de jours")),
    "copies": FilterRule(NUMBER, TEXT, Said("un nombre de copies")),
    "statut": FilterRule(STATUS, TEXT, Said("le statut d'une pièce")),
    "confiance": FilterRule(CONFIDENCE, TEXT, Said("la confiance d'une base légale")),
    "combien": FilterRule(None, NUMBER, Said("une liste, dont on compte les éléments")),
    "a_remplir": FilterRule(TEXT, TEXT, Said("un texte, ou une ligne à remplir à la main s'il est vide")),
}
"The only filters, each with what it prints."

_LOOP = Record({"index": NUMBER, "first": FLAG, "last": FLAG, "length": NUMBER})

_REFUSED: Mapping[str, Said] = {
    "Call": Said("un appel de fonction"),
    "Assign": Said("une affectation"),
    "AssignBlock": Said("une affectation"),
    "Macro": Said("une macro"),
    "CallBlock": Said("une macro"),
    "Include": Said("l'inclusion d'un autre fichier"),
    "Import": Said("l'inclusion d'un autre fichier"),
    "FromImport": Said("l'inclusion d'un autre fichier"),
    "Extends": Said("l'inclusion d'un autre fichier"),
    "Block": Said("un bloc nommé"),
    "With": Said("un bloc « with »"),
    "FilterBlock": Said("un bloc « filter »"),
    "Getitem": Said("un accès entre crochets"),
    "Slice": Said("un accès entre crochets"),
    "Test": Said("un test « is »"),
    "List": Said("une liste écrite dans le modèle"),
    "Tuple": Said("une liste écrite dans le modèle"),
    "Dict": Said("un dictionnaire écrit dans le modèle"),
    "Scope": Said("un bloc « autoescape »"),
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), Said("un calcul")),
}
_ADVICE = Said("Un modèle teste (if), parcourt (for) et imprime {{ … }} : écrire en toutes lettres ce qui manque.")


def findings_of(tree: nodes.Template, shape: Record) -> tuple[Finding, ...]:
    """Everything in `tree` that isn't allowed for a form that takes `shape`; empty when it may be compiled."""
    too_big = _oversize(tree)
    if too_big is not None:
        return (too_big,)
    reader = _Reader(shape)
    reader.body(tree.body, {}, None)
    return tuple(reader.findings)


def _oversize(tree: nodes.Template) -> Finding | None:
    # Without recursion, and first: the walk that follows recurses.
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    count = loops = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        loops += isinstance(node, nodes.For)
        if count > MAX_NODES or depth > MAX_DEPTH or loops > MAX_LOOPS:
            what = Said(
                "le modèle est trop compliqué ({nodes} éléments, {loops} boucles et {levels} niveaux au plus).",
                nodes=MAX_NODES,
                loops=MAX_LOOPS,
                levels=MAX_DEPTH,
            )
            return Finding("E806", _line(node), "", what, Said("Le découper en deux modèles, ou le simplifier."))
        waiting.extend((child, depth + 1) for child in node.iter_child_nodes())
    return None


def _instead(word: str, known: Iterable[str]) -> Said:
    near, every = nearest(word, known), listed(sorted(known))
    if near:
        return Said("Écrire « {near} » ? Connus ici : {known}.", near=near, known=every)
    return Said("Connus ici : {known}.", known=every)


Scope = Mapping[str, Shape]


@dataclass(slots=True)
class _Reader:
    """Walks a tree and collects findings; an expression already reported has no shape (None)."""

    shape: Record
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, node: nodes.Node, word: str, message: Said, remedy: Said, code: str = "E804") -> None:
        self.findings.append(Finding(code, _line(node), word, message, remedy))

    def body(self, statements: Iterable[nodes.Node], scope: Scope, element: str | None) -> None:
        """Statements; `element` is the variable of the innermost loop round them."""
        for statement in statements:
            match statement:
                case nodes.Output():
                    for part in statement.nodes:
                        self.printed(part, scope)
                case nodes.If():
                    self.condition(statement, scope, element)
                case nodes.For():
                    self.loop(statement, scope, element)
                case _:
                    self.refuse_construct(statement)

    def condition(self, node: nodes.If, scope: Scope, element: str | None) -> None:
        self.shape_of(node.test, scope)
        self.body(node.body, scope, element)
        self.body(node.elif_, scope, element)
        self.body(node.else_, scope, element)

    def loop(self, node: nodes.For, scope: Scope, element: str | None) -> None:
        if node.recursive or not isinstance(node.target, nodes.Name):
            self.refuse_construct(node, Said("une boucle récursive ou à plusieurs variables"))
            return
        target = node.target.name
        if target in scope or target in self.shape.fields or target == "loop":
            self.refuse(
                node,
                target,
                Said("« {target} » est déjà le nom d'une donnée.", target=target),
                Said("Choisir un autre nom pour la boucle."),
            )
            return
        whole = self.shape_of(node.iter, scope)
        if whole is not None and not isinstance(whole, Many):
            self.refuse(
                node, "for", Said("cette boucle ne parcourt pas une liste."), Said("Donner une liste après « in ».")
            )
        if element is not None and _root(node.iter) != element:
            what = Said(
                "une boucle dans une boucle parcourt une partie de « {element} », rien d'autre.", element=element
            )
            self.refuse(
                node,
                "for",
                what,
                Said("Écrire « for {target} in {element}.… », ou sortir la boucle.", target=target, element=element),
                "E802",
            )
        if not isinstance(whole, Many):
            return
        inner = {**scope, target: whole.of, "loop": _LOOP}
        if node.test is not None:
            self.shape_of(node.test, {**scope, target: whole.of})
        self.body(node.body, inner, target)
        self.body(node.else_, scope, element)

    def printed(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return  # its Markdown is looked at by `templates`, which has the words as they were written
        shape = self.shape_of(node, scope)
        if shape is None or shape in (TEXT, PROSE, NUMBER):
            return
        fitting = [f"« | {name} »" for name, rule in FILTERS.items() if rule.accepts == shape]
        remedy = (
            Said("Ajouter un filtre : {fitting}.", fitting=" ".join(fitting))
            if fitting
            else Said("Imprimer une de ses parties, ou la tester (if).")
        )
        self.refuse(node, "{{", Said("cette valeur ne s'imprime pas telle quelle."), remedy)

    def shape_of(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """The shape of an expression, None once refused."""
        match node:
            case nodes.Name():
                return self.name(node, scope)
            case nodes.Getattr():
                return self.attribute(node, scope)
            case nodes.Filter():
                return self.filtered(node, scope)
            case nodes.Const():
                return self.constant(node)
            case nodes.Concat():
                return self.joined(node, scope)
            case nodes.CondExpr():
                return self.either(node, scope)
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare():
                self.question(node, scope)
                return FLAG
            case _:
                self.refuse_construct(node)
                return None

    def question(self, node: nodes.And | nodes.Or | nodes.Not | nodes.Compare, scope: Scope) -> None:
        match node:
            case nodes.Not():
                self.shape_of(node.node, scope)
            case nodes.Compare():
                self.compare(node, scope)
            case _:
                self.shape_of(node.left, scope)
                self.shape_of(node.right, scope)

    def name(self, node: nodes.Name, scope: Scope) -> Shape | None:
        known = {**self.shape.fields, **scope}
        if node.name not in known:
            what = Said("ce modèle ne reçoit pas de donnée « {name} ».", name=node.name)
            self.refuse(node, node.name, what, _instead(node.name, known), "E803")
        return known.get(node.name)

    def attribute(self, node: nodes.Getattr, scope: Scope) -> Shape | None:
        whole = self.shape_of(node.node, scope)
        if whole is None:
            return None
        known = whole.fields if isinstance(whole, Record) else {}
        if node.attr not in known:
            what = Said("cette donnée n'a pas de partie « {name} ».", name=node.attr)
            self.refuse(node, node.attr, what, _instead(node.attr, known), "E803")
        return known.get(node.attr)

    def filtered(self, node: nodes.Filter, scope: Scope) -> Shape | None:
        rule = FILTERS.get(node.name)
        if rule is None:
            self.refuse(
                node,
                node.name,
                Said("le filtre « {name} » n'existe pas ici.", name=node.name),
                _instead(node.name, FILTERS),
                "E802",
            )
            return None
        if node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            what = Said("le filtre « {name} » ne prend pas d'argument.", name=node.name)
            self.refuse(node, node.name, what, Said("Écrire seulement « | {name} ».", name=node.name), "E802")
            return None
        given = self.shape_of(node.node, scope)
        fits = isinstance(given, Many) if rule.accepts is None else given == rule.accepts
        if given is not None and not fits:
            what = Said(
                "le filtre « {name} » imprime {purpose} ; il reçoit autre chose.", name=node.name, purpose=rule.purpose
            )
            self.refuse(node, node.name, what, Said("Changer de filtre, ou de donnée."))
        return rule.gives

    def constant(self, node: nodes.Const) -> Shape | None:
        if isinstance(node.value, str):
            return TEXT
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return NUMBER
        self.refuse(
            node,
            str(node.value).lower(),
            Said("seuls un texte et un nombre entier s'écrivent ici."),
            Said("Tester la donnée : « if x », « if not x »."),
        )
        return None

    def joined(self, node: nodes.Concat, scope: Scope) -> Shape | None:
        for part in node.nodes:
            shape = self.shape_of(part, scope)
            if shape is not None and shape not in (TEXT, NUMBER):
                self.refuse(
                    part,
                    "~",
                    Said("« ~ » ne joint que des textes et des nombres."),
                    Said("Passer la valeur par un filtre."),
                )
        return TEXT

    def either(self, node: nodes.CondExpr, scope: Scope) -> Shape | None:
        self.shape_of(node.test, scope)
        if node.expr2 is None:
            self.refuse(
                node, "if", Said("il manque la valeur après « else »."), Said("Écrire « a if condition else b ».")
            )
            return None
        first, second = self.shape_of(node.expr1, scope), self.shape_of(node.expr2, scope)
        if first is not None and second is not None and first != second:
            self.refuse(
                node,
                "else",
                Said("les deux valeurs de ce choix ne sont pas du même genre."),
                Said("Employer {% if %}."),
            )
            return None
        return first

    def compare(self, node: nodes.Compare, scope: Scope) -> None:
        left = self.shape_of(node.expr, scope)
        for operand in node.ops:
            right = self.shape_of(operand.expr, scope)
            if left is None or right is None:
                continue
            self.compared(operand, left, right)

    def compared(self, operand: nodes.Operand, left: Shape, right: Shape) -> None:
        if left == right and isinstance(left, Leaf) and (operand.op in ("eq", "ne") or left in (NUMBER, DAY)):
            return
        if isinstance(left, Leaf) and left.kind == "choice" and right == TEXT and operand.op in ("eq", "ne"):
            word = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
            if word not in left.words:
                what = (
                    Said("« {word} » n'est pas un mot de cette liste.", word=word)
                    if word
                    else Said("un choix se compare à un mot écrit.")
                )
                self.refuse(operand, str(word or "=="), what, _instead(str(word or ""), left.words))
            return
        self.refuse(
            operand,
            "if",
            Said("ces deux valeurs ne se comparent pas ainsi."),
            Said("Comparer (==, !=) des valeurs de même genre."),
        )

    def refuse_construct(self, node: nodes.Node, what: Said | None = None) -> None:
        kind = type(node).__name__
        what = what or _REFUSED.get(kind) or Said("« {word} »", word=kind)
        self.refuse(node, "", Said("{what} n'est pas permis dans un modèle.", what=what), _ADVICE, "E802")


def _line(node: nodes.Node) -> int:
    """Its line; the parser gives none to an operator, nor to what it makes by itself: their part's then."""
    lines: tuple[int | None, ...] = (node.lineno, *(child.lineno for child in node.iter_child_nodes()))
    return next((line for line in lines if line), 1)


def _root(node: nodes.Node | None) -> str | None:
    """The name an expression starts from: `d` for `d.options`."""
    while isinstance(node, nodes.Getattr | nodes.Filter):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None
