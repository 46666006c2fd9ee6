"""E-mails handed to a real server: claimed first, sent once, refused with its code, unsure when the line is cut."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

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
    tls: ssl.SSLContext | None = None
    "With which it takes STARTTLS; None where it takes none."
    heard: list[tuple[bool, str]] = field(default_factory=list)
    "Each word that it was told, and whether it was under TLS."

    @property
    def server(self) -> Server:
        return Server("127.0.0.1", self.port, "baom@example.org", clear=True)


class Talk(socketserver.StreamRequestHandler):
    office: PostOffice

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            self.office.heard.append((isinstance(self.connection, ssl.SSLSocket), word.partition(" ")[0]))
            if not self.goes_on_after(word):
                return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def goes_on_after(self, word: str) -> bool:
        if word == "STARTTLS" and self.office.tls:
            return self.hides(self.office.tls)
        if word == "DATA":
            self.say("354 go on")
            self.take()
            if self.office.cuts:
                return False
        self.say(self.office.refuses if word.startswith("RCPT") and self.office.refuses else self.answers(word))
        return word != "QUIT"

    def answers(self, word: str) -> str:
        offers = "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN" if self.office.tls else "250 ok"
        return {"EHLO": offers, "AUTH": "235 welcome", "QUIT": "221 bye"}.get(word.partition(" ")[0], "250 ok")

    def hides(self, tls: ssl.SSLContext) -> bool:
        self.say("220 go on")
        try:
            self.connection = tls.wrap_socket(self.connection, server_side=True)
        except OSError:
            return False
        self.rfile.close()
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        return True

    def take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        self.office.letters.append(b"".join(lines))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def opened(office: PostOffice) -> Iterator[PostOffice]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Talk", (Talk,), {"office": office})) as server:
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


def certificate(path: Path, address: str) -> ssl.SSLContext:
    """What a server at an address shows, signed by itself; its certificate stays at the path."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    held = path.with_suffix(".key")
    held.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, held)
    return context


def test_beyond_this_machine_nothing_is_said_before_tls_and_all_of_it_after(tmp_path, monkeypatch, office):
    """Fails when the account, an address or the message goes out before STARTTLS, or STARTTLS isn't asked for."""
    office.tls = certificate(tmp_path / "mail.pem", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "mail.pem"))
    elsewhere = replace(office.server, clear=False, user="baom", password="s3cret")
    with postman(elsewhere) as open_line:
        assert open_line.post(ADDRESS, "Rappel", "Lundi.", datetime.now(UTC)) == ""
    assert [word for secret, word in office.heard if not secret] == ["EHLO", "STARTTLS"]
    assert [word for secret, word in office.heard if secret] == ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]
    (letter,) = office.letters
    assert message_from_bytes(letter, policy=default)["To"] == ADDRESS


@pytest.mark.parametrize("wrong", ["unknown", "another's"])
def test_a_certificate_that_does_not_hold_is_refused_before_anything_is_said(tmp_path, monkeypatch, office, wrong):
    office.tls = certificate(tmp_path / "mail.pem", "127.0.0.1" if wrong == "unknown" else "192.0.2.1")
    if wrong == "unknown":
        certificate(tmp_path / "trusted.pem", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / ("trusted.pem" if wrong == "unknown" else "mail.pem")))
    with (
        pytest.raises(EnvironmentUnusable, match="répond"),
        postman(replace(office.server, clear=False, user="baom", password="s3cret")),
    ):
        pass
    assert [word for _, word in office.heard] == ["EHLO", "STARTTLS"]
