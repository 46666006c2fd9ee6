"""A draft tried before anybody lives by it: its scenarios, what helps to write it, and its way to being published."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import orjson

from engine.app.bench import Bench, WorkFile
from engine.app.drafts import Proposal
from engine.app.in_service import texts_of_forms, texts_of_territory
from engine.app.publishing import Published, SoundProcess, field_classes, publish_ready, sound, waiting
from engine.app.scenarios import ProcessTest, run_scenarios
from engine.app.serving import digest_of, put_in_service
from engine.app.two_people import Request
from engine.core.definition import Definition
from engine.core.events import Actor, Json
from engine.core.resolved import definition_of
from engine.core.scenario import Scenario
from engine.core.territory import Territory
from engine.errors import AlteredProposal, DefinitionError, EngineError, EnvironmentUnusable, Problem, UsageError
from engine.printing.forms import check_forms
from engine.reader.helping import help_for
from engine.reader.pathway import ReadProcess, has_errors
from engine.reader.scenarios import read_scenarios
from engine.reader.territory import read_territory
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


def propose(bench: Bench, actor: Actor, key: str, reason: str = "") -> Published:
    """Publish a file as this editor's drafts have it; in a real database, propose it to a second editor.

    Raises:
        DefinitionError: it has errors.
        UsageError: its number was published with another content, a reason is wanted, or the file isn't published.
    """
    file = bench.file(actor, key)
    if file.is_served:
        text = bench.open(actor, key).text
        done = put_in_service(bench.house, file.name, text, reason, actor, _standing_with(bench, file, text))
        return _kept(bench, actor, key, done, Proposal(done.digest, file.name, done.version, text, "", "", reason))
    if file.kind != "pathway":
        raise UsageError(
            "Seul un parcours se publie ; « {path} » n'en est pas un.",
            "Publier les parcours qui s'en servent ; ou confier le texte à qui tient les fichiers du programme.",
            path=file.name,
        )
    ready = sound(bench.read(actor, key, bench.open(actor, key).text))
    done = publish_ready(bench.house, ready, actor, reason)
    proposal = Proposal(done.digest, done.process, done.version, ready.text, ready.content.decode(), "")
    return _kept(bench, actor, key, done, proposal)


def _kept(bench: Bench, actor: Actor, key: str, done: Published, proposal: Proposal) -> Published:
    if done.waiting:
        # Kept whole: whoever agrees must read, and publish, this very text, whatever becomes of the draft.
        bench.drafts.propose(replace(proposal, editor=actor.name))
    else:
        bench.drafts.drop(actor.name, key)
        bench.renew()
    return done


def _standing_with(bench: Bench, file: WorkFile, text: str) -> Territory:
    """The territory as it is once this text is in service; drafts aren't put in service with it.

    Raises:
        DefinitionError: it would have errors, or the forms would.
    """
    texts = {**bench.house.in_service, file.name: text.encode()}
    if file.kind == "form":
        pathways = bench.workshop.referential().read_all()
        found = check_forms(bench.workshop.forms, field_classes(pathways), texts_of_forms(texts))
        if has_errors(found):
            raise DefinitionError(found)
        return bench.workshop.territory
    return read_territory(file.path.parent, instead=texts_of_territory(file.path.parent.name, texts)).territory


@dataclass(frozen=True, slots=True)
class Waiting:
    """A publication that waits for a second editor, with what it would change when it was proposed from a page."""

    request: Request
    proposal: Proposal | None
    changes: tuple[tuple[str, str], ...]
    "In the text of the pathway."
    decides: tuple[tuple[str, str], ...]
    "In all that decides, its base and the catalogues included."
    problem: EngineError | None = None
    "Why the text that was proposed can't be shown, nor agreed to: what is kept of it isn't what was proposed."


def what_waits(bench: Bench, actor: Actor) -> list[Waiting]:
    """Publications that wait for a second editor, oldest first.

    Raises:
        NotAllowed: the actor is no editor.
    """
    return [_waiting(bench, actor, each) for each in waiting(bench.house, actor)]


def _key_of(proposal: Proposal) -> str:
    """The file that a proposal is of, as the bench names it."""
    return f"{proposal.process}.yaml" if proposal.content else proposal.process.replace("/", "~")


def _waiting(bench: Bench, actor: Actor, request: Request) -> Waiting:
    try:
        proposal = bench.drafts.proposal(request.about)
        if proposal is None:
            return Waiting(request, None, (), ())
        # Before it is read: whoever changes the file would choose what the second editor reads.
        _require_genuine(proposal, request)
    except (AlteredProposal, EnvironmentUnusable) as problem:
        return Waiting(request, None, (), (), problem)

    def newest(reading: Reading) -> tuple[str, str]:
        found = [line for line in reading.definitions() if line.process == proposal.process]
        if not found:
            return "", ""
        resolved = reading.definition(found[-1].digest) or b"{}"
        return reading.source_text(found[-1].source_sha256) or "", _spread(resolved)

    if not proposal.content:
        file = bench.file(actor, _key_of(proposal))
        return Waiting(request, proposal, tuple(changes(bench.standing(file), proposal.text)), ())
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
        AlteredProposal: what was kept of the proposal isn't what its digest says.
    """
    request = next((each for each in waiting(bench.house, actor) if each.about == digest), None)
    proposal = bench.drafts.proposal(digest)
    if request is None or proposal is None:
        raise UsageError(
            "Cette publication n'attend pas, ou son texte n'est pas ici.",
            "Reprendre la liste ; ce qui a été demandé à la ligne de commande y est accepté : baom process publish.",
        )
    _require_genuine(proposal, request)
    if not proposal.content:
        return _agree_to_file(bench, actor, proposal)
    content = proposal.content.encode()
    definition = definition_of(orjson.loads(content), digest)
    done = publish_ready(bench.house, SoundProcess(definition, content, proposal.text), actor)
    if not done.waiting:
        bench.drafts.drop_published(proposal, f"{proposal.process}.yaml")
    return done


def _agree_to_file(bench: Bench, actor: Actor, proposal: Proposal) -> Published:
    key = _key_of(proposal)
    file = bench.file(actor, key)
    # Judged again: what stands beside it may have changed since.
    standing = _standing_with(bench, file, proposal.text)
    done = put_in_service(bench.house, file.name, proposal.text, proposal.reason, actor, standing)
    if not done.waiting:
        bench.drafts.drop_published(proposal, key)
        bench.renew()
    return done


def _require_genuine(proposal: Proposal, request: Request) -> None:
    """Require that what is kept of a proposal is what its editor proposed.

    Raises:
        AlteredProposal: it isn't.
    """
    text, content = (part.encode("utf-8", "surrogatepass") for part in (proposal.text, proposal.content))
    if not content:
        found = digest_of(proposal.process, proposal.text, proposal.reason) == request.about
    else:
        # The digest is of what decides, which names the pathway and the text: none can be another than what was read.
        found = hashlib.sha256(content).hexdigest() == request.about
        held = orjson.loads(content) if found else {}
        said = (proposal.process, proposal.version, hashlib.sha256(text).hexdigest())
        found = found and said == (held["process"]["process"], held["process"]["version"], held["source_sha256"])
    if not found or (proposal.digest, proposal.editor) != (request.about, request.asked_by):
        raise AlteredProposal(
            "La proposition gardée de {named} n'est plus celle qui a été faite.",
            "Ne pas y croire : la faire proposer de nouveau, et chercher qui écrit dans le dossier des brouillons.",
            named=request.named,
        )


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
