"""A replay told as a timeline: the life of a case day after day, with the time spent in each state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.app.timeline import Passage, Stay, Timeline
from engine.core.days import day_in_words, days_in_words
from engine.core.definition import Text
from engine.core.wording import isolated
from engine.telling.journal import Names, Teller
from engine.telling.replay import answers_in_words

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.replaying import Replayed
    from engine.telling.voice import Voice

View = Mapping[str, Any]

WORDS: Mapping[str, Text] = {
    "title": Text("Chronologie : {}", "التسلسل الزمني: {}", "Timeline: {}"),
    "stays": Text("Temps passé à chaque étape", "المدة في كل مرحلة", "Time spent in each state"),
    "since": Text("depuis le {}", "منذ {}", "since {}"),
    "same_day": Text("le jour même", "في اليوم نفسه", "the same day"),
    "required": Text("Demandé :", "المطلوب:", "Required:"),
    "condition": Text("Condition :", "الشرط:", "Condition:"),
    "basis": Text("Base légale :", "السند القانوني:", "Legal basis:"),
    "journal": Text("Historique", "السجل", "Journal"),
    "quoted": Text("« {} »", "«{}»", "“{}”"),
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


def timeline_of(house: House, voice: Voice, found: Replayed, view: View, watermark: str) -> Timeline:
    """The timeline of a replay; `view`: the same replay as `replay_view` has it, in the language of the voice."""
    return _Told(house, voice, found, view).timeline(watermark)


class _Told:
    """A replay told as a timeline, in one voice."""

    def __init__(self, house: House, voice: Voice, found: Replayed, view: View) -> None:
        self.voice = voice
        self.language = voice.language
        self.found = found
        self.view = view
        self.names = Names(house, voice.language)
        self.by_number = {each["sequence"]: each for each in view["journal"]}

    def say(self, name: str, *holes: object) -> str:
        """One of the sentences of a timeline."""
        shown = (isolated(hole, self.language) if isinstance(hole, str) else hole for hole in holes)
        return WORDS[name].of(self.language).format(*shown)

    def timeline(self, watermark: str) -> Timeline:
        """All of it."""
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
            journal_title=self.say("journal"),
            passages=[self._passage(each) for each in journal],
            verdict=self.say("agree", agree, len(journal)),
            footer=self.say("digest", view["digest"][:16], journal[-1]["hash"][:16]),
            watermark=watermark,
        )

    def _stays(self) -> Iterator[Stay]:
        """Each stay in a state; a step back in the days, typed late, lasts no time."""
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
        definition = self.found.machines[step["digest"]].definition
        teller = Teller(self.voice, definition, self.names, self.by_number.get)
        mark = "undone" if step["undone"] else "differs" if step["verdict"] == "differs" else ""
        remark = self.say(mark) if mark else ""
        if step["verdict"] == "not_redecidable":
            remark = self.say("not_redecidable")
        if step["set_back"]:
            remark = self.voice.listed(filter(None, (remark, self.voice.say("set_back"))))
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
        for label, words in answers_in_words(self.voice, definition, self.names.communes, step):
            yield self.voice.say("known_as", label, "").strip(), words
        for words in (step["note"], step["reason"]):
            if words:
                yield "", self.say("quoted", words)
        rule = step["rule"]
        if rule is not None and rule.get("requires"):
            yield self.say("required"), self.voice.enumerated(rule["requires"])
        if rule is not None and rule["when"] is not None:
            yield self.say("condition"), rule["when"]
        if rule is not None and rule["basis"]:
            yield self.say("basis"), self.voice.listed(dict.fromkeys(each["title"] for each in rule["basis"]))
        if step["verdict"] == "differs":
            yield "", step["verdict_message"]
