"""The service: every form and format, every limit, and a next query that works whatever the last one did."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, GRAPHS, LIMITS, NASTY, THINGS, TRIPLES, Listener, build
from rdflib import Graph, Variable
from rdflib.query import Result

from kb.endpoint.refusal import QueryFailedError, QueryLimitError, RefusedQueryError
from kb.endpoint.worker import Limits, QueryService
from kb.errors import QueryError

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
RUNAWAYS = {
    "count of a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sort of a cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c LIMIT 1",
    "one string of a cross product": "SELECT (GROUP_CONCAT(?i) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


def number(service: QueryService, query: str = COUNT, **graphs: Any) -> int:
    bindings = json.loads(service.run(query, **graphs).body)["results"]["bindings"]
    return int(bindings[0]["n"]["value"])


def outcome(service: QueryService, query: str) -> str:
    """The form of an answered query, the reason of a refused one; any other error is a failure."""
    try:
        result = service.run(query)
    except RefusedQueryError as error:
        return error.reason
    assert b"secret" not in result.body
    return result.form


def said(table: bytes, media_type: str) -> str:
    """The one value of a one-row table, read by a foreign reader of the format."""
    if media_type == "text/csv":
        return next(csv.DictReader(io.StringIO(table.decode(), newline="")))["o"]
    form = {"application/sparql-results+json": "json", "application/sparql-results+xml": "xml"}.get(media_type, "tsv")
    (row,) = Result.parse(io.BytesIO(table), format=form).bindings
    return str(row[Variable("o")])


@pytest.mark.parametrize(
    "media_type",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_tables_keep_every_character(service: QueryService, media_type: str) -> None:
    result = service.run(f"SELECT ?o {{ <{BASE}nasty> <{BASE}says> ?o }}", media_type)
    assert (result.media_type, result.form, result.rows, result.truncated) == (media_type, "SELECT", 1, False)
    expected = NASTY
    if media_type == "application/sparql-results+xml":
        expected = NASTY.replace("\r\n", "\n")  # what XML itself makes of a line end that is not escaped
    assert said(result.body, media_type).replace("\r\n", "\n") == expected.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("media_type", "form"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")]
)
def test_graphs_are_read_by_another_reader(service: QueryService, media_type: str, form: str) -> None:
    query = f"PREFIX e: <{BASE}> CONSTRUCT WHERE {{ ?s e:label ?l ; e:number ?n FILTER(?n < 50) }}"
    query = query.replace("WHERE", "{ ?s e:label ?l ; e:number ?n } WHERE")
    result = service.run(query, media_type)
    assert (result.media_type, result.form, result.rows, result.truncated) == (media_type, "CONSTRUCT", 100, False)
    assert len(Graph().parse(result.body, format=form)) == 100


def test_ask_and_describe(service: QueryService) -> None:
    yes = service.run("ASK { ?s ?p ?o }")
    assert (json.loads(yes.body)["boolean"], yes.rows, yes.form) == (True, None, "ASK")
    about = service.run(f"DESCRIBE <{BASE}thing/7>")
    assert (about.media_type, about.form, len(Graph().parse(about.body, format="turtle"))) == (
        "text/turtle",
        "DESCRIBE",
        2,
    )


def test_a_triple_that_a_template_repeats_is_counted_once(service: QueryService) -> None:
    result = service.run(f"CONSTRUCT {{ <{BASE}a> <{BASE}b> 1 }} WHERE {{ ?s ?p ?o }}")
    assert (result.rows, result.truncated) == (1, False)


def test_a_format_of_the_other_kind_is_refused(service: QueryService) -> None:
    for query, media_type in (("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), (COUNT, "text/turtle")):
        with pytest.raises(QueryError, match="Ask for one of"):
            service.run(query, media_type)


def test_the_default_graph_is_the_union_and_can_be_narrowed(service: QueryService) -> None:
    per_graph = number(service, COUNT.replace("{ ?s", f"FROM <{GRAPHS[1]}> {{ ?s"))
    assert number(service) == TRIPLES
    assert per_graph == 2 * THINGS // 3
    assert number(service, default_graphs=GRAPHS[1:]) == 2 * per_graph
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(service, inside, named_graphs=[GRAPHS[2]]) == per_graph
    assert number(service, inside, default_graphs=[GRAPHS[2]]) == 0
    with pytest.raises(QueryError, match="not in this store"):
        service.run(COUNT, default_graphs=["file:///etc/passwd"])


@pytest.mark.parametrize(
    "media_type",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_a_table_cut_at_the_row_limit_says_so(service: QueryService, media_type: str) -> None:
    result = service.run("SELECT * { ?s ?p ?o }", media_type)
    assert (result.rows, result.truncated) == (LIMITS.rows, True)
    if "csv" not in media_type:
        form = media_type.rpartition("+")[2] if "+" in media_type else "tsv"
        assert len(list(Result.parse(io.BytesIO(result.body), format=form))) == LIMITS.rows
    if "+" in media_type:
        assert b"sparql#truncated" in result.body


def test_a_result_of_exactly_the_row_limit_is_whole(service: QueryService) -> None:
    result = service.run(f"SELECT * {{ ?s ?p ?o }} LIMIT {LIMITS.rows}")
    assert (result.rows, result.truncated) == (LIMITS.rows, False)
    assert b"truncated" not in result.body


@pytest.mark.parametrize(
    ("media_type", "form"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")]
)
def test_a_graph_cut_at_the_limit_says_so_and_still_parses(service: QueryService, media_type: str, form: str) -> None:
    result = service.run("CONSTRUCT WHERE { ?s ?p ?o }", media_type)
    assert (result.rows, result.truncated) == (LIMITS.rows, True)
    assert b"truncated at 500 triples" in result.body
    assert len(Graph().parse(result.body, format=form)) == LIMITS.rows


def test_an_answer_of_too_many_bytes_is_refused(service: QueryService) -> None:
    big = 'SELECT ?x { ?s ?p ?o BIND(CONCAT("' + "x" * 50_000 + '", STR(?s)) AS ?x) } LIMIT 400'
    with pytest.raises(QueryLimitError, match="larger than 4 MB") as caught:
        service.run(big)
    assert caught.value.reason == "size"


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


def test_many_threads_get_their_own_answers(service: QueryService) -> None:
    def label(index: int) -> bool:
        result = service.run(f"SELECT ?l {{ <{BASE}thing/{index}> <{BASE}label> ?l }}")
        return f'"Ding {index}"'.encode() in result.body

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(label, range(200)))


def test_a_new_snapshot_is_seen_at_once(tmp_path: Path) -> None:
    first, second = (build(tmp_path / name, things) for name, things in (("one", 3), ("two", 30)))
    current = [first]
    with QueryService(lambda: current[0], workers=1) as service:
        assert number(service) == 8
        current[0] = second
        assert number(service) == 62
        assert service.run("ASK {}").snapshot == str(second.resolve())
        current[0] = tmp_path / "gone"
        with pytest.raises(QueryFailedError, match="cannot be opened"):
            number(service)
        current[0] = first
        assert number(service) == 8


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


def test_a_worker_killed_while_idle_or_at_work_is_replaced(tmp_path: Path) -> None:
    snapshot = build(tmp_path)
    with QueryService(lambda: snapshot, Limits(seconds=20), workers=1) as service, ThreadPoolExecutor(1) as pool:
        number(service)
        idle = workers_of(os.getpid(), snapshot)[0]
        os.kill(idle, signal.SIGKILL)
        os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)
        assert number(service) == TRIPLES
        at_work = pool.submit(service.run, RUNAWAYS["count of a cross product"])
        time.sleep(0.5)
        os.kill(workers_of(os.getpid(), snapshot)[0], signal.SIGKILL)
        with pytest.raises(QueryFailedError, match="died"):
            at_work.result()
        assert number(service) == TRIPLES


def test_closing_ends_workers_and_waiting_callers(tmp_path: Path) -> None:
    snapshot = build(tmp_path)
    service = QueryService(lambda: snapshot, Limits(seconds=20), workers=1)
    with ThreadPoolExecutor(1) as pool:
        number(service)
        at_work = pool.submit(service.run, RUNAWAYS["count of a cross product"])
        time.sleep(0.5)
        service.close()
        with pytest.raises(QueryFailedError, match="closed"):
            at_work.result()
    service.close()
    assert workers_of(os.getpid(), snapshot) == []
    with pytest.raises(QueryFailedError, match="closed"):
        number(service)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("query", ["", *RUNAWAYS.values()], ids=["idle", *RUNAWAYS])
def test_workers_die_with_a_parent_that_is_killed(snapshot: Path, query: str) -> None:
    program = (
        "import sys, time, pathlib, threading; from kb.endpoint.worker import *\n"
        "service = QueryService(lambda: pathlib.Path(sys.argv[1]), Limits(seconds=60), workers=2)\n"
        "service.run('ASK {}'); service.run('ASK {}'); print('ready', flush=True)\n"
        "if sys.argv[2]: threading.Thread(target=service.run, args=(sys.argv[2],)).start()\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(snapshot), query], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        workers = workers_of(parent.pid)
        assert len(workers) == 2
        parent.kill()
    deadline = time.monotonic() + 5
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if alive(worker)]


def workers_of(parent: int, snapshot: Path | None = None) -> list[int]:
    """The evaluators started by a process; with a snapshot only those that have files of it open."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            started_by = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if started_by != parent or "kb.endpoint.evaluator" not in (entry / "cmdline").read_text():
                continue
            files = [str(link.readlink()) for link in (entry / "fd").iterdir()]
        except OSError:
            continue
        if snapshot is None or any(name.startswith(str(snapshot)) for name in files):
            found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
