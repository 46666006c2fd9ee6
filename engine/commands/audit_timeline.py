"""`baom audit timeline`: the life of a case, day after day; as text, or as a page that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import command
from engine.core.days import day_in_words, days_in_words
from engine.core.definition import Text
from engine.core.wording import isolated
from engine.telling.journal import Names, Teller
from engine.telling.voice import value_in_words

if TYPE_CHECKING:
    from engine.app.replaying import Replayed
    from engine.app.timeline import Passage, Stay, Timeline
    from engine.commands.screen import Screen

View = Mapping[str, Any]

WORDS: Mapping[str, Text] = {
    "title": Text("Chronologie : {}", "التسلسل الزمني: {}", "Timeline: {}"),
    "stays": Text("Temps passé à chaque étape", "المدة في كل مرحلة", "Time spent in each state"),
    "since": Text("depuis le {}", "منذ {}", "since {}"),
    "same_day": Text("le jour même", "في اليوم نفسه", "the same day"),
    "required": Text("Demandé :", "المطلوب:", "Required:"),
    "condition": Text("Condition :", "الشرط:", "Condition:"),
    "basis": Text("Base légale :", "السند القانوني:", "Legal basis:"),
    "undone": Text("annulée", "ملغاة", "undone"),
    "differs": Text("contredit les règles de son jour", "مخالفة لقواعد يومها", "against the rules of its day"),
    "not_redecidable": Text("non rejugeable", "لا يعاد الحكم عليها", "not re-decidable"),
    "known_on": Text("Tel qu'il était connu le {}.", "كما كان معروفا يوم {}.", "As it was known on {}."),
    "impersonal": Text("Sans les données personnelles.", "بدون المعطيات الشخصية.", "Without personal data."),
    "agree": Text(
        "Rejugées sous les règles de leur jour, {} étapes sur {} concordent.",
        "أعيد الحكم على المراحل بقواعد يومها: {} من {} مطابقة.",
        "Judged again under the rules of their day, {} steps of {} agree.",
    ),
    "digest": Text("Définition {} ; dernière étape {}", "التعريف {}؛ آخر مرحلة {}", "Definition {}; last step {}"),
}
"""What a timeline says of its own."""


@command("timeline")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--at", metavar="DATE|ÉTAPE", help="Jusqu'à ce jour, ce moment ou cette étape.")
@click.option("--html", "out", metavar="FICHIER", help="Une page qui se suffit ; « - » pour la sortie standard.")
@pass_desk
def timeline(desk: Desk, case_id: str, at: str | None, out: str | None) -> None:
    """La vie d'un dossier, jour après jour, en texte ou en une page HTML sans script ni fichier extérieur.

    L'auditeur la voit sans les données personnelles ; qui peut lire le dossier les voit, et cela se note.

    Exemple :
      baom --as auditor audit timeline D-7K2M-9QXH
      baom --as auditor --lang ar audit timeline D-7K2M-9QXH --html chronologie.html
    """
    from engine.app.house import written_id
    from engine.app.replay_view import replay_view
    from engine.app.replaying import Asked
    from engine.app.replaying import replay as replay_case
    from engine.app.timeline import page_of

    found = replay_case(desk.house, Asked(written_id(case_id), at), desk.actor("auditor"))
    view = replay_view(desk.house, found, desk.language)
    told = _Told(desk, found, view).timeline()
    if out is not None:
        named = {"case": view["case"], "sequence": view["sequence"], "personal": view["personal"]}
        give_file(desk, out, out, page_of(told).encode(), named)
        return
    desk.answer(_as_json(view, told), lambda screen: _show(screen, told))


def _as_json(view: View, told: Timeline) -> dict[str, Any]:
    return {
        **{name: view[name] for name in ("case", "process", "version", "state", "sequence", "personal", "agrees")},
        "stays": [{"title": each.title, "since": each.since, "days": each.days} for each in told.stays],
        "steps": [
            {"sequence": each.number, "on": each.on, "title": each.title, "by": each.by, "mark": each.mark}
            for each in told.passages
        ],
    }


class _Told:
    """A replay told as a timeline, in one language."""

    def __init__(self, desk: Desk, found: Replayed, view: View) -> None:
        self.desk = desk
        self.screen = desk.screen
        self.language = desk.language
        self.found = found
        self.view = view
        self.names = Names(desk.house, desk.language)
        self.by_number = {each["sequence"]: each for each in view["journal"]}

    def say(self, name: str, *holes: object) -> str:
        """One of the sentences of a timeline."""
        shown = (isolated(hole, self.language) if isinstance(hole, str) else hole for hole in holes)
        return WORDS[name].of(self.language).format(*shown)

    def timeline(self) -> Timeline:
        from engine.app.timeline import Timeline

        view, journal = self.view, self.view["journal"]
        notes = [self.say("known_on", day_in_words(self.found.day, self.language))]
        notes += [] if view["personal"] else [self.say("impersonal")]
        agree = sum(each["verdict"] == "agrees" for each in journal)
        return Timeline(
            language=self.language,
            case=view["case"],
            title=self.say("title", view["process_title"]),
            state=view["state_title"],
            notes=notes,
            stays_title=self.say("stays"),
            stays=list(self._stays()),
            journal_title=self.screen.say("journal"),
            passages=[self._passage(each) for each in journal],
            verdict=self.say("agree", agree, len(journal)),
            footer=self.say("digest", view["digest"][:16], journal[-1]["hash"][:16]),
            watermark=self.screen.say("training") if self.desk.house.store.training else "",
        )

    def _stays(self) -> Iterator[Stay]:
        """Each stay in a state; a step back in the days, typed late, lasts no time."""
        from engine.app.timeline import Stay

        entered = [
            (each["to_title"], date.fromisoformat(each["happened_on"]))
            for each in self.view["journal"]
            if each["kind"] == "opened" or each["from"] != each["to"]
        ]
        for index, (title, since) in enumerate(entered):
            is_now = index == len(entered) - 1
            until = self.found.day if is_now else entered[index + 1][1]
            days = max((until - since).days, 0)
            lasted = days_in_words(days, self.language) if days else self.say("same_day")
            yield Stay(title, self.say("since", day_in_words(since, self.language)), lasted, days, is_now)

    def _passage(self, step: View) -> Passage:
        from engine.app.timeline import Passage

        definition = self.found.machines[step["digest"]].definition
        teller = Teller(self.screen.voice, definition, self.names, self.by_number.get)
        mark = "undone" if step["undone"] else "differs" if step["verdict"] == "differs" else ""
        remark = self.say(mark) if mark else ""
        if step["verdict"] == "not_redecidable":
            remark = self.say("not_redecidable")
        if step["set_back"]:
            remark = self.screen.listed(filter(None, (remark, self.screen.say("set_back"))))
        on = date.fromisoformat(step["happened_on"])
        return Passage(
            number=step["sequence"],
            on=step["happened_on"],
            day=day_in_words(on, self.language),
            title=teller.told(step),
            lines=list(self._lines(step)),
            by=teller.by(step),
            moves=step["kind"] == "opened" or step["from"] != step["to"],
            mark=mark or ("system" if step["role"] == "system" else ""),
            remark=remark,
        )

    def _lines(self, step: View) -> Iterator[tuple[str, str]]:
        definition = self.found.machines[step["digest"]].definition
        for name, value in step["answers"].items() if step["kind"] != "corrected" else ():
            field = definition.fields.get(name)
            if field is not None:
                options = {option: label.of(self.language) for option, label in field.options.items()}
                shown = {"type": field.type, "value": value, "options": options}
                words = value_in_words(self.screen.voice, shown, self.names.communes)
                yield self.screen.say("known_as", field.label.of(self.language), "").strip(), words
        for words in (step["note"], step["reason"]):
            if words:
                yield "", self.screen.say("said", words)
        rule = step["rule"]
        if rule is not None and rule.get("requires"):
            yield self.say("required"), self.screen.enumerated(rule["requires"])
        if rule is not None and rule["when"] is not None:
            yield self.say("condition"), rule["when"]
        if rule is not None and rule["basis"]:
            yield self.say("basis"), self.screen.listed(dict.fromkeys(each["title"] for each in rule["basis"]))
        if step["verdict"] == "differs":
            yield "", step["verdict_message"]


def _show(screen: Screen, told: Timeline) -> None:
    """The timeline in a terminal."""
    screen.heading(f"{isolated(told.case, screen.language)} {screen.glyphs.dash} {told.title}")
    for note in told.notes:
        screen.line(note, "dim")
    day = ""
    for each in told.passages:
        if each.day != day:
            screen.rule(each.day)
            day = each.day
        mark = screen.glyphs.here if each.moves else screen.glyphs.item
        remark = f" ({each.remark})" if each.remark else ""
        screen.entry(mark, f"{each.title}{remark}", "dim strike" if each.mark == "undone" else "")
        for label, value in each.lines:
            screen.line(f"{label} {isolated(value, screen.language)}".strip(), "dim", 4)
        screen.line(each.by, "dim", 4)
    screen.heading(told.stays_title)
    screen.columns([(stay.title, stay.since, stay.lasted) for stay in told.stays], styles=("", "dim"), flexible=0)
    screen.blank()
    screen.line(told.verdict)
