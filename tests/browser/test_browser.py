"""The dashboard in a real Chromium: no errors, no foreign hosts, and the whole way of an article."""

import json
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright
from running_server import BUILD_MILLISECONDS, CHROMIUM, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; on Debian: apt-get install chromium"),
]

PAGES = {
    "compare": "/",
    "articles": "/articles",
    "article": "/articles?article=000-tusk-berlin&claim=1",
    "add": "/add",
    "guarantees": "/guarantees",
    "guarantee": "/guarantees?guarantee=us-guarantee-ukraine",
    "instruments": "/instruments",
    "instrument": "/instruments?instrument=nato-article-5",
    "query": "/query?question=in-force-instruments",
}
# Streamlit asks for these two below the page's own path first, where it does not find them.
KNOWN_MISSING = re.compile(r"/\w+/_stcore/(health|host-config)$")
OWN_ARTICLE = (
    "Selenskyj wartet auf Klarheit\n\n"
    "In Kiew wächst die Ungeduld. Präsident Wolodymyr Selenskyj sagte am Dienstag, die Vereinigten Staaten hätten der "
    "Ukraine Sicherheitsgarantien nach dem Vorbild von Artikel 5 der NATO angeboten. Die Garantien der USA müssten vom "
    "Kongress gebilligt werden, verlangte Selenskyj.\n\n"
    "Auch die europäischen Staaten wollen der Ukraine nach einem Waffenstillstand Sicherheitsgarantien geben, erklärte "
    "Bundeskanzler Friedrich Merz. Deutschland werde die Ukraine bei einem neuen Angriff Russlands mit Waffen "
    "unterstützen. Ein Ende der Gespräche über die Sicherheitsgarantien war am Abend nicht abzusehen."
)
OWN_QUOTE = (
    "die Vereinigten Staaten hätten der Ukraine Sicherheitsgarantien nach dem Vorbild von Artikel 5 der NATO angeboten"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page, with everything on it that went wrong."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    def watch(self, server: str) -> None:
        def console(message: ConsoleMessage) -> None:
            missing = "Failed to load resource" in message.text and KNOWN_MISSING.search(message.location["url"])
            if message.type == "error" and not missing:
                self.wrong.append(f"console: {message.text}")

        def request(asked: Request) -> None:
            if not asked.url.startswith((server, server.replace("http", "ws"), "data:", "blob:")):
                self.wrong.append(f"request to another host: {asked.url}")

        def response(answer: Response) -> None:
            if answer.status >= 400 and not KNOWN_MISSING.search(answer.url):
                self.wrong.append(f"{answer.status}: {answer.url}")

        self.page.on("console", console)
        self.page.on("request", request)
        self.page.on("response", response)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def settle(self) -> None:
        """Wait until the page stands and the server has nothing more to add."""
        expect(self.page.locator(".cf-head h1")).to_be_visible(timeout=BUILD_MILLISECONDS)
        expect(self.page.locator("[data-testid=stStatusWidget]")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    found = Watched(context.new_page())
    found.watch(server)
    yield found
    context.close()
    assert found.wrong == []


def test_the_first_page_shows_the_build_and_then_itself(watched: Watched, server: str) -> None:
    watched.page.goto(server)
    progress = watched.page.locator("[data-testid=stProgress]")
    expect(progress.or_(watched.page.locator(".cf-head h1")).first).to_be_visible(timeout=30_000)
    watched.settle()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_cold_without_an_error(watched: Watched, server: str, name: str, language: str) -> None:
    separator = "&" if "?" in PAGES[name] else "?"
    watched.page.goto(f"{server}{PAGES[name]}{separator}lang={language}")
    watched.settle()
    expect(watched.page.locator("html")).to_have_attribute("lang", language)
    expect(watched.page.locator("[data-testid=stAlertContentError]")).to_have_count(0)
    expect(watched.page.locator(".cf-languages strong")).to_have_attribute("lang", language)


def test_the_answer_stands_on_the_first_screen(watched: Watched, server: str) -> None:
    watched.page.goto(f"{server}/?lang=en")
    watched.settle()
    for part in (".cf-verdicts article:last-of-type", ".cf-statements figure:nth-of-type(2) blockquote"):
        box = watched.page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part


def test_a_cell_opens_its_evidence_by_keyboard(watched: Watched, server: str) -> None:
    watched.page.goto(f"{server}/?lang=en")
    watched.settle()
    cell = watched.page.locator("#cell-d8-nato-article-5")
    expect(cell.locator("blockquote").first).not_to_be_visible()
    cell.locator("summary").focus()
    watched.page.keyboard.press("Enter")
    expect(cell.locator("blockquote[lang=en]").first).to_contain_text("such action as it deems necessary")
    expect(cell.locator(".cf-codebook")).to_be_visible()


def test_the_matrix_is_a_table_for_a_screen_reader(watched: Watched, server: str) -> None:
    watched.page.goto(f"{server}/?lang=de")
    watched.settle()
    table = watched.page.get_by_role("table", name=re.compile("gemessen an"))
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("rowheader").first).to_be_visible()
    assert table.get_by_role("rowheader").count() == 21


def test_guarantees_are_picked_and_the_view_is_shared(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en")
    watched.settle()
    page.get_by_role("combobox", name="Guarantees").click()
    page.keyboard.type("EU Article 42")
    page.get_by_role("option", name="EU Article 42(7)", exact=True).click()
    expect(page).to_have_url(re.compile("eu-article-42-7"))
    watched.settle()
    expect(page.locator(".cf-matrix thead")).to_contain_text("EU Article 42(7)")
    page.keyboard.press("Escape")
    page.locator(".st-key-compare-differences label").click()
    expect(page).to_have_url(re.compile("diff=1"))
    watched.settle()
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)
    assert asked["g"][-1] == "eu-article-42-7"
    page.goto(page.url)
    watched.settle()
    expect(page.locator(".cf-matrix thead")).to_contain_text("EU Article 42(7)")
    expect(
        page.get_by_role("switch", name="Only differences").or_(page.get_by_label("Only differences")).first
    ).to_be_checked()


def test_the_other_language_keeps_the_view(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&g=nato-article-5&g=csto-article-4")
    watched.settle()
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    watched.settle()
    expect(page.locator(".cf-matrix thead th")).to_have_count(3)


def test_downloads_hold_the_comparison(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en")
    watched.settle()
    with page.expect_download() as download:
        page.locator(".st-key-compare-download-json button").click()
    document = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert document["guarantees"][0]["id"] == "nato-article-5"


def test_an_article_is_pasted_and_its_claims_stand_in_the_comparison(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/add?lang=de")
    watched.settle()
    page.get_by_label("Text des Artikels").fill(OWN_ARTICLE)
    page.get_by_label("Herausgeber").fill("Eigenes Blatt")
    page.get_by_role("button", name="Aussagen finden").click()
    expect(page.locator("mark").filter(has_text=OWN_QUOTE)).to_be_visible()
    page.get_by_role("button", name="Zur Wissensbasis hinzufügen").click()
    page.get_by_role("link", name="Seine Aussagen im Vergleich sehen").click()
    watched.settle()
    expect(page.locator(".cf-statements")).to_contain_text(OWN_QUOTE)
    expect(page.locator(".cf-matrix")).to_contain_text("Eigenes Blatt")


def test_sparql_answers_in_the_same_process(watched: Watched, server: str) -> None:
    query = "PREFIX cf: <https://w3id.org/casus-foederis/ontology#> SELECT (COUNT(*) AS ?n) { ?s a cf:Guarantee }"
    answer = watched.page.request.get(
        f"{server}/sparql?{urllib.parse.urlencode({'query': query})}",
        headers={"accept": "application/sparql-results+json"},
    )
    assert answer.ok
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) > 10
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_query_is_run_on_the_page(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/query?lang=en&question=in-force-instruments")
    watched.settle()
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".cf-table tbody tr").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (390, "dark")])
def test_dark_and_narrow_screens_are_served(browser: Browser, server: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", locale="en-GB"
    )
    watched = Watched(context.new_page())
    watched.watch(server)
    watched.page.goto(server)
    watched.settle()
    main = watched.page.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth - element.clientWidth") <= 1, "the page scrolls sideways"
    ground = watched.page.locator(".cf-matrix tbody th").first.evaluate("e => getComputedStyle(e).backgroundColor")
    page_ground = watched.page.locator("[data-testid=stApp]").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == page_ground
    context.close()
    assert watched.wrong == []
