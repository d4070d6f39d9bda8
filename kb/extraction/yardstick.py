"""Yardsticks: an instrument against which a passage measures another guarantee."""

from kb.claim import Benchmark
from kb.extraction.lexicon import Match
from kb.extraction.passages import Passage

_RELATIONS = ("weaker", "stronger", "not-equivalent", "equivalent", "similar")
_MEASURES = frozenset({"nato-article-5", "eu-article-42-7", "budapest-memorandum", "us-japan-1960", "us-rok-1953"})
_REACH = 14
_UNFAVOURABLE = frozenset({"weaker", "not-equivalent"})


def yardstick(passage: Passage) -> tuple[Benchmark, Match] | None:
    """The benchmark of a passage with the place where its instrument is named, or None."""
    for place, instrument in passage.instruments:
        if instrument.id in _MEASURES:
            relation = _relation(passage, place)
            if relation is not None:
                return Benchmark(instrument.id, relation), place
    return None


def unfavourable(benchmark: Benchmark | None) -> bool:
    """Whether the comparison says that the guarantee falls short."""
    return benchmark is not None and benchmark.relation in _UNFAVOURABLE


def _relation(passage: Passage, place: Match) -> str | None:
    found = {
        match.value.removeprefix("fields:benchmark:")
        for match in passage.matches
        if match.value.startswith("fields:benchmark:")
        and match.first <= place.last + _REACH
        and place.first <= match.last + _REACH
    }
    return next((relation for relation in _RELATIONS if relation in found), None)
