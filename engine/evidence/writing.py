"""The bundle as bytes: an archive without a date or a gap, and the lines in it.

Knows the format that `verify_bundle` reads, and shares its headers; knows neither databases nor who asks.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import orjson

from engine.errors import EnvironmentUnusable
from engine.evidence.verify_bundle import LARGEST, Member, central_header, closing, local_header

VERIFIER = Path(__file__).with_name("verify_bundle.py")
"The program that verifies a bundle: a copy of it stands in each."
INSTRUCTIONS = Path(__file__).with_name("LISEZ-MOI.txt")
"How to verify, in French, Arabic and English: the same in each bundle."


class ArchiveWriter:
    """Writes a ZIP whose every byte follows from the files' names and contents, which come in the order of names."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._members: list[Member] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        """Write the list that ends the archive, unless something failed: half a bundle is none."""
        if kind is not None:
            return
        offset, size = self._file.tell(), 0
        for name, start, length, crc in self._members:
            # As `Member` says, a file's offset is that of its bytes; the list names that of its header.
            header = central_header(name.encode(), length, crc, start - len(local_header(name.encode(), 0, 0)))
            size += self._file.write(header)
        self._file.write(closing(len(self._members), size, offset))

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a file.

        Raises:
            ValueError: names don't come in their order.
            EnvironmentUnusable: the archive would be larger than the format allows.
        """
        if self._members and name <= self._members[-1].name:
            raise ValueError(f"{name} comes before {self._members[-1].name}")
        start, size, crc = self._file.tell(), 0, 0
        self._file.write(local_header(name.encode(), 0, 0))
        for chunk in chunks:
            size += self._file.write(chunk)
            crc = binascii.crc32(chunk, crc)
            if start + size > LARGEST // 2:
                raise EnvironmentUnusable(
                    "Ce dossier de preuve dépasserait 2 Go.", "Exporter par parcours, ou quelques dossiers à la fois."
                )
        end = self._file.tell()
        self._file.seek(start)
        offset = start + self._file.write(local_header(name.encode(), size, crc))
        self._file.seek(end)
        self._members.append(Member(name, offset, size, crc))


def base64_of(data: bytes) -> str:
    """Bytes as the lines write them."""
    return base64.b64encode(data).decode()


def line(value: dict[str, Any]) -> bytes:
    """One JSON object on one line."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
