"""A small Markdown, with slots where values go."""

from __future__ import annotations

import pytest

from engine.printing.data import Prose
from engine.printing.markdown import parse
from engine.printing.templates import BLANK, Rendered
from engine.printing.tree import BOXES, Node


def _blocks(markdown: str, *values: object, language: str = "fr") -> tuple[Node, ...]:
    return parse(Rendered(markdown, values), language)


def _text(words: str) -> Node:
    return Node("text", text=words)


def _paragraph(*inline: Node) -> Node:
    return Node("paragraph", inline)


def test_a_slot_becomes_a_value_wherever_it_stands() -> None:
    assert _blocks("a **\ue0000\ue001**", "x*") == (
        _paragraph(_text("a "), Node("strong", (Node("value", text="x*"),))),
    )


def test_a_value_that_looks_like_a_block_stays_in_its_paragraph() -> None:
    for value in ("# a", "- a", "1. a", "> a", "| a |", "::: important", "    a", "***", "____", "[ ] a"):
        assert _blocks("\ue0000\ue001", value) == (_paragraph(Node("value", text=value.strip())),)


def test_prose_alone_on_its_line_is_read_as_markdown() -> None:
    (first, second) = _blocks("\ue0000\ue001", Prose("Un **mot** :\n\n- a"))
    assert first == _paragraph(_text("Un "), Node("strong", (_text("mot"),)), _text("\u00a0:"))
    assert second == Node("list", (Node("item", (_paragraph(_text("a")),)),))


def test_prose_among_words_is_words() -> None:
    assert _blocks("a \ue0000\ue001", Prose("**b**")) == (_paragraph(_text("a "), Node("value", text="**b**")),)
    assert _blocks("## \ue0000\ue001", Prose("# b")) == (Node("heading", (Node("value", text="# b"),), level=2),)


def test_a_heading_in_prose_stands_below_those_of_the_template() -> None:
    assert _blocks("\ue0000\ue001", Prose("# a"))[0].level == 3


def test_prose_reads_no_more_than_a_template_may_write() -> None:
    for words in ("<b>a</b>", "![a](file:///etc/passwd)", "[a](x)", "{{ case }}", '#read("x")'):
        assert _blocks("\ue0000\ue001", Prose(words)) == (_paragraph(_text(words)),)


def test_the_lines_of_a_value_are_one_line() -> None:
    assert _blocks("\ue0000\ue001", "a\nb  c") == (_paragraph(Node("value", text="a b c")),)


def test_blanks_ticks_and_rules() -> None:
    assert _blocks("Nom : ____\n\n____\n\n---\n\n\ue0000\ue001", BLANK) == (
        _paragraph(_text("Nom\u00a0: "), Node("blank")),
        _paragraph(Node("blank")),
        Node("rule"),
        _paragraph(Node("blank")),
    )
    assert _blocks("[ ] a [x] b") == (
        _paragraph(Node("tick", mark="empty"), _text(" a "), Node("tick", mark="ticked"), _text(" b")),
    )


def test_a_list_of_boxes_to_tick() -> None:
    (found,) = _blocks("- [ ] a\n- [x] \ue0000\ue001\n- c", "b")
    assert found == Node(
        "list",
        (
            Node("item", (_paragraph(_text("a")),), mark="empty"),
            Node("item", (_paragraph(Node("value", text="b")),), mark="ticked"),
            Node("item", (_paragraph(_text("c")),)),
        ),
    )


def test_lists_nest_and_numbered_lists_are_marked() -> None:
    (found,) = _blocks("1. a\n   - b\n2. c")
    assert found.mark == "1"
    assert [child.kind for child in found.children[0].children] == ["paragraph", "list"]


def test_a_table_with_and_without_a_head() -> None:
    (found,) = _blocks("| a | b |\n|---|---|\n| c | \ue0000\ue001 |", "d|e")
    assert [row.mark for row in found.children] == ["head", ""]
    assert found.children[1].children[1].children == (Node("value", text="d|e"),)
    (found,) = _blocks("| | |\n|---|---|\n| c | d |")
    assert [cell.children for cell in found.children[0].children] == [(), ()]


@pytest.mark.parametrize("name", BOXES)
def test_a_named_box_holds_blocks(name: str) -> None:
    (found, after) = _blocks(f"::: {name}\na\n\n- b\n:::\nc")
    assert (found.kind, found.mark) == ("box", name)
    assert [child.kind for child in found.children] == ["paragraph", "list"]
    assert after == _paragraph(_text("c"))


def test_a_box_that_is_never_closed_ends_with_the_sheet() -> None:
    (found,) = _blocks("::: petit\na")
    assert found.children == (_paragraph(_text("a")),)


def test_what_is_not_of_this_markdown_is_words() -> None:
    """Behind the check of the templates, a second lock: the parser doesn't know these constructs."""
    for words in ("<b>a</b>", "![a](file:///etc/passwd)", "[a](x)", "`a`", "&lt;", "<https://a.org>", "::: script"):
        assert _blocks(words, language="ar") == (_paragraph(_text(words)),)
    assert _blocks("    a") == (_paragraph(_text("a")),)


def test_french_signs_do_not_leave_their_word() -> None:
    assert _blocks("Où ? Ici : « là » ; oui !") == (
        _paragraph(_text("Où\u202f? Ici\u00a0: «\u00a0là\u00a0»\u202f; oui\u202f!")),
    )
    assert _blocks("أين ؟ هنا :", language="ar") == (_paragraph(_text("أين ؟ هنا :")),)


def test_deep_nesting_ends() -> None:
    assert _blocks("- " * 5_000 + "a")
    assert _blocks("**a " * 5_000)
