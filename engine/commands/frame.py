"""The frame of every command: help in French, general options anywhere on the line, and « vouliez-vous dire ».

Knows how click shows a command; knows no case, no pathway.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from engine.commands.asked import BadWord, general_options
from engine.errors import Said, UsageError, did_you_mean

_HELP = "Montrer cette aide."
_WIDTH = 100
SHORT = 66
"Letters of a line about a command, beside its name, on 80 columns."


def command(name: str, kind: type[Command] | None = None) -> Callable[[Callable[..., None]], Command]:
    """Make a command of a function: its docstring is the help, its « Exemple : » is kept line by line."""

    def made(function: Callable[..., None]) -> Command:
        return click.command(name, cls=kind or Command)(function)

    return made


def _in_french(text: str) -> str:
    """The remarks that click adds to an option's help."""
    return (
        text.replace("[required]", "[obligatoire]")
        .replace("[default: ", "[par défaut\u00a0: ")
        .replace("; required]", "; obligatoire]")
    )


def in_short(text: str) -> str:
    """The beginning of a help that holds on one line: whole clauses, never a sentence cut in its middle."""
    line = " ".join(inspect.cleandoc(text).split("\n\n")[0].replace("\b", "").split())
    while len(line) >= SHORT:
        ends = [line.rfind(mark, 0, len(line) - 1) for mark in (". ", " ; ", " : ", ", ")]
        if max(ends) <= 0:
            break
        line = line[: max(ends)]
    return f"{line.rstrip('.')}."


def _laid_out(text: str) -> str:
    """A help whose examples are left as they are written: click would wrap them into a paragraph."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(f"\b\n{each}" if "\n  " in each else each for each in paragraphs)


class _French(click.Command):
    """The words of click's help, in French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Emploi : ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, in French."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands of a group."""
        rows = [
            (record[0], _in_french(record[1]))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section("Options\u00a0"):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(_French):
    """A command: it takes the general options too, and says where they are told."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        context = {"max_content_width": _WIDTH, **(attributes.pop("context_settings", None) or {})}
        attributes["help"] = _laid_out(attributes.get("help") or "")
        super().__init__(name, context_settings=context, **attributes)
        self.params += general_options(shown=False)
        self.options_metavar = "[OPTIONS]"
        self.epilog = "Options générales (base, langue…) : baom --help"


class Group(_French, click.Group):
    """A group of commands; a command misspelt is answered with the nearest one."""

    command_class = Command

    def __init__(self, name: str | None = None, **attributes: Any) -> None:
        context = {"max_content_width": _WIDTH, **(attributes.pop("context_settings", None) or {})}
        attributes["help"] = _laid_out(attributes.get("help") or "")
        super().__init__(name, context_settings=context, **attributes)
        self.params += general_options(shown=False)
        self.subcommand_metavar = "COMMANDE …"
        self.options_metavar = "[OPTIONS]"
        self.no_args_is_help = True

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """One line about a command of the group."""
        command = self.get_command(ctx, name)
        return "" if command is None else in_short(command.help or "")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with one line about each."""
        rows = [(name, self.short_help_of(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a word that names no command is answered in French, with the nearest one."""
        word = args[0]
        if self.get_command(ctx, word) is None and not ctx.resilient_parsing and not word.startswith("-"):
            known = self.list_commands(ctx)
            near = get_close_matches(word, known, n=1, cutoff=0.5)
            hint = did_you_mean(near)
            raise UsageError(
                "La commande « {command_path} {word} » n'existe pas.{hint}",
                "Commandes : {known}.",
                command_path=ctx.command_path,
                word=word,
                hint=hint,
                known=", ".join(known),
            )
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """A group whose commands are imported when they are called, and not to be listed.

    `places` gives for each name its module, its object there, and its line in the help.
    """

    def __init__(
        self, name: str | None = None, *, places: Mapping[str, tuple[str, str, str]], **attributes: Any
    ) -> None:
        super().__init__(name, **attributes)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table: that of a desk's day."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        module, name, _ = place
        found: click.Command = getattr(import_module(module), name)
        return found

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """The line of the table: nothing is imported for a help."""
        return self.places[name][2]


class Among(click.ParamType[str]):
    """One word of a list; a misspelt one is answered with the nearest."""

    name = "choix"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words themselves."""
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a refusal."""
        word = str(value)
        if word not in self.words:
            near = get_close_matches(word, self.words, n=1)
            hint = did_you_mean(near)
            raise BadWord(
                Said("« {word} » n'est pas prévu ({known}).{hint}", word=word, known=", ".join(self.words), hint=hint),
                ctx,
                param,
            )
        return word


_DIGITS, _SHOWN = 20, 40


class Count(click.ParamType[int]):
    """A whole number, not below `least`."""

    name = "nombre"

    def __init__(self, least: int = 1, most: int = 100_000) -> None:
        self.least = least
        self.most = most

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """« N »."""
        return "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a refusal."""
        text = str(value)
        # Python makes no number of some thousands of digits.
        if not (text.isdecimal() and len(text) <= _DIGITS and self.least <= int(text) <= self.most):
            raise BadWord(
                Said(
                    "« {word} » n'est pas un nombre entre {least} et {most}.",
                    word=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
                    least=self.least,
                    most=self.most,
                ),
                ctx,
                param,
            )
        return int(text)
