"""Packs from pages: made and taken away with a code; brought, read, tried, agreed to; in three languages."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from fastapi import FastAPI

from engine.app.packs import Origin, Pack, write_pack
from engine.app.publishing import sound
from engine.app.unpacking import pack_of
from engine.bootstrap import shipped
from engine.reader.load import Referential, Surroundings
from engine.vault.signing import SigningKey
from tests.web.conftest import TOKEN, Browser

Enter = Callable[..., Browser]
KEY = SigningKey(b"o" * 32)


def sent(editor: Browser) -> Pack:
    """What the desk itself would send."""
    editor.get("/editor/pack")
    editor.post("/editor/pack", name="M&D Agadir")
    found = re.search(r'href="(/editor/pack/[0-9a-f]{64}/file)"', editor.text)
    assert found is not None
    return pack_of(editor.client.get(found[1]).content)


def bring(editor: Browser, content: bytes) -> int:
    token = TOKEN.search(editor.get("/editor/install").text)
    assert token is not None
    answer = editor.client.post(
        "/editor/install", data={"token": token[1]}, files={"pack": ("x.baom", content)}, follow_redirects=True
    )
    editor.page = answer
    return answer.status_code


def longer_birth(pack: Pack) -> Pack:
    """The same with a birth that has more days to be declared, as others would send it."""
    [birth] = [each for each in pack.pathways if each.process == "naissance"]
    text = birth.text.replace("    within: 30 days\n", "    within: 45 days\n", 1)
    text = text.replace(f"version: {birth.version}\n", f"version: {birth.version + 1}\n", 1)
    folder = shipped("processes")
    around = Surroundings(territory=pack.territory)
    ready = sound(Referential(folder, around).read_process(folder / "naissance.yaml", text.encode()))
    changed = replace(
        birth,
        version=birth.version + 1,
        digest=ready.definition.digest,
        resolved=ready.content.decode(),
        text=text,
        before=(birth.digest,),
    )
    others = [each for each in pack.pathways if each.process != "naissance"]
    return replace(pack, pathways=(*others, changed), origin=Origin("ailleurs", pack.origin.name))


def test_a_pack_is_made_with_its_code_and_taken_away(browser: Enter):
    editor = browser("editeur.formation")
    pack = sent(editor)
    assert pack.code in editor.text
    assert pack.origin.name == "M&D Agadir"
    other = re.search(r'href="([^"]*)" lang="ar"', editor.text)
    assert other is not None
    assert pack.code in editor.get(unescape(other[1])).text, "in another language it is still there"
    assert {each.process for each in pack.pathways} >= {"accueil", "naissance"}


def test_a_pack_is_read_tried_and_taken_in_with_its_code(browser: Enter):
    """Fails when the page shows the code that is to be heard, or takes in what nobody vouched for."""
    editor = browser("editeur.formation")
    content, pack = write_pack(longer_birth(sent(editor)), KEY)
    at = f"/editor/install/{pack.sha256}"
    assert bring(editor, content) == 200
    for language in ("fr", "ar", "en"):
        page = editor.get(f"{at}?lang={language}").text
        assert "45" in page
        assert pack.code not in page
    for path in ("", "/file"):
        assert editor.client.get(f"/editor/pack/{pack.sha256}{path}").status_code == 404, "its code is to be heard"
    editor.get(f"{at}?lang=fr")
    editor.post(at, act="try")
    until = time.monotonic() + 60
    while 'class="counts"' not in editor.text and time.monotonic() < until:
        editor.get(at)
        time.sleep(0.2)
    assert 'class="counts"' in editor.text
    for code in ("", "0000 0000"):
        editor.get(at)
        editor.post(at, act="install", code=code)
        assert 'role="alert"' in editor.text
        assert "Le colis est installé" not in editor.text
    editor.get(at)
    editor.post(at, act="install", code=pack.code.lower())
    assert "Le colis est installé" in editor.text
    assert "Rien à faire" in editor.get(at).text
    older = write_pack(replace(pack, serial=pack.serial + 1), SigningKey(b"v" * 32))[0]
    bring(editor, older)
    assert "n&#39;est pas signé" in editor.text or "n'est pas signé" in editor.text
    assert 'name="new_key"' in editor.text


def test_what_is_no_pack_is_told_and_kept_nowhere(browser: Enter, app: FastAPI):
    editor = browser("editeur.formation")
    for content in (b"", b"PK\x03\x04", b"x" * 100_000):
        assert bring(editor, content) == 422
        assert 'role="alert"' in editor.text
        assert "et le recopier sans l&#39;ouvrir." in editor.text, "what follows a command is told too"
    folder = app.state.site.bench.drafts.folder / "packs"
    assert not folder.exists() or not list(folder.glob("*.baom"))
    for path in ("/editor/pack/", "/editor/install/"):
        for word in ("0" * 64, "..%2f..%2fetc", "é"):
            assert editor.client.get(path + word).status_code == 404


def test_a_file_changed_from_end_to_end_is_told_in_a_page_that_a_browser_shows(browser: Enter):
    """Fails when whoever sends a pack says how long the page is."""
    editor = browser("editeur.formation")
    pack = sent(editor)
    long = [
        replace(each, text="ligne\n" * 60_000, edited=True, before=(each.sha256,))
        if each.name in ("forms/forms.yaml", "territories/souss_massa/offices.yaml")
        else each
        for each in pack.files
    ]
    assert bring(editor, write_pack(replace(pack, files=tuple(long), pathways=()), KEY)[0]) == 200
    assert "forms/forms.yaml" in editor.text
    assert "ligne" in editor.text
    assert "offices.yaml" in editor.text
    assert len(editor.text) < 3_000_000


def test_all_that_was_named_is_still_named_in_another_language(browser: Enter):
    """Fails when of several values of one name the address in another language keeps the last."""
    editor = browser("editeur.formation")
    content, pack = write_pack(sent(editor), KEY)
    bring(editor, content)
    editor.get(f"/editor/install/{pack.sha256}?over=b&over=a&lang=fr")
    other = re.search(r'href="([^"]*)" lang="ar"', editor.text)
    assert other is not None
    assert unescape(other[1]) == f"/editor/install/{pack.sha256}?over=a&over=b&lang=ar"


@pytest.mark.parametrize("role", ["superviseur", "auditeur", "gestion"])
def test_only_an_editor_has_these_pages(browser: Enter, role: str):
    """Fails when one of them forgets to ask."""
    other = browser(f"{role}.formation")
    for path in ("/editor/pack", "/editor/install", f"/editor/pack/{'0' * 64}", f"/editor/install/{'0' * 64}"):
        assert other.client.get(path).status_code in (403, 404), path
