"""The auditor's pages: a case replayed at any of its steps, each judged again, and who has seen what."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.access import Asked as AskedAbout
from engine.app.access import access_page
from engine.app.account_events import Asked as AskedOfAccounts
from engine.app.account_events import account_lines
from engine.app.given import day_of
from engine.app.glass import read_about
from engine.app.house import written_id
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.app.sight import require
from engine.app.timeline import page_of
from engine.core.events import EVERYWHERE
from engine.core.wording import who
from engine.errors import CaseNotFound, PersonNotFound, UsageError
from engine.telling.timeline import timeline_of
from engine.telling.voice import voice_of
from engine.telling.words import ACTS
from engine.web import audited, checking, checkpoints, evidence
from engine.web.auditing import (
    STANDS_ALONE,
    address,
    are_days,
    as_attachment,
    audit_page,
    is_login,
    is_number,
    tabs_for,
)
from engine.web.replayed import changes_of, otherwise_of, replayed_journal
from engine.web.sent import number
from engine.web.visit import Acting, LoginWantedError, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.core.sights import Pattern, Sight

router = APIRouter(prefix="/audit")
ROUTERS = (audited.router, checking.router, checkpoints.router, evidence.router, router)
"Those of all the auditor's pages."
LINES = 100
"Of the log of reads, on a page."
OF_READS, OF_ACCOUNTS = ("about", "agent", "since", "until"), ("login", "since", "until")
"What each of two forms asks."


@router.get("")
def audit(visit: Visiting) -> Response:
    """The way to a case: by its number, or among all; an auditor looks for nobody by name. Else their first page."""
    tabs = tabs_for(visit.actor)
    if not tabs:
        require(visit.actor, "audit.replay")
    return _way_in(visit) if tabs[0][0] == "/audit" else visit.go(tabs[0][0])


@router.post("")
def audit_asked(visit: Acting) -> Response:
    """On to a case; what isn't a number is answered here, and stays out of the address."""
    word = visit.form.one("case")
    return visit.go(f"/audit/cases/{written_id(word)}") if word and is_number(word) else replayed(visit, word)


def _way_in(visit: Visit, status: int = 200, typed: str = "", problem: str = "") -> Response:
    return audit_page(visit, "audit.html", status, typed=typed, problem=problem, home="/audit")


@router.get("/reads")
def reads(visit: Visiting) -> Response:
    """Who saw what, by case, person, agent and days, a page at a time; and what of it is worth a question."""
    return _reads_or_form(visit, {name: visit.request.query_params.get(name, "").strip() for name in OF_READS})


@router.post("/reads")
def reads_asked(visit: Acting) -> Response:
    """The way to the lines asked about; what could be a name is answered here, and stays out of the address."""
    asked = {name: visit.form.one(name) for name in OF_READS}
    is_plain = is_number(asked["about"]) and is_login(asked["agent"]) and are_days(asked)
    return visit.go(address("/audit/reads", asked)) if is_plain else _reads_or_form(visit, asked)


def _reads_or_form(visit: Visit, asked: Mapping[str, str]) -> Response:
    try:
        return _reads(visit, asked)
    except (CaseNotFound, PersonNotFound) as missing:
        # Said where the form is: one sign of a number is soon mended.
        status, problem = 404, visit.told(missing)[0]
    except UsageError as wrong:
        status, problem = 422, visit.told(wrong)[0]
    return audit_page(visit, "audit_reads.html", status, asked=asked, page=None, problem=problem, home="/audit/reads")


def _reads(visit: Visit, asked: Mapping[str, str]) -> Response:
    about = asked["about"]
    is_person = about[:1].upper() == "B"
    wanted = AskedAbout(
        case=written_id(about) if about and not is_person else None,
        person=written_id(about) if is_person else None,
        agent=asked["agent"] or None,
        since=day_of(asked["since"]) if asked["since"] else None,
        until=day_of(asked["until"]) if asked["until"] else None,
    )
    before = visit.request.query_params.get("before") or None
    found = access_page(visit.house, wanted, visit.actor, LINES, before)
    day_before = (found.patterns_since - timedelta(days=1)).isoformat()
    return audit_page(
        visit,
        "audit_reads.html",
        act_of=lambda act: ACTS[act].of(visit.language) if act in ACTS else act,
        sights=[_sight(visit, each) for each in found.sights],
        patterns=None if found.patterns is None else [_pattern(visit, each) for each in found.patterns],
        page=found,
        newest=address("/audit/reads", asked) if before else "",
        older=address("/audit/reads", {**asked, "before": found.older}) if found.older else "",
        earlier=address("/audit/reads", {**asked, "until": day_before}),
        asked=asked,
        problem="",
        home="/audit/reads",
    )


@router.get("/accounts")
def account_history(visit: Visiting) -> Response:
    """What was done to accounts: by whom, to whom, when."""
    return _accounts_or_form(visit, {name: visit.request.query_params.get(name, "").strip() for name in OF_ACCOUNTS})


@router.post("/accounts")
def accounts_asked(visit: Acting) -> Response:
    """The way to the changes asked about, as for reads."""
    asked = {name: visit.form.one(name) for name in OF_ACCOUNTS}
    is_plain = is_login(asked["login"]) and are_days(asked)
    return visit.go(address("/audit/accounts", asked)) if is_plain else _accounts_or_form(visit, asked)


