"""The command `casus`: nothing but results on standard output, everything else on standard error.

Exit codes: 0 done, 1 something failed or is invalid, 2 the command was not understood.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from kb import __version__
from kb.comparison.compare import DEFAULT_BENCHMARK
from kb.comparison.export import as_csv, as_document, as_json, as_markdown, text
from kb.errors import CasusError
from kb.extraction import extract as extract_claims
from kb.knowledge_base import KnowledgeBase, PopulationReport
from kb.knowledge_base import Progress as Report
from kb.listing import KINDS, listing
from kb.sources.files import article_paths, read_article

_errors = Console(stderr=True)
_LANGUAGE = click.option("--lang", type=click.Choice(["en", "de"]), default="en", help="Language of the labels.")
_PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


class _Group(click.Group):
    """Tells our own errors in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CasusError as error:
            _errors.print(f"casus: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casus")
def main() -> None:
    """Security guarantees compared: who would protect whom, when, how, and how firmly.

    The knowledge base lies below CASUS_HOME (default: ~/.local/share/casus).
    """


@main.command()
@click.option("--again", is_flag=True, help="Build even if the knowledge base is up to date.")
def build(*, again: bool) -> None:
    """Build the knowledge base from what the project ships; articles you added are kept."""
    base = KnowledgeBase()
    with _progress() as report:
        if again:
            base.build(report)
        else:
            base.ensure_built(report)
    _errors.print(f"The knowledge base lies in {base.store.home}", highlight=False)


@main.command()
def reason() -> None:
    """Reason over the curated knowledge and write what follows to where it ships; for curators."""
    from kb.entailments import reason_over_curated, ship

    entailments = reason_over_curated()
    _errors.print(f"{len(entailments)} types follow; written to {ship(entailments)}", highlight=False)


@main.command()
@_PATHS
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), default="jsonl")
def extract(paths: Sequence[Path], format_: str) -> None:
    """Find the claims in articles; nothing is stored."""
    failed = False
    for path in article_paths(paths):
        try:
            article = read_article(path)
        except CasusError as error:
            _tell(error)
            failed = True
            continue
        claims = [claim.as_json() for claim in extract_claims(article)]
        if format_ == "jsonl":
            day = article.date and article.date.isoformat()
            head = {"id": path.stem, "language": article.language, "title": article.title, "date": day}
            click.echo(json.dumps({**head, "claims": claims}, ensure_ascii=False))
        else:
            _print_table(
                article.title or article.id,
                ["speaker", "act", "guarantors", "beneficiaries", "type", "status", "quote"],
                [
                    [
                        (claim["speaker"] or {}).get("name", "–"),
                        claim["act"],
                        " ".join(claim["guarantors"]),
                        " ".join(claim["beneficiaries"]),
                        claim["guarantee_type"],
                        claim["status"],
                        claim["quote"],
                    ]
                    for claim in claims
                ],
            )
    sys.exit(1 if failed else 0)


@main.command()
@_PATHS
@click.option("--json", "as_json_", is_flag=True, help="Print the report as JSON.")
@click.option("--again", is_flag=True, help="Find the claims of articles that are there already anew.")
def populate(paths: Sequence[Path], *, as_json_: bool, again: bool) -> None:
    """Read articles into the knowledge base; those there already stay as they are."""
    base = _ready()
    with _progress() as report:
        done = base.populate(paths, report, again=again)
    if as_json_:
        click.echo(json.dumps(_report_document(done), ensure_ascii=False))
    else:
        click.echo(
            f"{done.articles} articles, {done.claims} claims, {done.unchanged} unchanged, {len(done.failed)} failed"
        )
    for failure in done.failed:
        _tell(failure.error)
    sys.exit(1 if done.failed else 0)


@main.command()
@click.argument("guarantees", metavar="ID...", nargs=-1, required=True)
@click.option("--benchmark", metavar="ID", default=DEFAULT_BENCHMARK, show_default=True)
@click.option("--format", "format_", type=click.Choice(["table", "json", "csv", "markdown"]), default="table")
@_LANGUAGE
def compare(guarantees: Sequence[str], benchmark: str, format_: str, lang: str) -> None:
    """Compare guarantees, dimension by dimension, measured by a benchmark."""
    comparison = _ready().compare(guarantees, benchmark)
    if format_ == "table":
        document = as_document(comparison, lang)
        _print_table(
            text(comparison.benchmark.label, lang),
            ["", *(guarantee["label"] for guarantee in document["guarantees"])],
            [
                [f"{dimension['id'].upper()} {dimension['label']}", *map(_cell_text, dimension["cells"].values())]
                for dimension in document["dimensions"]
            ],
        )
        for id_, verdict in document["verdicts"].items():
            click.echo(f"{id_}: {verdict['result']} (where both speak: {verdict['where_both_speak']})")
        return
    writers = {"json": as_json, "csv": as_csv, "markdown": as_markdown}
    click.echo(writers[format_](comparison, lang), nl=format_ == "json")


