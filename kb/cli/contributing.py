"""Commands for contributors: new, check, train."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kb.cli.output import LANGUAGE, note
from kb.errors import SourceError


@click.command()
@click.argument("kind", type=click.Choice(["instrument"]))
@click.argument("id_", metavar="ID")
@LANGUAGE
def new(kind: str, id_: str, lang: str) -> None:
    """Write a new instrument's file to fill in, with the decision rules of every dimension as comments."""
    from kb.curating.scaffold import new_instrument

    click.echo(new_instrument(id_, lang))
    note(f"A new {kind}; fill in every TODO, then run `casus check` on the file")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--text",
    "text_path",
    metavar="TEXT",
    type=click.Path(path_type=Path),
    help="The instrument's text, to find its words.",
)
@LANGUAGE
def check(files: Sequence[Path], text_path: Path | None, lang: str) -> None:
    """Tell what is missing or wrong in instruments' files; exit 1 if anything must be mended."""
    from kb.curating.check import VIOLATION, check_instrument
    from kb.curating.wording import say

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # the shapes tell of a date that is none, in words
    text = _read(text_path) if text_path else None
    failed = False
    for path in files:
        found = check_instrument(path, lang, text)
        for finding in found:
            click.echo(finding.text())
        wrong = sum(finding.severity == VIOLATION for finding in found)
        failed = failed or wrong > 0
        note(say("summary", lang, file=path.name, violations=wrong, warnings=len(found) - wrong))
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where to write them; by default where they ship.")
def train(folders: Sequence[Path], out: Path | None) -> None:
    """Fit the trained components of the extraction to annotated articles (NAME.txt with NAME.json)."""
    from kb.extraction.linear import SHIPPED, pack

    try:
        from kb.training import read_annotated, train_components
    except ImportError as error:
        raise SourceError(f"Training needs {error.name}. Install the project with its extra `train`.") from error
    articles = read_annotated(folders)
    packed = pack(train_components(articles))
    path = out or SHIPPED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    note(f"Trained on {len(articles)} articles; {len(packed) / 1e6:.1f} MB written to {path}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from error


COMMANDS = (new, check, train)
