"""The entries of the timeline as the pages show them, read through named queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.comparison.codebook import Select, labels
from kb.comparison.matrix import Labels
from kb.namespaces import CF, local_id
from kb.queries import view

Link = Mapping[str, str]
"""A row that links an event to one thing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A source of an entry: its title and address, who publishes it, and how far it was read."""

    title: str
    url: str | None
    publisher: str | None
    outlet: str | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that was made: what the speaker does with which guarantee; `recorded` if its words are not known."""

    act: str
    guarantee: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `day` is a date or a month; `article` is the excerpt with the exact `words`, if any are known."""

    id: str
    day: str
    kind: str
    who: tuple[Labels, ...]
    role: Labels
    involves: tuple[Labels, ...]
    summary: Labels
    words: str | None
    language: str | None
    article: str | None
    guarantees: Mapping[str, Labels]
    said: tuple[Said, ...]
    sources: tuple[Told, ...]

    @property
    def year(self) -> str:
        """The year, as it stands in an address."""
        return self.day[:4]

    def is_about(self, guarantee: str) -> bool:
        """Whether the entry has to do with a guarantee, or a claim made in it speaks of it."""
        return guarantee in self.guarantees or any(said.guarantee == guarantee for said in self.said)


def entries(select: Select) -> tuple[Entry, ...]:
    """All entries, the newest first."""
    links: dict[str, list[Link]] = {}
    for row in select(view("dashboard-chronicle-links").bind()):
        links.setdefault(row["event"], []).append(row)
    return tuple(_entry(row, links.get(row["event"], [])) for row in select(view("dashboard-chronicle").bind()))


def _entry(row: Link, links: Sequence[Link]) -> Entry:
    def those(property_: object) -> list[Link]:
        return [link for link in links if link["link"] == str(property_)]

    return Entry(
        id=local_id(row["event"]),
        day=row["day"],
        kind=local_id(row["kind"]),
        who=_who(those(CF.agentName), those(CF.agent)),
        role=labels(row, "role"),
        involves=tuple(_named(link) for link in those(CF.involves)),
        summary=labels(row, "summary"),
        words=row.get("words"),
        language=row.get("language"),
        article=local_id(row["article"]) if "article" in row else None,
        guarantees={local_id(link["target"]): _named(link) for link in those(CF.concerns)},
        said=tuple(_said(link) for link in those(CF.act)),
        sources=tuple(_told(link) for link in those(CF.source)),
    )


def _who(names: Sequence[Link], persons: Sequence[Link]) -> tuple[Labels, ...]:
    """Names in each language where every person is known by the table of office holders, else as they are written."""
    if len(names) == len(persons):
        return tuple(_named(person) for person in persons)
    return tuple({"en": name["target"], "de": name["target"]} for name in names)


def _named(link: Link) -> Labels:
    code = local_id(link["target"])
    return labels(link, "target") or {"en": code, "de": code}


def _said(link: Link) -> Said:
    return Said(local_id(link["target"]), local_id(link["about"]), link["class"] == str(CF.RecordedClaim))


def _told(link: Link) -> Told:
    outlet, grade = (local_id(link[column]) if column in link else None for column in ("outlet", "grade"))
    return Told(link.get("title", ""), link.get("url"), link.get("publisher"), outlet, grade)
