"""The parts that one server process shares: the knowledge base and the service that runs foreign queries."""

from functools import cache, lru_cache

from kb.dataset import describe
from kb.endpoint.worker import QueryService
from kb.knowledge_base import KnowledgeBase
from kb.store import Reader, snapshot_day


@cache
def knowledge_base() -> KnowledgeBase:
    """The knowledge base of this process."""
    return KnowledgeBase()


@cache
def query_service() -> QueryService:
    """The service that runs queries from outside, under limits, on the knowledge base of this process."""
    return QueryService(knowledge_base().store.snapshot)


def dataset_description() -> str:
    """The description of the dataset as it is now, counted once per snapshot."""
    return _described(knowledge_base().reader())


@lru_cache(maxsize=1)
def _described(reader: Reader) -> str:
    return describe(reader.select, snapshot_day(reader.name))
