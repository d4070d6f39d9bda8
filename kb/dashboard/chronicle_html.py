"""The chronicle as a table: when, who, what, about which guarantee, and who tells it."""

from collections.abc import Callable, Iterable

from kb.dashboard.address import href
from kb.dashboard.chronicle import Entry, Told
from kb.dashboard.evidence_html import DOT, day, standing
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

GuaranteeAddress = Callable[[str], str]
"""Where the page of a guarantee is, by its id."""


def chronicle_table(caption: str, entries: Iterable[Entry], words: Wording, address: GuaranteeAddress) -> Html:
    """The entries in their order, one a row; each can be linked to by `#entry-ID`."""
    heads = [words(f"chronicle.{name}") for name in ("day", "who", "what", "about", "source")]
    rows = [
        (
            tag("span", day(entry.day, words), id=f"entry-{entry.id}", class_="cf-day"),
            _who(entry, words),
            what(entry, words),
            _about(entry, words, address),
            _sources(entry.sources, words),
        )
        for entry in entries
    ]
    return table(caption, heads, rows)


def what(entry: Entry, words: Wording) -> Html:
    """What was said or done, in the curator's words, and below it the exact words where they are known."""
    acts = dict.fromkeys(words.code("act", said.act) for said in entry.said)
    kind = ", ".join([words.code("event", entry.kind), *acts])
    quote = Html()
    if entry.words and entry.article:
        address = href("articles", words.language, {"article": entry.article})
        quote = tag("blockquote", link(address, entry.words), lang=entry.language, dir="auto")
    return join([tag("p", words.of(entry.summary)), quote, tag("p", kind, class_="cf-muted")])


def _who(entry: Entry, words: Wording) -> Html:
    beside = ", ".join(part for part in (words.of(entry.role), *map(words.of, entry.involves)) if part)
    names = ", ".join(map(words.of, entry.who))
    return join([tag("strong", names) if names else "", tag("p", beside, class_="cf-muted") if beside else ""])


def _about(entry: Entry, words: Wording, address: GuaranteeAddress) -> Html:
    items = [tag("li", link(address(id_), words.of(label))) for id_, label in entry.guarantees.items()]
    return tag("ul", *items, class_="cf-plain-list")


def _sources(sources: Iterable[Told], words: Wording) -> Html:
    return tag("ul", *(tag("li", _source(told, words)) for told in sources), class_="cf-plain-list")


def _source(told: Told, words: Wording) -> Html:
    named = link(told.url, told.publisher or told.title, title=told.title)
    marks = join([mark for mark in standing(told.grade, told.outlet, words) if mark], DOT)
    return join([named, tag("p", marks, class_="cf-muted") if marks else ""])
