"""What a form may say: every declared datum with its shape, and the door where values come in.

The list below is the only one. The check of the templates reads it to refuse a name that isn't there, and `admit`
builds from it, and from nothing else, the plain dictionaries that a template receives: what a form has not
declared never reaches it. Knows nothing of templates, Markdown, HTML or PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from engine.errors import Said, UsageError

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Value: TypeAlias = "bool | int | str | date | list[Value] | dict[str, Value] | None"
"What a template sees: cleaned text, dates once read, and nothing that holds a method worth calling."

MAX_TEXT = 5_000
"Characters in one value: three printed pages; longer is a file, not a form."
MAX_ITEMS = 500
"Items in one list; with loops that never cross (see `templates`), this bounds the work of any template."


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed value: text, prose (its Markdown is read), a day, a number, a flag, or one word of a closed list."""

    kind: Literal["text", "prose", "day", "number", "flag", "choice"]
    words: tuple[str, ...] = ()
    "The words of a choice; a template compares with these and prints them through a filter."


@dataclass(frozen=True, slots=True)
class Record:
    """Named values. Given empty (`{}` or null), all of it is blank; otherwise only `optional` ones may be absent."""

    fields: Mapping[str, Shape]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Many:
    """A list, in the order in which it is printed."""

    of: Shape


Shape: TypeAlias = "Leaf | Record | Many"

TEXT = Leaf("text")
PROSE = Leaf("prose")
"What editors write in the referential, with its Markdown: the text of a consent, an answer to give at the counter."
DAY = Leaf("day")
NUMBER = Leaf("number")
FLAG = Leaf("flag")
COURSE = Leaf("choice", ("refused", "before", "after", "open"))
"A filing: refused where it was filed, before a refusal that came from elsewhere, after a refusal, or without one."
CONFIDENCE = Leaf("choice", ("sourced", "common_knowledge", "to_validate"))
STATUS = Leaf("choice", ("missing", "requested", "received", "verified", "rejected", "waived"))

_BASIS = Record({"title": TEXT, "confidence": CONFIDENCE, "url": TEXT}, optional=frozenset({"url"}))
_PAPER = Record({"title": TEXT, "status": STATUS, "issuer": TEXT})
_DOCUMENT = Record(
    {
        "title": TEXT,
        "need": Leaf("choice", ("required", "useful", "not_due")),
        "satisfied": FLAG,
        "note": PROSE,
        "copies": NUMBER,
        "options": Many(Record({"title": TEXT, "papers": Many(_PAPER)}, optional=frozenset({"title"}))),
        "bases": Many(_BASIS),
    }
)
_DEADLINE = Record(
    {
        "title": TEXT,
        "due": DAY,
        "days_left": NUMBER,
        "overdue": FLAG,
        "kind": Leaf("choice", ("legal", "internal")),
        "confidence": CONFIDENCE,
        "bases": Many(_BASIS),
    },
    optional=frozenset({"bases"}),
)
_PAPERS = Many(Record({"title": TEXT, "here": FLAG}))
_CONSENT = Record({"title": TEXT, "text": PROSE, "version": NUMBER, "given": FLAG, "on": DAY})
_LINE_OF = Record({"title": TEXT, "value": TEXT})

