"""What the editors' guide tells of templates is what templates may do: every datum, every filter, every box."""

from pathlib import Path

import pytest

from engine.printing.allowed import FILTERS
from engine.printing.data import DECLARED, Leaf, Many, Record, Shape
from engine.printing.templates import read_template
from engine.printing.tree import BOXES

GUIDE = (Path(__file__).parents[2] / "docs" / "editeurs.md").read_text(encoding="utf-8")
KINDS = {"text": "", "prose": "texte mis en forme", "day": "jour", "number": "nombre", "flag": "oui ou non"}


def parts(record: Record) -> str:
    return ", ".join(f"`{name}`{told(shape)}" for name, shape in record.fields.items())


def told(shape: Shape) -> str:
    """What the guide says after the name of a datum of this shape."""
    match shape:
        case Leaf():
            words = " ou ".join(shape.words) or KINDS[shape.kind]
            return f" ({words})" if words else ""
        case Many(of=Record() as of):
            return f" (liste : {parts(of)})"
        case Record():
            return f" ({parts(shape)})"
    raise ValueError(shape)


def row(name: str) -> str:
    return f"| `{name}`{told(DECLARED.fields[name])} |"


@pytest.mark.parametrize("name", DECLARED.fields)
def test_the_guide_tells_every_datum_that_a_template_may_use(name: str):
    """Fails when a datum is added, or changes its shape, and the guide tells the former one; the row says itself."""
    assert row(name) in GUIDE


@pytest.mark.parametrize("name", FILTERS)
def test_the_guide_tells_every_filter(name: str):
    assert f"| `{name}` | {FILTERS[name].purpose} |" in GUIDE


@pytest.mark.parametrize("name", BOXES)
def test_the_guide_tells_every_box(name: str):
    assert f"`::: {name}`" in GUIDE


def test_the_guide_tells_nothing_that_templates_lost():
    """Fails when the guide goes on telling of what a template is refused for."""
    section = GUIDE[GUIDE.index("## Les modèles de lettres") :]
    lines = section[: section.index("\n## ", 1)].splitlines()
    known = (
        *(row(name) for name in DECLARED.fields),
        *(f"| `{name}` | {rule.purpose} |" for name, rule in FILTERS.items()),
    )
    assert [line for line in lines if line.startswith("| `") and not line.startswith(known)] == []


def test_the_guides_own_example_is_accepted():
    example = GUIDE[GUIDE.index("```jinja\n") + 9 :].partition("```")[0]
    assert "{% for" in example
    assert read_template(example.encode(), "guide", ["desk", "today", "refusal", "bases"])[1] == ()
