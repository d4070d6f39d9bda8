"""Commands that ask the knowledge base: list, query, questions, describe."""

import json
import sys
from collections.abc import Callable, Sequence

import click

from kb.claim_index import FACETS, Search
from kb.cli.output import LANGUAGE, errors, print_table, ready
from kb.listing import KINDS, listing

_ALL = 1_000_000
_SHOWN = ("id", "day", "speaker", "affiliation", "act", "guarantee", "strength", "status", "review", "quote")
Command = Callable[..., None]


def _facet_options(command: Command) -> Command:
    """One option per facet; given twice, either value will do."""
    for facet in reversed(FACETS):
        command = click.option(f"--{facet}", multiple=True, help=f"Only claims with this {facet}.")(command)
    return command


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--json", "as_json_", is_flag=True)
@click.option("--words", default="", help="Only claims whose words hold these.")
@_facet_options
@LANGUAGE
def list_(kind: str, lang: str, words: str, *, as_json_: bool, **facets: Sequence[str]) -> None:
    """List what the knowledge base holds; claims can be chosen by speaker, act, outlet and more."""
    chosen = {facet: tuple(values) for facet, values in facets.items() if values}
    if (chosen or words) and kind != "claims":
        raise click.UsageError("only claims can be chosen by words or facets")
    base = ready()
    if chosen or words:
        found = base.claims.search(base.reader(), Search(words, facets=chosen), limit=_ALL).rows
        rows = [{name: row[name] for name in _SHOWN if name in row} for row in found]
    else:
        rows = listing(base.reader().select, kind, lang)
    if as_json_:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        heads = list(dict.fromkeys(head for row in rows for head in row))
        print_table(kind, heads, [[row.get(head, "") for head in heads] for row in rows])


@click.command()
@click.argument("query", metavar="FILE.rq|NAME")
@click.option("--param", "parameters", multiple=True, metavar="k=v", help="A parameter of a named query.")
@click.option("--format", "format_", type=click.Choice(["csv", "json", "turtle"]), default="csv")
def query(query: str, parameters: Sequence[str], format_: str) -> None:
    """Run a SPARQL query: a file, or one of the named questions (`casus questions` lists them)."""
    from kb.asking import ask

    given = dict(parameter.partition("=")[::2] for parameter in parameters)
    answer = ask(ready().store, query, given, format_)
    sys.stdout.buffer.write(answer.body)
    if answer.truncated:
        errors.print(f"casus: cut off after {answer.rows} rows; add LIMIT and OFFSET to see the rest", style="yellow")


@click.command()
@click.option("--markdown", is_flag=True, help="As a document in both languages.")
@LANGUAGE
def questions(lang: str, *, markdown: bool) -> None:
    """List the named questions with their parameters, by topic."""
    from kb.queries import competency_questions, questions_as_markdown, topics

    if markdown:
        click.echo(questions_as_markdown(), nl=False)
        return
    asked = competency_questions()
    for topic, label in topics().items():
        rows = [
            [question.name, question.question[lang], ", ".join(question.parameters)]
            for question in asked
            if question.topic == topic
        ]
        print_table(label[lang], ["name", "question", "parameters"], rows)


@click.command()
@click.option("--address", default="http://127.0.0.1:8501/", show_default=True, help="Where the server is reached.")
def describe(address: str) -> None:
    """Print what the dataset holds, for catalogues: VoID and DCAT in Turtle."""
    from kb import dataset
    from kb.store import snapshot_day

    reader = ready().reader()
    click.echo(dataset.describe(reader.select, snapshot_day(reader.name), address), nl=False)


COMMANDS = (list_, query, questions, describe)
