"""Queries in worker processes: killed at their time limit, replaced when they die, never in this process."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kb.endpoint import formats
from kb.endpoint.process import Expired, Process
from kb.endpoint.querytext import MAX_BYTES
from kb.endpoint.refusal import QueryBusyError, QueryFailedError, QueryLimitError, QuerySyntaxError, refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows or triples, megabytes of answer, megabytes of memory."""

    seconds: float = 10.0
    rows: int = 10_000
    megabytes: int = 64
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A serialised answer; `rows` is None for ASK, `truncated` tells that the row limit cut it off."""

    body: bytes
    media_type: str
    form: str
    rows: int | None
    truncated: bool
    elapsed: float
    snapshot: str


class QueryService:
    """Evaluates foreign queries on the current snapshot; safe to use from many threads."""

    def __init__(self, snapshot: Callable[[], Path], limits: Limits = Limits(), workers: int = 2) -> None:
        self.limits = limits
        self.workers = workers
        self._snapshot = snapshot
        self._idle: queue.Queue[Process] = queue.Queue()
        self._lock = threading.Lock()
        self._all: set[Process] = set()
        self._closed = False
        for _ in range(workers):
            self._idle.put(self._started())

    def run(
        self,
        query: str,
        media_type: str = formats.JSON,
        *,
        graph_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> QueryResult:
        """Answer one query, blocking; raises QueryError (its sub-types tell the reason).

        `media_type` is for tables or for graphs; `graph_type` is what to use for a graph when `media_type`
        is one for tables. The default gives JSON or Turtle. The graphs override those of the query's FROM.
        """
        request = {
            "table": media_type if media_type in formats.TABLES else None,
            "graph": media_type if media_type in formats.GRAPHS else graph_type,
            "default_graphs": list(default_graphs),
            "named_graphs": list(named_graphs),
        }
        if request["graph"] is None and media_type == formats.JSON:
            request["graph"] = formats.TURTLE
        text = _encoded(query)
        result = self._attempt(request, text)
        if result is None:  # the snapshot was replaced between its name and its opening
            result = self._attempt(request, text)
        if result is None:
            raise QueryFailedError(
                "snapshot", "The knowledge base cannot be opened for reading.", "Check that it has been built."
            )
        return result

    def _attempt(self, request: dict[str, Any], text: bytes) -> QueryResult | None:
        snapshot = str(self._snapshot().resolve())
        process = self._acquired()
        began = time.perf_counter()
        try:
            header, body = process.ask({**request, "snapshot": snapshot}, text, self.limits.seconds)
        except Expired:
            raise self._out_of_time() from None
        except EOFError:
            raise self._died(process) from None
        finally:
            self._release(process)
        if header.get("reason") == "snapshot":
            return None
        if "reason" in header:
            raise refusal(header["reason"], header["message"], header["remedy"])
        return QueryResult(
            body=body,
            media_type=header["media_type"],
            form=header["form"],
            rows=header["rows"],
            truncated=header["truncated"],
            elapsed=time.perf_counter() - began,
            snapshot=snapshot,
        )

    def _acquired(self) -> Process:
        """An idle worker that is alive; one that died while idle is replaced."""
        try:
            process = None if self._closed else self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise QueryBusyError(
                "busy",
                f"All {self.workers} query workers have been busy for {self.limits.seconds:g} s.",
                "Try again later.",
            ) from None
        if process is None or self._closed:
            raise QueryFailedError("closed", "The query service has been closed.", "Start it again.")
        return process if process.usable() else self._replaced(process)

    def _release(self, process: Process) -> None:
        """Back among the idle; its successor starts at once, so that nobody has to wait for it later."""
        self._idle.put(process if process.usable() or self._closed else self._replaced(process))

    def _replaced(self, process: Process) -> Process:
        self._retire(process)
        try:
            return self._started()
        except OSError as error:  # no process or no file left: the dead one keeps the place
            log.warning("no new query worker could be started: %s", error)
            return process

    def _started(self) -> Process:
        limits = self.limits
        process = Process([str(limits.memory_mb), str(limits.rows), str(limits.megabytes)])
        with self._lock:
            self._all.add(process)
        if self._closed:  # closed meanwhile: nobody else would end it
            self._retire(process)
        return process

    def _retire(self, process: Process) -> None:
        process.end()
        with self._lock:
            self._all.discard(process)

    def _out_of_time(self) -> QueryLimitError:
        return QueryLimitError(
            "time",
            f"The query was stopped after {self.limits.seconds:g} s, the time limit.",
            "Make it more selective: bind more terms, drop cross products, or add LIMIT.",
        )

    def _died(self, process: Process) -> QueryLimitError | QueryFailedError:
        log.warning("a query worker died (exit %s): %s", process.exit_code(), process.last_words())
        if self._closed:
            return QueryFailedError("closed", "The query service was closed.", "Start it again.")
        if process.out_of_memory():
            return QueryLimitError(
                "memory",
                f"The query needs more memory than {self.limits.memory_mb} MB.",
                "Make it more selective, or sort and group fewer rows.",
            )
        return QueryFailedError(
            "failed", "The process that evaluated the query died.", "Try again, or simplify the query."
        )

    def close(self) -> None:
        """End all workers, also those at work; may be called twice."""
        self._closed = True
        with self._lock:
            processes, self._all = self._all, set()
        for process in processes:
            process.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _encoded(query: str) -> bytes:
    if len(query) > 2 * MAX_BYTES:
        query = query[: 2 * MAX_BYTES]  # the worker refuses it all the same; no need to send it all
    try:
        return query.encode()
    except UnicodeEncodeError:
        raise QuerySyntaxError(
            "malformed", "The query contains half of a surrogate pair.", "Send it as UTF-8 text."
        ) from None
