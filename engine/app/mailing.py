"""Reminders sent by e-mail, each claimed on its case's history before it is handed to the server.

Two processes never send one twice: the second claim finds that the case has changed. A program stopped between the
claim and the server's answer leaves a claim alone: nobody knows whether that message left, it is told so, and it isn't
sent again unless somebody asks for that very one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.app.house import House
from engine.app.post import Server, postman
from engine.app.reminders import Reminder
from engine.app.reminding import record, slip_of
from engine.core.contact import PREFIX
from engine.core.events import Actor
from engine.errors import UsageError
from engine.printing.slips import desk_in_words, slip_in_words
from engine.printing.words import WATERMARK
from engine.store.journal import Reading

_CONSENT = f"{PREFIX}email"


@dataclass(slots=True)
class Sent:
    """What became of the reminders that were to be sent."""

    sent: list[Reminder] = field(default_factory=list)
    refused: list[tuple[Reminder, str]] = field(default_factory=list)
    "With the server's code."
    unsure: list[Reminder] = field(default_factory=list)
    "Handed over, and no answer came."
    left: list[Reminder] = field(default_factory=list)
    "Taken by somebody else, not come to, or whose address can't be read any more."


def send(house: House, server: Server | None, asked: Sequence[Reminder], actor: Actor) -> Sent:
    """Send reminders to those who agreed to be written to.

    Raises:
        UsageError: no server is named, or a fictitious base would write to the world.
        EnvironmentUnusable: the server can't be spoken to; nothing is recorded then.
    """
    if server is None:
        raise UsageError(
            "Aucun serveur de courriels n'est réglé.", "L'administrateur règle BAOM_SMTP et BAOM_SMTP_FROM."
        )
    if house.store.training and not server.clear:
        raise UsageError(
            "Une base d'entraînement n'écrit à personne : ses dossiers sont fictifs.", "Imprimer les rappels."
        )
    found = Sent()
    steps: dict[str, int] = {}
    with postman(server) as link:
        for each in asked:
            at = None if found.unsure else _claimed(house, each, actor, steps)
            if at is None:
                found.left.append(each)
                continue
            code = link.post(at[0], *_message(house, each), house.now())
            if code is None:
                # The line is dead: what wasn't claimed yet stays to be told.
                found.unsure.append(each)
            elif code:
                found.refused.append((each, code))
                record(house, each, "email", "refused", actor, why=code)
            else:
                found.sent.append(each)
                record(house, each, "email", "sent", actor)
            steps[each.line.case] = at[1] + (code is not None)
    return found


def _claimed(house: House, each: Reminder, actor: Actor, steps: Mapping[str, int]) -> tuple[str, int] | None:
    """Take a reminder for oneself: where it goes, and the step that says so; None where it isn't to be had."""
    case = each.line.case
    address = house.store.read(lambda reading: _address(reading, case))
    if not address:
        return None
    at = record(house, each, "email", "claimed", actor, expect=steps.get(case, each.sequence))
    return None if at is None else (address, at)


def _address(reading: Reading, case: str) -> str:
    """Where the person agreed to be written to, by the last answer that stands; empty when it can't be read."""
    history = [event for event, _ in reading.history(case)]
    undone = {event.body["target"] for event in history if event.kind == "reverted"}
    answers = [
        event
        for event in history
        if event.kind == "consented" and event.body["consent"] == _CONSENT and event.sequence not in undone
    ]
    if not answers or not answers[-1].body["given"]:
        return ""
    return str(reading.private(case, answers[-1].sequence).get("address", ""))


def _message(house: House, each: Reminder) -> tuple[str, str]:
    """(subject, text), in French and Arabic: as a slip says it, and no number of a case."""
    slip = slip_of(house, each)
    said = [f"{slip_in_words(slip, language)}\n\n{desk_in_words(slip, language)}" for language in ("fr", "ar")]
    subject = "Rappel · تذكير"
    return (f"{WATERMARK} {subject}" if house.store.training else subject), "\n\n—\n\n".join(said) + "\n"
