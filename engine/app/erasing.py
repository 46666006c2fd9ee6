"""A person erased: asked for by one, carried out by another; what becomes of the files, and until when a copy lives.

Every record of the same person goes together. What happened stays in the history, without anything personal.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from engine.app.house import ZONE, House
from engine.app.kinship import require_apart
from engine.app.people import damage_told_at_home, find_subject, same_person, sees_subject
from engine.app.sight import noting_denials, sees_line
from engine.authority.allow import Action
from engine.core.events import Actor, Event
from engine.core.rights import BACKUP_DAYS, BASES
from engine.core.values import clean_text, is_visible
from engine.core.wording import ROLES
from engine.errors import HistoryError, NotAllowed, PersonNotFound, UsageError, did_you_mean
from engine.store.erasing import ERASED
from engine.store.journal import Emptied, Reading, Writing
from engine.store.subjects import Subject

_ASKED, _REFUSED = "erasure_asked", "erasure_refused"


@dataclass(frozen=True, slots=True)
class Request:
    """An erasure that was asked for and waits for somebody else."""

    subject: str
    records: tuple[str, ...]
    "Every record of the same person."
    basis: str
    asked_by: str
    asked_on: str
    "ISO date."
    asked_at: str
    "When it was written."
    reason: str
    "What the asker wrote; empty where it wasn't opened."


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure carried out."""

    request: Request
    approved_by: str
    cases: int
    seals: int
    attachments: int
    log: Emptied
    last_backup: date | None
    "The day of the last backup that holds the key; None when none was taken."
    gone_on: date
    "From that day on, no backup that is still kept holds the key."


def ask_erasure(house: House, subject_id: str, basis: str, reason: str, actor: Actor) -> Request:
    """Ask that a person be erased; nothing is erased before somebody else agrees.

    Raises:
        UsageError: no such person, an unknown basis, no reason, asked already, or a case that is still open.
    """
    if basis not in BASES:
        near = get_close_matches(basis, BASES, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "Le fondement « {basis} » n'existe pas.{hint}",
            "Fondements : {bases}.",
            basis=basis,
            hint=hint,
            bases=", ".join(BASES),
        )
    if not is_visible(reason):
        raise UsageError("Un motif est nécessaire pour effacer.", "Écrire le motif en une phrase simple.")
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Request:
        kept = records_of(house, writing, subject_id, actor, "person.rights")
        if pending(writing, kept[0].id) is not None:
            raise UsageError(
                "L'effacement de cette personne est déjà demandé.",
                "Quelqu'un d'autre l'approuve (baom person erase {subject_id} --approve) ou le refuse.",
                subject_id=subject_id,
            )
        _require_closed(house, writing, kept, actor, only_seen=True)
        for each in kept:
            writing.tell_of_subject(each.id, _ASKED, {"basis": basis}, {"reason": clean_text(reason)}, stamp)
        return _request(writing, subject_id, kept)

    with noting_denials(house, actor, "person.rights", subject_id):
        return house.store.write(work)


def see_request(house: House, subject_id: str, actor: Actor) -> Request | None:
    """The erasure that is asked for of a person, with its reason; None when there is none.

    Raises:
        UsageError: no such person.
    """

    def work(reading: Reading) -> Request | None:
        kept = records_of(house, reading, subject_id, actor, "person.rights", "person.erase")
        if pending(reading, kept[0].id) is None:
            return None
        return _request(reading, subject_id, kept, opened=True)

    with noting_denials(house, actor, "person.rights", subject_id):
        found = house.store.read(work)
    house.trace(actor, "person.rights", [subject_id])
    return found


def requests(house: House, actor: Actor) -> list[Request]:
    """Every erasure that waits: those the actor may answer, and their own; nothing personal is opened."""

    def work(reading: Reading) -> list[Request]:
        found: dict[str, Request] = {}
        for name in reading.told_of(_ASKED):
            asked = pending(reading, name)
            # A row that doesn't hold keeps the others waiting for nothing: whoever opens it is told.
            with suppress(HistoryError):
                subject = reading.subject(name)
                if subject is None or asked is None:
                    continue
                if asked.actor == actor.name or sees_subject(house, reading, subject, actor, "person.erase"):
                    kept = _alive(reading, name)
                    found.setdefault(kept[0].id, _request(reading, kept[0].id, kept))
        return list(found.values())

    return house.store.read(work)


def refuse_erasure(house: House, subject_id: str, reason: str, actor: Actor) -> Request:
    """Refuse an erasure, or take back one's own demand.

    Raises:
        UsageError: no such person, no reason, or nothing was asked.
    """
    if not is_visible(reason):
        raise UsageError("Un motif est nécessaire pour refuser.", "Écrire le motif en une phrase simple.")
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Request:
        kept = records_of(house, writing, subject_id, actor, "person.rights", "person.erase")
        request = _asked(writing, subject_id, kept)
        if request.asked_by != actor.name and not sees_subject(house, writing, kept[0], actor, "person.erase"):
            raise not_yours(actor)
        for each in kept:
            writing.tell_of_subject(each.id, _REFUSED, {}, {"reason": clean_text(reason)}, stamp)
        return request

    with noting_denials(house, actor, "person.rights", subject_id):
        return house.store.write(work)


