"""A review in the store: read with the claims it is about, and written with them in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from rdflib import Graph, URIRef

from kb.claim import Claim
from kb.entailments import inferred_graph, types_of_mentioned
from kb.errors import UnknownIdError
from kb.namespaces import CF, graph_iri, kb_iri, local_id
from kb.population import populate_numbered
from kb.queries import view
from kb.reviewing.decisions import Claims, Outcome, Review, carried_over
from kb.reviewing.record import read, review_graph, reviewer, reviewer_graph, write
from kb.reviewing.stored import article as stored_article
from kb.reviewing.stored import claims as stored_claims
from kb.statements import regrouped, said_in
from kb.store import Row, Writer
from kb.validation import require_valid

Step = Callable[[Review, Claims], Outcome]
"""A decision that is still to be taken, on what stands when its turn comes."""


class Source(Protocol):
    """What can be asked and exported from: a reader, or a writer."""

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT."""

    def export(self, graphs: Iterable[str]) -> Graph:
        """The triples of named graphs."""


def review_of(source: Source, article: str) -> Review:
    """All decisions on an article; none is an empty review."""
    graph = source.export([str(review_graph(article))])
    names = {local_id(row["reviewer"]): row["name"] for row in source.select(view("reviewers").bind())} if graph else {}
    return read(article, graph, names)


def standing(source: Source, article: str) -> dict[int, Claim]:
    """The claims of an article by their number."""
    return {stored.number: stored.claim for stored in stored_claims(source.select, article)}


def as_reviewed(writer: Writer, article: str, found: Sequence[Claim]) -> dict[int, Claim]:
    """What is found in an article that is there already, in the light of what was decided on it."""
    if not writer.has_graph(review_graph(article)):
        return dict(enumerate(found, 1))
    return carried_over(review_of(writer, article), found, standing(writer, article))


def decide(writer: Writer, article: str, step: Step, context: Graph) -> Review:
    """Take a decision on an article and write what follows. Raises ReviewError, UnknownIdError, InvalidGraphError.

    `context` describes what claims may refer to.
    """
    if not writer.has_graph(graph_iri("article", article)):
        raise UnknownIdError(f"no article with the id {article!r} can be reviewed; `casus review list` shows those")
    stored = stored_claims(writer.select, article)
    before = {claim.number: claim.claim for claim in stored}
    review, after = step(review_of(writer, article), before)
    read_from = stored_article(writer.select, article)
    population = populate_numbered(read_from, after)
    record, author = write(review), review.decisions[-1].by
    for graph in (population.assertions, record, *population.mentioned.values()):
        require_valid(graph, context)
    new = {name: graph for name, graph in population.mentioned.items() if not writer.has_graph(name)}
    graphs = {
        graph_iri("article", article): population.assertions,
        review_graph(article): record,
        reviewer_graph(author): reviewer(author),
        **new,
        **regrouped(writer.select, said_in(writer.select, article), population.said),
    }
    writer.replace(graphs | types_of_mentioned(new))
    _drop_unspoken(writer, {claim.guarantee for claim in stored if claim.claim not in after.values()})
    return review


def forget(writer: Writer, article: str) -> None:
    """Take an article out of the store, with everything that rests on it alone."""
    spoken = {claim.guarantee for claim in stored_claims(writer.select, article)}
    writer.drop(graph_iri("article", article), graph_iri("provenance", article), review_graph(article))
    _drop_unspoken(writer, spoken)


def _drop_unspoken(writer: Writer, guarantees: Iterable[str]) -> None:
    """Remove those of these guarantees that articles alone made known and none speaks of any more."""
    for id_ in guarantees:
        described: URIRef = graph_iri("mentioned", id_)
        ask = f"SELECT ?claim WHERE {{ ?claim <{CF.about}> <{kb_iri('guarantee', id_)}> }} LIMIT 1"
        if writer.has_graph(described) and not writer.select(ask):
            writer.drop(described, inferred_graph(id_))
