"""Past every limit comes a clear refusal, nothing leaves the machine, and the next query works."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asked_store import LIMITS, TRIPLES, Listener
from asking import RUNAWAYS, number, outcome

from kb.endpoint.refusal import QueryLimitError, RefusedQueryError
from kb.endpoint.worker import Limits, QueryService
from kb.errors import QueryError


@pytest.mark.parametrize("query", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_is_killed_and_nobody_else_waits(service: QueryService, query: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        runaway = pool.submit(service.run, query)
        time.sleep(0.3)
        waited: list[float] = []
        while not runaway.done() and len(waited) < 50:
            before = time.monotonic()
            assert number(service) == TRIPLES
            waited.append(time.monotonic() - before)
            time.sleep(0.02)
        with pytest.raises(QueryLimitError, match=r"time limit|memory"):
            runaway.result()
        assert time.monotonic() - began < LIMITS.seconds + 3
    assert len(waited) > 5
    assert max(waited) < 1.5
    assert [number(service) for _ in range(4)] == [TRIPLES] * 4


def test_a_query_that_needs_too_much_memory_is_told_so(snapshot: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c LIMIT 1"
    with QueryService(lambda: snapshot, Limits(seconds=60, memory_mb=500), workers=1) as small:
        with pytest.raises(QueryLimitError, match="more memory than 500 MB") as caught:
            small.run(query)
        assert caught.value.reason == "memory"
        assert number(small) == TRIPLES


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "1 - " * 20_000 + "1) }",
        "SELECT * { FILTER(" + "?a || " * 15_000 + "?b) }",
        "SELECT * { FILTER(" + "!" * 90_000 + "?b) }",
        "SELECT * " + "{" * 40 + "?s ?p ?o" + "}" * 40 + " LIMIT 1",
        "SELECT * { FILTER(" + "(" * 38 + "1" + ")" * 38 + ") }",
        "SELECT * {" + "{SELECT * {" * 19 + "?s ?p ?o" + "}}" * 19 + "} LIMIT 1",
        "SELECT * { ?s " + "(" * 39 + "<http://x/>" + ")*" * 39 + " ?o }",
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 4_000 + "}",
        "SELECT * { FILTER(REGEX('" + "a" * 5_000 + "!', '^(a+)+$')) }",
        "SELECT * { ?s ?p " + "[ ?p " * 38 + "1" + "]" * 38 + "}",
        "SELECT * { BIND(REPLACE('x', '', '" + "y" * 90_000 + "') AS ?x) }",
    ],
    ids=lambda query: query[:30],
)
def test_hostile_text_ends_in_an_answer_or_an_error_and_the_next_query_works(service: QueryService, query: str) -> None:
    assert outcome(service, query) in {"SELECT", "too-deep", "time", "memory", "failed", "malformed"}
    assert number(service) == TRIPLES


def test_an_enormous_text_is_refused_at_once(service: QueryService) -> None:
    began = time.monotonic()
    with pytest.raises(QueryLimitError, match="longer than 100 kB"):
        service.run("SELECT * { ?s ?p '" + "x" * 50_000_000 + "' }")
    assert time.monotonic() - began < 2
    with pytest.raises(QueryError, match="surrogate"):
        service.run("SELECT * { ?s ?p '\ud83d' }")


def test_nothing_reaches_another_host_or_the_disk(service: QueryService, listener: Listener, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> 'secret' .", encoding="utf-8")
    expected = {
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }": "service",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }": "service",
        "SELECT * { ?s ?p ?o # x\rSERVICE <URL> { ?a ?b ?c }\n}": "service",
        'SELECT * { BIND("\\u0022 AS ?y) # " AS ?x) SERVICE <URL> { ?s ?p ?o } \n }': "malformed",
        "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }": "service",
        "LOAD <URL>": "update",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }": "update",
        "DROP ALL": "update",
        "SELECT * FROM <URL> { ?s ?p ?o }": "unknown-graph",
        "SELECT * FROM <FILE> { ?s ?p ?o }": "unknown-graph",
        "SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }": "unknown-graph",
    }
    for query, reason in expected.items():
        assert outcome(service, query.replace("URL", listener.url).replace("FILE", secret.as_uri())) == reason
    assert listener.quiet()
    assert number(service) == TRIPLES


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's filter is Linux's")
def test_even_past_the_inspection_a_worker_has_no_sockets(listener: Listener) -> None:
    program = (
        "import pyoxigraph, sys; from kb.endpoint import sandbox\n"
        "applied = len(sys.argv) < 3 and sandbox.refuse_sockets()\n"
        "query = 'SELECT * { SERVICE SILENT <' + sys.argv[1] + '> { ?s ?p ?o } }'\n"
        "print(applied, len(list(pyoxigraph.Store().query(query))))"
    )
    command = [sys.executable, "-c", program, listener.url]
    shut = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if shut.stdout.startswith("False"):
        pytest.skip("this kernel or container does not let a process filter its own calls")
    assert (shut.stdout.split()[0], listener.quiet()) == ("True", True)
    # The same program without the filter does reach the listener: so it is the filter that holds.
    subprocess.run([*command, "open"], capture_output=True, check=False, timeout=60)
    assert not listener.quiet()


def test_all_busy_is_told(snapshot: Path) -> None:
    with QueryService(lambda: snapshot, Limits(seconds=1.5), workers=1) as service:
        number(service)
        reasons: list[str] = []

        def runaway() -> None:
            try:
                service.run(RUNAWAYS["count of a cross product"])
            except RefusedQueryError as error:
                reasons.append(error.reason)

        crowd = [threading.Thread(target=runaway) for _ in range(4)]
        for thread in crowd:
            thread.start()
        for thread in crowd:
            thread.join()
        assert set(reasons) == {"time", "busy"}
        assert number(service) == TRIPLES
