"""What the IRI of a thing answers: Turtle or JSON-LD to a program, the page about it to a person."""

import logging
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

from rdflib import Graph
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kb.endpoint import formats
from kb.endpoint.description import HTML
from kb.endpoint.negotiation import preferred
from kb.errors import CasusError
from kb.namespaces import KB, PREFIXES

log = logging.getLogger(__name__)

JSON_LD: Final = "application/ld+json"
PAGES: Final[Mapping[str, str]] = {
    "guarantee": "guarantees",
    "instrument": "instruments",
    "article": "articles",
    "actor": "actors",
}
"""The page of the dashboard that is about things of a kind."""
_SHORT: Final = {"turtle": formats.TURTLE, "jsonld": JSON_LD}
_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}
Describe = Callable[[str], Graph]


def routes(describe: Describe) -> list[Route]:
    """The route `/kb/KIND/ID`; `describe` gives what is known of an IRI, which may be nothing."""

    async def respond(request: Request) -> Response:
        path = quote(request.path_params["path"], safe="/-._~")
        kind, _, id_ = request.path_params["path"].partition("/")
        asked = request.query_params.get("format", "")
        accept = ",".join(request.headers.getlist("accept"))
        wanted = _SHORT.get(asked) if asked else preferred(accept, (formats.TURTLE, JSON_LD, HTML))
        if wanted is None:
            return PlainTextResponse("Ask for text/turtle or application/ld+json.", 406, _HEADERS)
        if wanted == HTML and kind in PAGES and id_:
            return RedirectResponse(f"/{PAGES[kind]}?{urlencode({kind: id_})}", 303, _HEADERS)
        try:
            known = await run_in_threadpool(describe, f"{KB}{path}")
        except CasusError as error:
            log.warning("the knowledge base is not ready: %s", error)
            return PlainTextResponse("The knowledge base is not ready. Try again in a moment.", 503, _HEADERS)
        if not len(known):
            return PlainTextResponse("Nothing is known of this.", 404, _HEADERS)
        written = JSON_LD if wanted == JSON_LD else formats.TURTLE
        return Response(_written(known, written), media_type=written, headers=_HEADERS)

    return [Route("/kb/{path:path}", respond, methods=["GET", "HEAD"], name="thing")]


def _written(graph: Graph, media_type: str) -> str:
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    if media_type == JSON_LD:
        return graph.serialize(format="json-ld", context=dict(PREFIXES), auto_compact=True)
    return graph.serialize(format="turtle")
