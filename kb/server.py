"""The parts that one server process shares: the knowledge base and the service that runs foreign queries."""

from functools import cache

from kb.endpoint.worker import QueryService
from kb.knowledge_base import KnowledgeBase


@cache
def knowledge_base() -> KnowledgeBase:
    """The knowledge base of this process."""
    return KnowledgeBase()


@cache
def query_service() -> QueryService:
    """The service that runs queries from outside, under limits, on the knowledge base of this process."""
    return QueryService(knowledge_base().store.snapshot)
