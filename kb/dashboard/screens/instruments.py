"""The texts: a list with form, state and dates, and one text with all its codings, words and sources."""

import streamlit as st

from kb.comparison.evidence import TextCoding, text_codings
from kb.comparison.matrix import Dimension
from kb.dashboard import catalogue, session
from kb.dashboard.evidence_html import DOT, quotations
from kb.dashboard.listing_html import fact_list, formats, table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.page_head import page_head
from kb.dashboard.wording import Wording
from kb.server import knowledge_base


def show() -> None:
    """Draw the list, or the text of `?instrument=`."""
    words = session.words()
    asked = st.query_params.get("instrument")
    entries = {entry.id: entry for entry in session.instruments()}
    if asked in entries:
        _show_one(entries[asked], words)
        return
    page_head(words, words("instruments.title"), words("instruments.lead"))
    if asked:
        st.error(words("instruments.unknown", id=asked), icon=":material/error:")
    heads = [words(f"instruments.{name}") for name in ("name", "status", "form", "signed", "in-force", "ended")]
    ordered = sorted(entries.values(), key=lambda entry: words.of(entry.label).casefold())
    st.html(table(words("instruments.title"), heads, [_row(entry, words) for entry in ordered]))


def _row(entry: catalogue.InstrumentEntry, words: Wording) -> list[str]:
    return [
        link(session.address("instruments", {"instrument": entry.id}), words.of(entry.label)),
        words.code("d5", entry.status),
        words.code("d4", entry.form),
        *(words.day(day) for day in (entry.signed, entry.in_force, entry.ended)),
    ]


def _show_one(entry: catalogue.InstrumentEntry, words: Wording) -> None:
    parties, sources = catalogue.parties_and_sources(session.select(), entry.id)
    named = sorted((words.of(labels), code) for code, labels in parties)
    page_head(words, words.of(entry.label), entry.official_title)
    status = words.code("d5", entry.status)
    as_of = words("instruments.as-of", day=words.day(entry.as_of)) if entry.as_of else ""
    facts = [
        ("status", " ".join(part for part in (status, as_of) if part)),
        ("form", words.code("d4", entry.form)),
        ("signed", words.day(entry.signed)),
        ("in-force", words.day(entry.in_force)),
        ("ended", words.day(entry.ended)),
        ("parties", join([link(session.address("actors", {"actor": code}), name) for name, code in named], ", ")),
    ]
    st.html(fact_list((words(f"instruments.{name}"), fact) for name, fact in facts))
    st.html(formats("instrument", entry.id, words))
    if entry.guarantee:
        ways = [
            link(session.compare_with([entry.guarantee]), words("guarantees.compare")),
            link(session.address("guarantees", {"guarantee": entry.guarantee}), words("instruments.guarantee")),
        ]
        st.html(tag("p", join(ways, DOT), class_="cf-onward"))
        st.html(_codings(entry, entry.guarantee, words))
    st.html(tag("section", tag("h2", words("instruments.sources")), _sources(sources, words)))
    st.html(tag("p", link(session.address("instruments"), words("instruments.all"))))


def _codings(entry: catalogue.InstrumentEntry, guarantee: str, words: Wording) -> Html:
    """Every coding by dimension: the value, the words it rests on, the note."""
    base = knowledge_base()
    codebook = base.codebook()
    found = text_codings(base.reader().select, [guarantee])
    by_dimension = {
        dimension.id: [coding for coding in found if coding.dimension == dimension.id]
        for dimension in codebook.dimensions
    }
    rows = [
        (
            _question(dimension, words),
            join([_value(coding, words) for coding in by_dimension[dimension.id]]),
            join([quotations(coding.evidence, words, within=entry.id) for coding in by_dimension[dimension.id]]),
        )
        for dimension in codebook.dimensions
        if by_dimension[dimension.id]
    ]
    heads = [words(f"instruments.{name}") for name in ("question", "value", "words")]
    return table(words("instruments.codings"), heads, rows)


def _question(dimension: Dimension, words: Wording) -> Html:
    return join(
        [
            tag("span", words.of(dimension.question), class_="cf-question"),
            tag("span", words.of(dimension.label), class_="cf-dimension"),
        ]
    )


def _value(coding: TextCoding, words: Wording) -> Html:
    if not coding.values:
        return tag("p", words.code("absence", coding.absence), class_="cf-absence cf-known")
    labels = [tag("li", words.code(coding.dimension, value)) for value in coding.values]
    return tag("ul", *labels, class_="cf-values")


def _sources(sources: tuple[catalogue.SourceEntry, ...], words: Wording) -> Html:
    items = [
        tag(
            "li",
            join(
                [
                    part
                    for part in (
                        link(source.url, source.title),
                        words("evidence.grade", grade=words.code("grade", source.grade)) if source.grade else "",
                        words.day(source.dated),
                    )
                    if part
                ],
                DOT,
            ),
        )
        for source in sources
    ]
    return tag("ul", *items, class_="cf-plain-list")
