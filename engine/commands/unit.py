"""The systemd unit of a server: its own account, two folders of its own, and nothing else of the machine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

_UNIT = """\
[Unit]
Description=BAOM
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
ExecStart={program} serve --host {host} --port {port}{more}
User=baom
Group=baom
# The database is in one folder, the keys in the other: copies of the one never hold the other.
StateDirectory=baom baom-keys
StateDirectoryMode=0700
UMask=0077
Environment=BAOM_DB=/var/lib/baom/baom.db BAOM_KEY=/var/lib/baom-keys/baom.key
# BAOM_DB=postgresql://… and BAOM_METRICS_TOKEN=… : a file that root alone reads.
EnvironmentFile=-/etc/baom/environment
Restart=on-failure
RestartSec=5
TimeoutStopSec=20
KillMode=mixed

NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"""


def unit_of(host: str, port: int, workers: int, *, behind_tls: bool) -> str:
    """The unit by which this very program serves so."""
    more = (" --behind-tls" if behind_tls else "") + (f" --workers {workers}" if workers > 1 else "")
    return _UNIT.format(program=_program(), host=host, port=port, more=more)


def _program() -> str:
    beside = Path(sys.executable).with_name("baom")
    return str(beside) if beside.exists() else shutil.which("baom") or f"{sys.executable} -m cli"
