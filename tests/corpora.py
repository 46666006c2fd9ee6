"""Reads every hostile text of the tests' corpora, and says what each cost: run as a process of its own.

Its own, so that the memory measured is that of reading; the parent bounds it and reads one JSON object.
"""

import json
import resource
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.core.guards import GuardError, parse
from engine.errors import DefinitionError
from engine.printing.templates import read_template
from engine.reader.marks import read_tree
from tests.core.test_guards import HOSTILE as CONDITIONS
from tests.printing.test_templates import EVERYTHING
from tests.printing.test_templates import HOSTILE as TEMPLATES
from tests.reader.folders import SMALL, problems_of, spoilt
from tests.reader.test_marks import HOSTILE as YAML

PLACE = "\"known(lieu) and lieu == 'maternite'\""
"A condition of the small pathway, on a line of its own."
LINE = (SMALL / "naissance.yaml").read_text(encoding="utf-8").partition(PLACE)[0].count("\n") + 1


def read_yaml(text: str | bytes) -> int:
    """Line of the first problem; 0 when nothing is refused."""
    try:
        read_tree(text, "f.yaml")
    except DefinitionError as error:
        return error.problems[0].place.line
    return 0


def read_condition(text: str) -> int:
    """A condition is one text: its problems have offsets in it, which the reader of the file turns into lines."""
    try:
        parse(text)
    except GuardError as error:
        return 1 if error.problems else 0
    return 0


def read_form(text: str) -> int:
    """Line of the first problem of a template."""
    _, problems = read_template(text.encode(), "f.md.j2", EVERYTHING)
    return problems[0].place.line if problems else 0


def read_pathway(text: str) -> int:
    """Whether a whole pathway is refused at its line, with this text for one of its conditions."""
    # Plain letters as they are: a long text that is escaped whole is longer than a file may be.
    plain = set(string.ascii_letters + string.digits + " '()<>=!+-_,.")
    quoted = '"' + "".join(each if each in plain else f"\\U{ord(each):08x}" for each in text) + '"'
    with tempfile.TemporaryDirectory() as folder:
        problems = problems_of(spoilt(Path(folder), ("naissance.yaml", PLACE, quoted)))
    return 1 if any((each.place.file, each.place.line) == ("parcours/naissance.yaml", LINE) for each in problems) else 0


def measured(name: str, texts: Iterator[tuple[str, object]], read: Callable[[object], int]) -> dict:
    """How many there are, those that were read or have no line, and the slowest, in seconds of this processor."""
    number, passed, slowest = 0, [], (0.0, "")
    for label, text in texts:
        begun = time.process_time()
        line = read(text)
        slowest = max(slowest, (time.process_time() - begun, label))
        number += 1
        if line < 1:
            passed.append(label)
    return {"corpus": name, "number": number, "passed": passed, "slowest": slowest}


def main() -> None:
    """Read all of them."""
    # Half of a pair of UTF-16, and a text larger than a file may be, are in the corpus of YAML.
    written = ((name, text) for name, text in CONDITIONS.items() if "\ud800" not in text and len(text) < 100_001)
    found = [
        measured("yaml", ((each[0], each[1]) for each in YAML), read_yaml),
        measured("conditions", iter(CONDITIONS.items()), read_condition),
        measured("templates", ((name, each[0]) for name, each in TEMPLATES.items()), read_form),
        measured("pathways", written, read_pathway),
    ]
    print(json.dumps({"corpora": found, "peak": peak_of_this_program()}))


def peak_of_this_program() -> int:
    """Bytes held at most since this program began: Linux's `ru_maxrss` counts whoever started it too."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (each for each in status.read_text(encoding="ascii").splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
