"""The articles as the dashboard lists them, and the claims read back from the store."""

from dataclasses import dataclass

from kb.comparison.codebook import Select
from kb.namespaces import local_id
from kb.population import tier_of
from kb.queries import view
from kb.reviewing.stored import StoredClaim, article, claims

__all__ = ["ArticleEntry", "Printed", "StoredClaim", "article", "article_with_text", "articles", "claims", "printed"]


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


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What found an article's claims: its tier and its name, and what was noticed."""

    tier: str
    who: str
    notices: tuple[str, ...]


def found_by(select: Select, id_: str, language: str) -> FoundBy | None:
    """What found the claims of an article; None where no machine did."""
    rows = select(view("dashboard-article-found-by").bind({"article": id_, "language": language}))
    if not rows:
        return None
    notices = tuple(row["notice"] for row in rows if "notice" in row)
    return FoundBy(tier_of(local_id(rows[0]["agent"])), rows[0]["label"], notices)


def article_with_text(select: Select, sha256: str) -> str | None:
    """The id of the article that has a text with this hash; None if there is none."""
    rows = select(view("dashboard-article-by-text").bind({"sha256": sha256}))
    return local_id(rows[0]["article"]) if rows else None
