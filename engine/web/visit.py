"""Who is visiting a page, in which language, and the form they sent.

A visit is found before any page is made: without a session there is no page, and without its token no form. Pages give
their answers through it, so that each has the language, the navigation and the token that belong to the visitor.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from engine.app.sessions import enter, is_own_form, page_proof
from engine.authority.allow import Action, Resource, allow
from engine.core.definition import Language
from engine.core.wording import ROLES, tell
from engine.web.answers import Answer
from engine.web.news import ENTERED, news_above
from engine.web.render import environment, in_a_list, words_of
from engine.web.sent import Form, sent
from engine.web.site import Site

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.sessions import Session
    from engine.core.events import Actor
    from engine.errors import EngineError

LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: Mapping[Language, str] = {"fr": "Français", "ar": "العربية", "en": "English"}
"Each language as it calls itself."
LANGUAGE_COOKIE = "baom_language"
TOKEN = "token"  # noqa: S105 -- the name of a form's field
SALT_BYTES = 8
YEAR = 365 * 24 * 3600

_LOOKS_AGAIN = " data-refresh="
"Stands in a page that asks for itself again (`app.js`)."
# One in brackets goes with them, and what follows it stays.
_COMMAND = re.compile(r"\s*\(\u2068?baom [^)]*\)|\s*[:;,]?\s*\u2068?baom [^.;؛\u2069]*\u2069?")
"A command in a sentence, with what leads to it."
_IDENTIFIER = re.compile(
    r" ?\(\u2068?[a-z0-9]+(?:_[a-z0-9]+)+\u2069?\)| ?\(--[a-z-]+\)|\s*[:;,]?\s*--[a-z-]+(?: (?:\"[^\"]*\"|none))?"
)
"What stands beside a title for those who type: an identifier; and an option."

DOORS: tuple[tuple[str, str, *tuple[Action, ...]], ...] = (
    ("/", "nav_today", "case.list"),
    ("/appointments", "nav_appointments", "case.list"),
    ("/reminders", "nav_reminders", "case.list"),
    ("/people", "nav_people", "person.search"),
    ("/cases/new", "nav_new", "case.open"),
    ("/referential", "nav_referential", "process.read"),
    ("/editor", "nav_editor", "process.publish"),
    ("/audit", "nav_audit", "audit.access", "audit.verify"),
    ("/users", "nav_users", "user.list"),
    ("/backup", "nav_backup", "base.care"),
)
"The pages of the navigation, each with the rights of which one is enough."


class LoginWantedError(Exception):
    """Nobody is logged in, or not any more; what was being sent is kept for after the login."""

    def __init__(self, form: Form | None = None) -> None:
        super().__init__()
        self.form = form


class ForeignFormError(Exception):
    """A form that one of this session's pages didn't make."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a page."""

    request: Request
    site: Site
    language: Language
    token: str = field(default="", repr=False)
    session: Session | None = None
    form: Form = field(default_factory=lambda: Form({}))
    house: House = field(init=False, repr=False)
    "The house that the pages show: the same one until the visit ends, whatever is put in service meanwhile."

    def __post_init__(self) -> None:
        """Keep to the house of this moment."""
        object.__setattr__(self, "house", self.site.house)

    @property
    def actor(self) -> Actor:
        """Who acts.

        Raises:
            LoginWantedError: nobody is logged in.
        """
        if self.session is None:
            raise LoginWantedError
        return self.session.actor

    @property
    def owner(self) -> str:
        """The account whose work beside the pages this is.

        Raises:
            LoginWantedError: nobody is logged in.
        """
        if self.session is None:
            raise LoginWantedError
        return self.session.account.id

    def told(self, error: EngineError) -> tuple[str, str]:
        """(message, remedy) of an error, for somebody at a page: what is to be typed at a terminal is left out."""
        message, remedy = tell(error, self.language)
        return _IDENTIFIER.sub("", message), _IDENTIFIER.sub("", _COMMAND.sub("", remedy)).strip()

    def page(self, template: str, status: int = 200, /, **context: Any) -> Response:
        """A page in the visitor's language; one that answers a form at an address to which one can come back.

        A page that tells how far work has come is made anew at its own address until that is over.
        """
        written = self._written(template, context)
        if self.session is not None and self.form.values and _LOOKS_AGAIN not in written:
            # Where it can't be kept, it is shown at once.
            with suppress(OSError):
                return self.go(f"/answers/{self.site.answers.keep(self.token, Answer(status, written))}")
        return self._keeping_language(HTMLResponse(written, status))

    def page_once(self, template: str, /, **context: Any) -> Response:
        """A page that nobody comes back to: what it tells is told once."""
        return self._keeping_language(HTMLResponse(self._written(template, context)))

    def _written(self, template: str, context: Mapping[str, Any]) -> str:
        common = {
            **words_of(self.language),
            "visit": self,
            "news": list(news_above(self.house, self.session, self.language, entered=self._has_just_entered)),
            "asset": lambda name: self.site.assets[name].path,
            "communes": self.communes_in(self.language),
            "in_language": partial(self._in_language, context.get("home")),
        }
        return environment().get_template(template).render({**common, **context})

    def go(self, path: str) -> Response:
        """Go on to another page, by a demand that changes nothing: to reload it repeats no act."""
        return self._keeping_language(RedirectResponse(path, 303))

    @property
    def _has_just_entered(self) -> bool:
        return bool(self.request.query_params.get(ENTERED))

    def _in_language(self, home: str | None, language: Language) -> str:
        """The address of this page in another language; of an answer to a form, the page that the form stood on."""
        url = self.request.url
        path, _, own = (home or "").partition("?")
        path = path or (url.path if self.request.method == "GET" else url.path.rpartition("/")[0] or "/")
        asked = parse_qsl(own) or self.request.query_params.multi_items()
        kept = [(name, value) for name, value in asked if name != "lang"]
        query = urlencode([*kept, ("lang", language)])
        return str(url.replace(scheme="", netloc="", path=path, query=query))

    def _keeping_language(self, response: Response) -> Response:
        if self.request.query_params.get("lang") in LANGUAGES:
            response.set_cookie(
                LANGUAGE_COOKIE, self.language, max_age=YEAR, secure=self.site.secure, httponly=True, samesite="strict"
            )
        return response

    @property
    def languages(self) -> list[tuple[Language, str]]:
        """The languages of the pages, each under its own name."""
        return list(NAMES.items())

    @property
    def doors(self) -> list[tuple[str, str]]:
        """The pages that this visitor may open: (path, name of its words)."""
        actor = self.actor
        about = Resource(actor.commune)
        return [(path, name) for path, name, *actions in DOORS if any(allow(actor, each, about) for each in actions)]

    @property
    def may_break_glass(self) -> bool:
        """Whether this visitor may read another desk's case in an emergency."""
        return allow(self.actor, "glass.break", Resource(self.actor.commune))

    def role(self, role: str) -> str:
        """What a role is called."""
        return ROLES[role].of(self.language) if role in ROLES else role

    @property
    def role_in_words(self) -> str:
        """The visitor's own role."""
        return self.role(self.actor.role)

    @property
    def place_in_words(self) -> str:
        """The visitor's own desk; empty for the whole territory."""
        found = self.house.territory.communes.get(self.actor.commune)
        return "" if found is None else found.name.of(self.language)

    def communes_in(self, language: Language) -> dict[str, str]:
        """Slug → name, as people call it, in the order in which one looks for a name."""
        territory, kept = self.house.territory, self.site.communes
        found = kept.get(language)
        if found is None or found[0] is not territory:
            named = {slug: each.name.of(language) for slug, each in territory.communes.items()}
            found = kept[language] = (territory, dict(sorted(named.items(), key=lambda each: in_a_list(each[1]))))
        return found[1]

    def form_token(self) -> str:
        """A token for a form: another one each time, so that a page compressed twice tells nothing of it.

        Raises:
            LoginWantedError: nobody is logged in.
        """
        if self.session is None:
            raise LoginWantedError
        salt = secrets.token_hex(SALT_BYTES)
        return f"{salt}.{page_proof(self.session.account, self.token, salt)}"


