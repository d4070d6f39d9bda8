"""The language of a text, by a vote of its most frequent small words."""

import re
from functools import cache

import yaml

from kb.resources import data_path

LANGUAGES = frozenset({"de", "en"})
"""The languages in which claims are found."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_MIN_SHARE = 0.12
_LEAD = 1.5


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = yaml.safe_load(data_path("lexicon", "stopwords.yaml").read_text(encoding="utf-8"))
    return {language: frozenset(words) for language, words in table.items()}


def detect_language(text: str) -> str | None:
    """`de`, `en`, or None where neither is clearly the language of the text."""
    words = [match.group().lower() for match in _WORD.finditer(text[: _SAMPLE * 2])]
    if not words:
        return None
    shares = {language: sum(word in small for word in words) / len(words) for language, small in _small_words().items()}
    best = max(shares, key=lambda language: shares[language])
    others = max((share for language, share in shares.items() if language != best), default=0.0)
    if best not in LANGUAGES or shares[best] < _MIN_SHARE or shares[best] < _LEAD * others:
        return None
    return best
