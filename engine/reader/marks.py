"""Hostile YAML text to a small tree in which every node knows its line and column.

Knows the few constructs of YAML that the language keeps: maps, lists, `true`, `false`, `null`, plain
integers and text, in one document. Anchors, aliases, tags, merge keys, directives and invisible characters
are refused. Dates, durations and conditions stay text: the grammar (`engine.reader.shapes`) reads them.
Texts are NFC from here on.

The tree is built from the parser's events, with a stack of its own: nothing is ever composed or constructed
by PyYAML, so no depth of nesting and no tag of a file reaches its recursive parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import yaml

from engine.core.events import Json
from engine.errors import DefinitionError, Place, Problem, Said
from engine.reader.letters import DIRECTION_MARKS, FORBIDDEN, MAX_PROBLEMS, decoded, forbidden_at
from engine.reader.syntax import Position, explain, misquoted

MAX_DEPTH = 20
MAX_SIGNS = 80_000
"Keys, values, and ends of lists and maps: ten times the fullest file of ours. Size alone bounds no time: `1,1,1,1`."

Scalar = str | int | bool | None
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_WORDS: Mapping[str, Scalar] = {"true": True, "false": False, "null": None}
_KEY = re.compile(r"[a-z0-9_]+")
_MERGE = "<<"

_Event = Any
"An event of the parser; its published types leave marks optional, which they never are here."


class ScalarNode(NamedTuple):
    """A text, an integer, `true`, `false` or `null`."""

    file: str
    line: int
    column: int
    value: Scalar
    quoted: bool = False
    text_column: int = 0
    "Column of the text's first character when it is written on one line without escapes, else 0."
    damaged: bool = False
    "A problem was already reported here: later readers say nothing more of it."

    @property
    def place(self) -> Place:
        """Where the node begins."""
        return Place(self.file, self.line, self.column)

    def place_in(self, offset: int) -> Place:
        """Where character `offset` of the text stands; the node's place when it was folded or escaped."""
        if not self.text_column:
            return self.place
        return Place(self.file, self.line, self.text_column + offset)


class ListNode(NamedTuple):
    """A list, in file order."""

    file: str
    line: int
    column: int
    items: tuple[Node, ...]

    @property
    def place(self) -> Place:
        """Where the node begins."""
        return Place(self.file, self.line, self.column)


class MapNode(NamedTuple):
    """A map with text keys, in file order; a key written twice keeps its first value, and was reported."""

    file: str
    line: int
    column: int
    entries: Mapping[str, Node]
    key_places: Mapping[str, Place]

    @property
    def place(self) -> Place:
        """Where the node begins."""
        return Place(self.file, self.line, self.column)


Node = ScalarNode | ListNode | MapNode


