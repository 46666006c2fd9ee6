"""`baom serve`: the web application, for the browsers of one office."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.errors import EnvironmentUnusable

if TYPE_CHECKING:
    from engine.app.house import House

HOST = "127.0.0.1"
PORT = 8765


@command("serve")
@click.option(
    "--host", default=HOST, show_default=True, metavar="ADRESSE", help="Où écouter ; ici même, sans autre mot."
)
@click.option("--port", type=Count(1, 65_535), default=PORT, show_default=True, help="Port où écouter.")
@click.option("--behind-tls", is_flag=True, help="Derrière un serveur mandataire en HTTPS, qui seul l'atteint.")
@pass_desk
def serve(desk: Desk, host: str, port: int, behind_tls: bool) -> None:
    """Ouvrir l'application pour les navigateurs du bureau ; Ctrl-C l'arrête, sans rien perdre.

    Exemple :
      baom serve
      baom serve --port 9000
    """
    # Whoever opens a page logs in there: the program that serves it is nobody.
    run(desk, desk.opened, host, port, secure=behind_tls)


def run(desk: Desk, house: House, host: str = HOST, port: int = PORT, *, secure: bool = False) -> None:
    """Serve until it is stopped.

    Raises:
        EnvironmentUnusable: the address can't be listened at.
    """
    import socket

    import uvicorn

    from engine.web.app import create_app

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise EnvironmentUnusable(
            "Impossible d'écouter à l'adresse {host}, port {port}.",
            "Est-elle déjà ouverte dans le navigateur ? Sinon, vérifier l'adresse, ou changer --port.",
            host=host,
            port=port,
        ) from error
    screen = desk.screen
    screen.line(screen.say("serving"), "bold")
    screen.command(f"http://{'localhost' if host == HOST else host}:{port}/", 2)
    screen.line(screen.say("serving_stop"), "dim", 2)
    config = uvicorn.Config(
        create_app(house, desk.settings, secure=secure),
        log_level="warning",
        access_log=False,  # an address may tell whose case was looked at
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    # Ctrl-C is how it is stopped: the server has answered those who waited, and nothing has failed.
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
