"""A machine is shared by all that read the same published text, and by nobody who reads another."""

import orjson

from engine.app.compiled import compiled
from tests.app.desk import Referentials


def test_an_altered_text_under_the_same_digest_is_another_machine(referentials: Referentials):
    """Fails when machines are kept by their digest alone: what was altered would be judged by the true one."""
    published = referentials.invented[0].resolved
    assert published is not None
    text, altered = orjson.dumps(published.json), orjson.dumps(published.json) + b" "
    machine = compiled(text, published.digest)
    assert compiled(bytes(bytearray(text)), published.digest) is machine
    assert compiled(altered, published.digest) is not machine
