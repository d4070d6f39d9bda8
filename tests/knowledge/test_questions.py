"""Every competency question, asked of the nasty knowledge base: the rows are known beforehand."""

import re
from dataclasses import dataclass
from pathlib import Path

import faults
import nasty
import pyoxigraph as ox
import pytest

from kb.namespaces import BASE
from kb.queries import NamedQuery, competency_questions, parse
from kb.resources import ontology_path
from kb.store import Reader

BRIDGE, LATER = "claim/000-m%C3%BCller-br%C3%BCcke", "claim/001-m%C3%BCller-sp%C3%A4ter"
US, MEMBERSHIP = "guarantee/us-guarantee-ukraine", "guarantee/nato-membership-ukraine"
ASSIST = "each of them will assist the Party so attacked within 24 hours"


@dataclass(frozen=True)
class Expected:
    """The rows of a question, in the columns named, in order; `parameters` in the place of the defaults."""

    columns: str
    rows: list[tuple[str | None, ...]]
    parameters: dict[str, str]


def _expect(columns: str, *rows: tuple[str | None, ...], **parameters: str) -> Expected:
    return Expected(columns, list(rows), parameters)


EXPECTED = {
    "who-guarantees-whom": _expect(
        "guarantee guarantors beneficiaries",
        ("guarantee/pact-alpha", "France|Germany", "Poland"),
        ("guarantee/pact-beta", "United States", "Ukraine"),
        (MEMBERSHIP, "NATO", "Ukraine"),
        (US, "United States", "Ukraine"),
        ("guarantee/bilateral-agreement-germany-turkey", "Germany|Turkey", "Germany|Turkey"),
    ),
    "what-triggers": _expect(
        "guarantee layer trigger mentions",
        ("guarantee/pact-alpha", "text", "d6/armed-attack", "1"),
        ("guarantee/bilateral-agreement-germany-turkey", "claim", "trigger/unspecified", "1"),
        (MEMBERSHIP, "claim", "trigger/unspecified", "1"),
        (US, "claim", "trigger/unspecified", "2"),
        (US, "claim", "trigger/renewed-attack", "1"),
        language="de",
    ),
    "who-says-like-article-5": _expect(
        "claim guarantee speaker_name affiliation relation quote",
        (f"{LATER}/1", US, "Jörg Müller", "actor/DE", "relation/not-equivalent", nasty.DOUBTED),
        benchmark="nato-article-5",
    ),
    "report-chains": _expect(
        "claim speaker_name relayed_from hands",
        (f"{BRIDGE}/1", "Jörg Müller", "actor/US", "1"),
        (f"{BRIDGE}/1", "Jörg Müller", "actor/GB", "2"),
    ),
    "contested-guarantees": _expect(
        "guarantee affirmed_by affirmations contested_by objections", (US, "Jörg Müller", "1", "Ann O'Neil", "1")
    ),
    "guarantees-of-an-actor": _expect(
        "guarantee type", ("guarantee/pact-beta", "type/us-guarantee"), (US, "type/us-guarantee"), actor="US"
    ),
    "protectors-of-a-beneficiary": _expect(
        "guarantor guarantee", ("actor/DE", "guarantee/pact-alpha"), ("actor/FR", "guarantee/pact-alpha"),
        actor="PL", language="de",
    ),
    "in-force-instruments": _expect(
        "instrument legal_form signed in_force as_of",
        ("instrument/pact-alpha", "d4/ratified-treaty", "2001-02-03", "2002-01-01", "2026-01-01"),
        status="in-force",
    ),
    "silent-dimensions": _expect(
        "dimension absence",
        *[(f"d{number}", "absence/undetermined" if number == 6 else "absence/silent")
          for number in range(1, 22) if number != 8],
        guarantee="pact-beta",
    ),
    "strength-ladder": _expect(
        "guarantee strength number words",
        ("guarantee/pact-alpha", "d8/assist-means-chosen", "Art. 1", ASSIST),
        ("guarantee/pact-beta", "d8/consult-only", "Art. 1", "the Parties will consult"),
    ),
    "consultation-clocks": _expect(
        "guarantee clock words", ("guarantee/pact-alpha", "d12/hours-24", ASSIST), language="de"
    ),
    "military-response-claims": _expect(
        "claim act strength quote",
        (f"{BRIDGE}/1", "act/reports", "strength/firm", nasty.RELAYED),
        response="military-force",
    ),
    "office-on-the-day": _expect(
        "claim day office",
        (f"{BRIDGE}/1", "2025-12-16", "office/DE/minister"),
        (f"{LATER}/1", "2026-03-01", "office/DE/chancellor"),
    ),
    "claims-of-a-speaker": _expect(
        "claim act status quote",
        (f"{BRIDGE}/2", "act/demands", "status/sought", nasty.CYRILLIC),
        speaker="Олена Їжак",
    ),
    "unverified-wordings": _expect(
        "instrument provision wording words",
        ("instrument/pact-beta", "instrument/pact-beta/art-1", "grade/memory", "the Parties will consult"),
    ),
    "guarantees-by-inferred-type": _expect(
        "type guarantee", ("ontology#EuropeanGuarantee", "guarantee/pact-alpha")
    ),
    "claims-since": _expect(
        "claim act quote",
        (f"{LATER}/1", "act/doubts", nasty.DOUBTED),
        (f"{LATER}/2", "act/denies", nasty.DENIED),
        (f"{LATER}/3", "act/reports", nasty.BILATERAL),
        since="2026-03-01",
    ),
    "articles-and-claims": _expect(
        "article title language claims",
        ("article/001-m%C3%BCller-sp%C3%A4ter", "Later", "en", "3"),
        ("article/000-m%C3%BCller-br%C3%BCcke", "Brücke", "de", "2"),
        ("article/002-ohne-aussage", None, "de", "0"),
    ),
    "guarantees-nobody-speaks-of": _expect(
        "guarantee label", ("guarantee/pact-alpha", "Alpha-Pakt"), ("guarantee/pact-beta", "Beta-Pakt"),
        language="de",
    ),
}  # fmt: skip