def site_of(request: Request) -> Site:
    """The parts that the application was made of."""
    return cast("Site", request.app.state.site)


def language_of(request: Request) -> Language:
    """The language asked for, else the one kept, else the first of the browser's that we speak, else French."""
    told = request.headers.get("accept-language", "").split(",")
    wanted = [
        request.query_params.get("lang", ""),
        request.cookies.get(LANGUAGE_COOKIE, ""),
        *(each.strip()[:2].lower() for each in told),
    ]
    return next((language for each in wanted for language in LANGUAGES if language == each), "fr")


def passing(request: Request) -> Visit:
    """Whoever is there, logged in or not: for the pages that come before a login."""
    site = site_of(request)
    site.bench.renew()
    token = request.cookies.get(site.cookie, "")
    session = enter(site.house, token, "web") if token else None
    return Visit(request, site, language_of(request), token if session is not None else "", session)


def visiting(request: Request) -> Visit:
    """Somebody logged in, for a page that is read.

    Raises:
        LoginWantedError: nobody is.
    """
    visit = passing(request)
    if visit.session is None:
        raise LoginWantedError
    return visit


def acting(request: Request, form: Annotated[Form, Depends(sent)]) -> Visit:
    """Somebody logged in, who sends a form.

    Raises:
        LoginWantedError: nobody is; the form is kept for after the login.
        ForeignFormError: the form isn't of one of this session's pages.
    """
    visit = passing(request)
    if visit.session is None:
        raise LoginWantedError(form)
    if not is_own_form(visit.session.account, visit.token, form.one(TOKEN)):
        raise ForeignFormError
    return Visit(request, visit.site, visit.language, visit.token, visit.session, form)


Passing = Annotated[Visit, Depends(passing)]
Visiting = Annotated[Visit, Depends(visiting)]
Acting = Annotated[Visit, Depends(acting)]
