"""Pathways in the formats of other tools: nothing of the graph lost on the way, and nothing put in."""

from xml.etree import ElementTree as ET

from engine.core.definition import Definition
from engine.exchange.bpmn import MODEL, bpmn, guards_of
from engine.exchange.passages import passages
from engine.exchange.pnml import GRAMMAR, pnml
from tests.core.definitions import pathway, titled

TRIP = pathway(
    "voyage",
    start="ici",
    states={
        "ici": titled(
            "ici",
            kind="task",
            ask=["enfants"],
            actions={
                "partir": titled("partir", to=[{"state": "loin", "when": "enfants > 2"}, {"state": "parti"}]),
                "noter": titled("noter"),
                "jamais": titled("jamais", to="loin", when="false"),
            },
        ),
        "loin": titled("loin", kind="wait", actions={"rentrer": titled("rentrer", to="ici", by="third_party")}),
        "pause": titled("pause", kind="task", actions={"reprendre": titled("reprendre", to="back")}),
        "parti": titled("parti", kind="final", outcome="success"),
    },
    fields={"enfants": {"type": "integer", "class": "plain", "label": {"fr": "Enfants"}}},
    actions={"suspendre": {**titled("suspendre", to="pause"), "from": "any", "except": ["pause"]}},
)


def ways(definition: Definition) -> list[tuple[str, str]]:
    return [(each.label, each.target) for each in passages(definition)]


def test_every_passage_is_there_once_and_what_can_never_happen_is_not():
    assert ways(TRIP) == [
        ("partir@ici", "loin"),
        ("partir@ici", "parti"),
        ("noter@ici", "ici"),
        ("suspendre@ici", "pause"),
        ("rentrer@loin", "ici"),
        ("suspendre@loin", "pause"),
        ("reprendre@pause", "ici"),
        ("reprendre@pause", "loin"),
    ]


def test_a_net_has_a_place_a_state_and_one_end():
    net = ET.fromstring(pnml(TRIP))  # noqa: S314 -- our own file
    space = f"{{{GRAMMAR}}}"
    places = {each.get("id") for each in net.iter(f"{space}place") if each.get("id")}
    assert places == {"begin", "in_ici", "in_loin", "in_pause", "in_parti", "end"}
    arcs = {each.get("id"): (each.get("source"), each.get("target")) for each in net.iter(f"{space}arc")}
    drawn = []
    for each in net.iter(f"{space}transition"):
        name = each.findtext(f"{space}name/{space}text")
        silent = each.find(f"{space}toolspecific") is not None
        drawn.append((None if silent else name, arcs[f"{each.get('id')}_from"][0], arcs[f"{each.get('id')}_to"][1]))
    own = [(each.label, f"in_{each.source}", f"in_{each.target}") for each in passages(TRIP)]
    assert drawn == [("opened", "begin", "in_ici"), *own, (None, "in_parti", "end")]


def test_a_drawing_names_conditions_and_remembers_where_a_case_came_from():
    process = ET.fromstring(bpmn(TRIP))[0]  # noqa: S314 -- our own file
    space = f"{{{MODEL}}}"
    flows = {
        (each.get("sourceRef"), each.get("targetRef")): (
            each.get("name"),
            each.findtext(f"{space}conditionExpression"),
        )
        for each in process.iter(f"{space}sequenceFlow")
    }
    assert guards_of(TRIP) == {"enfants > 2": "g1"}
    assert flows["do_ici.partir.to", "state_loin"] == ("enfants > 2", "answers['g1'] == 'yes'")
    assert flows["do_ici.partir.to", "state_parti"] == (None, None)
    assert flows["do_pause.reprendre.to", "state_loin"] == (None, "from_pause == 'loin'")
    scripts = {each.get("id"): each.findtext(f"{space}script") for each in process.iter(f"{space}scriptTask")}
    assert scripts == {"do_ici.suspendre": "from_pause = 'ici'", "do_loin.suspendre": "from_pause = 'loin'"}
    (fork,) = (each for each in process if each.get("id") == "do_ici.partir.to")
    default = next(each for each in process.iter(f"{space}sequenceFlow") if each.get("id") == fork.get("default"))
    assert default.get("targetRef") == "state_parti"


def test_an_export_is_the_same_bytes_each_time():
    assert (bpmn(TRIP), pnml(TRIP)) == (bpmn(TRIP), pnml(TRIP))
