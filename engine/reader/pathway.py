"""One pathway, from its tree to its published form: merged, checked against the grammar and the names, judged sound.

Pure: the files were read before (`engine.reader.load`). The checks of the whole (`engine.core.checks`) wait until each
part is right, since a misspelt state would make half of them speak of the same slip.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.core.checks import findings
from engine.core.definition import Definition
from engine.core.guard_types import check as check_guard
from engine.core.guards import GuardError, GuardProblem, names, parse
from engine.core.resolved import definition_of
from engine.errors import Place, Problem, Said
from engine.reader import grammar
from engine.reader.marks import MapNode, Path, ScalarNode, Tree, plain
from engine.reader.merge import check_differences, merge, own_first
from engine.reader.names import Names, names_of
from engine.reader.references import judge
from engine.reader.resolve import CATALOGUES, Resolved, resolve
from engine.reader.walker import GuardText, Reading, Reference, read

_MAY_BE_THE_BASE = frozenset(("E202", "E203", "E211", "E212"))
"Something missing, or a `null`, in a pathway whose base can't be read."


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands beside the pathways: the files they share, and the names they may use."""

    catalogues: Mapping[str, Tree]
    bases: Mapping[str, Tree]
    differences: Tree | None
    known: Mapping[str, Collection[str]]
    "Kind of reference → names; a kind that isn't here isn't judged."
    territory: str
    served: frozenset[str] | None
    fields: Mapping[str, frozenset[str]]
    "Pathway → the data that it declares, its base's included."
    errors: tuple[Problem, ...]
    "What keeps the shared files from being used."

    def value_types(self) -> dict[str, str]:
        """Dated value → its type."""
        tree = self.catalogues.get("values")
        entries = tree.root.entries if tree is not None and isinstance(tree.root, MapNode) else {}
        return {name: _word(each, "type") for name, each in entries.items()}


