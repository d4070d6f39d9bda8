"""A claim: what one speaker says, in one article, about one security guarantee.

The fields are those of the extraction contract (`docs/claims.md`, `tests/contract/claim.schema.json`).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes the statement: the name as written, and the actor code it speaks for (or None)."""

    name: str
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A guarantee measured against another instrument: `similar`, `not-equivalent` and so on."""

    instrument: str
    relation: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; `start` and `end` are the code-point offsets of `quote` in the article's text."""

    quote: str
    start: int
    end: int
    speaker: Speaker | None
    relayed_from: str | None
    act: str
    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    guarantee_type: str
    responses: tuple[str, ...] = ()
    trigger: str = "unspecified"
    strength: str = "unspecified"
    status: str = "unspecified"
    benchmark: Benchmark | None = None
    conditions: tuple[str, ...] = ()
    date: dt.date | None = None
    confidence: float | None = None
    """How likely act, type, guarantors and beneficiaries are all right, from 0 to 1; None where nobody estimated it."""

    def as_json(self) -> dict[str, Any]:
        """The claim in the form of the contract's JSON."""
        speaker = self.speaker
        return {
            "quote": self.quote,
            "speaker": speaker and {"name": speaker.name, "affiliation": speaker.affiliation},
            "relayed_from": self.relayed_from,
            "act": self.act,
            "guarantors": list(self.guarantors),
            "beneficiaries": list(self.beneficiaries),
            "guarantee_type": self.guarantee_type,
            "responses": list(self.responses),
            "trigger": self.trigger,
            "strength": self.strength,
            "status": self.status,
            "benchmark": self.benchmark
            and {"instrument": self.benchmark.instrument, "relation": self.benchmark.relation},
            "conditions": list(self.conditions),
            "date": self.date and self.date.isoformat(),
        }
