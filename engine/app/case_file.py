"""A case shown whole: as it stands, and its journal from the first day."""

from __future__ import annotations

from collections.abc import Mapping

from engine.app.guidance import clock_views, link_views
from engine.app.house import House
from engine.app.reading import Opened
from engine.app.views import View, case_key, event_view, scan_view
from engine.core.definition import Definition, Language
from engine.core.events import Json, plain_fields
from engine.errors import ConcurrentChange
from engine.store.journal import Reading


def show_view(house: House, opened: Opened, language: Language) -> View:
    """`case show`: the case as it stands and its whole journal; private values only where the reader may see them."""
    case = opened.held.case
    definition = opened.machine.definition
    return {
        **case_key(case),
        "process_title": definition.title.of(language),
        "state_title": opened.guidance.state.title.of(language),
        "commune": case.commune,
        "outcome": case.outcome,
        "opened_on": case.opened_on,
        "assigned": case.assigned,
        "fields": {name: value for name, value in {**case.fields, **opened.held.private}.items() if value is not None},
        "documents": case.documents,
        "scans": {paper: [scan_view(each) for each in scans] for paper, scans in opened.scans.items()},
        "deadlines": clock_views(opened, language),
        "links": link_views(opened, language),
        "consents": case.consents,
        "flags": case.flags,
        "undue": case.undue,
        "journal": house.store.read(lambda reading: _journal(reading, case.case, definition)),
    }


def conflict_view(house: House, case_id: str, conflict: ConcurrentChange) -> View:
    """Which step was expected of a case, which was found, and what somebody else recorded since."""
    history = house.store.read(lambda reading: reading.history(case_id))
    return {
        "case": case_id,
        "expected": conflict.expected,
        "found": conflict.found,
        "since": [event_view(event) for event, _ in history if event.sequence > conflict.expected],
    }


_SHOWN = ("plain", "personal")
"Classes of data whose former value is told with a correction; of the others, only that it was corrected."


def _journal(reading: Reading, case: str, definition: Definition) -> list[View]:
    """The journal of a case, each event with the note, the reason and the corrected values that came with it.

    What is sealed is opened for whoever may see the case; of a person who was erased, there is nothing to open.
    """
    found: list[View] = []
    values: dict[str, Json] = {}
    for event, digest in reading.history(case):
        private = reading.private(case, event.sequence) if event.body.get("sealed") else {}
        given = {**plain_fields(event.body), **_private_fields(private)}
        view = {**event_view(event), "hash": digest, "note": private.get("note"), "reason": private.get("reason")}
        if event.kind == "corrected":
            view["changes"] = {
                name: {"was": event.body.get("was", {}).get(name, values.get(name)), "now": now}
                for name, now in given.items()
                if name in definition.fields and definition.fields[name].data_class in _SHOWN
            }
        values |= given
        found.append(view)
    return found


def _private_fields(private: Mapping[str, Json]) -> dict[str, Json]:
    return {name.removeprefix("fields."): value for name, value in private.items() if name.startswith("fields.")}
