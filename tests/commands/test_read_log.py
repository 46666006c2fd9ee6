"""Every command answers one question: does it show something personal? If it does, it writes one line; else none.

A new command without an answer in this table fails the build. Whoever adds one says how it is asked, and is then held
to the answer: exactly one line with nothing personal in it, or no line and no planted word on the screen.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import click
import orjson
import pytest
from PIL import Image

import cli
from engine.bootstrap import shipped
from engine.store.reads import decode_sight
from tests.commands.conftest import Baom
from tests.commands.test_walk import LEAVE, keys, walk

__all__ = ["keys"]

PLANTED = ("Zoubida", "Aferrat", "زبيدة", "Zqnote", "Zqmotif", "0661998877")
"A name, a note, a reason and a telephone number, that nobody may read without a line."


@dataclass(frozen=True)
class Traces:
    """Shows something personal. `act` is what its one line says; `{case}`, `{person}`… stand for identifiers."""

    act: str
    words: str
    to: tuple[str, ...] = ()
    "Whom the line names, at least."


@dataclass(frozen=True)
class ShowsNothing:
    """Shows nothing personal, but what its caller has just typed."""

    words: str


@dataclass(frozen=True)
class Elsewhere:
    """Neither can be asked here; where it is held, in a sentence."""

    why: str


_USER = (
    "login",
    "logout",
    "whoami",
    "token",
    "password",
    "add",
    "list",
    "role",
    "disable",
    "enable",
    "second-factor",
    "attest",
    "recover",
)

ANSWERS: dict[str, Traces | ShowsNothing | Elsewhere] = {
    "demo": Elsewhere("fictitious people in a database of its own, deleted when it ends"),
    "serve": Elsewhere("each page notes its own sight: tests/web/test_reads.py"),
    "worklist": Traces("case.list", "--commune tiznit", ("{case}", "{person}")),
    "reminders list": Traces("case.list", "--until 31/12/2026", ("{met}",)),
    "reminders print": Traces("case.print", "{met} --until 31/12/2026 --out {new}.pdf", ("{met}",)),
    "reminders told": ShowsNothing("{met} --until 31/12/2026"),
    "reminders send": Elsewhere("a server takes the messages, in tests/app/test_mailing.py"),
    "reminders agree": ShowsNothing("{own} slip"),
    "case open": ShowsNothing("naissance --commune tiznit --subject {person}"),
    "case next": Traces("case.read", "{case}", ("{case}", "{person}")),
    "case walk": Elsewhere("each screen of a session is a sight: test_each_screen_of_a_session_is_a_line"),
    "case do": ShowsNothing("{own} constituer_dossier"),
    "case set": ShowsNothing("{own} couple=etranger"),
    "case document": ShowsNothing("{own} passeport_mere=received"),
    "case consent": ShowsNothing("{own} accompagnement"),
    "case note": ShowsNothing("{own} Bonjour"),
    "case attach": ShowsNothing("{own} attestation_domicile {png}"),
    "case attachments": Traces("case.read", "{case}", ("{case}",)),
    "case attachment": Traces("case.read", "{case} {scan} --out {new}.png", ("{case}", "{scan}")),
    "case glass": Elsewhere("a session of a real database: tests/app/test_glass.py"),
    "case undue": ShowsNothing("{own} passeport_mere --reason Exigé"),
    "case print": Traces("case.print", "{case} liste_pieces --out {new}.html", ("{case}",)),
    "case ics": Traces("case.read", "{met} --out {new}.ics", ("{met}",)),
    "case show": Traces("case.read", "{case}", ("{case}", "{person}")),
    "case list": Traces("case.list", "", ("{case}", "{person}")),
    "case search": Traces("person.search", "Zoubida", ("{case}", "{person}")),
    "case revert": ShowsNothing("{own} --reason Erreur"),
    "case correct": ShowsNothing("{own} lieu_accouchement=trajet --reason Erreur"),
    "case assign": ShowsNothing("{own} zineb"),
    "case handover": ShowsNothing("{agent} {colleague}"),
    "case transfer": ShowsNothing("{own} agadir --reason Déménagement"),
    "case force": ShowsNothing("{own} collecte_pieces --reason Reprise --as supervisor"),
    "person access": Traces("person.rights", "{person} --out {new}.pdf", ("{case}", "{person}")),
    "person add": Traces("person.search", "--commune tiznit --name Zoubida", ("{person}",)),
    "person correct": Traces("person.correct", "{person} --contact 0600000000 --reason Changement", ("{person}",)),
    "person erase": Traces("person.rights", "{other}", ("{other}",)),
    "person merge": ShowsNothing("{person} {other} --reason Doublon"),
    "person object": ShowsNothing("{other} --purpose statistiques --reason Refus"),
    "person retention": Traces("person.rights", "--dry-run"),
    "person search": Traces("person.search", "Zoubida", ("{person}",)),
    "person show": Traces("person.read", "{person}", ("{person}", "{case}")),
    "tick": ShowsNothing(""),
    "process check": ShowsNothing(""),
    "process diff": ShowsNothing("naissance naissance"),
    "process graph": ShowsNothing("naissance --out {new}.svg"),
    "process export": ShowsNothing("naissance --out {new}.bpmn"),
    "process impact": ShowsNothing(f"{shipped('processes') / 'naissance.yaml'}"),
    "process list": ShowsNothing(""),
    "territory new": Elsewhere("a model's texts, in no database: tests/commands/test_territory.py"),
    "territory check": ShowsNothing("souss_massa"),
    "territory diff": ShowsNothing("souss_massa"),
    "process new": Elsewhere("a model's texts, in no database: tests/commands/test_new.py"),
    "process migrate": ShowsNothing("naissance --to 2 --dry-run"),
    "process publish": ShowsNothing("--as editor"),
    "process pending": ShowsNothing("--as editor"),
    "process refuse": Elsewhere("what waits in a real database: tests/commands/test_accounts.py"),
    "process pack": ShowsNothing("--out {new}.baom --as editor"),
    "process install": Elsewhere("a file, and no case by its name: tests/app/test_packs.py"),
    "process scenario": Traces("audit.replay", "--from-case {case} --out {new}.yaml", ("{case}", "{person}")),
    "process schema": ShowsNothing("scenarios"),
    "process show": ShowsNothing("naissance"),
    "process test": Elsewhere("invented people of the scenarios, in no database"),
    "guide build": ShowsNothing("--out {new} --published --as editor"),
    "sources check": ShowsNothing(""),
    "sources list": ShowsNothing(""),
    "sources show": ShowsNothing("loi_55_19"),
    "directory check": ShowsNothing(""),
    "directory list": ShowsNothing("--communes"),
    "audit access": Traces("audit.access", "--person {person} --as auditor", ("{person}",)),
    "audit cases": Traces("audit.cases", "--process naissance --as auditor", ("{case}",)),
    "audit verify": ShowsNothing("--as auditor"),
    "audit checkpoint": ShowsNothing("--out {new}.txt --as auditor"),
    "audit glass": Elsewhere("a session of a real database: tests/app/test_glass.py"),
    "audit timeline": Traces("audit.replay", "{case} --as supervisor", ("{case}", "{person}")),
    "audit export": Traces(
        "audit.export_personal",
        "{new}.zip --case {case} --personal --reason Plainte --as supervisor",
        ("{case}", "{person}"),
    ),
    "audit replay": Traces("audit.replay", "{case} --as supervisor", ("{case}", "{person}")),
    "audit accounts": ShowsNothing("--as auditor"),
    "audit xes": ShowsNothing("{new}.xes --as auditor"),
    **{f"user {name}": Elsewhere("colleagues' accounts, on real databases alone: test_accounts.py") for name in _USER},
    "db backup": ShowsNothing("{new}.db"),
    "db check": ShowsNothing(""),
    "db init": Elsewhere("makes an empty database"),
    "db rebuild": ShowsNothing(""),
    "db erase-again": ShowsNothing(""),
    "db new-signing-key": ShowsNothing(""),
    "db restore": Elsewhere("counts what would be lost: tests/store/test_backups.py"),
    "db rotate-key": Elsewhere("shows two names of keys: tests/vault"),
    "db upgrade": ShowsNothing(""),
}


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[str]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield " ".join((*path, name))


def test_every_command_has_an_answer():
    """Fails for a command that nobody has thought about, and for an answer about a command that is gone."""
    assert sorted(ANSWERS) == sorted(commands(cli.app))


@dataclass
class Desk:
    """A desk where people and cases with planted words stand."""

    baom: Baom
    known: Mapping[str, str]
    "What stands for each identifier of the table, when a command is asked first."
    again: Mapping[str, str]
    "What changes when it is asked again: a case may be closed only once."
    asked: int = 0

    def lines(self):
        link = sqlite3.connect(self.baom.folder / "baom.db")
        try:
            return [bytes(row[0]) for row in link.execute("SELECT bytes FROM reads ORDER BY position")]
        finally:
            link.close()

    def ask(self, words: str, *more: str):
        """The answer to a command, and the lines that it wrote."""
        before = len(self.lines())
        result = self.baom(*self.meant(words), *more)
        self.asked += 1
        return result, self.lines()[before:]

    def meant(self, words: str) -> list[str]:
        return words.format(**self.ids, new=self.baom.folder / f"sortie-{self.asked}").split()

    @property
    def ids(self) -> Mapping[str, str]:
        return {**self.known, **self.again} if self.asked else self.known


@pytest.fixture(scope="module")
def planted(made, tmp_path_factory) -> Desk:
    """That desk, made once: a person with two cases, each with a note and a reason, and an appointment in a third."""
    baom = Baom(tmp_path_factory.mktemp("registre") / "bureau")
    shutil.copytree(made, baom.folder)
    add = ("person", "add", "--commune", "tiznit")
    told = ("--name", "Zoubida Aferrat", "--name-ar", "زبيدة", "--contact", "0661998877")
    person = baom.json(*add, *told)["subject"]
    others = [baom.json(*add, "--name", name)["subject"] for name in ("Premier", "Second")]
    known = ("--set", "lieu_accouchement=domicile", "--set", "date_naissance=2026-10-29")
    cases = [baom.open("--subject", person, *known) for _ in range(2)]
    for case in cases:
        baom("case", "note", case, "Zqnote : vue à l'accueil.")
        baom("case", "correct", case, "lieu_accouchement=maternite_publique", "--reason", "Zqmotif")
        baom("case", "assign", case, "fatima")
    for other in others:
        baom("person", "erase", other, "--basis", "retrait", "--reason", "Zqmotif")
    met = baom.open("--subject", person, "--set", "rendez_vous_consulat=2026-11-20T09:30", process="certificat_vie")
    ids = {"person": person, "other": others[0], "case": cases[0], "own": cases[0], "met": met}
    ids |= {"agent": "fatima", "colleague": "omar", "png": str(baom.folder / "scan.png")}
    Image.new("RGB", (40, 30), "white").save(ids["png"])
    baom("case", "attach", cases[0], "passeport_mere", ids["png"])
    (scan,) = baom.json("case", "attachments", cases[0])["attachments"]
    ids["scan"] = scan["id"]
    return Desk(baom, ids, {"own": cases[1], "other": others[1], "agent": "omar", "colleague": "fatima"})


@pytest.fixture
def desk(planted, tmp_path) -> Desk:
    """A copy of it."""
    folder = tmp_path / "bureau"
    shutil.copytree(planted.baom.folder, folder)
    return Desk(Baom(folder), planted.known, planted.again)


@pytest.mark.parametrize("command", [name for name, answer in ANSWERS.items() if isinstance(answer, Traces)])
def test_what_shows_something_personal_writes_one_line_with_nothing_personal_in_it(desk, command):
    """On the screen and as JSON. Fails when the use case forgets to note, notes twice, or notes what was typed."""
    answer = ANSWERS[command]
    for more in ((), ("--json",)):
        named = {each.format(**desk.ids) for each in answer.to}
        _, written = desk.ask(f"{command} {answer.words}", *more)
        assert len(written) == 1, [orjson.loads(each) for each in written]
        sight = decode_sight(written[0])
        assert (sight.act, sight.denied) == (answer.act, False)
        assert named <= set(sight.seen)
    told = b"\n".join(desk.lines()).decode()
    assert [word for word in PLANTED if word in told] == []


@pytest.mark.parametrize("command", [name for name, answer in ANSWERS.items() if isinstance(answer, ShowsNothing)])
def test_what_says_that_it_shows_nothing_personal_shows_nothing(desk, command):
    """Fails when a command that writes no line gives back a name, a note, a reason or a private value."""
    # What reads files, or the whole database, takes seconds, and shows the same both ways.
    slow = command.startswith(("process ", "directory ", "db "))
    for more in ((),) if slow else ((), ("--json",)):
        result, written = desk.ask(f"{command} {ANSWERS[command].words}", *more)
        assert written == []
        assert [word for word in PLANTED if word in result.output] == []


def test_each_screen_of_a_session_is_a_line(desk, keys):
    """Opened and left at once: what was shown was noted before. Fails when the session reads without noting."""
    case = desk.known["case"]
    before = len(desk.lines())
    walk(desk.baom, case, keys, LEAVE)
    written = [decode_sight(each) for each in desk.lines()[before:]]
    assert written
    assert {(sight.act, sight.seen) for sight in written} == {("case.read", (case, desk.known["person"]))}


@pytest.mark.parametrize("command", ["case next", "case show", "person show", "worklist"])
def test_what_cannot_be_noted_is_shown_by_no_command(desk, command):
    """On a disk that refuses the line: not a letter of the name."""
    link = sqlite3.connect(desk.baom.folder / "baom.db")
    link.execute("CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
    link.commit()
    link.close()
    result = desk.baom(*desk.meant(f"{command} {ANSWERS[command].words}"), code=None)
    assert result.exit_code != 0
    assert [word for word in PLANTED if word in result.output] == []
