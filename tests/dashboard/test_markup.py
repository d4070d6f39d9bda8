import pytest
from sample_comparison import HOSTILE, Page

from kb.dashboard.markup import Html, join, link, tag


def test_text_is_escaped_and_markup_is_kept() -> None:
    assert tag("p", "a < b", tag("b", "&")) == "<p>a &lt; b<b>&amp;</b></p>"


def test_a_joined_text_cannot_become_markup() -> None:
    page = Page(tag("div", join([HOSTILE, Html("<i>x</i>")], HOSTILE)))
    assert [name for name, _ in page.elements] == ["div", "i"]
    assert page.text == f"{HOSTILE}{HOSTILE}x"


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    page = Page(tag("td", "x", class_=HOSTILE, aria_label="a", title=None, hidden=False, open=True))
    assert page.elements == [("td", {"class": HOSTILE, "aria-label": "a", "open": None})]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "/\\evil.example", "vbscript:x", "http://[x", ""],
)
def test_an_address_that_is_none_is_no_link(address: str) -> None:
    assert link(address, "text") == "text"


def test_links_to_the_web_open_apart_and_pages_do_not() -> None:
    assert Page(link("https://example.org/a?b=c&d", "x")).all("a") == [
        {"href": "https://example.org/a?b=c&d", "target": "_blank"}
    ]
    assert Page(link("articles?lang=de", "x")).all("a") == [{"href": "articles?lang=de"}]
