"""The steps of a pathway, in the order a person lives them: what is done there, where, with which papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.core.definition import Action, Branch, Definition, DocumentGroup, SharedAction, State
from engine.core.wording import OUTCOMES, ROLES
from engine.guide import book
from engine.guide.book import Node
from engine.guide.common import Told, own_of
from engine.guide.teller import Teller

STEP = "etape-"
"What the anchor of a step begins by."
_MANY = 5
"Ways to answer one demand, beyond which they stand in two columns where there is room."


def lived_order(definition: Definition) -> tuple[State, ...]:
    """The steps as they come: each after one that leads to it, as early as the pathway writes it; ends come last."""
    states = definition.states
    leads = {
        name: {branch.state for action in definition.actions_from(name).values() for branch in action.to}
        for name in states
    }
    waiting = [name for name in states if name != definition.start]
    taken, open_to = [definition.start], set(leads[definition.start])
    while waiting:
        # What nothing leads to any more (a step of a former version) comes where it is written.
        name = next((each for each in waiting if each in open_to and states[each].kind != "final"), None)
        name = name or next((each for each in waiting if states[each].kind != "final"), waiting[0])
        waiting.remove(name)
        taken.append(name)
        open_to |= leads[name]
    return tuple(states[name] for name in taken)


def steps(teller: Teller) -> Iterator[Node]:
    """Every step, numbered, then what can be done from several of them."""
    for number, state in enumerate(lived_order(teller.definition), 1):
        yield Node("step", tuple(_step(teller, state)), mark=str(number), target=anchor_of(state.id))
    if teller.definition.actions:
        yield book.heading(3, teller.say("shared"))
        yield from own_of(teller, "shared", shared_actions)


def shared_actions(teller: Teller) -> Iterator[Told]:
    """What can be done from several steps."""
    for shared in teller.definition.actions.values():
        told = (*_act(teller, shared.action), *_from(teller, shared))
        yield Told(teller.of(shared.action.title), Node("box", told, mark="act"))


def anchor_of(state: str) -> str:
    """Where a step stands in its chapter."""
    return f"{STEP}{state}"


def _step(teller: Teller, state: State) -> Iterator[Node]:
    kind = book.tag(teller.say(f"kind_{state.kind}"), state.kind)
    ends = (book.text(" "), book.tag(OUTCOMES[state.outcome].of(teller.language), "end")) if state.outcome else ()
    yield book.heading(3, teller.of(state.title))
    yield book.para(kind, *ends, mark="tags")
    if state.prompt:
        yield from book.prose(teller.of(state.prompt))
    if state.services:
        yield teller.labelled("at", book.text(_where(teller, state)))
    if state.target:
        lasting = teller.lasting(state.target) if state.target.amount else teller.say("same_day")
        yield teller.labelled("target", book.text(lasting))
    if state.ask:
        yield book.para(book.text(teller.say("asks")), mark="label")
        yield book.bullets(_asked(teller, name) for name in state.ask)
    if state.documents:
        yield book.para(book.text(teller.say("papers")), mark="label")
        yield from (Node("box", tuple(group(teller, each)), mark="papers") for each in state.documents.values())
    if state.actions:
        yield book.para(book.text(teller.say("acts")), mark="label")
        yield from (Node("box", tuple(_act(teller, each)), mark="act") for each in state.actions.values())
    if state.forms:
        yield teller.labelled("letters", book.text(teller.forms(state.forms)))
    yield from teller.bases(state.basis)


def _where(teller: Teller, state: State) -> str:
    services = teller.listed(teller.of(teller.definition.services[name].title) for name in state.services)
    if state.at is None:
        return services
    return teller.say("at_office_of", services, teller.of(teller.definition.fields[state.at].label))


def _asked(teller: Teller, name: str) -> Sequence[Node]:
    field = teller.definition.fields[name]
    hint = (book.text(teller.say("colon")), *book.stressed(teller.of(field.hint))) if field.hint else ()
    return (book.strong(teller.of(field.label)), *hint)


def group(teller: Teller, demanded: DocumentGroup) -> Iterator[Node]:
    """A demand: the papers that answer it, how many of them, in which situation, and what it rests on."""
    need = book.tag(teller.say(f"need_{demanded.need}"), demanded.need)
    yield book.para(book.strong(teller.of(demanded.title)), book.text(" "), need, mark="head")
    if demanded.when:
        yield teller.labelled("if", book.text(teller.condition(demanded.when)))
    told = _how_many(teller, demanded)
    if told:
        yield book.para(book.text(told), mark="small")
    yield book.bullets(
        (
            [book.text(teller.say("plus").join(teller.of(teller.definition.documents[name].title) for name in papers))]
            for papers in demanded.any_of.values()
        ),
        mark="many" if len(demanded.any_of) > _MANY else "",
    )
    if demanded.note:
        yield book.para(*book.stressed(teller.of(demanded.note)), mark="small")
    yield from teller.bases(demanded.basis)


def _how_many(teller: Teller, demanded: DocumentGroup) -> str:
    """How many of the papers, and in what shape; nothing of what nobody owes, nor of a single paper."""
    ways, count = len(demanded.any_of), demanded.count
    if demanded.need == "not_due":
        return ""
    if isinstance(count, str):
        told = teller.say("as_many_as", teller.of(teller.definition.fields[count].label))
    elif count >= ways:
        told = teller.say("all_of")
    else:
        told = teller.say("one_of") if count == 1 else teller.say("some_of", count)
    alone = ways == 1 and all(len(papers) == 1 for papers in demanded.any_of.values())
    parts = [] if alone and isinstance(count, int) else [told]
    if demanded.max_age:
        parts.append(teller.say("max_age", teller.lasting(demanded.max_age)))
    if demanded.check:
        parts.append(teller.say("checked"))
    if demanded.copies > 1:
        parts.append(teller.say("copies", demanded.copies))
    return teller.say("semicolon").join(parts)


def _act(teller: Teller, action: Action) -> Iterator[Node]:
    tags = [teller.say(f"by_{action.by}")] if action.by != "agent" else []
    usual = frozenset({"agent", "supervisor"})
    if action.by == "agent" and action.roles and not usual <= action.roles:
        roles = teller.listed(ROLES[each].of(teller.language) for each in sorted(action.roles))
        tags.append(teller.say("by_roles", roles))
    marks = [each for words in tags for each in (book.text(" "), book.tag(words, "by"))]
    yield book.para(book.strong(teller.of(action.title)), *marks, mark="head")
    if action.prompt:
        yield from book.prose(teller.of(action.prompt))
    if action.when:
        yield teller.labelled("if", book.text(teller.condition(action.when)))
    if action.otherwise:
        yield teller.labelled("else", *book.stressed(teller.of(action.otherwise)))
    yield from _what_it_takes(teller, action)
    yield from _where_it_leads(teller, action)
    yield from teller.bases(action.basis)


def _what_it_takes(teller: Teller, action: Action) -> Iterator[Node]:
    definition = teller.definition
    needs = [_needed(teller, name) for name in action.requires]
    if needs:
        yield teller.labelled("needs", book.text(teller.listed(dict.fromkeys(needs))))
    asked = [teller.of(definition.fields[name].label) for name in action.ask if name not in action.requires]
    if asked:
        yield teller.labelled("to_tell", book.text(teller.listed(asked)))
    if action.consent:
        consents = teller.listed(teller.of(definition.consents[name].title) for name in action.consent)
        yield teller.labelled("consents_needed", book.text(consents))
    if action.share:
        fields = teller.listed(teller.of(definition.fields[name].label) for name in action.share.fields)
        service = teller.of(definition.services[action.share.service].title)
        yield book.para(book.strong(teller.say("shares", service)), book.text(f" {fields}"), mark="line")


def _needed(teller: Teller, name: str) -> str:
    """A paper group, a datum, or a reason: what an action can't be done without."""
    if name == "reason":
        return teller.say("reason")
    if name in teller.definition.fields:
        return teller.of(teller.definition.fields[name].label)
    groups = (state.documents[name] for state in teller.definition.states.values() if name in state.documents)
    return teller.of(next(groups).title)


