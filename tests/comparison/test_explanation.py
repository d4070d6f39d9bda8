"""Why a guarantee is of a type, or is not: on the real library, in the store that every question is asked of."""

from pathlib import Path

import pytest
from rdflib import RDF

from kb.comparison.explanation import Outcome, Standing, explain, explain_each, type_id
from kb.comparison.telling import as_document, as_text
from kb.entailments import curated_entailments
from kb.errors import UnknownIdError
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import kb_iri, local_id
from kb.reasoning.definitions import types

ARTICLE_FIVE = "article-five-type-guarantee"


@pytest.fixture(scope="module")
def base(library_home: Path) -> KnowledgeBase:
    return KnowledgeBase(library_home)


def outcomes(base: KnowledgeBase, guarantee: str, type_: str) -> dict[str, Outcome]:
    """How the conditions stand for the clause that meets most of them."""
    closest = explain(base.reader().select, guarantee, type_).clauses[0]
    return {condition.label["en"]: condition.outcome for condition in closest.conditions}


def test_article_5_meets_each_condition_with_the_words_of_its_clause(base: KnowledgeBase) -> None:
    found = explain(base.reader().select, "nato-article-5", ARTICLE_FIVE)
    assert found.standing is Standing.FOLLOWS
    assert set(outcomes(base, "nato-article-5", ARTICLE_FIVE).values()) == {Outcome.MET}
    assists = next(one for one in found.clauses[0].conditions if one.label["en"] == "owes assistance to the victim")
    assert assists.values == (("d8", "assist-means-chosen"),)
    assert any("will assist the Party or Parties so attacked" in one.quote for one in assists.evidence)


def test_the_korean_treaty_lacks_what_experts_say_it_lacks(base: KnowledgeBase) -> None:
    found = outcomes(base, "us-rok-mdt-1953", ARTICLE_FIVE)
    assert found["owes assistance to the victim"] is Outcome.OTHERWISE
    assert found["names armed force or all means"] is Outcome.OTHERWISE
    assert found["is put as a duty"] is Outcome.OTHERWISE
    assert found["is triggered by an armed attack"] is Outcome.MET


def test_a_secret_text_leaves_the_question_open(base: KnowledgeBase) -> None:
    found = explain(base.reader().select, "saudi-pakistan-smda-2025", ARTICLE_FIVE)
    assert found.standing is Standing.UNDETERMINED
    assert outcomes(base, "saudi-pakistan-smda-2025", ARTICLE_FIVE)["owes assistance to the victim"] is (
        Outcome.UNDETERMINED
    )


def test_what_nobody_states_does_not_follow_but_is_not_refuted(base: KnowledgeBase) -> None:
    secret = explain(base.reader().select, "saudi-pakistan-smda-2025", "non-military-guarantee")
    public = explain(base.reader().select, "budapest-memorandum-ukraine", "non-military-guarantee")
    assert (secret.standing, public.standing) == (Standing.AS_FAR_AS_STATED, Standing.FOLLOWS)


def test_an_arrangement_is_explained_by_the_texts_that_give_it_shape_and_by_what_is_said(base: KnowledgeBase) -> None:
    found = explain(base.reader().select, "us-guarantee-ukraine", ARTICLE_FIVE)
    assert {clause.part for clause in found.clauses} >= {"us-28-point-plan-2025", "us-guarantee-side-letter-2025"}
    speakers = {one.speaker for clause in found.clauses for part in clause.conditions for one in part.said}
    assert "Donald Tusk" in speakers


def test_conditions_on_the_parties_are_told_in_words(base: KnowledgeBase) -> None:
    found = explain(base.reader().select, "nato-article-5", "european-guarantee")
    assert {condition.label["en"]: condition.outcome for condition in found.parties} == {
        "at least one guarantor is: European actor": Outcome.MET,
        "every guarantor is: European actor": Outcome.OTHERWISE,
    }
    assert found.standing is Standing.DOES_NOT_FOLLOW


def test_an_explanation_agrees_with_the_reasoner_on_every_guarantee_and_type(base: KnowledgeBase) -> None:
    entailed = set(curated_entailments().triples((None, RDF.type, None)))
    select = base.reader().select
    wrong = [
        (guarantee, type_id(class_), found.standing)
        for guarantee in sorted({local_id(str(row)) for row, _, _ in entailed if "/guarantee/" in str(row)})[::3]
        for class_, found in zip(types(), explain_each(select, guarantee), strict=True)
        if (found.standing is Standing.FOLLOWS) != ((kb_iri("guarantee", guarantee), RDF.type, class_) in entailed)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "✗ owes assistance to the victim – missing: the text says “act"),
        ("de", "✗ schuldet dem Angegriffenen Beistand – fehlt"),
    ],
)
def test_it_is_told_in_both_languages(base: KnowledgeBase, language: str, expected: str) -> None:
    found = explain(base.reader().select, "us-rok-mdt-1953", ARTICLE_FIVE)
    told = as_text(found, base.codebook(), language)
    assert expected in told
    assert "declares that it would act to meet the common danger" in told


def test_it_is_a_document_for_programs(base: KnowledgeBase) -> None:
    found = as_document(explain(base.reader().select, "nato-article-5", ARTICLE_FIVE), base.codebook())
    assert found["follows"] is True
    assert [clause["met"] for clause in found["clauses"]] == [6]


def test_an_unknown_type_or_guarantee_is_told_with_those_there_are(base: KnowledgeBase) -> None:
    with pytest.raises(UnknownIdError, match="article-five-type-guarantee"):
        explain(base.reader().select, "nato-article-5", "article-six")
    with pytest.raises(UnknownIdError, match="casus list guarantees"):
        explain(base.reader().select, "atlantis", ARTICLE_FIVE)
