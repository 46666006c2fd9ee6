"""The history checked from a page: the verdict in plain words, what it rests on, and where something was altered."""

import html
import sqlite3
import threading
import time
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from engine.bootstrap import checkpoint
from engine.core.events import EVERYWHERE, Actor
from engine.errors import EnvironmentUnusable
from engine.web.jobs import Job, Workbench, seen
from tests.app.desk import Desk
from tests.web.conftest import Browser, settings_of

Enter = Callable[..., Browser]
RUNNING = "data-refresh"
FORGED = (
    "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'domicile', 'hopital.') AS BLOB)"
    " WHERE sequence = 2 AND CAST(bytes AS TEXT) LIKE '%domicile%'"
)
AUDITOR = Actor("auditeur.formation", "auditor", EVERYWHERE)


def verdict(auditor: Browser, **brought: str) -> str:
    """The page of a check, once it is over; a redirection leads there."""
    auditor.get("/audit/verification")
    answer = auditor.post("/audit/verification", **brought)
    assert answer.status_code == 200, answer.text
    until = time.monotonic() + 60
    while RUNNING in auditor.get("/audit/verification").text:
        assert time.monotonic() < until
        time.sleep(0.05)
    return html.unescape(auditor.text)


def edit(desk: Desk, *statement: object) -> None:
    """Change the file as somebody would who has it."""
    link = sqlite3.connect(desk.url.removeprefix("sqlite:///"), isolation_level=None)
    made = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in made:
        link.execute(f"DROP TRIGGER {name}")
    link.execute(*statement)  # type: ignore[arg-type]
    for _, sql in made:
        link.execute(sql)
    link.close()


def test_an_intact_history_is_told_so_and_that_nothing_vouches_for_its_end(desk: Desk, browser: Enter):
    """Fails when the page says « intact » and not what that leaves out."""
    desk.open("naissance", commune="tiznit")
    told = verdict(browser("auditeur.formation"))
    assert "Intact" in told
    assert "une fin coupée" in told.lower()


@pytest.mark.parametrize("by", ["code", "note"])
def test_what_was_kept_elsewhere_vouches_up_to_its_day(desk: Desk, browser: Enter, by: str):
    desk.open("naissance", commune="tiznit")
    taken = checkpoint(desk.house, settings_of(desk), AUDITOR)
    told = verdict(browser("auditeur.formation"), **{by: taken.code.lower() if by == "code" else taken.note})
    assert f"Les {taken.head.size} premiers événements" in told
    assert "seules les signatures répondent" in told


def test_a_history_cut_short_is_seen_by_what_was_kept_elsewhere(desk: Desk, browser: Enter):
    """Fails when what was brought isn't compared: the end is gone, and nothing that is left shows it."""
    desk.open("naissance", commune="tiznit")
    kept = checkpoint(desk.house, settings_of(desk), AUDITOR)
    note = kept.note.replace(f"\n{kept.head.size}\n", f"\n{kept.head.size + 50}\n")
    assert "Intact" not in verdict(browser("auditeur.formation"), note=note)


@pytest.mark.parametrize(("language", "word"), [("fr", "Altéré"), ("ar", "محرف"), ("en", "Altered")])
def test_an_altered_step_is_named_by_case_and_step_with_the_way_to_it(
    desk: Desk, browser: Enter, language: str, word: str
):
    """Fails when the page tells that something is wrong and not where."""
    desk.open("naissance", commune="tiznit")
    desk.set(lieu_accouchement="domicile")
    edit(desk, FORGED)
    auditor = browser("auditeur.formation")
    auditor.get(f"/?lang={language}")
    told = verdict(auditor)
    assert word in told, told[told.index("<main") :]
    assert f'href="/audit/cases/{desk.case}?at=2"' in told


def test_what_is_no_checkpoint_is_refused_at_once_and_stays_typed(desk: Desk, browser: Enter):
    auditor = browser("auditeur.formation")
    auditor.get("/audit/verification")
    answer = auditor.post("/audit/verification", code="ABC", note="")
    assert answer.status_code == 422
    assert 'value="ABC"' in answer.text
    assert "26" in answer.text


@pytest.mark.parametrize("part", ["agent.tiznit", "superviseur.formation", "editeur.formation"])
def test_who_may_not_verify_verifies_nothing(app: FastAPI, browser: Enter, part: str):
    other = browser(part)
    assert other.get("/audit/verification").status_code == 403
    other.get("/")
    assert other.post("/audit/verification").status_code == 403
    assert not app.state.site.checks.is_busy


def test_an_administrator_finds_the_page_and_its_tab_alone(browser: Enter):
    text = browser("gestion.formation").get("/audit/verification").text
    assert 'href="/audit/verification"' in text
    assert "/audit/reads" not in text


def test_one_piece_of_work_is_done_at_a_time_and_its_end_is_told_to_whoever_asked():
    """Fails when a second demand runs beside the first, or when what went wrong is lost with its thread."""
    bench, go = Workbench[str](), threading.Event()
    first = bench.start("a", "", lambda tell: (tell(1, 2), go.wait(5), "done")[2])
    assert first is not None
    assert bench.start("b", "", lambda _: "never") is None
    assert bench.of("b") is None
    go.set()
    assert first.finished.wait(5)
    assert (first.outcome, first.done, first.whole) == ("done", 1, 2)

    def failing(_: object) -> str:
        raise EnvironmentUnusable("Le disque est plein.")

    second, third = bench.start("b", "", failing), None
    assert second is not None
    assert second.finished.wait(5)
    assert str(second.problem)
    third = bench.start("b", "", lambda _: str(1 // 0))
    assert third is not None
    assert third.finished.wait(5)
    assert third.incident
    assert bench.of("a") is first


def test_a_page_shows_work_as_it_stood_at_one_moment():
    """Fails when work that ends while its page is made is shown neither running nor done, and nothing looks again."""

    class Ending(threading.Event):
        def is_set(self) -> bool:
            job.outcome = "done"
            return True

    job = Job[str]("", finished=Ending())
    assert (seen(job).is_running, seen(job).outcome) == (False, "done")
    job.outcome = None
    assert seen(job).outcome == "done"
    bench, go = Workbench[str](), threading.Event()
    begun = bench.start("a", "2026-11-06", lambda _: str(go.wait(5)))
    before = bench.last("a", "2026-11-07")
    go.set()
    assert begun is not None
    assert begun.finished.wait(5)
    assert before is not None
    assert (before.is_running, before.outcome) == (True, None)
    assert bench.last("a", "2026-11-06") is not None
    assert bench.last("a", "2026-11-07") is None
    assert bench.of("a") is None
