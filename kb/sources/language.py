"""The language of a text; the vote of small words is the extraction's, which brings its word lists."""

from kb.extraction import detect_language

LANGUAGES = frozenset({"de", "en"})
"""The languages in which claims are found."""

__all__ = ["LANGUAGES", "detect_language"]
