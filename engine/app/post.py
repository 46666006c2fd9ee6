"""The server that e-mails leave by: where it is, how it is spoken to, and what it answers.

Never in clear beyond this machine: a server elsewhere has to take STARTTLS, or TLS from the first byte on port 465,
with a certificate that holds. The password comes from the environment or a file of its owner's alone, never from a
command line nor the database.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as AS_SENT
from email.utils import format_datetime, make_msgid
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from engine.core.contact import is_address
from engine.errors import EnvironmentUnusable, UsageError, why_not

if TYPE_CHECKING:
    from datetime import datetime

SERVER, SENDER, USER = "BAOM_SMTP", "BAOM_SMTP_FROM", "BAOM_SMTP_USER"
PASSWORD, PASSWORD_FILE = "BAOM_SMTP_PASSWORD", "BAOM_SMTP_PASSWORD_FILE"
PATIENCE = 20
"Seconds that a server may take over each answer."
_TLS_AT_ONCE = 465
_OTHERS_CAN_READ = 0o077


@dataclass(frozen=True, slots=True)
class Server:
    """Where e-mails leave, and as whom."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    clear: bool = False
    "Whether it may be spoken to in clear: on this very machine alone."


def server_of(environ: Mapping[str, str]) -> Server | None:
    """The server that the environment names; None where it names none.

    Raises:
        UsageError: it is named wrongly, or has no sender.
        EnvironmentUnusable: the file of its password can't be read, or others can read it.
    """
    word = environ.get(SERVER, "").strip()
    if not word:
        return None
    host, _, port = word.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise UsageError("{name} ne nomme pas un serveur.", "L'écrire comme smtp.example.org:587.", name=SERVER)
    sender = environ.get(SENDER, "").strip()
    if not is_address(sender):
        raise UsageError("{name} n'est pas une adresse.", "L'écrire comme baom@example.org.", name=SENDER)
    bare = host.strip("[]")
    return Server(bare, int(port), sender, environ.get(USER, ""), _password(environ), _is_here(bare))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(environ: Mapping[str, str]) -> str:
    named = environ.get(PASSWORD_FILE)
    if not named:
        return environ.get(PASSWORD, "")
    path = Path(named)
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS_CAN_READ:
            raise EnvironmentUnusable(
                "Le mot de passe du serveur de courriels est lisible par d'autres que son propriétaire.",
                "Le fermer : chmod 600 {path}",
                path=path,
            )
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise EnvironmentUnusable(
            "Le mot de passe du serveur de courriels ne peut pas être lu : {why}.",
            "Vérifier à qui appartient ce fichier : {path}",
            why=why_not(error) if isinstance(error, OSError) else "UTF-8",
            path=path,
        ) from error


class Postman:
    """An open conversation with the server."""

    def __init__(self, link: smtplib.SMTP, server: Server) -> None:
        self._link = link
        self._sender = server.sender

    def post(self, address: str, subject: str, text: str, now: datetime) -> str | None:
        """Hand one message over: empty when the server took it, its code when it refused; None when nobody knows."""
        message = EmailMessage(policy=AS_SENT)
        message["From"], message["To"], message["Subject"] = self._sender, address, subject
        message["Date"], message["Message-ID"] = format_datetime(now), make_msgid(domain=self._sender.split("@")[1])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            self._link.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            return _code(next((code for code, _ in refused.recipients.values()), 0))
        except smtplib.SMTPResponseException as refused:
            return _code(refused.smtp_code)
        except (smtplib.SMTPException, OSError):
            return None
        return ""


def _code(number: int) -> str:
    return str(number) if number > 0 else "000"


@contextmanager
def postman(server: Server) -> Iterator[Postman]:
    """A conversation with the server, closed at the end.

    Raises:
        EnvironmentUnusable: it can't be reached, encrypts nothing, has a certificate that doesn't hold, or refuses us.
    """
    try:
        link = _opened(server)
    except smtplib.SMTPNotSupportedError as error:
        raise EnvironmentUnusable(
            "Le serveur de courriels {host} ne chiffre pas, ou ne prend pas de mot de passe : rien n'est parti.",
            "Choisir un serveur qui prend STARTTLS.",
            host=server.host,
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise EnvironmentUnusable(
            "Le serveur de courriels {host} refuse ce compte : rien n'est parti.",
            "Vérifier {user} et le mot de passe.",
            host=server.host,
            user=USER,
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise EnvironmentUnusable(
            "Le serveur de courriels {host} ne répond pas comme il faut : rien n'est parti.",
            "Vérifier {server} et le réseau, puis recommencer.",
            host=server.host,
            server=SERVER,
        ) from error
    try:
        yield Postman(link, server)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            link.quit()


def _opened(server: Server) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.port == _TLS_AT_ONCE:
        link: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
    else:
        link = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.port != _TLS_AT_ONCE and not server.clear:
            link.starttls(context=trusted)
        if server.user:
            link.login(server.user, server.password)
    except BaseException:
        link.close()
        raise
    return link
