"""The stored articles, read back from the store as they went in: text, claims, and the guarantees spoken of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker
from kb.comparison.codebook import Select
from kb.comparison.evidence import claim_id
from kb.errors import UnknownIdError
from kb.linking import instrument_code
from kb.namespaces import CF, local_id
from kb.queries import view

Codes = Mapping[str, list[str]]
"""The codes of one claim by the IRI of their property."""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its id, `ARTICLE/NUMBER`, its guarantee, what review made of it, and how it was linked."""

    id: str
    guarantee: str
    claim: Claim
    state: str | None = None
    link: str | None = None

    @property
    def number(self) -> int:
        """The number of the claim in its article."""
        return int(self.id.rpartition("/")[2])


def article(select: Select, id_: str) -> Article:
    """One article by its id. Raises UnknownIdError."""
    rows = select(view("dashboard-article").bind({"article": id_}))
    if not rows:
        raise UnknownIdError(f"no article has the id {id_!r}; `casus list articles` shows those there are")
    row = rows[0]
    published = row.get("published")
    return Article(
        id=id_,
        text=row["text"],
        language=row["language"],
        title=row.get("title"),
        date=date.fromisoformat(published) if published else None,
        publisher=row.get("publisher"),
        url=row.get("url"),
        source_note=row.get("note"),
    )


def claims(select: Select, article_id: str) -> tuple[StoredClaim, ...]:
    """The claims of an article, in the order of its text."""
    codes: dict[str, dict[str, list[str]]] = {}
    for row in select(view("dashboard-article-codes").bind({"article": article_id})):
        codes.setdefault(row["claim"], {}).setdefault(row["property"], []).append(local_id(row["value"]))
    return tuple(
        StoredClaim(
            claim_id(row["claim"]),
            local_id(row["guarantee"]),
            _claim(row, codes.get(row["claim"], {})),
            local_id(row["state"]) if "state" in row else None,
            next(iter(codes.get(row["claim"], {}).get(str(CF.linkedBy), ())), None),
        )
        for row in select(view("dashboard-article-claims").bind({"article": article_id}))
    )


def _claim(row: Mapping[str, str], codes: Codes) -> Claim:
    def every(property_: str) -> tuple[str, ...]:
        return tuple(codes.get(str(property_), ()))

    def one(property_: str) -> str | None:
        return next(iter(codes.get(str(property_), ())), None)

    instrument, relation = one(CF.benchmarkInstrument), one(CF.benchmarkRelation)
    speaker = row.get("speaker_name")
    stated_on = row.get("stated_on")
    return Claim(
        quote=row["quote"],
        start=int(row["start"]),
        end=int(row["end"]),
        speaker=Speaker(speaker, one(CF.affiliation)) if speaker else None,
        relayed_from=one(CF.relays),
        act=one(CF.act) or "",
        guarantors=every(CF.claimedGuarantor),
        beneficiaries=every(CF.claimedBeneficiary),
        guarantee_type=one(CF.claimedType) or "",
        responses=every(CF.response),
        trigger=one(CF.trigger) or "unspecified",
        strength=one(CF.strength) or "unspecified",
        status=one(CF.status) or "unspecified",
        benchmark=Benchmark(instrument_code(instrument), relation) if instrument and relation else None,
        conditions=every(CF.condition),
        date=_day(stated_on),
        confidence=float(row["confidence"]) if "confidence" in row else None,
    )


def _day(iso: str | None) -> date | None:
    """A date; None where only the month is known."""
    return date.fromisoformat(iso) if iso and len(iso) == len("2026-03-27") else None
