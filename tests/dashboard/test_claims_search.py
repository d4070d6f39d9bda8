"""The search among claims as an address, and what is shown of it."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_comparison import HOSTILE, Page

from kb.claim_index import FACETS, Hits, Search
from kb.dashboard.claims_html import facets_html, hits_html, pages_html
from kb.dashboard.claims_search import as_csv, page_of, parameters_of, search_of, toggled
from kb.dashboard.wording import Wording

WORDS = Wording("en")
ROW = {
    "id": "a/1", "number": "1", "article": "a", "speaker": HOSTILE, "affiliation": "PL", "act": "reports",
    "guarantee": "us-guarantee-ukraine", "quote": HOSTILE, "language": "de", "outlet": HOSTILE, "title": HOSTILE,
    "review": "proposed",
}  # fmt: skip


def listed(parameters: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in parameters.items()}


VALUES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3, unique=True).map(tuple)


@settings(deadline=None)
@given(
    st.text(max_size=30),
    st.booleans(),
    st.dictionaries(st.sampled_from(FACETS), VALUES, max_size=3),
    st.sampled_from([None, "2025", "2025-12", "2025-12-16"]),
)
def test_an_address_holds_the_whole_search(
    words: str, whole: bool, facets: dict[str, tuple[str, ...]], since: str | None
) -> None:
    search = Search(words, whole, facets, since, None)
    assert search_of(listed(parameters_of(search))) == search


def test_what_is_no_day_or_page_is_left_out() -> None:
    assert search_of({"since": ["yesterday"], "until": ["' OR 1"]}) == Search()
    assert [page_of({"page": [asked]}) for asked in ("3", "0", "x", "-1", "9" * 40)] == [2, 0, 0, 0, 0]


def test_a_value_is_chosen_and_taken_back() -> None:
    chosen = toggled(Search(), "act", "doubts")
    assert chosen == {"act": ["doubts"]}
    assert toggled(search_of(listed(dict(chosen))), "act", "doubts") == {}


def test_hostile_words_stay_words() -> None:
    hits = Hits(60, (ROW,), {facet: ((HOSTILE, 2),) for facet in FACETS if facet != "language"} | {"language": ()})
    search = Search(facets={"speaker": (HOSTILE,)})
    address = lambda parameters: "claims"  # noqa: E731
    html = (
        hits_html(hits, WORDS, {})
        + facets_html(search, hits, WORDS, address)
        + pages_html(search, 60, 1, WORDS, address)
    )
    page = Page(html)
    assert page.all("script") == []
    assert page.all("img") == []
    assert HOSTILE in page.text
    assert len([link for link in page.all("a") if link.get("aria-current") == "true"]) == 1


def test_a_table_for_spreadsheets_holds_no_formula() -> None:
    (head, row) = csv.reader(io.StringIO(as_csv([ROW | {"quote": "=1+1", "speaker": "@x"}])))
    cells = dict(zip(head, row, strict=True))
    assert (cells["quote"], cells["speaker"], cells["id"]) == ("'=1+1", "'@x", "a/1")
