"""The contract of the store, the same on SQLite and on PostgreSQL: steps, their chain, what is private, conflicts."""

import contextlib
import hashlib
from dataclasses import replace

import pytest

from engine.core.case import fold, snapshot
from engine.core.events import Actor, Draft
from engine.errors import CaseError, ConcurrentChange, EnvironmentUnusable, KeyReused, UsageError
from engine.store.codec import FIRST, leaf
from engine.store.journal import Store
from tests.store.conftest import make
from tests.store.samples import (
    DIGEST,
    DUE,
    LOG,
    RESOLVED,
    STAMP,
    TEXT,
    moved,
    noted,
    open_case,
    opening,
    standing_of,
    step,
    vault,
)


def held(store, case):
    return store.read(lambda reading: reading.case(case))


def test_an_opened_case_is_what_its_event_says(store):
    opened = store.write(lambda writing: open_case(writing, "d1"))
    read = held(store, "d1")
    assert read.case == opened.case
    assert (read.case.case, read.case.state, read.case.sequence) == ("d1", "qualification", 1)
    assert (read.case.subject, read.case.commune, read.case.digest) == ("person-of-d1", "tiznit", DIGEST)
    assert read.case.fields == {"lieu": "domicile"}
    assert read.private == {"naissance": "2026-11-01"}
    assert not read.erased


def test_a_case_that_is_not_there_is_nothing(store):
    assert held(store, "personne") is None
    assert store.read(lambda reading: reading.history("personne")) == []
    assert store.read(lambda reading: reading.private("personne", 1)) == {}


def test_a_step_carries_the_case_it_was_given(store, case):
    def work(writing):
        loaded = writing.case(case)
        events = writing.append(loaded, [moved(loaded, mere="Amina", reason="vue")], STAMP, standing_of)
        return loaded, events

    loaded, events = store.write(work)
    assert [event.sequence for event in events] == [2]
    read = held(store, case)
    assert (read.case, read.private) == (loaded.case, loaded.private)
    assert read.private == {"naissance": "2026-11-01", "mere": "Amina"}
    assert read.case.sealed == {"naissance": 1, "mere": 2}


def test_a_step_of_several_events_is_one(store, case):
    loaded = held(store, case)
    events = step(store, case, moved(loaded, "b"), moved(loaded, "c", mere="Amina"), noted(loaded))
    assert [event.sequence for event in events] == [2, 3, 4]
    read = held(store, case)
    assert (read.case.state, read.case.sequence, read.sealed_at) == ("c", 4, 3)
    assert read.private["mere"] == "Amina"


def test_no_event_is_no_step(store, case):
    assert store.write(lambda writing: writing.append(writing.case(case), (), STAMP, standing_of)) == ()
    assert held(store, case).case.sequence == 1


def test_the_events_of_a_case_are_a_chain_of_hashes_of_the_stored_bytes(store, case):
    step(store, case)
    step(store, case)
    history, stored = store.read(lambda reading: (reading.history(case), list(reading.stored(case))))
    assert [event.sequence for event, _ in history] == [1, 2, 3]
    assert [event.previous for event, _ in history] == [FIRST, history[0][1], history[1][1]]
    for (event, digest), (sequence, bytes_, hash_) in zip(history, stored, strict=True):
        assert (sequence, bytes(hash_).hex()) == (event.sequence, digest)
        assert leaf(bytes(bytes_)) == bytes(hash_)
    assert held(store, case).case.head == history[-1][1]


def test_folding_the_history_gives_the_stored_case(store, case):
    step(store, case, moved(held(store, case), "b", {"fields": {"rang": 2}}, mere="Amina"))
    step(store, case)
    history = store.read(lambda reading: reading.history(case))
    assert snapshot(fold(history)) == snapshot(held(store, case).case)


