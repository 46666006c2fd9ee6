"""What a piece of work really does: its calls, its statements, its waits for the disk, and where its time goes.

Counts don't flicker: what `tests/test_counts.py` holds is counted here.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from unittest.mock import patch

import psycopg

# --- calls ------------------------------------------------------------------------------------------------------


def function_calls(work: Callable[[], object]) -> int:
    """How many times a Python function is entered, generators resumed included."""
    entered = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal entered
        entered += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    # `work` itself isn't what is counted.
    return entered - 1


# --- statements -------------------------------------------------------------------------------------------------

OnStatement = Callable[[str, float, float], None]
"(statement, when it began, when it ended)"


@contextmanager
def statements_told(told: OnStatement) -> Iterator[list[sqlite3.Connection]]:
    """Tell of each statement of every SQLite connection opened meanwhile, and of every PostgreSQL one.

    Gives the SQLite connections, as they are opened: their settings can be read back.
    """
    opened: list[sqlite3.Connection] = []
    connect, execute = sqlite3.connect, psycopg.Connection.execute

    class Watched(sqlite3.Connection):
        def execute(self, statement: str, parameters: Sequence[Any] = (), /) -> sqlite3.Cursor:
            began = perf_counter()
            cursor = super().execute(statement, parameters)
            told(statement, began, perf_counter())
            return cursor

    def connect_watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        link = connect(*arguments, factory=Watched, **options)
        opened.append(link)
        return link

    def execute_watched(self: Any, statement: Any, *arguments: Any, **options: Any) -> Any:
        began = perf_counter()
        cursor = execute(self, statement, *arguments, **options)
        told(statement, began, perf_counter())
        return cursor

    with (
        patch.object(sqlite3, "connect", connect_watched),
        patch.object(psycopg.Connection, "execute", execute_watched),
    ):
        yield opened


# --- waits for the disk -----------------------------------------------------------------------------------------


class Syncs:
    """How many times SQLite asked for its bytes to reach the disk, in every file it opens while this counts.

    A file system of SQLite's own kind (a VFS) in front of the ordinary one: it forwards everything, and counts xSync.
    """

    def __init__(self) -> None:
        self.count = 0
        # The library that the driver itself is linked to, wherever it came from.
        self._library = ctypes.CDLL(_sqlite3.__file__)
        find = self._library.sqlite3_vfs_find
        find.restype = ctypes.POINTER(_Vfs)
        self._ordinary = find(None)
        self._open_ordinary = _Open(self._ordinary.contents.open)
        self._opens, self._syncs = _Open(self._open), _Sync(self._sync)
        self._wrapped: dict[int, _Methods] = {}
        self._sync_of: dict[int, Any] = {}
        self._vfs = _Vfs.from_buffer_copy(self._ordinary.contents)
        self._vfs.next, self._vfs.name = None, b"counting"
        self._vfs.open = ctypes.cast(self._opens, ctypes.c_void_p).value

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count while this lasts; databases must be opened inside and closed before its end."""
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        try:
            yield
        finally:
            self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))

    def _open(self, _vfs: int, name: int, file: int, flags: int, out: int) -> int:
        code: int = self._open_ordinary(ctypes.addressof(self._ordinary.contents), name, file, flags, out)
        opened = _File.from_address(file)
        if code == 0 and opened.methods:
            if opened.methods not in self._wrapped:
                self._wrapped[opened.methods] = self._wrap(_Methods.from_address(opened.methods))
            opened.methods = ctypes.addressof(self._wrapped[opened.methods])
        return code

    def _wrap(self, methods: _Methods) -> _Methods:
        wrapped = _Methods.from_buffer_copy(methods)
        self._sync_of[ctypes.addressof(wrapped)] = _Sync(methods.sync)
        wrapped.sync = ctypes.cast(self._syncs, ctypes.c_void_p).value
        return wrapped

    def _sync(self, file: int, flags: int) -> int:
        self.count += 1
        code: int = self._sync_of[_File.from_address(file).methods](file, flags)
        return code


_Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Vfs(ctypes.Structure):
    """The beginning of `sqlite3_vfs`, and room for the rest of it (version 3)."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("path_length", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("rest", ctypes.c_void_p * 15),
    )


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods` (version 3), of which only xSync matters here."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("before", ctypes.c_void_p * 4),
        ("sync", ctypes.c_void_p),
        ("after", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    """The beginning of any `sqlite3_file`."""

    _fields_ = (("methods", ctypes.c_void_p),)


# --- time, phase by phase ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Timeline:
    """Where time goes: each moment is counted once, in the innermost phase that it belongs to."""

    spent: dict[str, float] = field(default_factory=dict)
    _within: list[str] = field(default_factory=list)
    _since: float = 0.0

    def enter(self, phase: str) -> None:
        """Begin a phase, inside the present one."""
        now = perf_counter()
        self._charge(now)
        self._within.append(phase)
        self._since = perf_counter()

    def leave(self) -> None:
        """End the present phase."""
        self._charge(perf_counter())
        self._within.pop()
        self._since = perf_counter()

    def move(self, phase: str, began: float, ended: float) -> None:
        """Count a span that lies inside the present phase in another one."""
        if self._within:
            here = self._within[-1]
            self.spent[here] = self.spent.get(here, 0.0) - (ended - began)
            self.spent[phase] = self.spent.get(phase, 0.0) + (ended - began)

    def timed(self, phase: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, counted in a phase."""

        def run(*arguments: Any, **options: Any) -> Any:
            self.enter(phase)
            try:
                return work(*arguments, **options)
            finally:
                self.leave()

        return run

    @contextmanager
    def watching(self, places: Sequence[tuple[str, Any, str]]) -> Iterator[None]:
        """Count the calls of (phase, owner, name) in their phases while this lasts."""
        with ExitStack() as stack:
            for phase, owner, name in places:
                stack.enter_context(patch.object(owner, name, self.timed(phase, getattr(owner, name))))
            yield

    def _charge(self, now: float) -> None:
        if self._within:
            here = self._within[-1]
            self.spent[here] = self.spent.get(here, 0.0) + now - self._since
