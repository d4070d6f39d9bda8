"""The language of a text, by a vote of its most frequent small words."""

import re
from functools import cache

from kb.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_MIN_SHARE = 0.12
_LEAD = 1.5


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = read_table("lexicon", "stopwords.yaml")
    return {language: frozenset(words) for language, words in table.items()}


def detect_language(text: str) -> str | None:
    """The code of the language, whether claims are found in it or not; None where none is clearly that of the text."""
    words = [match.group().lower() for match in _WORD.finditer(text[: _SAMPLE * 2])]
    if not words:
        return None
    shares = {language: sum(word in small for word in words) / len(words) for language, small in _small_words().items()}
    best = max(shares, key=lambda language: shares[language])
    others = max((share for language, share in shares.items() if language != best), default=0.0)
    if shares[best] < _MIN_SHARE or shares[best] < _LEAD * others:
        return None
    return best
