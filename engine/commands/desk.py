"""One command at work: the house it opens, who acts, on what day, and how its answer is given."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from engine.commands.asked import Asked, asked_of
from engine.commands.failures import write_json_text
from engine.core.definition import Language
from engine.core.events import EVERYWHERE, Actor
from engine.core.wording import ROLES, isolated
from engine.errors import AccessRefused, Said, UsageError, did_you_mean

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.publishing import Workshop
    from engine.app.sessions import Session
    from engine.bootstrap import Settings
    from engine.commands.screen import Screen

P = ParamSpec("P")
View = Mapping[str, Any]

REFUSED = 1
CONFLICT = 3
ALTERED = 4
UNREADABLE = 5
INCOMPLETE = 6
NOON = time(12)
LISTED = 24
"How many words a refusal names."
"A day given as the server's time is taken at noon: the same day on every clock of the region."


class Desk:
    """What a command is given: general options already read, the house not yet opened."""

    def __init__(self, ctx: click.Context) -> None:
        self.ctx = ctx
        self.asked: Asked = asked_of(ctx)
        self._session: Session | None = None
        self._hushed = False

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self.asked.language()

    @functools.cached_property
    def screen(self) -> Screen:
        """Where a person reads."""
        from engine.commands.screen import Screen

        return Screen(self.language)

    @functools.cached_property
    def settings(self) -> Settings:
        """What the house is built from."""
        from pathlib import Path

        from engine.bootstrap import Settings, shipped

        asked, environ = self.asked, self.asked.environ
        processes = asked.processes or environ.get("BAOM_PROCESSES")
        forms = asked.forms or environ.get("BAOM_FORMS")
        return Settings(
            database=asked.database(),
            key_file=asked.key_file(),
            processes=Path(processes) if processes else shipped("processes"),
            forms=Path(forms) if forms else shipped("forms"),
            environ=environ,
            language=self.language,
            now=moment_of(asked.now) if asked.now else None,
        )

    @functools.cached_property
    def workshop(self) -> Workshop:
        """The files of pathways, forms and territory, as they stand in the folders."""
        from engine.bootstrap import workshop_of

        return workshop_of(self.settings)

    @functools.cached_property
    def house(self) -> House:
        """The house, opened at its first use and closed with the command; a real one only to whoever is logged in.

        Raises:
            AccessRefused: nobody is logged in.
            EnvironmentUnusable, UsageError: as `opened`.
        """
        house = self.opened
        if not house.store.training:
            self.session()
        return house

    def place(self, slug: str) -> str:
        """What people call a commune, in the language of the screen."""
        from engine.core.territory import commune_name

        return isolated(commune_name(self.opened.territory, slug, self.language), self.language)

    @functools.cached_property
    def opened(self) -> House:
        """The house, whoever is there: for what comes before a login, and shows nothing of anybody.

        Raises:
            EnvironmentUnusable: the database, its key or the installation can't be used.
            UsageError: `--now` or `--as` on a real database, or an unknown role.
        """
        from engine.bootstrap import open_house

        role_of((self.asked.actor or "agent").partition("@")[0])
        house = open_house(self.settings)
        self.ctx.call_on_close(house.store.close)
        self.refuse_pretence(house)
        return house

    def refuse_pretence(self, house: House) -> None:
        """Refuse another moment or another role than the true ones on a real database; raises UsageError."""
        if not house.store.training and (self.asked.now or self.asked.actor):
            raise UsageError(
                "--now et --as ne sont acceptés que par une base d'entraînement.", "Les retirer, ou changer de base."
            )

    def take(self, house: House) -> None:
        """Work in a training house that is open already; it is closed with the command."""
        self.ctx.call_on_close(house.store.close)
        self.__dict__["opened"] = house

    def session(self) -> Session:
        """Who is logged in on a real database.

        Raises:
            AccessRefused: nobody, or not any more.
        """
        if self._session is None:
            from engine.app.sessions import enter
            from engine.commands.session_file import kept_token

            house = self.opened
            self._session = enter(house, kept_token(self.settings.environ, house.store.log_id), "terminal")
        if self._session is None:
            raise nobody()
        return self._session

    def logged_in(self) -> Session:
        """Who is logged in, for what only somebody with an account can do.

        Raises:
            AccessRefused: nobody.
            UsageError: a training database, where nobody logs in.
        """
        self.refuse_training()
        return self.session()

    def refuse_training(self) -> None:
        """Refuse what has no sense on a training database; raises UsageError."""
        if self.opened.store.training:
            raise UsageError(
                "Une base d'entraînement ne demande pas de se connecter.",
                "Agir dans un autre rôle : --as supervisor, --as agent@tiznit.",
            )

    def shown_database(self) -> str:
        """The address of the database, as it may be shown: without a password."""
        head, sign, tail = self.settings.database.partition("://")
        return f"{head}{sign}{tail.rpartition('@')[2]}" if sign and "@" in tail else self.settings.database

    def day(self, given: str | None) -> date:
        """The day an act happened: the one given, else today."""
        from engine.app.given import day_of

        return day_of(given) if given else self.house.today()

    def actor(self, usual: str = "agent") -> Actor:
        """Who acts: whoever is logged in on a real database.

        On a training one, as `--as` says; without it the `usual` role, and without a commune at each case's own desk.

        Raises:
            AccessRefused: nobody is logged in.
            UsageError: no such role or commune, with the nearest one.
        """
        if not self.house.store.training:
            return self.session().actor
        word, _, commune = (self.asked.actor or usual).partition("@")
        role = role_of(word)
        return Actor(role, role, self.house.commune(commune) if commune else EVERYWHERE)

    def known(self, word: str, words: Iterable[str], what: Said) -> None:
        """Refuse a word that isn't among those known, with the nearest one."""
        every = list(words)
        if word not in every:
            near = get_close_matches(word, every, n=1)
            # A wall of names helps nobody: of many, those that look like it.
            alike = get_close_matches(word, every, n=LISTED, cutoff=0.4) or every[:LISTED]
            shown = every if len(every) <= LISTED else [*alike, "…"]
            hint = did_you_mean(near)
            raise UsageError(
                "{what} « {word} » n'existe pas.{hint}",
                "Connus : {every}.",
                what=what,
                word=word,
                hint=hint,
                every=", ".join(shown),
            )

    def answer(self, view: View, human: Callable[[Screen], None]) -> None:
        """Give the answer: one JSON object, or a screen under the watermark of a training database."""
        if self.asked.json:
            import orjson

            write_json_text(orjson.dumps(view, option=orjson.OPT_NON_STR_KEYS).decode())
            return
        if "opened" in self.__dict__ and self.opened.store.training:
            self.screen.line(self.screen.say("training"), "bold yellow")
        if self._session is not None:
            from engine.commands.notices import notices

            notices(self.screen, self.opened, self._session, hushed=self._hushed)
        human(self.screen)

    def hush(self) -> None:
        """Leave out what usually stands above an answer and the answer itself tells; not what is damaged."""
        self._hushed = True

    def end(self, code: int) -> None:
        """End the command with a code that isn't a failure of its own."""
        self.ctx.exit(code)


