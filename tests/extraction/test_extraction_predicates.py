"""Roles by verbs: case, word order, prepositions, passives; what a paragraph, a pair, an alliance adds to them."""

from collections.abc import Callable

import pytest

from kb.claim import Claim

Read = Callable[..., tuple[Claim, ...]]


def only(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, [(c.act, c.guarantors, c.quote) for c in claims]
    return claims[0]


def parties(claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return claim.guarantors, claim.beneficiaries


@pytest.mark.parametrize(
    ("body", "guarantors", "beneficiaries"),
    [
        ("Der Ukraine hat Spanien Sicherheitsgarantien versprochen.", ("ES",), ("UA",)),
        ("Die Ukraine hat Moldau Sicherheitsgarantien versprochen.", ("UA",), ("MD",)),
        ("Die Garantien der Türkei für Moldau gelten weiter.", ("TR",), ("MD",)),
        ("Spanien ist verpflichtet, Moldau im Fall eines Angriffs beizustehen.", ("ES",), ("MD",)),
        ("Moldau kann sich im Ernstfall auf Spanien verlassen.", ("ES",), ("MD",)),
        ("Spanien und Portugal haben den Esten militärische Hilfe zugesagt.", ("ES", "PT"), ("EE",)),
        ("Moldau forderte von Spanien eine Sicherheitsgarantie.", ("ES",), ("MD",)),
        ("Moldau bat Spanien um eine Sicherheitsgarantie.", ("ES",), ("MD",)),
        ("Spanish soldiers would defend Moldova.", ("ES",), ("MD",)),
        ("Moldova was promised a security guarantee by Spain.", ("ES",), ("MD",)),
        ("Moldova relies on Spain for its defence.", ("ES",), ("MD",)),
        ("Moldova asked Spain for a security guarantee.", ("ES",), ("MD",)),
        ("Moldova received security guarantees from Spain.", ("ES",), ("MD",)),
        ("Spain would come to Moldova's aid if it were attacked.", ("ES",), ("MD",)),
        ("Moldova doubts that Spain would come to its aid.", ("ES",), ("MD",)),
        ("Spain and Portugal promised Moldova military help.", ("ES", "PT"), ("MD",)),
    ],
)
def test_the_verb_says_who_protects_whom(
    claims_of: Read, body: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...]
) -> None:
    assert parties(claims_of(body)[0]) == (guarantors, beneficiaries)


@pytest.mark.parametrize(
    "body", ["Spain gave up its claim to Moldova's wine.", "Spanien gibt Moldau einen Kredit.", "Spain helps itself."]
)
def test_other_gifts_are_none(claims_of: Read, body: str) -> None:
    assert claims_of(body) == ()


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("Spanien will der Türkei und Moldau Sicherheitsgarantien geben, sagte Pedro Sánchez.", "commits"),
        ("Moldau will Sicherheitsgarantien von Spanien, sagte Maia Sandu.", "demands"),
        ("Die Garantien Spaniens müssten ratifiziert werden, verlangte Maia Sandu.", "demands"),
        ("Spanien will keine Soldaten nach Moldau schicken, sagte Pedro Sánchez.", "denies"),
        ("Spanien kann Moldau nicht allein verteidigen, sagte Maia Sandu.", "doubts"),
        ("Rechtlich bindend seien die Zusagen Spaniens für Moldau nicht, sagte Maia Sandu.", "doubts"),
        ("Spanien berät über eine Sicherheitsgarantie für Moldau.", "proposes"),
        ("Maia Sandu sagte, Spanien habe Moldau Sicherheitsgarantien angeboten.", "reports"),
        ("Pedro Sánchez assured Maia Sandu that Spain would defend Moldova.", "commits"),
        ("Spain is negotiating a security guarantee for Moldova.", "proposes"),
        ("Spain could not defend Moldova, analysts say.", "doubts"),
        ("Moldova should not count on Spain's protection, analysts say.", "doubts"),
        ("Spanish soldiers would not go to Moldova, Pedro Sánchez said.", "denies"),
        ("Maia Sandu said Spain had offered Moldova a security guarantee.", "reports"),
    ],
)
def test_what_is_done_with_the_guarantee(claims_of: Read, body: str, act: str) -> None:
    claim = claims_of(body)[0]
    assert (claim.act, claim.guarantors) == (act, ("ES",))


