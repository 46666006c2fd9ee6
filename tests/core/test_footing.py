"""What rests on a source: no citation is passed over, and each says at which steps it counts."""

from collections import Counter
from collections.abc import Iterator

import pytest

from engine.bootstrap import shipped
from engine.core.footing import Foothold, footholds
from engine.core.resolved import definition_of
from engine.reader.load import Referential
from tests.core.definitions import Json, pathway, text, titled

SHIPPED = Referential(shipped("processes"))


def cited(node: Json) -> Iterator[str]:
    """Every source that a plain definition names, wherever it does."""
    if isinstance(node, dict):
        for key, below in node.items():
            yield from ([below] if isinstance(below, str) else below) if key == "basis" else cited(below)
    elif isinstance(node, list):
        for below in node:
            yield from cited(below)


@pytest.mark.parametrize("process", SHIPPED.processes)
def test_no_citation_of_a_pathway_is_passed_over(process):
    found = SHIPPED.read_process(shipped("processes") / f"{process}.yaml").resolved
    assert found is not None
    holds = footholds(definition_of(found.json, found.digest))
    parts = (found.json["process"], found.json["catalogue"])
    assert Counter(each.source for each in holds) == Counter(source for part in parts for source in cited(part))


def at(source: str) -> Foothold:
    (found,) = (each for each in footholds(FOOTED) if each.source == source)
    return found


FOOTED = pathway(
    "assises",
    start="debut",
    documents={"recu": titled("recu", confidence="sourced", basis="du_recu", letter="reclamer")},
    deadlines={
        "reponse": titled(
            "reponse", kind="legal", starts={"enter": "attente"}, within="3 days", until=["clos"], basis="du_delai"
        )
    },
    alerts={"jeune": {"when": "true", "level": "info", "text": text("jeune"), "basis": "de_l_age"}},
    states={
        "debut": titled(
            "debut",
            kind="task",
            basis="de_l_etape",
            actions={
                "deposer": titled("deposer", to="attente", receipt="recu", basis="du_depot", do=[{"form": "demande"}])
            },
        ),
        "attente": titled("attente", kind="wait", actions={"finir": titled("finir", to="clos")}),
        "clos": titled("clos", kind="final", outcome="success"),
    },
    actions={"relancer": {**titled("relancer", basis="de_la_relance"), "from": ["attente"]}},
)


def test_a_case_rests_on_a_source_where_the_step_the_act_or_the_clock_is():
    assert at("de_l_etape").states == {"debut"}
    assert at("du_depot").states == {"debut"}
    assert at("de_la_relance").states == {"attente"}
    assert at("du_delai").states == {"debut", "attente"}
    assert at("du_recu").states == {"debut"}
    assert at("de_l_age").states == set()


def test_the_letters_that_rest_on_a_source_are_those_of_the_act_and_of_the_paper():
    assert at("du_depot").forms == ("demande",)
    assert at("du_recu").forms == ("reclamer",)
    assert at("de_l_etape").forms == ()
