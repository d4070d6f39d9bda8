"""The guarantees: a list with parties and inferred types, and one guarantee with its texts and claims."""

import streamlit as st

from kb.comparison.evidence import stated_claims
from kb.comparison.matrix import Labels
from kb.dashboard import catalogue, session
from kb.dashboard.evidence_html import DOT, quotations
from kb.dashboard.explanation_html import explanation_html, overview
from kb.dashboard.listing_html import fact_list, formats, table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.names import actor_label

_PARTIES_SHOWN = 4
DEFAULT_TYPE = "article-five-type-guarantee"


def show() -> None:
    """Draw the list, or the guarantee of `?guarantee=`."""
    words = session.words()
    asked = st.query_params.get("guarantee")
    entries = {entry.guarantee.id: entry for entry in session.guarantees()}
    if asked in entries:
        _show_one(entries[asked], words)
        return
    page_head(words, words("guarantees.title"), words("guarantees.lead"))
    if asked:
        st.error(words("guarantees.unknown", id=asked), icon=":material/error:")
    heads = [words(f"guarantees.{name}") for name in ("name", "from", "for", "types", "texts", "claims")]
    rows = [_row(entry, words) for entry in entries.values()]
    st.html(table(words("guarantees.title"), heads, rows))


def _row(entry: catalogue.GuaranteeEntry, words: Wording) -> list[str]:
    guarantee = entry.guarantee
    return [
        link(session.address("guarantees", {"guarantee": guarantee.id}), words.of(guarantee.label)),
        _names(guarantee.guarantors, words),
        _names(guarantee.beneficiaries, words),
        _names(guarantee.types, words, everyone=True),
        str(entry.texts),
        str(entry.claims),
    ]


def _names(parties: tuple[Labels, ...], words: Wording, *, everyone: bool = False) -> str:
    names = sorted(words.of(labels) for labels in parties)
    if everyone or len(names) <= _PARTIES_SHOWN + 1:
        return ", ".join(names)
    return words("guarantees.and-more", names=", ".join(names[:_PARTIES_SHOWN]), more=len(names) - _PARTIES_SHOWN)


def _parties(guarantee: str, role: str, words: Wording) -> Html:
    """The actors on one side, each with the way to its page."""
    codes = [actor for actor, as_, of in session.roles() if (as_, of) == (role, guarantee)]
    named = sorted((actor_label(code, words.language), code) for code in codes)
    return join([link(session.address("actors", {"actor": code}), name) for name, code in named], ", ")


def _show_one(entry: catalogue.GuaranteeEntry, words: Wording) -> None:
    guarantee = entry.guarantee
    page_head(words, words.of(guarantee.label))
    everyone = [
        ("from", _parties(guarantee.id, "guarantor", words)),
        ("for", _parties(guarantee.id, "beneficiary", words)),
        ("types", _names(guarantee.types, words, everyone=True)),
    ]
    st.html(fact_list((words(f"guarantees.{name}"), fact) for name, fact in everyone))
    st.html(tag("p", link(session.compare_with([guarantee.id]), words("guarantees.compare")), class_="cf-onward"))
    st.html(formats("guarantee", guarantee.id, words))
    _show_types(guarantee.id, words)
    st.html(tag("section", tag("h2", words.number("guarantees.text-count", entry.texts)), _texts(guarantee.id, words)))
    st.html(tag("section", tag("h2", words.number("articles.claims", entry.claims)), _claims(guarantee.id, words)))
    onward = [
        link(session.address("chronicle", {"guarantee": guarantee.id}), words("guarantees.chronicle")),
        link(session.address("timeline", {"guarantee": guarantee.id}), words("timeline.page")),
        link(session.address("guarantees"), words("guarantees.all")),
    ]
    st.html(tag("p", join(onward, DOT)))


def _show_types(guarantee: str, words: Wording) -> None:
    """The explanation of the type of `?type=`, else of the Article 5 type, and how all other types stand."""
    explanations = {found.type: found for found in session.explanations(guarantee)}
    asked = st.query_params.get("type", DEFAULT_TYPE)
    shown = explanations.get(asked, explanations[DEFAULT_TYPE])
    addresses = {
        type_: session.address("guarantees", {"guarantee": guarantee, "type": type_}) for type_ in explanations
    }
    st.html(
        tag(
            "section",
            tag("h2", words("types.question", type=words.of(shown.label)), id="type"),
            explanation_html(shown, words),
        )
    )
    with st.expander(words("types.all")):
        st.html(overview(explanations.values(), addresses, words))


def _texts(guarantee: str, words: Wording) -> Html:
    found = catalogue.guarantee_texts(session.select(), guarantee)
    if not found:
        return tag("p", words("guarantees.no-texts"), class_="cf-muted")
    items = [
        tag(
            "li",
            link(session.address("instruments", {"instrument": text.id}), words.of(text.label)),
            tag("p", ", ".join(fact for fact in (words.code("d5", text.status), words.day(text.signed)) if fact)),
        )
        for text in found
    ]
    return tag("ul", *items, class_="cf-entries")


def _claims(guarantee: str, words: Wording) -> Html:
    found = stated_claims(session.select(), [guarantee])
    recorded = _recorded(guarantee, words)
    if not found and not recorded:
        return tag("p", words("guarantees.no-claims"), class_="cf-muted")
    return join([tag("div", quotations((claim.evidence for claim in found), words), class_="cf-quotes"), recorded])


def _recorded(guarantee: str, words: Wording) -> Html:
    """Who is known to have spoken of it, though not in which words."""
    items = [
        tag(
            "li",
            link(session.entry(entry.id), words.of(entry.summary)),
            tag(
                "p",
                join(
                    [
                        part
                        for part in (
                            ", ".join(map(words.of, entry.who)),
                            words.code("act", said.act),
                            words.day(entry.day),
                        )
                        if part
                    ],
                    DOT,
                ),
            ),
        )
        for entry in session.timeline()
        for said in entry.said
        if said.recorded and said.guarantee == guarantee
    ]
    if not items:
        return Html()
    return join([tag("h3", words("guarantees.recorded")), tag("ul", *items, class_="cf-entries")])
