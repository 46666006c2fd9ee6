"""The one place where real parts are plugged together: settings in, a ready house out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from engine.app.house import ZONE, House, instant
from engine.core.definition import Language
from engine.core.events import Actor
from engine.core.rules import SYSTEM
from engine.core.territory import Territory
from engine.errors import DefinitionError, EnvironmentUnusable, UsageError

if TYPE_CHECKING:
    # The readers of YAML wait until a file is read: a step on a case needs none of them.
    from engine.app.bench import Bench
    from engine.app.checkpoints import Checkpoint
    from engine.app.drafts import Drafts
    from engine.app.export import Exported, Wanted
    from engine.app.packing import Packed
    from engine.app.publishing import Published, Workshop
    from engine.app.resigning import Succession
    from engine.app.rotation import Renewed
    from engine.app.upkeep import Upkeep
    from engine.app.verifying import Outside
    from engine.store.checks import Report
    from engine.store.restoring import Older
    from engine.store.transaction import Stamp
    from engine.vault.sealing import Vault
    from engine.vault.signing import SigningKey

TERRITORY = "souss_massa"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edge knows when it starts: where things are, in which language, at what time."""

    database: str
    "An address: `sqlite:///path`, a path, or `postgresql://…`."
    key_file: Path
    "The master key; made at `db init`, never beside the database by default."
    processes: Path
    forms: Path
    environ: Mapping[str, str]
    language: Language = "fr"
    now: datetime | None = None
    "The server's time is replaced by this one; training databases only, the edge sees to it."

    def older_key_file(self, key_id: str) -> Path:
        """Where a rotation left the master key of this name: `baom.key.1a2b3c4d`, beside the present one."""
        head, key, _ = self.key_file.name.partition(".key")
        return self.key_file.with_name(f"{head}{key}.{key_id}")

    @property
    def signing_file(self) -> Path:
        """The signing key, beside the master key: `baom.sign` beside `baom.key`, or beside an older `baom.key.1a2b`."""
        head, sign, _ = self.key_file.name.partition(".key")
        named = self.key_file.with_name(f"{head}.sign") if head and sign else self.key_file.with_suffix(".sign")
        return named if named != self.key_file else self.key_file.with_name(f"{self.key_file.name}.sign")

    @property
    def erased_file(self) -> Path:
        """The list of erasures, beside the keys and copied with them: `baom.erased`."""
        return self.signing_file.with_suffix(".erased")

    @property
    def accounts_file(self) -> Path:
        """How far accounts were seen to go: `baom.accounts`, out of the database, as `heads_file`."""
        return self.signing_file.with_name(f"{self.signing_file.stem}.accounts")

    @property
    def heads_file(self) -> Path:
        """The last heads that the signing key signed: out of the database, which may be an old copy of itself."""
        return self.signing_file.with_name(f"{self.signing_file.stem}.heads")

    @property
    def territory(self) -> str:
        """The territory that desks live in, by its folder beside the pathways: `BAOM_TERRITORY`, else the first one."""
        return self.environ.get("BAOM_TERRITORY") or TERRITORY

    def clock(self) -> Callable[[], datetime]:
        """The server's time, or the one given."""
        given = self.now
        return (lambda: datetime.now(UTC)) if given is None else (lambda: given)


def shipped(folder: str) -> Path:
    """The folder of pathways or forms that came with the program.

    Raises:
        EnvironmentUnusable: the installation lacks it.
    """
    path = Path(str(files(folder)))
    if not path.is_dir():
        raise EnvironmentUnusable(
            "Le dossier « {folder} » manque dans l'installation.", "Réinstaller le programme.", folder=folder
        )
    return path


def territory_of(processes: Path, name: str = TERRITORY) -> Territory:
    """A territory beside the pathways.

    Raises:
        DefinitionError: with every problem of its files.
    """
    from engine.reader.territory import read_territory

    return read_territory(processes / "territories" / name).territory


