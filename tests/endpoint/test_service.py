"""Every form and format of answer, whole or cut at the row limit, from many threads."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from asked_store import BASE, GRAPHS, LIMITS, NASTY, THINGS, TRIPLES
from asking import COUNT, number
from rdflib import Graph, Variable
from rdflib.query import Result

from kb.endpoint.refusal import QueryLimitError
from kb.endpoint.worker import QueryService
from kb.errors import QueryError


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


def test_many_threads_get_their_own_answers(service: QueryService) -> None:
    def label(index: int) -> bool:
        result = service.run(f"SELECT ?l {{ <{BASE}thing/{index}> <{BASE}label> ?l }}")
        return f'"Ding {index}"'.encode() in result.body

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(label, range(200)))
