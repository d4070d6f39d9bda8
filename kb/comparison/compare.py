"""Compare guarantees, dimension by dimension, with the words each cell rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb.comparison.cells import ENDED, cell
from kb.comparison.codebook import Codebook, Select, labels, read_codebook
from kb.comparison.evidence import StatedClaim, TextCoding, claim_id, stated_claims, text_codings
from kb.comparison.matrix import (
    Cell,
    ComparedGuarantee,
    Comparison,
    Dimension,
    Labels,
    Measure,
    Row,
)
from kb.comparison.order import compare as compare_values
from kb.comparison.verdict import verdict
from kb.errors import QueryError, UnknownIdError
from kb.namespaces import CF, local_id
from kb.queries import view

DEFAULT_BENCHMARK = "nato-article-5"
MOST_GUARANTEES = 50


def compare_guarantees(
    select: Select,
    guarantees: Sequence[str],
    *,
    benchmark: str = DEFAULT_BENCHMARK,
    snapshot: str = "",
    codebook: Codebook | None = None,
) -> Comparison:
    """Compare guarantees by id; `select` runs the queries.

    Raises UnknownIdError for an id that is no guarantee, QueryError for none or too many guarantees.
    """
    chosen = list(dict.fromkeys(guarantees))
    if not 1 <= len(chosen) <= MOST_GUARANTEES:
        raise QueryError(f"choose between 1 and {MOST_GUARANTEES} guarantees")
    known = described_guarantees(select, [*chosen, benchmark])
    for id_ in (*chosen, benchmark):
        if id_ not in known:
            raise UnknownIdError(f"no guarantee has the id {id_!r}; `casus list guarantees` shows those there are")
    codebook = codebook or read_codebook(select)
    wanted = list(dict.fromkeys([*chosen, benchmark]))
    texts = text_codings(select, wanted)
    claims = stated_claims(select, wanted)
    rows = tuple(
        _row(dimension, chosen, benchmark, _cells(dimension.id, wanted, texts, claims, codebook), codebook)
        for dimension in codebook.dimensions
    )
    return Comparison(
        guarantees=tuple(known[id_] for id_ in chosen),
        benchmark=known[benchmark],
        rows=rows,
        verdicts={id_: verdict(id_, rows, codebook.defence_duties) for id_ in chosen if id_ != benchmark},
        measures=_measures(select, chosen, benchmark, codebook),
        snapshot=snapshot,
    )


def _cells(
    dimension: str,
    guarantees: Iterable[str],
    texts: tuple[TextCoding, ...],
    claims: tuple[StatedClaim, ...],
    codebook: Codebook,
) -> dict[str, Cell]:
    return {
        id_: cell(
            dimension,
            [coding for coding in texts if coding.guarantee == id_ and coding.dimension == dimension],
            [claim for claim in claims if claim.guarantee == id_ and dimension in claim.values],
            codebook,
            spoken_of=any(claim.guarantee == id_ for claim in claims),
            living=any(coding.guarantee == id_ and coding.status not in ENDED for coding in texts),
        )
        for id_ in guarantees
    }


def _row(dimension: Dimension, chosen: list[str], benchmark: str, cells: Mapping[str, Cell], codebook: Codebook) -> Row:
    measure = cells[benchmark]
    order = codebook.orders[dimension.id]
    measured = {
        id_: replace(
            cells[id_],
            against_benchmark=compare_values(dimension.rule, order, cells[id_].measured, measure.measured),
        )
        for id_ in chosen
    }
    return Row(dimension, measured, measure)


def described_guarantees(select: Select, guarantees: Iterable[str]) -> dict[str, ComparedGuarantee]:
    """Those of these guarantees that there are, by id, with their parties and the types that the reasoner found."""
    wanted = {"guarantee": list(guarantees)}
    links: dict[str, dict[str, list[Labels]]] = {}
    for row in select(view("guarantee-links").bind(wanted)):
        target = labels(row, "target") or {"en": local_id(row["target"]), "de": local_id(row["target"])}
        links.setdefault(row["guarantee"], {}).setdefault(row["link"], []).append(target)
    return {
        local_id(row["guarantee"]): ComparedGuarantee(
            id=local_id(row["guarantee"]),
            label=labels(row, "label"),
            guarantors=tuple(links.get(row["guarantee"], {}).get(str(CF.guarantor), ())),
            beneficiaries=tuple(links.get(row["guarantee"], {}).get(str(CF.beneficiary), ())),
            types=tuple(links.get(row["guarantee"], {}).get(_TYPE, ())),
        )
        for row in select(view("guarantees").bind(wanted))
    }


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _measures(select: Select, chosen: list[str], benchmark: str, codebook: Codebook) -> tuple[Measure, ...]:
    """Statements that measure the chosen guarantees by the benchmark, in the order of their dates."""
    about: dict[str, list[str]] = {}
    for row in select(view("measured").bind({"guarantee": chosen, "benchmark": benchmark})):
        about.setdefault(claim_id(row["claim"]), []).append(local_id(row["guarantee"]))
    if not about:
        return ()
    claims = stated_claims(select, (), about)
    found = (
        Measure(
            guarantees=tuple(id_ for id_ in chosen if id_ in about[claim.id]),
            relation=claim.relation,
            relation_label=codebook.label("relation", claim.relation),
            evidence=claim.evidence,
        )
        for claim in claims
        if claim.relation and claim.id in about
    )
    return tuple(sorted(found, key=lambda measure: (measure.evidence.date or "", measure.evidence.claim_id or "")))
