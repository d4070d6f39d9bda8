"""The addresses of the dashboard: what a page shows stands in its query parameters, so that it can be shared."""

from kb.comparison.view import (
    MOST_GUARANTEES,
    NAMES,
    OPENING_GUARANTEES,
    CompareView,
    Parameters,
    compare_view,
    query_string,
)

__all__ = [
    "MOST_GUARANTEES",
    "NAMES",
    "OPENING_GUARANTEES",
    "CompareView",
    "Parameters",
    "compare_view",
    "href",
    "query_string",
]


def href(page: str, language: str, parameters: Parameters | None = None) -> str:
    """The relative address of a page; the empty name is the landing page."""
    return f"{page or '.'}?{query_string({'lang': language, **(parameters or {})})}"
