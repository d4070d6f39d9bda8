"""Tell whether confidence means what it says: of the claims with about 0.4, about 40 % should be right.

    python benchmarks/reliability.py GOLD_DIR

A claim is right where the annotators have it with the same act, type, guarantors and beneficiaries. GOLD_DIR should
hold articles that the trained components have not seen (tests/contract/locked).
"""

import sys
from itertools import pairwise
from pathlib import Path

from kb.evaluation import gold_texts, read_gold
from kb.evaluation.figures import STRICT
from kb.evaluation.matching import agrees, match
from kb.extraction import extract

STEPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.01)


def told(folder: Path) -> list[tuple[float, bool]]:
    """For each claim found in the articles of a folder its confidence, and whether it is right."""
    gold = read_gold(folder)
    found = []
    for article in gold_texts(folder):
        claims = extract(article)
        rows = [claim.as_json() for claim in claims]
        annotated = gold[article.id]["claims"]
        pairs = {mine: theirs for theirs, mine in match(annotated, rows)}
        for number, claim in enumerate(claims):
            right = number in pairs and all(agrees(f, annotated[pairs[number]], rows[number]) for f in STRICT)
            found.append((claim.confidence or 0.0, right))
    return found


def main() -> None:
    """Print the table."""
    claims = told(Path(sys.argv[1]))
    print("| confidence | claims | mean confidence | right |\n| --- | --- | --- | --- |")
    for low, high in pairwise(STEPS):
        inside = [(confidence, right) for confidence, right in claims if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |")


if __name__ == "__main__":
    main()