def open_house(settings: Settings, *, readonly: bool = False) -> House:
    """Open the database and plug everything together.

    Raises:
        EnvironmentUnusable: the database, its key or the installation can't be used.
    """
    from engine.app.in_service import in_service, territory_in_service, texts_of_forms
    from engine.printing.printer import Printer
    from engine.store.journal import Store
    from engine.vault.account_heads import AccountHeads
    from engine.vault.erased import ErasedList

    try:
        vault = vault_of(settings)
    except EnvironmentUnusable:
        if database_exists(settings):
            raise
        # Where nothing was made yet, no key is missing.
        raise EnvironmentUnusable(
            "Cette base n'est pas encore faite.", "La faire : baom db init --training, ou vérifier --db et BAOM_DB."
        ) from None
    erased = ErasedList(settings.erased_file)
    store = Store.open(settings.database, vault, readonly=readonly, erasures=erased)
    texts, seen = in_service(store)
    house = House(
        store=store,
        territory=territory_in_service(settings.processes / "territories" / settings.territory, texts),
        printer=Printer(settings.forms, texts_of_forms(texts)),
        language=settings.language,
        now=settings.clock(),
        erased=erased,
        accounts=AccountHeads(settings.accounts_file),
        in_service=texts,
        log_seen=seen,
    )
    if not readonly and house.store.training:
        # Who can't write reads all the same: what is decided meanwhile is published with the next opening.
        # In a real database it is an editor's act (`baom process publish`): by it deadlines are counted.
        with suppress(EnvironmentUnusable):
            house.publish_calendar()
    return house


def workshop_of(settings: Settings, territory: Territory | None = None) -> Workshop:
    """The files of pathways and forms that these settings name; of the territory, its files where none is given."""
    from engine.app.publishing import Workshop

    known = territory_of(settings.processes, settings.territory) if territory is None else territory
    return Workshop(settings.processes, settings.forms, known)


def bench_of(settings: Settings, house: House) -> Bench:
    """The bench of the editors of this house."""
    from engine.app.bench import Bench

    return Bench(house, workshop_of(settings, house.territory), drafts_of(settings))


def drafts_of(settings: Settings) -> Drafts:
    """Where the editors' drafts lie: beside a database that is a file, else beside the keys."""
    from engine.app.drafts import Drafts
    from engine.store.connect import reach

    database = reach(settings.database)
    path = database.path
    database.close()
    folder = path.with_name(f"{path.name}.drafts") if path is not None else settings.signing_file.with_suffix(".drafts")
    return Drafts(folder)


def database_exists(settings: Settings) -> bool:
    """Whether there is already something at the address: a file, or our tables on a server.

    Raises:
        EnvironmentUnusable: the server can't be reached.
    """
    from engine.store.connect import reach
    from engine.store.versions import version_of

    database = reach(settings.database)
    try:
        if database.path is not None:
            return database.path.exists()
        link = database.link()
        try:
            return version_of(database, link) is not None
        finally:
            link.close()
    finally:
        database.close()


def make_database(settings: Settings, *, training: bool) -> tuple[House, list[Published]]:
    """Make a database and publish in it what is shipped; the master key is made when there is none yet.

    A pathway with errors, or a database that is there already, stops it before anything is made. An existing key is
    used again: it is never overwritten.

    Raises:
        DefinitionError: a pathway has errors.
        EnvironmentUnusable: there is a database already, or the place can't be written.
    """
    from engine.app.publishing import check_files, publish_all
    from engine.store.upkeep import init, made_already
    from engine.vault.keys import VARIABLE, create_key_file

    territory = territory_of(settings.processes, settings.territory)
    workshop = workshop_of(settings, territory)
    problems = check_files(workshop, ())
    if any(problem.severity == "error" for problem in problems):
        raise DefinitionError(problems)
    # Asked before a key is made: a new key in the place of one that was lost would pass for it.
    if database_exists(settings):
        raise made_already()
    if not settings.environ.get(VARIABLE) and not settings.key_file.exists():
        create_key_file(settings.key_file)
    init(settings.database, vault_of(settings), log_id=token_hex(16), training=training, stamp=_stamp(settings))
    house = open_house(settings)
    return house, publish_all(house, workshop, SYSTEM)


