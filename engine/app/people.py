"""Whom cases are for: add, show, search by sound, correct, and merge two records of the same person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from engine.app.hearing import Match, hear_beside, kept_record, sounding_like
from engine.app.house import House, new_id
from engine.app.sight import noting_denials, require, scope_of, sees_line
from engine.authority.allow import Action, Resource, allow, communes_seen, reading_alone
from engine.core.events import Actor, Json
from engine.core.values import MAX_TEXT, clean_text, is_iso_date, is_visible, one_line
from engine.errors import BrokenHistory, PersonNotFound, Said, UsageError
from engine.store.journal import Reading, Writing
from engine.store.subjects import Subject, SubjectReading

MOST_SOUGHT = 200
"Characters of a name that is looked for."
FIELDS = (
    "name",
    "name_ar",
    "sex",
    "birth_date",
    "birth_year",
    "language",
    "nationality",
    "contact",
    "household",
)
"What is kept of a subject, all of it sealed; each may be empty."
NAMESAKE = 0.9
"Likeness above which a name just given is shown with those that sound like it: it may be the same person."
MOST_ALIKE = 50
"Of those, how many are shown: among more, nobody looks."
EARLIEST = 1900
"The first year in which somebody alive can be born."
_YEAR = re.compile("[0-9]{4}")
KINDS = ("person", "household", "association", "commune", "initiative", "none")


def add_person(house: House, kind: str, commune: str, data: Mapping[str, Json], actor: Actor) -> str:
    """Record a subject and return its identifier; a near-duplicate is for the caller to look for first.

    Raises:
        UsageError: an unknown kind or commune, or data that isn't as it should be.
        NotAllowed: another desk's.
    """
    if kind not in KINDS:
        raise UsageError(
            "« {kind} » n'est pas un genre de bénéficiaire.", "Genres : {kinds}.", kind=kind, kinds=", ".join(KINDS)
        )
    slug, kept = house.commune(commune), _checked(house, data)
    with noting_denials(house, actor, "person.add"):
        require(actor, "person.add", Resource(slug))
    subject_id = new_id("B")
    stamp = house.stamp(actor, house.today(), "")
    house.store.write(lambda writing: writing.new_subject(subject_id, kind, slug, kept, stamp))
    return subject_id


def correct_person(house: House, subject_id: str, data: Mapping[str, Json], reason: str, actor: Actor) -> Subject:
    """Change what is known of a subject, with a reason; the old values stay sealed in the history.

    Raises:
        UsageError: no such subject, wrong data or none, or no reason.
    """
    kept = _checked(house, data)
    if not kept:
        raise UsageError("Aucune donnée n'est donnée.", "Nommer ce qui change : {fields}.", fields=", ".join(FIELDS))
    if not is_visible(reason):
        raise UsageError("Un motif est nécessaire pour corriger.", "Écrire le motif en une phrase simple.")
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Subject:
        seen_subject(house, writing, subject_id, actor, "person.correct")
        changed = {name: value or None for name, value in kept.items()}
        after = writing.change_subject(subject_id, changed, clean_text(reason), stamp)
        # The whole record comes back, with what wasn't corrected.
        writing.trace(actor, "person.correct", (subject_id,), stamp.recorded_at)
        return after

    with noting_denials(house, actor, "person.correct", subject_id):
        return house.store.write(work)


def merge_people(house: House, keep: str, merged: str, reason: str, actor: Actor) -> Subject:
    """Say that two records are of the same person: cases, papers and consents of both are then shown together.

    Nothing is moved: each case stays sealed under the record it was opened with, so that a wrong merge can be taken
    back, and an erasure finds both.

    Raises:
        UsageError: no such record, the same one twice, one merged already, or no reason.
    """
    if not is_visible(reason):
        raise UsageError("Un motif est nécessaire pour fusionner.", "Écrire à quoi l'on reconnaît la même personne.")
    if keep == merged:
        raise UsageError("C'est deux fois la même fiche.", "Donner deux fiches différentes.")
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Subject:
        kept, other = (seen_subject(house, writing, each, actor, "person.correct") for each in (keep, merged))
        if kept.kind != other.kind:
            raise UsageError("Ces deux fiches ne sont pas du même genre.", "Fusionner deux personnes, ou deux ménages.")
        if "merged_into" in kept.data or "merged_into" in other.data:
            raise UsageError("L'une de ces fiches est déjà fusionnée.", "Voir : baom person show FICHE.")
        known = clean_text(reason)
        same = [*kept.data.get("same_as", ()), merged, *other.data.get("same_as", ())]
        lacking = {name: value for name, value in other.data.items() if name in FIELDS and not kept.data.get(name)}
        kind = "subject_merged"
        writing.change_subject(merged, {"merged_into": keep}, known, stamp, kind, {"into": keep})
        writing.change_subject(keep, {**lacking, "same_as": same}, known, stamp, kind, {"with": merged})
        return find_subject(writing, keep)

    with noting_denials(house, actor, "person.correct", keep, merged):
        return house.store.write(work)


def same_person(reading: SubjectReading, subject_id: str) -> tuple[str, ...]:
    """Every record of the same person, this one included."""
    subject = reading.subject(subject_id)
    if subject is None:
        return (subject_id,)
    kept = kept_record(reading, subject)
    return (kept.id, *kept.data.get("same_as", ()))


def seen_subject(
    house: House, reading: Reading | Writing, subject_id: str, actor: Actor, action: Action = "person.read"
) -> Subject:
    """A subject of the actor's desk, or who has a case there; raises UsageError as for one that there isn't."""
    with damage_told_at_home(reading, subject_id, actor, action):
        found = find_subject(reading, subject_id)
        if not sees_subject(house, reading, found, actor, action):
            raise PersonNotFound(subject_id)
        return found


@contextmanager
def damage_told_at_home(reading: SubjectReading, subject_id: str, actor: Actor, *actions: Action) -> Iterator[None]:
    """Tell that a person's row was changed by hand to those alone whose desk has that person, by the signed history.

    Raises:
        PersonNotFound: for anybody else, the same as for a person that there isn't.
    """
    try:
        yield
    except BrokenHistory:
        desk = reading.desk_of(subject_id)
        if desk is None or not any(allow(actor, action, Resource(desk)) for action in actions):
            raise PersonNotFound(subject_id) from None
        raise


def sees_subject(house: House, reading: Reading | Writing, subject: Subject, actor: Actor, action: Action) -> bool:
    """Whether an actor may do this about a subject: of their own desk, or who has a case there that they may see.

    After a transfer the desk that has the case answers the person, and the one that keeps their record still does.
    """
    if allow(actor, action, Resource(subject.commune)):
        return True
    if not allow(actor, action, Resource()):
        return False
    seeing = reading_alone(actor, action)
    lines = (line for each in same_person(reading, subject.id) for line in reading.cases_of(each))
    return any(sees_line(house, reading, seeing, line) for line in lines)


def find_subject(reading: SubjectReading, subject_id: str) -> Subject:
    """A subject; raises UsageError when there is none, with how to search."""
    found = reading.subject(subject_id)
    if found is None:
        raise PersonNotFound(subject_id)
    return found


def _checked(house: House, data: Mapping[str, Json]) -> dict[str, Json]:
    """The data cleaned; every mistake at once."""
    wrong: list[Said] = []
    kept: dict[str, Json] = {}
    for name, value in data.items():
        if name not in FIELDS:
            wrong.append(
                Said("« {name} » n'est pas une donnée d'un bénéficiaire ({known})", name=name, known=", ".join(FIELDS))
            )
            continue
        kept[name] = "" if value is None else one_line(str(value))
        if str(value or "").strip() and not is_visible(kept[name]):
            wrong.append(Said("« {name} » ne contient aucun caractère visible", name=name))
        if len(kept[name]) > MAX_TEXT:
            wrong.append(Said("« {name} » dépasse {most} caractères", name=name, most=MAX_TEXT))
    if kept.get("sex") not in (None, "", "f", "m", "x"):
        wrong.append(Said("le sexe s'écrit f, m ou x"))
    wrong += _wrong_births(house, kept)
    if wrong:
        raise UsageError(
            "Données refusées : {wrong}.", "Corriger, puis recommencer. Rien n'a été écrit.", wrong=tuple(wrong)
        )
    return kept


def _wrong_births(house: House, kept: Mapping[str, Json]) -> Iterator[Said]:
    birth, year, last = kept.get("birth_date"), kept.get("birth_year"), house.today().year
    if birth and not is_iso_date(birth):
        yield Said("la date de naissance s'écrit année-mois-jour, comme 1995-04-30")
    elif birth and birth > house.today().isoformat():
        yield Said("la date de naissance est dans le futur")
    if year and not _YEAR.fullmatch(str(year)):
        yield Said("l'année de naissance s'écrit en quatre chiffres")
    elif year and not EARLIEST <= int(year) <= last:
        yield Said("l'année de naissance est entre {first} et {last}", first=EARLIEST, last=last)


def search(
    house: House,
    words: str,
    actor: Actor,
    *,
    commune: str | None = None,
    limit: int = 20,
    unshown: list[str] | None = None,
) -> list[Match]:
    """Subjects whose name sounds like the words sought, in French or Arabic letters, the closest first.

    Of several records of one person the one that was kept is given, under whichever name it was found. `unshown` is
    given the records of this desk that can't be read: whoever is sought may be one of them.

    Raises:
        UsageError: an unknown commune, or words longer than any name.
        NotAllowed: another desk's, or a role that looks for nobody.
    """
    with noting_denials(house, actor, "person.search"):
        require(actor, "person.search")
        slug = scope_of(actor, house.commune(commune) if commune is not None else None)
    found = house.follow(lambda reading: sounding_so(house, reading, (words,), slug, actor, limit, unshown))
    house.trace(actor, "person.search", [match.subject.id for match in found])
    return found


def expect_search(house: House, actor: Actor) -> None:
    """Have the names of this actor's desks heard while they type: the first search of a morning takes seconds."""
    if allow(actor, "person.search", Resource(actor.commune)):
        hear_beside(house.heard, house.follow, communes_seen(actor), actor.name)


