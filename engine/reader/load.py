"""A folder of pathways, read whole: catalogues, bases, pathways, a territory's differences.

Everything that is wrong in any of the files is told in one pass, each at its place. What comes out of a sound pathway
is its published form and its typed definition; of an unsound one, its problems alone.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from engine.core.resolved import Catalogues, catalogues_of
from engine.errors import Place, Problem, Said
from engine.reader import grammar
from engine.reader.catalogue_grammar import CATALOGUE_FILES
from engine.reader.letters import contents
from engine.reader.marks import MapNode, Node, ScalarNode, Tree, parse_tree, plain
from engine.reader.names import names_of
from engine.reader.pathway import ReadProcess, Shelf, has_errors, in_order, read_pathway
from engine.reader.references import judge
from engine.reader.resolve import CATALOGUES
from engine.reader.shapes import Shape
from engine.reader.walker import Reading, Reference, read

_NOTHING: Mapping[str, Node] = {}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What pathways may name beyond their own folder; None where it isn't known: then it isn't judged."""

    territory: str = ""
    "The territory whose differences are applied; empty: none."
    forms: frozenset[str] | None = None
    communes: frozenset[str] | None = None
    served: frozenset[str] | None = None
    "Kinds of service with an office in the territory."


@dataclass(slots=True)
class _File:
    """A file of the folder: its tree, and what was found while reading it alone."""

    name: str
    text: bytes = b""
    tree: Tree | None = None
    reading: Reading = field(default_factory=Reading)

    @property
    def entries(self) -> Mapping[str, Node]:
        root = self.tree.root if self.tree is not None else None
        return root.entries if isinstance(root, MapNode) else _NOTHING

    def check(self, shape: Shape) -> None:
        if self.tree is not None:
            found = read(self.tree, shape)
            for problem in found.problems:
                self.reading.add(problem)
            self.reading.references += found.references


