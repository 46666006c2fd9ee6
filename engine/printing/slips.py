"""Slips that remind somebody of a day: several on a page to cut, each in French and Arabic; and the words they say.

A slip may lie on a kitchen table: it names the desk, a day and an hour; never the person, the pathway, the place or the
reason. An e-mail says the same words. Drawn by a fixed Typst program, fed with data, as sheets are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import typst

from engine.core.appointments import day_part, time_part
from engine.core.days import moment_in_words, weekday_in_words
from engine.core.definition import Language, Text
from engine.errors import EnvironmentUnusable
from engine.printing import words
from engine.printing.pdf import typeset

_BOTH: tuple[Language, Language] = ("fr", "ar")

_DESK = Text("BAOM de {}", "مكتب BAOM بـ{}", "BAOM of {}")
_APPOINTMENT = Text(
    "Rappel : vous avez un rendez-vous le {day}. Le lieu vous a été dit ; en cas de doute, ou pour changer de jour, "
    "passer au BAOM de {desk}.",
    "تذكير: لديكم موعد يوم {day}. تم إخباركم بالمكان؛ وعند الشك أو لتغيير اليوم، المرجو المرور بمكتب BAOM بـ{desk}.",
    "Reminder: you have an appointment on {day}. You were told the place; if in doubt, or to change the day, come to "
    "the BAOM of {desk}.",
)
_AT_THE_DESK = Text(
    "Rappel : vous avez un rendez-vous au BAOM de {desk} le {day}.",
    "تذكير: لديكم موعد بمكتب BAOM بـ{desk} يوم {day}.",
    "Reminder: you have an appointment at the BAOM of {desk} on {day}.",
)
_PASS_BY = Text(
    "Rappel : merci de passer au BAOM de {desk}, au plus tard le {day}.",
    "تذكير: المرجو المرور بمكتب BAOM بـ{desk}، في أجل أقصاه {day}.",
    "Reminder: please come to the BAOM of {desk}, on {day} at the latest.",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person is told."""

    case: str
    "Its number, by which whoever hands the slip over knows whose it is."
    desk: Mapping[Language, str]
    "What people call the commune, by language."
    on: str
    "A day or a moment, ISO text."
    meets: bool
    "An appointment; else a day by which to come."
    here: bool
    "Whether that appointment is with the desk itself."


def desk_in_words(slip: Slip, language: Language) -> str:
    """« BAOM de Tiznit »."""
    return _DESK.of(language).format(slip.desk[language])


def slip_in_words(slip: Slip, language: Language) -> str:
    """The one sentence of a reminder."""
    sentence = (_AT_THE_DESK if slip.here else _APPOINTMENT) if slip.meets else _PASS_BY
    return sentence.of(language).format(day=_when(slip.on, language), desk=slip.desk[language])


def _when(on: str, language: Language) -> str:
    """« lundi 30 novembre 2026 à 9 h 30 »."""
    day = date.fromisoformat(day_part(on))
    told = weekday_in_words(day, language)
    if time_part(on) is None:
        return told
    return told + moment_in_words(on, language).removeprefix(moment_in_words(day_part(on), language))


def slips_pdf(slips: Sequence[Slip], *, issued_at: datetime, watermark: bool) -> bytes:
    """The slips one under the other, with a line to cut along: the same data and moment give the same bytes.

    Raises:
        EnvironmentUnusable: the typesetter failed.
    """
    page = {
        "title": "Rappels · تذكيرات",
        "watermark": words.WATERMARK if watermark else "",
        "slips": [
            {
                "case": slip.case,
                "desk": {language: desk_in_words(slip, language) for language in _BOTH},
                "words": {language: slip_in_words(slip, language) for language in _BOTH},
            }
            for slip in slips
        ],
    }
    try:
        return typeset("slips", page, issued_at)
    except typst.TypstError as error:
        raise EnvironmentUnusable("Les rappels n'ont pas pu être composés.", "Réinstaller le programme.") from error
