"""The questions of a guided session: a datum, papers to tick, a consent, a day; each put until it can be read.

Knows how things are asked and answered; records nothing, and shows no case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine.commands.desk import Desk
from engine.commands.parts import Part
from engine.commands.passages import show_error
from engine.commands.questions import Option, choose, tick, write
from engine.core.definition import Definition
from engine.core.events import DocumentStatus, Json, Receipt
from engine.core.wording import STATUSES
from engine.errors import UsageError

ROOM_FOR_HINT = 34
"Columns left beside a question for « (flèches, puis Entrée) »."
_PASS = "\0"  # noqa: S105 -- nothing secret
"The answer « pass over »: no value can be this."
_FORMS = {"date": "form_date", "moment": "form_moment", "commune": "form_commune", "country": "form_country"}
"How a value of each type is typed."


class Interview:
    """Whoever leads a case along one pathway, at a terminal."""

    def __init__(self, desk: Desk, definition: Definition) -> None:
        self.desk = desk
        self.definition = definition
        self.screen = desk.screen

    def say(self, name: str, *holes: object) -> str:
        """One of the command line's sentences."""
        return self.screen.say(name, *holes)

    def value_of(self, each: Part, *, may_pass: bool) -> Json | None:
        """The answer to a question, as its field declares it; None when it is passed over."""
        from engine.app.given import value_of

        self.screen.blank()
        if each.get("hint"):
            self.screen.line(each["hint"], "dim", 2)
        while True:
            word = self._word_of(each, may_pass=may_pass)
            if word == _PASS:
                return None
            try:
                return value_of(self.desk.house, self.definition.fields[each["id"]], word)
            except UsageError as error:
                show_error(self.screen, error)

    def _word_of(self, each: Part, *, may_pass: bool) -> str:
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

    def papers(self, due: Mapping[str, Part]) -> dict[str, DocumentStatus]:
        """Papers as a list to tick: what changes of them; what is ticked is received, or verified if that lacked."""
        options = [Option(self._paper_title(paper), name, paper["stands"] == "ok") for name, paper in due.items()]
        ticked = set(tick(self.say("tick_papers"), options, self.say("spaces")))
        changed: dict[str, DocumentStatus] = {}
        for name, paper in due.items():
            if name in ticked and paper["stands"] != "ok":
                changed[name] = "verified" if paper["stands"] == "unverified" else "received"
            elif name not in ticked and paper["stands"] == "ok" and paper["status"] != "waived":
                changed[name] = "missing"
        return changed

    def _paper_title(self, paper: Part) -> str:
        """A paper with what is known of it."""
        remarks = [self.say(paper["stands"])] if paper["stands"] in ("stale", "unverified") else []
        if paper["status"] in ("requested", "rejected"):
            remarks.append(STATUSES[paper["status"]].of(self.desk.language))
        if paper["held_in"]:
            remarks.append(self.say("held_in", paper["held_in"]))
        elif paper["issuer"] and paper["stands"] == "missing":
            remarks.append(paper["issuer"])
        return f"{paper['title']} ({self.screen.listed(remarks)})" if remarks else paper["title"]

    def consent(self, each: Part) -> bool | None:
        """The answer to a consent that is read out; None when it is passed over."""
        self.screen.line(each["text"], indent=2)
        options = [
            Option(self.say("agrees"), "yes"),
            Option(self.say("refuses"), "no"),
            Option(self.say("pass"), _PASS),
        ]
        word = choose(each["title"], options, self.say("arrows"), _PASS)
        return None if word == _PASS else bool(word == "yes")

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
            return day_of(write(self.say("which_day"), is_fine=_is_day))
        return self.desk.house.today() if word == "today" else None

    def yes(self, question: str) -> bool:
        """A yes or no."""
        options = [Option(self.say("yes"), "yes"), Option(self.say("no"), "no")]
        return bool(choose(question, options, self.say("arrows")) == "yes")

    def one_of(self, heading: str, options: Sequence[Option]) -> Any | None:
        """The value of one of several things under the heading of their menu; None to go back."""
        back = Option(self.say("no_go_back"), _PASS)
        word = choose(self.say(heading), [*options, back], self.say("arrows"))
        return None if word == _PASS else word


def papers_due(view: Part) -> Mapping[str, Part]:
    """The papers that are due at the step, each once."""
    if view["status"] == "closed":
        return {}
    return {
        paper["id"]: paper
        for group in view["documents"]
        if group["due"] is not False and group["need"] != "not_due"
        for option in group["options"].values()
        for paper in option
    }


def _is_day(text: str) -> bool | str:
    """Whether a text is a day; what is wrong otherwise."""
    from engine.app.given import day_of

    try:
        day_of(text)
    except UsageError as error:
        return error.remedy
    return True
