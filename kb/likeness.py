"""Near-duplicate articles: a syndicated copy or an updated version is found by its words and counted once.

MinHash (Broder 1997): of the hashes of all runs of four words, the smallest under each of many orders are kept. The
share of equal ones estimates how many runs two texts have in common; bands of them are keys by which the store
finds whatever may be alike, without a look at the rest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rdflib import Graph, Literal, URIRef

from kb.article import Article
from kb.namespaces import CF, SCHEMA, graph_iri, kb_iri, local_id, slug

Select = Callable[[str], list[dict[str, str]]]

RUN, ROWS, BANDS = 4, 4, 24
ALIKE = 0.5
"""Share of common runs of words from which on two articles are near-duplicates."""
_SEED = 20_260_101
_PLACES = 4  # hexadecimal digits that are kept of each smallest hash


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of an article's words to find others like it."""

    smallest: str

    def bands(self) -> tuple[str, ...]:
        """The keys by which it is found: a number and the hashes of one band."""
        width = ROWS * _PLACES
        return tuple(f"{band}:{self.smallest[band * width : (band + 1) * width]}" for band in range(BANDS))

    def likeness(self, other: "Print") -> float:
        """The estimated share of runs of words that two articles have in common."""
        pairs = zip(_cut(self.smallest), _cut(other.smallest), strict=True)
        return sum(one == two for one, two in pairs) / (ROWS * BANDS)


@lru_cache(maxsize=2)  # an article that is stored is asked for its print twice
def print_of(text: str) -> Print:
    """The print of a text: case, punctuation and line breaks do not count."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    hashes = np.array(sorted(crc32(run.encode()) for run in runs), dtype=np.uint64)
    factors, shifts = _orders()
    with np.errstate(over="ignore"):
        mixed = (factors[:, None] * hashes[None, :] + shifts[:, None]) >> np.uint64(32)
    return Print("".join(f"{int(number) & 0xFFFF:04x}" for number in mixed.min(axis=1)))


@cache
def _orders() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply and shift: odd factors and offsets, the same in every run."""
    chance = np.random.default_rng(_SEED)
    factors, shifts = (chance.integers(0, 2**63, ROWS * BANDS, dtype=np.uint64) for _ in range(2))
    return factors * np.uint64(2) + np.uint64(1), shifts


def _cut(text: str) -> list[str]:
    return [text[at : at + _PLACES] for at in range(0, len(text), _PLACES)]


def describe_print(article: Article) -> Graph:
    """The print of an article as a graph of its own."""
    graph, node, found = Graph(), kb_iri("article", article.id), print_of(article.text)
    graph.add((node, CF.wordPrint, Literal(found.smallest)))
    for band in found.bands():
        graph.add((node, CF.printBand, Literal(band)))
    return graph


def linked_copies(select: Select, article: Article) -> dict[URIRef, Graph]:
    """The graphs that say which article is a near-duplicate of which earlier one, as far as this article changes them.

    Of two articles the one with the later date refers to the other; without a date it comes last, then by id.
    """
    own = print_of(article.text)
    earlier: set[str] = set()
    later: set[str] = set()
    for id_, (other, day) in _candidates(select, own).items():
        if id_ == article.id or own.likeness(other) < ALIKE:
            continue
        mine = _order(article.id, article.date.isoformat() if article.date else None)
        (earlier if _order(id_, day) < mine else later).add(id_)
    references = _referring(select, article.id)
    changed = {id_: others - {article.id} for id_, others in references.items()}
    for id_ in later:
        changed[id_] = changed.get(id_, _referred(select, id_)) | {article.id}
    return {_graph_of(id_): _linked(id_, others) for id_, others in (changed | {article.id: earlier}).items()}


def unlinked_copies(select: Select, id_: str) -> dict[URIRef, Graph]:
    """The graphs of the articles that refer to one that is removed, without it."""
    referring = _referring(select, id_)
    graphs = {_graph_of(other): _linked(other, others - {id_}) for other, others in referring.items()}
    return graphs | {_graph_of(id_): Graph(), print_graph(id_): Graph()}


def print_graph(id_: str) -> URIRef:
    """The name of the graph that holds an article's print."""
    return graph_iri("print", id_)


def _graph_of(id_: str) -> URIRef:
    return graph_iri("copy", id_)


def _order(id_: str, day: str | None) -> tuple[str, str]:
    return day or date.max.isoformat(), id_


def _candidates(select: Select, own: Print) -> Mapping[str, tuple[Print, str | None]]:
    bands = " ".join(f'"{band}"' for band in own.bands())
    rows = select(
        f"SELECT DISTINCT ?article ?print ?day WHERE {{ VALUES ?band {{ {bands} }} ?article <{CF.printBand}> ?band ; "
        f"<{CF.wordPrint}> ?print OPTIONAL {{ ?article <{SCHEMA.datePublished}> ?day }} }}"
    )
    return {local_id(row["article"]): (Print(row["print"]), row.get("day")) for row in rows}


def _referring(select: Select, id_: str) -> dict[str, set[str]]:
    node = kb_iri("article", id_)
    rows = select(f"SELECT ?later WHERE {{ ?later <{CF.nearDuplicateOf}> <{node}> }}")
    return {other: _referred(select, other) for other in (local_id(row["later"]) for row in rows)}


def _referred(select: Select, id_: str) -> set[str]:
    node = kb_iri("article", id_)
    rows = select(f"SELECT ?earlier WHERE {{ <{node}> <{CF.nearDuplicateOf}> ?earlier }}")
    return {local_id(row["earlier"]) for row in rows}


def _linked(id_: str, others: set[str]) -> Graph:
    graph = Graph()
    for other in others:
        graph.add((kb_iri("article", id_), CF.nearDuplicateOf, kb_iri("article", other)))
    return graph


def stored_under(select: Select, article: Article) -> str | None:
    """The id under which this text is there already; what another outlet prints word for word is its own article."""
    rows = select(
        f"SELECT ?article ?publisher WHERE {{ ?article a <{CF.Article}> ; <{CF.sha256}> "
        f'"{article.sha256}" OPTIONAL {{ ?article <{SCHEMA.publisher}> ?publisher }} }} ORDER BY ?article'
    )
    same = [row for row in rows if article.publisher in {None, row.get("publisher")}]
    return local_id(same[0]["article"]) if same else None


def with_free_id(select: Select, article: Article) -> Article:
    """Another text may have the same file name: its id then gets the start of its hash, a copy the outlet's name."""
    hashed = f"{article.id}-{article.sha256[:8]}"
    for id_ in (article.id, hashed):
        if not select(f"SELECT ?text WHERE {{ <{kb_iri('article', id_)}> <{CF.sha256}> ?text }}"):
            return replace(article, id=id_)
    return replace(article, id=f"{hashed}-{slug(article.publisher or 'again')}")
