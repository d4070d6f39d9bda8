"""How texts fared over time, and who belonged to which group when: what the clocks and the perspectives ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.comparison.codebook import Select, labels
from kb.comparison.matrix import Labels
from kb.namespaces import CF, local_id
from kb.queries import view


def reached(day: str, limit: str) -> bool:
    """Whether a day, or a month or year known no closer, has come by the limit (ISO); it comes with its first day."""
    return day <= limit[: len(day)]


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which a text had a status, or a state was a member; `until` is the day on which it ended."""

    what: str
    since: str | None
    until: str | None

    def holds_on(self, day: str) -> bool:
        """Whether the day lies within."""
        return (not self.since or reached(self.since, day)) and not (self.until and reached(self.until, day))


@dataclass(frozen=True, slots=True)
class TextLife:
    """The parties of a text, its statuses over time (oldest first), and the day on which the last was checked."""

    parties: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    checked: str | None = None

    @property
    def days(self) -> tuple[str, ...]:
        """The days on which its status changes."""
        found = {day for period in self.periods for day in (period.since, period.until) if day}
        return tuple(sorted(found))

    def status_on(self, day: str, current: str | None) -> str | None:
        """The status on a day; None if there was no such text yet. `current` is the one stated as of today."""
        if not self.periods or (self.checked and reached(self.checked, day)):
            return current
        begun = [period for period in self.periods if not period.since or reached(period.since, day)]
        holding = [period for period in begun if period.holds_on(day)]
        return (holding or begun)[-1].what if begun else None


Memberships = Mapping[str, tuple[Period, ...]]
"""Of each group its members with the time of each."""


def members_on(memberships: Memberships, group: str, day: str | None) -> frozenset[str]:
    """The members of a group on a day, the group itself among them; without a day all that ever were."""
    rows = memberships.get(group, ())
    return frozenset({group, *(row.what for row in rows if day is None or row.holds_on(day))})


def text_lives(select: Select, guarantees: Iterable[str]) -> dict[str, TextLife]:
    """The lives of the texts of these guarantees, by instrument."""
    parties: dict[str, set[str]] = {}
    periods: dict[str, list[Period]] = {}
    checked: dict[str, str] = {}
    for row in select(view("instrument-lives").bind({"guarantee": list(guarantees)})):
        id_ = local_id(row["instrument"])
        parties.setdefault(id_, set())
        if row["link"] == str(CF.party):
            parties[id_].add(local_id(row["value"]))
        elif row["link"] == str(CF.statusPeriod):
            periods.setdefault(id_, []).append(Period(local_id(row["value"]), row.get("since"), row.get("until")))
        elif row["link"] == str(CF.statusAsOf):
            checked[id_] = row["value"]
    return {
        id_: TextLife(frozenset(found), tuple(periods.get(id_, ())), checked.get(id_)) for id_, found in parties.items()
    }


def memberships(select: Select) -> tuple[Memberships, Mapping[str, Labels]]:
    """All memberships by group, and the groups' labels."""
    found: dict[str, list[Period]] = {}
    names: dict[str, Labels] = {}
    for row in select(view("memberships").bind()):
        group = local_id(row["group"])
        names[group] = labels(row, "group")
        found.setdefault(group, []).append(Period(local_id(row["member"]), row.get("since"), row.get("until")))
    return {group: tuple(rows) for group, rows in found.items()}, names
