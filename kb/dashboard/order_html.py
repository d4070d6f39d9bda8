"""The order of the chosen guarantees: the drawing, and the same in words beside it."""

from base64 import b64encode

from kb.comparison.hasse import Diagram
from kb.comparison.hasse_export import as_svg
from kb.comparison.hasse_words import reading, sections, title
from kb.comparison.matrix import Comparison
from kb.dashboard.markup import Html, tag
from kb.dashboard.wording import Wording


def order(diagram: Diagram, comparison: Comparison, words: Wording) -> Html:
    """A drawing that scrolls sideways in a region of its own, and lists of all pairs."""
    written = as_svg(diagram, comparison, words.language, within_page=True).encode()
    drawn = tag(  # as an image, since the page takes no SVG among its HTML
        "img",
        src=f"data:image/svg+xml;base64,{b64encode(written).decode()}",
        alt=title(diagram, comparison, words.language),
    )
    told = [
        part
        for section in sections(diagram, comparison, words.language)
        for part in (tag("h3", section.title), tag("ul", *(tag("li", line) for line in section.lines)))
    ]
    return tag(
        "div",
        tag("p", reading(diagram, words.language), class_="cf-muted"),
        tag("div", drawn, class_="cf-scroll", role="region", tabindex=0, aria_label=words("order.region")),
        tag("div", *told),
        class_="cf-order",
    )
