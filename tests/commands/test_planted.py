"""Twenty strings planted wherever a person's data come in: in no file in clear, ever; after an erasure, in none at all.

Every file under the desk's folder is searched: the database, what SQLite keeps beside it, logs, temporary files,
backups taken before and after. What the desk itself was asked to write for a person is the one exception.
"""

import base64
import json
import tempfile

import pytest

from engine.errors import BrokenHistory
from engine.store.connect import reach
from engine.vault.keys import read_key_file
from engine.vault.sealing import Vault

PLANTED = {
    "name": "Zoubida Ouazzani-Chahdi",
    "name_ar": "زبيدة الوزاني الشاهدي",
    "contact": "+212661987654",
    "household": "maison bleue derriere la mosquee",
    "second_name": "Zohra Wazani-Chahidi",
    "second_contact": "+33755512345",
    "note_1": "vit cachee a Drarga depuis mardi",
    "note_2": "ne pas appeler le mari, Hmad",
    "note_3": "اتصلت بأختها فاطمة في أكادير",
    "corrected": "Zoubida Ouazzani-Chahdi-Tahiri",
    "correct_reason": "lu sur le passeport BA7654321",
    "merge_reason": "meme cicatrice, meme fils Younes",
    "revert_reason": "la tante Kenza avait mal compris",
    "field_reason": "la sage-femme Hajja Mina precise",
    "undue_reason": "demandee par monsieur Bouhlal",
    "scan": "Passeport de Zoubida n. BA7654399",
    "receipt": "2026/4471/TZNT-B",
    "force_reason": "remis par Lahcen en main propre",
    "object_reason": "elle craint son oncle Mbarek",
    "erase_reason": "elle part a Laayoune sans laisser d'adresse",
}
OUTSIDE = {"donnees.json", "passeport.pdf"}
"What the desk wrote for the person, and the file that it was brought."


def paper(text):
    """A page of PDF that says something, as a scanner with a reader of letters makes it."""
    drawn = f"BT /F1 12 Tf 40 40 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return body + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(body))


def forms(value):
    """The shapes in which a text lies in a file: as it is, two bytes a letter, hexadecimal, JSON, base64."""
    plain = value.encode()
    yield from (plain, value.encode("utf-16-le"), plain.hex().encode(), json.dumps(value).strip('"').encode())
    # In base64 a text has three shapes, by where it begins; its middle is the same whatever stands around it.
    for shift in range(3):
        cut = 4 if shift else 0
        yield base64.b64encode(b"\0" * shift + plain)[cut : -4 or None]


def found(folder):
    """(file, what was planted) for each string found in any file below a folder."""
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in OUTSIDE:
            data = path.read_bytes()
            hits += [(path.name, name) for name, value in PLANTED.items() if any(each in data for each in forms(value))]
    return hits


@pytest.fixture
def lived(baom, monkeypatch):
    """A person through whose file everything was planted; the case closed."""
    temporary = baom.folder / "temporaire"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    p = PLANTED
    data = ("--name", p["name"], "--name-ar", p["name_ar"], "--contact", p["contact"], "--household", p["household"])
    person = baom.json("person", "add", "--commune", "tiznit", *data)["subject"]
    double = ("person", "add", "--commune", "tiznit", "--name", p["second_name"], "--contact", p["second_contact"])
    second = baom.json(*double)["subject"]
    case = baom.open("--subject", person)
    for name in ("note_1", "note_2", "note_3", "receipt"):
        baom("case", "note", case, p[name])
    baom("case", "set", case, "lieu_accouchement=domicile")
    baom("case", "correct", case, "lieu_accouchement=trajet", "--reason", p["field_reason"])
    baom("case", "revert", case, "--reason", p["revert_reason"])
    baom("case", "undue", case, "carte_sejour_mere", "--reason", p["undue_reason"])
    baom("person", "correct", person, "--name", p["corrected"], "--reason", p["correct_reason"])
    baom("person", "merge", person, second, "--reason", p["merge_reason"])
    baom("case", "force", case, "deblocage_avis", "--reason", p["force_reason"], "--as", "supervisor")
    baom("person", "object", person, "--purpose", "statistiques", "--reason", p["object_reason"])
    (baom.folder / "passeport.pdf").write_bytes(paper(p["scan"]))
    baom("case", "attach", case, "passeport_mere", "passeport.pdf")
    # What fails on purpose writes its detail where a repairer looks for it.
    baom("case", "do", case, p["name"], "--debug", code=None)
    baom("person", "search", p["second_name"])
    baom("person", "access", person, "--out", "donnees.json")
    baom("db", "backup", "avant.db")
    baom("case", "set", case, "motif_abandon=choix")
    baom("case", "do", case, "abandonner")
    baom("person", "erase", person, "--basis", "retrait", "--reason", p["erase_reason"])
    return baom, person


def test_the_search_finds_what_is_there(tmp_path):
    """Every string, in every shape."""
    for shape in range(len(list(forms(PLANTED["name"])))):
        folder = tmp_path / str(shape)
        folder.mkdir()
        (folder / "f").write_bytes(b"..".join(list(forms(value))[shape] for value in PLANTED.values()))
        assert {name for _, name in found(folder)} == set(PLANTED)


def test_nothing_planted_is_in_any_file_and_after_an_erasure_nothing_that_is_left_opens(lived):
    """Fails when one seal is left out, when a log or a temporary file holds a value, when one ciphertext is kept.

    After the erasure each blob of the files is tried with the person's own key, as whoever kept a copy of it would.
    """
    baom, person = lived
    assert PLANTED["note_1"] in (baom.folder / "donnees.json").read_text(encoding="utf-8")
    assert found(baom.folder) == []
    key = own_key(baom, baom.folder / "baom.db", person)
    assert len(opened(baom.folder / "baom.db", key)) >= len(PLANTED) / 2
    baom("person", "erase", person, "--approve", "--as", "supervisor")
    baom("db", "backup", "apres.db")
    assert found(baom.folder) == []
    for name in ("baom.db", "apres.db"):
        assert opened(baom.folder / name, key) == []
        assert own_key(baom, baom.folder / name, person) is None
    assert opened(baom.folder / "avant.db", key)
    assert baom.json("db", "check")["verdict"] == "intact"


def rows(path, statement):
    database = reach(str(path), readonly=True)
    link = database.link()
    try:
        return link.execute(statement).fetchall()
    finally:
        link.close()
        database.close()


def own_key(baom, path, person):
    """The person's key as whoever holds the master key unwraps it; None once it is gone."""
    ((log,),) = rows(path, "SELECT value FROM log WHERE name = 'log_id'")
    found = rows(path, f"SELECT wrapped FROM keys JOIN streams ON id = stream WHERE name = '{person}'")
    vault = Vault(read_key_file(baom.folder / "cle" / "baom.key"))
    return vault.subject_key(log, person, bytes(found[0][0])) if found else None


def opened(path, key):
    """What of a file's events that key opens."""
    found = []
    for name, sequence, sealed in rows(
        path, "SELECT name, sequence, sealed FROM events JOIN streams ON id = stream WHERE sealed IS NOT NULL"
    ):
        try:
            found.append(key.open(bytes(sealed), name, sequence))
        except BrokenHistory:
            continue
    return found
