"""From every step of every shipped pathway, an end of its own can be reached: by what people do, and by waiting.

The graph is proved to have no trap (E602); here the conditions, the papers, the consents and the clocks are lived. The
closings of the base are left out: a death or a withdrawal ends anything, and would hide a pathway that leads nowhere.
"""

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from engine.core.events import ChangeDocuments, Correct, Do, Force, GiveConsent, Receipt, Record
from engine.core.machine import Machine, compile_definition
from tests.core.definitions import STORIES, pathway, text, titled
from tests.core.desk import Desk
from tests.core.test_properties import NAME, Hand, machines

SOCLE = Path(__file__).resolve().parents[2] / "processes" / "socle.yaml"
STORY_DIGESTS = {each.digest for each in STORIES}
SHIPPED = {
    machine.definition.process: machine
    for machine in machines().values()
    if machine.definition.digest not in STORY_DIGESTS
}
FIRST = date(2026, 11, 6)
TRIES, ACTS = 40, 80
"Lives begun from a step before it is called a trap, and acts tried in each: their passages are put together."


@cache
def of_the_base(section: str) -> frozenset[str]:
    return frozenset(yaml.safe_load(SOCLE.read_text(encoding="utf-8"))[section])


def own_ends(machine: Machine) -> set[str]:
    finals = {name for name, state in machine.definition.states.items() if state.kind == "final"}
    return finals - of_the_base("states")


class Walker:
    """An agent who goes on from one step, with everything in hand but no luck foreseen."""

    def __init__(self, machine: Machine, state: str, seed: int) -> None:
        self.dice = random.Random(f"{machine.definition.process} {state} {seed}")
        self.desk = Desk(machine, FIRST)
        self.hand = Hand(self.dice, machine.definition, FIRST)
        self.desk.open()
        for consent in machine.definition.consents:
            self.desk.attempt(GiveConsent(consent, True))
        if state != self.desk.state:
            assert self.desk.attempt(Force(state, NAME), role="supervisor")

    def moves(self) -> Iterator[tuple[str, str]]:
        """The passages of this life, until it ends."""
        for _ in range(ACTS):
            before = self.desk.state
            after = self.step()
            if after != before:
                yield before, after
            if self.desk.case.outcome is not None:
                return

    def step(self) -> str:
        """Learn or correct something, then try one of the actions open here; at times let days pass instead."""
        desk, dice = self.desk, self.dice
        if dice.random() < 0.15:
            desk.wait(dice.choice([1, 5, 20, 95]))
            self.hand.today = desk.today
            return desk.state
        self.learn()
        open_here = desk.machine.table[desk.state]
        own = [name for name in open_here if name not in of_the_base("actions") or name == "reprendre"]
        if own:
            self.attempt(dice.choice(own))
        return desk.state

    def learn(self) -> None:
        fields = self.desk.machine.definition.fields
        known = {**self.desk.case.fields, **self.desk.private()}
        for name in fields:
            if name not in known:
                self.desk.attempt(Record({name: self.hand.value(fields[name])}))
            elif self.dice.random() < 0.05:
                self.desk.attempt(Correct({name: self.hand.value(fields[name])}, NAME))

    def attempt(self, trigger: str) -> None:
        plan = self.desk.machine.table[self.desk.state][trigger]
        fields = self.hand.values(list(dict.fromkeys((*plan.action.ask, *plan.fields))))
        known = {**self.desk.case.fields, **self.desk.private()}
        given = {name: value for name, value in fields.items() if name in plan.may_replace or name not in known}
        papers = {paper for each in plan.groups for option in each.group.any_of.values() for paper in option}
        if papers:
            # Received anew: one that is stale gets no younger for being looked at again.
            self.desk.attempt(ChangeDocuments(dict.fromkeys(sorted(papers), "received")))
        receipt = Receipt("1/2026", None) if plan.action.receipt is not None else None
        role = "agent" if "agent" in plan.action.roles or plan.action.by == "system" else min(plan.action.roles)
        role = "system" if plan.action.by == "system" else role
        self.desk.attempt(Do(trigger, given, dict.fromkeys(sorted(papers), "verified"), receipt, NAME), role=role)


def leading(moves: set[tuple[str, str]], ends: set[str]) -> set[str]:
    """Every state from which these passages lead to one of the ends."""
    found = set(ends)
    while more := {source for source, target in moves if target in found} - found:
        found |= more
    return found


def traps(machine: Machine) -> set[str]:
    """Steps from which no life that was tried leads to an end of the pathway's own."""
    ends = own_ends(machine)
    open_states = {name for name, state in machine.definition.states.items() if state.kind != "final"}
    moves: set[tuple[str, str]] = set()
    for seed in range(TRIES):
        for state in sorted(open_states - leading(moves, ends)):
            moves.update(Walker(machine, state, seed).moves())
    return open_states - leading(moves, ends)


@pytest.mark.parametrize("process", sorted(SHIPPED))
def test_from_every_step_an_end_of_the_pathway_can_be_reached(process):
    assert own_ends(SHIPPED[process]), "a pathway ends somewhere of its own"
    assert traps(SHIPPED[process]) == set()


def test_a_step_whose_only_way_out_can_never_be_taken_is_found():
    """Its graph has a way: two conditions together close it."""
    definition = pathway(
        "piege",
        start="un",
        fields={"age": {"type": "integer", "class": "plain", "label": text("Âge"), "min": 0, "max": 9}},
        states={
            "un": {
                **titled("un", kind="task", ask=["age"]),
                "actions": {
                    "entrer": {**titled("entrer", to="deux"), "when": "age < 3"},
                    "finir": {**titled("finir", to="fin"), "when": "age > 5"},
                },
            },
            "deux": {
                **titled("deux", kind="task"),
                "actions": {"sortir": {**titled("sortir", to="fin"), "when": "age < 3 and times(entrer) == 9"}},
            },
            "fin": {**titled("fin", kind="final"), "outcome": "success"},
        },
    )
    assert traps(compile_definition(definition)) == {"deux"}
