"""Query rows become evidence: what texts say per dimension, and what is said of a guarantee in articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kb.comparison.codebook import Select, labels, split
from kb.comparison.matrix import Absence, Evidence, Origin, Polarity
from kb.namespaces import CF, KB, local_id
from kb.queries import view

_POLARITY = {"doubts": Polarity.DOUBTS, "denies": Polarity.DENIES}


@dataclass(frozen=True, slots=True)
class TextCoding:
    """What one commitment's text says on one dimension, with all the words it rests on.

    `part` is the guarantee whose own text it is: `guarantee` itself, or one that it includes.
    """

    guarantee: str
    part: str
    commitment: str
    dimension: str
    values: tuple[str, ...]
    absence: Absence | None
    status: str | None
    evidence: tuple[Evidence, ...]
    formulas: tuple[str, ...] = ()
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A claim on a guarantee: the dimension values it states, whom it names, and its words."""

    id: str
    guarantee: str | None
    values: Mapping[str, tuple[str, ...]]
    type: str
    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    trigger: str
    responses: tuple[str, ...]
    conditions: tuple[str, ...]
    benchmark: str | None
    relation: str | None
    evidence: Evidence


def text_codings(select: Select, guarantees: Iterable[str]) -> tuple[TextCoding, ...]:
    """What the texts of these guarantees say, one entry per commitment and dimension."""
    ids = list(guarantees)
    words: dict[str, list[Evidence]] = {}
    for row in select(view("provisions").bind({"guarantee": ids})):
        words.setdefault(row["coding"], []).append(_provision(row))
    grouped: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in select(view("codings").bind({"guarantee": ids})):
        grouped.setdefault((row["guarantee"], row["coding"]), []).append(row)
    return tuple(_text_coding(rows, _distinct(words.get(coding, []))) for (_, coding), rows in grouped.items())


def _text_coding(rows: list[dict[str, str]], words: tuple[Evidence, ...]) -> TextCoding:
    first = rows[0]
    values = tuple(dict.fromkeys(local_id(row["value"]) for row in rows if "value" in row))
    formulas = tuple(dict.fromkeys(local_id(row["formula"]) for row in rows if "formula" in row))
    status = local_id(first["instrument_status"]) if "instrument_status" in first else None
    absence = Absence(local_id(first["absence"])) if "absence" in first else None
    instrument, title = local_id(first["instrument"]), labels(first, "instrument")
    note = labels(first, "note")
    shown = words or (Evidence(Origin.TEXT, "", "", "", ""),)
    evidence = tuple(
        replace(
            found,
            source=found.source or title.get("en", instrument),
            source_id=f"instrument/{instrument}",
            affiliation=title,
            note=note,
            values=values,
            status=status,
        )
        for found in shown
    )
    return TextCoding(
        guarantee=local_id(first["guarantee"]),
        part=local_id(first["part"]),
        commitment=first["commitment"],
        dimension=local_id(first["dimension"]),
        values=values,
        absence=absence,
        status=status,
        evidence=evidence,
        formulas=formulas,
        instrument=instrument,
    )


def _provision(row: Mapping[str, str]) -> Evidence:
    """The words of a provision; a coding that rests on a source alone has none."""
    grade = row.get("wording") or row.get("source_grade")
    return Evidence(
        origin=Origin.TEXT,
        quote=row.get("words", ""),
        language=row.get("language", ""),
        source=row.get("source_title", ""),
        source_id="",
        url=row.get("source_url"),
        grade=local_id(grade) if grade else None,
        provision=labels(row, "number"),
    )


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One entry per passage, though it may have several sources."""
    return tuple({(found.quote, found.provision.get("en") or found.source): found for found in evidence}.values())


def stated_claims(select: Select, guarantees: Iterable[str], claims: Iterable[str] = ()) -> tuple[StatedClaim, ...]:
    """What is said in articles about these guarantees, and the further claims named by id."""
    ids, further = list(guarantees), list(claims)
    parameters = {"guarantee": ids} | ({"claim": further} if further else {})
    found: dict[str, dict[str, list[str]]] = {}
    # Told apart and sorted here: over a hundred thousand rows the store takes many times as long for it.
    values = {(row["claim"], row["property"], row["value"]) for row in select(view("claim-values").bind(parameters))}
    for claim, property_, value in sorted(values):
        found.setdefault(claim, {}).setdefault(property_, []).append(value)
    rows = {row["claim"]: row for row in select(view("claims").bind(parameters))}
    return tuple(_stated_claim(row, found.get(claim, {})) for claim, row in rows.items())


def _stated_claim(row: Mapping[str, str], linked: Mapping[str, list[str]]) -> StatedClaim:
    by_dimension: dict[str, list[str]] = {}
    for value in linked.get(str(CF.statesValue), ()):
        dimension, notation = split(value)
        by_dimension.setdefault(dimension, []).append(notation)

    def codes(property_: object) -> tuple[str, ...]:
        return tuple(local_id(value) for value in linked.get(str(property_), ()))

    return StatedClaim(
        id=claim_id(row["claim"]),
        guarantee=local_id(row["guarantee"]) if "guarantee" in row else None,
        values={dimension: tuple(notations) for dimension, notations in by_dimension.items()},
        type=local_id(row["type"]),
        guarantors=codes(CF.claimedGuarantor),
        beneficiaries=codes(CF.claimedBeneficiary),
        trigger=local_id(row["trigger"]),
        responses=codes(CF.response),
        conditions=codes(CF.condition),
        benchmark=local_id(row["benchmark"]) if "benchmark" in row else None,
        relation=local_id(row["relation"]) if "relation" in row else None,
        evidence=_spoken(row),
    )


def _spoken(row: Mapping[str, str]) -> Evidence:
    act = local_id(row["act"])
    article = local_id(row["article"])
    return Evidence(
        origin=Origin.CLAIM,
        quote=row["quote"],
        language=row["language"],
        source=row.get("title", article),
        source_id=f"article/{article}",
        url=row.get("url"),
        grade=local_id(row["grade"]) if "grade" in row else None,
        polarity=_POLARITY.get(act, Polarity.AFFIRMS),
        act=act,
        speaker=row.get("speaker_name"),
        affiliation=labels(row, "affiliation"),
        relayed_from=labels(row, "relayed") or _code(row.get("relayed_from")),
        status=local_id(row["status"]),
        strength=local_id(row["strength"]),
        date=row.get("stated_on") or row.get("published"),
        publisher=row.get("publisher"),
        outlet=local_id(row["outlet"]) if "outlet" in row else None,
        claim_id=claim_id(row["claim"]),
        article_id=article,
        start=int(row["start"]),
        end=int(row["end"]),
        affiliation_id=local_id(row["affiliation"]) if "affiliation" in row else None,
        speaker_id=local_id(row["person"]) if "person" in row else None,
        published=row.get("published"),
        review=local_id(row["review"]) if "review" in row else None,
    )


def _code(iri: str | None) -> Mapping[str, str]:
    return {"en": local_id(iri), "de": local_id(iri)} if iri else {}


def claim_id(iri: str) -> str:
    """The id of a claim, `ARTICLE/NUMBER`."""
    return iri.removeprefix(f"{KB}claim/")