def test_a_draft_may_name_its_own_actor_and_day(store, case):
    system = Actor("système", "system", "tiznit")
    draft = noted(held(store, case))
    draft.actor, draft.happened_on = system, "2026-12-02"
    (event,) = step(store, case, draft)
    assert (event.actor, event.role, event.happened_on) == ("système", "system", "2026-12-02")
    assert event.recorded_at == STAMP.recorded_at


def test_private_values_stand_beside_the_event_which_holds_their_hash(store, case, by_hand):
    (event,) = step(store, case, moved(held(store, case), mere="Amina", reason="vue"))
    assert event.body["sealed"] == ["fields.mere", "reason"]
    assert store.read(lambda reading: reading.private(case, 2)) == {"fields.mere": "Amina", "reason": "vue"}
    (sealed,) = by_hand(
        "SELECT sealed FROM events JOIN streams ON id = stream WHERE name = 'dossier-1' AND sequence = 2"
    )[0]
    assert hashlib.sha256(bytes(sealed)).hexdigest() == event.body["seal"]


def test_a_private_value_taken_away_is_gone_from_the_case(store, case):
    step(store, case, moved(held(store, case), naissance=None))
    assert held(store, case).private == {}
    assert store.read(lambda reading: reading.private(case, 1)) == {"fields.naissance": "2026-11-01"}


def test_text_is_stored_in_nfc_whatever_was_typed(store, case):
    typed, kept = "E\u0301lodie", "\u00c9lodie"
    step(store, case, moved(held(store, case), "b", {"fields": {"lieu": typed}}, mere=typed))
    read = held(store, case)
    assert (read.case.fields["lieu"], read.private["mere"]) == (kept, kept)


def test_what_fails_is_undone_whole(store, case):
    """Fails when the transaction is committed in spite of the error."""

    def work(writing):
        writing.append(writing.case(case), [noted(writing.case(case))], STAMP, standing_of)
        open_case(writing, "d2")
        raise LookupError("changed my mind")

    with pytest.raises(LookupError):
        store.write(work)
    assert held(store, case).case.sequence == 1
    assert held(store, "d2") is None
    assert store.read(lambda reading: reading.subject("person-of-d2")) is None
    step(store, case)


def test_a_step_on_a_case_that_has_changed_is_a_conflict_and_writes_nothing(store, case):
    """Fails when the row is updated without a look at its sequence."""
    stale = held(store, case)
    step(store, case)
    step(store, case)
    with pytest.raises(ConcurrentChange) as caught:
        store.write(lambda writing: writing.append(stale, [noted(stale)], STAMP, standing_of))
    assert (caught.value.expected, caught.value.found) == (1, 3)
    assert (stale.case.sequence, held(store, case).case.sequence) == (1, 3)
    assert len(store.read(lambda reading: reading.history(case))) == 3


def test_a_linked_case_is_opened_in_the_same_step(store, case):
    def work(writing):
        loaded = writing.case(case)
        link = {"name": "sante", "process": "sante", "case": "d2", "side": "parent"}
        writing.append(loaded, [Draft("linked", None, "a", "a", link)], STAMP, standing_of)
        open_case(writing, "d2", loaded.case.subject, opening("sante"))

    store.write(work)
    assert held(store, "d2").case.subject == held(store, case).case.subject
    assert held(store, case).case.links["sante"]["case"] == "d2"


def test_a_command_is_found_again_by_its_key(store, case):
    loaded = held(store, case)
    step(store, case, moved(loaded), noted(loaded), key="k1", mac=b"m" * 32)
    done = store.read(lambda reading: reading.by_key(case, "k1"))
    assert (bytes(done.mac), done.first, done.last) == (b"m" * 32, 2, 3)
    assert store.read(lambda reading: reading.by_key(case, "k2")) is None
    assert store.read(lambda reading: reading.by_key("d2", "k1")) is None


