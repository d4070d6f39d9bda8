"""How a comparison is taken away: its link, its citation, and every form at an address of its own."""

from kb.comparison import Comparison
from kb.comparison.citing import citation
from kb.comparison.view import CompareView
from kb.comparison.writing import FORMATS
from kb.dashboard.address import href, query_string
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

_CITED = ("cite", "bibtex", "csl")
PRINT = "html"


def forms(view: CompareView, comparison: Comparison, words: Wording) -> Html:
    """Link, forms and citation, in one place."""
    query = f"{view.asked()}&{query_string({'lang': words.language})}"

    def address(ending: str) -> str:
        return f"comparison.{ending}?{query}"

    endings = {name: found.ending for name, found in FORMATS.items() if name not in _CITED} | {PRINT: PRINT}
    items = [tag("li", link(href("", words.language, view.parameters()), words("compare.share")))]
    items += [tag("li", link(address(ending), words(f"download.{name}"))) for name, ending in endings.items()]
    cited = [link(address(FORMATS[name].ending), words(f"download.{name}")) for name in _CITED]
    return tag(
        "section",
        tag("h2", words("download.title")),
        tag("ul", *items, class_="cf-forms"),
        tag("p", citation(comparison, words.language).as_text(words.language), " ", join(cited, " · ")),
        class_="cf-sharing",
    )
