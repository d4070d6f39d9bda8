"""The tables that extraction reads."""

from functools import cache

from kb.tables import read_table

__all__ = ["read_table", "word_set"]


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of small words of both languages, by its name in `lexicon/syntax.yaml`."""
    return frozenset(read_table("lexicon", "syntax.yaml")[name])
