"""What a form may say: declared, cleaned, bounded."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from engine.errors import UsageError
from engine.printing.data import DECLARED, MAX_ITEMS, MAX_TEXT, Many, Record, Shape, admit, chosen, cleaned

EVERYTHING = tuple(DECLARED.fields)


def test_a_form_receives_what_it_takes_and_nothing_else(samples: dict) -> None:
    seen = admit(samples["fr"], ("case.number", "person.language"))
    assert seen == {"case": {"number": "AME-2026-0147"}, "person": {"language": "bambara, français"}}


def test_days_become_days_and_absent_optional_values_blanks(samples: dict) -> None:
    seen = admit(samples["fr"], EVERYTHING)
    assert seen["today"] == date(2026, 11, 6)
    assert seen["documents"][1]["options"][0]["title"] is None
    assert seen["deadlines"][2]["due"] is None


def test_an_empty_record_is_blank_all_through(samples: dict) -> None:
    blank = {"motive": None, "day": None, "answer": None, "office": None}
    assert admit({**samples["fr"], "refusal": {}}, ("refusal",)) == {"refusal": blank}
    assert admit({**samples["fr"], "refusal": None}, ("refusal",)) == {"refusal": blank}


def test_a_moment_is_printed_as_its_day() -> None:
    assert admit({"today": "2026-11-06T10:30:00Z"}, ("today",)) == {"today": date(2026, 11, 6)}


ABSENT = object()


def _changed(data: dict, path: str, value: object) -> dict:
    """A copy with one value in place of another, or without it."""
    copied = copy.deepcopy(data)
    inner = copied
    *above, last = path.split(".")
    for step in above:
        inner = inner[int(step)] if step.isdecimal() else inner[step]
    if value is ABSENT:
        del inner[last]
    else:
        inner[last] = value
    return copied


@pytest.mark.parametrize("path", ["today", "case.number", "documents.0.title", "deadlines.0.due", "steps"])
def test_a_missing_value_is_told_by_its_path_never_printed_as_nothing(samples: dict, path: str) -> None:
    """A checklist that silently lost its deadline would be worse than none."""
    with pytest.raises(UsageError) as refused:
        admit(_changed(samples["fr"], path, ABSENT), EVERYTHING)
    assert path.rsplit(".", maxsplit=1)[-1] in refused.value.message


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("case.number", 12),
        ("case.number", ["a"]),
        ("case", "a"),
        ("case", ["a"]),
        ("steps", "abc"),
        ("steps", {"title": "a"}),
        ("steps", ["a"]),
        ("today", "demain"),
        ("today", 20261106),
        ("today", "2026-02-30"),
        ("deadlines.0.days_left", "25"),
        ("deadlines.0.days_left", True),
        ("deadlines.0.days_left", 2.5),
        ("deadlines.0.overdue", 1),
        ("deadlines.0.kind", "autre"),
        ("documents.0.need", "requis"),
        ("case.number", "a" * (MAX_TEXT + 1)),
        ("steps", [{"title": "a", "on": None}] * (MAX_ITEMS + 1)),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_path(samples: dict, path: str, value: object) -> None:
    with pytest.raises(UsageError) as refused:
        admit(_changed(samples["fr"], path, value), EVERYTHING)
    assert path.split(".", maxsplit=1)[0] in refused.value.message
    assert len(refused.value.message) < 200


def test_a_path_that_is_not_declared_is_a_fault_of_the_program() -> None:
    for path in ("nothing", "case.nothing", "steps.title"):
        with pytest.raises(KeyError):
            chosen((path,))


def test_a_form_takes_fields_of_a_case_by_their_names() -> None:
    """One by one; a field that this case doesn't have is a blank, and another is not there at all."""
    data = {"fields": {"ville": "Tiznit", "secret": "x"}}
    assert admit(data, ("fields.ville", "fields.age")) == {"fields": {"ville": "Tiznit", "age": None}}
    for path in ("fields", "fields.", "fields.Ville", "fields.a.b"):
        with pytest.raises(KeyError):
            chosen((path,))


def test_a_part_then_the_whole_is_the_whole() -> None:
    assert chosen(("case.number", "case")).fields["case"] == DECLARED.fields["case"]
    assert set(chosen(("case.number", "case.digest")).fields["case"].fields) == {"number", "digest"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Aïcha\u202eneg", "Aïchaneg"),
        ("\u2067a\u2069", "a"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("\ue0000\ue001", "0"),
        ("a\u200bb\ufeff", "ab"),
        ("\U000e0041\U000e0042x", "x"),
        ("a\ud800b", "ab"),
        ("ligne 1\r\nligne 2\u2028ligne 3", "ligne 1\nligne 2\nligne 3"),
        ("  a\tb ", "a b"),
        ("\u3164\u115f", ""),
    ],
)
def test_what_acts_unseen_is_taken_out(written: str, kept: str) -> None:
    assert cleaned(written) == kept


@pytest.mark.parametrize("name", ["ن\u200cن", "क्\u200dष", "\u200fعلي", "ⵣⵣ", "ߒߞߏ", "𞤀𞤣𞤤𞤢𞤥", "N’Diaye", "Ʒ\u0301"])
def test_what_a_name_needs_is_kept(name: str) -> None:
    assert cleaned(name) == name


def _leaves(shape: Shape, path: str) -> list[str]:
    match shape:
        case Record():
            return [leaf for name, inner in shape.fields.items() for leaf in _leaves(inner, f"{path}.{name}")]
        case Many():
            return _leaves(shape.of, f"{path}[]")
    return [path]


def test_no_declared_name_is_a_method_of_a_dictionary() -> None:
    """Belt and braces: the environment reads data before attributes, and no datum shadows one anyway."""
    names = {part for leaf in _leaves(DECLARED, "") for part in leaf.replace("[]", "").split(".")}
    assert not names & set(dir(dict))
