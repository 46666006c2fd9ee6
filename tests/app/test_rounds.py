"""What an act takes back is gone from the case, its lists and its seals; the history keeps it, sealed."""

import pytest

from engine.core.case import fold
from engine.core.events import Do, Revert
from engine.reader.load import Referential
from tests.app.desk import Desk, done, erase, write_pathways

AVANCER = "avancer: {title: {fr: Avancer, ar: التقدم}, to: suivi, "


@pytest.fixture
def second_round(any_family: Desk, tmp_path) -> Desk:
    """A case whose act « avancer » takes back a name, which is sealed, and an age, which is plain."""
    changed = (AVANCER, f"{AVANCER}renews: [prenom, age], ")
    folder = write_pathways(tmp_path / "essai", changed, ("version: 1", "version: 2"))
    any_family.publish(Referential(folder).read_all())
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 30, "lieu": "tiznit"}))
    any_family.papers(carte="received")
    return any_family


def test_what_is_taken_back_is_gone_from_the_case_and_kept_in_its_event(second_round):
    second_round.do("avancer")
    held = second_round.held()
    assert (held.case.fields, held.private, held.case.sealed) == ({"lieu": "tiznit"}, {}, {})
    assert second_round.private(1) == {"fields.prenom": "Awa"}
    assert "Awa" not in str(second_round.show()["fields"])


def test_the_next_round_gives_its_own_and_the_case_replays(second_round):
    second_round.do("avancer")
    second_round.set(prenom="Moussa", age=31)
    assert second_round.held().private == {"prenom": "Moussa"}
    history = second_round.house.store.read(lambda reading: reading.history(second_round.case))
    assert fold(history) == second_round.held().case


def test_undoing_the_act_gives_them_back(second_round):
    answer = second_round.do("avancer")
    done(second_round.ask(Revert(answer.events[0].sequence, "mauvais bouton")))
    assert second_round.held().private == {"prenom": "Awa"}
    assert second_round.held().case.fields == {"lieu": "tiznit", "age": 30}


def test_a_person_who_was_erased_still_comes_to_the_next_round(second_round):
    """Nothing of theirs is left to take back, and nothing has to be sealed."""
    erase(second_round, second_round.held().case.subject)
    done(second_round.ask(Do("avancer")))
    assert (second_round.held().case.state, second_round.held().case.sealed) == ("suivi", {})
