"""One cell of the matrix: its face, and the evidence that opens below it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kb.comparison.context import Context
from kb.comparison.matrix import Absence, Cell, Evidence, Origin, Value
from kb.comparison.order import Result
from kb.comparison.perspective import REVIEWED
from kb.dashboard.evidence_html import quotations
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

QUOTES_SHOWN = 12
RELAYS_SHOWN = 2
SYMBOLS = {
    Result.EQUAL: "=",
    Result.STRONGER: "▲",
    Result.WEAKER: "▼",
    Result.INCOMPARABLE: "◇",
    Result.UNDECIDED: "?",
}


def cell_face(cell: Cell, words: Wording, *, dimension: str, is_benchmark: bool) -> Html:
    """What a reader sees before opening anything."""
    status = _status(cell, words, dimension)
    parts = [
        result_mark(cell.against_benchmark, words) if not is_benchmark else "",
        _values("text", cell.text_values, words, status),
        _values("claims", cell.claim_values, words, "" if cell.text_values else status),
        _values("denied", cell.denied_values, words),
        _absence(cell, words),
        _relayed(cell, words),
        _contested(cell, words),
        tag("p", words("cell.outdated"), class_="cf-muted") if cell.outdated else "",
    ]
    return join([part for part in parts if part])


def result_mark(result: Result | None, words: Wording) -> Html:
    """The result against the benchmark, as a symbol and in a word."""
    if result is None:
        return Html()
    symbol = tag("span", SYMBOLS[result], aria_hidden="true", class_="cf-symbol")
    return tag("p", symbol, words(f"result.{result}"), class_=f"cf-result cf-{result}")


def _values(origin: str, values: Iterable[Value], words: Wording, status: str = "") -> Html:
    """Values with where they stand, and how far that has come."""
    items = [tag("li", words.of(value.label)) for value in values]
    if not items:
        return Html()
    symbol = tag("span", words(f"origin.{origin}-symbol"), aria_hidden="true")
    reached = tag("span", words("cell.status", status=status), class_="cf-status") if status else ""
    kind = tag("p", symbol, " ", words(f"origin.{origin}"), reached, class_="cf-origin")
    return tag("div", kind, tag("ul", *items), class_=f"cf-values cf-from-{origin}")


def _absence(cell: Cell, words: Wording) -> Html:
    if cell.text_values or cell.claim_values or cell.absence is None:
        return Html()
    label = words.code("absence", cell.absence)
    return tag("p", label, class_="cf-absence cf-known" if _is_known(cell.absence) else "cf-absence")


def _is_known(absence: Absence) -> bool:
    """Whether the emptiness itself was read in the text, and so enters the comparison."""
    return absence in {Absence.SILENT, Absence.EXCLUDED}


def _status(cell: Cell, words: Wording, dimension: str) -> str:
    """How far what is stated has come; on the status dimension the value itself says it."""
    return "" if dimension == "d5" else words.code("d5" if cell.text_values else "status", cell.status)


def _relayed(cell: Cell, words: Wording) -> Html:
    """Who passes on another's words here."""
    by = [evidence for evidence in cell.evidence if evidence.relayed_from and evidence.origin is Origin.CLAIM]
    names = list(dict.fromkeys(found.speaker or found.publisher or words("evidence.reporting") for found in by))
    if not names:
        return Html()
    shown = ", ".join(names[:RELAYS_SHOWN]) + (" …" if len(names) > RELAYS_SHOWN else "")
    return tag("p", words("cell.relayed", names=shown), class_="cf-origin")


def _contested(cell: Cell, words: Wording) -> Html:
    if not cell.contested:
        return Html()
    return tag("p", tag("span", "⇄", aria_hidden="true"), " ", words("cell.contested"), class_="cf-contested")


def cell_evidence(
    cell: Cell,
    words: Wording,
    *,
    permalink: str | None,
    is_open: bool = False,
    contexts: Mapping[str, Context] = MappingProxyType({}),
    whole: bool = False,
) -> Html:
    """The evidence of a cell, folded: quotes with their origin, and what the codebook means by its values.

    A cell with many quotes shows the first; `whole` shows all.
    """
    definitions = _definitions(cell, words)
    if not cell.evidence and not definitions:
        return Html()
    shown = cell.evidence if whole else shown_first(cell)
    hidden = len(cell.evidence) - len(shown)
    more = words.number("cell.more", hidden) if hidden else ""
    links = [link(permalink, words("cell.permalink"))] if permalink else []
    own_link = tag("p", *([more, " "] if more else []), *links, class_="cf-permalink") if more or links else ""
    body = quotations(shown, words, contexts=contexts)
    return tag("details", tag("summary", evidence_count(cell, words)), body, definitions, own_link, open=is_open)


def shown_first(cell: Cell) -> tuple[Evidence, ...]:
    """The quotes of a cell that the table itself holds."""
    return cell.evidence[:QUOTES_SHOWN]


def evidence_count(cell: Cell, words: Wording) -> str:
    """How many quotes from how many sources, and through how many mouths at most."""
    if not cell.evidence:
        return words("cell.codebook")
    quotes = sum(1 for evidence in cell.evidence if evidence.quote)
    sources = len({evidence.source_id for evidence in cell.evidence})
    removes = max(evidence.removes for evidence in cell.evidence)
    reviewed = sum(1 for evidence in cell.evidence if evidence.review in REVIEWED)
    counted = (("quotes", quotes), ("sources", sources), ("removes", removes), ("reviewed", reviewed))
    return ", ".join(words.number(f"cell.{name}", number) for name, number in counted if number)


def _definitions(cell: Cell, words: Wording) -> Html:
    """The decision rule of each value; of an empty cell, that of its kind of absence."""
    values = {value.id: value for value in (*cell.values, *cell.denied_values)}.values()
    rules = [(words.of(value.label), words.of(value.definition)) for value in values]
    if cell.absence and not cell.values and words.codebook:
        absence = words.codebook.value("absence", cell.absence)
        rules.append((words.of(absence.label), words.of(absence.definition)))
    terms = [tag("div", tag("dt", label), tag("dd", rule)) for label, rule in rules if rule]
    if not terms:
        return Html()
    return tag("section", tag("p", words("cell.codebook"), class_="cf-origin"), tag("dl", *terms), class_="cf-codebook")
