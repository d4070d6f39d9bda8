"""The map: a tile per state with the number of guarantees it gives or receives, and the same as a table."""

import streamlit as st

from kb.dashboard import session
from kb.dashboard.listing_html import table
from kb.dashboard.markup import join, link, tag
from kb.dashboard.network import counts
from kb.dashboard.network_html import tile_map
from kb.dashboard.page_head import page_head
from kb.names import actor_label

_ROLES = {"received": "beneficiary", "given": "guarantor"}


def show() -> None:
    """Draw the map of what `?show=` asks for: received or given."""
    words = session.words()
    page_head(words, words("map.title"), words("map.lead"))
    asked = st.query_params.get("show", "received")
    chosen = asked if asked in _ROLES else "received"
    ways = [
        tag("strong", words(f"map.{name}"), aria_current="true")
        if name == chosen
        else link(session.address("map", {"show": name}), words(f"map.{name}"))
        for name in _ROLES
    ]
    st.html(tag("nav", *ways, aria_label=words("map.choice"), class_="cf-choices"))
    states = {entry.id for entry in session.actors() if entry.kind == "state"}
    numbers = counts(session.roles(), _ROLES[chosen])
    st.html(tile_map(numbers, words))
    rows = [
        [link(session.address("actors", {"actor": code}), actor_label(code, words.language)), str(number)]
        for code, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        if code in states
    ]
    heads = [words("map.state"), words(f"map.{chosen}")]
    st.html(table(words("map.table"), heads, rows))
    others = [
        link(session.address("actors", {"actor": code}), f"{actor_label(code, words.language)} ({number})")
        for code, number in sorted(numbers.items())
        if code not in states
    ]
    if others:
        st.html(tag("p", words("map.no-states"), " ", join(others, ", ")))
