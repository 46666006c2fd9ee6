"""Accounts on their page: made, moved and closed by an administrator alone, a password shown once, others told."""

import html
import re
from collections.abc import Callable

import pyotp
import pytest

from engine.app.accounts import NewUser, add_user, first_admin
from engine.core.events import Assign
from engine.core.rules import SYSTEM
from engine.web.words import WORDS
from tests.app.desk import Desk, done
from tests.web.conftest import Browser
from tests.web.test_login import PASSWORD, browser_of, real

__all__ = ["real"]

Enter = Callable[..., Browser]


def add(admin: Browser, login: str, role: str = "agent", commune: str = "tiznit") -> str:
    admin.get("/users")
    answer = admin.post("/users", login=login, role=role, commune=commune, name="Fatiha Amrani")
    given = re.search(r"([a-z2-9]{4}(?:-[a-z2-9]{4}){3})", html.unescape(answer.text))
    assert given is not None, answer.text
    return given[1]


def test_an_account_is_made_and_its_first_password_shown_once(desk: Desk, browser: Enter):
    admin = browser("gestion.formation")
    password = add(admin, "f.amrani")
    assert password not in admin.get("/users").text
    newcomer = browser()
    asked = newcomer.post("/login", login="f.amrani", password=password)
    assert 'name="new_password"' in asked.text


def test_a_form_that_made_an_account_is_empty_and_one_refused_is_as_typed(browser: Enter):
    """Fails when the next account is begun with the name, role and commune of the last."""
    admin = browser("gestion.formation")
    admin.get("/users")
    made = admin.post("/users", login="f.amrani", role="supervisor", commune="tiznit", name="Fatiha Amrani").text
    refused = admin.post("/users", login="f.amrani", role="supervisor", commune="tiznit", name="Fatiha Amrani").text
    forms = [page.partition('aria-labelledby="add"')[2] for page in (made, refused)]
    for typed in (
        'value="f.amrani"',
        'value="Fatiha Amrani"',
        'value="supervisor" selected',
        'value="tiznit" selected',
    ):
        assert [typed in form for form in forms] == [False, True], typed


def test_an_account_is_closed_and_out_at_once(browser: Enter):
    admin, agent = browser("gestion.formation"), browser("agent.tiznit")
    assert agent.client.get("/").status_code == 200
    admin.get("/users")
    assert admin.post("/users/agent.tiznit/closing", reason="a quitté le bureau", sure="1").status_code == 200
    assert agent.client.get("/").status_code == 401


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_closing_is_asked_about_first_with_what_becomes_of_the_cases(desk: Desk, browser: Enter, language: str):
    """Fails when one click ends somebody's day, or the reason that was typed is lost on the way."""
    browser("agent.tiznit")
    browser("editeur.formation")
    admin = browser("gestion.formation")
    admin.get(f"/users?lang={language}")
    asked = html.unescape(admin.post("/users/agent.tiznit/closing", reason="a quitté le bureau").text)
    assert WORDS["handover_title"].of(language) in asked
    assert 'name="reason" value="a quitté le bureau"' in asked
    assert desk.house.store.read(lambda reading: reading.user("agent.tiznit")).active
    of_an_editor = html.unescape(admin.post("/users/editeur.formation/closing").text)
    assert "editeur.formation" in of_an_editor
    assert WORDS["handover_title"].of(language) not in of_an_editor


def test_the_cases_of_a_closed_account_are_as_was_told(desk: Desk, browser: Enter):
    """Fails when what an administrator is told isn't so: still theirs, on the desk's list, and to be passed on."""
    browser("agent.tiznit")
    desk.open("naissance", commune="tiznit")
    done(desk.ask(Assign("agent.tiznit")))
    admin = browser("gestion.formation")
    admin.get("/users")
    admin.post("/users/agent.tiznit/closing", sure="1")
    assert not desk.house.store.read(lambda reading: reading.user("agent.tiznit")).active
    assert desk.held().case.assigned == "agent.tiznit"
    lead = browser("superviseur.formation")
    assert desk.case in lead.get("/?commune=tiznit").text
    lead.get("/handover")
    lead.post("/handover", leaving="agent.tiznit", taking="superviseur.formation", sure="1")
    assert desk.held().case.assigned == "superviseur.formation"


