"""The worker process: answers one query after the other from standard input, until the service is gone.

Started by kb.endpoint.worker as `python -m kb.endpoint.evaluator MEMORY_MB ROWS MEGABYTES`.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO

import pyoxigraph

from kb.endpoint import guard, sandbox
from kb.endpoint.answer import Wanted, answer
from kb.endpoint.channel import receive, send
from kb.endpoint.refusal import QueryFailedError, QueryLimitError, RefusedQueryError

# The parser needs about 30 calls per level of brackets, and MAX_DEPTH levels are promised.
_RECURSION = 6_000
# A worker that grew beyond this is replaced after its answer, so that idle ones stay small.
_IDLE_MEGABYTES = 400


class Evaluator:
    """Holds the store that is open, and what is asked of every answer."""

    def __init__(self, memory_mb: int, rows: int, megabytes: int) -> None:
        self._memory_mb = memory_mb
        self._rows = rows
        self._megabytes = megabytes
        self._path: str | None = None
        self._store: pyoxigraph.Store | None = None

    def answer(self, request: dict[str, Any], query: str) -> tuple[dict[str, Any], bytes]:
        """The reply to one request: result and numbers, or a refusal."""
        try:
            return self._evaluate(request, query)
        except RefusedQueryError as error:
            return {"reason": error.reason, "message": error.message, "remedy": error.remedy}, b""

    def _evaluate(self, request: dict[str, Any], query: str) -> tuple[dict[str, Any], bytes]:
        try:
            store = self._opened(request["snapshot"])
            checked = guard.check(query, _known(store))
            if request["default_graphs"] or request["named_graphs"]:
                graphs = tuple(request["default_graphs"]), tuple(request["named_graphs"])
                guard.check_graphs((*graphs[0], *graphs[1]), _known(store))
                checked = replace(checked, default_graphs=graphs[0], named_graphs=graphs[1])
            wanted = Wanted(request["table"], request["graph"], self._rows, self._megabytes)
            found = answer(store, checked, wanted)
        except MemoryError:
            raise QueryLimitError(
                "memory",
                f"The query needs more memory than {self._memory_mb} MB.",
                "Make it more selective, or sort and group fewer rows.",
            ) from None
        except (OSError, RuntimeError, ValueError) as error:
            if isinstance(error, RefusedQueryError):
                raise
            raise QueryFailedError(
                "failed", f"The query could not be evaluated: {error}.", "Try a simpler query."
            ) from error
        numbers = {"rows": found.rows, "truncated": found.truncated, "form": checked.form}
        return {"media_type": found.media_type, **numbers}, found.body

    def _opened(self, path: str) -> pyoxigraph.Store:
        if self._store is None or path != self._path:
            self._store = None  # the old snapshot is let go before the new one is opened
            try:
                self._store = pyoxigraph.Store.read_only(path)
            except OSError as error:
                raise QueryFailedError(
                    "snapshot", "The knowledge base cannot be opened for reading.", "Try again in a moment."
                ) from error
            self._path = path
        return self._store


def _known(store: pyoxigraph.Store) -> Callable[[str], bool]:
    def known(graph: str) -> bool:
        try:
            return store.contains_named_graph(pyoxigraph.NamedNode(graph))
        except ValueError:  # a relative IRI names no graph
            return False

    return known


def _serve(evaluator: Evaluator, requests: BinaryIO, replies: BinaryIO) -> None:
    send(replies, {"ready": True})
    while True:
        request, query = receive(requests)
        header, body = evaluator.answer(request, query.decode())
        retire = sandbox.resident_megabytes() > _IDLE_MEGABYTES
        send(replies, {**header, "retire": retire}, body)


def main() -> None:
    """Give up what is not needed, then answer until the other side is gone."""
    memory_mb, rows, megabytes = (int(argument) for argument in sys.argv[1:4])
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may disturb the replies
    sandbox.limit_memory(memory_mb)
    sandbox.refuse_sockets()
    sandbox.follow_parent(requests.fileno())
    sys.setrecursionlimit(_RECURSION)
    try:
        _serve(Evaluator(memory_mb, rows, megabytes), requests, replies)
    except (EOFError, BrokenPipeError):
        os._exit(0)


if __name__ == "__main__":
    main()
