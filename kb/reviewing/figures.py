"""How far the review has come, and how often reviewers found right what the machine proposed."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.comparison.codebook import Select
from kb.comparison.evidence import claim_id
from kb.namespaces import local_id
from kb.queries import view
from kb.reviewing.decisions import STANDING, State


@dataclass(frozen=True, slots=True)
class Backlog:
    """An article with the number of its claims, and of those on which nothing was decided."""

    article: str
    title: str | None
    published: str | None
    claims: int
    open: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Claims by state (open proposals are counted too), and how many of the edited ones had each field changed."""

    states: Mapping[State, int]
    changed: Mapping[str, int]
    articles: int
    finished: int

    @property
    def decided(self) -> int:
        """Proposals of the machine on which something was decided."""
        return sum(self.states.get(state, 0) for state in (State.ACCEPTED, State.EDITED, State.REJECTED))

    @property
    def accepted(self) -> float | None:
        """The share of those that were right as they stood; None if there are none."""
        return self.states.get(State.ACCEPTED, 0) / self.decided if self.decided else None

    @property
    def found(self) -> float | None:
        """The share of the confirmed claims that the machine had found itself; None if there are none."""
        kept = self.states.get(State.ACCEPTED, 0) + self.states.get(State.EDITED, 0)
        added = self.states.get(State.ADDED, 0)
        return kept / (kept + added) if kept + added else None

    def agreement(self, field: str) -> float | None:
        """The share of the confirmed proposals whose field was right; None if there are none."""
        kept = self.states.get(State.ACCEPTED, 0) + self.states.get(State.EDITED, 0)
        return 1 - self.changed.get(field, 0) / kept if kept else None


def backlog(select: Select) -> tuple[Backlog, ...]:
    """All articles that can be reviewed, those with the most open proposals first."""
    decided: dict[str, int] = {}
    for article, state in _states(select):
        if state in STANDING and state is not State.PROPOSED:
            decided[article] = decided.get(article, 0) + 1
    found = [
        Backlog(
            article=local_id(row["article"]),
            title=row.get("title"),
            published=row.get("published"),
            claims=int(row["claims"]),
            open=int(row["claims"]) - decided.get(local_id(row["article"]), 0),
        )
        for row in select(view("dashboard-articles").bind())
    ]
    return tuple(sorted(found, key=lambda entry: (-entry.open, entry.article)))


def figures(select: Select, articles: tuple[Backlog, ...]) -> Figures:
    """The figures of the whole; `articles` is the backlog."""
    states: dict[State, int] = {State.PROPOSED: sum(entry.open for entry in articles)}
    for _, state in _states(select):
        if state is not State.PROPOSED:
            states[state] = states.get(state, 0) + 1
    changed = {row["field"]: int(row["claims"]) for row in select(view("review-changes").bind())}
    finished = sum(1 for entry in articles if entry.claims and not entry.open)
    return Figures(states, changed, sum(1 for entry in articles if entry.claims), finished)


def _states(select: Select) -> list[tuple[str, State]]:
    return [
        (local_id(claim_id(row["claim"]).rpartition("/")[0]), State(local_id(row["state"])))
        for row in select(view("review-states").bind())
    ]
