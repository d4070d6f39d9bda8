"""Commands that compare and explain: compare, conflicts, changes, hasse, explain."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kb.cli.output import LANGUAGE, print_table, ready
from kb.cli.perspective import asked_perspective, perspective_options
from kb.comparison import writing
from kb.comparison.changes import Difference
from kb.comparison.compare import DEFAULT_BENCHMARK
from kb.comparison.conflicts import conflicts as find_conflicts
from kb.comparison.differing import Teller, teller
from kb.comparison.export import as_document
from kb.comparison.feed import Feed, as_atom
from kb.comparison.hasse import diagram
from kb.comparison.hasse_export import WRITERS
from kb.comparison.matrix import Comparison, label_in
from kb.comparison.perspective import read_day
from kb.comparison.playing import flips, steps
from kb.comparison.view import CompareView
from kb.listing import listing
from kb.store import snapshot_day

_IDS = click.argument("guarantees", metavar="ID...", nargs=-1, required=True)


_BENCHMARK = click.option("--benchmark", metavar="ID", default=DEFAULT_BENCHMARK, show_default=True)


@click.command()
@_IDS
@_BENCHMARK
@click.option("--format", "format_", type=click.Choice(["table", *writing.FORMATS]), default="table", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@perspective_options
@LANGUAGE
def compare(
    guarantees: Sequence[str], benchmark: str, format_: str, output: Path | None, lang: str, **asked: Any
) -> None:
    """Compare guarantees, dimension by dimension, measured by a benchmark, in a perspective."""
    base = ready()
    perspective = asked_perspective(base, [*guarantees, benchmark], **asked)
    comparison = base.compare(guarantees, benchmark, perspective)
    found = flips(base.shelf(), comparison)
    if format_ == "table":
        _print_comparison(comparison, found, teller(comparison, base.codebook(), lang), lang)
        return
    written = writing.written(format_, comparison, found, lang)
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()


def _print_comparison(comparison: Comparison, found: Difference, tell: Teller, lang: str) -> None:
    document = as_document(comparison, lang)
    flipped = {(change.dimension, change.guarantee) for change in found.cells}
    print_table(
        label_in(comparison.benchmark.label, lang),
        ["", *(guarantee["label"] for guarantee in document["guarantees"])],
        [
            [
                f"{row['id'].upper()} {row['label']}",
                *(
                    _cell_text(cell) + ("\n≠" if (row["id"], id_) in flipped else "")
                    for id_, cell in row["cells"].items()
                ),
            ]
            for row in document["dimensions"]
        ],
    )
    for id_, verdict in document["verdicts"].items():
        click.echo(f"{id_}: {verdict['in_words']}")
    for line in tell.difference(found):
        click.echo(f"≠ {line}")


@click.command()
@click.argument("guarantees", metavar="[ID]...", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANGUAGE
def conflicts(guarantees: Sequence[str], format_: str, lang: str) -> None:
    """Claims on one guarantee that do not fit together, and what may reconcile them; without ID, on every one."""
    base = ready()
    ids = guarantees or [row["id"] for row in listing(base.reader().select, "guarantees")]
    materials = base.shelf().materials(ids)
    found = find_conflicts(claim for material in materials.values() for claim in material.claims)
    tell = Teller(base.codebook(), {id_: material.guarantee.label for id_, material in materials.items()}, lang)
    if format_ == "json":
        click.echo(json.dumps([tell.conflict(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{tell.guarantee(one.guarantee)}, {tell.dimension(one.dimension)}: {tell.words['kinds'][one.kind]}")
        for claim, values in ((one.first, one.first_values), (one.second, one.second_values)):
            click.echo(f"  {tell.side(claim, values, one.dimension)}\n    “{claim.evidence.quote}” ({claim.id})")
        for qualifier in one.qualifiers:
            click.echo(f"  ~ {tell.qualifier(qualifier)}")


@click.command()
@_IDS
@_BENCHMARK
@click.option("--since", metavar="DATE", required=True, help="What was known by this day is the state before.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "atom"]), default="text", show_default=True)
@perspective_options
@LANGUAGE
def changes(guarantees: Sequence[str], benchmark: str, since: str, format_: str, lang: str, **asked: Any) -> None:
    """What changed in a comparison since a day, day by day as it became known."""
    base = ready()
    perspective = asked_perspective(base, [*guarantees, benchmark], **asked)
    comparison = base.compare(guarantees, benchmark, perspective)
    found = steps(base.shelf(), guarantees, benchmark, perspective, since=read_day(since))
    tell = teller(comparison, base.codebook(), lang)
    if format_ == "atom":
        view = CompareView(tuple(guarantees), benchmark, perspective=perspective)
        click.echo(as_atom(found, tell, Feed(view.asked(), "", snapshot_day(comparison.snapshot).isoformat())))
    elif format_ == "json":
        days = [{"day": step.day, "changes": tell.difference(step.difference)} for step in found]
        click.echo(json.dumps(days, ensure_ascii=False, indent=2))
    else:
        for step in found:
            click.echo(step.day)
            for line in tell.difference(step.difference):
                click.echo(f"  {line}")


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


COMMANDS = (compare, conflicts, changes, hasse, explain)
