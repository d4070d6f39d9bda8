"""The overview: an article as the trained components look at it, and the statements it may make."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kb.article import Article
from kb.claim import Benchmark
from kb.extraction.actors import PLACE
from kb.extraction.dates import day_of
from kb.extraction.lexicon import Match
from kb.extraction.parties import Parties, coordinations, parties
from kb.extraction.passages import Passage, clauses, enumerated, whole
from kb.extraction.priors import Priors, priors_of
from kb.extraction.reading import Reading, read
from kb.extraction.roles import Cast, voice
from kb.extraction.segment import Kind
from kb.extraction.weighing import score
from kb.extraction.yardstick import yardstick

_NOTE = 3  # sentences


@dataclass(frozen=True)
class Overview:
    """An article as read, with what follows from all its sentences."""

    article: Article
    readings: tuple[Reading, ...]
    priors: Priors

    @cached_property
    def is_note(self) -> bool:
        """Whether the text is too short to be an article."""
        return sum(r.sentence.kind is Kind.BODY for r in self.readings) <= _NOTE

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each actor is named."""
        return Counter(m.code for r in self.readings for m in r.mentions if m.kind != PLACE)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The actors by how often they are named, 0 for the first."""
        return {code: rank for rank, (code, _) in enumerate(self.counts.most_common())}

    @cached_property
    def titled(self) -> frozenset[str]:
        """The actors of the headline."""
        return frozenset(m.code for r in self.readings[:1] for m in r.mentions)

    @cached_property
    def themes(self) -> Counter[str]:
        """How often an instrument of each guarantee type is named."""
        return Counter(i.type for r in self.readings for _, i in r.instruments)

    @cached_property
    def circles(self) -> Counter[frozenset[str]]:
        """The enumerations of several actors, and how often each occurs."""
        found: Counter[frozenset[str]] = Counter()
        for reading in self.readings:
            for chain in set(coordinations(reading.mentions, reading.sentence.tokens).values()):
                codes = frozenset(m.code for m in chain)
                found[codes] += len(codes) > 1
        return +found

    @cached_property
    def last_named(self) -> tuple[Mapping[str, int], ...]:
        """For each sentence the number of the last sentence before it that names each actor."""
        rows: list[Mapping[str, int]] = []
        seen: dict[str, int] = {}
        for number, reading in enumerate(self.readings):
            rows.append(dict(seen))
            seen.update((m.code, number) for m in reading.mentions)
        return tuple(rows)

    @cached_property
    def signs(self) -> tuple[frozenset[str], ...]:
        """The values of the cues of each sentence."""
        return tuple(frozenset(m.value for m in r.matches) for r in self.readings)

    @cached_property
    def points(self) -> tuple[float, ...]:
        """The evidence of each sentence by hand-set weights."""
        return tuple(score(whole(reading)) for reading in self.readings)

    @cached_property
    def _showing(self) -> Counter[str]:
        """How many sentences show each sign."""
        return Counter(sign for signs in self.signs for sign in signs)

    def share(self, sign: str) -> float:
        """The share of the sentences that show a sign."""
        return self._showing[sign] / max(1, len(self.signs))

    @cached_property
    def days(self) -> tuple[dt.date | None, ...]:
        """For each sentence the day that the heading above it gives, as live tickers do."""
        found: list[dt.date | None] = []
        day = None
        for reading in self.readings:
            found.append(day)
            if reading.sentence.kind is Kind.HEADING:
                day = day_of(reading.sentence.tokens, self.article.date)
        return tuple(found)

    def statements(self) -> Iterator["Statement"]:
        """The passages of the body, each of which may make one claim, in order."""
        for number, reading in enumerate(self.readings):
            if reading.sentence.kind is Kind.BODY:
                parts = [part for clause in clauses(reading) for part in enumerated(clause)]
                for part in parts:
                    yield Statement(self, number, part, len(parts))


@dataclass(frozen=True)
class Statement:
    """A passage that may make a claim; `parts` of its sentence may do so."""

    overview: Overview
    number: int
    whole: Passage
    parts: int = 1

    @cached_property
    def _measured(self) -> tuple[Benchmark, Match] | None:
        return yardstick(self.whole)

    @property
    def benchmark(self) -> Benchmark | None:
        """What the passage measures its guarantee against."""
        return self._measured[0] if self._measured else None

    @cached_property
    def passage(self) -> Passage:
        """The passage without its yardstick, which is no party and no guarantee of its own."""
        return without(self.whole, self._measured[1]) if self._measured else self.whole

    @cached_property
    def found(self) -> Parties:
        """The roles of the actors by what stands around them."""
        passage = self.passage
        return parties(passage.matches, passage.mentions, passage.reading.sentence.tokens, voice(passage))

    @cached_property
    def cast(self) -> Cast:
        """The passage with all that decides its roles."""
        return Cast(self.passage, self.found, self.overview.priors)

    @cached_property
    def values(self) -> frozenset[str]:
        """The values of the passage's cues."""
        return frozenset(m.value for m in self.passage.matches)

    @cached_property
    def features(self) -> dict[frozenset[str], tuple[str, ...]]:
        """What was found to speak for sets of actors, as casting keeps it."""
        return {}

    @property
    def reading(self) -> Reading:
        """The sentence."""
        return self.whole.reading


def overview_of(article: Article) -> Overview:
    """Read an article as a whole."""
    readings = read(article)
    return Overview(article, readings, priors_of(readings))


def without(passage: Passage, place: Match) -> Passage:
    """The passage without the yardstick: its alliance is no party, its instrument no guarantee of its own."""
    mentions = tuple(
        m for m in passage.mentions if not place.first - 3 <= m.first <= place.last + 3 or m.code not in {"NATO", "EU"}
    )
    gone = {m.first for m in passage.mentions} - {m.first for m in mentions}
    matches = tuple(
        m
        for m in passage.matches
        if not any(mention.first in gone for _, mention in m.captures) and not m.value.startswith("instrument:")
    )
    return replace(passage, mentions=mentions, matches=matches, measured=True)
