"""What comparisons are made of, read once per state of the store: the words on each guarantee, and its cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kb.comparison.cells import ENDED, cell
from kb.comparison.codebook import Codebook, Select, labels
from kb.comparison.evidence import StatedClaim, TextCoding, claim_id, stated_claims, text_codings
from kb.comparison.lives import Memberships, TextLife, memberships, text_lives
from kb.comparison.matrix import Cell, ComparedGuarantee, Labels, Measure
from kb.comparison.perspective import Perspective
from kb.namespaces import CF, local_id
from kb.queries import view

MATERIALS_KEPT = 256
CELLS_KEPT = 1024
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Material:
    """One guarantee with everything that is said on it, unrestricted."""

    guarantee: ComparedGuarantee
    texts: tuple[TextCoding, ...]
    claims: tuple[StatedClaim, ...]
    lives: Mapping[str, TextLife]

    @property
    def days(self) -> frozenset[str]:
        """All days on which something was said, published, or happened to a text."""
        said = {day for claim in self.claims for day in (claim.evidence.date, claim.evidence.published) if day}
        return frozenset(said | {day for life in self.lives.values() for day in life.days})


class Shelf:
    """The material of one state of the store; nothing of it ever changes, so it is read and formed once."""

    def __init__(self, select: Select, codebook: Codebook) -> None:
        self.codebook = codebook
        self._select = select
        self._materials: dict[str, Material] = {}
        self._cells: dict[tuple[str, Perspective, bool], Mapping[str, Cell]] = {}
        self._measures: dict[tuple[tuple[str, ...], str], tuple[Measure, ...]] = {}

    def materials(self, guarantees: Iterable[str]) -> dict[str, Material]:
        """The material of those of these guarantees that there are, by id."""
        wanted = list(dict.fromkeys(guarantees))
        found = {id_: material for id_ in wanted if (material := self._materials.get(id_))}
        if missing := [id_ for id_ in wanted if id_ not in found]:
            read = _read(self._select, missing)
            _bound(self._materials, MATERIALS_KEPT)
            self._materials |= read
            found |= read
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def forget(self, *guarantees: str) -> None:
        """Let go of what was read and formed of these guarantees, or of everything."""
        for kept in (self._materials, self._cells, self._measures):
            if not guarantees:
                kept.clear()
        for id_ in guarantees:
            self._materials.pop(id_, None)
        for key in [key for key in self._cells if key[0] in guarantees]:
            del self._cells[key]

    def cells(self, material: Material, perspective: Perspective, *, is_measure: bool) -> Mapping[str, Cell]:
        """The cells of a guarantee by dimension, formed of the evidence that counts."""
        key = (material.guarantee.id, perspective, is_measure)
        found = self._cells.get(key)
        if found is None:
            _bound(self._cells, CELLS_KEPT)
            belonging = self.memberships if perspective else {}
            found = form_cells(material, perspective, self.codebook, belonging, is_measure=is_measure)
            self._cells[key] = found
        return found

    def measures(self, chosen: Sequence[str], benchmark: str) -> tuple[Measure, ...]:
        """Statements that measure the chosen guarantees by the benchmark, in the order of their dates."""
        key = (tuple(chosen), benchmark)
        found = self._measures.get(key)
        if found is None:
            _bound(self._measures, MATERIALS_KEPT)
            self._measures[key] = found = _measures(self._select, chosen, benchmark, self.codebook)
        return found

    @property
    def memberships(self) -> Memberships:
        """Who belonged to which group when."""
        return self._groups[0]

    @property
    def group_names(self) -> Mapping[str, Labels]:
        """The labels of the groups that have members."""
        return self._groups[1]

    @cached_property
    def _groups(self) -> tuple[Memberships, Mapping[str, Labels]]:
        return memberships(self._select)


def _bound(kept: dict[Any, Any], most: int) -> None:
    """Forget all of a collection that has grown to its limit; what is asked again is formed again."""
    if len(kept) >= most:
        kept.clear()


def form_cells(
    material: Material,
    perspective: Perspective,
    codebook: Codebook,
    memberships: Memberships,
    *,
    is_measure: bool = False,
) -> dict[str, Cell]:
    """The cells of one guarantee by dimension, from the evidence that counts in a perspective."""
    texts = material.texts
    claims = material.claims
    if perspective:
        texts = perspective.texts(
            texts, lambda id_: material.lives.get(id_, TextLife()), memberships, is_measure=is_measure
        )
        claims = perspective.claims(claims, memberships)
    coded: dict[str, list[TextCoding]] = {}
    for coding in texts:
        coded.setdefault(coding.dimension, []).append(coding)
    stated: dict[str, list[StatedClaim]] = {}
    for claim in claims:
        for dimension in claim.values:
            stated.setdefault(dimension, []).append(claim)
    living = any(coding.status not in ENDED for coding in texts)
    return {
        dimension.id: cell(
            dimension.id,
            coded.get(dimension.id, []),
            stated.get(dimension.id, []),
            codebook,
            spoken_of=bool(claims),
            living=living,
        )
        for dimension in codebook.dimensions
    }


def _read(select: Select, guarantees: Sequence[str]) -> dict[str, Material]:
    """The material of those of these guarantees that there are, in a handful of queries for all of them."""
    known = described_guarantees(select, guarantees)
    ids = list(known)
    if not ids:
        return {}
    texts: dict[str, list[TextCoding]] = {id_: [] for id_ in ids}
    claims: dict[str, list[StatedClaim]] = {id_: [] for id_ in ids}
    for coding in text_codings(select, ids):
        texts[coding.guarantee].append(coding)
    for claim in _dated(select, stated_claims(select, ids)):
        if claim.guarantee:
            claims[claim.guarantee].append(claim)
    lives = text_lives(select, ids)
    return {
        id_: Material(
            known[id_],
            tuple(texts[id_]),
            tuple(claims[id_]),
            {coding.instrument: lives[coding.instrument] for coding in texts[id_] if coding.instrument in lives},
        )
        for id_ in ids
    }


def _dated(select: Select, claims: Sequence[StatedClaim]) -> Sequence[StatedClaim]:
    """The claims; those of undated articles with the day on which their article was added."""
    undated = {claim.evidence.article_id for claim in claims if not claim.evidence.date}
    if not undated:
        return claims
    rows = select(view("articles-added").bind({"article": sorted(id_ for id_ in undated if id_)}))
    added = {local_id(row["article"]): row["added"][: len("2026-01-01")] for row in rows if "added" in row}
    return [
        claim
        if claim.evidence.date
        else replace(claim, evidence=replace(claim.evidence, added=added.get(claim.evidence.article_id or "")))
        for claim in claims
    ]


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


def _measures(select: Select, chosen: Sequence[str], benchmark: str, codebook: Codebook) -> tuple[Measure, ...]:
    about: dict[str, list[str]] = {}
    for row in select(view("measured").bind({"guarantee": list(chosen), "benchmark": benchmark})):
        about.setdefault(claim_id(row["claim"]), []).append(local_id(row["guarantee"]))
    if not about:
        return ()
    claims = _dated(select, stated_claims(select, (), about))
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
