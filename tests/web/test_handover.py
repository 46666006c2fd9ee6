"""A colleague's cases passed on from a page: seen first, then moved, each that stays with why."""

import html
from collections.abc import Callable

import pytest

from engine.core.events import Assign
from tests.app.desk import Desk, done
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


def given(desk: Desk, agent: str) -> str:
    case = done(desk.open("naissance", commune="tiznit")).case.case
    done(desk.ask(Assign(agent)))
    return case


def test_the_cases_are_shown_before_any_of_them_moves(desk: Desk, browser: Enter):
    hers, others = given(desk, "amina"), given(desk, "brahim")
    agent = browser("agent.tiznit")
    assert 'href="/handover"' in agent.get("/").text
    agent.get("/handover")
    shown = agent.post("/handover", leaving="amina", taking="fatima")
    assert f'href="/cases/{hers}"' in shown.text
    assert f'href="/cases/{others}"' not in shown.text
    assert desk.held(hers).case.assigned == "amina"
    told = agent.post("/handover", leaving="amina", taking="fatima", sure="1")
    assert "Dossiers passés : 1." in html.unescape(told.text)
    assert [desk.held(case).case.assigned for case in (hers, others)] == ["fatima", "brahim"]
    assert desk.history(hers)[-1].actor == "agent.tiznit"


def test_on_the_return_what_had_left_comes_back(desk: Desk, browser: Enter):
    lent, own = given(desk, "amina"), given(desk, "fatima")
    agent = browser("agent.tiznit")
    for sent in ({"leaving": "amina", "taking": "fatima"}, {"leaving": "fatima", "taking": "amina", "back": "1"}):
        agent.get("/handover")
        assert agent.post("/handover", **sent, sure="1").status_code == 200
    assert [desk.held(case).case.assigned for case in (lent, own)] == ["amina", "fatima"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"leaving": "", "taking": "fatima"}, "Il manque un nom"),
        ({"leaving": "amina", "taking": "amina"}, "deux fois le même agent"),
        ({"leaving": "zineb", "taking": "fatima"}, "Aucun dossier ouvert à passer"),
        ({"leaving": "amina", "taking": "fatima", "until": "hier"}, "hier"),
    ],
)
def test_what_cannot_be_passed_on_is_said_and_what_was_typed_stays(
    desk: Desk, browser: Enter, sent: dict[str, str], said: str
):
    case = given(desk, "amina")
    agent = browser("agent.tiznit")
    agent.get("/handover")
    answer = agent.post("/handover", **sent, sure="1")
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert f'value="{sent["taking"]}"' in answer.text
    assert desk.held(case).case.assigned == "amina"


def test_nobody_passes_on_what_they_do_not_see(desk: Desk, browser: Enter):
    case = given(desk, "amina")
    other = browser("agent.ait-melloul")
    other.get("/handover")
    assert other.post("/handover", leaving="amina", taking="fatima", sure="1").status_code == 422
    assert desk.held(case).case.assigned == "amina"
    assert browser("editeur.formation").get("/handover").status_code == 403
