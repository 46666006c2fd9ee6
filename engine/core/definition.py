"""A pathway once read: frozen data, with its texts, documents, clocks, conditions and sources.

Knows the words of the language and nothing of YAML, files or the law: guards are still text here, names are
checked elsewhere (`engine.core.checks`), and no number of any law stands in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from engine.core.bidi import read_in_order
from engine.core.calendar import Duration

Language = Literal["fr", "ar", "en"]
Confidence = Literal["sourced", "common_knowledge", "to_validate"]
FieldType = Literal["text", "integer", "boolean", "date", "moment", "choice", "choices", "commune", "country"]
FieldClass = Literal["plain", "personal", "sensitive", "id_number"]
StateKind = Literal["task", "wait", "final"]
Outcome = Literal["success", "partial", "refused", "abandoned", "unreachable", "referred", "out_of_scope", "deceased"]
Need = Literal["required", "useful", "not_due"]
ActionBy = Literal["agent", "third_party", "system"]
AlertLevel = Literal["info", "warn", "stop"]
ConsentPurpose = Literal["accompany", "share", "statistics"]
AnchorKind = Literal["field", "enter", "do", "document", "next"]
Fate = Literal["keep", "recount", "restart", "drop"]
"""What becomes of a clock in another version: kept as it was counted; counted again from its start with the new delay;
begun again on the day of the passage; dropped."""


class Text(NamedTuple):
    """What a user reads, by language; French is always there, another language falls back to it."""

    fr: str
    ar: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The text in `language`, in French where it isn't translated."""
        if language == "ar":
            return read_in_order(self.ar) or self.fr
        return (self.en or self.fr) if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Field:
    """A typed fact recorded on a case (*donnée*)."""

    id: str
    type: FieldType
    data_class: FieldClass
    label: Text
    options: Mapping[str, Text]
    "The values of a `choice` or `choices`; empty for other types."
    not_after: str | None
    "`now`, an ISO date, or another date field: the latest value that is accepted, included."
    not_before: str | None
    minimum: int | None
    maximum: int | None
    kept: bool
    "False for `keep: never`: used by the step that receives it, never stored; the event keeps the verdict."
    hint: Text | None
    appointment: str | None
    "For a `moment`: the service that it is an appointment with."
    answers: Mapping[str, CounterAnswer]
    "Option → what to answer at the counter; for a field that records the motive of a refusal."
    basis: tuple[str, ...]

    @property
    def is_private(self) -> bool:
        """Whether its values are sealed per subject; only `plain` ones stand in clear in the journal."""
        return self.data_class != "plain"


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What to answer an office that refuses for this motive, and on what ground."""

    text: Text
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What starts a clock: a field's date, entering a state, an action done, a document, or a dated list."""

    kind: AnchorKind
    name: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A named clock (*échéance*)."""

    id: str
    title: Text
    kind: Literal["legal", "internal"]
    starts: tuple[Anchor, ...]
    "One anchor; several for `earliest`: the first date known counts."
    within: Duration
    until: frozenset[str]
    """States that end it; it runs everywhere else, suspension included. Written `until`, or, for a clock that belongs
    to a few states, as its other face `in`."""
    ends: frozenset[str]
    "Actions that end it for good, wherever the case stands; it runs again only when it starts again."
    pauses_in: frozenset[str]
    remind: tuple[int, ...]
    "Days after the start; a negative number counts back from the due day."
    escalate: tuple[int, ...]
    every: bool
    "It comes round again: at each due day the next one begins."
    on_expiry: str | None
    basis: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to see now; derived, it moves nothing. `stop` refuses every action but those of `lets`."""

    id: str
    when: str
    level: AlertLevel
    text: Text
    to: str | None
    lets: frozenset[str]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must be true of every case, whatever was done: histories are held against it, and it refuses nothing."""

    id: str
    text: Text
    states: frozenset[str] | None
    "Where it must hold, as long as the case stands there; None is everywhere. Empty for one that follows actions."
    after: frozenset[str]
    "Actions just after which it must hold."
    holds: str
    basis: tuple[str, ...]

    @property
    def named(self) -> frozenset[str]:
        """The states that it names; none where it is of every state, or follows actions."""
        return self.states or frozenset()

    def concerns(self, state: str, trigger: str | None) -> bool:
        """Whether it must hold once an event has left the case in a state; `trigger`: the action that was done."""
        return self.states is None or state in self.states or (trigger is not None and trigger in self.after)


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Papers that answer one demand: OR between the options, AND inside one (*groupe de pièces*)."""

    id: str
    title: Text
    need: Need
    when: str | None
    any_of: Mapping[str, tuple[str, ...]]
    "Option → documents of the catalogue."
    count: int | str
    "How many options are due: a number, or the name of an integer field."
    max_age: Duration | None
    "A paper older than this is stale, as if missing."
    check: bool
    "The paper must be verified, not only received."
    copies: int
    note: Text | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One destination of an action; without a condition it is always taken."""

    state: str
    when: str | None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An effect: a linked case to open in the same transaction."""

    process: str
    name: str
    "How this case calls the other: `linked(ecole)`."
    carry: tuple[str, ...]
    "Fields copied into the new case; that is sharing, and needs the consent for it."
    after: tuple[str, Duration] | None
    "(date field, duration): the new case is to be taken up then, not before."
    on_close: str | None
    "Action pulled here when the linked case closes."


