"""What SQLite asks of the disk, written down: each write, sync and truncation, and each step that was acknowledged.

`python -m tests.store.recorder FILE SYNCHRONOUS STEPS` works on a database and writes its trace on the standard output.
SQLite's own layer over the system is left as it is, but for the calls that reach the disk: each is told, then made. In
a process of its own, whose SQLite nobody else uses.
"""

import _sqlite3
import ctypes
import os
import pickle
import sys
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path

POINTER_BYTES = ctypes.sizeof(c_void_p)
# Where the functions stand in `sqlite3_io_methods` and `sqlite3_vfs`: both are fixed for ever by SQLite's interface.
READ, WRITE, TRUNCATE, SYNC, METHODS = 2, 3, 4, 5, 19
OPEN = 5 if POINTER_BYTES == 8 else 6


class VfsHead(ctypes.Structure):
    """The beginning of `sqlite3_vfs`."""

    _fields_ = (
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest", c_int),
        ("following", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
    )


OPENS = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
"The name is handed on as the address that it came by: SQLite keeps the address."
WRITES = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATES = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNCS = CFUNCTYPE(c_int, c_void_p, c_int)


def library():
    """The very SQLite that Python uses; None where Python hides it inside itself."""
    beside = Path(_sqlite3.__file__) if hasattr(_sqlite3, "__file__") else None
    for each in (beside and beside.with_name("sqlite3.dll"), beside, None):
        if each is None or each.exists():
            found = ctypes.CDLL(str(each) if each else None) if each or os.name != "nt" else None
            if found is not None and hasattr(found, "sqlite3_vfs_find"):
                return found
    return None


class Recorder:
    """The trace: ("write", file, place, bytes), ("truncate", file, size), ("sync", file), ("told", what)."""

    def __init__(self):
        self.trace = []
        self.left = None
        "Calls that still succeed, where one is to fail; negative once it has failed."
        self.code = 0
        "What SQLite is answered then."
        self._names = {}
        self._tables = {}
        self._kept = []
        "What C still calls: it must outlive us."

    def listen(self):
        sqlite = library()
        sqlite.sqlite3_vfs_find.restype = POINTER(VfsHead)
        head = sqlite.sqlite3_vfs_find(None).contents
        whole = OPENS(head.open)

        def opened(vfs, name, file, flags, out):
            code = whole(vfs, name, file, flags, out)
            if code == 0 and name is not None:
                self._names[file] = Path(os.fsdecode(ctypes.string_at(name))).name
                self._change_methods(file)
            return code

        head.open = self._address(OPENS(opened))

    def tell(self, what):
        self.trace.append(("told", what))

    def _fails(self):
        """Whether the disk refuses this call: one, and those after it are served again."""
        if self.left is None:
            return False
        self.left -= 1
        return self.left == -1

    def _address(self, function):
        self._kept.append(function)
        return ctypes.cast(function, c_void_p).value

    def _change_methods(self, file):
        """Give a file methods of our own: those of SQLite, but four."""
        place = ctypes.cast(file, POINTER(c_void_p))
        theirs = place[0]
        if theirs not in self._tables:
            table = (c_void_p * METHODS)()
            # The first word is a version number, in the room of a pointer.
            ctypes.memmove(table, theirs, ctypes.sizeof(table))
            self._replace(table)
            self._kept.append(table)
            self._tables[theirs] = ctypes.addressof(table)
        place[0] = self._tables[theirs]

    def _replace(self, table):
        read, write = WRITES(table[READ]), WRITES(table[WRITE])
        truncate, sync = TRUNCATES(table[TRUNCATE]), SYNCS(table[SYNC])

        def reads(file, data, amount, place):
            return self.code if self._fails() else read(file, data, amount, place)

        def writes(file, data, amount, place):
            if self._fails():
                return self.code
            self.trace.append(("write", self._names[file], place, ctypes.string_at(data, amount)))
            return write(file, data, amount, place)

        def truncates(file, size):
            if self._fails():
                return self.code
            self.trace.append(("truncate", self._names[file], size))
            return truncate(file, size)

        def syncs(file, flags):
            if self._fails():
                return self.code
            code = sync(file, flags)
            self.trace.append(("sync", self._names[file]))
            return code

        table[READ] = self._address(WRITES(reads))
        table[WRITE] = self._address(WRITES(writes))
        table[TRUNCATE] = self._address(TRUNCATES(truncates))
        table[SYNC] = self._address(SYNCS(syncs))


SCAN = b"%PDF-1.7 " + bytes(range(256)) * 150


def work(file, steps, recorder):
    """Cases opened and carried forward, scans joined, sights noted; each told once it was acknowledged."""
    from engine.core.events import Draft
    from engine.store.journal import Store
    from tests.store.samples import STAMP, moved, noted, open_case, step, vault

    store = Store.open(file, vault())
    sights = 0
    for rank in range(steps):
        case = f"d{rank % 5}"
        if rank < 5:
            store.write(lambda writing, case=case: open_case(writing, case))
            recorder.tell((case, 1))
        elif rank % 7 == 0:
            scan = f"A-{rank:04}"
            kept = store.write(
                lambda writing, case=case, scan=scan: writing.keep_attachment(
                    writing.case(case), scan, SCAN, "application/pdf", STAMP.recorded_at
                )
            )
            named = {"attachment": scan, "sha256": kept.sha256, "media": kept.media, "size": kept.size}
            state = store.read(lambda reading, case=case: reading.case(case)).case.state
            draft = Draft("attached", None, state, state, {"document": "acte", **named}, {"original": "0" * 64})
            recorder.tell((case, step(store, case, draft)[-1].sequence))
        elif rank % 11 == 0:
            actor, at = STAMP.actor, STAMP.recorded_at
            store.write(lambda writing, case=case: writing.trace(actor, "case.read", (case,), at))  # noqa: B023
            sights += 1
            recorder.tell(("read", sights))
        else:
            held = store.read(lambda reading, case=case: reading.case(case))
            drafts = [moved(held, f"etape_{rank % 3}", {"fields": {"rang": rank}}, mere=f"Amina {rank}"), noted(held)]
            recorder.tell((case, step(store, case, *drafts[: 1 + rank % 2])[-1].sequence))
    # No store is closed: the power goes while it is open.


def main(file, synchronous, steps):
    from engine.store import connect

    # The log is emptied into the file every few steps, so that cuts fall there too.
    connect.PRAGMAS |= {"synchronous": synchronous, "wal_autocheckpoint": "40"}
    recorder = Recorder()
    recorder.listen()
    work(file, int(steps), recorder)
    sys.stdout.buffer.write(pickle.dumps(recorder.trace))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
