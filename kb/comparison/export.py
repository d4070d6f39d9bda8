"""A comparison as JSON, CSV or Markdown: exactly what the screen shows, for other programs and for print."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kb.comparison.changes import NOTHING, Difference
from kb.comparison.matrix import (
    Cell,
    ComparedGuarantee,
    Comparison,
    Evidence,
    Measure,
    Row,
    Value,
    Verdict,
    label_in,
)
from kb.comparison.perspective import EVERYTHING
from kb.comparison.view import told
from kb.comparison.wording import verdict_in_words

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"dimension": "Dimension", "verdict": "Measured by {}"},
    "de": {"dimension": "Dimension", "verdict": "Gemessen an {}"},
}

_COLUMNS = (
    "dimension",
    "dimension_label",
    "guarantee",
    "values",
    "labels",
    "status",
    "absence",
    "contested",
    "against_benchmark",
    "sources",
    "quote",
    "speaker",
    "relayed_from",
    "source",
    "flips",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_json(comparison: Comparison, language: str = "en", found: Difference = NOTHING) -> str:
    """The comparison as a JSON document (see docs/comparison.md for its form)."""
    return json.dumps(as_document(comparison, language, found), ensure_ascii=False, indent=2)


def as_document(comparison: Comparison, language: str = "en", found: Difference = NOTHING) -> dict[str, Any]:
    """The comparison as nested dictionaries and lists; labels in the language given, flips as `found`."""
    asked = told(comparison.perspective or EVERYTHING)
    return {
        "guarantees": [_guarantee(guarantee, language) for guarantee in comparison.guarantees],
        "benchmark": _guarantee(comparison.benchmark, language),
        "dimensions": [_dimension(row, language) for row in comparison.rows],
        "verdicts": {
            id_: _verdict(verdict) | {"in_words": verdict_in_words(comparison, id_, language)}
            for id_, verdict in comparison.verdicts.items()
        },
        "measures": [_measure(measure, language) for measure in comparison.measures],
        "snapshot": comparison.snapshot,
        "perspective": {name: value for name, value in asked.items() if value},
        "flips": [
            {"dimension": change.dimension, "guarantee": change.guarantee, "in": list(change.aspects)}
            for change in found.cells
        ],
    }


def as_csv(comparison: Comparison, language: str = "en", found: Difference = NOTHING) -> str:
    """One line per guarantee and dimension, with the first quote of each cell."""
    flipped = {(change.dimension, change.guarantee) for change in found.cells}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in comparison.rows:
        for id_, cell in row.cells.items():
            first = cell.evidence[0] if cell.evidence else None
            cells = [
                row.dimension.id,
                label_in(row.dimension.label, language),
                id_,
                " ".join(value.id for value in cell.values),
                "; ".join(label_in(value.label, language) for value in cell.values),
                cell.status or "",
                cell.absence or "",
                "true" if cell.contested else "false",
                cell.against_benchmark or "",
                str(len(cell.evidence)),
                *(
                    [first.quote, first.speaker or "", label_in(first.relayed_from, language), first.source]
                    if first
                    else [""] * 4
                ),
                "true" if (row.dimension.id, id_) in flipped else "false",
            ]
            writer.writerow([_no_formula(cell_text) for cell_text in cells])
    return out.getvalue()


def as_markdown(comparison: Comparison, language: str = "en", found: Difference = NOTHING) -> str:
    """The matrix as a Markdown table with a line of verdicts, then each verdict in words; ≠ marks a flipped cell."""
    flipped = {(change.dimension, change.guarantee) for change in found.cells}
    words = _WORDS.get(language, _WORDS["en"])
    heads = [words["dimension"], *(label_in(guarantee.label, language) for guarantee in comparison.guarantees)]
    lines = [_line(heads), _line("---" for _ in heads)]
    for row in comparison.rows:
        cells = [
            cell_text(row.cells[guarantee.id], language) + (" ≠" if (row.dimension.id, guarantee.id) in flipped else "")
            for guarantee in comparison.guarantees
        ]
        lines.append(_line([f"**{row.dimension.id.upper()}** {label_in(row.dimension.label, language)}", *cells]))
    results = [
        comparison.verdicts[guarantee.id].result if guarantee.id in comparison.verdicts else "–"
        for guarantee in comparison.guarantees
    ]
    lines.append(_line([words["verdict"].format(label_in(comparison.benchmark.label, language)), *results]))
    told = [
        f"- **{label_in(guarantee.label, language)}**: {verdict_in_words(comparison, guarantee.id, language)}"
        for guarantee in comparison.guarantees
        if guarantee.id in comparison.verdicts
    ]
    return "\n".join([*lines, *([""] if told else []), *told]) + "\n"


def cell_text(cell: Cell, language: str) -> str:
    """What a cell shows, in one line: values or the kind of absence, and the result against the benchmark."""
    shown = "; ".join(label_in(value.label, language) for value in cell.values) or f"({cell.absence})"
    return f"{shown} [{cell.against_benchmark}]" if cell.against_benchmark else shown


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _no_formula(cell: str) -> str:
    """A spreadsheet must not run what an article contains."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_SIGNS) else cell


