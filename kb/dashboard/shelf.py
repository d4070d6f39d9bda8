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
class ArticleEntry:
    """An article in the list."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    language: str
    claims: int


@dataclass(frozen=True, slots=True)
class Printed:
    """Who prints an excerpt and how far that was read, and the event of the timeline that it belongs to."""

    event: str
    day: str
    grade: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its id, `ARTICLE/NUMBER`, the guarantee it speaks of, and how that was found (a code of `link`)."""

    id: str
    guarantee: str
    claim: Claim
    link: str | None = None


def articles(select: Select) -> tuple[ArticleEntry, ...]:
    """All articles, the newest first."""
    return tuple(
        ArticleEntry(
            id=local_id(row["article"]),
            title=row.get("title"),
            published=row.get("published"),
            publisher=row.get("publisher"),
            language=row["language"],
            claims=int(row["claims"]),
        )
        for row in select(view("dashboard-articles").bind())
    )


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


def printed(select: Select, id_: str) -> Printed | None:
    """Where an excerpt comes from; None for an article that is there whole."""
    row = next(iter(select(view("dashboard-article").bind({"article": id_}))), {})
    if "event" not in row:
        return None
    grade, outlet = (local_id(row[column]) if column in row else None for column in ("grade", "outlet"))
    return Printed(local_id(row["event"]), row["day"], grade, outlet)


def earlier_versions(select: Select, id_: str) -> tuple[tuple[str, str], ...]:
    """The articles of which one is a copy or another version: id, and the publisher or title."""
    rows = select(view("article-copies").bind({"article": id_}))
    ids = ((local_id(row["earlier"]), row) for row in rows)
    return tuple((earlier, row.get("publisher") or row.get("title") or earlier) for earlier, row in ids)


def article_with_text(select: Select, sha256: str) -> str | None:
    """The id of the article that has a text with this hash; None if there is none."""
    rows = select(view("dashboard-article-by-text").bind({"sha256": sha256}))
    return local_id(rows[0]["article"]) if rows else None


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
    )


def _day(iso: str | None) -> date | None:
    """A date; None where only the month is known."""
    return date.fromisoformat(iso) if iso and len(iso) == len("2026-03-27") else None
