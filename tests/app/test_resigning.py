"""Another signing key: attested by the old one, or said to be lost; and what a verdict owes to each."""

import pytest

from engine.app.checkpoints import take_checkpoint
from engine.app.resigning import renew_signing_key
from engine.app.verifying import Outside, verify
from engine.core.events import Actor, Note
from engine.errors import EnvironmentUnusable, UsageError
from engine.store.journal import Store
from engine.store.transaction import Stamp
from engine.vault.keys import MasterKey, write_secret
from engine.vault.sealing import Vault
from engine.vault.signing import find_signing_key
from tests.app.desk import _KEY, desk_vault

ADMIN = Actor("nadia", "admin", "*")
STAMP = Stamp("2026-11-06T20:00:00.000Z", "2026-11-06", ADMIN)
OLD = desk_vault().signing.public


def vault_of(key):
    return Vault(MasterKey(_KEY), signing=key)


@pytest.fixture
def path(tmp_path):
    """The file of the key that signs."""
    written = tmp_path / "cle" / "baom.sign"
    write_secret(written, _KEY)
    return written


@pytest.fixture
def lived(any_family):
    any_family.open("famille", fields={"prenom": "Awa", "age": 9})
    return any_family


def renew(desk, path, **more):
    return renew_signing_key(desk.url, vault_of, path, {}, STAMP, lost=more.pop("lost", False), **more)


def carry_on(desk, path):
    """A step by a program that starts again, with the key of the file."""
    store = Store.open(desk.url, vault_of(find_signing_key(path, {})))
    desk.house.store.close()
    desk.house.store = store
    desk.ask(Note("Avec l'autre clé"))


def verdict(desk, **outside):
    desk.house.store.place_events()
    report = verify(desk.url, desk_vault(), Outside(**outside))
    return report.verdict, sorted({each.kind for each in report.findings})


def test_the_old_key_attests_the_new_one(lived, path):
    """Fails when what comes after isn't tried by the new key, or the change itself by the old one."""
    done = renew(lived, path)
    assert (done.before, done.lost) == (OLD, False)
    assert find_signing_key(path, {}).public == done.after != OLD
    assert find_signing_key(done.kept, {}).public == OLD
    carry_on(lived, path)
    assert verdict(lived) == ("intact", [])
    assert verdict(lived, public_key=OLD) == ("intact", [])


def test_a_program_that_still_holds_the_old_key_writes_nothing(lived, path):
    """Fails when a step is signed by a key that signs no more: it would look forged for ever."""
    renew(lived, path)
    store = Store.open(lived.url, desk_vault())
    with pytest.raises(EnvironmentUnusable, match=r"rien n'est enregistré"):
        store.write(lambda writing: writing.system("exported", {}, {}, STAMP))
    store.close()


def test_a_new_key_vouches_for_the_past_only_by_a_checkpoint(lived, path, tmp_path):
    """Whoever stole the old key could write what it signed. Fails when the printed key is taken to sign all of it."""
    done = renew(lived, path)
    carry_on(lived, path)
    assert verdict(lived, public_key=done.after) == ("incomplete", ["unvouched"])
    taken = take_checkpoint(lived.house, find_signing_key(path, {}), tmp_path / "cle" / "heads", ADMIN)
    notes = (("controle.txt", taken.note),)
    assert verdict(lived, public_key=done.after, checkpoints=notes) == ("intact", [])


def test_a_lost_key_is_said_to_be_lost_and_told_by_every_verdict(lived, path, tmp_path):
    """Until the new key is given from paper, with a checkpoint taken since. Fails when one is silently as good."""
    path.unlink()
    with pytest.raises(EnvironmentUnusable, match="n'est pas là"):
        renew(lived, path)
    done = renew(lived, path, lost=True)
    assert (done.before, done.lost, done.kept) == (OLD, True, None)
    carry_on(lived, path)
    assert verdict(lived) == ("incomplete", ["unvouched"])
    assert verdict(lived, public_key=OLD) == ("incomplete", ["unvouched"])
    taken = take_checkpoint(lived.house, find_signing_key(path, {}), tmp_path / "cle" / "heads", ADMIN)
    notes = (("controle.txt", taken.note),)
    assert verdict(lived, public_key=done.after, checkpoints=notes) == ("intact", [])


def test_cut_short_it_goes_on_from_where_it_was(lived, path, monkeypatch):
    """Cut between the log and the files: the new key's file is there already. Fails when a third key is drawn."""

    def cut(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("engine.app.resigning.put_in_place", cut)
        with pytest.raises(KeyboardInterrupt):
            renew(lived, path)
    drawn = find_signing_key(path.with_name("baom.sign.new"), {})
    done = renew(lived, path)
    assert not done.lost
    assert done.after == drawn.public == find_signing_key(path, {}).public
    carry_on(lived, path)
    assert verdict(lived) == ("intact", [])


def test_a_key_of_the_environment_has_no_file_to_replace(lived, path):
    with pytest.raises(UsageError, match="BAOM_SIGNING_KEY"):
        renew_signing_key(lived.url, vault_of, path, {"BAOM_SIGNING_KEY": "7" * 64}, STAMP, lost=False)
