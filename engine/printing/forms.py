"""The forms on the shelf: `forms.yaml` and the templates beside it, one for each form and language.

Reads and checks; renders nothing. What is found is a `Problem` with its place, all of them in one pass, so that
`process check` shows a slip in a letter as it shows one in a pathway.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from engine.core.definition import FieldClass, Text
from engine.errors import Place, Problem, Said
from engine.printing.data import DECLARED, FIELD_PATH, PRINTABLE
from engine.printing.data import Record as DataRecord
from engine.printing.tree import Layout
from engine.printing.words import LANGUAGES, PrintLanguage
from engine.reader.marks import MapNode, Node, ScalarNode, Tree, parse_tree, plain, walk
from engine.reader.shapes import Choice, Key, ListOf, MapOf, Record, Texts
from engine.reader.spelling import nearest
from engine.reader.walker import read

Audience = Literal["personne", "service", "dossier"]
CATALOGUE = "forms.yaml"
_SUFFIX = ".md.j2"


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form (*modèle*) of the catalogue."""

    id: str
    title: Text
    audience: Audience
    "Whom the sheet is handed to: the person, a service, or nobody (it stays in the file)."
    layout: Layout
    takes: tuple[str, ...]
    "The data it receives, and nothing else: paths of `engine.printing.data.DECLARED`, and fields of a case."

    def template(self, language: PrintLanguage) -> str:
        """The name of its template's file."""
        return f"{self.id}.{language}{_SUFFIX}"


def _paths(fields: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = dict.fromkeys(fields, "donnée du dossier")
    for name, shape in DECLARED.fields.items():
        found[name] = name
        if isinstance(shape, DataRecord):
            found.update({f"{name}.{inner}": inner for inner in shape.fields})
    return found


def form_grammar(fields: Iterable[str]) -> MapOf:
    """The catalogue's grammar; `fields` are the paths of fields that it names, which are judged elsewhere."""
    layouts = {
        "grand": "grands caractères",
        "page": "grands caractères, une seule page",
        "fiche": "fiche dense",
        "courrier": "courrier",
    }
    form = Record(
        "form",
        "un modèle",
        {
            "title": Key(Texts(), "Titre de la feuille.", required=True),
            "audience": Key(
                Choice({"personne": "la personne", "service": "un service", "dossier": "le dossier"}),
                "À qui la feuille est remise.",
                required=True,
            ),
            "layout": Key(Choice(layouts), "Mise en page.", required=True),
            "takes": Key(
                ListOf(Choice(_paths(fields)), at_least=1),
                "Données que le modèle reçoit, « fields.… » comprises ; il n'en voit pas d'autre.",
                required=True,
            ),
        },
    )
    return MapOf(form, "un modèle", at_least=1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of forms once read: its good entries, and the problems of its catalogue."""

    entries: tuple[FormEntry, ...]
    problems: tuple[Problem, ...]
    fields: tuple[tuple[str, Place], ...] = ()
    "The fields of a case that its forms take, with their places."


def read_shelf(folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> Shelf:
    """The catalogue of a folder; an entry with a problem isn't listed.

    `instead`: file → the text that stands for it.
    """
    name = f"{folder.name}/{CATALOGUE}"
    try:
        source = _source(folder, CATALOGUE, instead)
    except OSError:
        missing = Problem.told(
            "E810", "error", Place(name, 1, 1), Said("ce catalogue des modèles ne se lit pas."), Said("Le rétablir.")
        )
        return Shelf((), (missing,))
    tree, problems = parse_tree(source, name)
    if tree is None:
        return Shelf((), problems)
    fields = tuple(_fields(tree))
    found = (*problems, *read(tree, form_grammar(f"fields.{name}" for name, _ in fields)).problems)
    if any(problem.severity == "error" for problem in found) or not isinstance(tree.root, MapNode):
        return Shelf((), found)
    return Shelf(tuple(_entry(each, node) for each, node in tree.root.entries.items()), found, fields)


def _source(folder: Path, name: str, instead: Mapping[str, bytes]) -> bytes:
    given = instead.get(name)
    return (folder / name).read_bytes() if given is None else given


def _fields(tree: Tree) -> Iterator[tuple[str, Place]]:
    for path, node in walk(tree.root):
        if len(path) > 1 and path[1] == "takes" and isinstance(node, ScalarNode):
            field = FIELD_PATH.fullmatch(str(node.value))
            if field is not None:
                yield field[1], node.place


def _entry(form_id: str, node: Node) -> FormEntry:
    # The grammar has just accepted it: these are the words it asked for.
    written = plain(node)
    return FormEntry(
        form_id,
        Text(**written["title"]),
        cast("Audience", written["audience"]),
        cast("Layout", written["layout"]),
        tuple(written["takes"]),
    )


def check_forms(
    folder: Path,
    known: Mapping[str, Collection[FieldClass]] | None = None,
    instead: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Problem, ...]:
    """Every problem of the catalogue and of each template, in file order: names, languages, allow-list, data.

    `known` gives each field of the pathways with the classes that it has in them; without it, the fields that forms
    take aren't judged. `instead`: file → the text that stands for it.
    """
    shelf = read_shelf(folder, instead)
    taken = () if known is None else _taken(shelf, known)
    return (*shelf.problems, *taken, *_templates(folder, shelf, instead), *_orphans(folder, shelf))


def _taken(shelf: Shelf, known: Mapping[str, Collection[FieldClass]]) -> Iterator[Problem]:
    for name, place in shelf.fields:
        if name not in known:
            near = nearest(name, known)
            remedy = (
                Said("Écrire « fields.{near} » ?", near=near)
                if near
                else Said("La déclarer dans un parcours, ou l'ôter du modèle.")
            )
            yield Problem.told(
                "E813", "error", place, Said("aucun parcours n'a de donnée « {name} ».", name=name), remedy
            )
        elif not set(known[name]) <= PRINTABLE:
            what = Said(
                "la donnée « {name} » est sensible ou est un numéro d'identité : elle ne s'imprime pas.", name=name
            )
            yield Problem.told("E814", "error", place, what, Said("L'ôter de « takes » et du modèle."))


def _templates(folder: Path, shelf: Shelf, instead: Mapping[str, bytes]) -> Iterator[Problem]:
    from engine.printing.templates import read_template

    for entry in shelf.entries:
        for language in LANGUAGES:
            name = f"{folder.name}/{entry.template(language)}"
            try:
                source = _source(folder, entry.template(language), instead)
            except OSError:
                what = Said(
                    "le modèle « {name} » manque dans cette langue ({language}).", name=entry.id, language=language
                )
                yield Problem.told(
                    "E811", "error", Place(name, 1, 1), what, Said("L'écrire, sur le modèle de l'autre langue.")
                )
                continue
            yield from read_template(source, name, entry.takes)[1]


def _orphans(folder: Path, shelf: Shelf) -> Iterator[Problem]:
    if not shelf.entries:
        return  # the catalogue itself is at fault: each file would be called an orphan
    wanted = {entry.template(language) for entry in shelf.entries for language in LANGUAGES}
    for path in sorted(folder.iterdir()):
        if path.name.endswith(_SUFFIX) and path.name not in wanted:
            what = Said("ce modèle n'est pas dans le catalogue.")
            yield Problem.told(
                "W812",
                "warning",
                Place(f"{folder.name}/{path.name}", 1, 1),
                what,
                Said("L'ajouter à {catalogue}, ou l'effacer.", catalogue=CATALOGUE),
            )
