"""Stories for the scenarios of a pathway: made of a real case by a desk, or found by walks, put into an editor's draft.

A desk's supervisor may read a case and writes no pathway; an editor writes pathways and reads no case. The one hands
over a story about nobody, the other takes it or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from engine.app.bench import Bench
from engine.app.drafts import Handed
from engine.app.retelling import CaseStory, story_of
from engine.app.scenarios import run_scenarios
from engine.app.sight import PROTECTED, require
from engine.app.trying import definition_drafted, pathway_key, stories_drafted
from engine.app.walking import Found, what_walks_find
from engine.core.events import Actor
from engine.errors import UsageError
from engine.reader.pathway import has_errors
from engine.reader.scenarios import read_scenarios

LIST = "scenarios:"
_TITLE = re.compile(r"^( *)- +title:", re.MULTILINE)
_EMPTY = re.compile(r"^scenarios: *\[ *\] *$", re.MULTILINE)


def story_drawn(bench: Bench, case_id: str, actor: Actor, seed: int) -> CaseStory:
    """A case told as a scenario: the same text for the same draw, so that what was read is what is taken.

    Raises:
        CaseNotFound, NotAllowed, UsageError, BrokenHistory, UnreadableEvent: as `story_of`.
    """
    # Drawn by the page from the system's own chance, and kept nowhere: from the text alone nobody finds it again.
    return story_of(bench.house, case_id, actor, Random(seed))  # noqa: S311


def may_be_handed(told: CaseStory) -> bool:
    """Whether a story tells whoever reads it nothing of its case but itself.

    One of a reserved pathway tells that such a case exists: by whom it was handed over, at which desk, and on what day.
    """
    return told.definition.confidentiality != PROTECTED


def hand_over(bench: Bench, case_id: str, actor: Actor, seed: int) -> Handed:
    """Hand a case's story to whoever keeps the pathway.

    Raises:
        CaseNotFound, NotAllowed, UsageError, BrokenHistory, UnreadableEvent: as `story_of`.
        UsageError, EnvironmentUnusable: it can't be kept, too many wait, or the case is a reserved one.
    """
    told = story_drawn(bench, case_id, actor, seed)
    if not may_be_handed(told):
        raise UsageError(
            "L'histoire d'un dossier réservé ne se confie pas d'ici : elle dirait à d'autres qu'il existe.",
            "Prendre le fichier, et le remettre soi-même à qui tient le parcours.",
        )
    handed = Handed(told.retold.scenario.process, told.version, told.text, actor.name, bench.house.recorded_at())
    bench.drafts.hand(handed)
    return handed


def handed_over(bench: Bench, actor: Actor) -> list[Handed]:
    """What desks handed over and no editor has taken yet, oldest first.

    Raises:
        NotAllowed: the actor is no editor.
    """
    require(actor, "process.publish")
    return bench.drafts.handed()


def leave(bench: Bench, actor: Actor, mark: str) -> None:
    """Forget a story that was handed over: an editor took it, or has no use for it.

    Raises:
        NotAllowed: the actor is no editor.
    """
    for each in handed_over(bench, actor):
        if each.mark == mark:
            bench.drafts.leave(each)


def walk_drafted(
    bench: Bench, actor: Actor, key: str, draw: tuple[int, int], tell: Callable[[int, int], None]
) -> list[Found]:
    """What lives drawn by chance take that the scenarios don't, both as this editor's drafts have them.

    `draw`: the seed, and how many lives. The scenarios are run first: lives are told apart from what they take.

    Raises:
        DefinitionError: the pathway or its scenarios have errors.
        NotAllowed: the actor is no editor.
    """
    file = bench.file(actor, key)
    definition = definition_drafted(bench, actor, pathway_key(file))
    tested = run_scenarios(definition, stories_drafted(bench, actor, file.process), bench.workshop.territory)
    seed, number = draw
    # Invented lives, the same ones each time that they are asked for.
    return what_walks_find(definition, tested, bench.workshop.territory, Random(seed), number, tell)  # noqa: S311


def take_story(bench: Bench, actor: Actor, key: str, story: str) -> int:
    """Put a story at the end of this editor's draft of a file of scenarios; the line at which it begins.

    Raises:
        UsageError: the file holds no scenarios, or not in a form in which another can be put at their end.
        NotAllowed: the actor is no editor.
    """
    file = bench.file(actor, key)
    if file.kind != "scenarios":
        raise UsageError(
            "« {path} » n'est pas un fichier de scénarios : une histoire ne s'y ajoute pas.",
            "Ouvrir les scénarios du parcours.",
            path=file.name,
        )
    opened = bench.open(actor, key)
    text, line = with_story(opened.text, story)
    before = read_scenarios(file.path, opened.text.encode())
    after = read_scenarios(file.path, text.encode())
    if not has_errors(before.problems) and len(after.scenarios) != len(before.scenarios) + 1:
        raise UsageError(
            "Cette histoire ne peut pas être ajoutée à {path} : sa liste est écrite d'une autre façon.",
            "La copier, et la coller soi-même à la fin de la liste.",
            path=file.name,
        )
    bench.save(actor, key, text, opened.mark)
    return line


def with_story(text: str, story: str) -> tuple[str, int]:
    """The text of a file of scenarios with the one of another file at its end, set as deep as its own are."""
    body = _EMPTY.sub(LIST, text).rstrip() + "\n"
    own = _TITLE.search(body)
    told = story.partition(f"{LIST}\n")[2].strip("\n").splitlines()
    deeper = len(own[1]) - 2 if own else 0
    set_right = (f"{' ' * deeper}{line}" if deeper > 0 else line[-deeper:] for line in told)
    return f"{body}\n" + "\n".join(line.rstrip() for line in set_right) + "\n", body.count("\n") + 2