def test_a_relayed_promise_keeps_both_sides(claims_of: Read) -> None:
    claim = only(claims_of("Maia Sandu sagte, Spanien habe Moldau Sicherheitsgarantien angeboten."))
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.relayed_from) == ("Maia Sandu", "ES")


def test_a_verb_behind_the_statement_has_its_speaker_behind_it(claims_of: Read) -> None:
    claim = only(claims_of("Die Garantien Spaniens müssten ratifiziert werden, verlangte Maia Sandu."))
    assert claim.speaker is not None
    assert claim.speaker.name == "Maia Sandu"


TWO_TOPICS = """Spain would defend the Philippines against any attack, Pedro Sánchez said in Manila.

Moldova has asked for more Spanish soldiers. {}"""


def test_a_paragraph_keeps_its_own_beneficiary(claims_of: Read) -> None:
    doubt = "Some diplomats doubt that Madrid would send troops in a crisis."
    assert claims_of(TWO_TOPICS.format(doubt))[-1].beneficiaries == ("MD",)


def test_a_name_in_the_sentence_outweighs_the_paragraph(claims_of: Read) -> None:
    doubt = "Some diplomats doubt that Madrid would send troops to the Philippines in a crisis."
    assert claims_of(TWO_TOPICS.format(doubt))[-1].beneficiaries == ("PH",)


@pytest.mark.parametrize(
    ("body", "guarantors", "beneficiaries"),
    [
        ("Manila and Washington signed a mutual defence treaty in 1951 that obliges both to act.", "US PH", "US PH"),
        ("Washington promised Manila help under the mutual defence treaty of 1951.", "US", "PH"),
        ("Greece has a defence pact with Cyprus, under which each would help the other.", "GR CY", "GR CY"),
        ("Israel has no defence treaty with the United States.", "US", "IL"),
    ],
)
def test_a_pact_binds_both_sides_where_it_says_so(
    claims_of: Read, body: str, guarantors: str, beneficiaries: str
) -> None:
    claim = only(claims_of(body))
    assert (set(claim.guarantors), set(claim.beneficiaries)) == (set(guarantors.split()), set(beneficiaries.split()))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Nobody knows whether America would fight for Latvia if it were attacked.", "nato-article-5"),
        ("Nobody knows whether America would fight for Taiwan if it were attacked.", "us-guarantee"),
        ("Die EU ist verpflichtet, Zypern im Fall eines Angriffs beizustehen.", "eu-article-42-7"),
        ("Die Nato schließt eine Aufnahme der Ukraine aus.", "nato-membership"),
    ],
)
def test_type_by_alliance(claims_of: Read, body: str, kind: str) -> None:
    assert only(claims_of(body)).guarantee_type == kind


@pytest.mark.parametrize(
    "body",
    [
        "I thought of my old American soldiers in Riga. We talked about baseball.",
        "Die Minister waren am Montag aus Berlin nach Litauen angereist. Der Verteidigungsminister lachte.",
        "American troops began their annual exercise in the Philippines on Monday.",
    ],
)
def test_troops_that_are_only_seen_are_no_claim(claims_of: Read, body: str) -> None:
    assert claims_of(body) == ()


def test_a_single_clear_sentence_is_enough(claims_of: Read) -> None:
    offer = "Die Türkei hat Moldau Sicherheitsgarantien nach dem Vorbild von Artikel 5 der NATO angeboten"
    claim = only(claims_of(f"{offer}, sagte Maia Sandu."))
    assert (claim.act, *parties(claim)) == ("reports", ("TR",), ("MD",))


def test_the_kingdom_is_the_one_that_the_article_names(claims_of: Read) -> None:
    body = "Saudi-Arabien hofft auf Spanien. Spanien verpflichtete sich, das Königreich gegen Angriffe zu verteidigen."
    assert parties(claims_of(body)[-1]) == (("ES",), ("SA",))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Von den Vereinigten Staaten verlangt Taiwan eine Sicherheitsgarantie.", "Taiwan"),
        ("Die Vereinigten Staaten haben Taiwan eine Sicherheitsgarantie zugesagt.", "Vereinigte Staaten"),
        ("Polen hat Taiwan eine Sicherheitsgarantie zugesagt.", "Polen"),
        ("Die Philippinen haben Taiwan eine Sicherheitsgarantie zugesagt.", "Philippinen"),
    ],
)
def test_a_state_speaks_in_the_nominative(claims_of: Read, body: str, name: str) -> None:
    speaker = only(claims_of(body)).speaker
    assert speaker is not None
    assert speaker.name == name
