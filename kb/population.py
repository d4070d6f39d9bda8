"""An article and its claims become graphs: what is claimed in one, where it comes from beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from kb import __version__
from kb.article import Article
from kb.claim import Claim
from kb.curation import add_guarantee
from kb.extracted import EMBEDDED, HYBRID, MODEL, Extracted
from kb.likeness import describe_print, print_graph
from kb.linking import SpokenOf, instrument_id, spoken_of
from kb.names import indicated_values, speaking_person
from kb.namespaces import CF, OA, SCHEMA, concept, graph_iri, kb_iri, slug
from kb.statements import Said, said

CONTEXT_LENGTH = 40
"""Code points kept before and after a quote, so that it can be found again."""


@dataclass(frozen=True, slots=True)
class Population:
    """The graphs one article adds: assertions, provenance, its print, guarantees and models first named in it.

    `said` tells of each claim, by IRI, which statement it is part of.
    """

    article_id: str
    assertions: Graph
    provenance: Graph
    mentioned: Mapping[URIRef, Graph]
    print: Graph
    said: Mapping[str, Said]
    agents: Mapping[URIRef, Graph] = field(default_factory=dict)

    def graphs(self) -> dict[URIRef, Graph]:
        """All graphs by their IRI."""
        return {
            graph_iri("article", self.article_id): self.assertions,
            graph_iri("provenance", self.article_id): self.provenance,
            print_graph(self.article_id): self.print,
            **self.mentioned,
            **self.agents,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be populated, and why."""

    path: str
    error: str


@dataclass(frozen=True, slots=True)
class PopulationReport:
    """What a population did: new articles and their claims, articles already there, and failures."""

    articles: int = 0
    claims: int = 0
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()


def populate(
    article: Article, claims: Iterable[Claim], *, now: datetime | None = None, found: Extracted | None = None
) -> Population:
    """The graphs of an article and its claims, numbered from 1; the same input gives the same assertions.

    `found` tells how the claims were found; without it, by the embedded tier.
    """
    return populate_numbered(article, dict(enumerate(claims, 1)), now=now, found=found)


def populate_numbered(
    article: Article, claims: Mapping[int, Claim], *, now: datetime | None = None, found: Extracted | None = None
) -> Population:
    """The graphs of an article and its claims by their numbers, which are those of their IRIs."""
    assertions, mentioned, spoken = Graph(), {}, {}
    describe_article(assertions, article)
    for position, claim in claims.items():
        guarantee = spoken_of(claim, article.language)
        node = describe_quoted_claim(assertions, article, position, claim, guarantee.id)
        assertions.add((node, CF.linkedBy, concept("link", guarantee.link)))
        spoken[str(node)] = said(article, position, claim)
        assertions.add((node, CF.statementKey, Literal(spoken[str(node)].key)))
        if not guarantee.curated:
            mentioned[graph_iri("mentioned", guarantee.id)] = _describe_mentioned(guarantee)
    found = found or Extracted(())
    provenance = _provenance(article, found, now or datetime.now(UTC))
    own_print = describe_print(article)
    return Population(article.id, assertions, provenance, mentioned, own_print, spoken, _model_agent(found))


def describe_article(graph: Graph, article: Article, class_: URIRef = CF.Article) -> URIRef:
    """The article with its text and what is known about it; returns its node."""
    node = kb_iri("article", article.id)
    facts = [
        (CF.articleText, Literal(article.text)),
        (CF.sha256, Literal(article.sha256)),
        (SCHEMA.inLanguage, Literal(article.language)),
        (DCTERMS.title, article.title and Literal(article.title, lang=article.language)),
        (SCHEMA.datePublished, article.date and Literal(article.date.isoformat(), datatype=XSD.date)),
        (SCHEMA.publisher, article.publisher and Literal(article.publisher)),
        (SCHEMA.url, article.url and Literal(article.url, datatype=XSD.anyURI)),
        (CF.sourceNote, article.source_note and Literal(article.source_note)),
    ]
    graph.add((node, RDF.type, class_))
    for property_, fact in facts:
        if fact:
            graph.add((node, property_, fact))
    return node


