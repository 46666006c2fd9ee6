"""Where a case stands: the fold of its events, and nothing else.

The fold reads no definition, no clock and no personal value: a case whose person was erased still folds, and a
replay in ten years gives the same case, byte for byte (`snapshot`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any

from engine.core.events import Event, Json
from engine.errors import BrokenHistory, UnreadableEvent


@dataclass(slots=True)
class CaseState:
    """One case (*dossier*) at one moment. Treated as a value: `evolve` returns a new one."""

    case: str = ""
    process: str = ""
    version: int = 0
    digest: str = ""
    subject: str = ""
    commune: str = ""
    sequence: int = 0
    state: str = ""
    entered_on: str = ""
    opened_on: str = ""
    outcome: str | None = None
    "Set when the case is closed, by the final state it entered."
    assigned: str | None = None
    fields: dict[str, Json] = field(default_factory=dict)
    "Plain values, by field."
    sealed: dict[str, int] = field(default_factory=dict)
    "Private fields that are known: field → sequence of the event that holds the seal."
    documents: dict[str, dict[str, Json]] = field(default_factory=dict)
    "Paper → {status, on (the day of the status; for a verified one, of its receipt), issued (day on it, or absent)}."
    clocks: dict[str, dict[str, Json]] = field(default_factory=dict)
    "Deadline → its clock (`engine.core.clocks`)."
    done: dict[str, list[int]] = field(default_factory=dict)
    "Action → sequences of the events that did it, oldest first: how often, and how often since another one."
    came: dict[str, str] = field(default_factory=dict)
    "State → the one from which it was last entered; a move `back`, or to the same state, doesn't change it."
    links: dict[str, dict[str, Json]] = field(default_factory=dict)
    "Name → {process, case, side, outcome}; « ecole » is the last one opened so, « ecole.1 » the first before it."
    consents: dict[str, dict[str, Json]] = field(default_factory=dict)
    "Consent → {given, on, until (or absent), version, language}."
    flags: list[str] = field(default_factory=list)
    "`forced` for ever; `irregular` as long as such an act stands; `unproved:<document>` while a filing has no receipt."
    undue: list[str] = field(default_factory=list)
    "Papers demanded though not due."
    lapsed: int = 0
    "Sequence of the expiry that moved the case, until a person acts again; 0 otherwise."
    lapsed_on: str = ""
    head: str = "0" * 64
    "Hash of the last event, hexadecimal."

    def copy(self) -> CaseState:
        """Another case, sharing nothing that `evolve` changes."""
        return CaseState(
            self.case,
            self.process,
            self.version,
            self.digest,
            self.subject,
            self.commune,
            self.sequence,
            self.state,
            self.entered_on,
            self.opened_on,
            self.outcome,
            self.assigned,
            dict(self.fields),
            dict(self.sealed),
            dict(self.documents),
            dict(self.clocks),
            dict(self.done),
            dict(self.came),
            dict(self.links),
            dict(self.consents),
            list(self.flags),
            list(self.undue),
            self.lapsed,
            self.lapsed_on,
            self.head,
        )


NAMES = tuple(CaseState.__slots__)
_VALUES = attrgetter(*NAMES)
_STORED = itemgetter(*NAMES)
MARKS_FOR_EVER = ("forced",)
UNDOABLE = frozenset(
    (
        *("moved", "acted", "forced", "expired", "recorded", "corrected", "document_changed"),
        *("consented", "assigned", "transferred", "demanded_undue", "attached", "noted"),
    )
)
"Kinds of event that can be undone; the rest is told once and for all, or undone by its contrary."
BY_VERSION = frozenset(("migrated",))
"What is undone for all the cases that it was done for (`engine.core.migrating`), never as one's own step."


def snapshot(case: CaseState) -> dict[str, Any]:
    """The case as plain JSON, to store beside its journal or to compare with a replay."""
    return dict(zip(NAMES, _VALUES(case), strict=True))


def case_of(stored: Mapping[str, Any]) -> CaseState:
    """The inverse of `snapshot`."""
    return CaseState(*_STORED(stored))


def evolve(case: CaseState, event: Event, digest: str) -> CaseState:
    """The case after one more event, whose own hash is `digest`.

    Raises:
        UnreadableEvent: its kind or shape number isn't known here.
        BrokenHistory: it doesn't follow the case's last event.
    """
    after = case.copy()
    take(after, event, digest)
    return after


def fold(events: Iterable[tuple[Event, str]], start: CaseState | None = None) -> CaseState:
    """Fold (event, hash) pairs, oldest first, on one private copy."""
    case = start.copy() if start is not None else CaseState()
    for event, digest in events:
        take(case, event, digest)
    return case


def fold_without(
    events: Iterable[tuple[Event, str]], targets: frozenset[int], kinds: frozenset[str] = UNDOABLE
) -> CaseState | None:
    """The case as it would stand without the events of `targets`, and without those already reverted.

    What a step brought about goes with it: the linked cases it opened, what its clocks told meanwhile. None when a
    later step rested on one of them (it left a state that the case would not have been in, or moved a clock further),
    and when one of them can't be undone: unknown, undone before, or not of the `kinds` that may be.
    """
    history = list(events)
    undone = {event.body["target"] for event, _ in history if event.kind == "reverted"}
    may_go = {event.sequence for event, _ in history if event.kind in kinds} - undone
    if not targets <= may_go:
        return None
    # A note moves nothing and nothing rests on it: it is as good as left out.
    notes = {event.sequence for event, _ in history if event.kind == "noted"}
    fold = _FoldWithout((targets | undone) - notes)
    return fold.case if all(fold.takes(event, digest) for event, digest in history) else None


class _FoldWithout:
    """A fold that leaves some events out, and notices what rested on them."""

    def __init__(self, dropped: frozenset[int] | set[int]) -> None:
        self.case = CaseState()
        self.dropped = dropped
        self.touched: dict[int, set[str]] = {}
        "Step left out, and not yet undone at this point of the history → the clocks it had moved."
        self.lost: set[str] = set()
        "Linked cases opened by a step left out."
        self.opens = False
        "Whether the last event was left out: the cases it opened are told right after it."
        self.crossed = 0
        "The passage to another version that was left out, and isn't yet undone: what follows was judged by its rules."

    def takes(self, event: Event, digest: str) -> bool:
        """Take one more event, or leave it out; False when it rests on one that was left out."""
        clocks = set(event.body.get("clocks", ()))
        if event.kind == "reverted":
            self.touched.pop(event.body["target"], None)
            self.crossed = 0 if event.body["target"] == self.crossed else self.crossed
            self.opens = False
        elif event.sequence in self.dropped:
            self.touched[event.sequence] = clocks
            self.opens = True
            self.crossed = event.sequence if event.kind in BY_VERSION else self.crossed
        elif not self._goes_too(event, clocks):
            self.opens = False
            if self._rests(event, clocks):
                return False
            _change(self.case, event, digest)
        return True

    def _goes_too(self, event: Event, clocks: set[str]) -> bool:
        """Whether an event is the outcome of one left out: a case it opened, or what a clock it moved told."""
        if event.kind == "linked":
            if self.opens and event.body["side"] == "opened":
                self.lost.add(event.body["case"])
            return event.body["case"] in self.lost
        told = event.kind in _TOLD and event.from_state == event.to_state
        return told and any(clocks & moved for moved in self.touched.values())

    def _rests(self, event: Event, clocks: set[str]) -> bool:
        if self.crossed and event.kind not in _OF_EVERY_VERSION:
            return True
        if self.touched and (event.kind == "migrated" or any(clocks & moved for moved in self.touched.values())):
            return True
        if event.from_state == self.case.state:
            return False
        return (
            event.from_state != event.to_state or event.trigger is not None or bool(clocks and event.kind not in _TOLD)
        )


_OF_EVERY_VERSION = frozenset(("noted", "assigned", "transferred"))
"What is recorded the same whatever the version of the pathway."
_TOLD = ("reminded", "expired")
"What clocks tell; it rests on no state when it moves nothing."


def take(case: CaseState, event: Event, digest: str) -> None:
    """As `evolve`, on a case that nobody else holds: it is changed; after a failure it is worth nothing."""
    if event.sequence != case.sequence + 1 or event.previous != case.head:
        raise BrokenHistory(event.stream, event.sequence, "Cette étape ne suit pas la précédente.")
    _change(case, event, digest)


def _change(case: CaseState, event: Event, digest: str) -> None:
    change = _CHANGES.get(event.kind)
    if change is None or event.shape != 1:
        raise UnreadableEvent(
            "Événement « {kind} », forme {shape}, inconnu de cette version du logiciel.",
            "Installer la version du logiciel qui a écrit cet historique.",
            kind=event.kind,
            shape=event.shape,
        )
    change(case, event)
    case.sequence = event.sequence
    case.head = digest
    clocks = event.body.get("clocks")
    if clocks:
        for name, clock in clocks.items():
            if clock is None:
                case.clocks.pop(name, None)
            else:
                case.clocks[name] = clock


def _opened(case: CaseState, event: Event) -> None:
    body = event.body
    case.case = event.stream
    case.process = body["process"]
    case.version = body["version"]
    case.digest = event.definition
    case.subject = body["subject"]
    case.commune = event.commune
    case.state = event.to_state
    case.entered_on = case.opened_on = event.happened_on
    _data(case, event)
    for name, consent in body.get("consents", {}).items():
        case.consents[name] = consent
    for name, link in body.get("links", {}).items():
        case.links[name] = link


def _data(case: CaseState, event: Event) -> None:
    body = event.body
    fields = body.get("fields")
    if fields:
        for name, value in fields.items():
            if value is None:
                case.fields.pop(name, None)
                case.sealed.pop(name, None)
            else:
                case.fields[name] = value
    for name in body.get("sealed", ()):
        if name.startswith("fields."):
            case.sealed[name[7:]] = event.sequence
    documents = body.get("documents")
    if documents:
        case.documents.update(documents)
    if "flags" in body or "unflags" in body:
        gone = body.get("unflags", ())
        flags = dict.fromkeys((*case.flags, *body.get("flags", ())))
        case.flags = [flag for flag in flags if flag not in gone]


def _acted(case: CaseState, event: Event) -> None:
    _data(case, event)
    for name in event.body.get("renews", ()):
        case.fields.pop(name, None)
        case.sealed.pop(name, None)
    trigger = event.trigger
    if trigger is not None:
        case.done[trigger] = [*case.done.get(trigger, ()), event.sequence]
    case.lapsed = 0


def _moved(case: CaseState, event: Event) -> None:
    _acted(case, event)
    _enter(case, event)


def _enter(case: CaseState, event: Event) -> None:
    if not event.body.get("back") and event.to_state != event.from_state:
        case.came[event.to_state] = event.from_state
    case.state = event.to_state
    case.entered_on = event.happened_on
    case.outcome = event.body.get("outcome")


def _expired(case: CaseState, event: Event) -> None:
    if event.trigger is not None:
        _acted(case, event)
    if event.to_state != event.from_state:
        _enter(case, event)
        case.lapsed = event.sequence
        case.lapsed_on = event.body["due"]


def _forced(case: CaseState, event: Event) -> None:
    _data(case, event)
    _enter(case, event)
    case.lapsed = 0
    if "forced" not in case.flags:
        case.flags.append("forced")


def _assigned(case: CaseState, event: Event) -> None:
    case.assigned = event.body["to"]


def _transferred(case: CaseState, event: Event) -> None:
    case.commune = event.body["commune"]
    case.assigned = None


def _linked(case: CaseState, event: Event) -> None:
    body = event.body
    case.links[_link_name(case.links, body)] = {
        "process": body["process"],
        "case": body["case"],
        "side": body["side"],
        "outcome": body.get("outcome"),
    }


def _link_name(links: dict[str, dict[str, Json]], body: Mapping[str, Json]) -> str:
    """The name of a link: the last case opened under a name bears it, those before keep it with a number."""
    for known, link in links.items():
        if link["case"] == body["case"]:
            return known
    name = str(body["name"])
    if name in links:
        earlier = sum(1 for each in links if each.startswith(f"{name}."))
        links[f"{name}.{earlier + 1}"] = links.pop(name)
    return name


def _consented(case: CaseState, event: Event) -> None:
    body = event.body
    case.consents[body["consent"]] = {
        name: body[name] for name in ("given", "version", "language", "until") if name in body
    } | {"on": event.happened_on}


def _demanded_undue(case: CaseState, event: Event) -> None:
    if event.body["document"] not in case.undue:
        case.undue.append(event.body["document"])


def _reverted(case: CaseState, event: Event) -> None:
    # A forced step stays marked, whatever is undone later; an act that was never done leaves no mark on the case.
    kept = [flag for flag in case.flags if flag in MARKS_FOR_EVER]
    restored = event.body["restores"]
    for name in _RESTORED:
        setattr(case, name, _own(restored[name]))
    case.flags += [flag for flag in kept if flag not in case.flags]
    for name in event.body.get("sealed", ()):
        if name.removeprefix("fields.") in case.sealed:
            case.sealed[name.removeprefix("fields.")] = event.sequence


def _own(value: Json) -> Json:
    """A value that the fold may go on changing, without changing what was recorded."""
    return dict(value) if isinstance(value, dict) else list(value) if isinstance(value, list) else value


def _migrated(case: CaseState, event: Event) -> None:
    _reverted(case, event)
    case.version = event.body["to_version"]
    case.digest = event.definition


def _nothing(case: CaseState, event: Event) -> None:
    """Recorded, moves nothing; its clocks are applied with the rest."""


_RESTORED = tuple(name for name in NAMES if name not in ("case", "process", "subject", "sequence", "head"))

_CHANGES: Mapping[str, Callable[[CaseState, Event], None]] = {
    "opened": _opened,
    "moved": _moved,
    "acted": _acted,
    "recorded": _data,
    "document_changed": _data,
    "noted": _nothing,
    "reminded": _nothing,
    "informed": _nothing,
    "expired": _expired,
    "assigned": _assigned,
    "transferred": _transferred,
    "linked": _linked,
    "consented": _consented,
    "shared": _nothing,
    "demanded_undue": _demanded_undue,
    "corrected": _data,
    "reverted": _reverted,
    "forced": _forced,
    "migrated": _migrated,
    "merged": _nothing,
    "attached": _data,
}
