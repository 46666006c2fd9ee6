"""Stories of the scenarios, typed at a terminal: what M&D writes is what an agent lives, to the last sheet printed."""

from pathlib import Path
from typing import Any

import pytest

from engine.bootstrap import shipped, territory_of
from engine.core.calendar import Duration
from engine.core.events import Receipt
from engine.core.scenario import Expected, Scenario, ScenarioStep
from engine.core.territory import Territory
from engine.reader.scenarios import read_scenarios
from tests.commands.conftest import Baom

STORIES = {
    "scolarisation": "Six ans, famille qui demande l'asile, à Agadir",
    "reversion_survivants": "Une veuve de Tiznit : le nom diffère",
    "vehicule_retour": "Un maçon de retour de Belgique",
    "sante": "Une mère sans couverture ni papiers",
    "certificat_vie": "Un retraité de France à Taliouine : le certificat revient pour la troisième année",
}
"Pathway → how the title of a story of its own begins."


@pytest.fixture(scope="module")
def territory() -> Territory:
    return territory_of(shipped("processes"))


def story(process: str) -> Scenario:
    """One scenario of a pathway, as its file tells it."""
    found = read_scenarios(shipped("processes") / "scenarios" / f"{process}.yaml").scenarios
    (chosen,) = [each for each in found if each.title.startswith(STORIES[process])]
    return chosen


def typed(value: Any) -> str:
    """A value as an agent types it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ",".join(value)
    return str(value)


def pairs(option: str, values: Any) -> list[str]:
    """An option for each name and its value."""
    return [word for name, value in values.items() for word in (option, f"{name}={typed(value)}")]


def receipt(given: Receipt | None) -> list[str]:
    """A receipt as an agent types it."""
    if given is None:
        return []
    day = "" if given.day is None else f":{given.day}"
    return ["--receipt", "none" if given.number is None else f"{given.number}{day}"]


class Lived:
    """A story lived through the command line, day after day."""

    def __init__(self, baom: Baom, told: Scenario, territory: Territory) -> None:
        self.baom = baom
        self.territory = territory
        self.today = told.on
        opening = ("case", "open", told.process, "--commune", told.commune)
        self.case: str = self.ask(0, *opening, *pairs("--set", told.fields))["case"]
        for consent in told.consents:
            self.ask(0, "case", "consent", self.case, consent, "oui")
        if told.documents:
            self.ask(0, "case", "document", self.case, *(f"{name}={each}" for name, each in told.documents.items()))
        self.printed: set[str] = set()

    def ask(self, code: int, *words: str) -> Any:
        """One command on the day of the story."""
        return self.baom.json(*words, code=code, now=self.today.isoformat())

    def step(self, step: ScenarioStep) -> None:
        """One step, and what it must lead to."""
        wanted = step.expect or Expected()
        answer: Any = {}
        if step.kind == "after":
            assert isinstance(step.what, Duration)
            self.today = self.territory.calendar.add(self.today, step.what).day
            self.ask(0, "tick")
        elif step.kind != "expect":
            answer = self.ask(1 if wanted.refused else 0, *self.words(step))
        if wanted.refused is not None:
            assert set(wanted.refused) <= {reason["code"] for reason in answer["refused"]}, step.line
        self.look(step.line, wanted)

    def words(self, step: ScenarioStep) -> list[str]:
        """The command that does a step."""
        on = [] if step.on is None else ["--on", step.on.isoformat()]
        why = [] if step.reason is None else ["--reason", step.reason]
        match step.kind:
            case "do":
                given = pairs("--set", step.fields) + pairs("--document", step.documents) + receipt(step.receipt)
                return ["case", "do", self.case, step.what, *given, *on, *why]
            case "set" | "document" | "correct":
                given = [f"{name}={typed(each)}" for name, each in step.what.items()]
                return ["case", step.kind, self.case, *given, *on, *why]
            case "undue":
                return ["case", "undue", self.case, step.what, *on, *why]
            case "consent":
                return ["case", "consent", self.case, step.what, "oui", *on]
            case _:
                raise AssertionError(f"no story typed here needs « {step.kind} »")

    def look(self, line: int, wanted: Expected) -> None:
        """What the terminal shows, against what the story expects."""
        told = self.ask(0, "case", "next", self.case)
        if wanted.state is not None:
            assert told["state"]["id"] == wanted.state, line
        if wanted.missing is not None:
            assert {paper["id"] for paper in told["missing_shortest"]} == set(wanted.missing), line
        if wanted.alerts is not None:
            assert {alert["id"] for alert in told["alerts"]} == set(wanted.alerts), line
        if wanted.outcome is not None:
            assert self.ask(0, "case", "show", self.case)["outcome"] == wanted.outcome, line
        self.print_all(told)

    def print_all(self, told: Any) -> None:
        """Print, once a story, each sheet that a step offers, in both languages."""
        for form in told["forms"]:
            if form in self.printed:
                continue
            self.printed.add(form)
            for language in ("fr", "ar"):
                out = f"{form}.{language}.html"
                self.baom(
                    *("--lang", language, "case", "print", self.case, form, "--format", "html", "--out", out),
                    now=self.today.isoformat(),
                )
                page = Path(self.baom.folder, out).read_text(encoding="utf-8")
                assert f'lang="{language}"' in page
                assert self.case in page


@pytest.mark.parametrize("process", STORIES)
def test_a_story_is_lived_at_a_terminal_as_it_is_told(process: str, baom: Baom, territory: Territory):
    told = story(process)
    lived = Lived(baom, told, territory)
    for step in told.steps:
        lived.step(step)
    assert lived.printed
    assert baom.json("db", "check", now=lived.today.isoformat())["verdict"] == "intact"
