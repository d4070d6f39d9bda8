"""An explanation told: as plain text, and as a document for other programs."""

from collections.abc import Iterator
from typing import Any

from kb.comparison.codebook import Codebook
from kb.comparison.explanation import Clause, Condition, Explanation, Outcome, Standing
from kb.comparison.matrix import Evidence, Polarity, label_in
from kb.comparison.verbalising import wording

_MARKS = {Outcome.MET: "✓", Outcome.AS_FAR_AS_STATED: "○", Outcome.UNDETERMINED: "?"}
MISSING_MARK = "✗"
STATEMENTS_TOLD = 2


def headline(explanation: Explanation, language: str) -> str:
    """How the type stands, in one sentence."""
    texts = dict.fromkeys(
        label_in(clause.instrument, language)
        for clause in explanation.clauses
        if clause.part != explanation.guarantee.id and clause.stands(frozenset({Outcome.MET}))
    )
    return wording(language)[explanation.standing].format(
        guarantee=label_in(explanation.guarantee.label, language),
        type=label_in(explanation.label, language),
        texts=", ".join(texts),
    )


def standing(explanation: Explanation, language: str) -> str:
    """How the type stands, in a word or two, with how near the closest clause comes."""
    short = wording(language)[f"short-{explanation.standing}"]
    closest = explanation.clauses[0] if explanation.clauses else None
    if closest is None or explanation.standing is Standing.FOLLOWS or len(closest.conditions) == 1:
        return short
    return f"{short} ({closest.met}/{len(closest.conditions)})"


def mark(outcome: Outcome) -> str:
    """The sign before a condition."""
    return _MARKS.get(outcome, MISSING_MARK)


def ground(condition: Condition, codebook: Codebook, language: str) -> str:
    """How a condition stands: met, or why not."""
    values = ", ".join(
        f"„{label}“" if language == "de" else f"“{label}”" for label in labels(condition, codebook, language)
    )
    key = f"outcome-{condition.outcome}"
    if condition.outcome is Outcome.OTHERWISE and not values:
        key += "-parties"
    return wording(language)[key].format(values=values)


def labels(condition: Condition, codebook: Codebook, language: str) -> list[str]:
    """The labels of the values that a condition rests on."""
    return [label_in(codebook.label(*value), language) for value in condition.values]


def as_text(explanation: Explanation, codebook: Codebook, language: str = "en") -> str:
    """The explanation in plain sentences, a condition a line, with the words each rests on."""
    words = wording(language)
    lines = [headline(explanation, language), label_in(explanation.definition, language)]
    if explanation.parties:
        lines += ["", words["parties"]]
        lines += [line for condition in explanation.parties for line in _told(condition, codebook, language)]
    if sentence := asked_of_clauses(explanation, language):
        lines += ["", sentence]
    for clause in explanation.clauses:
        lines += ["", clause_head(clause, language)]
        lines += [line for condition in clause.conditions for line in _told(condition, codebook, language)]
    return "\n".join(lines)


def asked_of_clauses(explanation: Explanation, language: str) -> str:
    """What the type asks of the clauses, or that there is none; empty where only the parties count."""
    if explanation.clauses:
        return wording(language)["every-clause" if explanation.every_clause else "one-clause"]
    return "" if explanation.parties else wording(language)["no-clause"]


def clause_head(clause: Clause, language: str) -> str:
    """Which text a clause stands in, and how many conditions it meets."""
    return wording(language)["clause"].format(
        instrument=label_in(clause.instrument, language), met=clause.met, all=len(clause.conditions)
    )


def _told(condition: Condition, codebook: Codebook, language: str) -> Iterator[str]:
    yield f"  {mark(condition.outcome)} {label_in(condition.label, language)} – {ground(condition, codebook, language)}"
    for evidence in condition.evidence:
        place = label_in(evidence.provision, language)
        quote = _quoted(evidence.quote, language) if evidence.quote else evidence.source
        yield f"      {place + ': ' if place else ''}{quote}"
    for evidence in condition.said[:STATEMENTS_TOLD]:
        yield f"      {said(evidence, language)}"


def said(evidence: Evidence, language: str) -> str:
    """What a speaker says on a condition."""
    words = wording(language)
    form = words["said" if evidence.polarity is Polarity.AFFIRMS else "doubted"]
    return form.format(speaker=evidence.speaker or words["reporting"], quote=evidence.quote)


def _quoted(quote: str, language: str) -> str:
    return f"„{quote}“" if language == "de" else f"“{quote}”"


def as_document(explanation: Explanation, codebook: Codebook, language: str = "en") -> dict[str, Any]:
    """The explanation as nested dictionaries and lists, labels in the language given."""

    def told(condition: Condition) -> dict[str, Any]:
        return {
            "condition": label_in(condition.label, language),
            "outcome": condition.outcome.value,
            "values": labels(condition, codebook, language),
            "quotes": [
                {"provision": label_in(found.provision, language), "quote": found.quote, "language": found.language}
                for found in condition.evidence
            ],
            "said": [
                {"speaker": found.speaker, "polarity": found.polarity.value, "quote": found.quote}
                for found in condition.said
            ],
        }

    return {
        "guarantee": explanation.guarantee.id,
        "type": explanation.type,
        "label": label_in(explanation.label, language),
        "definition": label_in(explanation.definition, language),
        "standing": explanation.standing.value,
        "follows": explanation.standing is Standing.FOLLOWS,
        "every_clause": explanation.every_clause,
        "parties": [told(condition) for condition in explanation.parties],
        "clauses": [
            {
                "instrument": clause.instrument_id,
                "guarantee": clause.part,
                "met": clause.met,
                "conditions": [told(condition) for condition in clause.conditions],
            }
            for clause in explanation.clauses
        ],
    }
