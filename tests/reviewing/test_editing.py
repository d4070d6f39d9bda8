"""What a reviewer fills in becomes a claim, or is refused with the reason."""

import datetime as dt

import pytest
from reviewed import ANSWER, ARTICLE, DENIAL, TEXT

from kb.claim import Benchmark, Speaker
from kb.reviewing.decisions import ReviewError
from kb.reviewing.editing import anchored, new_claim, values, with_fields


def test_fields_are_set_by_name() -> None:
    changed = with_fields(
        ARTICLE,
        ANSWER,
        {
            "strength": "binding",
            "guarantors": "US DE",
            "speaker": " Friedrich Merz ",
            "affiliation": "DE",
            "relayed_from": "",
            "instrument": "nato-article-5",
            "relation": "similar",
            "date": "2025-12-15",
        },
    )
    assert changed.strength == "binding"
    assert changed.guarantors == ("DE", "US")
    assert changed.speaker == Speaker("Friedrich Merz", "DE")
    assert changed.relayed_from is None
    assert changed.benchmark == Benchmark("nato-article-5", "similar")
    assert changed.date == dt.date(2025, 12, 15)
    assert (changed.quote, changed.trigger) == (ANSWER.quote, ANSWER.trigger)


def test_a_field_can_be_emptied() -> None:
    emptied = with_fields(ARTICLE, DENIAL, {"speaker": "", "instrument": "", "relation": "", "guarantors": []})
    assert (emptied.speaker, emptied.benchmark, emptied.guarantors) == (None, None, ())


@pytest.mark.parametrize(
    "given",
    [
        {"strength": "iron"},
        {"act": ""},
        {"guarantors": ["ATLANTIS"]},
        {"affiliation": "ATLANTIS"},
        {"relayed_from": "ATLANTIS"},
        {"responses": ["prayer"]},
        {"date": "yesterday"},
        {"instrument": "nato-article-5"},
        {"instrument": "nato-article-5", "relation": "better"},
        {"colour": "red"},
        {"quote": "Rom wird antworten"},
    ],
)
def test_what_no_list_knows_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ReviewError):
        with_fields(ARTICLE, ANSWER, given)


def test_the_values_come_from_the_schemes_in_their_order() -> None:
    assert values("act") == ("denies", "doubts", "demands", "proposes", "reports", "commits")


def test_words_are_found_again_across_spaces_and_lines() -> None:
    start, end = anchored(TEXT, "  Waffen   liefern. Paris ")
    assert TEXT[start:end] == "Waffen liefern.\nParis"


def test_words_that_stand_twice_must_be_told_apart() -> None:
    with pytest.raises(ReviewError, match="2 places"):
        anchored(TEXT, "Paris zögert noch")
    second = TEXT.rindex("Paris zögert noch")
    assert anchored(TEXT, "Paris zögert noch", second) == (second, second + len("Paris zögert noch"))


def test_a_claim_is_added_on_words_of_the_text_only() -> None:
    added = new_claim(ARTICLE, "Berlin will Waffen liefern", _codes())
    assert TEXT[added.start : added.end] == added.quote
    with pytest.raises(ReviewError, match="do not stand"):
        new_claim(ARTICLE, "Berlin will Wein liefern", _codes())
    with pytest.raises(ReviewError, match="choose the words"):
        new_claim(ARTICLE, "  ", _codes())
    with pytest.raises(ReviewError, match="no value of act"):
        new_claim(ARTICLE, "Berlin will Waffen liefern", {})


def _codes() -> dict[str, str]:
    return {"act": "commits", "guarantee_type": "european-guarantee", "guarantors": "DE", "beneficiaries": "UA"}
