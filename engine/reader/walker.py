"""One walk over a tree against its grammar: every problem at its place, none stopping the others.

On its way it gathers the names that refer to something else and the conditions; those are judged later, against the
whole definition. Knows how each brick is checked, nothing of what the files say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from engine.core.calendar import DURATION_FORMS, LONGEST, parse_duration
from engine.core.values import FIRST_DAY, LAST_DAY
from engine.errors import Place, Problem, Said
from engine.reader import shapes
from engine.reader.letters import DIRECTION_MARKS
from engine.reader.marks import ListNode, MapNode, Node, Path, ScalarNode, Tree
from engine.reader.shapes import Shape
from engine.reader.slips import day_meant, duration_meant, is_day, key_meant
from engine.reader.spelling import ascii_form, nearest
from engine.reader.wanted import wanted

MOST = 200
"Errors told of one file: nobody mends more at once, and looking for what each meant takes time."

_SHORT = 40
_ID = re.compile(shapes.ID_PATTERN)
TO_WRITE: Mapping[str, str] = {"fr": "À écrire :", "ar": "يكتب هنا:", "en": "To write:"}
"""How a text of the model of a new pathway begins, by language, until somebody writes the true one."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that must be declared elsewhere: a state, a document of the catalogue, a source."""

    kind: str
    name: str
    path: Path
    place: Place


@dataclass(frozen=True, slots=True)
class GuardText:
    """A condition met on the way, still text."""

    text: str
    node: ScalarNode
    path: Path


@dataclass(slots=True)
class Reading:
    """What one walk over a tree gathers."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    guards: list[GuardText] = field(default_factory=list)
    errors: int = 0
    "How many of the problems are errors."

    @property
    def full(self) -> bool:
        """Whether so much is wrong that the rest isn't looked at."""
        return self.errors > MOST

    def error(self, code: str, place: Place, message: Said, remedy: Said) -> None:
        """Note an error; beyond `MOST`, that there are others."""
        self.add(Problem.told(code, "error", place, message, remedy))

    def add(self, problem: Problem) -> None:
        """Note a problem found elsewhere, as `error` and `warning` do."""
        if problem.severity == "error":
            if self.errors > MOST:
                return
            self.errors += 1
            if self.full:
                what = Said("plus de {most} anomalies dans ce fichier : les autres ne sont pas dites.", most=MOST)
                remedy = Said("Corriger celles-ci, puis vérifier de nouveau.")
                problem = Problem.told("E213", "error", problem.place, what, remedy)
        self.problems.append(problem)

    def warning(self, code: str, place: Place, message: Said, remedy: Said) -> None:
        """Note a warning."""
        self.problems.append(Problem.told(code, "warning", place, message, remedy))


class Spot(NamedTuple):
    """Where the walk stands."""

    node: Node
    path: Path
    at: Place
    "Where to point at for what concerns the whole node: its key, when it has one."

    @property
    def said(self) -> Said:
        """How a message calls what stands here."""
        return _said(self.path)


def read(tree: Tree, shape: Shape) -> Reading:
    """Check the whole tree against its grammar."""
    reading = Reading()
    check(shape, Spot(tree.root, (), tree.root.place), reading)
    return reading


def check(shape: Shape, spot: Spot, reading: Reading) -> None:
    """Note in `reading` every problem of the node, and the references and conditions below it."""
    node = spot.node
    if reading.full or (isinstance(node, ScalarNode) and node.damaged):
        return
    _CHECKS[type(shape)](shape, spot, reading)


def _said(path: Path) -> Said:
    if not path:
        return Said("le fichier")
    last = path[-1]
    if isinstance(last, str):
        return Said("« {key} »", key=last)
    return Said("l'élément n° {rank} de {whole}", rank=last + 1, whole=_said(path[:-1]))


def _write(word: str) -> Said:
    return Said("Écrire « {word} ».", word=word)


