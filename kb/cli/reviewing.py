"""Commands of the review: casus review list, accept, reject, edit, add, undo."""

import getpass
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import click

from kb.claim import Claim
from kb.cli.output import LANGUAGE, note, print_table, ready
from kb.knowledge_base import KnowledgeBase
from kb.reviewing import decisions, desk
from kb.reviewing.decisions import Claims, Outcome, Review, ReviewError
from kb.reviewing.editing import new_claim, with_fields
from kb.reviewing.figures import backlog, figures
from kb.reviewing.record import claim_record
from kb.reviewing.stored import article as stored_article
from kb.reviewing.stored import claims as stored_claims

_BY = click.option("--by", envvar="CASUS_REVIEWER", help="Who decides; your login if it is not given.")
_SET = click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="A field; several codes by spaces.")


@click.group()
def review() -> None:
    """Decide on the claims that were found in articles; a claim is named ARTICLE/NUMBER."""


@review.command("list")
@click.argument("article", required=False)
@click.option("--state", type=click.Choice([*decisions.State]), help="Only claims in this state.")
@click.option("--json", "as_json_", is_flag=True)
@LANGUAGE
def list_(article: str | None, state: str | None, lang: str, *, as_json_: bool) -> None:
    """List the articles with open proposals, or the claims of one article with their states."""
    base = ready()
    rows = _claims(base, article, state) if article else _articles(base)
    if as_json_:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    heads = list(rows[0]) if rows else []
    print_table(article or "review", heads, [[str(row[head]) for head in heads] for row in rows])
    if not article:
        total = figures(base.reader().select, backlog(base.reader().select))
        note(", ".join(f"{state}: {number}" for state, number in total.states.items()))


def _articles(base: KnowledgeBase) -> list[dict[str, object]]:
    return [
        {"article": entry.article, "title": entry.title or "", "claims": entry.claims, "open": entry.open}
        for entry in backlog(base.reader().select)
        if entry.claims
    ]


def _claims(base: KnowledgeBase, article: str, state: str | None) -> list[dict[str, object]]:
    reader = base.reader()
    stored_article(reader.select, article)
    record = desk.review_of(reader, article)
    standing = {found.number: found.claim for found in stored_claims(reader.select, article)}
    rows: list[dict[str, object]] = []
    for number in sorted({*standing, *record.numbers()}):
        last = next(iter(reversed(record.counting(number))), None)
        claim = standing.get(number) or (last and last.before)
        if claim and state in {None, record.state(number)}:
            who = f"{last.by}, {last.at:%Y-%m-%d %H:%M}" if last else ""
            rows.append({"claim": f"{article}/{number}", "state": record.state(number), "by": who, **_shown(claim)})
    return rows


def _shown(claim: Claim) -> dict[str, object]:
    record = claim_record(claim)
    speaker = record["speaker"] or {}
    return {"speaker": speaker.get("name", ""), **{name: record[name] for name in ("act", "guarantee_type", "quote")}}


@review.command()
@click.argument("claims", nargs=-1, required=True, metavar="ARTICLE/NUMBER...")
@_BY
def accept(claims: Sequence[str], by: str | None) -> None:
    """Find proposals right as they stand."""
    for article, number in map(_split, claims):
        _decide(article, lambda review, standing, n=number: decisions.accept(review, standing, n, *_now(by)))  # type: ignore[misc]


@review.command()
@click.argument("claims", nargs=-1, required=True, metavar="ARTICLE/NUMBER...")
@_BY
def reject(claims: Sequence[str], by: str | None) -> None:
    """Take claims out: their words do not say it."""
    for article, number in map(_split, claims):
        _decide(article, lambda review, standing, n=number: decisions.reject(review, standing, n, *_now(by)))  # type: ignore[misc]


@review.command()
@click.argument("claim", metavar="ARTICLE/NUMBER")
@_SET
@_BY
def edit(claim: str, fields: Sequence[str], by: str | None) -> None:
    """Correct fields of a claim: --set strength=binding --set "guarantors=US GB"."""
    article, number = _split(claim)
    text = stored_article(ready().reader().select, article)

    def step(review: Review, standing: Claims) -> Outcome:
        if number not in standing:
            raise ReviewError(f"claim {number} does not stand in {article}")
        changed = with_fields(text, standing[number], _fields(fields))
        return decisions.edit(review, standing, number, changed, *_now(by))

    _decide(article, step)


@review.command()
@click.argument("article")
@click.argument("quote")
@_SET
@_BY
def add(article: str, quote: str, fields: Sequence[str], by: str | None) -> None:
    """Add a claim on words of the article; --set gives at least act and guarantee_type."""
    claim = new_claim(stored_article(ready().reader().select, article), quote, _fields(fields))
    _decide(article, lambda review, standing: decisions.add(review, standing, claim, *_now(by)))


@review.command()
@click.argument("what", metavar="ARTICLE|ARTICLE/NUMBER")
@_BY
def undo(what: str, by: str | None) -> None:
    """Take back the last decision on an article, or on one of its claims."""
    article, number = _split(what) if "/" in what else (what, None)
    _decide(article, lambda review, standing: decisions.undo(review, standing, *_now(by), number))


def _decide(article: str, step: Callable[[Review, Claims], Outcome]) -> None:
    last = ready().decide(article, step).decisions[-1]
    note(f"{last.verb}: {article}/{last.claim}")


def _now(by: str | None) -> tuple[str, datetime]:
    return by or getpass.getuser(), datetime.now(UTC).replace(microsecond=0)


def _split(claim: str) -> tuple[str, int]:
    article, _, number = claim.rpartition("/")
    if not article or not number.isdecimal():
        raise ReviewError(f"{claim!r} names no claim; write ARTICLE/NUMBER, as `casus review list ARTICLE` shows it")
    return article, int(number)


def _fields(given: Sequence[str]) -> dict[str, str]:
    return dict(field.partition("=")[::2] for field in given)


COMMANDS = (review,)