@dataclass(frozen=True, slots=True)
class Tree:
    """One file once read: its name as said in messages, and its root."""

    name: str
    root: Node

    def find(self, path: Path) -> Node | None:
        """The node at `path` (keys of maps, indexes of lists from 0), or None."""
        node: Node | None = self.root
        for step in path:
            node = _child(node, step)
        return node

    def place_of(self, path: Path) -> Place:
        """Where to look for `path`: a scalar's value, the key of a map or list, else the nearest parent."""
        node, place = self.root, self.root.place
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            keyed = isinstance(node, MapNode) and not isinstance(below, ScalarNode)
            place = node.key_places[str(step)] if keyed and isinstance(node, MapNode) else below.place
            node = below
        return place


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MapNode):
        return node.entries.get(str(step))
    if isinstance(node, ListNode) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, parents first, in file order."""
    yield path, node
    if isinstance(node, MapNode):
        for key, below in node.entries.items():
            yield from walk(below, (*path, key))
    elif isinstance(node, ListNode):
        for index, below in enumerate(node.items):
            yield from walk(below, (*path, index))


def plain(node: Node) -> Json:
    """The node as plain maps, lists and scalars, without its marks."""
    if isinstance(node, MapNode):
        return {key: plain(below) for key, below in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(below) for below in node.items]
    return node.value


def read_tree(text: str | bytes, name: str) -> Tree:
    """The tree of a YAML text; `name` is what messages call the file.

    Raises:
        DefinitionError: with every problem that could be found, however hostile the text.
    """
    tree, problems = parse_tree(text, name)
    if tree is None or problems:
        raise DefinitionError(problems)
    return tree


def parse_tree(text: str | bytes, name: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    """As `read_tree`, without raising: what could be read, if anything, and the problems found on the way.

    The tree is None when reading had to stop; otherwise what is damaged is marked so, and the rest may be
    checked further in the same pass.
    """
    plain_text, problems = decoded(text, name)
    if plain_text is None:
        return None, problems
    builder = _Builder(name, plain_text)
    root = builder.build()
    found = tuple(islice((*problems, *builder.problems), MAX_PROBLEMS))
    return (None if root is None else Tree(name, root)), found


@dataclass(slots=True)
class _Frame:
    """A map or list being read."""

    start: _Event
    items: list[Node] | None
    entries: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    "NFKC form of each key that isn't its own → the key as first written."
    key: str | None = None
    key_event: _Event = None
    dropped: bool = False
    "The value to come belongs to a key that was refused."


class _Builder:
    """Turns the parser's events into nodes; goes on after each problem from which it can."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._root: Node | None = None
        self._last_quoted: tuple[Position, Position] | None = None
        "Where the last quoted text of several lines stands: a forgotten quote is felt after it."

    def build(self) -> Node | None:
        """The root, or None when the text can't be read to its end."""
        try:
            complete = self._take_all()
        except yaml.MarkedYAMLError as error:
            said = explain(error, self.text, self._last_quoted)
            self._report("E103", said.line, said.column, said.message, said.remedy)
            return None
        except (yaml.YAMLError, ValueError, RecursionError, MemoryError) as error:
            self._report(
                "E103",
                0,
                0,
                Said("texte YAML illisible ({error}).", error=type(error).__name__),
                Said("Reprendre le fichier."),
            )
            return None
        if complete and self._root is None:
            self._report(
                "E104", 0, 0, Said("le fichier est vide."), Said("Y écrire au moins une ligne « clé: valeur ».")
            )
        return self._root if complete else None

    def _report(self, code: str, line: int, column: int, message: Said, remedy: Said) -> None:
        self.problems.append(Problem.told(code, "error", Place(self.name, line + 1, column + 1), message, remedy))

    def _report_at(self, code: str, event: _Event, message: Said, remedy: Said) -> None:
        self._report(code, event.start_mark.line, event.start_mark.column, message, remedy)

    def _take_all(self) -> bool:
        """Take every event; False when reading has to stop before the end."""
        take = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for number, event in enumerate(yaml.parse(self.text, Loader=yaml.CBaseLoader)):
            if number == MAX_SIGNS:
                what = Said("le fichier a plus de {most} mots, listes et crochets.", most=MAX_SIGNS)
                self._report_at("E100", event, what, Said("Le découper, ou ôter ce qui n'en fait pas partie."))
                return False
            taken = take.get(type(event))
            if taken is not None and (taken(event) is False or len(self.problems) > MAX_PROBLEMS):
                return False
        return True

    def _alias(self, event: _Event) -> None:
        what = Said("le renvoi « *{anchor} » n'est pas permis.", anchor=event.anchor)
        self._report_at("E106", event, what, Said("Écrire la valeur en toutes lettres, ou le texte entre guillemets."))
        self._place(event, self._node(event, None, damaged=True))

    def _document(self, event: _Event) -> bool:
        if event.version or event.tags:
            what = Said("les directives « % » ne sont pas permises.")
            self._report_at("E105", event, what, Said("Effacer cette ligne."))
        if self._root is None:
            return True
        what = Said("un deuxième document commence ici (« --- ») ; un fichier n'en contient qu'un.")
        self._report_at("E105", event, what, Said("Effacer cette ligne, ou faire deux fichiers."))
        return False

    def _open(self, event: _Event) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            what = Said("plus de {most} niveaux imbriqués.", most=MAX_DEPTH)
            self._report_at(
                "E108",
                event,
                what,
                Said("Vérifier les retraits et les crochets : le langage n'en demande pas tant."),
            )
            return False
        if event.anchor is not None or event.tag is not None:
            self._decorations(event)
        self._stack.append(_Frame(event, [] if isinstance(event, yaml.SequenceStartEvent) else None))
        return True

    def _close(self, _event: _Event) -> None:
        frame = self._stack.pop()
        mark = frame.start.start_mark
        line, column = mark.line + 1, mark.column + 1
        if frame.items is None:
            node: Node = MapNode(self.name, line, column, frame.entries, frame.key_places)
        else:
            node = ListNode(self.name, line, column, tuple(frame.items))
        self._place(frame.start, node)

    def _decorations(self, event: _Event) -> None:
        """Report the tag and the anchor that a node bears."""
        if event.anchor is not None:
            what = Said("l'ancre « &{anchor} » n'est pas permise.", anchor=event.anchor)
            self._report_at("E106", event, what, Said("L'effacer, et répéter la valeur là où il la faut."))
        if event.tag is not None:
            what = Said("l'étiquette de type « {tag} » n'est pas permise.", tag=event.tag)
            self._report_at("E106", event, what, Said("L'effacer, ou mettre le texte entre guillemets."))

    def _scalar(self, event: _Event) -> None:
        damaged = event.anchor is not None or event.tag is not None
        if damaged:
            self._decorations(event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.items is None and frame.key is None:
            self._take_key(frame, event)
            return
        quoted = event.style != ""
        if quoted and event.start_mark.line != event.end_mark.line:
            start, end = event.start_mark, event.end_mark
            self._last_quoted = (start.line, start.column), (end.line, end.column)
        if event.value == "" and not quoted:
            if not damaged:
                self._empty(frame, event)
            self._place(event, self._node(event, None, damaged=True))
            return
        value = self._value(event, quoted=quoted)
        slip = misquoted(value) if isinstance(value, str) and not quoted else None
        if slip is not None:
            self._report_at("E103", event, *slip)
            damaged = True
        self._place(event, self._node(event, value, quoted=quoted, damaged=damaged))

    def _value(self, event: _Event, *, quoted: bool) -> Scalar:
        text: str = event.value
        if quoted:
            if event.style == '"':
                self._hidden(event, FORBIDDEN)
        elif text in _WORDS:
            return _WORDS[text]
        elif _INTEGER.fullmatch(text):
            return int(text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _hidden(self, event: _Event, forbidden: re.Pattern[str]) -> None:
        """Report a character that an escape brought in, or that has no place in a key."""
        found = forbidden.search(event.value)
        if found is not None:
            mark = event.start_mark
            self.problems.append(forbidden_at(Place(self.name, mark.line + 1, mark.column + 1), found[0]))

    def _node(self, event: _Event, value: Scalar, *, quoted: bool = False, damaged: bool = False) -> ScalarNode:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column - (2 if quoted else 0)
        exact = isinstance(value, str) and start.line == end.line and width == len(value)
        text_column = start.column + (2 if quoted else 1) if exact else 0
        return ScalarNode(self.name, start.line + 1, start.column + 1, value, quoted, text_column, damaged)

    def _empty(self, frame: _Frame | None, event: _Event) -> None:
        if frame is None or frame.items is not None:
            self._report_at(
                "E110", event, Said("élément vide."), Said("Écrire la valeur, ou effacer ce tiret ou cette virgule.")
            )
            return
        mark = frame.key_event.start_mark
        self._report(
            "E110",
            mark.line,
            mark.column,
            Said("« {key} » n'a pas de valeur.", key=frame.key),
            Said("Écrire la valeur après « : », ou effacer la clé.")
            if not frame.start.flow_style or _KEY.fullmatch(str(frame.key))
            else Said("Mettre tout le texte entre guillemets : sans eux, une virgule y commence une autre clé."),
        )

    def _take_key(self, frame: _Frame, event: _Event) -> None:
        key = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
        frame.key, frame.key_event, frame.dropped = key, event, True
        if event.style == '"':
            self._hidden(event, FORBIDDEN)
        if not key.isascii():
            self._hidden(event, DIRECTION_MARKS)
        if event.style == "" and key == _MERGE:
            what = Said("les clés de fusion « << » ne sont pas permises.")
            self._report_at("E106", event, what, Said("Écrire les clés en toutes lettres."))
        elif key == "" or (event.style == "" and key in _WORDS):
            self._report_at(
                "E109", event, Said("« {key} » ne peut pas servir de clé.", key=key), Said("Choisir un autre mot.")
            )
        elif self._is_new(frame, key, event):
            frame.dropped = False
            frame.key_places[key] = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _is_new(self, frame: _Frame, key: str, event: _Event) -> bool:
        form = key if key.isascii() else unicodedata.normalize("NFKC", key)
        first = frame.folded.get(form, form)
        if first not in frame.key_places:
            if form != key:
                frame.folded[form] = key
            return True
        what = Said("la clé « {key} » est déjà écrite ligne {line}.", key=key, line=frame.key_places[first].line)
        self._report_at("E107", event, what, Said("Garder une seule des deux, ou lui donner un autre nom."))
        return False

    def _place(self, event: _Event, node: Node) -> None:
        """Put a finished node into the map or list that holds it."""
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            what = Said("une clé doit être un mot, non une liste ou un groupe de clés.")
            self._report_at(
                "E109", event, what, Said("Écrire « clé: valeur » ; un texte avec { ou [ se met entre guillemets.")
            )
            frame.key, frame.key_event, frame.dropped = "", event, True
        else:
            if not frame.dropped:
                frame.entries[frame.key] = node
            frame.key = None
