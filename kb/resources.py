"""Where the shipped knowledge lies: in a checkout beside the package, in a wheel inside it."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def data_path(*parts: str) -> Path:
    """A path below `kb/`: curated data (instruments, actors, lexicon, articles)."""
    return _PACKAGE.joinpath(*parts)


def ontology_path(*parts: str) -> Path:
    """A path below `ontology/`: Turtle, schemes, shapes, queries, the JSON-LD context."""
    return _ROOT.joinpath("ontology", *parts)


def app_path() -> Path:
    """The dashboard's entry, `app.py`."""
    return _ROOT / "app.py"


def is_checkout() -> bool:
    """Whether the package runs from a checkout of the project, whose files may be changed, and not from a wheel."""
    return _ROOT is not _SHIPPED and (_ROOT / "pyproject.toml").is_file()


def home() -> Path:
    """The folder of the user's own knowledge base: `CASUS_HOME`, else `~/.local/share/casus`."""
    if chosen := os.environ.get("CASUS_HOME"):
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "casus"
