"""Every competency question, asked of the nasty knowledge base: the rows are known beforehand."""

import re
from pathlib import Path

import faults
import nasty
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from expected_rows import ALSO, ASKED, ASSIST, BRIDGE, LATER, MEMBERSHIP, PRAISED, ROWS, US, expect

from kb.cli import main
from kb.namespaces import BASE, kb_iri
from kb.queries import NamedQuery, competency_questions, parse, topics
from kb.resources import ontology_path
from kb.store import Reader

RECORDED, EXCERPT, LEAK = (f"event/{id_}" for id_ in (nasty.RECORDED, nasty.EXCERPT, nasty.LEAK))
BOTH = "Ann O'Neil|Jörg Müller"

EXPECTED = ROWS | {
    "who-guarantees-whom": expect(
        "guarantee guarantors beneficiaries",
        ("guarantee/pact-alpha", "France|Germany", "Poland"),
        ("guarantee/pact-beta", "United States", "Ukraine"),
        ("guarantee/pact-gamma", "United Kingdom|United States", "Turkey"),
        (MEMBERSHIP, "NATO", "Ukraine"),
        (US, "United States", "Ukraine"),
        ("guarantee/bilateral-agreement-germany-turkey", "Germany|Turkey", "Germany|Turkey"),
    ),
    "what-triggers": expect(
        "guarantee layer trigger mentions",
        ("guarantee/pact-alpha", "text", "d6/armed-attack", "1"),
        ("guarantee/bilateral-agreement-germany-turkey", "claim", "trigger/unspecified", "1"),
        (MEMBERSHIP, "claim", "trigger/unspecified", "3"),
        (US, "claim", "trigger/unspecified", "3"),
        (US, "claim", "trigger/renewed-attack", "1"),
        language="de",
    ),
    "who-says-like-article-5": expect(
        "day claim guarantee speaker_name affiliation relation quote",
        ("2026-03-01", f"{LATER}/1", US, "Jörg Müller", "actor/DE", "relation/not-equivalent", nasty.DOUBTED),
        ("2026-03-05", ASKED, US, "Олена Їжак", "actor/UA", "relation/similar", None),
        benchmark="nato-article-5",
    ),
    "report-chains": expect(
        "claim speaker_name relayed_from hands",
        (f"{BRIDGE}/1", "Jörg Müller", "actor/US", "1"),
        (f"{BRIDGE}/1", "Jörg Müller", "actor/GB", "2"),
    ),
    "contested-guarantees": expect(
        "guarantee affirmed_by affirmations contested_by objections", (US, "Jörg Müller", "1", "Ann O'Neil", "1")
    ),
    "guarantees-of-an-actor": expect(
        "guarantee type",
        ("guarantee/pact-beta", "type/us-guarantee"), ("guarantee/pact-gamma", "type/other"), (US, "type/us-guarantee"),
        actor="US",
    ),
    "protectors-of-a-beneficiary": expect(
        "guarantor guarantee", ("actor/DE", "guarantee/pact-alpha"), ("actor/FR", "guarantee/pact-alpha"),
        actor="PL", language="de",
    ),
    "in-force-instruments": expect(
        "instrument legal_form signed in_force as_of",
        ("instrument/pact-alpha", "d4/ratified-treaty", "2001-02-03", "2002-01-01", "2026-01-01"),
        status="in-force",
    ),
    "silent-dimensions": expect(
        "dimension absence",
        *[(f"d{number}", "absence/undetermined" if number == 6 else "absence/silent")
          for number in range(1, 22) if number not in {5, 7, 8}],
        guarantee="pact-beta",
    ),
    "strength-ladder": expect(
        "guarantee strength number words",
        ("guarantee/pact-alpha", "d8/assist-means-chosen", "Art. 1", ASSIST),
        ("guarantee/pact-gamma", "d8/consult-and-support", "Art. 1", nasty.DEEMS),
        ("guarantee/pact-beta", "d8/consult-only", "Art. 1", "the Parties will consult"),
    ),
    "consultation-clocks": expect(
        "guarantee clock words", ("guarantee/pact-alpha", "d12/hours-24", ASSIST), language="de"
    ),
    "military-response-claims": expect(
        "claim act strength quote summary",
        (f"{BRIDGE}/1", "act/reports", "strength/firm", nasty.RELAYED, None),
        (ASKED, "act/demands", "strength/unspecified", None, "Asks for Article 5."),
        response="military-force",
    ),
    "office-on-the-day": expect(
        "claim day office",
        (f"{BRIDGE}/1", "2025-12-16", "office/DE/minister"),
        (f"{LATER}/1", "2026-03-01", "office/DE/chancellor"),
    ),
    "members-on-a-date": expect(
        "member since until note",
        ("actor/PL", None, None, None),
        ("actor/FR", "1949-08-24", "1966-07-01", None),
        ("actor/DE", "1955-05-06", None, "Als Bundesrepublik"),
        organisation="NATO", day="1966-06-30", language="de",
    ),
    "offices-of-a-person": expect(
        "office title office_of since until grade",
        ("office/DE/minister", "foreign minister", "actor/DE", None, "2026-02-28", "grade/memory"),
        ("office/DE/chancellor", "chancellor", "actor/DE", "2026-03-01", None, "grade/memory"),
        person="jörg-müller",
    ),
    "who-held-an-office": expect(
        "office person name",
        ("office/DE/envoy", "person/eva-vogt", "Eva Vogt"),
        ("office/DE/minister", "person/j%C3%B6rg-m%C3%BCller", "Jörg Müller"),
        actor="DE", day="2026-02-28",
    ),
    "claims-of-a-speaker": expect(
        "day claim act status quote summary",
        ("2025-12-15", f"{BRIDGE}/2", "act/demands", "status/sought", nasty.CYRILLIC, None),
        ("2026-03-05", ASKED, "act/demands", "status/sought", None, "Asks for Article 5."),
        speaker="Олена Їжак",
    ),
    "unverified-wordings": expect(
        "instrument provision wording words",
        ("instrument/pact-beta", "instrument/pact-beta/art-1", "grade/memory", "the Parties will consult"),
    ),
    "guarantees-by-inferred-type": expect(
        "type guarantee", ("ontology#EuropeanGuarantee", "guarantee/pact-alpha")
    ),
    "claims-since": expect(
        "day claim act quote",
        ("2026-03-06", ALSO, "act/reports", None),
        ("2026-03-06", PRAISED, "act/reports", nasty.FRENCH),
        ("2026-03-05", ASKED, "act/demands", None),
        ("2026-03-01", f"{LATER}/1", "act/doubts", nasty.DOUBTED),
        ("2026-03-01", f"{LATER}/2", "act/denies", nasty.DENIED),
        ("2026-03-01", f"{LATER}/3", "act/reports", nasty.BILATERAL),
        since="2026-03-01",
    ),
    "what-was-said-when": expect(
        "day who act about quote summary grade outlet claim event",
        ("2026-03-01", "Jörg Müller", "act/doubts", US, nasty.DOUBTED, None, None, None, f"{LATER}/1", None),
        ("2026-03-01", "Ann O'Neil", "act/denies", US, nasty.DENIED, None, None, None, f"{LATER}/2", None),
        ("2026-03-05", "Олена Їжак", "act/demands", US, None, "Asks for Article 5.", "grade/seen", "outlet/official",
         ASKED, RECORDED),
        guarantee="us-guarantee-ukraine", since="2026-01-01", until="2026-03-05",
    ),
    "events-between": expect(
        "day event kind who guarantee",
        ("2026-03-06", EXCERPT, "event/statement", BOTH, MEMBERSHIP),
        ("2026-04", LEAK, "event/document", None, "guarantee/pact-alpha"),
        ("2026-04", LEAK, "event/document", None, "guarantee/pact-beta"),
        since="2026-03-06", until="2026-04-15",
    ),
    "what-changed-between": expect(
        "day change guarantee what subject",
        ("2025-12-15", "act/demands", MEMBERSHIP, nasty.CYRILLIC, f"{BRIDGE}/2"),
        ("2025-12-16", "act/reports", US, nasty.RELAYED, f"{BRIDGE}/1"),
        ("2025-12-24", "ontology#signed", "guarantee/pact-beta", None, "instrument/pact-beta"),
        ("2025-12-24", "ontology#since", "guarantee/pact-beta", "signed, not in force", "instrument/pact-beta"),
        ("2025-12-24", "ontology#until", "guarantee/pact-beta", "under negotiation", "instrument/pact-beta"),
        since="2025-12-01", until="2025-12-31",
    ),
    "articles-and-claims": expect(
        "article title language claims",
        ("article/001-m%C3%BCller-sp%C3%A4ter", "Later", "en", "3"),
        ("article/000-m%C3%BCller-br%C3%BCcke", "Brücke", "de", "2"),
        ("article/002-ohne-aussage", None, "de", "0"),
    ),
    "guarantees-nobody-speaks-of": expect(
        "guarantee label", ("guarantee/pact-alpha", "Alpha-Pakt"), ("guarantee/pact-beta", "Beta-Pakt"),
        ("guarantee/pact-gamma", "Gamma-Erklärung"),
        language="de",
    ),
}  # fmt: skip

