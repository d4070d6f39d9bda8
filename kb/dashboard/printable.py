"""A comparison as a page of its own for paper: the matrix, then every quote, and how to cite it."""

from kb.comparison.changes import Difference
from kb.comparison.citing import citation
from kb.comparison.codebook import Codebook
from kb.comparison.differing import teller
from kb.comparison.matrix import Comparison
from kb.dashboard.differing_html import flip_marks, flips_told
from kb.dashboard.markup import Html, join, tag
from kb.dashboard.matrix_html import Look, matrix
from kb.dashboard.wording import Wording
from kb.resources import data_path


def as_page(
    comparison: Comparison, found: Difference, codebook: Codebook, language: str, address: str | None = None
) -> str:
    """The page, with nothing that is fetched from elsewhere."""
    words = Wording(language, codebook)
    cited = citation(comparison, language, address)
    tell = teller(comparison, codebook, language)
    style = Html(data_path("dashboard", "style.css").read_text(encoding="utf-8") + _OWN)
    look = Look(flips=flip_marks(found, tell), whole=True)
    body = tag(
        "main",
        tag("h1", cited.title),
        tag("p", cited.as_text(language)),
        flips_told(found, tell, words),
        matrix(comparison, words, look=look),
        class_="stHtml",
    )
    head = tag("head", tag("meta", charset="utf-8"), tag("title", cited.title), tag("style", style))
    return "<!doctype html>\n" + join([tag("html", head, tag("body", body), lang=language)]) + "\n"


_OWN = """
body { font-family: system-ui, sans-serif; margin: 1.5rem; color-scheme: light; }
@page { size: A3 landscape; margin: 12mm; }
@media print { summary { list-style: none; } tr, figure { break-inside: avoid; } }
"""
