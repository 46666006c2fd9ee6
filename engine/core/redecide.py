"""Events judged again, under the definition and the calendar of their day: would each have been recorded as it was?

No rule stands here. What was asked is rebuilt from what was recorded, and `decide`, `decide_tick` and their kin answer
once more; the answer is held against the event. What a step looked at and nobody can see any more (the data of an
erased person, a value that is never kept, the feasts of a calendar that is lost) makes it « not re-decidable », unless
it agrees without, or something else about it can't be right. Who had which right on that day, and what other cases
were like, isn't judged: that is no part of a case's own history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from engine.core import life
from engine.core.arrivals import ARRIVALS, awaits
from engine.core.calendar import Calendar, HolidaysUnknown, LostCalendar
from engine.core.case import BY_VERSION, UNDOABLE, CaseState, fold_without, take
from engine.core.decide import openings, outside
from engine.core.decision import Accepted, Effect
from engine.core.events import Ask, Do, Draft, Event, Json, Revert
from engine.core.invariants import Watch
from engine.core.life import OF_VERSION, TYPED_LATE
from engine.core.links import opened_link, pulled_at_close
from engine.core.machine import Machine, Situation
from engine.core.migrating import Carried, carry, passage
from engine.core.rules import SYSTEM
from engine.core.ticking import ring_clock
from engine.core.trial import FIELD, Trial, actor_of, given_with
from engine.core.verdicts import AGREES, Agrees, Differs, NotRedecidable, Verdict
from engine.errors import BrokenHistory

_OF_PERSONS = frozenset(
    (
        *("recorded", "corrected", "document_changed", "noted", "consented", "assigned", "transferred"),
        *("demanded_undue", "forced", "attached", "informed"),
    )
)
"Kinds that the system never signs."


_ASKED = _OF_PERSONS | {"moved", "acted"}
"Kinds that somebody asks."
_TYPED_LATE = frozenset(("moved", "acted", "corrected"))
"Kinds for which an expiry is taken back, when they happened before it."


@dataclass(slots=True)
class Retrial:
    """One case judged again from its first event on, and folded meanwhile.

    Hand it every event in order (`judge`), then ask once whether the last step is whole (`ended`).
    """

    machine_of: Callable[[str], Machine | None]
    "The machine of a definition by its digest; None when it isn't known any more."
    calendar_of: Callable[[str], Calendar | None]
    "A calendar by its digest; None when it isn't known any more."
    day_of: Callable[[str], date]
    "The desks' own day of a moment of recording."
    case: CaseState = field(default_factory=CaseState)
    private: dict[str, Json] = field(default_factory=dict)
    "The private values known at this moment."
    watch: Watch = field(default_factory=Watch)
    "What the history says of the invariants of the versions that were the case's own."
    history: list[tuple[Event, str]] = field(default_factory=list)
    _seals: dict[tuple[str, int], Json] = field(default_factory=dict)
    "(field, sequence of its event) → private value."
    _lost: bool = False
    "Whether a private field was recorded that can't be opened."
    _due: list[Draft] = field(default_factory=list)
    "What the last step has still to record."
    _births: list[Effect] = field(default_factory=list)
    "Linked cases that the last step opens, and of which it may tell."
    _late: str = ""
    "Set when an expiry was taken back for an act of that day or before, which has to come next."
    _pull: str | None = None
    "The action that the system may do next, for a linked case has just closed."
    _awaited: bool = False
    "Whether the case was sent to its desk, and nobody there has taken it up."
    _sender: str = ""
    "The desk that sent it, which may still act on it meanwhile."

    def judge(self, event: Event, digest: str, private: Mapping[str, Json] | None) -> Verdict:
        """Judge the next event, and fold it in as it was recorded.

        `private` are its private values, opened: empty when it has none, None when they can't be opened any more.

        Raises:
            BrokenHistory, UnreadableEvent: as the fold does; nothing can be said of what follows.
        """
        try:
            verdict = self._verdict(event, private)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            # Bytes that hash right and were never written by us: their body may hold anything.
            verdict = Differs("body", "readable", event.kind)
        self._take(event, digest, private)
        self._watch(event)
        return verdict

    def asked(self, event: Event, private: Mapping[str, Json] | None) -> Ask | None:
        """The demand behind the next event, as far as it can be seen; None for what nobody asks (clocks, links)."""
        machine = self.machine_of(event.definition)
        if event.kind == "reverted" and "why" not in event.body:
            return Revert(event.body["target"], given_with(private, event, "reason") or "")
        if machine is None or event.kind not in _ASKED:
            return None
        day = date.fromisoformat(event.happened_on)
        situation = Situation(machine, self.case, self.private, day, LostCalendar((), None, event.calendar))
        return Trial(event, private, machine, situation, day, exact=private is not None).ask()

    def ended(self) -> Verdict:
        """Whether the last step is whole: all that it records is written at once."""
        if self._due:
            return Differs("next", self._due[0].kind, None)
        return Differs("next", "late", None) if self._late else AGREES

    # --- one event ---

    def _verdict(self, event: Event, private: Mapping[str, Json] | None) -> Verdict:
        wrong = self._out_of_place(event)
        if wrong is not None:
            self._forget()
            return wrong
        machine = self.machine_of(event.definition)
        if machine is None:
            self._forget()
            return NotRedecidable("definition_unknown")
        calendar = self.calendar_of(event.calendar)
        trial = Trial(
            event,
            private,
            machine,
            Situation(
                machine,
                self.case,
                self.private,
                date.fromisoformat(event.happened_on),
                calendar or LostCalendar((), None, event.calendar),
            ),
            self.day_of(event.recorded_at),
            exact=private is not None and not self._lost,
        )
        try:
            return self._tried(trial)
        except HolidaysUnknown:
            trial.exact = False
            self._forget()
            return trial.impossible() or NotRedecidable("calendar_unknown")

    def _forget(self) -> None:
        """Expect nothing of what follows: what the step records besides isn't known."""
        self._due, self._births, self._late, self._pull = [], [], "", None

    def _out_of_place(self, event: Event) -> Differs | None:
        """What is wrong about where the event stands, whatever its rules."""
        case = self.case
        if (event.kind == "opened") != (case.sequence == 0):
            return Differs("kind", "opened" if case.sequence == 0 else None, event.kind)
        if event.from_state != case.state:
            return Differs("state", case.state, event.from_state)
        if case.sequence and event.kind != "migrated" and event.definition != case.digest:
            return Differs("definition", case.digest, event.definition)
        if event.role == SYSTEM.role and event.kind in _OF_PERSONS:
            return Differs("actor", "agent", event.role)
        if case.sequence and event.role != SYSTEM.role and event.commune not in ("", case.commune, self._sender):
            return Differs("desk", case.commune, event.commune)
        return None

    def _tried(self, trial: Trial) -> Verdict:
        event = trial.event
        if self._due:
            return self._apart(event, "happened_on") or trial.compare(self._due.pop(0))
        if event.kind == "linked":
            return self._linked(trial)
        late, pull = self._late, self._pull
        self._late, self._pull = "", None
        self._births = []
        if late and not (event.kind in _TYPED_LATE and event.happened_on <= late):
            return Differs("next", "late", event.kind)
        if event.kind in ("moved", "acted") and event.role == SYSTEM.role and event.trigger != pull:
            return Differs("actor", "agent", event.role)
        return self._by_kind(trial)

    def _apart(self, event: Event, *more: str) -> Differs | None:
        """What tells the second half of a step from its first: one act is signed once, at one moment."""
        first = self.history[-1][0]
        for name in ("recorded_at", "actor", "role", *more):
            if getattr(event, name) != getattr(first, name):
                return Differs(name, getattr(first, name), getattr(event, name))
        return None

    def _by_kind(self, trial: Trial) -> Verdict:
        match trial.event.kind:
            case "opened":
                return trial.opened()
            case "reminded" | "expired":
                return self._rung(trial)
            case "reverted":
                return self._reverted(trial)
            case "migrated":
                return self._migrated(trial)
            case "shared":
                # It is the second half of a step, and that step has none.
                return Differs("kind", None, "shared")
            case "merged":
                return trial.told()
            case _:
                return self._judged(trial, trial.ask())

    def _judged(self, trial: Trial, ask: Ask) -> Verdict:
        """Decide once more on what was asked."""
        verdict, decision = trial.judged(ask)
        if isinstance(ask, Do) and not isinstance(verdict, Agrees):
            for other in trial.other_asks(ask):
                second, again = trial.judged(other)
                if isinstance(second, Agrees):
                    verdict, decision = second, again
                    break
        if isinstance(decision, Accepted):
            self._due = list(decision.drafts[1:])
            if decision.effects:
                self._births = [effect for effect in decision.effects if effect.kind == "open"]
        return verdict

    def _rung(self, trial: Trial) -> Verdict:
        """A clock that rang: it would ring again, and the same."""
        event, today = trial.event, trial.today
        name = str(event.body.get("deadline"))
        if name not in self.case.clocks:
            return Differs("clocks", sorted(self.case.clocks), name)
        # Whether linked cases could open is told by other cases: it is taken as it was found.
        refused = event.body.get("why") == "linked_case_refused"
        then = trial.situation._replace(day=today)
        draft = ring_clock(then, name, lambda action: not (refused and action.opens))
        if draft is None:
            return trial.settled(Differs("refused", [], event.kind))
        if draft.trigger is not None:
            action = trial.machine.table[self.case.state][draft.trigger].action
            self._births = openings(action, then.facts())
        return trial.compare(draft)

    def _reverted(self, trial: Trial) -> Verdict:
        """A step undone: the case is what it would be without it."""
        event, private = trial.event, trial.private
        why = event.body.get("why", "")
        late = why == TYPED_LATE
        if (event.role == SYSTEM.role) != late:
            return Differs("actor", SYSTEM.role if late else "agent", event.role)
        target = int(event.body["target"])
        if late and target != self.case.lapsed:
            return Differs("reverted", self.case.lapsed, target)
        wrong_day = outside(trial.situation, trial.today)
        if wrong_day is not None:
            return Differs("refused", [wrong_day.code], event.kind)
        kinds = BY_VERSION if why == OF_VERSION else UNDOABLE
        without = fold_without(self.history, frozenset({target}), kinds)
        known = {} if without is None else self._known(without)
        reason = given_with(private, event, "reason")
        note = life.withdrawal(self.history, target, actor_of(event.actor, event.role, event.commune))
        decision = life.revert(self.case, without, known, Revert(target, reason or ""), why=why, note=note)
        self._late = self.case.lapsed_on if late else ""
        return trial.held_against(decision)

    def _migrated(self, trial: Trial) -> Verdict:
        """A case brought to another version: it would be brought there again, and the same, by that version's rule."""
        event, case, definition = trial.event, self.case, trial.machine.definition
        former = self.machine_of(case.digest)
        if former is None:
            return NotRedecidable("definition_unknown")
        if definition.process != case.process:
            return Differs("definition", case.process, definition.process)
        way = passage(former, trial.machine)
        if way is None:
            return Differs("definition", case.version, definition.version)
        wrong_day = outside(trial.situation, trial.today)
        if wrong_day is not None:
            return Differs("refused", [wrong_day.code], event.kind)
        carried = carry(way, trial.situation)
        if isinstance(carried, Carried):
            return trial.held_against(Accepted((carried.draft,)))
        return trial.settled(Differs("refused", [each.code for each in carried], event.kind))

    def _linked(self, trial: Trial) -> Verdict:
        """News of another case: one that this step opened, or one that is known and closed or opened again."""
        event, case = trial.event, self.case
        body = event.body
        if body.get("side") == "opened" and "outcome" not in body:
            while self._births:
                effect = self._births.pop(0)
                # One that isn't told of is passed over: an ordinary journal never shows a protected case.
                if (effect.what, effect.details["name"]) == (body.get("process"), body.get("name")):
                    told = opened_link(effect, str(body["case"]), trial.situation.calendar)
                    return self._apart(event) or trial.compare(Draft("linked", None, case.state, case.state, told))
            return trial.settled(Differs("link", None, str(body.get("name"))))
        self._forget()
        name = str(body.get("name"))
        link = case.links.get(name)
        if link is None:
            return Differs("link", sorted(case.links), name)
        told = {**link, "name": name, "outcome": body.get("outcome")}
        if told["outcome"] is not None:
            self._pull = pulled_at_close(trial.machine, name)
        return trial.compare(Draft("linked", None, case.state, case.state, told, actor=SYSTEM))

    # --- the case meanwhile ---

    def _watch(self, event: Event) -> None:
        """Hold the case, as the event left it, against what must always be true of it."""
        machine = self.machine_of(self.case.digest)
        if machine is None or not (machine.invariants or self.watch.breaches or self.watch.unjudged):
            return
        calendar = self.calendar_of(event.calendar) or LostCalendar((), None, event.calendar)
        # Bytes that nobody here wrote may hold anything, and a verdict says so: they break no invariant besides.
        with suppress(KeyError, TypeError, ValueError, AttributeError, OverflowError):
            day = date.fromisoformat(event.happened_on)
            self.watch.take(event, Situation(machine, self.case, self.private, day, calendar))

    def _take(self, event: Event, digest: str, private: Mapping[str, Json] | None) -> None:
        try:
            take(self.case, event, digest)
            if self._awaited or event.kind in ARRIVALS:
                self._look_for_a_sender(event)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BrokenHistory(event.stream, event.sequence, "Ce qu'il enregistre n'a pas de sens.") from error
        self.history.append((event, digest))
        body = event.body
        if "sealed" not in body and "restores" not in body and "renews" not in body:
            return
        if private is None:
            self._lost = self._lost or any(name.startswith(FIELD) for name in body.get("sealed", ()))
        else:
            for name, value in private.items():
                if name.startswith(FIELD):
                    self._seals[name[len(FIELD) :], event.sequence] = value
        self.private = self._known(self.case)

    def _look_for_a_sender(self, event: Event) -> None:
        self._awaited = awaits(event, self.case.commune, before=self._awaited)
        if event.kind == "transferred":
            self._sender = event.commune
        if not self._awaited:
            self._sender = ""

    def _known(self, case: CaseState) -> dict[str, Json]:
        """The private values of a case, as far as they can be opened."""
        seals = self._seals
        return {name: value for name, at in case.sealed.items() if (value := seals.get((name, at))) is not None}
