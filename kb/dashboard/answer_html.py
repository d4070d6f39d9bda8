"""The direct answer above the matrix: what the comparison finds, and who says what of it."""

from collections.abc import Mapping

from kb.comparison.matrix import Cell, ComparedGuarantee, Comparison, Labels, Measure, Polarity, Verdict
from kb.comparison.order import Result
from kb.dashboard.address import href
from kb.dashboard.cell_html import SYMBOLS
from kb.dashboard.evidence_html import DOT, origin, quotation
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

STATEMENTS_SHOWN = 4
_LIKENESSES = frozenset({"equivalent", "similar"})
_DECIDING = (
    ("weaker", Result.WEAKER),
    ("stronger", Result.STRONGER),
    ("incomparable", Result.INCOMPARABLE),
    ("equal", Result.EQUAL),
)


def answer(comparison: Comparison, words: Wording) -> Html:
    """Two parts side by side: the verdicts by dominance, and the statements that themselves measure."""
    return tag(
        "div",
        tag("section", tag("h2", words("answer.texts")), _verdicts(comparison, words), class_="cf-verdicts"),
        tag(
            "section",
            tag("h2", words("answer.speakers", benchmark=words.of(comparison.benchmark.label))),
            _statements(comparison, words),
            class_="cf-statements",
        ),
        class_="cf-answer",
    )


def _verdicts(comparison: Comparison, words: Wording) -> Html:
    dimensions = {row.dimension.id: row.dimension.label for row in comparison.rows}
    lines = [
        _verdict(guarantee, comparison, dimensions, words)
        for guarantee in comparison.guarantees
        if guarantee.id in comparison.verdicts
    ]
    return join(lines) if lines else tag("p", words("answer.nothing-to-measure"), class_="cf-muted")


def _verdict(
    guarantee: ComparedGuarantee, comparison: Comparison, dimensions: Mapping[str, Labels], words: Wording
) -> Html:
    verdict = comparison.verdicts[guarantee.id]
    found = {
        Result.WEAKER: verdict.weaker_on,
        Result.STRONGER: verdict.stronger_on,
        Result.INCOMPARABLE: verdict.incomparable_on,
        Result.EQUAL: verdict.equal_on,
    }
    symbol = tag("span", SYMBOLS[verdict.where_both_speak], aria_hidden="true", class_="cf-symbol")
    headline = tag(
        "p", symbol, words(f"verdict.{verdict.where_both_speak}"), class_=f"cf-result cf-{verdict.where_both_speak}"
    )
    deciding = [
        join([tag("span", words(f"answer.{name}-on"), class_="cf-on"), " ", _named(found[result], dimensions, words)])
        for name, result in _DECIDING
        if found[result]
    ]
    facts = tag("p", join(deciding, DOT)) if deciding else ""
    return tag(
        "article",
        tag("h3", words.of(guarantee.label)),
        headline,
        facts,
        _words_that_decide(guarantee, comparison, verdict, words),
        _undecided(verdict.undecided_on, dimensions, words),
        _types(guarantee, words),
        tag("p", words("answer.conditional"), class_="cf-note") if verdict.conditional else "",
    )


def _words_that_decide(guarantee: ComparedGuarantee, comparison: Comparison, verdict: Verdict, words: Wording) -> Html:
    """Of each dimension that decides the first words of both sides."""
    ids = {*verdict.weaker_on, *verdict.stronger_on, *verdict.incomparable_on}
    rows = [row for row in comparison.rows if row.dimension.id in ids]
    if not rows:
        return Html()
    parts = []
    for row in rows:
        sides = [
            tag("div", tag("p", words.of(label), class_="cf-origin"), _first_words(cell, words))
            for label, cell in (
                (guarantee.label, row.cells[guarantee.id]),
                (comparison.benchmark.label, row.benchmark),
            )
        ]
        parts += [tag("h4", words.of(row.dimension.label)), tag("div", *sides, class_="cf-sides")]
    return tag("details", tag("summary", words.number("answer.deciding", len(rows))), *parts, class_="cf-plain")


def _first_words(cell: Cell, words: Wording) -> Html:
    """The first quote of a cell that has words, else the kind of its absence."""
    quoted = next((evidence for evidence in cell.evidence if evidence.quote), None)
    if quoted:
        return quotation(quoted, words, with_note=False)
    return tag("p", words.code("absence", cell.absence) or words("evidence.no-words"), class_="cf-muted")


def _types(guarantee: ComparedGuarantee, words: Wording) -> Html:
    """The types that the reasoner found, with the way to its explanation."""
    address = href("guarantees", words.language, {"guarantee": guarantee.id})
    found = ", ".join(sorted(words.of(labels) for labels in guarantee.types))
    told = words("answer.types", types=found) if found else words("answer.no-types")
    return tag("p", told, " ", link(address, words("answer.explained")), class_="cf-note")


def _undecided(ids: tuple[str, ...], dimensions: Mapping[str, Labels], words: Wording) -> Html:
    if not ids:
        return Html()
    return tag(
        "details",
        tag("summary", words.number("answer.undecided", len(ids))),
        tag("p", _named(ids, dimensions, words)),
        class_="cf-plain",
    )


def _named(ids: tuple[str, ...], dimensions: Mapping[str, Labels], words: Wording) -> Html:
    """Dimensions by label, each a link to its row."""
    return join([tag("a", words.of(dimensions[id_]), href=f"#row-{id_}") for id_ in ids], ", ")


def _statements(comparison: Comparison, words: Wording) -> Html:
    labels = {guarantee.id: guarantee.label for guarantee in comparison.guarantees}
    figures = [_statement(measure, labels, words) for measure in comparison.measures]
    if not figures:
        return tag("p", words("answer.no-statements"), class_="cf-muted")
    first, rest = figures[:STATEMENTS_SHOWN], figures[STATEMENTS_SHOWN:]
    if not rest:
        return join(first)
    more = tag("details", tag("summary", words.number("answer.more", len(rest))), *rest, class_="cf-plain")
    return join([*first, more])


def _statement(measure: Measure, labels: Mapping[str, Labels], words: Wording) -> Html:
    evidence = measure.evidence
    relation = tag("strong", _relation(measure, words), class_="cf-relation")
    about = ", ".join(words.of(labels[id_]) for id_ in measure.guarantees)
    head = tag("p", relation, " ", tag("span", about, class_="cf-about"), class_="cf-measure")
    quote = tag("blockquote", evidence.quote, lang=evidence.language or None, dir="auto")
    return tag("figure", head, quote, tag("figcaption", origin(evidence, words)), class_="cf-quote")


def _relation(measure: Measure, words: Wording) -> str:
    """The relation as stated; a likeness that is doubted or denied is not told as one that is stated."""
    relation = words.of(measure.relation_label) or measure.relation
    polarity = measure.evidence.polarity
    if polarity is Polarity.AFFIRMS or measure.relation not in _LIKENESSES:
        return relation
    return words(f"polarity.{polarity}", relation=relation)
