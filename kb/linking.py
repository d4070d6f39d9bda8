"""Which guarantee a claim speaks of: US for Ukraine is one guarantee, whoever speaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.claim import Claim
from kb.curation import arrangements, read_yaml
from kb.names import actor_label, type_label
from kb.namespaces import slug
from kb.resources import data_path

LISTED_PARTIES = 3


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """The guarantee a claim speaks of; `curated` guarantees are described already, others on first mention."""

    id: str
    curated: bool
    type: str
    guarantors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()

    def labels(self) -> dict[str, str]:
        """The label in English and German of a guarantee first met in an article."""
        return {language: _label(language, self.type, self.guarantors, self.beneficiaries) for language in ("en", "de")}


def spoken_of(claim: Claim) -> SpokenOf:
    """The guarantee that a claim speaks of: a curated one whose rule fits, else one named after the claim's parties."""
    for row in arrangements():
        if "spoken_of" in row and _fits(claim, row["spoken_of"]):
            return SpokenOf(row["id"], curated=True, type=claim.guarantee_type)
    rules = _first_mention()
    guarantors, beneficiaries = (tuple(sorted(set(codes))) for codes in (claim.guarantors, claim.beneficiaries))
    if claim.guarantee_type in rules["between_parties"]:
        guarantors = beneficiaries = tuple(sorted({*guarantors, *beneficiaries}))
    told_apart = claim.guarantee_type in rules["told_apart_by_guarantor"]
    if not told_apart:
        guarantors = tuple(rules["usual_guarantors"].get(claim.guarantee_type, ()))
    sides = [guarantors] if told_apart and guarantors != beneficiaries else []
    id_ = "-".join([claim.guarantee_type, *(_slug(side) for side in [*sides, beneficiaries])])
    return SpokenOf(id_, False, claim.guarantee_type, guarantors, beneficiaries)


def _fits(claim: Claim, rule: Mapping[str, Any]) -> bool:
    guarantors, beneficiaries = set(claim.guarantors), set(claim.beneficiaries)
    return (
        claim.guarantee_type in rule["types"]
        and ("guarantors" not in rule or (bool(guarantors) and guarantors <= set(rule["guarantors"])))
        and ("beneficiaries" not in rule or (bool(beneficiaries) and beneficiaries <= set(rule["beneficiaries"])))
        and ("parties" not in rule or guarantors | beneficiaries == set(rule["parties"]))
    )


@cache
def _first_mention() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = read_yaml(data_path("guarantees", "first-mention.yaml"))
    return rules


def instrument_code(id_: str) -> str:
    """The code by which claims name the instrument with this id."""
    codes = {instrument: code for code, instrument in _first_mention()["instrument_codes"].items()}
    return str(codes.get(id_, id_))


def instrument_id(code: str) -> str:
    """The id of the instrument that a claim names by this code."""
    return str(_first_mention()["instrument_codes"].get(code, code))


def _slug(codes: Iterable[str]) -> str:
    slugs = [slug(actor_label(code, "en")) for code in codes]
    shown = slugs[:LISTED_PARTIES] + (
        [f"and-{len(slugs) - LISTED_PARTIES}-more"] if len(slugs) > LISTED_PARTIES else []
    )
    return "-".join(shown) or "unspecified"


def _label(language: str, type_: str, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> str:
    from_, to = (
        ", ".join(actor_label(code, language) for code in codes[:LISTED_PARTIES])
        + (" …" if len(codes) > LISTED_PARTIES else "")
        for codes in (guarantors, beneficiaries)
    )
    sides = f"{from_} → {to}" if from_ and to else from_ or to
    return f"{type_label(type_, language)}: {sides}" if sides else type_label(type_, language)
