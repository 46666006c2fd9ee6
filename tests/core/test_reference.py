"""The engine against a second one, written here by hand for one pathway: state, clock and papers, and nothing else.

Both live the same random sequences; after each step they must agree on all that an agent sees. 2,000 sequences,
10,000 at night, or as many as BAOM_SEQUENCES says.
"""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import pytest

from engine.core.events import ChangeDocuments, Correct
from engine.core.machine import compile_definition
from tests.core.definitions import papers, pathway, text, titled
from tests.core.desk import Desk, codes
from tests.sizes import size

SEQUENCES = size(2_000, 10_000, "BAOM_SEQUENCES")
BATCHES = 8
FIRST = date(2026, 11, 2)

DEFINITION = pathway(
    "modele",
    start="accueil",
    documents=papers("p2", "p3", "p4", "p5", p1={"validity": "5 days"}),
    fields={
        "ne_le": {"type": "date", "class": "personal", "label": text("Né le"), "not_after": "now"},
        "lieu": {
            "type": "choice",
            "class": "plain",
            "label": text("Lieu"),
            "options": {"ville": text("Ville"), "douar": text("Douar")},
        },
    },
    deadlines={
        "delai": {
            **titled("delai", kind="legal", within="10 days", remind=[3], escalate=[-2], on_expiry="constater"),
            "starts": {"field": "ne_le"},
            "until": ["depot", "retard"],
            "pauses_in": ["pause"],
        },
        "attente": {
            **titled("attente", kind="internal", within="4 days", remind=[2]),
            "starts": {"enter": "depot"},
            "in": ["depot"],
        },
    },
    states={
        "accueil": {
            **titled("accueil", kind="task"),
            "actions": {"constituer": {**titled("constituer", to="pieces"), "when": "not overdue(delai)"}},
        },
        "pieces": {
            **titled("pieces", kind="task"),
            "documents": {
                "preuve": {**titled("preuve"), "any_of": {"m": ["p1", "p2"], "d": ["p3"]}},
                "identite": {**titled("identite", check=True), "any_of": {"a": ["p4"], "b": ["p2"]}},
                "libre": {**titled("libre"), "any_of": {"z": ["p5"]}, "when": "lieu == 'ville'"},
            },
            "actions": {"completer": titled("completer", to="depot", requires=["preuve", "identite", "libre"])},
        },
        "depot": {
            **titled("depot", kind="wait"),
            "actions": {"accepter": titled("accepter", to="fini"), "refuser": titled("refuser", to="refus")},
        },
        "refus": {
            **titled("refus", kind="task"),
            "actions": {
                "reprendre_pieces": titled("reprendre_pieces", to="pieces"),
                "recourir": {
                    **titled("recourir"),
                    "to": [{"state": "pieces", "when": "times(recourir) == 0"}, {"state": "abandon"}],
                },
            },
        },
        "retard": {
            **titled("retard", kind="task"),
            "actions": {
                "juger": {
                    **titled("juger"),
                    "to": [{"state": "pieces", "when": "came_from(pieces)"}, {"state": "accueil"}],
                }
            },
        },
        "pause": titled("pause", kind="wait"),
        "fini": titled("fini", kind="final", outcome="success"),
        "abandon": titled("abandon", kind="final", outcome="abandoned"),
    },
    actions={
        "constater": {
            **titled("constater", to="retard", when="overdue(delai)"),
            "from": "any",
            "except": ["depot", "retard", "pause"],
        },
        "suspendre": {**titled("suspendre", to="pause"), "from": "any", "except": ["pause"]},
        "reprendre": {**titled("reprendre", to="back"), "from": ["pause"]},
        "appeler": {**titled("appeler"), "from": "any"},
        "repondre": {**titled("repondre"), "from": "any"},
        "abandonner": {
            **titled("abandonner", to="abandon", when="times_since(appeler, repondre) >= 2"),
            "from": "any",
        },
        "rouvrir": {**titled("rouvrir", to="back"), "from": ["abandon"]},
    },
)
MACHINE = compile_definition(DEFINITION)

OPEN = ("accueil", "pieces", "depot", "refus", "retard", "pause")
OUTCOMES = {"fini": "success", "abandon": "abandoned"}
WHERE = {
    "constituer": ("accueil",),
    "completer": ("pieces",),
    "accepter": ("depot",),
    "refuser": ("depot",),
    "reprendre_pieces": ("refus",),
    "recourir": ("refus",),
    "juger": ("retard",),
    "constater": ("accueil", "pieces", "refus"),
    "suspendre": ("accueil", "pieces", "depot", "refus", "retard"),
    "reprendre": ("pause",),
    "appeler": OPEN,
    "repondre": OPEN,
    "abandonner": OPEN,
    "rouvrir": ("abandon",),
}
"The pathway again, by hand: action → where it is open."
LEADS = {
    "constituer": "pieces",
    "completer": "depot",
    "accepter": "fini",
    "refuser": "refus",
    "reprendre_pieces": "pieces",
    "constater": "retard",
    "suspendre": "pause",
    "abandonner": "abandon",
}
"Action → where it goes, for those that always go there."
GROUPS = {"preuve": ("p1 p2", "p3"), "identite": ("p4", "p2"), "libre": ("p5",)}
PAPERS = ("p1", "p2", "p3", "p4", "p5")


