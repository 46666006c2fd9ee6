"""A published definition compiled, once for the whole program: houses, checks and replays share its machine.

By the bytes that were published, and never by their digest alone: a definition altered in a database is another one.
"""

from __future__ import annotations

from functools import lru_cache

import orjson

from engine.core.machine import Machine, compile_definition
from engine.core.resolved import definition_of

KEPT = 32
"Machines kept: twice the pathways of a referential. A house keeps its own besides."


@lru_cache(maxsize=KEPT)
def compiled(resolved: bytes, digest: str) -> Machine:
    """The machine of a definition, as it was published under this digest."""
    return compile_definition(definition_of(orjson.loads(resolved), digest))
