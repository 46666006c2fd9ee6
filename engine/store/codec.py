"""Events as bytes: canonical JSON, hashed as it is stored, read back or refused.

The bytes are RFC 8785 by construction: keys of sorted ASCII, text in NFC, whole numbers of 53 bits at most, no
fraction. What can't be written so is refused before it is hashed. Knows nothing of tables, nor of what events mean.
"""

from __future__ import annotations

import hashlib
import re
from operator import itemgetter
from typing import Any, get_args
from unicodedata import is_normalized, normalize

import orjson

from engine.core.events import SHAPE, Event, EventKind, Json
from engine.errors import Said, UnreadableEvent

SUBJECT_KINDS = frozenset(
    {
        "subject_added",
        "subject_corrected",
        "subject_merged",
        "access_given",
        "objected",
        "erasure_asked",
        "erasure_refused",
        "subject_erased",
    }
)
USER_KINDS = frozenset(
    {
        "user_added",
        "user_changed",
        "user_disabled",
        "user_enabled",
        "user_attested",
        "password_set",
        "second_factor_set",
        "glass_broken",
        "glass_closed",
        "glass_told",
        "changes_told",
    }
)
SYSTEM_KINDS = frozenset(
    {
        "log_begun",
        "definition_published",
        "calendar_published",
        "file_published",
        "database_upgraded",
        "projections_rebuilt",
        "backed_up",
        "restored",
        "exported",
        "checkpointed",
        "key_rotated",
        "signing_key_changed",
        "approval_asked",
        "approval_given",
        "approval_refused",
        "approval_done",
    }
)
KINDS = frozenset(get_args(EventKind)) | SUBJECT_KINDS | USER_KINDS | SYSTEM_KINDS

FIRST = "0" * 64
"What the first event of a stream holds as the hash of its previous one."

_WRITING = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_SCALARS = frozenset({str, int, bool, type(None)})
_NAMES = (
    *("stream", "sequence", "kind", "shape", "trigger", "from", "to", "body"),
    *("actor", "role", "commune", "recorded_at", "happened_on", "definition", "calendar", "previous"),
)
"The keys of a stored event, in the order of `Event`."
_MEMBERS = itemgetter(*_NAMES)
_FRACTION = re.compile(rb"\.[0-9]+[],}eE]")
"What every number with a fraction looks like as it is written again; a text may look so too."


def canonical(value: Json) -> bytes:
    """JSON as RFC 8785 writes it.

    Raises:
        ValueError: a fraction, a key that isn't ASCII text, a text that isn't NFC or no text at all, or any other
            type than those of JSON: no stored value is ever silently changed.
    """
    return _written(value, [value])


def _written(value: Json, pending: list[Json]) -> bytes:
    """`value` as canonical JSON; `pending` are those parts of it that nobody has looked at."""
    # One list that grows while it is read: a step writes dozens of values, and a call for each would show.
    for item in pending:
        kind = type(item)
        if kind is dict:
            for name in item:
                if type(name) is not str or not name.isascii():
                    raise ValueError(f"a key of stored JSON is ASCII text, not {name!r}")
            pending.extend(item.values())
        elif kind is list:
            pending.extend(item)
        elif kind not in _SCALARS:
            raise ValueError(f"{kind.__name__} isn't stored as JSON")
    try:
        written = orjson.dumps(value, option=_WRITING)
    except orjson.JSONEncodeError as error:
        raise ValueError(f"not stored as JSON: {error}") from error
    if not written.isascii() and not is_normalized("NFC", written.decode()):
        raise ValueError("a stored text must be in NFC")
    return written


def normal(value: Json) -> Json:
    """The same JSON with every text in NFC; the very same object when it is so already, as nearly always.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        written = orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        raise ValueError(f"not stored as JSON: {error}") from error
    if written.isascii():
        return value
    text = written.decode()
    # The whole document at once: a quotation mark composes with nothing, so texts don't reach into each other.
    return value if is_normalized("NFC", text) else orjson.loads(normalize("NFC", text))


def encode(event: Event) -> bytes:
    """The bytes of an event, as stored and hashed; raises ValueError as `canonical` does, and for an unknown kind."""
    if event.kind not in KINDS:
        raise ValueError(f"an event of kind {event.kind!r} could not be read back")
    return _written(
        {
            "actor": event.actor,
            "body": event.body,
            "calendar": event.calendar,
            "commune": event.commune,
            "definition": event.definition,
            "from": event.from_state,
            "happened_on": event.happened_on,
            "kind": event.kind,
            "previous": event.previous,
            "recorded_at": event.recorded_at,
            "role": event.role,
            "sequence": event.sequence,
            "shape": event.shape,
            "stream": event.stream,
            "to": event.to_state,
            "trigger": event.trigger,
        },
        # All the rest is text or whole numbers by type.
        [event.body],
    )


def decode(stored: bytes) -> Event:
    """The event that stands in stored bytes.

    Raises:
        UnreadableEvent: no JSON, other keys than those of an event, or a kind or shape number unknown here.
    """
    return _decoded(stored)[0]


def decode_exactly(stored: bytes) -> Event:
    """As `decode`, and refuse bytes that are not the one way to write that event: what is shown is what was hashed.

    Two keys of one name, or a text that is written otherwise, would let one program read what another doesn't.
    """
    event, read = _decoded(stored)
    if not _is_canonical(stored, read):
        raise _unreadable(Said("Un événement enregistré n'est pas écrit de la seule façon permise."))
    return event


def _decoded(stored: bytes) -> tuple[Event, dict[str, Any]]:
    try:
        read = orjson.loads(stored)
        event = Event._make(_MEMBERS(read))
    except (ValueError, TypeError, KeyError) as error:
        raise _unreadable(Said("Un événement enregistré n'est pas lisible.")) from error
    texts = type(event.kind) is str and type(event.recorded_at) is str
    if type(event.body) is not dict or type(event.sequence) is not int or not texts:
        raise _unreadable(Said("Un événement enregistré n'est pas lisible."))
    if event.shape != SHAPE or event.kind not in KINDS or len(read) != len(_NAMES):
        raise _unreadable(
            Said(
                "Événement « {kind} », forme {shape}, inconnu de cette version du logiciel.",
                kind=event.kind,
                shape=event.shape,
            )
        )
    return event, read


def _is_canonical(stored: bytes, read: Json) -> bool:
    try:
        if stored.isascii() and _FRACTION.search(stored) is None:
            # Keys and texts are ASCII and numbers whole, as nearly always: only their order and form are left to see.
            return orjson.dumps(read, option=_WRITING) == stored
        return canonical(read) == stored
    except (ValueError, orjson.JSONEncodeError):
        # What `canonical` refuses, and orjson itself: a number of more than 53 bits.
        return False


def leaf(stored: bytes) -> bytes:
    """The hash of an event: a leaf of RFC 6962, 32 bytes."""
    return hashlib.sha256(b"\x00" + stored).digest()


def _unreadable(message: Said) -> UnreadableEvent:
    return UnreadableEvent(
        message, "Installer la version du logiciel qui a écrit cet historique, ou vérifier la base : baom db check."
    )
