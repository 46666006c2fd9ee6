"""Histories for process mining: an XES file (IEEE 1849-2023), with pseudonyms and nothing personal.

A trace is a case, an event a recorded one. What goes out is a list that stands here and no more: what was done, from
which state to which, when (to the minute), in which role, at which desk. No datum of a case, plain ones included: a few
of them together single somebody out. Cases and actors bear pseudonyms keyed by a secret drawn for one export and
forgotten: two exports can't be laid side by side. Protected pathways are left out unless they are asked for by name,
and then without their communes, whose cases are few.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from xml.sax.saxutils import quoteattr

from engine.app.house import House
from engine.app.sight import PROTECTED, noting_denials, require
from engine.authority.allow import Resource, allow
from engine.core.definition import Definition
from engine.core.events import Actor, Event
from engine.errors import UsageError
from engine.store.cases import CaseLine
from engine.store.journal import Reading

VERSION = "1849.2023"
EXTENSIONS = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
)
"Standard extensions: (name, prefix); their addresses name them, nothing is fetched."
UNKNOWN = "UNKNOWN"
_ADDRESS = "http://www.xes-standard.org/"
_PAGE = 200
_TO_THE_MINUTE = 16
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"What no XML may hold."

Write = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Mined:
    """What went out."""

    traces: int
    events: int


def export_xes(house: House, actor: Actor, process: str | None, write: Write) -> Mined:
    """Write the histories that the actor may export, of one pathway or of all ordinary ones.

    Streams: one case in memory at a time. The export is an event of the log, recorded once all is written.

    Raises:
        NotAllowed: no right to export.
        UsageError: no such pathway.
    """
    with noting_denials(house, actor, "audit.export"):
        require(actor, "audit.export", Resource())
    writer = _Writer(write)
    house.store.read(lambda reading: _write_all(house, reading, actor, process, writer))
    body = {"scope": "xes", "process": process, "cases": writer.traces, "events": writer.events, "personal": False}
    stamp = house.stamp(actor, house.today(), "")
    house.store.write(lambda writing: writing.system("exported", body, {}, stamp))
    return Mined(writer.traces, writer.events)


def _write_all(house: House, reading: Reading, actor: Actor, process: str | None, writer: _Writer) -> None:
    known = {line.process for line in reading.definitions()}
    if process is not None and process not in known:
        raise UsageError(
            "Aucun parcours « {process} » n'est publié dans cette base.",
            "Publiés : {known}.",
            process=process,
            known=", ".join(sorted(known)),
        )
    writer.begin(process)
    for line in _lines(reading, process):
        history = [event for event, _ in reading.history(line.case)]
        if not history:
            continue
        definition = house.machine(reading, history[-1].definition).definition
        protected = PROTECTED in (line.confidentiality, definition.confidentiality)
        if (protected and process is None) or not allow(actor, "audit.export", Resource(line.commune, protected)):
            continue
        writer.trace(definition, history, protected=protected)
    writer.end()


def _lines(reading: Reading, process: str | None) -> Iterator[CaseLine]:
    after: str | None = None
    while True:
        page = reading.cases(process=process, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].cursor


class _Writer:
    """Writes one log, trace after trace."""

    def __init__(self, write: Write) -> None:
        self.traces = 0
        self.events = 0
        self._write = write
        self._secret = token_bytes(32)

    def begin(self, process: str | None) -> None:
        """The head of the log: its extensions, what every trace and event has, and its classifiers."""
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._write(f'<log xes.version="{VERSION}" xes.features="" xmlns="{_ADDRESS}">\n')
        for name, prefix in EXTENSIONS:
            self._write(f'<extension name="{name}" prefix="{prefix}" uri="{_ADDRESS}{prefix}.xesext"/>\n')
        self._write(f'<global scope="trace">\n{_string("concept:name", UNKNOWN)}</global>\n')
        keys = ("concept:name", "lifecycle:transition", "org:resource", "org:role", "org:group")
        always = "".join(_string(key, UNKNOWN) for key in keys)
        self._write(f'<global scope="event">\n{always}{_date("time:timestamp", "1970-01-01T00:00")}</global>\n')
        self._write('<classifier name="Activity" keys="concept:name"/>\n')
        self._write('<classifier name="Activity and role" keys="concept:name org:role"/>\n')
        self._write(_string("concept:name", process or "baom"))
        self._write(_string("lifecycle:model", "standard"))

    def trace(self, definition: Definition, history: Sequence[Event], *, protected: bool) -> None:
        """One case."""
        undone = {event.body["target"] for event in history if event.kind == "reverted"}
        self._write("<trace>\n")
        self._write(_string("concept:name", self._pseudonym("case", history[0].stream)))
        self._write(_string("process", definition.process))
        self._write(f'<int key="version" value="{definition.version}"/>\n')
        for event in history:
            self._event(definition, event, undone=event.sequence in undone, protected=protected)
        self._write("</trace>\n")
        self.traces += 1

    def end(self) -> None:
        """The end of the log."""
        self._write("</log>\n")

    def _event(self, definition: Definition, event: Event, *, undone: bool, protected: bool) -> None:
        name = activity(event)
        actor = event.role if event.role == "system" else self._pseudonym("actor", event.actor)
        written = [
            "<event>\n",
            _string("concept:name", name),
            _string("lifecycle:transition", "complete"),
            _string("org:resource", actor),
            _string("org:role", event.role),
            _string("org:group", UNKNOWN if protected or not event.commune else event.commune),
            _date("time:timestamp", event.recorded_at[:_TO_THE_MINUTE]),
            _date("happened_on", f"{event.happened_on}T00:00"),
            _string("title", _title(definition, event)),
            _string("kind", event.kind),
            _string("from", event.from_state) if event.from_state else "",
            _string("to", event.to_state),
            '<boolean key="undone" value="true"/>\n' if undone else "",
            "</event>\n",
        ]
        self._write("".join(written))
        self.events += 1

    def _pseudonym(self, kind: str, name: str) -> str:
        """The same for the same name in this file, and nobody's in another."""
        digest = hmac.digest(self._secret, f"{kind}\n{name}".encode(), "sha256").hex()
        return f"{kind}-{digest[:16]}"


def activity(event: Event) -> str:
    """What was done: the action, else the deadline that rang, else the kind of the event."""
    if event.trigger is not None:
        return event.trigger
    deadline = event.body.get("deadline")
    return event.kind if deadline is None else f"{event.kind}:{deadline}"


def _title(definition: Definition, event: Event) -> str:
    """The action's or the deadline's French title, of the case's own definition; the activity where it has none."""
    known = event.from_state in definition.states
    action = definition.actions_from(event.from_state).get(event.trigger or "") if known else None
    if action is not None:
        return action.title.fr
    deadline = definition.deadlines.get(str(event.body.get("deadline")))
    return activity(event) if deadline is None else deadline.title.fr


def _string(key: str, value: str) -> str:
    whole = quoteattr(_ILLEGAL.sub("?", value))
    return f'<string key="{key}" value={whole}/>\n'


def _date(key: str, minute: str) -> str:
    return f'<date key="{key}" value="{minute}:00.000+00:00"/>\n'
