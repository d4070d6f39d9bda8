"""The ontology's reference page names every term of ours, speaks one language, and fetches nothing."""

import pytest
from rdflib import OWL, RDF, URIRef

from kb.curation import ontology
from kb.namespaces import CF
from kb.reference import reference_page, remote_assets

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OWN_TERMS = sorted(
    {term for kind in KINDS for term in ontology().subjects(RDF.type, kind) if isinstance(term, URIRef) and term in CF}
)


@pytest.fixture(scope="module", params=["en", "de"])
def page(request: pytest.FixtureRequest) -> tuple[str, str]:
    language: str = request.param
    return language, reference_page(language)


def test_every_class_and_property_is_on_it(page: tuple[str, str]) -> None:
    assert len(OWN_TERMS) > 150
    assert [term for term in OWN_TERMS if f"<code>{term}</code>" not in page[1]] == []


def test_the_title_comes_from_the_ontology(page: tuple[str, str]) -> None:
    title = {
        "en": "<title>Casus Foederis: an ontology of security guarantees</title>",
        "de": "<title>Casus Foederis: eine Ontologie der Sicherheitsgarantien</title>",
    }
    language, html = page
    assert title[language] in html
    assert f'<html lang="{language}">' in html


def test_it_speaks_one_language(page: tuple[str, str]) -> None:
    language, html = page
    words = {"en": "known only through the claim that relays it", "de": "bekannt nur durch die Aussage"}
    other = {"en": "de", "de": "en"}[language]
    assert words[language] in html
    assert words[other] not in html


def test_it_fetches_nothing(page: tuple[str, str]) -> None:
    assert remote_assets(page[1]) == []


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.test/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.test/x.css">',
        "<style>@import 'https://cdn.test/x.css';</style>",
        '<p style="background: url(http://cdn.test/x.png)">',
        '<img srcset="https://cdn.test/x.png 2x">',
    ],
)
def test_what_would_be_fetched_is_found(page: str) -> None:
    assert len(remote_assets(page)) == 1


def test_links_that_a_reader_follows_are_fine() -> None:
    assert remote_assets('<a href="https://w3.org/">W3C</a><img src="data:image/png;base64,AA">') == []
