"""Whether the server lives and can work, and how much it is asked: told to those who watch it, and of nobody."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from engine.errors import EnvironmentUnusable
from engine.web.app import create_app
from engine.web.metrics import WIDTH, Counts, kind_of
from tests.app.desk import Desk
from tests.web.conftest import Browser, settings_of

Enter = Callable[..., Browser]


def client(desk: Desk, *, token: str = "", secure: bool = False, host: str = "127.0.0.1") -> TestClient:
    settings = settings_of(desk)
    if token:
        settings = replace(settings, environ={**settings.environ, "BAOM_METRICS_TOKEN": token})
    made = create_app(desk.house, settings, secure=secure)
    return TestClient(made, base_url="http://localhost", client=(host, 1), raise_server_exceptions=False)


def test_a_server_whose_database_is_gone_lives_and_is_not_ready(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    watch = client(desk)
    assert watch.get("/health/ready").json() == {"database": True, "tables": True, "keys": True}
    lost = EnvironmentUnusable("Plus de base.", "")
    monkeypatch.setattr(desk.house.store, "read", lambda work: (_ for _ in ()).throw(lost))
    assert watch.get("/health/live").status_code == 200
    answer = watch.get("/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_a_server_without_its_master_key_is_not_ready(desk: Desk):
    settings = replace(settings_of(desk), environ={})
    answer = TestClient(create_app(desk.house, settings)).get("/health/ready")
    assert (answer.status_code, answer.json()["keys"]) == (503, False)


@pytest.mark.parametrize("name", ["x-forwarded-for", "Forwarded", "via", "x-real-ip"])
def test_figures_are_for_this_machine_alone(desk: Desk, name: str):
    """Fails when whoever comes through a proxy on this machine is taken for somebody at it."""
    assert client(desk).get("/metrics").status_code == 200
    assert client(desk, host="192.0.2.7").get("/metrics").status_code == 404
    assert client(desk).get("/metrics", headers={name: "192.0.2.7"}).status_code == 404
    assert client(desk, secure=True).get("/metrics").status_code == 404


def test_figures_with_a_token_are_for_whoever_brings_it(desk: Desk):
    watch = client(desk, token="figures", host="192.0.2.7", secure=True)
    for given in (
        {},
        {"authorization": "Bearer figure"},
        {"authorization": "Bearer é".encode()},
        {"authorization": "figures"},
    ):
        assert watch.get("/metrics", headers=given).status_code == 404
    assert client(desk, token="figures").get("/metrics").status_code == 404
    assert watch.get("/metrics", headers={"authorization": "Bearer figures"}).status_code == 200


def test_figures_count_what_was_asked_and_name_nobody(desk: Desk):
    desk.open("naissance", commune="tiznit")
    watch = client(desk)
    agent = Browser(watch)
    agent.get("/login")
    agent.post("/login", part="agent.tiznit")
    watch.get(f"/cases/{desk.case}")
    watch.get("/cases/D-0000-0000")
    told = watch.get("/metrics").text
    assert 'baom_requests_total{kind="page",status="2xx"} ' in told
    assert 'baom_requests_total{kind="page",status="4xx"} 1' in told
    assert 'baom_request_seconds_bucket{kind="page",le="+Inf"} ' in told
    for word in (desk.case, "tiznit", "naissance", "agent"):
        assert word not in told


def test_workers_are_summed_and_each_writes_in_its_own_row():
    cells = [0] * (3 * WIDTH)
    for row, seconds in enumerate((0.001, 0.3, 99)):
        Counts(cells, row).note("api", 200, seconds)
    Counts(cells, 2).note("page", 503, 0.02)
    told = list(Counts(cells, 0).told())
    assert 'baom_requests_total{kind="api",status="2xx"} 3' in told
    assert 'baom_requests_total{kind="page",status="5xx"} 1' in told
    assert 'baom_request_seconds_bucket{kind="api",le="0.01"} 1' in told
    assert 'baom_request_seconds_bucket{kind="api",le="10.0"} 2' in told
    assert 'baom_request_seconds_bucket{kind="api",le="+Inf"} 3' in told
    assert 'baom_request_seconds_sum{kind="api"} 99.301000' in told


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "page"), ("/api/day", "api"), ("/apiary", "page"), ("/static/x/y", "static"), ("/health/live", "watch")],
)
def test_an_address_is_told_by_its_kind_alone(path: str, kind: str):
    assert kind_of(path) == kind
