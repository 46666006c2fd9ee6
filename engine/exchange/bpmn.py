"""A pathway as a BPMN 2.0 process, for those who draw and run processes with other tools.

A state where the desk acts is a user task, one where others do a manual task; a task is done with the name of what was
done (`trigger`), and an exclusive gateway leads on. Each action is a task of its own, so that a diagram names it; where
it has several ends a gateway asks for its conditions, `answers['g3'] == 'yes'`, each flow bearing the condition's own
text as its name. BPMN has no memory of where a case came from: an action that leads to a state with a way back writes
it down.

What has no equal there is left out: deadlines, papers, consents and linked cases are this engine's to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from engine.core.definition import Definition, State
from engine.exchange.passages import Passage, passages

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TARGET = "urn:baom:referentiel"
PYTHON = "http://www.python.org"
"The language of conditions and of the notes of where a case came from."


def guards_of(definition: Definition) -> dict[str, str]:
    """Each condition of the passages → its short name in the drawing."""
    texts = dict.fromkeys(
        text for way in passages(definition) for text in (way.action.when, way.when) if text is not None
    )
    return {text: f"g{number}" for number, text in enumerate(texts, 1)}


def bpmn(definition: Definition) -> bytes:
    """The process, in UTF-8."""
    root = ET.Element("definitions", {"xmlns": MODEL, "xmlns:xsi": XSI, "targetNamespace": TARGET, "id": "referentiel"})
    root.set("expressionLanguage", PYTHON)
    process = ET.SubElement(root, "process", id=definition.process, name=definition.title.fr, isExecutable="true")
    _Drawing(definition, process).draw()
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


@dataclass(frozen=True, slots=True)
class _Flow:
    source: str
    target: str
    name: str = ""
    condition: str = ""


class _Drawing:
    """Lays the nodes down first, then the flows: each node must name its own."""

    def __init__(self, definition: Definition, process: ET.Element) -> None:
        self.definition = definition
        self.process = process
        self.guards = guards_of(definition)
        self.remembers = {way.source for way in passages(definition) if way.back}
        self.flows: list[_Flow] = []
        self.defaults: dict[str, str] = {}
        "Gateway → where it leads when no condition holds."

    def draw(self) -> None:
        self._node("startEvent", "opened")
        self._flow("opened", _entry(self.definition.states[self.definition.start]))
        ways = {state: list(found) for state, found in groupby(passages(self.definition), key=lambda way: way.source)}
        for state in self.definition.states.values():
            self._state(state, ways.get(state.id, []))
        self._connect()

    def _state(self, state: State, ways: list[Passage]) -> None:
        if not ways:
            self._node("endEvent", _entry(state), state.title.fr)
            return
        kind = "manualTask" if state.kind == "wait" else "userTask"
        self._node(kind, _entry(state), state.title.fr)
        choice = f"choice_{state.id}"
        self._node("exclusiveGateway", choice)
        self._flow(_entry(state), choice)
        if state.kind == "final":
            # One that may be reopened: it is over unless somebody does.
            self._node("endEvent", f"over_{state.id}", state.title.fr)
            self._flow(choice, f"over_{state.id}")
            self.defaults[choice] = f"over_{state.id}"
        for trigger, found in groupby(ways, key=lambda way: way.action.id):
            self._action(choice, f"do_{state.id}.{trigger}", list(found))

    def _action(self, choice: str, name: str, ways: list[Passage]) -> None:
        action = ways[0].action
        asked = f"trigger == '{action.id}'"
        self._flow(choice, name, action.when or "", f"{asked} and {self._yes(action.when)}" if action.when else asked)
        written = [way for way in ways if way.target in self.remembers and way.target != way.source and not way.back]
        if written:
            notes = {f"from_{target}": ways[0].source for target in dict.fromkeys(way.target for way in written)}
            self._script(name, action.title.fr, notes)
        else:
            self._node("task", name, action.title.fr)
        if len(ways) == 1 and ways[0].when is None and not ways[0].back:
            self._flow(name, self._entry_of(ways[0]))
            return
        fork = f"{name}.to"
        self._node("exclusiveGateway", fork)
        self._flow(name, fork)
        for way in ways:
            condition = f"from_{way.source} == '{way.target}'" if way.back else self._yes(way.when) if way.when else ""
            self._flow(fork, self._entry_of(way), way.when or "", condition)
            if not condition:
                self.defaults[fork] = self._entry_of(way)

    def _yes(self, guard: str) -> str:
        return f"answers['{self.guards[guard]}'] == 'yes'"

    def _entry_of(self, way: Passage) -> str:
        return _entry(self.definition.states[way.target])

    def _node(self, kind: str, name: str, title: str = "") -> ET.Element:
        return ET.SubElement(self.process, kind, {"id": name, **({"name": title} if title else {})})

    def _script(self, name: str, title: str, notes: Mapping[str, str]) -> None:
        node = self._node("scriptTask", name, title)
        node.set("scriptFormat", "text/x-python")
        node.set("script", "\n".join(f"{variable} = '{value}'" for variable, value in notes.items()))

    def _flow(self, source: str, target: str, name: str = "", condition: str = "") -> None:
        self.flows.append(_Flow(source, target, name, condition))

    def _connect(self) -> None:
        """Name the flows at their nodes, then lay them down; a schema wants them in this order."""
        nodes = {str(node.get("id")): node for node in self.process}
        ids = {id(flow): f"f{number}" for number, flow in enumerate(self.flows, 1)}
        for tag, end in (("incoming", "target"), ("outgoing", "source")):
            for flow in self.flows:
                ET.SubElement(nodes[getattr(flow, end)], tag).text = ids[id(flow)]
        for node in self.process.findall("scriptTask"):
            ET.SubElement(node, "script").text = node.attrib.pop("script")
        for flow in self.flows:
            if self.defaults.get(flow.source) == flow.target and not flow.condition:
                nodes[flow.source].set("default", ids[id(flow)])
        for flow in self.flows:
            _drawn(self.process, ids[id(flow)], flow)


def _entry(state: State) -> str:
    return f"state_{state.id}"


def _drawn(process: ET.Element, name: str, flow: _Flow) -> None:
    drawn = ET.SubElement(process, "sequenceFlow", id=name, sourceRef=flow.source, targetRef=flow.target)
    if flow.name:
        drawn.set("name", flow.name)
    if flow.condition:
        condition = ET.SubElement(drawn, "conditionExpression", {"xsi:type": "tFormalExpression"})
        condition.text = flow.condition
