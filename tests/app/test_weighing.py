"""What an action is judged on: its questions, and those of its conditions, its ways, its papers, and what stops it."""

import re

import pytest

from engine.app.weighing import weighed
from engine.core.machine import compile_definition
from tests.app.desk import Desk


@pytest.mark.parametrize("process", ["naissance", "sante", "scolarisation", "reversion_survivants"])
def test_whatever_leaves_an_action_unknown_is_weighed(desk: Desk, process: str):
    """Fails when a condition, a way, a stop or a paper of an action is forgotten."""
    desk.open(process, commune="tiznit")
    definition = desk.house.store.read(lambda reading: desk.house.machine(reading, desk.held().case.digest).definition)
    machine, tried = compile_definition(definition), 0
    for plans in machine.table.values():
        for trigger, plan in plans.items():
            conditions = [plan.when, *(each.when for each in plan.destinations), *(when for _, when in plan.stops)]
            conditions += [each.when for each in plan.groups]
            words = {word for each in conditions if each is not None for word in re.findall(r"\w+", each.text)}
            looked = words & set(definition.fields)
            assert looked | set(plan.action.ask) <= weighed(definition, trigger), trigger
            tried += bool(looked)
    assert tried
