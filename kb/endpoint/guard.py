"""The inspection of a foreign query: what it is, and that it stays inside the store. Nothing is evaluated."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pyoxigraph
from pyparsing import ParseBaseException, ParseResults
from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kb.endpoint import querytext
from kb.endpoint.refusal import QueryForbiddenError, QuerySyntaxError, RefusedQueryError

FORMS: Final = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
}
# No query can contain this, so text that ends with it is never evaluated, only parsed up to it.
_STOP: Final = "\n\x00"
_OXIGRAPH_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[[^\[\]]*\](?:, |$)")
_SYNTAX_REMEDY: Final = "Correct the query; SPARQL 1.1 Query is understood."


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run: its text as both parsers agreed on it, its form, and the graphs of its FROM."""

    text: str
    form: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()


def check(query: str, known_graphs: Callable[[str], bool] | None) -> CheckedQuery:
    """Inspect a query; `known_graphs` says whether the store has a graph (None: it has none to offer).

    Raises only QueryError. Bounded in length and depth, but not in time: foreign text belongs in a worker.
    """
    checked = _inspect(querytext.plain(query))
    check_graphs((*checked.default_graphs, *checked.named_graphs), known_graphs)
    return checked


def check_graphs(graphs: Iterable[str], known_graphs: Callable[[str], bool] | None) -> None:
    """Refuse a graph that is not in the store; nothing is ever fetched."""
    for graph in graphs:
        if known_graphs is None or not known_graphs(graph):
            raise QueryForbiddenError(
                "unknown-graph",
                f"The graph <{graph[:200]}> is not in this store, and none is fetched from elsewhere.",
                "List the graphs with SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }, or leave the dataset out.",
            )


@lru_cache(maxsize=64)
def _inspect(text: str) -> CheckedQuery:
    try:
        parsed = parseQuery(text)
        _refuse_service(parsed)
        algebra = translateQuery(parsed)
    except (RefusedQueryError, MemoryError):
        raise
    except RecursionError:
        raise querytext.too_deep() from None
    except ParseBaseException as error:
        raise _malformed(text, error) from None
    except Exception as error:  # the parser's own checks raise bare Exceptions, with a sentence
        raise QuerySyntaxError("malformed", f"Malformed SPARQL: {_short(error)}.", _SYNTAX_REMEDY) from error
    clauses = algebra.algebra.datasetClause or ()
    return CheckedQuery(
        text=text,
        form=FORMS[parsed[1].name],
        default_graphs=tuple(str(clause.default) for clause in clauses if clause.default),
        named_graphs=tuple(str(clause.named) for clause in clauses if clause.named),
        prefixes=_prefixes(parsed[0]),
    )


def _refuse_service(parsed: Any) -> None:
    """Walk the whole parse tree, without recursion: sub-queries, EXISTS and property lists included."""
    open_nodes: list[Any] = [parsed]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, CompValue):
            if node.name == "ServiceGraphPattern":
                raise QueryForbiddenError(
                    "service",
                    "SERVICE is refused: this endpoint sends no request to other hosts.",
                    "Query the other endpoint itself and join the results on your side.",
                )
            open_nodes.extend(dict.values(node))
        elif isinstance(node, (list, tuple, set, ParseResults)):
            open_nodes.extend(node)


def _prefixes(prologue: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    declared = {str(part.prefix or ""): part.iri for part in prologue if part.name == "PrefixDecl"}
    return tuple((name, str(iri)) for name, iri in declared.items() if isinstance(iri, URIRef))


def _malformed(text: str, error: ParseBaseException) -> QuerySyntaxError:
    """Where the engine stumbles is more telling than where the inspection gave up and went back."""
    try:
        pyoxigraph.Store().query(text + _STOP)
    except SyntaxError as seen:
        found = _OXIGRAPH_POSITION.match(str(seen))
        if found and int(found[1]) <= text.count("\n") + 1:
            return engine_refusal(seen)
    return _at(error.lineno, error.column, "this is not SPARQL 1.1, or the query ends too early")


def engine_refusal(error: SyntaxError) -> QuerySyntaxError:
    """The engine's own complaint about a query the inspection had let pass."""
    if found := _OXIGRAPH_POSITION.match(str(error)):
        return _at(int(found[1]), int(found[2]), _told(found[3]))
    return QuerySyntaxError("malformed", f"Malformed SPARQL: {_short(error)}.", _SYNTAX_REMEDY)


def _at(line: int, column: int, told: str) -> QuerySyntaxError:
    return QuerySyntaxError("malformed", f"Malformed SPARQL at line {line}, column {column}: {told}.", _SYNTAX_REMEDY)


def _told(expectation: str) -> str:
    """The engine lists all it could have read; sentences of its own and few words are of use to people."""
    listed = _CHARACTERS.sub("", expectation.removeprefix("expected ").removeprefix("one of "))
    items = [item for item in listed.split(", ") if item.strip()]
    if sentences := [item for item in items if " " in item and item[0].isupper()]:
        return _short("; ".join(sentences))
    if not items:
        return "unexpected character"
    return _short("expected " + " or ".join(items[:6]) + (" or others" if len(items) > 6 else ""))


def _short(told: object) -> str:
    text = " ".join(str(told).split())
    return (text if len(text) <= 240 else text[:240] + " …").rstrip(".")
