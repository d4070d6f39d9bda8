"""Add an article: paste or upload, look at the claims that are found, then store them; and take them back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kb.article import Article
from kb.dashboard import session, shelf
from kb.dashboard.article_html import claim_cards, marked_text
from kb.dashboard.evaluation_html import figures_of, found_by
from kb.dashboard.markup import Html, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.errors import CasusError, ModelError, SourceError
from kb.evaluation import latest
from kb.extracted import EMBEDDED, TIERS, Extracted, Extractor
from kb.language_model import configured, extractor
from kb.linking import spoken_of
from kb.namespaces import slug
from kb.population import PopulationReport
from kb.server import knowledge_base
from kb.sources.files import article_from_text, decode

Thing = TypeVar("Thing")

_DRAFTS = "add-drafts"
_STORED = "add-stored"
_PROBLEM = "add-problem"
_ENDINGS = ["txt", "md"]
_MEGABYTES = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was read but not stored, with the claims found in it."""

    article: Article
    found: Extracted


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: the id in the knowledge base, the title, and the guarantees spoken of."""

    id: str
    title: str
    guarantees: tuple[str, ...]
    claims: int
    is_new: bool


def show() -> None:
    """Draw the form, then the drafts, then what was stored in this session."""
    words = session.words()
    page_head(words, words("add.title"), words("add.lead"))
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    for number, stored in enumerate(_kept(_STORED, Stored)):
        _show_stored(number, stored, words)
    _form(words)
    for number, draft in enumerate(_kept(_DRAFTS, Draft)):
        _show_draft(number, draft, words)


def _kept(key: str, kind: type[Thing]) -> list[Thing]:
    return [thing for thing in st.session_state.get(key, []) if isinstance(thing, kind)]


def _form(words: Wording) -> None:
    with st.form("add-form", border=False):
        text = st.text_area(words("add.text"), key="add-text", height=220, placeholder=words("add.text-placeholder"))
        facts = st.columns([3, 2, 2, 3])
        title = facts[0].text_input(words("add.article-title"), key="add-title", max_chars=250)
        day = facts[1].date_input(
            words("add.date"), value=None, key="add-date", format="YYYY-MM-DD", min_value=date(1900, 1, 1)
        )
        publisher = facts[2].text_input(words("add.publisher"), key="add-publisher", max_chars=200)
        url = facts[3].text_input(words("add.url"), key="add-url", max_chars=2000, placeholder="https://")
        files = st.file_uploader(
            words("add.files"),
            type=_ENDINGS,
            accept_multiple_files=True,
            key="add-files",
            max_upload_size=_MEGABYTES,
        )
        tier = _tier(words)
        if st.form_submit_button(words("add.find"), icon=":material/search:", type="primary", key="add-find"):
            _read(text, Facts(title or None, day, publisher or None, url or None), files, tier, words)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader says of the text that was pasted."""

    title: str | None
    date: date | None
    publisher: str | None
    url: str | None


def _tier(words: Wording) -> str:
    """The tier that is to read; a choice only where a language model is configured."""
    try:
        settings = configured()
    except ModelError as error:
        st.warning(words("add.model-misconfigured", error=error), icon=":material/warning:")
        return EMBEDDED
    if settings is None:
        return EMBEDDED
    return str(
        st.radio(
            words("add.tier"),
            TIERS,
            format_func=lambda tier: words(f"add.tier-{tier}", model=settings.model),
            key="add-tier",
            horizontal=True,
            help=words("add.tier-help"),
        )
    )


@st.cache_resource(max_entries=len(TIERS), show_spinner=False)
def _extractor(tier: str) -> Extractor:
    """One for the life of the server, so that what it may spend is counted over all its readers."""
    return extractor(tier)


def _read(text: str, facts: Facts, files: Iterable[UploadedFile], tier: str, words: Wording) -> None:
    """Read what was pasted and uploaded; what cannot be read is told, the rest becomes drafts."""
    with st.spinner(words("add.reading")):
        _read_each(text, facts, files, tier, words)


def _read_each(text: str, facts: Facts, files: Iterable[UploadedFile], tier: str, words: Wording) -> None:
    uploaded = list(files)
    drafts: list[Draft] = []
    if text.strip() or not uploaded:
        drafts += _draft(facts.title or words("add.pasted"), lambda: _pasted(text, facts), tier, words)
    for file in uploaded:
        drafts += _draft(file.name, lambda file=file: _uploaded(file), tier, words)  # type: ignore[misc]
    st.session_state[_DRAFTS] = drafts


