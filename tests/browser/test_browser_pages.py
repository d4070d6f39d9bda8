"""Claims, actors, timeline, network, map, codebook and quality in a real Chromium, opened cold by their addresses."""

import re

import pytest
from playwright.sync_api import expect
from running_server import CHROMIUM
from test_browser import Watched, browser, server, watched

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; on Debian: apt-get install chromium"),
]
__all__ = ["browser", "server", "watched"]
expect.set_options(timeout=30_000)  # a decision is written to disk, and a busy machine takes its time

PAGES = {
    "review": "/review?",
    "claims": "/claims?q=artikel&act=doubts",
    "actors": "/actors?",
    "actor": "/actors?actor=UA",
    "timeline": "/timeline?actor=UA",
    "network": "/network?actor=PL",
    "map": "/map?show=given",
    "codebook": "/codebook?dimension=d8",
    "quality": "/quality?",
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_cold_without_an_error(watched: Watched, server: str, name: str, language: str) -> None:
    watched.page.goto(f"{server}{PAGES[name]}&lang={language}")
    watched.settle()
    expect(watched.page.locator("[data-testid=stAlertContentError]")).to_have_count(0)
    expect(watched.page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(watched: Watched, server: str, name: str) -> None:
    watched.page.set_viewport_size({"width": 360, "height": 740})
    watched.page.goto(f"{server}{PAGES[name]}&lang=de")
    watched.settle()
    main = watched.page.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth - element.clientWidth") <= 1


def test_claims_are_narrowed_and_the_address_holds_the_search(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/claims?lang=en")
    watched.settle()
    page.get_by_label("Words", exact=True).fill("artikel 5")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile("q=artikel"))
    watched.settle()
    page.locator(".cf-facets").get_by_role("link", name="doubts").click()
    expect(page).to_have_url(re.compile("act=doubts"))
    watched.settle()
    expect(page.locator(".cf-hits figure")).to_have_count(1)
    expect(page.locator(".cf-hits")).to_contain_text("Donald Tusk")
    with page.expect_download() as download:
        page.locator(".st-key-claims-csv button").click()
    assert "Donald Tusk" in download.value.path().read_text(encoding="utf-8")


def test_names_of_the_network_and_tiles_of_the_map_lead_on(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/network?lang=en&actor=PL")
    watched.settle()
    address = page.locator("area[alt=Ukraine]").first.get_attribute("href")
    assert address == "network?lang=en&actor=UA"
    page.goto(f"{server}/map?lang=en")
    watched.settle()
    page.get_by_role("link", name=re.compile("^Ukraine: ")).first.click()
    expect(page).to_have_url(re.compile("actors.*actor=UA"))
    watched.settle()
    expect(page.locator(".cf-head h1")).to_have_text("Ukraine")


def test_an_actor_a_guarantee_and_a_text_lead_to_one_another(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/instruments?lang=en&instrument=nato-article-5")
    watched.settle()
    page.locator(".cf-facts").get_by_role("link", name="Poland").click()
    watched.settle()
    expect(page.locator(".cf-head h1")).to_have_text("Poland")
    page.get_by_role("link", name="NATO Article 5", exact=True).first.click()
    watched.settle()
    expect(page).to_have_url(re.compile("guarantee=nato-article-5"))


def test_a_thing_answers_programs_at_its_own_address(watched: Watched, server: str) -> None:
    answer = watched.page.request.get(f"{server}/kb/actor/UA", headers={"accept": "text/turtle"})
    assert answer.ok
    assert "cf:State" in answer.text()
    watched.page.goto(f"{server}/kb/actor/UA")
    watched.settle()
    expect(watched.page.locator(".cf-head h1")).to_have_text("Ukraine")