def _guarantee(guarantee: ComparedGuarantee, language: str) -> dict[str, Any]:
    return {
        "id": guarantee.id,
        "label": label_in(guarantee.label, language),
        "guarantors": [label_in(actor, language) for actor in guarantee.guarantors],
        "beneficiaries": [label_in(actor, language) for actor in guarantee.beneficiaries],
        "types": [label_in(type_, language) for type_ in guarantee.types],
    }


def _dimension(row: Row, language: str) -> dict[str, Any]:
    return {
        "id": row.dimension.id,
        "label": label_in(row.dimension.label, language),
        "cells": {id_: _cell(cell, language) for id_, cell in row.cells.items()},
        "benchmark": _cell(row.benchmark, language),
    }


def _cell(cell: Cell, language: str) -> dict[str, Any]:
    return {
        "values": _values(cell.values, language),
        "text_values": _values(cell.text_values, language),
        "claim_values": _values(cell.claim_values, language),
        "denied_values": _values(cell.denied_values, language),
        "formulas": _values(cell.formulas, language),
        "status": cell.status,
        "absence": cell.absence,
        "contested": cell.contested,
        "against_benchmark": cell.against_benchmark,
        "evidence": [_evidence(evidence, language) for evidence in cell.evidence],
    }


def _values(values: Iterable[Value], language: str) -> list[dict[str, str]]:
    return [{"id": value.id, "label": label_in(value.label, language)} for value in values]


def _evidence(evidence: Evidence, language: str) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        "language": evidence.language,
        "speaker": evidence.speaker,
        "affiliation": label_in(evidence.affiliation, language) or None,
        "relayed_from": label_in(evidence.relayed_from, language) or None,
        "source": evidence.source,
        "source_id": evidence.source_id,
        "url": evidence.url,
        "origin": evidence.origin,
        "provision": label_in(evidence.provision, language) or None,
        "grade": evidence.grade,
        "outlet": evidence.outlet,
        "act": evidence.act,
        "polarity": evidence.polarity,
        "status": evidence.status,
        "date": evidence.date,
        "values": list(evidence.values),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "result": verdict.result,
        "where_both_speak": verdict.where_both_speak,
        "if_in_force": verdict.conditional,
        "stronger_on": list(verdict.stronger_on),
        "weaker_on": list(verdict.weaker_on),
        "equal_on": list(verdict.equal_on),
        "incomparable_on": list(verdict.incomparable_on),
        "undecided_on": list(verdict.undecided_on),
        "beside": dict(verdict.beside),
        "defence_duty": verdict.defence_duty,
        "same_formula": [formula.id for formula in verdict.same_formula],
    }


def _measure(measure: Measure, language: str) -> dict[str, Any]:
    return {
        "guarantees": list(measure.guarantees),
        "relation": measure.relation,
        "evidence": _evidence(measure.evidence, language),
    }
