"""What the lists and single records of the dashboard show, read through named queries."""

from dataclasses import dataclass

from kb.comparison.codebook import Select, labels
from kb.comparison.compare import described_guarantees
from kb.comparison.matrix import ComparedGuarantee, Labels
from kb.errors import UnknownIdError
from kb.namespaces import CF, local_id
from kb.queries import view


@dataclass(frozen=True, slots=True)
class GuaranteeEntry:
    """A guarantee with the number of texts that give it shape and of claims that speak of it."""

    guarantee: ComparedGuarantee
    texts: int
    claims: int


@dataclass(frozen=True, slots=True)
class GuaranteeText:
    """A text that gives shape to a guarantee."""

    id: str
    label: Labels
    status: str | None
    signed: str | None


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A text: its form (D4), its state (D5) and its dates (ISO)."""

    id: str
    label: Labels
    form: str | None
    status: str | None
    as_of: str | None
    signed: str | None
    in_force: str | None
    ended: str | None
    official_title: str | None
    guarantee: str | None


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source on which the description of a text rests, and how far it was read (its grade)."""

    title: str
    url: str | None
    grade: str | None
    dated: str | None


def guarantees(select: Select) -> tuple[GuaranteeEntry, ...]:
    """All guarantees, those with the most texts and claims first."""
    counts = {
        local_id(row["guarantee"]): (int(row["texts"]), int(row["claims"]))
        for row in select(view("dashboard-counts").bind())
    }
    described = described_guarantees(select, counts)
    entries = (GuaranteeEntry(guarantee, *counts[guarantee.id]) for guarantee in described.values())
    return tuple(sorted(entries, key=lambda entry: (-entry.claims, -entry.texts, entry.guarantee.id)))


def guarantee_texts(select: Select, guarantee: str) -> tuple[GuaranteeText, ...]:
    """The texts that give shape to a guarantee, the oldest first."""
    return tuple(
        GuaranteeText(local_id(row["instrument"]), labels(row, "label"), _id(row.get("status")), row.get("signed"))
        for row in select(view("dashboard-guarantee-texts").bind({"guarantee": guarantee}))
    )


def instruments(select: Select) -> tuple[InstrumentEntry, ...]:
    """All texts, in the order of their English labels."""
    rows = {row["instrument"]: row for row in select(view("dashboard-instruments").bind())}
    return tuple(
        InstrumentEntry(
            id=local_id(iri),
            label=labels(row, "label"),
            form=_id(row.get("form")),
            status=_id(row.get("status")),
            as_of=row.get("as_of"),
            signed=row.get("signed"),
            in_force=row.get("in_force"),
            ended=row.get("ended"),
            official_title=row.get("official_title"),
            guarantee=_id(row.get("guarantee")),
        )
        for iri, row in rows.items()
    )


def instrument(select: Select, id_: str) -> InstrumentEntry:
    """One text by its id. Raises UnknownIdError."""
    found = next((entry for entry in instruments(select) if entry.id == id_), None)
    if found is None:
        raise UnknownIdError(f"no instrument has the id {id_!r}; `casus list instruments` shows those there are")
    return found


def parties_and_sources(
    select: Select, instrument: str
) -> tuple[tuple[tuple[str, Labels], ...], tuple[SourceEntry, ...]]:
    """The parties of a text by code and label, and the sources of its description."""
    parties: list[tuple[str, Labels]] = []
    sources: list[SourceEntry] = []
    for row in select(view("dashboard-instrument-links").bind({"instrument": instrument})):
        if row["link"] == str(CF.party):
            code = local_id(row["target"])
            parties.append((code, labels(row, "target") or {"en": code, "de": code}))
        else:
            title = row.get("title", local_id(row["target"]))
            sources.append(SourceEntry(title, row.get("url"), _id(row.get("grade")), row.get("dated")))
    return tuple(parties), tuple(sources)


def _id(iri: str | None) -> str | None:
    return local_id(iri) if iri else None
