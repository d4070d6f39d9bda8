"""The parts that one server process shares: the knowledge base and the service that runs foreign queries."""

from functools import cache, lru_cache

from rdflib import Graph

from kb.dataset import describe
from kb.endpoint.worker import QueryService
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import graph_iri, kb_iri, local_id
from kb.store import Reader, snapshot_day


@cache
def knowledge_base() -> KnowledgeBase:
    """The knowledge base of this process."""
    return KnowledgeBase()


@cache
def query_service() -> QueryService:
    """The service that runs queries from outside, under limits, on the knowledge base of this process."""
    return QueryService(knowledge_base().store.snapshot)


def described(iri: str) -> Graph:
    """What is known of a thing now: of an article also what is claimed in it."""
    reader = knowledge_base().reader()
    known = reader.describe(iri)
    if iri.startswith(str(kb_iri("article", ""))) and len(known):
        known += reader.export([str(graph_iri("article", local_id(iri)))])
    return known


def dataset_description() -> str:
    """The description of the dataset as it is now, counted once per snapshot."""
    return _described(knowledge_base().reader())


@lru_cache(maxsize=1)
def _described(reader: Reader) -> str:
    return describe(reader.select, snapshot_day(reader.name))
