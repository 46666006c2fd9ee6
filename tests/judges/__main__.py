"""Our exports before outside judges: `python -m tests.judges`.

XES before its schema and pm4py, BPMN before the OMG's schema, bpmn-moddle and SpiffWorkflow, the nets before pm4py's
proof of soundness and its alignments. Ends with 0 when all agree, 1 when something differs. Where a judge can't be had
(no network), it says aloud what was not checked, and ends with 0 on a developer's machine, with 1 where `CI` is set:
unchecked never passes there.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from engine.app.publishing import Workshop, definition_in, stories
from engine.bootstrap import shipped, territory_of
from engine.exchange.bpmn import bpmn
from engine.exchange.pnml import pnml
from tests.judges import xes
from tests.judges.environment import HERE, JudgeError, UnavailableError, moddle, python, run
from tests.judges.traces import traces_of


def main() -> int:
    """Export everything once, then call each judge."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with suppress(UnavailableError, OSError, subprocess.SubprocessError):
            # Made once, before two judges ask for it; each says of itself that it isn't there.
            python()
        exported = xes.exported(folder, folder / "journal.xes")
        written = write_pathways(folder)
        judges: dict[str, Callable[[], str]] = {
            "XES, pm4py": lambda: xes.judged(folder / "journal.xes", exported),
            "BPMN, SpiffWorkflow": lambda: executed(folder),
            "BPMN, bpmn-moddle": lambda: read_by_moddle(folder),
            "PNML, pm4py": lambda: aligned(folder),
        }
        with ThreadPoolExecutor(2) as two:
            ends = list(two.map(told, judges.keys(), judges.values()))
    print(f"Juges : {written} parcours, {time.monotonic() - began:.0f} s.")
    return max(ends)


def told(name: str, judge: Callable[[], str]) -> int:
    """Call one judge, and say what it says."""
    try:
        print(f"{name} : {judge()}")
    except (UnavailableError, OSError, subprocess.SubprocessError) as error:
        print(f"{name} : NON VÉRIFIÉ, le juge n'a pas pu être installé ({error}).", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    except JudgeError as error:
        print(f"{name} : {error}", file=sys.stderr)
        return 1
    return 0


def write_pathways(folder: Path) -> int:
    """Each pathway as BPMN and PNML, with the traces of its stories beside; how many there are."""
    workshop = Workshop(shipped("processes"), shipped("forms"), territory_of(shipped("processes")))
    every = stories(workshop)
    processes = list(dict.fromkeys(story.process for story in every))
    for process in processes:
        definition = definition_in(workshop, process)
        own = [story for story in every if story.process == process]
        (folder / f"{process}.bpmn").write_bytes(bpmn(definition))
        (folder / f"{process}.pnml").write_bytes(pnml(definition))
        (folder / f"{process}.json").write_text(json.dumps(traces_of(definition, own, workshop.territory)), "utf-8")
    return len(processes)


def executed(folder: Path) -> str:
    """SpiffWorkflow validates against the OMG's schema, then goes where we went."""
    found = json.loads(run([python(), HERE / "run_bpmn.py", folder]))
    differs(found["faults"])
    return f"schéma tenu, {found['traces']} histoires et {found['steps']} étapes exécutées, mêmes étapes partout."


def read_by_moddle(folder: Path) -> str:
    """bpmn-moddle reads every element, and has nothing to say."""
    home = moddle()
    found = json.loads(run(["node", HERE / "moddle" / "read.mjs", folder, home]))
    differs([f"{name} : {warning}" for name, each in found.items() for warning in each["warnings"]])
    return (
        f"{len(found)} fichiers lus, {sum(each['elements'] for each in found.values())} éléments, aucun avertissement."
    )


def aligned(folder: Path) -> str:
    """pm4py proves the nets sound, and lays the histories on them."""
    found = json.loads(run([python(), HERE / "align.py", folder, folder / "journal.xes"]).splitlines()[-1])
    differs(found["faults"])
    return (
        f"{found['nets']} réseaux sains ; {found['closed']} dossiers clos et {found['open']} ouverts alignés à 1.0 ;"
        f" {found['dropped']} privés d'une étape ne le sont plus."
    )


def differs(faults: list[str]) -> None:
    """Refuse, with the first faults.

    Raises:
        JudgeError: there is one.
    """
    if faults:
        raise JudgeError("\n".join(faults[:5]))


if __name__ == "__main__":
    sys.exit(main())
