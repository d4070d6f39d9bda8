"""The network of guarantors and beneficiaries: of one actor, or of those with the most guarantees."""

import streamlit as st

from kb.dashboard import session
from kb.dashboard.markup import join, link, tag
from kb.dashboard.network import around, edges
from kb.dashboard.network_html import network_drawing, network_table
from kb.dashboard.page_head import page_head
from kb.names import actor_label

_MOST, _LISTED = 60, 150


def show() -> None:
    """Draw the network, around `?actor=` where asked for."""
    words = session.words()
    page_head(words, words("network.title"), words("network.lead"))
    actor = st.query_params.get("actor")
    everything = edges(session.roles())
    shown = around(everything, actor, _MOST)
    if actor:
        name = actor_label(actor, words.language)
        ways = [
            link(session.address("actors", {"actor": actor}), name),
            link(session.address("network"), words("network.whole")),
        ]
        st.html(tag("p", words("network.only", actor=name), " ", join(ways, " · "), class_="cf-lead"))
    else:
        st.html(tag("p", words("network.part", n=len(shown), all=len(everything)), class_="cf-lead"))
    if not shown:
        st.html(tag("p", words("network.nothing")))
        return
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}
    st.html(network_drawing(shown, words))
    st.html(network_table(shown[:_LISTED], labels, words))
    if len(shown) > _LISTED:
        st.html(tag("p", words("network.cut", n=_LISTED, all=len(shown)), class_="cf-muted"))