def _draft(name: str, read: Callable[[], Article], tier: str, words: Wording) -> list[Draft]:
    """The draft of one article, or none and the reason on the screen."""
    try:
        article = read()
        return [Draft(article, _extractor(tier)(article))]
    except (SourceError, ModelError) as error:
        st.error(words("add.unread", name=name, error=error), icon=":material/error:")
        return []


def _pasted(text: str, facts: Facts) -> Article:
    if "\0" in text:
        text = decode(text.encode(), slug(text[:60]))
    id_ = slug(facts.title or text[:60])
    return article_from_text(text, id_, title=facts.title, date=facts.date, publisher=facts.publisher, url=facts.url)


def _uploaded(file: UploadedFile) -> Article:
    return article_from_text(decode(file.getvalue(), file.name), slug(Path(file.name).stem))


def _show_draft(number: int, draft: Draft, words: Wording) -> None:
    article, claims = draft.article, draft.found.claims
    labels = {entry.guarantee.id: words.of(entry.guarantee.label) for entry in session.guarantees()}

    def guarantee(place: int) -> tuple[str, str]:
        found = spoken_of(claims[place - 1], article.language)
        label = labels.get(found.id) or words.of(found.labels())
        return label, session.compare_with([found.id]) if found.id in labels else ""

    with st.container(border=True, key=f"add-draft-{number}"):
        st.html(tag("h2", words.number("add.found", len(claims)), class_="cf-found"))
        st.html(tag("p", words("add.not-stored"), class_="cf-muted"))
        columns = st.columns([1, 1, 3])
        columns[0].button(
            words("add.store"),
            icon=":material/add:",
            type="primary",
            key=f"add-store-{number}",
            on_click=_store,
            args=(draft,),
        )
        columns[1].button(
            words("add.discard"), icon=":material/close:", key=f"add-discard-{number}", on_click=_discard, args=(draft,)
        )
        text, cards = st.columns([5, 4], gap="large")
        with text:
            st.html(marked_text(article.text, article.language, claims, words))
        with cards:
            st.html(_found_by(draft.found, words))
            st.html(
                claim_cards(claims, article.language, words, guarantee=guarantee, instruments=labels)
                if claims
                else tag("p", words("articles.no-claims"), class_="cf-muted")
            )


def _found_by(found: Extracted, words: Wording) -> Html:
    who = words(f"add.tier-{found.tier}", model=found.model)
    notices = [notice.text(words.language) for notice in found.notices]
    return found_by(who, notices, figures_of(found.tier, latest()), words)


def _discard(draft: Draft) -> None:
    st.session_state[_DRAFTS] = [other for other in _kept(_DRAFTS, Draft) if other != draft]


def _store(draft: Draft) -> None:
    words = Wording(session.language())
    try:
        report = knowledge_base().add_article(draft.article, draft.found)
    except CasusError as error:
        st.session_state[_PROBLEM] = words("add.failed", error=error)
        return
    if report.failed:
        st.session_state[_PROBLEM] = words("add.failed", error=report.failed[0].error)
        return
    _discard(draft)
    _note(draft, report)


def _note(draft: Draft, report: PopulationReport) -> None:
    """Remember what was stored, so that it can be found and taken back."""
    id_ = shelf.article_with_text(session.select(), draft.article.sha256) or draft.article.id
    ids = tuple(dict.fromkeys(spoken_of(claim, draft.article.language).id for claim in draft.found.claims))
    stored = Stored(id_, draft.article.title or id_, ids, len(draft.found.claims), is_new=not report.unchanged)
    st.session_state[_STORED] = [*(other for other in _kept(_STORED, Stored) if other.id != id_), stored]


def _show_stored(number: int, stored: Stored, words: Wording) -> None:
    with st.container(border=True, key=f"add-stored-{number}"):
        said = words.number("add.stored", stored.claims) if stored.is_new else words("add.there-already")
        links = [link(session.address("articles", {"article": stored.id}), words("add.to-article"))]
        if stored.guarantees:
            links.append(link(session.compare_with(list(stored.guarantees)), words("add.to-comparison")))
        st.html(
            tag(
                "div",
                tag("h2", said, class_="cf-found"),
                tag("p", stored.title),
                tag("ul", *(tag("li", way) for way in links), class_="cf-ways"),
            )
        )
        if stored.is_new:  # what others stored is not taken back from here
            st.button(
                words("add.undo"), icon=":material/undo:", key=f"add-undo-{number}", on_click=_remove, args=(stored,)
            )


def _remove(stored: Stored) -> None:
    words = Wording(session.language())
    try:
        knowledge_base().remove_article(stored.id)
    except CasusError as error:
        st.session_state[_PROBLEM] = words("add.failed", error=error)
        return
    st.session_state[_STORED] = [other for other in _kept(_STORED, Stored) if other != stored]
    st.toast(words("add.removed"), icon=":material/undo:")
