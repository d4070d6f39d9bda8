"""The forms in which a comparison leaves the knowledge base, by name: one list for command, download and address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kb.comparison.changes import Difference
from kb.comparison.citing import citation, view_of
from kb.comparison.export import as_csv, as_json, as_markdown
from kb.comparison.linked import as_jsonld, as_turtle
from kb.comparison.matrix import Comparison
from kb.comparison.spreadsheet import as_xlsx
from kb.queries import view

Writer = Callable[[Comparison, Difference, str, str | None], bytes | str]


@dataclass(frozen=True, slots=True)
class Format:
    """A form: the ending of its files, its media type, and what writes it."""

    ending: str
    media_type: str
    write: Writer


def _sparql(comparison: Comparison, _found: Difference, _language: str, _address: str | None) -> str:
    """The rows that the cells are formed of; the perspective is a filter on them and no part of the query."""
    ids = dict.fromkeys([*(guarantee.id for guarantee in comparison.guarantees), comparison.benchmark.id])
    asked = f"# {view_of(comparison).asked()}\n"
    return asked + view("comparison-cells").bind({"guarantee": list(ids)})


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format("csv", "text/csv", lambda made, found, language, _: as_csv(made, language, found)),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda made, found, language, _: as_xlsx(made, found, language),
    ),
    "json": Format("json", "application/json", lambda made, found, language, _: as_json(made, language, found) + "\n"),
    "markdown": Format("md", "text/markdown", lambda made, found, language, _: as_markdown(made, language, found)),
    "jsonld": Format("jsonld", "application/ld+json", lambda made, found, _, __: as_jsonld(made, found) + "\n"),
    "turtle": Format("ttl", "text/turtle", lambda made, found, _, __: as_turtle(made, found)),
    "sparql": Format("rq", "application/sparql-query", _sparql),
    "cite": Format(
        "txt",
        "text/plain",
        lambda made, _, language, address: citation(made, language, address).as_text(language) + "\n",
    ),
    "bibtex": Format(
        "bib", "application/x-bibtex", lambda made, _, language, address: citation(made, language, address).as_bibtex()
    ),
    "csl": Format(
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        lambda made, _, language, address: citation(made, language, address).as_csl(),
    ),
}


def written(
    format_: str, comparison: Comparison, found: Difference, language: str, address: str | None = None
) -> bytes:
    """A comparison in one of these forms; `found` are the cells that its perspective changes."""
    text = FORMATS[format_].write(comparison, found, language, address)
    return text if isinstance(text, bytes) else text.encode()