UNDESCRIBED = str(kb_iri("instrument", "nato-article-5"))
"""Claims of the fixture measure against an instrument that it does without."""

LISTS = {"guarantors", "beneficiaries", "who", "others", "missing"}
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
    if value is not None and column in LISTS:
        return "|".join(sorted(value.split(", ")))
    return value and re.sub(rf"^{BASE}(kb/|scheme/)?", "", value)


def test_every_question_is_expected() -> None:
    assert set(EXPECTED) == set(QUESTIONS)
    assert len(QUESTIONS) >= 45


def test_every_question_has_a_topic_and_every_topic_a_question() -> None:
    assert {question.topic for question in QUESTIONS.values()} == set(topics())
    assert all(set(labels) == {"en", "de"} for labels in topics().values())


def test_the_list_in_the_documents_is_that_of_the_files() -> None:
    written = Path(__file__).parents[2] / "docs" / "questions.md"
    listed = CliRunner().invoke(main, ["questions", "--markdown"])
    assert listed.stdout == written.read_text(encoding="utf-8"), "casus questions --markdown > docs/questions.md"


def test_the_command_lists_every_question_under_its_topic() -> None:
    listed = CliRunner(env={"COLUMNS": "200"}).invoke(main, ["questions", "--lang", "de"]).stdout
    assert all(label["de"] in listed for label in topics().values())
    assert all(name in listed for name in QUESTIONS)


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


