"""All cues of a language as one lexicon; values are `file:value`, such as `acts:deny`."""

from functools import cache

from kb.extraction.instruments import SCOPE, instrument_patterns
from kb.extraction.lexicon import Lexicon
from kb.extraction.tables import read_table

FILES = ("evidence", "acts", "roles", "fields", "reporting", "anaphora", "predicates", "concepts")


@cache
def cues(language: str) -> Lexicon:
    """The compiled cues of a language that is read."""
    rows = [
        {**row, "value": f"{name}:{row['value']}"}
        for name in FILES
        for row in read_table("lexicon", f"{name}.{language}.yaml")["patterns"]
    ]
    rows += [{**row, "value": f"{SCOPE}:{row['value']}"} for row in instrument_patterns(language)]
    return Lexicon(rows, f"lexicon ({language})")
