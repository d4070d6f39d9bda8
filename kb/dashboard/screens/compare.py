"""The landing page: the direct answer, then the matrix with its evidence."""

from dataclasses import replace

import streamlit as st

from kb.comparison import Comparison
from kb.comparison.export import as_csv, as_json, as_markdown
from kb.dashboard import session
from kb.dashboard.address import MOST_GUARANTEES, CompareView, compare_view
from kb.dashboard.answer_html import answer
from kb.dashboard.catalogue import GuaranteeEntry
from kb.dashboard.cell_html import cell_evidence, cell_face
from kb.dashboard.evidence_html import DOT
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.matrix_html import matrix, rows_shown
from kb.dashboard.page_head import page_head
from kb.dashboard.screens.order import show_order
from kb.dashboard.wording import Wording

_PARAMETERS = frozenset({"g", "b", "diff", "both", "cell", "order"})
_REMEMBERED = "compare-view"


def show() -> None:
    """Draw the page."""
    words = session.words()
    known = {entry.guarantee.id: entry for entry in session.guarantees()}
    asked = _asked()
    view = asked.known(known)
    _keep(view)
    benchmark = known[view.benchmark].guarantee.label if view.benchmark in known else {}
    page_head(words, words("compare.title", benchmark=words.of(benchmark)))
    _warn_of_unknown(asked, known, words)
    _choose(view, known, words)
    if not view.guarantees:
        st.info(words("compare.choose-one"), icon=":material/info:")
        return
    comparison = session.comparison(view.guarantees, view.benchmark)
    st.html(answer(comparison, words))
    show_order(view, comparison, words, _keep)
    if cell := _pointed_at(view, comparison):
        st.html(_single_cell(view, comparison, cell, words))
    _switches(view, words)
    _show_matrix(view, comparison, words)
    _downloads(view, comparison, words)
    st.html(_legend(words))


def _asked() -> CompareView:
    """What the address asks for; without a word in it, what this session looked at last."""
    parameters = session.parameters()
    if _PARAMETERS & set(parameters):
        return compare_view(parameters)
    remembered = st.session_state.get(_REMEMBERED)
    return remembered if isinstance(remembered, CompareView) else CompareView()


def _keep(view: CompareView) -> None:
    """The address is the only place where the view is kept; the session remembers it across pages."""
    st.session_state[_REMEMBERED] = replace(view, cell=None)
    session.set_parameters(view.parameters(), _PARAMETERS)


def _warn_of_unknown(asked: CompareView, known: dict[str, GuaranteeEntry], words: Wording) -> None:
    missing = [id_ for id_ in (*asked.guarantees, asked.benchmark) if id_ not in known]
    if missing:
        st.warning(words("compare.unknown", ids=", ".join(missing)), icon=":material/help:")


def _choose(view: CompareView, known: dict[str, GuaranteeEntry], words: Wording) -> None:
    """Guarantees, their order, and the benchmark."""

    def label(id_: str) -> str:
        return words.of(known[id_].guarantee.label) if id_ in known else id_

    def change() -> None:
        chosen = tuple(st.session_state["compare-guarantees"])
        benchmark = str(st.session_state["compare-benchmark"])
        _keep(replace(view, guarantees=chosen, benchmark=benchmark, cell=None))

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
            _arrange(view, place, label(id_), words)


def _arrange(view: CompareView, place: int, label: str, words: Wording) -> None:
    """One guarantee with the buttons that move or remove it."""
    chosen = list(view.guarantees)
    id_ = chosen[place]

    def put(new_place: int | None) -> None:
        rest = [other for other in chosen if other != id_]
        if new_place is not None:
            rest.insert(new_place, id_)
        _keep(replace(view, guarantees=tuple(rest), cell=None))

    name, left, right, away = st.columns([5, 1, 1, 1], vertical_alignment="center")
    name.text(label)
    for column, icon, what, target, is_off in (
        (left, ":material/arrow_back:", "left", place - 1, place == 0),
        (right, ":material/arrow_forward:", "right", place + 1, place == len(chosen) - 1),
        (away, ":material/close:", "remove", None, False),
    ):
        column.button(
            words(f"compare.move-{what}", guarantee=label),
            icon=icon,
            key=f"compare-{what}-{id_}",
            type="tertiary",
            disabled=is_off,
            on_click=put,
            args=(target,),
        )


