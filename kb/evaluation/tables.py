"""Figures as text: columns by language, rows by figure and field."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.evaluation.documents import SETS
from kb.evaluation.figures import Report
from kb.evaluation.matching import SINGLE


def summary(report: Report) -> str:
    """The figures overall and by language."""
    columns = [report["overall"], *report["by_language"].values()]
    rows = [[label, *(_at(column, path) for column in columns)] for label, path in _rows()]
    return _table(rows, ["overall", *report["by_language"]])


def article_table(report: Report) -> str:
    """The figures article by article."""
    rows = [
        [id_, found["gold"], found["predicted"], found["matched"], *found["detection"].values(), found["strict"]["f1"]]
        for id_, found in report["by_article"].items()
    ]
    return _table(rows, ["gold", "pred", "match", "P", "R", "F1", "strict F1"])


def error_lines(error: Mapping[str, Any]) -> Iterator[str]:
    """An error in words: the article, the quote, and the fields."""
    yield f"{error['id']}: {error['kind']}: {error['quote']}"
    for field, value in error["fields"].items():
        if error["kind"] == "wrong fields":
            said = {side: json.dumps(part, ensure_ascii=False) for side, part in value.items()}
            yield f"    {field}: gold {said['gold']}, predicted {said['predicted']}"
        else:
            yield f"    {field}: {json.dumps(value, ensure_ascii=False)}"


def _rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("articles", ("articles",)), ("  missing in predictions", ("missing_articles",)))
    yield from ((f"claims {label}", (key,)) for label, key in _COUNTED)
    for group in ("detection", "strict"):
        yield from ((f"{group} {part}", (group, part)) for part in ("precision", "recall", "f1"))
    yield from ((f"accuracy {field}", ("accuracy", field)) for field in SINGLE)
    yield from ((f"set F1 {field}", ("set_f1", field)) for field in SETS)
    yield "articles without claims", ("empty_articles",)
    yield "  false positives per article", ("false_positives_per_empty_article",)


_COUNTED = (("in gold", "gold"), ("predicted", "predicted"), ("matched", "matched"))


def _at(figures: Any, path: Sequence[str]) -> Any:
    for key in path:
        figures = figures[key]
    return figures


def _table(rows: Sequence[Sequence[Any]], heads: Sequence[str]) -> str:
    written = [["", *heads]] + [[str(label), *map(_shown, values)] for label, *values in rows]
    widths = [max(len(row[place]) for row in written) for place in range(len(written[0]))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in written
    )


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
