"""The guide made on a page: of an editor's drafts or of what is published, each page as it will be handed over."""

import time
from collections.abc import Callable

from fastapi import FastAPI

from engine.guide.site import FONTS
from engine.web.guide import router
from tests.web.conftest import TOKEN, Browser
from tests.web.test_editor import save, text_of

Enter = Callable[..., Browser]
AT, DRAFT = "/editor/guide", "/editor/files/protection.yaml"


def make(app: FastAPI, editor: Browser, **asked: str) -> str:
    editor.get(AT)
    assert editor.post(AT, process="protection", **asked).status_code == 200
    before = time.monotonic()
    while app.state.site.guides.is_busy:
        assert time.monotonic() - before < 120
        time.sleep(0.05)
    return editor.get(AT).text


def test_a_pathway_is_seen_in_the_guide_as_drafted_and_as_published(browser: Enter, app: FastAPI):
    """Fails when the guide of a draft tells what is published, or the other way round."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(DRAFT).text)
    assert 'fr: "Suivi réservé"' in text
    save(editor, text.replace('fr: "Suivi réservé"', 'fr: "Suivi à part"', 1), at=DRAFT)
    assert "/editor/guide?process=protection" in editor.text
    page = make(app, editor, of="drafts", pdf="1")
    assert f"{AT}/protection.ar.html" in page
    told = editor.get(f"{AT}/protection.html")
    assert "Suivi à part" in told.text
    assert "script" not in told.headers["content-security-policy"]
    assert "يتبع" in editor.get(f"{AT}/protection.ar.html").text or 'dir="rtl"' in editor.text
    for language in ("fr", "ar"):
        assert f"{AT}/guide-{language}.pdf" in page
        assert editor.get(f"{AT}/guide-{language}.pdf").content.startswith(b"%PDF")
    for font in FONTS:
        assert "immutable" in editor.get(f"{AT}/{font}").headers["cache-control"]
    make(app, editor, of="published")
    assert "Suivi à part" not in editor.get(f"{AT}/protection.html").text
    assert editor.get(f"{AT}/naissance.html").status_code == 404

    save(editor, text.replace("kind: task", "kind: tache", 1), at=DRAFT)
    page = make(app, editor, of="drafts")
    assert "kind" in page
    assert "protection.yaml:" in page
    assert editor.get(f"{AT}/protection.html").status_code == 404
    editor.get(AT)
    assert editor.post(AT, process="socle").status_code == 404


def test_only_an_editor_makes_it_and_nobody_else_reads_theirs(browser: Enter):
    other = browser("superviseur.formation")
    token = TOKEN.search(other.get("/referential/accueil").text)
    assert token is not None
    for each in router.routes:
        for method in each.methods:  # type: ignore[attr-defined]
            path = each.path.replace("{name}", "index.html")  # type: ignore[attr-defined]
            data = {"token": token[1]} if method == "POST" else None
            assert other.client.request(method, path, data=data).status_code == 403, (method, path)