def approve_erasure(house: House, subject_id: str, actor: Actor) -> Erasure:
    """Carry out an erasure that somebody else asked for: keys and values destroyed, the files emptied of them.

    Raises:
        UsageError: no such person, nothing was asked, by the same name that asked, or a case is open again.
        SameOrigin, BrokenAccount: the two names may be one person's.
    """
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> tuple[Request, tuple[int, int, int], date | None]:
        writing.hold_keys()
        kept = records_of(house, writing, subject_id, actor, "person.erase")
        request = _asked(writing, subject_id, kept)
        if request.asked_by == actor.name:
            raise UsageError(
                "Qui a demandé un effacement ne l'approuve pas.",
                "Le faire approuver par un autre nom. Rien n'a été effacé.",
            )
        require_apart(house, writing, actor, request.asked_by, request.asked_at)
        _require_closed(house, writing, kept, actor, only_seen=False)
        agreed = {"basis": request.basis, "asked_by": request.asked_by, "approved_by": actor.name}
        done = [writing.erase(each.id, agreed, stamp) for each in kept]
        counts = (sum(each.cases for each in done), sum(each.seals for each in done))
        return request, (*counts, sum(each.attachments for each in done)), _last_backup(writing)

    with noting_denials(house, actor, "person.erase", subject_id):
        request, (cases, seals, attachments), last = house.store.write(work)
    for name in request.records:
        house.heard.forget(name)
        _remember(house, name)
    gone_on = house.today() if last is None else max(last + timedelta(days=BACKUP_DAYS), house.today())
    return Erasure(request, actor.name, cases, seals, attachments, house.store.empty_log(), last, gone_on)


def _remember(house: House, subject_id: str) -> None:
    """Tell an erasure beside the keys, for the day an older backup is restored where the database is lost."""
    found = house.store.read(lambda reading: reading.erasure_of(subject_id))
    if house.erased is not None and found is not None and found[1] is not None:
        house.erased.add(found[0], found[1])


def pending(reading: Reading | Writing, subject_id: str) -> Event | None:
    """The demand of an erasure that waits; None when there is none, or it was answered."""
    told = (event for event, _ in reversed(reading.history(subject_id)))
    last = next((event for event in told if event.kind in (_ASKED, _REFUSED, ERASED)), None)
    return last if last is not None and last.kind == _ASKED else None


def records_of(
    house: House, reading: Reading | Writing, subject_id: str, actor: Actor, *actions: Action
) -> list[Subject]:
    """Every record of the person that isn't erased yet, the one that was kept first; for whoever may do one of these.

    Raises:
        UsageError: there is none, or none that the actor may know of; or the person is erased already.
    """
    with damage_told_at_home(reading, subject_id, actor, *actions):
        found = find_subject(reading, subject_id)
        if not any(sees_subject(house, reading, found, actor, action) for action in actions):
            known = sees_subject(house, reading, found, actor, "person.read")
            raise not_yours(actor) if known else PersonNotFound(subject_id)
    if found.erased:
        raise UsageError("Cette personne a déjà été effacée.", "Rien d'autre n'est à faire.")
    return _alive(reading, subject_id)


def _alive(reading: Reading | Writing, subject_id: str) -> list[Subject]:
    found = (reading.subject(each) for each in same_person(reading, subject_id))
    return [each for each in found if each is not None and not each.erased]


def _require_closed(
    house: House, reading: Reading | Writing, kept: list[Subject], actor: Actor, *, only_seen: bool
) -> None:
    """Refuse while a case is open; one that the actor may not see is neither named nor counted.

    With `only_seen` it isn't even told: whoever carries the erasure out learns of it.
    """
    still_open = [line for each in kept for line in reading.cases_of(each.id) if line.open]
    seen = [line.case for line in still_open if sees_line(house, reading, actor, line)]
    if seen:
        raise UsageError(
            "Cette personne a encore un dossier ouvert : {seen}. Rien n'a été effacé.",
            "Le clore d'abord (baom case next {first}), puis recommencer.",
            seen=", ".join(seen),
            first=seen[0],
        )
    if still_open and not only_seen:
        raise UsageError(
            "Cette personne est encore accompagnée. Rien n'a été effacé.",
            "Demander au superviseur de son bureau de mener l'effacement.",
        )


def _asked(reading: Reading | Writing, subject_id: str, kept: list[Subject]) -> Request:
    if pending(reading, kept[0].id) is None:
        raise UsageError(
            "Personne n'a demandé l'effacement de cette personne.",
            'Le demander d\'abord : baom person erase {subject_id} --basis retrait --reason "…"',
            subject_id=subject_id,
        )
    return _request(reading, subject_id, kept)


def _request(reading: Reading | Writing, subject_id: str, kept: list[Subject], *, opened: bool = False) -> Request:
    event = pending(reading, kept[0].id)
    if event is None:
        raise UsageError("Cette demande n'attend plus.", "Relire la fiche de la personne.")
    reason = str(reading.private(kept[0].id, event.sequence).get("reason", "")) if opened else ""
    records = tuple(each.id for each in kept)
    return Request(
        subject_id, records, str(event.body.get("basis", "")), event.actor, event.happened_on, event.recorded_at, reason
    )


def _last_backup(reading: Reading | Writing) -> date | None:
    moments = [event.recorded_at for event in reading.backups()]
    return max(_day(moment) for moment in moments) if moments else None


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(ZONE).date()


def not_yours(actor: Actor) -> NotAllowed:
    """What to raise for a right over a person's data that another role has."""
    return NotAllowed(ROLES.get(actor.role, actor.role))
