"""Territories on pages: what one lacks, what it changes; differences tried, or refused with their places."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.web.territories import router
from tests.web.conftest import TOKEN, Browser
from tests.web.test_editor import text_of
from tests.web.test_versions import plain

Enter = Callable[..., Browser]
AT = "/editor/territories/souss_massa"


def looked(editor: Browser, text: str) -> str:
    """The page once these differences were tried, beside the pages."""
    editor.get(AT)
    page = editor.post(AT, text=text).text
    while "data-refresh" in page:
        page = editor.get(AT).text
    return page


def test_the_page_of_a_territory_tells_what_is_still_to_be_filled_in(browser: Enter):
    """Fails when whoever prepares another region has to go to a terminal for it."""
    editor = browser("editeur.formation")
    assert f'href="{AT}"' in editor.get("/editor/territories").text
    assert 'href="/editor/territories"' in editor.get("/editor").text
    page = plain(looked(editor, "{}\n"))
    assert "Rien : les parcours y sont ceux de tous." in page
    assert re.search(r"Services sans guichet : \d", page)
    assert re.search(r"Guichets que personne n'a vérifiés : \d", page)
    assert re.search(r"Fêtes dont le jour n'est qu'estimé : \d", page)
    assert editor.get("/editor/territories/autre").status_code == 404


def test_differences_are_told_one_by_one_with_their_places_and_written_nowhere(browser: Enter):
    editor = browser("editeur.formation")
    text = "naissance:\n  title: {fr: Naissance ici}\n"
    page = looked(editor, text.replace("\n", "\r\n"))
    assert "Naissance ici" in plain(page)
    assert re.search(r"souss_massa/differences\.yaml:2:\d+", page)
    assert text_of(page) == text
    assert not Path("processes/territories/souss_massa/differences.yaml").exists()
    # Another editor finds what stands, and how to write some.
    other = text_of(browser("editeur.formation").get(AT).text)
    assert other == text or "Par exemple" in other


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("naissance:\n  deadlines:\n    declaration: {within: 60 days}\n", "peut être plus long", 3),
        ("naissance:\n  deadlines:\n    declaration: {basis: null}\n", "ôte la base légale", 3),
        ("naisance: {}\n", "« naisance »", 1),
        ("naissance: [\n", "", 2),
    ],
    ids=["longer", "without basis", "misspelt", "not read"],
)
def test_differences_that_may_not_be_are_refused_with_their_place(browser: Enter, text: str, code: str, line: int):
    """Fails when a region could lengthen a delay of the law, or take its basis away, and be told that all is well."""
    page = looked(browser("editeur.formation"), text)
    assert "Refusé : erreurs à corriger d'abord" in plain(page)
    assert code in plain(page)
    assert re.search(rf"souss_massa/differences\.yaml:{line}:\d+", page)
    assert "Ce qui diffère des parcours communs" not in plain(page)


@pytest.mark.parametrize("part", ["superviseur.formation", "auditeur.formation", "gestion.formation", "agent.tiznit"])
def test_territories_are_an_editors_alone(browser: Enter, part: str):
    other = browser(part)
    token = TOKEN.search(other.get("/referential/accueil").text)
    for route in router.routes:
        path = route.path.replace("{name}", "souss_massa")  # type: ignore[attr-defined]
        for method in route.methods:  # type: ignore[attr-defined]
            data = {"token": token[1] if token else "", "text": "{}"} if method == "POST" else None
            assert other.client.request(method, path, data=data).status_code == 403, (method, path)
