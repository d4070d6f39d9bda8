"""The timeline (`kb/timeline/`) becomes graphs: what was said, issued and done when, with its sources.

Words that are known exactly become an excerpt with claims anchored in it, as in any article. Where only the substance
is known, a claim is recorded without words, and states no value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kb.actor_graph import add_source
from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker
from kb.curation import CuratedGraph, read_yaml
from kb.errors import CurationError
from kb.names import office_holder
from kb.namespaces import CF, SCHEMA, concept, graph_iri, kb_iri, slug
from kb.population import describe_article, describe_quoted_claim, describe_substance
from kb.resources import data_path

_ENTRY_KEYS = {"id", "date", "kind", "who", "about", "summary", "quote", "sources", "claims"}
_WHO_KEYS = {"names", "role", "affiliation"}
_SOURCE_KEYS = {"title", "url", "grade"}
_CLAIM_KEYS = {
    "about", "act", "type", "guarantors", "beneficiaries", "responses", "trigger", "strength", "status", "conditions",
    "relayed_from", "benchmark", "rests_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventSource:
    """Where an event is told, how far that was read, and who publishes it."""

    title: str
    url: str | None
    grade: str
    publisher: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class EventClaim:
    """A claim made in an event, about a guarantee by id; `quoted` if it rests on the event's exact words."""

    about: str
    claim: Claim
    quoted: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the timeline. `day` is an ISO date, or a year and month where no more is known.

    `words` are the exact words that are known, in `language`.
    """

    id: str
    day: str
    kind: str
    names: tuple[str, ...]
    role: Mapping[str, str]
    affiliation: tuple[str, ...]
    about: tuple[str, ...]
    summary: Mapping[str, str]
    language: str | None
    words: str | None
    sources: tuple[EventSource, ...]
    claims: tuple[EventClaim, ...]


def timeline_graphs() -> Iterator[CuratedGraph]:
    """One named graph per file of the timeline. Raises CurationError with file and entry."""
    for path in timeline_paths():
        yield CuratedGraph(graph_iri("timeline", path.stem), timeline_graph(path), f"timeline of {path.stem}")


def timeline_paths() -> list[Path]:
    """The timeline's files, one a year, by year."""
    return sorted(path for path in data_path("timeline").glob("*.yaml") if path.stem.isdecimal())


def timeline_graph(path: Path) -> Graph:
    """A file of the timeline as a graph."""
    graph = Graph()
    for event in events(path):
        _describe(graph, event)
    return graph


def events(path: Path) -> tuple[Event, ...]:
    """The entries of a file, in its order. Raises CurationError."""
    document = read_yaml(path)
    rows = document.get("entries") if isinstance(document, dict) else None
    if not isinstance(rows, list):
        raise CurationError(f"{path.name}: the file must hold a list of `entries`")
    found = tuple(_event(row, path.name) for row in rows)
    ids = [event.id for event in found]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise CurationError(f"{path.name}: the id stands twice: {', '.join(twice)}")
    return found


# ---------------------------------------------------------------- reading


def _event(row: Mapping[str, Any], origin: str) -> Event:
    place = f"{origin}, {row.get('id', 'an entry without id')}" if isinstance(row, dict) else origin
    try:
        _only(row, _ENTRY_KEYS)
        day, who, quote = _day(row["date"]), row.get("who") or {}, row.get("quote") or {}
        _only(who, _WHO_KEYS)
        if row["id"] != slug(row["id"]) or not row["id"].startswith(day):
            raise ValueError("the id must be its date followed by lower case ASCII letters, digits and hyphens")
        if len(quote) > 1:
            raise ValueError("a quote has one language")
        names, affiliation = tuple(who.get("names", ())), tuple(who.get("affiliation", ()))
        language, words = next(iter(quote.items()), (None, None))
        speaker = Speaker(", ".join(names), affiliation[0] if len(affiliation) == 1 else None) if names else None
        return Event(
            id=row["id"],
            day=day,
            kind=row["kind"],
            names=names,
            role=who.get("role", {}),
            affiliation=affiliation,
            about=tuple(row["about"]),
            summary=row["summary"],
            language=language,
            words=words,
            sources=tuple(_source(source) for source in row["sources"]),
            claims=tuple(_claim(claim, speaker, words) for claim in row.get("claims", ())),
        )
    except KeyError as error:
        raise CurationError(f"{place}: {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise CurationError(f"{place}: {error}") from error


def _day(written: object) -> str:
    """A date, or a month: YAML knows no type for it, so it stays text."""
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, str) and len(written) == len("2026-03"):
        return date.fromisoformat(f"{written}-01").isoformat()[: len(written)]
    raise ValueError(f'{written!r} is no date; write 2026-03-27, or "2026-03" where only the month is known')


def _source(row: Mapping[str, Any]) -> EventSource:
    _only(row, _SOURCE_KEYS)
    url = row.get("url")
    outlet = _outlet(url) if url else {}
    return EventSource(row["title"], url, row["grade"], outlet.get("name"), outlet.get("kind"))


