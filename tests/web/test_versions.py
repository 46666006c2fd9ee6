"""What the command line does with versions, on pages: their register, what changes, what that does to open cases."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

import pytest
from fastapi import FastAPI

from engine.app.requests import refuse, waiting_for
from engine.app.trying import propose
from engine.app.two_people import agreed
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.web.words import say
from tests.app.desk import Desk
from tests.app.test_two_people import NADIA, account
from tests.web.conftest import Browser
from tests.web.test_editor import save, text_of
from tests.web.test_stories import until_done

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
RECOUNTED = "\nmigration: {2: {deadlines: {declaration: recount}}}\n"


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
    pictures = re.findall(r'<img src="(/referential/naissance/diagram\.svg\?version=\d&[^"]+)"', html.unescape(changes))
    assert len(pictures) == 2
    assert all("immutable" in editor.get(each).headers["cache-control"] for each in pictures)
    assert editor.get("/referential/naissance/diagram.svg?version=99").status_code == 404
    assert plain(browser("agent.tiznit").get("/referential/naissance/changes").text).count("45 jours") == 1


def test_a_version_beside_itself_says_that_nothing_changes_and_draws_nothing_twice(browser: Enter):
    page = plain(browser("agent.tiznit").get("/referential/naissance/changes?from=2&to=2").text)
    assert "Rien ne change." in page
    assert "<svg" not in page


@pytest.mark.parametrize("asked", ["?from=77&to=78", "?from=a&to=-1", "?from=2&to=2"])
def test_a_version_that_isnt_there_is_told_so(browser: Enter, asked: str):
    agent = browser("agent.tiznit")
    assert agent.get(f"/referential/naissance/changes{asked}").status_code == (422 if "77" in asked else 200)
    assert agent.get(f"/referential/inconnu/changes{asked}").status_code == 404
    assert agent.get("/referential/inconnu/versions").status_code == 404


def test_a_draft_is_weighed_with_its_changes_their_places_and_its_effect_on_open_cases(browser: Enter, desk: Desk):
    """Fails when an editor publishes blind, or reads a case's number."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    editor = browser("editeur.formation")
    text = next_version(text_of(editor.get(AT).text), FORTY) + RECOUNTED
    page = plain(save(editor, text, "changes", AT))
    line = 1 + text[: text.index("within: 45 days")].count("\n")
    assert re.search(rf'30 jours → 45 jours\. <small><a href="{AT}#L{line}">', page)
    editor.post(f"{AT}/changes")
    told = plain(editor.text)
    assert "Effet sur les dossiers ouverts" in told
    assert "changeraient d'échéance" in told
    assert desk.case not in told
    editor.post(f"{AT}/publication", reason="Circulaire du 3 novembre")
    assert "publiée" in plain(editor.text)
    assert "Circulaire du 3 novembre" in plain(editor.get("/referential/naissance/versions").text)


def test_what_was_weighed_is_told_of_that_very_text_alone(browser: Enter, desk: Desk):
    """Fails when an effect is shown beside a text that was changed since."""
    desk.open("naissance", commune="tiznit")
    editor = browser("editeur.formation")
    text = next_version(text_of(editor.get(AT).text), FORTY)
    save(editor, text, "changes", AT)
    editor.post(f"{AT}/changes")
    assert "Effet sur les dossiers ouverts" in plain(editor.text)
    assert "pas de règle de passage" in plain(editor.text)
    assert "Effet sur les dossiers ouverts" not in plain(save(editor, f"{text}# autre\n", "changes", AT))


def test_a_draft_with_an_error_is_told_where_and_isnt_weighed(browser: Enter):
    editor = browser("editeur.formation")
    page = plain(
        save(editor, text_of(editor.get(AT).text).replace("\nstart: ", "\nstart: nulle_part #"), "changes", AT)
    )
    assert re.search(rf'<a href="{AT}#L\d+">', page)
    editor.get(AT)
    assert editor.post(f"{AT}/changes").status_code == 422
    assert editor.get("/editor/files/documents.yaml/changes").status_code == 422
    assert editor.get(f"/editor/waiting/{'0' * 64}").status_code == 404


