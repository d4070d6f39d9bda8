"""The codebook in HTML: a table per dimension, with the values that each value is stronger than."""

from collections.abc import Iterable

from kb.comparison.codebook import Codebook
from kb.comparison.matrix import Dimension, Value
from kb.dashboard.address import href
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording


def dimension_links(dimensions: Iterable[Dimension], chosen: str | None, words: Wording) -> Html:
    """The way to each dimension alone, and to all."""
    parts = [
        tag("strong", words.of(found.label), aria_current="true")
        if found.id == chosen
        else link(href("codebook", words.language, {"dimension": found.id}), words.of(found.label))
        for found in dimensions
    ]
    if chosen:
        parts.append(link(href("codebook", words.language), words("codebook.all")))
    return tag("nav", *parts, aria_label=words("codebook.dimensions"), class_="cf-choices")


def dimension_html(dimension: Dimension, codebook: Codebook, words: Wording) -> Html:
    """One dimension: what it asks, how its values compare, and each value with its rule."""
    notes = [words(f"codebook.rule.{dimension.rule}")]
    notes.append(words("codebook.counts" if dimension.counts_for_dominance else "codebook.beside"))
    if dimension.gate:
        notes.append(words("codebook.gate"))
    order = codebook.orders[dimension.id]
    values = _values(dimension.id, codebook)
    ranks = {value.id: sum(order.at_least(value.id, other.id) for other in values) for value in values}
    values.sort(key=lambda value: -ranks[value.id])
    heads = [words(f"codebook.{name}") for name in ("value", "rule-of", "weaker")]
    rows = [
        [
            _named(dimension.id, value, words),
            words.of(value.definition),
            ", ".join(
                words.of(other.label) for other in values if other.id != value.id and order.at_least(value.id, other.id)
            ),
        ]
        for value in values
    ]
    return tag(
        "section",
        tag("h2", f"{dimension.id.upper()} · {words.of(dimension.label)}", id=dimension.id),
        tag("p", tag("strong", words.of(dimension.question))),
        tag("p", words.of(dimension.definition)),
        tag("p", join(notes, " "), class_="cf-muted"),
        table(words.of(dimension.label), heads, rows),
    )


def scheme_html(scheme: str, codebook: Codebook, words: Wording) -> Html:
    """The codes of a scheme that is no dimension."""
    heads = [words("codebook.value"), words("codebook.rule-of")]
    rows = [[_named(scheme, value, words), words.of(value.definition)] for value in _values(scheme, codebook)]
    title = words(f"codebook.scheme.{scheme}")
    return tag("section", tag("h3", title, id=scheme), table(title, heads, rows))


def _values(scheme: str, codebook: Codebook) -> list[Value]:
    return [value for (of, _), value in codebook.values.items() if of == scheme]


def _named(scheme: str, value: Value, words: Wording) -> Html:
    return join([tag("span", words.of(value.label), id=f"{scheme}-{value.id}"), " ", tag("code", value.id)])
