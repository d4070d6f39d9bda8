"""Weighing: the evidence that a passage makes a claim, by hand-set weights."""

from kb.extraction.passages import Passage
from kb.extraction.predicates import SCOPE as VERBS

_DECIDED = 2.0
_TELLING = frozenset(
    {
        "guarantee",
        "promise",
        "membership",
        "defend",
        "treaty",
        "nuclear",
        "deter",
        "binding-words",
        "reliance",
        "anaphoric",
    }
)
_IDLE = 4.0  # talks that merely took place, with nobody named as guarantor


def score(passage: Passage) -> float:
    """The evidence that a passage makes a claim."""
    actors = {m.code for m in passage.mentions}
    roles = {role for m in passage.matches for role, _ in m.captures}
    decided = any(m.weight >= _DECIDED for m in passage.matches if m.value.startswith("acts:"))
    points = passage.evidence() + 0.5 * min(2, len(actors)) + 0.3 * (passage.speaker is not None)
    points += 0.6 * decided + 0.3 * ("G" in roles) + 0.3 * ("B" in roles)
    idle = "talks" in passage.values("evidence") and not roles & {"G", "B"}
    return points + 1.0 * bool(passage.instruments) - _IDLE * (idle or _present_only(passage))


def _present_only(passage: Passage) -> bool:
    """Whether troops are only seen somewhere: nobody sends, promises, asks or refuses anything."""
    acts = any(m.weight >= _DECIDED for m in passage.matches if m.value.startswith("acts:"))
    verbs = any(m.source == VERBS for m in passage.matches)
    said = any(u.explicit and passage.first <= u.verb < passage.last for u in passage.reading.utterances)
    return not acts and not verbs and not said and not passage.instruments and not passage.values("evidence") & _TELLING