def test_a_key_is_used_once_on_a_case_and_may_serve_on_another(store, case):
    """Fails without the unique index on the keys."""
    store.write(lambda writing: open_case(writing, "d2"))
    step(store, case, key="k1", mac=b"m")
    step(store, "d2", key="k1", mac=b"m")
    with pytest.raises(KeyReused):
        step(store, case, key="k1", mac=b"m")
    assert held(store, case).case.sequence == 2


def test_an_opening_is_found_again_by_its_key(store):
    store.write(lambda writing: open_case(writing, "d1", key="k1", mac=b"m"))
    step(store, "d1", key="k2", mac=b"m")
    name, mac = store.write(lambda writing: writing.opened_by("k1"))
    assert (name, bytes(mac)) == ("d1", b"m")
    assert store.read(lambda reading: reading.opened_by("k2")) is None


def test_a_key_opens_one_case(store):
    """Fails when openings aren't unique by their key: two of them would both be found."""
    store.write(lambda writing: open_case(writing, "d1", key="k1", mac=b"m"))
    with pytest.raises(KeyReused):
        store.write(lambda writing: open_case(writing, "d2", key="k1", mac=b"m"))
    assert held(store, "d2") is None


def test_a_demand_is_compared_by_a_hash_under_the_subjects_key(store, case):
    store.write(lambda writing: open_case(writing, "d2"))

    def macs(reading):
        one, two = reading.case(case), reading.case("d2")
        subject = reading.subject(one.case.subject)
        return [reading.request_mac(each, b"demande") for each in (one, subject, two)]

    of_case, of_subject, of_other = store.read(macs)
    assert of_case == of_subject != of_other


def test_a_case_needs_a_subject_and_a_definition_of_this_database(store):
    with pytest.raises(CaseError, match="Aucune personne"):
        store.write(lambda writing: open_case(writing, "d1", "inconnue"))
    with pytest.raises(CaseError, match="Aucune personne"):
        store.write(lambda writing: open_case(writing, "d1", "dossier-1"))
    stamp = replace(STAMP, definition="0" * 64)
    with pytest.raises(UsageError, match="version du parcours"):
        store.write(lambda writing: open_case(writing, "d1", stamp=stamp))


@pytest.mark.parametrize("name", ["", "a b", "a\n", "é", "x" * 65, "-a"])
def test_a_public_identifier_is_plain(store, name):
    with pytest.raises(ValueError, match="identifier"):
        store.write(lambda writing: writing.new_subject(name, "person", "tiznit", {}, STAMP))


def test_a_case_may_migrate_to_another_definition(store, case):
    resolved = b'{"process":"naissance","version":2}'
    digest = hashlib.sha256(resolved).hexdigest()
    store.write(lambda writing: writing.publish("naissance", 2, digest, resolved, TEXT, "draft", STAMP))
    loaded = held(store, case)
    draft = Draft("migrated", None, "", "accueil", {"to_version": 2, "restores": snapshot(loaded.case)})
    stamp = replace(STAMP, definition=digest)
    store.write(lambda writing: writing.append(writing.case(case), [draft], stamp, standing_of))
    (line,) = store.read(lambda reading: reading.cases())
    assert line.digest == held(store, case).case.digest == digest


def test_a_subject_is_kept_sealed_and_corrected_by_events(store):
    data = {"nom": "Amina É.", "nom_ar": "أمينة", "naissance": "1998"}
    store.write(lambda writing: writing.new_subject("p1", "person", "tiznit", data, STAMP))
    changed = store.write(
        lambda writing: writing.change_subject("p1", {"nom": "Amina B.", "naissance": None}, "passeport vu", STAMP)
    )
    read = store.read(lambda reading: reading.subject("p1"))
    assert read == changed
    assert (read.kind, read.commune, read.sequence) == ("person", "tiznit", 2)
    assert read.data == {"nom": "Amina B.", "nom_ar": "أمينة"}
    history = store.read(lambda reading: reading.history("p1"))
    assert [event.kind for event, _ in history] == ["subject_added", "subject_corrected"]
    assert store.read(lambda reading: reading.private("p1", 2))["reason"] == "passeport vu"


