"""`python -m kb` is the command `casus`."""

from kb.cli import main

main()
