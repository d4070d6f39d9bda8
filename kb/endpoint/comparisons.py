"""A comparison at an address of its own, in every form, and the feed of its changes: for links and for programs."""

import logging
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kb.comparison import Comparison
from kb.comparison.changes import Difference
from kb.comparison.citing import comparison_id
from kb.comparison.codebook import Codebook
from kb.comparison.differing import teller
from kb.comparison.feed import Feed, as_atom
from kb.comparison.playing import flips, steps
from kb.comparison.view import MOST_GUARANTEES, CompareView, compare_view
from kb.comparison.writing import FORMATS, written
from kb.errors import CasusError, QueryError, StoreError, UnknownIdError
from kb.knowledge_base import KnowledgeBase
from kb.store import snapshot_day

log = logging.getLogger(__name__)

LANGUAGES: Final = frozenset({"en", "de"})
FEED: Final = "/feed/changes.atom"
ENDINGS: Final = {found.ending: name for name, found in FORMATS.items()} | {"html": "html"}
_HEADERS: Final = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "Vary": "Accept-Language"}
_OPEN_IN_PLACE: Final = frozenset({"html", "txt"})


Page = Callable[[Comparison, Difference, Codebook, str, str], str]
"""Writes a comparison as a page for paper, in a language, with the address at which it was asked for."""


def routes(base: Callable[[], KnowledgeBase], page: Page) -> list[Route]:
    """The routes `/comparison.ENDING` and the feed, with the parameters of the comparison's page."""

    async def comparison(request: Request) -> Response:
        ending = request.path_params["ending"]
        if ending not in ENDINGS:
            return PlainTextResponse(f"There is no form {ending!r}; there are: {', '.join(ENDINGS)}.", 404)
        return await run_in_threadpool(_answered, lambda: _comparison(base(), request, ending, page))

    async def feed(request: Request) -> Response:
        return await run_in_threadpool(_answered, lambda: _feed(base(), request))

    return [
        Route("/comparison.{ending}", comparison, methods=["GET", "HEAD"], name="comparison"),
        Route(FEED, feed, methods=["GET", "HEAD"], name="changes"),
    ]


def _answered(answer: Callable[[], Response]) -> Response:
    try:
        return answer()
    except UnknownIdError as error:
        return PlainTextResponse(f"{error}\n", 404, _HEADERS)
    except QueryError as error:
        return PlainTextResponse(f"{error}\n", 400, _HEADERS)
    except StoreError as error:
        log.warning("the knowledge base is not ready: %s", error)
        return PlainTextResponse("The knowledge base is not ready. Try again in a moment.\n", 503, _HEADERS)
    except CasusError as error:
        log.warning("a comparison failed: %s", error)
        return PlainTextResponse(f"{error}\n", 500, _HEADERS)


def _asked(request: Request) -> tuple[CompareView, str]:
    """The comparison that the address asks for, and the language. Raises QueryError."""
    query = request.query_params
    view = compare_view({name: query.getlist(name) for name in query})
    if len(view.guarantees) > MOST_GUARANTEES:
        raise QueryError(f"choose at most {MOST_GUARANTEES} guarantees")
    language = query.get("lang", "en")
    return view, language if language in LANGUAGES else "en"


def _comparison(base: KnowledgeBase, request: Request, ending: str, page: Page) -> Response:
    view, language = _asked(request)
    made = base.compare(view.guarantees, view.benchmark, view.perspective)
    tag = f'"{comparison_id(made)}-{ending}-{language}"'
    headers = {**_HEADERS, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    found = flips(base.shelf(), made)
    address = f"{str(request.base_url).rstrip('/')}/?{view.asked()}"
    if ending == "html":
        text = page(made, found, base.codebook(), language, address)
        return Response(text, media_type="text/html; charset=utf-8", headers=headers)
    form = FORMATS[ENDINGS[ending]]
    if ending not in _OPEN_IN_PLACE:
        headers["Content-Disposition"] = f'attachment; filename="comparison-{comparison_id(made)}.{ending}"'
    content = written(ENDINGS[ending], made, found, language, address)
    return Response(content, media_type=form.media_type, headers=headers)


def _feed(base: KnowledgeBase, request: Request) -> Response:
    view, language = _asked(request)
    made = base.compare(view.guarantees, view.benchmark, view.perspective)
    found = steps(base.shelf(), view.guarantees, view.benchmark, view.perspective, since=view.since)
    asked = Feed(view.asked(), str(request.base_url).rstrip("/"), snapshot_day(made.snapshot).isoformat())
    text = as_atom(found, teller(made, base.codebook(), language), asked)
    return Response(text, media_type="application/atom+xml", headers=_HEADERS)
