"""A pathway begun on a page: two drafts that pass, published as any other, and nothing in any folder."""

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI

from engine.app.beginning import begin_drafts
from engine.app.trying import propose
from engine.bootstrap import shipped
from engine.core.rules import SYSTEM
from engine.errors import EnvironmentUnusable
from engine.web.words import say
from tests.app.desk import EDITOR, Desk
from tests.app.test_two_people import NADIA, account
from tests.web.conftest import Browser
from tests.web.test_editor import save, text_of
from tests.web.test_versions import plain

Enter = Callable[..., Browser]
NAME = "regroupement_familial"
AT, STORIES = f"/editor/files/{NAME}.yaml", f"/editor/files/scenarios~{NAME}.yaml"


def begin(editor: Browser, name: str = NAME) -> int:
    editor.get("/editor")
    return editor.post("/editor/pathways", name=name).status_code


def test_a_new_pathway_is_read_and_agreed_to_by_a_second_editor_on_pages(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when what was never published can't be looked at, for want of a version to lay beside it."""
    own = replace(NADIA, name="editeur.formation")
    for each in (NADIA, own):
        account(desk, each, SYSTEM)
    editor, here = browser("editeur.formation"), app.state.site.bench
    begin(editor)
    save(editor, text_of(editor.text).replace("À écrire : ", "").replace("يكتب هنا: ", ""), "save", AT)
    assert editor.get(f"{AT}/changes").status_code == 200
    assert say("fr", "changes_first") in plain(editor.text)
    assert f'action="{AT}/publication"' in editor.text
    assert f'action="{AT}/changes"' not in editor.text
    desk.house.store.training = False
    here.save(NADIA, f"{NAME}.yaml", here.open(own, f"{NAME}.yaml").text, "")
    asked = propose(here, NADIA, f"{NAME}.yaml", "")
    assert asked.waiting
    page = editor.get(f"/editor/waiting/{asked.digest}")
    assert page.status_code == 200
    assert say("fr", "changes_first") in plain(editor.text)
    editor.post(f"/editor/waiting/{asked.digest}")
    assert "version 1 : publiée" in plain(editor.text)
    assert "/migration" not in editor.text


def test_a_pathway_is_begun_tried_published_and_lived(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when a pathway that no folder has can't be written, tried, published, watched or opened from pages."""
    editor, here = browser("editeur.formation"), app.state.site.bench
    assert begin(editor) == 200
    assert editor.page is not None
    assert editor.page.url.path == AT
    assert not (here.workshop.processes / f"{NAME}.yaml").exists()
    draft = text_of(editor.text)
    assert f"process: {NAME}" in draft
    assert AT in editor.get("/editor").text
    assert STORIES in editor.text
    assert AT in browser("editeur.formation").get("/editor").text
    page = save(editor, draft, "test", AT)
    assert "error" not in page.partition('id="trial"')[2].partition("</section>")[0]
    save(editor, draft.replace("À écrire : ", ""), "publish", AT)
    assert NAME in {line.process for line in desk.house.store.read(lambda reading: reading.definitions())}
    assert NAME in editor.get("/referential").text
    assert text_of(editor.get(AT).text).startswith(draft[:40])
    assert editor.get("/sources").status_code == 200
    assert desk.open(NAME, commune="tiznit") is not None
    editor.get(STORIES)
    editor.post(f"{STORIES}/dropping")
    assert editor.page is not None
    assert editor.page.url.path == "/editor"


@pytest.mark.parametrize("name", ["naissance", "socle", "documents", "Naissance", "a b", "../x", "", "é", "x" * 49])
def test_a_name_that_is_taken_or_can_not_be_begins_nothing(browser: Enter, app: FastAPI, name: str):
    editor = browser("editeur.formation")
    assert begin(editor, name) == 422
    assert 'class="notice bad"' in editor.text
    assert app.state.site.bench.drafts.every() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of a file there")
def test_a_pathway_of_which_half_can_not_be_kept_is_begun_again(app: FastAPI):
    """Fails when a disk that is full between two drafts leaves a name that is taken, and no pathway."""
    import resource

    here, model = app.state.site.bench, shipped("processes") / "modeles"
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, usual[1]))
    try:
        with pytest.raises(EnvironmentUnusable):
            begin_drafts(here, EDITOR, model, NAME)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert here.drafts.every() == []
    assert begin_drafts(here, EDITOR, model, NAME) == f"{NAME}.yaml"


def test_a_pathway_is_begun_once_and_forgotten_with_its_drafts(browser: Enter, app: FastAPI):
    editor = browser("editeur.formation")
    assert begin(editor) == 200
    assert begin(editor) == 422
    for at in (AT, STORIES):
        editor.get(at)
        editor.post(f"{at}/dropping")
    assert editor.get(AT).status_code >= 400
    assert begin(editor) == 200