@pytest.mark.parametrize("part", ["agent.tiznit", "superviseur.formation", "editeur.formation", "auditeur.formation"])
def test_nobody_else_changes_an_account(desk: Desk, browser: Enter, part: str):
    """Fails when a page of accounts asks only who is logged in."""
    browser("gestion.formation")
    other = browser(part)
    other.get("/people" if part.startswith(("agent", "super")) else "/referential")
    for path, more in (
        ("/users", {"login": "x.y", "role": "admin", "commune": "*"}),
        ("/users/agent.tiznit/rights", {"role": "admin", "commune": "*"}),
        ("/users/agent.tiznit/password", {}),
        ("/users/agent.tiznit/closing", {}),
    ):
        other.get("/")
        assert other.post(path, **more).status_code == 403, path
    assert {each.login: each.role for each in desk.house.store.read(lambda reading: reading.users()).sound}.get(
        "x.y"
    ) is None


def test_an_administrator_can_t_change_themselves(browser: Enter):
    admin = browser("gestion.formation")
    admin.get("/users")
    assert admin.post("/users/gestion.formation/rights", role="supervisor", commune="*", sure="1").status_code == 422


def test_those_who_watch_are_told_above_every_page(browser: Enter):
    """Fails when what is done to an account is seen by whoever did it alone."""
    admin, auditor = browser("gestion.formation"), browser("auditeur.formation")
    add(admin, "f.amrani")
    assert "f.amrani" in auditor.get("/referential").text
    assert "f.amrani" in auditor.get("/users").text
    assert "f.amrani" not in auditor.get("/referential").text


def test_an_owner_is_told_at_the_login_of_what_was_done_to_their_account(desk: Desk, browser: Enter):
    """Fails when somebody's password is given anew and they never learn by whom."""
    browser("agent.tiznit")
    admin = browser("gestion.formation")
    admin.get("/users")
    admin.post("/users/agent.tiznit/closing", sure="1")
    admin.post("/users/agent.tiznit/opening")
    back = browser("agent.tiznit")
    assert "gestion.formation" in back.text
    assert "gestion.formation" not in back.get("/").text


def entered(desk: Desk, login: str) -> Browser:
    """Somebody of a real base who sees much, with a telephone just enrolled."""
    found = browser_of(desk)
    asked = html.unescape(found.post("/login", login=login, password=PASSWORD).text)
    secret = re.search(r'name="secret" value="([A-Z2-7]+)"', asked)
    assert secret is not None
    code = pyotp.TOTP(secret[1]).at(desk.house.now())
    found.post("/login", login=login, password=PASSWORD, secret=secret[1], code=code)
    return found


def test_the_last_auditor_is_closed_by_two_and_what_waits_stands_on_the_page(real: Desk):
    """Fails when the page closes what one administrator asks it to, or shows nobody what waits for them."""
    first_admin(real.house, "m.diallo", "", PASSWORD)
    add_user(real.house, SYSTEM, NewUser("aicha", "auditor", "*", "", PASSWORD))
    one, other = (entered(real, each) for each in ("k.idrissi", "m.diallo"))
    for browser in (one, other):
        assert 'id="waiting"' not in browser.get("/users").text
    waiting = one.post("/users/aicha/closing", reason="partie", sure="1").text
    assert "Fermer aicha, demandé par k.idrissi" in waiting
    joins = 'action="/users/aicha/closing"'
    listed = [
        page.partition('id="waiting"')[2].partition("</section>")[0] for page in (waiting, other.get("/users").text)
    ]
    assert [joins in each for each in listed] == [False, True]
    assert 'id="waiting"' not in other.post("/users/aicha/closing", sure="1").text
    assert not real.house.store.read(lambda reading: reading.user("aicha")).active


