"""What the command line does with versions, on pages: their register, what changes, what that does to open cases."""

import html
import re
from collections.abc import Callable

import pytest

from tests.app.desk import Desk
from tests.web.conftest import Browser
from tests.web.test_editor import save, text_of

Enter = Callable[..., Browser]
AT = "/editor/files/naissance.yaml"
ISOLATES = re.compile("[\u2066-\u2069]")


def plain(page: str) -> str:
    """A page's words, as they are read."""
    return ISOLATES.sub("", html.unescape(page))


def next_version(text: str, *changes: tuple[str, str]) -> str:
    """A pathway's text under its next number, changed."""
    found = re.search(r"^version: (\d+)", text, re.MULTILINE)
    assert found is not None
    for before, after in ((found[0], f"version: {int(found[1]) + 1}"), *changes):
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


FORTY = ("within: 30 days", "within: 45 days")


def test_the_register_tells_who_published_each_version_and_what_changed_since(browser: Enter, desk: Desk):
    desk.open("naissance", commune="tiznit")
    editor = browser("editeur.formation")
    first = desk.held().case.version
    save(editor, next_version(text_of(editor.get(AT).text), FORTY), "publish", AT)
    page = plain(editor.get("/referential/naissance/versions").text)
    assert f"Version {first + 1} " in page
    assert re.search(r"publiée le [^<]* par editeur.formation", page)
    assert "dossiers ouverts : < 5" in page
    led = re.search(r'href="(/referential/naissance/changes\?from=\d+&to=\d+)"', page)
    assert led is not None
    changes = plain(editor.get(led[1]).text)
    assert "30 jours" in changes
    assert "45 jours" in changes
    assert changes.count("<svg") == 2
    assert plain(browser("agent.tiznit").get("/referential/naissance/changes").text).count("45 jours") == 1


@pytest.mark.parametrize("asked", ["?from=77&to=78", "?from=a&to=-1", "?from=2&to=2"])
def test_a_version_that_isnt_there_is_told_so(browser: Enter, asked: str):
    agent = browser("agent.tiznit")
    assert agent.get(f"/referential/naissance/changes{asked}").status_code == (422 if "77" in asked else 200)
    assert agent.get(f"/referential/inconnu/changes{asked}").status_code == 404
    assert agent.get("/referential/inconnu/versions").status_code == 404
