"""The command `casus`: nothing but results on standard output, everything else on standard error.

Exit codes: 0 done, 1 something failed or is invalid, 2 the command was not understood.
"""

from typing import Any

import click

from kb import __version__
from kb.cli import articles, asking, comparing, contributing, evaluating, keeping, reviewing
from kb.cli.output import tell
from kb.errors import CasusError


class _Group(click.Group):
    """Tells our own errors in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CasusError as error:
            tell(error)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casus")
def main() -> None:
    """Security guarantees compared: who would protect whom, when, how, and how firmly.

    The knowledge base lies below CASUS_HOME (default: ~/.local/share/casus).
    """


for module in (keeping, articles, reviewing, comparing, asking, contributing, evaluating):
    for command in module.COMMANDS:
        main.add_command(command)
