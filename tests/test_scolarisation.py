"""The school pathway: what a step needs is asked in it, and a paper is named for no family in particular."""

from __future__ import annotations

from tests.test_pathways import definition, raw


def test_what_a_way_to_school_needs_is_asked_where_it_is_needed() -> None:
    """A refusal that names a missing datum is of no help when the step never asks it."""
    found = definition("scolarisation")
    for state in found.states.values():
        for name, action in state.actions.items():
            needed = set(action.requires) & set(found.fields)
            assert needed <= {*state.ask, *action.ask}, (state.id, name)


def test_a_residence_card_in_a_childs_letter_is_nobodys_in_particular() -> None:
    """The same paper of the catalogue serves a child and an adult."""
    assert raw("documents")["carte_sejour"]["title"]["fr"] == "Carte de séjour"


def test_what_is_ticked_on_a_list_is_papers() -> None:
    """« What the school usually asks » is not a paper that one brings."""
    group = definition("scolarisation").states["collecte_pieces"].documents["usage_ecole"]
    assert group.title.of("fr").startswith("Photos")
