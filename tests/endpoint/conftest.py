"""The service over a small store, a client for its endpoint, and a loopback listener."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_store import LIMITS, Listener, build
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb.endpoint.protocol import routes
from kb.endpoint.worker import QueryService


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def service(snapshot: Path) -> Iterator[QueryService]:
    with QueryService(lambda: snapshot, LIMITS, workers=2) as running:
        yield running


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


@pytest.fixture(scope="session")
def client(service: QueryService) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(service))) as http:
        yield http
