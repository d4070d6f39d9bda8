"""The chronicle: what was said, issued and done when, by year, of all guarantees or of one."""

import streamlit as st

from kb.dashboard import session
from kb.dashboard.address import Parameters
from kb.dashboard.chronicle import Entry
from kb.dashboard.chronicle_html import chronicle_table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording


def show() -> None:
    """Draw the entries, those of `?year=` and of `?guarantee=` where asked for."""
    words = session.words()
    entries = session.timeline()
    years = sorted({entry.year for entry in entries}, reverse=True)
    guarantee, year = st.query_params.get("guarantee"), st.query_params.get("year")
    label = _label(guarantee, words)
    page_head(words, words("chronicle.title"), words("chronicle.lead"))
    if guarantee and label is None:
        st.error(words("chronicle.unknown", id=guarantee), icon=":material/error:")
        guarantee = None
    if year not in years:
        year = None
    shown = [
        entry
        for entry in entries
        if (year is None or entry.year == year) and (guarantee is None or entry.is_about(guarantee))
    ]
    st.html(_filters(years, year, guarantee, label, words))
    st.html(_listing(shown, words))


def _label(guarantee: str | None, words: Wording) -> str | None:
    found = (entry.guarantee.label for entry in session.guarantees() if entry.guarantee.id == guarantee)
    return next((words.of(label) for label in found), None)


def _filters(years: list[str], chosen: str | None, guarantee: str | None, label: str | None, words: Wording) -> Html:
    """Links to the years, and to the whole chronicle where only one guarantee is shown."""
    kept: Parameters = {"guarantee": guarantee} if guarantee else {}
    parts = [
        _choice(words("chronicle.all-years"), kept, current=chosen is None),
        *(_choice(year, {**kept, "year": year}, current=year == chosen) for year in years),
    ]
    nav = tag("nav", *parts, aria_label=words("chronicle.years"), class_="cf-choices")
    if not guarantee or not label:
        return nav
    whole: Parameters = {"year": chosen} if chosen else {}
    only = [
        words("chronicle.only", guarantee=label),
        link(session.address("chronicle", whole), words("chronicle.whole")),
    ]
    return join([nav, tag("p", join(only, " "), class_="cf-lead")])


def _choice(name: str, parameters: Parameters, *, current: bool) -> Html:
    if current:
        return tag("strong", name, aria_current="true")
    return link(session.address("chronicle", parameters), name)


def _listing(entries: list[Entry], words: Wording) -> Html:
    count = words.number("chronicle.entries", len(entries))
    if not entries:
        return tag("p", count)
    listed = chronicle_table(
        words("chronicle.title"), entries, words, lambda id_: session.address("guarantees", {"guarantee": id_})
    )
    return join([tag("p", count, class_="cf-muted"), listed])