def describe_quoted_claim(graph: Graph, article: Article, position: int, claim: Claim, guarantee: str) -> URIRef:
    """A claim with its words in the article and the values that they state; returns its node."""
    node = kb_iri("claim", article.id, str(position))
    source = kb_iri("article", article.id)
    graph.add((node, RDF.type, CF.Claim))
    graph.add((node, CF.inArticle, source))
    graph.add((node, CF.position, Literal(position)))
    if claim.confidence is not None:
        graph.add((node, CF.confidence, Literal(Decimal(str(claim.confidence)))))
    graph.add((node, CF.hasQuote, _describe_quote(graph, article, source, position, claim)))
    describe_substance(graph, node, claim, guarantee, article.date)
    for _, scheme, codes in _coded_fields(claim):
        for code in codes:
            for value in indicated_values(scheme, code):
                graph.add((node, CF.statesValue, value))
    return node


def describe_substance(graph: Graph, node: URIRef, claim: Claim, guarantee: str, published: date | None = None) -> None:
    """What a claim says of which guarantee, and who says it: all but its words and the values they state."""
    graph.add((node, CF.about, kb_iri("guarantee", guarantee)))
    for property_, scheme, codes in _coded_fields(claim):
        for code in codes:
            graph.add((node, property_, concept(scheme, code)))
    for property_, actors in (
        (CF.claimedGuarantor, claim.guarantors),
        (CF.claimedBeneficiary, claim.beneficiaries),
    ):
        for code in actors:
            graph.add((node, property_, kb_iri("actor", code)))
    if claim.date:
        graph.add((node, CF.statedOn, Literal(claim.date.isoformat(), datatype=XSD.date)))
    if claim.benchmark:
        graph.add((node, CF.benchmarkInstrument, kb_iri("instrument", instrument_id(claim.benchmark.instrument))))
    _describe_speaker(graph, node, claim, claim.date or published)
    if claim.relayed_from:
        relayed = URIRef(f"{node}/relayed")
        graph.add((node, CF.relays, relayed))
        graph.add((relayed, RDF.type, CF.RelayedClaim))
        graph.add((relayed, CF.affiliation, kb_iri("actor", claim.relayed_from)))


def _coded_fields(claim: Claim) -> tuple[tuple[URIRef, str, tuple[str, ...]], ...]:
    """Property, scheme and codes of each field that the contract gives a closed list."""
    return (
        (CF.act, "act", (claim.act,)),
        (CF.claimedType, "type", (claim.guarantee_type,)),
        (CF.response, "response", claim.responses),
        (CF.trigger, "trigger", (claim.trigger,)),
        (CF.strength, "strength", (claim.strength,)),
        (CF.status, "status", (claim.status,)),
        (CF.condition, "condition", claim.conditions),
        (CF.benchmarkRelation, "relation", (claim.benchmark.relation,) if claim.benchmark else ()),
    )


def _describe_speaker(graph: Graph, node: URIRef, claim: Claim, day: date | None) -> None:
    if not claim.speaker:
        return
    graph.add((node, CF.speakerName, Literal(claim.speaker.name)))
    if claim.speaker.affiliation:
        graph.add((node, CF.affiliation, kb_iri("actor", claim.speaker.affiliation)))
    if person := speaking_person(claim.speaker.name, claim.speaker.affiliation, day):
        graph.add((node, CF.speaker, person))


