"""Why a guarantee is of a type, or is not: conditions with the words they rest on, and what is missing."""

from collections.abc import Iterable, Mapping

from kb.comparison.explanation import Clause, Condition, Explanation, Outcome
from kb.comparison.matrix import Evidence
from kb.comparison.telling import asked_of_clauses, clause_head, ground, headline, mark, standing
from kb.comparison.verbalising import wording
from kb.dashboard.evidence_html import quotations
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording


def overview(explanations: Iterable[Explanation], addresses: Mapping[str, str], words: Wording) -> Html:
    """Every type with how it stands; the name leads to the explanation."""
    rows = [
        [
            link(addresses[explanation.type], words.of(explanation.label)),
            standing(explanation, words.language),
            words.of(explanation.definition),
        ]
        for explanation in explanations
    ]
    heads = [words(f"types.{name}") for name in ("type", "standing", "definition")]
    return table(words("types.title"), heads, rows)


def explanation_html(explanation: Explanation, words: Wording) -> Html:
    """One type: how it stands, then condition by condition, the closest clause first."""
    parts = [
        tag("p", tag("strong", headline(explanation, words.language))),
        tag("p", words.of(explanation.definition), class_="cf-muted"),
    ]
    if explanation.parties:
        parts += [tag("h3", wording(words.language)["parties"]), _conditions(explanation.parties, words)]
    if sentence := asked_of_clauses(explanation, words.language):
        parts.append(tag("p", sentence))
    parts += [_clause(clause, words) for clause in explanation.clauses]
    return tag("div", join(parts), class_="cf-explanation")


def _clause(clause: Clause, words: Wording) -> Html:
    return tag("section", tag("h3", clause_head(clause, words.language)), _conditions(clause.conditions, words))


def _conditions(conditions: Iterable[Condition], words: Wording) -> Html:
    return tag("ul", join(_condition(condition, words) for condition in conditions), class_="cf-conditions")


def _condition(condition: Condition, words: Wording) -> Html:
    state = ground(condition, words.codebook, words.language) if words.codebook else condition.outcome.value
    head = [
        tag("span", mark(condition.outcome), aria_hidden="true", class_=f"cf-mark cf-{condition.outcome}"),
        " ",
        tag("span", words.of(condition.label), class_="cf-condition"),
        tag("span", f" – {state}", class_="cf-muted" if condition.outcome is Outcome.MET else "cf-missing"),
    ]
    found = (
        _folded(condition.evidence, words("types.words"), words),
        _folded(condition.said, words("types.said"), words),
    )
    return tag("li", *head, *found, title=words.of(condition.definition) or None)


def _folded(evidence: tuple[Evidence, ...], summary: str, words: Wording) -> Html:
    """The quotes, folded away until asked for."""
    if not evidence:
        return Html()
    shown = tag("div", quotations(evidence, words), class_="cf-quotes")
    return tag("details", tag("summary", f"{summary} ({len(evidence)})"), shown, class_="cf-plain")
