"""What people type, read as the pathway declares it: values, days, papers, receipts; shared by every edge.

Reads; judges nothing that the core judges. A value that can't be read as its type is passed on as it was typed, so that
the refusal comes with all the others, in the words of `engine.core.wording`. Only what the core can't know is refused
here: a commune outside the territory, a country that isn't one, a pair without « = ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import cast, get_args

from engine.app.house import House, written_id
from engine.app.opening import newest
from engine.app.sight import UNREADABLE, noting_denials, require_row_sight, require_sight
from engine.core.definition import Definition, Field
from engine.core.events import Actor, DocumentStatus, Json, Receipt
from engine.core.values import FIRST_DAY, LAST_DAY
from engine.core.wording import STATUSES
from engine.errors import CaseNotFound, UsageError, did_you_mean
from engine.store.journal import Reading

YES = frozenset(("true", "oui", "yes", "vrai", "نعم"))
NO = frozenset(("false", "non", "no", "faux", "لا"))
NOWHERE = ("apatride", "inconnu")
"Answers to « which country » that are no country."
WITHHELD = "none"
"The word for a receipt that the office did not hand over."

_COUNTRY = re.compile(r"[A-Za-z]{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_AND_TIME = re.compile(r"(\S+?)(?:\s+(?:à\s+|at\s+)?|T)(\d{1,2})\s*[h:]\s*(\d{2})?(?:\s*min)?", re.IGNORECASE)


def day_of(text: str) -> date:
    """A day written 2026-11-06 or 06/11/2026.

    Raises:
        UsageError: anything else, a day that no calendar has, or a year that was mistyped.
    """
    found = _day(text.strip())
    if found is None:
        raise UsageError(
            "« {text} » n'est pas une date.",
            "Écrire la date comme 2026-11-06, ou jour/mois/année comme 06/11/2026.",
            text=text,
        )
    return plausible(found)


def plausible(day: date) -> date:
    """The same day, if a case can live on it: near the ends of the calendar, its clocks would run out of it.

    Raises:
        UsageError: an earlier or a later day.
    """
    if not FIRST_DAY <= day.isoformat() <= LAST_DAY:
        raise UsageError(
            "L'année {year} n'est pas possible ici.",
            "Écrire un jour entre {first_day} et {last_day}.",
            year=day.year,
            first_day=FIRST_DAY[:4],
            last_day=LAST_DAY[:4],
        )
    return day


def _day(word: str) -> date | None:
    """The day, or None; day first when slashes, dots or dashes stand between, as it is written on papers here."""
    try:
        if _ISO.fullmatch(word):
            return date.fromisoformat(word)
        written = _DAY_FIRST.fullmatch(word)
        if written is not None:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _moment(word: str) -> str | None:
    """A day, or a day and an hour (30/11/2026 9h30, 30/11/2026 09:30, 2026-11-30T09:30), as ISO text; or None."""
    timed = _DAY_AND_TIME.fullmatch(word)
    day = _day(timed[1] if timed is not None else word)
    if day is None or timed is None:
        return None if day is None else day.isoformat()
    try:
        at = time(int(timed[2]), int(timed[3] or 0))
    except ValueError:
        return None
    return f"{day.isoformat()}T{at:%H:%M}"


def pairs(words: Iterable[str], example: str) -> dict[str, str]:
    """NAME=VALUE words as a map, in their order; the value may hold « = » itself.

    Raises:
        UsageError: a word without « = » or without a name, or one name twice; `example` shows the good form.
    """
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        name = name.strip()
        if not sign or not name:
            raise UsageError(
                "« {word} » n'a pas la forme NOM=VALEUR.", "Écrire par exemple : {example}.", word=word, example=example
            )
        if name in found:
            raise UsageError("« {name} » est donné deux fois.", "Le donner une seule fois.", name=name)
        found[name] = value
    return found


def value_of(house: House, field: Field, text: str) -> Json:
    """A typed text as the field's type wants it; as it was typed when it can't be read so.

    Raises:
        UsageError: an unknown commune or country, with the nearest good word.
    """
    word = text.strip()
    match field.type:
        case "boolean":
            folded = word.casefold()
            return True if folded in YES else False if folded in NO else word
        case "integer":
            return _integer(word)
        case "date":
            day = _day(word)
            return word if day is None else day.isoformat()
        case "moment":
            return _moment(word) or word
        case "choices":
            return [each.strip() for each in re.split("[,،]", word) if each.strip()]
        case "commune":
            return house.commune(word)
        case "country":
            return country(word)
        case _:
            return word


def _integer(word: str) -> Json:
    try:
        return int(word)
    except ValueError:
        return word


def country(word: str) -> str:
    """A country by its two-letter code (ISO 3166), or « apatride », « inconnu ».

    Raises:
        UsageError: anything else.
    """
    if word.casefold() in NOWHERE:
        return word.casefold()
    if _COUNTRY.fullmatch(word) is None:
        near = get_close_matches(word.casefold(), NOWHERE, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "« {word} » n'est pas un code de pays.{hint}",
            "Écrire les deux lettres du code ISO (SN pour le Sénégal, CI pour la Côte d'Ivoire), apatride ou inconnu.",
            word=word,
            hint=hint,
        )
    return word.upper()


def values_given(house: House, declared: Mapping[str, Field], typed: Mapping[str, str]) -> dict[str, Json]:
    """Typed texts by field name; a name that the pathway doesn't declare is passed on for the core to refuse."""
    return {name: value_of(house, declared[name], text) if name in declared else text for name, text in typed.items()}


