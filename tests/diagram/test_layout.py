"""Ranks, order and places of a layered drawing."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from engine.diagram.layout import Layout, Link, Size, laid_out

BOX = Size(100, 40)
LABEL = Size(60, 20)


def _laid(boxes: str, links: str, below: tuple[tuple[str, str], ...] = ()) -> Layout:
    return laid_out(dict.fromkeys(boxes, BOX), [Link(each[0], each[1], LABEL) for each in links.split()], below)


def test_a_box_stands_below_all_that_lead_to_it() -> None:
    layout = _laid("abcd", "ab bc cd ad")
    assert [layout.boxes[each].y for each in "abcd"] == sorted(layout.boxes[each].y for each in "abcd")
    assert not any(route.back for route in layout.routes)


def test_an_arrow_that_goes_back_is_known_and_keeps_its_direction() -> None:
    layout = _laid("abc", "ab bc ca")
    assert [route.back for route in layout.routes] == [False, False, True]
    way_back = layout.routes[2].points
    assert way_back[0].y > way_back[-1].y


def test_a_box_may_be_asked_below_another_without_an_arrow() -> None:
    layout = _laid("abc", "ab", below=(("b", "c"),))
    assert layout.boxes["c"].y > layout.boxes["b"].y
    assert len(layout.routes) == 1


def test_two_wishes_that_contradict_each_other_do_no_harm() -> None:
    layout = _laid("ab", "ab", below=(("b", "a"),))
    assert layout.boxes["a"].y < layout.boxes["b"].y
    assert not layout.routes[0].back


def test_branches_are_centred_under_their_box() -> None:
    layout = _laid("abc", "ab ac")
    middle = (layout.boxes["b"].x + layout.boxes["c"].x) / 2
    assert abs(layout.boxes["a"].x - middle) < 1


def test_crossings_that_can_be_avoided_are() -> None:
    """a and b each lead to the box under the other, as they are written; the order of the rank is changed."""
    layout = _laid("sabxy", "sa sb ay bx")
    assert (layout.boxes["a"].x < layout.boxes["b"].x) == (layout.boxes["y"].x < layout.boxes["x"].x)


def test_an_arrow_passes_straight_down_beside_the_boxes_of_a_rank() -> None:
    """A slanted one would cut the corner of a neighbour."""
    layout = _laid("abcd", "ab bc cd ad ac")
    for number, passed in ((3, "bc"), (4, "b")):
        points = layout.routes[number].points
        for name in passed:
            box = layout.boxes[name]
            beside = [each for each in points if abs(each.y - box.y) <= BOX.height / 2]
            assert [each.y - box.y for each in beside] == [-BOX.height / 2, BOX.height / 2]
            assert beside[0].x == beside[1].x
            assert abs(beside[0].x - box.x) > BOX.width / 2


NAMES = "abcdefgh"


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20, unique=True))
def test_any_graph_is_laid_out_without_overlap(pairs: list[tuple[str, str]]) -> None:
    """Boxes and labels keep apart, all within the sheet, arrows go from their source to their target."""
    links = [Link(source, target, LABEL) for source, target in pairs if source != target]
    layout = laid_out(dict.fromkeys(NAMES, BOX), links)
    taken = [(at, BOX) for at in layout.boxes.values()] + [(route.label, LABEL) for route in layout.routes]
    for (one, size), (other, other_size) in combinations(taken, 2):
        apart = abs(one.x - other.x) >= (size.width + other_size.width) / 2 - 0.01
        assert apart or abs(one.y - other.y) >= (size.height + other_size.height) / 2 - 0.01
    for at, size in taken:
        assert size.width / 2 - 0.01 <= at.x <= layout.size.width - size.width / 2 + 0.01
        assert 0 <= at.y <= layout.size.height
    for link, route in zip(links, layout.routes, strict=True):
        for end, name in ((route.points[0], link.source), (route.points[-1], link.target)):
            assert abs(end.x - layout.boxes[name].x) <= BOX.width / 2
            assert abs(abs(end.y - layout.boxes[name].y) - BOX.height / 2) < 0.01
