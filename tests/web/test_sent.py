"""Forms as browsers send them, and as somebody does who wants nobody else to be answered."""

import asyncio

import pytest
from fastapi import Request
from starlette.exceptions import HTTPException

from engine.web.sent import MOST_FIELDS, Form, sent

PLAIN = "application/x-www-form-urlencoded"


async def brought(body: bytes, kind: str = PLAIN) -> Form:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return await sent(
        Request({"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}, receive)
    )


def test_a_form_is_read_as_it_was_sent():
    found = asyncio.run(brought(b"a=1&b=%C3%A9t%C3%A9+2&a=+3&empty=&%D9%85=%0D%0A", f"{PLAIN}; charset=utf-8"))
    assert found.values == {"a": ["1", " 3"], "b": ["\u00e9t\u00e9 2"], "empty": [""], "\u0645": ["\r\n"]}
    assert asyncio.run(brought(b"a=1", "text/plain")).values == {}


def test_a_form_of_too_many_fields_is_none():
    asyncio.run(brought(b"&".join([b"a=1"] * MOST_FIELDS)))
    with pytest.raises(HTTPException):
        asyncio.run(brought(b"&".join([b"a=1"] * (MOST_FIELDS + 1))))


def test_while_a_long_form_is_read_others_are_answered():
    """Fails when whoever sends millions of signs, logged in or not, keeps everybody else waiting."""

    async def beside() -> int:
        answered, reading = 0, asyncio.ensure_future(brought(b"text=" + b"%C3%A9" * 300_000))
        while not reading.done():
            await asyncio.sleep(0.005)
            answered += 1
        assert (await reading).one("text") == "\u00e9" * 300_000
        return answered

    assert asyncio.run(beside()) > 4
