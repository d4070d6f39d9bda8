"""The store: Oxigraph on disk, one writer at a time, readers on snapshots of their own.

`HOME/store` is the working store, `HOME/snapshots/N` are hard-linked copies of it that are only read, and
`HOME/current` names the newest. A writer holds RocksDB's lock while it writes; readers never wait for it.
"""

import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kb.errors import QueryError, StoreError

LOCK_WAIT_SECONDS = 60.0
SNAPSHOTS_KEPT = 3
SNAPSHOT_GRACE_SECONDS = 600.0
Row = dict[str, str]


class Writer:
    """An open working store; each call is one transaction that happens whole or not at all."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def release(self) -> None:
        """Let go of the store, and so of its lock; the writer is of no use afterwards."""
        del self._store

    def replace(self, graphs: Mapping[URIRef, Graph]) -> None:
        """Put these named graphs in the place of those of the same name, in one transaction."""
        parts = []
        for iri, graph in graphs.items():
            triples = graph.serialize(format="nt", encoding="utf-8").decode()
            parts.append(f"DROP SILENT GRAPH <{iri}>; INSERT DATA {{ GRAPH <{iri}> {{ {triples} }} }}")
        if parts:
            self._store.update(" ;\n".join(parts))

    def drop(self, *graphs: URIRef) -> None:
        """Remove named graphs, in one transaction."""
        if graphs:
            self._store.update(" ;\n".join(f"DROP SILENT GRAPH <{iri}>" for iri in graphs))

    def graph_names(self) -> frozenset[str]:
        """The IRIs of all named graphs."""
        return frozenset(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))

    def has_graph(self, iri: URIRef) -> bool:
        """Whether a named graph is there, without a look at any other."""
        return self._store.contains_named_graph(ox.NamedNode(str(iri)))

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT over the working store as it is now; see Reader.select."""
        return Reader(self._store, "working").select(query)

    def export(self, graphs: Iterable[str]) -> Graph:
        """The triples of named graphs of the working store as it is now."""
        return Reader(self._store, "working").export(graphs)


class Reader:
    """Read-only access to one state of the store. Results are complete lists: safe across threads."""

    def __init__(self, store: ox.Store, name: str) -> None:
        self._store = store
        self.name = name

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT over the union of all graphs; unbound variables are left out of a row.

        Values are lexical: the IRI, or the literal's text. Raises QueryError.
        """
        try:
            solutions = self._store.query(query, use_default_graph_as_union=True)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise QueryError(f"the query could not be run: {error}") from error
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("expected a SELECT query")
        names = [variable.value for variable in solutions.variables]
        return [
            {name: _text(term) for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in solutions
        ]

    def export(self, graphs: Iterable[str]) -> Graph:
        """The triples of these named graphs as one rdflib graph."""
        found = Graph()
        for name in graphs:
            triples = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name))
            found.parse(data=triples, format="nt")
        return found

    def describe(self, iri: str) -> Graph:
        """What is said of a thing and of its parts, whose IRIs go on where its own ends; empty if nothing is."""
        known, waiting = Graph(), [iri]
        seen = {iri}
        while waiting:
            for quad in self._store.quads_for_pattern(ox.NamedNode(waiting.pop()), None, None):
                line = f"{quad.subject} {quad.predicate} {quad.object} ."
                known.parse(data=line, format="nt")
                part = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
                if part.startswith(f"{iri}/") and part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return known


def snapshot_day(name: str) -> date:
    """The day (UTC) on which a snapshot was taken; its name is that moment."""
    return datetime.fromtimestamp(int(name, 16) / 1e9, UTC).date()


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


class Store:
    """The knowledge base on disk below `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._reader: Reader | None = None
        self._guard = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the working store for writing; on leaving, it is flushed and a new snapshot is current.

        Waits up to a minute for another writer. Raises StoreError if it stays locked or cannot be written.
        """
        store = self._open()
        writer = Writer(store)
        try:
            yield writer
            store.flush()
            self._take_snapshot(store)
        except OSError as error:
            raise StoreError(f"the store below {self.home} could not be written: {error}") from error
        finally:
            writer.release()
            del store

    def require_writable(self) -> None:
        """Raise StoreError at once if the working store cannot be opened for writing, before work is put into it."""
        Writer(self._open()).release()

    def snapshot(self) -> Path:
        """The folder of the current snapshot. Raises StoreError if nothing was ever built."""
        try:
            name = (self.home / "current").read_text(encoding="ascii").strip()
        except OSError as error:
            raise StoreError(f"there is no knowledge base below {self.home}; run `casus build`") from error
        return self.home / "snapshots" / name

    def exists(self) -> bool:
        """Whether a knowledge base was built here."""
        return (self.home / "current").is_file()

    def reader(self) -> Reader:
        """A reader on the current snapshot; the same one until something is written."""
        folder = self.snapshot()
        with self._guard:
            if self._reader is None or self._reader.name != folder.name:
                try:
                    self._reader = Reader(ox.Store.read_only(str(folder)), folder.name)
                except OSError as error:
                    raise StoreError(f"the snapshot {folder.name} cannot be read: {error}") from error
            return self._reader

    def _open(self) -> ox.Store:
        deadline = time.monotonic() + LOCK_WAIT_SECONDS
        while True:
            try:
                (self.home / "snapshots").mkdir(parents=True, exist_ok=True)
                return ox.Store(str(self.home / "store"))
            except OSError as error:
                if "lock" not in str(error).casefold():
                    raise StoreError(
                        f"the store below {self.home} cannot be opened: {error}. "
                        "Check the folder's permissions and free space, or point CASUS_HOME elsewhere."
                    ) from error
                if time.monotonic() > deadline:
                    raise StoreError(
                        "another process keeps writing to the store; try again when it has ended"
                    ) from error
                time.sleep(0.05)

    def _take_snapshot(self, store: ox.Store) -> None:
        folder = self.home / "snapshots" / f"{time.time_ns():x}"
        store.backup(str(folder))
        pointer = self.home / "current.new"
        pointer.write_text(folder.name, encoding="ascii")
        pointer.replace(self.home / "current")
        self._remove_old_snapshots()

    def _remove_old_snapshots(self) -> None:
        """Keep the newest few, and any that a reader may have opened in the last minutes."""
        folders = sorted((self.home / "snapshots").iterdir(), key=lambda folder: folder.name)
        for folder in folders[:-SNAPSHOTS_KEPT]:
            if time.time() - int(folder.name, 16) / 1e9 > SNAPSHOT_GRACE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