@lru_cache(maxsize=48)  # the files of two or three folders, some 20 MB
def _parsed(text: bytes, name: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    """A file of the disk, parsed: pages and checks read a whole folder again, of which a file at most has changed."""
    return parse_tree(text, name)


@contextmanager
def _without_collector() -> Iterator[None]:
    """The garbage collector off for a while: a large file makes many small objects, and no cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Referential:
    """A folder of processes; its shared files are read once, when it is built."""

    def __init__(
        self, folder: Path, around: Surroundings | None = None, instead: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        """Read the shared files of a folder; `instead`: file, as « documents.yaml », → the text that stands for it.

        The differences of a territory are called by their path: « territories/souss_massa/differences.yaml ».
        """
        self.folder = folder
        self._instead = instead
        self.around = around or Surroundings()
        with _without_collector():
            self._catalogues = {name: self._catalogue(f"{name}.yaml", CATALOGUE_FILES[name]) for name in CATALOGUES}
            found = [path for path in sorted(folder.glob("*.yaml")) if _is_pathway(path)]
            self._files = {path.stem: self._open(path) for path in found if path.is_file()}
            self._no_files = [self._open(path) for path in found if not path.is_file()]
        self._bases = {name: each for name, each in self._files.items() if self._is_base(name)}
        for base in self._bases.values():
            base.check(grammar.BASE_FILE)
        self.processes: tuple[str, ...] = tuple(name for name in self._files if name not in self._bases)
        "Identifiers of the pathways of the folder."
        self._differences = self._open_differences()
        self.shelf = self._fill_shelf()
        "What stands beside each pathway."

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the files that pathways share: catalogues, bases, differences."""
        shared = [*self._catalogues.values(), *self._bases.values(), self._differences]
        return in_order(problem for each in shared for problem in each.reading.problems)

    def catalogues(self) -> Catalogues | None:
        """Every entry of the shared catalogues, used or not; None when one of them has errors."""
        files = self._catalogues.values()
        if any(each.tree is None or has_errors(each.reading.problems) for each in files):
            return None
        return catalogues_of(
            {name: plain(each.tree.root) for name, each in self._catalogues.items() if each.tree is not None}
        )

    def places_of_entries(self) -> dict[tuple[str, str], Place]:
        """Where each entry of a shared catalogue is written, by the catalogue and its name."""
        return {
            (catalogue, name): file.tree.place_of((name,))
            for catalogue, file in self._catalogues.items()
            if file.tree is not None
            for name in file.entries
        }

    def read_all(self) -> tuple[ReadProcess, ...]:
        """Every pathway of the folder, by name."""
        return tuple(self._read(name, self._files[name]) for name in self.processes)

    def read_process(self, path: Path, text: bytes | None = None) -> ReadProcess:
        """One pathway, of the folder or from elsewhere, against the folder's catalogues and bases.

        `text` stands for what the file holds, as in `check_file`.
        """
        return self._read(path.stem, self._open(path, text))

    def names(self, read: ReadProcess) -> dict[str, list[str]]:
        """What may be named in a pathway, by kind: what it declares itself, its base's and its catalogues' entries."""
        data = plain(read.merged.root) if read.merged is not None else {}
        return {kind: sorted(found) for kind, found in names_of(data, self.shelf.known, {}).known.items()}

    def check(self, pathways: Iterable[ReadProcess] | None = None) -> tuple[Problem, ...]:
        """Every problem of every file, each once, in file order; `pathways` when `read_all` has already given them."""
        read = self.read_all() if pathways is None else pathways
        strays = (problem for each in self._no_files for problem in each.reading.problems)
        return in_order([*self.problems, *strays, *(problem for each in read for problem in each.problems)])

    def check_file(self, path: Path, text: bytes | None = None) -> tuple[Problem, ...]:
        """Every problem of one file, of the folder or from elsewhere: a pathway, a base or a catalogue."""
        if path.stem in CATALOGUES:
            file = self._open(path, text)
            file.check(CATALOGUE_FILES[path.stem])
            judge(file.reading.references, self.shelf.known, file.reading)
            return in_order(file.reading.problems)
        if path.stem in self._bases:
            base = self._open(path, text)
            base.check(grammar.BASE_FILE)
            return in_order(base.reading.problems)
        return self.read_process(path, text).problems

    def _read(self, name: str, file: _File) -> ReadProcess:
        problems = tuple(file.reading.problems)
        if file.tree is None:
            return ReadProcess(name, file.name, file.text, problems, None, None, None, {})
        with _without_collector():
            return read_pathway(name, file.text, file.tree, problems, self.shelf)

    def _open(self, path: Path, text: bytes | None = None) -> _File:
        inside = self.folder.resolve()
        found = path.resolve()
        name = f"{self.folder.name}/{found.relative_to(inside).as_posix()}" if inside in found.parents else str(path)
        given = self._instead.get(path.name) if text is None and found.parent == inside else text
        held = contents(path, name) if given is None else given
        if isinstance(held, Problem):
            return _File(name, reading=Reading([held]))
        tree, problems = _parsed(held, name) if given is None else parse_tree(held, name)
        return _File(name, held, tree, Reading(list(problems)))

    def _catalogue(self, name: str, shape: Shape) -> _File:
        path = self.folder / name
        if not path.exists():
            missing = _File(f"{self.folder.name}/{name}")
            what = Said("ce catalogue manque au dossier des parcours.")
            missing.reading.error("E001", Place(missing.name, 1, 1), what, Said("L'écrire ; vide, il contient « {} »."))
            return missing
        file = self._open(path)
        file.check(shape)
        return file

    def _is_base(self, name: str) -> bool:
        """A file that another builds on, or that neither names a process nor starts one."""
        entries = self._files[name].entries
        built_on = any(_word(each.entries.get("base")) == name for each in self._files.values())
        return built_on or (bool(entries) and "process" not in entries and "start" not in entries)

    def _open_differences(self) -> _File:
        name = f"territories/{self.around.territory}/differences.yaml"
        path, given = self.folder / name, self._instead.get(name)
        if not self.around.territory or (given is None and not path.exists()):
            return _File("")
        file = self._open(path, given)
        root = file.tree.root if file.tree is not None else None
        if isinstance(root, MapNode):
            keys = [Reference("process", key, (key,), place) for key, place in root.key_places.items()]
            judge(keys, {"process": self.processes}, file.reading)
        return file

    def _fill_shelf(self) -> Shelf:
        known: dict[str, Collection[str]] = {"process": self.processes, "base": self._bases}
        # Where a catalogue can't be read, its names aren't judged.
        known |= {name[:-1]: each.entries for name, each in self._catalogues.items() if each.tree is not None}
        if self.around.forms is not None:
            known["form"] = self.around.forms
        for each in self._catalogues.values():
            judge(each.reading.references, known, each.reading)
        return Shelf(
            catalogues={name: each.tree for name, each in self._catalogues.items() if each.tree is not None},
            bases={name: each.tree for name, each in self._bases.items() if each.tree is not None},
            differences=self._differences.tree,
            known=known,
            territory=self.around.territory,
            served=self.around.served,
            fields={name: frozenset(found) for name in self.processes if (found := self._fields_of(name)) is not None},
            errors=tuple(each for each in self.problems if has_errors([each])),
        )

    def _fields_of(self, process: str) -> list[str] | None:
        """The data that a pathway declares, its base's included; None when one of both can't be read."""
        file = self._files[process]
        base = self._files.get(_word(file.entries.get("base")))
        found: list[str] = []
        for each in (file, base):
            if each is not None:
                if each.tree is None:
                    return None
                section = each.entries.get("fields")
                found += section.entries if isinstance(section, MapNode) else ()
        return found


def _is_pathway(path: Path) -> bool:
    """Whether something of the folder is to be a pathway or a base, by its name."""
    return path.stem not in CATALOGUES and not path.name.startswith(("_", "."))


def _word(node: Node | None) -> str:
    return node.value if isinstance(node, ScalarNode) and isinstance(node.value, str) else ""
