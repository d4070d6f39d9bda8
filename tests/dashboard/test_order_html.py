from base64 import b64decode

from sample_comparison import HOSTILE, Page, comparison

from kb.comparison.hasse import order_of
from kb.comparison.order import Result
from kb.dashboard.order_html import order
from kb.dashboard.wording import Wording


def shown(text: str = "armed attack", language: str = "en") -> Page:
    """The sample's two guarantees, the pact above the offer."""
    found = order_of(["pact", "offer"], lambda first, second: (Result.STRONGER, Result.STRONGER))
    return Page(order(found, comparison(text), Wording(language)))


def drawing(page: Page) -> Page:
    """The SVG that the page's image holds."""
    (image,) = page.all("img")
    head, _, written = (image["src"] or "").partition(",")
    assert head == "data:image/svg+xml;base64"
    return Page(b64decode(written).decode())


def test_what_is_drawn_is_told_beside_it() -> None:
    page = shown()
    assert len(drawing(page).all("rect")) == 2
    assert len(drawing(page).all("polyline")) == 1
    assert "The Pact is above armed attack" in page.text
    assert "Der Pakt steht über armed attack" in shown(language="de").text


def test_the_drawing_is_named_and_scrolls_alone() -> None:
    page = shown()
    assert [image["alt"] for image in page.all("img")] == ["Order of 2 guarantees: all dimensions that count"]
    assert [div["tabindex"] for div in page.all("div") if div.get("role") == "region"] == ["0"]


def test_hostile_labels_stay_text() -> None:
    plain, hostile = shown(), shown(HOSTILE)
    assert [name for name, _ in hostile.elements] == [name for name, _ in plain.elements]
    assert HOSTILE in hostile.text
    assert {name for name, _ in drawing(hostile).elements} == {name for name, _ in drawing(plain).elements}
