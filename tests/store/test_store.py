"""The store: whole transactions, snapshots that never block, errors that say what to do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kb.errors import QueryError, StoreError
from kb.store import Store

NAME = URIRef("https://example.test/graph")


def one(value: str) -> Graph:
    graph = Graph()
    graph.add((URIRef("https://example.test/s"), URIRef("https://example.test/p"), Literal(value)))
    return graph


def values(store: Store) -> list[str]:
    return [row["o"] for row in store.reader().select("SELECT ?o WHERE { ?s <https://example.test/p> ?o }")]


def test_what_was_written_is_read_from_a_new_snapshot(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.writing() as writer:
        writer.replace({NAME: one("first")})
    assert values(store) == ["first"]
    with store.writing() as writer:
        writer.replace({NAME: one("second")})
    assert values(store) == ["second"]


def test_a_reader_keeps_its_state_while_another_writes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.writing() as writer:
        writer.replace({NAME: one("old")})
    reader = store.reader()
    with store.writing() as writer:
        writer.replace({NAME: one("new")})
    assert [row["o"] for row in reader.select("SELECT ?o WHERE { ?s ?p ?o }")] == ["old"]
    assert values(store) == ["new"]


@pytest.mark.parametrize("text", ['quote " and \\ backslash', "line\nbreak\ttab", "Київ 🛡️ und „Gänsefüßchen“", ""])
def test_literals_come_back_exactly(tmp_path: Path, text: str) -> None:
    store = Store(tmp_path)
    with store.writing() as writer:
        writer.replace({NAME: one(text)})
    assert values(store) == [text]


def test_a_missing_knowledge_base_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="casus build"):
        Store(tmp_path / "none").reader()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be opened"), Store(tmp_path / "file").writing():
        pass


def test_a_malformed_query_is_our_error(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.writing() as writer:
        writer.replace({NAME: one("x")})
    with pytest.raises(QueryError):
        store.reader().select("SELECT WHERE {{")


WRITER = """
import sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from kb.store import Store
number = 0
with Store(Path(sys.argv[1])).writing() as writer:
    while True:
        number += 1
        graph = Graph()
        for part in range(40):
            subject = URIRef(f"https://example.test/{number}/{part}")
            graph.add((subject, URIRef("https://example.test/p"), Literal(number)))
        writer.replace({URIRef(f"https://example.test/graph/{number}"): graph})
        print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_killed_writer_leaves_every_acknowledged_graph_whole(tmp_path: Path) -> None:
    for round_ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            acknowledged = int(child.stdout.readline())
            time.sleep(0.05 + 0.07 * round_)
            child.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *(int(line) for line in child.stdout.read().split()[:-1])])
        store = Store(tmp_path)
        with store.writing():
            pass
        counts = store.reader().select(
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s <https://example.test/p> ?o } } GROUP BY ?g"
        )
        assert {row["n"] for row in counts} == {"40"}
        assert len(counts) >= acknowledged
