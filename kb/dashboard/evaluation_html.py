"""How far machine-made claims can be trusted: the latest figures of what found them, beside the claims."""

from collections.abc import Iterable, Mapping
from typing import Any

from kb.dashboard.markup import Html, tag
from kb.dashboard.wording import Wording
from kb.evaluation.latest import Measured

_FIELDS = ("accuracy", "set_f1")


def found_by(who: str, notices: Iterable[str], measured: Measured | None, words: Wording) -> Html:
    """What found the claims, what was noticed, and how well such claims turned out when they were measured."""
    notes = [tag("p", notice, class_="cf-note", role="status") for notice in notices]
    if measured is None:
        return tag("div", tag("p", words("figures.unmeasured", who=who), class_="cf-muted"), *notes)
    line = words(
        "figures.line",
        who=who,
        articles=measured.overall.get("articles", 0),
        collection=measured.collection,
        day=words.day(measured.day),
        detection=_figure(measured.detection, words),
        strict=_figure(measured.strict, words),
    )
    details = tag("details", tag("summary", words("figures.all")), _table(measured, words), class_="cf-plain")
    return tag("div", tag("p", line, class_="cf-muted"), *notes, details)


def figures_of(tier: str, measured: Iterable[Measured]) -> Measured | None:
    """The latest figures of a tier."""
    return next((one for one in measured if one.tier == tier), None)


def _table(measured: Measured, words: Wording) -> Html:
    columns = {words("figures.overall"): measured.overall} | {
        words(f"language.{language}"): figures for language, figures in measured.by_language.items()
    }
    rows: list[tuple[str, tuple[str, ...]]] = [
        (words("figures.detection"), ("detection", "f1")),
        (words("figures.strict"), ("strict", "f1")),
    ]
    rows += [(words(f"figures.{field}"), (group, field)) for group in _FIELDS for field in measured.overall[group]]
    rows.append((words("figures.false-positives"), ("false_positives_per_empty_article",)))
    head = tag("thead", tag("tr", tag("td", ""), *(tag("th", name, scope="col") for name in columns)))
    body = tag("tbody", *(_row(label, path, columns.values(), words) for label, path in rows))
    return tag(
        "div",
        tag("table", head, body, class_="cf-table"),
        class_="cf-scroll",
        role="region",
        tabindex=0,
        aria_label=words("figures.all"),
    )


def _row(label: str, path: tuple[str, ...], columns: Iterable[Mapping[str, Any]], words: Wording) -> Html:
    return tag(
        "tr", tag("th", label, scope="row"), *(tag("td", _figure(_at(column, path), words)) for column in columns)
    )


def _at(figures: Any, path: Iterable[str]) -> Any:
    for key in path:
        figures = figures.get(key) if isinstance(figures, Mapping) else None
    return figures


def _figure(value: Any, words: Wording) -> str:
    """A share with two places, as the language writes it."""
    return f"{value:.2f}".replace(".", words("number.decimal")) if isinstance(value, int | float) else "–"
