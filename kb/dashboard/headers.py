"""What every HTTP answer carries: a content security policy that allows this host only, and the page's language."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PAGE_LANGUAGE = b'<html lang="en">'


@cache
def content_security_policy() -> str:
    """Nothing from another host, no `eval`; of inline scripts only those of Streamlit's own page, by their hash."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in _INLINE_SCRIPT.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class PageHeaders:
    """Pure ASGI middleware: security headers on every answer, and `<html lang>` in the language that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = _asked_language(scope)
        if language != "en" and _wants_page(scope):
            # A compressed page could not be rewritten.
            plain = [pair for pair in scope["headers"] if pair[0] not in {b"accept-encoding", b"if-none-match"}]
            scope = {**scope, "headers": plain}
        is_page = False

        async def answer(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                _secure(headers)
                if is_page:
                    headers.add_vary_header("Accept-Language")
                if is_page and language != "en":
                    del headers["etag"], headers["last-modified"]  # they name the page before it was rewritten
            elif is_page and language != "en" and _PAGE_LANGUAGE in message.get("body", b""):
                # Both codes have two letters: the length of the answer stays what its header says.
                message = {
                    **message,
                    "body": message["body"].replace(_PAGE_LANGUAGE, f'<html lang="{language}">'.encode(), 1),
                }
            await send(message)

        await self.app(scope, receive, answer)


def _secure(headers: MutableHeaders) -> None:
    for name, value in (
        ("Content-Security-Policy", content_security_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ):
        headers.setdefault(name, value)


def _wants_page(scope: Scope) -> bool:
    return "text/html" in _header(scope["headers"], b"accept")


def _asked_language(scope: Scope) -> str:
    """`?lang=de`, else the browser's first language; English unless that is German."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return "de" if (asked or _header(scope["headers"], b"accept-language")).casefold().startswith("de") else "en"


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in headers if key == name), "")