@dataclass(frozen=True, slots=True)
class Share:
    """What an action transmits to a service outside; it needs the consent to share with it."""

    service: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What may be asked in a state (*action*): a demand, which can be refused."""

    id: str
    title: Text
    to: tuple[Branch, ...]
    "Empty: the case stays where it is, the act is recorded."
    back: bool
    "`to: back`: return to the state from which the current one was entered."
    when: str | None
    otherwise: Text | None
    ask: tuple[str, ...]
    renews: tuple[str, ...]
    "Fields whose value was of a past round: given again with the action if it asks them, else unknown after it."
    requires: tuple[str, ...]
    "Document groups of the state, fields, or the word `reason`."
    roles: frozenset[str]
    by: ActionBy
    "`third_party`: an irregular act stays recordable, with an alert; `system`: pulled by a clock or a linked case."
    receipt: str | None
    "The document that proves the filing."
    gives: tuple[str, ...]
    consent: tuple[str, ...]
    "Consents that it needs."
    share: Share | None
    forms: tuple[str, ...]
    opens: tuple[OpenCase, ...]
    prompt: Text | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedAction:
    """An action open from several states."""

    action: Action
    sources: frozenset[str] | None
    "States it is open from; None is `any`: every state but the final ones."
    excepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands (*étape*)."""

    id: str
    kind: StateKind
    title: Text
    prompt: Text | None
    target: Duration | None
    ask: tuple[str, ...]
    services: tuple[str, ...]
    "Kinds of institution that answer for the step."
    at: str | None
    "The `commune` field where the office is looked up; None: the case's own commune."
    documents: Mapping[str, DocumentGroup]
    actions: Mapping[str, Action]
    choices: Mapping[str, tuple[str, ...]]
    "Actions said to be a choice: one of them, and one only, is possible whatever the situation. They decide nothing."
    forms: tuple[str, ...]
    outcome: Outcome | None
    basis: tuple[str, ...]

    @property
    def awaits_others(self) -> bool:
        """Whether the case waits here for a third party: a wait of the desk's own, with no act of others, isn't one."""
        return self.kind == "wait" and any(action.by == "third_party" for action in self.actions.values())


@dataclass(frozen=True, slots=True)
class Consent:
    """Something a person agrees to, or not: its text, version and how long the agreement holds."""

    id: str
    purpose: ConsentPurpose
    title: Text
    text: Text
    version: int
    valid: Duration | None
    service: str | None
    "For `share`: the service that receives."


