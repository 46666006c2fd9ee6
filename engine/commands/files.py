"""Files that a command writes: whole or not at all, and readable by their owner only, for sheets bear names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from engine.errors import EnvironmentUnusable, UsageError, why_not

if TYPE_CHECKING:
    from engine.commands.desk import Desk


def give_file(desk: Desk, out: str, content: bytes, view: Mapping[str, Any]) -> None:
    """Write a file where it was asked for, « - » being the standard output, and say so.

    Raises:
        EnvironmentUnusable: the place can't be written.
    """
    if out == "-":
        click.echo(content, nl=False)
        return
    write_private(Path(out), content)
    desk.answer({**view, "file": out}, lambda screen: screen.done("written", out))


def write_new(path: Path, content: bytes) -> None:
    """Write a new file for its owner alone, whole or not at all; nothing that is there is ever replaced.

    Raises:
        UsageError: something of that name is there.
        EnvironmentUnusable: the place can't be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            try:
                file.write(content)
                file.flush()
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise UsageError(
            "{path} existe déjà : rien n'a été écrit.", "Donner un autre nom avec --out.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise EnvironmentUnusable(
            "Le fichier {path} ne peut pas être écrit : {why}.",
            "Nommer un autre fichier avec --out.",
            path=path,
            why=why_not(error),
        ) from error


def write_private(path: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there: a full disk leaves the old one, or none.

    Raises:
        EnvironmentUnusable: the place can't be written.
    """
    with private_file(path) as file:
        file.write(content)


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written piece by piece beside its place, and put there at the end; gone when anything fails.

    Raises:
        EnvironmentUnusable: the place can't be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "c'est un dossier")
        if path.exists() and not path.is_file():
            # A device or a pipe is written to; nothing is put in its place.
            with path.open("wb") as file:
                yield file
            return
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
        draft.replace(path)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise EnvironmentUnusable(
            "Le fichier {path} ne peut pas être écrit : {why}.",
            "Nommer un autre fichier avec --out.",
            path=path,
            why=why_not(error),
        ) from error
