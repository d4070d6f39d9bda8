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
RECORDED, EXCERPT, LEAK = (f"event/{id_}" for id_ in (nasty.RECORDED, nasty.EXCERPT, nasty.LEAK))
ASKED, PRAISED, ALSO = f"claim/{nasty.RECORDED}/1", f"claim/timeline-{nasty.EXCERPT}/1", f"claim/{nasty.EXCERPT}/2"
BOTH = "Ann O'Neil|Jörg Müller"
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
        (MEMBERSHIP, "claim", "trigger/unspecified", "3"),
        (US, "claim", "trigger/unspecified", "3"),
        (US, "claim", "trigger/renewed-attack", "1"),
        language="de",
    ),
    "who-says-like-article-5": _expect(
        "day claim guarantee speaker_name affiliation relation quote",
        ("2026-03-01", f"{LATER}/1", US, "Jörg Müller", "actor/DE", "relation/not-equivalent", nasty.DOUBTED),
        ("2026-03-05", ASKED, US, "Олена Їжак", "actor/UA", "relation/similar", None),
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
          for number in range(1, 22) if number not in {8, 16, 17}],
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
        "claim act strength quote summary",
        (f"{BRIDGE}/1", "act/reports", "strength/firm", nasty.RELAYED, None),
        (ASKED, "act/demands", "strength/unspecified", None, "Asks for Article 5."),
        response="military-force",
    ),
    "office-on-the-day": _expect(
        "claim day office",
        (f"{BRIDGE}/1", "2025-12-16", "office/DE/minister"),
        (f"{LATER}/1", "2026-03-01", "office/DE/chancellor"),
    ),
    "members-on-a-date": _expect(
        "member since until note",
        ("actor/PL", None, None, None),
        ("actor/FR", "1949-08-24", "1966-07-01", None),
        ("actor/DE", "1955-05-06", None, "Als Bundesrepublik"),
        organisation="NATO", day="1966-06-30", language="de",
    ),
    "offices-of-a-person": _expect(
        "office title office_of since until grade",
        ("office/DE/minister", "foreign minister", "actor/DE", None, "2026-02-28", "grade/memory"),
        ("office/DE/chancellor", "chancellor", "actor/DE", "2026-03-01", None, "grade/memory"),
        person="jörg-müller",
    ),
    "who-held-an-office": _expect(
        "office person name",
        ("office/DE/envoy", "person/eva-vogt", "Eva Vogt"),
        ("office/DE/minister", "person/j%C3%B6rg-m%C3%BCller", "Jörg Müller"),
        actor="DE", day="2026-02-28",
    ),
    "claims-of-a-speaker": _expect(
        "day claim act status quote summary",
        ("2025-12-15", f"{BRIDGE}/2", "act/demands", "status/sought", nasty.CYRILLIC, None),
        ("2026-03-05", ASKED, "act/demands", "status/sought", None, "Asks for Article 5."),
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
        "day claim act quote",
        ("2026-03-06", ALSO, "act/reports", None),
        ("2026-03-06", PRAISED, "act/reports", nasty.FRENCH),
        ("2026-03-05", ASKED, "act/demands", None),
        ("2026-03-01", f"{LATER}/1", "act/doubts", nasty.DOUBTED),
        ("2026-03-01", f"{LATER}/2", "act/denies", nasty.DENIED),
        ("2026-03-01", f"{LATER}/3", "act/reports", nasty.BILATERAL),
        since="2026-03-01",
    ),
    "what-was-said-when": _expect(
        "day who act about quote summary grade outlet claim event",
        ("2026-03-01", "Jörg Müller", "act/doubts", US, nasty.DOUBTED, None, None, None, f"{LATER}/1", None),
        ("2026-03-01", "Ann O'Neil", "act/denies", US, nasty.DENIED, None, None, None, f"{LATER}/2", None),
        ("2026-03-05", "Олена Їжак", "act/demands", US, None, "Asks for Article 5.", "grade/seen", "outlet/official",
         ASKED, RECORDED),
        guarantee="us-guarantee-ukraine", since="2026-01-01", until="2026-03-05",
    ),
    "events-between": _expect(
        "day event kind who guarantee",
        ("2026-03-06", EXCERPT, "event/statement", BOTH, MEMBERSHIP),
        ("2026-04", LEAK, "event/document", None, "guarantee/pact-alpha"),
        ("2026-04", LEAK, "event/document", None, "guarantee/pact-beta"),
        since="2026-03-06", until="2026-04-15",
    ),
    "what-changed-between": _expect(
        "day change guarantee what subject",
        ("2025-12-15", "act/demands", MEMBERSHIP, nasty.CYRILLIC, f"{BRIDGE}/2"),
        ("2025-12-16", "act/reports", US, nasty.RELAYED, f"{BRIDGE}/1"),
        ("2025-12-24", "ontology#signed", "guarantee/pact-beta", None, "instrument/pact-beta"),
        ("2025-12-24", "ontology#until", "guarantee/pact-beta", "under negotiation", "instrument/pact-beta"),
        since="2025-12-01", until="2025-12-31",
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
    "armed-force-owed-or-open": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd7/armed-force-option', 'Art. 1', ASSIST,),
    ),
    "attack-formulas": _expect(
        "guarantee formula number words",
        ('guarantee/pact-alpha', 'formula/attack-on-all', 'Art. 1', ASSIST,),
    ),
    "conditions-in-the-text": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd15/un-charter', 'Art. 1', ASSIST,),
    ),
    "conditions-speakers-attach": _expect(
        "day speaker_name condition claim quote",
        ('2025-12-16', 'Jörg Müller', 'condition/after-ceasefire', f"{BRIDGE}/1", nasty.RELAYED,),
    ),
    "ends-and-exits": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd14/notice-one-year', 'Art. 1', ASSIST,),
    ),
    "forces-without-a-duty-to-fight": _expect(
        "guarantee value number words",
        ('guarantee/pact-beta', 'd16/forces-in-place', 'Art. 1', 'the Parties will consult',),
    ),
    "guarantees-of-a-type": _expect(
        "guarantee instrument",
        ('guarantee/pact-alpha', 'instrument/pact-alpha',),
        name='European guarantee',
    ),
    "how-texts-relate": _expect(
        "instrument relation related",
        ('instrument/pact-beta', 'ontology#modelledOn', 'instrument/pact-alpha',),
    ),
    "includes-the-adversary": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd1/includes-adversary', 'Art. 1', ASSIST,),
    ),
    "invoked-and-answered": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd21/honoured', 'Art. 1', ASSIST,),
    ),
    "nuclear-backing": _expect(
        "guarantee value number words",
        ('guarantee/pact-beta', 'd17/by-policy', 'Art. 1', 'the Parties will consult',),
    ),
    "operative-words": _expect(
        "provision number words grade source",
        ('instrument/pact-alpha/art-1', 'Art. 1', ASSIST, 'grade/seen', 'instrument/pact-alpha/source/text',),
        instrument='pact-alpha',
    ),
    "secret-texts": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd20/partly-secret', 'Art. 1', ASSIST,),
    ),
    "signed-not-in-force": _expect(
        "instrument status signed as_of",
        ('instrument/pact-beta', 'd5/signed-not-in-force', '2025-12-24', '2026-02-01',),
    ),
    "sources-by-grade": _expect(
        "grade provisions",
        ('grade/memory', '1',),
        ('grade/seen', '1',),
    ),
    "status-on-a-date": _expect(
        "instrument status since until",
        ('instrument/pact-beta', 'd5/under-negotiation', '2025-11-01', '2025-12-24',),
        day='2025-12-01',
    ),
    "types-as-far-as-stated": _expect(
        "type guarantee",
        ('ontology#NonMilitaryGuarantee', 'guarantee/pact-beta',),
    ),
    "what-cannot-be-told": _expect(
        "dimension note",
        ('d6', 'The annex is secret.',),
        guarantee='pact-beta',
    ),
    "where-it-applies": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd13/forces', 'Art. 1', ASSIST,),
    ),
    "who-decides": _expect(
        "guarantee value number words",
        ('guarantee/pact-alpha', 'd11/own-decision', 'Art. 1', ASSIST,),
    ),
    "who-doubts-or-denies": _expect(
        "guarantee day act speaker_name claim quote",
        (US, '2026-03-01', 'act/doubts', 'Jörg Müller', f"{LATER}/1", nasty.DOUBTED,),
        (US, '2026-03-01', 'act/denies', "Ann O'Neil", f"{LATER}/2", 'There is "no {guarantee}"\nat all',),
    ),
    "words-that-recur": _expect(
        "instrument number words",
        ('instrument/pact-beta', 'Art. 1', 'the Parties will consult',),
        phrase='Consult',
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
    if value is not None and column in {"guarantors", "beneficiaries", "who"}:
        return "|".join(sorted(value.split(", ")))
    return value and re.sub(rf"^{BASE}(kb/|scheme/)?", "", value)


def test_every_question_is_expected() -> None:
    assert set(EXPECTED) == set(QUESTIONS)
    assert len(QUESTIONS) >= 40


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
    elsewhere = {
        "definition-names-unknown",
        "resource-undescribed",
    }  # the real definitions name instruments that this fixture does without
    for name, query in CHECKS.items():
        if "# severity: error" in query.text and name not in elsewhere:
            assert reader.select(query.text) == [], name


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
