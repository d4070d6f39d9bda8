"""The tables that extraction reads."""

from functools import cache
from typing import Any

from kb.resources import data_path
from kb.tables import read_table

__all__ = ["own_names", "read_table", "word_set"]


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of small words of all languages together, by its name in `lexicon/syntax.yaml`."""
    return frozenset(read_table("lexicon", "syntax.yaml")[name])


@cache
def own_names(language: str) -> dict[str, Any]:
    """The names of actors, titles and persons in a language that `kb/actors` does not have; empty for those it has."""
    name = f"names.{language}.yaml"
    return dict(read_table("lexicon", name)) if data_path("lexicon", name).is_file() else {}
