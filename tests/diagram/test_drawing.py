"""A pathway drawn: each state once, mirrored in Arabic, readable without colour, safe to put in a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import get_args

import pytest

from engine.core.definition import Definition, Outcome
from engine.diagram.drawing import state_diagram, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def _tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (our own drawing, made a moment ago)


def _states(svg: str) -> list[str]:
    return re.findall(r'data-state="([^"]+)"', svg)


def _group(svg: str, state: str) -> ET.Element:
    (found,) = (each for each in _tree(svg).iter(f"{SVG}g") if each.get("data-state") == state)
    return found


def _texts(svg: str) -> list[str]:
    return [" ".join("".join(span.itertext()) for span in each) for each in _tree(svg).iter(f"{SVG}text")]


def _middle(group: ET.Element) -> tuple[float, float]:
    span = next(group.iter(f"{SVG}tspan"))
    return float(span.get("x")), float(span.get("y"))


def test_each_state_is_drawn_once(file: Definition) -> None:
    for language in ("fr", "ar", "en"):
        assert sorted(_states(state_diagram(file, language))) == sorted(file.states)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_shipped_pathways_are_drawn_whole(shipped: dict[str, Definition], language: str) -> None:
    """Each state once, each action said at least once, no wider than a screen shows at a readable size."""
    assert shipped
    for definition in shipped.values():
        svg = state_diagram(definition, language)
        assert sorted(_states(svg)) == sorted(definition.states)
        titles = {
            action.title for state in definition.states.values() for action in state.actions.values() if action.to
        }
        titles |= {shared.action.title for shared in definition.actions.values()}
        said = "".join("".join(_texts(svg)).replace("\u00a0", " ").split())
        for title in titles:
            assert "".join(title.of(language).split()) in said, title.fr
        width = float(_tree(svg).get("width"))
        assert width <= 1500


def test_the_same_pathway_gives_the_same_drawing(file: Definition, shipped: dict[str, Definition]) -> None:
    for definition in (file, *shipped.values()):
        assert state_diagram(definition, "fr") == state_diagram(definition, "fr")


def test_arabic_is_the_mirror_image(draw: Callable[..., Definition]) -> None:
    """With titles that take the same room, every state stands as far from its side."""
    definition = draw(
        {"a": ("task", {"x": "b", "y": "c"}), "b": ("wait", {"z": "d"}), "c": ("task", {}), "d": ("success", {})},
    )
    french, arabic = state_diagram(definition, "fr"), state_diagram(definition, "ar")
    width = float(_tree(french).get("width"))
    assert float(_tree(arabic).get("width")) == width
    assert 'direction="rtl"' in arabic
    for state in definition.states:
        (x, y), (mirrored_x, mirrored_y) = _middle(_group(french, state)), _middle(_group(arabic, state))
        assert mirrored_x == pytest.approx(width - x, abs=0.2)
        assert mirrored_y == pytest.approx(y, abs=0.2)
    assert _middle(_group(french, "b"))[0] != _middle(_group(french, "c"))[0]


def test_a_drawing_holds_nothing_that_runs_or_fetches(draw: Callable[..., Definition]) -> None:
    """Titles are words; no script, style, link, image or handler, so that a strict page can hold it."""
    definition = draw({"a": ("task", {'x"><script>alert(1)</script>': "b"}), "b": ("success", {})})
    for language in ("fr", "ar"):
        tree = _tree(state_diagram(definition, language))
        assert {each.tag.removeprefix(SVG) for each in tree.iter()} <= {
            *("svg", "title", "g", "rect", "path", "polygon", "text", "tspan"),
        }
        for each in tree.iter():
            assert not [name for name in each.attrib if name.startswith(("on", "style", "href", "{"))]


def test_the_kinds_of_states_have_different_shapes(file: Definition) -> None:
    """A task is a rectangle, a wait a hexagon, an end a double line with a sign: nothing rests on colour."""
    svg = state_diagram(file, "fr")
    shapes = {state: [each.tag.removeprefix(SVG) for each in _group(svg, state)] for state in file.states}
    assert shapes["accueil"] == ["title", "rect", "text"]
    assert shapes["depose"] == ["title", "polygon", "text"]
    assert shapes["clos"] == ["title", "rect", "rect", "g", "text"]


def test_each_outcome_has_its_own_sign(draw: Callable[..., Definition]) -> None:
    outcomes: tuple[Outcome, ...] = get_args(Outcome)
    ends = {f"fin_{outcome}": (outcome, {}) for outcome in outcomes}
    definition = draw({"a": ("task", {f"vers_{end}": end for end in ends}), **ends})
    svg = state_diagram(definition, "fr")
    signs = set()
    for end in ends:
        group = _group(svg, end)
        x, y = _middle(group)
        drawn = [each.get("d") for each in group.find(f"{SVG}g")]
        numbers = [[float(each) for each in re.findall(r"-?[\d.]+", path)] for path in drawn]
        signs.add(tuple(tuple(round(n - (x, y)[at % 2]) for at, n in enumerate(path)) for path in numbers))
    assert len(signs) == len(outcomes)


def test_where_a_case_stands_and_has_been_is_shown_and_said(file: Definition) -> None:
    svg = state_diagram(file, "fr", current="collecte", done=frozenset({"accueil"}))
    current, done = _group(svg, "collecte"), _group(svg, "accueil")
    assert current.find(f"{SVG}rect").get("stroke-width") == "3.0"
    assert current.find(f"{SVG}text").get("font-weight") == "700"
    assert "étape actuelle" in current.find(f"{SVG}title").text
    assert done.find(f"{SVG}path") is not None
    assert "étape passée" in done.find(f"{SVG}title").text
    assert "étape actuelle" not in state_diagram(file, "fr")


def test_a_screen_reader_hears_each_state(file: Definition) -> None:
    svg = state_diagram(file, "fr")
    assert _tree(svg).find(f"{SVG}title").text == "Essai"
    assert _group(svg, "depose").find(f"{SVG}title").text == "Depose — attente d'un tiers"
    assert "Sans changer d'étape\u00a0: Noter · Relire" in _group(svg, "collecte").find(f"{SVG}title").text


def test_an_action_open_from_everywhere_is_told_not_drawn(file: Definition) -> None:
    said = _texts(state_diagram(file, "fr"))
    assert said.count("Suspendre") == said.count("Perdre") == 1
    assert said.count("De toute étape") == 2
    assert "Reprendre\u00a0→ l'étape d'avant" in said
    assert "Constater\u00a0→ Tardif" in said
    assert "De\u00a0: Accueil, Collecte, Depose, Suspendu, Tardif" in said
    assert "Sans changer d'étape\u00a0: Relancer" in said


def test_a_way_back_is_dashed(file: Definition) -> None:
    """Three ways back: to complete the file, to begin again, and from the state that late cases fall to."""
    svg = state_diagram(file, "fr")
    assert len(re.findall(r'fill="none" stroke="#8a4b08"[^/]*stroke-dasharray', svg)) == 3


def test_states_do_not_overlap_each_other(shipped: dict[str, Definition], file: Definition) -> None:
    for definition in (file, *shipped.values()):
        svg = state_diagram(definition, "fr")
        boxes = []
        for state in definition.states:
            group = _group(svg, state)
            rect, polygon = group.find(f"{SVG}rect"), group.find(f"{SVG}polygon")
            if rect is not None:
                x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            else:
                corners = [tuple(map(float, each.split(","))) for each in polygon.get("points").split()]
                x, y = (min(each[axis] for each in corners) for axis in (0, 1))
                width, height = (max(each[axis] for each in corners) - (x, y)[axis] for axis in (0, 1))
            boxes.append((x, y, x + width, y + height))
        total_width, total_height = (float(_tree(svg).get(name)) for name in ("width", "height"))
        for at, (left, top, right, bottom) in enumerate(boxes):
            assert left >= 0
            assert right <= total_width
            assert bottom <= total_height
            for other in boxes[at + 1 :]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_a_long_title_is_wrapped_and_no_line_begins_with_its_colon() -> None:
    assert wrapped("Clore : la personne est injoignable", 80, 10) == ["Clore\u00a0: la", "personne est", "injoignable"]
    assert wrapped("Anticonstitutionnellement", 10, 10) == ["Anticonstitutionnellement"]
    assert wrapped("", 10, 10) == [""]


def test_a_pathway_of_one_state_is_drawn(draw: Callable[..., Definition]) -> None:
    assert _states(state_diagram(draw({"seul": ("success", {})}), "fr")) == ["seul"]
