"""Take the pictures of the README from the real dashboard: `python tests/browser/screenshots.py`."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect, sync_playwright
from running_server import BUILD_MILLISECONDS, CHROMIUM, serving
from test_browser import OWN_ARTICLE

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"


def _as_it_opens(_: Page) -> None:
    """Nothing to do before the picture."""


def _open_a_cell(page: Page) -> None:
    page.locator("#cell-d8-us-guarantee-ukraine summary").click()
    page.locator("#row-d8").scroll_into_view_if_needed()
    page.locator("#row-d6").evaluate("row => row.scrollIntoView({block: 'start'})")


def _paste(page: Page) -> None:
    page.get_by_label("Text of the article").fill(OWN_ARTICLE)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("mark").first).to_be_visible()
    _settle(page)
    page.get_by_label("Publisher").evaluate("field => field.scrollIntoView({block: 'start'})")


def _ask(page: Page) -> None:
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".cf-table tbody tr").first).to_be_visible()


@dataclass(frozen=True, slots=True)
class Picture:
    """A view of the dashboard and what is done before it is taken."""

    name: str
    path: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    prepare: Callable[[Page], None] = _as_it_opens


PICTURES = (
    Picture("compare-light", "/?lang=en"),
    Picture("compare-dark", "/?lang=de", scheme="dark"),
    Picture("compare-narrow", "/?lang=de", width=390, height=844),
    Picture("evidence", "/?lang=en", prepare=_open_a_cell),
    Picture("article", "/articles?lang=en&article=000-tusk-berlin&claim=7"),
    Picture("add", "/add?lang=en", prepare=_paste),
    Picture("chronicle", "/chronicle?lang=en&year=2026"),
    Picture("sparql", "/query?lang=en&question=who-says-like-article-5", prepare=_ask),
)


def _settle(page: Page) -> None:
    expect(page.locator(".cf-head h1")).to_be_visible(timeout=BUILD_MILLISECONDS)
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0, timeout=30_000)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)


def take_all() -> None:
    """Start a server with a new knowledge base and take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for picture in PICTURES:
            context = browser.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme=picture.scheme,
                locale="en-GB",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(server + picture.path)
            _settle(page)
            picture.prepare(page)
            _settle(page)
            page.evaluate("document.fonts.ready.then(() => true)")
            page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled")
            context.close()
        browser.close()


if __name__ == "__main__":
    take_all()