def namesakes(house: House, names: Sequence[str], actor: Actor, unshown: list[str] | None = None) -> list[Match]:
    """Those whose name sounds like one of these, at the actor's desks: somebody new may be among them already.

    `unshown` is given the records that can't be read, as by `search`.
    """
    with noting_denials(house, actor, "person.search"):
        require(actor, "person.search")
    slug = communes_seen(actor)
    begun = [each[:MOST_SOUGHT] for each in names]
    found = house.follow(lambda reading: sounding_so(house, reading, begun, slug, actor, MOST_ALIKE, unshown))
    alike = [match for match in found if match.likeness >= NAMESAKE]
    house.trace(actor, "person.search", [match.subject.id for match in alike])
    return alike


def sounding_so(  # noqa: PLR0913 as `sounding_like`
    house: House,
    reading: Reading,
    names: Sequence[str],
    commune: str | None,
    actor: Actor,
    limit: int,
    unshown: list[str] | None,
) -> list[Match]:
    """As `sounding_like`, among those whom the actor sees; whoever shows them notes it.

    Raises:
        UsageError: a name longer than anybody's: each of its words is compared with those of everybody.
    """
    if any(len(each) > MOST_SOUGHT for each in names):
        raise UsageError(
            "Ce qui est cherché est trop long : {most} signes au plus.",
            "Chercher le nom seul, sans rien autour.",
            most=MOST_SOUGHT,
        )

    def sees(subject: Subject) -> bool:
        return sees_subject(house, reading, subject, actor, "person.search")

    return sounding_like(house.heard, reading, names, commune, actor, limit, unshown, sees)
