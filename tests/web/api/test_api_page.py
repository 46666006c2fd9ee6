"""The page for programmers: every line of it is asked of the application, in order, as a shell would."""

import json
import re
import shlex
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.web.statuses import _STATUS
from tests.app.desk import Desk
from tests.scans.samples import photograph

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
KEPT = re.compile(r"(\w+)=\$\((curl .*) \| jq -r (\S+)\)")
HERE = "http://localhost:8765"


def lines() -> list[str]:
    return [line for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) for line in block.splitlines()]


def asked(client: TestClient, line: str, known: dict[str, str]) -> httpx2.Response:
    """One line of curl: what it knows is what the page uses of it; anything else fails."""
    # A single-quoted word has no hole that a shell would fill.
    for name, value in known.items():
        line = line.replace(f"${name}", value)
    words = shlex.split(line)
    assert words[:2] == ["curl", "-s"], line
    method, headers, content, url = "GET", {}, None, ""
    given = iter(words[2:])
    for word in given:
        match word:
            case "-X":
                method = next(given)
            case "-H":
                name, _, value = next(given).partition(": ")
                headers[name] = value
            case "-d":
                method, content = "POST", next(given).encode()
            case "--data-binary":
                assert next(given) == "@avis.jpg"
                method, content = "POST", photograph()
            case "-o":
                next(given)
            case _:
                assert not url, line
                url = word
    assert url.startswith(f"{HERE}/api/"), line
    return client.request(method, url.removeprefix(HERE), headers=headers, content=content)


def test_every_line_of_the_page_does_what_it_says(app: FastAPI, desk: Desk):
    """Fails when an address, a key or a status of the page isn't the application's any more."""
    known: dict[str, str] = {}
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        for line in lines():
            command, _, status = line.partition(" # ")
            kept = KEPT.fullmatch(command)
            answer = asked(client, kept[2] if kept is not None else command, known)
            expected = {int(status)} if status else {200, 201, 204}
            assert answer.status_code in expected, f"{line}\n{answer.text}"
            if kept is not None:
                known[kept[1]] = _read(answer.json(), kept[3])
    assert set(known) == {"TOKEN", "PERSON", "CASE", "SCAN"}
    kinds = [event.kind for event in desk.history(known["CASE"])]
    assert kinds == ["opened", "consented", "recorded", "noted", "attached"]


def _read(found: object, path: str) -> str:
    for name, index in re.findall(r"\.(\w+)(?:\[(\d+)\])?", path):
        found = found[name][int(index)] if index else found[name]  # type: ignore[index]
    assert isinstance(found, str), json.dumps(found)
    return found


def test_every_error_is_in_the_table_with_its_status():
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {code: int(status) for status, codes in rows for code in re.findall(r"`(\w+)`", codes)}
    assert told == {**_STATUS, "refused": 422, "malformed": 422, "too_large": 413, "incident": 500}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_names_every_language(language: str):
    assert f"`{language}`" in PAGE.read_text(encoding="utf-8")
