"""What a history says of the invariants of its pathway, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Iterable

from engine.core.definition import Definition, Invariant, Language, Text
from engine.core.invariants import Breach, Unjudged
from engine.core.wording import isolated

_BROKEN = Text(
    "Ce dossier ne respecte pas l'invariant « {text} » depuis l'étape n° {since} (version {version} du parcours).",
    "هذا الملف لا يحترم الثابت «{text}» منذ المرحلة رقم {since} (النسخة {version} من المسار).",
    "This case doesn't keep the invariant “{text}” since step {since} (version {version} of the pathway).",
)
_ONCE_BROKEN = Text(
    "Ce dossier n'a pas respecté l'invariant « {text} », de l'étape n° {since} à l'étape n° {until} (version {version}"
    " du parcours).",
    "هذا الملف لم يحترم الثابت «{text}» من المرحلة رقم {since} إلى المرحلة رقم {until} (النسخة {version} من المسار).",
    "This case didn't keep the invariant “{text}”, from step {since} to step {until} (version {version} of the"
    " pathway).",
)
_UNJUDGED = Text(
    "L'invariant « {text} » n'a pas pu être jugé à l'étape n° {since}.",
    "لم يمكن الحكم في الثابت «{text}» في المرحلة رقم {since}.",
    "The invariant “{text}” could not be judged at step {since}.",
)
_LACKING = Text(" Il manque : {names}.", " ينقص: {names}.", " Lacking: {names}.")
_THEN = Text(", ", "، ", ", ")


def say_breach(breach: Breach, language: Language) -> str:
    """A stretch along which an invariant didn't hold, in a sentence."""
    words = (_BROKEN if breach.until is None else _ONCE_BROKEN).of(language)
    return words.format(
        text=_quoted(breach.invariant, language),
        since=breach.since,
        until=breach.until,
        version=breach.version,
    )


def say_unjudged(unjudged: Unjudged, definition: Definition | None, language: Language) -> str:
    """An invariant that nobody could judge, and what lacked, by the names of the version it is of."""
    told = _UNJUDGED.of(language).format(text=_quoted(unjudged.invariant, language), since=unjudged.since)
    names = [isolated(each, language) for each in _labels(unjudged.lacking, definition, language)]
    return told + (_LACKING.of(language).format(names=_THEN.of(language).join(names)) if names else "")


def _quoted(invariant: Invariant, language: Language) -> str:
    """What an invariant says, as it stands inside a sentence."""
    return isolated(invariant.text.of(language).removesuffix("."), language)


def _labels(lacking: Iterable[str], definition: Definition | None, language: Language) -> Iterable[str]:
    for name in lacking:
        field = None if definition is None else definition.fields.get(name)
        clock = None if definition is None else definition.deadlines.get(name)
        titled = field.label if field is not None else clock.title if clock is not None else None
        yield name if titled is None else titled.of(language)
