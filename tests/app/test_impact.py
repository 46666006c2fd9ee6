"""What a version would do to its open cases, in a real database of each kind: told, and nothing written."""

from pathlib import Path

import pytest

from engine.app import open_cases
from engine.app.impact import impact
from engine.app.migrating import Asked, migrate
from engine.app.publishing import publish, sound
from engine.core.definition import Definition
from engine.core.events import EVERYWHERE, Actor
from engine.errors import NotAllowed, UsageError
from engine.reader.load import Referential
from tests.app.desk import EDITOR, SUPERVISOR, Desk, anyone, write_pathways

REGION = Actor("region", "supervisor", EVERYWHERE)


RECOUNT = "\nmigration: {1: {deadlines: recount}}\n"
NUMBER = ("process: famille\nversion: 1", "process: famille\nversion: 2")


def family(folder: Path, *changes: tuple[str, str], rule: str = RECOUNT) -> Definition:
    file = write_pathways(folder, NUMBER, *changes) / "famille.yaml"
    file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
    return sound(Referential(folder).read_process(file)).definition


LONGER = ("within: 10 days", "within: 15 days")


def opened(desk: Desk, count: int) -> list[str]:
    """Open cases, each other one with a clock that runs."""
    found = []
    for number in range(count):
        desk.open("famille")
        found.append(desk.case)
        if number % 2:
            desk.set(depart="2026-11-06")
    return found


def test_every_open_case_is_tried_and_nothing_is_written(any_family, tmp_path):
    cases = opened(any_family, 4)
    any_family.open("famille")
    any_family.do("clore", reason="doublon")
    before = [any_family.kinds(case) for case in cases]
    found = impact(any_family.house, family(tmp_path, LONGER), REGION)
    assert (found.cases, found.unaffected, dict(found.effects)) == (4, 2, {"due_moved": 2})
    assert {each.case for each in found.told} == {cases[1], cases[3]}
    assert dict(found.by_state) == {(1, "debut", "due_moved"): 2}
    assert [any_family.kinds(case) for case in cases] == before


def test_cases_go_by_pages_and_progress_is_told(any_family, tmp_path, monkeypatch):
    monkeypatch.setattr(open_cases, "PAGE", 2)
    opened(any_family, 5)
    seen: list[tuple[int, int]] = []
    found = impact(any_family.house, family(tmp_path, LONGER), REGION, lambda done, of: seen.append((done, of)))
    assert found.cases == 5
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_beyond_a_number_of_cases_only_how_many_more_is_told(any_family, tmp_path, monkeypatch):
    """Fails when a million cases are held in memory one by one."""
    monkeypatch.setattr("engine.app.impact.MOST_TOLD", 1)
    opened(any_family, 6)
    found = impact(any_family.house, family(tmp_path, LONGER), REGION)
    assert (len(found.told), found.untold, found.effects["due_moved"]) == (1, 2, 3)


def test_a_version_for_which_there_is_no_rule_is_tried_as_it_is_and_said_to_have_none(any_family, tmp_path):
    opened(any_family, 2)
    found = impact(any_family.house, family(tmp_path, LONGER, rule="\n"), REGION)
    assert dict(found.without_rule) == {1: 2}
    assert found.unaffected == 2
    assert dict(found.kept) == {(1, "passage"): 1}


def test_a_file_that_kept_its_number_is_tried_as_the_next_version(any_family, tmp_path):
    """An editor who hasn't given it a number yet is told all the same."""
    opened(any_family, 2)
    file = write_pathways(tmp_path, LONGER) / "famille.yaml"
    definition = sound(Referential(tmp_path).read_process(file)).definition
    found = impact(any_family.house, definition, REGION)
    assert (definition.version, found.definition.version, found.cases) == (1, 2, 2)


def test_the_published_version_itself_touches_nothing(any_family, referentials):
    opened(any_family, 2)
    (same,) = [each.definition for each in referentials.invented if each.process == "famille"]
    assert impact(any_family.house, same, REGION).cases == 0


def test_whoever_sees_no_case_is_told_none(any_family, tmp_path):
    opened(any_family, 2)
    tried = family(tmp_path, LONGER)
    found = impact(any_family.house, tried, EDITOR)
    assert (found.told, found.exact, found.effects["due_moved"]) == ([], False, 1)
    any_family.open("famille", commune="agadir")
    assert impact(any_family.house, tried, SUPERVISOR).cases == 2
    with pytest.raises(NotAllowed):
        impact(any_family.house, tried, anyone("agent"))


def test_a_pathway_that_was_never_published_has_no_case_to_try(any_family, tmp_path):
    folder = write_pathways(tmp_path)
    text = (folder / "famille.yaml").read_text(encoding="utf-8").replace("process: famille\n", "process: foyer\n", 1)
    (folder / "foyer.yaml").write_text(text, encoding="utf-8")
    definition = sound(Referential(folder).read_process(folder / "foyer.yaml")).definition
    with pytest.raises(UsageError, match="foyer"):
        impact(any_family.house, definition, REGION)


def test_what_was_foretold_is_what_is_done(any_family, tmp_path):
    """The due days that an impact tells are those that a migration makes."""
    opened(any_family, 4)
    found = impact(any_family.house, family(tmp_path, LONGER), REGION)
    file = tmp_path / "famille.yaml"
    publish(any_family.house, Referential(tmp_path).read_process(file), EDITOR)
    migrate(any_family.house, Asked("famille", 2), REGION)
    for each in found.told:
        (_, due) = (each.felt.dues or {})["passage"]
        assert due is not None
        assert any_family.held(each.case).case.clocks["passage"]["due"] == due.isoformat()
