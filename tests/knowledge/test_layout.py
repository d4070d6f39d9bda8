"""Every Turtle file and query is laid out by the same rules; see docs/ontology.md."""

from collections import defaultdict
from pathlib import Path

import pytest
from layout import described, faults_of_prefixes, faults_of_text, faults_of_turtle, prefixes

from kb.resources import data_path, ontology_path

TURTLE = sorted([*ontology_path().rglob("*.ttl"), *data_path().rglob("*.ttl")])
QUERIES = sorted(ontology_path("queries").rglob("*.rq"))
BY_SECTION = {"alignments.ttl"}  # one section for each vocabulary aligned with
HEAD = "@prefix a: <urn:a:> .\n"


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: path.name)
def test_a_file_is_laid_out(path: Path) -> None:
    text = text_of(path)
    assert [*faults_of_text(text), *faults_of_prefixes(text)] == []


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_a_thing_is_described_in_one_place_and_once(path: Path) -> None:
    assert list(faults_of_turtle(text_of(path), by_section=path.name in BY_SECTION)) == []


def test_a_thing_is_described_in_one_file() -> None:
    """Shapes speak of prefixes from several files, alignments of terms that are described elsewhere."""
    files = defaultdict(list)
    for path in TURTLE:
        if path.name not in BY_SECTION:
            for subject in described(text_of(path)):
                files[subject].append(path.name)
    assert {subject: names for subject, names in files.items() if len(names) > 1} == {}


def test_a_prefix_means_the_same_everywhere() -> None:
    meanings = defaultdict(set)
    for path in [*TURTLE, *QUERIES]:
        for name, iri in prefixes(text_of(path)).items():
            meanings[name].add(iri)
    assert {name: iris for name, iris in meanings.items() if len(iris) > 1} == {}


def test_what_the_reasoner_wrote_is_in_order() -> None:
    """The one generated file: a mark, then each triple once, in alphabetical order."""
    mark, *lines = text_of(data_path("entailments", "curated.nt")).splitlines()
    assert mark.startswith("# follows from ")
    assert lines == sorted(set(lines))


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("does not end", "a:b a a:c ."),
        ("does not end", "a:b a a:c .\n\n"),
        ("tab", "a:b\ta a:c .\n"),
        ("spaces at the end", "a:b a a:c . \n"),
        ("characters", "# " + "x" * 500 + "\n"),
        ("NFC", "# u\u0308\n"),
    ],
)
def test_a_fault_of_the_text_is_found(fault: str, text: str) -> None:
    assert any(fault in told for told in faults_of_text(text))


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("declared twice", HEAD + HEAD + "a:b a a:c .\n"),
        ("not used", HEAD + '<urn:b> <urn:p> "a:b <a:c>" . # a:b\n'),
        ("order", "@prefix b: <urn:b:> .\n" + HEAD + "a:b a b:c .\n"),
        ("not used", "PREFIX a: <urn:a:>\nSELECT * { ?s ?p <urn:b> }\n"),
    ],
)
def test_a_fault_of_the_prefixes_is_found(fault: str, text: str) -> None:
    assert any(fault in told for told in faults_of_prefixes(text))


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("two places", HEAD + "a:b a a:c . a:d a a:c . a:b a:p a:d .\n"),
        ("told twice", HEAD + "a:b a a:c , a:c .\n"),
    ],
)
def test_a_fault_of_the_triples_is_found(fault: str, text: str) -> None:
    assert any(fault in told for told in faults_of_turtle(text))


def test_a_section_may_take_a_thing_up_again() -> None:
    text = HEAD + "a:b a:p a:c .\n# -------------- two\na:d a:p a:c .\n# -------------- three\na:b a:p a:e .\n"
    assert list(faults_of_turtle(text, by_section=True)) == []
    assert list(faults_of_turtle(text)) != []
