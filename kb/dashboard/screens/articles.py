"""The articles: a list, and one text with its claims marked and laid out beside it."""

import json

import streamlit as st

from kb.article import Article
from kb.dashboard import session, shelf
from kb.dashboard.article_html import claim_cards, marked_text
from kb.dashboard.evaluation_html import figures_of, found_by
from kb.dashboard.evidence_html import DOT, day, standing
from kb.dashboard.listing_html import Entry, entry_list, formats
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.errors import CasusError
from kb.evaluation import latest


def show() -> None:
    """Draw the list, or the article of `?article=`."""
    words = session.words()
    asked = st.query_params.get("article")
    if not asked:
        _show_list(words)
        return
    try:
        article = shelf.article(session.select(), asked)
    except CasusError as error:
        page_head(words, words("articles.title"))
        st.error(words("articles.unknown", error=error), icon=":material/error:")
        st.html(tag("p", link(session.address("articles"), words("articles.all"))))
        return
    _show_article(article, words)


def _show_list(words: Wording) -> None:
    page_head(words, words("articles.title"), words("articles.lead"))
    entries = [
        Entry(
            address=session.address("articles", {"article": article.id}),
            title=article.title or article.id,
            language=article.language,
            facts=(
                words.day(article.published),
                article.publisher or "",
                words(f"language.{article.language}"),
                words.number("articles.claims", article.claims),
            ),
        )
        for article in session.articles()
    ]
    st.html(entry_list(entries))


def _show_article(article: Article, words: Wording) -> None:
    stored = shelf.claims(session.select(), article.id)
    claims, numbers = [entry.claim for entry in stored], [entry.number for entry in stored]
    excerpt = shelf.printed(session.select(), article.id)
    chosen = _chosen_claim()
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}

    def guarantee(number: int) -> tuple[str, str] | None:
        id_ = stored[number - 1].guarantee
        known_by = words.code("link", stored[number - 1].link)
        return DOT.join(filter(None, [labels.get(id_, id_), known_by])), session.compare_with([id_])

    page_head(words, article.title or article.id)
    st.html(_facts(article, words, excerpt))
    st.html(formats("article", article.id, words))
    if not excerpt:
        way = session.address("review", {"article": article.id})
        st.html(tag("p", link(way, words("articles.review")), class_="cf-onward"))
    text, cards = st.columns([5, 4], gap="large")
    with text:
        st.html(marked_text(article.text, article.language, claims, words, chosen, numbers))
    with cards:
        st.html(tag("h2", words.number("articles.claims", len(claims))))
        if found := shelf.found_by(session.select(), article.id, words.language):
            st.html(found_by(found.who, found.notices, figures_of(found.tier, latest()), words))
        st.html(
            claim_cards(
                claims,
                article.language,
                words,
                guarantee=guarantee,
                instruments=labels,
                chosen=chosen,
                numbers=numbers,
                states=None if excerpt else [entry.state for entry in stored],
            )
            or tag("p", words("articles.no-claims"))
        )
        st.download_button(
            words("articles.export"),
            as_contract(article, stored),
            file_name=f"{article.id}.json",
            mime="application/json",
            icon=":material/download:",
            key="article-export",
            on_click="ignore",
        )


def as_contract(article: Article, stored: tuple[shelf.StoredClaim, ...]) -> str:
    """The claims of an article as a JSON document in the form of the extraction contract."""
    document = {
        "id": article.id,
        "language": article.language,
        "title": article.title,
        "date": article.date and article.date.isoformat(),
        "claims": [entry.claim.as_json() for entry in stored],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _chosen_claim() -> int | None:
    asked = st.query_params.get("claim", "")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else None


def _facts(article: Article, words: Wording, printed: shelf.Printed | None) -> Html:
    published = article.date.isoformat() if article.date else None
    known = [
        day(printed.day if printed else published, words),
        article.publisher or "",
        words(f"language.{article.language}"),
        *(standing(printed.grade, printed.outlet, words) if printed else ()),
        link(article.url, words("articles.original")) if article.url else "",
        *(
            link(session.address("articles", {"article": id_}), words("articles.copy", of=of))
            for id_, of in shelf.earlier_versions(session.select(), article.id)
        ),
        link(session.entry(printed.event), words("articles.entry"))
        if printed
        else link(session.address("articles"), words("articles.all")),
    ]
    said = words("articles.excerpt") if printed else article.source_note
    note = tag("p", said, class_="cf-note") if said else ""
    return tag("div", tag("p", join([fact for fact in known if fact], DOT), class_="cf-lead"), note)
