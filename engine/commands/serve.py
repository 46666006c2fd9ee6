"""`baom serve`: the web application, for the browsers of one office, or of many behind a reverse proxy."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.errors import EnvironmentUnusable, UsageError

if TYPE_CHECKING:
    from engine.app.house import House

HOST = "127.0.0.1"
PORT = 8765
MOST_WORKERS = 32
STARTING = 120
"Seconds that a worker may take to start, or to answer, before it is taken for hung and another is put in its place."
STOPPING = 5
"Seconds that those who wait are given when it stops: a step lasts a few hundredths."


@command("serve")
@click.option(
    "--host", default=HOST, show_default=True, metavar="ADRESSE", help="Où écouter ; ici même, sans autre mot."
)
@click.option("--port", type=Count(1, 65_535), default=PORT, show_default=True, help="Port où écouter.")
@click.option("--behind-tls", is_flag=True, help="Derrière un serveur mandataire en HTTPS, qui seul l'atteint.")
@click.option(
    "--workers", type=Count(1, MOST_WORKERS), default=1, show_default=True, help="Processus ; plusieurs : PostgreSQL."
)
@click.option("--unit", is_flag=True, help="Écrire une unité systemd, au lieu d'ouvrir l'application.")
@pass_desk
def serve(desk: Desk, host: str, port: int, behind_tls: bool, workers: int, unit: bool) -> None:
    """Ouvrir l'application pour les navigateurs du bureau ; Ctrl-C l'arrête, sans rien perdre.

    Exemple :
      baom serve
      baom serve --port 9000
      baom serve --behind-tls --workers 4
      baom serve --unit
    """
    if unit:
        from engine.commands.unit import unit_of

        words = unit_of(host, port, workers, behind_tls=behind_tls)
        desk.answer({"unit": words}, lambda _: click.echo(words, nl=False))
        return
    # Whoever opens a page logs in there: the program that serves it is nobody.
    if workers == 1:
        run(desk, desk.opened, host, port, secure=behind_tls)
    else:
        _run_workers(desk, workers, (host, port), secure=behind_tls)


def run(desk: Desk, house: House, host: str = HOST, port: int = PORT, *, secure: bool = False) -> None:
    """Serve until it is stopped.

    Raises:
        EnvironmentUnusable: the address can't be listened at.
    """
    import uvicorn

    from engine.web.app import create_app
    from engine.web.warming import warm_beside

    listener = _listening(desk, host, port)
    config = uvicorn.Config(create_app(house, desk.settings, secure=secure), **_how())
    warm_beside(house)
    # Ctrl-C is how it is stopped: the server has answered those who waited, and nothing has failed.
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _run_workers(desk: Desk, workers: int, place: tuple[str, int], *, secure: bool) -> None:
    """Serve by several processes, each put in the place of one that died, until they are stopped.

    Raises:
        UsageError: over a file.
        EnvironmentUnusable: as `run`.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from engine.web.worker import workers_for

    if "postgres" not in desk.settings.database.partition("://")[0]:
        raise UsageError(
            "Plusieurs processus sur une base SQLite n'iraient pas plus vite : un seul écrit à la fois.",
            "Retirer --workers, ou mettre la base sur PostgreSQL : --db postgresql://…",
        )
    # Opened once here: what keeps it from opening is told before anything is started.
    desk.opened.store.close()
    listener = _listening(desk, *place)
    settings = replace(desk.settings, environ=dict(desk.settings.environ))
    with tempfile.TemporaryDirectory(prefix="baom-") as folder, listener, contextlib.suppress(KeyboardInterrupt):
        config = uvicorn.Config(
            workers_for(settings, workers, Path(folder), secure=secure),
            factory=True,
            workers=workers,
            timeout_worker_healthcheck=STARTING,
            **_how(),
        )
        Multiprocess(config, sockets=[listener]).run()


def _listening(desk: Desk, host: str, port: int) -> socket.socket:
    """A socket bound where browsers are to come, which the screen tells."""
    listener = bound(host, port)
    listener.set_inheritable(True)
    screen = desk.screen
    screen.line(screen.say("serving"), "bold")
    screen.command(f"http://{'localhost' if host == HOST else host}:{port}/", 2)
    screen.line(screen.say("serving_stop"), "dim", 2)
    return listener


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to an address; port 0: one that is free.

    Raises:
        EnvironmentUnusable: the address can't be listened at.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP, or asyncio leaves Nagle's algorithm on: a page then waits for the browser to acknowledge its
    # headers, which takes 40 ms and more.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
    return listener


def _how() -> dict[str, Any]:
    """How every process answers: no line for a visit, no name of a program, no word of a proxy's believed."""
    return {
        "log_level": "warning",
        "access_log": False,  # an address may tell whose case was looked at
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": STOPPING,
    }
