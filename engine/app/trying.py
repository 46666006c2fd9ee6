"""A draft tried before anybody lives by it: its scenarios, what helps to write it, and its way to being published."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from engine.app.bench import Bench, WorkFile
from engine.app.drafts import Proposal
from engine.app.publishing import Published, SoundProcess, publish_ready, sound, waiting
from engine.app.scenarios import ProcessTest, run_scenarios
from engine.app.two_people import Request
from engine.core.definition import Definition
from engine.core.events import Actor, Json
from engine.core.rehearsal import Scenario
from engine.core.resolved import definition_of
from engine.errors import BrokenHistory, DefinitionError, Problem, UsageError
from engine.reader.helping import help_for
from engine.reader.pathway import ReadProcess
from engine.reader.scenarios import read_scenarios
from engine.store.journal import Reading

MOST_PAIRED = 10_000
"Lines of a text that are paired with another's."


def pathway_key(file: WorkFile) -> str:
    """The file of the pathway that a file is, or tells stories of."""
    return f"{file.process}.yaml"


def definition_drafted(bench: Bench, actor: Actor, key: str) -> Definition:
    """A pathway as this editor's drafts have it.

    Raises:
        DefinitionError: it has errors.
        UsageError: there is no such file.
    """
    return sound(bench.read(actor, key, bench.open(actor, key).text)).definition


def stories_drafted(bench: Bench, actor: Actor, process: str) -> list[Scenario]:
    """The scenarios of a pathway as this editor's drafts have them; none where there is no file of them.

    Raises:
        DefinitionError: they have errors.
    """
    key = f"scenarios~{process}.yaml"
    file = next((each for each in bench.files(actor) if each.key == key), None)
    if file is None:
        return []
    read = read_scenarios(file.path, bench.open(actor, key).text.encode())
    if any(problem.severity == "error" for problem in read.problems):
        raise DefinitionError(read.problems)
    return list(read.scenarios)


def run_drafted(bench: Bench, actor: Actor, key: str) -> ProcessTest:
    """Run the scenarios of a pathway, both as this editor's drafts have them.

    Raises:
        DefinitionError: one of the two has errors.
    """
    file = bench.file(actor, key)
    definition = definition_drafted(bench, actor, pathway_key(file))
    return run_scenarios(definition, stories_drafted(bench, actor, file.process), bench.workshop.territory)


def help_with(bench: Bench, actor: Actor, key: str) -> Json:
    """What helps to write a file while typing, as `engine.reader.helping` tells it; empty for a template."""
    file = bench.file(actor, key)
    kinds = {"pathway": "process", "base": "socle", "scenarios": "scenarios", "form": ""}
    kind = kinds.get(file.kind, file.path.stem)
    return help_for(kind) if kind else {}


def checked(bench: Bench, actor: Actor, key: str, text: str) -> tuple[tuple[Problem, ...], dict[str, list[str]]]:
    """What is wrong in a file if it held this text, and what may be named in it, by kind.

    A pathway is read once for both: this is asked at each pause of whoever types.
    """
    file = bench.file(actor, key)
    if file.kind == "pathway":
        read = bench.read(actor, key, text)
        return read.problems, _names_in(bench, actor, read)
    found = bench.problems(actor, key, text)
    if file.kind != "scenarios":
        return found, {}
    of_pathway = pathway_key(file)
    return found, _names_in(bench, actor, bench.read(actor, of_pathway, bench.open(actor, of_pathway).text))


def _names_in(bench: Bench, actor: Actor, read: ReadProcess) -> dict[str, list[str]]:
    return bench.referential(actor, without=f"{read.process}.yaml").names(read) | {
        "commune": sorted(bench.workshop.territory.communes)
    }


def propose(bench: Bench, actor: Actor, key: str) -> Published:
    """Publish a pathway as this editor's drafts have it; in a real database, propose it to a second editor.

    Raises:
        DefinitionError: it has errors.
        UsageError: its number was published with another content, or the file is no pathway.
    """
    file = bench.file(actor, key)
    if file.kind != "pathway":
        raise UsageError(
            "Seul un parcours se publie ; « {path} » n'en est pas un.",
            "Publier les parcours qui s'en servent ; ou confier le texte à qui tient les fichiers du programme.",
            path=file.name,
        )
    ready = sound(bench.read(actor, key, bench.open(actor, key).text))
    done = publish_ready(bench.house, ready, actor)
    if done.waiting:
        # Kept whole: whoever agrees must read, and publish, this very text, whatever becomes of the draft.
        bench.drafts.propose(
            Proposal(done.digest, done.process, done.version, ready.text, ready.content.decode(), actor.name)
        )
    else:
        bench.drafts.drop(actor.name, key)
    return done


@dataclass(frozen=True, slots=True)
class Waiting:
    """A publication that waits for a second editor, with what it would change when it was proposed from a page."""

    request: Request
    proposal: Proposal | None
    changes: tuple[tuple[str, str], ...]
    "In the text of the pathway."
    decides: tuple[tuple[str, str], ...]
    "In all that decides, its base and the catalogues included."


def what_waits(bench: Bench, actor: Actor) -> list[Waiting]:
    """Publications that wait for a second editor, oldest first.

    Raises:
        NotAllowed: the actor is no editor.
    """
    return [_waiting(bench, each) for each in waiting(bench.house, actor)]


def _waiting(bench: Bench, request: Request) -> Waiting:
    proposal = bench.drafts.proposal(request.about)
    if proposal is None:
        return Waiting(request, None, (), ())

    def newest(reading: Reading) -> tuple[str, str]:
        found = [line for line in reading.definitions() if line.process == proposal.process]
        if not found:
            return "", ""
        resolved = reading.definition(found[-1].digest) or b"{}"
        return reading.source_text(found[-1].source_sha256) or "", _spread(resolved)

    text, decided = bench.house.store.read(newest)
    return Waiting(
        request,
        proposal,
        tuple(changes(text, proposal.text)),
        tuple(changes(decided, _spread(proposal.content.encode()))),
    )


def _spread(resolved: bytes) -> str:
    """A resolved definition, a fact a line."""
    held = orjson.loads(resolved)
    return orjson.dumps({**held, "source_sha256": ""}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()


def agree(bench: Bench, actor: Actor, digest: str) -> Published:
    """Publish what another editor proposed from a page, as it was proposed.

    Raises:
        UsageError: nothing of this kind waits, or it was asked for at the command line.
        BrokenHistory: what was kept of the proposal isn't what its digest says.
    """
    asked = any(each.about == digest for each in waiting(bench.house, actor))
    proposal = bench.drafts.proposal(digest)
    if not asked or proposal is None:
        raise UsageError(
            "Cette publication n'attend pas, ou son texte n'est pas ici.",
            "Reprendre la liste ; ce qui a été demandé à la ligne de commande y est accepté : baom process publish.",
        )
    content = proposal.content.encode()
    # The digest is of what decides, which names the text: neither can be another than what was read.
    written = orjson.loads(content)["source_sha256"]
    if hashlib.sha256(content).hexdigest() != digest or hashlib.sha256(proposal.text.encode()).hexdigest() != written:
        raise BrokenHistory(
            proposal.process, proposal.version, "La proposition gardée n'est plus celle qui a été faite."
        )
    definition = definition_of(orjson.loads(content), digest)
    done = publish_ready(bench.house, SoundProcess(definition, content, proposal.text), actor)
    if not done.waiting:
        bench.drafts.drop(proposal.editor, f"{proposal.process}.yaml")
    return done


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What changes from one text to another, line by line: (« - », « + », a blank or « @ » for a leap, the line).

    Of texts of more lines than any file of ours, all of the one goes and all of the other comes: to pair their lines
    takes a time that grows with the square of their number.
    """
    old, new = before.splitlines(), after.splitlines()
    if old != new and max(len(old), len(new)) > MOST_PAIRED:
        yield from (("-", line) for line in old)
        yield from (("+", line) for line in new)
        return
    for line in list(difflib.unified_diff(old, new, lineterm="", n=2))[2:]:
        yield (line[0], line[1:] if line[0] != "@" else line.strip("@ "))
