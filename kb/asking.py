"""Ask a SPARQL query from a file or by name, with the same guard and limits as the endpoint."""

from collections.abc import Mapping
from pathlib import Path

from kb.endpoint.worker import QueryResult, QueryService
from kb.errors import QueryError
from kb.queries import competency_question
from kb.store import Store

_MEDIA_TYPES = {"json": "application/sparql-results+json", "csv": "text/csv", "turtle": "text/turtle"}


def ask(store: Store, query: str, parameters: Mapping[str, str], format_: str) -> QueryResult:
    """Run the query in the file `query`, or the named question; `format_` is json, csv or turtle.

    Raises QueryError or UnknownIdError.
    """
    path = Path(query)
    if path.suffix == ".rq" or path.is_file():
        if parameters:
            raise QueryError("only named questions take parameters; write the values into the file")
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{query}: cannot be read: {error}") from error
    else:
        text = competency_question(query).bind(parameters)
    with QueryService(store.snapshot, workers=1) as service:
        return service.run(text, _MEDIA_TYPES[format_])