@pytest.mark.parametrize("name", [name for name, query in QUESTIONS.items() if query.parameters])
def test_a_default_typed_in_by_hand_asks_the_same(name: str, reader: Reader) -> None:
    question = QUESTIONS[name]
    typed = {parameter: question.default(parameter) for parameter in question.parameters}
    given = {
        parameter: value if question.parameters[parameter] == "text" else value.split()
        for parameter, value in typed.items()
    }
    assert all(typed.values())
    assert reader.select(question.bind(given)) == reader.select(question.text)


@pytest.mark.parametrize("name", CHECKS)
def test_checks_tell_their_severity(name: str) -> None:
    assert re.search(r"^# severity: (error|warning|info)$", CHECKS[name].text, re.MULTILINE)


def test_the_nasty_knowledge_base_has_no_errors_of_hygiene(reader: Reader) -> None:
    # the real definitions and the provenance name things that this fixture does without
    elsewhere = {"definition-names-unknown", "resource-undescribed"}
    for name, query in CHECKS.items():
        if "# severity: error" in query.text and name not in elsewhere:
            rows = [row for row in reader.select(query.text) if UNDESCRIBED not in row.values()]
            assert rows == [], name


FAULTS = {
    "guarantee-undescribed": "<urn:a> <urn:b> <urn:c> . <urn:claim> cf:about <urn:nothing> .",
    "term-undeclared": "<urn:a> cf:noSuchTerm <urn:c> .",
    "person-twice": '<urn:a> a cf:Person ; rdfs:label "Ann"@en . <urn:b> a cf:Person ; rdfs:label "Ann"@en .',
    "party-no-member": (
        "<urn:org> cf:constitutedBy <urn:treaty> . <urn:treaty> cf:party <urn:party> ; "
        "cf:instrumentStatus d5:in-force ; "
        'cf:statusAsOf "2026-01-01"^^xsd:date . <urn:stay> cf:memberOf <urn:org> ; cf:memberActor <urn:party> ; '
        'cf:until "2025-01-29"^^xsd:date .'
    ),
    "member-no-party": (
        "<urn:org> cf:constitutedBy <urn:treaty> . <urn:treaty> cf:instrumentStatus d5:in-force ; "
        'cf:statusAsOf "2026-01-01"^^xsd:date . <urn:stay> cf:memberOf <urn:org> ; cf:memberActor <urn:party> .'
    ),
    "benchmark-undescribed": "<urn:claim> cf:benchmarkInstrument <urn:nothing> .",
    "concept-unused": "<urn:concept> skos:inScheme <urn:scheme> .",
    "triple-twice": "<urn:a> <urn:b> <urn:c> .",
    "speaker-not-in-office": (
        '<urn:claim> cf:speaker <urn:ann> ; cf:statedOn "2026-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> . '
        '<urn:t> cf:holder <urn:ann> ; cf:heldFrom "2026-04-01"^^<http://www.w3.org/2001/XMLSchema#date> .'
    ),
} | faults.FAULTS


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_finds_its_fault(name: str, tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    faulty = f"GRAPH <urn:g1> {{ {FAULTS[name]} }}" + (
        f" GRAPH <urn:g2> {{ {FAULTS[name]} }}" if name == "triple-twice" else ""
    )
    store.update(f"{faults.PREFIXES} INSERT DATA {{ {faulty} }}")
    assert Reader(store, "faulty").select(CHECKS[name].text)