def _where_it_leads(teller: Teller, action: Action) -> Iterator[Node]:
    definition = teller.definition
    if action.receipt:
        yield teller.labelled("receipt", book.text(teller.of(definition.documents[action.receipt].title)))
    if action.gives:
        papers = teller.listed(teller.of(definition.documents[name].title) for name in action.gives)
        yield teller.labelled("gives", book.text(papers))
    if action.opens:
        yield teller.labelled("opens", book.text(teller.pathways(dict.fromkeys(each.process for each in action.opens))))
    if action.forms:
        yield teller.labelled("letters", book.text(teller.forms(action.forms)))
    ways = [teller.say("leads_back")] if action.back else [_way(teller, branch) for branch in action.to]
    if ways:
        yield book.para(book.tag("", "arrow"), book.text(teller.say("semicolon").join(ways)), mark="line")


def _way(teller: Teller, branch: Branch) -> str:
    title = teller.of(teller.definition.states[branch.state].title)
    return title if branch.when is None else teller.say("branch_if", title, teller.condition(branch.when))


def _from(teller: Teller, shared: SharedAction) -> Iterator[Node]:
    """The steps that a shared action is open from."""
    states = teller.definition.states
    if shared.sources is None:
        told = [book.strong(teller.say("from_any"))]
    else:
        named = (teller.of(state.title) for name, state in states.items() if name in shared.sources)
        told = [book.strong(teller.say("from_some")), book.text(f" {teller.listed(named)}")]
    if shared.excepted:
        but = teller.listed(teller.of(state.title) for name, state in states.items() if name in shared.excepted)
        told += [book.text(" "), book.strong(teller.say("but")), book.text(f" {but}")]
    yield book.para(*told, mark="line")
