"""The form that a demand brings: its fields and its files, bounded, and held in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from fastapi import Request
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from engine.web.guard import MOST_OF_A_BODY

MOST_FIELDS = 500
MOST_FILES = 4
LONGEST_NUMBER = 9
"Digits: no step, version or rank has as many, and Python makes no number of thousands of them."


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: each name with its values, in their order, and the files apart."""

    values: Mapping[str, list[str]]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def one(self, name: str) -> str:
        """The value of a name, its blanks trimmed; empty when it isn't there."""
        return next((each.strip() for each in self.values.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return self.values.get(name, [])

    def under(self, prefix: str) -> dict[str, str]:
        """The values of the names `prefix.…`, several joined by commas; those left empty are not given."""
        head = f"{prefix}."
        found = {name[len(head) :]: each for name, each in self.values.items() if name.startswith(head)}
        return {name: ",".join(filter(None, map(str.strip, each))) for name, each in found.items() if any(each)}


def number(text: str | None) -> int:
    """A number as a form or an address has it; 0 for none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


async def sent(request: Request) -> Form:
    """The form of a demand.

    Its files are held in memory: what is brought for sealing never lies in clear in a temporary file. What has to be
    read sign by sign is read beside the loop, which meanwhile answers everybody else: whoever isn't logged in may
    send millions of them.

    Raises:
        HTTPException: 422, it isn't the form that it says it is.
    """
    kind, _ = parse_options_header(request.headers.get("content-type"))
    values: dict[str, list[str]] = {}
    brought: dict[str, bytes] = {}
    if kind == b"application/x-www-form-urlencoded":
        for name, value in await run_in_threadpool(_pairs, await request.body()):
            values.setdefault(name, []).append(value)
    elif kind == b"multipart/form-data":
        parser = MultiPartParser(request.headers, request.stream(), max_files=MOST_FILES, max_fields=MOST_FIELDS)
        parser.spool_max_size = MOST_OF_A_BODY
        try:
            data = await parser.parse()
        except (MultiPartException, UnicodeError) as error:
            raise HTTPException(422) from error
        for name, part in data.multi_items():
            if isinstance(part, str):
                values.setdefault(name, []).append(part)
            elif part.filename:
                brought[name] = await part.read()
        await data.close()
    if not _is_text(values):
        raise HTTPException(422)
    return Form(values, brought)


def _pairs(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form without files."""
    try:
        return parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error


def _is_text(values: Mapping[str, list[str]]) -> bool:
    """Whether all that was sent can be written: by a charset of its own a form may bring halves of characters."""
    try:
        "".join(each for name, sent in values.items() for each in (name, *sent)).encode()
    except UnicodeEncodeError:
        return False
    return True
