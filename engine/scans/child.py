"""The child process in which a stranger's file is read: it holds no key, is given no name, and answers on a pipe.

Run as a script, with the file on its standard input. It answers with one line of JSON, then with what is to be kept.
What breaks here breaks here alone: too much memory or work ends the child, and the file is refused.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read a file, and answer what is to be kept of it."""
    import json  # noqa: PLC0415 -- once the path is set, like the rest

    from engine.scans.limits import LARGEST, RefusedScanError, kind_of  # noqa: PLC0415

    content = sys.stdin.buffer.read(LARGEST + 1)
    answer: dict[str, Any]
    kept = b""
    try:
        kind = kind_of(content)
        if kind == "PDF":
            from engine.scans.pages import rewritten  # noqa: PLC0415

            shut()
            kept, removed = rewritten(content)
            answer = {"media": "application/pdf", "removed": removed}
        else:
            from engine.scans.images import redrawn  # noqa: PLC0415

            shut()
            kept = redrawn(content, kind)
            answer = {"media": "image/jpeg", "removed": ["metadata"]}
    except RefusedScanError as error:
        answer = {"refused": error.code}
    except (MemoryError, RecursionError):
        answer = {"refused": "heavy"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)


def shut() -> None:
    """Close the doors behind what has been loaded: no file, network or program from here on, and little of the rest."""
    limit()
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no decoder needs; what Python itself still has to load comes from where it is installed."""
    if event == "open":
        path, mode, _ = arguments
        inside = isinstance(path, str) and path.startswith((sys.prefix, sys.base_prefix, str(ROOT / "engine")))
        if inside and mode in ("r", "rb"):
            return
    elif not event.startswith(("socket.", "subprocess.", "os.", "shutil.", "urllib.", "ctypes.", "ftplib.")):
        return
    elif event in ("os.listdir", "os.scandir", "os.putenv", "os.unsetenv"):
        # Python's own search for modules.
        return
    raise PermissionError(event)


def limit() -> None:
    """Bound work and memory, where the system can (Windows can't: there the parent's watch is the bound)."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- not on Windows

        from engine.scans.limits import CPU_SECONDS, MEMORY  # noqa: PLC0415

        bounds = (("RLIMIT_CPU", CPU_SECONDS), ("RLIMIT_DATA", MEMORY), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0))
        for name, bound in bounds:
            # Not each of them on each system; macOS refuses some.
            with suppress(ValueError, OSError, AttributeError):
                resource.setrlimit(getattr(resource, name), (bound, bound))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
