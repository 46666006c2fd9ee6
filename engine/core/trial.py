"""One event before its judge: what was asked is rebuilt from it, and the rules answer once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from engine.core import life
from engine.core.answers import HELD
from engine.core.case import CaseState
from engine.core.contact import PREFIX, UNSEEN
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Reason
from engine.core.events import (
    Actor,
    AgreeContact,
    Ask,
    Assign,
    Attach,
    ChangeDocuments,
    Command,
    Correct,
    DemandUndue,
    Do,
    Draft,
    Event,
    Force,
    GiveConsent,
    Inform,
    Json,
    Note,
    Receipt,
    Record,
    Transfer,
)
from engine.core.machine import Machine, Plan, Situation, lead
from engine.core.verdicts import AGREES, Differs, NotRedecidable, Verdict, Why

FIELD = "fields."
_SAID = "?"
"Stands for a reason, a note or a number that was given and can't be read any more: rules only ask whether it is there."

_MAY_TURN = frozenset(
    (
        *("stopped_by_alert", "condition_false", "condition_unknown", "document_condition_unknown", "field_missing"),
        *("document_missing", "document_stale", "document_unverified", "already_known", "not_known", "not_undue"),
        *("bad_value", "nothing_to_do"),
    )
)
"Refusals that a value which can't be seen any more might lift; any other stands whatever it was."
_TURNS = frozenset(("clocks", "guards", "irregular", "flags", "carried", "after"))
"Parts of a body that may turn on such a value."
_SEALS = frozenset(("sealed", "seal"))
_SCAN = ("document", "attachment", "sha256", "media", "size")
"What the event of a scan says of it, in the order of the demand."
_TOLD = ("about", "name", "on", "way", "outcome")
"The same, of what a person was told."


def given_with(private: Mapping[str, Json] | None, event: Event, name: str) -> str | None:
    """A reason, a note or a number that came with a demand."""
    if private is None:
        return _SAID if name in event.body.get("sealed", ()) else None
    return private.get(name)


@dataclass(slots=True)
class Trial:
    """One event before its judge."""

    event: Event
    private: Mapping[str, Json] | None
    machine: Machine
    situation: Situation
    today: date
    exact: bool
    "Whether all that the step looked at can be seen."
    why: Why = "erased"
    "What is missing when it can't."

    def judged(self, ask: Ask) -> tuple[Verdict, Decision]:
        """What the rules answer to a demand, held against the event."""
        event, situation = self.event, self.situation
        actor = actor_of(event.actor, event.role, event.commune)
        decision = decide(situation, Command(ask, actor, situation.day), self.today, lead)
        return self.held_against(decision), decision

    def held_against(self, decision: Decision) -> Verdict:
        """The verdict on an event, from what the rules answer."""
        if isinstance(decision, Accepted):
            return self.compare(decision.drafts[0])
        codes = [reason.code for reason in decision.reasons]
        refused = Differs("refused", codes, self.event.trigger or self.event.kind)
        return refused if any(map(_stands, decision.reasons)) else self.settled(refused)

    def settled(self, differs: Differs) -> Verdict:
        """A difference that a value which can't be seen any more may explain."""
        if self.exact:
            return differs
        return self.impossible() or NotRedecidable(self.why)

    def compare(self, draft: Draft) -> Verdict:
        """Hold what would be recorded against what was."""
        event = self.event
        if draft.actor is not None and (event.actor, event.role) != (draft.actor.name, draft.actor.role):
            return Differs("actor", draft.actor.role, event.role)
        if draft.kind != event.kind:
            return self.settled(Differs("kind", draft.kind, event.kind))
        if draft.trigger != event.trigger:
            return self.settled(Differs("trigger", draft.trigger, event.trigger))
        if draft.to_state != event.to_state:
            return self.settled(Differs("to", draft.to_state, event.to_state))
        if draft.happened_on and draft.happened_on != event.happened_on:
            return self.settled(Differs("happened_on", draft.happened_on, event.happened_on))
        return self._compare_bodies(draft)

    def _compare_bodies(self, draft: Draft) -> Verdict:
        recorded, expected = self.event.body, draft.body
        # Compared as wholes, which is what nearly always comes of it: part by part only to say which one differs.
        if expected == recorded or expected == {name: each for name, each in recorded.items() if name not in _SEALS}:
            return self._compare_private(draft)
        differing = sorted(
            name
            for name in (recorded.keys() | expected.keys()) - _SEALS
            if recorded.get(name) != expected.get(name) or (name in recorded) != (name in expected)
        )
        certain = [name for name in differing if name not in _TURNS]
        name = (certain or differing)[0]
        found = Differs(name, expected.get(name), recorded.get(name))
        return found if certain else self.settled(found)

    def _compare_private(self, draft: Draft) -> Verdict:
        """Names are told, values never."""
        private = self.private
        if private is None or not self.exact or private == draft.private:
            return AGREES
        wanted = {name: value for name, value in draft.private.items() if value is not None}
        given = {name: value for name, value in private.items() if value is not None}
        return AGREES if wanted == given else Differs("private", sorted(wanted), sorted(given))

    def impossible(self) -> Differs | None:
        """What can't be right about the event whatever the values that are gone: one of the action's own ways."""
        event, case = self.event, self.situation.case
        if event.trigger is None or event.kind not in ("moved", "acted", "expired"):
            stays = event.kind in ("forced", "reverted", "migrated", "opened")
            return None if stays or event.to_state == event.from_state else Differs("to", case.state, event.to_state)
        plan = self.machine.table[case.state].get(event.trigger)
        if plan is None:
            return Differs("refused", ["not_open_here"], event.trigger)
        ways = _ways(plan, case)
        if event.to_state not in ways:
            return Differs("to", ways, event.to_state)
        guards = {"when": True} if plan.when is not None and event.kind != "expired" else None
        if event.body.get("guards") != guards and "irregular" not in event.body:
            return Differs("guards", guards, event.body.get("guards"))
        outcome = self.machine.definition.states[event.to_state].outcome if plan.destinations else None
        if event.body.get("outcome") != outcome:
            return Differs("outcome", outcome, event.body.get("outcome"))
        return None

    # --- what was asked ---

    def ask(self) -> Ask:  # noqa: C901, PLR0911, PLR0912 -- one case a kind
        """The demand, as the event lets it be seen."""
        event, body = self.event, self.event.body
        if event.kind in ("moved", "acted"):
            return self._do()
        said = given_with(self.private, event, "reason") or ""
        match event.kind:
            case "recorded":
                return Record(self._fields())
            case "corrected":
                return Correct(self._fields(), said)
            case "document_changed":
                papers = body["documents"]
                statuses = {name: paper["status"] for name, paper in papers.items()}
                return ChangeDocuments(statuses, self._issued(papers))
            case "noted":
                return Note(given_with(self.private, event, "note") or "")
            case "consented":
                return self._agreed()
            case "informed":
                return Inform(**{name: body[name] for name in _TOLD}, why=body.get("why", ""))
            case "assigned":
                return Assign(body["to"])
            case "transferred":
                return Transfer(body["commune"], said)
            case "demanded_undue":
                return DemandUndue(body["document"], said)
            case "forced":
                return Force(event.to_state, said)
            case "attached":
                original = given_with(self.private, event, "original") or ""
                return Attach(**{name: body[name] for name in _SCAN}, original=original)
            case _:
                raise ValueError(f"{event.kind} is asked by nobody")

    def _agreed(self) -> GiveConsent | AgreeContact:
        body = self.event.body
        if not body["consent"].startswith(PREFIX):
            return GiveConsent(body["consent"], body["given"], body["language"])
        address = UNSEEN if self.private is None else str(self.private.get("address", ""))
        return AgreeContact(body["consent"].removeprefix(PREFIX), body["given"], body["language"], address)

    def _do(self) -> Do:
        event, body = self.event, self.event.body
        trigger = str(event.trigger)
        plan = self.machine.table[self.situation.case.state].get(trigger)
        papers, receipt, reason = {}, None, None
        if plan is not None and plan.action.ask:
            fields = self.machine.definition.fields
            if self.exact and not all(fields[name].kept for name in plan.action.ask):
                self.exact, self.why = False, "never_kept"
        if "documents" in body:
            yielded = () if plan is None else (*plan.action.gives, plan.action.receipt)
            papers = {name: paper["status"] for name, paper in body["documents"].items() if name not in yielded}
        if "receipt" in body:
            proof = body["receipt"]
            number = (given_with(self.private, event, "receipt.number") or _SAID) if proof["proved"] else None
            receipt = Receipt(number, date.fromisoformat(proof["on"]))
        if "sealed" in body:
            reason = given_with(self.private, event, "reason")
        fields = self._fields() if self.private or "fields" in body else {}
        return Do(trigger, fields, papers, receipt, reason)

    def other_asks(self, ask: Do) -> Iterable[Do]:
        """The same demand with papers that the action gives besides: what was brought of them was written over."""
        plan = self.machine.table[self.situation.case.state].get(ask.trigger)
        if plan is None or not self.event.body.get("documents"):
            return
        yielded = [name for name in (*plan.action.gives, plan.action.receipt) if name in self.event.body["documents"]]
        for name in filter(None, yielded):
            for status in ("verified", "received", "requested"):
                yield replace(ask, documents={**ask.documents, name: status})

    def _fields(self) -> dict[str, Json]:
        """The values that came with the demand; one taken away was not given."""
        fields = self.event.body.get("fields")
        if not self.private:
            return fields or {}
        given = dict(fields) if fields else {}
        for name, value in self.private.items():
            if value is not None and name.startswith(FIELD):
                given[name[len(FIELD) :]] = value
        return given

    def _issued(self, papers: Mapping[str, Mapping[str, Json]]) -> dict[str, date]:
        """The days written on papers, as they were given; a paper looked at again keeps its own."""
        known = self.situation.case.documents
        return {
            name: date.fromisoformat(paper["issued"])
            for name, paper in papers.items()
            if "issued" in paper
            and not (
                paper["status"] == "verified"
                and known.get(name, {}).get("status") in HELD
                and known[name].get("issued") == paper["issued"]
            )
        }

    # --- kinds that no demand makes ---

    def opened(self) -> Verdict:
        """The first event: the values given, and what came from other cases."""
        event, body = self.event, dict(self.event.body)
        definition = self.machine.definition
        kept = body.pop("confidentiality", "ordinary")
        if kept != definition.confidentiality:
            return Differs("confidentiality", definition.confidentiality, kept)
        fresh = CaseState(process=definition.process, version=definition.version, digest=definition.digest)
        fresh.subject = str(body.get("subject"))
        papers, agreed = body.get("documents", {}), body.get("consents", {})
        for part, known in ((papers, definition.documents), (agreed, definition.consents)):
            if not part.keys() <= known.keys():
                return Differs("documents" if part is papers else "consents", sorted(known), sorted(part))
        decision = life.open_case(
            self.situation._replace(case=fresh),
            Record(self._fields()),
            self.today,
            documents=papers,
            links=body.get("links", {}),
            consents=agreed,
        )
        self.event = event._replace(body=body)
        return self.held_against(decision)

    def told(self) -> Verdict:
        """What is recorded beside the rules, and moves nothing."""
        event, case = self.event, self.situation.case
        if event.to_state != case.state or event.trigger is not None:
            return Differs("to", case.state, event.to_state)
        if "clocks" in event.body:
            return Differs("clocks", None, event.body["clocks"])
        paper = event.body.get("document")
        if paper is not None and paper not in self.machine.definition.documents:
            return Differs("documents", sorted(self.machine.definition.documents), paper)
        return AGREES


@lru_cache(maxsize=256)
def actor_of(name: str, role: str, commune: str) -> Actor:
    """Who signed an event."""
    # A desk's few agents sign thousands of steps.
    return Actor(name, role, commune)


def _stands(reason: Reason) -> bool:
    return reason.code not in _MAY_TURN


def _ways(plan: Plan, case: CaseState) -> list[str]:
    """Every state to which an action can lead."""
    if plan.action.back:
        return [state for state in (case.came.get(case.state),) if state is not None]
    return [branch.state for branch in plan.action.to] or [case.state]
