"""The guide says all that the pathways do, in both languages, and nothing as an editor writes it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import chain

import pytest

from engine.app.guidebook import LANGUAGES, MadeGuide, guide_files
from engine.core.days import duration_in_words
from engine.core.definition import Definition, Language, Text
from engine.core.examined import all_actions, all_groups
from engine.guide.common import NAME
from engine.guide.guide import Matter, guide_digest, reading_order
from engine.guide.steps import lived_order
from tests.guide.conftest import DAY

PATHWAYS = (
    *("accueil", "naissance", "scolarisation", "sante", "pension_vieillesse", "certificat_vie"),
    *("reversion_survivants", "succession_procuration_foncier", "vehicule_retour", "protection"),
)


def page(made: MadeGuide, name: str, language: Language) -> str:
    """The words of a page, without its tags, its style and its diagram."""
    file = f"{name}.html" if language == LANGUAGES[0] else f"{name}.{language}.html"
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", made.files[file].decode(), flags=re.DOTALL)
    return flat(unescape(re.sub(r"<[^>]+>", "\n", text)))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def plain(text: Text, language: Language) -> Iterator[str]:
    """A text of a pathway, line by line, as it stands on a page."""
    for line in text.of(language).split("\n"):
        yield from (flat(part) for part in line.removeprefix("- ").split("**"))


def said_of(definition: Definition) -> Iterator[Text]:
    """Every text that an accompanying person may need."""
    yield definition.title
    for state in definition.states.values():
        yield from filter(None, (state.title, state.prompt))
    for _, action in all_actions(definition):
        yield from filter(None, (action.title, action.prompt, action.otherwise))
    for _, group in all_groups(definition):
        yield from filter(None, (group.title, group.note))
    for deadline in definition.deadlines.values():
        yield from filter(None, (deadline.title, deadline.note))
    for alert in definition.alerts.values():
        yield alert.text
    for consent in definition.consents.values():
        yield from (consent.title, consent.text)
    for paper in definition.documents.values():
        yield from filter(None, (paper.title, paper.cost, paper.note))
    for field in definition.fields.values():
        yield from (field.options[option] for option in field.answers)
        yield from (answer.text for answer in field.answers.values())
    for service in definition.services.values():
        yield from filter(None, (service.title, service.role))
    yield from (each.title for each in chain(definition.values.values(), definition.sources.values()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("process", PATHWAYS)
def test_all_that_a_pathway_says_stands_in_its_chapter(
    matter: Matter, made: MadeGuide, process: str, language: Language
):
    definition = next(each for each in matter.definitions if each.process == process)
    own, common = page(made, process, language), page(made, NAME, language)
    lost = [part for text in said_of(definition) for part in plain(text, language) if part not in own + common]
    assert lost == []
    # Whoever reads this chapter alone knows at least what is told elsewhere.
    titles = [action.title for _, action in all_actions(definition)]
    titles += [each.title for each in (*definition.consents.values(), *definition.states.values())]
    assert [part for each in titles for part in plain(each, language) if part not in own] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pathways_say_alike_is_told_once_and_where_is_said(matter: Matter, made: MadeGuide, language: Language):
    """Fails when each chapter repeats what all share, or leaves it out without a way to it."""
    socle = [each.actions["relancer"].action.prompt for each in matter.definitions if "relancer" in each.actions]
    (prompt,) = {each.of(language) for each in socle if each}
    assert len(socle) > len(matter.definitions) // 2
    pages = {name: page(made, name, language) for name in (*PATHWAYS, NAME)}
    assert [name for name, told in pages.items() if flat(prompt) in told] == [NAME]
    file = f"{NAME}.html" if language == LANGUAGES[0] else f"{NAME}.{language}.html"
    chapter = made.files[f"naissance{file.removeprefix(NAME)}"].decode()
    links = re.findall(rf'href="{re.escape(file)}#([^"]+)"', chapter)
    assert links
    assert [each for each in links if f'id="{each}"' not in made.files[file].decode()] == []


def test_what_a_pathway_says_otherwise_stands_in_its_own_chapter(matter: Matter, made: MadeGuide):
    """Naissance suspends from fewer steps than the others: its own way of it is told there, whole."""
    suspend = next(each for each in matter.definitions if each.process == "naissance").actions["suspendre"]
    assert suspend.action.prompt is not None
    assert flat(suspend.action.prompt.of("fr")) in page(made, "naissance", "fr")


def test_a_guide_of_few_pathways_tells_all_in_each_chapter(matter: Matter):
    """Fails when the guide of one pathway sends its reader to a chapter of three pages beside it."""
    made = guide_files(replace(matter, definitions=matter.definitions[:2]), LANGUAGES[:1], DAY)
    assert f"{NAME}.html" not in made.files


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("process", PATHWAYS)
def test_every_clock_is_told_with_its_length(matter: Matter, made: MadeGuide, process: str, language: Language):
    definition = next(each for each in matter.definitions if each.process == process)
    told = page(made, process, language)
    for each in definition.deadlines.values():
        after = told.split(flat(each.title.of(language)))[1:]
        assert any(flat(duration_in_words(each.within, language)) in part[:900] for part in after), each.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("process", PATHWAYS)
def test_every_basis_is_a_number_that_stands_among_the_sources(
    matter: Matter, made: MadeGuide, process: str, language: Language
):
    """The number beside a fact, in the chapter's own list and at the end of the guide is that of the same source."""
    definition = next(each for each in matter.definitions if each.process == process)
    told, sources = page(made, process, language), page(made, "sources", language)
    for source in definition.sources.values():
        title = flat(source.title.of(language))
        numbers = re.findall(rf"\[(\d+)\] {re.escape(title)}", sources)
        assert any(f"[{number}] {title}" in told for number in numbers), source.id