def status_of(word: str) -> DocumentStatus:
    """The status of a paper, by its identifier (received) or its French or Arabic name (reçue).

    Raises:
        UsageError: no such status, with the nearest one.
    """
    folded = word.strip().casefold()
    names: dict[str, str] = {status: status for status in get_args(DocumentStatus)}
    for status, text in STATUSES.items():
        for said in (text.fr, text.ar, text.en):
            names.setdefault(said.casefold(), status)
    if folded in names:
        return cast("DocumentStatus", names[folded])
    near = get_close_matches(folded, names, n=1, cutoff=0.5)
    hint = did_you_mean([names[near[0]]] if near else ())
    raise UsageError(
        "« {word} » n'est pas l'état d'une pièce.{hint}",
        "États : {statuses}.",
        word=word,
        hint=hint,
        statuses=_statuses(),
    )


def _statuses() -> str:
    return ", ".join(f"{status} ({text.fr})" for status, text in STATUSES.items())


def papers_given(typed: Mapping[str, str]) -> dict[str, DocumentStatus]:
    """PAPER=STATUS words, read."""
    return {name: status_of(word) for name, word in typed.items()}


def receipt_given(text: str) -> Receipt:
    """A receipt as NUMBER:DATE, NUMBER alone (of the day of the act), or « none » when it was withheld.

    Raises:
        UsageError: an empty number, or a date that isn't one.
    """
    word = text.strip()
    if word.casefold() == WITHHELD:
        return Receipt(None, None)
    number, sign, day = word.rpartition(":")
    if not sign:
        number, day = word, ""
    if not number.strip():
        raise UsageError(
            "Le récépissé n'a pas de numéro.",
            "Écrire NUMÉRO:DATE, par exemple 118/2026:2026-11-10 ; s'il n'a pas été remis : none, avec un motif.",
        )
    return Receipt(number.strip(), day_of(day) if sign else None)


def person_given(typed: Mapping[str, str | None]) -> dict[str, str]:
    """What was typed of a person, days and countries read as people write them; what wasn't given is left out.

    Raises:
        UsageError: a day or a country that isn't one.
    """
    found = {name: value for name, value in typed.items() if value is not None}
    if found.get("birth_date"):
        found["birth_date"] = day_of(found["birth_date"]).isoformat()
    if found.get("nationality"):
        found["nationality"] = country(found["nationality"])
    return found


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What has to be known of a case to read what is typed about it, and to sign as its desk."""

    case: str
    "Its identifier, set right if it was typed otherwise."
    definition: Definition
    commune: str


def known_case(house: House, word: str, actor: Actor) -> KnownCase:
    """A case named as people type it, for whoever acts.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
    """
    case_id = written_id(word)

    def work(reading: Reading) -> KnownCase:
        try:
            held = reading.case(case_id)
            if held is None:
                raise CaseNotFound(word)
            definition = house.machine(reading, held.case.digest).definition
        except UNREADABLE:
            require_row_sight(house, reading, actor, case_id, word)
            raise
        require_sight(reading, actor, "case.read", definition, held, word)
        return KnownCase(case_id, definition, held.case.commune)

    with noting_denials(house, actor, "case.read", case_id):
        return house.store.read(work)


def definition_of_process(house: House, process: str) -> Definition:
    """The definition under which a new case of that pathway would open.

    Raises:
        UsageError: no such pathway is published.
    """
    return house.store.read(lambda reading: house.machine(reading, newest(reading, process)).definition)
