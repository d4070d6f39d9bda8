"""Review: the proposals of one article beside its text, each to be accepted, corrected or rejected; and the backlog."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from kb.dashboard import session
from kb.dashboard.article_html import claim_cards, marked_text
from kb.dashboard.evidence_html import DOT
from kb.dashboard.markup import join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.review_desk import Desk, desk_for
from kb.dashboard.review_form import claim_form
from kb.dashboard.review_html import backlog_table, claim_line, figures_table, log_table
from kb.dashboard.wording import Wording
from kb.errors import CasusError
from kb.reviewing import decisions
from kb.reviewing.decisions import Claims, Outcome, Review, ReviewError, State
from kb.reviewing.desk import Step
from kb.reviewing.editing import new_claim, with_fields
from kb.server import knowledge_base

_BY, _SAID, _WRONG = "review-by", "review-said", "review-wrong"
_KEYS = {"accept": "a", "reject": "x", "undo": "u", "previous": "p", "next": "n"}  # Streamlit keeps R and C


def show() -> None:
    """Draw the backlog, or the desk with the article of `?article=`."""
    words = session.words()
    asked = st.query_params.get("article")
    if not asked:
        _show_backlog(words)
        return
    try:
        desk = desk_for(knowledge_base().reader(), asked, st.query_params.get("claim", ""))
    except CasusError as error:
        page_head(words, words("review.title"))
        st.error(words("articles.unknown", error=error), icon=":material/error:")
        st.html(tag("p", link(session.address("review"), words("review.all"))))
        return
    _show_desk(desk, words)


def _show_backlog(words: Wording) -> None:
    page_head(words, words("review.title"), words("review.lead"))
    entries, found = session.review_progress()
    st.html(backlog_table(entries, words, lambda id_: session.address("review", {"article": id_})))
    st.html(figures_table(found, words))


def _show_desk(desk: Desk, words: Wording) -> None:
    article = desk.article
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}
    page_head(words, article.title or article.id)
    ways = [
        link(session.address("articles", {"article": article.id}), words("review.to-article")),
        link(session.address("review"), words("review.all")),
    ]
    st.html(tag("p", join(ways, DOT), class_="cf-lead"))
    st.text_input(
        words("review.by"),
        st.query_params.get("by", ""),
        key=_BY,
        help=words("review.by-help"),
        on_change=_keep_name,
        max_chars=80,
    )
    for key, tell in ((_WRONG, st.error), (_SAID, st.success)):
        if said := st.session_state.pop(key, None):
            tell(said)
    text, side = st.columns([5, 4], gap="large")
    with text:
        claims, numbers = list(desk.claims.values()), list(desk.claims)
        st.html(marked_text(article.text, article.language, claims, words, desk.chosen, numbers, _way(article.id)))
    with side:
        if desk.chosen is None:
            st.html(tag("p", words("review.no-claims")))
        else:
            _show_claim(desk, desk.chosen, words, labels)
        _show_addition(desk, words, labels)
    st.html(log_table(desk.review, words))


def _way(article: str) -> Any:
    """The address of each claim; the reviewer's name goes along."""
    kept = {"by": name} if (name := st.query_params.get("by")) else {}
    return lambda number: session.address("review", {"article": article, "claim": str(number), **kept})


def _show_claim(desk: Desk, number: int, words: Wording, labels: Mapping[str, str]) -> None:
    version = f"{number}-{len(desk.review.decisions)}"
    place, key = desk.numbers.index(number), f"review-claim-{version}"
    st.selectbox(
        words("review.claim"),
        desk.numbers,
        place,
        format_func=partial(claim_line, desk, words),
        key=key,
        on_change=_take_up,
        args=(key,),
    )
    _show_actions(desk, number, words)
    language, state = desk.article.language, desk.review.state(number)
    if state is State.REJECTED:
        st.html(tag("p", words("review.rejected-now"), class_="cf-note"))
    shown = {"guarantee": lambda _: None, "instruments": labels, "numbers": [number]}
    st.html(claim_cards([desk.claim(number)], language, words, states=[state], **shown))  # type: ignore[arg-type]
    if (original := desk.review.original(number)) and original.before:
        with st.expander(words("review.original")):
            st.html(claim_cards([original.before], language, words, **shown))  # type: ignore[arg-type]
    if number in desk.claims:
        with st.expander(words("review.edit"), key=f"review-edit-{version}"):
            given = claim_form(f"review-{version}", desk.claims[number], words, labels)
            if given is not None:
                _decide(desk, _edition(desk, number, given), number)
                st.rerun()


