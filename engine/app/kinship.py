"""Through whose hands an account came: two people are two only where neither could be the other.

Whoever makes an account, or gives it a password, can be the first to log in with it. Until somebody of another origin
attests that its owner holds it, its acts count as theirs, and as those of whoever made theirs in turn. Knows accounts;
not what takes two.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.app.house import House
from engine.app.sight import require
from engine.authority.allow import Resource
from engine.core.events import Actor
from engine.core.rules import SYSTEM
from engine.errors import BrokenAccount, Said, UsageError
from engine.store.journal import Reading, Writing
from engine.store.users import Account

FROM_AFAR = Said(
    "Il faut quelqu'un d'une autre origine ; là où un seul administrateur a fait tous les comptes, c'est une personne "
    "de M&D, à distance. Elle peut aussi attester qui tient un compte : baom user attest IDENTIFIANT."
)


class SameOrigin(UsageError):
    """Two accounts that may be one person's: the one came through the hands of the other, or both through the same."""

    def __init__(self, one: str, other: str, through: str) -> None:
        super().__init__(
            Said(
                "« {one} » et « {other} » ne comptent que pour une personne : leurs comptes sont passés par"
                " « {through} ». Rien n'a été fait.",
                one=one,
                other=other,
                through=through,
            ),
            FROM_AFAR,
        )


def _holders(account: Account) -> tuple[str, ...]:
    """Of those who had an account in hand, who could log in with it: not who gave a password, without the telephone."""
    return account.makers if account.totp is not None else account.hands


def came_through(reading: Reading | Writing, login: str) -> frozenset[str]:
    """The logins of all who may stand behind an account: itself, those who had it in hand, and those behind them.

    Raises:
        BrokenAccount: one of them can't be believed: nobody knows then who stands behind.
        UsageError: there is no such account, or no more.
    """
    return _behind(reading, login, lambda account: account.hands)


def _behind(reading: Reading | Writing, login: str, hands: Callable[[Account], tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    following = [login]
    while following:
        name = following.pop()
        if name not in found:
            found.add(name)
            following += hands(_known(reading, name))
    return frozenset(found)


def stands_apart(reading: Reading | Writing, actor: Actor, account: Account, *, otherwise: bool) -> bool:
    """Whether an account is surely held by somebody else than this actor; `otherwise` where one can't be believed."""
    try:
        return not _behind(reading, actor.name, _holders) & _behind(reading, account.login, _holders)
    except (BrokenAccount, UsageError):
        return otherwise


def _known(reading: Reading | Writing, login: str) -> Account:
    account = reading.user(login)
    if account is None:
        raise UsageError("Aucun compte « {login} ».", "Les comptes : baom user list.", login=login)
    return account


def require_apart(house: House, reading: Reading | Writing, actor: Actor, other: str, since: str) -> None:
    """Refuse to count as two whoever acts now and whoever asked at that moment, unless they surely are.

    In a training database, where nobody has an account, two names are two people.

    Raises:
        SameOrigin: they may be one person.
        BrokenAccount, UsageError: as `came_through`.
    """
    if actor.name == other:
        raise SameOrigin(actor.name, other, other)
    if house.store.training or SYSTEM.name in (actor.name, other):
        return
    shared = came_through(reading, actor.name) & came_through(reading, other)
    if shared:
        raise SameOrigin(actor.name, other, min(shared))
    if _known(reading, other).attested > since:
        raise UsageError(
            "« {other} » l'a demandé avant que quelqu'un atteste qui tient ce compte : la demande ne vaut rien.",
            "La refuser, ou la laisser passer, puis la faire refaire.",
            other=other,
        )


def require_not_behind(house: House, reading: Reading | Writing, actor: Actor, login: str) -> None:
    """Refuse to change one's own account, or that of whoever may stand behind one's own.

    Raises:
        UsageError: it is.
        BrokenAccount: as `came_through`.
    """
    if actor.name == login:
        raise UsageError(
            "On ne change pas son propre compte, ni n'en rouvre les droits. Rien n'a été fait.",
            "Un autre administrateur le fait ; changer son mot de passe : baom user password.",
        )
    if actor.role == SYSTEM.role or house.store.training:
        return
    if login in came_through(reading, actor.name):
        raise SameOrigin(actor.name, login, login)


def attest(house: House, actor: Actor, login: str) -> Account:
    """Say that the owner of an account is who holds it: nobody stands behind it any more but themselves.

    Raises:
        NotAllowed: not this actor's to say.
        SameOrigin: the actor may be whoever had it in hand.
        UsageError: no such account, or nobody had it in hand.
    """
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Account:
        account = _known(writing, login)
        require(actor, "user.attest", Resource(account.commune))
        if not account.hands:
            raise UsageError(
                "Personne n'a « {login} » en main que son titulaire.", "Rien n'est à attester.", login=login
            )
        require_apart(house, writing, actor, login, stamp.recorded_at)
        return writing.change_user(account.id, "user_attested", {}, {}, stamp)

    return house.store.write(work)
