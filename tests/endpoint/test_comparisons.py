"""Every form of a comparison and the feed answer at addresses of their own."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb import curation
from kb.dashboard.printable import as_page
from kb.endpoint.comparisons import ENDINGS, routes
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import graph_iri
from kb.resources import data_path

ASKED = "g=us-japan-1960-article-5"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    base = KnowledgeBase(tmp_path_factory.mktemp("home"))
    graphs = {
        graph_iri("ontology"): curation.ontology(),
        graph_iri("schemes"): curation.schemes(),
        graph_iri("actors"): curation.actors(),
    }
    for id_ in ("nato-article-5", "us-japan-1960-article-5"):
        graphs[graph_iri("instrument", id_)] = curation.instrument_graph(data_path("instruments", f"{id_}.yaml"))
    with base.store.writing() as writer:
        writer.replace(graphs)
    with TestClient(Starlette(routes=routes(lambda: base, as_page))) as found:
        yield found


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_has_its_address_and_is_not_sent_twice(client: TestClient, ending: str) -> None:
    answer = client.get(f"/comparison.{ending}?{ASKED}&known-on=1970-01-01")
    assert answer.status_code == 200
    assert answer.content
    again = client.get(
        f"/comparison.{ending}?{ASKED}&known-on=1970-01-01", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_to_print_is_whole_and_fetches_nothing(client: TestClient) -> None:
    text = client.get(f"/comparison.html?{ASKED}&lang=de").text
    found = Elements(text).found
    assert next(attributes for name, attributes in found if name == "html")["lang"] == "de"
    assert not [name for name, attributes in found if name in {"script", "link", "img"} or "src" in attributes]
    assert all(attributes.get("scope") for name, attributes in found if name == "th")
    assert all("open" in attributes for name, attributes in found if name == "details")
    assert "Casus Foederis" in text


def test_the_feed_links_to_the_view_and_starts_where_asked(client: TestClient) -> None:
    whole = client.get(f"/feed/changes.atom?{ASKED}")
    assert whole.headers["content-type"].startswith("application/atom+xml")
    assert "http://testserver/?g=us-japan-1960-article-5" in whole.text
    assert "1949-04-04" in whole.text
    later = client.get(f"/feed/changes.atom?{ASKED}&since=1955-01-01").text
    assert "1949-04-04" not in later
    assert "1960-01-19" in later


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/comparison.csv?g=nowhere", 404),
        ("/comparison.csv?by=nobody", 400),
        ("/comparison.csv?known-on=yesterday", 400),
        ("/comparison.exe", 404),
        ("/comparison.csv?" + "&".join(f"g=x{number}" for number in range(7)), 400),
    ],
)
def test_what_cannot_be_answered_is_told(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
