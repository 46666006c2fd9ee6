"""One mutant tried: a process of its own runs the tests with the wrong module in the place of the right one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType

# Imported before the fork: each mutant would import them again. Plugins of pytest may not be: it rewrites them.
import cryptography.hazmat.primitives.ciphers.aead
import orjson
import psycopg
import pytest
import sqlalchemy
import yaml

SHARED = (cryptography, orjson, psycopg, sqlalchemy, yaml)
PATIENCE = 120
"Seconds before a mutant that never ends is taken for noticed."


class Impostor(MetaPathFinder, Loader):
    """Gives the wrong module to whoever imports it by its name."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self._name, self._path, self._source = name, path, source

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """Know this one module alone."""
        return spec_from_loader(name, self, origin=str(self._path)) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the wrong text, under the right file's name."""
        module.__file__ = str(self._path)
        exec(compile(self._source, str(self._path), "exec"), module.__dict__)  # noqa: S102 our own text, changed


def survives(name: str, path: Path, source: str, tests: Sequence[str]) -> bool:
    """Whether the tests pass with this text in the module's place."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.alarm(PATIENCE)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, Impostor(name, path, source))
    code = 1
    try:
        # Schemathesis takes longer to come in than most of these tests to run, and none of them asks for it.
        without = ("-p", "no:cacheprovider", "-p", "no:schemathesis")
        code = int(pytest.main(["-x", "-q", *without, "--no-header", *tests]))
    finally:
        os._exit(code)
