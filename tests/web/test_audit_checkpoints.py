"""Checkpoints from a page: taken, shown, given to be kept; what was kept vouches at the command line as well."""

import re
from collections.abc import Callable

import pytest

from engine.app.verifying import Outside
from engine.bootstrap import verify
from tests.app.desk import Desk
from tests.web.conftest import Browser, settings_of

Enter = Callable[..., Browser]


def taken(auditor: Browser) -> str:
    """Take one; its page's address."""
    auditor.get("/audit/checkpoints")
    answer = auditor.post("/audit/checkpoints")
    assert answer.status_code == 200, answer.text
    return str(answer.url.path)


def test_what_is_downloaded_vouches_for_the_history(desk: Desk, browser: Enter):
    """Fails when the text, the code or the paper of a checkpoint is not the one that was signed."""
    desk.open("naissance", commune="tiznit")
    auditor = browser("auditeur.formation")
    page = taken(auditor)
    note = auditor.client.get(f"{page}/note")
    code = re.search(r'class="shortcode" dir="ltr">([^<]+)<', auditor.get(page).text)
    paper = auditor.client.get(f"{page}/paper")
    assert code is not None
    for outside in (Outside(checkpoints=(("kept", note.text),)), Outside(codes=(code[1],))):
        report = verify(settings_of(desk), outside)
        assert report.verdict == "intact"
        assert report.vouched is not None
    assert paper.content.startswith(b"%PDF")
    size = page.rpartition("/")[2]
    named = [each.headers["content-disposition"] for each in (note, paper)]
    assert named == [f'attachment; filename="baom-controle-{size}.{kind}"' for kind in ("txt", "pdf")]


def test_those_taken_are_listed_the_last_first_and_signed_by_whoever_took_them(desk: Desk, browser: Enter):
    auditor = browser("auditeur.formation")
    assert "Aucun n&#39;a été pris" in auditor.get("/audit/checkpoints").text
    first, second = taken(auditor), taken(auditor)
    text = auditor.get("/audit/checkpoints").text
    assert text.index(f'href="{second}"') < text.index(f'href="{first}"')
    assert "auditeur.formation" in text[text.index("<main") :]
    assert "est pris" in text


@pytest.mark.parametrize("size", ["0", "999999", "x", "-1"])
def test_a_checkpoint_that_was_never_taken_is_no_page(browser: Enter, size: str):
    auditor = browser("auditeur.formation")
    taken(auditor)
    for end in ("", "/note", "/paper"):
        assert auditor.client.get(f"/audit/checkpoints/{size}{end}").status_code == 404


@pytest.mark.parametrize("part", ["agent.tiznit", "superviseur.formation", "editeur.formation"])
def test_who_may_not_sign_signs_nothing_and_sees_none(desk: Desk, browser: Enter, part: str):
    page = taken(browser("auditeur.formation"))
    other = browser(part)
    for path in ("/audit/checkpoints", page, f"{page}/note", f"{page}/paper"):
        assert other.get(path).status_code == 403, path
    other.get("/")
    assert other.post("/audit/checkpoints").status_code == 403
    auditor = browser("auditeur.formation")
    assert auditor.get("/audit/checkpoints").text.count("<code") == 1


def test_a_history_that_contradicts_one_signed_before_is_told_and_nothing_is_signed(desk: Desk, browser: Enter):
    """Fails when a page signs a second past beside the first: a copy put back would pass."""
    auditor = browser("auditeur.formation")
    page = taken(auditor)
    heads = settings_of(desk).heads_file
    kept = heads.read_text()
    heads.write_text(kept.replace("baom/essai", "baom/autre"))
    auditor.get("/audit/checkpoints")
    answer = auditor.post("/audit/checkpoints")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    heads.write_text(kept)
    assert auditor.get("/audit/checkpoints").text.count("<code") == 1
    assert page