def nobody() -> AccessRefused:
    """What to raise where somebody must be logged in and nobody is."""
    return AccessRefused(
        "Personne n'est connecté, ou la session est finie.", "Se connecter : baom user login IDENTIFIANT"
    )


def role_of(word: str) -> str:
    """A role by its identifier or its French name; the system's own is nobody's to take.

    Raises:
        UsageError: no such role.
    """
    names = {said.casefold(): role for role, text in ROLES.items() for said in (role, text.fr) if role != "system"}
    found = names.get(word.strip().casefold())
    if found is None:
        near = get_close_matches(word.casefold(), names, n=1)
        hint = did_you_mean([names[near[0]]] if near else ())
        known = ", ".join(role for role in ROLES if role != "system")
        raise UsageError(
            "Le rôle « {word} » n'existe pas.{hint}", "Rôles : {known}.", word=word, hint=hint, known=known
        )
    return found


def moment_of(text: str) -> datetime:
    """The server's time as `--now` gives it: a day, or a moment; on the desks' own clock unless it names a zone.

    Raises:
        UsageError: anything else.
    """
    from engine.app.given import day_of, plausible
    from engine.app.house import ZONE

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.combine(day_of(text), NOON, ZONE)
    plausible(found.date())
    if found.tzinfo is not None:
        return found
    bare = "T" not in text and ":" not in text
    return datetime.combine(found.date(), NOON, ZONE) if bare else found.replace(tzinfo=ZONE)


def pass_desk(command: Callable[Concatenate[Desk, P], None]) -> Callable[P, None]:
    """Give a command its desk."""

    @functools.wraps(command)
    def with_desk(*args: P.args, **kwargs: P.kwargs) -> None:
        command(Desk(click.get_current_context()), *args, **kwargs)

    return with_desk