@dataclass(frozen=True, slots=True)
class Source:
    """The law, circular, guide or practice behind a fact (*base légale*)."""

    id: str
    title: Text
    url: str
    dated: str
    "The date of the text as its source writes it; empty when unknown."
    read: date | None
    confidence: Confidence
    note: Text | None


@dataclass(frozen=True, slots=True)
class CatalogueDocument:
    """A paper of the catalogue (*pièce*), shared by all pathways."""

    id: str
    title: Text
    issuer: str | None
    "The service that delivers it."
    validity: Duration | None
    serves: Literal["case", "person"]
    "`case`: it belongs to one matter (one birth, one filing), and never comes into another case of the same person."
    cost: Text | None
    note: Text | None
    letter: str | None
    "The form to ask for it when the office that owes it withholds it."
    confidence: Confidence
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of institution (*service responsable*); its local address is an office."""

    id: str
    title: Text
    role: Text | None
    confidence: Confidence
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What changes with the years (a ceiling, a fee, a session date); in force on a day is the last value begun."""

    id: str
    title: Text
    type: Literal["integer", "date", "boolean"]
    series: tuple[tuple[date, int | str | bool], ...]
    "(first day in force, value), oldest first; dates as ISO text."
    confidence: Confidence
    reread_by: date | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MigrationRule:
    """How open cases of an older version come into this one."""

    from_version: int
    states: Mapping[str, tuple[Branch, ...]]
    "Former state → where its cases go: one state, or several, the first whose condition holds."
    documents: Mapping[str, str]
    deadlines: Fate
    clocks: Mapping[str, Fate]
    "Deadline → what becomes of it, where that isn't what becomes of the others."
    when: str | None
    fields: Mapping[str, str] = field(default_factory=dict)
    "Former field → the one here under which what is known of it carries on."

    def fate(self, deadline: str) -> Fate:
        """What becomes of a clock."""
        return self.clocks.get(deadline, self.deadlines)


@dataclass(frozen=True, slots=True)
class Definition:
    """One pathway (*parcours*) at one version, with everything that decides; known by its `digest`."""

    process: str
    version: int
    digest: str
    "SHA-256, hexadecimal, of the canonical JSON of the resolved definition."
    status: Literal["draft", "validated", "retired"]
    title: Text
    purpose: Text | None
    subject: Literal["person", "household", "association", "commune", "initiative", "none"]
    confidentiality: Literal["ordinary", "protected"]
    notes: Literal["free", "coded", "none"]
    retention_after_close: Duration
    retention_confidence: Confidence
    start: str
    fields: Mapping[str, Field]
    deadlines: Mapping[str, Deadline]
    alerts: Mapping[str, Alert]
    invariants: Mapping[str, Invariant]
    states: Mapping[str, State]
    actions: Mapping[str, SharedAction]
    consents: Mapping[str, Consent]
    forms: tuple[str, ...]
    "Forms that can be printed from every state."
    migration: Mapping[int, MigrationRule]
    documents: Mapping[str, CatalogueDocument]
    services: Mapping[str, Service]
    sources: Mapping[str, Source]
    values: Mapping[str, DatedValue]
    basis: tuple[str, ...]
    territory: str

    def actions_from(self, state: str) -> dict[str, Action]:
        """Every action open from `state`, its own first, then the shared ones in file order."""
        own = self.states[state]
        found = dict(own.actions)
        if own.kind == "final":
            # Final means final: a shared action reaches a final state only when it names it (« rouvrir »).
            shared = (each for each in self.actions.values() if each.sources and state in each.sources)
        else:
            shared = (
                each
                for each in self.actions.values()
                if (each.sources is None or state in each.sources) and state not in each.excepted
            )
        for each in shared:
            found.setdefault(each.action.id, each.action)
        return found