@dataclass
class Reference:
    """The pathway lived by hand."""

    day: date
    state: str = "accueil"
    came: dict[str, str] = field(default_factory=dict)
    born: date | None = None
    place: str | None = None
    paused_since: date | None = None
    put_off: int = 0
    pulled: bool = False
    missed: bool = False
    filed: date | None = None
    held: dict[str, tuple[str, date]] = field(default_factory=dict)
    calls: int = 0
    appeals: int = 0

    # --- the clock ---

    @property
    def due(self) -> date | None:
        return None if self.born is None else self.born + timedelta(days=10 + self.put_off)

    @property
    def runs(self) -> bool:
        here = self.state in ("accueil", "pieces", "refus") or (self.state == "retard" and self.missed)
        return self.born is not None and here

    @property
    def late(self) -> bool:
        return self.due is not None and self.runs and self.day > self.due

    def morning(self) -> None:
        """A clock past its day moves the case, once, where it may."""
        if self.late and not self.pulled and self.state in WHERE["constater"]:
            assert self.due is not None
            self.miss()
            self.enter("retard")

    def miss(self) -> None:
        """The delay is over and its consequence drawn: once, and it presses as long as the case stands there."""
        self.pulled = self.missed = True

    # --- the papers ---

    def good(self, paper: str, *, verified: bool = False) -> bool:
        status, since = self.held.get(paper, ("missing", self.day))
        if status == "waived":
            return True
        if status not in ("received", "verified") or (paper == "p1" and self.day > since + timedelta(days=5)):
            return False
        return status == "verified" or not verified

    def complete(self, group: str) -> bool:
        checked = group == "identite"
        return any(all(self.good(paper, verified=checked) for paper in option.split()) for option in GROUPS[group])

    def due_groups(self) -> list[str]:
        """Groups that may be asked for here."""
        return ["preuve", "identite", *(["libre"] if self.place != "douar" else [])] if self.state == "pieces" else []

    def fewest(self) -> int:
        """How many papers, brought and verified, would complete everything."""
        wanted = self.due_groups()
        for number in range(len(PAPERS) + 1):
            for more in combinations(PAPERS, number):
                after = copy.deepcopy(self)
                after.held |= dict.fromkeys(more, ("verified", self.day))
                if all(after.complete(group) for group in wanted):
                    return number
        raise AssertionError("no set of papers is enough")

    def bring(self, paper: str, status: str) -> None:
        before, since = self.held.get(paper, ("missing", self.day))
        same = status == "verified" and before in ("received", "verified", "waived")
        self.held[paper] = (status, since if same else self.day)

    # --- the actions ---

    def enter(self, state: str, *, back: bool = False) -> None:
        if not back:
            self.came[state] = self.state
        if self.state == "pause" and self.paused_since is not None:
            self.put_off += (self.day - self.paused_since).days
            self.paused_since = None
        self.state = state
        if state == "pause" and self.born is not None:
            self.paused_since = self.day
        if state == "depot" and not back:
            self.filed = self.day

    def reasons(self, trigger: str) -> list[str]:
        """Why an action is refused, empty when it may be done."""
        if self.state not in WHERE[trigger]:
            return ["not_open_here" if self.state in OPEN else "case_closed"]
        if trigger in ("constituer", "constater") and self.born is None:
            return ["condition_unknown"]
        if (trigger == "constituer" and self.late) or (trigger == "constater" and not self.late):
            return ["condition_false"]
        if trigger == "abandonner" and self.calls < 2:
            return ["condition_false"]
        return self.lacking() if trigger == "completer" else []

    def lacking(self) -> list[str]:
        found = ["document" for group in ("preuve", "identite") if not self.complete(group)]
        if self.place is None:
            found.append("document_condition_unknown")
        elif self.place == "ville" and not self.complete("libre"):
            found.append("document")
        return found

    def do(self, trigger: str) -> list[str]:
        refused = self.reasons(trigger)
        if refused:
            return refused
        self.calls = {"appeler": self.calls + 1, "repondre": 0}.get(trigger, self.calls)
        leads = self.leads(trigger)
        if trigger == "constater":
            self.miss()
        if leads is not None:
            self.enter(leads, back=trigger in ("reprendre", "rouvrir"))
        self.appeals += trigger == "recourir"
        return []

    def leads(self, trigger: str) -> str | None:
        """Where an action goes; None when the case stays."""
        match trigger:
            case "recourir":
                return "pieces" if self.appeals == 0 else "abandon"
            case "juger":
                return "pieces" if self.came["retard"] == "pieces" else "accueil"
            case "reprendre" | "rouvrir":
                return self.came[self.state]
            case _:
                return LEADS.get(trigger)

    def know(self, born: date) -> None:
        if born != self.born:
            self.pulled = self.missed = False
        self.born = born
        if self.state == "pause" and self.paused_since is None:
            self.paused_since = self.day


