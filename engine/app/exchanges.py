"""What passed between the desk and the offices: what was filed and refused, what is answered, and on which texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from engine.app.house import House
from engine.app.reading import Opened
from engine.app.views import source_views
from engine.core.definition import Field, Language, Source
from engine.core.events import Event
from engine.core.territory import offices_for
from engine.store.journal import Reading

_SEALED = "fields."
_QUOTED = 4
"Texts that a letter quotes: one reads four."


class Past(NamedTuple):
    """What happened to a case, as its sheets tell it."""

    events: list[Event]
    private: Callable[[int], Mapping[str, Any]]
    "Sequence → what was sealed with that event."


def past_of(house: House, case_id: str) -> Past:
    """What happened to a recorded case."""
    history = [event for event, _ in house.store.read(lambda reading: reading.history(case_id))]
    return Past(
        standing(history), lambda sequence: house.store.read(partial(_private, case=case_id, sequence=sequence))
    )


def standing(events: Iterable[Event]) -> list[Event]:
    """A history without what was undone: a sheet never tells of a wrong click."""
    history = list(events)
    gone = {event.body["target"] for event in history if event.kind == "reverted"}
    return [event for event in history if event.kind != "reverted" and event.sequence not in gone]


class Refused(NamedTuple):
    """A refusal on record: the motive that an office gave, and when."""

    event: Event
    field: Field
    motive: str


def last_refusal(opened: Opened, history: list[Event]) -> Refused | None:
    """The last refusal whose motive is on record, as it was corrected since; None when there is none."""
    known = {**opened.held.case.fields, **opened.held.private}
    for event in reversed(history):
        # A corrected motive is told of the day when it was given.
        for name in _recorded(event) if event.kind != "corrected" else ():
            field = opened.machine.definition.fields.get(name)
            if field is not None and field.answers and known.get(name) in field.options:
                return Refused(event, field, known[name])
    return None


def _recorded(event: Event) -> list[str]:
    """The fields that an event recorded, private ones included."""
    sealed = [name.removeprefix(_SEALED) for name in event.body.get("sealed", ()) if name.startswith(_SEALED)]
    return [*event.body.get("fields", {}), *sealed]


def last_filing(history: list[Event], refused: Event | None) -> Event | None:
    """The last filing, whether or not its receipt was handed over; of a refusal, the one that was refused.

    An appeal is filed as well: a letter of appeal that told it as its first fact would leave out the demand itself.
    """
    filings = [event for event in history if event.body.get("receipt") is not None]
    before = [event for event in filings if refused is not None and event.sequence < refused.sequence]
    return next(reversed(before or filings), None)


def grounds(
    opened: Opened, takes: Collection[str], refused: Refused | None, filed: Event | None, *, letter: bool
) -> list[Source]:
    """The sources that a sheet rests on, each once: those of what it is about, then those of the step itself.

    A letter quotes few, and read ones only: a text that nobody has read, or a page of them, harms whoever signs it.
    """
    definition, guidance = opened.machine.definition, opened.guidance
    found: list[str] = []
    if "refusal" in takes and refused is not None and (answer := refused.field.answers.get(refused.motive)) is not None:
        found += answer.basis
    if "deadlines" in takes:
        running = [view.deadline for view in guidance.clocks if view.deadline.kind == "legal" and not view.overdue]
        found += [name for deadline in running for name in deadline.basis]
    if "receipt" in takes and filed is not None:
        paper = definition.documents.get(filed.body["receipt"]["document"])
        found += paper.basis if paper is not None else ()
    if not found or "receipt" not in takes or "refusal" in takes:
        found += definition.states[opened.held.case.state].basis
    sources = [definition.sources[name] for name in dict.fromkeys(found)]
    if letter:
        return [source for source in sources if source.confidence == "sourced"][:_QUOTED]
    return sources or list(guidance.bases)


def refusal_told(house: House, opened: Opened, refused: Refused, language: Language) -> dict[str, Any]:
    """A refusal, with the answer that the pathway gives."""
    answer = refused.field.answers.get(refused.motive)
    return {
        "motive": refused.field.options[refused.motive].of(language),
        "day": refused.event.happened_on,
        "answer": answer.text.of(language) if answer is not None else "",
        "office": office_of(house, opened, refused.event.from_state, language),
    }


def counter_answers(house: House, opened: Opened, language: Language) -> list[dict[str, Any]]:
    """What to answer at the counter for each motive that still stands, with its basis.

    Of a motive that demands a paper which isn't due, that paper too, as long as the demand isn't on record (`undue`).
    """
    definition = opened.machine.definition
    known = {**opened.held.case.fields, **opened.held.private}
    found = []
    for field in definition.fields.values():
        motive = str(known.get(field.id))
        answer = field.answers.get(motive)
        if answer is not None and _still_refused(opened, field):
            found.append(
                {
                    "motive": field.options[motive].of(language),
                    "text": answer.text.of(language),
                    "basis": source_views(opened.machine, answer.basis, language),
                    "undue": [
                        {"id": paper, "title": definition.documents[paper].title.of(language)}
                        for paper in _not_due(house, opened, motive)
                        if paper not in opened.held.case.undue
                    ],
                }
            )
    return found


def _still_refused(opened: Opened, field: Field) -> bool:
    """Whether the office that gave a motive hasn't answered otherwise since.

    It has where the case left, by an act of the step and not by that refusal, a step at which it may be given.
    """
    refusing, otherwise = set[str](), set[str]()
    for state in opened.machine.definition.states.values():
        refused = {each.id for each in state.actions.values() if field.id in (*each.ask, *each.requires)}
        refusing |= refused
        otherwise |= {each.id for each in state.actions.values() if refused and each.to} - refused
    done = opened.held.case.done
    last, since = (
        max((done[name][-1] for name in names if name in done), default=0) for names in (refusing, otherwise)
    )
    return last >= since


def _not_due(house: House, opened: Opened, motive: str) -> list[str]:
    """Papers that a motive demands and that the pathway says are not due: it names their group, or one of them."""
    situation = house.situation(opened.machine, opened.held.case, opened.held.private, house.today())
    facts = situation.facts()
    found: dict[str, None] = {}
    for groups in opened.machine.groups.values():
        for each in groups:
            papers = [paper for option in each.group.any_of.values() for paper in option]
            if each.group.need == "not_due" and (each.when is None or each.when.holds(facts) is not False):
                found |= dict.fromkeys(papers if each.group.id == motive else [motive] if motive in papers else [])
    return list(found)


def receipt_told(
    house: House, opened: Opened, filed: Event, refused: Refused | None, language: Language
) -> dict[str, Any]:
    """A filing: its day, its office, and what became of it; its number is sealed with the event."""
    definition, receipt = opened.machine.definition, filed.body["receipt"]
    plan = opened.machine.table.get(filed.from_state, {}).get(filed.trigger or "")
    return {
        "day": receipt["on"],
        "elapsed": (house.today() - date.fromisoformat(receipt["on"])).days,
        "office": office_of(house, opened, filed.from_state, language),
        "course": _course(opened, filed, refused),
        "filed": (plan.action.title if plan is not None else definition.title).of(language),
    }


def _course(opened: Opened, filed: Event, refused: Refused | None) -> str:
    if refused is None:
        return "open"
    if refused.event.sequence < filed.sequence:
        return "after"
    states = opened.machine.definition.states
    # A step of an earlier version may be gone: what it was about isn't known here.
    where, who = (
        set(states[event.from_state].services) if event.from_state in states else set()
        for event in (filed, refused.event)
    )
    return "refused" if where & who else "before"


def _private(reading: Reading, case: str, sequence: int) -> dict[str, Any]:
    return reading.private(case, sequence)


def office_of(house: House, opened: Opened, state: str, language: Language) -> str:
    """The office of a state, to which an act done there was addressed.

    Empty when the state names none, or several kinds: which of them it was isn't known, and a letter never guesses.
    """
    definition, case = opened.machine.definition, opened.held.case
    there = definition.states.get(state)
    if there is None or len(there.services) != 1:
        return ""
    (service,) = there.services
    commune = case.commune if there.at is None else {**case.fields, **opened.held.private}.get(there.at)
    offices = offices_for(house.territory, service, commune) if commune is not None else ()
    return (offices[0].name if offices else definition.services[service].title).of(language)
