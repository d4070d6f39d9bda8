"""What the endpoint tells about itself: a service description for programs, a page of links for people."""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kb.endpoint import formats
from kb.queries import competency_questions, topics

if TYPE_CHECKING:
    from kb.endpoint.worker import Limits

HTML: Final = "text/html"

EXAMPLES: Final = {
    "The named graphs and the number of triples in each": (
        "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
    ),
    "The classes and how many things are in each": (
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
    ),
    "The properties and how often each is used": (
        "SELECT ?property (COUNT(*) AS ?uses) { ?s ?property ?o } GROUP BY ?property ORDER BY DESC(?uses)"
    ),
}


@cache
def description() -> str:
    """The SPARQL 1.1 Service Description, in Turtle; its only subject is the address it is read from."""
    return files(__package__).joinpath("service.ttl").read_text(encoding="utf-8")


def page(limits: "Limits") -> str:
    """A small HTML page: what this is, its limits, and links that run queries."""
    template = Template(files(__package__).joinpath("page.html").read_text(encoding="utf-8"))
    return template.substitute(
        links=_links(EXAMPLES),
        questions=_questions(),
        seconds=f"{limits.seconds:g}",
        rows=str(limits.rows),
        formats=escape(", ".join((*formats.TABLES, *formats.GRAPHS))),
    )


def _links(queries: Mapping[str, str]) -> str:
    """Queries by their label as items of a list, each a link that runs it."""
    return "\n".join(
        f'<li><a href="?{escape(urlencode({"query": query}))}">{escape(label)}</a></li>'
        for label, query in queries.items()
    )


@cache
def _questions() -> str:
    """The questions the knowledge base answers, in English, by topic."""
    by_topic = {
        label["en"]: {query.question["en"]: query.text for query in competency_questions() if query.topic == topic}
        for topic, label in topics().items()
    }
    return "\n".join(f"<h3>{escape(label)}</h3>\n<ul>\n{_links(queries)}\n</ul>" for label, queries in by_topic.items())
