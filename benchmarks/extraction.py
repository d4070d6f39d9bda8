"""Score the extraction against gold claims: overall, per language, and by halves of the file numbers.

    python benchmarks/extraction.py [GOLD_DIR] [--by-article] [--errors N] [--only even|odd]

GOLD_DIR holds pairs of NAME.txt and NAME.json. Without it the two collections of the contract tests are reported one
after the other: `dev`, on which the rules were tuned, and `own`, plain news of which one half was held out. The texts
are read as `casus extract` reads them: nothing of the gold is known to the extraction.
"""

import argparse
import json
import re
import time
from pathlib import Path
from typing import Any

from kb.evaluation import article_table, error_lines, score, summary
from kb.extraction import extract
from kb.sources.files import read_article

COLLECTIONS = ("dev", "own")
CONTRACT = Path(__file__).parent.parent / "tests" / "contract"


def predict(gold_dir: Path) -> tuple[dict[str, Any], dict[str, Any], float]:
    """Gold and predictions by id, and the seconds spent on extraction."""
    gold: dict[str, Any] = {}
    predictions: dict[str, Any] = {}
    seconds = 0.0
    for path in sorted(gold_dir.rglob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        article = read_article(path.with_suffix(".txt"))
        begin = time.process_time()
        claims = extract(article)
        seconds += time.process_time() - begin
        gold[document["id"]] = document
        predictions[document["id"]] = {"id": document["id"], "claims": [claim.as_json() for claim in claims]}
    return gold, predictions, seconds


def half(gold: dict[str, Any], parity: int) -> dict[str, Any]:
    """The articles whose file number is even (0) or odd (1)."""
    return {name: doc for name, doc in gold.items() if (m := re.match(r"\d+", name)) and int(m[0]) % 2 == parity}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score the extraction against gold claims.")
    parser.add_argument("gold_dir", nargs="?", type=Path)
    parser.add_argument("--by-article", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--only", choices=["even", "odd"], help="show articles and errors of one half only")
    options = parser.parse_args()
    for gold_dir in [options.gold_dir] if options.gold_dir else [CONTRACT / name for name in COLLECTIONS]:
        report_on(gold_dir, options)


def report_on(gold_dir: Path, options: argparse.Namespace) -> None:
    """Print the figures of one collection."""
    print(f"#### {gold_dir.name}")
    gold, predictions, seconds = predict(gold_dir)
    sections = {"all": gold, "even file numbers": half(gold, 0), "odd file numbers": half(gold, 1)}
    for name, part in sections.items():
        if part:
            print(f"== {name}\n{summary(score(part, predictions))}\n")
    print(f"{len(gold) / max(seconds, 1e-9):.0f} articles/s (one core, tables loaded on the way)")
    shown = half(gold, ["even", "odd"].index(options.only)) if options.only else gold
    report = score(shown, predictions)
    if options.by_article:
        print("\n" + article_table(report))
    for error in report["errors"][: max(options.errors, 0)]:
        print("\n" + "\n".join(error_lines(error)))


if __name__ == "__main__":
    main()
