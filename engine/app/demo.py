"""A training database that looks like eighteen months at the desks: scenarios lived again by people who don't exist.

No pathway is known here. Each case follows one of the scenarios beside the pathways, moved to other days and stopped
somewhere on its way, through the same use cases as a real one: whatever M&D adds to the scenarios, the demonstration
shows. Around the scenarios, what makes a desk's life: agents who take cases and hand them over, notes, papers wrongly
demanded, appointments, records set right, old cases closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from engine.app import fictitious
from engine.app.agenda import ring
from engine.app.answer import Answer, Done, NotDone
from engine.app.cases import last_revertible, open_case, perform
from engine.app.given import definition_of_process
from engine.app.house import ZONE, House
from engine.app.opening import Opening
from engine.app.people import add_person, correct_person
from engine.app.reading import Opened, read_case
from engine.app.sight import seeing
from engine.core.appointments import day_part, moment_of
from engine.core.definition import Definition, Field
from engine.core.events import (
    Actor,
    Ask,
    Assign,
    ChangeDocuments,
    DemandUndue,
    Do,
    GiveConsent,
    Json,
    Note,
    Receipt,
    Record,
    Transfer,
)
from engine.core.scenario import People, Scenario, ScenarioStep, demand_of
from engine.core.steps import ActionStep
from engine.errors import UsageError

_MONTHS = 18
_MORNING, _EVENING = 8, 16
_OLD = timedelta(days=100)
"After which a case that its story left open has, most often, been closed."
_AHEAD = 12
"Days within which an appointment to come is given."


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made."""

    cases: int
    steps: int


