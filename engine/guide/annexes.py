"""What several pathways share, at the end of the guide: the services with their offices, and every source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from engine.core.days import day_in_words
from engine.core.definition import Definition, Language, Service, Source, Text
from engine.core.territory import Office, OfficeRule, Territory
from engine.guide import book
from engine.guide.book import Chapter, Node
from engine.guide.teller import confidence_tag, said


def offices_chapter(definitions: Iterable[Definition], territory: Territory, language: Language) -> Chapter:
    """Each service of the pathways, and the offices of the territory that are named."""
    services: dict[str, Service] = {}
    for definition in definitions:
        for service in definition.services.values():
            services.setdefault(service.id, service)
    ordered = sorted(services.values(), key=lambda each: each.title.of(language).casefold())
    body = (book.para(book.text(said("told_offices", language))), *_services(ordered, territory, language))
    return Chapter("services", said("offices", language), "", body)


def _services(services: Sequence[Service], territory: Territory, language: Language) -> Iterator[Node]:
    for service in services:
        yield book.heading(2, service.title.of(language), service.id)
        if service.role:
            yield book.para(*book.stressed(service.role.of(language)), mark="small")
        rules = [each for each in territory.rules if each.service == service.id]
        offices = [each for each in territory.offices if each.service == service.id]
        items = [*(_rule(each, language) for each in rules), *(_office(each, territory, language) for each in offices)]
        if items:
            yield Node("list", tuple(Node("item", tuple(each)) for each in items), mark="offices")
        else:
            yield book.para(book.text(said("office_unknown", language)), mark="small")


def _rule(rule: OfficeRule, language: Language) -> Iterator[Node]:
    """An office that every commune has, told once."""
    blank = said("of_commune", language)
    name = rule.name.of(language).format(commune=blank, de_commune=blank)
    mark = book.tag(said("unverified", language), "to_validate")
    yield book.para(book.strong(said("everywhere", language)), book.text(f" {name} "), mark)
    yield from _of_office(rule.note, rule.source, language)


def _office(office: Office, territory: Territory, language: Language) -> Iterator[Node]:
    checked = office.verified
    mark = (
        book.tag(said("verified", language, day_in_words(checked, language)), "sourced")
        if checked
        else book.tag(said("unverified", language), "to_validate")
    )
    commune = territory.communes.get(office.commune or "")
    where = (book.text(f" · {commune.name.of(language)}"),) if commune else ()
    yield book.para(book.strong(office.name.of(language)), *where, book.text(" "), mark)
    told = [each for each in (office.address, office.phone, office.hours) if each]
    if told:
        inlines = [inline for each in told for inline in (book.text(" · "), book.value(each))]
        yield book.para(*inlines[1:], mark="small")
    yield from _of_office(office.note, office.source, language)


def _of_office(note: Text | None, source: str, language: Language) -> Iterator[Node]:
    if note:
        yield book.para(*book.stressed(note.of(language)), mark="small")
    if source:
        before, _, after = said("office_source", language, "\0").partition("\0")
        yield book.para(book.text(before), book.value(source), book.text(after), mark="bases")


def sources_chapter(
    numbers: Mapping[Source, int], users: Mapping[Source, Sequence[Text]], language: Language
) -> Chapter:
    """Every source with how sure it is, where it can be read, and the pathways that rest on it."""
    items = (
        Node("item", tuple(_source(each, number, users[each], language)), target=f"s{number}")
        for each, number in numbers.items()
    )
    return Chapter("sources", said("sources", language), "", (Node("list", tuple(items), mark="sources"),))


def _source(source: Source, number: int, users: Sequence[Text], language: Language) -> Iterator[Node]:
    marks = confidence_tag(source.confidence, language)
    yield book.para(book.strong(f"[{number}]"), book.text(f" {source.title.of(language)}"), *marks)
    told = []
    if source.dated:
        told.append(said("dated", language, source.dated))
    told.append(said("read_on", language, _day(source.read, language)) if source.read else said("never_read", language))
    where = (book.text(" "), book.value(source.url)) if source.url else ()
    yield book.para(book.text(" ".join(told)), *where, mark="small")
    if source.note:
        yield book.para(*book.stressed(source.note.of(language)), mark="small")
    named = said("comma", language).join(each.of(language) for each in users)
    yield book.para(book.text(f"{said('used_in', language)} {named}"), mark="bases")


def _day(day: date, language: Language) -> str:
    return day_in_words(day, language)
