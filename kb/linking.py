"""Which guarantee a claim speaks of, and how that is known: US for Ukraine is one guarantee, whoever speaks.

A guarantee is *named* where the claim's words name it or its instrument, *described* where they speak of a treaty
or clause that type and parties tell, and otherwise *implied* by type and parties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kb.claim import Claim
from kb.curation import arrangements, read_yaml
from kb.extraction.instruments import instrument_patterns, instruments
from kb.extraction.lexicon import Context, Lexicon
from kb.extraction.tokens import tokenise
from kb.memberships import memberships
from kb.names import actor_label, type_label
from kb.namespaces import slug
from kb.resources import data_path

LISTED_PARTIES = 3
NAMED, DESCRIBED, IMPLIED = "named", "described", "implied"
_LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """The guarantee a claim speaks of; `curated` guarantees are described already, others on first mention."""

    id: str
    curated: bool
    type: str
    link: str = IMPLIED
    guarantors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()

    def labels(self) -> dict[str, str]:
        """The label in English and German of a guarantee first met in an article."""
        return {language: _label(language, self.type, self.guarantors, self.beneficiaries) for language in ("en", "de")}


def spoken_of(claim: Claim, language: str = "en") -> SpokenOf:
    """The guarantee that a claim speaks of: one that its words name, one whose rule fits, else one named after it."""
    found = _by_rule(claim)
    hints = _hints(claim.quote, language)
    yardstick = claim.benchmark and instrument_id(claim.benchmark.instrument)
    names = [id_ for id_ in hints if id_ not in {DESCRIBED, yardstick}]
    if found and ({found.id, *_includes(found.id)} & set(names)):
        return replace(found, link=NAMED)
    meant = [id_ for id_ in names if _may_be_meant(id_, claim)]
    if meant and (found is None or not _is_arrangement(found.id)):
        return SpokenOf(meant[0], curated=True, type=claim.guarantee_type, link=NAMED)
    described = DESCRIBED in hints and yardstick not in hints
    return replace(found or _after_parties(claim), link=DESCRIBED if described else IMPLIED)


def _by_rule(claim: Claim) -> SpokenOf | None:
    for row in arrangements():
        if "spoken_of" in row and _fits(claim, row["spoken_of"]):
            return SpokenOf(row["id"], curated=True, type=claim.guarantee_type)
    return None


def _after_parties(claim: Claim) -> SpokenOf:
    """A guarantee that no curator knows, named after the claim's type and parties."""
    rules = _first_mention()
    guarantors, beneficiaries = (tuple(sorted(set(codes))) for codes in (claim.guarantors, claim.beneficiaries))
    if claim.guarantee_type in rules["between_parties"]:
        guarantors = beneficiaries = tuple(sorted({*guarantors, *beneficiaries}))
    told_apart = claim.guarantee_type in rules["told_apart_by_guarantor"]
    if not told_apart:
        guarantors = tuple(rules["usual_guarantors"].get(claim.guarantee_type, ()))
    sides = [guarantors] if told_apart and guarantors != beneficiaries else []
    id_ = "-".join([claim.guarantee_type, *(_slug(side) for side in [*sides, beneficiaries])])
    return SpokenOf(id_, False, claim.guarantee_type, IMPLIED, guarantors, beneficiaries)


def _fits(claim: Claim, rule: Mapping[str, Any]) -> bool:
    guarantors, beneficiaries = set(claim.guarantors), set(claim.beneficiaries)
    return (
        claim.guarantee_type in rule["types"]
        and ("guarantors" not in rule or (bool(guarantors) and guarantors <= set(rule["guarantors"])))
        and ("beneficiaries" not in rule or (bool(beneficiaries) and beneficiaries <= set(rule["beneficiaries"])))
        and ("parties" not in rule or guarantors | beneficiaries == set(rule["parties"]))
    )


def _may_be_meant(id_: str, claim: Claim) -> bool:
    """Whether a guarantee that the words name is the one spoken of: all who are named belong to it, and it is alike.

    A sentence may name a treaty only to say that it is another one, or that somebody is no party to it.
    """
    sides = {*claim.guarantors, *claim.beneficiaries}
    if known := instruments().get(_register_code(id_)):
        loose = set(_first_mention()["loose_types"])
        alike = known.type == claim.guarantee_type or {known.type, claim.guarantee_type} <= loose
        parties = {*known.guarantors, *known.beneficiaries}
        return alike and (not parties or sides <= _with_members(parties))
    rules = [row["spoken_of"] for row in arrangements() if row["id"] == id_ and "spoken_of" in row]
    return not rules or any(claim.guarantee_type in rule["types"] and sides <= _named_by(rule) for rule in rules)


def _named_by(rule: Mapping[str, Any]) -> frozenset[str]:
    return _with_members({code for side in ("guarantors", "beneficiaries", "parties") for code in rule.get(side, ())})


def _with_members(codes: Iterable[str]) -> frozenset[str]:
    """Actors and whoever was ever a member of them."""
    groups = set(codes)
    return frozenset(groups | {stay.member for stay in memberships() if stay.of in groups})


@cache
def _includes(id_: str) -> frozenset[str]:
    return frozenset(part for row in arrangements() if row["id"] == id_ for part in row.get("includes", ()))


def _is_arrangement(id_: str) -> bool:
    """Whether several texts and speakers give shape to it, so that one text's name does not tell it from another."""
    return any("label" in row for row in arrangements() if row["id"] == id_)


def _hints(quote: str, language: str) -> tuple[str, ...]:
    """The guarantees that words name, by id in their order, and whether they speak of a treaty at all."""
    lexicon = _names(language if language in _LANGUAGES else "en")
    matches = lexicon.find(Context(tokenise(quote, 0, len(quote)), {}))
    return tuple(dict.fromkeys(match.value for match in sorted(matches, key=lambda match: match.first)))


@cache
def _names(language: str) -> Lexicon:
    table = read_yaml(data_path("guarantees", "names.yaml"))
    register = instrument_patterns(language)
    rows = [
        *(
            {"value": instrument_id(row["value"]), "match": row["match"]}
            for row in register
            if data_path("instruments", f"{instrument_id(row['value'])}.yaml").exists()  # some are known by name only
        ),
        *({"value": id_, "match": names[language]} for id_, names in table["names"].items()),
        {"value": DESCRIBED, "match": table["described"][language]},
    ]
    return Lexicon(rows, "names.yaml")


@cache
def _first_mention() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = read_yaml(data_path("guarantees", "first-mention.yaml"))
    return rules


def _register_code(id_: str) -> str:
    """The code by which the extraction's register knows an instrument."""
    return id_ if id_ in instruments() else instrument_code(id_)


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