def test_a_subject_may_move_to_another_commune(store):
    store.write(lambda writing: writing.new_subject("p1", "person", "tiznit", {}, STAMP))
    store.write(lambda writing: writing.change_subject("p1", {}, "déménagement", STAMP, body={"commune": "agadir"}))
    names = [each.id for each in store.read(lambda reading: list(reading.subjects("agadir")))]
    assert names == ["p1"]
    assert store.read(lambda reading: list(reading.subjects("tiznit"))) == []
    assert [each.id for each in store.read(lambda reading: list(reading.subjects()))] == ["p1"]


def test_nobody_is_changed_who_is_not_there(store):
    with pytest.raises(CaseError, match="Aucune personne"):
        store.write(lambda writing: writing.change_subject("p1", {}, "", STAMP))


def test_the_log_keeps_events_of_its_own(store):
    store.write(lambda writing: writing.system("exported", {"cases": 3}, {"reason": "audit"}, STAMP))
    history = store.read(lambda reading: reading.history("system"))
    assert [event.kind for event, _ in history] == ["log_begun", "definition_published", "exported"]
    said = {"log_id": LOG, "training": True, "key_id": vault().key_id, "signing_key": vault().signing.public}
    assert history[0][0].body == said
    assert store.read(lambda reading: reading.private("system", 3)) == {"reason": "audit"}
    assert (store.log_id, store.training) == (LOG, True)


def test_an_unknown_kind_of_event_is_not_written(store):
    with pytest.raises(ValueError, match="kind"):
        store.write(lambda writing: writing.system("renamed", {}, {}, STAMP))


def test_an_erased_person_has_no_values_left_and_the_case_still_folds(store, case, by_hand):
    """The key and the ciphertexts destroyed by hand: the command comes with the issue on trust."""
    step(store, case, moved(held(store, case), "b", mere="Amina"))
    by_hand("DELETE FROM keys WHERE stream = (SELECT id FROM streams WHERE name = 'person-of-dossier-1')")
    by_hand("UPDATE events SET sealed = NULL WHERE stream = (SELECT id FROM streams WHERE name = 'dossier-1')")
    read = held(store, case)
    assert (read.erased, read.private, read.case.state) == (True, {}, "b")
    assert store.read(lambda reading: reading.private(case, 2)) == {}
    assert store.read(lambda reading: reading.subject("person-of-dossier-1")).erased
    history = store.read(lambda reading: reading.history(case))
    assert fold(history) == read.case
    with pytest.raises(CaseError, match="effacée"):
        step(store, case, noted(read))
    with pytest.raises(CaseError, match="effacée"):
        store.read(lambda reading: reading.request_mac(reading.case(case), b"demande"))
    step(store, case, moved(read, "c"))
    assert held(store, case).case.state == "c"


def test_a_definition_is_published_once_and_never_changes(store):
    """Fails when the number is not looked up first."""

    def publish(resolved, text=TEXT):
        digest = hashlib.sha256(resolved).hexdigest()
        return store.write(lambda writing: writing.publish("naissance", 1, digest, resolved, text, "validated", STAMP))

    assert publish(RESOLVED) is False
    with pytest.raises(UsageError, match="déjà publiée avec un autre contenu"):
        publish(RESOLVED + b" ")
    (line,) = store.read(lambda reading: reading.definitions())
    assert (line.process, line.version, line.digest, line.status) == ("naissance", 1, DIGEST, "draft")
    assert store.read(lambda reading: reading.definition(DIGEST)) == RESOLVED
    assert store.read(lambda reading: reading.source_text(line.source_sha256)) == TEXT
    assert store.read(lambda reading: (reading.definition("0"), reading.source_text("0"))) == (None, None)


