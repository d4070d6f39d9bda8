"""A comparison as a workbook: the matrix, the words behind it, and what it rests on; nothing in it can run."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from kb.comparison.changes import Difference
from kb.comparison.citing import citation
from kb.comparison.export import cell_text
from kb.comparison.matrix import Comparison, Evidence, label_in
from kb.comparison.wording import verdict_in_words, words_of

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MOST_CHARACTERS = 32_767


def as_xlsx(comparison: Comparison, found: Difference, language: str = "en") -> bytes:
    """The workbook; `found` are the cells that the perspective changes."""
    words = words_of(language)["sheet"]
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = words["matrix"]
    flipped = {(change.dimension, change.guarantee) for change in found.cells}
    _append(sheet, [words["dimension"], *(label_in(one.label, language) for one in comparison.guarantees)], bold=True)
    for row in comparison.rows:
        cells = (
            cell_text(row.cells[one.id], language) + (" ≠" if (row.dimension.id, one.id) in flipped else "")
            for one in comparison.guarantees
        )
        _append(sheet, [f"{row.dimension.id.upper()} {label_in(row.dimension.label, language)}", *cells])
    verdicts = (
        verdict_in_words(comparison, one.id, language) if one.id in comparison.verdicts else "–"
        for one in comparison.guarantees
    )
    _append(sheet, [words["verdict"], *verdicts])
    sheet.freeze_panes = "B2"
    for column in "ABCDEFG":
        sheet.column_dimensions[column].width = 34
    _words_behind(book.create_sheet(words["evidence"]), comparison, words["columns"], language)
    about = book.create_sheet(words["about"])
    _append(about, [citation(comparison, language).as_text(language)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _words_behind(sheet: Worksheet, comparison: Comparison, heads: list[str], language: str) -> None:
    _append(sheet, heads, bold=True)
    for row in comparison.rows:
        for id_, cell in row.cells.items():
            for evidence in cell.evidence:
                _append(sheet, [row.dimension.id, id_, *_facts(evidence, language)])
    sheet.freeze_panes = "A2"


def _facts(evidence: Evidence, language: str) -> list[str]:
    return [
        str(evidence.origin), " ".join(evidence.values), str(evidence.polarity), evidence.quote, evidence.language,
        evidence.speaker or label_in(evidence.provision, language), label_in(evidence.affiliation, language),
        label_in(evidence.relayed_from, language), evidence.date or "", evidence.status or "", evidence.grade or "",
        evidence.source, evidence.publisher or "", evidence.url or "",
    ]  # fmt: skip


def _append(sheet: Worksheet, texts: Iterable[str], *, bold: bool = False) -> None:
    """A row of texts; each stays a text, whatever sign it starts with."""
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row=number, column=column)
        if isinstance(cell, Cell):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_MOST_CHARACTERS]
            cell.data_type = "s"
            cell.quotePrefix = True
            cell.alignment = _WRAPPED
            if bold:
                cell.font = _BOLD