DECLARED = Record(
    {
        "case": Record(
            {
                "number": TEXT,
                "opened_on": DAY,
                "process_title": TEXT,
                "purpose": TEXT,
                "state_title": TEXT,
                "commune": TEXT,
                "digest": TEXT,
                "draft": FLAG,
                "discreet": FLAG,
                "closed": FLAG,
            },
            optional=frozenset({"draft", "discreet", "closed", "purpose"}),
        ),
        "desk": Record(
            {"commune": TEXT, "agent": TEXT, "address": TEXT, "hours": TEXT, "phone": TEXT},
            optional=frozenset({"address", "hours", "phone"}),
        ),
        "person": Record({"name": TEXT, "language": TEXT}),
        "today": DAY,
        "steps": Many(Record({"title": TEXT, "on": DAY})),
        "documents": Many(_DOCUMENT),
        "bring": Record(
            {
                "groups": Many(
                    Record(
                        {
                            "title": TEXT,
                            "copies": NUMBER,
                            "here": FLAG,
                            "papers": _PAPERS,
                            "instead": Many(Record({"papers": _PAPERS})),
                        }
                    )
                ),
                "useful": Many(Record({"title": TEXT})),
                "left_out": NUMBER,
            }
        ),
        "held": Many(Record({"title": TEXT, "status": STATUS})),
        "addressees": Many(Record({"name": TEXT})),
        "offices": Many(
            Record(
                {
                    "name": TEXT,
                    "commune": TEXT,
                    "address": TEXT,
                    "hours": TEXT,
                    "note": TEXT,
                    "verified": DAY,
                    "where": Leaf("choice", ("here", "desk", "away")),
                },
                optional=frozenset({"note", "where"}),
            ),
        ),
        "deadlines": Many(_DEADLINE),
        "bases": Many(_BASIS),
        "refusal": Record({"motive": TEXT, "day": DAY, "answer": PROSE, "office": TEXT}),
        "receipt": Record(
            {"number": TEXT, "day": DAY, "elapsed": NUMBER, "office": TEXT, "filed": TEXT, "course": COURSE}
        ),
        "consents": Many(_CONSENT),
        "sharing": Many(_CONSENT),
        "recipients": Many(Record({"name": TEXT})),
        "undue": Many(Record({"title": TEXT})),
        "alerts": Many(Record({"level": Leaf("choice", ("info", "warn", "stop")), "text": PROSE})),
        "next_actions": Many(Record({"title": TEXT})),
        "holding": Record(
            {
                "person": Many(_LINE_OF),
                "cases": Many(
                    Record(
                        {
                            "number": TEXT,
                            "title": TEXT,
                            "opened_on": DAY,
                            "state": TEXT,
                            "purpose": TEXT,
                            "kept": TEXT,
                            "lines": Many(_LINE_OF),
                        }
                    )
                ),
                "written": Many(Record({"on": DAY, "title": TEXT, "value": TEXT})),
                "shared": Many(Record({"on": DAY, "service": TEXT, "what": TEXT})),
                "desks": Many(Record({"name": TEXT, "holds": FLAG})),
                "transfers": Many(Record({"on": DAY, "case": TEXT, "from": TEXT, "to": TEXT})),
                "consents": Many(Record({"title": TEXT, "given": FLAG, "on": DAY, "until": DAY, "version": NUMBER})),
            }
        ),
    }
)
"""Everything a form may be given.

`case.digest` is the definition's SHA-256 (twelve characters are printed), `case.draft` says that its content is not yet
confirmed, `case.discreet` that neither its title nor its step stands on a sheet that others may see,
`case.closed` that it has ended; `receipt.filed` names what was handed in, `receipt.elapsed` counts the days since;
`offices[].verified` is the day somebody checked the address, `offices[].where` says whether it is in a commune of the
territory, the desk itself, or away (abroad, or nobody knows where). `bring` is the shortest set of papers still to
come, a few ways round it, and how many demands didn't fit, with what is written at the desk marked `here`;
`held` are the papers already in the file; `addressees` are those who answer for the step, each by its office or its
kind; `case.purpose` says why the case is kept, `recipients` are the services to which the person may agree that
something is sent; `sharing` are the consents in force to share with a service of the step; `holding` is all that is
held about a person, for them alone. To these a form adds the fields of a case that it names one by one, `fields.<id>`,
each as it is said in words.
"""

FIELD_PATH = re.compile(r"fields\.([a-z][a-z0-9_]{0,47})")
"A field of a case, among what a form takes."
PRINTABLE = frozenset({"plain", "personal"})
"The classes of fields that may stand on paper: neither what is sensitive nor an identity number."

MARGINS = ("case.number", "case.digest", "case.draft", "desk.commune", "today")
"What stands in the margins of every printed sheet, whatever the form takes."


class Prose(str):
    """A text whose Markdown is read when it stands alone on its line."""

    __slots__ = ()


def chosen(takes: Sequence[str]) -> Record:
    """The part of `DECLARED` that the paths of `takes` name: `case` (all of it), `person.language`, `fields.<id>`.

    Raises:
        KeyError: a path that isn't declared.
    """
    named = [found[1] for path in takes if (found := FIELD_PATH.fullmatch(path))]
    fields: dict[str, Shape] = {"fields": Record(dict.fromkeys(named, TEXT), frozenset(named))} if named else {}
    for path in takes:
        if FIELD_PATH.fullmatch(path):
            continue
        name, _, inner = path.partition(".")
        whole = DECLARED.fields[name]
        if not inner:
            fields[name] = whole
            continue
        if not isinstance(whole, Record):
            raise KeyError(path)
        before = fields.get(name)
        kept = dict(before.fields) if isinstance(before, Record) else {}
        fields[name] = Record({**kept, inner: whole.fields[inner]}, whole.optional)
    return Record(fields)


