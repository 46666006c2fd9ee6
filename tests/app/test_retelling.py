"""Cases turned into scenarios: each passes as it is written, and nobody can be known again in it."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine.app.demo import fill
from engine.app.publishing import Workshop, stories
from engine.app.retelling import story_of
from engine.bootstrap import shipped
from engine.core.events import EVERYWHERE, Actor, Correct, DemandUndue, Force, Note, Revert, Transfer
from engine.core.rehearsal import rehearse
from engine.errors import CaseNotFound, NotAllowed, UsageError
from engine.reader.scenarios import read_scenarios
from tests.app.desk import COMMUNE, Desk, anyone, done, erase
from tests.app.test_replaying import AUDITOR, LEADER, lines

NAME = "Aminata-Témoin"
BORN = {"date_naissance": "2026-11-01", "lieu_accouchement": "domicile"}


def told(desk: Desk, case: str | None = None, seed: int = 1, actor: Actor | None = None):
    return story_of(desk.house, case or desk.case, actor or anyone("supervisor"), Random(seed))


def read(text: str):
    found = read_scenarios(Path("histoire.yaml"), text.encode())
    assert found.problems == ()
    (scenario,) = found.scenarios
    return scenario


def failures(desk: Desk, text: str, case: str | None = None):
    digest = desk.held(case).case.digest
    machine = desk.house.store.read(lambda reading: desk.house.machine(reading, digest))
    return rehearse(machine, read(text), desk.house.territory).failures


def typed(desk: Desk, case: str) -> set[str]:
    """Every free word of a case: names, notes, reasons, numbers, and who acted."""
    found = {case, desk.held(case).case.subject}
    fields = desk.house.store.read(
        lambda reading: desk.house.machine(reading, desk.held(case).case.digest)
    ).definition.fields
    for event in desk.history(case):
        found |= {event.actor} | {str(event.body.get("to"))} if event.kind == "assigned" else {event.actor}
        for name, value in desk.private(event.sequence, case).items():
            field = fields.get(name.removeprefix("fields."))
            if field is None or field.type == "text":
                found.add(str(value))
    return {word for word in found if len(word) > 1}


def dates(values) -> dict[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str) and value[:4].isdigit()}


def test_each_case_of_the_demonstration_gives_a_scenario_that_passes_and_holds_nothing_personal(desk, referentials):
    """Every pathway. Fails when a reason, a note, a number, a name or a day comes in as it was."""
    shelf = stories(Workshop(shipped("processes"), shipped("forms"), referentials.territory))
    fill(desk.house, shelf, 40)
    listed = desk.house.store.read(lambda reading: reading.cases(limit=1_000))
    assert {line.process for line in listed} == {each.process for each in shelf}
    same = 0
    for index, line in enumerate(listed):
        story = told(desk, line.case, index)
        assert failures(desk, story.text, line.case) == [], line.process
        assert [word for word in typed(desk, line.case) if word in story.text] == [], line.process
        first, opening = desk.history(line.case)[0], read(story.text)
        real = {**dates(first.body.get("fields", {})), **dates(_fields(desk.private(1, line.case)))}
        assert [name for name, value in dates(opening.fields).items() if real.get(name) == value] == []
        assert opening.on.isoformat() != first.happened_on
        assert opening.commune != first.commune
        same += not story.retold.differs
    # The rest are cases whose clocks nobody read for weeks: a scenario's ring each day.
    assert same > len(listed) * 0.9


def _fields(private):
    return {name.removeprefix("fields."): value for name, value in private.items()}


def live(desk: Desk) -> Desk:
    """A life with all that a desk can do: days set right, something undone, a paper wrongly demanded, a hand-over."""
    done(desk.open("naissance", fields=BORN))
    desk.agree("accompagnement")
    desk.wait(1)
    done(desk.ask(Note(NAME)))
    done(desk.ask(Correct({"date_naissance": "2026-11-02"}, NAME)))
    desk.wait(3)
    desk.papers(passeport_mere="received")
    done(desk.ask(Revert(desk.held().case.sequence, NAME)))
    desk.actor = LEADER
    done(desk.ask(Force("collecte_pieces", NAME)))
    done(desk.ask(DemandUndue("acte_mariage", NAME)))
    done(desk.ask(Transfer("agadir", NAME)))
    return desk


def test_a_story_tells_what_was_done_in_its_order_with_the_same_days_between(desk):
    live(desk)
    story = told(desk)
    assert story.retold.differs == ()
    assert failures(desk, story.text) == []
    scenario = read(story.text)
    kinds = [step.kind for step in scenario.steps]
    assert kinds == [
        "consent",
        "after",
        "correct",
        "after",
        "document",
        "revert",
        "force",
        "undue",
        "transfer",
        "expect",
    ]
    born = date.fromisoformat(scenario.fields["date_naissance"])
    real = date(2026, 11, 1)
    shift = scenario.on - date.fromisoformat(desk.history()[0].happened_on)
    assert (born - real, shift.days % 7, abs(shift.days) >= 14) == (shift, 0, True)
    assert NAME not in story.text


def test_a_private_value_stays_only_where_a_rule_of_the_story_turns_on_it(desk):
    """Fails when every value that some rule of the pathway looks at is kept, or when none is."""
    done(desk.open("naissance", fields={**BORN, "couple": "marocain", "filiation": "mere_seule"}))
    assert told(desk).retold.kept == {"date_naissance"}
    assert "mere_seule" not in told(desk).text
    desk.agree("accompagnement")
    done(desk.do("constituer_dossier"))
    # From there on, which papers are wanted turns on both.
    assert told(desk).retold.kept == {"couple", "date_naissance", "filiation"}
    assert "mere_seule" in told(desk).text


def test_another_draw_tells_another_day_and_another_place(desk):
    live(desk)
    found = {(read(told(desk, seed=seed).text).on, read(told(desk, seed=seed).text).commune) for seed in range(6)}
    assert len(found) == 6


def test_who_may_replay_but_not_read_what_is_personal_is_refused_and_noted(desk):
    """Fails when an auditor gets a story whose days nobody could move."""
    live(desk)
    with pytest.raises(NotAllowed, match="superviseur"):
        told(desk, actor=AUDITOR)
    assert lines(desk)[-1]["denied"] is True
    for actor in (Actor("a", "agent", COMMUNE), Actor("e", "editor", EVERYWHERE)):
        with pytest.raises(NotAllowed):
            told(desk, actor=actor)
    with pytest.raises(CaseNotFound):
        told(desk, actor=Actor("autre", "supervisor", "tata"))


def test_the_sight_of_it_is_noted_as_that_of_a_replay_on_both_databases(any_desk):
    live(any_desk)
    told(any_desk)
    sight = lines(any_desk)[-1]
    assert (sight["act"], sight["denied"], any_desk.case in sight["seen"]) == ("audit.replay", False, True)


def test_a_case_whose_person_was_erased_tells_no_story(desk):
    live(desk)
    erase(desk, desk.held().case.subject)
    with pytest.raises(UsageError, match="effacée"):
        told(desk)
