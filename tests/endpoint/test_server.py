"""The endpoint in a real server, asked by a plain socket, while somebody else runs away."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from asked_store import LIMITS, TRIPLES
from starlette.applications import Starlette

from kb.endpoint.protocol import routes
from kb.endpoint.worker import QueryService

COUNT = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
RUNAWAY = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


@pytest.fixture(scope="module")
def port(service: QueryService) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes(service)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


def ask(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """One request over a bare socket: status, headers, body."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as connection:
        connection.sendall(request)
        data = b""
        while chunk := connection.recv(65536):
            data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return int(first.split()[1]), headers, body


def get(port: int, query: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    target = f"/sparql?query={query}"
    return ask(port, f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())


def test_a_plain_client_gets_its_answer(port: int) -> None:
    status, headers, body = get(port, COUNT)
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == str(TRIPLES)
    status, headers, empty = get(port, COUNT, "HEAD")
    assert (status, headers["content-length"], empty) == (200, str(len(body)), b"")


def test_others_are_answered_while_a_query_runs_away(port: int) -> None:
    ends: list[tuple[int, float]] = []
    began = time.monotonic()
    runaway = threading.Thread(target=lambda: ends.append((get(port, RUNAWAY)[0], time.monotonic() - began)))
    runaway.start()
    time.sleep(0.3)
    waited = []
    while runaway.is_alive():
        before = time.monotonic()
        assert get(port, COUNT)[0] == 200
        waited.append(time.monotonic() - before)
        time.sleep(0.02)
    assert ends[0][0] == 504
    assert LIMITS.seconds <= ends[0][1] < LIMITS.seconds + 2
    assert len(waited) > 5
    assert max(waited) < 1.5


def test_importing_the_endpoint_is_light() -> None:
    program = (
        "import sys; import kb.endpoint, kb.endpoint.worker\n"
        "print([name for name in ('rdflib', 'pyoxigraph', 'starlette', 'pyparsing') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
