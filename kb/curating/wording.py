"""The words of the contributor's tools, by language."""

from collections.abc import Mapping
from functools import cache

from kb.curation import read_yaml
from kb.resources import data_path


@cache
def _all_words() -> Mapping[str, Mapping[str, str]]:
    return dict(read_yaml(data_path("curating", "words.yaml")))


def say(key: str, language: str, **facts: object) -> str:
    """A sentence in a language. Raises KeyError for a key that no text has."""
    return _all_words()[language][key].format(**facts)
