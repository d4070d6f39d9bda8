import pytest
from sample_comparison import HOSTILE, Page

from kb.dashboard.listing_html import Entry, entry_list, fact_list, readable, table
from kb.namespaces import CF, KB


def test_a_table_has_heads_for_columns_and_rows() -> None:
    page = Page(table("Things", ["a", "b"], [["1", "2"], ["3", HOSTILE]]))
    assert [attributes["scope"] for attributes in page.all("th")] == ["col", "col", "row", "row"]
    assert HOSTILE in page.text
    assert {name for name, _ in page.elements} == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_lists_leave_empty_facts_out() -> None:
    assert Page(fact_list([("a", ""), ("b", "c")])).text == "bc"
    page = Page(entry_list([Entry("articles?article=x", HOSTILE, ("", "2 claims", "today"), "de")]))
    assert page.text == f"{HOSTILE}2 claims · today"


@pytest.mark.parametrize(
    ("value", "shown", "target"),
    [
        (f"{KB}guarantee/a-b", "kb:guarantee/a-b", "guarantees?lang=de&guarantee=a-b"),
        (f"{KB}claim/a/1", "kb:claim/a/1", None),
        (f"{KB}guarantee/", "kb:guarantee/", None),
        (str(CF.about), "cf:about", None),
        ("https://example.org/x", "https://example.org/x", "https://example.org/x"),
        ("plain", "plain", None),
        ("javascript:alert(1)", "javascript:alert(1)", None),
        (HOSTILE, HOSTILE, None),
    ],
)
def test_values_of_an_answer_are_short_and_lead_to_their_pages(value: str, shown: str, target: str | None) -> None:
    page = Page(readable(value, "de"))
    assert page.text == shown
    assert [attributes["href"] for attributes in page.all("a")] == ([target] if target else [])