def test_a_second_editor_reads_the_changes_and_the_effect_before_agreeing(app: FastAPI, browser: Enter, desk: Desk):
    """Fails when a pathway of a real database is agreed to unread, or by the one who proposed it."""
    desk.open("naissance", commune="tiznit")
    for each in (NADIA, replace(NADIA, name="editeur.formation")):
        account(desk, each, SYSTEM)
    second, bench = browser("editeur.formation"), app.state.site.bench
    desk.house.store.training = False
    bench.save(NADIA, "naissance.yaml", next_version(bench.open(NADIA, "naissance.yaml").text, FORTY), "")
    asked = propose(bench, NADIA, "naissance.yaml", "Circulaire du 3 novembre")
    assert asked.waiting
    at, agreeing = f"/editor/waiting/{asked.digest}", f'<form method="post" action="/editor/waiting/{asked.digest}">'
    assert agreeing not in second.get("/editor").text
    page = plain(second.get(at).text)
    assert "30 jours → 45 jours" in page
    assert "Circulaire du 3 novembre" in page
    assert agreeing not in page
    # Somebody else's trial goes on: there is nothing yet to agree by.
    other = Event()
    assert app.state.site.rollouts.start("another", "", lambda _tell: other.wait() and None)
    second.post(f"{at}/impact")
    assert say("fr", "rollout_busy") in plain(second.text)
    assert agreeing not in second.text
    other.set()
    until_done(app, second, at)
    second.post(f"{at}/impact")
    assert "Effet sur les dossiers ouverts" in second.text
    assert agreeing in second.text
    second.post(at)
    assert f"version {asked.version} : publiée" in plain(second.text)
    assert second.get(at).status_code == 404
    register = plain(second.get("/referential/naissance/versions").text)
    assert re.search("demandée par nadia, publiée le [^<]* par editeur.formation", register)
    assert "Circulaire du 3 novembre" in register


def test_a_proposal_is_refused_or_taken_back_from_the_pages_and_each_reads_why(
    app: FastAPI, browser: Enter, desk: Desk
):
    """Fails when the other isn't told, or the draft is lost with the proposal."""
    own = replace(NADIA, name="editeur.formation")
    for each in (NADIA, own):
        account(desk, each, SYSTEM)
    editor, bench, key = browser("editeur.formation"), app.state.site.bench, "naissance.yaml"
    desk.house.store.training = False
    text = next_version(bench.open(NADIA, key).text, FORTY)
    bench.save(NADIA, key, text, "")
    asked = propose(bench, NADIA, key, "")
    at = f"/editor/waiting/{asked.digest}"
    refusing = re.search(r'action="(/editor/requests/[^"]+/refusal)"', editor.get(at).text)
    assert refusing is not None
    assert editor.post(refusing[1], reason=" ").status_code == 422
    assert "Il faut un motif" in plain(editor.text)
    editor.get(at)
    page = plain(editor.post(refusing[1], reason="Délai à vérifier.").text)
    assert "cette demande n'attend plus" in page
    assert "Refusée par editeur.formation" in page
    assert "Délai à vérifier." in page
    assert editor.get(at).status_code == 404
    assert bench.drafts.of(NADIA.name, key).text == text
    editor.get("/editor")
    assert editor.post(refusing[1], reason="Encore.").status_code == 422
    # One's own: taken back.
    bench.save(own, key, text, "")
    propose(bench, own, key, "")
    page = editor.get("/editor").text
    assert "Retirer ma demande" in page
    assert "Refusée par" not in plain(page)
    mine = re.search(r'action="(/editor/requests/[^"]+/refusal)"', page)
    assert "Retirée par editeur.formation" in plain(editor.post(mine[1], reason="Mal relu.").text)


