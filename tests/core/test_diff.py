"""What differs between two versions of a pathway: nothing that decides changes without being said."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.bootstrap import shipped
from engine.core.calendar import Duration
from engine.core.definition import (
    Anchor,
    Branch,
    CounterAnswer,
    Definition,
    Language,
    MigrationRule,
    OpenCase,
    Share,
    Text,
)
from engine.core.diff import ASPECTS, PARTS, diff
from engine.core.diff_telling import Comparison
from engine.core.diff_words import ASPECTS_IN_WORDS, KINDS, PARTS_IN_WORDS
from engine.reader.load import Referential, Surroundings
from tests.core.definitions import BIRTH

LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")
NEW: Mapping[str, Any] = {
    "Text | None": Text("Neuf", "جديد", "New"),
    "str | None": "neuf",
    "int | None": 7,
    "Duration | None": Duration(3, "months"),
    "date | None": date(2026, 1, 1),
    "Share | None": Share("hopital", ("ne_le",)),
    "Outcome | None": "success",
    "frozenset[str] | None": frozenset({"accueil"}),
}
"For a part that holds nothing, by its type: something."
OF_ITEMS: Mapping[str, Any] = {
    "Branch": Branch("neuf", "ne_le > now"),
    "Anchor": Anchor("enter", "neuf"),
    "OpenCase": OpenCase("sante", "autre", ("ne_le",), ("ne_le", Duration(4, "years")), "relancer"),
    "int": 99,
    "str": "neuf",
    "date": (date(2030, 1, 1), 5),
}


@pytest.fixture(scope="module")
def pathways() -> list[Definition]:
    every = Referential(shipped("processes"), Surroundings()).read_all()
    return [each.definition for each in every if each.definition is not None]


def other(value: Any, type_: str) -> Any:  # noqa: C901, PLR0911 -- one a type
    """Another value of the same type."""
    match value:
        case None:
            return NEW[type_]
        case bool():
            return not value
        case int():
            return value + 1
        case Text():
            return Text(value.fr, f"{value.ar}!", value.en)
        case str():
            return ("success" if value == "deceased" else "deceased") if type_ == "Outcome | None" else f"{value}x"
        case Duration():
            return Duration(value.amount + 1, value.unit)
        case date():
            return value + timedelta(days=1)
        case frozenset():
            return frozenset({*value, "agent" if value & {"supervisor"} and "agent" not in value else "auditor"})
        case tuple():
            item = next(each for name, each in OF_ITEMS.items() if name in type_)
            return (*value, item)
        case Mapping():
            return {**value, "neuf": "neuf"}
        case _:
            return replace(value, fields=(*value.fields, "neuf"))


def variants(thing: Any, rebuilt: Callable[[Any], Definition]) -> Iterator[tuple[str, Definition]]:
    """(part, the definition with another value there) for every part of everything."""
    for each in fields(thing):
        value, name = getattr(thing, each.name), f"{type(thing).__name__}.{each.name}"
        if name == "Definition.digest":
            continue

        def put(new: Any, field: str = each.name) -> Definition:
            return rebuilt(replace(thing, **{field: new}))

        if is_dataclass(value) and name == "SharedAction.action":
            yield from variants(value, put)
        elif PARTS[type(thing)][each.name].below:
            # What holds for an entry of a map holds for the others: two of each are changed.
            for id_, entry in [*value.items()][:2]:
                without = {known: kept for known, kept in value.items() if known != id_}
                yield name, put(without)
                if is_dataclass(entry):
                    yield from variants(entry, lambda new, id_=id_, value=value, put=put: put({**value, id_: new}))
                else:
                    yield name, put({**value, id_: other(entry, "tuple[str, ...]")})
            if len(value) > 1:
                yield name, put(dict(reversed(value.items())))
        else:
            yield name, put(other(value, str(each.type)))


def test_a_version_and_itself_differ_in_nothing(pathways: list[Definition]) -> None:
    for definition in [*pathways, BIRTH]:
        assert diff(definition, definition) == ()


def test_every_part_of_the_language_is_compared_and_has_a_name() -> None:
    for kind, parts in PARTS.items():
        assert list(parts) == [each.name for each in fields(kind)]
        for name, part in parts.items():
            told = f"{kind.__name__}.{name}" in PARTS_IN_WORDS
            assert told or f"{kind.__name__}.{name}" in ("Definition.digest", "SharedAction.action")
            assert not part.below or part.below in KINDS or part.below == "SharedAction"
    assert set(ASPECTS) == set(ASPECTS_IN_WORDS)


def test_whatever_changes_is_said_in_each_language(pathways: list[Definition]) -> None:
    naissance = next(each for each in pathways if each.process == "naissance")
    field = replace(BIRTH.fields["ne_le"], answers={"refus": CounterAnswer(Text("Répondre"), ("loi",))})
    rule = MigrationRule(1, {"ancienne": (Branch("pieces", None),)}, {}, "keep", {}, None)
    rich = replace(
        BIRTH,
        fields={"autre": replace(field, options={"a": Text("A"), "b": Text("B")}), **BIRTH.fields},
        migration={1: rule},
        states={
            **BIRTH.states,
            BIRTH.start: replace(BIRTH.states[BIRTH.start], choices={"un": ("constituer",), "deux": ("constituer",)}),
        },
    )
    tried = set()
    for definition in (rich, naissance):
        for part, changed in variants(definition, lambda whole: whole):
            tried.add(part)
            found = diff(definition, changed)
            assert len(found) == 1, part
            for language in LANGUAGES:
                sentence = Comparison(definition, changed, language).told(found[0])
                assert sentence.endswith("."), part
                assert "{" not in sentence
    every = {f"{kind.__name__}.{each.name}" for kind in PARTS for each in fields(kind)}
    assert every - tried == {"Definition.digest", "SharedAction.action"}


def test_a_change_of_comments_alone_is_said_to_be_one() -> None:
    (only,) = diff(BIRTH, replace(BIRTH, digest="autre"))
    assert only.aspect == "text"
    assert not only.decides
    assert Comparison(BIRTH, BIRTH, "fr").told(only).startswith("Seul le texte du fichier change")


def test_what_an_editor_does_is_told_in_french() -> None:
    clock = BIRTH.deadlines["declaration"]
    states = {name: each for name, each in BIRTH.states.items() if name != "pieces"}
    after = replace(
        BIRTH,
        version=2,
        states=states,
        deadlines={**BIRTH.deadlines, "declaration": replace(clock, within=Duration(45, "days"))},
    )
    told = Comparison(BIRTH, after, "fr")
    assert [(each.aspect, each.path, told.told(each)) for each in diff(BIRTH, after)] == [
        ("structure", ("states", "pieces"), "L'étape « Pieces » (pieces) est supprimée."),
        (
            "deadline",
            ("deadlines", "declaration", "within"),
            "Le délai de l'échéance « Declaration » (declaration) : 30 jours → 45 jours.",
        ),
        ("identity", ("version",), "La version du parcours : 1 → 2."),
    ]


def test_a_step_that_comes_or_goes_isnt_told_again_by_each_deadline_that_never_ran_there():
    """Fails when cutting a step in two seems to have touched every deadline of the pathway."""
    gone, kept = "pieces", {name: each for name, each in BIRTH.states.items() if name != "pieces"}
    ended = {name: replace(each, until=each.until | {gone}) for name, each in BIRTH.deadlines.items()}
    before = replace(BIRTH, deadlines=ended)
    cut = {f"{gone}_{half}": replace(BIRTH.states[gone], id=f"{gone}_{half}") for half in "ab"}
    runs_where_it_ran = {name: replace(each, until=each.until - {gone} | {*cut}) for name, each in ended.items()}
    after = replace(before, states=kept | cut, deadlines=runs_where_it_ran, digest="other")
    assert "Deadline.until" not in {each.part for each in diff(before, after)}
    elsewhere = {name: replace(each, until=each.until | {"pret"}) for name, each in runs_where_it_ran.items()}
    assert "Deadline.until" in {each.part for each in diff(before, replace(after, deadlines=elsewhere))}
