"""Commands on articles: extract, populate."""

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from kb.article import Article
from kb.cli.output import note, print_table, progress, ready, tell
from kb.dashboard.shelf import article_with_text
from kb.errors import CasusError
from kb.extracted import EMBEDDED, TIERS, Extracted, Extractor
from kb.knowledge_base import KnowledgeBase
from kb.language_model import ahead, configured, extractor
from kb.population import PopulationReport
from kb.sources.files import article_paths, read_article

_PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
TIER = click.option(
    "--tier",
    type=click.Choice(TIERS),
    default=EMBEDDED,
    show_default=True,
    help="What finds the claims: the embedded tier, the language model that is configured, or both.",
)


@click.command()
@_PATHS
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), default="jsonl")
@TIER
def extract(paths: Sequence[Path], format_: str, tier: str) -> None:
    """Find the claims in articles; nothing is stored."""
    read = extractor(tier)
    failed = False
    articles: list[tuple[Path, Article]] = []
    for path in article_paths(paths):
        try:
            article = read_article(path)
        except CasusError as error:
            tell(error)
            failed = True
            continue
        articles.append((path, article))
    for path, article, found in _read(read, articles, tier):
        claims = [claim.as_json() for claim in found.claims]
        tell_notices(path.stem, found)
        if format_ == "jsonl":
            day = article.date and article.date.isoformat()
            head = {"id": path.stem, "language": article.language, "title": article.title, "date": day}
            click.echo(json.dumps({**head, "extraction": found.as_json(), "claims": claims}, ensure_ascii=False))
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


def _read(
    read: Extractor, articles: Sequence[tuple[Path, Article]], tier: str
) -> Iterator[tuple[Path, Article, Extracted]]:
    """Read articles in order; with a model several are under way at once."""
    settings = configured() if tier != EMBEDDED else None
    if settings is None:
        yield from ((path, article, read(article)) for path, article in articles)
        return
    with ThreadPoolExecutor(max_workers=settings.concurrency) as pool:
        results = pool.map(read, [article for _, article in articles])
        for (path, article), found in zip(articles, results, strict=True):
            yield path, article, found


def tell_notices(name: str, found: Extracted) -> None:
    """What went otherwise than asked, on standard error."""
    for notice in found.notices:
        note(f"casus: {name}: {notice.text()}")


@click.command()
@_PATHS
@click.option("--json", "as_json_", is_flag=True, help="Print the report as JSON.")
@click.option("--again", is_flag=True, help="Find the claims of articles that are there already anew.")
@TIER
def populate(paths: Sequence[Path], *, as_json_: bool, again: bool, tier: str) -> None:
    """Read articles into the knowledge base; those there already stay as they are."""
    read = extractor(tier)
    base = ready()
    if settings := (configured() if tier != EMBEDDED else None):
        articles = _readable(base, paths, again=again)
        with progress() as report:
            read = ahead(read, articles, settings.concurrency, lambda done: report("Asking", done / len(articles)))
    with progress() as report:
        done = base.populate(paths, report, again=again, extractor=_telling(read))
    if as_json_:
        click.echo(json.dumps(_report_document(done), ensure_ascii=False))
    else:
        click.echo(
            f"{done.articles} articles, {done.claims} claims, {done.unchanged} unchanged, {len(done.failed)} failed"
        )
    for failure in done.failed:
        tell(failure.error)
    sys.exit(1 if done.failed else 0)


def _readable(base: KnowledgeBase, paths: Sequence[Path], *, again: bool) -> list[Article]:
    """The articles that can be read; unless `again`, without those whose text is there already."""
    select = base.reader().select
    found = []
    for path in article_paths(paths):
        with suppress(CasusError):  # populating tells what cannot be read
            article = read_article(path)
            if again or not article_with_text(select, article.sha256):
                found.append(article)
    return found


def _telling(read: Extractor) -> Extractor:
    def telling(article: Article) -> Extracted:
        found = read(article)
        tell_notices(article.id, found)
        return found

    return telling


def _report_document(done: PopulationReport) -> dict[str, Any]:
    failed = [{"path": failure.path, "error": failure.error} for failure in done.failed]
    return {"articles": done.articles, "claims": done.claims, "unchanged": done.unchanged, "failed": failed}


COMMANDS = (extract, populate)
