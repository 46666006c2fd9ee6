"""A pathway as a Petri net (PNML, ISO/IEC 15909-2), for tools that prove soundness and align histories.

One place a state, one transition a passage, named `trigger@state`; the opening is a transition, and each final state
goes on to the one final place by a silent one. Conditions are left out: the net allows every case that the pathway
does, and more.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from engine.core.definition import Definition
from engine.exchange.passages import passages

GRAMMAR = "http://www.pnml.org/version-2009/grammar/pnml"
PLACE_TRANSITION = "http://www.pnml.org/version-2009/grammar/ptnet"
OPENED = "opened"
"The label of the opening."
BEGIN, END = "begin", "end"
"The first place and the last: a case that isn't opened, a case that is over."
_INVISIBLE = {"tool": "ProM", "version": "6.4", "activity": "$invisible$"}


def pnml(definition: Definition) -> bytes:
    """The net, in UTF-8."""
    root = ET.Element("pnml", xmlns=GRAMMAR)
    net = ET.SubElement(root, "net", id=definition.process, type=PLACE_TRANSITION)
    _named(net, f"{definition.title.fr} ({definition.process}, version {definition.version})")
    page = ET.SubElement(net, "page", id="page")
    drawing = _Net(page)
    drawing.place(BEGIN, marked=True)
    for state in definition.states.values():
        drawing.place(f"in_{state.id}")
    drawing.place(END)
    drawing.transition(OPENED, BEGIN, f"in_{definition.start}")
    for each in dict.fromkeys((way.label, way.source, way.target) for way in passages(definition)):
        label, source, target = each
        drawing.transition(label, f"in_{source}", f"in_{target}")
    for state in definition.states.values():
        if state.kind == "final":
            drawing.transition(None, f"in_{state.id}", END)
    final = ET.SubElement(ET.SubElement(ET.SubElement(net, "finalmarkings"), "marking"), "place", idref=END)
    ET.SubElement(final, "text").text = "1"
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


class _Net:
    """Draws places, transitions and the arcs between them."""

    def __init__(self, page: ET.Element) -> None:
        self.page = page
        self.drawn = 0

    def place(self, name: str, *, marked: bool = False) -> None:
        place = ET.SubElement(self.page, "place", id=name)
        _named(place, name)
        if marked:
            ET.SubElement(ET.SubElement(place, "initialMarking"), "text").text = "1"

    def transition(self, label: str | None, source: str, target: str) -> None:
        self.drawn += 1
        name = f"t{self.drawn}"
        transition = ET.SubElement(self.page, "transition", id=name)
        _named(transition, label or name)
        if label is None:
            ET.SubElement(transition, "toolspecific", _INVISIBLE)
        ET.SubElement(self.page, "arc", id=f"{name}_from", source=source, target=name)
        ET.SubElement(self.page, "arc", id=f"{name}_to", source=name, target=target)


def _named(element: ET.Element, name: str) -> None:
    ET.SubElement(ET.SubElement(element, "name"), "text").text = name
