"""Who takes care of a damaged database: never the system because of the damage; and one account breaks no other."""

import pytest

from tests.commands.conftest import flat
from tests.commands.office import ADMIN, AGENT, OTHER, PASSWORD, SUPERVISOR, Office

CARE = [("rebuild",), ("restore", "copie.db"), ("rotate-key",), ("new-signing-key",)]


def damage(office: Office, login: str) -> None:
    office.by_hand(f"UPDATE users SET role = 'auditor' WHERE login = '{login}'")


@pytest.mark.parametrize("words", CARE, ids=lambda words: words[0])
def test_an_account_that_was_damaged_makes_nobody_the_system(office: Office, words: tuple[str, ...]):
    """The agent writes in their own row, then asks. Fails when what can't be believed is forgiven as what is lost."""
    agent = office.agent.enters()
    damage(office, AGENT)
    told = agent("db", *words, code=4)
    assert "altéré" in told.stderr
    assert "baom db rebuild" in told.stderr
    refused = agent("db", *words, "--unattended", code=2)
    assert "Un administrateur peut se connecter" in refused.stderr
    assert {each["actor"] for each in system_acts(office)} <= {"systeme", ADMIN}
    assert not [each for each in system_acts(office) if each["kind"] == "projections_rebuilt"]


@pytest.mark.parametrize("words", [*CARE, ("upgrade",)], ids=lambda words: words[0])
def test_a_database_that_does_not_open_makes_nobody_the_system(office: Office, words: tuple[str, ...]):
    """Fails when bytes turned over in the file are enough to be its keeper; the file isn't touched."""
    (office.folder / "copie.db").write_bytes(office.file.read_bytes())
    office.file.write_bytes(bytes(100) + office.file.read_bytes()[100:])
    before = office.file.read_bytes()
    told = office.agent("db", *words, code=5)
    assert "--unattended" in told.stderr
    assert office.file.read_bytes() == before


def test_a_database_at_its_version_has_nothing_to_be_brought_to_and_asks_nobody(office: Office):
    """Fails when an operator must find an administrator to learn that an upgrade has nothing to do."""
    before = len(system_acts(office))
    assert "rien à faire" in flat(office.agent("db", "upgrade").stdout)
    assert len(system_acts(office)) == before


def test_whoever_holds_the_keys_sets_right_a_base_that_shut_everybody_out_and_all_are_told(office: Office):
    damage(office, ADMIN)
    told = office.admin("user", "list", code=4)
    assert "--unattended" in told.stderr
    office.agent("db", "rebuild", "--unattended")
    assert office.admin.json("user", "list")["altered"] == []
    assert [each["kind"] for each in system_acts(office)][-1] == "projections_rebuilt"
    shown = flat(office.agent("user", "login", AGENT, lines=(PASSWORD,)).stdout)
    assert "sans que personne soit connecté" in shown


def test_a_broken_account_is_named_and_the_others_go_on(office: Office):
    """Fails when one row that can't be believed ends the list, the notices or the auditor's report."""
    supervisor = office.supervisor.enters()
    damage(office, AGENT)
    listed = office.admin.json("user", "list")
    assert [each["login"] for each in listed["users"]] == [ADMIN, SUPERVISOR]
    assert [each["login"] for each in listed["altered"]] == [AGENT]
    shown = flat(office.admin("user", "list").stdout)
    assert f"Le compte « {AGENT} » est altéré" in shown
    office.admin("user", "add", "autre", "--role", "agent", "--commune", "tiznit", lines=(OTHER,))
    office.admin("user", "disable", AGENT, code=4)
    for words in (("audit", "access"), ("audit", "glass"), ("worklist",)):
        assert f"Le compte « {AGENT} » est altéré" in flat(supervisor(*words).stdout), words
    assert supervisor.json("audit", "access")["altered"] == [AGENT]
    office.admin("db", "rebuild")
    assert "altéré" not in supervisor("worklist").stdout


@pytest.mark.parametrize("change", [lambda stored: stored.replace(b"202", b"201"), lambda _: b"{"])
@pytest.mark.parametrize("rehash", [False, True])
def test_an_altered_last_event_breaks_its_own_account_alone(office: Office, change, rehash: bool):
    """Fails when one event of one account, be it closed, shuts everybody out."""
    supervisor = office.supervisor.enters()
    office.admin("user", "disable", AGENT)
    office.rewrite(AGENT, "max(sequence)", change, rehash=rehash)
    supervisor("worklist")
    supervisor("case", "list")
    assert [each["login"] for each in office.admin.json("user", "list")["altered"]] == [AGENT]
    assert office.admin.json("db", "rebuild")["left"] == [AGENT]
    assert f"« {AGENT} » est altéré" in flat(office.admin("db", "rebuild").stdout)
    assert supervisor.json("audit", "accounts")["altered"] == [AGENT]


def test_an_account_whose_row_is_gone_is_named(office: Office):
    office.by_hand(
        f"DELETE FROM sessions WHERE user = (SELECT stream FROM users WHERE login = '{AGENT}')",
        f"DELETE FROM attempts WHERE user = (SELECT stream FROM users WHERE login = '{AGENT}')",
        f"DELETE FROM users WHERE login = '{AGENT}'",
    )
    assert [each["login"] for each in office.admin.json("user", "list")["altered"]] == [AGENT]
    assert AGENT in office.admin("user", "list").stdout


def system_acts(office: Office) -> list[dict[str, str]]:
    """What the log says of itself: kinds and names, read as an auditor's program would."""
    import json
    import sqlite3

    with sqlite3.connect(office.file) as link:
        rows = link.execute(
            "SELECT bytes FROM events JOIN streams ON streams.id = events.stream WHERE streams.name = 'system'"
            " ORDER BY sequence"
        ).fetchall()
    return [{"kind": told["kind"], "actor": told["actor"]} for (stored,) in rows for told in [json.loads(stored)]]
