"""Cross-validate the trained components by article: fit to most articles, score on the others, for every component.

    python benchmarks/learning.py [GOLD_DIR ...] [--folds 4] [--without COMPONENT ...]

GOLD_DIRs default to the collections that may be read. Every figure is of articles that the fit has not seen;
`--without` leaves a component to the rules (an ablation).
"""

import argparse
import statistics
import time
from pathlib import Path
from typing import Any

from kb.evaluation import score, summary
from kb.extraction.decisions import COMPONENTS, Decisions
from kb.extraction.pipeline import THRESHOLD, claims_of
from kb.training.components import train
from kb.training.gold import Annotated, read_annotated

CONTRACT = Path(__file__).parent.parent / "tests" / "contract"


def main() -> None:
    """Print the figures of every ablation asked for."""
    parser = argparse.ArgumentParser(description="Cross-validate the trained components.")
    parser.add_argument("gold", nargs="*", type=Path, default=[CONTRACT / name for name in ("dev", "own", "corpus")])
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--thresholds", type=float, nargs="*", default=[THRESHOLD])
    parser.add_argument("--without", nargs="*", default=[], choices=[*COMPONENTS, "all"])
    options = parser.parse_args()
    begin = time.process_time()
    articles = read_annotated(options.gold)
    folds = [[n for n in range(len(articles)) if n % options.folds == fold] for fold in range(options.folds)]
    fitted = []
    for asked in folds:
        fitted.append(train([a for n, a in enumerate(articles) if n not in set(asked)]))
        print(f"fitted, {time.process_time() - begin:.0f} s", flush=True)
    runs = [(), *((name,) for name in options.without if name != "all")]
    runs += [COMPONENTS] if "all" in options.without else []
    for without in runs:
        for threshold in options.thresholds:
            report(articles, folds, fitted, without, threshold)


def report(
    articles: list[Annotated], folds: list[list[int]], fitted: list[Any], without: tuple[str, ...], threshold: float
) -> None:
    """Score the articles of each fold by the components fitted to the others."""
    predictions: dict[str, Any] = {}
    gold: dict[str, Any] = {}
    spread = []
    for asked, models in zip(folds, fitted, strict=True):
        decisions = Decisions({name: model for name, model in models.items() if name not in without})
        part = {}
        for number in asked:
            article = articles[number]
            claims = claims_of(decisions, article.overview, threshold)
            predictions[article.name] = {"id": article.name, "claims": [c.as_json() for c in claims]}
            part[article.name] = article.document
        gold.update(part)
        spread.append(score(part, predictions))
    print(f"== without {' '.join(without) or 'nothing'}, threshold {threshold}")
    for name in sorted({a.collection for a in articles}):
        names = {a.name for a in articles if a.collection == name}
        print(f"-- {name}\n" + summary(score({k: g for k, g in gold.items() if k in names}, predictions)))
    print("-- all\n" + summary(score(gold, predictions)))
    strict = [one["overall"]["strict"]["f1"] for one in spread]
    print(
        f"strict f1 by fold: mean {statistics.mean(strict):.3f}, spread {statistics.pstdev(strict):.3f}\n", flush=True
    )


if __name__ == "__main__":
    main()
