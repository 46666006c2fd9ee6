"""`baom demo`: a training database filled with fictitious cases, one story told step by step, and the desk's day.

The first thing a newcomer sees: each scene shows the command an agent would type, what the engine answers, and where
the case stands. Nothing is asked when nobody sits at the terminal.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.tour import Scene
    from engine.commands.screen import Screen
    from engine.core.scenario import Scenario, ScenarioStep

HERE = Path("var") / "formation.db"
"Where the demonstration's database is made when none is named."
STORY = "Née à domicile"
"The story told, when a scenario's title has this word: one with a refusal, papers to obtain and a receipt."
HEROINE = 2
"The draw that gives the person of the story."
LINES = 4
"Lines of each section of the worklist at the end."


@command("demo")
@click.option("--cases", type=Count(0, 5_000), default=40, show_default=True, help="Dossiers fictifs d'une base neuve.")
@click.option("--tour/--no-tour", default=True, help="Raconter un dossier pas à pas, ou non.")
@click.option("--story", default=STORY, metavar="MOT", help="Mot du titre du scénario à raconter.")
@click.option("--no-serve", is_flag=True, help="Sans ouvrir l'application à la fin.")
@pass_desk
def demo(desk: Desk, cases: int, tour: bool, story: str, no_serve: bool) -> None:
    """Visite guidée : une base d'entraînement, des dossiers fictifs, une histoire pas à pas, puis l'application.

    Exemple :
      baom demo
      baom demo --cases 300 --no-tour --no-serve
    """
    from engine.app import agenda
    from engine.app import demo as fictitious_cases
    from engine.app.publishing import stories
    from engine.bootstrap import workshop_of

    if not (desk.asked.db or desk.asked.environ.get("BAOM_DB")):
        desk.asked.db = str(HERE.absolute())
    house, is_new = _opened(desk)
    told = stories(workshop_of(desk.settings, house.territory))
    made = 0
    if is_new and cases:
        made = _fill(desk, house, told, cases, fictitious_cases.fill)
        agenda.tick(house)
    view: dict[str, Any] = {"database": desk.shown_database(), "created": is_new, "cases": made, "tour": None}
    if desk.asked.json:
        view["tour"] = [_scene_view(scene, desk) for scene in _scenes(house, told, story)] if tour else None
        desk.answer(view | {"worklist": _rows(desk)}, lambda screen: None)
        return
    screen = desk.screen
    _welcome(screen, view)
    if tour:
        _tell(desk, house, told, story)
    _end(desk, view)
    if not no_serve:
        from engine.commands.serve import run

        screen.heading(screen.say("in_the_browser"))
        run(desk, house)


def _opened(desk: Desk) -> tuple[House, bool]:
    """The database of the demonstration, made if there is none; and whether it is new."""
    from engine.bootstrap import database_exists, make_database

    if database_exists(desk.settings):
        return desk.house, False
    house, _ = make_database(desk.settings, training=True)
    desk.take(house)
    return house, True


def _fill(desk: Desk, house: House, told: list[Scenario], cases: int, fill: Any) -> int:
    """Fill the database, with a bar to watch at a terminal."""
    if desk.asked.json or not desk.screen.console.is_terminal:
        return int(fill(house, told, cases).cases)
    with click.progressbar(length=cases, label=desk.screen.say("filling"), show_eta=False) as bar:
        return int(fill(house, told, cases, progress=lambda done: bar.update(1)).cases)


def _welcome(screen: Screen, view: dict[str, Any]) -> None:
    screen.line(screen.say("training"), "bold yellow")
    screen.blank()
    screen.line(screen.say("welcome"), "bold")
    screen.line(screen.say("demo_made" if view["created"] else "demo_found", view["database"], view["cases"]), "dim")


def _scenes(house: House, told: list[Scenario], words: str) -> Any:
    from engine.app import fictitious
    from engine.app.tour import story_of, tell

    chance = Random(HEROINE)  # noqa: S311 -- a fictitious person, the same each time
    chosen = story_of(told, words)
    return tell(house, chosen, fictitious.person(chance, house.today().year, chosen.people))


def _tell(desk: Desk, house: House, told: list[Scenario], words: str) -> None:
    """Tell the story, a scene at a time; at a terminal, at the reader's pace."""
    from engine.app.tour import story_of

    screen = desk.screen
    screen.heading(screen.say("tour_of", story_of(told, words).title))
    screen.line(screen.say("tour_how"), "dim", 2)
    last = ""
    for number, scene in enumerate(_scenes(house, told, words), start=1):
        last = scene.case
        _show_scene(desk, scene, number)
        if not _goes_on(screen):
            break
    screen.blank()
    screen.line(screen.say("tour_end"), indent=2)
    screen.command(f"baom case show {last}", 4)
    screen.command(f"baom case next {last}", 4)


