"""No personal value stands in clear in any file: names are planted, and every byte that is written is searched."""

from engine.core.events import Draft
from engine.store.backups import backup
from engine.store.connect import reach
from engine.store.statements import Statements
from tests.store.samples import STAMP, moved, open_case, opening, standings_of, step, vault

PLANTED = {
    "nom": "Zoubida Ouazzani-Chahdi",
    "nom_ar": "زبيدة الوزاني",
    "telephone": "+212661234567",
    "passeport": "BA7654321",
    "note": "battue par son mari, vit à Drarga",
    "reason": "récépissé refusé au guichet 4",
    "receipt": "2026/118/TZ",
}


def plant(store):
    """Every way in for a personal value: a subject, its correction, fields, notes, reasons, receipts, the log."""

    def work(writing):
        subject = {name: PLANTED[name] for name in ("nom", "nom_ar", "telephone")}
        writing.new_subject("p1", "person", "tiznit", subject, STAMP)
        open_case(writing, "d1", "p1", opening(passeport=PLANTED["passeport"]))
        writing.change_subject("p1", {"telephone": PLANTED["telephone"]}, PLANTED["reason"], STAMP)
        writing.system("exported", {}, {"reason": PLANTED["note"]}, STAMP)

    store.write(work)
    held = store.read(lambda reading: reading.case("d1"))
    private = {"note": PLANTED["note"], "receipt.number": PLANTED["receipt"]}
    step(store, "d1", moved(held, mere=PLANTED["nom"], reason=PLANTED["reason"]))
    step(store, "d1", Draft("noted", None, "a", "a", {}, private), key="cle-1", mac=mac(store))


def mac(store):
    body = PLANTED["receipt"].encode()
    return store.read(lambda reading: reading.request_mac(reading.case("d1"), body))


def traces(data: bytes):
    forms = {
        name: (value.encode(), value.encode("utf-16-le"), value.encode().hex().encode())
        for name, value in PLANTED.items()
    }
    return [name for name, each in forms.items() if any(form in data for form in each)]


def test_the_search_finds_what_is_there():
    assert traces(b"x" + PLANTED["nom_ar"].encode() + b"x") == ["nom_ar"]


def test_no_file_of_sqlite_holds_a_planted_name(file, sqlite_url, tmp_path):
    """Fails when a seal is left out: the log of SQLite is searched before and after it is emptied."""
    plant(file)
    while_open = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"baom.db", "baom.db-wal"} <= while_open.keys()
    backup(sqlite_url, tmp_path / "sauvegarde.db", vault(), standings_of, STAMP)
    file.close()
    once_closed = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, data in [*while_open.items(), *once_closed.items()]:
        assert traces(data) == [], name


def test_no_row_of_either_database_holds_a_planted_name(store, made_url):
    plant(store)
    database = reach(made_url)
    link = database.link()
    for table in Statements(database.dialect).tables.metadata.sorted_tables:
        for row in link.execute(f"SELECT * FROM {table.name}"):
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                assert traces(data) == [], table.name
    link.close()
    database.close()


def test_what_was_planted_is_read_back_with_the_key(store):
    plant(store)
    held, subject = store.read(lambda reading: (reading.case("d1"), reading.subject("p1")))
    assert held.private == {"passeport": PLANTED["passeport"], "mere": PLANTED["nom"]}
    assert subject.data["nom_ar"] == PLANTED["nom_ar"]
    assert store.read(lambda reading: reading.private("d1", 3)) == {
        "note": PLANTED["note"],
        "receipt.number": PLANTED["receipt"],
    }
