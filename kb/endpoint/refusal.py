"""Why a query gets no answer: a reason for programs, a message and a remedy for people."""

from kb.errors import QueryError


class RefusedQueryError(QueryError):
    """A query without an answer; `reason` is one of the keys below, `remedy` says what to do."""

    reasons: frozenset[str] = frozenset()

    def __init__(self, reason: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.reason = reason
        self.message = message
        self.remedy = remedy


class QuerySyntaxError(RefusedQueryError):
    """Not SPARQL 1.1 Query, or not readable as text."""

    reasons = frozenset({"malformed"})


class QueryForbiddenError(RefusedQueryError):
    """Well-formed, but it would write, reach another host or read outside the store."""

    reasons = frozenset({"update", "service", "unknown-graph"})


class QueryFormatError(RefusedQueryError):
    """No serialisation of this form of query is among the media types asked for."""

    reasons = frozenset({"not-acceptable"})


class QueryLimitError(RefusedQueryError):
    """Past a limit of length, nesting, time, memory or size."""

    reasons = frozenset({"too-long", "too-deep", "time", "memory", "size"})


class QueryBusyError(RefusedQueryError):
    """All workers are taken; the same query may succeed later."""

    reasons = frozenset({"busy"})


class QueryFailedError(RefusedQueryError):
    """The evaluation broke down for a reason that is not a limit."""

    reasons = frozenset({"failed", "snapshot", "closed"})


_KINDS = (
    QuerySyntaxError,
    QueryForbiddenError,
    QueryFormatError,
    QueryLimitError,
    QueryBusyError,
    QueryFailedError,
)


def refusal(reason: str, message: str, remedy: str) -> RefusedQueryError:
    """The error for a reason, as it came over from a worker process."""
    kind = next((kind for kind in _KINDS if reason in kind.reasons), QueryFailedError)
    return kind(reason, message, remedy)