def admit(data: Mapping[str, Json], takes: Sequence[str]) -> dict[str, Value]:
    """The values a form receives: what it takes of `data`, cleaned, in plain dictionaries; the rest stays outside.

    Raises:
        UsageError: a value is absent, of the wrong kind, or too long to be printed; the message gives its path.
    """
    shape = chosen(takes)
    return {name: _admit(data.get(name), inner, name, given=name in data) for name, inner in shape.fields.items()}


def _admit(value: Json, shape: Shape, path: str, *, given: bool = True) -> Value:
    if not given:
        raise _refused(path, Said("elle manque"))
    if isinstance(shape, Record):
        return _admit_record(value, shape, path)
    if isinstance(shape, Many):
        return _admit_list(value, shape, path)
    return None if value is None or value == "" else _admit_leaf(value, shape, path)


def _admit_record(value: Json, shape: Record, path: str) -> dict[str, Value]:
    if value is not None and not isinstance(value, Mapping):
        raise _refused(path, Said("un groupe de valeurs est attendu"))
    known = value or {}
    absences = frozenset(shape.fields) if not known else shape.optional
    return {
        name: _admit(known.get(name), inner, f"{path}.{name}", given=name in known or name in absences)
        for name, inner in shape.fields.items()
    }


def _admit_list(value: Json, shape: Many, path: str) -> list[Value]:
    if value is None:
        return []
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _refused(path, Said("une liste est attendue"))
    if len(value) > MAX_ITEMS:
        raise _refused(path, Said("{count} lignes, {most} au plus s'impriment", count=len(value), most=MAX_ITEMS))
    return [_admit(item, shape.of, f"{path}[{rank}]") for rank, item in enumerate(value)]


def _admit_leaf(value: Json, shape: Leaf, path: str) -> Value:
    match shape.kind:
        case "text" | "prose" if isinstance(value, str):
            if len(value) > MAX_TEXT:
                raise _refused(
                    path, Said("{count} caractères, {most} au plus s'impriment", count=len(value), most=MAX_TEXT)
                )
            return cleaned(value) if shape.kind == "text" else Prose(cleaned(value))
        case "day" if isinstance(value, str):
            try:
                return date.fromisoformat(value[:10])
            except ValueError:
                raise _refused(path, Said("« {word} » n'est pas une date (AAAA-MM-JJ)", word=value[:40])) from None
        case "number" if isinstance(value, int) and not isinstance(value, bool):
            return value
        case "flag" if isinstance(value, bool):
            return value
        case "choice" if isinstance(value, str) and value in shape.words:
            return value
    raise _refused(
        path, Said("« {word} » n'est pas du genre attendu ({kind})", word=str(value)[:40], kind=_KINDS[shape.kind])
    )


_KINDS = {
    "text": Said("texte"),
    "prose": Said("texte"),
    "day": Said("date AAAA-MM-JJ"),
    "number": Said("nombre entier"),
    "flag": Said("oui ou non"),
    "choice": Said("un mot de la liste"),
}


def _refused(path: str, why: Said) -> UsageError:
    return UsageError(
        "La donnée « {path} » ne peut pas être imprimée : {why}.",
        "Corriger la donnée, ou choisir un autre modèle.",
        path=path,
        why=why,
    )


_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"  # controls; tab and line feed are whitespace, the next line too
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\uffa0"  # blanks that pass for letters
    "\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff"  # zero width; bidi overrides, isolates
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # private use (our own marks among them), tags
    "\ud800-\udfff"  # half a character: neither HTML nor PDF can write it
    "]"
)
_LINE = re.compile("\r\n?|[\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """The text as its writer sees it: letters, marks and joiners of every script, without what acts unseen.

    Directional marks (LRM, RLM, ALM) and joiners stay, names need them. Lines are kept.
    """
    return _INVISIBLE.sub("", _LINE.sub("\n", text)).replace("\t", " ").strip()
