"""What a SPARQL Protocol request asks for, read from its URL and body."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from kb.endpoint.querytext import MAX_BYTES
from kb.endpoint.refusal import RefusedQueryError, refusal

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# Percent-encoding triples a byte; the dataset parameters get the rest.
_MAX_BODY: Final = 4 * MAX_BYTES
_HOW: Final = "Send it as GET ?query=…, as a form with the field query, or as a body of type " + DIRECT + "."


class UnsupportedMediaTypeError(RefusedQueryError):
    """A body of a type the protocol does not know."""

    reasons = frozenset({"unsupported-media-type"})


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A query (None: there is none) and the dataset its sender chose."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def read(request: Request) -> ProtocolRequest:
    """Read a GET, HEAD or POST; raises QueryError."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if media_type == FORM:
            fields = _fields(body)
        elif media_type == DIRECT:
            fields = [*(field for field in fields if field[0] != "query"), ("query", _text(body))]
        elif media_type == UPDATE:
            fields = [("update", "")]
        else:
            raise UnsupportedMediaTypeError(
                "unsupported-media-type", f"A body of type {media_type[:80] or 'none'} is not understood.", _HOW
            )
    return _understood(fields)


def _understood(fields: list[tuple[str, str]]) -> ProtocolRequest:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    if any(values(name) for name in ("using-graph-uri", "using-named-graph-uri")) or "update" in dict(fields):
        raise refusal("update", "This endpoint answers queries only and never writes.", "Send a query instead.")
    queries = values("query")
    if len(queries) > 1:
        raise refusal("malformed", "There is more than one query in the request.", "Send them one by one.")
    return ProtocolRequest(queries[0] if queries else None, values("default-graph-uri"), values("named-graph-uri"))


def missing() -> RefusedQueryError:
    """The complaint about a request without a query."""
    return refusal("malformed", "There is no query in the request.", _HOW)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise refusal(
                "too-long",
                f"The body is longer than {_MAX_BODY // 1000} kB.",
                f"A query may have {MAX_BYTES // 1000} kB.",
            )
    return bytes(body)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except RefusedQueryError:
        raise
    except ValueError as error:
        raise refusal("malformed", "The parameters are not readable.", "Percent-encode them as UTF-8.") from error


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise refusal("malformed", "The request is not UTF-8.", "Encode the query as UTF-8.") from error