def test_a_refusal_is_told_to_whoever_asked_on_the_page_after_the_login(app: FastAPI, browser: Enter, desk: Desk):
    own = replace(NADIA, name="editeur.formation")
    for each in (NADIA, own):
        account(desk, each, SYSTEM)
    editor, bench, key = browser("editeur.formation"), app.state.site.bench, "naissance.yaml"
    desk.house.store.training = False
    bench.save(own, key, next_version(bench.open(own, key).text, FORTY), "")
    propose(bench, own, key, "")
    (request,) = waiting_for(desk.house, NADIA)
    refuse(desk.house, NADIA, request.id, "Délai à vérifier.")
    told = "nadia a refusé votre demande (naissance v3). Motif : Délai à vérifier."
    assert told in plain(editor.get("/editor?entered=1").text)
    assert told not in plain(editor.get("/editor").text)


def test_what_was_written_after_a_proposal_outlives_its_publication(app: FastAPI, browser: Enter, desk: Desk):
    """Fails when a second editor who agrees takes away the work that the first one went on with."""
    for each in (NADIA, replace(NADIA, name="editeur.formation")):
        account(desk, each, SYSTEM)
    second, bench, key = browser("editeur.formation"), app.state.site.bench, "naissance.yaml"
    desk.house.store.training = False
    for number, more in ((3, "# la suite\n"), (4, "")):
        text = re.sub(r"(?m)^version: \d+", f"version: {number}", bench.open(NADIA, key).text, count=1)
        held = bench.save(NADIA, key, text, bench.open(NADIA, key).mark)
        asked = propose(bench, NADIA, key, "")
        if more:
            bench.save(NADIA, key, f"{text}{more}", held.mark)
        second.get(f"/editor/waiting/{asked.digest}")
        second.post(f"/editor/waiting/{asked.digest}")
        kept = bench.drafts.of(NADIA.name, key)
        assert (kept is None) if not more else (kept is not None and kept.text.endswith(more))


def published(desk: Desk, editor: Browser, *changes: tuple[str, str]) -> None:
    """Another version of the births, with a rule for its open cases."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    save(editor, next_version(text_of(editor.get(AT).text), FORTY, *changes) + RECOUNTED, "publish", AT)


def test_cases_are_tried_brought_over_and_back_from_the_page(browser: Enter, desk: Desk):
    """Fails when a case moves at a trial, or can't come back."""
    published(desk, browser("editeur.formation"))
    supervisor, at = browser("superviseur.formation"), "/referential/naissance/migration"
    supervisor.get(at)
    weighed = supervisor.post(at, act="weigh", to="3").text
    assert f'href="/cases/{desk.case}"' in weighed
    assert "changeraient d'échéance" in plain(weighed)
    before = desk.kinds()
    assert "Passeraient : 1" in plain(supervisor.post(at, act="try", to="3").text)
    assert desk.kinds() == before
    assert "Dossiers passés : 1" in plain(supervisor.post(at, act="move", to="3").text)
    assert desk.kinds() == [*before, "migrated"]
    assert "Reviendraient : 1" in plain(supervisor.post(at, act="try_undo", to="3").text)
    assert "Dossiers revenus : 1" in plain(supervisor.post(at, act="undo", to="3").text)
    assert desk.kinds() == [*before, "migrated", "reverted"]
    assert supervisor.post(at, act="autre", to="3").status_code == 422


def test_a_case_that_is_named_is_noted_and_an_editor_is_named_none(browser: Enter, desk: Desk):
    editor = browser("editeur.formation")
    published(desk, editor)
    at = "/referential/naissance/migration"
    noted = lambda: [each.act for each in desk.house.store.read(lambda reading: list(reading.sights("0", "9")))]  # noqa: E731
    before = noted().count("process.migrate")
    editor.get(at)
    told = plain(editor.post(at, act="try", to="3").text)
    assert "Passeraient : < 5" in told
    assert desk.case not in told
    assert noted().count("process.migrate") == before
    supervisor = browser("superviseur.formation")
    supervisor.get(at)
    assert desk.case in supervisor.post(at, act="try", to="3").text
    assert noted().count("process.migrate") == before + 1


@pytest.mark.parametrize("part", ["agent.tiznit", "auditeur.formation", "gestion.formation"])
def test_who_may_not_bring_cases_over_finds_no_way_to(browser: Enter, desk: Desk, part: str):
    other, at = browser(part), "/referential/naissance/migration"
    assert "/migration" not in other.get("/referential/naissance/versions").text
    assert other.post(at, act="move", to="2").status_code == 403
    assert other.get(at).status_code == 403


