"""The inspection lets proper queries pass, refuses the others with a reason, and never raises anything else."""

import contextlib
from itertools import islice
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kb.endpoint.guard import FORMS, check
from kb.endpoint.querytext import MAX_BYTES, MAX_DEPTH
from kb.endpoint.refusal import RefusedQueryError
from kb.errors import QueryError

if TYPE_CHECKING:
    from asked_store import Listener
    from pyoxigraph import QuerySolutions

KNOWN = "http://example.org/graph/0"


def known(graph: str) -> bool:
    return graph == KNOWN


def reason(query: str) -> str:
    with pytest.raises(RefusedQueryError) as caught:
        check(query, known)
    assert caught.value.remedy
    assert str(caught.value) == f"{caught.value.message} {caught.value.remedy}"
    return caught.value.reason


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("SELECT", "SELECT * { ?s ?p ?o }"),
        ("ASK", "ask {}"),
        ("CONSTRUCT", "CONSTRUCT WHERE { ?s ?p 'SERVICE <http://x/> {}' }"),
        ("CONSTRUCT", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"),
        ("DESCRIBE", "DESCRIBE <http://example.org/thing/1>"),
        ("SELECT", "SELECT * FROM <KNOWN> FROM NAMED <KNOWN> { ?s ?p ?o }".replace("KNOWN", KNOWN)),
        ("SELECT", "# INSERT DATA {} DROP ALL\nPREFIX insert: <http://x/> SELECT * { ?s insert:into ?o }"),
        ("SELECT", "SELECT * { ?s ?p '''a\nLOAD <http://x/>''' FILTER(?s < ?o && ?o > 1) # { ( [\n}"),
        (
            "SELECT",
            "PREFIX e: <http://x/> SELECT ?s (COUNT(DISTINCT ?o) AS ?n) (GROUP_CONCAT(?l; separator=', ') AS ?ls) {"
            " ?s e:a/e:b*|^e:c ?o OPTIONAL { ?s e:l ?l FILTER(langMatches(lang(?l), 'de')) } MINUS { ?s a e:Z }"
            " FILTER NOT EXISTS { ?s e:q [] } VALUES (?s ?o) { (UNDEF 1) } { SELECT ?o { ?o e:z ?q } } }"
            " GROUP BY ?s HAVING(?n > 1) ORDER BY DESC(?n) LIMIT 5",
        ),
        ("SELECT", "SELECT * { FILTER(" + "(" * (MAX_DEPTH - 25) + "1" + ")" * (MAX_DEPTH - 25) + ") }"),
    ],
)
def test_proper_queries_pass_and_their_form_is_told(form: str, query: str) -> None:
    checked = check(query, known)
    assert checked.form == form
    Store().query(checked.text)  # the engine reads it too


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ("service", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"),
        ("service", "SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT ?x { ?s ?p ?o } } } } }"),
        ("service", "ASK { FILTER EXISTS { { ?a ?b ?c } UNION { SERVICE <http://x/> { ?s ?p ?o } } } }"),
        ("service", "SELECT * { BIND(NOT EXISTS { SERVICE <http://x/> { ?s ?p ?o } } AS ?x) }"),
        ("service", "CONSTRUCT { ?s ?p ?o } WHERE { MINUS { service <http://x/> { ?s ?p ?o } } }"),
        ("service", "DESCRIBE ?s { GRAPH ?g { SERVICE <http://x/> { ?s ?p ?o } } }"),
        ("service", "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <http://x/> { ?s ?p ?o } })"),
        ("service", "SELECT (EXISTS { SERVICE <http://x/> { ?s ?p ?o } } AS ?x) {}"),
        ("service", "SELECT * { ?s ?p ?o } HAVING(EXISTS { SERVICE <http://x/> { ?s ?p ?o } })"),
        ("update", "INSERT DATA { <http://x/a> <http://x/b> 1 }"),
        ("update", "PREFIX a: <http://x/> # comment\nDELETE WHERE { ?s ?p ?o }"),
        ("update", "BASE <http://x/>\rload <a>"),
        ("update", "DROP ALL"),
        ("update", "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        ("unknown-graph", "SELECT * FROM <http://example.org/elsewhere> { ?s ?p ?o }"),
        ("unknown-graph", "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }"),
        ("unknown-graph", "PREFIX e: <http://example.org/> ASK FROM e:elsewhere { ?s ?p ?o }"),
        ("unknown-graph", "BASE <http://example.org/> DESCRIBE ?s FROM <elsewhere> { ?s ?p ?o }"),
        ("unknown-graph", "CONSTRUCT { ?s ?p ?o } FROM <http://127.0.0.1:1/> WHERE { ?s ?p ?o }"),
        ("malformed", ""),
        ("malformed", "SELECT * { ?s ?p "),
        ("malformed", "SELECT * { ?s ?p ?o } DROP ALL"),
        ("malformed", "SELECT * { ?s nowhere:p ?o }"),
        ("malformed", "SELECT * { ?s ?p '\x00' }"),
        ("malformed", "SELECT * { ?s ?p '\ud83d' }"),
        ("malformed", r"SELECT * { ?s ?p '\uD83D' }"),
        ("malformed", r"SELECT * { \u0053ERVICE <http://x/> { ?s ?p ?o } }"),
        ("too-long", "SELECT * { ?s ?p '" + "x" * MAX_BYTES + "' }"),
        ("too-long", "SELECT * { ?s ?p '" + "ö" * (MAX_BYTES // 2) + "' }"),
        ("too-deep", "SELECT * " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1)),
        ("too-deep", "SELECT * { ?s ?p " + "(" * 90_000),
        ("too-deep", "SELECT * { ?s ?p " + "[ ?p " * 15_000),
    ],
)
def test_improper_queries_are_refused_with_the_reason(expected: str, query: str) -> None:
    assert reason(query) == expected


def test_without_known_graphs_every_from_is_refused() -> None:
    with pytest.raises(QueryError, match="not in this store"):
        check("SELECT * FROM <KNOWN> { ?s ?p ?o }".replace("KNOWN", KNOWN), None)


def test_a_mistake_is_located() -> None:
    with pytest.raises(QueryError, match=r"line 3, column \d+"):
        check("SELECT * {\n  ?s ?p ?o .\n  FILTR(?o) }", known)


def test_escapes_are_read_as_characters() -> None:
    checked = check(r"SELECT * { ?s ?p 'Gr\u00FC\U0000DFe' }".replace(r"\U0000DFe", r"\U000000DFe"), known)
    assert "'Grüße'" in checked.text


# What one parser takes for a comment or a string, another may take for the query itself.
AMBIGUOUS = st.sampled_from(
    [
        '"', "'", '"""', "'''", "\\", "\\u0022", "\\u0027", "\\u000A", "\\u000D", "\\U00000022", "\\u005C", "\\u0023",
        "#", "\r", "\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u00a0", "<", ">", "<http://x/#", "{", "}", " ",
        ".", ";", "?s", "?p", "a", "e:", "e:#", "(", ")", "BIND(", " AS ?y)", "FILTER(", "SELECT * {", "UNION", "&&",
    ]
)  # fmt: skip
SERVICE = " SERVICE SILENT <URL> {?a ?b ?c} "


def test_no_ambiguous_text_smuggles_a_service_past_the_inspection(listener: "Listener") -> None:
    store = Store()
    store.update("INSERT DATA { <http://x/a> <http://x/b> 'c' }")

    @given(st.lists(st.one_of(AMBIGUOUS, st.just(SERVICE)), max_size=14))
    @example(["?s ?p ?o ", "#", "\r", SERVICE, "\n"])
    @example(["BIND(", '"\\u0022', " AS ?y)", "#", '"', " AS ?x)", SERVICE, "\n"])
    @example(["BIND(", "'\\u0027", " AS ?y)", "#", "'", " AS ?x)", SERVICE, "\n"])
    @settings(max_examples=150, deadline=None)
    def evaluates_without_a_request(parts: list[str]) -> None:
        query = "PREFIX e: <http://x/> SELECT * {" + "".join(parts) + "}"
        try:
            text = check(query.replace("URL", listener.url), known).text
        except QueryError:
            return
        with contextlib.suppress(SyntaxError, OSError):
            list(islice(cast("QuerySolutions", store.query(text)), 3))
        assert listener.connections == 0, text

    evaluates_without_a_request()
    assert listener.quiet()


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_raises_nothing_but_query_errors(text: str) -> None:
    for query in (text, f"SELECT * {{ ?s ?p {text} }}", f"SELECT * {{ ?s ?p '{text}' }}"):
        with contextlib.suppress(QueryError):
            assert check(query, known).form in FORMS.values()


WORDS = """
    SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED * ?x ?y $z { } ( ) [ ] . ; , <http://x/> e:a a 'x' "y"@de 1 2.5
    true FILTER EXISTS NOT OPTIONAL UNION MINUS GRAPH SERVICE SILENT BIND AS VALUES UNDEF GROUP BY ORDER LIMIT 10
    HAVING COUNT IF REGEX IN + - / | ^ ! = != < > && || PREFIX e: BASE INSERT DELETE LOAD ^^ _:b <<
"""
FRAGMENTS = st.sampled_from(WORDS.split())


@given(st.lists(FRAGMENTS, max_size=30), st.integers(0, 45), st.sampled_from("{(["))
@settings(max_examples=100, deadline=None)
def test_any_mixture_of_keywords_raises_nothing_but_query_errors(words: list[str], depth: int, bracket: str) -> None:
    for text in (" ".join(words), "SELECT * { " + bracket * depth + " ".join(words)):
        with contextlib.suppress(QueryError):
            assert check(text, known).form in FORMS.values()
