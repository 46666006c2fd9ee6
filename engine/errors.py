"""The tree of errors, each knowing what to do next and how a command ends with it.

    EngineError                      message, and what to do            exit code
    |- DefinitionError(problems)     every Problem of a file, in one pass       1
    |- CaseError
    |  |- CaseNotFound               also said of a case one may not see        2
    |  |- NotPrintedHere             a sheet that the step doesn't offer         1
    |  `- RefusedScan                a file that can't be kept as a scan         1
    |- HistoryError
    |  |- ConcurrentChange           somebody wrote first                       3
    |  |- KeyReused                  the same key with another demand           3
    |  |- UnreadableEvent            kind or shape number not known             5
    |  |- BrokenHistory              the stored history contradicts itself      4
    |  `- AlteredBase                the database isn't made as it was           4


    |  `- BrokenHistory              the stored history contradicts itself      4
    |     `- BrokenAccount           an account isn't what its history says     4
    |- AccessRefused                 nobody logged in, or not who they say      2
    |- UsageError                    wrong words in a demand                    2
    |  `- PersonNotFound             also said of one whom one may not see       2
    |- NotAllowed                    a role or a desk that has no such right    2
    `- EnvironmentUnusable           database unreachable, disk full, no key    5
       `- OlderDatabase              made by an older program: to be upgraded   5

A refusal by the rules is no error: it is a value (`engine.core.decision.Refused`), an ordinary day at the counter.
A message is written in French where it arises, with holes for its values; the same sentence in Arabic and English
stands in `engine.core.refusals`, under the French one, and `engine.core.wording.tell` says it. Raised anywhere,
translated once, at the edges.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]


class Said:
    """A sentence in French with its holes, `{path}`, and what fills them: values, or other sentences.

    As text it is French. What fills a hole may be in three languages itself (`engine.core.definition.Text`).
    """

    __slots__ = ("holes", "text")

    def __init__(self, text: str, /, **holes: object) -> None:
        self.text = text
        self.holes: Mapping[str, object] = MappingProxyType(holes)

    def __str__(self) -> str:
        if not self.holes:
            return self.text
        return self.text.format_map({name: _french(value) for name, value in self.holes.items()})


def _french(value: object) -> str:
    # Asked first: a text in three languages is a tuple as well.
    if hasattr(value, "fr"):
        return str(value.fr)
    return " ; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


class EngineError(Exception):
    """An expected failure: `message` says what happened, `remedy` what to do about it; `holes` fill both.

    `said` holds both as they can be told in another language.
    """

    exit_code = 5

    def __init__(self, message: str | Said, remedy: str | Said = "", /, **holes: object) -> None:
        self.said = (_said(message, holes), _said(remedy, holes))
        self.message, self.remedy = map(str, self.said)
        super().__init__(self.message)

    def then(self, remedy: Said) -> None:
        """Add what else can be done about it, known to whoever caught it on the way."""
        self.said = (self.said[0], Said("{first}\n{then}", first=self.said[1], then=remedy))
        self.remedy = str(self.said[1]).strip()


def _said(text: str | Said, holes: Mapping[str, object]) -> Said:
    return text if isinstance(text, Said) else Said(text, **holes)


def did_you_mean(near: Sequence[str]) -> Said:
    """The end of a sentence about a word that isn't known: the nearest that is, if any."""
    return Said(" Vouliez-vous dire « {word} » ?", word=near[0]) if near else Said("")


def why_not(error: OSError | ValueError) -> Said:
    """Why the system refused a file, in words of ours for the usual reasons: its own are in its own language."""
    code = (error.errno or 0) if isinstance(error, OSError) else errno.EINVAL
    if code in _REASONS:
        return _REASONS[code]
    return Said("le système répond {code}", code=errno.errorcode.get(code, str(code)))


def unwritable(path: object, error: OSError | ValueError) -> EnvironmentUnusable:
    """What to raise when a file that somebody named can't be written."""
    return EnvironmentUnusable(
        "Le fichier {path} ne peut pas être écrit : {why}.", "Nommer un autre fichier.", path=path, why=why_not(error)
    )


