"""Lists of things that have a page of their own, and the facts of one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.dashboard.address import href
from kb.dashboard.evidence_html import DOT
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording
from kb.namespaces import BASE, KB, PREFIXES, kb_iri

_PAGES = {"guarantee": "guarantees", "instrument": "instruments", "article": "articles", "actor": "actors"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: where it leads, its title (in `language`, if not the page's), and facts below."""

    address: str
    title: str
    facts: tuple[str, ...]
    language: str | None = None


def entry_list(entries: Iterable[Entry]) -> Html:
    """The entries, one below the other."""
    items = [
        tag(
            "li",
            link(entry.address, entry.title, lang=entry.language),
            tag("p", join([fact for fact in entry.facts if fact], DOT)),
        )
        for entry in entries
    ]
    return tag("ul", *items, class_="cf-entries")


def fact_list(facts: Iterable[tuple[str, str]]) -> Html:
    """Facts by their name; those that are empty are left out."""
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", fact)) for name, fact in facts if fact), class_="cf-facts")


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A plain table; the first cell of a row is its head."""
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
    body = [tag("tr", tag("th", cells[0], scope="row"), *(tag("td", cell) for cell in cells[1:])) for cells in rows]
    written = tag("table", tag("caption", caption), head, tag("tbody", *body), class_="cf-table")
    return tag("div", written, class_="cf-scroll", role="region", tabindex=0, aria_label=caption)


def formats(kind: str, id_: str, words: Wording) -> Html:
    """The same thing for programs: its IRI, and where that is answered in Turtle and JSON-LD."""
    place = kb_iri(kind, id_).removeprefix(BASE)
    ways = [link(f"{place}?format={name}", label) for name, label in (("turtle", "Turtle"), ("jsonld", "JSON-LD"))]
    return tag(
        "p", words("app.for-programs"), " ", join(ways, DOT), DOT, tag("code", kb_iri(kind, id_)), class_="cf-muted"
    )


def readable(value: str, language: str) -> Html:
    """A value of an answer: an IRI shortened by its prefix, and linked where it has a page of its own."""
    if value.startswith(str(KB)):
        kind, _, id_ = value.removeprefix(str(KB)).partition("/")
        if kind in _PAGES and id_ and "/" not in id_:
            return link(href(_PAGES[kind], language, {kind: id_}), _shortened(value))
    if (short := _shortened(value)) != value:
        return join([short])
    return link(value, value) if value.startswith(("https://", "http://")) else join([value])


def _shortened(iri: str) -> str:
    """An IRI by its prefix, as it may stand in a query; others as they are."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
