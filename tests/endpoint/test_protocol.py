"""The SPARQL Protocol over HTTP: every way to ask, every format, every refusal, and headers that tell the limits."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asked_store import BASE, GRAPHS, LIMITS, NASTY, THINGS, TRIPLES, Listener
from rdflib import Graph
from rdflib.query import Result
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb.endpoint.protocol import STATUS, routes
from kb.endpoint.refusal import _KINDS
from kb.endpoint.worker import Limits, QueryService
from kb.errors import StoreError

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LABELS = f"PREFIX e: <{BASE}> SELECT ?s ?l {{ ?s e:label ?l }} ORDER BY ?l LIMIT 7"
CONSTRUCT = f"PREFIX e: <{BASE}> CONSTRUCT {{ ?s e:label ?l }} WHERE {{ SELECT ?s ?l {{ ?s e:label ?l }} LIMIT 7 }}"


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_the_three_ways_to_ask_agree(client: TestClient, method: str) -> None:
    if method == "get":
        response = client.get("/sparql", params={"query": COUNT})
    elif method == "form":
        response = client.post("/sparql", data={"query": COUNT})
    else:
        response = client.post("/sparql", content=COUNT, headers=DIRECT)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"][0]["n"]["value"] == str(TRIPLES)
    headers = {name: value for name, value in response.headers.items() if name.startswith("x-casus")}
    assert float(headers.pop("x-casus-elapsed")) > 0
    assert headers == {
        "x-casus-truncated": "false",
        "x-casus-rows": "1",
        "x-casus-limit-seconds": "3",
        "x-casus-limit-rows": "500",
    }


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/turtle, text/*;q=0.5", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
    ],
)
def test_tables_come_in_the_format_asked_for(client: TestClient, accept: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": LABELS}, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert "Accept" in response.headers["vary"]
    if media_type.startswith("text/csv"):
        assert len(list(csv.DictReader(io.StringIO(response.text, newline="")))) == 7
    else:
        form = "json" if "json" in media_type else "xml" if "xml" in media_type else "tsv"
        assert len(list(Result.parse(io.BytesIO(response.content), format=form))) == 7


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("text/turtle;q=0.1, application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/sparql-results+json, text/turtle;q=0.2", "text/turtle; charset=utf-8", "turtle"),
    ],
)
def test_graphs_come_in_the_format_asked_for(client: TestClient, accept: str, media_type: str, form: str) -> None:
    response = client.post("/sparql", data={"query": CONSTRUCT}, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert len(Graph().parse(response.content, format=form)) == 7


def test_ask_in_every_table_format(client: TestClient) -> None:
    for accept, expected in (
        ("application/json", '"boolean":true'),
        ("application/xml", "<boolean>true<"),
        ("text/csv", "true"),
    ):
        assert expected in client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept}).text


def test_unicode_travels_both_ways(client: TestClient) -> None:
    query = "SELECT ?o { ?s ?p ?o FILTER(CONTAINS(?o, '🛡 שלום')) FILTER(STRSTARTS(?o, 'Gr\\u00FC')) }"
    for response in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", content=query.encode(), headers=DIRECT),
    ):
        assert [row["o"]["value"] for row in response.json()["results"]["bindings"]] == [NASTY]


def test_a_truncated_answer_says_so(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert (response.headers["x-casus-truncated"], response.headers["x-casus-rows"]) == ("true", str(LIMITS.rows))
    assert response.json()["head"]["link"][0].endswith("#truncated")


def test_head_tells_the_headers_only(client: TestClient) -> None:
    whole = client.get("/sparql", params={"query": LABELS})
    head = client.head("/sparql", params={"query": LABELS})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["x-casus-rows"] == "7"


def test_any_site_may_ask_from_a_browser(client: TestClient) -> None:
    preflight = client.options("/sparql", headers={"origin": "https://example.org"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for response in (preflight, client.get("/sparql", params={"query": COUNT}), client.get("/sparql?query=x")):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "X-Casus-Truncated" in response.headers["access-control-expose-headers"]
    assert client.put("/sparql").status_code == 405


def test_the_dataset_is_chosen_within_the_store(client: TestClient) -> None:
    def count(**graphs: str) -> int:
        response = client.get("/sparql", params={"query": COUNT, **graphs})
        return int(response.json()["results"]["bindings"][0]["n"]["value"])

    assert count(**{"default-graph-uri": GRAPHS[1]}) == 2 * THINGS // 3
    assert count(**{"named-graph-uri": GRAPHS[1]}) == 0
    both = client.post(
        f"/sparql?default-graph-uri={GRAPHS[1]}&default-graph-uri={GRAPHS[2]}", content=COUNT, headers=DIRECT
    )
    assert both.json()["results"]["bindings"][0]["n"]["value"] == str(4 * THINGS // 3)
    for name in ("default-graph-uri", "named-graph-uri"):
        response = client.get("/sparql", params={"query": COUNT, name: "http://elsewhere.example/"})
        assert (response.status_code, response.json()["error"]) == (400, "unknown-graph")


@pytest.mark.parametrize(
    ("status", "error", "query"),
    [
        (400, "malformed", "SELECT * { ?s ?p"),
        (400, "malformed", ""),
        (400, "too-deep", "SELECT * " + "{" * 60 + "}" * 60),
        (400, "unknown-graph", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"),
        (403, "service", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
        (403, "update", "LOAD <http://127.0.0.1:1/>"),
        (403, "update", "INSERT DATA { <http://x/a> <http://x/b> 1 }"),
        (413, "too-long", "SELECT * { ?s ?p '" + "x" * 150_000 + "' }"),
        (413, "too-long", "SELECT * { ?s ?p '" + "x" * 600_000 + "' }"),
        (422, "size", "SELECT ?x { ?s ?p ?o BIND(CONCAT('" + "x" * 50_000 + "', STR(?s)) AS ?x) } LIMIT 400"),
        (504, "time", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_refusal_has_its_status_and_says_what_to_do(client: TestClient, status: int, error: str, query: str) -> None:
    response = client.post("/sparql", content=query, headers=DIRECT)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["error"]) == (status, error)
    assert problem["message"]
    assert problem["remedy"]
    assert response.headers["x-casus-limit-seconds"] == "3"


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"method": "POST", "content": b"", "headers": FORM}),
        (400, {"method": "POST", "content": b"query=%ff", "headers": FORM}),
        (400, {"method": "POST", "content": b"\xff", "headers": DIRECT}),
        (400, {"method": "GET", "params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, {"method": "GET", "params": "&".join(f"a{n}=1" for n in range(1100))}),
        (403, {"method": "GET", "params": {"update": "DROP ALL"}}),
        (403, {"method": "POST", "content": b"update=DROP+ALL", "headers": FORM}),
        (403, {"method": "POST", "content": b"DROP ALL", "headers": {"content-type": "application/sparql-update"}}),
        (406, {"method": "GET", "params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}),
        (406, {"method": "GET", "params": {"query": "ASK {}"}, "headers": {"accept": "text/turtle"}}),
        (406, {"method": "GET", "params": {"query": CONSTRUCT}, "headers": {"accept": "text/csv"}}),
        (406, {"method": "GET", "params": {"query": CONSTRUCT}, "headers": {"accept": "application/n-quads"}}),
        (413, {"method": "POST", "content": b"query=" + b"x" * 1_000_000, "headers": FORM}),
        (415, {"method": "POST", "content": b"ASK {}", "headers": {"content-type": "text/plain"}}),
        (415, {"method": "POST", "content": b"ASK {}"}),
        (415, {"method": "POST", "files": {"query": "ASK {}"}}),
    ],
)
def test_requests_that_are_no_protocol_requests(client: TestClient, status: int, request_: dict[str, object]) -> None:
    response = client.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == status, response.text
    assert set(response.json()) == {"status", "error", "message", "remedy"}


def test_every_reason_has_a_status() -> None:
    assert set(STATUS) == {reason for kind in _KINDS for reason in kind.reasons} | {"unsupported-media-type"}


def test_nothing_is_requested_from_other_hosts(client: TestClient, listener: Listener) -> None:
    for query in (
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o # x\rSERVICE <URL> { ?a ?b ?c }\n}",
        "LOAD <URL>",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM NAMED <URL> WHERE { GRAPH ?g { ?s ?p ?o } }",
    ):
        response = client.post("/sparql", data={"query": query.replace("URL", listener.url)})
        assert response.status_code in {400, 403}
    assert client.get("/sparql", params={"query": COUNT, "default-graph-uri": listener.url}).status_code == 400
    assert listener.quiet()


def test_a_crowd_is_turned_away_with_a_time_to_come_back(snapshot: Path) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with (
        QueryService(lambda: snapshot, Limits(seconds=1), workers=1) as service,
        TestClient(Starlette(routes=routes(service))) as http,
        ThreadPoolExecutor(8) as crowd,
    ):
        responses = list(crowd.map(lambda _: http.get("/sparql", params={"query": runaway}), range(8)))
        after = http.get("/sparql", params={"query": COUNT})
    assert {response.status_code for response in responses} == {503, 504}
    away = [response for response in responses if "Too many" in response.text]
    assert len(away) >= 4  # one runs and three wait, for one worker
    assert {(response.headers["retry-after"], response.json()["error"]) for response in away} == {("1", "busy")}
    assert after.status_code == 200


def test_a_knowledge_base_that_is_not_there_yet_is_a_503() -> None:
    def absent() -> Path:
        raise StoreError("/home/somebody/secret/place does not exist")

    with QueryService(absent, workers=1) as service, TestClient(Starlette(routes=routes(service))) as http:
        response = http.get("/sparql", params={"query": COUNT})
    assert (response.status_code, response.json()["error"]) == (503, "snapshot")
    assert "secret" not in response.text
