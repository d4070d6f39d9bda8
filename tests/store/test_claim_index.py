"""The index of claims: what is found, how it is counted, and that it follows the store."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.claim_index import FACETS, ClaimIndex, Search
from kb.errors import QueryError
from kb.knowledge_base import KnowledgeBase
from kb.reviewing.decisions import accept, reject

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
TEXTS = {
    "eins": ("Müller sagt zu. Meyer zweifelt am Schutzschirm.", "de", "Die Brücke"),
    "two": ("Smith promises help. He spoke of rain.", "en", "The Bridge"),
}


def article(id_: str) -> Article:
    text, language, publisher = TEXTS[id_]
    return Article(id_, text, language, f"Titel {id_}", dt.date(2026, 3, 1), publisher)


def claim(id_: str, quote: str, speaker: str, act: str) -> Claim:
    start = TEXTS[id_][0].index(quote)
    return Claim(
        quote, start, start + len(quote), Speaker(speaker, "DE"), None, act, ("US",), ("UA",), "us-guarantee"
    )  # fmt: skip


CLAIMS = {
    "eins": [claim("eins", "Müller sagt zu.", "Müller", "reports"), claim("eins", "Meyer zweifelt", "Meyer", "doubts")],
    "two": [claim("two", "Smith promises help.", "Smith", "reports")],
}


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    new = KnowledgeBase(tmp_path)
    for id_, claims in CLAIMS.items():
        assert new.add_article(article(id_), claims).failed == ()
    return new


def found(base: KnowledgeBase, words: str = "", whole: bool = False, **facets: tuple[str, ...]) -> list[str]:
    return chosen(base, Search(words, whole, facets))


def chosen(base: KnowledgeBase, search: Search) -> list[str]:
    return sorted(row["id"] for row in base.claims.search(base.reader(), search).rows)


def test_words_are_found_in_quotes_whatever_their_accents(base: KnowledgeBase) -> None:
    assert found(base, "muller") == ["eins/1"]
    assert found(base, "zweifelt mey") == ["eins/2"]
    assert found(base, "Schutzschirm") == []


def test_words_are_found_in_whole_articles_where_asked(base: KnowledgeBase) -> None:
    assert found(base, "Schutzschirm", True) == ["eins/1", "eins/2"]


@pytest.mark.parametrize("typed", ['"', "NEAR(", "a OR b", "*", "quote:x", "'; DROP TABLE claim; --", "\0", "AND"])
def test_nothing_that_is_typed_is_syntax(base: KnowledgeBase, typed: str) -> None:
    found(base, typed)
    assert found(base, "Smith") == ["two/1"]


def test_a_facet_is_counted_as_if_nothing_were_chosen_in_it(base: KnowledgeBase) -> None:
    hits = base.claims.search(base.reader(), Search(facets={"act": ("doubts",)}))
    assert hits.total == 1
    assert dict(hits.counts["act"]) == {"reports": 2, "doubts": 1}
    assert dict(hits.counts["speaker"]) == {"Meyer": 1}


def test_two_values_of_a_facet_are_alternatives_and_two_facets_are_not(base: KnowledgeBase) -> None:
    assert found(base, speaker=("Meyer", "Smith")) == ["eins/2", "two/1"]
    assert found(base, speaker=("Meyer", "Smith"), act=("reports",)) == ["two/1"]
    assert found(base, language=("en",), outlet=("Die Brücke",)) == []


def test_counts_agree_with_what_choosing_the_value_finds(base: KnowledgeBase) -> None:
    hits = base.claims.search(base.reader(), Search())
    for facet in FACETS:
        for value, number in hits.counts[facet]:
            assert len(chosen(base, Search(facets={facet: (value,)}))) == number


def test_days_months_and_years_bound_the_search(base: KnowledgeBase) -> None:
    everything = Search(since="2026-03", until="2026-03")
    assert base.claims.search(base.reader(), everything).total == 3
    assert base.claims.search(base.reader(), replace(everything, since="2026-03-02")).total == 0
    assert base.claims.search(base.reader(), Search(until="2025")).total == 0


def test_an_unknown_facet_is_refused(base: KnowledgeBase) -> None:
    with pytest.raises(QueryError, match="colour"):
        base.claims.search(base.reader(), Search(facets={"colour": ("red",)}))


def test_the_index_follows_decisions_and_removals_without_reading_all_anew(base: KnowledgeBase) -> None:
    assert len(found(base)) == 3
    base.decide("eins", lambda review, claims: reject(review, claims, 1, "Ana", NOW))
    assert base.claims.is_at(base.reader().name)
    base.decide("eins", lambda review, claims: accept(review, claims, 2, "Ana", NOW))
    assert found(base) == ["eins/2", "two/1"]
    assert found(base, review=("accepted",)) == ["eins/2"]
    base.remove_article("two")
    assert base.claims.is_at(base.reader().name)
    assert found(base) == ["eins/2"]
    anew = ClaimIndex(base.store.home / "store")
    assert anew.search(base.reader(), Search()) == base.claims.search(base.reader(), Search())


def test_a_file_of_another_form_is_thrown_away(base: KnowledgeBase) -> None:
    before = base.claims.search(base.reader(), Search())
    with base.claims._open() as index:
        index.executescript("DROP TABLE claim; PRAGMA user_version = 1")
    assert base.claims.search(base.reader(), Search()) == before
