"""Actors as their pages show them, read through named queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.comparison.codebook import Select, labels
from kb.comparison.matrix import Labels
from kb.errors import UnknownIdError
from kb.namespaces import local_id
from kb.queries import view


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A state, organisation or group in the list."""

    id: str
    kind: str
    label: Labels


@dataclass(frozen=True, slots=True)
class Span:
    """Something that holds from one day to another: a membership, or the time in an office."""

    id: str
    label: Labels
    since: str | None
    until: str | None
    note: Labels


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: its codes, to what it belongs, who belongs to it, and who has held its offices."""

    id: str
    kind: str
    label: Labels
    codes: tuple[str, ...]
    wikidata: str | None
    treaty: tuple[str, Labels] | None
    belongs_to: tuple[Span, ...]
    members: tuple[Span, ...]
    offices: tuple[Span, ...]


def actors(select: Select) -> tuple[ActorEntry, ...]:
    """All actors but persons."""
    return tuple(
        ActorEntry(local_id(row["actor"]), row["kind"], labels(row, "label"))
        for row in select(view("list-actors").bind())
        if row["kind"] != "person"
    )


def actor(select: Select, id_: str) -> Actor:
    """One actor by its code. Raises UnknownIdError."""
    rows = select(view("actor").bind({"actor": id_}))
    if not rows:
        raise UnknownIdError(f"no actor has the code {id_!r}; `casus list actors` shows those there are")
    row = rows[0]
    sides: dict[str, list[Span]] = {}
    for link in select(view("actor-memberships").bind({"actor": id_})):
        sides.setdefault(link["side"], []).append(_span(link, "other", labels(link, "note")))
    offices = select(view("actor-offices").bind({"actor": id_}))
    return Actor(
        id=id_,
        kind=local_id(row["kind"]).casefold(),
        label=labels(row, "label"),
        codes=tuple(row[name] for name in ("alpha2", "alpha3") if name in row),
        wikidata=row.get("wikidata"),
        treaty=(local_id(row["treaty"]), labels(row, "treaty")) if "treaty" in row else None,
        belongs_to=tuple(sides.get("of", ())),
        members=tuple(sides.get("members", ())),
        offices=tuple(_span(found, "person", labels(found, "role")) for found in offices),
    )


def _span(row: Mapping[str, str], name: str, note: Labels) -> Span:
    return Span(local_id(row[name]), labels(row, name), row.get("since"), row.get("until"), note)


def roles(select: Select) -> tuple[tuple[str, str, str], ...]:
    """Who gives and who receives which guarantee: actor, `guarantor` or `beneficiary`, guarantee."""
    return tuple(
        (local_id(row["actor"]), local_id(row["role"]), local_id(row["guarantee"]))
        for row in select(view("actor-guarantees").bind())
    )
