"""The bytes of events, one file for each kind and shape number: a file is added, and never changes.

`python -m tests.store.test_golden` writes those that are missing, from the samples below.
"""

from pathlib import Path

import pytest

from engine.core.events import SHAPE, Event
from engine.store.codec import KINDS, decode, encode, leaf

GOLDEN = Path(__file__).with_name("golden")

SEAL = {"sealed": ["fields.nom", "reason"], "seal": "5" * 64}
CLOCK = {"declaration": {"start": "2026-11-01", "due": "2026-12-01", "estimated": False, "fired": [15]}}
BODIES = {
    "opened": {
        "process": "naissance",
        "version": 1,
        "subject": "P-7K2M-9QXH",
        "confidentiality": "ordinary",
        "state": "qualification",
        "fields": {"lieu": "domicile"},
        "documents": {},
        "consents": {"accompagnement": {"given": True, "on": "2026-11-06", "version": 1, "language": "ar"}},
        "links": {},
        "clocks": CLOCK,
        **SEAL,
    },
    "moved": {
        "fields": {"rang": 2, "jumeaux": False, "pays": None},
        "documents": {"avis_naissance": {"status": "received", "on": "2026-11-06", "issued": "2026-11-02"}},
        "receipt": {"document": "recepisse", "day": "2026-11-06"},
        "guards": {"when": True},
        "clocks": {"declaration": None},
        **SEAL,
    },
    "acted": {"irregular": ["document_missing"], "flags": ["irregular"]},
    "recorded": {"fields": {"lieu": "maternité, été", "commune": "tiznit"}},
    "document_changed": {"documents": {"passeport_mere": {"status": "verified", "on": "2026-11-06"}}},
    "noted": SEAL,
    "reminded": {"deadline": "declaration", "day": "15", "escalated": False, "clocks": CLOCK},
    "expired": {"deadline": "declaration", "due": "2026-12-01", "pulled": "constater_hors_delai"},
    "assigned": {"to": "brahim"},
    "transferred": {"commune": "agadir", **SEAL},
    "linked": {"name": "sante", "process": "sante", "case": "D-7K2M-9QXH", "side": "parent", "carried": ["lieu"]},
    "consented": {"consent": "partage", "given": True, "version": 2, "language": "fr", "until": "2027-11-06"},
    "shared": {"service": "hopital", "fields": ["lieu"]},
    "demanded_undue": {"document": "acte_mariage", "office": "bec_tiznit", **SEAL},
    "corrected": {"fields": {"lieu": "domicile"}, "was": {"lieu": "clinique"}, **SEAL},
    "reverted": {"target": 3, "restores": {"state": "collecte_pieces", "fields": {}, "clocks": {}}, **SEAL},
    "forced": {"to": "declaration_deposee", "fields": {}, "documents": {}, **SEAL},
    "migrated": {"to_version": 2, "restores": {"state": "collecte"}},
    "merged": {"into": "D-0000-0001"},
    "subject_added": {"kind": "person", "commune": "tiznit", **SEAL},
    "subject_corrected": SEAL,
    "subject_merged": {"into": "P-0000-0001", **SEAL},
    "subject_erased": {
        "basis": "retrait",
        "asked_by": "f.amrani",
        "approved_by": "o.tazi",
        "counts": {"cases": 2, "seals": 14, "attachments": 1},
    },
    "access_given": {"language": "ar", "format": "pdf", "cases": 2},
    "objected": {"purpose": "statistiques", **SEAL},
    "erasure_asked": {"basis": "retrait", **SEAL},
    "erasure_refused": SEAL,
    "user_added": {"login": "f.amrani", "role": "agent", "commune": "tiznit", **SEAL},
    "user_changed": {"role": "supervisor", "commune": "*"},
    "user_disabled": {},
    "user_enabled": {},
    "password_set": {"provisional": True, **SEAL},
    "second_factor_set": SEAL,
    "glass_broken": {"case": "D-7K2M-9QXH", "commune": "agadir", "until": "2026-11-06T10:00:00.000Z", **SEAL},
    "glass_closed": {"case": "D-7K2M-9QXH"},
    "glass_told": {"user": "U-7K2M-9QXH", "glass": 7},
    "user_attested": {},
    "changes_told": {"user": "U-7K2M-9QXH", "change": 7},
    "approval_asked": {
        "request": "Q-7K2M-9QXH",
        "act": "process.publish",
        "about": "d" * 64,
        "named": "naissance v3",
    },
    "approval_given": {"request": "Q-7K2M-9QXH", "act": "process.publish", "about": "d" * 64, "asked_by": "k.idrissi"},
    "approval_done": {"request": "Q-7K2M-9QXH", "act": "process.migrate", "about": f"{'d' * 64}:to:tiznit"},
    "approval_refused": {
        "request": "Q-7K2M-9QXH",
        "act": "process.publish",
        "about": "d" * 64,
        "asked_by": "k.idrissi",
        "sealed": ["reason"],
        "seal": "5" * 64,
    },
    "attached": {
        "document": "avis_naissance",
        "attachment": "A-7K2M-9QXH",
        "sha256": "e" * 64,
        "media": "application/pdf",
        "size": 48213,
        "documents": {"avis_naissance": {"status": "received", "on": "2026-11-06"}},
        "sealed": ["original"],
        "seal": "5" * 64,
    },
    "informed": {
        "about": "appointment",
        "name": "rendez_vous",
        "on": "2026-11-30T09:30",
        "way": "email",
        "outcome": "refused",
        "why": "550",
    },
    "calendar_published": {"digest": "c" * 64},
    "file_published": {"file": "territories/souss_massa/offices.yaml", "version": 2, "sha256": "a" * 64},
    "checkpointed": {"size": 42, "root": "a" * 64, "signature": "b" * 128, "reads": 7, "reads_head": "d" * 64},
    "key_rotated": {"before": "0a1b2c3d", "after": "1b2c3d4e", "keys": 12},
    "signing_key_changed": {"before": "a" * 64, "after": "b" * 64},
    "log_begun": {"log_id": "f" * 32, "training": True, "key_id": "0a1b2c3d"},
    "definition_published": {
        "process": "naissance",
        "version": 1,
        "digest": "d" * 64,
        "status": "draft",
        "source_sha256": "a" * 64,
    },
    "database_upgraded": {"before": "0001", "after": "0002"},
    "projections_rebuilt": {"cases": 3, "subjects": 2, "changed": 0},
    "backed_up": {"sha256": "b" * 64, "events": 42},
    "restored": {"sha256": "b" * 64, "lost": None, "since": None},
    "exported": {"cases": 3, "manifest": "a" * 64, "personal": False, "scope": "cases"},
}


