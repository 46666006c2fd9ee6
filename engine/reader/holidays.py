"""A territory's feasts, from the tree of `holidays.yaml` to a calendar.

Knows three kinds of closed days: fixed feasts (a day of the year), religious ones (a day announced or estimated each
year) and exceptional ones (a single day). Refuses a covered year in which a religious feast has no date: the calendar
would count that day as open, and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from engine.core.calendar import Calendar, Holiday, calendar_of
from engine.errors import Said
from engine.reader.marks import Tree, plain
from engine.reader.pick import day_at, keys_at, number_at, paths_at, text_at
from engine.reader.territory_grammar import WEEK
from engine.reader.walker import Reading

_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


def check_holidays(tree: Tree, reading: Reading) -> None:
    """Note what the grammar can't see; says nothing of what it already reported."""
    if len(paths_at(tree, "weekend", "days")) >= len(WEEK):
        what = Said("les sept jours de la semaine sont chômés : aucun délai en jours ouvrables ne finirait.")
        reading.error("E920", tree.place_of(("weekend", "days")), what, Said("Ôter de la liste les jours ouvrables."))
    for ident in keys_at(tree, "fixed"):
        _check_fixed(tree, ident, reading)
    first, last = day_at(tree, "covers", "from"), day_at(tree, "covers", "until")
    if first is None or last is None:
        return
    if first > last:
        what = Said(
            "la période couverte finit le {last}, avant de commencer le {first}.", last=str(last), first=str(first)
        )
        reading.error("E921", tree.place_of(("covers",)), what, Said("Corriger « from » ou « until »."))
        return
    for ident in keys_at(tree, "religious"):
        _check_religious(tree, ident, range(first.year, last.year + 1), reading)


def calendar_from(tree: Tree) -> Calendar:
    """The calendar of a file without errors."""
    data: dict[str, Any] = plain(tree.root)
    first, last = (date.fromisoformat(data["covers"][end]) for end in ("from", "until"))
    found = (*_fixed(data, range(first.year, last.year + 1)), *_religious(data), *_exceptional(data))
    covered = (each for each in found if first <= each.day <= last)
    weekend = frozenset(list(WEEK).index(each) for each in data["weekend"]["days"])
    return calendar_of(covered, known_until=last, weekend=weekend, known_from=first)


def _check_fixed(tree: Tree, ident: str, reading: Reading) -> None:
    day = text_at(tree, "fixed", ident, "day")
    if day is not None and _in_year(day, _LEAP_YEAR) is None:
        what = Said("« {day} » n'est pas un jour de l'année sous la forme mois-jour.", day=day)
        reading.error("E922", tree.place_of(("fixed", ident, "day")), what, Said("Écrire par exemple « 11-18 »."))
    since, until = number_at(tree, "fixed", ident, "since"), number_at(tree, "fixed", ident, "until")
    if since is not None and until is not None and since > until:
        what = Said("cette fête finit en {until}, avant de commencer en {since}.", until=until, since=since)
        reading.error("E923", tree.place_of(("fixed", ident, "until")), what, Said("Corriger « since » ou « until »."))


def _check_religious(tree: Tree, ident: str, covered: range, reading: Reading) -> None:
    """Each covered year has its date: a lunar year is shorter than a civil one, so a feast skips none."""
    dates = {path: day_at(tree, *path, "first") for path in paths_at(tree, "religious", ident, "dates")}
    years = {day.year for day in dates.values() if day is not None}
    missing = [str(year) for year in covered if year not in years]
    if missing and dates and None not in dates.values():
        what = Said(
            "« {ident} » n'a pas de date pour {missing}, que le fichier dit couvrir.",
            ident=ident,
            missing=", ".join(missing),
        )
        remedy = Said("Ajouter la date, « status: estimated » si elle n'est pas annoncée, ou raccourcir « covers ».")
        reading.error("E924", tree.place_of(("religious", ident, "dates")), what, remedy)
    for path, day in dates.items():
        if day is not None and day.year not in covered:
            what = Said("le {day} est hors de la période couverte : cette date ne sert à rien.", day=str(day))
            reading.warning(
                "W925", tree.place_of((*path, "first")), what, Said("Étendre « covers », ou effacer cette date.")
            )


def _fixed(data: dict[str, Any], covered: range) -> Iterator[Holiday]:
    for feast in data["fixed"].values():
        for year in covered:
            day = _in_year(feast["day"], year)
            if day is not None and feast.get("since", year) <= year <= feast.get("until", year):
                yield _holiday(day, feast["title"])


def _religious(data: dict[str, Any]) -> Iterator[Holiday]:
    for feast in data["religious"].values():
        for each in feast["dates"]:
            begun = date.fromisoformat(each["first"])
            for offset in range(feast["days"]):
                day = begun + timedelta(days=offset)
                yield _holiday(day, feast["title"], estimated=each["status"] == "estimated")


def _exceptional(data: dict[str, Any]) -> Iterator[Holiday]:
    for each in data.get("exceptional", ()):
        yield _holiday(date.fromisoformat(each["day"]), each["title"])


def _holiday(day: date, title: dict[str, str], *, estimated: bool = False) -> Holiday:
    return Holiday(day, title["fr"], title.get("ar", ""), estimated)


def _in_year(text: str, year: int) -> date | None:
    """That month and day in that year; None when the year has no such day."""
    found = _DAY_OF_YEAR.fullmatch(text)
    if found is None:
        return None
    try:
        return date(year, int(found[1]), int(found[2]))
    except ValueError:
        return None
