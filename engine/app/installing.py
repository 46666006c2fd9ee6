"""Taking a pack in: by two people of a real base, all of it in one transaction, and once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from engine.app.believing import Choice, require_newer
from engine.app.fates import fates
from engine.app.house import House
from engine.app.live_states import require_live_states
from engine.app.packing import served_texts
from engine.app.packs import Pack, canonical
from engine.app.publishing import Published, SoundProcess, Workshop, publish_agreed
from engine.app.receipts import Receipt, keep_receipt, receipts
from engine.app.receiving import Plan, ready
from engine.app.sight import require
from engine.app.two_people import agreed
from engine.core.calendar import canonical_text
from engine.core.events import Actor
from engine.core.values import MAX_SAID, clean_text, is_visible
from engine.errors import DefinitionError, UsageError
from engine.store.journal import Writing


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a pack."""

    done: tuple[Published, ...]
    "Pathways published, and files put in service; none when nothing was to be done."
    waiting: bool = False
    "It waits for a second person, who gives the same command with the same file."


def install(house: House, workshop: Workshop, plan: Plan, actor: Actor) -> Installed:
    """Do what a plan says.

    Raises:
        NotAllowed: publishing isn't this actor's to do.
        DefinitionError: something in it has errors.
        UsageError: nobody confirmed whose it is, open cases would be left without a step, or something changed here
            since the plan was made.
    """
    require(actor, "process.publish")
    if plan.is_empty:
        return Installed(())
    if plan.trust == "unknown" or (plan.choice.new_key and plan.trust != "confirmed"):
        raise UsageError(
            "Cette base ne connaît pas encore la clé qui signe ce colis. Rien n'a été changé.",
            "Appeler ses auteurs à un numéro que l'on connaît déjà, se faire lire le code de 26 signes, et le donner :"
            ' --code "…".',
        )
    if plan.errors:
        raise DefinitionError(plan.errors)
    folder = served_texts(workshop)
    taken = [(ready(each), each.packed.reason) for each in plan.pathways if plan.takes(each.packed.process)]
    about = request_of(plan.pack, plan.choice)

    def work(writing: Writing) -> Installed:
        # Held first: what is compared here stands until all of it is done.
        writing.hold_log()
        before = receipts(writing)
        require_newer(plan.pack, before)
        last = before[-1] if before else None
        if last != plan.last or fates(writing, plan.pack, folder) != plan.fates:
            raise UsageError(
                "Quelque chose a été publié ici entre-temps : ce qui a été lu de ce colis n'est plus exact.",
                "Recommencer, et relire ce qui change.",
            )
        for each, _ in taken:
            require_live_states(house, writing, each.definition, actor)
        named = f"pack {plan.pack.serial}"
        if not house.store.training and not agreed(house, writing, actor, ("process.publish", about, named)):
            return Installed((), waiting=True)
        return Installed((*_pathways(house, writing, taken, actor), *_files(house, writing, plan, actor, about)))

    return house.store.write(work)


def request_of(pack: Pack, choice: Choice) -> str:
    """What a second person agrees to: this very file, of this key, and what is to give way to it."""
    # Of its key too: the same words signed by somebody else would make the base believe whom one person vouched for.
    asked = {"pack": pack.sha256, "key": pack.key, "over": sorted(choice.over), "new_key": choice.new_key}
    return hashlib.sha256(canonical(asked)).hexdigest()


def _pathways(house: House, writing: Writing, taken: list[tuple[SoundProcess, str]], actor: Actor) -> list[Published]:
    return [publish_agreed(house, writing, each, actor, _said(reason)) for each, reason in taken]


def _said(reason: str) -> Mapping[str, str]:
    """The reason given where it was published, sealed here as it was there."""
    return {"reason": clean_text(reason)[:MAX_SAID]} if is_visible(reason) else {}


def _files(house: House, writing: Writing, plan: Plan, actor: Actor, about: str) -> list[Published]:
    """Put the files in service, and remember the pack."""
    stamp, calendar = house.stamp(actor, house.today(), ""), plan.territory.calendar
    writing.publish_calendar(calendar.digest, canonical_text(calendar), stamp)
    made = []
    for each in plan.files:
        if plan.takes(each.packed.name):
            reason = _said(each.packed.reason).get("reason", "")
            done = writing.publish_file(each.packed.name, each.packed.text, reason, stamp)
            made.append(Published(each.packed.name, done.version, done.sha256, new=True))
    pack, took = plan.pack, plan.takes
    receipt = Receipt(
        pack.origin.log_id,
        pack.origin.name,
        pack.key,
        pack.serial,
        pack.sha256,
        about,
        tuple(each.digest for each in pack.pathways if took(each.process)),
        tuple(each.name for each in pack.files if took(each.name)),
    )
    keep_receipt(writing, receipt, stamp)
    return made
