"""Questions the tests ask again and again."""

import json
from typing import Any

from kb.endpoint.refusal import RefusedQueryError
from kb.endpoint.worker import QueryService

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
