"""The command that measures: evaluate."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kb.cli.output import note, progress
from kb.errors import ModelError
from kb.evaluation import (
    article_table,
    error_lines,
    gold_texts,
    predicted,
    read_gold,
    read_predictions,
    save,
    score,
    summary,
)
from kb.evaluation.documents import Document, Documents
from kb.evaluation.figures import Report
from kb.extracted import EMBEDDED, TIERS
from kb.language_model import ahead, configured, extractor


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--tier", "tiers", type=click.Choice(TIERS), multiple=True, help="What finds them; may be repeated.")
@click.option("--predictions", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Score this file.")
@click.option("--by-article", is_flag=True, help="Add the figures of every article.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Add the first N errors.")
@click.option("--json", "as_json_", is_flag=True, help="Print the figures as JSON, an object for each tier.")
@click.option("--save", "file", type=click.Path(path_type=Path, dir_okay=False), help="Keep the figures in this file.")
def evaluate(
    gold_dir: Path,
    tiers: Sequence[str],
    predictions: Path | None,
    file: Path | None,
    *,
    by_article: bool,
    errors: int,
    as_json_: bool,
) -> None:
    """Score claims against the annotated articles of GOLD_DIR: NAME.json (the claims contract) beside NAME.txt.

    Without --predictions (JSON Lines, as `casus extract` prints them) the texts are read now. The latest figures of
    each tier are kept in the knowledge base's folder; the dashboard shows them beside machine-made claims.
    """
    gold = read_gold(gold_dir)
    if predictions:
        found = read_predictions(predictions, gold)
        results = {tiers[0] if tiers else _tier(found.values()): found}
    else:
        results = {tier: _read(gold_dir, tier) for tier in tiers or (EMBEDDED,)}
    for tier, found in results.items():
        report = score(gold, found)
        save(report, tier, _model(found.values()), gold_dir.name, file)
        _print(tier, report, by_article=by_article, errors=errors, as_json_=as_json_)


def _read(gold_dir: Path, tier: str) -> Documents:
    """The tier's claims in the texts; with a model several articles are under way at once."""
    read, articles = extractor(tier), gold_texts(gold_dir)
    settings = configured() if tier != EMBEDDED else None
    if settings:
        with progress() as report:
            read = ahead(read, articles, settings.concurrency, lambda done: report("Asking", done / len(articles)))
    found = predicted(articles, read)
    others = [name for name, document in found.items() if document["extraction"]["tier"] != tier]
    if others:
        note(f"casus: {len(others)} of {len(found)} articles were read by the embedded tier instead: {others[0]} …")
    if others and len(others) == len(found):
        first = found[others[0]]["extraction"]["notices"]
        raise ModelError(f"there is nothing to score: no article was read by the tier {tier}; {' '.join(first)}")
    return found


def _tier(documents: Iterable[Document]) -> str:
    """The tier that predictions name; what does not name one counts as the embedded tier's."""
    named = [str(document.get("extraction", {}).get("tier", EMBEDDED)) for document in documents]
    return next((tier for tier in named if tier != EMBEDDED), EMBEDDED)


def _model(documents: Iterable[Document]) -> str | None:
    return next((name for document in documents if (name := document.get("extraction", {}).get("model"))), None)


def _print(tier: str, report: Report, *, by_article: bool, errors: int, as_json_: bool) -> None:
    shown = report["errors"][:errors]
    if as_json_:
        figures = {key: report[key] for key in ("overall", "by_language", *(["by_article"] if by_article else []))}
        click.echo(json.dumps({"tier": tier, **figures, **({"errors": shown} if errors else {})}, ensure_ascii=False))
        return
    click.echo(f"tier: {tier}\n{summary(report)}\n")
    if by_article:
        click.echo(article_table(report) + "\n")
    for error in shown:
        click.echo("\n".join(error_lines(error)) + "\n")


COMMANDS = (evaluate,)