def _outlet(url: str) -> Mapping[str, str]:
    host = urlsplit(url).netloc
    if host not in _outlets():
        raise ValueError(f"no outlet has the host {host!r}; describe it in timeline/outlets.yaml")
    return _outlets()[host]


@cache
def _outlets() -> Mapping[str, Mapping[str, str]]:
    return dict(read_yaml(data_path("timeline", "outlets.yaml"))["outlets"])


def _claim(row: Mapping[str, Any], speaker: Speaker | None, words: str | None) -> EventClaim:
    _only(row, _CLAIM_KEYS)
    if row.get("rests_on", "quote") not in {"quote", "summary"}:
        raise ValueError("a claim rests on the `quote` or on the `summary`")
    quoted = words is not None and row.get("rests_on") != "summary"
    benchmark = row.get("benchmark")
    claim = Claim(
        quote=words or "",
        start=0,
        end=len(words or ""),
        speaker=speaker,
        relayed_from=row.get("relayed_from"),
        act=row["act"],
        guarantors=tuple(row["guarantors"]),
        beneficiaries=tuple(row["beneficiaries"]),
        guarantee_type=row["type"],
        responses=tuple(row.get("responses", ())),
        trigger=row.get("trigger", "unspecified"),
        strength=row.get("strength", "unspecified"),
        status=row.get("status", "unspecified"),
        benchmark=Benchmark(benchmark["instrument"], benchmark["relation"]) if benchmark else None,
        conditions=tuple(row.get("conditions", ())),
    )
    return EventClaim(row["about"], claim, quoted)


def _only(row: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(row) - known):
        raise ValueError(f"unknown keys: {', '.join(unknown)}")


# ---------------------------------------------------------------- describing


def _describe(graph: Graph, event: Event) -> None:
    node = kb_iri("event", event.id)
    graph.add((node, RDF.type, CF.Event))
    graph.add((node, CF.eventKind, concept("event", event.kind)))
    graph.add((node, CF.happenedOn, _day_literal(event.day)))
    for property_, texts in ((CF.summary, event.summary), (CF.agentRole, event.role)):
        for language, text in texts.items():
            graph.add((node, property_, Literal(text, lang=language)))
    for property_, kind, ids in ((CF.concerns, "guarantee", event.about), (CF.involves, "actor", event.affiliation)):
        for id_ in ids:
            graph.add((node, property_, kb_iri(kind, id_)))
    for name in event.names:
        graph.add((node, CF.agentName, Literal(name)))
        if person := office_holder(name):
            graph.add((node, CF.agent, person))
    for number, source in enumerate(event.sources, 1):
        graph.add((node, CF.source, _describe_source(graph, event, number, source)))
    _describe_claims(graph, event, node)


def _describe_claims(graph: Graph, event: Event, node: URIRef) -> None:
    """The event's words and the claims that rest on them, and the claims that are recorded without words."""
    article = _excerpt(event)
    if article:
        graph.add((node, CF.excerpt, _describe_excerpt(graph, event, article)))
    for number, made in enumerate(event.claims, 1):
        if made.quoted and article:
            claim = describe_quoted_claim(graph, article, number, made.claim, made.about)
        else:
            claim = kb_iri("claim", event.id, str(number))
            graph.add((claim, RDF.type, CF.RecordedClaim))
            describe_substance(graph, claim, made.claim, made.about)
        graph.add((claim, CF.recordedIn, node))
        graph.add((claim, CF.statedOn, _day_literal(event.day)))


def _day_literal(day: str) -> Literal:
    return Literal(day, datatype=XSD.date if len(day) == len("2026-03-27") else XSD.gYearMonth)


def _source_iri(event: Event, number: int) -> URIRef:
    return kb_iri("event", event.id, "source", str(number))


def _describe_source(graph: Graph, event: Event, number: int, source: EventSource) -> URIRef:
    node = _source_iri(event, number)
    add_source(graph, node, source.title, source.grade, source.url)
    if source.publisher:
        graph.add((node, SCHEMA.publisher, Literal(source.publisher)))
    if source.outlet:
        graph.add((node, CF.outletKind, concept("outlet", source.outlet)))
    return node


def _excerpt(event: Event) -> Article | None:
    """The event's exact words as an article; the first source is the one that prints them."""
    if event.words is None or event.language is None:
        return None
    source = event.sources[0]
    return Article(f"timeline-{event.id}", event.words, event.language, publisher=source.publisher, url=source.url)


def _describe_excerpt(graph: Graph, event: Event, article: Article) -> URIRef:
    node = describe_article(graph, article, CF.Excerpt)
    title_language = article.language if article.language in event.summary else "en"
    graph.add((node, DCTERMS.title, Literal(event.summary[title_language], lang=title_language)))
    graph.add((node, CF.source, _source_iri(event, 1)))
    return node
