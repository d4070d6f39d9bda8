"""The form of a claim: one widget per field, closed values from the schemes, actors from the tables."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from kb.claim import Claim
from kb.dashboard.wording import Wording
from kb.names import actor_label
from kb.reviewing.editing import CLOSED, SEVERAL, actor_codes, values

_EARLIEST = date(1900, 1, 1)
_LEFT_OPEN = "unspecified"


def claim_form(
    key: str, claim: Claim | None, words: Wording, instruments: Mapping[str, str], sentences: Sequence[str] = ()
) -> dict[str, Any] | None:
    """The fields as they were sent off, by the names of `kb.reviewing.editing`; None until they are.

    A new claim has no `claim` to start from, and `sentences` to choose its words from.
    """
    with st.form(f"{key}-form", border=False):
        given: dict[str, Any] = {}
        if sentences:
            given["sentence"] = st.selectbox(words("review.sentence"), sentences, index=None, key=f"{key}-sentence")
        given["quote"] = st.text_area(
            words("review.quote"), claim.quote if claim else "", key=f"{key}-quote", help=words("review.quote-help")
        )
        given |= _who(key, claim, words)
        given |= _coded(key, claim, words)
        given |= _measured(key, claim, words, instruments)
        said = claim.date if claim else None
        given["date"] = _iso(
            st.date_input(words("review.field.date"), said, key=f"{key}-date", min_value=_EARLIEST, format="YYYY-MM-DD")
        )
        label = words("review.save" if claim else "review.add-save")
        return given if st.form_submit_button(label, type="primary", key=f"{key}-save") else None


def _who(key: str, claim: Claim | None, words: Wording) -> dict[str, Any]:
    speaker = claim.speaker if claim else None

    def actor(code: str) -> str:
        return f"{actor_label(code, words.language)} ({code})"

    left, right = st.columns(2)
    with left:
        name = st.text_input(words("review.field.speaker"), speaker.name if speaker else "", key=f"{key}-speaker")
    with right:
        affiliation = _one(key, "affiliation", actor_codes(), speaker.affiliation if speaker else None, words, actor)
    given: dict[str, Any] = {"speaker": name, "affiliation": affiliation}
    given["relayed_from"] = _one(
        key, "relayed_from", actor_codes(), claim.relayed_from if claim else None, words, actor
    )
    for column, field in zip(st.columns(2), ("guarantors", "beneficiaries"), strict=True):
        with column:
            given[field] = _several(key, field, actor_codes(), getattr(claim, field, ()), words, actor)
    return given


def _coded(key: str, claim: Claim | None, words: Wording) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for place, (field, scheme) in enumerate(CLOSED.items()):
        if place % 2 == 0:
            columns = st.columns(2)

        def label(code: str, scheme: str = scheme) -> str:
            return words.code(scheme, code)

        with columns[place % 2]:
            if field in SEVERAL:
                given[field] = _several(key, field, values(scheme), getattr(claim, field, ()), words, label)
            else:
                usual = _LEFT_OPEN if _LEFT_OPEN in values(scheme) else None
                given[field] = _one(key, field, values(scheme), getattr(claim, field, usual), words, label)
    return given


def _measured(key: str, claim: Claim | None, words: Wording, instruments: Mapping[str, str]) -> dict[str, Any]:
    """The benchmark: an instrument of the knowledge base, and how the speaker relates the guarantee to it."""
    benchmark = claim.benchmark if claim else None
    known = list(dict.fromkeys([*([benchmark.instrument] if benchmark else []), *instruments]))
    left, right = st.columns(2)
    with left:
        instrument = _one(
            key,
            "instrument",
            known,
            benchmark.instrument if benchmark else None,
            words,
            lambda id_: instruments.get(id_, id_),
        )
    with right:
        relation = _one(
            key,
            "relation",
            values("relation"),
            benchmark.relation if benchmark else None,
            words,
            lambda code: words.code("relation", code),
        )
    return {"instrument": instrument, "relation": relation}


def _one(
    key: str, field: str, options: Sequence[str], chosen: str | None, words: Wording, label: Callable[[str], str]
) -> str | None:
    index = options.index(chosen) if chosen in options else None
    return st.selectbox(
        words(f"review.field.{field}"),
        options,
        index,
        format_func=label,
        key=f"{key}-{field}",
        placeholder=words("review.none"),
    )


def _several(
    key: str, field: str, options: Sequence[str], chosen: Sequence[str], words: Wording, label: Callable[[str], str]
) -> list[str]:
    there = [code for code in chosen if code in options]
    return st.multiselect(
        words(f"review.field.{field}"),
        options,
        there,
        format_func=label,
        key=f"{key}-{field}",
        placeholder=words("review.none"),
    )


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
