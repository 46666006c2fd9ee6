"""What happened to a case, told in words: which step was undone, which commune took over, from what to what it was set.

Holds no rule and reads no private value: what may be shown of a correction comes with the event (`changes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.core.contact import consent_title
from engine.core.days import day_in_words, moment_in_words
from engine.core.definition import Definition, Language
from engine.core.wording import OUTCOMES, ROLES, STATUSES, isolated, who
from engine.telling.voice import Part, Voice, value_in_words
from engine.telling.words import EVENTS, TOLD

if TYPE_CHECKING:
    from engine.app.house import House


class Names:
    """What identifiers stand for beyond the case's own pathway: communes, forms, other pathways."""

    def __init__(self, house: House, language: Language) -> None:
        self._house = house
        self._language = language

    @property
    def communes(self) -> Mapping[str, str]:
        """Slug → name."""
        return {slug: each.name.of(self._language) for slug, each in self._house.territory.communes.items()}

    def commune(self, slug: str) -> str:
        """The name of a commune; its slug when the territory no longer has it."""
        found = self._house.territory.communes.get(slug)
        return slug if found is None else found.name.of(self._language)

    @property
    def forms(self) -> Mapping[str, str]:
        """Form → its title."""
        return {entry.id: entry.title.of(self._language) for entry in self._house.printer.forms()}

    def process(self, process: str) -> str:
        """The title of a pathway; its identifier when it is no longer published."""
        from engine.app.reading import process_titles

        found = self._house.store.read(lambda reading: process_titles(self._house, reading, {process}))
        return found[process].of(self._language) if process in found else process

    def definition(self, digest: str) -> Definition:
        """A version that events of the case were decided under."""
        return self._house.store.read(lambda reading: self._house.machine(reading, digest).definition)

    def event(self, case: str, sequence: int) -> Part | None:
        """An event recorded before, by its number."""
        from engine.app.views import event_view

        history = self._house.store.read(lambda reading: reading.history(case))
        return next((event_view(event) for event, _ in history if event.sequence == sequence), None)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the events of one case in one voice."""

    voice: Voice
    definition: Definition
    names: Names
    earlier: Callable[[int], Part | None]
    "An event of the case by its number: what an undoing undid."

    def told(self, event: Part) -> str:
        """« Déposer la déclaration », « Correction : Date de naissance de l'enfant : 1er novembre → 2 novembre ».

        In the words of the version that it was decided under: a case may have come from another one since.
        """
        digest = event.get("digest") or self.definition.digest
        own = self if digest == self.definition.digest else replace(self, definition=self.names.definition(digest))
        return own._told(event)  # noqa: SLF001 -- the same class

    def _told(self, event: Part) -> str:
        withdrawn = event["kind"] == "reverted" and "empties" in event["body"]
        kind = self.voice.say("note_withdrawn") if withdrawn else EVENTS[event["kind"]].of(self.voice.language)
        if event["kind"] in ("moved", "acted"):
            return self._act(event)
        about = self._about(event)
        return self.voice.say("known_as", kind, self.voice.listed(about)) if about else kind

    def by(self, event: Part) -> str:
        """« agent, 6 novembre 2026 »."""
        language = self.voice.language
        role = ROLES[event["role"]].of(language) if event["role"] in ROLES else event["role"]
        day = day_in_words(date.fromisoformat(event["happened_on"]), language)
        name = role if event["actor"] == event["role"] else who(event["actor"], language)
        return self.voice.enumerated((isolated(name, language), isolated(day, language)))

    def _act(self, event: Part) -> str:
        title, body = self._action(event), event["body"]
        remarks = []
        if body.get("receipt", {}).get("proved") is False:
            remarks.append(self.voice.say("no_receipt"))
        if body.get("irregular"):
            remarks.append(self.voice.say("irregular"))
        return f"{title} ({self.voice.listed(remarks)})" if remarks else title

    def _action(self, event: Part) -> str:
        action = self.definition.actions_from(event["from"]).get(event["trigger"])
        return str(event["trigger"]) if action is None else action.title.of(self.voice.language)

    def _about(self, event: Part) -> list[str]:  # noqa: C901, PLR0911, PLR0912 -- one a kind
        """What an event was about: data, papers, a clock, a place, the step it undid."""
        definition, body = self.definition, event["body"]
        match event["kind"]:
            case "consented":
                title = consent_title(definition, body["consent"])
                told = body["consent"] if title is None else title.of(self.voice.language)
                return [f"{told} ({value_in_words(self.voice, {'value': body['given']}, {})})"]
            case "informed":
                return self._informed(body)
            case "reminded":
                return self._titles(definition.deadlines, [body["deadline"]])
            case "expired":
                pulled = [self._action(event)] if event["trigger"] is not None else []
                return [*self._titles(definition.deadlines, [body["deadline"]]), *pulled]
            case "attached":
                return self._papers(body) or self._titles(definition.documents, [body["document"]])
            case "demanded_undue":
                return self._titles(definition.documents, [body["document"]])
            case "reverted":
                return [self._undone(body)]
            case "corrected":
                return [self._change(name, change) for name, change in self._changes(event).items()]
            case "linked":
                return [self._link(body)]
            case "shared":
                labels = self._labels(body["fields"])
                return [*self._titles(definition.services, [body["service"]]), *labels]
            case "forced":
                return self._titles(definition.states, [event["to"]])
            case "transferred":
                return [isolated(self.names.commune(body["commune"]), self.voice.language)]
            case "assigned":
                to = body["to"]
                return [isolated(to, self.voice.language) if to else self.voice.say("to_the_desk")]
            case "migrated":
                return [str(body["to_version"])]
            case _:
                given = set(_given(event))
                return [*self._labels(filter(given.__contains__, definition.fields)), *self._papers(body)]

    def _informed(self, body: Part) -> list[str]:
        """Of what the person was told, by which way, and what came of it."""
        definition, language = self.definition, self.voice.language
        about = (
            self._labels([body["name"]])
            if body["about"] == "appointment"
            else self._titles(definition.deadlines, [body["name"]])
        )
        return [*about, moment_in_words(body["on"], language), TOLD[body["way"], body["outcome"]].of(language)]

    def _undone(self, body: Part) -> str:
        """The step that was undone, in its own words; the system says why it took its own back."""
        target = self.earlier(body["target"])
        words = self.told(target) if target is not None else self.voice.dash
        told = self.voice.say("step_number", body["target"], words)
        return f"{told} ({self.voice.say('typed_late')})" if body.get("why") == "typed_late" else told

    def _changes(self, event: Part) -> dict[str, Part]:
        """Corrected data: what it was and what it is, where that may be shown; else nothing but its name."""
        shown = event.get("changes")
        if shown is None:
            body = event["body"]
            shown = {
                name: {"was": body.get("was", {}).get(name), "now": now} for name, now in body.get("fields", {}).items()
            }
        return {name: shown.get(name, {}) for name in _given(event)}

    def _change(self, name: str, change: Part) -> str:
        (label,) = self._labels([name]) or [name]
        if change.get("now") is None:
            return label
        words = [
            self.voice.dash if value is None else self._value(name, value) for value in (change["was"], change["now"])
        ]
        return self.voice.say("known_as", label, f" {self.voice.leads} ".join(words))

    def _value(self, name: str, value: Any) -> str:
        field = self.definition.fields[name]
        options = {option: label.of(self.voice.language) for option, label in field.options.items()}
        shown = {"type": field.type, "value": value, "options": options}
        return value_in_words(self.voice, shown, self.names.communes)

    def _link(self, body: Part) -> str:
        case = isolated(body["case"], self.voice.language)
        told = self.voice.enumerated((self.names.process(body["process"]), case))
        outcome = OUTCOMES.get(body.get("outcome") or "")
        return told if outcome is None else f"{told} ({outcome.of(self.voice.language)})"

    def _papers(self, body: Part) -> list[str]:
        """Papers with what became of them."""
        papers = body.get("documents", {})
        titles = self._titles(self.definition.documents, papers)
        statuses = [STATUSES[paper["status"]].of(self.voice.language) for paper in papers.values()]
        return [f"{title} ({status})" for title, status in zip(titles, statuses, strict=True)]

    def _labels(self, names: Iterable[str]) -> list[str]:
        fields = self.definition.fields
        return [fields[name].label.of(self.voice.language) for name in names if name in fields]

    def _titles(self, declared: Mapping[str, Any], names: Iterable[str]) -> list[str]:
        """The titles of what the definition declares under these names."""
        return [declared[name].title.of(self.voice.language) if name in declared else name for name in names]


def _given(event: Part) -> list[str]:
    """The data that an event brought, those that are sealed included."""
    body = event["body"]
    sealed = [name.removeprefix("fields.") for name in body.get("sealed", ()) if name.startswith("fields.")]
    return [*body.get("fields", {}), *sealed]


def telling(voice: Voice, house: House, definition: Definition, case: str) -> Teller:
    """Who tells what has just happened to a case."""
    names = Names(house, voice.language)
    return Teller(voice, definition, names, lambda sequence: names.event(case, sequence))
