"""How a command ends when it can't do what was asked: a message, a remedy, a code; never a traceback.

The outermost edge of the command line: the only place that catches everything, and says of what it doesn't know only
an identifier. What a message may show, the error that carries it has decided; no value is added here.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from engine.commands.asked import Asked, BadWord, data_folder
from engine.core.codes import code_of
from engine.errors import (
    DefinitionError,
    EngineError,
    Said,
    UsageError,
    did_you_mean,
)

INTERRUPTED = 130
"What shells expect of a program that Ctrl-C has stopped."
UNEXPECTED = 5
SHOWN = 20
"Problems of a file told on a screen; `--json` has them all."


@dataclass(frozen=True, slots=True)
class Failure:
    """What is said of a failure, and the code the command ends with."""

    code: str
    message: str
    remedy: str
    exit_code: int
    more: tuple[tuple[str, Any], ...] = ()
    "Further keys of the JSON answer."


def failure_of(error: BaseException, asked: Asked) -> Failure:
    """What to say of an error."""
    match error:
        case EngineError():
            return _expected(error, asked)
        case click.UsageError():
            return _expected(_usage(error), asked)
        case click.ClickException():
            return Failure("usage", error.format_message(), "", 2)
        case KeyboardInterrupt() | click.Abort() | EOFError():
            stopped = EngineError("Interrompu.", "Ce qui avait été enregistré le reste.")
            return Failure("interrupted", *_told(stopped, asked), INTERRUPTED)
        case _:
            return _unexpected(error, asked)


def _expected(error: EngineError, asked: Asked) -> Failure:
    code = code_of(error)
    more: tuple[tuple[str, Any], ...] = ()
    if isinstance(error, DefinitionError):
        worst = sorted(error.problems, key=lambda problem: problem.severity != "error")
        more = (("problems", [problem.view for problem in worst]),)
    return Failure(code, *_told(error, asked), error.exit_code, more)


def _told(error: EngineError, asked: Asked) -> tuple[str, str]:
    """Both sentences in the language that was asked for."""
    if asked.language() == "fr":
        # The sentences of the other languages are read for whoever reads them.
        return error.message.strip(), error.remedy
    from engine.core.wording import tell as in_words

    return in_words(error, asked.language())


def _usage(error: click.UsageError) -> UsageError:
    """Click's own findings, in words of ours."""
    path = error.ctx.command_path if error.ctx is not None else "baom"
    remedy = Said("Voir : {path} --help", path=path)
    match error:
        case click.MissingParameter():
            return UsageError("Il manque {what}.", remedy, what=_named(error))
        case click.NoSuchOption():
            hint = did_you_mean(error.possibilities or ())
            return UsageError(
                "L'option « {option} » n'existe pas ici.{hint}", remedy, option=error.option_name, hint=hint
            )
        case click.BadOptionUsage():
            return UsageError(
                "L'option « {option} » est mal employée : il lui manque une valeur, ou elle n'en prend pas.",
                remedy,
                option=error.option_name,
            )
        case BadWord():
            return UsageError("Valeur refusée pour {what} : {why}", remedy, what=_named(error), why=error.why)
        case click.BadParameter():
            return UsageError("Valeur refusée pour {what} : {why}", remedy, what=_named(error), why=error.message)
        case _:
            return UsageError(_SAID.get(error.message.partition("(")[0].strip(), Said(error.format_message())), remedy)


_SAID = {
    "Got unexpected extra argument": Said("Il y a un mot de trop."),
    "Got unexpected extra arguments": Said("Il y a des mots de trop."),
}


def _named(error: click.BadParameter) -> Said:
    param = error.param
    if isinstance(param, click.Option):
        return Said("l'option « {option} »", option=max(param.opts, key=len))
    if param is not None and error.ctx is not None:
        return Said("« {word} »", word=param.make_metavar(error.ctx))
    return Said("une valeur")


def _unexpected(error: BaseException, asked: Asked) -> Failure:
    """Say an identifier and what to do; the detail goes to a file, and only when asked for."""
    name = secrets.token_hex(3).upper()
    remedy = Said(
        "Recommencer ; si cela se répète : baom db check, puis relancer avec --debug et signaler l'erreur {name}.",
        name=name,
    )
    if asked.debug and (written := _write_detail(error, name, asked)) is not None:
        remedy = Said("Le détail est dans {path}.", path=written)
    told = EngineError("Erreur inattendue n° {name}. Rien de plus n'a été enregistré.", remedy, name=name)
    return Failure("unexpected", *_told(told, asked), UNEXPECTED)


def _write_detail(error: BaseException, name: str, asked: Asked) -> Path | None:
    """Write the detail for its owner only; None when that isn't possible either."""
    folder = data_folder(asked.environ) / "erreurs"
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(handle, _detail(error).encode())
        finally:
            os.close(handle)
    except OSError:
        return None
    return path


def _detail(error: BaseException | None) -> str:
    """Where an error and its causes arose, and of which classes; not their messages, which may hold a value."""
    parts = []
    while error is not None:
        kind = type(error)
        parts.append(f"{kind.__module__}.{kind.__qualname__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


def tell(failure: Failure, asked: Asked) -> None:
    """Say it: two lines on the error output, or one JSON object on the standard one."""
    if asked.json:
        answer: dict[str, Any] = {
            "error": {"code": failure.code, "message": failure.message, "remedy": failure.remedy}
        } | dict(failure.more)
        write_json_text(json.dumps(answer, ensure_ascii=False))
        return
    marks = ("✗", "→") if _can_say("✗→", sys.stderr) else ("x", "->")
    click.echo(f"{marks[0]} {plain(failure.message)}", err=True)
    for problem in dict(failure.more).get("problems", [])[:SHOWN]:
        click.echo(f"{problem['file']}:{problem['line']}:{problem['column']}: {plain(problem['message'])}", err=True)
        click.echo(f"  {marks[1]} {plain(problem['remedy'])}", err=True)
    for line in plain(failure.remedy).splitlines():
        click.echo(f"{marks[1]} {line}", err=True)


def _can_say(text: str, stream: Any) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


_BIDI = (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067)
"Overrides of direction. Not U+2068 and U+2069, with which our own Arabic sentences set values apart."
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_STRIPPED = dict.fromkeys((*_CONTROLS, *_BIDI)) | {ord("\n"): "\n", ord("\t"): " "}


def plain(text: str) -> str:
    """A text that only shows letters: no terminal escape, no control character, no override of direction."""
    return text.translate(_STRIPPED)


def write_json_text(text: str) -> None:
    """One JSON object and a line's end, in UTF-8 whatever the console's own encoding; C1 controls escaped."""
    safe = "".join(f"\\u{ord(each):04x}" if "\x7f" <= each <= "\x9f" else each for each in text)
    click.echo(f"{safe}\n".encode(), nl=False)


def is_closed_pipe(error: BaseException) -> bool:
    """Whether whoever read our output has stopped reading: `baom … | head`."""
    # Windows says EINVAL of a pipe whose reader has gone.
    return isinstance(error, BrokenPipeError) or (
        isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EINVAL) and error.filename is None
    )


def silence_output() -> None:
    """Stop writing to a pipe that nobody reads, so that the interpreter's last flush doesn't complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return
