"""What holds for every text: quotes are slices, nothing crashes or hangs, the same text gives the same claims."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.article import Article
from kb.extraction import extract
from kb.extraction.segment import MAX_SENTENCE, segment
from kb.languages import languages
from kb.sources.language import detect_language

WORDS = [
    *re.findall(
        r"\S+",
        """
        die der Ukraine USA Nato Artikel 5 42(7) Garantie Garantien sagte erklärte in nach Truppen Soldaten Angriff
        schließt aus lehnt ab the United States will defend Taiwan if China attacks said Trump U.S. a an of guarantee
        treaty mutual troops to not no Article he she they Merz Macron und and but , . ; : ? ! „ “ " ' - – İ ß ﬀ
        """,
    ),
    "\u00ad",
    "\u200b",
    "\n",
    "\n\n",
]
TEXTS = st.one_of(
    st.text(max_size=600),
    st.lists(st.sampled_from(WORDS), max_size=150).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["de", "en"]))
def test_any_text_gives_claims_that_quote_it(text: str, language: str) -> None:
    claims = extract(Article("any", text, language))
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    for claim in claims:
        assert claim.quote == text[claim.start : claim.end]
        assert claim.quote
        assert claim.guarantors
        assert claim.beneficiaries
    assert claims == extract(Article("any", text, language))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_sentences_are_in_order_apart_and_bounded(text: str) -> None:
    end = 0
    for sentence in segment(text):
        assert end <= sentence.start < sentence.end
        assert sentence.kind.value == "body" or sentence.end - sentence.start <= MAX_SENTENCE
        end = sentence.end
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.surface


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_language_is_one_of_those_described_or_none(text: str) -> None:
    assert detect_language(text) in {*languages(), None}


@pytest.mark.parametrize(
    "text",
    [
        "Sicherheitsgarantien der USA " * 8000,
        "schließt " * 20000,
        "no not never " * 16000,
        "A, " * 70000,
        "„" * 200_000,
        "x" * 200_000,
        "Die Ukraine.\n" * 16000,
        "U.S. " * 40000,
        "würden die USA und die USA und " * 6500,
    ],
    ids=["nouns", "open gap", "negations", "commas", "quotes", "one word", "paragraphs", "dots", "coordination"],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_hostile_text_of_200_kb_ends_soon(text: str, language: str) -> None:
    begin = time.process_time()
    extract(Article("hostile", text, language))
    assert time.process_time() - begin < 30


def test_threads_find_the_same() -> None:
    text = "Title\n\nThe United States will defend Japan if it is attacked, Joe Biden said. The treaty obliges both.\n"
    article = Article("threads", text, "en")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(extract, [article] * 16))
    assert results[0]
    assert all(result == results[0] for result in results)


def test_an_unsupported_language_has_no_claims() -> None:
    assert extract(Article("pl", "Stany Zjednoczone będą bronić Japonii.", "pl")) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Bundesregierung will der Ukraine nach dem Ende der Kämpfe Garantien geben.", "de"),
        ("The government will give Ukraine guarantees after the end of the fighting.", "en"),
        ("Le gouvernement veut donner des garanties à l'Ukraine après la fin des combats.", "fr"),
        ("Rząd chce dać Ukrainie gwarancje bezpieczeństwa po zakończeniu walk, ale nie teraz.", "pl"),
        ("Уряд хоче надати Україні гарантії безпеки після завершення боїв, але не зараз.", "uk"),
        ("El gobierno quiere dar garantías a Ucrania después del fin de los combates.", "es"),
        ("Il governo vuole dare garanzie all'Ucraina dopo la fine dei combattimenti.", "it"),
        ("Правительство не хочет давать Украине гарантии безопасности, но это не всё.", "ru"),
        ("O governo não quer dar garantias à Ucrânia, mas também não diz que não.", "pt"),
        ("De regering wil Oekraïne na het einde van de gevechten garanties geven.", "nl"),
        ("", None),
        ("12345 67890", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language
