"""One pathway's chapter: what it is for, its diagram, its steps, then what is looked up: clocks, papers, alerts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.core.days import day_in_words
from engine.core.definition import Anchor, CatalogueDocument, DatedValue, Deadline, Field, Service
from engine.core.examined import all_actions
from engine.core.wording import OUTCOMES, ROLES, isolated
from engine.guide import book
from engine.guide.book import Chapter, Node
from engine.guide.common import Sections, Told, own_of
from engine.guide.steps import group, lived_order, shared_actions, steps
from engine.guide.teller import Teller, confidence_tag

SHOWN = 12
"Letters of a digest that are shown: enough to tell two versions apart."


def chapter(teller: Teller, diagram: str) -> Chapter:
    """The chapter of a pathway; `diagram`: it drawn, as SVG."""
    definition = teller.definition
    version = teller.say("version", definition.version)
    parts = (
        _head(teller, version),
        _in_short(teller),
        (book.heading(2, teller.say("diagram"), "schema"), Node("figure", text=diagram)),
        (book.heading(2, teller.say("steps"), "etapes"), *steps(teller)),
        _counter(teller),
        _clocks(teller),
        _papers(teller),
        _services(teller),
        _alerts(teller),
        _invariants(teller),
        _consents(teller),
        _values(teller),
        _ends(teller),
        _sources(teller),
    )
    name, digest = (isolated(each, teller.language) for each in (definition.process, definition.digest[:SHOWN]))
    footer = f"{name} · {version} · {digest}"
    body = tuple(node for part in parts for node in part)
    return Chapter(definition.process, teller.of(definition.title), footer, body)


def _head(teller: Teller, version: str) -> Iterator[Node]:
    definition = teller.definition
    status = teller.say(f"status_{definition.status}")
    tags = [book.tag(version, "plain"), book.text(" "), book.tag(status, definition.status)]
    if definition.confidentiality == "protected":
        tags += [book.text(" "), book.tag(teller.say("protected"), "protected")]
    yield book.para(*tags, mark="tags")
    if definition.purpose:
        yield book.para(*book.stressed(teller.of(definition.purpose)), mark="lead")
    yield from teller.bases(definition.basis)


def _in_short(teller: Teller) -> Iterator[Node]:
    """What somebody who reads nothing else has to know."""
    definition = teller.definition
    lines = []
    legal = [each for each in definition.deadlines.values() if each.kind == "legal"]
    if legal:
        told = (f"{teller.of(each.title)}{teller.say('colon')}{teller.lasting(each.within)}" for each in legal)
        lines.append(teller.labelled("legal_clocks", book.text(teller.say("semicolon").join(told))))
    services = dict.fromkeys(name for state in lived_order(definition) for name in state.services)
    if services:
        named = teller.listed(teller.of(definition.services[name].title) for name in services)
        lines.append(teller.labelled("where_to_go", book.text(named)))
    good = [teller.of(state.title) for state in definition.states.values() if state.outcome == "success"]
    if good:
        lines.append(teller.labelled("good_ends", book.text(teller.listed(good))))
    unsure = _unsure(teller)
    if unsure:
        lines.append(book.para(book.text(teller.say("unsure", unsure)), mark="line"))
    if lines:
        yield Node("box", (book.heading(2, teller.say("in_short")), *lines), mark="short")


def _unsure(teller: Teller) -> int:
    """How many facts nobody could confirm yet."""
    definition = teller.definition
    catalogues = (definition.documents, definition.services, definition.sources, definition.values)
    return sum(each.confidence == "to_validate" for found in catalogues for each in found.values())


def _counter(teller: Teller) -> Iterator[Node]:
    """What to answer an office that refuses, motive by motive, and what it may not ask for."""
    fields = [each for each in teller.definition.fields.values() if each.answers]
    groups = [
        demanded
        for state in teller.definition.states.values()
        for demanded in state.documents.values()
        if demanded.need == "not_due"
    ]
    if fields or groups:
        yield book.heading(2, teller.say("counter"), "guichet")
    for field in fields:
        yield book.heading(3, teller.of(field.label))
        head = (teller.say("motive"), teller.say("answer"))
        yield book.table("counter", head, _answers(teller, field))
        yield from teller.bases(field.basis)
    if groups:
        yield book.heading(3, teller.say("not_due"))
        yield book.para(book.text(teller.say("not_due_told")), mark="small")
        yield from (Node("box", tuple(group(teller, each)), mark="papers") for each in groups)


def _answers(teller: Teller, field: Field) -> Iterator[Sequence[Sequence[Node]]]:
    for option in (each for each in field.options if each in field.answers):
        answer = field.answers[option]
        motive = book.para(book.strong(teller.of(field.options[option])))
        yield (motive,), (*book.prose(teller.of(answer.text)), *teller.bases(answer.basis))


def _clocks(teller: Teller) -> Iterator[Node]:
    deadlines = teller.definition.deadlines.values()
    if deadlines:
        yield book.heading(2, teller.say("clocks"), "echeances")
        head = (teller.say("clock"), teller.say("delay"), teller.say("starts"))
        yield book.table("clocks", head, (_clock(teller, each) for each in deadlines))


def _clock(teller: Teller, each: Deadline) -> Sequence[Sequence[Node]]:
    definition = teller.definition
    told = [book.para(book.strong(teller.of(each.title)), book.text(" "), book.tag(teller.say(each.kind), each.kind))]
    if each.note:
        told.append(book.para(*book.stressed(teller.of(each.note)), mark="small"))
    if each.pauses_in:
        paused = (teller.of(state.title) for name, state in definition.states.items() if name in each.pauses_in)
        told.append(teller.labelled("pauses", book.text(teller.listed(paused))))
    days = (_days(teller, "reminders", each.remind), _days(teller, "escalates", each.escalate))
    told += [book.para(book.text(line), mark="small") for line in (_rings(teller, each), *days) if line]
    told += teller.bases(each.basis)
    within = [book.para(book.text(teller.lasting(each.within)))]
    if each.every:
        within.append(book.para(book.text(teller.say("every")), mark="small"))
    starts = teller.say("earliest").join(_anchor(teller, anchor) for anchor in each.starts)
    return told, within, (book.para(book.text(starts)),)


def _rings(teller: Teller, each: Deadline) -> str:
    """What is done by itself when the day is past."""
    if each.on_expiry is None:
        return ""
    states = teller.definition.states
    actions = (teller.definition.actions_from(name).get(each.on_expiry) for name in states)
    title = next((teller.of(action.title) for action in actions if action is not None), each.on_expiry)
    return f"{teller.say('rings')} {title}"


def _days(teller: Teller, name: str, days: tuple[int, ...]) -> str:
    """The days of a clock on which somebody is told, counted from its start, or back from its end."""
    told = [str(day) if day >= 0 else teller.say("reminders_before", -day) for day in days]
    return teller.say(name, teller.listed(told)) if told else ""


def _anchor(teller: Teller, anchor: Anchor) -> str:
    definition, name = teller.definition, anchor.name
    match anchor.kind:
        case "field":
            found = definition.fields[name].label
        case "enter":
            found = definition.states[name].title
        case "document":
            found = definition.documents[name].title
        case "next":
            found = definition.values[name].title
        case "do":
            actions = (definition.actions_from(state).get(name) for state in definition.states)
            found = next(action.title for action in actions if action is not None)
    return teller.say(f"anchor_{anchor.kind}", teller.of(found))


def _papers(teller: Teller) -> Iterator[Node]:
    documents = teller.definition.documents.values()
    if documents:
        yield book.heading(2, teller.say("papers_all"), "pieces")
        head = (teller.say("paper"), teller.say("issuer"), teller.say("to_know"))
        yield book.table("papers", head, (_paper(teller, each) for each in documents))


def _paper(teller: Teller, each: CatalogueDocument) -> Sequence[Sequence[Node]]:
    name = book.para(book.strong(teller.of(each.title)), *confidence_tag(each.confidence, teller.language))
    issuer = teller.of(teller.definition.services[each.issuer].title) if each.issuer else "—"
    told = [teller.say("validity", teller.lasting(each.validity))] if each.validity else []
    told += [teller.of(text) for text in (each.cost, each.note) if text]
    notes = [book.para(*book.stressed(line), mark="small") for line in told]
    return (name,), (book.para(book.text(issuer)),), (*notes, *teller.bases(each.basis))


def _services(teller: Teller) -> Iterator[Node]:
    services = teller.definition.services.values()
    if services:
        yield book.heading(2, teller.say("services"), "services")
        yield Node("list", tuple(Node("item", tuple(_service(teller, each))) for each in services))


def _service(teller: Teller, each: Service) -> Iterator[Node]:
    title = book.link(teller.of(each.title), f"services#{each.id}")
    yield book.para(title, *confidence_tag(each.confidence, teller.language))
    if each.role:
        yield book.para(*book.stressed(teller.of(each.role)), mark="small")
    yield from teller.bases(each.basis)


def _alerts(teller: Teller) -> Iterator[Node]:
    if teller.definition.alerts:
        yield book.heading(2, teller.say("alerts"), "alertes")
        yield from own_of(teller, "alerts", _every_alert)


def _every_alert(teller: Teller) -> Iterator[Told]:
    for each in teller.definition.alerts.values():
        tags = [book.tag(teller.say(f"level_{each.level}"), each.level)]
        if each.to:
            tags += [book.text(" "), book.tag(teller.say("alert_to", ROLES[each.to].of(teller.language)), "plain")]
        told = (
            book.para(*tags, mark="tags"),
            *book.prose(teller.of(each.text)),
            teller.labelled("when", book.text(teller.condition(each.when))),
            *teller.bases(each.basis),
        )
        yield Told("", Node("box", told, mark=f"alert {each.level}"))


def _invariants(teller: Teller) -> Iterator[Node]:
    """What must always be true of a case, in the order of the file."""
    definition = teller.definition
    if definition.invariants:
        yield book.heading(2, teller.say("invariants"), "invariants")
        yield book.para(book.text(teller.say("invariants_told")), mark="small")
        yield from own_of(teller, "invariants", _every_invariant)


def _every_invariant(teller: Teller) -> Iterator[Told]:
    definition = teller.definition
    actions = {action.id: teller.of(action.title) for _, action in all_actions(definition)}
    for each in definition.invariants.values():
        told = [book.para(*book.stressed(teller.of(each.text)))]
        if each.after:
            after = teller.listed(title for name, title in actions.items() if name in each.after)
            told.append(teller.labelled("just_after", book.text(after)))
        elif each.named:
            states = (teller.of(state.title) for name, state in definition.states.items() if name in each.named)
            told.append(teller.labelled("while_at", book.text(teller.listed(states))))
        told.append(teller.labelled("must_be", book.text(teller.condition(each.holds))))
        yield Told("", Node("box", (*told, *teller.bases(each.basis)), mark="consent"))


def _consents(teller: Teller) -> Iterator[Node]:
    if teller.definition.consents:
        yield book.heading(2, teller.say("consents"), "accords")
        yield from own_of(teller, "consents", _every_consent)


def _every_consent(teller: Teller) -> Iterator[Told]:
    for each in teller.definition.consents.values():
        lasts = f" ({teller.say('valid_for', teller.lasting(each.valid))})" if each.valid else ""
        head = book.para(book.strong(teller.of(each.title)), book.text(lasts), mark="head")
        yield Told(teller.of(each.title), Node("box", (head, *book.prose(teller.of(each.text))), mark="consent"))


SECTIONS: Sections = {
    "shared": shared_actions,
    "alerts": _every_alert,
    "invariants": _every_invariant,
    "consents": _every_consent,
}
"What a chapter may leave to that of what pathways have in common."


def _values(teller: Teller) -> Iterator[Node]:
    values = teller.definition.values.values()
    if values:
        yield book.heading(2, teller.say("values"), "valeurs")
        yield Node("list", tuple(Node("item", tuple(_value(teller, each))) for each in values))


def _value(teller: Teller, each: DatedValue) -> Iterator[Node]:
    yield book.para(book.strong(teller.of(each.title)), *confidence_tag(each.confidence, teller.language))
    told = [teller.say("value_since", _shown(teller, found), _day(teller, since)) for since, found in each.series]
    if each.reread_by:
        told.append(teller.say("reread_by", _day(teller, each.reread_by)))
    yield book.para(book.text(teller.say("semicolon").join(told)), mark="small")
    yield from teller.bases(each.basis)


def _shown(teller: Teller, found: int | str | bool) -> str:
    if isinstance(found, bool):
        return teller.say("value_yes" if found else "value_no")
    return str(found) if isinstance(found, int) else _day(teller, date.fromisoformat(found))


def _day(teller: Teller, day: date) -> str:
    return day_in_words(day, teller.language)


def _ends(teller: Teller) -> Iterator[Node]:
    """The ways a case ends, and what can be counted of the pathway without naming anybody."""
    definition = teller.definition
    ends = [
        (teller.of(state.title), OUTCOMES[state.outcome].of(teller.language))
        for state in definition.states.values()
        if state.outcome
    ]
    yield book.heading(2, teller.say("ends"), "fins")
    yield book.bullets((book.text(title), book.text(" "), book.tag(outcome, "end")) for title, outcome in ends)
    counts = [teller.say("count_ends", teller.listed(dict.fromkeys(outcome for _, outcome in ends)))]
    legal = [teller.of(each.title) for each in definition.deadlines.values() if each.kind == "legal"]
    if legal:
        counts.append(teller.say("count_legal", teller.say("semicolon").join(legal)))
    if any(state.target for state in definition.states.values()):
        counts.append(teller.say("count_targets"))
    refusals = [teller.of(each.label) for each in definition.fields.values() if each.answers]
    if refusals:
        counts.append(teller.say("count_refusals", teller.listed(refusals)))
    yield book.para(book.text(teller.say("counted")), mark="label")
    yield book.bullets([book.text(each)] for each in counts)
    kept = teller.say("kept", teller.lasting(definition.retention_after_close))
    yield book.para(book.text(kept), *confidence_tag(definition.retention_confidence, teller.language), mark="small")


def _sources(teller: Teller) -> Iterator[Node]:
    """What the chapter rests on, by number; the whole of each stands at the end of the guide."""
    yield book.heading(2, teller.say("chapter_sources"), "sources")
    found = sorted(teller.definition.sources.values(), key=lambda each: teller.around.numbers[each])
    yield Node("list", mark="numbers", children=tuple(Node("item", (teller.reference(each),)) for each in found))