def upkeep_of(settings: Settings, actor: Actor = SYSTEM) -> Upkeep:
    """The upkeep of the database that these settings name; signed by whoever takes care of it, at the server's time.

    Raises:
        EnvironmentUnusable: no key, or an unusable one.
    """
    from engine.app.checkpoints import heads_signed
    from engine.app.upkeep import Upkeep
    from engine.store.restoring import Beside
    from engine.vault.erased import ErasedList
    from engine.vault.signing import public_key

    vault = vault_of(settings)
    beside = Beside(
        ErasedList(settings.erased_file),
        public_key,
        partial(_older, settings, vault),
        partial(heads_signed, settings.heads_file),
    )
    return Upkeep(settings.database, vault, _stamp(settings, actor), beside, drafts_of(settings))


def verify(settings: Settings, outside: Outside, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check the database that these settings name, against what was kept elsewhere; the master key may be away.

    Raises:
        EnvironmentUnusable: the database can't be used, or a key is no key.
        UsageError: what was brought is no checkpoint, no code.
    """
    from engine.app.verifying import verify as verified
    from engine.vault.erased import ErasedList
    from engine.vault.keys import VARIABLE

    there = settings.environ.get(VARIABLE) or settings.key_file.exists()
    vault = vault_of(settings) if there else None
    outside = replace(outside, erasures=ErasedList(settings.erased_file))
    return verified(
        settings.database, vault, outside, territory_of(settings.processes, settings.territory).calendar, progress
    )


def renew_key(settings: Settings, new_file: Path | None, actor: Actor = SYSTEM) -> Renewed:
    """Put a new master key in the place of the one that these settings name; signed by whoever does it.

    Raises:
        UsageError: the key comes from the environment, and no file is named for the new one.
        EnvironmentUnusable, BrokenHistory: as `engine.app.rotation.renew_key`.
    """
    from engine.app import rotation
    from engine.vault.keys import VARIABLE, find_master_key

    if new_file is None and settings.environ.get(VARIABLE):
        raise UsageError(
            "La clé en service est donnée par {variable} : elle n'a pas de fichier à remplacer.",
            "Nommer le fichier de la nouvelle : --new-key-file FICHIER, puis changer la variable.",
            variable=VARIABLE,
        )
    old = find_master_key(settings.key_file, settings.environ)
    return rotation.renew_key(
        settings.database, vault_of(settings), old, settings.key_file, new_file, _stamp(settings, actor)
    )


def renew_signing_key(settings: Settings, actor: Actor, *, lost: bool) -> Succession:
    """Put a new signing key in the place of the one that these settings name.

    Raises:
        UsageError, EnvironmentUnusable: as `engine.app.resigning.renew_signing_key`.
    """
    from engine.app import resigning
    from engine.vault.keys import find_master_key
    from engine.vault.sealing import Vault

    master = find_master_key(settings.key_file, settings.environ)
    return resigning.renew_signing_key(
        settings.database,
        lambda key: Vault(master, signing=key),
        settings.signing_file,
        settings.environ,
        _stamp(settings, actor),
        lost=lost,
    )


def checkpoint(house: House, settings: Settings, actor: Actor) -> Checkpoint:
    """Sign the head of the house's log.

    Raises:
        BrokenHistory: a head signed before is no head of this log.
        EnvironmentUnusable: no signing key, another log's, or the memory of the last heads can't be used.
        NotAllowed: the actor may not.
    """
    from engine.app.checkpoints import take_checkpoint

    return take_checkpoint(house, _signing_key(house, settings), settings.heads_file, actor)


def pack(house: House, settings: Settings, actor: Actor, processes: Sequence[str] = (), name: str = "") -> Packed:
    """Make a pack of what is published, signed by the key of the house's log; raises as `engine.app.packing`."""
    from engine.app.packing import make_pack

    return make_pack(
        house, workshop_of(settings, house.territory), _signing_key(house, settings), actor, processes, name
    )


def _signing_key(house: House, settings: Settings) -> SigningKey:
    """The key that signs the house's log.

    Raises:
        EnvironmentUnusable: it isn't there, or is another log's.
    """
    from engine.vault.signing import find_signing_key

    house.store.require_signing()
    key = find_signing_key(settings.signing_file, settings.environ)
    if key is None:
        raise AssertionError("what signs the house's log was there a moment ago")
    return key


def export(house: House, settings: Settings, actor: Actor, wanted: Wanted, path: Path) -> Exported:
    """Make an evidence bundle, covered by a checkpoint signed on the way; raises as `engine.app.export.export` does."""
    from engine.app.export import export as made

    # The checkpoint is the system's: whoever may export need not be who may sign the head of the log.
    return made(house, actor, wanted, path, lambda: checkpoint(house, settings, SYSTEM).note)


def readiness(house: House, settings: Settings) -> dict[str, bool]:
    """Whether a server can record: its database answers, with tables of this version, and both keys are there."""
    from engine.errors import EngineError
    from engine.vault.keys import find_master_key

    def holds(look: Callable[[], object]) -> bool:
        try:
            return look() is not False
        except EngineError:
            return False

    return {
        "database": holds(lambda: house.store.read(lambda reading: reading.latest(1))),
        "tables": holds(lambda: current_version(settings) is not None),
        "keys": holds(lambda: find_master_key(settings.key_file, settings.environ))
        and holds(house.store.require_signing),
    }


def current_version(settings: Settings) -> str | None:
    """The version of the database's tables when it is this program's; None when it is another, or there are none.

    Raises:
        EnvironmentUnusable: the database can't be reached.
    """
    from engine.store.connect import reach
    from engine.store.versions import CURRENT, version_of

    database = reach(settings.database, readonly=True)
    try:
        link = database.link()
        try:
            found = version_of(database, link)
        except database.errors as error:
            raise database.explain(error) from error
        finally:
            link.close()
    finally:
        database.close()
    return found if found == CURRENT else None


def vault_of(settings: Settings) -> Vault:
    """The two keys at work. Without the signing key, what is asked may be read; a new log makes its own.

    Raises:
        EnvironmentUnusable: no master key, or one of the two is unusable.
    """
    from engine.vault.keys import find_master_key
    from engine.vault.sealing import Vault
    from engine.vault.signing import create_signing_file, find_signing_key

    return Vault(
        find_master_key(settings.key_file, settings.environ),
        signing=find_signing_key(settings.signing_file, settings.environ),
        make_signing=partial(create_signing_file, settings.signing_file),
    )


def _older(settings: Settings, vault: Vault, key_id: str) -> Older:
    """The master key of this name, which a rotation left beside the present one.

    Raises:
        EnvironmentUnusable: it isn't there.
    """
    from engine.store.restoring import Older
    from engine.vault.keys import read_key_file
    from engine.vault.sealing import Vault

    kept = settings.older_key_file(key_id)
    if not kept.exists():
        raise EnvironmentUnusable(
            "Cette sauvegarde est scellée par la clé {key}, la clé donnée est {given}, et {kept} n'est pas là. Rien n'a"
            " été changé.",
            "Y remettre l'ancienne clé depuis sa copie, puis recommencer ; sans elle, personne n'ouvre ce que cette"
            " sauvegarde a de personnel.",
            key=key_id,
            given=vault.key_id,
            kept=kept,
        )
    older = Vault(read_key_file(kept), signing=vault.signing)
    return Older(older, partial(older.rewrapped, new=vault))


def _stamp(settings: Settings, actor: Actor = SYSTEM) -> Stamp:
    """What an act on the whole database is signed with, on the desks' own day."""
    from engine.store.transaction import Stamp

    now = settings.clock()()
    return Stamp(instant(now), now.astimezone(ZONE).date().isoformat(), actor)
