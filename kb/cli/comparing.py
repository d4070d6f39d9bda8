"""Commands that compare and explain: compare, hasse, explain."""

import json
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


@click.command()
@click.argument("guarantee", metavar="ID")
@click.argument("type_", metavar="[TYPE]", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--proof", is_flag=True, help="Also the minimal axioms from which the type follows, found by a reasoner.")
@LANGUAGE
def explain(guarantee: str, type_: str | None, format_: str, lang: str, *, proof: bool) -> None:
    """Tell why a guarantee is of a type, or what it lacks; without TYPE, how it stands with every type."""
    from kb.comparison.explanation import class_of, explain_each
    from kb.comparison.explanation import explain as explain_type
    from kb.comparison.telling import as_document as explained
    from kb.comparison.telling import as_text, standing
    from kb.entailments import proof_of

    base = ready()
    if type_ is None:
        found = explain_each(base.reader().select, guarantee)
        if format_ == "json":
            documents = [explained(explanation, base.codebook(), lang) for explanation in found]
            click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
        else:
            rows = [[one.type, label_in(one.label, lang), standing(one, lang)] for one in found]
            print_table(label_in(found[0].guarantee.label, lang), ["", "", ""], rows)
        return
    one = explain_type(base.reader().select, guarantee, type_)
    axioms = proof_of(guarantee, class_of(one.type)) if proof else ()
    if format_ == "json":
        document = explained(one, base.codebook(), lang) | ({"proof": list(axioms)} if proof else {})
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo(as_text(one, base.codebook(), lang))
    if proof:
        click.echo("\n" + ("\n".join(axioms) or "–"))


def _cell_text(cell: dict[str, Any]) -> str:
    shown = "; ".join(value["label"] for value in cell["values"]) or f"({cell['absence']})"
    marks = [mark for mark in (cell["against_benchmark"], cell["status"], cell["contested"] and "contested") if mark]
    return f"{shown}\n{', '.join(marks)}" if marks else shown


COMMANDS = (compare, hasse, explain)
