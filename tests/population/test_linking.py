"""Which guarantee a claim speaks of follows from its type and parties, by rules that curators keep."""

import pytest

from kb.claim import Benchmark, Claim
from kb.curation import arrangements, instrument_paths, read_yaml
from kb.linking import spoken_of
from kb.resources import data_path


def linked(type_: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> str:
    return spoken_of(Claim("q", 0, 1, None, None, "reports", guarantors, beneficiaries, type_)).id


@pytest.mark.parametrize(
    ("type_", "guarantors", "beneficiaries", "expected"),
    [
        ("us-guarantee", ("US",), ("UA",), "us-guarantee-ukraine"),
        ("us-guarantee", ("US",), ("JP",), "us-japan-1960-article-5"),
        ("us-guarantee", ("US", "PH"), ("PH", "US"), "us-philippines-mdt-1951"),
        ("us-guarantee", ("US",), ("TW",), "taiwan-relations-act-1979"),
        ("european-guarantee", ("FR", "DE"), ("UA",), "european-guarantee-ukraine"),
        ("nato-article-5", ("NATO",), ("EE",), "nato-article-5"),
        ("other", ("US", "GB", "RU"), ("UA",), "budapest-memorandum-ukraine"),
        ("other", ("CSTO",), ("AM",), "csto-article-4"),
        ("bilateral-agreement", ("PK", "SA"), ("SA", "PK"), "saudi-pakistan-smda-2025"),
        ("bilateral-agreement", ("GB",), ("UA",), "ukraine-agreement-united-kingdom"),
        ("bilateral-agreement", ("FR",), ("GR",), "france-greece-2021"),
        ("bilateral-agreement", ("BR",), ("AR",), "bilateral-agreement-argentina-brazil"),
        ("bilateral-agreement", ("BR", "AR"), ("AR", "BR"), "bilateral-agreement-argentina-brazil"),
        ("nuclear-umbrella", ("FR",), ("DE",), "nuclear-umbrella-france-germany"),
        ("us-guarantee", ("US",), ("PH",), "us-philippines-mdt-1951"),
        ("us-guarantee", ("US",), ("CO",), "us-guarantee-colombia"),
        ("multinational-force", ("GB", "FR"), (), "multinational-force-unspecified"),
    ],
)
def test_a_claim_finds_its_guarantee(
    type_: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...], expected: str
) -> None:
    assert linked(type_, guarantors, beneficiaries) == expected


def test_the_order_of_the_parties_does_not_matter() -> None:
    assert linked("other", ("BR", "AR"), ("AR", "BR")) == linked("other", ("AR", "BR"), ("BR", "AR"))


def test_a_guarantee_is_labelled_in_both_languages() -> None:
    found = spoken_of(Claim("q", 0, 1, None, None, "reports", ("US",), ("CO",), "us-guarantee"))
    assert found.labels()["de"] != found.labels()["en"]
    assert "Kolumbien" in found.labels()["de"]


def test_many_parties_do_not_make_an_endless_id() -> None:
    everyone = ("DE", "FR", "GB", "IT", "PL", "SE", "FI", "NO", "DK")
    assert len(linked("other", everyone, everyone)) < 120


def test_every_rule_names_a_guarantee_that_is_described() -> None:
    instruments = {path.stem for path in instrument_paths()}
    described = instruments | {row["id"] for row in arrangements() if "label" in row}
    named = {row["id"] for row in arrangements()} | {part for row in arrangements() for part in row.get("includes", [])}
    assert named <= described


@pytest.mark.parametrize(
    ("language", "quote", "type_", "guarantors", "beneficiaries", "expected", "link"),
    [
        ("en", "Under the Budapest Memorandum London must act.", "other", ("GB",), ("UA",),
         "budapest-memorandum-ukraine", "named"),
        ("de", "Nach dem Aachener Vertrag schützt Paris uns nuklear.", "nuclear-umbrella", ("FR",), ("DE",),
         "aachen-treaty-2019", "named"),
        ("en", "The Collective Security Treaty binds Russia to Armenia.", "other", ("RU",), ("AM",),
         "csto-article-4", "named"),
        ("de", "Ein Vertrag verpflichtet Ankara, Baku zu helfen.", "bilateral-agreement", ("TR",), ("AZ",),
         "shusha-declaration-2021", "described"),
        ("en", "Turkey would come to Baku's aid.", "bilateral-agreement", ("TR",), ("AZ",),
         "shusha-declaration-2021", "implied"),
        ("en", "America must defend Palau by treaty.", "us-guarantee", ("US",), ("PW",), "cofa-palau", "described"),
        ("en", "Bogota may count on Washington.", "us-guarantee", ("US",), ("CO",), "us-guarantee-colombia", "implied"),
        ("en", "There is no mutual defence treaty with Israel.", "us-guarantee", ("US",), ("IL",),
         "us-guarantee-israel", "described"),
        ("de", "Für Polen gab es in Locarno nichts.", "other", ("GB",), ("PL",), "northolt-treaty-2026", "implied"),
    ],
)  # fmt: skip
def test_how_a_guarantee_was_found_is_told(
    language: str, quote: str, type_: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...],
    expected: str, link: str,
) -> None:  # fmt: skip
    """A name counts where all who are spoken of belong to it: not where it only serves to say what is not."""
    found = spoken_of(Claim(quote, 0, 1, None, None, "reports", guarantors, beneficiaries, type_), language)
    assert (found.id, found.link) == (expected, link)


def test_a_name_without_a_described_instrument_links_to_none() -> None:
    quote = "The defence agreement of 1951 makes America responsible for Greenland."
    found = spoken_of(Claim(quote, 0, 1, None, None, "reports", ("US",), ("GL",), "us-guarantee"))
    assert (found.curated, found.link) == (False, "described")


def test_the_yardstick_is_not_what_is_spoken_of() -> None:
    measured = Claim(
        "It is not Article 5", 0, 1, None, None, "doubts", ("US",), ("UA",), "us-guarantee",
        benchmark=Benchmark("nato-article-5", "not-equivalent"),
    )  # fmt: skip
    assert (spoken_of(measured).id, spoken_of(measured).link) == ("us-guarantee-ukraine", "implied")


def test_every_name_and_every_code_leads_to_a_guarantee_that_is_described() -> None:
    described = {path.stem for path in instrument_paths()} | {row["id"] for row in arrangements() if "label" in row}
    table = read_yaml(data_path("guarantees", "names.yaml"))["names"]
    codes = read_yaml(data_path("guarantees", "first-mention.yaml"))["instrument_codes"]
    assert {*table, *codes.values()} <= described
    assert all(set(names) == {"de", "en"} for names in table.values())
