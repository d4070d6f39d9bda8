"""The SPARQL 1.1 Protocol (query only) as Starlette routes."""

import logging
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kb.endpoint import formats
from kb.endpoint import request as protocol_request
from kb.endpoint.description import HTML, description, page
from kb.endpoint.negotiation import preferred
from kb.endpoint.refusal import RefusedQueryError, refusal
from kb.endpoint.request import ProtocolRequest
from kb.endpoint.worker import QueryResult, QueryService
from kb.errors import CasusError

log = logging.getLogger(__name__)

STATUS: Final = {
    "malformed": 400,
    "too-deep": 400,
    "unknown-graph": 400,
    "update": 403,
    "service": 403,
    "not-acceptable": 406,
    "too-long": 413,
    "unsupported-media-type": 415,
    "memory": 422,
    "size": 422,
    "failed": 500,
    "busy": 503,
    "snapshot": 503,
    "closed": 503,
    "time": 504,
}
_ALLOWED: Final = "GET, HEAD, POST, OPTIONS"
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Casus-Truncated, X-Casus-Rows, X-Casus-Elapsed, "
    "X-Casus-Limit-Seconds, X-Casus-Limit-Rows, Retry-After",
}
_PREFLIGHT: Final = {
    "Allow": _ALLOWED,
    "Access-Control-Allow-Methods": _ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
# A query may wait for a worker, but a crowd must not take all the threads the dashboard lives on.
_WAITING_PER_WORKER: Final = 4


def routes(service: QueryService, path: str = "/sparql") -> list[Route]:
    """The endpoint's routes; the service stays the caller's to close."""
    endpoint = _Endpoint(service)
    return [Route(path, endpoint.respond, methods=["GET", "HEAD", "POST", "OPTIONS"], name="sparql")]


class _Endpoint:
    def __init__(self, service: QueryService) -> None:
        self._service = service
        self._running = 0
        self._most = _WAITING_PER_WORKER * service.workers

    async def respond(self, request: Request) -> Response:
        """One request, one response; whatever goes wrong is told as JSON."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**_CORS, **_PREFLIGHT})
        try:
            response = await self._answered(request)
        except RefusedQueryError as error:
            response = _problem(STATUS[error.reason], error.reason, error.message, error.remedy)
        except CasusError as error:
            log.warning("the knowledge base is not ready: %s", error)
            response = _problem(503, "snapshot", "The knowledge base is not ready.", "Try again in a moment.")
        except Exception:
            log.exception("a SPARQL request failed")
            response = _problem(500, "failed", "The request could not be answered.", "Try a simpler query.")
        return self._finished(request, response)

    async def _answered(self, request: Request) -> Response:
        asked = await protocol_request.read(request)
        accept = ",".join(request.headers.getlist("accept"))
        if asked.query is None:
            return self._described(request, accept)
        table, graph = preferred(accept, formats.TABLES), preferred(accept, formats.GRAPHS)
        if table is None and graph is None:
            offered = ", ".join((*formats.TABLES, *formats.GRAPHS))
            raise refusal("not-acceptable", "None of the formats asked for is offered.", f"Ask for {offered}.")
        return _result(await self._run(asked, asked.query, table, graph))

    async def _run(self, asked: ProtocolRequest, query: str, table: str | None, graph: str | None) -> QueryResult:
        if self._running >= self._most:
            raise refusal("busy", "Too many queries are waiting already.", "Try again in a few seconds.")
        self._running += 1
        try:
            return await run_in_threadpool(
                self._service.run,
                query,
                table or graph or "",
                graph_type=graph,
                default_graphs=asked.default_graphs,
                named_graphs=asked.named_graphs,
            )
        finally:
            self._running -= 1

    def _described(self, request: Request, accept: str) -> Response:
        wanted = preferred(accept, (formats.TURTLE, HTML))
        if wanted is None or request.method == "POST":
            raise protocol_request.missing()
        if wanted == HTML:
            return Response(page(self._service.limits), media_type=HTML)
        return Response(description(), media_type=formats.TURTLE)

    def _finished(self, request: Request, response: Response) -> Response:
        limits = self._service.limits
        response.headers.update(
            {
                **_CORS,
                "Vary": "Accept",
                "Cache-Control": "no-cache",
                "X-Content-Type-Options": "nosniff",
                "X-Casus-Limit-Seconds": f"{limits.seconds:g}",
                "X-Casus-Limit-Rows": str(limits.rows),
            }
        )
        if response.status_code == 503:
            response.headers["Retry-After"] = str(max(1, round(limits.seconds)))
        if request.method == "HEAD":
            response.body = b""  # the length of what a GET would bring stays in the headers
        return response


def _result(result: QueryResult) -> Response:
    headers = {"X-Casus-Truncated": str(result.truncated).lower(), "X-Casus-Elapsed": f"{result.elapsed:.3f}"}
    if result.rows is not None:
        headers["X-Casus-Rows"] = str(result.rows)
    return Response(result.body, media_type=result.media_type, headers=headers)


def _problem(status: int, reason: str, message: str, remedy: str) -> JSONResponse:
    content = {"status": status, "error": reason, "message": message, "remedy": remedy}
    return JSONResponse(content, status_code=status, media_type="application/problem+json")