def sample(kind: str) -> Event:
    moving = kind in ("moved", "acted", "expired", "forced")
    return Event(
        stream="D-7K2M-9QXH",
        sequence=2,
        kind=kind,
        shape=SHAPE,
        trigger="deposer" if moving else None,
        from_state="collecte_pieces",
        to_state="declaration_deposee" if moving else "collecte_pieces",
        body=BODIES[kind],
        actor="فاطمة",
        role="agent",
        commune="tiznit",
        recorded_at="2026-11-06T09:00:00.000Z",
        happened_on="2026-11-06",
        definition="d" * 64,
        calendar="c" * 64,
        previous="0" * 64,
    )


def path(kind: str, shape: int = SHAPE) -> Path:
    return GOLDEN / f"{kind}-{shape}.json"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_written_as_it_always_was(kind):
    """Fails when the encoding of any value changes: hashes already recorded would no longer be found."""
    assert encode(sample(kind)) == path(kind).read_bytes()


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_each_event_ever_written_is_read_and_written_again_the_same(file):
    stored = file.read_bytes()
    assert encode(decode(stored)) == stored


def test_no_golden_file_has_changed():
    """The hashes of all of them, in the order of their names: a line more for each file more."""
    hashes = "".join(f"{leaf(file.read_bytes()).hex()}  {file.name}\n" for file in sorted(GOLDEN.glob("*.json")))
    assert hashes == (GOLDEN / "hashes.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in sorted(KINDS):
        if not path(each).exists():
            path(each).write_bytes(encode(sample(each)))
            with (GOLDEN / "hashes.txt").open("a", encoding="utf-8", newline="\n") as hashes:
                hashes.write(f"{leaf(path(each).read_bytes()).hex()}  {path(each).name}\n")
