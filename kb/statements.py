"""One statement, several sources: what one speaker says within two days, of the same parties, is said once.

A claim carries the key of its substance and day. Claims of one substance whose days follow each other closely are a
chain; from its first day on, each statement takes what falls within two days. The outcome depends on the claims
alone, not on the order in which they came.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from rdflib import RDF, XSD, Graph, Literal, URIRef

from kb.article import Article
from kb.claim import Claim
from kb.names import speaking_person
from kb.namespaces import CF, graph_iri, kb_iri, slug

Select = Callable[[str], list[dict[str, str]]]
"""Runs a SELECT over the store as it is and returns its rows."""

REACH = 2
"""Days within which the same words of the same speaker count as one statement."""
_DIGITS = 20
_NAME = re.compile(r"[A-ZÀ-Ž][\w.’'-]*(?: [A-ZÀ-Ž][\w.’'-]*)+")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim's substance and the day on which it was said; without a day it stands for itself."""

    substance: str
    day: date | None

    @property
    def key(self) -> str:
        """By this the store finds the claims that may be the same statement."""
        return f"{self.substance}/{self.day.isoformat()}" if self.day else self.substance


def said(article: Article, position: int, claim: Claim) -> Said:
    """What a claim says and when: speaker, act, type and both sides."""
    day = claim.date or article.date
    parts = [
        _voice(claim, day),
        claim.act,
        claim.guarantee_type,
        ",".join(sorted(set(claim.guarantors))),
        ",".join(sorted(set(claim.beneficiaries))),
        *(() if day else (article.id, str(position))),
    ]
    return Said(hashlib.sha256("|".join(parts).encode()).hexdigest()[:_DIGITS], day)


def _voice(claim: Claim, day: date | None) -> str:
    """Who speaks: a known person; one with a full name; else the actor spoken for; an article by its very words."""
    if claim.speaker is None:
        return "words:" + " ".join(re.findall(r"\w+", claim.quote.casefold()))
    name, affiliation = claim.speaker.name, claim.speaker.affiliation
    if person := speaking_person(name, affiliation, day):
        return f"person:{person}"
    if affiliation and not _NAME.fullmatch(name):
        return f"actor:{affiliation}"
    return f"name:{slug(name)}:{affiliation or ''}"


@dataclass(frozen=True, slots=True)
class Statements:
    """Which claims the statements of one substance hold: claims by the first day."""

    substance: str
    claims: Mapping[date | None, frozenset[str]]

    def graphs(self) -> dict[URIRef, Graph]:
        """A named graph for each statement."""
        return dict(_described(self.substance, day, claims) for day, claims in self.claims.items())


def grouped(substance: str, dated: Mapping[str, date | None]) -> Statements:
    """The statements that claims of one substance make up, by their days."""
    groups: dict[date | None, frozenset[str]] = {}
    undated = frozenset(claim for claim, day in dated.items() if day is None)
    if undated:
        groups[None] = undated
    first: date | None = None
    days = sorted((day, claim) for claim, day in dated.items() if day)
    for day, pairs in groupby(days, key=lambda pair: pair[0]):
        if first is None or day > first + timedelta(REACH):
            first = day
        groups[first] = groups.get(first, frozenset()) | {claim for _, claim in pairs}
    return Statements(substance, groups)


def regrouped(select: Select, before: Mapping[str, Said], after: Mapping[str, Said]) -> dict[URIRef, Graph]:
    """The statements' graphs that change when claims (by IRI) go and others come; an empty graph is to be removed.

    The store is asked by key only: for the days around those that change, and on as long as these are followed.
    """
    changed: dict[URIRef, Graph] = {}
    substances = {entry.substance for entry in (*before.values(), *after.values())}
    for substance in sorted(substances):
        old, new = (
            {claim: entry.day for claim, entry in side.items() if entry.substance == substance}
            for side in (before, after)
        )
        stored = _chain(select, substance, {day for day in (*old.values(), *new.values()) if day})
        kept = {claim: day for claim, day in stored.items() if claim not in old}
        standing = _standing(select, {*stored, *old})
        wanted = grouped(substance, kept | new)
        ids = {str(statement_iri(substance, day)): claims for day, claims in wanted.claims.items()}
        changed |= {_graph_of(iri): Graph() for iri in standing if iri not in ids}
        for day, claims in wanted.claims.items():
            if standing.get(str(statement_iri(substance, day))) != claims:
                name, graph = _described(substance, day, claims)
                changed[name] = graph
    return changed


def said_in(select: Select, article_id: str) -> dict[str, Said]:
    """What the stored claims of an article say."""
    rows = select(
        f"SELECT ?claim ?key WHERE {{ ?claim <{CF.inArticle}> <{kb_iri('article', article_id)}> ; "
        f"<{CF.statementKey}> ?key }}"
    )
    return {row["claim"]: _said(row["key"]) for row in rows}


def statement_iri(substance: str, first: date | None) -> URIRef:
    """The IRI of the statement of this substance that begins on a day."""
    return kb_iri("statement", _id(substance, first))


def _id(substance: str, first: date | None) -> str:
    return f"{substance}-{first.isoformat()}" if first else substance


def _said(key: str) -> Said:
    substance, _, day = key.partition("/")
    return Said(substance, date.fromisoformat(day) if day else None)


def _chain(select: Select, substance: str, days: Iterable[date]) -> dict[str, date | None]:
    """The stored claims of a substance near these days, and those near them in turn."""
    found: dict[str, date | None] = {}
    asked: set[date] = set()
    open_ = set(days)
    while open_:
        near = {day + timedelta(shift) for day in open_ for shift in range(-REACH, REACH + 1)} - asked
        asked |= near
        rows = _with_keys(select, (Said(substance, day).key for day in near)) if near else []
        new = {claim: entry.day for claim, entry in rows if claim not in found}
        found |= new
        open_ = {day for day in new.values() if day}
    return found


def _with_keys(select: Select, keys: Iterable[str]) -> list[tuple[str, Said]]:
    values = " ".join(f'"{key}"' for key in sorted(keys))
    rows = select(f"SELECT ?claim ?key WHERE {{ VALUES ?key {{ {values} }} ?claim <{CF.statementKey}> ?key }}")
    return [(row["claim"], _said(row["key"])) for row in rows]


def _standing(select: Select, claims: Iterable[str]) -> dict[str, frozenset[str]]:
    """The stored statements that hold any of these claims, with all that they hold."""
    values = " ".join(f"<{claim}>" for claim in sorted(claims))
    if not values:
        return {}
    rows = select(
        f"SELECT DISTINCT ?statement ?claim WHERE {{ VALUES ?one {{ {values} }} "
        f"?statement <{CF.hasClaim}> ?one , ?claim }}"
    )
    return {
        statement: frozenset(row["claim"] for row in rows if row["statement"] == statement)
        for statement in {row["statement"] for row in rows}
    }


def _graph_of(statement: str) -> URIRef:
    return graph_iri("statement", statement.rsplit("/", 1)[-1])


def _described(substance: str, first: date | None, claims: Iterable[str]) -> tuple[URIRef, Graph]:
    graph, node = Graph(), statement_iri(substance, first)
    graph.add((node, RDF.type, CF.Statement))
    for claim in claims:
        graph.add((node, CF.hasClaim, URIRef(claim)))
    if first:
        graph.add((node, CF.firstStatedOn, Literal(first.isoformat(), datatype=XSD.date)))
    return _graph_of(node), graph
