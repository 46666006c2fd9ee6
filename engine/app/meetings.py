"""A case's appointments as a calendar may say them: when, where, which case; never who, nor what for.

A calendar is read over a shoulder, synchronised with a telephone's maker, shared with colleagues. So an appointment
bears the case's number and the office, no name, no pathway, no reason; in a protected case not even the office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from hashlib import sha256

from engine.app.house import ZONE, House
from engine.app.reading import Opened, read_case
from engine.app.sections import Section
from engine.app.sight import PROTECTED
from engine.app.worklist import Row, Wanted, every_row, unnoted_worklist
from engine.core.appointments import Appointment, appointments
from engine.core.definition import Language, Text
from engine.core.events import Actor
from engine.core.territory import offices_for
from engine.errors import UsageError
from engine.printing.ics import Meeting, calendar_file

_LASTS = timedelta(hours=1)
"What a calendar keeps free: an office gives an hour, never a length."
_MOST = 1_000
"Cases of one calendar file."
_SECTION: tuple[Section, ...] = ("appointment",)
_SUMMARY = Text("Rendez-vous — dossier {}", "موعد — ملف {}", "Appointment — case {}")
_TO_CONFIRM = Text(
    "Adresse et horaires à confirmer auprès du service.",
    "العنوان والتوقيت في حاجة إلى تأكيد لدى المصلحة.",
    "Address and hours to be confirmed with the office.",
)


def case_calendar(house: House, case_id: str, language: Language, actor: Actor) -> bytes:
    """The appointments to come of one case.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
        UsageError: it has no appointment to come.
    """
    opened = read_case(house, case_id, actor)
    known = appointments(opened.machine.appointments, opened.held.case.fields)
    coming = [each for each in known if each.day >= house.today()]
    if not coming:
        raise UsageError(
            "Le dossier {case_id} n'a pas de rendez-vous à venir.",
            "Enregistrer le rendez-vous d'abord ; ce qui est demandé : baom case next {case_id}.",
            case_id=case_id,
        )
    return calendar_file([_meeting(house, opened, each, language) for each in coming], ZONE, house.now())


def desk_calendar(house: House, wanted: Wanted, language: Language, actor: Actor) -> tuple[bytes, int]:
    """The appointments of a desk's days, as `worklist` lists them; and how many there are.

    Raises:
        UsageError: an unknown commune.
    """
    parts = unnoted_worklist(house, wanted, actor, sections=_SECTION, limit=_MOST)
    meetings = []
    for _, row in every_row(parts):
        if row.meetings:
            opened = read_case(house, row.line.case, actor, act=None)
            meetings += [_meeting(house, opened, each, language) for each in row.meetings]
    house.trace(actor, "case.list", [row.line.case for _, row in every_row(parts) if row.meetings])
    return calendar_file(meetings, ZONE, house.now()), len(meetings)


@dataclass(frozen=True, slots=True)
class Met:
    """One appointment of a desk's week, with its line of the day."""

    meeting: Appointment
    row: Row


def desk_week(house: House, commune: str | None, monday: date, actor: Actor) -> list[Met]:
    """The appointments of a desk in the week that begins on a day, in the order of the clock; none that is past.

    Raises:
        UsageError: an unknown commune.
        NotAllowed: another desk's, or a role that sees no case.
    """
    sunday = monday + timedelta(days=6)
    parts = unnoted_worklist(house, Wanted(commune=commune, until=sunday), actor, sections=_SECTION, limit=_MOST)
    rows = [row for _, row in every_row(parts)]
    found = [Met(each, row) for row in rows for each in row.meetings if monday <= each.day <= sunday]
    house.trace(actor, "case.list", [name for each in found for name in (each.row.line.case, each.row.line.subject)])
    return sorted(found, key=lambda each: (each.meeting.day, each.meeting.at or time.min, each.row.line.case))


def _meeting(house: House, opened: Opened, each: Appointment, language: Language) -> Meeting:
    case, definition = opened.held.case, opened.machine.definition
    where, told = "", ""
    if definition.confidentiality != PROTECTED:
        # Of several offices nothing says which one gave the appointment: a wrong address is worse than none.
        offices = offices_for(house.territory, each.service, case.commune)
        office = offices[0] if len(offices) == 1 else None
        service = definition.services[each.service].title.of(language)
        where = ", ".join(part for part in (office.name.of(language), office.address) if part) if office else service
        told = "" if office is not None and office.address and office.verified else _TO_CONFIRM.of(language)
    # Which field it is tells what it is for: only its trace stands in the identifier.
    trace = sha256(f"{case.case}/{each.field}".encode()).hexdigest()[:8]
    return Meeting(
        uid=f"{case.case}-{trace}@baom",
        revision=case.sequence,
        day=each.day,
        at=each.at,
        lasts=_LASTS,
        summary=_SUMMARY.of(language).format(case.case),
        location=where,
        description=told,
    )
