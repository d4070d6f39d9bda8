"""Act, roles, type and the lesser fields: an example and a counter-example for each family of rules."""

from collections.abc import Callable

import pytest

from kb.claim import Benchmark, Claim

Read = Callable[..., tuple[Claim, ...]]


def only(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, [(c.act, c.guarantors, c.quote) for c in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("Norwegen werde Finnland bei einem Angriff verteidigen, sagte Jonas Gahr Støre.", "commits"),
        ("Norwegen verspricht Finnland eine Sicherheitsgarantie.", "commits"),
        ("Der Vertrag verpflichtet Norwegen, Finnland bei einem Angriff beizustehen.", "reports"),
        ("Über Sicherheitsgarantien Norwegens für Finnland wird in Oslo verhandelt.", "proposes"),
        ("Finnland fordert von Norwegen eine verbindliche Sicherheitsgarantie.", "demands"),
        ("Fachleute bezweifeln, dass Norwegen Finnland bei einem Angriff verteidigen würde.", "doubts"),
        ("Norwegen schließt eine Sicherheitsgarantie für Finnland aus.", "denies"),
        ("Norwegen schließt eine Sicherheitsgarantie für Finnland nicht aus.", "doubts"),
        ("Norway will defend Finland if it is attacked, Jonas Gahr Støre said.", "commits"),
        ("Norway promised Finland a security guarantee.", "commits"),
        ("The treaty obliges Norway to defend Finland against an attack.", "reports"),
        ("Security guarantees by Norway for Finland are being negotiated.", "proposes"),
        ("Finland demands a binding security guarantee from Norway.", "demands"),
        ("Analysts doubt that Norway would defend Finland if it were attacked.", "doubts"),
        ("Norway has ruled out a security guarantee for Finland.", "denies"),
        ("Norway has not ruled out a security guarantee for Finland.", "doubts"),
    ],
)
def test_act_and_parties(claims_of: Read, body: str, act: str) -> None:
    claim = only(claims_of(body))
    assert (claim.act, claim.guarantors, claim.beneficiaries) == (act, ("NO",), ("FI",))


@pytest.mark.parametrize(
    ("body", "kind", "guarantors", "beneficiaries"),
    [
        ("The United States will defend Thailand if it is attacked.", "us-guarantee", ("US",), ("TH",)),
        ("Spain offered Kosovo a security guarantee.", "european-guarantee", ("ES",), ("XK",)),
        ("Kosovo still wants to join NATO.", "nato-membership", ("NATO",), ("XK",)),
        ("Article 5 obliges the allies to help each other.", "nato-article-5", ("NATO",), ("NATO",)),
        ("Article 42(7) obliges the members to give aid and assistance.", "eu-article-42-7", ("EU",), ("EU",)),
        ("Spain will send troops to Kosovo to deter an attack.", "multinational-force", ("ES",), ("XK",)),
        ("The French nuclear umbrella should protect Kosovo.", "nuclear-umbrella", ("FR",), ("XK",)),
        ("India and Vietnam signed a mutual defence treaty.", "bilateral-agreement", ("IN", "VN"), ("IN", "VN")),
        ("Spain and the United States would defend Kosovo.", "partner-guarantee", ("ES", "US"), ("XK",)),
        ("The CSTO must defend Armenia if it is attacked.", "other", ("CSTO",), ("AM",)),
    ],
)
def test_type_follows_from_words_and_guarantors(
    claims_of: Read, body: str, kind: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...]
) -> None:
    more = " The security guarantee is the subject of this summit."
    claim = claims_of(body + more)[0]
    assert (claim.guarantee_type, set(claim.guarantors), set(claim.beneficiaries)) == (
        kind,
        set(guarantors),
        set(beneficiaries),
    )


def test_an_enumeration_of_guarantees_is_one_claim_each(claims_of: Read) -> None:
    body = "Diskutiert werden Garantien der USA für Georgien, Zusagen Frankreichs sowie Garantien durch die Türkei."
    assert [c.guarantors for c in claims_of(body)] == [("US",), ("FR",), ("TR",)]


def test_guarantors_that_act_together_are_one_claim(claims_of: Read) -> None:
    body = "The United States and France would defend Georgia together if it were attacked."
    assert set(only(claims_of(body)).guarantors) == {"US", "FR"}


def test_two_clauses_of_opposite_acts_are_two_claims(claims_of: Read) -> None:
    body = "Spain will send soldiers to Moldova, but Austria has ruled out any troops for a security guarantee."
    assert [(c.act, c.guarantors) for c in claims_of(body)] == [("commits", ("ES",)), ("denies", ("AT",))]


def test_the_attacker_is_no_guarantor(claims_of: Read) -> None:
    body = "Should Russia attack Estonia again, Sweden would defend Estonia, Ulf Kristersson said."
    claim = only(claims_of(body))
    assert (claim.guarantors, claim.beneficiaries) == (("SE",), ("EE",))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "France offered Georgia a security guarantee modelled on Article 5.",
            Benchmark("nato-article-5", "similar"),
        ),
        (
            "Frankreichs Garantie für Georgien ist mit Artikel 5 der Nato nicht vergleichbar.",
            Benchmark("nato-article-5", "not-equivalent"),
        ),
        ("France offered Georgia a security guarantee.", None),
    ],
)
def test_benchmark(claims_of: Read, body: str, expected: Benchmark | None) -> None:
    claim = only(claims_of(body))
    assert claim.benchmark == expected
    assert claim.guarantors == ("FR",)


@pytest.mark.parametrize(
    ("body", "trigger", "conditions", "responses"),
    [
        (
            "Sollte Russland Georgien erneut angreifen, werde Polen Georgien verteidigen, sagte Donald Tusk.",
            "renewed-attack",
            (),
            ("military-force",),
        ),
        (
            "Nach einer Waffenruhe werde Polen Soldaten nach Georgien schicken, sagte Donald Tusk.",
            "unspecified",
            ("after-ceasefire",),
            ("troop-deployment",),
        ),
        (
            "Poland will send troops to Georgia if the parliament approves, Donald Tusk said.",
            "unspecified",
            ("parliamentary-approval",),
            ("troop-deployment",),
        ),
        (
            "Poland promised Georgia intelligence and air defence if it is attacked.",
            "armed-attack",
            (),
            ("intelligence", "air-defence"),
        ),
    ],
)
def test_fields(
    claims_of: Read, body: str, trigger: str, conditions: tuple[str, ...], responses: tuple[str, ...]
) -> None:
    claim = only(claims_of(body))
    assert (claim.trigger, claim.conditions, claim.responses) == (trigger, conditions, responses)


@pytest.mark.parametrize(
    "body",
    [
        "Das Autohaus gibt zehn Jahre Garantie. Der Hersteller steht zu seinem Versprechen an die Kunden in Spanien.",
        "Deutschland liefert der Ukraine 20 Schützenpanzer. Die Zusage kam aus Berlin.",
        "The ministers of France and Italy discussed security guarantees. No details were given.",
        "The coach promised to defend Spain's title against Italy. France sent on three attackers.",
        "Germany and France guaranteed a loan of 300 million euros to Greece. The bank pledged to pay interest.",
        "Russian troops attacked two villages near Kharkiv. Ukrainian forces defended the town.",
    ],
)
def test_no_claim(claims_of: Read, body: str) -> None:
    assert claims_of(body) == ()
