"""Search among all claims: an SQLite file beside the store, derived from it, that can be thrown away at any time.

Facets are counted and words are found here, where the store would have to look at every claim.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kb.claim_facets import FacetBits, places
from kb.comparison.evidence import claim_id
from kb.errors import QueryError
from kb.namespaces import local_id
from kb.queries import view
from kb.store import Reader, Store

FACETS = ("speaker", "affiliation", "act", "type", "strength", "status", "language", "outlet", "finder", "review")
"""What claims can be chosen by: codes and ids, and the names of speakers and outlets as they are written."""
MOST_VALUES = 40
"""How many values of a facet are counted for display, the most frequent first."""
MOST_FOLLOWED = 100
"""Up to how many articles are followed one by one; after more, all is read anew when it is asked for."""
_FORM = 3
_COLUMNS = (
    *("id", "article", "number", "title", "event", "guarantee", "relayed", "day", "quote", "summary_en", "summary_de"),
    *FACETS,
)
# Only names of columns are ever written into a query; what a reader gives is bound.
_ALL, _ROWS = "SELECT * FROM claim", "SELECT rowid FROM claim"
_BY_DAY = f"SELECT rowid, {', '.join(FACETS)} FROM claim ORDER BY day IS NULL, day DESC, article, number"  # noqa: S608
_NEW = f"INSERT INTO claim VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - question marks


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words in quotes (or, with `whole`, in articles too), values per facet, and days."""

    words: str = ""
    whole: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    guarantee: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """The claims on one page of the result, how many there are in all, and per facet how many each value has.

    The values of a facet are counted as if nothing were chosen in it, so that another can be chosen instead.
    """

    total: int
    rows: tuple[Mapping[str, str], ...]
    counts: Mapping[str, tuple[tuple[str, int], ...]]


class ClaimIndex:
    """The index of one store; a snapshot that it does not know yet is read first."""

    def __init__(self, home: Path) -> None:
        self._path = home / "claims.sqlite"
        self._guard = threading.Lock()
        self._known: tuple[str, Mapping[int, int], FacetBits] | None = None

    def search(self, reader: Reader, search: Search, *, limit: int = 50, offset: int = 0) -> Hits:
        """The claims that fit, the newest first. Raises QueryError for a facet that there is not."""
        if unknown := set(search.facets) - set(FACETS):
            raise QueryError(f"claims have no {', '.join(sorted(unknown))}; choose by {', '.join(FACETS)}")
        self.follow(reader)
        with closing(self._open()) as index:
            order, bits = self._facets(index, reader.name)
            among = bits.everything
            where, values = _conditions(search)
            if where:
                found = index.execute(f"{_ROWS} {where}", values)
                among = bits.of(order[number] for (number,) in found)
            chosen = bits.chosen(search.facets, among)
            counts = {facet: bits.counted(facet, search.facets, among, MOST_VALUES) for facet in FACETS}
            numbers = list(order)
            shown = [numbers[place] for place in places(chosen, offset, limit)]
            rows = tuple(_row(index, number) for number in shown)
        return Hits(chosen.bit_count(), rows, counts)

    def _facets(self, index: sqlite3.Connection, snapshot: str) -> tuple[Mapping[int, int], FacetBits]:
        """The place of each claim, the newest first, and the facets by place; read once per snapshot."""
        with self._guard:
            if self._known is None or self._known[0] != snapshot:
                rows = index.execute(_BY_DAY).fetchall()
                order = {row[0]: place for place, row in enumerate(rows)}
                self._known = (snapshot, order, FacetBits(FACETS, (row[1:] for row in rows)))
            return self._known[1], self._known[2]

    def by_month(self, reader: Reader, search: Search) -> dict[str, int]:
        """How many of the claims that fit were made in each month."""
        self.follow(reader)
        where, values = _conditions(search, with_facets=True)
        said = f"{where} AND" if where else "WHERE"
        with closing(self._open()) as index:
            query = f"SELECT substr(day, 1, 7), COUNT(*) FROM claim {said} length(day) >= 7 GROUP BY 1 ORDER BY 1"  # noqa: S608 - as above
            return {str(month): int(number) for month, number in index.execute(query, values)}

    def follow(self, reader: Reader, *, before: str | None = None, articles: Iterable[str] = ()) -> None:
        """Bring the index to this snapshot: only these articles are read anew if it was at `before`, else all."""
        with self._guard, closing(self._open()) as index, index:
            at = index.execute("SELECT snapshot FROM state").fetchone()
            if at and at[0] == reader.name:
                return
            self._known = None
            if at and before == at[0]:
                for article in articles:
                    _forget(index, article)
                    _read(index, reader, {"article": article})
            else:
                index.executescript("DELETE FROM claim; DELETE FROM quotes; DELETE FROM texts; DELETE FROM place")
                _read(index, reader, {})
            index.execute("DELETE FROM state")
            index.execute("INSERT INTO state VALUES (?)", (reader.name,))

    @contextmanager
    def following(self, store: Store) -> Iterator[list[str]]:
        """Bring the index along with what is written in this block, to the articles that are noted in the list."""
        before = store.reader().name if store.exists() else None
        changed: list[str] = []
        yield changed
        if before and self.is_at(before) and len(changed) <= MOST_FOLLOWED:
            self.follow(store.reader(), before=before, articles=changed)

    def is_at(self, snapshot: str) -> bool:
        """Whether the index holds what this snapshot holds."""
        if not self._path.exists():
            return False
        with closing(self._open()) as index:
            at = index.execute("SELECT snapshot FROM state").fetchone()
        return bool(at) and at[0] == snapshot

    def _open(self) -> sqlite3.Connection:
        index = sqlite3.connect(self._path, timeout=60)
        index.row_factory = sqlite3.Row
        if index.execute("PRAGMA user_version").fetchone()[0] != _FORM:
            index.executescript(_schema())
        return index


