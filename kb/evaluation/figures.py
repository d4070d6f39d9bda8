"""The figures: claims detected, claims right in all that decides, and each field over the claims that were matched."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.evaluation.documents import SETS, Document
from kb.evaluation.matching import SINGLE, Claim, agrees, codes, f1, match, ratio

STRICT = ("act", "guarantee_type", "guarantors", "beneficiaries")
"""A claim is right in all that decides if these are."""

Report = dict[str, Any]
Counts = Counter[Any]
Pairs = Sequence[tuple[int, int]]


def score(gold: Mapping[str, Document], predictions: Mapping[str, Document]) -> Report:
    """The report on predictions: figures overall, by language and by article, and all errors.

    An article without a prediction counts as all missed.
    """
    totals: dict[str, Counts] = {"overall": Counter()}
    articles: dict[str, Any] = {}
    errors: list[dict[str, Any]] = []
    for id_, article in sorted(gold.items()):
        predicted = predictions[id_]["claims"] if id_ in predictions else []
        pairs = match(article["claims"], predicted)
        counts = _count(article["claims"], predicted, pairs)
        counts["missing_articles"] = int(id_ not in predictions)
        for key in ("overall", article.get("language") or "unknown"):
            totals.setdefault(key, Counter()).update(counts)
        articles[id_] = _figures(counts)
        errors.extend(_errors(article, predicted, pairs))
    overall = _figures(totals.pop("overall"))
    by_language = {language: _figures(totals[language]) for language in sorted(totals)}
    return {"overall": overall, "by_language": by_language, "by_article": articles, "errors": errors}


def _count(gold: Sequence[Claim], predicted: Sequence[Claim], pairs: Pairs) -> Counts:
    """The counts of one article; the counts of several add up."""
    counts: Counts = Counter(articles=1, gold=len(gold), predicted=len(predicted), matched=len(pairs))
    if not gold:
        counts.update(empty_articles=1, empty_predicted=len(predicted))
    for mine, theirs in ((gold[row], predicted[column]) for row, column in pairs):
        counts["strict"] += all(agrees(field, mine, theirs) for field in STRICT)
        for field in SINGLE:
            counts[field] += agrees(field, mine, theirs)
        for field in SETS:
            left, right = codes(mine, field), codes(theirs, field)
            counts.update(
                {(field, "both"): len(left & right), (field, "gold"): len(left), (field, "predicted"): len(right)}
            )
    return counts


def _figures(counts: Counts) -> dict[str, Any]:
    gold, predicted = counts["gold"], counts["predicted"]

    def found(number: int) -> dict[str, float | None]:
        shares = {"precision": ratio(number, predicted), "recall": ratio(number, gold)}
        return shares | {"f1": f1(number, gold, predicted)}

    def overlap(field: str) -> float | None:
        both, mine, theirs = (counts[field, part] for part in ("both", "gold", "predicted"))
        return f1(both, mine, theirs)

    return {
        "articles": counts["articles"],
        "missing_articles": counts["missing_articles"],
        "gold": gold,
        "predicted": predicted,
        "matched": counts["matched"],
        "detection": found(counts["matched"]),
        "strict": found(counts["strict"]),
        "accuracy": {field: ratio(counts[field], counts["matched"]) for field in SINGLE},
        "set_f1": {field: overlap(field) for field in SETS},
        "empty_articles": counts["empty_articles"],
        "false_positives_per_empty_article": ratio(counts["empty_predicted"], counts["empty_articles"]),
    }


def _errors(article: Document, predicted: Sequence[Claim], pairs: Pairs) -> Iterator[dict[str, Any]]:
    """Claims with wrong fields, missed claims and spurious ones."""
    gold = article["claims"]
    for row, column in pairs:
        mine, theirs = gold[row], predicted[column]
        wrong = {
            field: {"gold": mine.get(field), "predicted": theirs.get(field)}
            for field in SINGLE + SETS
            if not agrees(field, mine, theirs)
        }
        if wrong:
            yield {"id": article["id"], "kind": "wrong fields", "quote": mine["quote"], "fields": wrong}
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    for kind, claims, matched in (("missed", gold, rows), ("spurious", predicted, columns)):
        for place, claim in enumerate(claims):
            if place not in matched:
                fields = {field: claim.get(field) for field in STRICT}
                yield {"id": article["id"], "kind": kind, "quote": claim["quote"], "fields": fields}