@main.command("list")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--json", "as_json_", is_flag=True)
@_LANGUAGE
def list_(kind: str, lang: str, *, as_json_: bool) -> None:
    """List what the knowledge base holds."""
    rows = listing(_ready().reader().select, kind, lang)
    if as_json_:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        heads = list(dict.fromkeys(head for row in rows for head in row))
        _print_table(kind, heads, [[row.get(head, "") for head in heads] for row in rows])


@main.command()
@click.argument("query", metavar="FILE.rq|NAME")
@click.option("--param", "parameters", multiple=True, metavar="k=v", help="A parameter of a named query.")
@click.option("--format", "format_", type=click.Choice(["csv", "json", "turtle"]), default="csv")
def query(query: str, parameters: Sequence[str], format_: str) -> None:
    """Run a SPARQL query: a file, or one of the named questions (`casus questions` lists them)."""
    from kb.asking import ask

    given = dict(parameter.partition("=")[::2] for parameter in parameters)
    answer = ask(_ready().store, query, given, format_)
    sys.stdout.buffer.write(answer.body)
    if answer.truncated:
        _errors.print(f"casus: cut off after {answer.rows} rows; add LIMIT and OFFSET to see the rest", style="yellow")


@main.command()
@_LANGUAGE
def questions(lang: str) -> None:
    """List the named questions with their parameters."""
    from kb.queries import competency_questions

    rows = [
        [question.name, question.question.get(lang, ""), ", ".join(question.parameters)]
        for question in competency_questions()
    ]
    _print_table("", ["name", "question", "parameters"], rows)


@main.command()
@click.option("--info", is_flag=True, help="List what is merely worth knowing, too.")
@_LANGUAGE
def validate(lang: str, *, info: bool) -> None:
    """Check all that is stored, and what ships, against shapes and checks; exit 1 if anything is wrong."""
    from kb.checking import check_everything

    with _progress() as report:
        violations = check_everything(_ready(), report)
    number = Counter(violation.severity for violation in violations)
    for violation in violations:
        if info or violation.severity != "Info":
            click.echo(f"{violation.severity.lower()}: {violation.text(lang)}")
    notes = f"{number['Info']} notes{'' if info or not number['Info'] else ' (see --info)'}"
    _errors.print(f"{number['Violation']} violations, {number['Warning']} warnings, {notes}", highlight=False)
    sys.exit(1 if number["Violation"] else 0)


@main.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--headless", is_flag=True, help="Do not open a browser.")
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(port: int, host: str, *, headless: bool) -> None:
    """Open the dashboard, with the SPARQL endpoint at /sparql."""
    from kb.serving import serve_dashboard

    _ready()
    _errors.print(f"Dashboard http://{host}:{port}  SPARQL http://{host}:{port}/sparql", highlight=False)
    serve_dashboard(host, port, headless=headless)


def _ready() -> KnowledgeBase:
    """The knowledge base, built first if need be."""
    base = KnowledgeBase()
    if not base.is_current:
        with _progress() as report:
            base.ensure_built(report)
    return base


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar on standard error, if somebody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, console=_errors, transient=True, disable=not _errors.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)


def _tell(error: object) -> None:
    _errors.print(f"casus: {error}", style="red", markup=False, highlight=False, soft_wrap=True)


def _report_document(done: PopulationReport) -> dict[str, Any]:
    failed = [{"path": failure.path, "error": failure.error} for failure in done.failed]
    return {"articles": done.articles, "claims": done.claims, "unchanged": done.unchanged, "failed": failed}


def _cell_text(cell: dict[str, Any]) -> str:
    shown = "; ".join(value["label"] for value in cell["values"]) or f"({cell['absence']})"
    marks = [mark for mark in (cell["against_benchmark"], cell["status"], cell["contested"] and "contested") if mark]
    return f"{shown}\n{', '.join(marks)}" if marks else shown


def _print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(title=title or None, show_lines=True)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    out: Callable[..., None] = Console(file=sys.stdout, soft_wrap=False).print
    out(table)
