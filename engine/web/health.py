"""Whether the server lives, whether it can work, and how much it is asked: for proxies and for whoever watches it."""

from __future__ import annotations

import hmac
from datetime import datetime

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.bootstrap import readiness
from engine.web.visit import site_of

router = APIRouter()
LOCAL = ("127.0.0.1", "::1")
HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"What a proxy adds to a demand that it hands on: what comes from this machine is then somebody else's."


@router.get("/health")
def health(request: Request) -> Response:
    """« ok » while the database answers; for a proxy, and for a page that wonders whether the network is back."""
    site_of(request).house.store.read(lambda reading: reading.latest(1))
    return Response("ok\n", media_type="text/plain")


@router.get("/health/live")
def live() -> Response:
    """« ok » while this process answers, whatever the database does: who restarts it would mend nothing else."""
    return Response("ok\n", media_type="text/plain")


@router.get("/health/ready")
def ready(request: Request) -> Response:
    """Whether it can record: the database reached, its tables of this version, both keys there; else 503."""
    site = site_of(request)
    told = readiness(site.house, site.settings)
    return Response(orjson.dumps(told), 200 if all(told.values()) else 503, media_type="application/json")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Counts and durations, for this machine alone, or whoever brings the watch's token; for others, no such page."""
    if not _may_watch(request):
        raise HTTPException(404)
    site = site_of(request)
    latest = site.house.store.read(lambda reading: next(reversed(list(reading.backups())), None))
    lines = [
        *site.counts.told(),
        "# TYPE baom_workers gauge",
        f"baom_workers {site.workers}",
        *(f'baom_ready{{part="{name}"}} {int(holds)}' for name, holds in readiness(site.house, site.settings).items()),
    ]
    if latest is not None:
        at = datetime.fromisoformat(latest.recorded_at).timestamp()
        lines += ["# TYPE baom_last_backup_timestamp_seconds gauge", f"baom_last_backup_timestamp_seconds {at:.0f}"]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")


def _may_watch(request: Request) -> bool:
    site = site_of(request)
    token = site.settings.environ.get("BAOM_METRICS_TOKEN", "")
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    here = request.client is not None and request.client.host in LOCAL
    return here and not site.secure and not any(name in request.headers for name in HANDED_ON)