@pytest.mark.parametrize("commune", ["", "*", "nowhere"])
def test_rights_that_can_t_be_are_refused_before_anybody_is_asked(browser: Enter, commune: str):
    """Fails when the page asks whether an agent is of the whole territory, and refuses it once it is confirmed."""
    admin = browser("gestion.formation")
    admin.get("/users")
    answer = admin.post("/users/superviseur.formation/rights", role="agent", commune=commune)
    assert answer.status_code == 422
    assert 'name="sure"' not in answer.text


def test_what_is_asked_is_what_will_be(browser: Enter):
    """Fails when an editor of one commune is asked about: an editor has the whole territory; or not what they were."""
    browser("superviseur.formation")
    admin = browser("gestion.formation")
    admin.get("/users")
    asked = html.unescape(admin.post("/users/superviseur.formation/rights", role="editor", commune="tiznit").text)
    assert "éditeur de M&D, tout le territoire" in asked
    assert "Aujourd'hui : superviseur, tout le territoire." in asked


@pytest.mark.parametrize(
    ("change", "given"), [("rights", {"role": "supervisor", "commune": "*"}), ("password", {}), ("telephone", {})]
)
def test_what_ends_somebody_s_sessions_is_asked_twice(desk: Desk, browser: Enter, change: str, given: dict[str, str]):
    """Fails when one click by mistake takes a colleague's password or role away."""
    admin, agent = browser("gestion.formation"), browser("superviseur.formation")
    before = desk.house.store.read(lambda reading: {each.login: each.sequence for each in reading.users().sound})
    admin.get("/users")
    asked = admin.post(f"/users/superviseur.formation/{change}", **given)
    assert "superviseur.formation" in asked.text
    assert (
        desk.house.store.read(lambda reading: {each.login: each.sequence for each in reading.users().sound}) == before
    )
    assert agent.client.get("/").status_code == 200
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    assert given.items() <= hidden.items()
    admin.post(f"/users/superviseur.formation/{change}", **hidden)
    if change == "password":
        assert agent.client.get("/").status_code == 401


@pytest.mark.parametrize(("language", "said"), [("fr", "le système"), ("ar", "النظام"), ("en", "the system")])
def test_what_the_program_did_is_said_in_words(desk: Desk, browser: Enter, language: str, said: str):
    """Fails when « systeme » is read as somebody's login."""
    add_user(desk.house, SYSTEM, NewUser("n.amal", "agent", "tiznit", "", "girafe velours parapluie"))
    auditor = browser("auditeur.formation")
    shown = auditor.get(f"/audit/accounts?lang={language}").text
    assert said in shown
    assert "systeme" not in shown


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(
    ("role", "commune"), [("agent", ""), ("agent", "*"), ("supervisor", ""), ("auditor", "tiznit")]
)
def test_a_page_never_says_half_an_option(browser: Enter, language: str, role: str, commune: str):
    """Fails when what is typed at a terminal is left out of a remedy, and its value stays: « Donner tiznit. »"""
    admin = browser("gestion.formation")
    admin.get(f"/users?lang={language}")
    told = admin.post("/users", login="n.amal", role=role, commune=commune, name="")
    notices = " ".join(re.findall(r'<div class="notice bad".*?</div>', told.text))
    assert "--" not in notices
    assert "()" not in notices
    assert not re.search(r"(Donner|Give|أعط) tiznit|,\s*\.", notices)


@pytest.mark.parametrize(
    ("part", "first"), [("gestion", "/users"), ("auditeur", "/audit"), ("editeur", "/referential")]
)
def test_whoever_sees_no_case_begins_where_their_work_is_and_finds_no_form_of_a_desk(
    browser: Enter, part: str, first: str
):
    """Fails when an administrator begins among the pathways, or fills a form that is refused once it is sent."""
    visitor = browser(f"{part}.formation")
    assert visitor.get("/").url.path == first
    for path in ("/cases/new", "/people"):
        assert visitor.get(path).status_code == 403, path


def test_what_not_attested_means_is_said_where_it_stands(real: Desk):
    """Fails when an administrator reads two words on an account, and nothing of what they ask for."""
    add_user(real.house, SYSTEM, NewUser("aicha", "auditor", "*", "", PASSWORD))
    assert "pourrait encore s'en servir" in html.unescape(entered(real, "k.idrissi").get("/users").text)