def test_the_guide_names_the_pathways_of_this_test(matter: Matter):
    """A pathway that is added is walked too; they come as a person may meet them, from the desk's door."""
    assert [each.process for each in reading_order(matter.definitions)] == list(PATHWAYS)


@pytest.mark.parametrize("process", PATHWAYS)
def test_a_step_comes_after_one_that_leads_to_it_and_ends_come_last(matter: Matter, process: str):
    definition = next(each for each in matter.definitions if each.process == process)
    ordered = lived_order(definition)
    assert sorted(each.id for each in ordered) == sorted(definition.states)
    assert ordered[0].id == definition.start
    kinds = [each.kind == "final" for each in ordered]
    assert kinds == sorted(kinds)
    for rank, state in enumerate(ordered[1:], 1):
        before = {
            branch.state
            for each in ordered[:rank]
            for action in definition.actions_from(each.id).values()
            for branch in action.to
        }
        assert state.id in before, state.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_a_file_stands_in_what_is_read(matter: Matter, made: MadeGuide, language: Language):
    """Conditions, fields, papers and steps are said by what people call them."""
    names = {name for each in matter.definitions for name in (*each.fields, *each.states, *each.documents)}
    names = {name for name in names if "_" in name} - set(PATHWAYS)
    for process in PATHWAYS:
        words = set(re.findall(r"\w+", page(made, process, language)))
        assert words & names == set(), process
        assert not words & {"and", "not", "times_since", "days_left", "overdue"}, process


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_sure_is_marked(matter: Matter, made: MadeGuide, language: Language):
    """A paper or a source that nobody confirmed bears its mark; an office that nobody checked too."""
    mark = {"fr": "à valider", "ar": "للتأكيد"}[language]
    for definition in matter.definitions:
        told = page(made, definition.process, language)
        for each in chain(definition.documents.values(), definition.services.values(), definition.sources.values()):
            if each.confidence == "to_validate":
                assert f"{flat(each.title.of(language))} {mark}" in told, each.id
    offices = page(made, "services", language)
    assert offices.count({"fr": "à vérifier", "ar": "يجب التحقق منه"}[language]) > len(matter.territory.rules)


def test_every_page_says_in_its_footer_what_it_was_made_from(matter: Matter, made: MadeGuide):
    assert made.digest == guide_digest(matter.definitions, matter.territory)
    for file, content in made.files.items():
        if file.endswith(".html"):
            footer = re.search(r"<footer>(.*)</footer>", content.decode())
            assert footer is not None
            assert made.digest[:12] in footer[1]
            assert ("22 نونبر 2026" if ".ar." in file else "22 novembre 2026") in footer[1]
    for definition in matter.definitions:
        assert definition.digest[:12] in made.files[f"{definition.process}.html"].decode().rpartition("<footer>")[2]


def test_the_same_referential_gives_the_same_files_and_another_day_another_footer(matter: Matter, made: MadeGuide):
    assert guide_files(matter, LANGUAGES, DAY) == made
    later = guide_files(matter, LANGUAGES[:1], DAY + timedelta(days=1))
    assert later.digest == made.digest
    for file, content in later.files.items():
        if file.endswith(".html"):
            before, after = (re.sub(rb"<nav>.*?</nav>\n|<footer>.*", b"", each) for each in (made.files[file], content))
            assert before == after


def test_another_office_or_another_pathway_is_another_guide(matter: Matter, made: MadeGuide):
    fewer = replace(matter.territory, offices=matter.territory.offices[1:])
    assert guide_digest(matter.definitions, fewer) != made.digest
    assert guide_digest(matter.definitions[1:], matter.territory) != made.digest
    assert guide_digest(matter.definitions[::-1], matter.territory) == made.digest


def test_a_guide_of_a_training_base_says_so_on_every_page(matter: Matter):
    told = guide_files(replace(matter, remark="FICTIF"), LANGUAGES[:1], DAY)
    pages = [content.decode() for file, content in told.files.items() if file.endswith(".html")]
    assert all("FICTIF" in each.rpartition("<footer>")[2] for each in pages)


def test_what_is_not_due_is_never_said_to_be_enough(made: MadeGuide):
    """A paper that nobody owes is named with why, not counted as one to bring."""
    boxes = re.findall(r'<div class="boite papers">(.*?)</div>', made.files["naissance.html"].decode(), re.DOTALL)
    not_due = [each for each in boxes if "mot not_due" in each]
    assert not_due
    assert not any("suffit</p>" in each or "Toutes ces" in each for each in not_due)
    assert any("suffit</p>" in each for each in boxes)
