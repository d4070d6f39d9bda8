"""Gold: annotated articles, and which statement of an article each annotated claim rests on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kb.errors import SourceError
from kb.extraction.claimhood import claim_features
from kb.extraction.linear import Features
from kb.extraction.overview import Overview, Statement, overview_of
from kb.sources.files import read_article

GoldClaim = Mapping[str, Any]


@dataclass(frozen=True)
class Annotated:
    """An article as read, its statements, and for each statement its annotated claim or None."""

    name: str
    collection: str
    document: dict[str, Any]
    overview: Overview
    statements: tuple[Statement, ...]
    gold: tuple[GoldClaim | None, ...]

    @cached_property
    def claimhood(self) -> tuple[Features, ...]:
        """For each statement what tells whether it makes a claim."""
        return tuple(claim_features(statement) for statement in self.statements)

    def claims(self) -> Iterator[tuple[Statement, GoldClaim]]:
        """The statements that make a claim, with it."""
        return ((s, g) for s, g in zip(self.statements, self.gold, strict=True) if g is not None)


def read_annotated(folders: Iterable[Path]) -> list[Annotated]:
    """The annotated articles below the folders: pairs of NAME.txt and NAME.json as docs/claims.md tells.

    Raises SourceError where a folder holds none.
    """
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.json"))
    pairs = [path for path in paths if path.with_suffix(".txt").exists()]
    if not pairs:
        raise SourceError("There is no annotated article (NAME.txt with NAME.json). Name a folder that holds some.")
    return [_annotated(path) for path in pairs]


def _annotated(path: Path) -> Annotated:
    document = json.loads(path.read_text(encoding="utf-8"))
    overview = overview_of(read_article(path.with_suffix(".txt")))
    statements = tuple(overview.statements())
    gold: list[GoldClaim | None] = [None] * len(statements)
    for claim in document["claims"]:
        start = overview.article.text.find(claim["quote"])
        end = start + len(claim["quote"])
        places = [
            n for n, s in enumerate(statements) if start < s.reading.sentence.end and s.reading.sentence.start < end
        ]
        free = [n for n in places if gold[n] is None]
        if start >= 0 and free:
            gold[max(free, key=lambda n: _fit(statements[n], claim))] = claim
    return Annotated(document["id"], path.parent.parent.name, document, overview, statements, tuple(gold))


def _fit(statement: Statement, claim: GoldClaim) -> tuple[int, int]:
    """How well a statement carries a claim: the parties it names, then how much of it there is."""
    named = {m.code for m in statement.whole.mentions}
    parties = len(named & set(claim["guarantors"])) + len(named & set(claim["beneficiaries"]))
    return parties, len(statement.whole.matches)
