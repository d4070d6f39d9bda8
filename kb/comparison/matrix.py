"""The comparison as a value: guarantees by dimensions, each cell with its words. It knows no store and no screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.comparison.order import Result, Rule

if TYPE_CHECKING:
    from kb.comparison.perspective import Perspective

Labels = Mapping[str, str]
"""A text by language code (`en`, `de`)."""


def label_in(labels: Labels, language: str) -> str:
    """The label in this language, else in English, else in any."""
    return labels.get(language) or labels.get("en") or next(iter(labels.values()), "")


class Absence(StrEnum):
    """Which kind of empty a cell is."""

    SILENT = "silent"
    EXCLUDED = "excluded"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not-applicable"
    NOT_CODED = "not-coded"


class Origin(StrEnum):
    """Whether a statement comes from the text of an instrument or from a claim in an article."""

    TEXT = "text"
    CLAIM = "claim"


class Polarity(StrEnum):
    """Whether a statement affirms its values, doubts or denies them."""

    AFFIRMS = "affirms"
    DOUBTS = "doubts"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A question asked of every guarantee; `id` is `d1` to `d21`."""

    id: str
    label: Labels
    question: Labels
    definition: Labels
    rule: Rule
    counts_for_dominance: bool
    gate: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a dimension: its notation, and its label and decision rule by language."""

    id: str
    label: Labels
    definition: Labels


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a cell, and who says them where.

    `date` is the day on which they were said, else published. `added` is the day on which an undated article came
    into the knowledge base.
    """

    origin: Origin
    quote: str
    language: str
    source: str
    source_id: str
    url: str | None = None
    grade: str | None = None
    provision: Labels = field(default_factory=dict)
    note: Labels = field(default_factory=dict)
    values: tuple[str, ...] = ()
    polarity: Polarity = Polarity.AFFIRMS
    act: str | None = None
    speaker: str | None = None
    affiliation: Labels = field(default_factory=dict)
    relayed_from: Labels = field(default_factory=dict)
    status: str | None = None
    strength: str | None = None
    date: str | None = None
    publisher: str | None = None
    outlet: str | None = None
    claim_id: str | None = None
    article_id: str | None = None
    start: int | None = None
    end: int | None = None
    affiliation_id: str | None = None
    speaker_id: str | None = None
    published: str | None = None
    added: str | None = None
    review: str | None = None
    """What review has made of a claim that was found in an article; None before any decision, and for all else."""

    @property
    def removes(self) -> int:
        """How many mouths the words went through: 0 for a text, 1 for a speaker, 2 for one who passes another on."""
        if self.origin is Origin.TEXT:
            return 0
        return 1 + bool(self.relayed_from)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is stated of one guarantee on one dimension; text and claims are kept apart.

    `outdated` says that only texts that have ended speak here, while the guarantee has one that has not: their
    values are shown and not measured. `formulas` are the labels that the text puts on the attack (D6 alone); they
    are never ordered and no duty by themselves.
    """

    text_values: tuple[Value, ...] = ()
    claim_values: tuple[Value, ...] = ()
    denied_values: tuple[Value, ...] = ()
    status: str | None = None
    outdated: bool = False
    absence: Absence | None = Absence.NOT_CODED
    contested: bool = False
    against_benchmark: Result | None = None
    evidence: tuple[Evidence, ...] = ()
    formulas: tuple[Value, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """All values affirmed, those of the text first."""
        return tuple({value.id: value for value in (*self.text_values, *self.claim_values)}.values())

    @property
    def measured(self) -> frozenset[str] | None:
        """The values that enter the measurement: the text's where there is one, else the claims'; None if unknown."""
        if self.absence in {Absence.SILENT, Absence.EXCLUDED}:
            return frozenset()
        values = (() if self.outdated else self.text_values) or self.claim_values
        return frozenset(value.id for value in values) if values else None


@dataclass(frozen=True, slots=True)
class ComparedGuarantee:
    """A column: a guarantee with its parties and the types that the reasoner found."""

    id: str
    label: Labels
    guarantors: tuple[Labels, ...] = ()
    beneficiaries: tuple[Labels, ...] = ()
    types: tuple[Labels, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A guarantee measured by the benchmark over all dimensions that count, by dominance.

    `result` holds over all of them; `where_both_speak` over those that are decided; `conditional` says that the
    guarantee is not in force, so that the measurement holds only if it came into force. `beside` are the results of
    ordered dimensions that do not count; `defence_duty` tells whether the strength is one (None: unknown);
    `same_formula` are the labels of the attack that both texts share.
    """

    result: Result
    where_both_speak: Result
    stronger_on: tuple[str, ...] = ()
    weaker_on: tuple[str, ...] = ()
    equal_on: tuple[str, ...] = ()
    incomparable_on: tuple[str, ...] = ()
    undecided_on: tuple[str, ...] = ()
    conditional: bool = False
    beside: Mapping[str, Result] = field(default_factory=dict)
    defence_duty: bool | None = None
    same_formula: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A statement that itself measures guarantees against the benchmark: "similar", "not-equivalent"."""

    guarantees: tuple[str, ...]
    relation: str
    relation_label: Labels
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension across all columns, by guarantee id; `benchmark` is the benchmark's own cell."""

    dimension: Dimension
    cells: Mapping[str, Cell]
    benchmark: Cell


@dataclass(frozen=True, slots=True)
class Comparison:
    """Guarantees by dimensions, measured by a benchmark; `snapshot` names the state of the store it rests on.

    `perspective` tells whose words count, and up to which day; None and one without restrictions count everything.
    """

    guarantees: tuple[ComparedGuarantee, ...]
    benchmark: ComparedGuarantee
    rows: tuple[Row, ...]
    verdicts: Mapping[str, Verdict]
    measures: tuple[Measure, ...]
    snapshot: str
    perspective: "Perspective | None" = None
