"""Telling a person what they should know: by which way, who agreed to it, and what came of it.

Face to face needs nobody's leave. A message by e-mail always does, with the address that it goes to; so do a slip and
a call in a protected case. An agreement is one of the case's own consents, under a name that no pathway can give, so
that it is withdrawn and undone as the others are; the address stays under the seal of the event that brought it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import get_args

from engine.core.answers import consent_holds
from engine.core.decision import Accepted, Decision, Reason, Refused
from engine.core.definition import Definition, Text
from engine.core.events import AgreeContact, AgreedWay, Inform, Json, Way
from engine.core.machine import Situation
from engine.core.recording import draft
from engine.core.values import is_word

VERSION = 1
"Of the texts below: an answer says which of them was read out."
PREFIX = "contact:"
"Begins the names of these agreements: no identifier of a pathway holds a colon."
UNSEEN = "unseen@unseen.invalid"
"Stands for an address that can't be read any more; it leads nowhere."
PROTECTED = "protected"
Consents = Mapping[str, Mapping[str, Json]]

OUTCOMES: Mapping[Way, tuple[str, ...]] = {
    "voice": ("told",),
    "phone": ("told",),
    "slip": ("printed",),
    "email": ("claimed", "sent", "refused"),
}
"""What may come of each way. An e-mail is `claimed` before it is handed to the server, so that nobody else sends it;
without a later word, what became of it is not known."""

TITLES: Mapping[AgreedWay, Text] = {
    "email": Text("Être prévenu par courriel", "الإخبار عبر البريد الإلكتروني", "Being told by e-mail"),
    "phone": Text("Être prévenu par téléphone", "الإخبار عبر الهاتف", "Being told by telephone"),
    "slip": Text("Recevoir un rappel sur papier", "تسلم تذكير مكتوب", "Being given a reminder on paper"),
}
TEXTS: Mapping[AgreedWay, Text] = {
    "email": Text(
        "J'accepte que le bureau m'écrive à cette adresse pour me rappeler un jour et une heure. Le message ne dit ni "
        "pourquoi, ni où. Qui ouvre ma boîte peut le lire. Je peux changer d'avis à tout moment.",
        "أوافق على أن يراسلني المكتب على هذا العنوان لتذكيري بيوم وساعة. لا تذكر الرسالة السبب ولا المكان. ومن يفتح "
        "بريدي يمكنه قراءتها. ويمكنني تغيير رأيي في أي وقت.",
        "I agree that the desk writes to this address to remind me of a day and an hour. The message says neither why "
        "nor where. Whoever opens my mailbox can read it. I can change my mind at any time.",
    ),
    "phone": Text(
        "J'accepte que le bureau m'appelle pour me rappeler un jour et une heure. À quelqu'un d'autre il ne dit rien. "
        "Je peux changer d'avis à tout moment.",
        "أوافق على أن يتصل بي المكتب لتذكيري بيوم وساعة. ولا يقول شيئا لغيري. ويمكنني تغيير رأيي في أي وقت.",
        "I agree that the desk calls me to remind me of a day and an hour. To anybody else it says nothing. I can "
        "change my mind at any time.",
    ),
    "slip": Text(
        "J'accepte de recevoir un rappel sur papier : un jour et une heure, ni pourquoi, ni où. Je peux changer d'avis "
        "à tout moment.",
        "أوافق على تسلم تذكير مكتوب: يوم وساعة، دون السبب ولا المكان. ويمكنني تغيير رأيي في أي وقت.",
        "I agree to be given a reminder on paper: a day and an hour, neither why nor where. I can change my mind "
        "at any time.",
    ),
}
"What is read out before each agreement."

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}", re.ASCII)
_MOST = 254


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address and nothing besides: no name, no second line, no other recipient."""
    return len(text) <= _MOST and _ADDRESS.fullmatch(text) is not None


def consent_title(definition: Definition, name: str) -> Text | None:
    """What an agreement of a case is called: one of the pathway's, or one to be told by some way; None for no such."""
    way = name.removeprefix(PREFIX)
    if name.startswith(PREFIX):
        return next((title for each, title in TITLES.items() if each == way), None)
    known = definition.consents.get(name)
    return None if known is None else known.title


def ways(definition: Definition, consents: Consents, day: date) -> tuple[Way, ...]:
    """The ways by which the person of a case may be told things that day, as they agreed; the safest first."""
    return tuple(way for way in get_args(Way) if lacking(definition, consents, way, day) is None)


def asked_ways(definition: Definition) -> tuple[AgreedWay, ...]:
    """The ways that somebody is asked about in a case of this pathway; none where it is nobody's."""
    if definition.subject == "none":
        return ()
    return get_args(AgreedWay) if definition.confidentiality == PROTECTED else ("email",)


def lacking(definition: Definition, consents: Consents, way: Way, day: date) -> Reason | None:
    """The agreement without which a way isn't taken in a case; None where it may be."""
    if way == "voice" or (way != "email" and definition.confidentiality != PROTECTED):
        return None
    name = f"{PREFIX}{way}"
    if consent_holds(consents.get(name), day):
        return None
    return Reason("consent_missing", name, {"title": TITLES[way]})


def agree(situation: Situation, ask: AgreeContact) -> Decision:
    """Record that the person agreed to be told by a way, refuses it or withdraws; an e-mail's needs its address."""
    if not is_word(ask.language) or (ask.way == "email" and ask.given and not is_address(ask.address)):
        return Refused((Reason("text_refused", "language" if not is_word(ask.language) else "address"),))
    body: dict[str, Json] = {
        "consent": f"{PREFIX}{ask.way}",
        "given": ask.given,
        "version": VERSION,
        "language": ask.language,
    }
    private: dict[str, Json] = {"address": ask.address} if ask.way == "email" and ask.given else {}
    return Accepted((draft("consented", situation, body, private),))


def inform(situation: Situation, ask: Inform) -> Decision:
    """Record that the person was told of an appointment or of a day that nears, or that a message is on its way.

    What became of a message that had left is recorded even if the person has withdrawn since.

    Raises:
        ValueError: nothing of the kind can come of that way.
    """
    if ask.outcome not in OUTCOMES[ask.way] or bool(ask.why) != (ask.outcome == "refused"):
        raise ValueError(f"« {ask.outcome} » doesn't come of « {ask.way} »")
    machine = situation.machine
    known = machine.appointments if ask.about == "appointment" else machine.clocks.deadlines
    if ask.name not in known:
        return Refused((Reason("nothing_to_do", ask.name),))
    if ask.outcome not in ("sent", "refused"):
        reason = lacking(machine.definition, situation.case.consents, ask.way, situation.day)
        if reason is not None:
            return Refused((reason,))
    body: dict[str, Json] = {
        "about": ask.about,
        "name": ask.name,
        "on": ask.on,
        "way": ask.way,
        "outcome": ask.outcome,
    }
    return Accepted((draft("informed", situation, body | ({"why": ask.why} if ask.why else {})),))
