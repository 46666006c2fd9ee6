"""What each event makes of an account: its rights, its secrets, and through whose hands it came.

The same fold writes a row at an act and rebuilds it from the history. Knows one account at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.core.events import Event, Json
from engine.store.codec import canonical
from engine.store.log import SubjectKey
from engine.store.transaction import Recorded

SECRETS = ("name", "password", "totp")
"Private values of an account's events that its row keeps, sealed: how the person is called, and how they prove it."

ENDING = frozenset(("user_added", "user_changed", "user_disabled", "user_enabled", "password_set", "second_factor_set"))
"Kinds of events after which every session of the account is over."

HEAD = "head"
"Beside the values sealed in a row, the hash of the last event of its history, in hexadecimal."

FIRST_PASSWORD = 2
"Sequence of the event that gives a new account its password: right after the one that makes it."


def account_after(values: Mapping[str, Json], event: Event, private: Mapping[str, Json]) -> dict[str, Json]:
    """What is sealed about an account after one more event of its stream; the events of no other are asked.

    Raises:
        KeyError, TypeError: the body isn't one that was written here.
    """
    after = {**values, **_changed(values, event), **_hands(values, event), **_by_another(values, event)}
    if event.body.get("recovered"):
        after["recovered"] = event.recorded_at
    if event.kind in ENDING:
        after["rights"] = event.sequence
    # Private values may be lost with the key; they are then lost here as well.
    after |= {name: private[name] for name in SECRETS if name in private}
    return {name: value for name, value in after.items() if value is not None}


def _changed(values: Mapping[str, Json], event: Event) -> dict[str, Json]:
    """What an event changes of what stands in clear in it."""
    body = event.body
    match event.kind:
        case "user_added":
            return {"login": body["login"], "role": body["role"], "commune": body["commune"], "active": True}
        case "user_changed":
            return {"role": body["role"], "commune": body["commune"]}
        case "user_disabled" | "user_enabled":
            return {"active": event.kind == "user_enabled"}
        case "user_attested":
            return {"attested": event.recorded_at}
        case "password_set":
            return {"provisional": bool(body.get("provisional"))}
        case "second_factor_set":
            return {"totp": None}
        case "glass_broken" | "glass_closed":
            return {"glass": _glasses(values.get("glass", []), event)}
        case "glass_told" | "changes_told":
            name, number = ("told", "glass") if event.kind == "glass_told" else ("changes_told", "change")
            return {name: {**values.get(name, {}), body["user"]: body[number]}}
    raise KeyError(event.kind)


def _glasses(glasses: list[Json], event: Event) -> list[Json]:
    """The glasses that an account broke, one more, or one read until now and no longer: that it was stays told."""
    body = event.body
    if event.kind == "glass_broken":
        return [*glasses, [event.sequence, body["case"], body["commune"], event.recorded_at, body["until"]]]
    return [[*each[:4], min(each[4], event.recorded_at)] if each[1] == body["case"] else each for each in glasses]


def _hands(values: Mapping[str, Json], event: Event) -> dict[str, Json]:
    """Who may stand behind an account after one more event: `hands`, and `given`, until the next login shows it.

    A password given by another makes them one of the hands, unless whoever then chose their own still had the telephone
    of before: that one they couldn't have.
    """
    hands, given = values.get("hands", []), values.get("given", [])
    match event.kind:
        case "user_added" if event.role != "system":
            hands = [event.actor]
        case "user_attested":
            hands, given = [], []
        case "password_set" if event.body.get("recovered"):
            hands, given = [], []
        case "password_set" if event.body.get("provisional"):
            given = sorted({*given, event.actor})
        case "password_set":
            hands, given = (hands if values.get("totp") else sorted({*hands, *given})), []
    return {"hands": hands or None, "given": given or None}


def _by_another(values: Mapping[str, Json], event: Event) -> dict[str, Json]:
    """What others did to an account, as those who watch over accounts are told of it."""
    told = event.kind in ENDING or event.kind == "user_attested"
    # The password that comes with a new account is part of its making.
    making = event.kind == "password_set" and event.sequence == FIRST_PASSWORD
    if not told or making or event.actor == values.get("login"):
        return {}
    before = (values.get("role", ""), values.get("commune", ""))
    change = [event.sequence, event.kind, event.actor, event.recorded_at, *before]
    return {"changes": [*values.get("changes", ()), change]}


def user_row(row: int, key: SubjectKey | None, values: Mapping[str, Json], last: Recorded) -> tuple[Any, ...]:
    """The row of an account, in the order of its columns; without a key nothing is sealed, and nobody logs in.

    The hash of the last event is sealed as well: one written in its place isn't what the row follows from.
    """
    user_id, sequence = last.event.stream, last.event.sequence
    kept = canonical({**values, HEAD: last.hash.hex()})
    sealed = None if key is None else key.seal_copy(kept, user_id, sequence)
    return (row, values["login"], values["role"], values["commune"], int(values["active"]), sequence, sealed)
