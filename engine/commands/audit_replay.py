"""`baom audit replay`: a case as it stood and was known at any moment, each step judged again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.commands.parts import due_in_words
from engine.core.days import day_in_words
from engine.core.definition import Text
from engine.core.wording import STATUSES, isolated
from engine.telling.journal import Names, Teller
from engine.telling.replay import answers_in_words, side_in_words
from engine.telling.voice import value_in_words
from engine.telling.words import REPLAY

if TYPE_CHECKING:
    from engine.app.replaying import Asked, Replayed
    from engine.commands.screen import Screen
    from engine.core.machine import Machine

View = Mapping[str, Any]

WORDS: Mapping[str, Text] = {
    **REPLAY,
    "as_known": Text("Tel qu'il était connu le {}", "كما كان معروفا يوم {}", "As it was known on {}"),
    "as_corrected": Text(
        "Tel qu'il était le {}, avec ce qui a été corrigé depuis",
        "كما كان يوم {}، مع ما صحح منذ ذلك",
        "As it was on {}, with what has been corrected since",
    ),
    "impersonal": Text(
        "Sans les données personnelles : elles ne sont montrées qu'à qui peut lire le dossier.",
        "بدون المعطيات الشخصية: لا تعرض إلا لمن له حق قراءة الملف.",
        "Without personal data: they are shown to those who may read the case.",
    ),
    "under": Text("version {} du parcours ({})", "النسخة {} من المسار ({})", "version {} of the pathway ({})"),
    "condition": Text("Condition : {}", "الشرط: {}", "Condition: {}"),
    "answered": Text("{} → {}", "{} ← {}", "{} → {}"),
    "required": Text("Demandé : {}", "المطلوب: {}", "Required: {}"),
    "basis": Text("Base légale : {}", "السند القانوني: {}", "Legal basis: {}"),
    "recorded": Text("enregistré le {} à {}", "سجل يوم {} على {}", "recorded on {} at {}"),
    "stands": Text("Où il en était", "وضعيته", "Where it stood"),
    "all_agree": Text(
        "Rejugées sous les règles de leur jour, toutes les étapes concordent ({}).",
        "أعيد الحكم على كل المراحل بقواعد يومها، وكلها مطابقة ({}).",
        "Judged again under the rules of their day, all steps agree ({}).",
    ),
    "some_undecided": Text(
        "Aucune étape ne contredit les règles de son jour ; {} sur {} ne peuvent plus être rejugées.",
        "لا مرحلة تخالف قواعد يومها؛ {} من {} لا يمكن إعادة الحكم عليها.",
        "No step contradicts the rules of its day; {} of {} can't be judged again.",
    ),
    "some_differ": Text(
        "Étapes qui ne sont pas ce que disent les règles de leur jour : {}.",
        "المراحل المخالفة لقواعد يومها: {}.",
        "Steps that aren't what the rules of their day say: {}.",
    ),
    "against": Text("Sous la version {}", "حسب النسخة {}", "Under version {}"),
    "ends_at": Text("Le dossier en serait à « {} ».", "كان الملف سيكون في «{}».", "The case would stand at “{}”."),
    "left_out": Text("inconnu de cette version : {}", "غير معروف في هذه النسخة: {}", "unknown to that version: {}"),
    "compare": Text("Entre les étapes n° {} et n° {}", "بين المرحلتين رقم {} ورقم {}", "Between steps {} and {}"),
}
"""What a replay says on a screen."""


@command("replay")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--at", metavar="DATE|ÉTAPE", help="Le dossier à la fin de ce jour, à ce moment, ou après cette étape.")
@click.option("--as-corrected", "corrected", is_flag=True, help="Avec ce qui a été corrigé ou annulé depuis.")
@click.option("--compare", metavar="DATE|ÉTAPE", help="Dire ce qui diffère d'un autre moment.")
@click.option("--against", metavar="VERSION|FICHIER", help="Ce qu'une autre version du parcours en aurait fait.")
@pass_desk
def replay(desk: Desk, case_id: str, at: str | None, corrected: bool, compare: str | None, against: str | None) -> None:
    """Rejouer un dossier : qui a fait quoi, quand, sous quelle règle ; chaque étape est rejugée comme de son jour.

    L'auditeur voit l'historique sans les données personnelles ; qui peut lire le dossier les voit, et cela se note.

    Exemple :
      baom --as auditor audit replay D-7K2M-9QXH
      baom --as auditor audit replay D-7K2M-9QXH --at 2026-11-06 --as-corrected
      baom --as auditor audit replay D-7K2M-9QXH --at 1 --compare 3
      baom --as auditor audit replay D-7K2M-9QXH --against 1
    """
    from engine.app.replay_view import replay_view
    from engine.app.replaying import replay as replay_case

    found = replay_case(desk.house, asked_for(desk, case_id, at, corrected, compare, against), desk.actor("auditor"))
    view = {**replay_view(desk.house, found, desk.language), "corrected": corrected}
    desk.answer(view, lambda screen: _Shown(desk, screen, found).show(view))


def asked_for(
    desk: Desk, case_id: str, at: str | None, corrected: bool, compare: str | None, against: str | None
) -> Asked:
    """What the options ask for.

    Raises:
        UsageError, DefinitionError: a file that isn't there, or can't be read as a pathway.
    """
    from engine.app.house import written_id
    from engine.app.replaying import Asked

    return Asked(written_id(case_id), at, corrected, compare, None if against is None else _version(desk, against))


def _version(desk: Desk, against: str) -> Machine | int:
    if against.isascii() and against.isdecimal():
        return int(against)
    from engine.app.publishing import existing, sound
    from engine.bootstrap import workshop_of
    from engine.core.machine import compile_definition

    workshop = workshop_of(desk.settings, desk.house.territory)
    return compile_definition(sound(workshop.referential().read_process(existing(Path(against)))).definition)


class _Shown:
    """A replay told on a screen."""

    def __init__(self, desk: Desk, screen: Screen, found: Replayed) -> None:
        self.screen = screen
        self.found = found
        self.names = Names(desk.house, screen.language)

    def say(self, name: str, *holes: object) -> str:
        """One of the sentences of a replay."""
        language = self.screen.language
        return (
            WORDS[name]
            .of(language)
            .format(*(isolated(hole, language) if isinstance(hole, str) else hole for hole in holes))
        )

    def show(self, view: View) -> None:
        screen = self.screen
        day = day_in_words(self.found.day, screen.language)
        screen.heading(f"{isolated(view['case'], screen.language)} {screen.glyphs.dash} {view['process_title']}")
        screen.line(self.say("as_corrected" if view["corrected"] else "as_known", day))
        if not view["personal"]:
            screen.line(self.say("impersonal"), "dim")
        self._journal(view)
        self._standing(view)
        self._verdict(view)
        self._invariants(view)
        if "compare" in view:
            self._compare(view["compare"], view["sequence"])
        if "against" in view:
            self._against(view["against"])

    def _journal(self, view: View) -> None:
        screen = self.screen
        screen.heading(screen.say("journal"))
        by_number = {each["sequence"]: each for each in view["journal"]}
        for each in view["journal"]:
            teller = Teller(screen.voice, self.found.machines[each["digest"]].definition, self.names, by_number.get)
            undone = f" {screen.glyphs.dash} {screen.say('undone')}" if each["undone"] else ""
            number = isolated(f"{each['sequence']:>3}.", screen.language)
            screen.entry(number, f"{teller.told(each)}{undone}", "dim strike" if undone else "")
            for words in (each["note"], each["reason"]):
                if words:
                    screen.line(screen.say("said", isolated(words, screen.language)), "", 7)
            self._answers(each)
            moment = f"{each['recorded_at'][:10]} {each['recorded_at'][11:16]} UTC"
            stamped = isolated(moment, screen.language)
            under = self.say("under", each["version"], each["digest"][:12])
            screen.line(screen.listed((teller.by(each), stamped, under)), "dim", 7)
            if each["set_back"]:
                screen.entry(screen.glyphs.alert, screen.voice.say("set_back"), "yellow", 7)
            self._rule(each)
            if each["verdict"] != "agrees":
                screen.entry(screen.glyphs.alert, each["verdict_message"], "bold red", 7)

    def _answers(self, step: View) -> None:
        """What was answered, in the words of the day; a correction tells its own."""
        definition = self.found.machines[step["digest"]].definition
        for label, words in answers_in_words(self.screen.voice, definition, self.names.communes, step):
            self.screen.line(self.screen.say("known_as", label, words), "", 7)

    def _rule(self, step: View) -> None:
        rule, screen = step["rule"], self.screen
        if rule is None:
            return
        if rule["when"] is not None and rule["answer"] is not None:
            answer = screen.say("yes" if rule["answer"] else "no")
            told = self.say("answered", rule["when"], answer)
            screen.line(self.say("condition", told), "dim", 7)
        if rule.get("requires"):
            screen.line(self.say("required", screen.enumerated(rule["requires"])), "dim", 7)
        if rule["basis"]:
            titles = dict.fromkeys(basis["title"] for basis in rule["basis"])
            screen.line(self.say("basis", screen.listed(titles)), "dim", 7)

    def _standing(self, view: View) -> None:
        """The case at that moment: its state, data, papers and clocks."""
        screen, definition = self.screen, self.found.machine.definition
        screen.heading(self.say("stands"))
        screen.line(screen.say("now_at", view["state_title"]), "bold", 2)
        for clock in view["deadlines"]:
            screen.entry(screen.glyphs.clock, screen.say("known_as", clock["title"], due_in_words(screen, clock)))
        rows = []
        for name, value in view["fields"].items():
            field = definition.fields.get(name)
            if field is not None and value is not None:
                options = {option: label.of(screen.language) for option, label in field.options.items()}
                shown = {"type": field.type, "value": value, "options": options}
                rows.append((field.label.of(screen.language), value_in_words(screen.voice, shown, self.names.communes)))
        for name, paper in view["documents"].items():
            if name in definition.documents:
                title = definition.documents[name].title.of(screen.language)
                rows.append((title, STATUSES[paper["status"]].of(screen.language)))
        if rows:
            screen.columns(rows, styles=("dim",), flexible=0)

    def _verdict(self, view: View) -> None:
        screen, total = self.screen, len(view["journal"])
        screen.blank()
        if view["differences"]:
            screen.line(self.say("some_differ", len(view["differences"])), "bold red")
            for each in view["differences"]:
                screen.entry(isolated(f"{each['sequence']:>3}.", screen.language), each["message"])
        elif view["undecided"]:
            screen.entry(screen.glyphs.held, self.say("some_undecided", len(view["undecided"]), total), "", 0)
        else:
            screen.entry(screen.glyphs.held, self.say("all_agree", total), "", 0, "green")

    def _invariants(self, view: View) -> None:
        """What should always be true and wasn't; it is told beside the verdict, of which it is no part."""
        screen = self.screen
        for each in view["invariants"]:
            if each["kept"] is None:
                screen.line(each["message"], "dim", 2)
            else:
                screen.entry(screen.glyphs.alert, each["message"], "yellow")

    def _compare(self, compare: View, sequence: int) -> None:
        screen = self.screen
        screen.heading(self.say("compare", *sorted((sequence, compare["sequence"]))))
        if not compare["changes"]:
            screen.line(self.say("no_change"), indent=2)
        for change in compare["changes"]:
            part = self.say(f"part_{change['part']}")
            told = screen.say("known_as", part, change["title"]) if change["name"] else part
            before, after = self._written(change, "before"), self._written(change, "after")
            words = self.say("changed") if before == after else f"{before} {screen.glyphs.leads} {after}"
            screen.entry(screen.glyphs.item, screen.say("known_as", told, words))

    def _written(self, change: View, side: str) -> str:
        """One side of a change, in words."""
        screen, definition = self.screen, self.found.machine.definition
        return side_in_words(screen.voice, definition, self.names.communes, change, side, screen.glyphs.held)

    def _against(self, against: View) -> None:
        screen = self.screen
        screen.heading(self.say("against", against["version"]))
        titles = {} if self.found.other is None else self.found.other.definition.deadlines
        for each in against["steps"]:
            if each["clock"]:
                title = titles[each["clock"]].title.of(screen.language) if each["clock"] in titles else each["clock"]
                day = day_in_words(date.fromisoformat(each["on"]), screen.language)
                screen.entry(screen.glyphs.clock, self.say("clock_rang", title, day))
                continue
            came = self.say(f"came_{each['came']}", *((each["state_title"],) if each["came"] == "elsewhere" else ()))
            screen.entry(isolated(f"{each['sequence']:>3}.", screen.language), came)
            for reason in each["reasons"]:
                screen.line(reason.get("message", reason["code"]), "", 7)
            if each["unknown"]:
                screen.line(self.say("left_out", screen.enumerated(each["unknown"])), "dim", 7)
        screen.line(self.say("ends_at", against["steps"][-1]["state_title"] if against["steps"] else ""))
