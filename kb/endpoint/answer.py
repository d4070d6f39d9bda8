"""One checked query, evaluated on a store and serialised, within the limits of rows and bytes."""

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from kb.endpoint import formats
from kb.endpoint.guard import CheckedQuery, engine_refusal
from kb.endpoint.refusal import QueryFormatError, QueryLimitError

# Tells, in the place the W3C formats have for such links, that rows are missing.
TRUNCATED_LINK: Final = "https://w3id.org/casus-foederis/sparql#truncated"
_XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised result; `rows` counts rows or triples and is None for ASK."""

    body: bytes
    media_type: str
    rows: int | None
    truncated: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the client can read, as a table and as a graph (None: not at all), and how much at most."""

    table: str | None
    graph: str | None
    rows: int
    megabytes: int


def answer(store: Store, checked: CheckedQuery, wanted: Wanted) -> Answer:
    """Evaluate and serialise at once (a result must not outlive this thread); raises QueryError."""
    media_type = _media_type(checked.form, wanted)
    try:
        result = store.query(checked.text, **_dataset(checked))
    except SyntaxError as error:
        raise engine_refusal(error) from error
    found = _serialised(result, checked, media_type, wanted.rows)
    if len(found.body) > wanted.megabytes << 20:
        raise QueryLimitError(
            "size",
            f"The answer is larger than {wanted.megabytes} MB.",
            "Ask for fewer columns or rows, for example with LIMIT and OFFSET.",
        )
    return found


def _media_type(form: str, wanted: Wanted) -> str:
    graph = form in formats.GRAPH_FORMS
    if media_type := (wanted.graph if graph else wanted.table):
        return media_type
    kind = "a graph" if graph else "a table"
    offered = ", ".join(formats.GRAPHS if graph else formats.TABLES)
    raise QueryFormatError(
        "not-acceptable", f"{form} gives {kind}, not any of the formats asked for.", f"Ask for one of {offered}."
    )


def _dataset(checked: CheckedQuery) -> dict[str, Any]:
    """The graphs to read, always told explicitly, so that the engine never decides on them by itself."""
    if not checked.default_graphs and not checked.named_graphs:
        return {"use_default_graph_as_union": True}
    return {
        "default_graph": [NamedNode(graph) for graph in checked.default_graphs],
        "named_graphs": [NamedNode(graph) for graph in checked.named_graphs],
    }


def _serialised(
    result: QuerySolutions | QueryBoolean | QueryTriples, checked: CheckedQuery, media_type: str, limit: int
) -> Answer:
    if isinstance(result, QueryBoolean):
        body = result.serialize(format=QueryResultsFormat.from_media_type(media_type))
        return Answer(body or b"", media_type, None, truncated=False)
    if isinstance(result, QuerySolutions):
        return _table(result, media_type, limit)
    return _graph(result, checked, media_type, limit)


def _table(result: QuerySolutions, media_type: str, limit: int) -> Answer:
    names = [variable.value for variable in result.variables]
    rows = [
        {name: _term(value) for name, value in zip(names, row, strict=True) if value is not None}
        for row in islice(result, limit)
    ]
    truncated = len(rows) == limit and next(result, None) is not None
    head = {"vars": names, "link": [TRUNCATED_LINK]} if truncated else {"vars": names}
    body = json.dumps({"head": head, "results": {"bindings": rows}}, ensure_ascii=False, separators=(",", ":")).encode()
    if media_type != formats.JSON:
        # The engine writes the other formats; it can only do so for a result it has read itself.
        table = parse_query_results(body, format=QueryResultsFormat.JSON)
        body = table.serialize(format=QueryResultsFormat.from_media_type(media_type)) or b""
    if truncated and media_type == formats.XML:
        body = body.replace(b"</head>", f'<link href="{TRUNCATED_LINK}"/></head>'.encode(), 1)
    return Answer(body, media_type, len(rows), truncated)


def _term(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: _term(part) for name, part in parts}}
    literal: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        literal["datatype"] = term.datatype.value
    return literal


def _graph(result: QueryTriples, checked: CheckedQuery, media_type: str, limit: int) -> Answer:
    triples: dict[Triple, None] = {}  # the engine may give a triple twice; a graph has it once
    truncated = False
    for triple in result:
        if triple not in triples and len(triples) == limit:
            truncated = True
            break
        triples[triple] = None
    form = RdfFormat.from_media_type(media_type)
    prefixes = dict(checked.prefixes) if media_type != formats.N_TRIPLES else None
    body = serialize(triples, format=form, prefixes=prefixes) or b""
    if truncated:
        told = f" truncated at {limit} triples "
        body += (f"<!--{told}-->\n" if media_type == formats.RDF_XML else f"#{told}\n").encode()
    return Answer(body, media_type, len(triples), truncated)
