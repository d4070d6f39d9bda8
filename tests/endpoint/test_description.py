"""What the bare address tells programs and people, and how the Accept header is read."""

import json
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from starlette.testclient import TestClient

from kb.endpoint.description import EXAMPLES
from kb.endpoint.negotiation import preferred
from kb.queries import competency_questions


def test_programs_get_a_service_description(client: TestClient) -> None:
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    response = client.get("/sparql")
    assert response.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(response.content, format="turtle", publicID="http://testserver/sparql")
    itself = URIRef("http://testserver/sparql")
    assert (itself, RDF.type, sd.Service) in graph
    assert (itself, sd.endpoint, itself) in graph
    assert (itself, sd.feature, sd.UnionDefaultGraph) in graph
    assert client.get("/sparql", headers={"accept": "application/json"}).status_code == 400


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value for name, value in attrs if name == "href" and value]


def test_people_get_a_page_whose_links_work(client: TestClient) -> None:
    response = client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response.headers["content-type"].startswith("text/html")
    page = Links()
    page.feed(response.text)
    assert not page.tags & {"form", "script"}
    queries = [target for target in page.targets if target.startswith("?")]
    assert len(queries) == len(EXAMPLES) + len(competency_questions())
    for number, target in enumerate(queries):
        answer = client.get("/sparql" + target)
        assert answer.status_code == 200, parse_qs(target)
        if number < len(EXAMPLES):  # the store of these tests holds nothing of the questions' world
            assert answer.json()["results"]["bindings"]


def test_a_query_never_comes_back_as_html(client: TestClient) -> None:
    attack = "SELECT * { <script>alert(1)</script> }"
    for accept in ("text/html", "*/*", "text/html, */*;q=0.1"):
        response = client.get("/sparql", params={"query": attack}, headers={"accept": accept})
        assert response.status_code in {400, 406}
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["x-content-type-options"] == "nosniff"
    page = client.get("/sparql", params={"default-graph-uri": "<script>"}, headers={"accept": "text/html"})
    assert "<script>" not in page.text
    assert json.loads(client.get("/sparql", params={"query": attack}).text)["error"] == "malformed"


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "a/b"),
        ("a/c", "a/c"),
        ("a/*;q=0.5, a/c;q=0.4, d/e;q=0.1", "a/b"),
        ("A/C ; Q=1.0", "a/c"),
        ("d/*, */*;q=0.1", "d/e"),
        ("a/b;q=0, a/*", "a/c"),
        ("a/b;q=nonsense", None),
        ("x/y", None),
        (";,;;q=,=", None),
    ],
)
def test_accept_is_read_by_its_qualities(accept: str, best: str | None) -> None:
    assert preferred(accept, ("a/b", "a/c", "d/e")) == best