@dataclass(frozen=True, slots=True)
class ReadProcess:
    """One pathway once read."""

    process: str
    "Its identifier: the file's name."
    file: str
    "The file, as messages call it."
    text: bytes
    "The file's exact bytes."
    problems: tuple[Problem, ...]
    "In file order; with those of the shared files when they keep this one from being used."
    definition: Definition | None
    "None when there is an error."
    resolved: Resolved | None
    merged: Tree | None = field(repr=False)
    catalogues: Mapping[str, Tree] = field(repr=False)

    @property
    def is_sound(self) -> bool:
        """Whether it can be published and run: no error."""
        return self.definition is not None and not has_errors(self.problems)

    def place_of(self, path: Path) -> Place:
        """Where a path of the merged pathway stands; a path of a catalogue begins with `catalogue` and its name."""
        if len(path) > 1 and path[0] == "catalogue" and str(path[1]) in self.catalogues:
            return self.catalogues[str(path[1])].place_of(path[2:])
        return self.merged.place_of(path) if self.merged is not None else Place(self.file, 1, 1)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(each.severity == "error" for each in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    return tuple(
        sorted(
            dict.fromkeys(problems), key=lambda each: (each.place.file, each.place.line, each.place.column, each.code)
        )
    )


def read_pathway(process: str, text: bytes, tree: Tree, problems: Iterable[Problem], shelf: Shelf) -> ReadProcess:
    """Read one pathway; `problems` are those found while its tree was built."""
    reading = Reading()
    for problem in problems:
        reading.add(problem)
    base = base_of(tree, shelf)
    merged = merged_over(process, tree, base, shelf, reading)
    data = plain(merged.root)
    walked = read(merged, grammar.PROCESS_FILE)
    # The base was checked as a file of its own.
    for problem in walked.problems:
        if not _is_of(base, problem):
            reading.add(problem)
    declared = names_of(data, shelf.known, shelf.value_types())
    used = [(each.kind, each.name) for each in walked.references]
    if base is not None and len(shelf.catalogues) == len(CATALOGUES):
        _judge_names(walked.references, declared, reading)
        _judge_carried(walked.references, shelf.fields, reading)
        used += _judge_guards(walked.guards, declared, reading)
    _judge_identifier(process, tree, reading)

    def result(definition: Definition | None, resolved: Resolved | None) -> ReadProcess:
        found = in_order([*reading.problems, *shelf.errors])
        return ReadProcess(process, tree.name, text, found, definition, resolved, merged, shelf.catalogues)

    if has_errors(reading.problems) or shelf.errors:
        return result(None, None)
    resolved = resolve(
        text, data, used, {name: plain(each.root) for name, each in shelf.catalogues.items()}, shelf.territory
    )
    definition = definition_of(resolved.json, resolved.digest)
    sound = result(definition, resolved)
    for each in findings(definition, shelf.served):
        place = sound.place_of(each.path)
        reading.problems.append(Problem.told(each.code, each.severity, place, each.message, each.remedy))
    return result(definition, resolved)


def base_of(tree: Tree, shelf: Shelf) -> Tree | None:
    """What a pathway is built on, an empty file when it has no base; None when it has one that can't be read."""
    name = _word(tree.root, "base")
    if name in shelf.known["base"]:
        return shelf.bases.get(name)
    return Tree("", MapNode("", 1, 1, {}, {}))


def _is_of(base: Tree | None, problem: Problem) -> bool:
    """Whether a problem is the base's own; when it can't be read, also what it may hold and one takes for missing."""
    if base is None:
        return problem.code in _MAY_BE_THE_BASE
    return problem.place.file == base.name


def merged_over(process: str, tree: Tree, base: Tree | None, shelf: Shelf, reading: Reading) -> Tree:
    """A pathway over its base, then the territory's differences over both."""
    if base is None:
        return tree
    merged = own_first(merge(base.root, tree.root, reading), tree.root) if base.name else tree.root
    before = Tree(tree.name, merged)
    patch = shelf.differences.find((process,)) if shelf.differences is not None else None
    if patch is None or shelf.differences is None:
        return before
    after = Tree(tree.name, merge(merged, patch, reading))
    check_differences(before, after, shelf.differences, process, reading)
    return after


def _word(node: object, key: str) -> str:
    below = node.entries.get(key) if isinstance(node, MapNode) else None
    return below.value if isinstance(below, ScalarNode) and isinstance(below.value, str) else ""


def _judge_identifier(process: str, tree: Tree, reading: Reading) -> None:
    written = _word(tree.root, "process")
    if written and written != process:
        what = Said(
            "ce fichier s'appelle « {process}.yaml » et dit être le parcours « {written} ».",
            process=process,
            written=written,
        )
        reading.error(
            "E304",
            tree.place_of(("process",)),
            what,
            Said("Écrire « process: {process} », ou renommer le fichier.", process=process),
        )


def _judge_names(references: Iterable[Reference], declared: Names, reading: Reading) -> None:
    for each in references:
        if reading.full:
            return
        if each.kind == "requirement":
            groups = declared.groups_at(each.path)
            judge([each], {"requirement": [*sorted(groups), *declared.known["field"]]}, reading)
        else:
            judge([each], declared.known, reading)


def _judge_carried(references: Iterable[Reference], fields: Mapping[str, frozenset[str]], reading: Reading) -> None:
    """Note the data carried into a linked case whose pathway doesn't know it."""
    opened = {each.path[:-1]: each.name for each in references if each.kind == "process"}
    for each in references:
        target = opened.get(each.path[:-2]) if each.path[-2:-1] == ("carry",) else None
        if target is not None and each.name not in fields.get(target, {each.name}):
            what = Said(
                "la donnée « {name} » n'existe pas dans le parcours « {target} », qui la recevrait.",
                name=each.name,
                target=target,
            )
            reading.error(
                "E305", each.place, what, Said("L'ôter de « carry », ou la déclarer dans {target}.yaml.", target=target)
            )


def _judge_guards(guards: Iterable[GuardText], declared: Names, reading: Reading) -> Iterator[tuple[str, str]]:
    """Note what is wrong in each condition; the catalogue entries that they name."""
    for each in guards:
        try:
            tree = parse(each.text)
        except GuardError as error:
            _report(each, "E401", error.problems, reading)
            continue
        _report(each, "E402", check_guard(tree, declared.scope_at(each.path)), reading)
        yield from names(tree)


def _report(guard: GuardText, code: str, problems: Iterable[GuardProblem], reading: Reading) -> None:
    for each in problems:
        what = Said("condition « {text} » : {message}", text=guard.text, message=each.message)
        reading.error(code, guard.node.place_in(each.offset), what, each.remedy)