def fill(
    house: House,
    scenarios: Sequence[Scenario],
    count: int,
    *,
    seed: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> Filled:
    """Fill a training database with fictitious cases, the same ones for the same seed and day.

    `count` stories are lived; the linked cases that they open come on top.

    Raises:
        UsageError: a real database, or no scenario to live.
    """
    if not house.store.training:
        raise UsageError(
            "Cette base n'est pas une base d'entraînement : aucun dossier fictif n'y entre.",
            "En créer une : baom db init --training.",
        )
    if not scenarios:
        raise UsageError("Aucun scénario à vivre.", "Vérifier le dossier « scenarios » des parcours.")
    chance = Random(seed)  # noqa: S311 -- fictitious people, the same each time
    deck = _deck(scenarios, chance)
    desks = [slug for slug, commune in house.territory.communes.items() if commune.baom == "atteste"]
    # A town sees more people than a village.
    weights = [4 if house.territory.communes[slug].urban else 1 for slug in desks]
    people = {each.process: each.people for each in scenarios}
    steps = 0
    for done in range(count):
        story = next(deck)
        begun = _begin(chance, house.today())
        life = _Life(house, chance, begun, desks, chance.choices(desks, weights)[0], people)
        life.live(story, _following(scenarios, chance))
        steps += life.taken
        progress(done + 1)
    return Filled(count, steps)


def _deck(scenarios: Sequence[Scenario], chance: Random) -> Iterator[Scenario]:
    """One story of each pathway first, so that a small demonstration shows them all; then every story in turn."""
    pathways: dict[str, list[Scenario]] = {}
    for each in scenarios:
        pathways.setdefault(each.process, []).append(each)
    first = [chance.choice(stories) for stories in pathways.values()]
    chance.shuffle(first)
    yield from first
    while True:
        yield from chance.sample(scenarios, len(scenarios))


def _following(scenarios: Sequence[Scenario], chance: Random) -> Callable[[str], Scenario | None]:
    """How a linked case goes on: by a story of its own pathway."""

    def story_of(process: str) -> Scenario | None:
        stories = [each for each in scenarios if each.process == process]
        return chance.choice(stories) if stories else None

    return story_of


def _begin(chance: Random, today: date) -> date:
    """A working day of the last eighteen months: half of them recent, for a desk's list is made of what is open."""
    recent = chance.random() < 0.5  # noqa: PLR2004 -- one in two
    back = chance.expovariate(1 / 30) if recent else chance.uniform(0, _MONTHS * 30)
    day = today - timedelta(days=int(min(back, _MONTHS * 30)))
    return day - timedelta(days=max(day.weekday() - 4, 0))


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Life:
    """One fictitious case, lived from its opening to the day of the demonstration."""

    house: House
    chance: Random
    day: date
    desks: Sequence[str]
    commune: str
    people: Mapping[str, People]
    "Pathway → of whom its stories are told."
    case: str = ""
    role: str = "agent"
    shift: timedelta = timedelta()
    latest: datetime = _LONG_AGO
    "When its last step was written."
    taken: int = 0
    children: list[tuple[str, str]] = field(default_factory=list)
    "(pathway, case) of the linked cases opened on the way."

    def live(self, story: Scenario, following: Callable[[str], Scenario | None]) -> None:
        """Open a case for somebody, and live a story on it, then those of the cases that it opens."""
        definition = definition_of_process(self.house, story.process)
        self.role = seeing("agent", definition.confidentiality)
        self.shift = self.day - story.on
        if not self._open(story, definition):
            return
        self._ask(Assign(fictitious.agent(self.chance)), often=0.85)
        # Later rather than sooner: most of a desk's cases are well on their way, or done.
        length = len(story.steps)
        self._follow(story, round(self.chance.triangular(1, length + 3, length + 2)))
        self._around(definition)
        for process, case in self.children:
            self._go_on(process, case, following)

    def _open(self, story: Scenario, definition: Definition) -> bool:
        person = fictitious.person(self.chance, self.house.today().year, self._whom(story, definition))
        actor = Actor(fictitious.agent(self.chance), self.role, self.commune)
        kind = "person" if definition.subject == "none" else definition.subject
        subject = add_person(self._then(), kind, self.commune, person, actor)
        if self._happens(0.05):
            correct_person(self._then(), subject, {"language": "darija"}, "Langue préférée, dite au guichet.", actor)
        fields = shifted(story.fields, self.shift)
        opened = open_case(self._then(), Opening(story.process, self.commune, self.day, subject, fields), actor)
        if isinstance(opened, NotDone):
            return False
        self.case = opened.case.case
        self.taken += 1
        self._given(story)
        return True

    def _whom(self, story: Scenario, definition: Definition) -> People:
        """Of whom a story is told: of those whom the pathways that it leads to are about, if it opens any."""
        asked = {str(step.what) for step in story.steps if step.kind == "do"}
        every = (action for state in definition.states.values() for action in state.actions.values())
        opened = (one.process for action in every if action.id in asked for one in action.opens)
        return next((self.people[process] for process in opened if process in self.people), story.people)

    def _given(self, story: Scenario) -> None:
        for consent in story.consents:
            self._ask(GiveConsent(consent, True))
        if story.documents:
            self._ask(ChangeDocuments(story.documents))

    def _follow(self, story: Scenario, steps: int) -> None:
        """Live the first steps of a story; those that its scenario wants refused, and what is far away, are left."""
        for step in story.steps[:steps]:
            if step.kind == "linked":
                return
            if step.kind == "after":
                later = self.house.territory.calendar.add(self.day, step.what).day
                if later > self.house.today():
                    return
                self._pass(later)
            elif step.kind not in ("tick", "expect") and not (step.expect is not None and step.expect.refused):
                self._step(step)

    def _step(self, step: ScenarioStep) -> None:
        today_s = moved(step, self.shift)
        on = min(step.on + self.shift, self.house.today()) if step.on is not None else self.day
        self.day = max(on, self.day)
        ask = demand_of(today_s, lambda _named: last_revertible(self.house, self.case))
        if isinstance(ask, Transfer) and ask.commune == self.commune:
            return
        self._ask(ask, on, seeing(step.role, "ordinary") if self.role == "agent" else self.role)
        if isinstance(ask, Transfer):
            self.commune = ask.commune

    def _go_on(self, process: str, case: str, following: Callable[[str], Scenario | None]) -> None:
        """Live on in a linked case, now and then: the others wait for somebody to take them up."""
        story = following(process)
        definition = definition_of_process(self.house, process)
        hidden = seeing(self.role, definition.confidentiality) != self.role
        if story is None or hidden or self._happens(0.4):
            return
        life = _Life(self.house, self.chance, self.day, self.desks, self.commune, self.people, case, self.role)
        life.shift, life.latest = life.day - story.on, self.latest
        life._ask(Assign(fictitious.agent(self.chance)), often=0.8)
        known = life._read().held
        lacking = {name: value for name, value in story.fields.items() if name not in known.case.fields}
        asked = {name: value for name, value in lacking.items() if name not in known.private}
        if asked:
            life._ask(Record(shifted(asked, life.shift)))
        life._given(story)
        life._follow(story, self.chance.randint(1, len(story.steps) + 2))
        life._around(definition)
        self.taken += life.taken

    def _around(self, definition: Definition) -> None:
        """What a scenario doesn't tell, and a desk lives: notes, wrong demands, other hands, time that passes."""
        if definition.notes == "free" and self._happens(0.25):
            self._ask(Note(self.chance.choice(fictitious.NOTES)))
        opened = self._read()
        undue = [each for each in opened.guidance.papers if each.group.need == "not_due" and each.due]
        if undue and self._happens(0.5):
            paper = next(iter(self.chance.choice(undue).group.any_of.values()))[0]
            self._ask(DemandUndue(paper, "Demandée au guichet."))
        if self._happens(0.12):
            self._ask(Assign(fictitious.agent(self.chance)))
        if self.day + _OLD < self.house.today() and self._happens(0.8):
            self._pass(self.day + timedelta(days=self.chance.randint(15, 60)))
            self._close()
        self._pass(self.house.today())
        if self._happens(0.08):
            self._ask(Transfer(self.chance.choice(self.desks), "La personne a changé de commune."))
        self._meet(definition)

    def _close(self) -> None:
        """Close a case that its story left open, as an agent would: by one of the ends that are possible."""
        opened = self._read()
        ends = [(step, weight) for step in opened.guidance.actions if (weight := _likely(step, opened)) > 0]
        if ends:
            step = self.chance.choices([each for each, _ in ends], [weight for _, weight in ends])[0]
            fields = opened.machine.definition.fields
            given = {name: self._value(fields[name]) for name in step.needs if name in fields}
            self._ask(Do(step.action.id, given, reason="Dossier terminé." if "reason" in step.needs else None))

    def _value(self, asked: Field) -> Json:
        """Some value for a field that goes with an end."""
        if asked.options:
            value = self.chance.choice(list(asked.options))
            return [value] if asked.type == "choices" else value
        return {"boolean": True, "integer": asked.minimum or 1, "commune": self.commune}.get(asked.type, str(self.day))

    def _meet(self, definition: Definition) -> None:
        """An appointment to come, where the step asks for one."""
        opened = self._read()
        wanted = [each.field.id for each in opened.guidance.fields if each.field.appointment and not each.known]
        if opened.guidance.status == "open" and wanted and definition.fields:
            when = self.house.today() + timedelta(days=self.chance.randint(0, _AHEAD))
            hour = f"{self.chance.randint(9, 15):02}:{self.chance.choice((0, 30)):02}"
            self._ask(Record({wanted[0]: f"{when.isoformat()}T{hour}"}))

    def _ask(self, ask: Ask, on: date | None = None, role: str | None = None, often: float = 1) -> Answer | None:
        """Ask something of the case; a refusal is an ordinary day at the counter."""
        if not self._happens(often):
            return None
        actor = Actor(fictitious.agent(self.chance), role or self.role, self.commune)
        answer = perform(self._then(), self.case, ask, actor, on or self.day)
        if isinstance(answer, Done):
            self.taken += 1
            opened = (each for each in answer.effects if each.kind == "open")
            self.children += [(each.what, str(each.details["case"])) for each in opened]
        return answer

    def _pass(self, later: date) -> None:
        """Let the time pass, the clocks ringing on their days."""
        later = min(later, self.house.today())
        while self.day < later:
            wake = self.house.store.read(lambda reading: reading.wakes_on(self.case))
            rings = max(date.fromisoformat(wake), self.day + timedelta(days=1)) if wake is not None else None
            if rings is None or rings > later:
                self.day = later
                return
            self.day = rings
            ring(self._then(), self.case, self.day)

    def _read(self) -> Opened:
        return read_case(self._then(), self.case, Actor(self.role, self.role, self.commune), act=None)

    def _happens(self, often: float) -> bool:
        return often >= 1 or self.chance.random() < often

    def _then(self) -> House:
        """The house at some hour of the case's day, so that what is written bears a believable time."""
        hour, minute = self.chance.randint(_MORNING, _EVENING), self.chance.randint(0, 59)
        moment = datetime(self.day.year, self.day.month, self.day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
        # Never before what is written already: a check would take it for a clock put back.
        moment = self.latest = max(moment, self.latest)
        return replace(self.house, now=lambda: moment)


_ENDS: Mapping[str, float] = {"success": 8, "partial": 5, "referred": 3, "refused": 2, "abandoned": 2, "unreachable": 2}
"How often a case ends so, against the others; what isn't named is too rare to be drawn."


def _likely(step: ActionStep, opened: Opened) -> float:
    """How likely an action is to end a case; 0 when it doesn't, or can't now."""
    if step.blocked_by or "receipt" in step.needs or not step.to:
        return 0
    outcomes = [opened.machine.definition.states[name].outcome for name in step.to]
    return min(_ENDS.get(outcome or "", 0) for outcome in outcomes)


def shifted(fields: Mapping[str, Json], shift: timedelta) -> dict[str, Json]:
    """Values moved in time: a birth stays as many days before the welcome."""
    return {name: _later(value, shift) for name, value in fields.items()}


def _later(value: Json, shift: timedelta) -> Json:
    moment = moment_of(value) if isinstance(value, str) else None
    if moment is None:
        return value
    return (date.fromisoformat(day_part(moment)) + shift).isoformat() + moment[len(day_part(moment)) :]


def moved(step: ScenarioStep, shift: timedelta) -> ScenarioStep:
    """A step as it would be asked on another day."""
    receipt = step.receipt
    if receipt is not None and receipt.day is not None:
        receipt = Receipt(receipt.number, receipt.day + shift)
    what = shifted(step.what, shift) if step.kind in ("set", "correct") else step.what
    return replace(step, what=what, fields=shifted(step.fields, shift), receipt=receipt)
