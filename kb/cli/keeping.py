"""Commands that keep the knowledge base: build, reason, validate, serve."""

import sys
from collections import Counter
from pathlib import Path

import click

from kb.cli.output import LANGUAGE, note, progress, ready
from kb.errors import CasusError
from kb.knowledge_base import KnowledgeBase


@click.command()
@click.option("--again", is_flag=True, help="Build even if the knowledge base is up to date.")
@click.option("--reason", is_flag=True, help="Build, and reason anew: everything from the curated files; for curators.")
def build(*, again: bool, reason: bool) -> None:
    """Build the knowledge base from what the project ships; articles you added are kept."""
    base = KnowledgeBase()
    with progress() as report:
        if again or reason:
            base.build(report, reason=reason)
        else:
            base.ensure_built(report)
    note(f"The knowledge base lies in {base.store.home}")


@click.command()
def reason() -> None:
    """Reason over the curated knowledge and write what follows to where it ships; for curators."""
    from kb.curation import curated_graphs
    from kb.entailments import reason_over, ship

    entailments = reason_over(curated_graphs())
    note(f"{len(entailments)} types follow; written to {ship(entailments)}")


@click.command()
@click.option("--info", is_flag=True, help="List what is merely worth knowing, too.")
@LANGUAGE
def validate(lang: str, *, info: bool) -> None:
    """Check all that is stored, and what ships, against shapes and checks; exit 1 if anything is wrong."""
    from kb.checking import check_everything

    with progress() as report:
        violations = check_everything(ready(), report)
    number = Counter(violation.severity for violation in violations)
    for violation in violations:
        if info or violation.severity != "Info":
            click.echo(f"{violation.severity.lower()}: {violation.text(lang)}")
    hint = "" if info or not number["Info"] else " (see --info)"
    note(f"{number['Violation']} violations, {number['Warning']} warnings, {number['Info']} notes{hint}")
    sys.exit(1 if number["Violation"] else 0)


@click.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--headless", is_flag=True, help="Do not open a browser.")
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(port: int, host: str, *, headless: bool) -> None:
    """Open the dashboard, with the SPARQL endpoint at /sparql."""
    from kb.serving import serve_dashboard

    ready()
    note(f"Dashboard http://{host}:{port}  SPARQL http://{host}:{port}/sparql")
    serve_dashboard(host, port, headless=headless)


@click.command()
@click.argument("out", metavar="OUT.html", type=click.Path(path_type=Path, dir_okay=False))
@LANGUAGE
def docs(out: Path, lang: str) -> None:
    """Write the ontology's reference page: every class and property, in one file that fetches nothing."""
    try:
        from kb.reference import reference_page
    except ImportError as error:
        raise CasusError("the reference page needs pyLODE; install casus-foederis[docs]") from error
    out.write_text(reference_page(lang), encoding="utf-8")
    note(f"Written to {out}")


COMMANDS = (build, reason, validate, serve, docs)
