"""The choices above the comparison: which guarantees in which order, measured by what, which rows, how it lies."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kb.dashboard.address import MOST_GUARANTEES, CompareView
from kb.dashboard.catalogue import GuaranteeEntry
from kb.dashboard.wording import Wording

Keep = Callable[[CompareView], None]


def choose(view: CompareView, known: dict[str, GuaranteeEntry], words: Wording, keep: Keep) -> None:
    """Guarantees, their order, and the benchmark."""

    def label(id_: str) -> str:
        return words.of(known[id_].guarantee.label) if id_ in known else id_

    def change() -> None:
        chosen = tuple(st.session_state["compare-guarantees"])
        benchmark = str(st.session_state["compare-benchmark"])
        keep(replace(view, guarantees=chosen, benchmark=benchmark, cell=None))

    st.session_state["compare-guarantees"] = list(view.guarantees)
    st.session_state["compare-benchmark"] = view.benchmark
    columns = st.columns([7, 2.6, 1.6], vertical_alignment="bottom")
    columns[0].multiselect(
        words("compare.guarantees"),
        sorted(known, key=label),
        format_func=label,
        key="compare-guarantees",
        max_selections=MOST_GUARANTEES,
        placeholder=words("compare.guarantees-placeholder"),
        select_all=False,
        wrap=True,
        on_change=change,
    )
    columns[1].selectbox(
        words("compare.benchmark"),
        sorted(known, key=label),
        format_func=label,
        key="compare-benchmark",
        on_change=change,
    )
    with columns[2].popover(words("compare.order"), icon=":material/swap_horiz:", key="compare-order", width="stretch"):
        for place, id_ in enumerate(view.guarantees):
            _arrange(view, place, label(id_), words, keep)


def _arrange(view: CompareView, place: int, label: str, words: Wording, keep: Keep) -> None:
    """One guarantee with the buttons that move, pin or remove it."""
    chosen = list(view.guarantees)
    id_ = chosen[place]
    pinned = view.pinned == id_

    def put(new_place: int | None) -> None:
        rest = [other for other in chosen if other != id_]
        if new_place is not None:
            rest.insert(new_place, id_)
        keep(replace(view, guarantees=tuple(rest), cell=None))

    def pin() -> None:
        keep(replace(view, pinned=None if pinned else id_))

    name, left, right, fast, away = st.columns([5, 1, 1, 1, 1], vertical_alignment="center")
    name.text(label)
    for column, icon, what, act, arguments, is_off in (
        (left, ":material/arrow_back:", "left", put, (place - 1,), place == 0),
        (right, ":material/arrow_forward:", "right", put, (place + 1,), place == len(chosen) - 1),
        (fast, ":material/keep_off:" if pinned else ":material/keep:", "unpin" if pinned else "pin", pin, (), False),
        (away, ":material/close:", "remove", put, (None,), False),
    ):
        column.button(
            words(f"compare.move-{what}", guarantee=label),
            icon=icon,
            key=f"compare-{what}-{id_}",
            type="tertiary",
            disabled=is_off,
            on_click=act,
            args=arguments,
        )


def switches(view: CompareView, words: Wording, keep: Keep) -> None:
    """Which rows are shown, and whether guarantees stand in rows."""

    def change() -> None:
        keep(
            replace(
                view,
                only_differences=bool(st.session_state["compare-differences"]),
                both_speak=bool(st.session_state["compare-both"]),
                turned=bool(st.session_state["compare-turned"]),
            )
        )

    st.session_state["compare-differences"] = view.only_differences
    st.session_state["compare-both"] = view.both_speak
    st.session_state["compare-turned"] = view.turned
    with st.container(horizontal=True, vertical_alignment="center", key="compare-switches"):
        for name in ("differences", "both", "turned"):
            st.toggle(words(f"compare.{name}"), key=f"compare-{name}", on_change=change)