def test_two_versions_may_share_a_text(store):
    resolved = b'{"process":"naissance","version":2}'
    digest = hashlib.sha256(resolved).hexdigest()
    assert store.write(lambda writing: writing.publish("naissance", 2, digest, resolved, TEXT, "draft", STAMP))
    # Who comes with a number that is taken is told the first that is free, which isn't always the one after it.
    other = RESOLVED + b" "
    taken = hashlib.sha256(other).hexdigest()
    with pytest.raises(UsageError) as refused:
        store.write(lambda writing: writing.publish("naissance", 1, taken, other, TEXT, "draft", STAMP))
    assert "version: 3" in str(refused.value.remedy)
    assert [line.version for line in store.read(lambda reading: reading.definitions())] == [1, 2]


def test_a_digest_is_that_of_the_bytes(store):
    with pytest.raises(ValueError, match="digest"):
        store.write(lambda writing: writing.publish("sante", 1, "0" * 64, b"{}", "", "draft", STAMP))


def test_the_log_is_followed_by_positions_without_a_gap(store, case):
    """Fails on PostgreSQL when the order of the events of one stream is not kept."""
    for _ in range(3):
        step(store, case)
    store.write(lambda writing: open_case(writing, "d2"))
    store.place_events()
    first = store.read(lambda reading: reading.following(0, 4))
    rest = store.read(lambda reading: reading.following(4, 100))
    assert [each.position for each in first + rest] == list(range(1, 10))
    sequences = [each.sequence for each in first + rest if each.stream == case]
    assert sequences == [1, 2, 3, 4]
    assert store.place_events() == 0


def test_a_write_inside_a_write_is_a_mistake(file):
    with pytest.raises(RuntimeError, match="inside another"):
        file.write(lambda _: file.write(lambda __: None))
    file.write(lambda writing: open_case(writing, "d1"))


def test_a_reader_sees_one_moment(store, case):
    """Fails when each statement of a reader sees its own moment."""

    def work(reading):
        before = reading.case(case).case.sequence
        step(store, case)
        return before, reading.case(case).case.sequence

    assert store.read(work) == (1, 1)
    assert held(store, case).case.sequence == 2


def test_another_connection_sees_what_was_acknowledged(store, case, made_url):
    other = Store.open(made_url, vault(), readonly=True)
    step(store, case)
    assert held(other, case).case.sequence == 2
    with pytest.raises(EnvironmentUnusable, match="lecture"):
        step(other, case)
    other.close()


def test_due_and_waking_days_follow_the_case(store, case):
    (line,) = store.read(lambda reading: reading.worklist())
    assert line.due == DUE
    step(store, case, moved(held(store, case), "b", {"clocks": {"declaration": None}}))
    (line,) = store.read(lambda reading: reading.worklist())
    assert line.due is None


def test_a_failure_that_a_work_swallows_is_not_acknowledged(store, case):
    """Fails when a work that broke a step half-way may be committed."""
    step(store, case, key="k1", mac=b"m")

    def work(writing):
        loaded = writing.case(case)
        with contextlib.suppress(KeyReused):
            writing.append(loaded, [noted(loaded)], STAMP, standing_of, key="k1", mac=b"m")

    with pytest.raises(EnvironmentUnusable, match="Rien n'a été écrit"):
        store.write(work)
    assert held(store, case).case.sequence == 2
    step(store, case)


def test_a_transaction_that_the_server_undid_is_not_acknowledged(postgres_url):
    """Fails when COMMIT is taken at its word: PostgreSQL undoes a failed transaction without complaint."""
    store = make(postgres_url)

    def work(writing):
        writing.new_subject("p1", "person", "tiznit", {}, STAMP)
        with contextlib.suppress(Exception):
            writing.new_subject("p1", "person", "tiznit", {}, STAMP)

    with pytest.raises(EnvironmentUnusable, match="Rien n'a été écrit"):
        store.write(work)
    assert store.read(lambda reading: reading.subject("p1")) is None
    store.close()
