"""Passages: sentences, or clauses that make a claim of their own."""

from dataclasses import dataclass, replace
from itertools import pairwise

from kb.claim import Speaker
from kb.extraction.actors import Mention
from kb.extraction.instruments import Instrument
from kb.extraction.lexicon import Match
from kb.extraction.reading import Reading, speaker_of
from kb.extraction.tables import word_set

_SHARED = ("acts:", "fields:condition", "fields:trigger", "evidence:membership")
_MIN_CLAUSE = 4
_CLAUSE_EVIDENCE = 1.2
_DECIDED = 2.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens `first` to `last` of a sentence with what lies inside them."""

    reading: Reading
    first: int
    last: int
    matches: tuple[Match, ...]
    mentions: tuple[Mention, ...]
    speaker: Speaker | None
    position: bool
    measured: bool = False

    def values(self, scope: str) -> set[str]:
        """The values of a scope found here, such as `acts`."""
        return {m.value.partition(":")[2] for m in self.matches if m.value.startswith(scope + ":")}

    def weight(self, value: str) -> float:
        """The greatest weight of a value, 0 where it is not found."""
        return max((m.weight for m in self.matches if m.value == value), default=0.0)

    def evidence(self) -> float:
        """The sum of the evidence weights, each value once."""
        return sum({m.value: m.weight for m in self.matches if m.value.startswith("evidence:")}.values())

    @property
    def instruments(self) -> tuple[tuple[Match, Instrument], ...]:
        """The instruments named here."""
        if self.measured:
            return ()
        return tuple((m, i) for m, i in self.reading.instruments if self.first <= m.first < self.last)


def whole(reading: Reading) -> Passage:
    """The sentence as one passage."""
    return passage(reading, 0, len(reading.sentence.tokens))


def passage(reading: Reading, first: int, last: int) -> Passage:
    """The passage of the tokens `first` to `last`."""
    speaker, position = speaker_of(reading.utterances, first, last)
    return Passage(
        reading,
        first,
        last,
        tuple(m for m in reading.matches if m.first >= first and m.last <= last),
        tuple(m for m in reading.mentions if m.first >= first and m.last <= last),
        speaker,
        position,
    )


def clauses(reading: Reading) -> tuple[Passage, ...]:
    """The clauses of a sentence that each speak of a guarantee; the whole sentence where they do not."""
    cuts = _cuts(reading)
    bounds = [0, *cuts, len(reading.sentence.tokens)]
    parts = [passage(reading, a, b) for a, b in pairwise(bounds)]
    kept = [part for part in parts if _stands_alone(part)]
    return tuple(kept) if len(kept) > 1 else (whole(reading),)


def _stands_alone(part: Passage) -> bool:
    """Whether a clause has evidence of its own, or a guarantor with a decided act."""
    if not part.mentions and not _pronoun(part):
        return False
    guarantor = any(role == "G" for m in part.matches for role, _ in m.captures)
    decided = any(m.weight >= _DECIDED for m in part.matches if m.value.startswith("acts:"))
    if not part.mentions:
        return decided and part.evidence() > 0
    return part.evidence() >= _CLAUSE_EVIDENCE or (guarantor and decided and part.evidence() > 0)


def _pronoun(part: Passage) -> bool:
    tokens = part.reading.sentence.tokens[part.first : part.first + 4]
    return any(token.form in word_set("pronouns") for token in tokens)


def _cuts(reading: Reading) -> list[int]:
    tokens = reading.sentence.tokens
    cuts: list[int] = []
    for at in range(1, len(tokens) - 1):
        form = tokens[at].form
        splits = form == ";" or (form in {",", "–", "—"} and tokens[at + 1].form in word_set("conjunctions"))
        if splits and at - (cuts[-1] if cuts else 0) >= _MIN_CLAUSE and len(tokens) - at > _MIN_CLAUSE:
            cuts.append(at + 1)
    return cuts


def enumerated(passage: Passage) -> tuple[Passage, ...]:
    """The items of an enumeration of guarantees, each with its own guarantor; else the passage alone.

    "Guarantees by the US, forces of European states and pledges by other partners": every item keeps the acts
    and the speaker of the whole.
    """
    tokens = passage.reading.sentence.tokens
    heads = sorted({m.first for m in passage.matches if m.value == "roles:guarantor" and _head(m)})
    starts = [
        at
        for number, at in enumerate(heads)
        if number == 0 or any(tokens[back].form in word_set("listing") for back in range(max(0, at - 3), at))
    ]
    if len(starts) < 2:
        return (passage,)
    bounds = [passage.first, *starts[1:], passage.last]
    return tuple(_item(passage, a, b) for a, b in pairwise(bounds))


def _head(match: Match) -> bool:
    """Whether a role pattern opens with the noun that its guarantor follows."""
    return bool(match.captures) and match.captures[0][1].first > match.first


def _item(whole_passage: Passage, first: int, last: int) -> Passage:
    shared = [m for m in whole_passage.matches if m.value.startswith(_SHARED)]
    inside = [
        m for m in whole_passage.matches if first <= m.first and m.last <= last and not m.value.startswith(_SHARED)
    ]
    mentions = tuple(m for m in whole_passage.mentions if first <= m.first and m.last <= last)
    return replace(whole_passage, first=first, last=last, matches=(*shared, *inside), mentions=mentions)
