"""The ontology's reference page: one HTML file in one language, with every class and property, and nothing remote.

pyLODE writes it from the ontology's own labels and definitions. It comes with the extra `docs` and is imported here
only, so that everything else runs without it.
"""

import logging
from html.parser import HTMLParser

from pylode import OntPub
from rdflib import Graph, Literal

from kb.curation import read_turtle
from kb.errors import CurationError
from kb.resources import ontology_path

_OWN_FILES = ("guarantees.ttl", "types.ttl", "reviewing.ttl")
_LOADS = {"src", "srcset", "data", "poster"}


def reference_page(language: str = "en") -> str:
    """The page. Raises CurationError should it fetch anything from elsewhere."""
    _quieten()
    graph = _in_language(read_turtle(*(ontology_path(name) for name in _OWN_FILES)), language)
    page: str = OntPub(graph, sort_subjects=True).make_html()
    page = page.replace("<html>", f'<html lang="{language}">', 1)
    if fetched := remote_assets(page):
        raise CurationError(f"the reference page would fetch from elsewhere: {', '.join(fetched)}")
    return page


def _in_language(graph: Graph, language: str) -> Graph:
    """The same graph with the texts of one language only."""
    kept = Graph()
    for subject, property_, value in graph:
        if not isinstance(value, Literal) or value.language in {None, language}:
            kept.add((subject, property_, value))
    return kept


def remote_assets(page: str) -> list[str]:
    """What a browser would fetch from another host to show the page; links that a reader follows do not count."""
    found = _Assets()
    found.feed(page)
    return found.addresses


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            fetched = name in _LOADS or (name == "href" and tag == "link")
            if value and fetched and value.startswith(("http:", "https:", "//")):
                self.addresses.append(value)
            if name == "style" and value:
                self._read_css(value)

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._read_css(data)

    def _read_css(self, css: str) -> None:
        for mark in ("@import", "url(http", "url('http", 'url("http', "url(//"):
            if mark in css:
                self.addresses.append(css[css.index(mark) :][:80])


def _quieten() -> None:
    """The root logger is set by pyLODE to tell everything: keep it to warnings."""
    logging.getLogger().setLevel(logging.WARNING)
