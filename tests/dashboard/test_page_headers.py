import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from kb.dashboard.headers import PageHeaders

STREAMLITS_PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


async def page(_: Request) -> Response:
    return HTMLResponse(STREAMLITS_PAGE)


async def data(_: Request) -> Response:
    return PlainTextResponse('<html lang="en"> in a text')


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/", page), Route("/data", data)],
        middleware=[Middleware(PageHeaders), Middleware(GZipMiddleware, minimum_size=10)],
    )
    return TestClient(app, headers={"accept": "text/html"})


def test_the_policy_allows_this_host_and_the_pages_own_scripts_only(client: TestClient) -> None:
    policy = dict(
        directive.split(" ", 1) for directive in client.get("/").headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    for script in re.findall(r"<script>(.*?)</script>", STREAMLITS_PAGE, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]
    assert "http" not in " ".join(policy.values())


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/", "en-GB,en", "en"),
        ("/", "de-AT,de;q=0.9,en;q=0.8", "de"),
        ("/?lang=de", "en", "de"),
        ("/?lang=en", "de", "en"),
        ("/?lang=xx", "", "en"),
    ],
)
def test_the_page_says_its_language_also_to_clients_that_compress(
    client: TestClient, address: str, accepted: str, language: str
) -> None:
    answer = client.get(address, headers={"accept-language": accepted, "accept-encoding": "gzip"})
    assert f'<html lang="{language}">' in answer.text
    assert "accept-language" in answer.headers["vary"].casefold()


def test_other_answers_are_left_as_they_are(client: TestClient) -> None:
    answer = client.get("/data?lang=de")
    assert answer.text == '<html lang="en"> in a text'
    assert answer.headers["x-content-type-options"] == "nosniff"
