from sample_comparison import HOSTILE, Page, comparison

from kb.comparison.hasse import order_of
from kb.comparison.order import Result
from kb.dashboard.order_html import order
from kb.dashboard.wording import Wording


def drawn(text: str = "armed attack", language: str = "en") -> Page:
    """The sample's two guarantees, the pact above the offer."""
    found = order_of(["pact", "offer"], lambda first, second: (Result.STRONGER, Result.STRONGER))
    return Page(order(found, comparison(text), Wording(language)))


def test_what_is_drawn_is_told_beside_it() -> None:
    page = drawn()
    assert len(page.all("rect")) == 2
    assert len(page.all("polyline")) == 1
    assert page.text.count("The Pact is above armed attack") == 2  # in the description of the drawing and in the list
    assert "Der Pakt steht über armed attack" in drawn(language="de").text


def test_the_drawing_takes_its_colours_from_the_page_and_scrolls_alone() -> None:
    page = drawn()
    assert page.all("style") == []
    assert {attributes.get("stroke") for attributes in page.all("g")} == {"currentColor", None}
    assert any(
        attributes.get("role") == "region" and attributes.get("tabindex") == "0" for attributes in page.all("div")
    )


def test_hostile_labels_stay_text() -> None:
    assert [name for name, _ in drawn(HOSTILE).elements if name not in {"text"}] == [
        name for name, _ in drawn().elements if name not in {"text"}
    ]
