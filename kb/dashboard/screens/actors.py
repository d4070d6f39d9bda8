"""The actors: a list, and one actor with its codes, memberships, offices, guarantees and statements."""

from collections.abc import Iterable

import streamlit as st

from kb.claim_index import Search
from kb.dashboard import actors, session
from kb.dashboard.claims_html import hits_html
from kb.dashboard.evidence_html import DOT
from kb.dashboard.listing_html import fact_list, formats, table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.errors import CasusError
from kb.server import knowledge_base

_STATEMENTS = 10


def show() -> None:
    """Draw the list, or the actor of `?actor=`."""
    words = session.words()
    asked = st.query_params.get("actor")
    if not asked:
        _show_list(words)
        return
    try:
        _show_one(actors.actor(session.select(), asked), words)
    except CasusError as error:
        page_head(words, words("actors.title"))
        st.error(words("actors.unknown", error=error), icon=":material/error:")
        st.html(tag("p", link(session.address("actors"), words("actors.all"))))


def _show_list(words: Wording) -> None:
    page_head(words, words("actors.title"), words("actors.lead"))
    given: dict[tuple[str, str], int] = {}
    for actor, role, _ in session.roles():
        given[actor, role] = given.get((actor, role), 0) + 1
    heads = [words(f"actors.{name}") for name in ("name", "kind", "gives", "receives")]
    rows = [
        [
            link(session.address("actors", {"actor": entry.id}), words.of(entry.label)),
            words(f"actors.is.{entry.kind}"),
            *(str(given.get((entry.id, role), 0)) for role in ("guarantor", "beneficiary")),
        ]
        for entry in sorted(session.actors(), key=lambda entry: words.of(entry.label).casefold())
    ]
    st.html(table(words("actors.title"), heads, rows))


def _show_one(actor: actors.Actor, words: Wording) -> None:
    page_head(words, words.of(actor.label))
    treaty = actor.treaty
    facts = [
        ("kind", words(f"actors.is.{actor.kind}")),
        ("codes", ", ".join(dict.fromkeys((actor.id, *actor.codes)))),
        ("wikidata", link(actor.wikidata, actor.wikidata) if actor.wikidata else ""),
        (
            "treaty",
            link(session.address("instruments", {"instrument": treaty[0]}), words.of(treaty[1])) if treaty else "",
        ),
    ]
    st.html(fact_list((words(f"actors.{name}"), fact) for name, fact in facts))
    st.html(formats("actor", actor.id, words))
    for side, role in (("gives", "guarantor"), ("receives", "beneficiary")):
        st.html(_guarantees(actor.id, words(f"actors.{side}"), role, words))
    st.html(_statements(actor.id, words))
    for name, spans in (("belongs-to", actor.belongs_to), ("members", actor.members)):
        if spans:
            st.html(_spans(words(f"actors.{name}"), spans, words, is_linked=True))
    if actor.offices:
        st.html(_spans(words("actors.offices"), actor.offices, words, is_linked=False))
    st.html(tag("p", link(session.address("actors"), words("actors.all"))))


def _guarantees(actor: str, title: str, role: str, words: Wording) -> Html:
    ids = {guarantee for who, as_, guarantee in session.roles() if (who, as_) == (actor, role)}
    labels = {
        entry.guarantee.id: words.of(entry.guarantee.label)
        for entry in session.guarantees()
        if entry.guarantee.id in ids
    }
    items = [
        tag("li", link(session.address("guarantees", {"guarantee": id_}), label))
        for id_, label in sorted(labels.items(), key=lambda pair: pair[1].casefold())
    ]
    listed = tag("ul", *items, class_="cf-plain-list") if items else tag("p", words("actors.none"), class_="cf-muted")
    return tag("section", tag("h2", f"{title} ({len(items)})"), listed)


def _statements(actor: str, words: Wording) -> Html:
    """The newest statements of those who speak for the actor, and the way to all of them."""
    base = knowledge_base()
    hits = base.claims.search(base.reader(), Search(facets={"affiliation": (actor,)}), limit=_STATEMENTS)
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}
    ways = [
        link(session.address("claims", {"affiliation": actor}), words.number("actors.all-statements", hits.total)),
        link(session.address("timeline", {"actor": actor}), words("actors.timeline")),
    ]
    listed = hits_html(hits, words, labels) if hits.rows else tag("p", words("actors.none"), class_="cf-muted")
    return tag("section", tag("h2", words("actors.statements")), listed, tag("p", join(ways, DOT)) if hits.rows else "")


def _spans(title: str, spans: Iterable[actors.Span], words: Wording, *, is_linked: bool) -> Html:
    heads = [words(f"actors.{name}") for name in ("name", "since", "until", "note")]
    rows = [
        [
            link(session.address("actors", {"actor": span.id}), words.of(span.label))
            if is_linked
            else link(session.address("claims", {"speaker": span.label.get("en", "")}), words.of(span.label)),
            words.day(span.since),
            words.day(span.until),
            words.of(span.note),
        ]
        for span in spans
    ]
    return tag("section", tag("h2", title), table(title, heads, rows))
