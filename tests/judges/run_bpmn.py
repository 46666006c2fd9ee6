"""Run by an environment that has SpiffWorkflow and nothing of ours: our BPMN, executed on the stories' own traces.

python run_bpmn.py FOLDER: each FOLDER/PROCESS.bpmn with FOLDER/PROCESS.json, a list of traces; a trace is a list of
steps {"trigger", "answers", "state"}, the last being where our engine went. As JSON: what differed, how much was run.
"""

import json
import sys
from pathlib import Path

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState


def main() -> None:
    """Validate against the OMG's schema, execute, tell."""
    faults: list[str] = []
    steps = traces = 0
    for path in sorted(Path(sys.argv[1]).glob("*.bpmn")):
        parser = BpmnParser(validator=BpmnValidator())
        parser.add_bpmn_file(str(path))
        process = parser.get_spec(path.stem)
        for number, trace in enumerate(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))):
            steps += len(trace)
            traces += 1
            faults += [f"{path.stem}, trace {number}, {fault}" for fault in run(BpmnWorkflow(process), trace)]
    print(json.dumps({"faults": faults, "steps": steps, "traces": traces}))


def run(workflow: BpmnWorkflow, trace: list[dict]) -> list[str]:
    """Where one trace is led elsewhere than it was by our engine."""
    workflow.do_engine_steps()
    for number, step in enumerate(trace):
        if step["trigger"] is not None:
            ready = workflow.get_tasks(state=TaskState.READY, manual=True)
            if len(ready) != 1:
                return [f"step {number}: {len(ready)} tasks are ready"]
            ready[0].data.update(trigger=step["trigger"], answers=step["answers"])
            ready[0].run()
            try:
                go_on(workflow)
            except Exception as error:  # noqa: BLE001 -- whatever it raises is a difference to be told
                return [f"step {number}, {step['trigger']}: {error}"]
        here = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.READY, manual=True)}
        if workflow.is_completed():
            here = {name for name in ended(workflow) if name.startswith("state_")}
        if here != {f"state_{step['state']}"}:
            return [f"step {number}, {step['trigger']}: {step['state']} here, {sorted(here)} there"]
    return []


def go_on(workflow: BpmnWorkflow) -> None:
    """Up to the next state: a task that is neither a person's nor a script's does nothing, and waits to be told so."""
    workflow.do_engine_steps()
    for task in workflow.get_tasks(state=TaskState.READY, manual=True):
        if task.task_spec.name.startswith("do_"):
            task.run()
    workflow.do_engine_steps()


def ended(workflow: BpmnWorkflow) -> list[str]:
    """Names of the ends that were reached."""
    return [task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)][-3:]


if __name__ == "__main__":
    main()
