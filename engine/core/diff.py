"""What differs between two versions of a pathway: each change once, classed, with its place.

Pure, and total over the language: a part of a definition that this file doesn't know fails a test, so that nothing that
decides can change without being said. Says nothing in words (`engine.core.diff_telling`) and knows no file: a place is
a path in the words of the language, which a reader finds in its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, NamedTuple

from engine.core.definition import (
    Action,
    Alert,
    Branch,
    CatalogueDocument,
    Consent,
    CounterAnswer,
    DatedValue,
    Deadline,
    Definition,
    DocumentGroup,
    Field,
    Invariant,
    MigrationRule,
    Service,
    SharedAction,
    Source,
    State,
    Text,
)

Aspect = Literal[
    "identity",
    "structure",
    "guard",
    "document",
    "deadline",
    "data",
    "consent",
    "service",
    "source",
    "label",
    "text",
]
"""What a change is about: `structure`, the steps, the ways between them and who may take them; `guard`, a condition;
`data`, what is recorded, or a dated value; `source`, a basis or a confidence; `label`, words that a user reads, which
decide nothing; `identity`, what the pathway says of itself; `text`, the file alone: its comments, its spacing."""
Manner = Literal["added", "removed", "changed", "reordered"]
Path = tuple[str, ...]

ASPECTS: tuple[Aspect, ...] = (
    "structure",
    "guard",
    "document",
    "deadline",
    "data",
    "consent",
    "service",
    "source",
    "identity",
    "label",
    "text",
)
"In the order in which they are told: what moves cases first."


class Owner(NamedTuple):
    """One thing that has a name of its own, and whose parts change: an action of a state, a paper."""

    kind: str
    "The name of its dataclass, `Action` for a shared one too; `Option` for an entry of a field's."
    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    aspect: Aspect
    manner: Manner
    "`added` and `removed` of a whole entry; `changed` of one of its parts; `reordered` of the entries of a map."
    owners: tuple[Owner, ...]
    "From the outermost in; empty for the pathway itself."
    part: str
    "`Deadline.within`: whose part it is; empty where a whole entry came or went."
    before: Any
    after: Any
    path: Path
    "Where it stands, in the words of the language; catalogues begin with `catalogue` and their name."

    @property
    def decides(self) -> bool:
        """Whether anything but words and comments is touched."""
        return self.aspect not in ("label", "text")


class Part(NamedTuple):
    """How one field of a dataclass is compared: what it is about, and the key it is written under."""

    aspect: Aspect
    key: Path
    below: str = ""
    "For a map: what its entries are. `aspect` is then that of one that comes or goes."


def _p(aspect: Aspect, *key: str, below: str = "") -> Part:
    return Part(aspect, key, below)


_IN_CATALOGUE = "catalogue"

PARTS: Mapping[type, Mapping[str, Part]] = {
    Definition: {
        "process": _p("identity", "process"),
        "version": _p("identity", "version"),
        "digest": _p("text"),
        "status": _p("identity", "status"),
        "title": _p("label", "title"),
        "purpose": _p("label", "purpose"),
        "subject": _p("identity", "subject"),
        "confidentiality": _p("identity", "confidentiality"),
        "notes": _p("data", "notes"),
        "retention_after_close": _p("identity", "retention", "after_close"),
        "retention_confidence": _p("source", "retention", "confidence"),
        "start": _p("structure", "start"),
        "fields": _p("data", "fields", below="Field"),
        "deadlines": _p("deadline", "deadlines", below="Deadline"),
        "alerts": _p("structure", "alerts", below="Alert"),
        "invariants": _p("guard", "invariants", below="Invariant"),
        "states": _p("structure", "states", below="State"),
        "actions": _p("structure", "actions", below="SharedAction"),
        "consents": _p("consent", "consents", below="Consent"),
        "forms": _p("structure", "forms"),
        "migration": _p("structure", "migration", below="MigrationRule"),
        "documents": _p("document", _IN_CATALOGUE, "documents", below="CatalogueDocument"),
        "services": _p("service", _IN_CATALOGUE, "services", below="Service"),
        "sources": _p("source", _IN_CATALOGUE, "sources", below="Source"),
        "values": _p("data", _IN_CATALOGUE, "values", below="DatedValue"),
        "basis": _p("source", "basis"),
        "territory": _p("identity"),
    },
    Field: {
        "id": _p("data"),
        "type": _p("data", "type"),
        "data_class": _p("data", "class"),
        "label": _p("label", "label"),
        "options": _p("data", "options", below="Option"),
        "not_after": _p("data", "not_after"),
        "not_before": _p("data", "not_before"),
        "minimum": _p("data", "min"),
        "maximum": _p("data", "max"),
        "kept": _p("data", "keep"),
        "hint": _p("label", "hint"),
        "appointment": _p("data", "appointment"),
        "answers": _p("label", "answers", below="CounterAnswer"),
        "basis": _p("source", "basis"),
    },
    CounterAnswer: {"text": _p("label", "text"), "basis": _p("source", "basis")},
    Deadline: {
        "id": _p("deadline"),
        "title": _p("label", "title"),
        "kind": _p("deadline", "kind"),
        "starts": _p("deadline", "starts"),
        "within": _p("deadline", "within"),
        "until": _p("deadline", "until"),
        "ends": _p("deadline", "ends"),
        "pauses_in": _p("deadline", "pauses_in"),
        "remind": _p("deadline", "remind"),
        "escalate": _p("deadline", "escalate"),
        "every": _p("deadline", "every"),
        "on_expiry": _p("deadline", "on_expiry"),
        "basis": _p("source", "basis"),
        "note": _p("label", "note"),
    },
    Alert: {
        "id": _p("structure"),
        "when": _p("guard", "when"),
        "level": _p("structure", "level"),
        "text": _p("label", "text"),
        "to": _p("structure", "to"),
        "lets": _p("structure", "lets"),
        "basis": _p("source", "basis"),
    },
    Invariant: {
        "id": _p("guard"),
        "text": _p("label", "text"),
        "states": _p("guard", "in"),
        "after": _p("guard", "after"),
        "holds": _p("guard", "holds"),
        "basis": _p("source", "basis"),
    },
    DocumentGroup: {
        "id": _p("document"),
        "title": _p("label", "title"),
        "need": _p("document", "need"),
        "when": _p("guard", "when"),
        "any_of": _p("document", "any_of", below="Papers"),
        "count": _p("document", "count"),
        "max_age": _p("document", "max_age"),
        "check": _p("document", "check"),
        "copies": _p("document", "copies"),
        "note": _p("label", "note"),
        "basis": _p("source", "basis"),
    },
    Action: {
        "id": _p("structure"),
        "title": _p("label", "title"),
        "to": _p("structure", "to"),
        "back": _p("structure", "to"),
        "when": _p("guard", "when"),
        "otherwise": _p("label", "otherwise"),
        "ask": _p("data", "ask"),
        "renews": _p("data", "renews"),
        "requires": _p("document", "requires"),
        "roles": _p("structure", "roles"),
        "by": _p("structure", "by"),
        "receipt": _p("document", "receipt"),
        "gives": _p("document", "gives"),
        "consent": _p("consent", "consent"),
        "share": _p("consent", "share"),
        "forms": _p("structure", "do"),
        "opens": _p("structure", "do"),
        "prompt": _p("label", "prompt"),
        "basis": _p("source", "basis"),
    },
    SharedAction: {
        "action": _p("structure"),
        "sources": _p("structure", "from"),
        "excepted": _p("structure", "except"),
    },
    State: {
        "id": _p("structure"),
        "kind": _p("structure", "kind"),
        "title": _p("label", "title"),
        "prompt": _p("label", "prompt"),
        "target": _p("deadline", "target"),
        "ask": _p("data", "ask"),
        "services": _p("service", "service"),
        "at": _p("service", "service", "at"),
        "documents": _p("document", "documents", below="DocumentGroup"),
        "actions": _p("structure", "actions", below="Action"),
        "choices": _p("text", "choices", below="Choice"),
        "forms": _p("structure", "forms"),
        "outcome": _p("structure", "outcome"),
        "basis": _p("source", "basis"),
    },
    Consent: {
        "id": _p("consent"),
        "purpose": _p("consent", "for"),
        "title": _p("label", "title"),
        "text": _p("consent", "text"),
        "version": _p("consent", "version"),
        "valid": _p("consent", "valid"),
        "service": _p("consent", "service"),
    },
    Source: {
        "id": _p("source"),
        "title": _p("label", "title"),
        "url": _p("source", "url"),
        "dated": _p("source", "dated"),
        "read": _p("source", "read"),
        "confidence": _p("source", "confidence"),
        "note": _p("label", "note"),
    },
    CatalogueDocument: {
        "id": _p("document"),
        "title": _p("label", "title"),
        "issuer": _p("service", "issuer"),
        "validity": _p("document", "validity"),
        "serves": _p("document", "serves"),
        "cost": _p("label", "cost"),
        "note": _p("label", "note"),
        "letter": _p("document", "letter"),
        "confidence": _p("source", "confidence"),
        "basis": _p("source", "basis"),
    },
    Service: {
        "id": _p("service"),
        "title": _p("label", "title"),
        "role": _p("label", "role"),
        "confidence": _p("source", "confidence"),
        "basis": _p("source", "basis"),
    },
    DatedValue: {
        "id": _p("data"),
        "title": _p("label", "title"),
        "type": _p("data", "type"),
        "series": _p("data", "series"),
        "confidence": _p("source", "confidence"),
        "reread_by": _p("source", "reread_by"),
        "basis": _p("source", "basis"),
    },
    MigrationRule: {
        "from_version": _p("structure"),
        "states": _p("structure", "states"),
        "documents": _p("structure", "documents"),
        "deadlines": _p("structure", "deadlines"),
        "clocks": _p("structure", "deadlines"),
        "when": _p("structure", "when"),
        "fields": _p("structure", "fields"),
    },
}
"Dataclass → field → how it is compared; a test holds that nothing of the language is left out."


def diff(before: Definition, after: Definition) -> tuple[Change, ...]:
    """Every change that leads from one version to the other, what moves cases first; nothing between equals."""
    come_or_gone = before.states.keys() ^ after.states.keys()
    # A deadline that runs in a few states ends in all others: a state that comes or goes is told once, as itself.
    told = (
        each
        for each in _parts((), (), before, after)
        if each.part != "Deadline.until" or not each.before ^ each.after <= come_or_gone
    )
    found = sorted(told, key=lambda each: ASPECTS.index(each.aspect))
    if not found and before.digest != after.digest:
        return (Change("text", "changed", (), "Definition.digest", before.digest, after.digest, ()),)
    return tuple(found)


def _parts(owners: tuple[Owner, ...], path: Path, before: Any, after: Any) -> Iterator[Change]:
    """What differs between two things of one kind, part by part."""
    kind = type(after)
    for each in fields(kind):
        was, now = getattr(before, each.name), getattr(after, each.name)
        part = PARTS[kind][each.name]
        if (kind, each.name) == (Definition, "digest"):
            continue
        where = (*path, *part.key)
        if part.below:
            yield from _entries(owners, where, part, f"{kind.__name__}.{each.name}", was, now)
        elif is_dataclass(now) and kind is SharedAction:
            yield from _parts(owners, path, was, now)
        elif was != now:
            aspect = _of_ways(was, now) if (kind, each.name) == (Action, "to") else part.aspect
            yield Change(aspect, "changed", owners, f"{kind.__name__}.{each.name}", was, now, where)


def _of_ways(was: tuple[Branch, ...], now: tuple[Branch, ...]) -> Aspect:
    """Ways that lead where they led differ in their conditions alone."""
    return "guard" if [each.state for each in was] == [each.state for each in now] else "structure"


def _entries(
    owners: tuple[Owner, ...], path: Path, part: Part, name: str, was: Mapping[Any, Any], now: Mapping[Any, Any]
) -> Iterator[Change]:
    """What differs between two maps: entries gone, come, changed, or told in another order."""
    for id_ in {**was, **now}:
        before, after = was.get(id_), now.get(id_)
        owner = owner_of(part.below, id_, before if after is None else after)
        here, where = (*owners, owner), (*path, str(id_))
        if before is None or after is None:
            manner: Manner = "added" if before is None else "removed"
            yield Change(part.aspect, manner, here, "", before, after, where)
        elif is_dataclass(after):
            yield from _parts(here, where, before, after)
        elif before != after:
            aspect: Aspect = "label" if part.below == "Option" else part.aspect
            yield Change(aspect, "changed", here, part.below, before, after, where)
    kept_before, kept_after = ([each for each in one if each in other] for one, other in ((was, now), (now, was)))
    if kept_before != kept_after:
        # The order of a map is only that in which it is shown: no decision goes by it.
        yield Change("label", "reordered", owners, name, tuple(was), tuple(now), path)


def owner_of(kind: str, id_: Any, entry: Any) -> Owner:
    """How an entry of a map is called."""
    return Owner("Action" if kind == "SharedAction" else kind, str(id_), _TITLED.get(kind, _title)(entry))


def _title(entry: Any) -> Text:
    return entry.title if hasattr(entry, "title") else Text("")


_TITLED: Mapping[str, Callable[[Any], Text]] = {
    "Field": lambda field: field.label,
    "SharedAction": lambda shared: shared.action.title,
    "Alert": lambda alert: alert.text,
    "Invariant": lambda invariant: invariant.text,
    "Option": lambda text: text,
}
