"""Stories that reach the scenarios from pages: a desk's, told of nobody and shown whole; and those that walks find."""

import html
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI

from engine.app.drafts import MOST_HANDED, MOST_OF_A_STORY, Handed
from engine.app.stories import with_story
from engine.core.events import Actor
from engine.errors import UsageError
from engine.reader.scenarios import read_scenarios
from engine.web.stories import editing
from tests.app.desk import Desk
from tests.web.conftest import TOKEN, Browser
from tests.web.test_editor import save, text_of
from tests.web.test_reads import acts

Enter = Callable[..., Browser]
AT = "/editor/files/scenarios~naissance.yaml"
SHOWN = re.compile(r'<pre class="tale"[^>]*>(.*?)</pre>', re.DOTALL)
STORY = """process: x
scenarios:

  - title: "Une de plus"
    given:
      commune: tiznit
      on: 2026-11-02
    steps:
      - after: 1 days
"""


def shown(page: str) -> list[str]:
    return [html.unescape(each) for each in SHOWN.findall(page)]


def field(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def titles(text: str) -> list[str]:
    found = read_scenarios(Path("naissance.yaml"), text.encode())
    assert found.problems == ()
    return [each.title for each in found.scenarios]


def test_a_case_is_shown_as_a_story_handed_over_as_it_was_shown_and_taken_by_an_editor(browser: Enter, desk: Desk):
    """Fails when another text is handed over than the one that was read, or when a sight of the case isn't noted."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    lead, at = browser("superviseur.formation"), f"/cases/{desk.case}/story"
    assert f'href="{at}"' in lead.get(f"/cases/{desk.case}").text
    before = len(acts(desk))
    page = lead.get(at).text
    (text,) = shown(page)
    assert acts(desk)[before:] == ["audit.replay"]
    assert desk.case not in text
    (title,) = titles(text)
    assert shown(lead.get(at).text) != [text]
    seed = field(page, "seed")
    assert lead.post(at, seed=seed, act="take").text == text
    lead.get(at)
    assert "confiée aux éditeurs" in lead.post(at, seed=seed, act="hand").text
    assert acts(desk)[before:] == ["audit.replay"] * 5

    editor = browser("editeur.formation")
    assert f'href="{AT}/stories"' in editor.get("/editor").text
    stories = editor.get(f"{AT}/stories").text
    assert shown(stories) == [text]
    known = titles(text_of(editor.get(AT).text))
    editor.get(f"{AT}/stories")
    answer = editor.post(f"{AT}/stories/taken", handed=field(stories, "handed"))
    assert answer.status_code == 200
    draft = text_of(editor.text)
    assert titles(draft) == [*known, title]
    assert text.partition("scenarios:\n")[2].strip() in draft
    assert shown(editor.get(f"{AT}/stories").text) == []
    assert f"{AT}/stories" not in editor.get("/editor").text


def test_the_story_of_a_reserved_case_is_not_handed_over(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when editors read on their page that a desk keeps such a case."""
    desk.actor = Actor("leila", "supervisor", "tiznit")
    desk.open("protection", commune="tiznit")
    lead, at = browser("superviseur.formation"), f"/cases/{desk.case}/story"
    page = lead.get(at).text
    assert 'value="hand"' not in page
    assert 'value="take"' in page
    assert lead.post(at, seed=field(page, "seed"), act="hand").status_code == 409
    assert "d&#39;un dossier réservé ne se confie pas" in lead.text
    assert app.state.site.bench.drafts.handed() == []


def test_no_more_wait_for_a_pathway_than_editors_read(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when one desk fills the editors' page, and the disk, with draws of one case."""
    drafts = app.state.site.bench.drafts
    for number in range(MOST_HANDED):
        drafts.hand(Handed("naissance", 1, f"{STORY}# {number}\n", "amina", f"2026-11-06T09:00:{number:02}.000Z"))
    with pytest.raises(UsageError, match="trop longue"):
        drafts.hand(Handed("accueil", 1, "#" * (MOST_OF_A_STORY + 1), "amina", "2026-11-06T09:00:00.000Z"))
    desk.open("naissance", commune="tiznit")
    lead, at = browser("superviseur.formation"), f"/cases/{desk.case}/story"
    for language, words in (
        ("ar", "تنتظر محررا"),
        ("en", "wait for an editor already"),
        ("fr", "attendent un éditeur"),
    ):
        (text,) = shown(lead.get(f"{at}?lang={language}").text)
        answer = lead.post(at, seed=field(lead.text, "seed"), act="hand")
        assert answer.status_code == 409
        assert words in lead.text
        assert str(MOST_HANDED) in lead.text
        assert shown(lead.text) == [text], "it can still be taken as a file"
    assert len(drafts.handed()) == MOST_HANDED
    editor = browser("editeur.formation")
    stories = editor.get(f"{AT}/stories").text
    assert f"En attente : {MOST_HANDED}. Un parcours en garde {MOST_HANDED} au plus" in stories
    editor.post(f"{AT}/stories/taken", handed=field(stories, "handed"), act="leave")
    lead.get(at)
    assert "confiée aux éditeurs" in lead.post(at, seed=field(lead.text, "seed"), act="hand").text


def test_who_may_not_read_a_case_whole_makes_no_story_of_it(browser: Enter, app: FastAPI, desk: Desk):
    desk.open("naissance", commune="tiznit")
    at = f"/cases/{desk.case}/story"
    for part, status in (("agent.tiznit", 403), ("auditeur.formation", 403), ("editeur.formation", 403)):
        other = browser(part)
        assert other.get(at).status_code == status, part
        token = TOKEN.search(other.get("/referential/accueil").text)
        assert token is not None
        assert other.client.post(at, data={"token": token[1], "seed": "a", "act": "hand"}).status_code == status
    assert app.state.site.bench.drafts.handed() == []
    assert at not in browser("agent.tiznit").get(f"/cases/{desk.case}").text
    lead = browser("superviseur.formation")
    for seed in ("", "zz", "a" * 33, "٣"):
        assert lead.get(at).status_code == 200
        assert lead.post(at, seed=seed, act="hand").status_code == 422
    for each in editing.routes:
        path = each.path.replace("{key}", "scenarios~accueil.yaml")  # type: ignore[attr-defined]
        for method in each.methods:  # type: ignore[attr-defined]
            lead.get("/")
            data = {"token": TOKEN.search(lead.text)[1]} if method == "POST" else None  # type: ignore[index]
            assert lead.client.request(method, path, data=data).status_code == 403, (method, path)


def until_done(app: FastAPI, editor: Browser, at: str) -> str:
    """The page of a work once it is done."""
    before = time.monotonic()
    while app.state.site.rollouts.is_busy:
        assert time.monotonic() - before < 60
        time.sleep(0.05)
    return editor.get(at).text


def test_walks_find_what_no_scenario_takes_and_each_story_goes_into_the_draft_once(browser: Enter, app: FastAPI):
    """Fails when a walk is lived on another text than the drafts, or when its story doesn't reach them."""
    at, editor = "/editor/files/scenarios~protection.yaml", browser("editeur.formation")
    whole = text_of(editor.get(at).text)
    parts = re.split(r"(?m)^(?=  - title:)", whole)
    save(editor, "".join(parts[:2]), at=at)
    editor.get(f"{at}/stories")
    editor.post(f"{at}/stories", lives="8", seed="1")
    page = until_done(app, editor, f"{at}/stories")
    told = shown(page)
    assert told
    editor.post(f"{at}/stories/taken", rank="2")
    assert titles(text_of(editor.text))[-1] == titles(told[1])[0]
    assert shown(editor.get(f"{at}/stories").text) == told
    for wrong in ("0", "4000", "x"):
        editor.get(f"{at}/stories")
        assert editor.post(f"{at}/stories/taken", rank=wrong).status_code == 404
    save(
        editor,
        text_of(editor.get("/editor/files/protection.yaml").text) + "# autre\n",
        at="/editor/files/protection.yaml",
    )
    assert shown(editor.get(f"{at}/stories").text) == []
    assert editor.get("/editor/files/protection.yaml/stories").status_code == 404


GIVEN = "given: {commune: tiznit, on: 2026-11-02}\n{}steps: [{after: 1 days}]"


@pytest.mark.parametrize("before", ["  ", "", "      "])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_a_story_is_set_as_deep_as_those_of_the_file(before: str, end: str):
    inner = f"{before}  "
    text = f'process: x\nscenarios:\n{before}- title: "Une"\n{inner}{GIVEN.replace("{}", inner)}{end}'
    made, line = with_story(text, STORY)
    assert 'title: "Une de plus"' in made.splitlines()[line - 1]
    found = read_scenarios(Path("x.yaml"), made.encode())
    assert [each.title for each in found.scenarios] == ["Une", "Une de plus"]


def test_a_story_is_the_first_of_a_file_that_has_none():
    made, line = with_story("process: x\nscenarios: []\n", STORY)
    assert [each.title for each in read_scenarios(Path("x.yaml"), made.encode()).scenarios] == ["Une de plus"]
    assert "Une de plus" in made.splitlines()[line - 1]
