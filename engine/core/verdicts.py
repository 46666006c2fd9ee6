"""What judging an event again can find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.core.definition import Language, Text
from engine.core.events import Json

Why = Literal["erased", "never_kept", "calendar_unknown", "definition_unknown"]


@dataclass(frozen=True, slots=True)
class Agrees:
    """Judged again, the event is what would be recorded."""


@dataclass(frozen=True, slots=True)
class Differs:
    """The event isn't what the rules of its day make of what was asked."""

    what: str
    """What of it: `state`, `definition`, `refused`, `kind`, `trigger`, `to`, `happened_on`, `actor`, `private`, `next`
    (a step that lacks its second half), `reverted`, `link`, `body`, or a part of the body (`clocks`, `guards`…)."""
    expected: Json
    found: Json


@dataclass(frozen=True, slots=True)
class NotRedecidable:
    """What the step looked at can't be seen any more; nothing that is left speaks against it."""

    why: Why


Verdict = Agrees | Differs | NotRedecidable
AGREES = Agrees()

_DIFFERS: Mapping[str, Text] = {
    "refused": Text(
        "Cette étape aurait été refusée ({expected}).",
        "كانت هذه المرحلة سترفض ({expected}).",
        "This step would have been refused ({expected}).",
    ),
    "state": Text(
        "Elle part d'une autre étape ({found}) que celle où en était le dossier ({expected}).",
        "تنطلق من مرحلة أخرى ({found}) غير التي كان فيها الملف ({expected}).",
        "It leaves another state ({found}) than the case was in ({expected}).",
    ),
    "to": Text(
        "Elle mène à une autre étape ({found}) que les règles de ce jour ({expected}).",
        "تؤدي إلى مرحلة أخرى ({found}) غير ما تقوله قواعد ذلك اليوم ({expected}).",
        "It leads to another state ({found}) than the rules of its day ({expected}).",
    ),
    "definition": Text(
        "Elle suit une autre version du parcours que le dossier.",
        "تتبع نسخة من المسار غير نسخة الملف.",
        "It follows another version of the pathway than the case.",
    ),
    "actor": Text(
        "Ce signataire n'a pas pu la faire ({found}).",
        "لا يمكن أن يكون هذا الموقع من قام بها ({found}).",
        "Whoever signs it can't have done it ({found}).",
    ),
    "desk": Text(
        "Elle est signée d'un autre bureau ({found}) que celui du dossier ({expected}).",
        "وقعها مكتب آخر ({found}) غير مكتب الملف ({expected}).",
        "It is signed by another desk ({found}) than the case's ({expected}).",
    ),
    "next": Text(
        "La seconde moitié de l'étape manque.",
        "ينقص النصف الثاني من المرحلة.",
        "The second half of the step is missing.",
    ),
    "clocks": Text(
        "Ses échéances ne sont pas celles que donne le calcul.",
        "آجالها ليست ما يعطيه الحساب.",
        "Its deadlines aren't those that the count gives.",
    ),
    "guards": Text(
        "La réponse de sa condition n'est pas celle qui a été enregistrée.",
        "جواب شرطها ليس الجواب المسجل.",
        "Its condition's answer isn't the one recorded.",
    ),
    "link": Text(
        "Aucune étape n'a fait ce lien ({found}).",
        "لم تنشئ أي مرحلة هذا الرابط ({found}).",
        "No step made this link ({found}).",
    ),
    "private": Text(
        "Ses données scellées ne sont pas celles qui seraient enregistrées.",
        "معطياتها المختومة ليست ما كان سيسجل.",
        "Its sealed data aren't those that would be recorded.",
    ),
}
_OTHER = Text(
    "« {what} » n'est pas ce que donnent les règles de ce jour.",
    "«{what}» ليس ما تعطيه قواعد ذلك اليوم.",
    "“{what}” isn't what the rules of its day give.",
)
_UNDECIDED: Mapping[Why, Text] = {
    "erased": Text(
        "Ne peut plus être rejugée : la personne a été effacée.",
        "لا يمكن إعادة الحكم عليها: تم محو الشخص.",
        "Not re-decidable: the person was erased.",
    ),
    "never_kept": Text(
        "Ne peut pas être rejugée : elle tenait à une réponse qui n'est jamais gardée.",
        "لا يمكن إعادة الحكم عليها: كانت رهينة بجواب لا يحفظ أبدا.",
        "Not re-decidable: it turned on an answer that is never kept.",
    ),
    "calendar_unknown": Text(
        "Ne peut pas être rejugée : le calendrier de ce jour n'est pas dans la base.",
        "لا يمكن إعادة الحكم عليها: تقويم ذلك اليوم ليس في القاعدة.",
        "Not re-decidable: the calendar of that day isn't in the database.",
    ),
    "definition_unknown": Text(
        "Ne peut pas être rejugée : sa définition n'est pas dans la base.",
        "لا يمكن إعادة الحكم عليها: تعريفها ليس في القاعدة.",
        "Not re-decidable: its definition isn't in the database.",
    ),
}


def say_verdict(verdict: Verdict, language: Language) -> str:
    """A verdict in words, without any private value; empty where the event agrees."""
    match verdict:
        case Differs(what=what, expected=expected, found=found):
            text = _DIFFERS.get(what, _OTHER).of(language)
            return text.format(what=what, expected=_written(expected), found=_written(found))
        case NotRedecidable(why=why):
            return _UNDECIDED[why].of(language)
        case _:
            return ""


def _written(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
