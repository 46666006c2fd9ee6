"""A real database from the command line: made with its administrator, silent to whoever isn't logged in.

The program itself makes it and enrols a telephone; each test then works on a copy, every person in a home of their own.
"""

import contextlib
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from engine.bootstrap import Settings, open_house, shipped
from tests.commands.conftest import flat
from tests.commands.office import ADMIN, AGENT, OTHER, PASSWORD, PROGRAM, ROOT, SUPERVISOR, Office, Person


def test_an_agent_logs_in_and_signs_what_they_do(office: Office):
    agent = office.agent.enters()
    case = agent.json("case", "open", "naissance", "--commune", "tiznit")["case"]
    journal = agent.json("case", "show", case)["journal"]
    assert {(each["actor"], each["role"]) for each in journal} == {(AGENT, "agent")}
    who = agent.json("user", "whoami")
    assert (who["login"], who["role"], who["commune"]) == (AGENT, "agent", "tiznit")


def test_a_token_for_a_program_stands_alone_on_the_standard_output(office: Office):
    agent = office.agent.enters()
    given = agent("user", "token")
    assert given.stdout.strip().count(".") == 1
    assert len(given.stdout.split()) == 1
    assert set(agent.json("user", "token")) == {"token", "ends_at"}


def test_another_commune_s_case_is_not_there(office: Office):
    """Opened by a supervisor of the whole territory. Fails when the account's commune doesn't reach the rights."""
    supervisor = office.supervisor.enters()
    case = supervisor.json("case", "open", "naissance", "--commune", "agadir")["case"]
    assert supervisor.json("case", "show", case)["commune"] == "agadir"
    agent = office.agent.enters()
    for words in (("show", case), ("next", case), ("note", case, "Rien.")):
        told = agent("case", *words, code=2)
        assert told.stderr == agent("case", words[0], "D-0000-0000", *words[2:], code=2).stderr.replace(
            "D-0000-0000", case
        )
    agent("case", "open", "naissance", "--commune", "agadir", code=2)
    assert agent.json("case", "list")["cases"] == []


