"""Commands for contributors: new, check."""

COMMANDS = ()
