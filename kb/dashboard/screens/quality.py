"""Quality: how much is coded, what the checks find, how well the extraction does, which versions and licences."""

import platform
from importlib.metadata import version

import streamlit as st

from kb import __version__
from kb.checking import check_everything
from kb.dashboard import quality, session
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.server import knowledge_base
from kb.store import snapshot_day
from kb.validation import Violation

_LIBRARIES = ("streamlit", "pyoxigraph", "rdflib", "pyshacl", "owlready2")
_SHOWN = 100
_LICENCES = (
    ("code", "Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    ("knowledge", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)


def show() -> None:
    """Draw all sections."""
    words = session.words()
    page_head(words, words("quality.title"), words("quality.lead"))
    st.html(_coverage(words))
    _show_report(words)
    st.html(_scores(words))
    st.html(_versions(words))
    st.html(_sources(words))


def _coverage(words: Wording) -> Html:
    found = quality.coverage(session.select())
    kinds = sorted({kind for one in found.values() for kind in one.absences})
    heads = [words("quality.dimension"), words("quality.value"), *(words.code("absence", kind) for kind in kinds)]
    rows = [
        [
            link(session.address("codebook", {"dimension": dimension.id}), words.of(dimension.label)),
            words("quality.share", n=one.values, all=one.coded),
            *(str(one.absences.get(kind, 0)) for kind in kinds),
        ]
        for dimension in knowledge_base().codebook().dimensions
        if (one := found.get(dimension.id))
    ]
    return _section("coverage", words, table(words("quality.coverage"), heads, rows))


def _show_report(words: Wording) -> None:
    st.html(tag("h2", words("quality.report")))
    if not st.button(words("quality.check"), key="quality-check", help=words("quality.check-help")):
        st.html(tag("p", words("quality.unchecked"), class_="cf-muted"))
        return
    with st.spinner(words("quality.checking")):
        found = _report(knowledge_base().reader().name)
    counts = [
        f"{words(f'quality.severity.{name}')}: {sum(one.severity == name for one in found)}" for name in _SEVERITIES
    ]
    rows = [[words(f"quality.severity.{one.severity}"), one.rule, one.text(words.language)] for one in found[:_SHOWN]]
    heads = [words(f"quality.{name}") for name in ("severity-head", "rule", "finding")]
    st.html(tag("p", ", ".join(counts)))
    if rows:
        st.html(table(words("quality.report"), heads, rows))


_SEVERITIES = ("Violation", "Warning", "Info")


@st.cache_resource(max_entries=1, show_spinner=False)
def _report(snapshot: str) -> tuple[Violation, ...]:
    """What the checks find in this state of the store, the worst first."""
    found = check_everything(knowledge_base(), lambda _step, _share: None)
    return tuple(sorted(found, key=lambda one: _SEVERITIES.index(one.severity)))


def _scores(words: Wording) -> Html:
    rows = quality.scores(knowledge_base().store.home)
    if not rows:
        return _section(
            "scores", words, tag("p", words("quality.unmeasured", file=quality.EVALUATION), class_="cf-muted")
        )
    heads = [words("quality.measure"), words("quality.figure")]
    return _section("scores", words, table(words("quality.scores"), heads, rows))


def _versions(words: Wording) -> Html:
    day = snapshot_day(knowledge_base().reader().name).isoformat()
    rows = [
        ("Casus Foederis", __version__),
        (words("quality.snapshot"), words.day(day)),
        ("Python", platform.python_version()),
    ]
    rows += [(name, version(name)) for name in _LIBRARIES]
    heads = [words("quality.part"), words("quality.version")]
    return _section("versions", words, table(words("quality.versions"), heads, rows))


def _sources(words: Wording) -> Html:
    licences = [tag("li", words(f"quality.{what}"), " ", link(address, name)) for what, name, address in _LICENCES]
    rows = [(words.code("grade", grade), words.figure(number)) for grade, number in quality.sources(session.select())]
    heads = [words("quality.grade"), words("quality.sources-number")]
    listed = tag("ul", *licences, tag("li", words("quality.quotes")), class_="cf-plain-list")
    return _section("sources", words, join([listed, table(words("quality.sources"), heads, rows)]))


def _section(name: str, words: Wording, body: Html) -> Html:
    return tag("section", tag("h2", words(f"quality.{name}"), id=name), body)
