"""What every tier's claims must satisfy: true of what people annotated, and of all that the embedded tier finds."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.admission import actor_code, distinct, flaws, settled, surroundings

Found = dict[str, tuple[Article, tuple[Claim, ...]]]


def annotated(row: dict[str, Any]) -> Claim:
    speaker = row["speaker"]
    return Claim(
        quote=row["quote"],
        start=0,
        end=1,
        speaker=Speaker(speaker["name"], speaker.get("affiliation")) if speaker else None,
        relayed_from=row["relayed_from"],
        act=row["act"],
        guarantors=tuple(row["guarantors"]),
        beneficiaries=tuple(row["beneficiaries"]),
        guarantee_type=row["guarantee_type"],
        status=row["status"],
    )


def test_annotated_claims_are_admitted_as_they_are(gold: dict[str, Any], dev_claims: Found) -> None:
    for name, (article, _) in dev_claims.items():
        found = surroundings(article)
        for claim in map(annotated, gold[name]["claims"]):
            assert flaws(claim, found) == (), name
            assert settled(claim, article) == claim, name


def test_the_embedded_tier_s_claims_are_admitted_as_they_are(dev_claims: Found) -> None:
    for name, (article, claims) in dev_claims.items():
        found = surroundings(article)
        for claim in claims:
            assert flaws(claim, found) == (), name
            assert settled(claim, article) == claim, name


@pytest.mark.parametrize(
    ("written", "language", "code"),
    [
        ("UA", "en", "UA"),
        ("ua", "en", "UA"),
        ("Ukraine", "en", "UA"),
        ("United Kingdom", "en", "GB"),
        ("Vereinigte Staaten", "de", "US"),
        ("coalition of the willing", "en", "COALITION-OF-THE-WILLING"),
        ("European_States", "en", "EUROPEAN-STATES"),
        ("Atlantis", "en", "Atlantis"),
        ("Ukraine and Moldova", "en", "Ukraine and Moldova"),
    ],
)
def test_codes_and_names_of_actors_are_read(written: str, language: str, code: str) -> None:
    assert actor_code(written, language) == code


def test_a_statement_cannot_be_later_than_its_article() -> None:
    article = Article("x", "Poland will defend Lithuania.", "en", date=dt.date(2025, 5, 1))
    claim = Claim("Poland", 0, 6, None, "US", "commits", ("PL",), ("LT",), "bilateral-agreement", status="offered")
    late = replace(claim, date=dt.date(2025, 5, 2))
    assert settled(late, article).date is None
    assert settled(late, article).relayed_from is None  # nobody speaks, so nobody passes on


def test_the_same_claim_in_the_same_words_is_one() -> None:
    claim = Claim("Poland", 0, 6, None, None, "commits", ("PL", "EE"), ("LT",), "other")
    turned = Claim("Poland", 0, 6, None, None, "commits", ("EE", "PL"), ("LV",), "other")
    assert distinct([claim, turned]) == (claim,)
