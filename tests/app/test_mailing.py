"""E-mails handed to a real server: claimed first, sent once, refused with its code, unsure when the line is cut."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from engine.app.mailing import Sent, send
from engine.app.post import Server, postman, server_of
from engine.app.reminders import reminders
from engine.app.reminding import chosen
from engine.core.events import AgreeContact
from engine.errors import EnvironmentUnusable, UsageError
from tests.app.desk import AGENT, Desk, done
from tests.app.test_meetings import meet
from tests.app.test_reminders import WEEK, standing

ADDRESS = "awa@example.org"


@dataclass
class PostOffice:
    """A mail server in this process: what it was given, and how it behaves."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    refuses: str = ""
    "Said to every recipient in the place of 250."
    cuts: bool = False
    "Whether it goes away once it has the message, without a word."

    @property
    def server(self) -> Server:
        return Server("127.0.0.1", self.port, "baom@example.org", clear=True)


@contextmanager
def opened(office: PostOffice) -> Iterator[PostOffice]:
    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                word = line.upper()
                if word.startswith("RCPT") and office.refuses:
                    self.say(office.refuses)
                elif word == "DATA":
                    self.say("354 go on")
                    self.take()
                    if office.cuts:
                        return
                    self.say("250 taken")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def take(self) -> None:
            lines = iter(self.rfile.readline, b".\r\n")
            office.letters.append(b"".join(lines))

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield office
        server.shutdown()
        thread.join()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with opened(PostOffice()) as office:
        yield office


def agreeing(desk: Desk, when: str = "2026-11-07T09:30", address: str = ADDRESS) -> str:
    case = meet(desk, when)
    done(desk.ask(AgreeContact("email", True, "ar", address)))
    return case


def sending(desk: Desk, server: Server | None, *cases: str) -> Sent:
    return send(desk.house, server, chosen(desk.house, WEEK, AGENT, "email", cases=cases), AGENT)


def outcomes(desk: Desk, case: str | None = None) -> list[str]:
    return [event.body["outcome"] for event in desk.history(case) if event.kind == "informed"]


def test_a_message_says_a_day_in_two_languages_and_nothing_else(any_family, office):
    """Both databases; the subject and the text come through with their Arabic letters."""
    case = agreeing(any_family)
    assert len(sending(any_family, office.server).sent) == 1
    (letter,) = office.letters
    read = message_from_bytes(letter, policy=default)
    assert (read["To"], read["From"]) == (ADDRESS, "baom@example.org")
    assert "تذكير" in read["Subject"]
    body = read.get_content()
    assert "samedi 7 novembre 2026 à 9 h 30" in body
    assert "السبت" in body
    for word in (case, "Rendez-vous", "cole", "guichet"):
        assert word not in body, word
    assert outcomes(any_family) == ["claimed", "sent"]
    assert standing(any_family) == [("2026-11-07T09:30", "sent")]
    assert ADDRESS.encode() not in b"".join(str(event.body).encode() for event in any_family.history())


def test_only_whoever_agreed_is_written_to_and_no_one_twice(family, office):
    meet(family, "2026-11-07T09:30")
    with pytest.raises(UsageError):
        sending(family, office.server)
    case = agreeing(family, "2026-11-08")
    family.set(visite="2026-11-09")
    assert [each.line.case for each in sending(family, office.server).sent] == [case, case]
    for named in ((), (case,)):
        with pytest.raises(UsageError):
            sending(family, office.server, *named)
    assert len(office.letters) == 2


def test_of_two_who_send_the_same_list_one_does(family, office):
    """Fails when a message is handed over without having been claimed at the step that the list was read at."""
    agreeing(family)
    lists = [chosen(family.house, WEEK, AGENT, "email") for _ in range(2)]
    found = [send(family.house, office.server, asked, AGENT) for asked in lists]
    assert [(len(each.sent), len(each.left)) for each in found] == [(1, 0), (0, 1)]
    assert len(office.letters) == 1


