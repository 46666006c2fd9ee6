"""Run by an environment that has pm4py and nothing of ours: are our nets sound, and do our histories follow them?

python align.py FOLDER LOG.xes: each FOLDER/PROCESS.pnml must be sound. A closed case of the log must align with its net
at fitness 1.0, an open one with the same net left anywhere, and neither once a step that moved it is taken away. What
was undone is no part of it. As JSON.
"""

import json
import sys
import warnings
from pathlib import Path

import pandas as pd
import pm4py
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils import petri_utils

NAME, CASE, TIME = "concept:name", "case:concept:name", "time:timestamp"


def main() -> None:
    """Prove, align, tell."""
    warnings.simplefilter("ignore")
    folder, log = Path(sys.argv[1]), pm4py.read_xes(sys.argv[2])
    told = {"faults": [], "nets": 0, "closed": 0, "open": 0, "dropped": 0}
    moved = (log["kind"] == "expired") & (log["from"] != log["to"])
    undone = log["undone"].eq(True) if "undone" in log else False
    taken = log[(log["kind"].isin(["opened", "moved", "acted"]) | moved) & ~undone]
    for path in sorted(folder.glob("*.pnml")):
        net, begin, end = pm4py.read_pnml(str(path))
        told["nets"] += 1
        if not pm4py.check_soundness(net, begin, end)[0]:
            told["faults"].append(f"{path.stem}: not sound")
        mine = taken[taken["case:process"] == path.stem]
        finals = {arc.source.name.removeprefix("in_") for t in net.transitions if t.label is None for arc in t.in_arcs}
        closed, left = [], []
        for _, events in mine.groupby(CASE, sort=False):
            steps = [
                ("opened" if each["kind"] == "opened" else f"{each[NAME]}@{each['from']}", each["from"], each["to"])
                for each in events.to_dict("records")
            ]
            (closed if steps[-1][2] in finals else left).append(steps)
        told["closed"] += len(closed)
        told["open"] += len(left)
        judge(told, path.stem, net, begin, end, closed)
        leave_anywhere(net, end)
        judge(told, path.stem, net, begin, end, left)
    print(json.dumps(told))


def judge(told: dict, process: str, net: PetriNet, begin: Marking, end: Marking, traces: list[list]) -> None:
    """Each trace fits; without the first step that moved it, and that something follows, it does not."""
    if not traces:
        return
    whole = [[label for label, _, _ in steps] for steps in traces]
    told["faults"] += [
        f"{process}: fitness {fitness}: {labels}" for labels, fitness in fitted(net, begin, end, whole) if fitness < 1
    ]
    cut = []
    for steps in traces:
        moved = [at for at, (_, source, target) in enumerate(steps[1:-1], 1) if source != target]
        if moved:
            cut.append([label for at, (label, _, _) in enumerate(steps) if at != moved[0]])
    told["dropped"] += len(cut)
    told["faults"] += [
        f"{process}: fits without a step: {labels}" for labels, fitness in fitted(net, begin, end, cut) if fitness >= 1
    ]


def fitted(net: PetriNet, begin: Marking, end: Marking, traces: list[list[str]]) -> list[tuple[list[str], float]]:
    """Each trace with its fitness, by alignment."""
    if not traces:
        return []
    rows = [
        {CASE: str(number), NAME: label, TIME: pd.Timestamp(2026, 1, 1, tz="UTC") + pd.Timedelta(minutes=at)}
        for number, labels in enumerate(traces)
        for at, label in enumerate(labels)
    ]
    found = pm4py.conformance_diagnostics_alignments(pd.DataFrame(rows), net, begin, end)
    return [(labels, each["fitness"]) for labels, each in zip(traces, found, strict=True)]


def leave_anywhere(net: PetriNet, end: Marking) -> None:
    """Let a case stand at any state: silent ways from each place to the last one."""
    (last,) = end
    for place in list(net.places):
        if place != last:
            way = PetriNet.Transition(f"leave_{place.name}", None)
            net.transitions.add(way)
            petri_utils.add_arc_from_to(place, way, net)
            petri_utils.add_arc_from_to(way, last, net)


if __name__ == "__main__":
    main()