def _show_actions(desk: Desk, number: int, words: Wording) -> None:
    state, after = desk.review.state(number), desk.open_after(number)
    steps: dict[str, tuple[bool, Step]] = {
        "accept": (state is State.PROPOSED, lambda r, c: decisions.accept(r, c, number, *_now())),
        "reject": (number in desk.claims, lambda r, c: decisions.reject(r, c, number, *_now())),
        "undo": (bool(desk.review.counting(number)), lambda r, c: decisions.undo(r, c, *_now(), number)),
    }
    with st.container(horizontal=True, key="review-actions"):
        for verb, (possible, step) in steps.items():
            following = number if verb == "undo" or after is None else after
            _button(verb, words, possible, _decide, desk, step, following)
        for way, other in (("previous", desk.before(number)), ("next", after)):
            _button(way, words, other is not None, _go, other)


def _button(name: str, words: Wording, possible: bool, act: Any, *args: object) -> None:
    kind: Any = "primary" if name == "accept" else "secondary"
    label, key = words(f"review.{name}"), f"review-{name}"
    st.button(label, key=key, shortcut=_KEYS[name], disabled=not possible, type=kind, on_click=act, args=args)


def _show_addition(desk: Desk, words: Wording, labels: Mapping[str, str]) -> None:
    with st.expander(words("review.add"), key=f"review-add-{len(desk.review.decisions)}"):
        places = desk.sentences()
        given = claim_form(f"review-new-{len(desk.review.decisions)}", None, words, labels, list(reversed(places)))
        if given is None:
            return

        def addition(review: Review, claims: Claims) -> Outcome:
            sentence = given.pop("sentence") or ""
            quote = given.pop("quote").strip() or sentence
            claim = new_claim(desk.article, quote, given, places.get(quote))
            return decisions.add(review, claims, claim, *_now())

        _decide(desk, addition, None)
        st.rerun()


def _edition(desk: Desk, number: int, given: Mapping[str, Any]) -> Step:
    def step(review: Review, claims: Claims) -> Outcome:
        if claims.get(number) != desk.claims[number]:
            raise ReviewError(Wording(session.language())("review.overtaken", n=number))
        return decisions.edit(review, claims, number, with_fields(desk.article, claims[number], given), *_now())

    return step


def _now() -> tuple[str, datetime]:
    name = str(st.session_state.get(_BY) or "").strip()
    if not name:
        raise ReviewError(Wording(session.language())("review.by-missing"))
    return name, datetime.now(UTC).replace(microsecond=0)


def _decide(desk: Desk, step: Step, following: int | None) -> None:
    """Take the decision; what goes wrong is told and changes nothing."""
    words = session.words()
    try:
        _now()  # without a name nothing is opened
        last = knowledge_base().decide(desk.article.id, step).decisions[-1]
    except CasusError as error:
        st.session_state[_WRONG] = words("review.failed", error=error)
        return
    st.session_state[_SAID] = words("review.done", verb=words.code("decision", last.verb), n=last.claim)
    _go(following or last.claim)


def _go(number: int) -> None:
    st.query_params["claim"] = str(number)


def _take_up(key: str) -> None:
    _go(st.session_state[key])


def _keep_name() -> None:
    """The name stands in the address, so that it outlives the way to another page."""
    st.query_params["by"] = st.session_state[_BY]