def general(found: list[str]) -> list[str]:
    """Codes, every fault of a paper said the same way."""
    papers_of = {"document_missing", "document_stale", "document_unverified"}
    return ["document" if code in papers_of else code for code in found]


class Pair:
    """The two engines, side by side."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.desk = Desk(MACHINE, FIRST)
        self.desk.open()
        self.model = Reference(FIRST)
        self.undo: Reference | None = None

    def step(self) -> None:
        draw = self.dice.random()
        if draw < 0.5:
            self.do()
        elif draw < 0.65:
            self.wait()
        elif draw < 0.8:
            self.bring()
        elif draw < 0.9:
            self.know()
        else:
            self.take_back()

    def do(self) -> None:
        here = [trigger for trigger, states in WHERE.items() if self.model.state in states]
        trigger = self.dice.choice(here if here and self.dice.random() < 0.85 else list(WHERE))
        before = copy.deepcopy(self.model)
        expected = self.model.do(trigger)
        assert general(codes(self.desk.do(trigger))) == expected, trigger
        self.undo = before if not expected else self.undo

    def wait(self) -> None:
        for _ in range(self.dice.choice([1, 1, 2, 4, 7])):
            self.desk.wait(1)
            self.model.day += timedelta(days=1)
            self.model.morning()
        self.undo = None

    def bring(self) -> None:
        self.undo = copy.deepcopy(self.model)
        brought = {paper: self.status() for paper in self.dice.sample(PAPERS, self.dice.randint(1, 4))}
        self.desk.ask(ChangeDocuments(brought))
        for paper, status in brought.items():
            self.model.bring(paper, status)

    def status(self) -> str:
        return self.dice.choice(["received", "verified", "verified", "waived", "rejected", "requested"])

    def know(self) -> None:
        self.undo = copy.deepcopy(self.model)
        if self.model.place is None and self.dice.random() < 0.5:
            self.model.place = self.dice.choice(["ville", "douar"])
            assert codes(self.desk.set(lieu=self.model.place)) == []
            return
        born = self.model.day - timedelta(days=self.dice.choice([0, 2, 5, 9, 12]))
        if self.model.born is None:
            assert codes(self.desk.set(ne_le=born.isoformat())) == []
        else:
            assert codes(self.desk.ask(Correct({"ne_le": born.isoformat()}, "relu"))) == []
        self.model.know(born)

    def take_back(self) -> None:
        """Undo the last step, where the last thing recorded is one."""
        if self.undo is None or self.desk.kinds[-1] in ("opened", "reverted", "reminded", "expired"):
            return
        assert codes(self.desk.revert()) == []
        self.model, self.undo = self.undo, None

    def compare(self) -> None:
        """All that both say of the case."""
        model, case, guidance = self.model, self.desk.case, self.desk.guide()
        assert case.state == model.state
        assert case.came.get(case.state) == model.came.get(model.state)
        assert case.outcome == OUTCOMES.get(model.state)
        clock = case.clocks.get("delai")
        assert (clock["due"] if clock else None) == (model.due.isoformat() if model.due else None)
        assert bool(clock and "ended" not in clock and "paused" not in clock) is model.runs
        assert [view.overdue for view in guidance.clocks if view.deadline.id == "delai"] in ([], [model.late])
        filing = case.clocks.get("attente")
        assert (filing["start"] if filing else None) == (model.filed.isoformat() if model.filed else None)
        assert bool(filing and "ended" not in filing) is (model.state == "depot")
        possible = {step.action.id for step in guidance.actions if not step.blocked_by}
        assert possible == {trigger for trigger in WHERE if not model.reasons(trigger)}
        assert {each.group.id for each in guidance.papers if each.standing.satisfied} == {
            each.group.id for each in guidance.papers if model.complete(each.group.id)
        }
        assert len(guidance.missing) == model.fewest()


def live(pair: Pair) -> None:
    """Fourteen steps, compared one by one."""
    for _ in range(14):
        pair.step()
        pair.compare()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_engine_and_its_reference_live_the_same_lives(batch):
    for number in range(batch, SEQUENCES, BATCHES):
        live(Pair(random.Random(number)))


class WithoutPauses(Reference):
    """Forgets what pauses give."""

    def enter(self, state: str, *, back: bool = False) -> None:
        super().enter(state, back=back)
        self.put_off = 0


class WithoutAge(Reference):
    """Believes that papers stay young."""

    def good(self, paper: str, *, verified: bool = False) -> bool:
        return super().good("p2" if paper == "p1" else paper, verified=verified)


class WithoutMemory(Reference):
    """Comes back to the first state from anywhere."""

    def leads(self, trigger: str) -> str | None:
        return "accueil" if trigger == "reprendre" else super().leads(trigger)


@pytest.mark.parametrize("other", [WithoutPauses, WithoutAge, WithoutMemory])
def test_an_engine_that_did_otherwise_would_be_seen(other):
    def live_all() -> None:
        for number in range(300):
            pair = Pair(random.Random(number))
            pair.model = other(FIRST)
            live(pair)

    with pytest.raises(AssertionError):
        live_all()
