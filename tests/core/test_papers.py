"""Papers: how each stands, when a group is satisfied, and the fewest that are left to obtain."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.calendar import Duration
from engine.core.definition import CatalogueDocument, DocumentGroup, Text
from engine.core.papers import GroupStanding, group_standing, paper_standing, shortest_set
from tests.core.desk import PLAIN

TODAY = date(2026, 11, 6)
THREE_MONTHS = Duration(3, "months")
LETTERS = "abcdefgh"


def catalogue(**validity: Duration) -> dict[str, CatalogueDocument]:
    """The papers a, b, c…, some valid for a time."""
    return {
        letter: CatalogueDocument(
            id=letter,
            title=Text(letter),
            issuer=None,
            validity=validity.get(letter),
            serves="person",
            cost=None,
            note=None,
            letter=None,
            confidence="sourced",
            basis=(),
        )
        for letter in LETTERS
    }


def group(any_of: Mapping[str, str], *, count: int | str = 1, **more: Any) -> DocumentGroup:
    """A group whose options are written as letters: {"mere": "ab"}."""
    parts: dict[str, Any] = {
        "id": "groupe",
        "title": Text("Groupe"),
        "need": "required",
        "when": None,
        "max_age": None,
        "check": False,
        "copies": 1,
        "note": None,
        "basis": (),
    }
    return DocumentGroup(
        any_of={option: tuple(letters) for option, letters in any_of.items()}, count=count, **{**parts, **more}
    )


def held(letters: str, status: str = "received", on: str = "2026-11-01", **more: str) -> dict[str, dict[str, str]]:
    return {letter: {"status": status, "on": on, **more} for letter in letters}


def standing(
    of: DocumentGroup,
    papers: Mapping[str, Mapping[str, str]],
    fields: Mapping[str, Any] | None = None,
    **valid: Duration,
) -> GroupStanding:
    return group_standing(of, papers, catalogue(**valid), fields or {}, TODAY, PLAIN)


# ------------------------------------------------------------------------------------------------- one paper


@pytest.mark.parametrize(
    ("paper", "max_age", "check", "stands"),
    [
        (None, None, False, "missing"),
        ({"status": "missing", "on": "2026-11-01"}, None, False, "missing"),
        ({"status": "requested", "on": "2026-11-01"}, None, False, "missing"),
        ({"status": "rejected", "on": "2026-11-01"}, None, False, "missing"),
        ({"status": "received", "on": "2026-11-01"}, None, False, "ok"),
        ({"status": "received", "on": "2026-11-01"}, None, True, "unverified"),
        ({"status": "verified", "on": "2026-11-01"}, None, True, "ok"),
        ({"status": "waived", "on": "2020-01-01"}, THREE_MONTHS, True, "ok"),
        ({"status": "received", "on": "2026-08-06"}, THREE_MONTHS, False, "ok"),
        ({"status": "received", "on": "2026-08-05"}, THREE_MONTHS, False, "stale"),
        ({"status": "received", "on": "2026-11-01", "issued": "2026-08-05"}, THREE_MONTHS, False, "stale"),
        ({"status": "received", "on": "2026-01-01", "issued": "2026-08-06"}, THREE_MONTHS, False, "ok"),
        ({"status": "received", "on": "2026-08-05"}, THREE_MONTHS, True, "stale"),
    ],
)
def test_a_paper_stands_by_its_status_and_its_age(paper, max_age, check, stands):
    assert paper_standing(paper, max_age, check, TODAY, PLAIN) == stands


# ------------------------------------------------------------------------------------------------- one group

BIRTH_PROOF = group({"maternite": "ab", "domicile": "c"})


def test_one_complete_option_satisfies_a_group():
    assert standing(BIRTH_PROOF, held("ab")).satisfied
    assert standing(BIRTH_PROOF, held("c")).satisfied
    assert not standing(BIRTH_PROOF, held("a")).satisfied


def test_the_shortest_option_is_proposed():
    assert standing(BIRTH_PROOF, {}).shortest == ("c",)
    assert standing(BIRTH_PROOF, {}).lacking == {"maternite": ("a", "b"), "domicile": ("c",)}


def test_among_equal_options_the_first_of_the_file_is_proposed():
    assert standing(BIRTH_PROOF, held("a")).shortest == ("b",)


def test_a_group_may_ask_for_several_options():
    parents = group({"mere": "a", "pere": "b", "tuteur": "c"}, count=2)
    assert not standing(parents, held("a")).satisfied
    assert standing(parents, held("ac")).satisfied


def test_the_fewest_papers_of_several_options_count_those_that_serve_twice():
    shared = group({"un": "ab", "deux": "cd", "trois": "abe"}, count=2)
    assert standing(shared, {}).shortest == ("a", "b", "e")


@pytest.mark.parametrize(("fields", "satisfied"), [({}, True), ({"n": 1}, True), ({"n": 2}, False), ({"n": 0}, True)])
def test_a_field_may_say_how_many_options_are_due_and_one_is_due_until_it_is_known(fields, satisfied):
    assert standing(group({"x": "a", "y": "b"}, count="n"), held("a"), fields).satisfied is satisfied


def test_no_more_options_are_due_than_there_are():
    """Otherwise no paper in the world would satisfy the group."""
    both = group({"x": "a", "y": "b"}, count="n")
    assert standing(both, held("ab"), {"n": 5}).satisfied
    assert standing(both, held("a"), {"n": 5}).shortest == ("b",)


def test_the_age_asked_by_the_group_counts_before_the_validity_of_the_paper():
    old = held("a", on="2026-06-01")
    assert standing(group({"x": "a"}), old).satisfied
    assert not standing(group({"x": "a"}), old, a=THREE_MONTHS).satisfied
    assert standing(group({"x": "a"}, max_age=Duration(1, "years")), old, a=THREE_MONTHS).satisfied


def test_a_group_says_how_each_of_its_papers_stands():
    checked = group({"x": "ab"}, check=True)
    found = standing(checked, {**held("a"), **held("b", "verified")})
    assert found.stands == {"a": "unverified", "b": "ok"}
    assert found.shortest == ("a",)


# ------------------------------------------------------------------------------------------ all groups together


def fewest_by_hand(groups: Sequence[DocumentGroup], papers: str) -> int:
    """The size of the smallest set of papers that satisfies every group: every set is tried."""
    for size in range(len(LETTERS) + 1):
        for more in combinations(LETTERS, size):
            if all(standing(each, held(papers + "".join(more))).satisfied for each in groups):
                return size
    raise AssertionError("no set of papers satisfies these groups")


GROUPS = st.lists(
    st.builds(
        lambda options, count: group(
            {str(index): "".join(option) for index, option in enumerate(options)}, count=count
        ),
        st.lists(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3, unique=True), min_size=1, max_size=4),
        st.integers(1, 3),
    ),
    max_size=4,
)


@given(GROUPS, st.text(alphabet=LETTERS, max_size=4))
def test_the_shortest_set_is_the_shortest_of_all(groups, papers):
    pairs = [(each, standing(each, held(papers))) for each in groups]
    found = shortest_set(pairs, {})
    assert len(found) == len(set(found)) == fewest_by_hand(groups, papers)
    assert not set(found) & set(papers)
    everything = held(papers + "".join(found))
    assert all(standing(each, everything).satisfied for each in groups)


@given(GROUPS, st.text(alphabet=LETTERS, max_size=4))
def test_each_group_proposes_the_shortest_of_its_own(groups, papers):
    for each in groups:
        found = standing(each, held(papers))
        assert len(found.shortest) == fewest_by_hand([each], papers)
        assert found.satisfied is (found.shortest == ())


def test_one_paper_that_serves_two_groups_is_asked_for_once():
    groups = [group({"x": "a", "y": "b"}), group({"z": "bc", "t": "b"})]
    assert shortest_set([(each, standing(each, {})) for each in groups], {}) == ("b",)


def test_papers_are_named_in_the_order_of_the_file():
    groups = [group({"x": "hg"}), group({"y": "ba"})]
    assert shortest_set([(each, standing(each, {})) for each in groups], {}) == ("h", "g", "b", "a")


def test_nothing_is_left_when_every_group_is_satisfied():
    assert shortest_set([(BIRTH_PROOF, standing(BIRTH_PROOF, held("c")))], {}) == ()
    assert shortest_set([], {}) == ()


def test_a_group_of_countless_choices_still_gets_an_answer():
    """Thirty options of which fifteen are due make 155 million choices; a few are looked at."""
    letters = [chr(0x4E00 + index) for index in range(30)]
    crowd = group({letter: letter for letter in letters}, count=15)
    lacking = {letter: (letter,) for letter in letters}
    found = shortest_set([(crowd, GroupStanding(False, lacking, {}, ()))] * 3, {})
    assert len(found) == 15


def test_a_paper_grows_old_from_one_day_to_the_next():
    """Its last day included: received on 6 August for three months, good on 6 November, stale on the 7th."""
    paper = {"status": "received", "on": "2026-08-06"}
    days = [paper_standing(paper, THREE_MONTHS, False, TODAY + timedelta(days=late), PLAIN) for late in (0, 1)]
    assert days == ["ok", "stale"]
