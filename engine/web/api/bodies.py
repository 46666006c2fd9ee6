"""What a program sends: closed shapes, their values written as people type them or as JSON has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

Case = Annotated[str, Path(pattern="^[Dd][0-9A-Za-z-]{8,12}$", description="D-7K2M-9QXH")]
Subject = Annotated[str, Path(pattern="^[Bb][0-9A-Za-z-]{8,12}$", description="B-7K2M-9QXH")]
Name = Annotated[str, Path(pattern="^[a-z][a-z0-9_]{0,47}$")]
Scan = Annotated[str, Path(pattern="^[Aa][0-9A-Za-z-]{8,12}$", description="A-4T8W-2RKC")]
Text = Annotated[str, Field(max_length=20_000)]
Word = Annotated[str, Field(max_length=200)]
Day = Annotated[str, Field(max_length=40, description="2026-11-06, or 06/11/2026")]
Value = Text | bool | int | Annotated[list[Text], Field(max_length=100)]
Values = Annotated[dict[Word, Value], Field(max_length=200)]
Words = Annotated[dict[Word, Text], Field(max_length=200)]

Desk = Annotated[Word | None, Field(description="A short name (`tiznit`) or an HCP code; one's own desk without it.")]
LAST = 2**53


def typed(values: Mapping[str, Value]) -> dict[str, str]:
    """Values as somebody would have typed them: they are read once, at the same door as those of the command line."""
    return {name: _text(value) for name, value in values.items()}


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)


def _like(**example: Any) -> ConfigDict:
    """What a description shows of a body."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Sent(BaseModel):
    """What every body is: nothing in it is guessed at, and nothing unknown passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(Sent):
    """What every act has."""

    on: Annotated[Day | None, Field(description="The day it happened; today without it.")] = None
    expect: Annotated[
        int | None,
        Field(ge=0, le=LAST, description="The sequence that was read; another one is a conflict."),
    ] = None


class Entering(Sent):
    """To log in; in a training database, a part to take instead."""

    model_config = _like(login="f.amrani", password="…", code="123456")  # noqa: S106 -- no password

    login: Word = ""
    password: Annotated[str, Field(max_length=1000, repr=False)] = ""
    code: Annotated[Word, Field(repr=False, description="Of the telephone, for the roles that have one.")] = ""
    part: Annotated[Word, Field(description="Training databases only: agent.tiznit, superviseur.formation…")] = ""


class Searching(Sent):
    """A name as it sounds; sent, for no name stands in an address."""

    model_config = _like(words="Aminata Diallo")

    words: Annotated[str, Field(min_length=1, max_length=500)]
    commune: Word | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class NewPerson(Sent):
    """Somebody new."""

    model_config = _like(commune="tiznit", data={"name": "Aminata Diallo", "name_ar": "أميناتا ديالو"})

    commune: Desk = None
    kind: Word = "person"
    data: Words = {}


class Corrected(Sent):
    """Other values for what is known of a person."""

    model_config = _like(data={"name": "Awa Diallo"}, reason="Lu sur le passeport.")

    data: Words
    reason: Text


class Merged(Sent):
    """Another record of the same person."""

    model_config = _like(merged="B-7K2M-9QXH", reason="Même téléphone.")

    merged: Word
    reason: Text


class Opened(Sent):
    """A new case."""

    model_config = _like(process="naissance", commune="tiznit", fields={"date_naissance": "2026-11-01"})

    process: Word
    commune: Desk = None
    subject: Word | None = None
    fields: Values = {}
    on: Day | None = None


class Receipt(Sent):
    """The proof of a filing; withheld, where the office gave none."""

    number: Word = ""
    day: Day | None = None
    withheld: bool = False


class Doing(Asked):
    """An action, with what is given at the same time."""

    model_config = _like(
        fields={"lieu_accouchement": "domicile"}, receipt={"number": "118/2026", "day": "2026-11-05"}, expect=4
    )

    fields: Values = {}
    documents: Words = {}
    receipt: Receipt | None = None
    reason: Text | None = None


class Recording(Asked):
    """Data that were asked for."""

    model_config = _like(fields={"date_naissance": "2026-11-01"}, expect=1)

    fields: Values


class Changing(Asked):
    """The state of papers; the day written on each, for its age."""

    model_config = _like(documents={"passeport_mere": "received"}, issued={"passeport_mere": "2024-05-02"})

    documents: Words
    issued: Words = {}


class Agreeing(Asked):
    """What the person answered, once the text was read to them in that language."""

    model_config = _like(given=True, language="ar")

    given: bool
    language: Word = "fr"


class Noting(Asked):
    """A note; it is sealed."""

    model_config = _like(text="Rappeler jeudi.", expect=4)

    text: Text


class Correcting(Asked):
    """Other values for data on record."""

    model_config = _like(fields={"date_naissance": "2026-11-02"}, reason="Lu sur l'avis.")

    fields: Values
    reason: Text


class Reverting(Asked):
    """A step to undo: the one named, else the last that can be."""

    model_config = _like(reason="Erreur.")

    step: Annotated[int | None, Field(ge=1, le=LAST)] = None
    reason: Text


class Assigning(Asked):
    """Who takes the case; nobody gives it back to the desk."""

    model_config = _like(to="f.amrani")

    to: Word | None = None


class Transferring(Asked):
    """The desk that takes the case over."""

    model_config = _like(commune="agadir", reason="Déménagement.")

    commune: Word
    reason: Text


class Demanded(Asked):
    """A paper that an office demanded and that isn't due."""

    model_config = _like(document="acte_mariage", reason="Demandé au guichet.")

    document: Word
    reason: Text


class Forcing(Asked):
    """The state to which a supervisor moves the case against its rules."""

    model_config = _like(to="hors_delai", reason="Reprise d'un dossier de papier.")

    to: Word
    reason: Text
