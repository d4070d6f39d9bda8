"""Below the matrix: claims that do not fit together, and what changed since a day."""

from dataclasses import replace
from datetime import date

import streamlit as st

from kb.comparison import Comparison
from kb.dashboard import compared
from kb.dashboard.address import CompareView, query_string
from kb.dashboard.differing_html import conflicts_told, difference_list, history
from kb.dashboard.markup import join, link, tag
from kb.dashboard.screens.choosing import Keep
from kb.dashboard.wording import Wording
from kb.endpoint.comparisons import FEED
from kb.errors import UnknownIdError


def show_conflicts(comparison: Comparison, words: Wording) -> None:
    """Pairs of claims that do not fit; there is no verdict on them."""
    found = compared.unfit(comparison)
    tell = compared.told_in(comparison, words.language)
    with st.expander(words.number("conflicts.title", len(found)), key="compare-conflicts"):
        st.html(join([tag("p", words("conflicts.lead"), class_="cf-muted"), conflicts_told(found, tell, words)]))


def show_changes(view: CompareView, comparison: Comparison, words: Wording, keep: Keep) -> None:
    """What changed day by day since a day that the reader chooses, and the feed of it."""

    def change() -> None:
        day = st.session_state["compare-since"]
        keep(replace(view, since=day.isoformat() if day else None))

    st.session_state["compare-since"] = date.fromisoformat(view.since) if view.since else None
    with st.expander(words("changes.title"), expanded=view.since is not None, key="compare-changes"):
        st.date_input(
            words("changes.since"),
            value=None,
            key="compare-since",
            max_value=date.today(),
            format="YYYY-MM-DD",
            on_change=change,
        )
        address = f"{FEED.lstrip('/')}?{view.asked()}&{query_string({'lang': words.language})}"
        told = [tag("p", link(address, words("changes.feed")), class_="cf-share")]
        if view.since:
            found = compared.played(view, replace(view.perspective, known_on=None), view.since, None)
            told.insert(0, history(found, compared.told_in(comparison, words.language), words))
        st.html(join(told))


def show_saved(id_: str, view: CompareView, comparison: Comparison, words: Wording) -> bool:
    """What newer data change in a comparison that was saved; whether this view is that comparison at all."""
    try:
        before = compared.kept(id_)
    except UnknownIdError as error:
        st.warning(str(error), icon=":material/help:")
        return False
    if before.asked != view.asked():
        return False
    found = compared.since_saved(before, comparison)
    if not found:
        st.success(words("saved.same", snapshot=before.snapshot), icon=":material/bookmark:")
        return True
    st.info(words("saved.differs", snapshot=before.snapshot, cells=len(found.cells)), icon=":material/update:")
    with st.expander(words("saved.what"), key="compare-since-saved"):
        st.html(difference_list(found, compared.told_in(comparison, words.language)))
    return True
