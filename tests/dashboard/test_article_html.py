from sample_comparison import HOSTILE, Page

from kb.claim import Benchmark, Claim, Speaker
from kb.dashboard.article_html import claim_cards, marked_text, passages
from kb.dashboard.wording import Wording

WORDS = Wording("de")
TEXT = "Anna sagt dies. Bert sagt das.\nEnde."


def claim(quote: str, text: str = TEXT, name: str = "Anna", **facts: str) -> Claim:
    start = text.index(quote)
    return Claim(
        quote,
        start,
        start + len(quote),
        Speaker(name, "PL"),
        facts.get("relayed_from"),
        "reports",
        ("US",),
        ("UA",),
        "us-guarantee",
        benchmark=Benchmark("nato-article-5", "similar"),
    )


def test_stretches_cover_the_text_without_gaps() -> None:
    claims = [claim("Anna sagt dies. Bert sagt das."), claim("Bert sagt das.")]
    found = passages(claims, len(TEXT))
    assert "".join(TEXT[passage.start : passage.end] for passage in found) == TEXT
    assert [passage.claims for passage in found] == [(1,), (1, 2), ()]


def test_claims_on_the_same_words_are_marked_once() -> None:
    claims = [claim("Bert sagt das."), claim("Bert sagt das.")]
    page = Page(marked_text(TEXT, "de", claims, WORDS))
    assert len(page.all("mark")) == 1
    assert [attributes["href"] for attributes in page.all("a")] == ["#claim-1", "#claim-2"]
    cards = Page(claim_cards(claims, "de", WORDS, guarantee=lambda _: None, instruments={}))
    assert len(cards.all("blockquote")) == 1
    assert [attributes["id"] for attributes in cards.all("article")] == ["claim-1", "claim-2"]


def test_the_text_stays_as_it_is() -> None:
    page = Page(marked_text(TEXT, "de", [claim("Bert sagt das.")], WORDS))
    assert page.text.replace("1", "") == TEXT


def test_offsets_outside_the_text_do_not_break_it() -> None:
    astray = Claim("x", 5, 5000, None, None, "reports", (), (), "other")
    assert Page(marked_text(TEXT, "de", [astray], WORDS)).text == f"{TEXT}1"


def test_a_card_names_speaker_route_sides_and_benchmark() -> None:
    cards = Page(
        claim_cards(
            [claim("Bert sagt das.", relayed_from="US")],
            "de",
            WORDS,
            guarantee=lambda _: ("US-Garantie", "?g=us-guarantee-ukraine"),
            instruments={"nato-article-5": "NATO-Artikel 5"},
        )
    )
    for said in ("Anna (Polen)", "gibt weiter: Vereinigte Staaten", "Vereinigte Staaten → Ukraine", "NATO-Artikel 5"):
        assert said in cards.text
    assert {"href": "?g=us-guarantee-ukraine"} in cards.all("a")


def test_hostile_text_stays_text() -> None:
    text = f"{TEXT} {HOSTILE}"
    claims = [claim(HOSTILE, text, name=HOSTILE)]
    page = Page(
        marked_text(text, "de", claims, WORDS)
        + claim_cards(claims, "de", WORDS, guarantee=lambda _: (HOSTILE, HOSTILE), instruments={})
    )
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "style"}
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on")]
    assert page.text.count(HOSTILE) >= 3
