"""The legal watch on pages: what the command line tells, to whom, over whose drafts, and where each line is mended."""

import html
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from engine.app.watching import watch
from engine.core.events import EVERYWHERE, Actor
from tests.app.desk import Desk
from tests.web.conftest import Browser
from tests.web.test_editor import save, text_of
from tests.web.test_versions import next_version, plain

Enter = Callable[..., Browser]
EDITOR = Actor("editeur.formation", "editor", EVERYWHERE)
SOURCES, AT = "/editor/files/sources.yaml", "/editor/files/naissance.yaml"
LAW = "loi_55_19"
KIND = re.compile(r'<details class="card kind"[^>]*><summary><h2>(.*?) <span class="tag">(\d+)</span>')


def counted(page: str) -> list[int]:
    return [int(count) for _, count in KIND.findall(page)]


def test_the_page_tells_what_the_command_tells_each_at_its_line(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when a fact is left out, or leads to another line than the one it is written at."""
    workshop, today = app.state.site.bench.workshop, desk.house.now().date()
    found = watch(workshop, today, 12)
    editor = browser("editeur.formation")
    page = editor.get("/sources").text
    told = html.unescape(page)
    kinds = list(dict.fromkeys(each.kind for each in found.concerns))
    assert counted(page) == [sum(each.kind == kind for each in found.concerns) for kind in kinds]
    lines = (workshop.processes / "sources.yaml").read_text(encoding="utf-8").splitlines()
    for each in found.concerns:
        assert each.title.of("fr") in told
        if each.catalogue == "sources":
            assert each.place is not None
            assert lines[each.place.line - 1].startswith(f"{each.id}:")
            assert f'href="{SOURCES}#L{each.place.line}"' in page
    assert counted(editor.get("/sources?kind=never_read").text) == [
        sum(each.kind == "never_read" for each in found.concerns)
    ]
    assert sum(counted(editor.get("/sources?process=vehicule_retour").text)) < len(found.concerns)
    old = watch(workshop, today.replace(year=today.year + 2), 3)
    desk.wait(730)
    editor = browser("editeur.formation")
    again = editor.get("/sources?kind=not_reread&months=3").text
    assert counted(again) == [sum(each.kind == "not_reread" for each in old.concerns)] != [0]
    every = editor.get("/sources?kind=every").text
    assert {name for name in found.cited if f'href="/sources/{name}"' in every} == set(found.cited)


def test_a_source_shows_what_rests_on_it_and_to_each_reader_their_own_cases(browser: Enter, desk: Desk):
    """Fails when an agent is told of another desk's cases, or led to pages that only editors may open."""
    for commune in ("tiznit", "tiznit", "ait_melloul"):
        desk.open("naissance", commune=commune)
    at = "/sources/decret_2_99_665_art_15"
    told = {
        part: re.findall(
            r'<li><a href="/referential/naissance">[^<]*</a> <strong><bdi>([^<]*)', browser(part).get(at).text
        )
        for part in ("agent.tiznit", "superviseur.formation", "editeur.formation", "auditeur.formation")
    }
    assert told == {
        "agent.tiznit": ["2"],
        "superviseur.formation": ["3"],
        "editeur.formation": ["&lt; 5"],
        "auditeur.formation": ["&lt; 5"],
    }
    assert "/editor/" not in browser("agent.tiznit").get(at).text
    assert "/editor/" not in browser("auditeur.formation").get("/sources").text
    law = browser("editeur.formation").get(f"/sources/{LAW}").text
    assert "/editor/files/forms~courrier_recepisse.fr.md.j2/sheets" in law
    steps = sorted(set(re.findall(r'href="(/referential/naissance/steps/\w+)"', law)))
    assert steps
    assert [browser("editeur.formation").get(step).status_code for step in steps[:2]] == [200] * len(steps[:2])
    assert browser("gestion.formation").get(at).status_code == 200
    assert browser("editeur.formation").get("/sources/personne").status_code == 404


def test_an_editor_watches_their_own_drafts_and_a_slip_hides_nothing_else(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when a draft counts for somebody else, or when one text with errors leaves the page empty."""
    editor, other = browser("editeur.formation"), browser("auditeur.formation")
    before = counted(other.get("/sources").text)
    tower, actor = app.state.site.watchtower, EDITOR
    assert tower.look(desk.house, actor) is tower.look(desk.house, actor)

    text = text_of(editor.get(SOURCES).text)
    more = '\ntexte_de_trop:\n  title: {fr: "De trop", ar: "زائد"}\n  confidence: common_knowledge\n'
    save(editor, text + more, at=SOURCES)
    assert "De trop" in editor.get("/sources").text
    assert counted(other.get("/sources").text) == before
    save(editor, text + more.replace("confidence", "confiance"), at=SOURCES)
    page = editor.get("/sources")
    assert page.status_code == 422
    assert f'href="{SOURCES}#L{len((text + more).splitlines())}"' in page.text
    editor.get(SOURCES)
    editor.post(f"{SOURCES}/dropping")

    save(editor, text_of(editor.get(AT).text).replace("kind: task", "kind: tache", 1), at=AT)
    page = editor.get("/sources")
    assert page.status_code == 200
    assert "sa version publiée" in page.text
    assert counted(page.text) == before
    assert "sa version publiée" in editor.get(f"/sources/{LAW}").text


def test_what_was_published_from_a_page_is_what_is_watched(browser: Enter, desk: Desk):
    """Fails when the program's own file goes on counting after an editor published another."""
    editor, line = browser("editeur.formation"), "basis: decret_2_99_665_art_15"
    at = "/sources/circulaire_marhaba_2025"
    text = text_of(editor.get(AT).text)
    assert "/referential/naissance" not in editor.get(at).text
    save(editor, next_version(text, (line, "basis: circulaire_marhaba_2025")), "publish", AT)
    for part in ("editeur.formation", "auditeur.formation"):
        assert "/referential/naissance" in plain(browser(part).get(at).text)


@pytest.mark.parametrize("months", ["0", "-1", "x", "9" * 30, "٣"])
def test_months_that_are_no_number_are_passed_over(browser: Enter, months: str):
    assert browser("editeur.formation").get(f"/sources?months={months}&kind=nothing&process=none").status_code == 200