def _schema() -> str:
    """All tables anew; a file of another form is thrown away."""
    tables = ("claim", "quotes", "texts", "place", "state")
    dropped = " ".join(f"DROP TABLE IF EXISTS {table};" for table in tables)
    indexed = " ".join(f"CREATE INDEX claim_{facet} ON claim ({facet});" for facet in ("article", "day"))
    words = "tokenize = 'unicode61 remove_diacritics 2'"
    return f"""{dropped} CREATE TABLE claim ({", ".join(_COLUMNS)}); {indexed}
        CREATE VIRTUAL TABLE quotes USING fts5(quote, summary_en, summary_de, speaker, {words});
        CREATE VIRTUAL TABLE texts USING fts5(title, text, {words});
        CREATE TABLE place (article UNIQUE); CREATE TABLE state (snapshot); PRAGMA user_version = {_FORM};"""


def _forget(index: sqlite3.Connection, article: str) -> None:
    index.execute("DELETE FROM quotes WHERE rowid IN (SELECT rowid FROM claim WHERE article = ?)", (article,))
    index.execute("DELETE FROM claim WHERE article = ?", (article,))
    index.execute("DELETE FROM texts WHERE rowid IN (SELECT rowid FROM place WHERE article = ?)", (article,))
    index.execute("DELETE FROM place WHERE article = ?", (article,))


def _read(index: sqlite3.Connection, reader: Reader, which: Mapping[str, str]) -> None:
    """Take in the articles asked for (all, if none is) and their claims."""
    places: dict[str, Mapping[str, str]] = {}
    for row in reader.select(view("article-index").bind(which)):
        place = local_id(row["article"])
        places[place] = row
        number = index.execute("INSERT INTO place VALUES (?)", (place,)).lastrowid
        index.execute(
            "INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", (number, row.get("title"), row["text"])
        )
    states = {claim_id(row["claim"]): local_id(row["state"]) for row in reader.select(view("review-states").bind())}
    for claim in _claims(reader.select(view("claim-index").bind(which)), places, states):
        number = index.execute(_NEW, [claim.get(name) for name in _COLUMNS]).lastrowid
        words = [claim.get(name) for name in ("quote", "summary_en", "summary_de", "speaker")]
        filled = "INSERT INTO quotes (rowid, quote, summary_en, summary_de, speaker) VALUES (?, ?, ?, ?, ?)"
        index.execute(filled, (number, *words))


def _claims(
    rows: Iterable[Mapping[str, str]], places: Mapping[str, Mapping[str, str]], states: Mapping[str, str]
) -> Iterator[Mapping[str, str | int | None]]:
    for row in rows:
        id_ = claim_id(row["claim"])
        place = places.get(local_id(row["article"]), {}) if "article" in row else {}
        event = row.get("event") or place.get("event")
        codes = ("act", "type", "strength", "status", "guarantee", "affiliation", "relayed", "article")
        yield {
            **{name: local_id(row[name]) for name in codes if name in row},
            **{name: row[name] for name in ("quote", "summary_en", "summary_de", "speaker") if name in row},
            "id": id_,
            "number": int(id_.rpartition("/")[2]),
            "title": place.get("title"),
            "language": place.get("language"),
            "outlet": place.get("publisher"),
            "event": event and local_id(event),
            "day": row.get("day") or place.get("day"),
            "finder": "curated" if event else local_id(place.get("finder", "unknown")),
            "review": "curated" if event else states.get(id_, "proposed"),
        }


def _conditions(search: Search, *, with_facets: bool = False) -> tuple[str, list[str]]:
    """The WHERE clause of a search, with its facets or without, and its values."""
    parts: list[str] = []
    values: list[str] = []
    if match := _match(search.words):
        found = "rowid IN (SELECT rowid FROM quotes WHERE quotes MATCH ?)"
        inside = "article IN (SELECT article FROM place WHERE rowid IN (SELECT rowid FROM texts WHERE texts MATCH ?))"
        parts.append(f"({found} OR {inside})" if search.whole else found)
        values += [match] * (2 if search.whole else 1)
    for facet, chosen in search.facets.items():
        if chosen and with_facets:
            parts.append(f"{facet} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    if search.guarantee:
        parts.append("guarantee = ?")
        values.append(search.guarantee)
    for sign, day in ((">=", search.since), ("<=", search.until)):
        if day:
            parts.append(f"day {sign} ?")
            values.append(day if sign == ">=" else f"{day}~")  # "2026-03" takes in the whole month
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values


def _match(words: str) -> str:
    """Every word must occur, the last may be a beginning; nothing that is typed is syntax."""
    tokens = ['"' + word.replace('"', '""') + '"' for word in words.split() if any(map(str.isalnum, word))]
    return " ".join(tokens) + "*" if tokens else ""


def _row(index: sqlite3.Connection, number: int) -> Mapping[str, str]:
    row = index.execute(f"{_ALL} WHERE rowid = ?", (number,)).fetchone()
    return {name: str(row[name]) for name in _COLUMNS if row[name] is not None}
