"""The landing page: the direct answer, then the matrix with its evidence."""

from dataclasses import replace

import streamlit as st

from kb.comparison import Comparison
from kb.comparison.changes import Difference
from kb.dashboard import compared, session
from kb.dashboard.address import NAMES, CompareView, compare_view
from kb.dashboard.answer_html import answer
from kb.dashboard.catalogue import GuaranteeEntry
from kb.dashboard.cell_html import cell_evidence, cell_face
from kb.dashboard.differing_html import flip_marks, flips_told
from kb.dashboard.evidence_html import DOT
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.matrix_html import Look, matrix, rows_shown
from kb.dashboard.page_head import page_head
from kb.dashboard.screens.choosing import choose, switches
from kb.dashboard.screens.differing import show_changes, show_conflicts, show_saved
from kb.dashboard.screens.order import show_order
from kb.dashboard.screens.standpoint import choose_perspective
from kb.dashboard.sharing_html import forms
from kb.dashboard.wording import Wording
from kb.errors import QueryError, StoreError, UnknownIdError

_REMEMBERED = "compare-view"
_SAVED = "saved"


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
    choose(view, known, words, _keep)
    if not view.guarantees:
        st.info(words("compare.choose-one"), icon=":material/info:")
        return
    choose_perspective(view, words, _keep)
    comparison = compared.comparison(view)
    if (saved := st.query_params.get(_SAVED)) and not show_saved(saved, view, comparison, words):
        del st.query_params[_SAVED]
    found = compared.flipped(comparison)
    st.html(answer(comparison, words))
    show_order(view, comparison, words, _keep)
    if cell := _pointed_at(view, comparison):
        st.html(_single_cell(view, comparison, cell, words))
    switches(view, words, _keep)
    _show_matrix(view, comparison, found, words)
    show_conflicts(comparison, words)
    show_changes(view, comparison, words, _keep)
    _share(view, comparison, words)
    st.html(_legend(words))


def _asked() -> CompareView:
    """What the address asks for, or a saved comparison; without a word in it, what this session looked at last."""
    parameters = session.parameters()
    try:
        if NAMES & set(parameters):
            return compare_view(parameters)
        if saved := st.query_params.get(_SAVED):
            return compared.kept(saved).view
    except (QueryError, UnknownIdError) as error:
        st.warning(str(error), icon=":material/help:")
        return CompareView()
    remembered = st.session_state.get(_REMEMBERED)
    return remembered if isinstance(remembered, CompareView) else CompareView()


def _keep(view: CompareView) -> None:
    """The address is the only place where the view is kept; the session remembers it across pages."""
    st.session_state[_REMEMBERED] = replace(view, cell=None)
    session.set_parameters(view.parameters(), NAMES)


def _warn_of_unknown(asked: CompareView, known: dict[str, GuaranteeEntry], words: Wording) -> None:
    missing = [id_ for id_ in (*asked.guarantees, asked.benchmark) if id_ not in known]
    if missing:
        st.warning(words("compare.unknown", ids=", ".join(missing)), icon=":material/help:")


def _show_matrix(view: CompareView, comparison: Comparison, found: Difference, words: Wording) -> None:
    rows = rows_shown(comparison, only_differences=view.only_differences, both_speak=view.both_speak)
    if not rows:
        st.info(words("compare.no-rows"), icon=":material/filter_alt_off:")
        return

    def permalink(dimension: str, guarantee: str) -> str:
        return session.address("", replace(view, cell=f"{dimension}:{guarantee}").parameters())

    tell = compared.told_in(comparison, words.language)
    opened = _pointed_at(view, comparison)
    look = Look(
        permalink, opened, view.pinned, view.turned, flip_marks(found, tell), compared.around(comparison, opened)
    )
    st.html(flips_told(found, tell, words) + matrix(comparison, words, rows=rows, look=look))
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
    around = compared.around(comparison, place)
    return tag(
        "section",
        tag("h2", join([words.of(guarantee.label), words.of(row.dimension.question)], DOT)),
        cell_face(cell, words, dimension=dimension, is_benchmark=is_benchmark),
        cell_evidence(cell, words, permalink=None, is_open=True, contexts=around, whole=True),
        tag("p", link(back, words("compare.close-cell"))),
        class_="cf-single",
    )


def _share(view: CompareView, comparison: Comparison, words: Wording) -> None:
    """The link, the citation, every form, and a permanent address."""

    def save() -> None:
        try:
            st.query_params[_SAVED] = compared.keep(comparison)
        except StoreError as error:
            st.session_state["compare-save-failed"] = str(error)

    st.html(forms(view, comparison, words))
    with st.container(horizontal=True, vertical_alignment="center", key="compare-share"):
        st.button(words("saved.save"), icon=":material/bookmark_add:", key="compare-save", on_click=save)
        st.caption(words("compare.snapshot", snapshot=comparison.snapshot))
    if failed := st.session_state.pop("compare-save-failed", None):
        st.error(failed, icon=":material/error:")
    if saved := st.query_params.get(_SAVED):
        st.html(tag("p", link(session.address("", {_SAVED: saved}), words("saved.address")), class_="cf-share"))


def _legend(words: Wording) -> Html:
    items = [
        tag("div", tag("dt", words(f"legend.{name}")), tag("dd", words(f"legend.{name}-text")))
        for name in ("origin", "result", "removes", "context", "flip")
    ]
    return tag("dl", *items, class_="cf-legend")
