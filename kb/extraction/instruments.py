"""Instruments: treaties and declarations that a sentence names, and what is known of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.extraction.lexicon import Match
from kb.extraction.tables import read_table

SCOPE = "instrument"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A known instrument; empty parties where the text must say who they are."""

    id: str
    type: str
    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    binding: bool
    status: str
    context: frozenset[str]

    @property
    def mutual(self) -> bool:
        """Whether its parties protect each other."""
        return self.guarantors == self.beneficiaries


@cache
def instruments() -> Mapping[str, Instrument]:
    """The instruments of the register by id."""
    return {
        row["id"]: Instrument(
            row["id"],
            row["type"],
            tuple(row["guarantors"]),
            tuple(row["beneficiaries"]),
            bool(row["binding"]),
            row["status"],
            frozenset(row.get("context", ())),
        )
        for row in _rows()
    }


def instrument_patterns(language: str) -> list[dict[str, Any]]:
    """The register's patterns as rows of a lexicon."""
    return [{"value": row["id"], "match": row["match"].get(language, [])} for row in _rows()]


def named_instruments(matches: Iterable[Match], codes: Sequence[str]) -> tuple[tuple[Match, Instrument], ...]:
    """The instruments named by matches; one that needs a context counts only where its actors are named."""
    register = instruments()
    found = []
    for match in matches:
        scope, _, name = match.value.partition(":")
        if scope == SCOPE and (not register[name].context or register[name].context & set(codes)):
            found.append((match, register[name]))
    return tuple(found)


def meant_instruments(matches: Iterable[Match], last: Instrument | None) -> tuple[tuple[Match, Instrument], ...]:
    """The instrument named last, where a sentence says "the clause", "the treaty"."""
    if last is None:
        return ()
    return tuple((match, last) for match in matches if match.value == "anaphora:clause")[:1]


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(read_table("lexicon", "instruments.yaml")["instruments"])