def _switches(view: CompareView, words: Wording) -> None:
    def change() -> None:
        _keep(
            replace(
                view,
                only_differences=bool(st.session_state["compare-differences"]),
                both_speak=bool(st.session_state["compare-both"]),
            )
        )

    st.session_state["compare-differences"] = view.only_differences
    st.session_state["compare-both"] = view.both_speak
    with st.container(horizontal=True, vertical_alignment="center", key="compare-switches"):
        st.toggle(words("compare.differences"), key="compare-differences", on_change=change)
        st.toggle(words("compare.both"), key="compare-both", on_change=change)


def _show_matrix(view: CompareView, comparison: Comparison, words: Wording) -> None:
    rows = rows_shown(comparison, only_differences=view.only_differences, both_speak=view.both_speak)
    if not rows:
        st.info(words("compare.no-rows"), icon=":material/filter_alt_off:")
        return

    def permalink(dimension: str, guarantee: str) -> str:
        return session.address("", replace(view, cell=f"{dimension}:{guarantee}").parameters())

    st.html(matrix(comparison, words, rows=rows, permalink=permalink, opened=_pointed_at(view, comparison)))
    if len(rows) < len(comparison.rows):
        st.caption(words("compare.rows-hidden", shown=len(rows), all=len(comparison.rows)))


def _pointed_at(view: CompareView, comparison: Comparison) -> tuple[str, str] | None:
    """Dimension and guarantee of `?cell=`, if both are on the screen."""
    dimension, _, guarantee = (view.cell or "").partition(":")
    dimensions = {row.dimension.id for row in comparison.rows}
    guarantees = {found.id for found in (*comparison.guarantees, comparison.benchmark)}
    return (dimension, guarantee) if dimension in dimensions and guarantee in guarantees else None


def _single_cell(view: CompareView, comparison: Comparison, place: tuple[str, str], words: Wording) -> Html:
    """The cell that the address points at, above the matrix."""
    dimension, id_ = place
    row = next(row for row in comparison.rows if row.dimension.id == dimension)
    is_benchmark = id_ == comparison.benchmark.id
    guarantee = next(found for found in (*comparison.guarantees, comparison.benchmark) if found.id == id_)
    cell = row.benchmark if is_benchmark else row.cells[id_]
    back = session.address("", replace(view, cell=None).parameters())
    return tag(
        "section",
        tag("h2", join([words.of(guarantee.label), words.of(row.dimension.question)], DOT)),
        cell_face(cell, words, dimension=dimension, is_benchmark=is_benchmark),
        cell_evidence(cell, words, permalink=None, is_open=True),
        tag("p", link(back, words("compare.close-cell"))),
        class_="cf-single",
    )


def _downloads(view: CompareView, comparison: Comparison, words: Wording) -> None:
    formats = (
        ("csv", as_csv, "text/csv"),
        ("json", as_json, "application/json"),
        ("md", as_markdown, "text/markdown"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="compare-downloads"):
        for ending, written, media_type in formats:
            st.download_button(
                words(f"download.{ending}"),
                written(comparison, words.language),
                file_name=f"comparison.{ending}",
                mime=media_type,
                icon=":material/download:",
                key=f"compare-download-{ending}",
                on_click="ignore",
            )
        st.html(tag("p", link(session.address("", view.parameters()), words("compare.share")), class_="cf-share"))
        st.caption(words("compare.snapshot", snapshot=comparison.snapshot))


def _legend(words: Wording) -> Html:
    items = [
        tag("div", tag("dt", words(f"legend.{name}")), tag("dd", words(f"legend.{name}-text")))
        for name in ("origin", "result", "removes", "context")
    ]
    return tag("dl", *items, class_="cf-legend")
