"""The codebook: every dimension with its question, its values, their order and their decision rules."""

import streamlit as st

from kb.comparison.matrix import Dimension
from kb.dashboard import session
from kb.dashboard.codebook_html import dimension_html, dimension_links, scheme_html
from kb.dashboard.markup import tag
from kb.dashboard.page_head import page_head
from kb.server import knowledge_base

CLAIM_SCHEMES = ("act", "type", "response", "trigger", "strength", "status", "condition", "relation")
OTHER_SCHEMES = ("absence", "grade", "outlet", "review")


def show() -> None:
    """Draw all dimensions, or the one of `?dimension=`, and the codes of claims and sources."""
    words = session.words()
    codebook = knowledge_base().codebook()
    page_head(words, words("codebook.title"), words("codebook.lead"))
    asked = st.query_params.get("dimension")
    shown: list[Dimension] = [found for found in codebook.dimensions if asked in {None, found.id}]
    st.html(dimension_links(codebook.dimensions, asked, words))
    for dimension in shown or codebook.dimensions:
        st.html(dimension_html(dimension, codebook, words))
    if not asked:
        st.html(tag("h2", words("codebook.claims")))
        for scheme in (*CLAIM_SCHEMES, *OTHER_SCHEMES):
            st.html(scheme_html(scheme, codebook, words))
