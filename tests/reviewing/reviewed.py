"""An article with claims to decide on."""

import datetime as dt

from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker

TEXT = (
    "Warschau. 🛡️ Washington werde antworten, sagte Tusk. Mit Artikel 5 sei das nicht gleichzusetzen. "
    "Berlin will Waffen liefern.\nParis zögert noch, Paris zögert noch."
)
ARTICLE = Article("warschau", TEXT, "de", date=dt.date(2025, 12, 16))
NOW = dt.datetime(2026, 11, 27, 12, 0, tzinfo=dt.UTC)


def claim(quote: str, **changes: object) -> Claim:
    """A claim on words of the text."""
    start = TEXT.index(quote)
    fields: dict[str, object] = {
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "speaker": Speaker("Donald Tusk", "PL"),
        "relayed_from": "US",
        "act": "reports",
        "guarantors": ("US",),
        "beneficiaries": ("UA",),
        "guarantee_type": "us-guarantee",
        "responses": ("military-force",),
        "trigger": "renewed-attack",
    }
    return Claim(**(fields | changes))  # type: ignore[arg-type]


BILATERAL = {"guarantors": ("DE",), "guarantee_type": "bilateral-agreement"}
ANSWER = claim("Washington werde antworten, sagte Tusk.")
DENIAL = claim(
    "Mit Artikel 5 sei das nicht gleichzusetzen.",
    relayed_from=None,
    act="doubts",
    responses=(),
    benchmark=Benchmark("nato-article-5", "not-equivalent"),
)
ARMS = claim("Berlin will Waffen liefern.", speaker=None, relayed_from=None, **BILATERAL, status="offered")
CLAIMS = {1: ANSWER, 2: DENIAL, 3: ARMS}
