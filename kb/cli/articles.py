"""Commands on articles: extract, populate."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kb.cli.output import note, print_table, progress, ready, tell
from kb.errors import CasusError
from kb.extraction import extract as extract_claims
from kb.knowledge_base import PopulationReport
from kb.languages import is_read, language_of, names_of_read_languages
from kb.sources.files import article_paths, read_article

_PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command()
@_PATHS
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), default="jsonl")
def extract(paths: Sequence[Path], format_: str) -> None:
    """Find the claims in articles; nothing is stored."""
    failed = False
    for path in article_paths(paths):
        try:
            article = read_article(path)
        except CasusError as error:
            tell(error)
            failed = True
            continue
        if not is_read(article.language):
            _note_unread(str(path), article.language)
        claims = [claim.as_json() for claim in extract_claims(article)]
        if format_ == "jsonl":
            day = article.date and article.date.isoformat()
            head = {"id": path.stem, "language": article.language, "title": article.title, "date": day}
            click.echo(json.dumps({**head, "claims": claims}, ensure_ascii=False))
        else:
            print_table(
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


@click.command()
@_PATHS
@click.option("--json", "as_json_", is_flag=True, help="Print the report as JSON.")
@click.option("--again", is_flag=True, help="Find the claims of articles that are there already anew.")
def populate(paths: Sequence[Path], *, as_json_: bool, again: bool) -> None:
    """Read articles into the knowledge base; those there already stay as they are."""
    base = ready()
    with progress() as report:
        done = base.populate(paths, report, again=again)
    if as_json_:
        click.echo(json.dumps(_report_document(done), ensure_ascii=False))
    else:
        click.echo(
            f"{done.articles} articles, {done.claims} claims, {done.unchanged} unchanged, {len(done.failed)} failed"
        )
    for article in done.unread:
        _note_unread(article.path, article.language)
    for failure in done.failed:
        tell(failure.error)
    sys.exit(1 if done.failed else 0)


def _report_document(done: PopulationReport) -> dict[str, Any]:
    failed = [{"path": failure.path, "error": failure.error} for failure in done.failed]
    unread = [{"path": article.path, "language": article.language} for article in done.unread]
    return {
        "articles": done.articles,
        "claims": done.claims,
        "unchanged": done.unchanged,
        "failed": failed,
        "unread": unread,
    }


def _note_unread(path: str, language: str) -> None:
    """Say that an article has no claims because of its language."""
    name, read = language_of(language).label["en"], names_of_read_languages("en")
    note(f"casus: {path}: language {name}: no claims are found in it, only in {read}; kept without claims")


COMMANDS = (extract, populate)
