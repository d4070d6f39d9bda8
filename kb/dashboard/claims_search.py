"""A search among the claims as an address, and its result as a table for other programs."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.claim_index import FACETS, Search
from kb.dashboard.address import Parameters

PAGE = 25
"""How many claims are shown at once."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CSV = (
    *("id", "day", "speaker", "affiliation", "relayed", "act", "guarantee", "type", "strength", "status", "quote"),
    *("summary_en", "article", "title", "outlet", "language", "finder", "review"),
)


def search_of(parameters: Mapping[str, list[str]]) -> Search:
    """The search that query parameters ask for; what is no day is left out."""

    def one(name: str) -> str | None:
        return next(iter(parameters.get(name, ())), None)

    since, until = (day if day and _DAY.fullmatch(day) else None for day in (one("since"), one("until")))
    facets = {facet: tuple(dict.fromkeys(parameters[facet])) for facet in FACETS if parameters.get(facet)}
    return Search((one("q") or "")[:200], one("whole") == "1", facets, since, until)


def page_of(parameters: Mapping[str, list[str]]) -> int:
    """Which page of the result is asked for, from 0."""
    asked = next(iter(parameters.get("page", ())), "")
    return int(asked) - 1 if asked.isdecimal() and 0 < int(asked[:6]) < 100_000 else 0


def parameters_of(search: Search, page: int = 0) -> dict[str, str | list[str]]:
    """The query parameters of a search; those that say what holds anyway are left out."""
    found: dict[str, str | list[str]] = {facet: list(chosen) for facet, chosen in search.facets.items() if chosen}
    said = {"q": search.words, "whole": "1" if search.whole else "", "since": search.since, "until": search.until}
    found |= {name: value for name, value in said.items() if value}
    return found | ({"page": str(page + 1)} if page else {})


def toggled(search: Search, facet: str, value: str) -> Parameters:
    """The parameters of the same search with one value chosen, or chosen no more."""
    chosen = search.facets.get(facet, ())
    others = tuple(other for other in chosen if other != value)
    return parameters_of(
        replace(search, facets={**search.facets, facet: others if value in chosen else (*chosen, value)})
    )


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """One line per claim."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV)
    for row in rows:
        writer.writerow([_harmless(row.get(name, "")) for name in _CSV])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
