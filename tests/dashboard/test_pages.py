"""Every page run by Streamlit's own test harness, in both languages, on a knowledge base of its own."""

import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_comparison import HOSTILE, Page
from streamlit.testing.v1 import AppTest

from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker
from kb.dashboard import chronicle, shelf
from kb.dashboard.address import OPENING_GUARANTEES
from kb.dashboard.preparation import preparation
from kb.dashboard.screens.articles import as_contract
from kb.evaluation import latest
from kb.extraction import extract
from kb.knowledge_base import KnowledgeBase
from kb.queries import competency_questions
from kb.resources import data_path
from kb.server import knowledge_base, query_service
from kb.sources.files import article_from_text

SECONDS = 180
OWN_TEXT = (
    "Selenskyj wartet auf Klarheit\n\n"
    "In Kiew wächst die Ungeduld. Präsident Wolodymyr Selenskyj sagte am Dienstag, die Vereinigten Staaten hätten der "
    "Ukraine Sicherheitsgarantien nach dem Vorbild von Artikel 5 der NATO angeboten. Die Garantien der USA müssten vom "
    "Kongress gebilligt werden, verlangte Selenskyj.\n\n"
    "Auch die europäischen Staaten wollen der Ukraine nach einem Waffenstillstand Sicherheitsgarantien geben, erklärte "
    "Bundeskanzler Friedrich Merz. Deutschland werde die Ukraine bei einem neuen Angriff Russlands mit Waffen "
    "unterstützen. Ein Ende der Gespräche über die Sicherheitsgarantien war am Abend nicht abzusehen."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The process's own singletons, on a new folder; the first page opened builds it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("CASUS_HOME", str(tmp_path_factory.mktemp("home")))
    shared = (knowledge_base, query_service, preparation)
    for singleton in shared:
        singleton.cache_clear()
    opened = AppTest.from_file(str(data_path("dashboard", "main.py")), default_timeout=SECONDS).run()
    assert not opened.exception
    assert not opened.error
    yield knowledge_base()
    query_service().close()
    for singleton in shared:
        singleton.cache_clear()
    patch.undo()


def opened(screen: str, language: str = "en", **parameters: str | list[str]) -> AppTest:
    """A page opened cold by its address."""
    script = f"from kb.dashboard.screens import {screen}\n{screen}.show()\n"
    page = AppTest.from_string(script, default_timeout=SECONDS)
    page.query_params["lang"] = language
    for name, value in parameters.items():
        page.query_params[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception[0].value
    return page


def html(page: AppTest) -> str:
    return "".join(element.value for element in page.html)


def text(page: AppTest) -> str:
    return Page(html(page)).text


def test_the_first_page_builds_the_knowledge_base(base: KnowledgeBase) -> None:
    assert base.is_current
    assert preparation().is_done


def test_the_landing_page_is_the_comparison(base: KnowledgeBase) -> None:
    page = run(AppTest.from_file(str(data_path("dashboard", "main.py")), default_timeout=SECONDS))
    assert page.multiselect(key="compare-guarantees").value == list(OPENING_GUARANTEES)
    assert page.selectbox(key="compare-benchmark").value == "nato-article-5"
    assert "who says so" in text(page)


@pytest.mark.parametrize(
    ("locale", "heading"), [("de-AT", "wer sagt das"), ("en-GB", "who says so"), ("fr-FR", "who says so")]
)
def test_the_language_is_the_browsers_unless_asked_for(base: KnowledgeBase, locale: str, heading: str) -> None:
    page = AppTest.from_string("from kb.dashboard.screens import compare\ncompare.show()\n", default_timeout=SECONDS)
    page.context = {"locale": locale}
    assert heading in text(run(page))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("screen", ["compare", "articles", "add", "guarantees", "instruments", "chronicle", "query"])
def test_every_page_opens_in_both_languages(base: KnowledgeBase, screen: str, language: str) -> None:
    page = opened(screen, language)
    assert not page.error
    assert len(Page(html(page)).all("h1")) == 1
    assert {"lang": language, "aria-current": "true"} in Page(html(page)).all("strong")


def test_the_answer_comes_before_the_matrix(base: KnowledgeBase) -> None:
    found = html(opened("compare"))
    assert 0 < found.index("cf-answer") < found.index("cf-matrix")
    assert "Donald Tusk" in found[: found.index("cf-matrix")]


def test_a_change_of_the_columns_stands_in_the_address(base: KnowledgeBase) -> None:
    page = opened("compare")
    page.multiselect(key="compare-guarantees").set_value(["eu-article-42-7", "us-japan-1960-article-5"])
    run(page)
    assert page.query_params["g"] == ["eu-article-42-7", "us-japan-1960-article-5"]
    heads = Page(html(page)).text
    assert heads.index("NATO Article 5") < heads.index("EU Article 42(7)")
    page.button(key="compare-right-eu-article-42-7").click()
    run(page)
    assert page.query_params["g"] == ["us-japan-1960-article-5", "eu-article-42-7"]
    page.button(key="compare-remove-eu-article-42-7").click()
    run(page)
    assert page.multiselect(key="compare-guarantees").value == ["us-japan-1960-article-5"]


def test_a_view_opens_cold_by_its_address(base: KnowledgeBase) -> None:
    page = opened(
        "compare", g=["csto-article-4", "nato-article-5"], b="csto-article-4", diff="1", cell="d8:nato-article-5"
    )
    assert page.selectbox(key="compare-benchmark").value == "csto-article-4"
    assert page.toggle(key="compare-differences").value is True
    assert "cf-single" in html(page)
    assert not page.warning


def test_an_unknown_guarantee_is_told_and_left_out(base: KnowledgeBase) -> None:
    page = opened("compare", g=["nowhere", "nato-article-4"])
    assert "nowhere" in page.warning[0].value
    assert page.multiselect(key="compare-guarantees").value == ["nato-article-4"]


def test_no_guarantee_at_all_asks_for_one(base: KnowledgeBase) -> None:
    page = opened("compare", g="")
    assert page.info
    assert "cf-matrix" not in html(page)


def test_switches_hide_rows(base: KnowledgeBase) -> None:
    page = opened("compare", g=["us-guarantee-ukraine"])
    rows = len(Page(html(page)).all("tbody"))
    page.toggle(key="compare-both").set_value(True)
    run(page)
    assert page.query_params["both"] == "1"
    assert len(Page(html(page)).all("tbody")) < rows


def test_a_perspective_marks_the_cells_that_flip_and_stands_in_the_address(base: KnowledgeBase) -> None:
    page = opened("compare", g=["us-guarantee-ukraine"])
    assert "cf-flip" not in html(page)
    page.toggle(key="compare-see-primary").set_value(True)
    run(page)
    assert page.query_params["primary"] == "1"
    assert "otherwise:" in text(page)
    assert "sonst:" in text(opened("compare", "de", g=["us-guarantee-ukraine"], primary="1"))


def test_played_days_step_forth_and_back(base: KnowledgeBase) -> None:
    page = opened("compare", g=["us-guarantee-ukraine"])
    page.toggle(key="compare-play").set_value(True)
    run(page)
    last = str(page.select_slider(key="compare-day").value)
    assert page.button(key="compare-next").disabled
    page.button(key="compare-previous").click()
    run(page)
    assert page.query_params["known-on"] < last
    page.button(key="compare-next").click()
    run(page)
    assert page.query_params["known-on"] == last


def test_a_bad_perspective_is_told_and_the_page_stands(base: KnowledgeBase) -> None:
    page = opened("compare", by="planet:Mars")
    assert "planet:Mars" in page.warning[0].value
    assert "cf-matrix" in html(page)
    assert "cf-matrix" in html(opened("compare", by="speaker:<script>alert(1)</script>"))


def test_a_saved_comparison_tells_whether_newer_data_change_it(base: KnowledgeBase) -> None:
    page = opened("compare", g=["csto-article-4"])
    page.button(key="compare-save").click()
    run(page)
    saved = page.query_params["saved"]
    again = opened("compare", saved=saved)
    assert again.multiselect(key="compare-guarantees").value == ["csto-article-4"]
    assert again.success
    changed = opened("compare", saved=saved, g=["nato-article-4"])
    assert "saved" not in changed.query_params


def test_what_changed_and_what_does_not_fit_stand_below_the_matrix(base: KnowledgeBase) -> None:
    shown = html(opened("compare", g=["us-guarantee-ukraine"], since="2025-12-01"))
    assert shown.index("cf-matrix") < shown.index("cf-conflict") < shown.index("cf-history")
    assert "feed/changes.atom?g=us-guarantee-ukraine" in shown


def test_the_order_is_drawn_below_the_verdicts_and_stands_in_the_address(base: KnowledgeBase) -> None:
    chosen = ["eu-article-42-7", "us-rok-mdt-1953", "csto-article-4"]
    page = opened("compare", g=chosen)
    shown = html(page)
    assert shown.index("cf-answer") < shown.index("cf-order") < shown.index("cf-matrix")
    assert "There is no line" in text(page)  # places differ, so that overall none stands above another
    page.multiselect(key="compare-order-dimensions").set_value(["d8"])
    run(page)
    assert page.query_params["order"] == "d8"
    assert "EU Article 42(7) is above CSTO Article 4 = NATO Article 5" in text(page)
    assert "steht über" in text(opened("compare", "de", g=chosen, order="d8"))
    assert "cf-order" in html(opened("compare", g=chosen, order="no-such-dimension"))


def test_an_article_shows_its_claims_in_the_text_and_beside_it(base: KnowledgeBase) -> None:
    page = opened("articles", "de", article="000-tusk-berlin", claim="1")
    shown = Page(html(page))
    stored = shelf.claims(base.reader().select, "000-tusk-berlin")
    assert len(shown.all("article")) == len(stored) > 0
    assert "cf-chosen" in [attributes.get("class") for attributes in shown.all("mark")]
    assert not page.error


@pytest.mark.parametrize(
    ("screen", "parameter"), [("articles", "article"), ("guarantees", "guarantee"), ("instruments", "instrument")]
)
@pytest.mark.parametrize("id_", ["nowhere", HOSTILE, "../../x", "%00"])
def test_an_id_that_names_nothing_is_an_error_in_words(
    base: KnowledgeBase, screen: str, parameter: str, id_: str
) -> None:
    page = opened(screen, **{parameter: id_})
    assert page.error


def unordered(claim: Claim) -> dict[str, object]:
    """A graph keeps no order within a list of codes."""
    return {key: sorted(value) if isinstance(value, list) else value for key, value in claim.as_json().items()}


def test_what_is_stored_is_read_back_as_it_was(base: KnowledgeBase) -> None:
    select = base.reader().select
    article = shelf.article(select, "000-tusk-berlin")
    stored = shelf.claims(select, article.id)
    assert [unordered(entry.claim) for entry in stored] == [unordered(claim) for claim in extract(article)]
    assert '"id": "000-tusk-berlin"' in as_contract(article, stored)


def test_one_guarantee_and_one_instrument_open_by_their_address(base: KnowledgeBase) -> None:
    assert "Renewz" in text(opened("guarantees", guarantee="us-guarantee-ukraine"))
    assert "such action as it deems necessary" in text(opened("instruments", instrument="nato-article-5"))


def test_an_article_is_found_stored_and_taken_back(base: KnowledgeBase) -> None:
    said = "nach dem Vorbild von Artikel 5 der NATO angeboten"
    page = opened("add", "de")
    page.text_area(key="add-text").set_value(OWN_TEXT)
    page.text_input(key="add-title").set_value("Ein eigener Bericht")
    page.button(key="add-find").click()
    run(page)
    assert said in "".join(Page(html(page)).marked)
    before = len(shelf.articles(base.reader().select))
    page.button(key="add-store-0").click()
    run(page)
    assert len(shelf.articles(base.reader().select)) == before + 1
    onward = next(str(link["href"]) for link in Page(html(page)).all("a") if str(link["href"]).startswith(".?"))
    guarantees = urllib.parse.parse_qs(urllib.parse.urlsplit(onward).query)["g"]
    assert said in text(opened("compare", "de", g=guarantees))
    page.button(key="add-undo-0").click()
    run(page)
    assert len(shelf.articles(base.reader().select)) == before
    assert said not in text(opened("compare", "de", g=guarantees))


def test_an_article_that_is_there_already_is_not_taken_back(base: KnowledgeBase) -> None:
    page = opened("add")
    page.text_area(key="add-text").set_value(shelf.article(base.reader().select, "000-tusk-berlin").text)
    page.button(key="add-find").click()
    run(page)
    page.button(key="add-store-0").click()
    run(page)
    assert "already" in text(page)
    assert "add-undo-0" not in {button.key for button in page.button}


@pytest.mark.parametrize(
    "content",
    ["", "   \n", "\0\1\2 binary"],
)
def test_what_cannot_be_read_is_told(base: KnowledgeBase, content: str) -> None:
    page = opened("add")
    page.text_area(key="add-text").set_value(content)
    page.button(key="add-find").click()
    run(page)
    assert len(page.error) == 1
    assert "add-store-0" not in {button.key for button in page.button}


@pytest.mark.parametrize(("language", "said"), [("en", "Polish"), ("de", "Polnisch")])
def test_a_language_that_is_not_read_is_told_and_the_article_kept(
    base: KnowledgeBase, language: str, said: str
) -> None:
    page = opened("add", language)
    page.text_area(key="add-text").set_value("Rząd chce dać Ukrainie gwarancje po zakończeniu walk, ale nie teraz.")
    page.button(key="add-find").click()
    run(page)
    assert said in text(page)
    page.button(key="add-store-0").click()
    run(page)
    page.button(key="add-undo-0").click()
    run(page)
    assert not page.error


def test_an_uploaded_file_is_read_and_a_binary_one_refused(base: KnowledgeBase) -> None:
    page = opened("add")
    page.file_uploader[0].upload("bericht.txt", OWN_TEXT.encode())
    page.file_uploader[0].upload("bild.txt", b"\x89PNG\0\0\xff")
    page.button(key="add-find").click()
    run(page)
    assert len(page.error) == 1
    assert "bild.txt" in page.error[0].value
    assert "add-store-0" in {button.key for button in page.button}


def test_an_address_that_is_none_is_refused_in_words(base: KnowledgeBase) -> None:
    page = opened("add", "de")
    page.text_area(key="add-text").set_value(OWN_TEXT)
    page.text_input(key="add-url").set_value("javascript:alert(1)")
    page.button(key="add-find").click()
    run(page)
    page.button(key="add-store-0").click()
    run(page)
    assert "javascript:alert(1)" in page.error[0].value
    assert "add-store-0" in {button.key for button in page.button}


def test_hostile_articles_stay_text(base: KnowledgeBase) -> None:
    written = f"{OWN_TEXT} {HOSTILE}"
    claim = Claim(
        HOSTILE,
        written.index(HOSTILE),
        len(written),
        Speaker(HOSTILE, "PL"),
        None,
        "reports",
        ("US",),
        ("UA",),
        "us-guarantee",
        trigger="renewed-attack",
        benchmark=Benchmark("nato-article-5", "similar"),
    )
    hostile = Article("hostile", written, "de", title=HOSTILE, publisher=HOSTILE)
    assert not base.add_article(hostile, [claim]).failed
    try:
        for page in (
            opened("articles", "de", article="hostile"),
            opened("articles", "de"),
            opened("compare", "de"),
            opened("guarantees", guarantee="us-guarantee-ukraine"),
        ):
            shown = Page(html(page))
            assert HOSTILE in shown.text
            assert not {name for name, _ in shown.elements} & {"script", "iframe"}
            # the only pictures are drawings of our own, which carry their content with them
            assert all(str(image["src"]).startswith("data:image/svg+xml") for image in shown.all("img"))
            assert not [key for _, attributes in shown.elements for key in attributes if key.startswith("on")]
            assert not [link for link in shown.all("a") if str(link["href"]).startswith("javascript")]
    finally:
        base.remove_article("hostile")


def test_a_question_fills_the_editor_and_is_answered(base: KnowledgeBase) -> None:
    page = opened("query")
    page.selectbox(key="query-question").set_value("in-force-instruments")
    run(page)
    assert page.query_params["question"] == "in-force-instruments"
    assert "SELECT" in str(page.text_area(key="query-text").value)
    assert not page.error
    assert len(Page(html(page)).all("tr")) > 1


def test_a_topic_narrows_the_questions_and_lets_go_of_one_of_another_topic(base: KnowledgeBase) -> None:
    page = opened("query", question="in-force-instruments")
    page.selectbox(key="query-topic").set_value("parties")
    run(page)
    assert "question" not in page.query_params
    wanted = [question for question in competency_questions() if question.topic == "parties"]
    shown = Page(html(page))
    assert len(page.selectbox(key="query-question").options) == len(wanted)
    assert all(question.question["en"] in shown.text for question in wanted)
    assert [link for link in shown.all("a") if "question=no-way-out" in str(link["href"])] == []
    page.selectbox(key="query-question").set_value(wanted[0].name)
    run(page)
    assert page.query_params["question"] == wanted[0].name


def test_a_link_to_a_question_brings_its_answer(base: KnowledgeBase) -> None:
    page = opened("query", question="no-way-out")
    assert not page.error
    assert len(Page(html(page)).all("tr")) > 1


def test_a_query_of_ones_own_is_answered_or_refused_in_words(base: KnowledgeBase) -> None:
    page = opened("query")
    for query, refused in (
        ("SELECT (1 AS ?one) {}", False),
        ("ASK {}", False),
        ("DROP ALL", True),
        ("SELECT", True),
        ("SELECT * { SERVICE <http://localhost:1> { ?s ?p ?o } }", True),
    ):
        page.text_area(key="query-text").set_value(query)
        page.button(key="query-run").click()
        run(page)
        assert bool(page.error) is refused, query


def test_an_open_page_sees_the_same_preparation(base: KnowledgeBase) -> None:
    assert preparation() is preparation()
    preparation().start()
    assert not preparation().is_running(0)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    from kb.dashboard.preparation import Preparation

    preparing = Preparation(KnowledgeBase(blocked / "below"))
    preparing.start()
    while preparing.is_running(1):
        pass
    assert preparing.error
    assert not preparing.is_done


def test_the_chronicle_shows_a_year_and_one_guarantee(base: KnowledgeBase) -> None:
    everything = Page(html(opened("chronicle"))).all("tr")
    year = opened("chronicle", "de", year="2025")
    assert "September 2025" in text(year)
    assert "In Vilnius" not in text(year)
    assert 1 < len(Page(html(year)).all("tr")) < len(everything)
    one = opened("chronicle", guarantee="nancy-treaty-2025")
    assert "Donald Tusk" in text(one)
    assert "Boris Johnson" not in text(one)
    assert opened("chronicle", guarantee="nowhere").error


def test_an_entry_links_to_its_words_and_they_link_back(base: KnowledgeBase) -> None:
    entry = next(entry for entry in timeline(base) if entry.id == "2025-08-17-trump")
    assert entry.article
    page = opened("articles", article=entry.article)
    assert "NO GOING INTO NATO BY UKRAINE" in text(page)
    assert any(str(link["href"]).endswith("#entry-2025-08-17-trump") for link in Page(html(page)).all("a"))
    assert "The Week" in text(page)


def test_an_excerpt_in_another_language_opens(base: KnowledgeBase) -> None:
    entry = next(entry for entry in timeline(base) if entry.language == "fr")
    assert "in French" in text(opened("articles", article=entry.article or ""))


def test_a_cell_shows_who_prints_the_words_and_how_far_that_was_read(base: KnowledgeBase) -> None:
    shown = text(opened("compare", g=["us-guarantee-ukraine"]))
    assert "Article 5-like protection" in shown
    assert "copy or secondary site" in shown


def test_what_is_only_recorded_fills_no_cell_but_stands_on_the_page_of_the_guarantee(base: KnowledgeBase) -> None:
    summary = "There is agreement on the US part"
    assert summary in text(opened("guarantees", guarantee="us-guarantee-ukraine"))
    assert summary not in text(opened("compare", g=["us-guarantee-ukraine"]))


def timeline(base: KnowledgeBase) -> tuple[chronicle.Entry, ...]:
    return chronicle.entries(base.reader().select)


def test_machine_made_claims_stand_beside_their_figures(base: KnowledgeBase) -> None:
    said = text(opened("articles", article="000-tusk-berlin"))
    (measured,) = (one for one in latest() if one.tier == "embedded")
    assert f"F1 was {measured.detection:.2f}" in said
    assert "embedded extraction" in said
    assert "Right in act, kind and both sides" in said


def test_a_model_is_offered_only_where_one_is_configured(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not opened("add").radio
    monkeypatch.setenv("CASUS_MODEL_URL", "not an address")
    monkeypatch.setenv("CASUS_MODEL", "a-model")
    page = opened("add")
    assert not page.radio
    assert "address" in page.warning[0].value


def test_where_a_model_cannot_be_asked_the_embedded_tier_reads_and_it_is_said(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_MODEL_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CASUS_MODEL", "a-model")
    monkeypatch.setenv("CASUS_MODEL_RETRIES", "0")
    page = opened("add")
    page.radio(key="add-tier").set_value("model")
    page.text_area(key="add-text").set_value(OWN_TEXT)
    page.button(key="add-find").click()
    run(page)
    said = "The embedded tier read this article."
    assert said in text(page)
    assert "Embedded tier. Found by machine" in text(page)
    page.button(key="add-store-0").click()
    run(page)
    stored = shelf.article_with_text(base.reader().select, article_from_text(OWN_TEXT, "x").sha256)
    assert stored is not None
    found = shelf.found_by(base.reader().select, stored, "de")
    assert found is not None
    assert found.tier == "embedded"
    assert "Die eingebaute Stufe hat diesen Artikel gelesen." in found.notices[0]
    base.remove_article(stored)
