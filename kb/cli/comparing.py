"""Commands that compare: compare, hasse."""

from collections.abc import Sequence
from typing import Any

import click

from kb.cli.output import LANGUAGE, print_table, ready
from kb.comparison.compare import DEFAULT_BENCHMARK
from kb.comparison.export import as_csv, as_document, as_json, as_markdown
from kb.comparison.hasse import diagram
from kb.comparison.hasse_export import WRITERS
from kb.comparison.matrix import label_in

_IDS = click.argument("guarantees", metavar="ID...", nargs=-1, required=True)


@click.command()
@_IDS
@click.option("--benchmark", metavar="ID", default=DEFAULT_BENCHMARK, show_default=True)
@click.option("--format", "format_", type=click.Choice(["table", "json", "csv", "markdown"]), default="table")
@LANGUAGE
def compare(guarantees: Sequence[str], benchmark: str, format_: str, lang: str) -> None:
    """Compare guarantees, dimension by dimension, measured by a benchmark."""
    comparison = ready().compare(guarantees, benchmark)
    if format_ == "table":
        document = as_document(comparison, lang)
        print_table(
            label_in(comparison.benchmark.label, lang),
            ["", *(guarantee["label"] for guarantee in document["guarantees"])],
            [
                [f"{dimension['id'].upper()} {dimension['label']}", *map(_cell_text, dimension["cells"].values())]
                for dimension in document["dimensions"]
            ],
        )
        for id_, verdict in document["verdicts"].items():
            click.echo(f"{id_}: {verdict['in_words']}")
        return
    writers = {"json": as_json, "csv": as_csv, "markdown": as_markdown}
    click.echo(writers[format_](comparison, lang), nl=format_ == "json")


@click.command()
@_IDS
@click.option("--format", "format_", type=click.Choice(sorted(WRITERS)), default="text", show_default=True)
@click.option(
    "--dimension", "dimensions", multiple=True, metavar="D1…D21", help="Only this dimension; may be given repeatedly."
)
@LANGUAGE
def hasse(guarantees: Sequence[str], format_: str, dimensions: Sequence[str], lang: str) -> None:
    """Draw which guarantees stand above which: an edge is proven dominance, nothing else."""
    base = ready()
    comparison = base.compare(guarantees, guarantees[0])
    drawn = diagram(comparison, base.codebook(), [id_.lower() for id_ in dimensions])
    click.echo(WRITERS[format_](drawn, comparison, lang), nl=False)


def _cell_text(cell: dict[str, Any]) -> str:
    shown = "; ".join(value["label"] for value in cell["values"]) or f"({cell['absence']})"
    marks = [mark for mark in (cell["against_benchmark"], cell["status"], cell["contested"] and "contested") if mark]
    return f"{shown}\n{', '.join(marks)}" if marks else shown


COMMANDS = (compare, hasse)
