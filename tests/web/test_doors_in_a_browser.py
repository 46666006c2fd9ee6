"""The door of the login in a real browser, reached over plain HTTP by a name, where browsers tell the least."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.web.test_browser import address, chromium  # noqa: F401 -- fixtures

FORM = '<meta name="referrer" content="{}"><form method="post" action="{}/login"><button name="part" value="{}">'
PART = "superviseur.formation"


@pytest.fixture
def desk_by_name(address: str) -> str:  # noqa: F811 -- the fixture
    return f"http://desk.test:{urlsplit(address).port}"


def test_whoever_comes_by_a_name_logs_in(chromium: Browser, desk_by_name: str):  # noqa: F811
    """Fails when the page's own form is sent as from nowhere: no other header tells there that it is ours."""
    context = chromium.new_context(base_url=desk_by_name)
    page = context.new_page()
    page.goto("/login")
    with page.expect_request(lambda each: each.method == "POST") as sent:
        page.click(f"button[value='{PART}']")
    page.wait_for_url(lambda url: "/login" not in url)
    headers = sent.value.all_headers()
    assert (headers.get("origin"), headers.get("sec-fetch-site")) == (desk_by_name, None)
    context.close()


@pytest.mark.parametrize("policy", ["no-referrer", "unsafe-url"])
def test_another_site_logs_nobody_in(chromium: Browser, desk_by_name: str, policy: str):  # noqa: F811
    """Fails when somebody is put to work in an account that isn't theirs by a page that they looked at."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{desk_by_name}/login")
    page.route(
        "http://elsewhere.test/**",
        lambda route: route.fulfill(content_type="text/html", body=FORM.format(policy, desk_by_name, PART)),
    )
    page.goto("http://elsewhere.test/")
    with page.expect_navigation() as answered:
        page.click("button")
    assert answered.value.status == 403
    page.goto(f"{desk_by_name}/")
    assert page.locator("input[name=password]").count() == 1
    context.close()
