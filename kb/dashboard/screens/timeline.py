"""The timeline: events and claims month by month, of all, of one guarantee, or of one actor's speakers."""

import streamlit as st

from kb.claim_index import Search
from kb.dashboard import session
from kb.dashboard.chronicle_html import chronicle_table
from kb.dashboard.markup import join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.timeline_html import timeline_drawing, timeline_table
from kb.names import actor_label
from kb.server import knowledge_base

_LISTED = 50


def show() -> None:
    """Draw the timeline that the address asks for."""
    words = session.words()
    page_head(words, words("timeline.title"), words("timeline.lead"))
    guarantee, actor = st.query_params.get("guarantee"), st.query_params.get("actor")
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}
    if guarantee and guarantee not in labels:
        st.error(words("chronicle.unknown", id=guarantee), icon=":material/error:")
        guarantee = None
    name = actor_label(actor, words.language) if actor else ""
    entries = [
        entry
        for entry in session.timeline()
        if (guarantee is None or entry.is_about(guarantee))
        and (not actor or any(words.of(party) == name for party in entry.involves))
    ]
    facets = {"affiliation": (actor,)} if actor else {}
    base = knowledge_base()
    claims = base.claims.by_month(base.reader(), Search(facets=facets, guarantee=guarantee))
    if only := [found for found in (labels.get(guarantee or ""), name) if found]:
        whole = link(session.address("timeline"), words("chronicle.whole"))
        st.html(tag("p", join([words("chronicle.only", guarantee=", ".join(only)), whole], " "), class_="cf-lead"))
    if not entries and not claims:
        st.html(tag("p", words("timeline.nothing")))
        return
    st.html(timeline_drawing(entries, claims, words))
    st.html(timeline_table(entries, claims, words))
    st.html(tag("h2", words("timeline.newest")))
    st.html(
        chronicle_table(
            words("timeline.newest"),
            entries[:_LISTED],
            words,
            lambda id_: session.address("guarantees", {"guarantee": id_}),
        )
    )
