"""Files that a command writes: whole or not at all, and readable by their owner only, for sheets bear names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from engine.errors import EnvironmentUnusable, UsageError, unwritable, why_not

if TYPE_CHECKING:
    from engine.commands.desk import Desk


def give_file(desk: Desk, out: str | None, usual: str, content: bytes, view: Mapping[str, Any]) -> None:
    """Write a new file where it was asked for, « - » being the standard output, and say so.

    Nothing that is there is ever replaced: a name that was given is refused, the `usual` one, where none was, is
    followed by a number.

    Raises:
        UsageError: something of that name is there.
        EnvironmentUnusable: the place can't be written.
    """
    if out == "-":
        click.echo(content, nl=False)
        return
    path = free_name(Path(usual)) if out is None else Path(out)
    write_new(path, content)
    desk.answer({**view, "file": str(path)}, lambda screen: screen.done("written", path))


def free_name(path: Path) -> Path:
    """The first of `sheet.pdf`, `sheet-2.pdf`, `sheet-3.pdf`… that nothing has."""
    names = (path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def write_new(path: Path, content: bytes) -> None:
    """Write a new file for its owner alone, whole or not at all; nothing that is there is ever replaced.

    Raises:
        UsageError: something of that name is there.
        EnvironmentUnusable: the place can't be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe is written to; nothing is put in its place.
        flags = os.O_WRONLY
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            try:
                file.write(content)
                file.flush()
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise UsageError("{path} existe déjà : rien n'a été écrit.", "Nommer un autre fichier.", path=path) from error
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files that anybody may read, whole or not at all; an empty one may be there.

    Raises:
        UsageError: something of that name is there.
        EnvironmentUnusable: the place can't be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError("{path} existe déjà : rien n'a été écrit.", "Nommer un dossier neuf, ou vide.", path=path)
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        if path.is_dir():
            path.rmdir()
        draft.rename(path)
    except (OSError, ValueError) as error:
        raise EnvironmentUnusable(
            "Le dossier {path} ne peut pas être écrit : {why}.",
            "Nommer un autre dossier.",
            path=path,
            why=why_not(error),
        ) from error
    finally:
        with suppress(OSError, ValueError):
            shutil.rmtree(draft)


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
        raise unwritable(path, error) from error
