"""What reading an article gave: its claims, which tier found them, and what a reader should know about that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kb.article import Article
from kb.claim import Claim
from kb.languages import language_of, names_of_read_languages
from kb.tables import read_table

LANGUAGE_UNREAD = "language-unread"
"""The kind of the notice on an article in whose language no claims are found; its detail is the language's code."""

EMBEDDED, MODEL, HYBRID = "embedded", "model", "hybrid"
TIERS = (EMBEDDED, MODEL, HYBRID)
"""The embedded tier reads offline; `model` asks a language model; in `hybrid` the first chooses, the second decides."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that went otherwise than asked; the kinds are those of `lexicon/notices.yaml`."""

    kind: str
    detail: str = ""

    def text(self, language: str = "en") -> str:
        """The notice as a sentence."""
        sentence: str = read_table("lexicon", "notices.yaml")[self.kind][language]
        detail = language_of(self.detail).label[language] if self.kind == LANGUAGE_UNREAD else self.detail
        return sentence.format(detail=detail, read=names_of_read_languages(language))


@dataclass(frozen=True, slots=True)
class Extracted:
    """The claims of one article; `tier` is the one that found them, after a fallback another than was asked."""

    claims: tuple[Claim, ...]
    tier: str = EMBEDDED
    model: str | None = None
    notices: tuple[Notice, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Where the claims come from, for the article's object in the contract's JSON."""
        return {"tier": self.tier, "model": self.model, "notices": [notice.text() for notice in self.notices]}


Extractor = Callable[[Article], Extracted]
"""Finds the claims of an article."""
