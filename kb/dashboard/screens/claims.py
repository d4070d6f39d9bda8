"""The claims: searched by words, narrowed by facets with counts; the address holds the search."""

from functools import partial

import streamlit as st

from kb.claim_index import Hits, Search
from kb.dashboard import session
from kb.dashboard.address import Parameters
from kb.dashboard.claims_html import facets_html, hits_html, pages_html
from kb.dashboard.claims_search import PAGE, as_csv, page_of, parameters_of, search_of
from kb.dashboard.markup import tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.server import knowledge_base

_ALL = 1_000_000


def show() -> None:
    """Draw the search that the address asks for."""
    words = session.words()
    page_head(words, words("claims.title"), words("claims.lead"))
    asked = session.parameters()
    search, page = search_of(asked), page_of(asked)
    _form(search, words)
    base = knowledge_base()
    hits = base.claims.search(base.reader(), search, limit=PAGE, offset=PAGE * page)
    side, results = st.columns([1, 3], gap="large")
    with side:
        st.html(facets_html(search, hits, words, _address))
    with results:
        _show_hits(search, hits, page, words)


def _address(parameters: Parameters) -> str:
    return session.address("claims", parameters)


def _form(search: Search, words: Wording) -> None:
    with st.form("claims-form", border=False):
        fields = st.columns([4, 2, 2, 1], vertical_alignment="bottom")
        typed = fields[0].text_input(words("claims.words"), search.words, key="claims-words", max_chars=200)
        since = fields[1].text_input(
            words("claims.since"), search.since or "", key="claims-since", placeholder="2025-12-01"
        )
        until = fields[2].text_input(
            words("claims.until"), search.until or "", key="claims-until", placeholder="2026-03"
        )
        whole = st.checkbox(words("claims.whole"), search.whole, key="claims-whole")
        if fields[3].form_submit_button(words("claims.find"), type="primary", key="claims-find"):
            wanted = Search(typed, whole, search.facets, since.strip() or None, until.strip() or None)
            st.query_params.from_dict({**parameters_of(wanted), "lang": words.language})
            st.rerun()


def _show_hits(search: Search, hits: Hits, page: int, words: Wording) -> None:
    st.html(tag("h2", words.number("claims.total", hits.total)))
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}
    st.html(hits_html(hits, words, labels) if hits.rows else tag("p", words("claims.none")))
    st.html(pages_html(search, hits.total, page, words, _address))
    st.download_button(
        words("download.csv"),
        partial(_csv, search),
        file_name="claims.csv",
        mime="text/csv",
        icon=":material/download:",
        key="claims-csv",
        on_click="ignore",
    )


def _csv(search: Search) -> str:
    base = knowledge_base()
    return as_csv(base.claims.search(base.reader(), search, limit=_ALL).rows)
