"""What the commands share: how results and errors are printed, and a knowledge base that is ready."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from kb.knowledge_base import KnowledgeBase
from kb.knowledge_base import Progress as Report

errors = Console(stderr=True)
LANGUAGE = click.option("--lang", type=click.Choice(["en", "de"]), default="en", help="Language of the labels.")


def tell(error: object) -> None:
    """An error in one line on standard error."""
    errors.print(f"casus: {error}", style="red", markup=False, highlight=False, soft_wrap=True)


def note(text: str) -> None:
    """What is no result: a line on standard error."""
    errors.print(text, highlight=False, markup=False, soft_wrap=True)


def ready() -> KnowledgeBase:
    """The knowledge base, built first if need be."""
    base = KnowledgeBase()
    if not base.is_current:
        with progress() as report:
            base.ensure_built(report)
    return base


@contextmanager
def progress() -> Iterator[Report]:
    """A bar on standard error, if somebody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output."""
    table = Table(title=title or None, show_lines=True)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    Console(file=sys.stdout, soft_wrap=False).print(table)
