"""`baom case walk`: a guided session on one case, a screen a step; every answer is recorded at once.

Holds no rule: what is asked comes from the guidance, what is answered goes through the same demands as any command.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.answers import show_done, show_refusal
from engine.commands.desk import Desk, pass_desk
from engine.commands.files import free_name, write_new
from engine.commands.frame import command
from engine.commands.glance import show_glance
from engine.commands.guidance import show_guidance
from engine.commands.interview import Interview, papers_due
from engine.commands.parts import Around, Part, action_in_words
from engine.commands.passages import show_alerts, show_error, show_reasons
from engine.commands.questions import Left, Option, at_terminal, choose, write
from engine.core.events import (
    Ask,
    ChangeDocuments,
    Do,
    GiveConsent,
    Json,
    Note,
    Record,
    Revert,
)
from engine.errors import ConcurrentChange, EngineError, UsageError

if TYPE_CHECKING:
    from engine.app.answer import Done
    from engine.app.given import KnownCase


@command("walk")
@click.argument("case_id", metavar="DOSSIER")
@pass_desk
def walk(desk: Desk, case_id: str) -> None:
    """Avancer pas à pas : une question à la fois, les pièces à cocher, puis les actions possibles.

    Chaque réponse est enregistrée aussitôt, celles d'une action avec elle : on peut s'arrêter à tout moment.

    Exemple :
      baom case walk D-7K2M-9QXH
    """
    from engine.app.given import known_case

    if desk.asked.json or not at_terminal():
        raise UsageError(
            "« case walk » pose des questions : il lui faut un terminal.",
            "Sans terminal : baom case next {case_id}, puis baom case set, document ou do.",
            case_id=case_id,
        )
    Session(desk, known_case(desk.house, case_id, desk.actor())).run()


class Session:
    """One person at one case, until they leave or the case is closed."""

    def __init__(self, desk: Desk, known: KnownCase) -> None:
        self.desk = desk
        self.known = known
        self.screen = desk.screen
        self.interview = Interview(desk, known.definition)
        self.asked: set[tuple[str, str]] = set()
        "(step, field or « papers ») already put to the person: what was passed over isn't asked again by itself."
        self.begun: Part = {}
        "The act whose questions are being answered, until it is recorded or given up; empty between two acts."
        self.pending: list[str] = []
        "What was answered for it so far: nothing of it is recorded before the act itself."
        self.view: Part = {}
        self.around: Around
        self.read()

    def read(self) -> None:
        """Read the case again, as it stands now."""
        from engine.commands.reading import guidance_of

        self.view, self.around = guidance_of(self.desk.house, self.known.case, self.desk.actor(), self.desk.language)

    def say(self, name: str, *holes: object) -> str:
        """One of the command line's sentences."""
        return self.screen.say(name, *holes)

    def run(self) -> None:
        """Go from step to step."""
        self.screen.line(self.say("training"), "bold yellow")
        try:
            while self.step():
                pass
        except Left:
            self.screen.blank()
        kept = "walk_left_but" if self.give_up() else "walk_left"
        self.screen.line(self.say(kept, self.known.case), "dim")

    def step(self) -> bool:
        """One step of the case: its screen, its questions, its papers, then what to do; False to leave."""
        here = self.view["state"]["id"]
        self.head()
        self.ask_fields(here)
        self.ask_papers(here)
        while self.view["state"]["id"] == here:
            if not self.act():
                return False
        return True

    def head(self) -> None:
        """The step's own screen: who, where, before when, and what to say."""
        screen = self.screen
        screen.rule(f"{self.view['process_title']} · {self.known.case}")
        screen.line(self.around.person or self.say("unnamed"), "dim", 2)
        show_glance(screen, self.view)
        if self.view["state"]["prompt"]:
            screen.blank()
            screen.line(self.view["state"]["prompt"], indent=2)
        screen.blank()

    # --- questions ---

    def ask_fields(self, here: str, *, again: bool = False) -> None:
        """Ask the step's fields that aren't known yet, one by one."""
        for each in [each for each in self.view["fields"] if not each["known"]]:
            if again or (here, each["id"]) not in self.asked:
                self.asked.add((here, each["id"]))
                self.ask_field(each)

    def ask_field(self, each: Part) -> None:
        """Ask one field until its answer is recorded, or passed over."""
        while True:
            value = self.interview.value_of(each, may_pass=True)
            if value is None or self.attempt(Record({each["id"]: value})) is not None:
                return

    def ask_papers(self, here: str, *, again: bool = False) -> None:
        """Ask which of the step's papers are there, and record what has changed."""
        papers = papers_due(self.view)
        if not papers or (not again and (here, "papers") in self.asked):
            return
        self.asked.add((here, "papers"))
        changed = self.interview.papers(papers)
        if changed:
            self.attempt(ChangeDocuments(changed))

    # --- acts ---

    def act(self) -> bool:
        """Choose what to do at this step, and do it; False to leave."""
        work = choose(self.say("what_now"), self.menu(), self.say("arrows"))
        if work is _LEAVE:
            return False
        work()
        return True

    def menu(self) -> list[Option]:
        """What can be done now; what can't, and why, is one choice further."""
        own = [each for each in self.view["actions"] if not each["anywhere"]]
        here = self.view["state"]["id"]
        is_open = self.view["status"] == "open"
        options = [
            Option(f"{self.screen.glyphs.leads} {action_in_words(self.screen, each)}", partial(self.do, each))
            for each in own
            if each["possible"]
        ]
        choices: list[tuple[bool, str, Callable[[], None]]] = [
            (self.has_questions(), "menu_fields", partial(self.ask_fields, here, again=True)),
            (bool(papers_due(self.view)), "menu_papers", partial(self.ask_papers, here, again=True)),
            (
                is_open and any(each["given"] is None for each in self.view["consents"]),
                "menu_consents",
                self.ask_consents,
            ),
            (any(not each["possible"] for each in own), "menu_blocked", self.show_blocked),
            (is_open, "menu_more", self.more),
            (bool(self.view["forms"]), "menu_print", self.print),
            (is_open, "menu_note", self.note),
            (True, "menu_undo", self.undo),
            (True, "menu_all", self.show_all),
        ]
        options += [Option(self.say(name), work) for offered, name, work in choices if offered]
        return [*options, Option(self.say("menu_leave"), _LEAVE)]

    def has_questions(self) -> bool:
        """Whether some data of the step aren't known yet."""
        return any(not each["known"] for each in self.view["fields"])

    def do(self, action: Part) -> None:
        """Do an action, with what has to be given with it, once it is confirmed."""
        self.begun = action
        done = self.done_with(action)
        self.give_up()
        forms = (
            [effect.what for effect in done.effects if effect.kind in ("form", "letter")] if done is not None else []
        )
        for form in forms:
            if self.interview.yes(self.say("print_now", self.around.forms.get(form, form))):
                self.write_form(form)

    def done_with(self, action: Part) -> Done | None:
        """Ask what an action needs, have it confirmed, and record it; None when it was given up or refused."""
        if action["prompt"]:
            self.screen.line(action["prompt"], indent=2)
        fields: dict[str, Json] = {}
        for each in action["fields"]:
            value = self.interview.value_of(each, may_pass=False)
            if value is None:
                return None
            fields[each["id"]] = value
            self.pending.append(each["label"])
        receipt = self.interview.receipt() if "receipt" in action["needs"] else None
        if receipt is not None and receipt.number is not None:
            self.pending.append(self.say("ask_receipt_name"))
        reason = None
        if "reason" in action["needs"] or (receipt is not None and receipt.number is None):
            reason = write(self.say("ask_reason"))
            if not reason:
                return None
            self.pending.append(self.say("ask_reason_name"))
        day = self.interview.day(action["title"])
        if day is None:
            return None
        done = self.attempt(Do(action["trigger"], fields, {}, receipt, reason), day)
        if done is not None:
            self.pending.clear()
        return done

    def give_up(self) -> bool:
        """Say which answers are lost with an act begun and not recorded; whether there were any."""
        lost, title = self.pending, self.begun.get("title", "")
        self.begun, self.pending = {}, []
        if lost:
            told = self.say("not_recorded", title, self.screen.listed(lost))
            self.screen.entry(self.screen.glyphs.alert, told, "yellow", 0, "yellow")
        return bool(lost)

    def ask_consents(self) -> None:
        """Read out each consent not yet asked, and record the answer."""
        for each in [each for each in self.view["consents"] if each["given"] is None]:
            agrees = self.interview.consent(each)
            if agrees is not None:
                self.attempt(GiveConsent(each["id"], agrees, self.desk.language))

    def show_blocked(self) -> None:
        """What can't be done yet, why, and what unlocks it."""
        for each in self.view["actions"]:
            if not each["possible"] and not each["anywhere"]:
                self.screen.entry(self.screen.glyphs.refused, action_in_words(self.screen, each), mark_style="red")
                show_reasons(self.screen, each["blocked_by"], 4)
        self.screen.blank()

    def more(self) -> None:
        """Actions open at every step: put off, close, see somebody alone."""
        possible = [each for each in self.view["actions"] if each["anywhere"] and each["possible"]]
        options = [Option(action_in_words(self.screen, each), partial(self.do, each)) for each in possible]
        work = self.interview.one_of("menu_more", options)
        if work is not None:
            work()

    def print(self) -> None:
        """Print one of the forms offered here."""
        options = [Option(self.around.forms.get(form, form), form) for form in self.view["forms"]]
        form = self.interview.one_of("menu_print", options)
        if form is not None:
            self.write_form(form)

    def write_form(self, form: str) -> None:
        """Write a form as a PDF in the present folder."""
        from engine.app.printing import print_form

        path = free_name(Path(f"{self.known.case}-{form}-{self.desk.language}.pdf"))
        try:
            sheet = print_form(
                self.desk.house, self.known.case, form, self.desk.language, self.desk.actor(), as_pdf=True
            )
            write_new(path, sheet)
        except EngineError as error:
            show_error(self.screen, error)
            return
        self.screen.done("written", path)

    def note(self) -> None:
        """Write a note."""
        text = write(self.say("ask_note"))
        if text:
            self.attempt(Note(text))

    def undo(self) -> None:
        """Undo the last step, with a reason."""
        from engine.app.cases import last_revertible

        try:
            target = last_revertible(self.desk.house, self.known.case)
        except EngineError as error:
            show_error(self.screen, error)
            return
        reason = write(self.say("ask_undo", target), default=self.say("misclick"))
        if reason:
            self.attempt(Revert(target, reason))

    def show_all(self) -> None:
        """The whole guidance."""
        show_guidance(self.screen, self.view, self.around, everything=True)
        self.screen.blank()

    # --- recording ---

    def attempt(self, ask: Ask, day: date | None = None) -> Done | None:
        """Ask it of the case, show the answer and read the case again; None when nothing was recorded."""
        from engine.app.answer import NotDone
        from engine.app.cases import perform
        from engine.app.views import answer_view

        house, case = self.desk.house, self.known.case
        try:
            answer = perform(
                house,
                case,
                ask,
                self.desk.actor(),
                day or house.today(),
                expect=self.view["sequence"],
            )
        except ConcurrentChange as conflict:
            show_error(self.screen, conflict)
            self.read()
            return None
        view = answer_view(answer, self.desk.language)
        if isinstance(answer, NotDone):
            show_refusal(self.screen, view)
            return None
        show_done(self.screen, house, answer, view, with_state=False)
        known = {alert["id"] for alert in self.view["alerts"]}
        self.read()
        self.warn(known)
        return answer

    def warn(self, known: Collection[str]) -> None:
        """Show at once the alerts that the last answer has raised."""
        raised = [alert for alert in self.view["alerts"] if alert["id"] not in known]
        show_alerts(self.screen, {"alerts": raised}, ("stop", "warn", "info"))


_LEAVE = object()
