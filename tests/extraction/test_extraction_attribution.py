"""Attribution: who speaks, whom a promise is relayed from, on which day."""

import datetime as dt
from collections.abc import Callable

import pytest

from kb.claim import Claim

Read = Callable[..., tuple[Claim, ...]]


def speaker(claim: Claim) -> tuple[str, str | None] | None:
    return (claim.speaker.name, claim.speaker.affiliation) if claim.speaker else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Spain would defend Moldova against an attack, Pedro Sánchez said.", ("Pedro Sánchez", "ES")),
        ("Pedro Sánchez said that Spain would defend Moldova against an attack.", ("Pedro Sánchez", "ES")),
        ("According to Maia Sandu, Spain would defend Moldova against an attack.", ("Maia Sandu", "MD")),
        ("Spanien werde Moldau bei einem Angriff verteidigen, sagte Pedro Sánchez.", ("Pedro Sánchez", "ES")),
        ("Nach dem Treffen sagte Maia Sandu, Spanien werde Moldau verteidigen.", ("Maia Sandu", "MD")),
        ("Laut Maia Sandu wird Spanien Moldau bei einem Angriff verteidigen.", ("Maia Sandu", "MD")),
        (
            "Spanien werde die Moldau im Fall eines Angriffs verteidigen, versicherte der spanische Regierungschef.",
            ("Pedro Sánchez", "ES"),
        ),
        (
            "The Swedish finance minister, Erik Holm, said that Sweden would defend Moldova if attacked.",
            ("Erik Holm", "SE"),
        ),
        ("Critics doubt that Spain would defend Moldova against an attack.", ("Critics", None)),
        ("Washington pledged to defend Moldova against any attack.", ("Washington", "US")),
        ("The treaty obliges Spain to defend Moldova against an attack.", None),
    ],
)
def test_speaker(claims_of: Read, body: str, expected: tuple[str, str | None] | None) -> None:
    claims = claims_of(body, title="A security guarantee")
    assert speaker(claims[0]) == expected


def test_the_subjunctive_carries_the_speaker_on(claims_of: Read) -> None:
    body = "Pedro Sánchez lobte die Moldau. Spanien werde die Moldau bei einem Angriff verteidigen."
    assert speaker(claims_of(body)[0]) == ("Pedro Sánchez", "ES")


def test_the_indicative_does_not(claims_of: Read) -> None:
    body = "Pedro Sánchez lobte die Moldau. Der Vertrag verpflichtet Spanien, die Moldau zu verteidigen."
    assert speaker(claims_of(body)[0]) is None


def test_a_pronoun_is_the_last_speaker(claims_of: Read) -> None:
    body = "Maia Sandu thanked her guests. Spain would defend Moldova against any attack, she said."
    assert speaker(claims_of(body)[0]) == ("Maia Sandu", "MD")


def test_an_interviewee_gives_the_answers(claims_of: Read) -> None:
    body = "\n\n".join(
        [
            "Nora Feld teaches treaty law in Kiel. We spoke to her about security guarantees.",
            "Is there a treaty?",
            "I think so. The treaty obliges Spain to defend Moldova against an attack.",
            "Will it hold?",
            "My answer is no. Spain has no obligation to send troops to Moldova.",
            "And then?",
            "I cannot say.",
        ]
    )
    claims = claims_of(body)
    assert {speaker(claim) for claim in claims} == {("Nora Feld", None)}
    assert [claim.act for claim in claims] == ["reports", "denies"]


def test_questions_that_the_article_answers_itself_have_no_interviewee(claims_of: Read) -> None:
    body = "\n\n".join(
        [
            "Maia Sandu wants a security guarantee.",
            "Is there a treaty?",
            "There is. The treaty obliges Spain to defend Moldova against an attack.",
            "Will it hold?",
            "Perhaps it will.",
            "And then?",
            "Nobody knows.",
        ]
    )
    assert speaker(claims_of(body)[1]) is None


def test_relayed_promise(claims_of: Read) -> None:
    body = "Sandu erklärte, von spanischen Verhandlungspartnern gehört zu haben, dass Spanien Moldau verteidigen werde."
    claim = claims_of(body)[0]
    assert (speaker(claim), claim.relayed_from, claim.act) == (("Maia Sandu", "MD"), "ES", "reports")


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Spain would defend Moldova against an attack, Pedro Sánchez said on Friday.", dt.date(2025, 8, 29)),
        ("Spain would defend Moldova against an attack, Pedro Sánchez said on 3 August.", dt.date(2025, 8, 3)),
        ("Spanien werde Moldau verteidigen, sagte Pedro Sánchez am 14. Juli 2024.", dt.date(2024, 7, 14)),
        ("Spain would defend Moldova against an attack, Pedro Sánchez said.", None),
    ],
)
def test_day(claims_of: Read, body: str, day: dt.date | None) -> None:
    assert claims_of(body, day="2025-09-01")[0].date == day