def test_a_passage_of_a_real_database_waits_for_another_person(browser: Enter, desk: Desk):
    editor, supervisor = browser("editeur.formation"), browser("superviseur.formation")
    published(desk, editor)
    desk.house.store.training, at = False, "/referential/naissance/migration"
    before = desk.kinds()
    editor.get(at)
    assert "une autre personne doit demander" in plain(editor.post(at, act="move", to="3").text)
    assert desk.kinds() == before
    assert "editeur.formation a demandé ce passage" in plain(supervisor.get(at).text)
    wide, own = editor.get(at).text, supervisor.get(at).text
    assert "Retirer ma demande" in wide
    number = re.search(r'name="request" value="([^"]+)"', wide)
    assert number is not None
    # A supervisor of every desk may refuse what is asked for every desk.
    assert "Refuser cette demande" in own
    assert supervisor.post(f"{at}/refusal", to="3", request=number[1], reason="").status_code == 422
    supervisor.get(at)
    page = plain(supervisor.post(f"{at}/refusal", to="3", request=number[1], reason="Trop tôt.").text)
    assert "Passage demandé : Refusée par superviseur.formation" in page
    assert "Trop tôt." in plain(editor.get(at).text)
    assert "a demandé ce passage" not in plain(editor.text)


def test_a_passage_that_was_cut_short_is_gone_on_with_from_the_page_by_one_of_its_two(browser: Enter, desk: Desk):
    """Fails when the page of the one who was interrupted asks for the other one again, or offers it to a third."""
    editor, supervisor = browser("editeur.formation"), browser("superviseur.formation")
    published(desk, editor)
    at = "/referential/naissance/migration"
    lines = desk.house.store.read(lambda reading: reading.definitions())
    newest = max((line for line in lines if line.process == "naissance"), key=lambda line: line.version)
    request = ("process.migrate", f"{newest.digest}:to:{EVERYWHERE}", f"naissance v{newest.version}")
    # Killed as soon as it was agreed to: no case has moved.
    for person in (Actor("editeur.formation", "editor", EVERYWHERE), Actor("superviseur.formation", "supervisor", "*")):
        desk.house.store.write(partial(agreed, desk.house, actor=person, request=request))
    desk.house.store.training = False
    page = plain(editor.get(at).text)
    assert "Passage accepté par editeur.formation et superviseur.formation" in page
    assert "Le reprendre où il s'est arrêté" in page
    assert "Dossiers passés : < 5" in plain(editor.post(at, act="move", to="3").text)
    assert desk.kinds()[-1] == "migrated"
    assert "Le reprendre" not in plain(supervisor.get(at).text)


def test_whoever_has_other_desks_is_not_told_that_asking_would_do_it(browser: Enter, desk: Desk):
    """Fails when an editor who asks for every desk is told that they join what was asked for one."""
    editor, at = browser("editeur.formation"), "/referential/naissance/migration"
    published(desk, editor)
    lines = desk.house.store.read(lambda reading: reading.definitions())
    newest = max((line for line in lines if line.process == "naissance"), key=lambda line: line.version)
    request = ("process.migrate", f"{newest.digest}:to:tiznit", f"naissance v{newest.version}")
    omar = Actor("omar", "supervisor", "tiznit")
    desk.house.store.write(partial(agreed, desk.house, actor=omar, request=request))
    page = plain(editor.get(at).text)
    assert "omar a demandé ce passage" in page
    assert "pour les mêmes bureaux que les vôtres" in page
    assert "après l'avoir essayé, le fait" not in page
    wide = (request[0], f"{newest.digest}:to:{EVERYWHERE}", request[2])
    everywhere = Actor("nora", "supervisor", EVERYWHERE)
    desk.house.store.write(partial(agreed, desk.house, actor=everywhere, request=wide))
    assert "après l'avoir essayé, le fait" in plain(editor.get(at).text)