_REASONS: Mapping[int, Said] = {
    errno.ENOSPC: Said("le disque est plein"),
    errno.EDQUOT: Said("la place accordée sur ce disque est prise"),
    errno.EACCES: Said("ce compte de l'ordinateur n'y a pas droit"),
    errno.EPERM: Said("ce compte de l'ordinateur n'y a pas droit"),
    errno.ENOENT: Said("ce fichier ou ce dossier n'existe pas"),
    errno.ENOTDIR: Said("un dossier de ce chemin est en fait un fichier"),
    errno.EISDIR: Said("c'est un dossier"),
    errno.EEXIST: Said("il existe déjà"),
    errno.EROFS: Said("ce disque ne peut être que lu"),
    errno.EIO: Said("le disque a refusé de lire ou d'écrire"),
    errno.ENAMETOOLONG: Said("ce nom est trop long"),
    errno.EINVAL: Said("ce nom n'est pas possible"),
    errno.ELOOP: Said("ses raccourcis tournent en rond"),
    errno.EMFILE: Said("trop de fichiers sont ouverts"),
    errno.EFBIG: Said("il serait trop gros pour ce disque"),
    errno.ETXTBSY: Said("un autre programme s'en sert"),
    errno.EBUSY: Said("un autre programme s'en sert"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about a file (*anomalie*): a stable code, its place, what was found, and the remedy."""

    code: str
    severity: Severity
    place: Place
    message: str
    remedy: str
    said: tuple[Said, Said] = field(compare=False, repr=False)
    "Both as they can be told in another language."

    @classmethod
    def told(cls, code: str, severity: Severity, place: Place, message: Said, remedy: Said) -> Problem:
        """A finding that can be told in another language."""
        return cls(code, severity, place, str(message), str(remedy), (message, remedy))

    @property
    def view(self) -> dict[str, str | int]:
        """As a machine reads it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "remedy": self.remedy,
        }


class DefinitionError(EngineError):
    """A file of the referential can't be used; `problems` lists everything found, in one pass."""

    exit_code = 1

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = [problem for problem in problems if problem.severity == "error"]
        first = f"{errors[0].place}: {errors[0].message}" if errors else ""
        super().__init__("{count} anomalie(s) dans le référentiel. {first}", count=len(errors), first=first)
        self.problems = problems


class CaseError(EngineError):
    """Something about one case."""


class CaseNotFound(CaseError):
    """No such case, or one that the actor may not see: the answer is the same for both."""

    exit_code = 2

    def __init__(self, word: str) -> None:
        super().__init__(
            "Aucun dossier « {word} » n'est accessible ici.",
            "Vérifier le numéro du dossier, ou chercher la personne : baom person search NOM.",
            word=word,
        )


class NotPrintedHere(CaseError):
    """A sheet that would say something false at this step; the remedy lists those that can be printed."""

    exit_code = 1


class RefusedScan(CaseError):
    """A file that can't be kept as the scan of a paper: `code` says why, the remedy what to bring instead."""

    exit_code = 1

    def __init__(self, code: str, message: str | Said, remedy: str | Said) -> None:
        super().__init__("{what} Rien n'a été enregistré.", remedy, what=_said(message, {}))
        self.code = code


class HistoryError(EngineError):
    """Something about a stream of events."""


class ConcurrentChange(HistoryError):
    """Somebody wrote in the same stream first: expected and found sequences."""

    exit_code = 3

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            "Le dossier a changé entre-temps : étape n° {expected} attendue, n° {found} trouvée. Rien n'a été écrit.",
            "Relire le dossier, puis refaire l'action si elle est toujours utile.",
            expected=expected,
            found=found,
        )
        self.expected = expected
        self.found = found


class KeyReused(HistoryError):
    """An idempotency key came back with another demand."""

    exit_code = 3

    def __init__(self, key: str) -> None:
        super().__init__(
            "La clé « {key} » a déjà servi pour une autre demande. Rien n'a été écrit.",
            "Employer une clé neuve pour une demande neuve.",
            key=key,
        )


class UnreadableEvent(HistoryError):
    """A stored event is of a kind or shape number that this version doesn't know."""


class BrokenHistory(HistoryError):
    """The stored history contradicts itself at one step."""

    exit_code = 4

    def __init__(self, stream: str, sequence: int, what: str | Said, remedy: str | Said = "") -> None:
        super().__init__(
            "Historique altéré : dossier {stream}, étape n° {sequence}. {what}",
            remedy,
            stream=stream,
            sequence=sequence,
            what=_said(what, {}),
        )
        self.stream = stream
        self.sequence = sequence


class AlteredBase(HistoryError):
    """The database itself isn't what this program left, beside any one history: the message says in what."""

    exit_code = 4


class AlteredProposal(HistoryError):
    """What is kept of a text proposed to a second person isn't what was proposed."""

    exit_code = 4


class BrokenAccount(BrokenHistory):
    """What is kept of an account isn't what its history makes of it: it opens nothing until it is set right."""

    def __init__(self, stream: str, sequence: int, login: str, what: Said) -> None:
        # Not as a history that contradicts itself: it is what is kept beside it that does.
        HistoryError.__init__(
            self,
            "Le compte « {login} » est altéré, il n'ouvre plus rien. {what}",
            "Un administrateur le refait d'après l'historique : baom db rebuild. Si plus aucun ne peut se connecter,"
            " qui tient les clés ajoute --unattended. Si l'historique est altéré aussi : baom db restore FICHIER.",
            login=login,
            what=what,
        )
        self.stream = stream
        self.sequence = sequence
        self.login = login


class AccessRefused(EngineError):
    """Nobody is logged in, or what was given to log in is no proof of who one is."""

    exit_code = 2


class UsageError(EngineError):
    """Wrong words in a demand: an unknown commune, a date that isn't one."""

    exit_code = 2


class PersonNotFound(UsageError):
    """No such person, or one that the actor may not see: the answer is the same for both."""

    def __init__(self, word: str) -> None:
        super().__init__(
            "Aucune personne « {word} » n'est accessible ici.", "Chercher : baom person search NOM.", word=word
        )


class NotAllowed(EngineError):
    """The actor's role or desk has no right to this; said only where it is no secret that it could be asked for."""

    exit_code = 2

    def __init__(self, role: object, why: str | Said = "Ce compte n'a pas ce droit.") -> None:
        super().__init__(
            "{why} Rien n'a été fait (rôle : {role}).",
            "Demander à qui a ce droit : un superviseur pour un dossier, l'administrateur pour les comptes.",
            why=_said(why, {}),
            role=role,
        )


class EnvironmentUnusable(EngineError):
    """The database, the key, the disk or a file can't be used."""


class OlderDatabase(EnvironmentUnusable):
    """The database was made by an older version of the program: no damage, and nobody can log in before its upgrade."""