def _accounts_or_form(visit: Visit, asked: Mapping[str, str]) -> Response:
    try:
        return _account_history(visit, asked)
    except UsageError as wrong:
        problem = visit.told(wrong)[0]
    more = {"asked": asked, "found": None, "unvouched": (), "problem": problem, "home": "/audit/accounts"}
    return audit_page(visit, "audit_accounts.html", 422, **more)


def _account_history(visit: Visit, asked: Mapping[str, str]) -> Response:
    days = (day_of(asked[name]) if asked[name] else None for name in ("since", "until"))
    wanted = AskedOfAccounts(asked["login"] or None, *days)
    found, voice = account_lines(visit.house, visit.actor, wanted, visit.session), voice_of(visit.language)
    return audit_page(
        visit,
        "audit_accounts.html",
        lines=[
            {
                "at": each.at,
                "login": each.login,
                "told": voice.say(f"done_{each.kind}", who(each.by, visit.language)),
                "detail": [_detail(visit, word) for word in each.detail],
            }
            for each in found.lines[::-1]
        ],
        found=found,
        unvouched=[voice.say("lines_left", login) for login in found.unvouched],
        asked=asked,
        problem="",
    )


def _detail(visit: Visit, word: str) -> str:
    """A role, a commune, the whole territory or a case, as people call it."""
    if word == EVERYWHERE:
        return say(visit.language, "everywhere")
    commune = visit.house.territory.communes.get(word)
    return visit.role(word) if commune is None else commune.name.of(visit.language)


def _sight(visit: Visit, sight: Sight) -> dict[str, Any]:
    return {
        "at": sight.at,
        "actor": sight.actor,
        "role": visit.role(sight.role),
        "act": sight.act,
        "seen": sight.seen[:3],
        "more": max(sight.things - 3, 0),
        "place": _place(visit, sight.commune),
        "glass": sight.why == "glass",
        "denied": sight.denied,
    }


def _place(visit: Visit, commune: str) -> str:
    found = visit.house.territory.communes.get(commune)
    return "" if found is None else found.name.of(visit.language)


def _pattern(visit: Visit, pattern: Pattern) -> dict[str, Any]:
    return {
        "kind": pattern.kind,
        "actor": pattern.actor,
        "role": visit.role(pattern.role),
        "day": pattern.day,
        "things": pattern.things,
    }


@router.get("/glass")
def glass(visit: Visiting) -> Response:
    """Every glass broken in this visitor's reach, with its reason; those that weren't read about yet are now."""
    if visit.session is None:
        raise LoginWantedError
    found = read_about(visit.house, visit.session)
    return audit_page(visit, "glass.html", broken=[(each.account.login, each.glass, each.reason) for each in found])


@router.get("/cases/{word}")
def replayed(visit: Visiting, word: str) -> Response:
    """A case as it stood after one of its steps: against another moment, and under another version of its pathway."""
    asked = visit.request.query_params
    case_id = written_id(word)
    step, against = number(asked.get("at")), number(asked.get("against"))
    compare, corrected = number(asked.get("compare")), bool(asked.get("corrected"))
    options = {"corrected": corrected, "against": against, "compare": compare}
    wanted = Asked(case_id, str(step) if step else None, corrected, str(compare) if compare else None, against or None)
    try:
        found = replay(visit.house, wanted, visit.actor)
    except CaseNotFound as missing:
        # Not « look for the person »: an auditor may not. The page says where a number is found.
        return _way_in(visit, HTTPStatus.NOT_FOUND, word, visit.told(missing)[0])
    last, published = visit.house.store.read(
        lambda reading: (
            len(reading.history(case_id)),
            [line for line in reading.definitions() if line.process == found.case.process],
        )
    )
    view = replay_view(visit.house, found, visit.language)
    # Under the one version that decided all of it, a case goes as it went: nothing is learnt by asking.
    own = {each["digest"] for each in view["journal"]}
    return audit_page(
        visit,
        "replay.html",
        view=view,
        journal=replayed_journal(visit, found, view),
        changes=changes_of(visit, found, view),
        otherwise=otherwise_of(visit, found, view),
        at=step or last,
        last=last,
        against=against,
        compare=compare,
        corrected=corrected,
        kept="".join(f"&{name}={int(value)}" for name, value in options.items() if value),
        versions=sorted(line.version for line in published if {line.digest} != own),
    )


@router.get("/cases/{word}/timeline")
def timeline(visit: Visiting, word: str) -> Response:
    """The life of a case day after day, up to one of its steps: a page that stands alone, to be read or kept."""
    asked = visit.request.query_params
    case_id, step = written_id(word), number(asked.get("at"))
    found = replay(visit.house, Asked(case_id, str(step) if step else None), visit.actor)
    view = replay_view(visit.house, found, visit.language)
    watermark = say(visit.language, "training") if visit.house.store.training else ""
    told = timeline_of(visit.house, voice_of(visit.language), found, view, watermark)
    name = f"chronologie-{view['case']}.html"
    headers = as_attachment(name) if asked.get("keep") else {"content-security-policy": STANDS_ALONE}
    return Response(page_of(told), media_type="text/html; charset=utf-8", headers=headers)
