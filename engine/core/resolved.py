"""The resolved definition, plain JSON as it is stored under its digest, to the typed one that runs.

What it reads was checked before it was published: it assumes so, and is fast, since it runs at each start. It knows the
short forms that the language allows (one basis or several, the forms of `to`, `from: any`) and where the JSON stands:

    format     1
    process    the pathway merged with its base and its territory's differences, in the words of the language
    order      "states.qualification.actions" → its keys in file order, where sorting the JSON lost it
    catalogue  documents, services, sources, values: the entries that the pathway uses
    territory  its identifier, empty when none
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from engine.core.calendar import parse_duration
from engine.core.definition import (
    Action,
    Alert,
    Anchor,
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
    OpenCase,
    Service,
    Share,
    SharedAction,
    Source,
    State,
    Text,
)
from engine.core.events import Json

FORMAT = 1
"The shape of the resolved JSON; another one is read by another function, never by guessing."

_Made = TypeVar("_Made")
_DEFAULT_ROLES = frozenset(("agent", "supervisor"))


class Catalogues(NamedTuple):
    """What pathways share: papers, services, sources, dated values, each by its identifier."""

    documents: Mapping[str, CatalogueDocument]
    services: Mapping[str, Service]
    sources: Mapping[str, Source]
    values: Mapping[str, DatedValue]


def catalogues_of(entries: Mapping[str, Mapping[str, Json]]) -> Catalogues:
    """Typed catalogues of plain ones, by name: whole, or what one pathway uses of them."""
    return Catalogues(
        documents=_entries(entries["documents"], _document),
        services=_entries(entries["services"], _service),
        sources=_entries(entries["sources"], _source),
        values=_entries(entries["values"], _value),
    )


def definition_of(resolved: Mapping[str, Json], digest: str) -> Definition:
    """The typed definition of a resolved one, known from then on by `digest`."""
    process, catalogues = resolved["process"], catalogues_of(resolved["catalogue"])
    build = _Builder(resolved.get("order", {}), frozenset(process["states"]), catalogues.documents)
    retention = process["retention"]
    return Definition(
        process=process["process"],
        version=process["version"],
        digest=digest,
        status=process["status"],
        title=_text(process["title"]),
        purpose=_optional(process, "purpose", _text),
        subject=process["subject"],
        confidentiality=process.get("confidentiality", "ordinary"),
        notes=process.get("notes", "free"),
        retention_after_close=parse_duration(retention["after_close"]),
        retention_confidence=retention["confidence"],
        start=process["start"],
        fields=build.section(process, "fields", build.field),
        deadlines=build.section(process, "deadlines", build.deadline),
        alerts=build.section(process, "alerts", build.alert),
        invariants=build.section(process, "invariants", build.invariant),
        states=build.section(process, "states", build.state),
        actions=build.section(process, "actions", build.shared_action),
        consents=build.section(process, "consents", build.consent),
        forms=_names(process, "forms"),
        migration={int(version): _migration(version, each) for version, each in process.get("migration", {}).items()},
        documents=catalogues.documents,
        services=catalogues.services,
        sources=catalogues.sources,
        values=catalogues.values,
        basis=_basis(process),
        territory=resolved["territory"],
    )


class _Builder:
    """Builds the parts of a pathway, in file order where the JSON remembers it."""

    def __init__(
        self,
        order: Mapping[str, list[str]],
        states: frozenset[str],
        documents: Mapping[str, CatalogueDocument],
    ) -> None:
        self.order = order
        self.states = states
        self.documents = documents

    def section(
        self, owner: Mapping[str, Json], name: str, make: Callable[[str, str, Json], _Made], path: str = ""
    ) -> dict[str, _Made]:
        """The entries of one map of identifiers; `path` is where its owner stands, ending with a dot."""
        entries = owner.get(name)
        if not entries:
            return {}
        here = f"{path}{name}"
        return {each: make(each, f"{here}.{each}.", entries[each]) for each in self.order.get(here, entries)}

    def field(self, id_: str, path: str, data: Json) -> Field:
        return Field(
            id=id_,
            type=data["type"],
            data_class=data["class"],
            label=_text(data["label"]),
            options=self.section(data, "options", lambda _id, _path, text: _text(text), path),
            not_after=data.get("not_after"),
            not_before=data.get("not_before"),
            minimum=data.get("min"),
            maximum=data.get("max"),
            kept=data.get("keep") != "never",
            hint=_optional(data, "hint", _text),
            appointment=data.get("appointment"),
            answers={
                option: CounterAnswer(_text(each["text"]), _basis(each))
                for option, each in data.get("answers", {}).items()
            },
            basis=_basis(data),
        )

    def deadline(self, id_: str, _path: str, data: Json) -> Deadline:
        return Deadline(
            id=id_,
            title=_text(data["title"]),
            kind=data["kind"],
            starts=_anchors(data["starts"]),
            within=parse_duration(data["within"]),
            until=self.states - set(data["in"]) if "in" in data else frozenset(_names(data, "until")),
            ends=frozenset(_names(data, "ends")),
            pauses_in=frozenset(_names(data, "pauses_in")),
            remind=tuple(data.get("remind", ())),
            escalate=tuple(data.get("escalate", ())),
            every=data.get("every", False),
            on_expiry=data.get("on_expiry"),
            basis=_basis(data),
            note=_optional(data, "note", _text),
        )

    def alert(self, id_: str, _path: str, data: Json) -> Alert:
        return Alert(
            id=id_,
            when=data["when"],
            level=data["level"],
            text=_text(data["text"]),
            to=data.get("to"),
            lets=frozenset(_names(data, "lets")),
            basis=_basis(data),
        )

    def invariant(self, id_: str, _path: str, data: Json) -> Invariant:
        return Invariant(
            id=id_,
            text=_text(data["text"]),
            states=None if data.get("in") == "any" else frozenset(_names(data, "in")),
            after=frozenset(_names(data, "after")),
            holds=data["holds"],
            basis=_basis(data),
        )

    def state(self, id_: str, path: str, data: Json) -> State:
        service = data.get("service", {})
        return State(
            id=id_,
            kind=data["kind"],
            title=_text(data["title"]),
            prompt=_optional(data, "prompt", _text),
            target=_optional(data, "target", parse_duration),
            ask=_names(data, "ask"),
            services=_names(service, "any_of"),
            at=service.get("at"),
            documents=self.section(data, "documents", self.group, path),
            actions=self.section(data, "actions", lambda name, _path, each: _action(name, each), path),
            choices={name: tuple(members) for name, members in data.get("choices", {}).items()},
            forms=_names(data, "forms"),
            outcome=data.get("outcome"),
            basis=_basis(data),
        )

    def group(self, id_: str, path: str, data: Json) -> DocumentGroup:
        any_of = self.section(data, "any_of", lambda _id, _path, papers: tuple(papers), path)
        return DocumentGroup(
            id=id_,
            title=_text(data["title"]) if "title" in data else self._title_of(any_of),
            need=data.get("need", "required"),
            when=data.get("when"),
            any_of=any_of,
            count=data.get("count", 1),
            max_age=_optional(data, "max_age", parse_duration),
            check=data.get("check", False),
            copies=data.get("copies", 1),
            note=_optional(data, "note", _text),
            basis=_basis(data),
        )

    def _title_of(self, any_of: Mapping[str, tuple[str, ...]]) -> Text:
        """A group without a title is called by its papers: « Passeport ou Carte de séjour »."""
        papers = dict.fromkeys(paper for option in any_of.values() for paper in option)
        titles = [self.documents[paper].title for paper in papers]
        return Text(
            fr=" ou ".join(title.fr for title in titles),
            ar=" أو ".join(title.ar for title in titles) if all(title.ar for title in titles) else "",
            en=" or ".join(title.en for title in titles) if all(title.en for title in titles) else "",
        )

    def shared_action(self, id_: str, _path: str, data: Json) -> SharedAction:
        sources = data["from"]
        return SharedAction(
            action=_action(id_, data),
            sources=None if sources == "any" else frozenset(sources),
            excepted=frozenset(_names(data, "except")),
        )

    def consent(self, id_: str, _path: str, data: Json) -> Consent:
        return Consent(
            id=id_,
            purpose=data["for"],
            title=_text(data["title"]),
            text=_text(data["text"]),
            version=data["version"],
            valid=_optional(data, "valid", parse_duration),
            service=data.get("service"),
        )


def _action(id_: str, data: Json) -> Action:
    effects = data.get("do", ())
    to = data.get("to", ())
    return Action(
        id=id_,
        title=_text(data["title"]),
        to=_branches(to),
        back=to == "back",
        when=data.get("when"),
        otherwise=_optional(data, "otherwise", _text),
        ask=_names(data, "ask"),
        renews=_names(data, "renews"),
        requires=_names(data, "requires"),
        roles=frozenset(data["roles"]) if "roles" in data else _DEFAULT_ROLES,
        by=data.get("by", "agent"),
        receipt=data.get("receipt"),
        gives=_names(data, "gives"),
        consent=_names(data, "consent"),
        share=_optional(data, "share", lambda share: Share(share["with"], tuple(share["fields"]))),
        forms=tuple(each["form"] for each in effects if "form" in each),
        opens=tuple(_open(each["open"]) for each in effects if "open" in each),
        prompt=_optional(data, "prompt", _text),
        basis=_basis(data),
    )


def _branches(to: Json) -> tuple[Branch, ...]:
    if to == "back":
        return ()
    if isinstance(to, str):
        return (Branch(to, None),)
    return tuple(Branch(each["state"], each.get("when")) for each in to)


def _open(data: Json) -> OpenCase:
    return OpenCase(
        process=data["process"],
        name=data.get("as", data["process"]),
        carry=_names(data, "carry"),
        after=_optional(data, "after", lambda later: (later["field"], parse_duration(later["within"]))),
        on_close=data.get("on_close"),
    )


def _anchors(starts: Json) -> tuple[Anchor, ...]:
    forms = starts.get("earliest") or [starts]
    return tuple(Anchor(kind, name) for each in forms for kind, name in each.items())


def _migration(version: str, data: Json) -> MigrationRule:
    deadlines = data.get("deadlines", "keep")
    return MigrationRule(
        from_version=int(version),
        states={state: _branches(to) for state, to in data.get("states", {}).items()},
        documents=data.get("documents", {}),
        deadlines="keep" if isinstance(deadlines, dict) else deadlines,
        clocks=deadlines if isinstance(deadlines, dict) else {},
        when=data.get("when"),
        fields=data.get("fields", {}),
    )


def _document(id_: str, data: Json) -> CatalogueDocument:
    return CatalogueDocument(
        id=id_,
        title=_text(data["title"]),
        issuer=data.get("issuer"),
        validity=_optional(data, "validity", parse_duration),
        serves=data.get("serves", "person"),
        cost=_optional(data, "cost", _text),
        note=_optional(data, "note", _text),
        letter=data.get("letter"),
        confidence=data["confidence"],
        basis=_basis(data),
    )


def _service(id_: str, data: Json) -> Service:
    return Service(id_, _text(data["title"]), _optional(data, "role", _text), data["confidence"], _basis(data))


def _source(id_: str, data: Json) -> Source:
    return Source(
        id=id_,
        title=_text(data["title"]),
        url=data.get("url", ""),
        dated=data.get("dated", ""),
        read=_optional(data, "read", date.fromisoformat),
        confidence=data["confidence"],
        note=_optional(data, "note", _text),
    )


def _value(id_: str, data: Json) -> DatedValue:
    return DatedValue(
        id=id_,
        title=_text(data["title"]),
        type=data["type"],
        series=tuple((date.fromisoformat(each["from"]), each["value"]) for each in data["series"]),
        confidence=data["confidence"],
        reread_by=_optional(data, "reread_by", date.fromisoformat),
        basis=_basis(data),
    )


def _entries(entries: Mapping[str, Json], make: Callable[[str, Json], _Made]) -> dict[str, _Made]:
    return {id_: make(id_, data) for id_, data in entries.items()}


def _text(data: Json) -> Text:
    return Text(data["fr"], data.get("ar", ""), data.get("en", ""))


def _optional(data: Json, name: str, make: Callable[[Json], _Made]) -> _Made | None:
    found = data.get(name)
    return None if found is None else make(found)


def _names(data: Json, name: str) -> tuple[str, ...]:
    return tuple(data.get(name, ()))


def _basis(data: Json) -> tuple[str, ...]:
    found = data.get("basis", ())
    return (found,) if isinstance(found, str) else tuple(found)
