"""An event and its bytes: one for one, canonical, and refused when they can't be."""

import hashlib
import re
from datetime import date
from unicodedata import normalize

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from engine.core.events import Event
from engine.errors import UnreadableEvent
from engine.store.codec import FIRST, KINDS, canonical, decode, decode_exactly, encode, leaf, normal

names = st.text(st.characters(max_codepoint=127), max_size=12)
texts = st.text(max_size=20).map(lambda text: normalize("NFC", text))
whole = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
bodies = st.dictionaries(names, values, max_size=5)

EVENT = Event(
    "d1", 1, "moved", 1, "deposer", "a", "b", {"fields": {"lieu": "domicile"}}, "agent", "agent", "tiznit",
    "2026-11-06T09:00:00.000Z", "2026-11-06", "d" * 64, "c" * 64, FIRST,
)  # fmt: skip


def changed(**parts):
    return EVENT._replace(**parts)


@given(values)
def test_canonical_json_is_that_of_the_standard(value):
    """The oracle is `rfc8785`, thirty times slower."""
    assert canonical(value) == rfc8785.dumps(value)


@given(bodies, st.sampled_from(sorted(KINDS)), st.integers(1, 2**40), st.none() | texts)
def test_an_event_comes_back_as_it_was(body, kind, sequence, trigger):
    event = changed(body=body, kind=kind, sequence=sequence, trigger=trigger)
    assert decode(encode(event)) == decode_exactly(encode(event)) == event
    assert encode(decode(encode(event))) == encode(event)


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1.5},
        {"a": [{"b": 2.0}]},
        {"é": 1},
        {1: "a"},
        {"a": date(2026, 11, 1)},
        {"a": ("b",)},
        {"a": b"x"},
        {"a": {"b"}},
        {"a": 2**53},
        {"a": 2**70},
        {"a": "\ud800"},
        {"a": "e\u0301"},
    ],
    ids=str,
)
def test_what_has_no_canonical_form_is_refused(value):
    """Each fails when its own check is taken away."""
    with pytest.raises(ValueError, match="stored"):
        canonical(value)


def test_text_is_put_in_nfc_without_touching_the_rest():
    assert normal({"nom": "e\u0301le\u0300ve", "rang": 1}) == {"nom": "élève", "rang": 1}
    composed = {"nom": "أمينة", "rang": [1, None, True]}
    assert normal(composed) is composed


@given(st.dictionaries(names, st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3)), max_size=4))
def test_a_whole_document_is_normalised_as_each_of_its_texts(value):
    def each(item):
        if isinstance(item, dict):
            return {name: each(inner) for name, inner in item.items()}
        return [each(inner) for inner in item] if isinstance(item, list) else normalize("NFC", item)

    assert normal(value) == each(value)


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"[]",
        b"null",
        b'{"kind":"moved"}',
        encode(EVENT)[:-1],
        orjson.dumps(orjson.loads(encode(EVENT)) | {"kind": "renamed"}),
        encode(changed(shape=2)),
        orjson.dumps(orjson.loads(encode(EVENT)) | {"signed": True}),
    ],
    ids=["empty", "list", "null", "short", "cut", "kind", "shape", "more"],
)
def test_what_is_not_understood_is_refused_whole(stored):
    with pytest.raises(UnreadableEvent) as caught:
        decode(stored)
    assert caught.value.remedy


def _otherwise(body):
    """The event, with a body written by a hand of its own."""
    return encode(changed(body={})).replace(b'"body":{}', b'"body":' + body)


@pytest.mark.parametrize(
    "stored",
    [
        encode(EVENT).replace(b'{"actor":', b'{"actor":"x","actor":', 1),
        encode(EVENT).replace(b'","', b'", "', 1),
        orjson.dumps(orjson.loads(encode(EVENT)), option=orjson.OPT_INDENT_2),
        orjson.dumps(dict(reversed(orjson.loads(encode(EVENT)).items()))),
        encode(EVENT).replace(b"tiznit", b"t\\u0069znit"),
        _otherwise(b'{"a":1.5}'),
        _otherwise(b'{"a":[0.5,1]}'),
        _otherwise(b'{"a":1.5e300}'),
        _otherwise(b'{"a":1e2}'),
        _otherwise(b'{"a":-0}'),
        _otherwise(b'{"a":9007199254740993}'),
        _otherwise('{"a":"e\u0301"}'.encode()),
        _otherwise('{"é":1}'.encode()),
    ],
    ids=[
        *("twice", "space", "indented", "unsorted", "escaped", "fraction", "first", "exponent", "whole", "minus"),
        *("large", "unsettled", "key"),
    ],
)
def test_bytes_written_otherwise_are_no_event_of_ours(stored):
    """Each fails without its own part of the rule; `decode` alone reads them all."""
    assert decode(stored)
    with pytest.raises(UnreadableEvent):
        decode_exactly(stored)


def test_a_text_that_looks_like_a_fraction_is_only_looked_at_twice():
    assert decode_exactly(_otherwise(b'{"a":"art. 1.5, 2.5]"}')).body == {"a": "art. 1.5, 2.5]"}


def test_the_hash_is_a_leaf_of_rfc_6962():
    assert leaf(b"") == hashlib.sha256(b"\x00").digest()
    assert leaf(encode(EVENT)).hex() == hashlib.sha256(b"\x00" + encode(EVENT)).hexdigest()


@pytest.mark.parametrize("value", [b"[]", b"{}", b"1", b"null"])
@pytest.mark.parametrize("name", [b"kind", b"recorded_at"])
def test_a_kind_or_a_moment_that_is_no_text_is_an_unreadable_event(name, value):
    """Fails with a TypeError: a kind is looked up, a moment compared, before anything else is asked of an event."""
    stored = re.sub(b'"' + name + b'":"[^"]*"', b'"' + name + b'":' + value, encode(EVENT))
    with pytest.raises(UnreadableEvent):
        decode(stored)
