"""The knowledge base as a whole: built from what the project ships, grown by articles, asked by the faces."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from rdflib import RDF, Graph, Literal, URIRef

from kb import curation
from kb.article import Article
from kb.claim import Claim
from kb.claim_index import ClaimIndex
from kb.comparison import Comparison
from kb.comparison.codebook import Codebook, read_codebook
from kb.comparison.compare import DEFAULT_BENCHMARK, compare_on_shelf
from kb.comparison.material import Shelf
from kb.comparison.perspective import EVERYTHING, Perspective
from kb.entailments import (
    curated_entailments,
    reason_over,
    ship,
    types_of_mentioned,
    unstated_of_curated,
)
from kb.errors import CasusError, SourceError
from kb.extracted import Extracted, Extractor
from kb.language_model import embedded
from kb.likeness import linked_copies, stored_under, unlinked_copies, with_free_id
from kb.namespaces import CF, graph_iri, kb_iri
from kb.population import Failure, PopulationReport, agent_graph, populate_numbered
from kb.resources import data_path, home
from kb.reviewing import desk
from kb.reviewing.decisions import Review
from kb.shipped import require_valid_curated, valid_timeline
from kb.sources.files import article_paths, read_article
from kb.statements import regrouped, said_in
from kb.store import Reader, Store, Writer
from kb.validation import require_valid, validate_instruments

Progress = Callable[[str, float], None]
"""Is told the step at work (English) and how much is done, from 0 to 1."""

_BUILD_GRAPH = graph_iri("build")
_INFERRED_GRAPH = graph_iri("inferred")
_UNSTATED_GRAPH = graph_iri("as-far-as-stated")


def _silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


class KnowledgeBase:
    """The knowledge base below a folder (`CASUS_HOME` if none is given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.store = Store(folder or home())
        self.claims = ClaimIndex(self.store.home)
        self._shelves: dict[str, Shelf] = {}

    # ------------------------------------------------------------ building

    def ensure_built(self, progress: Progress = _silent) -> None:
        """Build the knowledge base if there is none, or renew its curated part if the shipped knowledge changed."""
        if not self.is_current:
            self.build(progress)

    @property
    def is_current(self) -> bool:
        """Whether the store holds what this version ships."""
        if not self.store.exists():
            return False
        rows = self.reader().select(
            f"SELECT ?print WHERE {{ GRAPH <{_BUILD_GRAPH}> {{ ?build <{CF.fingerprint}> ?print }} }}"
        )
        return [row["print"] for row in rows] == [curation.fingerprint()]

    def build(self, progress: Progress = _silent, *, reason: bool = False) -> None:
        """Write all curated knowledge, validated and reasoned over; add the shipped articles; keep all others.

        With `reason`, what follows is found anew and shipped, though what ships belongs to this knowledge.
        Raises CurationError, InvalidGraphError or InconsistentOntologyError where shipped knowledge is at fault.
        """
        progress("Reading the curated knowledge", 0.0)
        self.store.require_writable()
        checks = validate_instruments(curation.instrument_paths())  # begun at once, in processes of their own
        curated = list(curation.curated_graphs())
        with ThreadPoolExecutor(1) as beside:
            reasoned = beside.submit(reason_over, curated) if reason else None
            require_valid_curated(curated, checks, self._context, progress)
            timeline = valid_timeline(self._context)
            if reasoned is not None:
                progress("Reasoning over the guarantees", 0.4)
                ship(reasoned.result())
        with self.store.writing() as writer:
            of_files = (f"{graph_iri('instrument')}/", f"{graph_iri('timeline')}/")
            stale = {name for name in writer.graph_names() if name.startswith(of_files)}
            current = {graph.iri: graph.triples for graph in (*curated, *timeline)}
            writer.drop(*(URIRef(name) for name in stale - {str(iri) for iri in current}))
            progress("Writing the curated knowledge", 0.45)
            writer.replace(current | {graph_iri("agent"): agent_graph()})
            progress("Reading the shipped article", 0.55)
            shipped = [read_article(path) for path in article_paths([data_path("articles")])]
            for article in shipped:
                self._add(writer, article, embedded, again=True)
            progress("Writing what follows", 0.6)
            writer.replace({_INFERRED_GRAPH: curated_entailments(), _UNSTATED_GRAPH: unstated_of_curated(curated)})
            mentioned = {URIRef(name): writer.export([name]) for name in _mentioned(writer)}
            writer.replace(types_of_mentioned(mentioned))
            progress("Closing the books", 0.95)
            writer.replace({_BUILD_GRAPH: _build_record()})
        progress("Ready", 1.0)

    # ------------------------------------------------------------ growing

    def populate(
        self,
        paths: Iterable[Path],
        progress: Progress = _silent,
        *,
        again: bool = False,
        extractor: Extractor = embedded,
    ) -> PopulationReport:
        """Read, extract and add articles from files and folders; one that fails does not stop the others.

        `again` extracts the claims of articles that are there already anew. Articles are written one by one under the
        store's lock: an extractor that is slow has read them before (see `kb.language_model.ahead`).
        """
        found = list(article_paths(paths))
        articles: list[tuple[Article, str]] = []
        failed: list[Failure] = []
        for path in found:
            try:
                articles.append((read_article(path), str(path)))
            except SourceError as error:
                failed.append(Failure(str(path), str(error)))
        if not found:
            raise SourceError("no article was found; give text files, or a folder that holds some")
        return self._grow(articles, failed, progress, extractor, again=again)

    def add_article(self, article: Article, found: Extracted | Sequence[Claim] | None = None) -> PopulationReport:
        """Add one article; its claims are extracted if they are not given."""
        if found is None:
            return self._grow([(article, article.id)], [], _silent, embedded)
        given = found if isinstance(found, Extracted) else Extracted(tuple(found))
        return self._grow([(article, article.id)], [], _silent, lambda _: given)

    def remove_article(self, id_: str) -> None:
        """Take an article back, with everything that rests on it."""
        with self.claims.following(self.store) as changed, self.store.writing() as writer:
            changed.append(id_)
            left = regrouped(writer.select, said_in(writer.select, id_), {}) | unlinked_copies(writer.select, id_)
            desk.forget(writer, id_)
            writer.replace(left)

    def decide(self, article: str, step: desk.Step) -> Review:
        """Take a decision on the claims of an article (see kb/reviewing). Raises ReviewError or UnknownIdError."""
        with self.claims.following(self.store) as changed, self.store.writing() as writer:
            changed.append(article)
            return desk.decide(writer, article, step, self._context)

    def _grow(
        self,
        articles: list[tuple[Article, str]],
        failed: list[Failure],
        progress: Progress,
        extractor: Extractor,
        *,
        again: bool = False,
    ) -> PopulationReport:
        added = claimed = unchanged = 0
        if not articles:
            return PopulationReport(failed=tuple(failed))
        with self.claims.following(self.store) as changed, self.store.writing() as writer:
            for number, (article, origin) in enumerate(articles):
                progress(article.id, number / len(articles))
                try:
                    found = self._add(writer, article, extractor, again=again)
                except CasusError as error:
                    failed.append(Failure(origin, str(error)))
                    continue
                if found is None:
                    unchanged += 1
                else:
                    id_, number_found = found
                    changed.append(id_)
                    added += 1
                    claimed += number_found
        progress("Ready", 1.0)
        return PopulationReport(added, claimed, unchanged, tuple(failed))

    def _add(self, writer: Writer, article: Article, extractor: Extractor, *, again: bool) -> tuple[str, int] | None:
        """Add an article's graphs; None if the same text is there already, else its id and the number of claims."""
        known = stored_under(writer.select, article)
        if known and not again:
            return None
        article = replace(article, id=known) if known else with_free_id(writer.select, article)
        found = extractor(article)
        claims = desk.as_reviewed(writer, article.id, found.claims) if known else dict(enumerate(found.claims, 1))
        population = populate_numbered(article, claims, found=found)
        shared = regrouped(writer.select, said_in(writer.select, article.id), population.said)
        shared |= linked_copies(writer.select, article)
        for graph in (
            population.assertions,
            *population.mentioned.values(),
            _together([population.print, *shared.values()]),
        ):
            require_valid(graph, self._context)
        new = {name: graph for name, graph in population.mentioned.items() if not writer.has_graph(name)}
        writer.replace(population.graphs() | types_of_mentioned(new) | shared)
        return article.id, len(claims)

    @cached_property
    def _context(self) -> Graph:
        return curation.schemes() + curation.actors()

    # ------------------------------------------------------------ asking

    def reader(self) -> Reader:
        """A reader on the newest snapshot."""
        return self.store.reader()

    def shelf(self) -> Shelf:
        """What comparisons are made of, in the newest snapshot."""
        reader = self.reader()
        found = self._shelves.get(reader.name)
        if found is None:
            found = Shelf(reader.select, read_codebook(reader.select))
            self._shelves = {reader.name: found}
        return found

    def codebook(self) -> Codebook:
        """Dimensions and values of the newest snapshot."""
        return self.shelf().codebook

    def compare(
        self,
        guarantees: Sequence[str],
        benchmark: str = DEFAULT_BENCHMARK,
        perspective: Perspective = EVERYTHING,
    ) -> Comparison:
        """Compare guarantees by id, in a perspective. Raises UnknownIdError."""
        name = self.reader().name
        return compare_on_shelf(self.shelf(), guarantees, benchmark=benchmark, snapshot=name, perspective=perspective)

    @property
    def saved_comparisons(self) -> Path:
        """The folder of the comparisons that were saved."""
        return self.store.home / "comparisons"


def _mentioned(writer: Writer) -> frozenset[str]:
    prefix = str(graph_iri("mentioned")) + "/"
    return frozenset(name for name in writer.graph_names() if name.startswith(prefix))


def _together(graphs: Iterable[Graph]) -> Graph:
    union = Graph()
    for graph in graphs:
        union += graph
    return union


def _build_record() -> Graph:
    graph = Graph()
    build = kb_iri("build", "current")
    graph.add((build, RDF.type, CF.Build))
    graph.add((build, CF.fingerprint, Literal(curation.fingerprint())))
    return graph
