"""Scans: stored before their events, claimed by them, sealed under their person's key, and looked at by the checks."""

import hashlib

import pytest

from engine.core.events import Draft
from engine.errors import BrokenHistory, CaseError
from engine.store.checks import check
from engine.store.connect import reach
from tests.behind import past_triggers
from tests.store.samples import STAMP, open_case, standing_of, standings_of, step, vault

SCAN = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"   \n  "
"Ends in blanks, which the padding of other seals would take for its own."
AT = "2026-11-06T09:00:00.000Z"


def keep(store, case="dossier-1", scan="A-0000-0001", content=SCAN, at=AT):
    return store.write(
        lambda writing: writing.keep_attachment(writing.case(case), scan, content, "application/pdf", at)
    )


def attached(kept, **more):
    body = {
        "document": "passeport",
        "attachment": kept.id,
        "sha256": kept.sha256,
        "media": kept.media,
        "size": kept.size,
    }
    return Draft("attached", None, "qualification", "qualification", {**body, **more}, {"original": "0" * 64})


def attach(store, case="dossier-1", **more):
    kept = keep(store, case, **more)
    step(store, case, attached(kept))
    return kept


def test_a_scan_comes_back_as_it_was_given(store, case):
    """To the byte. Fails when it is padded and stripped like JSON."""
    kept = attach(store)
    found = store.read(lambda reading: reading.attachments(case))
    assert [(each.id, each.event.body["document"], each.there) for each in found] == [(kept.id, "passeport", True)]
    assert store.read(lambda reading: reading.open_attachment(case, found[0])) == SCAN


def test_a_scan_is_sealed_on_disk_and_its_hash_is_in_the_event(store, case, by_hand):
    kept = attach(store)
    ((sealed, sequence),) = by_hand("SELECT sealed, sequence FROM attachments")
    assert SCAN[:64] not in bytes(sealed)
    assert hashlib.sha256(sealed).hexdigest() == kept.sha256
    event = store.read(lambda reading: reading.history(case))[sequence - 1][0]
    assert event.body["sha256"] == kept.sha256


def test_a_scan_that_no_event_claimed_is_nobodys(store, case):
    """Between the two transactions, and after a crash there: no list shows it, nothing opens it."""
    kept = keep(store)
    assert store.read(lambda reading: reading.attachments(case)) == []
    assert store.read(lambda reading: reading.attachment(case, kept.id)) is None


def test_the_scan_of_one_case_is_not_found_in_another(store, case):
    """Fails when a scan is looked for by its number alone."""
    kept = attach(store)
    store.write(lambda writing: open_case(writing, "dossier-2"))
    assert store.read(lambda reading: reading.attachment("dossier-2", kept.id)) is None
    assert store.read(lambda reading: reading.attachment(case, kept.id)) is not None


def test_a_step_without_its_scan_is_not_recorded(store, case):
    """Fails when the claim isn't counted: the event would tell for ever of a scan that nobody has."""
    kept = keep(store)
    store.write(lambda writing: writing.drop_attachment(kept.id))
    with pytest.raises(CaseError, match="n'est plus là"):
        step(store, case, attached(kept))
    assert len(store.read(lambda reading: reading.history(case))) == 1


@pytest.mark.parametrize("twist", ["claimed", "another case", "another content"])
def test_an_event_claims_its_own_scan_alone(store, case, twist):
    """Each fails when that part is left out of the claim."""
    kept = keep(store)
    target, more = case, {}
    if twist == "claimed":
        step(store, case, attached(kept))
    elif twist == "another case":
        store.write(lambda writing: open_case(writing, "dossier-2"))
        target = "dossier-2"
    else:
        more = {"sha256": "0" * 64}
    before = len(store.read(lambda reading: reading.history(target)))
    with pytest.raises(CaseError, match="n'est plus là"):
        step(store, target, attached(kept, **more))
    assert len(store.read(lambda reading: reading.history(target))) == before


def test_a_failed_claim_cannot_be_committed_by_going_on(store, case):
    """Fails when the transaction isn't marked: a caller that caught the error would commit half a step."""
    kept = keep(store)
    store.write(lambda writing: writing.drop_attachment(kept.id))

    def careless(writing):
        held = writing.case(case)
        with pytest.raises(CaseError):
            writing.append(held, [attached(kept)], STAMP, standing_of)

    with pytest.raises(Exception, match="interrompue"):
        store.write(careless)
    assert len(store.read(lambda reading: reading.history(case))) == 1


def test_what_no_event_claimed_is_swept_after_its_time_and_nothing_else(store, case):
    """Fails when a scan that is part of a case can be swept, or one whose event is on its way."""
    old, kept = keep(store), attach(store, scan="A-0000-0002")
    keep(store, scan="A-0000-0003", at="2026-11-07T08:59:00.000Z")
    assert store.write(lambda writing: writing.sweep_attachments("2026-11-07T08:00:00.000Z")) == 1
    assert store.write(lambda writing: writing.sweep_attachments("2026-11-07T08:00:00.000Z")) == 0
    with pytest.raises(CaseError):
        step(store, case, attached(old))
    assert [each.id for each in store.read(lambda reading: reading.attachments(case))] == [kept.id]


