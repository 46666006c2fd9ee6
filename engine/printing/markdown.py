"""Markdown with slots to the tree of a sheet.

A small Markdown: headings, paragraphs, lists, tables, rules, bold, muted words (`*…*`), boxes to tick (`[ ]`, `[x]`),
lines to fill in (`____`) and named boxes (`::: name`). HTML, images, links and code aren't turned off one by one: the
parser starts from nothing, and these are never turned on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import get_args

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from engine.printing.data import Prose
from engine.printing.templates import SLOT, Blank, Rendered
from engine.printing.tree import BOXES, Block, Kind, Node
from engine.printing.words import PrintLanguage

MAX_NESTING = 20

_KINDS: Mapping[str, Kind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "box": "box",
    "strong": "strong",
    "em": "em",
}
_BLOCKS = frozenset(get_args(Block))
_TICK = re.compile(r"\[[ xX]\]")
_LINE = re.compile("_{4,}")
_FRENCH_SPACES = ((re.compile(" (?=[:»])|(?<=«) "), "\u00a0"), (re.compile(" (?=[;!?])"), "\u202f"))


def parse(rendered: Rendered, language: PrintLanguage) -> tuple[Node, ...]:
    """The blocks of a rendered template, each slot replaced by its value."""
    return _Builder(rendered.values, language).nodes(_parser().parse(rendered.markdown))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": MAX_NESTING})
    parser.enable(["heading", "list", "hr", "table", "emphasis", "escape", "newline"])
    parser.block.ruler.before("paragraph", "box", _box, {"alt": ["paragraph", "list"]})
    parser.inline.ruler.before("emphasis", "blank", _blank)
    parser.inline.ruler.before("emphasis", "tick", _tick)
    return parser


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name`, blocks, `:::`; a name that isn't known stays what it is, text."""
    first = _line(state, start)
    name = first.removeprefix(":::").strip()
    if not first.startswith(":::") or name not in BOXES or state.parentType == "box":
        return False
    if silent:
        return True
    close = next((number for number in range(start + 1, end) if _line(state, number) == ":::"), end)
    before, state.parentType = state.parentType, "box"
    outer, state.lineMax = state.lineMax, close
    state.push("box_open", "div", 1).info = name
    state.md.block.tokenize(state, start + 1, close)
    state.push("box_close", "div", -1)
    state.parentType, state.lineMax = before, outer
    state.line = min(close + 1, end)
    return True


def _blank(state: StateInline, silent: bool) -> bool:
    """Four underscores or more: a line to fill in by hand."""
    return _inline(state, silent, "blank", _LINE)


def _tick(state: StateInline, silent: bool) -> bool:
    """`[ ]` or `[x]`: a box to tick."""
    return _inline(state, silent, "tick", _TICK)


def _inline(state: StateInline, silent: bool, kind: str, pattern: re.Pattern[str]) -> bool:
    found = pattern.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = found[0]
    state.pos = found.end()
    return True


class _Builder:
    """Tokens to nodes."""

    def __init__(self, values: Sequence[str | Blank], language: PrintLanguage) -> None:
        self.values = values
        self.language = language

    def nodes(self, tokens: Iterable[Token]) -> tuple[Node, ...]:
        """The nodes of a flat run of tokens, whose pairs nest."""
        stack: list[tuple[Token, list[Node]]] = []
        top: list[Node] = []
        for token in tokens:
            into = stack[-1][1] if stack else top
            if token.nesting > 0:
                stack.append((token, []))
            elif token.nesting < 0:
                opened, children = stack.pop()
                (stack[-1][1] if stack else top).extend(self.closed(opened, tuple(children)))
            else:
                into.extend(self.single(token, stack[-1][0].type if stack else ""))
        return tuple(top)

    def closed(self, token: Token, children: tuple[Node, ...]) -> tuple[Node, ...]:
        """The node of a pair; `thead` and `tbody` only hand on their rows."""
        kind = token.type.removesuffix("_open")
        match kind:
            case "thead":
                return (_header(children[0]),)
            case "tbody":
                return children
            case "heading":
                return (Node("heading", children, level=int(token.tag[1:])),)
            case "ordered_list":
                return (Node("list", children, mark="1"),)
            case "box":
                return (Node("box", children, mark=token.info),)
            case "list_item":
                return (_item(children),)
            case "paragraph" if children and children[0].kind in _BLOCKS:
                return children
            case _:
                return (Node(_KINDS[kind], children),)

    def single(self, token: Token, parent: str) -> Iterator[Node]:
        """The nodes of a token without a pair; prose alone in a paragraph gives the blocks that take its place."""
        match token.type:
            case "inline" if parent == "paragraph_open" and (prose := self.prose(token.content)) is not None:
                yield from prose
            case "inline":
                yield from _trimmed(self.nodes(token.children or ()))
            case "hr" if token.markup.startswith("_"):
                yield Node("paragraph", (Node("blank"),))
            case "hr":
                yield Node("rule")
            case "softbreak":
                yield Node("text", text=" ")
            case "hardbreak":
                yield Node("break")
            case "blank":
                yield Node("blank")
            case "tick":
                yield Node("tick", mark="empty" if token.content == "[ ]" else "ticked")
            case _:  # "text", "text_special": the words of the template, slots among them
                yield from self.words(token.content)

    def words(self, content: str) -> Iterator[Node]:
        """Text and values: `re.split` on the slots leaves text at even ranks, slot numbers at odd ones."""
        for rank, piece in enumerate(SLOT.split(content)):
            if rank % 2 == 0:
                if piece:
                    yield Node("text", text=self.spaced(piece))
                continue
            value = self.values[int(piece)]
            yield (Node("blank") if isinstance(value, Blank) else Node("value", text=" ".join(value.split())))

    def prose(self, content: str) -> tuple[Node, ...] | None:
        """The blocks of a text whose Markdown is read, when there is nothing but its slot; else None."""
        slot = SLOT.fullmatch(content.strip())
        value = self.values[int(slot[1])] if slot else None
        if not isinstance(value, Prose):
            return None
        # A text of its own: no slot can stand in it, for `data.cleaned` leaves none of their characters.
        return tuple(map(_demoted, _Builder((), self.language).nodes(_parser().parse(value))))

    def spaced(self, words: str) -> str:
        """The no-break spaces of French typography, which nobody types."""
        if self.language == "fr":
            for pattern, space in _FRENCH_SPACES:
                words = pattern.sub(space, words)
        return words


def _header(row: Node) -> Node:
    return Node("row", row.children, mark="head")


def _demoted(node: Node) -> Node:
    """A heading of an inserted text stands below those of the template."""
    return Node("heading", node.children, level=min(node.level + 2, 6)) if node.kind == "heading" else node


def _item(children: tuple[Node, ...]) -> Node:
    """A list item; a box at the head of its first paragraph becomes its mark."""
    if not children or not children[0].children or children[0].children[0].kind != "tick":
        return Node("item", children)
    paragraph = children[0]
    tick, *inner = paragraph.children
    if inner and inner[0].kind == "text":
        bare = inner[0].text.lstrip(" ")
        inner[:1] = [Node("text", text=bare)] if bare else []
    return Node("item", (Node(paragraph.kind, tuple(inner)), *children[1:]), mark=tick.mark)


def _trimmed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Neighbouring texts joined: the parser cuts them wherever a mark of emphasis might have stood."""
    joined: list[Node] = []
    for node in nodes:
        if node.kind == "text" and joined and joined[-1].kind == "text":
            joined[-1] = Node("text", text=joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)
