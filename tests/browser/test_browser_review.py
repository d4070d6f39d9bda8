"""The review in a real Chromium: by mouse and by keyboard; and what the comparison makes of it."""

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
expect.set_options(timeout=60_000)  # a decision is written to disk, and a busy machine takes its time

DESK = "/review?article=000-tusk-berlin"


def opened(watched: Watched, address: str) -> None:
    watched.page.goto(address)
    watched.settle()


def test_nothing_is_decided_without_a_name(watched: Watched, server: str) -> None:
    opened(watched, f"{server}{DESK}&lang=en")
    watched.page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(watched.page.get_by_text("Give your name first")).to_be_visible()


def test_keys_accept_reject_and_undo(watched: Watched, server: str) -> None:
    page = watched.page
    opened(watched, f"{server}{DESK}&lang=en&by=Ana&claim=1")
    page.keyboard.press("a")
    expect(page.get_by_text("accept: claim 1")).to_be_visible()
    expect(page).to_have_url(re.compile("claim=2"))
    watched.settle()
    page.keyboard.press("x")
    expect(page.get_by_text("reject: claim 2")).to_be_visible()
    watched.settle()
    log = page.locator(".cf-table").last
    expect(log.locator("tbody tr").first).to_contain_text("Ana")
    opened(watched, f"{server}{DESK}&lang=en&by=Bo&claim=2")
    expect(page.get_by_text("It counts nowhere")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("undo: claim 2")).to_be_visible()
    watched.settle()
    expect(page.locator(".cf-card .cf-review")).to_contain_text("proposed")


def test_a_rejected_claim_leaves_the_article_and_the_comparison(watched: Watched, server: str) -> None:
    page = watched.page
    opened(watched, f"{server}/articles?article=000-tusk-berlin&lang=en")
    quote = page.locator("#claim-8").locator("xpath=..").locator("blockquote").inner_text()
    opened(watched, f"{server}{DESK}&lang=en&by=Ana&claim=8")
    page.get_by_role("button", name=re.compile("^Reject")).click()
    expect(page.get_by_text("reject: claim 8")).to_be_visible()
    opened(watched, f"{server}/articles?article=000-tusk-berlin&lang=en")
    expect(page.locator("#claim-9")).to_be_visible()
    expect(page.locator("#claim-8")).to_have_count(0)
    opened(watched, f"{server}/?lang=en")
    expect(page.locator(".cf-matrix")).not_to_contain_text(quote)


def test_a_field_is_corrected_and_the_original_is_kept(watched: Watched, server: str) -> None:
    page = watched.page
    opened(watched, f"{server}{DESK}&lang=en&by=Ana&claim=4")
    page.get_by_text("Correct this claim").click()
    expect(page.get_by_role("button", name="Save the correction")).to_be_visible()
    watched.settle()
    form = page.locator("[class*=st-key-review-4-][class*=-strength]").first
    form.get_by_role("combobox").click()
    form.get_by_role("combobox").fill("firm")
    expect(page.get_by_role("option", name="firm", exact=True)).to_be_visible()
    form.get_by_role("combobox").press("Enter")  # a list that is drawn anew cannot be clicked
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("edit: claim 4")).to_be_visible()
    watched.settle()
    expect(page.locator(".cf-card .cf-review").first).to_contain_text("edited")
    expect(page.get_by_text("As the machine proposed it")).to_be_visible()
    opened(watched, f"{server}/articles?article=000-tusk-berlin&lang=en")
    expect(page.locator("#claim-4")).to_contain_text("edited")


def test_a_claim_is_added_on_words_of_the_text_and_no_others(watched: Watched, server: str) -> None:
    page = watched.page
    opened(watched, f"{server}{DESK}&lang=en&by=Ana")
    page.get_by_text("Add a claim that is missing").click()
    new = page.locator("[class*=st-key-review-add-]")
    expect(new.get_by_role("button", name="Add the claim")).to_be_visible()
    watched.settle()
    for field, option in (("act", "reports"), ("guarantee_type", "US guarantee")):
        chooser = new.locator(f"[class*=-{field}]").first.get_by_role("combobox")
        chooser.click()
        chooser.fill(option)
        expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
        chooser.press("Enter")
    words = new.get_by_role("textbox", name="Words it rests on")
    words.fill("Words that nobody wrote")
    new.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_text("do not stand in the text")).to_be_visible()
    watched.settle()
    words.fill("diese Erklärung der US-Seite sei außergewöhnlich weitreichend")
    new.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_text(re.compile(r"add: claim \d+"))).to_be_visible()
    watched.settle()
    expect(page.locator("mark.cf-chosen")).to_contain_text("außergewöhnlich weitreichend")
    opened(watched, f"{server}/review?lang=de")
    expect(page.locator(".cf-table").last).to_contain_text("von einem Prüfer ergänzt")
