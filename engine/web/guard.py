"""What every answer carries and every demand must be, whoever asks: headers, same origin, a bounded body.

Knows HTTP; knows neither sessions nor pages. A token in each form is the other half of it (`engine.web.visit`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

MOST_OF_A_BODY = 12 * 1024 * 1024
"Bytes of a demand: a scan of 10 MB, and the form around it."

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'"
)
"No inline script or style, nothing from elsewhere, in nobody's frame."

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"On each answer (rule W4); `cache-control` too, unless the answer says it itself."
TLS_ONLY = "max-age=31536000"

SAFE = ("GET", "HEAD")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Door:
    """How much the guard lets through, and what it says of what it doesn't: what it can't know by itself."""

    few: int
    "Bytes that anybody may send."
    most: Callable[[Request], int]
    "Bytes that whoever sends this demand may send."
    too_large: Callable[[Request, int], Response]
    "What a demand of more bytes than these is answered."
    failed: Callable[[Request, Exception], Response]
    "The page of a failure that nobody foresaw."


class Guard:
    """Stands before the application.

    A failure that nobody foresaw goes no further: a server's own log would tell it with words that may be somebody's.
    """

    def __init__(self, app: Application, *, secure: bool, door: Door) -> None:
        self._app = app
        self._secure = secure
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one demand through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        answer = self._with_headers(sending)
        if scope["method"] not in SAFE and not is_from_here(Headers(scope=scope)):
            await _refuse(answer, 403, "Cette demande vient d'une autre page : rien n'a été fait.")
            return
        try:
            await self._let_in(Request(scope), receive, answer)
        except ClientDisconnect:
            return  # a line cut in the middle of a form: nobody is there to be answered, and nothing failed here
        except Exception as error:  # noqa: BLE001 the outermost edge
            page = await run_in_threadpool(self._door.failed, Request(scope), error)
            if not begun:
                await page(scope, receive, answer)

    async def _let_in(self, request: Request, receive: Receive, send: Send) -> None:
        """Hand on as much of a demand as its sender may send; what is made of half a body is no answer."""
        announced, most = _announced(request.headers), self._door.few
        if announced is None or announced > most:
            most = await run_in_threadpool(self._door.most, request)
        if announced is None or announced <= most:
            body = Body(receive, most)
            with suppress(TooLargeError):
                await self._app(request.scope, body.receive, body.unless_cut(send))
            if not body.is_cut:
                return
        page = await run_in_threadpool(self._door.too_large, request, most)
        await page(request.scope, receive, send)

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if self._secure:
                    headers.setdefault("strict-transport-security", TLS_ONLY)
            await send(message)

        return sending


def is_from_here(headers: Headers) -> bool:
    """Whether a demand that changes something was made by one of our own pages, as far as its headers tell.

    A browser says so on TLS and on the machine itself (`Sec-Fetch-Site`); elsewhere it may say « null », since our
    pages give no referrer: the form's own token then decides.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin in (None, "null") or origin.partition("://")[2] == headers.get("host")


def is_surely_from_here(headers: Headers) -> bool:
    """The same, told by the browser itself: where no session has a token, « null » tells nothing and isn't enough.

    A sandboxed frame and a page of elsewhere that hides its address say « null » too. The page of the login says who
    it is (`login.html`), so that ours never does. A program that sends neither header has nobody's cookies to ride on.
    """
    return is_from_here(headers) and ("sec-fetch-site" in headers or headers.get("origin") != "null")


def _announced(headers: Headers) -> int | None:
    """Bytes that are to come; None where it isn't said."""
    if "transfer-encoding" in headers:
        return None
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdecimal() else None


class TooLargeError(Exception):
    """A body that goes on beyond what its sender may send: one that announced nothing can't fill the memory."""


class Body:
    """The body of a demand, cut off where it is too long."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._seen = 0
        self.is_cut = False

    async def receive(self) -> MutableMapping[str, Any]:
        """What comes next."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._most:
            self.is_cut = True
            raise TooLargeError
        return message

    def unless_cut(self, send: Send) -> Send:
        """The same way out, shut once the body is cut: what the application makes of its half is no answer."""

        async def sending(message: MutableMapping[str, Any]) -> None:
            if not self.is_cut:
                await send(message)

        return sending


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
