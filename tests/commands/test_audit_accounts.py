"""What is done to accounts, on the screens: above the answers of those who watch, at the owner's login, in the list."""

import pytest

from tests.commands.conftest import flat
from tests.commands.office import ADMIN, AGENT, OTHER, PASSWORD, Office


def test_a_password_given_by_the_administrator_is_seen(office: Office):
    """Fails when somebody becomes somebody else unseen."""
    supervisor = office.supervisor.enters()
    supervisor("audit", "accounts")
    office.admin("user", "password", AGENT, lines=(OTHER,))
    shown = flat(supervisor("worklist").stdout)
    assert f"Compte {AGENT} : mot de passe refait par {ADMIN}" in shown
    assert "baom audit accounts" in shown
    assert f"mot de passe refait par {ADMIN}" in flat(supervisor("audit", "accounts").stdout)
    assert "refait" not in supervisor("worklist").stdout
    entered = flat(office.agent("user", "login", AGENT, lines=(OTHER, PASSWORD)).stdout)
    assert f"votre mot de passe a été refait par {ADMIN}" in entered
    lines = supervisor.json("audit", "accounts", "--account", AGENT)["lines"]
    assert [each["what"] for each in lines] == ["user_added", "password_chosen", "password_set", "password_chosen"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_told_in_three_languages(office: Office, language: str):
    supervisor = office.supervisor.enters()
    shown = flat(supervisor("audit", "accounts", "--lang", language).stdout)
    assert {"ar": "أضيف الحساب", "en": "account added by"}[language] in shown


def test_a_desk_is_called_by_its_name_wherever_an_account_is_told(office: Office):
    """Fails when the word of programs is shown: « tiznit »."""
    shown = [
        office.agent.enters()("user", "whoami").stdout,
        office.admin("user", "list").stdout,
        office.admin("user", "role", AGENT, "agent", "--commune", "agadir").stdout,
        office.supervisor.enters()("audit", "accounts").stdout,
    ]
    assert ["Tiznit" in each or "Agadir" in each for each in shown] == [True] * 4
    assert not [each for each in shown if "tiznit" in each or "agadir" in each]


def test_a_telephone_is_forgotten_by_two_people_of_two_origins(office: Office):
    """The administrator made everybody here: somebody of M&D's is needed, made with the keys."""
    supervisor = office.supervisor.enters()
    assert office.admin.json("user", "second-factor", supervisor.login)["waiting"]
    refused = supervisor("user", "second-factor", supervisor.login, code=2)
    assert "M&D" in refused.stderr
    assert {each["login"]: each["in_hands_of"] for each in office.admin.json("user", "list")["users"]} == {
        ADMIN: [],
        AGENT: [ADMIN],
        supervisor.login: [ADMIN],
    }
    assert "non attesté" in office.admin("user", "list").stdout
    assert "M&D" in supervisor("user", "attest", AGENT, code=2).stderr


def test_the_last_auditor_is_closed_by_two_people_of_two_origins(office: Office):
    """And what waits is told by the list of accounts, in words and to programs."""
    office.admin("user", "add", "aicha", "--role", "auditor", "--everywhere", lines=(OTHER,))
    assert office.admin.json("user", "disable", "aicha", "--reason", "Partie.") == {"login": "aicha", "waiting": True}
    assert "seconde personne" in office.admin("user", "role", "aicha", "agent", "--commune", "agadir").stdout
    told = office.admin.json("user", "list")
    assert [(each["act"], each["login"], each["asked_by"], each["joins"]) for each in told["waiting"]] == [
        ("user.close", "aicha", ADMIN, False),
        ("user.rights", "aicha", ADMIN, False),
    ]
    assert {each["login"]: each["active"] for each in told["users"]}["aicha"]
    shown = flat(office.admin("user", "list").stdout)
    assert f"fermer aicha (demandé par {ADMIN}" in shown
    assert "donner à aicha le rôle agent, Agadir" in shown


@pytest.mark.parametrize("rehash", [False, True])
@pytest.mark.parametrize("change", ["actor", "unreadable"])
def test_who_gave_a_password_is_never_hidden_by_what_was_written_in_the_file(office: Office, change: str, rehash: bool):
    """Fails when a history is believed without its chain and signatures, or lines vanish in silence."""
    supervisor = office.supervisor.enters()
    office.admin("user", "password", AGENT, lines=(OTHER,))
    office.agent("user", "login", AGENT, lines=(OTHER, PASSWORD))
    own, other = f'"actor":"{AGENT}"'.encode(), f'"actor":"{ADMIN}"'.encode()
    forged = {"actor": lambda stored: stored.replace(other, own), "unreadable": lambda _: b"{"}[change]
    office.rewrite(AGENT, "max(sequence) - 1", forged, rehash=rehash)
    found = supervisor.json("audit", "accounts", "--account", AGENT)
    assert [(each["what"], each["by"]) for each in found["lines"]] == [
        ("user_added", ADMIN),
        ("password_chosen", AGENT),
        ("password_chosen", AGENT),
    ]
    assert (found["altered"], found["unvouched"]) == ([AGENT], [AGENT])
    assert f"L'historique du compte « {AGENT} » est altéré" in flat(supervisor("audit", "accounts").stdout)
    assert supervisor.json("audit", "access")["altered"] == [AGENT]
