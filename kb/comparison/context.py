"""The sentence before a quote and the one after it, as they stand in the article."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.comparison.codebook import Select
from kb.comparison.evidence import claim_id
from kb.queries import view

WINDOW = 300
"""Code points that the query gives before and after a quote."""
_BOUNDARY = re.compile(r"""(?<=[.!?…]["”“»«'’)])\s+|(?<=\w[.!?…])\s+(?=["„“»«'(]?[A-ZÄÖÜ0-9])|\s*\n\s*\n\s*""")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a quote: to the start of its sentence and the sentence before, and the same after it."""

    before: str
    after: str


def contexts(select: Select, claims: Iterable[str]) -> dict[str, Context]:
    """The contexts of the quotes of these claims, by id."""
    wanted = sorted(set(claims))
    if not wanted:
        return {}
    return {
        claim_id(row["claim"]): Context(sentence_before(row.get("before", "")), sentence_after(row.get("after", "")))
        for row in select(view("quote-contexts").bind({"claim": wanted}))
    }


def sentence_before(text: str) -> str:
    """The last sentence that ends before the quote, with the part of its own sentence that precedes it."""
    parts = [part for part in _BOUNDARY.split(text.rstrip("\n")) if part.strip()]
    whole = _ends_sentence(text)
    wanted = parts[-1:] if whole or len(parts) < 2 else parts[-2:]
    told = " ".join(part.strip() for part in wanted)
    cut = len(text) == WINDOW and len(wanted) == len(parts)
    return f"{_ELLIPSIS} {told}" if cut and told else told


def sentence_after(text: str) -> str:
    """What is left of the quote's own sentence, and the next."""
    parts = [part for part in _BOUNDARY.split(text) if part.strip()]
    fresh = text[:1].isspace() or not text
    wanted = parts[: 1 if fresh else 2]
    told = " ".join(part.strip() for part in wanted)
    cut = len(text) == WINDOW and len(wanted) == len(parts)
    return f"{told} {_ELLIPSIS}" if cut and told else told


def _ends_sentence(text: str) -> bool:
    """Whether the words before a quote end a sentence, or a paragraph."""
    return text.rstrip(" ").endswith("\n") or bool(re.search(r"[.!?…][\"”“»«'’)]?\s*$", text))