def _found(node: Node) -> Said:
    if isinstance(node, MapNode):
        return Said("un groupe de clés")
    if isinstance(node, ListNode):
        return Said("une liste")
    value = node.value
    if isinstance(value, bool):
        return Said("« {word} »", word=str(value).lower())
    if isinstance(value, int):
        return Said("le nombre {value}", value=value)
    return Said("« {word} »", word="null" if value is None else _short(value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def _wrong_kind(shape: Shape, spot: Spot, reading: Reading) -> None:
    node = spot.node
    reading.error(
        "E203", spot.at if isinstance(node, MapNode) else node.place, _other(shape, spot), _good_form(shape, node)
    )


def _other(shape: Shape, spot: Spot) -> Said:
    """That something else than what is expected stands here."""
    return Said(
        "{spot} : {found} trouvé ; attendu : {wanted}.", spot=spot.said, found=_found(spot.node), wanted=wanted(shape)
    )


def _good_form(shape: Shape, node: Node) -> Said:
    """How to write what was meant, when it can be guessed."""
    if not isinstance(node, ScalarNode):
        return Said("Écrire cette valeur sous la forme attendue.")
    if node.value is None:
        return Said("Écrire la valeur, ou effacer la clé : « null » ne sert qu'à ôter ce que le socle apporte.")
    if isinstance(shape, shapes.Prose | shapes.Line | shapes.Address | shapes.Guard):
        return Said("Le mettre entre guillemets.")
    if isinstance(shape, shapes.Texts):
        return Said('Écrire {{fr: "{value}", ar: "…"}}.', value=_short(str(node.value)))
    if isinstance(shape, shapes.ListOf) and isinstance(shape.item, shapes.Ref | shapes.Choice | shapes.Either):
        return Said("Écrire « [{value}] », entre crochets.", value=_short(str(node.value)))
    return Said("Écrire cette valeur sous la forme attendue.")


def _text(shape: Shape, spot: Spot, reading: Reading) -> str | None:
    """The text written here; None, noted, when it is something else."""
    node = spot.node
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        return node.value
    _wrong_kind(shape, spot, reading)
    return None


def _id(shape: shapes.Id, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is not None:
        _identifier(text, spot.node.place, reading, reserved=True)


def _identifier(text: str, place: Place, reading: Reading, *, reserved: bool) -> None:
    if not _ID.fullmatch(text):
        good = ascii_form(text).lstrip("0123456789_")[:48].rstrip("_")
        what = Said(
            "« {text} » n'est pas un identifiant (lettres a-z sans accent, chiffres, « _ » ; 48 au plus).",
            text=_short(text),
        )
        reading.error(
            "E204",
            place,
            what,
            _write(good) if good else Said("Commencer par une lettre de a à z."),
        )
    elif reserved and text in shapes.RESERVED:
        what = Said("« {text} » est un mot du langage ; il ne peut pas servir d'identifiant.", text=text)
        reading.error("E204", place, what, Said("Choisir un nom plus précis."))


def _ref(shape: shapes.Ref, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is not None:
        reading.references.append(Reference(shape.kind, text, spot.path, spot.node.place))


def _choice(shape: shapes.Choice, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is None or text in shape.words:
        return
    near = nearest(text, shape.words)
    what = Said(
        "{spot} : « {text} » n'est pas possible ici ; mots possibles : {words}.",
        spot=spot.said,
        text=_short(text),
        words=", ".join(shape.words),
    )
    reading.error("E205", spot.node.place, what, _write(near) if near else Said("Choisir un de ces mots."))


def _duration(shape: shapes.DurationText, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if isinstance(node, ScalarNode) and isinstance(node.value, int) and not isinstance(node.value, bool):
        what = Said("{spot} : le nombre {value} n'a pas d'unité.", spot=spot.said, value=node.value)
        reading.error(
            "E206", node.place, what, Said("Écrire « {value} days », ou hours, months, years.", value=node.value)
        )
        return
    text = _text(shape, spot, reading)
    if text is None:
        return
    try:
        parse_duration(text)
    except ValueError:
        good = duration_meant(text)
        remedy = _write(good) if good else Said("Écrire un nombre, un espace, puis l'unité en anglais.")
        reading.error("E206", node.place, Said("{spot} : {why}", spot=spot.said, why=_no_duration(text)), remedy)


def _no_duration(text: str) -> Said:
    if re.fullmatch(shapes.DURATION_PATTERN, text):
        return Said("« {text} » est trop long : {longest} years au plus.", text=text, longest=LONGEST)
    return Said("« {text} » n'est pas une durée : écrire {forms}.", text=_short(text), forms=DURATION_FORMS)


def _day(shape: shapes.Day, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is None:
        return
    if is_day(text):
        if not FIRST_DAY <= text <= LAST_DAY:
            # Clocks count from it: the calendar must reach further than any of them.
            what = Said("{spot} : l'année {year} n'est pas possible ici.", spot=spot.said, year=text[:4])
            remedy = Said("Écrire un jour entre {first} et {last}.", first=FIRST_DAY[:4], last=LAST_DAY[:4])
            reading.error("E207", spot.node.place, what, remedy)
        return
    what = Said(
        "{spot} : « {text} » n'est pas une date du calendrier sous la forme année-mois-jour.",
        spot=spot.said,
        text=_short(text),
    )
    good = day_meant(text)
    remedy = _write(good) if good else Said("Écrire la date comme « 2026-11-01 ».")
    reading.error("E207", spot.node.place, what, remedy)


def _line(shape: shapes.Line, spot: Spot, reading: Reading) -> None:
    text = _text_of_a_line(shape, spot, reading)
    if text is not None:
        _to_write_on(text, spot, reading)


def _text_of_a_line(shape: shapes.Line | shapes.Address, spot: Spot, reading: Reading) -> str | None:
    """The text written here; None, noted, when it is something else than a line of so many signs."""
    text = _text(shape, spot, reading)
    if text is None or not _fits(text, shape.longest, spot, reading):
        return None
    if "\n" in text or DIRECTION_MARKS.search(text):
        what = Said(
            "{spot} : saut de ligne, ou marque de direction invisible, dans un texte qui n'en admet pas.",
            spot=spot.said,
        )
        reading.error("E210", spot.node.place, what, Said("Retaper ce texte sur une seule ligne."))
        return None
    return text


def _address(shape: shapes.Address, spot: Spot, reading: Reading) -> None:
    text = _text_of_a_line(shape, spot, reading)
    if text is None:
        return
    if not re.fullmatch(shapes.ADDRESS_PATTERN, text):
        what = Said("{spot} : « {text} » n'est pas l'adresse d'une page du web.", spot=spot.said, text=_short(text))
        remedy = Said("Écrire l'adresse entière, sans espace, de « https:// » à sa fin.")
        reading.error("E210", spot.node.place, what, remedy)
    _to_write_on(text, spot, reading)


def _prose(shape: shapes.Prose, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is not None:
        _fits(text, shape.longest, spot, reading)


def _fits(text: str, longest: int, spot: Spot, reading: Reading) -> bool:
    if not DIRECTION_MARKS.sub("", text).strip():
        what = Said("{spot} : le texte est vide.", spot=spot.said)
        reading.error("E210", spot.node.place, what, Said("L'écrire, ou effacer la clé."))
        return False
    if len(text) > longest:
        what = Said(
            "{spot} : texte de {count} caractères ; {most} au plus.", spot=spot.said, count=len(text), most=longest
        )
        reading.error("E210", spot.node.place, what, Said("Le raccourcir."))
        return False
    return True


def _texts(shape: shapes.Texts, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, MapNode):
        _wrong_kind(shape, spot, reading)
        return
    _record(shapes.TEXT, spot, reading)
    if "fr" in node.entries and "ar" not in node.entries:
        what = Said("{spot} : le texte arabe manque.", spot=spot.said)
        reading.warning("W220", spot.at, what, Said("Ajouter « ar: » et le texte arabe."))
    _to_write([key for key, begun in TO_WRITE.items() if _text_of(node, key).startswith(begun)], spot, reading)


def _to_write(languages: list[str], spot: Spot, reading: Reading) -> None:
    """Note a text that is still the model's, in these languages."""
    if languages:
        what = Said("{spot} : texte à écrire ({languages}).", spot=spot.said, languages=", ".join(languages))
        reading.warning("W221", spot.at, what, Said("Mettre le vrai texte à la place de celui du modèle."))


def _to_write_on(text: str, spot: Spot, reading: Reading) -> None:
    """The same of a text in no language."""
    _to_write([key for key, begun in TO_WRITE.items() if text.startswith(begun)], spot, reading)


def _text_of(node: MapNode, key: str) -> str:
    below = node.entries.get(key)
    return below.value if isinstance(below, ScalarNode) and isinstance(below.value, str) else ""


def _guard(shape: shapes.Guard, spot: Spot, reading: Reading) -> None:
    text = _text(shape, spot, reading)
    if text is not None and isinstance(spot.node, ScalarNode):
        reading.guards.append(GuardText(text, spot.node, spot.path))


def _integer(shape: shapes.Integer, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, ScalarNode) or node.value is None:
        _wrong_kind(shape, spot, reading)
        return
    value = node.value
    if isinstance(value, bool | str):
        digits = isinstance(value, str) and value.strip().lstrip("-").isdecimal()
        remedy = Said("L'écrire sans guillemets ni zéro devant.") if digits else Said("Écrire des chiffres seuls.")
        reading.error("E208", node.place, _other(shape, spot), remedy)
    elif (shape.minimum is not None and value < shape.minimum) or (shape.maximum is not None and value > shape.maximum):
        what = Said(
            "{spot} : {value} est hors des bornes ; attendu : {wanted}.",
            spot=spot.said,
            value=value,
            wanted=wanted(shape),
        )
        reading.error("E208", node.place, what, Said("Corriger ce nombre."))


def _boolean(shape: shapes.Boolean, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, ScalarNode) or not isinstance(node.value, bool):
        reading.error("E209", node.place, _other(shape, spot), Said("Écrire true ou false, sans guillemets."))


def _value(shape: shapes.Value, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if isinstance(node, ListNode):
        _list(shapes.ListOf(shapes.Line("maries")), spot, reading)
    elif isinstance(node, MapNode) or node.value is None:
        _wrong_kind(shape, spot, reading)


def _list(shape: shapes.ListOf, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, ListNode):
        _wrong_kind(shape, spot, reading)
        return
    if len(node.items) < shape.at_least:
        reading.error(
            "E212",
            spot.at,
            Said("{spot} : la liste est vide.", spot=spot.said),
            Said("Y écrire {wanted}.", wanted=wanted(shape.item)),
        )
    seen: set[tuple[type, object]] = set()
    for index, each in enumerate(node.items):
        check(shape.item, Spot(each, (*spot.path, index), each.place), reading)
        if isinstance(each, ScalarNode) and not each.damaged:
            key = (type(each.value), each.value)
            if key in seen:
                what = Said("{spot} : {found} y est deux fois.", spot=spot.said, found=_found(each))
                reading.error("E212", each.place, what, Said("En effacer un."))
            seen.add(key)


def _one_or_many(shape: shapes.OneOrMany, spot: Spot, reading: Reading) -> None:
    if isinstance(spot.node, ListNode):
        _list(shapes.ListOf(shape.item, at_least=1), spot, reading)
    elif isinstance(shape.item, shapes.Ref | shapes.Line) and isinstance(spot.node, MapNode):
        _wrong_kind(shape, spot, reading)
    else:
        check(shape.item, spot, reading)


def _either(shape: shapes.Either, spot: Spot, reading: Reading) -> None:
    """The first form that takes the node without a problem; else the only one of its kind tells what is wrong."""
    likely = [each for each in shape.forms if _is_likely(each, spot.node)]
    attempts = []
    for each in likely:
        attempt = Reading()
        check(each, spot, attempt)
        attempts.append(attempt)
        if not attempt.problems:
            break
    if not attempts or (len(attempts) > 1 and attempts[-1].problems):
        _wrong_kind(shape, spot, reading)
        return
    for problem in attempts[-1].problems:
        reading.add(problem)
    reading.references += attempts[-1].references
    reading.guards += attempts[-1].guards


def _is_likely(shape: Shape, node: Node) -> bool:
    """Whether the form may be the one meant: a word that isn't in a closed list is another form's."""
    if isinstance(shape, shapes.Choice) and isinstance(node, ScalarNode):
        return node.value in shape.words
    return _is_kind(shape, node)


def _is_kind(shape: Shape, node: Node) -> bool:
    if isinstance(shape, shapes.Either):
        return any(_is_kind(each, node) for each in shape.forms)
    if isinstance(shape, shapes.Record | shapes.MapOf | shapes.Texts):
        return isinstance(node, MapNode)
    if isinstance(shape, shapes.ListOf):
        return isinstance(node, ListNode)
    if isinstance(shape, shapes.OneOrMany):
        return isinstance(node, ListNode) or _is_kind(shape.item, node)
    if not isinstance(node, ScalarNode):
        return False
    if isinstance(shape, shapes.Integer):
        return isinstance(node.value, int) and not isinstance(node.value, bool)
    return isinstance(node.value, bool) if isinstance(shape, shapes.Boolean) else isinstance(node.value, str)


def _map(shape: shapes.MapOf, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, MapNode):
        _wrong_kind(shape, spot, reading)
        return
    if len(node.entries) < shape.at_least:
        reading.error(
            "E212",
            spot.at,
            Said("{spot} est vide.", spot=spot.said),
            Said("Y déclarer au moins {noun}.", noun=Said(shape.noun)),
        )
    for key, below in node.entries.items():
        place, path = node.key_places[key], (*spot.path, key)
        if shape.names is not None:
            reading.references.append(Reference(shape.names.kind, key, path, place))
        elif shape.pattern == shapes.ID_PATTERN:
            _identifier(key, place, reading, reserved=shape.reserved)
        elif not re.fullmatch(shape.pattern, key):
            what = Said(
                "« {key} » ne convient pas comme clé ; attendu : {noun}.", key=_short(key), noun=Said(shape.noun)
            )
            reading.error("E204", place, what, Said("Corriger cette clé."))
        check(shape.value, Spot(below, path, place), reading)


def _record(shape: shapes.Record, spot: Spot, reading: Reading) -> None:
    node = spot.node
    if not isinstance(node, MapNode):
        _wrong_kind(shape, spot, reading)
        return
    meant = set()
    for key, below in node.entries.items():
        known = shape.keys.get(key)
        if known is not None:
            check(known.shape, Spot(below, (*spot.path, key), node.key_places[key]), reading)
        elif not (reading.full or (isinstance(below, ScalarNode) and below.damaged)):
            meant.add(_unknown_key(shape, key, node, reading))
    for name, each in shape.keys.items():
        if each.required and name not in node.entries and name not in meant:
            what = Said(
                "{spot} : il manque « {name} » ({description}).",
                spot=spot.said,
                name=name,
                description=Said(inside(each.description)),
            )
            reading.error(
                "E202",
                spot.at,
                what,
                Said("Ajouter « {name}: » suivi de ceci : {wanted}.", name=name, wanted=wanted(each.shape)),
            )
    present = [each for each in shape.exactly_one if each in node.entries]
    if shape.exactly_one and not present and not any(each in node.entries for each in shape.or_else):
        keys = ", ".join((*shape.exactly_one, *shape.or_else))
        wants = Said("{spot} : il faut une de ces clés : {keys}.", spot=spot.said, keys=keys)
        reading.error("E211", spot.at, wants, Said("En écrire une."))
    elif len(present) > 1:
        excluded = Said("{spot} : ces clés s'excluent : {keys}.", spot=spot.said, keys=", ".join(present))
        reading.error("E211", spot.at, excluded, Said("N'en garder qu'une."))


def _unknown_key(shape: shapes.Record, key: str, node: MapNode, reading: Reading) -> str | None:
    """Note a key that doesn't exist; the one that was likely meant."""
    meant = key_meant(key)
    near = meant if meant in shape.keys else nearest(key, (each for each in shape.keys if each not in node.entries))
    what = Said(
        "la clé « {key} » n'existe pas dans {noun} ; clés connues : {keys}.",
        key=_short(key),
        noun=Said(shape.noun),
        keys=", ".join(shape.keys),
    )
    remedy = _write(near) if near else Said("L'effacer, ou la mettre à sa place.")
    reading.error("E201", node.key_places[key], what, remedy)
    return near


def inside(sentence: str) -> str:
    """A sentence as it reads between brackets."""
    return (sentence[0].lower() + sentence[1:]).rstrip(".")


_CHECKS: Mapping[type, Callable[[Any, Spot, Reading], None]] = {
    shapes.Id: _id,
    shapes.Ref: _ref,
    shapes.Choice: _choice,
    shapes.DurationText: _duration,
    shapes.Day: _day,
    shapes.Line: _line,
    shapes.Address: _address,
    shapes.Prose: _prose,
    shapes.Texts: _texts,
    shapes.Guard: _guard,
    shapes.Integer: _integer,
    shapes.Boolean: _boolean,
    shapes.Value: _value,
    shapes.ListOf: _list,
    shapes.OneOrMany: _one_or_many,
    shapes.Either: _either,
    shapes.MapOf: _map,
    shapes.Record: _record,
}
