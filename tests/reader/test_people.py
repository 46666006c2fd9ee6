"""Whom stories are about: said once at the head of their file, for the invented people who live them again."""

from pathlib import Path

import pytest

from engine.core.scenario import People
from engine.reader.scenarios import read_scenarios

STORY = """process: ecole
{people}
scenarios:
  - title: Une histoire
    given: {{commune: tiznit, on: 2026-11-06}}
    steps: [{{expect: {{state: debut}}}}]
"""


def told(folder: Path, people: str):
    path = folder / "ecole.yaml"
    path.write_text(STORY.format(people=people), encoding="utf-8")
    return read_scenarios(path)


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        ("people: {origins: [MA], youngest: 62, oldest: 84}", People(("MA",), 62, 84)),
        ("people: {oldest: 30}", People((), 18, 30)),
        ("", People()),
    ],
)
def test_every_story_of_a_file_is_about_the_same_people(tmp_path, people, wanted):
    (story,) = told(tmp_path, people).scenarios
    assert story.people == wanted


def test_a_word_unknown_there_is_a_finding(tmp_path):
    found = told(tmp_path, "people: {pays: [MA]}")
    assert found.scenarios == ()
    assert any("pays" in problem.message for problem in found.problems)
