"""Every competency question, asked of the shipped library as the faces ask it; none multiplies strangers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kb.endpoint import formats
from kb.endpoint.worker import Limits, QueryService
from kb.knowledge_base import KnowledgeBase
from kb.queries import NamedQuery, competency_questions

QUESTIONS = competency_questions()
MOST_ROWS = 1500
"""More nobody reads; a question that gives more wants a parameter."""

PRODUCTS = {"misses-of-article-5": "each clause is held against each of six conditions, to find those it does not meet"}
"""Questions that join what shares no variable, and why that stays small."""


GROWS = {
    "copies-and-versions": "what ships holds one article",
    "same-statement-in-several-outlets": "what ships holds one article",
    "decisions-of-reviewers": "nobody has reviewed what ships",
}
"""Questions that have answers only once articles are added or reviewed, and why."""


@pytest.fixture(scope="module")
def service(library_home: Path) -> Iterator[QueryService]:
    base = KnowledgeBase(library_home)
    with QueryService(base.store.snapshot, Limits(rows=MOST_ROWS), workers=1) as service:
        yield service


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_is_answered_within_the_limits_of_the_endpoint(
    question: NamedQuery, language: str, service: QueryService
) -> None:
    text = question.bind({"language": language} if "language" in question.parameters else {})
    answer = service.run(text, formats.CSV)
    assert bool(answer.rows) != (question.name in GROWS)
    assert not answer.truncated


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_question_joins_what_has_nothing_in_common(question: NamedQuery) -> None:
    strangers = list(_strangers(prepareQuery(question.text).algebra))
    assert bool(strangers) is (question.name in PRODUCTS), strangers


def test_a_product_of_strangers_is_seen() -> None:
    for product in ("?a ?b ?c . ?d ?e ?f", "?a ?b ?c { ?d ?e ?f }", "?a ?b ?c OPTIONAL { ?d ?e ?f }"):
        assert list(_strangers(prepareQuery(f"SELECT * {{ {product} }}").algebra))


Variables = frozenset[Variable]
_ALIKE_FOR_ALL = frozenset({Variable("language")})
_PARTS_OF_A_GROUP = {
    "Join": ("p1", "p2"),
    "LeftJoin": ("p1", "p2"),
    "Minus": ("p1",),
    "Filter": ("p",),
    "Extend": ("p",),
}


def _strangers(part: CompValue) -> Iterator[list[Variables]]:
    """The groups of a query whose patterns fall apart into several that share no variable."""
    patterns, inner = _group(part)
    islands: list[Variables] = []
    for pattern in patterns:
        touched = [island for island in islands if island & pattern]
        islands = [island for island in islands if not island & pattern] + [pattern.union(*touched)]
    if len(islands) > 1:
        yield islands
    for other in inner:
        yield from _strangers(other)


def _group(part: CompValue) -> tuple[list[Variables], list[CompValue]]:
    """The variables of each pattern of a group, and the groups within it; VALUES, whose rows are few, do not count."""
    patterns: list[Variables] = []
    inner: list[CompValue] = []
    if part.name in _PARTS_OF_A_GROUP:
        for key in _PARTS_OF_A_GROUP[part.name]:
            more, within = _group(part[key])
            patterns, inner = patterns + more, inner + within
        inner += [part.p2] if part.name == "Minus" else []
    elif part.name == "BGP":
        patterns = [frozenset(term for term in triple if isinstance(term, Variable)) for triple in part.triples]
    elif part.name != "values":
        children = [value for value in part.values() if isinstance(value, CompValue)]
        named = part.p if part.name == "ToMultiSet" else part
        if named.name != "values":
            patterns, inner = [frozenset(named["PV"] if "PV" in named else part["_vars"]) - _ALIKE_FOR_ALL], children
    return patterns, inner
