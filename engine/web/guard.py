"""What every answer carries and every demand must be, whoever asks: headers, same origin, a bounded body.

Knows HTTP; knows neither sessions nor pages. A token in each form is the other half of it (`engine.web.visit`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
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

TOO_LARGE = "C'est trop lourd : 10 Mo au plus. Rien n'a été enregistré."
SAFE = ("GET", "HEAD")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Guard:
    """Stands before the application; `failed` makes the page of a failure that nobody foresaw.

    Such a failure goes no further: a server's own log would tell it with words that may be somebody's.
    """

    def __init__(self, app: Application, *, secure: bool, failed: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._secure = secure
        self._failed = failed

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
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE and not is_from_here(headers):
            await _refuse(answer, 403, "Cette demande vient d'une autre page : rien n'a été fait.")
        elif _announced(headers) > MOST_OF_A_BODY:
            await _refuse(answer, 413, TOO_LARGE)
        else:
            try:
                await self._app(scope, _bounded(receive), answer)
            except TooLargeError:
                await _refuse(answer, 413, TOO_LARGE)
            except Exception as error:  # noqa: BLE001 the outermost edge
                page = await run_in_threadpool(self._failed, Request(scope), error)
                if not begun:
                    await page(scope, receive, answer)

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


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdecimal() else MOST_OF_A_BODY + 1


class TooLargeError(Exception):
    """A body that goes on beyond what was announced, or announced nothing."""


def _bounded(receive: Receive) -> Receive:
    """The same body, cut off where it is too long: one that announced nothing can't fill the memory."""
    seen = 0

    async def receiving() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_OF_A_BODY:
            raise TooLargeError
        return message

    return receiving


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
