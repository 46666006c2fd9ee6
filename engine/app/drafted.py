"""A pathway that isn't published yet, an editor's draft or what one proposed to another, as a version to be weighed."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from engine.app.bench import Bench
from engine.app.comparing import Version
from engine.app.publishing import sound
from engine.app.trying import Waiting, what_waits
from engine.app.two_people import reason_of
from engine.core.events import Actor
from engine.core.resolved import definition_of
from engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class Proposed:
    """What waits for a second editor, and the version that it would be."""

    waiting: Waiting
    version: Version
    reason: str
    "Why, as the log has it since it was asked for; empty where nothing was said."


def drafted(bench: Bench, actor: Actor, key: str) -> Version:
    """A pathway as this editor's drafts have it.

    Raises:
        DefinitionError: it has errors.
        UsageError: there is no such file, or it is no pathway.
        NotAllowed: the actor is no editor.
    """
    file = bench.file(actor, key)
    if file.kind != "pathway":
        raise UsageError(
            "Seul un parcours a des versions ; « {path} » n'en est pas un.", "Ouvrir un parcours.", path=file.name
        )
    read = bench.read(actor, key, bench.open(actor, key).text)
    return Version(read.file, sound(read).definition, read)


def proposed(bench: Bench, actor: Actor, digest: str) -> Proposed | None:
    """A pathway that was proposed from a page, as it was; None when nothing of this kind waits.

    Raises:
        NotAllowed: the actor is no editor.
    """
    for each in what_waits(bench, actor):
        proposal = each.proposal
        if each.request.about == digest and proposal is not None and proposal.content:
            definition = definition_of(orjson.loads(proposal.content.encode()), digest)
            version = Version(f"{proposal.process}@{proposal.version}", definition)
            return Proposed(each, version, reason_of(bench.house, each.request))
    return None