def test_an_older_copy_put_back_gives_a_closed_account_nothing(office: Office):
    """Fails without what is kept beside the keys: the copy is whole, and every check finds it intact."""
    admin = office.admin.enters()
    office.agent.enters()
    with contextlib.closing(sqlite3.connect(office.file)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(office.file, office.folder / "ancienne.db")
    admin("user", "disable", AGENT)
    admin("user", "whoami")
    for ending in ("-wal", "-shm"):
        office.file.with_name(f"baom.db{ending}").unlink(missing_ok=True)
    shutil.copyfile(office.folder / "ancienne.db", office.file)
    told = office.agent("case", "list", code=4)
    assert "plus ancien" in told.stderr
    assert "plus ancien" in office.agent("user", "login", AGENT, code=4, lines=(PASSWORD,)).stderr
    # What others may do is what they could: only who went back is stopped.
    admin("user", "list")
    assert (office.folder / "cle" / "baom.accounts").stat().st_mode & 0o077 == 0


def test_a_backup_restored_by_the_program_is_no_older_copy_put_back(office: Office):
    """Fails when the log's own word on a restoration isn't asked: nobody could log in after one."""
    admin = office.admin.enters()
    admin("db", "backup", str(office.folder / "avant.db"))
    admin("user", "disable", AGENT)
    admin("user", "whoami")
    admin("db", "restore", str(office.folder / "avant.db"), "--accept-loss")
    office.agent.enters()


def test_a_broken_glass_shows_its_countdown_and_is_told_until_read_about(office: Office):
    """The agent reads one case of another desk; the supervisor learns of it whatever they do next."""
    supervisor, agent = office.supervisor.enters(), office.agent.enters()
    case = supervisor.json("case", "open", "naissance", "--commune", "agadir")["case"]
    agent("case", "show", case, code=2)
    agent("case", "glass", case, "--reason", "Mère hospitalisée ici.")
    assert "encore 60 minutes" in flat(agent("case", "show", case).stdout)
    assert "encore 60 minutes" in flat(agent("worklist").stdout)
    agent("case", "note", case, "Je passais.", code=2)
    assert f"{AGENT} a ouvert dans l'urgence le dossier {case}" in flat(supervisor("case", "show", case).stdout)
    assert "Mère hospitalisée ici." in supervisor("audit", "glass").stdout
    assert "dans l'urgence" not in supervisor("worklist").stdout


CASE, PERSON = "D-0000-0000", "B-0000-0000"
DOORS = [
    ("worklist",),
    ("tick",),
    ("reminders", "list"),
    ("reminders", "print"),
    ("reminders", "send"),
    ("reminders", "told", CASE),
    ("reminders", "agree", CASE, "slip"),
    *(("case", name, CASE) for name in ("show", "next", "print", "ics", "attachments", "do")),
    ("case", "open", "naissance", "--commune", "tiznit"),
    ("case", "list"),
    ("case", "search", "Aminata"),
    ("case", "set", CASE, "couple=etranger"),
    ("case", "document", CASE, "passeport_mere=received"),
    ("case", "attach", CASE, "passeport_mere", "scan.png"),
    ("case", "attachment", CASE, "A-0000-0000", "--out", "scan.png"),
    ("case", "consent", CASE, "accompagnement"),
    ("case", "note", CASE, "Rien."),
    ("case", "undue", CASE, "passeport_mere", "--reason", "Exigé."),
    ("case", "revert", CASE, "--reason", "Erreur."),
    ("case", "correct", CASE, "couple=etranger", "--reason", "Erreur."),
    ("case", "assign", CASE, AGENT),
    ("case", "handover", AGENT, "a.bari"),
    ("case", "transfer", CASE, "agadir", "--reason", "Déménagement."),
    ("case", "force", CASE, "collecte_pieces", "--reason", "Reprise."),
    ("case", "glass", CASE, "--reason", "Urgence."),
    ("person", "add", "--commune", "tiznit", "--name", "Aminata"),
    ("person", "search", "Aminata"),
    ("person", "show", PERSON),
    ("person", "correct", PERSON, "--name", "Aminata", "--reason", "Erreur."),
    ("person", "merge", PERSON, "B-0000-0001", "--reason", "Doublon."),
    ("person", "access", PERSON, "--out", "donnees.pdf"),
    ("person", "object", PERSON, "--purpose", "statistiques", "--reason", "Refus."),
    ("person", "erase", PERSON, "--basis", "retrait", "--reason", "Retrait."),
    ("person", "retention"),
    ("process", "publish"),
    ("process", "pending"),
    ("process", "refuse", "Q-0000-0000", "--reason", "Non."),
    ("process", "pack"),
    ("process", "install", "colis.baom"),
    ("guide", "build", "--out", "guide", "--published"),
    ("process", "impact", str(shipped("processes") / "naissance.yaml")),
    ("process", "scenario", "--from-case", CASE, "--out", "histoire.yaml"),
    ("process", "migrate", "naissance", "--to", "2", "--dry-run"),
    ("user", "list"),
    ("user", "whoami"),
    ("user", "token"),
    ("user", "add", "autre", "--role", "agent", "--commune", "tiznit"),
    ("user", "role", AGENT, "agent", "--commune", "agadir"),
    *(("user", name, AGENT) for name in ("disable", "enable", "second-factor", "attest")),
    ("user", "password"),
    *(("db", name) for name in ("check", "erase-again", "rebuild", "rotate-key", "new-signing-key")),
    ("db", "backup", "copie.db"),
    ("db", "restore", "copie.db"),
    ("db", "rotate-key"),
    ("audit", "access"),
    ("audit", "export", "preuve.zip", "--all"),
    ("audit", "glass"),
    ("case", "glass", "D-0000-0000", "--reason", "Urgence."),
    *(("audit", name) for name in ("access", "cases", "accounts", "glass", "verify", "checkpoint")),
    *(("audit", name, CASE) for name in ("replay", "timeline")),
    ("audit", "export", "preuves.zip", "--all"),
    ("audit", "xes", "etapes.xes"),
]
"Commands that touch a case, a person, an account or the whole."

OPEN = {
    "user login": "it is how one comes in",
    "user logout": "it ends what may be over already",
    "user recover": "it asks for the keys themselves",
    "db init": "there is nobody yet",
    "db upgrade": "at its version there is nothing to do; an older one has nobody who could log in",
    "case walk": "it wants a terminal before anything; the house then asks, as of the others",
    "demo": "a training database of its own; a real one is refused by its name",
    "serve": "each page asks who is there: tests/web/test_visits.py",
    **{
        f"process {name}": "reads the files of the pathways"
        for name in ("list", "show", "check", "test", "graph", "export", "diff")
    },
    "process schema": "reads what was installed",
    "territory new": "writes files of nobody's, that the computer guards",
    **{f"territory {name}": "reads the files of a territory" for name in ("check", "diff")},
    "process new": "writes two files of nobody's, that the computer guards",
    **{f"sources {name}": "reads the files of the pathways" for name in ("list", "check")},
    "sources show": "reads the files of the pathways; with --cases the house asks",
    "directory list": "reads the territory's files",
    "directory check": "reads the territory's files",
}
"Those that need nobody logged in, and why."


def test_every_command_asks_who_is_there_or_says_why_it_needs_not():
    """A new command without a line fails here."""
    from tests.commands.test_frame import EVERY

    every = {" ".join(path) for path, command in EVERY if not hasattr(command, "commands")}
    closed = {next(name for size in (2, 1) if (name := " ".join(words[:size])) in every) for words in DOORS}
    assert closed | OPEN.keys() == every
    assert not closed & OPEN.keys()


@pytest.mark.parametrize("words", DOORS, ids=lambda words: " ".join(words[:2]))
def test_nobody_gets_anywhere_without_logging_in(office: Office, words: tuple[str, ...]):
    """Fails for any door that opens the house without asking who is there."""
    told = office.agent(*words, code=2)
    assert "baom user login" in told.stderr
    assert told.stdout == ""


def test_the_house_itself_asks_who_is_there(office: Office):
    """A door that asks for no right is closed too. Fails when the house leaves the question to its commands."""
    office.agent("process", "list", "--published", code=2)
    office.admin("process", "list", "--published")


@pytest.mark.parametrize("words", [("db", "backup", "copie.db"), ("db", "check"), ("db", "rebuild"), ("user", "list")])
def test_the_whole_is_no_agent_s(office: Office, words: tuple[str, ...]):
    told = office.agent.enters()(*words, code=2)
    assert "n'a pas ce droit" in told.stderr


def test_an_administrator_takes_care_of_the_whole_and_signs_it(office: Office):
    """Logged in since the database was made."""
    office.admin("db", "check")
    office.admin("db", "backup", str(office.folder / "copie.db"))
    office.admin("db", "rebuild")
    settings = Settings(
        str(office.file), office.folder / "cle" / "baom.key", shipped("processes"), shipped("forms"), {}
    )
    house = open_house(settings)
    last = house.store.read(lambda reading: reading.history("system"))[-1][0]
    house.store.close()
    assert (last.kind, last.actor) == ("projections_rebuilt", ADMIN)


def test_a_program_copies_the_database_at_night(office: Office):
    """Nobody is there to log in, and the copy shows nothing without its key."""
    told = office.agent.json("db", "backup", str(office.folder / "copie.db"), "--unattended")
    assert told["events"] > 0


def test_the_clocks_are_rung_at_night_by_a_program(office: Office):
    """It shows how many, and no case."""
    case = office.supervisor.enters().json(
        "case", "open", "naissance", "--commune", "agadir", "--on", "2026-01-02", "--set", "date_naissance=2026-01-01"
    )["case"]
    told = office.agent("tick", "--unattended", "--json").stdout
    assert json.loads(told)["rung"] == 1
    assert case not in told
    assert case not in office.agent("tick", "--unattended").stdout


def test_whether_the_history_holds_is_told_at_night_to_a_program(office: Office):
    """And a role written by hand is found; whoever it was given to is believed no more, the system neither."""
    office.agent("db", "check", code=2)
    assert office.agent.json("db", "check", "--unattended")["verdict"] == "intact"
    office.by_hand("UPDATE users SET role = 'agent' WHERE login = 'k.idrissi'")
    assert office.agent.json("db", "check", "--unattended", code=4)["verdict"] == "altered"
    office.admin("db", "check", code=4)
    office.admin("db", "rebuild", code=4)
    office.agent("db", "rebuild", "--unattended")
    assert office.admin.json("db", "check")["verdict"] == "intact"


def test_administrators_manage_accounts_and_no_case(office: Office):
    listed = {each["login"]: each for each in office.admin.json("user", "list")["users"]}
    assert {name: (each["role"], each["commune"]) for name, each in listed.items()} == {
        AGENT: ("agent", "tiznit"),
        ADMIN: ("admin", "*"),
        SUPERVISOR: ("supervisor", "*"),
    }
    assert [listed[name]["second_factor"] for name in (AGENT, ADMIN, SUPERVISOR)] == [False, True, True]
    assert listed[SUPERVISOR]["name"] == "Malika Saïdi"


@pytest.mark.parametrize("words", [("user", "disable", AGENT), ("user", "role", AGENT, "agent", "--commune", "agadir")])
def test_an_account_changed_is_out_at_once(office: Office, words: tuple[str, ...]):
    agent = office.agent.enters()
    agent("worklist")
    office.admin(*words)
    agent("worklist", code=2)


def test_a_disabled_account_logs_in_no_more_and_is_told_nothing_else(office: Office):
    office.admin("user", "disable", AGENT, "--reason", "A quitté le bureau.")
    told = office.agent("user", "login", AGENT, lines=(PASSWORD,), code=2)
    assert told.stderr == office.agent("user", "login", "personne", lines=(PASSWORD,), code=2).stderr
    office.admin("user", "enable", AGENT)
    office.agent.enters()


def test_a_code_opens_once(office: Office):
    supervisor = office.supervisor.enters()
    supervisor("user", "logout")
    told = supervisor("user", "login", SUPERVISOR, lines=(PASSWORD, *[supervisor.code(1)] * 4), code=2)
    assert "déjà servi" in told.stderr


def test_guesses_have_to_wait(office: Office):
    """A right password right after three wrong ones is answered as a wrong one; a little later it opens."""
    for _ in range(3):
        office.agent("user", "login", AGENT, lines=("un autre mot de passe",), code=2)
    office.agent("user", "login", AGENT, lines=(PASSWORD,), code=2)
    time.sleep(1.1)
    office.agent.enters()


def test_a_session_made_to_last_by_hand_is_over(office: Office):
    agent = office.agent.enters()
    office.by_hand("UPDATE sessions SET ends_at = '2099-12-31T09:00:00.000Z'")
    agent("worklist", code=2)


def test_logging_out_ends_the_session_in_the_database_too(office: Office):
    agent = office.agent.enters()
    kept = agent.session.read_bytes()
    agent("user", "logout")
    agent.session.write_bytes(kept)
    agent("worklist", code=2)


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")
def test_the_session_s_file_is_its_owner_s_alone(office: Office):
    """Fails when it is written readable, or believed although others could read it."""
    agent = office.agent.enters()
    assert agent.session.stat().st_mode & 0o777 == 0o600
    agent.session.chmod(0o644)
    told = agent("worklist", code=5)
    assert "lisible par d'autres" in told.stderr


def test_a_session_opens_one_database_alone(office: Office, made_office: Office):
    """Two databases, one home: each has its own session, and none opens the other."""
    other = Person(office.folder, AGENT)
    training = str(office.folder / "formation.db")
    agent = office.agent.enters()
    other("--db", training, "db", "init", "--training")
    other("--db", training, "worklist")
    agent("worklist")
    assert len(json.loads(agent.session.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'{"x": 3}', b'"texte"'])
def test_a_damaged_session_file_logs_nobody_in_and_is_written_again(office: Office, content: bytes):
    agent = office.agent.enters()
    agent.session.write_bytes(content)
    agent("worklist", code=2)
    agent.enters()("worklist")


def test_a_training_database_asks_nobody_to_log_in(office: Office):
    training = str(office.folder / "formation.db")
    person = office.agent
    person("--db", training, "db", "init", "--training")
    told = person("--db", training, "user", "login", AGENT, lines=(PASSWORD,), code=2)
    assert "--as" in told.stderr
    person("--db", training, "user", "add", AGENT, "--role", "agent", "--commune", "tiznit", lines=(PASSWORD,))
    assert len(person.json("--db", training, "user", "list")["users"]) == 1


@pytest.mark.parametrize("words", [("--now", "2026-11-06"), ("--as", "admin")])
@pytest.mark.parametrize("door", [("worklist",), ("db", "backup", "x"), ("user", "recover", "x"), ("user", "list")])
def test_nobody_pretends_on_a_real_database(office: Office, words: tuple[str, ...], door: tuple[str, ...]):
    told = office.admin(*words, *door, code=2)
    assert "base d'entraînement" in told.stderr


@pytest.mark.parametrize(
    ("words", "lines", "said"),
    [
        ((), (), "--admin"),
        (("--admin", "K.Idrissi"), (PASSWORD,), "identifiant"),
        (("--admin", ADMIN), ("motdepasse2026",), "tout le monde"),
        (("--admin", ADMIN), ("court",), "au moins 12"),
        (("--admin", ADMIN, "--now", "2026-11-06"), (PASSWORD,), "base d'entraînement"),
        (("--admin", ADMIN, "--training"), (PASSWORD,), "--admin"),
        (("--admin", ADMIN), (), "--password-stdin"),
        (("--admin", ADMIN, "--admin", ADMIN), (PASSWORD, OTHER), "différents"),
        (("--admin", ADMIN, "--admin", "b", "--admin", "c"), (PASSWORD, OTHER), "un ou deux"),
        (("--admin", ADMIN, "--admin", "m.diallo"), (PASSWORD, "court"), "au moins 12"),
    ],
)
def test_a_real_database_without_a_sound_administrator_is_not_made(tmp_path: Path, words, lines, said):
    person = Person(tmp_path, "personne")
    told = person("db", "init", *words, lines=lines, code=2)
    assert said in told.stderr
    assert not (tmp_path / "baom.db").exists()


def test_a_real_database_begins_with_two_administrators_of_two_origins(tmp_path: Path):
    """What takes two can be done from the first day: here, a telephone forgotten. Fails when one stands behind both."""
    one, other = (Person(tmp_path, login) for login in (ADMIN, "m.diallo"))
    words = ("db", "init", "--admin", ADMIN, "--name", "Karim Idrissi", "--admin", other.login)
    assert "atteste" in one(*words, lines=(PASSWORD, OTHER)).stdout
    one.enrols(PASSWORD)
    listed = one.json("user", "list")["users"]
    assert [(each["login"], each["name"], each["role"], each["in_hands_of"]) for each in listed] == [
        (ADMIN, "Karim Idrissi", "admin", []),
        ("m.diallo", "", "admin", []),
    ]
    other.enrols(OTHER)
    assert other.json("user", "second-factor", other.login)["waiting"]
    assert not one.enters().json("user", "second-factor", other.login)["waiting"]


def test_whoever_holds_the_keys_recovers_a_lost_administration(office: Office):
    """The password and the telephone are lost. The event is there for good, and signed by the system."""
    person = Person(office.folder, ADMIN)
    person("user", "recover", ADMIN, lines=(OTHER,))
    told = person("user", "login", ADMIN, lines=(PASSWORD,), code=2)
    assert "refusé" in told.stderr
    person.enrols(OTHER)
    assert "reprise avec la clé maîtresse" in flat(office.agent("user", "login", AGENT, lines=(PASSWORD,)).stdout)
    assert person.json("user", "whoami")["role"] == "admin"


def test_an_administrator_does_not_close_their_own_account(office: Office):
    told = office.admin("user", "disable", ADMIN, code=2)
    assert "propre compte" in told.stderr


def test_an_account_s_row_of_another_database_opens_nothing(office: Office, tmp_path: Path):
    """Whoever has both files pastes the row, keys and all, of an account whose password they know."""
    thief = Person(tmp_path / "voleur", ADMIN)
    thief.folder.mkdir()
    thief("db", "init", "--admin", ADMIN, lines=(OTHER,))
    with sqlite3.connect(office.file) as link:
        link.execute("ATTACH ? AS theirs", (str(thief.folder / "baom.db"),))
        here = "(SELECT stream FROM main.users WHERE login = 'k.idrissi')"
        there = "(SELECT stream FROM theirs.users WHERE login = 'k.idrissi')"
        for table, column in (("users", "data"), ("keys", "wrapped")):
            pasted = f"SELECT {column} FROM theirs.{table} WHERE stream = {there}"
            link.execute(f"UPDATE main.{table} SET {column} = ({pasted}) WHERE stream = {here}")
            link.commit()
            told = office.admin("user", "login", ADMIN, lines=(OTHER,), code=4)
            assert "Connecté" not in told.output
    link.close()


def test_no_secret_of_an_account_is_in_clear_in_any_file(office: Office):
    """The database, its log and every setting: neither password, nor secret of a telephone, nor name, nor token."""
    office.agent.enters()
    token = next(iter(json.loads(office.agent.session.read_text(encoding="utf-8")).values()))
    wanted = [PASSWORD, OTHER, "Malika Saïdi", "Karim Idrissi", *office.secrets.values(), token.partition(".")[2]]
    for path in (path for path in office.folder.rglob("*") if path.is_file() and path.name != "baom.session"):
        content = path.read_bytes()
        assert [each for each in wanted if each.encode() in content] == [], path


@pytest.mark.skipif(os.name != "posix", reason="a terminal of Unix")
def test_a_password_typed_at_the_terminal_is_not_shown(office: Office):
    """The real program on a real terminal: fails when the echo stays on."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, **office.agent.environment, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    with subprocess.Popen(
        [*PROGRAM, "user", "login", AGENT], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as program:
        os.close(theirs)
        shown = b""
        while b"Mot de passe" not in shown:
            shown += os.read(ours, 1024)
        time.sleep(0.3)
        os.write(ours, f"{PASSWORD}\n".encode())
        while True:
            try:
                read = os.read(ours, 1024)
            except OSError:
                break
            if not read:
                break
            shown += read
        assert program.wait(timeout=30) == 0
    os.close(ours)
    assert PASSWORD.encode() not in shown
    assert AGENT.encode() in shown


def test_a_session_file_that_others_may_read_makes_nobody_the_system(office: Office):
    """Fails when what can't be read of a session is forgiven as what can't be read of a database."""
    agent = office.agent.enters()
    agent.session.chmod(0o644)
    for words in (("db", "backup", str(office.folder / "vol.db")), ("db", "rebuild"), ("db", "rotate-key")):
        assert agent(*words, code=5).output
    assert not (office.folder / "vol.db").exists()


def test_an_agent_doesn_t_choose_the_holidays(office: Office, tmp_path: Path):
    """Fails when a calendar is published by whoever opens the database, or followed without being published."""
    folder = tmp_path / "parcours"
    shutil.copytree(shipped("processes"), folder)
    holidays = folder / "territories" / "souss_massa" / "holidays.yaml"
    text = holidays.read_text(encoding="utf-8")
    assert "11-18" in text
    holidays.write_text(text.replace("11-18", "12-02"), encoding="utf-8")
    agent = office.agent.enters()
    before = office.admin.json("db", "check")["events"] if office.admin.session.exists() else None
    told = agent("case", "list", "--processes", str(folder), code=5)
    assert "calendrier" in flat(told.output)
    assert before is None or office.admin.json("db", "check")["events"] == before
    assert agent("case", "list").exit_code == 0


def test_a_request_is_taken_back_at_the_command_line_with_the_reason_that_the_others_read(office: Office):
    supervisor = office.supervisor.enters()
    assert supervisor.json("process", "migrate", "naissance", "--to", "2")["waiting"]
    (asked,) = supervisor.json("process", "pending")["pending"]
    assert f"baom process refuse {asked['id']}" in supervisor("process", "pending").output
    refusing = ("process", "refuse", asked["id"], "--reason", "Trop tôt.")
    assert "demande retirée" in supervisor(*refusing).output
    told = supervisor.json("process", "pending")
    assert told["pending"] == []
    assert [(each["id"], each["reason"], each["refused_by"]) for each in told["refused"]] == [
        (asked["id"], "Trop tôt.", SUPERVISOR)
    ]
    assert "retirée par" in supervisor("process", "pending").output
    assert "n'attend" in supervisor(*refusing, code=2).output
