"""Each event is signed as it is written; without the key everything can be read, and nothing written."""

import pytest

from engine.errors import EnvironmentUnusable
from engine.store.codec import leaf
from engine.store.journal import Store
from engine.store.upkeep import init
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey, public_key
from tests.store.samples import LOG, MASTER, SIGNING, STAMP, moved, noted, open_case, step, vault


def signed(by_hand) -> list[bool]:
    """Of each event, whether it bears the log's signature."""
    made_by = public_key(SIGNING.public)
    rows = by_hand("SELECT bytes, signature FROM events")
    return [made_by(bytes(each), f"baom leaf 1\n{LOG}\n".encode() + leaf(bytes(stored))) for stored, each in rows]


def test_every_event_bears_its_signature_whoever_writes_it(store, case, by_hand):
    """Of the log, of a person, of a case: its opening and its steps. Fails when one way of writing forgets it."""
    held = store.read(lambda reading: reading.case(case))
    step(store, case, moved(held), noted(held))
    store.write(lambda writing: writing.change_subject(f"person-of-{case}", {"nom": "Awa"}, "tiznit", STAMP))
    found = signed(by_hand)
    assert len(found) == 7
    assert all(found)


@pytest.mark.parametrize("signing", [None, SigningKey(b"x" * 32)], ids=["lost", "another"])
def test_without_the_log_s_own_signing_key_all_is_read_and_nothing_written(made_url, store, case, signing, by_hand):
    """Fails when an unsigned event, or one that another key signed, is let in."""
    other = Store.open(made_url, Vault(MASTER, signing=signing))
    assert other.read(lambda reading: reading.case(case)).private == {"naissance": "2026-11-01"}
    before = by_hand("SELECT count(*) FROM events")
    for write in (
        lambda: step(other, case),
        lambda: other.write(lambda writing: open_case(writing, "dossier-2")),
        lambda: other.write(lambda writing: writing.system("exported", {}, {}, STAMP)),
    ):
        with pytest.raises(EnvironmentUnusable, match=r"rien n'est enregistré") as caught:
            write()
        assert "clé" in caught.value.remedy
    assert by_hand("SELECT count(*) FROM events") == before
    other.close()


def test_no_log_begins_without_a_signing_key(sqlite_url, tmp_path):
    with pytest.raises(EnvironmentUnusable, match="clé de signature"):
        init(sqlite_url, Vault(MASTER), log_id=LOG, training=True, stamp=STAMP)
    assert list(tmp_path.iterdir()) == []


def test_the_log_tells_its_public_key(store):
    """In its first event: the file alone lets a reader try the signatures; what was printed decides."""
    begun = store.read(lambda reading: reading.history("system"))[0][0]
    assert begun.body["signing_key"] == vault().signing.public
