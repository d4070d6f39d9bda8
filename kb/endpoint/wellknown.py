"""The dataset's description where programs look for it: `/.well-known/void`, as VoID asks."""

import logging
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kb.endpoint import formats
from kb.errors import CasusError

log = logging.getLogger(__name__)

PATH: Final = "/.well-known/void"
_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
Describe = Callable[[], str]


def routes(describe: Describe) -> list[Route]:
    """The route; `describe` gives the description in Turtle, its addresses relative to its own."""

    async def respond(_request: Request) -> Response:
        try:
            text = await run_in_threadpool(describe)
        except CasusError as error:
            log.warning("the knowledge base is not ready: %s", error)
            return PlainTextResponse("The knowledge base is not ready. Try again in a moment.", 503, _HEADERS)
        return Response(text, media_type=formats.TURTLE, headers=_HEADERS)

    return [Route(PATH, respond, methods=["GET", "HEAD"], name="void")]
