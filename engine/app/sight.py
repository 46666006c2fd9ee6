"""Who may see which case: the one place that says so, until rights are kept (each commune's, each person's).

A protected case is its supervisors' alone. To anybody else it isn't there: a list passes over it, a count leaves it
out, and to ask for it by its number gets the answer of a number that nobody has.
"""

from __future__ import annotations

from engine.app.house import House
from engine.core.definition import Definition
from engine.errors import CaseNotFound, EnvironmentUnusable, HistoryError, UsageError
from engine.store.cases import CaseLine
from engine.store.journal import Reading, Writing

PROTECTED = "protected"
UNREADABLE = (HistoryError, EnvironmentUnusable, KeyError, TypeError, ValueError, AttributeError)
"What reading a row or a history raises that isn't what was written: such bytes may hold anything."
_SEE_ALL = frozenset(("supervisor", "system"))


def sees(role: str, confidentiality: str) -> bool:
    """Whether a role may see the cases of that confidentiality."""
    return confidentiality != PROTECTED or role in _SEE_ALL


def confidentiality_seen(role: str) -> str | None:
    """What a list for that role keeps to: one confidentiality, or None for all."""
    return None if role in _SEE_ALL else "ordinary"


def seeing(role: str, confidentiality: str) -> str:
    """The role in which a fictitious agent lives such a case: their own where it sees, else a supervisor's."""
    return role if sees(role, confidentiality) else "supervisor"


def require_sight(role: str, definition: Definition, named: str) -> None:
    """Refuse a case that this role may not see, as if it weren't there; `named` as it was asked for.

    Raises:
        CaseNotFound: the same as for a case that there isn't.
    """
    if definition.confidentiality == PROTECTED and not sees(role, PROTECTED):
        raise CaseNotFound(named)


def sees_line(house: House, reading: Reading | Writing, role: str, line: CaseLine) -> bool:
    """Whether a role may see a case of a list: by its row, and by its definition, whatever the row says."""
    return _sees_kept(house, reading, role, (line.confidentiality, line.digest))


def sees_row(house: House, reading: Reading | Writing, role: str, case_id: str) -> bool:
    """The same for a case that may not be readable; not one that isn't there."""
    kept = reading.kept_as(case_id)
    return kept is not None and _sees_kept(house, reading, role, kept)


def _sees_kept(house: House, reading: Reading | Writing, role: str, kept: tuple[str, str]) -> bool:
    confidentiality, digest = kept
    if role in _SEE_ALL or not sees(role, confidentiality):
        return role in _SEE_ALL
    try:
        return sees(role, house.machine(reading, digest).definition.confidentiality)
    except EnvironmentUnusable:
        return True


def require_row_sight(house: House, reading: Reading | Writing, role: str, case_id: str, named: str) -> None:
    """Refuse a case that couldn't be read to whoever may not see it: to be asked before telling what is wrong with it.

    Its number would otherwise answer « damaged » where a number that nobody has answers « no such case ».

    Raises:
        CaseNotFound: the same as for a case that there isn't.
    """
    if not sees_row(house, reading, role, case_id):
        raise CaseNotFound(named)


def require_opening(role: str, definition: Definition) -> None:
    """Refuse to open what one couldn't read afterwards.

    Raises:
        UsageError: the pathway is protected, and the role none that sees such cases.
    """
    if not sees(role, definition.confidentiality):
        raise UsageError(
            "Ce parcours est réservé : seul un superviseur ouvre et lit ses dossiers.",
            "Appeler le superviseur, sans rien écrire ici. Danger immédiat : police 19, gendarmerie 177, SAMU 141.",
        )
