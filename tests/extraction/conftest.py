"""What the extraction tests share: reading a text, and the gold articles."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.article import Article
from kb.claim import Claim
from kb.extraction import extract
from kb.extraction.decisions import Decisions
from kb.extraction.pipeline import extract_with
from kb.sources.language import detect_language

DEV = Path(__file__).parent.parent / "contract" / "dev"

RULES = Decisions({})
Read = Callable[..., tuple[Claim, ...]]


@pytest.fixture
def claims_of() -> Read:
    """The claims by the rules of a body under a title; the title keeps the body from being read as a heading."""

    def read(body: str, *, day: str = "2025-09-01", title: str = "Headline") -> tuple[Claim, ...]:
        text = f"{title}\n\n{body}\n"
        article = Article("own", text, detect_language(body) or "en", date=dt.date.fromisoformat(day))
        return extract_with(RULES, article)

    return read


@pytest.fixture(scope="session")
def gold() -> dict[str, dict[str, Any]]:
    """The gold files of the contract by article id."""
    documents = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(DEV.rglob("*.json")))
    return {document["id"]: document for document in documents}


@pytest.fixture(scope="session")
def dev_claims(gold: dict[str, dict[str, Any]]) -> dict[str, tuple[Article, tuple[Claim, ...]]]:
    """The articles of the contract with the claims found in them, by id."""
    found = {}
    for name, document in gold.items():
        text = (DEV / document["language"] / f"{name}.txt").read_text(encoding="utf-8")
        day = document.get("date")
        article = Article(name, text, document["language"], date=dt.date.fromisoformat(day) if day else None)
        found[name] = (article, extract(article))
    return found
