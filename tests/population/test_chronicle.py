"""The timeline: words that are known become excerpts with claims, what is only known in substance is recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import RDF, Graph, Literal, URIRef

from kb import curation
from kb.chronicle import Event, events, timeline_graph, timeline_graphs, timeline_paths
from kb.errors import CurationError
from kb.namespaces import CF, SCHEMA, concept, kb_iri
from kb.validation import validate

WORDS = "They are a first line of defense, but we’ll help them out. 🛡️"
CLAIM: dict[str, Any] = {
    "about": "us-guarantee-ukraine",
    "act": "commits",
    "type": "us-guarantee",
    "guarantors": ["US"],
    "beneficiaries": ["UA"],
    "responses": ["unspecified-assistance"],
}
ENTRY: dict[str, Any] = {
    "id": "2025-08-18-trump",
    "date": date(2025, 8, 18),
    "kind": "statement",
    "who": {"names": ["Donald Trump"], "role": {"en": "President", "de": "Präsident"}, "affiliation": ["US"]},
    "about": ["us-ukraine-bilateral-guarantee-2026"],
    "summary": {"en": "America helps.", "de": "Amerika hilft."},
    "quote": {"en": WORDS},
    "sources": [{"title": "A page", "url": "https://tass.com/1", "grade": "seen"}],
    "claims": [CLAIM],
}
EVENT = kb_iri("event", "2025-08-18-trump")
QUOTED = kb_iri("claim", "timeline-2025-08-18-trump", "1")
RECORDED = kb_iri("claim", "2025-08-18-trump", "1")


def written(folder: Path, *entries: object) -> Path:
    path = folder / "2025.yaml"
    path.write_text(yaml.safe_dump({"entries": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


def graph_of(folder: Path, **changes: object) -> Graph:
    entry = {key: value for key, value in (ENTRY | changes).items() if value is not None}
    return timeline_graph(written(folder, entry))


def test_known_words_are_an_excerpt_with_a_claim_that_states_values(tmp_path: Path) -> None:
    graph = graph_of(tmp_path)
    (excerpt,) = graph.objects(EVENT, CF.excerpt)
    assert graph.value(excerpt, CF.articleText) == Literal(WORDS)
    assert graph.value(excerpt, SCHEMA.publisher) == Literal("TASS")
    assert (QUOTED, RDF.type, CF.Claim) in graph
    assert graph.value(QUOTED, CF.inArticle) == excerpt
    assert (QUOTED, CF.statesValue, concept("d7", "assistance")) in graph
    assert graph.value(QUOTED, CF.recordedIn) == EVENT


@pytest.mark.parametrize("changes", [{"quote": None}, {"claims": [CLAIM | {"rests_on": "summary"}]}])
def test_without_words_a_claim_is_recorded_and_states_no_value(tmp_path: Path, changes: dict[str, object]) -> None:
    graph = graph_of(tmp_path, **changes)
    assert set(graph.objects(RECORDED, RDF.type)) == {CF.RecordedClaim}
    assert graph.value(RECORDED, CF.about) == kb_iri("guarantee", "us-guarantee-ukraine")
    assert graph.value(RECORDED, CF.response) == concept("response", "unspecified-assistance")
    assert list(graph.subject_objects(CF.statesValue)) == []
    assert list(graph.subject_objects(CF.hasQuote)) == []


def test_a_speaker_whom_the_table_knows_is_linked(tmp_path: Path) -> None:
    trump = kb_iri("person", "donald-trump")
    graph = graph_of(tmp_path)
    assert graph.value(EVENT, CF.agent) == graph.value(QUOTED, CF.speaker) == trump
    assert graph.value(QUOTED, CF.affiliation) == kb_iri("actor", "US")


def test_several_speakers_share_a_claim_that_no_single_person_is_linked_to(tmp_path: Path) -> None:
    both = {"names": ["Emmanuel Macron", "Keir Starmer"], "affiliation": ["FR", "GB"]}
    graph = graph_of(tmp_path, who=both)
    assert {str(name) for name in graph.objects(EVENT, CF.agentName)} == {"Emmanuel Macron", "Keir Starmer"}
    assert len(set(graph.objects(EVENT, CF.agent))) == 2
    assert graph.value(QUOTED, CF.speakerName) == Literal("Emmanuel Macron, Keir Starmer")
    assert graph.value(QUOTED, CF.speaker) is None
    assert graph.value(QUOTED, CF.affiliation) is None


def test_a_month_stays_a_month(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, id="2025-08-trump", date="2025-08")
    day = graph.value(kb_iri("event", "2025-08-trump"), CF.happenedOn)
    assert isinstance(day, Literal)
    assert (str(day), str(day.datatype).rpartition("#")[2]) == ("2025-08", "gYearMonth")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"date": "August 2025"}, "no date"),
        ({"date": "2025-13"}, "2025-08-18-trump"),
        ({"id": "Trump"}, "the id must be"),
        ({"id": "2024-01-01-trump"}, "the id must be"),
        ({"summary": None}, "'summary' is missing"),
        ({"sumary": {"en": "x"}}, "unknown keys: sumary"),
        ({"quote": {"en": "a", "de": "b"}}, "one language"),
        ({"sources": [{"title": "A", "url": "https://nowhere.test/1", "grade": "seen"}]}, "outlets.yaml"),
        ({"claims": [CLAIM | {"rests_on": "hearsay"}]}, "rests on"),
        ({"claims": [CLAIM | {"guarantor": "US"}]}, "unknown keys: guarantor"),
        ({"claims": ["US helps"]}, "2025-08-18-trump"),
    ],
)
def test_what_a_curator_got_wrong_is_told_with_file_and_entry(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(CurationError) as refusal:
        graph_of(tmp_path, **changes)
    assert "2025.yaml" in str(refusal.value)
    assert told in str(refusal.value)


@pytest.mark.parametrize("content", ["", "entries: 5", "[]", "entries: [5]"])
def test_a_file_that_holds_no_entries_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "2025.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CurationError, match=r"2025\.yaml"):
        timeline_graph(path)


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="stands twice"):
        events(written(tmp_path, ENTRY, ENTRY))


# ---------------------------------------------------------------- what ships


def shipped() -> Iterator[Event]:
    for path in timeline_paths():
        yield from events(path)


def test_the_timeline_ships_whole() -> None:
    found = list(shipped())
    assert len(found) >= 133
    assert [path.stem for path in timeline_paths()] == ["2022", "2023", "2024", "2025", "2026"]
    assert all(event.id[:4] == path.stem for path in timeline_paths() for event in events(path))


def test_every_shipped_entry_is_told_in_both_languages_with_an_address() -> None:
    for event in shipped():
        assert event.summary["en"] != event.summary["de"], event.id
        assert all(source.url or source.grade == "memory" for source in event.sources), event.id


def test_shipped_quotes_are_short() -> None:
    assert [event.id for event in shipped() if event.words and len(event.words.split()) > 40] == []


def test_shipped_entries_are_valid_and_speak_of_described_guarantees() -> None:
    context = curation.schemes() + curation.actors()
    described = set[object]()
    for curated in curation.curated_graphs():
        described |= set(curated.triples.subjects(RDF.type, CF.Guarantee))
    for graph in timeline_graphs():
        assert validate(graph.triples, context).violations == (), graph.origin
        spoken = {node for property_ in (CF.about, CF.concerns) for node in graph.triples.objects(None, property_)}
        assert {node for node in spoken if isinstance(node, URIRef)} <= described