QUESTIONS = {query.name: query for query in competency_questions()}
CHECKS = {
    path.stem: parse(path.stem, path.read_text(encoding="utf-8"))
    for path in sorted(ontology_path("queries", "checks").glob("*.rq"))
}
ALL = [*QUESTIONS.values(), *CHECKS.values()]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return nasty.store(tmp_path_factory.mktemp("nasty")).reader()


def _short(value: str | None, column: str) -> str | None:
    """A value without the base of its IRI; a list of names in alphabetical order, since SPARQL promises none."""
    if value is not None and column in {"guarantors", "beneficiaries"}:
        return "|".join(sorted(value.split(", ")))
    return value and re.sub(rf"^{BASE}(kb/|scheme/)?", "", value)


def test_every_question_is_expected() -> None:
    assert set(EXPECTED) == set(QUESTIONS)
    assert len(QUESTIONS) >= 14


@pytest.mark.parametrize("name", EXPECTED)
def test_rows(name: str, reader: Reader) -> None:
    expected = EXPECTED[name]
    columns = expected.columns.split()
    rows = reader.select(QUESTIONS[name].bind(expected.parameters))
    assert [tuple(_short(row.get(column), column) for column in columns) for row in rows] == expected.rows


@pytest.mark.parametrize("name", EXPECTED)
def test_every_column_is_filled_by_some_row(name: str, reader: Reader) -> None:
    """An optional part whose filter names a variable out of its scope stays empty for ever, without an error."""
    rows = reader.select(QUESTIONS[name].bind(EXPECTED[name].parameters))
    assert {column for row in rows for column in row} == set(QUESTIONS[name].columns)


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_header_and_query_agree(query: NamedQuery) -> None:
    assert set(query.question) == {"en", "de"}
    assert all(question.endswith("?") for question in query.question.values())
    solutions = ox.Store().query(query.text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == query.columns
    marked = set(re.findall(r"# param (\w+)$", query.text, re.MULTILINE))
    assert marked == set(query.parameters)


@pytest.mark.parametrize("name", [name for name, query in QUESTIONS.items() if "language" in query.parameters])
def test_labels_come_in_the_language_asked_for(name: str, reader: Reader) -> None:
    parameters = EXPECTED[name].parameters
    english, german = (
        reader.select(QUESTIONS[name].bind({**parameters, "language": language})) for language in ("en", "de")
    )
    assert len(english) == len(german)
    assert english != german


@pytest.mark.parametrize("name", CHECKS)
def test_checks_tell_their_severity(name: str) -> None:
    assert re.search(r"^# severity: (error|warning|info)$", CHECKS[name].text, re.MULTILINE)


def test_the_nasty_knowledge_base_has_no_errors_of_hygiene(reader: Reader) -> None:
    for name, query in CHECKS.items():
        if "# severity: error" in query.text:
            assert reader.select(query.text) == [], name


FAULTS = {
    "guarantee-undescribed": "<urn:a> <urn:b> <urn:c> . <urn:claim> cf:about <urn:nothing> .",
    "term-undeclared": "<urn:a> cf:noSuchTerm <urn:c> .",
    "person-twice": '<urn:a> a cf:Person ; rdfs:label "Ann"@en . <urn:b> a cf:Person ; rdfs:label "Ann"@en .',
    "benchmark-undescribed": "<urn:claim> cf:benchmarkInstrument <urn:nothing> .",
    "concept-unused": "<urn:concept> skos:inScheme <urn:scheme> .",
    "triple-twice": "<urn:a> <urn:b> <urn:c> .",
} | faults.FAULTS


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_finds_its_fault(name: str, tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    faulty = f"GRAPH <urn:g1> {{ {FAULTS[name]} }}" + (
        f" GRAPH <urn:g2> {{ {FAULTS[name]} }}" if name == "triple-twice" else ""
    )
    store.update(f"{faults.PREFIXES} INSERT DATA {{ {faulty} }}")
    assert Reader(store, "faulty").select(CHECKS[name].text)