def test_a_claimed_scan_is_not_dropped(store, case, by_hand):
    kept = attach(store)
    store.write(lambda writing: writing.drop_attachment(kept.id))
    assert by_hand("SELECT count(*) FROM attachments") == [(1,)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attachments SET sealed = sha256",
        "UPDATE attachments SET sequence = 1",
        "UPDATE attachments SET sequence = NULL",
        "UPDATE attachments SET sha256 = sealed",
        "UPDATE attachments SET id = 'A-9999-9999'",
        "UPDATE attachments SET media = 'text/html'",
        "DELETE FROM attachments",
    ],
)
def test_a_scan_cannot_be_changed_by_mistake(store, case, by_hand, change):
    """Each fails when its trigger is dropped."""
    attach(store)
    with pytest.raises(Exception, match="append-only"):
        by_hand(change)


def erase(store, subject):
    store.write(lambda writing: writing.erase(subject, {"basis": "retrait"}, STAMP))


def test_the_scans_of_an_erased_person_are_gone_and_their_history_stays(store, case, by_hand):
    kept = attach(store)
    erase(store, "person-of-dossier-1")
    assert by_hand("SELECT count(*) FROM attachments WHERE sealed IS NOT NULL") == [(0,)]
    (found,) = store.read(lambda reading: reading.attachments(case))
    assert (found.id, found.there) == (kept.id, False)
    with pytest.raises(CaseError, match="effacée"):
        store.read(lambda reading: reading.open_attachment(case, found))


def test_an_erased_person_gets_no_scan(store, case):
    erase(store, "person-of-dossier-1")
    with pytest.raises(CaseError, match="effacée"):
        keep(store)


def findings(url):
    return [(each.kind, each.stream, each.sequence) for each in check(url, vault(), standings_of).findings]


def test_a_database_with_scans_is_intact(store, case, made_url):
    attach(store)
    keep(store, scan="A-0000-0002")
    assert findings(made_url) == []


TAMPERED = {
    "changed": "UPDATE attachments SET sealed = sha256",
    "emptied": "UPDATE attachments SET sealed = NULL",
    "deleted": "DELETE FROM attachments",
    "said larger": "UPDATE attachments SET size = size + 1",
    "said another kind": "UPDATE attachments SET media = 'image/jpeg'",
    "said of another case": 'UPDATE attachments SET "case" = (SELECT stream FROM cases WHERE stream <> "case")',
    "out of an erasure's reach": "UPDATE attachments SET subject = (SELECT max(stream) FROM subjects)",
    "unclaimed": "UPDATE attachments SET sequence = NULL",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_scan_changed_behind_the_program_is_found_at_its_step(file, sqlite_url, change):
    """By case and step. Each fails without its own part of `scan_faults`."""
    for case in ("dossier-1", "dossier-2"):
        file.write(lambda writing, case=case: open_case(writing, case))
    attach(file)
    file.close()
    tamper(sqlite_url, change)
    assert ("attachment", "dossier-1", 2) in findings(sqlite_url)


def test_a_scan_slipped_into_a_case_is_found(file, sqlite_url):
    """Fails without `stray_scans`: a forged paper would be shown among the others."""
    file.write(lambda writing: open_case(writing, "dossier-1"))
    step(file, "dossier-1")
    keep(file)
    file.close()
    tamper(sqlite_url, "UPDATE attachments SET sequence = 2")
    assert findings(sqlite_url) == [("attachment", "dossier-1", 2)]


def test_a_swapped_scan_does_not_open(file, sqlite_url):
    """Two scans of one person, exchanged with their hashes: the seal is bound to its own number."""
    file.write(lambda writing: open_case(writing, "dossier-1"))
    one, other = attach(file), attach(file, scan="A-0000-0002", content=b"%PDF-autre")
    file.close()
    tamper(
        sqlite_url,
        "CREATE TEMP TABLE swap AS SELECT id, sealed, sha256 FROM attachments",
        "UPDATE attachments SET (sealed, sha256) = (SELECT sealed, sha256 FROM swap WHERE swap.id <> attachments.id)",
    )
    from engine.store.journal import Store

    store = Store.open(sqlite_url, vault())
    for kept in (one, other):
        found = store.read(lambda reading, kept=kept: reading.attachment("dossier-1", kept.id))
        with pytest.raises(BrokenHistory):
            store.read(lambda reading, found=found: reading.open_attachment("dossier-1", found))
    store.close()
    assert len(findings(sqlite_url)) >= 2


def tamper(url, *statements):
    with past_triggers(reach(url).path) as link:
        for statement in statements:
            link.execute(statement)
