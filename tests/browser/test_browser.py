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
    assert table.locator("th[scope=row]").count() == 21
    assert table.locator("th[scope=rowgroup]").count() == 8


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


@pytest.mark.parametrize("name", ["CSV", "Excel (XLSX)", "JSON", "JSON-LD", "Turtle"])
def test_downloads_hold_the_comparison(watched: Watched, server: str, name: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&g=csto-article-4&known-on=2020-01-01")
    watched.settle()
    with page.expect_download() as download:
        page.locator(".cf-forms").get_by_role("link", name=name, exact=True).click()
    content = download.value.path().read_bytes()
    assert content
    if name == "JSON":
        document = json.loads(content)
        assert document["guarantees"][0]["id"] == "csto-article-4"
        assert document["perspective"] == {"known-on": "2020-01-01"}


def test_a_perspective_is_chosen_and_marks_what_flips(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&g=us-guarantee-ukraine")
    watched.settle()
    expect(page.locator(".cf-flip")).to_have_count(0)
    page.get_by_text("Whose words, and up to which day").click()
    page.locator(".st-key-compare-see-primary label").first.click()
    expect(page).to_have_url(re.compile("primary=1"))
    watched.settle()
    expect(page.locator(".cf-flip").first).to_contain_text("otherwise:")
    expect(page.locator(".cf-flips summary")).to_contain_text("from the unrestricted comparison")


def test_the_days_are_played_with_the_buttons(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&g=us-guarantee-ukraine&from=2025-11-01&known-on=2025-12-16")
    watched.settle()
    expect(page.get_by_text(re.compile("On this day .* cells changed"))).to_be_visible()
    before = page.locator(".cf-matrix").inner_text()
    page.get_by_role("button", name="Day before").click()
    expect(page).not_to_have_url(re.compile("known-on=2025-12-16"))
    watched.settle()
    assert page.locator(".cf-matrix").inner_text() != before
    page.get_by_role("button", name="Day after").click()
    expect(page).to_have_url(re.compile("known-on=2025-12-16"))
    watched.settle()
    assert page.locator(".cf-matrix").inner_text() == before


def test_a_guarantee_is_pinned_and_the_table_turned(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&pin=partner-guarantee-ukraine")
    watched.settle()
    page.locator(".cf-scroll:has(.cf-matrix)").evaluate("region => region.scrollLeft = 400")
    region = page.locator(".cf-scroll:has(.cf-matrix)").bounding_box()
    for place in ("th#row-d7", "td#cell-d7-partner-guarantee-ukraine"):
        box = page.locator(f".cf-matrix {place}").bounding_box()
        assert region
        assert box
        assert region["x"] - 1 <= box["x"] < region["x"] + 250
    page.locator(".st-key-compare-turned label").first.click()
    expect(page).to_have_url(re.compile("turned=1"))
    watched.settle()
    expect(page.locator(".cf-turned tbody th[scope=row]")).to_have_count(4)


def test_conflicts_and_changes_open_below_the_matrix(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&since=2025-12-01")
    watched.settle()
    page.get_by_text("that do not fit together").first.click()
    expect(page.locator(".cf-conflict").first).to_be_visible()
    expect(page.locator(".cf-conflict").first.locator("blockquote")).to_have_count(2)
    expect(page.locator(".cf-history time").first).to_be_visible()
    address = page.get_by_role("link", name="Atom feed of the changes").get_attribute("href")
    feed = page.request.get(f"{server}/{address}")
    assert feed.headers["content-type"].startswith("application/atom+xml")


def test_a_comparison_is_saved_and_opens_again_at_its_permanent_address(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&g=csto-article-4&known-on=2020-01-01")
    watched.settle()
    page.get_by_role("button", name="Save this comparison").click()
    expect(page).to_have_url(re.compile("saved=[0-9a-f]{16}"))
    watched.settle()
    address = page.get_by_role("link", name="Its permanent address").get_attribute("href") or ""
    page.goto(f"{server}/{address.removeprefix('.')}")
    watched.settle()
    expect(page.get_by_text("As saved: newer data change nothing")).to_be_visible()
    expect(page.locator(".cf-matrix thead")).to_contain_text("CSTO Article 4")


def test_a_quote_stands_in_its_context(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/?lang=en&cell=d7:us-guarantee-ukraine")
    watched.settle()
    quote = page.locator(".cf-single blockquote:has(.cf-around)").first
    expect(quote.locator("mark")).to_be_visible()
    expect(quote).to_have_attribute("lang", "de")


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
    ground = watched.page.locator(".cf-matrix tbody th[scope=row]").first.evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    page_ground = watched.page.locator("[data-testid=stApp]").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == page_ground
    context.close()
    assert watched.wrong == []
