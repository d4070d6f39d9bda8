"""The IRI of a thing answers a program with triples and a person with a page."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, Graph
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb.endpoint import things
from kb.namespaces import CF, kb_iri

sys.path.append(str(Path(__file__).parents[1] / "knowledge"))
import nasty


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = nasty.store(tmp_path_factory.mktemp("things"))
    app = Starlette(routes=things.routes(store.reader().describe))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def path(iri: str) -> str:
    return urlsplit(iri).path.removeprefix("/casus-foederis")


@pytest.mark.parametrize(("accept", "format_"), [("text/turtle", "turtle"), ("application/ld+json", "json-ld")])
def test_a_program_gets_triples(client: TestClient, accept: str, format_: str) -> None:
    iri = kb_iri("guarantee", "pact-alpha")
    answer = client.get(path(iri), headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert answer.headers["vary"] == "Accept"
    graph = Graph().parse(data=answer.text, format=format_)
    assert (iri, RDF.type, CF.Guarantee) in graph


def test_both_formats_say_the_same(client: TestClient) -> None:
    place = path(kb_iri("instrument", "pact-alpha"))
    turtle = Graph().parse(data=client.get(f"{place}?format=turtle").text, format="turtle")
    json_ld = Graph().parse(data=client.get(f"{place}?format=jsonld").text, format="json-ld")
    assert set(turtle) == set(json_ld)
    provisions = set(turtle.subjects(RDF.type, CF.Provision))
    assert provisions, "the parts of a text belong to it"


@pytest.mark.parametrize("kind", things.PAGES)
def test_a_person_is_led_to_the_page(client: TestClient, kind: str) -> None:
    answer = client.get(path(kb_iri(kind, "müller")), headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{things.PAGES[kind]}?{kind}=m%C3%BCller"


def test_umlauts_in_an_iri_are_found(client: TestClient) -> None:
    iri = kb_iri("article", nasty.BRIDGE)
    graph = Graph().parse(data=client.get(f"{path(iri)}?format=turtle").text, format="turtle")
    assert (iri, RDF.type, CF.Article) in graph


@pytest.mark.parametrize(
    "asked", ["guarantee/nothing", "guarantee/", "x%3E%20%3Chttp:%2F%2Fevil", "../etc/passwd", "%00"]
)
def test_what_is_not_known_is_not_found(client: TestClient, asked: str) -> None:
    assert client.get(f"/kb/{asked}", headers={"accept": "text/turtle"}).status_code == 404


def test_other_formats_are_refused(client: TestClient) -> None:
    place = path(kb_iri("guarantee", "pact-alpha"))
    assert client.get(place, headers={"accept": "image/png"}).status_code == 406
    assert client.get(f"{place}?format=exe").status_code == 406
