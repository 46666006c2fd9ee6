"""Who may do what: every cell of role × action × whose case × confidentiality, written out apart from the program."""

from itertools import product
from typing import get_args

import pytest

from engine.authority.allow import RIGHTS, Action, Resource, Role, allow, communes_seen, reading_alone
from engine.core.events import EVERYWHERE, Actor

CASE = "D-7K2M-9QXH"

# One letter for each of agent, supervisor, editor, auditor, admin, system: « - » nothing, « o » ordinary cases of one's
# own commune, « p » protected ones too, « a » anywhere.
EXPECTED = {
    "case.open": "op---a",
    "case.list": "op---a",
    "case.read": "op---a",
    "case.act": "op---a",
    "case.print": "op---a",
    "case.history": "op-a-a",
    "person.add": "op---a",
    "person.search": "op---a",
    "person.read": "op---a",
    "person.correct": "op---a",
    "person.rights": "op---a",
    "person.erase": "-p---a",
    "process.read": "aaaaaa",
    "process.publish": "--a--a",
    "process.migrate": "-pa---",
    "stats.read": "opaa-a",
    "user.list": "-p-aaa",
    "user.manage": "----aa",
    "user.attest": "-p-aa-",
    "audit.verify": "---aaa",
    "audit.replay": "-p-a-a",
    "audit.cases": "-p-a-a",
    "audit.access": "-p-a-a",
    "audit.export": "---a-a",
    "audit.export_personal": "-p---a",
    "audit.checkpoint": "---aaa",
    "glass.break": "gG----",
    "base.tick": "op--aa",
    "base.care": "----aa",
}


def test_the_table_says_what_was_meant_and_nothing_more():
    """Fails when a right is added, widened or taken away without being written here too."""
    assert set(EXPECTED) == set(RIGHTS) == set(get_args(Action))


CELLS = [
    (action, role, letter)
    for action, letters in EXPECTED.items()
    for role, letter in zip(get_args(Role), letters, strict=True)
]


@pytest.mark.parametrize(("action", "role", "letter"), CELLS, ids=str)
def test_every_cell_is_as_written(action, role, letter):
    here = Actor("x", role, "tiznit")
    for commune, protected in product(("tiznit", "agadir"), (False, True)):
        own = commune == "tiznit"
        expected = {
            "-": False,
            "o": own and not protected,
            "p": own,
            "a": True,
            "g": not protected,
            "G": True,
        }[letter]
        assert allow(here, action, Resource(commune, protected, CASE)) is expected, (commune, protected)


@pytest.mark.parametrize("action", [*get_args(Action), "case.burn", ""])
@pytest.mark.parametrize("role", ["", "Agent", "superviseur", "root", "système"])
def test_an_unknown_role_or_action_is_refused(role, action):
    assert not allow(Actor("x", role, EVERYWHERE), action, Resource())
    assert not allow(Actor("x", "agent", EVERYWHERE), "case.burn", Resource())


@pytest.mark.parametrize("commune", ["", "tiznit ", "TIZNIT", "tizni"])
def test_a_commune_is_its_own_alone(commune):
    """Empty too: an account without a commune is nobody's desk, not everybody's."""
    assert not allow(Actor("x", "agent", commune), "case.read", Resource("tiznit"))


def test_whoever_acts_in_the_whole_territory_keeps_to_their_role():
    assert allow(Actor("x", "agent", EVERYWHERE), "case.read", Resource("agadir"))
    assert not allow(Actor("x", "agent", EVERYWHERE), "case.read", Resource("agadir", protected=True))
    assert communes_seen(Actor("x", "supervisor", EVERYWHERE)) is None
    assert communes_seen(Actor("x", "supervisor", "tiznit")) == "tiznit"
    assert communes_seen(Actor("x", "system", "")) is None


def glass(role: str) -> Actor:
    return Actor("x", role, "taroudant", frozenset({CASE}))


@pytest.mark.parametrize("action", get_args(Action))
def test_a_broken_glass_opens_reading_of_that_case_alone(action):
    """Fails when acting is opened with it, another case, or what is protected to whoever sees no such case."""
    theirs = Resource("tiznit", case=CASE)
    opened = action in ("case.read", "case.history", "case.print", "person.read")
    without = allow(Actor("x", "agent", "taroudant"), action, theirs)
    assert allow(glass("agent"), action, theirs) == (opened or without)
    assert allow(glass("agent"), action, Resource("tiznit", case="D-0000-0000")) == without
    assert allow(glass("agent"), action, Resource("tiznit", protected=True, case=CASE)) == (action == "process.read")
    assert allow(glass("supervisor"), "case.read", Resource("tiznit", protected=True, case=CASE))


@pytest.mark.parametrize("role", ["editor", "admin", "auditor"])
def test_a_broken_glass_gives_no_role_what_it_never_has(role):
    assert not allow(glass(role), "case.read", Resource("tiznit", case=CASE))


@pytest.mark.parametrize("action", get_args(Action))
def test_a_glass_goes_along_with_reading_alone(action):
    """Fails when what is asked beside `allow` (a commune's lists) still has the glass in hand while it acts."""
    opened = {"case.read", "case.history", "case.print", "person.read"}
    assert reading_alone(glass("agent"), action).glass == (glass("agent").glass if action in opened else frozenset())
