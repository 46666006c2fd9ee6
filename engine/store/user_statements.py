"""The statements about accounts, their attempts and their sessions.

Knows the tables; knows neither events nor what a caller wants.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, literal_column, select, update

from engine.store.compiling import Compiler


class UserStatements(Compiler):
    """The statements about accounts. The order of the parameters of each is the tuple it is checked against."""

    USER = ("stream", "login", "role", "commune", "active", "sequence", "data")

    @cached_property
    def user(self) -> str:
        """(login) → (name, *USER, wrapped key or None, sequence, bytes and hash of its last event)."""
        return self.text(self._users().where(self.tables.users.c.login == bindparam("login")), "login")

    @cached_property
    def user_named(self) -> str:
        """(name) → as `user`."""
        return self.text(self._users().where(self.tables.streams.c.name == bindparam("name")), "name")

    @cached_property
    def users(self) -> str:
        """() → as `user`, all of them in the order of their logins."""
        return self.text(self._users().order_by(self.tables.users.c.login))

    @cached_property
    def lost_users(self) -> str:
        """() → (name), of each account that has a history and no row."""
        streams, users = self.tables.streams, self.tables.users
        lost = select(streams.c.name).outerjoin(users, users.c.stream == streams.c.id)
        return self.text(lost.where(streams.c.kind == literal_column("'user'"), users.c.stream.is_(None)))

    def _users(self) -> Select[Any]:
        streams, users, keys, events = (
            self.tables.streams,
            self.tables.users,
            self.tables.keys,
            self.tables.events,
        )
        own = events.alias("own")
        last = select(func.max(own.c.sequence)).where(own.c.stream == users.c.stream).scalar_subquery()
        told = (events.c.sequence, events.c.bytes, events.c.hash)
        return (
            select(streams.c.name, *(users.c[name] for name in self.USER), keys.c.wrapped, *told)
            .join_from(users, streams, streams.c.id == users.c.stream)
            .outerjoin(keys, keys.c.stream == users.c.stream)
            .outerjoin(events, (events.c.stream == users.c.stream) & (events.c.sequence == last))
        )

    @cached_property
    def new_user(self) -> str:
        """(row, login, role, commune, active, sequence, data)."""
        return self.text(insert(self.tables.users).values({name: bindparam(name) for name in self.USER}), *self.USER)

    @cached_property
    def change_user(self) -> str:
        """(role, commune, active, sequence, data, row)."""
        users = self.tables.users
        names = ("role", "commune", "active", "sequence", "data")
        change = (
            update(users)
            .where(users.c.stream == bindparam("row"))
            .ordered_values(*((users.c[name], bindparam(f"new_{name}")) for name in names))
        )
        return self.text(change, *(f"new_{name}" for name in names), "row")

    @cached_property
    def account_heads(self) -> str:
        """() → (name, sequence, hash, bytes) of the last event of each account."""
        streams, users, events = self.tables.streams, self.tables.users, self.tables.events
        found = (
            select(streams.c.name, events.c.sequence, events.c.hash, events.c.bytes)
            .join_from(users, streams, streams.c.id == users.c.stream)
            .join(events, (events.c.stream == users.c.stream) & (events.c.sequence == users.c.sequence))
        )
        return self.text(found.order_by(streams.c.id))

    @cached_property
    def event_hash(self) -> str:
        """(name, sequence) → (hash)."""
        streams, events = self.tables.streams, self.tables.events
        found = select(events.c.hash).join_from(streams, events, events.c.stream == streams.c.id)
        chosen = (streams.c.name == bindparam("name"), events.c.sequence == bindparam("sequence"))
        return self.text(found.where(*chosen), "name", "sequence")

    # Attempts.

    @cached_property
    def attempts(self) -> str:
        """(row) → (failures, not before, last code, its tag)."""
        attempts = self.tables.attempts
        found = select(attempts.c.failures, attempts.c.not_before, attempts.c.last_code, attempts.c.code_mac)
        return self.text(found.where(attempts.c.user == bindparam("row")), "row")

    @cached_property
    def new_attempts(self) -> str:
        """(row, failures, not before, last code, its tag)."""
        names = ("user", "failures", "not_before", "last_code", "code_mac")
        return self.text(insert(self.tables.attempts).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def change_attempts(self) -> str:
        """(failures, not before, last code, its tag, row)."""
        attempts = self.tables.attempts
        names = ("failures", "not_before", "last_code", "code_mac")
        change = (
            update(attempts)
            .where(attempts.c.user == bindparam("row"))
            .ordered_values(*((attempts.c[name], bindparam(f"new_{name}")) for name in names))
        )
        return self.text(change, *(f"new_{name}" for name in names), "row")

    # Sessions.

    @cached_property
    def new_session(self) -> str:
        """(digest, row, rights, begun at, seen at, ends at, tag)."""
        names = ("digest", "user", "rights", "begun_at", "seen_at", "ends_at", "mac")
        return self.text(insert(self.tables.sessions).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def session(self) -> str:
        """(digest, row) → (rights, begun at, seen at, ends at, tag)."""
        sessions = self.tables.sessions
        names = ("rights", "begun_at", "seen_at", "ends_at", "mac")
        found = select(*(sessions.c[name] for name in names)).where(
            sessions.c.digest == bindparam("digest"), sessions.c.user == bindparam("row")
        )
        return self.text(found, "digest", "row")

    @cached_property
    def see_session(self) -> str:
        """(seen at, tag, digest)."""
        sessions = self.tables.sessions
        change = update(sessions).where(sessions.c.digest == bindparam("found"))
        return self.text(change.values(seen_at=bindparam("seen"), mac=bindparam("tag")), "seen", "tag", "found")

    @cached_property
    def end_session(self) -> str:
        """(digest)."""
        sessions = self.tables.sessions
        return self.text(delete(sessions).where(sessions.c.digest == bindparam("digest")), "digest")

    @cached_property
    def end_sessions(self) -> str:
        """(row): all those of a user."""
        sessions = self.tables.sessions
        return self.text(delete(sessions).where(sessions.c.user == bindparam("row")), "row")

    @cached_property
    def end_every_session(self) -> str:
        """()."""
        return self.text(delete(self.tables.sessions))

    @cached_property
    def sessions_left(self) -> str:
        """(digest) → (its user), if it is there."""
        sessions = self.tables.sessions
        return self.text(select(sessions.c.user).where(sessions.c.digest == bindparam("digest")), "digest")

    @cached_property
    def sessions_of(self) -> str:
        """(row) → (the user), once for each of their sessions."""
        sessions = self.tables.sessions
        return self.text(select(sessions.c.user).where(sessions.c.user == bindparam("row")), "row")

    @cached_property
    def every_session(self) -> str:
        """() → (user), once for each session of anybody."""
        return self.text(select(self.tables.sessions.c.user))

    @cached_property
    def end_old_sessions(self) -> str:
        """(moment): those that ended before it."""
        sessions = self.tables.sessions
        return self.text(delete(sessions).where(sessions.c.ends_at < bindparam("moment")), "moment")