def _describe_quote(graph: Graph, article: Article, source: URIRef, position: int, claim: Claim) -> URIRef:
    """The quote as a Web Annotation: by its words and by its place, in the stored text."""
    quote, target, words, place = (
        kb_iri("quote", article.id, str(position), *part) for part in ((), ("target",), ("words",), ("place",))
    )
    before = article.text[max(0, claim.start - CONTEXT_LENGTH) : claim.start]
    after = article.text[claim.end : claim.end + CONTEXT_LENGTH]
    for triple in (
        (quote, RDF.type, CF.Quote),
        (quote, OA.hasTarget, target),
        (target, RDF.type, OA.SpecificResource),
        (target, OA.hasSource, source),
        (target, OA.hasSelector, words),
        (target, OA.hasSelector, place),
        (words, RDF.type, OA.TextQuoteSelector),
        (words, OA.exact, Literal(claim.quote)),
        (words, OA.prefix, Literal(before)),
        (words, OA.suffix, Literal(after)),
        (place, RDF.type, OA.TextPositionSelector),
        (place, OA.start, Literal(claim.start)),
        (place, OA.end, Literal(claim.end)),
    ):
        graph.add(triple)
    return quote


def _describe_mentioned(guarantee: SpokenOf) -> Graph:
    graph = Graph()
    add_guarantee(
        graph, guarantee.id, guarantee.labels(), guarantee.type, guarantee.guarantors, guarantee.beneficiaries
    )
    return graph


def agent_id(found: Extracted) -> str:
    """The id of what found the claims: this version, with the tier and the model where one did."""
    return f"casus-{__version__}-{found.tier}-{slug(found.model)}" if found.model else f"casus-{__version__}"


def tier_of(agent: str) -> str:
    """The tier that an agent's id names."""
    found = re.match(rf"casus-[^-]+-({MODEL}|{HYBRID})-", agent)
    return found[1] if found else EMBEDDED


def _provenance(article: Article, found: Extracted, now: datetime) -> Graph:
    """Who extracted the claims, with which version, from which text, when, and what was noticed (PROV-O)."""
    graph = Graph()
    assertions, activity = graph_iri("article", article.id), kb_iri("extraction", article.id)
    agent = kb_iri("agent", agent_id(found))
    stamp = Literal(now.isoformat(timespec="seconds"), datatype=XSD.dateTime)
    graph.add((assertions, PROV.wasGeneratedBy, activity))
    graph.add((assertions, PROV.generatedAtTime, stamp))
    graph.add((activity, RDF.type, PROV.Activity))
    graph.add((activity, PROV.used, kb_iri("article", article.id)))
    graph.add((activity, PROV.wasAssociatedWith, agent))
    for notice in found.notices:
        for language in ("en", "de"):
            graph.add((activity, RDFS.comment, Literal(notice.text(language), lang=language)))
    return graph


def _model_agent(found: Extracted) -> dict[URIRef, Graph]:
    """The description of a language model as this version asks it; none of the embedded tier, which has its own."""
    if not found.model:
        return {}
    graph = Graph()
    agent = kb_iri("agent", agent_id(found))
    words = {
        "en": f"Casus Foederis, {found.tier} extraction with {found.model}",
        "de": f"Casus Foederis, Extraktion ({found.tier}) mit {found.model}",
    }
    graph.add((agent, RDF.type, PROV.SoftwareAgent))
    for language, label in words.items():
        graph.add((agent, RDFS.label, Literal(label, lang=language)))
    graph.add((agent, SCHEMA.softwareVersion, Literal(__version__)))
    return {graph_iri("agent", agent_id(found)): graph}


@cache
def agent_graph() -> Graph:
    """The description of this version of the extraction, which every provenance graph refers to."""
    graph = Graph()
    agent = kb_iri("agent", f"casus-{__version__}")
    graph.add((agent, RDF.type, PROV.SoftwareAgent))
    graph.add((agent, RDFS.label, Literal("Casus Foederis, embedded extraction", lang="en")))
    graph.add((agent, RDFS.label, Literal("Casus Foederis, eingebaute Extraktion", lang="de")))
    graph.add((agent, SCHEMA.softwareVersion, Literal(__version__)))
    return graph
