"""The order of the chosen guarantees below the verdicts: overall, or on the questions a reader picks."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kb.comparison import Comparison
from kb.comparison.hasse import diagram
from kb.comparison.hasse_export import as_svg
from kb.comparison.order import Rule
from kb.dashboard.address import CompareView
from kb.dashboard.order_html import order
from kb.dashboard.wording import Wording

_KEY = "compare-order-dimensions"


def show_order(view: CompareView, comparison: Comparison, words: Wording, keep: Callable[[CompareView], None]) -> None:
    """Draw the order; `keep` remembers the questions picked."""
    if words.codebook is None or not comparison.verdicts:
        return
    ordered = {row.dimension.id: row for row in comparison.rows if row.dimension.rule is not Rule.UNORDERED}
    chosen = [id_ for id_ in view.order if id_ in ordered]

    def label(id_: str) -> str:
        return f"{id_.upper()} {words.of(ordered[id_].dimension.label)}"

    def change() -> None:
        keep(replace(view, order=tuple(st.session_state[_KEY]), cell=None))

    st.session_state[_KEY] = chosen
    with st.expander(words("order.title"), expanded=bool(chosen), key="compare-order-open"):
        st.multiselect(
            words("order.dimensions"),
            list(ordered),
            format_func=label,
            key=_KEY,
            placeholder=words("order.all"),
            select_all=False,
            on_change=change,
        )
        drawn = diagram(comparison, words.codebook, chosen)
        st.html(order(drawn, comparison, words))
        st.download_button(
            words("order.download"),
            as_svg(drawn, comparison, words.language),
            file_name="order.svg",
            mime="image/svg+xml",
            icon=":material/download:",
            key="compare-order-download",
            on_click="ignore",
        )
