"""`baom case walk`: a guided session on one case, a screen a step; every answer is recorded at once.

Holds no rule: what is asked comes from the guidance, what is answered goes through the same demands as any command.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.answers import actor_for, show_done, show_refusal
from engine.commands.desk import Desk, pass_desk
from engine.commands.files import write_private
from engine.commands.frame import command
from engine.commands.glance import show_glance
from engine.commands.guidance import show_guidance
from engine.commands.parts import Around, Part, action_in_words
from engine.commands.passages import show_alerts, show_reasons
from engine.commands.questions import Left, Option, at_terminal, choose, tick, write
from engine.core.events import (
    Ask,
    ChangeDocuments,
    Do,
    DocumentStatus,
    GiveConsent,
    Json,
    Note,
    Receipt,
    Record,
    Revert,
)
from engine.core.wording import STATUSES
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
            f"Sans terminal : baom case next {case_id}, puis baom case set, document ou do.",
        )
    Session(desk, known_case(desk.house, case_id, desk.role())).run()


class Session:
    """One person at one case, until they leave or the case is closed."""

    def __init__(self, desk: Desk, known: KnownCase) -> None:
        self.desk = desk
        self.known = known
        self.screen = desk.screen
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

        self.view, self.around = guidance_of(self.desk.house, self.known.case, self.desk.role(), self.desk.language)

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
            value = self.value_of(each, may_pass=True)
            if value is None or self.attempt(Record({each["id"]: value})) is not None:
                return

    def value_of(self, each: Part, *, may_pass: bool) -> Json | None:
        """The answer to a question, as its field declares it; None when it is passed over."""
        from engine.app.given import value_of

        self.screen.blank()
        if each.get("hint"):
            self.screen.line(each["hint"], "dim", 2)
        while True:
            word = self.word_of(each, may_pass=may_pass)
            if word == _PASS:
                return None
            try:
                return value_of(self.desk.house, self.known.definition.fields[each["id"]], word)
            except UsageError as error:
                self.tell(error)

    def word_of(self, each: Part, *, may_pass: bool) -> str:
        """The answer as it is typed or chosen; one that an act needs can't be passed, but the act can be given up."""
        passing = [Option(self.say("pass" if may_pass else "go_back"), _PASS)]
        label = self.question(each["label"])
        # The return key alone says nothing about anybody.
        first = _PASS
        options = [Option(label, value) for value, label in each["options"].items()]
        match each["type"]:
            case "boolean":
                yes_no = [Option(self.say("yes"), "oui"), Option(self.say("no"), "non")]
                return str(choose(label, [*yes_no, *passing], self.say("arrows"), first))
            case "choice":
                return str(choose(label, [*options, *passing], self.say("arrows"), first))
            case "choices":
                return ",".join(tick(label, options, self.say("spaces"))) or _PASS
            case _:
                form = self.say(_FORMS[each["type"]]) if each["type"] in _FORMS else ""
                empty = self.say("empty_passes" if may_pass else "empty_goes_back")
                remarks = [word for word in (form, empty) if word]
                return write(self.question(f"{each['label']} ({self.screen.listed(remarks)})")) or _PASS

    def question(self, text: str) -> str:
        """A question as it is put: its last line, those before it already shown, cut between words."""
        *before, last = self.screen.lines_of(text, ROOM_FOR_HINT) or [""]
        for line in before:
            self.screen.line(line, "bold")
        return last

    def ask_papers(self, here: str, *, again: bool = False) -> None:
        """The step's papers as a list to tick; what is ticked is received, or verified where that was lacking."""
        papers = self.papers()
        if not papers or (not again and (here, "papers") in self.asked):
            return
        self.asked.add((here, "papers"))
        options = [Option(self.paper_title(paper), name, paper["stands"] == "ok") for name, paper in papers.items()]
        ticked = set(tick(self.say("tick_papers"), options, self.say("spaces")))
        changed: dict[str, DocumentStatus] = {}
        for name, paper in papers.items():
            if name in ticked and paper["stands"] != "ok":
                changed[name] = "verified" if paper["stands"] == "unverified" else "received"
            elif name not in ticked and paper["stands"] == "ok" and paper["status"] != "waived":
                changed[name] = "missing"
        if changed:
            self.attempt(ChangeDocuments(changed))

    def papers(self) -> Mapping[str, Part]:
        """The papers that are due here, each once."""
        if self.view["status"] == "closed":
            return {}
        return {
            paper["id"]: paper
            for group in self.view["documents"]
            if group["due"] is not False and group["need"] != "not_due"
            for option in group["options"].values()
            for paper in option
        }

    def paper_title(self, paper: Part) -> str:
        """A paper with what is known of it."""
        remarks = [self.say(paper["stands"])] if paper["stands"] in ("stale", "unverified") else []
        if paper["status"] in ("requested", "rejected"):
            remarks.append(STATUSES[paper["status"]].of(self.desk.language))
        if paper["held_in"]:
            remarks.append(self.say("held_in", paper["held_in"]))
        elif paper["issuer"] and paper["stands"] == "missing":
            remarks.append(paper["issuer"])
        return f"{paper['title']} ({self.screen.listed(remarks)})" if remarks else paper["title"]

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
            (bool(self.papers()), "menu_papers", partial(self.ask_papers, here, again=True)),
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
            if self.yes(self.say("print_now", self.around.forms.get(form, form))):
                self.write_form(form)

    def done_with(self, action: Part) -> Done | None:
        """Ask what an action needs, have it confirmed, and record it; None when it was given up or refused."""
        if action["prompt"]:
            self.screen.line(action["prompt"], indent=2)
        fields: dict[str, Json] = {}
        for each in action["fields"]:
            value = self.value_of(each, may_pass=False)
            if value is None:
                return None
            fields[each["id"]] = value
            self.pending.append(each["label"])
        receipt = self.receipt() if "receipt" in action["needs"] else None
        if receipt is not None and receipt.number is not None:
            self.pending.append(self.say("ask_receipt_name"))
        reason = None
        if "reason" in action["needs"] or (receipt is not None and receipt.number is None):
            reason = write(self.say("ask_reason"))
            if not reason:
                return None
            self.pending.append(self.say("ask_reason_name"))
        day = self.day(action["title"])
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

    def receipt(self) -> Receipt:
        """The proof of a filing, or its absence."""
        number = write(self.say("ask_receipt"))
        return Receipt(number or None, None)

    def day(self, title: str) -> date | None:
        """The day an act happened, which confirms it; None to give it up."""
        from engine.app.given import day_of

        options = [
            Option(self.say("yes_today"), "today"),
            Option(self.say("yes_other_day"), "other"),
            Option(self.say("no_go_back"), "no"),
        ]
        word = choose(self.say("confirm", title), options, self.say("arrows"))
        if word == "other":
            return day_of(write(self.say("which_day"), is_fine=self.is_day))
        return self.desk.house.today() if word == "today" else None

    def is_day(self, text: str) -> bool | str:
        """Whether a text is a day; what is wrong otherwise."""
        from engine.app.given import day_of

        try:
            day_of(text)
        except UsageError as error:
            return error.remedy
        return True

    def yes(self, question: str) -> bool:
        """A yes or no."""
        options = [Option(self.say("yes"), "yes"), Option(self.say("no"), "no")]
        return bool(choose(question, options, self.say("arrows")) == "yes")

    def ask_consents(self) -> None:
        """Read out each consent not yet asked, and record the answer."""
        for each in [each for each in self.view["consents"] if each["given"] is None]:
            self.screen.line(each["text"], indent=2)
            options = [
                Option(self.say("agrees"), "yes"),
                Option(self.say("refuses"), "no"),
                Option(self.say("pass"), _PASS),
            ]
            word = choose(each["title"], options, self.say("arrows"), _PASS)
            if word != _PASS:
                self.attempt(GiveConsent(each["id"], word == "yes", self.desk.language))

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
        options = [Option(action_in_words(self.screen, each), each["trigger"]) for each in possible]
        word = choose(self.say("menu_more"), [*options, Option(self.say("no_go_back"), _PASS)], self.say("arrows"))
        for each in possible:
            if each["trigger"] == word:
                self.do(each)

    def print(self) -> None:
        """Print one of the forms offered here."""
        options = [Option(self.around.forms.get(form, form), form) for form in self.view["forms"]]
        word = choose(self.say("menu_print"), [*options, Option(self.say("no_go_back"), _PASS)], self.say("arrows"))
        if word != _PASS:
            self.write_form(word)

    def write_form(self, form: str) -> None:
        """Write a form as a PDF in the present folder."""
        from engine.app.printing import print_form

        path = Path(f"{self.known.case}-{form}-{self.desk.language}.pdf")
        try:
            sheet = print_form(
                self.desk.house, self.known.case, form, self.desk.language, self.desk.role(), as_pdf=True
            )
            write_private(path, sheet)
        except EngineError as error:
            self.tell(error)
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
            self.tell(error)
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
                actor_for(self.desk, self.known),
                day or house.today(),
                expect=self.view["sequence"],
            )
        except ConcurrentChange as conflict:
            self.tell(conflict)
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

    def tell(self, error: EngineError) -> None:
        """Show an error, and go on."""
        self.screen.entry(self.screen.glyphs.refused, error.message, "", 0, "red")
        if error.remedy:
            self.screen.entry(self.screen.glyphs.leads, error.remedy, "dim", 0)


ROOM_FOR_HINT = 34
"Columns left beside a question for « (flèches, puis Entrée) »."
_PASS = "\0"  # noqa: S105 -- nothing secret
"The answer « pass over »: no value can be this."
_LEAVE = object()
_FORMS = {"date": "form_date", "moment": "form_moment", "commune": "form_commune", "country": "form_country"}
"How a value of each type is typed."