def test_a_refusal_keeps_the_server_s_code_and_none_of_its_words(family, office):
    office.refuses = f"550 5.1.1 <{ADDRESS}> nobody here"
    case = agreeing(family)
    ((_, code),) = sending(family, office.server).refused
    assert code == "550"
    (each,) = reminders(family.house, WEEK, AGENT)
    assert (each.standing, each.why) == ("refused", "550")
    with pytest.raises(UsageError):
        sending(family, office.server)
    office.refuses = ""
    assert len(sending(family, office.server, case).sent) == 1


def test_a_line_cut_before_the_answer_is_told_as_unsure_and_not_sent_again_by_itself(family, office):
    """Fails when nobody's word is taken for a yes or a no; those after it aren't begun."""
    office.cuts = True
    case = agreeing(family)
    family.set(visite="2026-11-09")
    found = sending(family, office.server)
    assert (len(found.unsure), len(found.left)) == (1, 1)
    assert standing(family) == [("2026-11-07T09:30", "unsure"), ("2026-11-09", "to_tell")]
    assert outcomes(family) == ["claimed"]
    office.cuts = False
    assert [each.on for each in sending(family, office.server).sent] == ["2026-11-09"]
    assert [each.on for each in sending(family, office.server, case).sent] == ["2026-11-07T09:30"]


def test_a_server_that_can_t_be_spoken_to_leaves_nothing_claimed(family, office):
    """In clear beyond this machine, nothing leaves; nor to a port where nobody listens."""
    agreeing(family)
    with pytest.raises(EnvironmentUnusable, match="chiffre"), postman(replace(office.server, clear=False)):
        pass
    with pytest.raises(EnvironmentUnusable, match="chiffre"), postman(replace(office.server, user="a", password="b")):
        pass
    with pytest.raises(EnvironmentUnusable, match="répond"):
        sending(family, replace(office.server, port=9))
    with pytest.raises(UsageError, match="réglé"):
        sending(family, None)
    with pytest.raises(UsageError, match="entraînement"):
        sending(family, replace(office.server, clear=False))
    assert outcomes(family) == []
    assert office.letters == []


def test_an_address_that_was_withdrawn_or_undone_is_written_to_no_more(family, office):
    agreeing(family, address="old@example.org")
    done(family.ask(AgreeContact("email", True, "fr", ADDRESS)))
    asked = chosen(family.house, WEEK, AGENT, "email")
    done(family.ask(AgreeContact("email", False)))
    assert len(send(family.house, office.server, asked, AGENT).left) == 1
    assert office.letters == []


def test_the_environment_names_the_server_and_a_private_file_its_password(tmp_path: Path):
    known = {"BAOM_SMTP": "smtp.example.org:587", "BAOM_SMTP_FROM": "baom@example.org", "BAOM_SMTP_USER": "baom"}
    secret = tmp_path / "password"
    secret.write_text("s3cret\n", encoding="utf-8")
    secret.chmod(0o600)
    found = server_of({**known, "BAOM_SMTP_PASSWORD_FILE": str(secret)})
    assert found is not None
    assert (found.host, found.port, found.password, found.clear) == ("smtp.example.org", 587, "s3cret", False)
    assert "s3cret" not in repr(found)
    assert server_of({}) is None
    for host in ("127.0.0.1", "localhost", "[::1]"):
        here = server_of({**known, "BAOM_SMTP": f"{host}:25"})
        assert here is not None
        assert here.clear
    for wrong in ({"BAOM_SMTP": "smtp"}, {"BAOM_SMTP": "smtp:0"}, {"BAOM_SMTP_FROM": "x\nBcc: y@example.org"}):
        with pytest.raises(UsageError):
            server_of({**known, **wrong})
    secret.chmod(0o644)
    with pytest.raises(EnvironmentUnusable):
        server_of({**known, "BAOM_SMTP_PASSWORD_FILE": str(secret)})
    with pytest.raises(EnvironmentUnusable):
        server_of({**known, "BAOM_SMTP_PASSWORD_FILE": str(tmp_path / "absent")})