def _goes_on(screen: Screen) -> bool:
    """Wait for the reader, if there is one; False when the rest is to be passed over."""
    if not (screen.console.is_terminal and sys.stdin is not None and sys.stdin.isatty()):
        return True
    try:
        return screen.console.input(f"  {screen.say('press')} ").strip().casefold() not in ("q", "quit")
    except (EOFError, KeyboardInterrupt):
        screen.blank()
        return False


def _show_scene(desk: Desk, scene: Scene, number: int) -> None:
    """The command an agent would type, the answer, and where the case stands."""
    from engine.app.answer import NotDone
    from engine.app.views import answer_view
    from engine.commands.answers import show_done, show_refusal
    from engine.commands.glance import show_glance
    from engine.commands.reading import guidance_of
    from engine.core.days import duration_in_words, weekday_in_words

    screen = desk.screen
    screen.rule(f"{number}. {weekday_in_words(scene.day, screen.language)}")
    if scene.step is None:
        screen.command(opening_typed(scene), 2)
    elif scene.answer is None:
        duration = duration_in_words(scene.step.what, screen.language)
        screen.line(screen.say("time_passes", duration, scene.rang), "italic", 2)
    else:
        screen.command(typed(scene.step, scene.case), 2)
    guidance, around = guidance_of(scene.house, scene.case, scene.actor, screen.language, noted=False)
    if scene.step is None:
        screen.line(screen.say("tour_person", around.person), "italic", 2)
    if scene.answer is not None:
        view = answer_view(scene.answer, screen.language)
        if isinstance(scene.answer, NotDone):
            show_refusal(screen, view)
            return
        show_done(screen, scene.house, scene.answer, view, with_state=False)
    show_glance(screen, guidance)


def opening_typed(scene: Scene) -> str:
    """The command that an agent would type to open the case of a story."""
    story = scene.story
    words = ["baom case open", story.process, "--commune", story.commune]
    words += [f"--set {name}={_plain(value)}" for name, value in scene.given.items()]
    return " ".join(words)


def typed(step: ScenarioStep, case: str) -> str:
    """The command that an agent would type for a step of a story."""
    words = [f"baom case {_VERBS.get(step.kind, step.kind)}", case]
    match step.kind:
        case "set" | "correct" | "document":
            words += [f"{name}={_plain(value)}" for name, value in step.what.items()]
        case "consent" | "withdraw":
            words += [str(step.what), "oui" if step.kind == "consent" else "non"]
        case "note":
            words.append(_quoted(str(step.what)))
        case "revert":
            pass
        case _:
            words.append(str(step.what))
    words += [f"--set {name}={_plain(value)}" for name, value in step.fields.items()]
    words += [f"--document {name}={status}" for name, status in step.documents.items()]
    if step.receipt is not None:
        number, day = step.receipt.number, step.receipt.day
        words.append(f"--receipt {'none' if number is None else number}{f':{day.isoformat()}' if day else ''}")
    if step.reason:
        words.append(f"--reason {_quoted(step.reason)}")
    role = "" if step.role == "agent" else f"--as {step.role} "
    return " ".join(words).replace("baom ", f"baom {role}", 1)


_VERBS = {"withdraw": "consent"}


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(text: str) -> str:
    bare = text.replace('"', "'")
    return f'"{bare}"'


def _scene_view(scene: Scene, desk: Desk) -> dict[str, Any]:
    from engine.app.views import answer_view

    return {
        "case": scene.case,
        "day": scene.day.isoformat(),
        "command": typed(scene.step, scene.case) if scene.step is not None and scene.answer is not None else None,
        "answer": answer_view(scene.answer, desk.language) if scene.answer is not None else None,
    }


def _rows(desk: Desk) -> dict[str, Any]:
    from engine.app.worklist import Wanted
    from engine.commands.worklist import worklist_view

    return worklist_view(desk, Wanted(), limit=LINES)


def _end(desk: Desk, view: dict[str, Any]) -> None:
    """The desk's day, and what to try next."""
    from engine.commands.worklist import show_day

    screen = desk.screen
    screen.heading(screen.say("the_day"))
    show_day(screen, _rows(desk), LINES)
    screen.heading(screen.say("your_turn"))
    name = "set" if os.name == "nt" else "export"
    screen.command(f"{name} BAOM_DB={view['database']}", 4)
    program = "baom" if shutil.which("baom") else sys.argv[0]
    for each in ("worklist", "case search Fatou", "case walk DOSSIER", "process show naissance", "--help"):
        screen.command(f"{program} {each}", 4)
