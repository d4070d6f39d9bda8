"""Who belongs to which organisation, pact or group on which day: `kb/actors/memberships.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from kb.tables import read_table


@dataclass(frozen=True, slots=True)
class Membership:
    """One stay of an actor in an organisation; `until` is the day on which it ended, none while it lasts."""

    member: str
    of: str
    source: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    note: Mapping[str, str] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        """Whether it held on a day; a stay whose beginning is not known is taken to have begun before."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = read_table("actors", "memberships.yaml")
    return table


@cache
def memberships() -> tuple[Membership, ...]:
    """All memberships of the table."""
    return tuple(Membership(**{**row, "source": tuple(row["source"])}) for row in _table()["memberships"])


def membership_sources() -> list[dict[str, Any]]:
    """The sources on which the memberships rest."""
    return _table()["sources"]


@cache
def members(of: str, day: date | None = None) -> frozenset[str]:
    """The members of an organisation on a day; without a day those of today, whose stay has no end."""
    found = (membership for membership in memberships() if membership.of == of)
    return frozenset(m.member for m in found if (m.until is None if day is None else m.holds_on(day)))
