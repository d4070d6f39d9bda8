"""What the knowledge base holds, one row per thing, for the command line and the dashboard's lists."""

from collections.abc import Mapping

from kb.comparison.codebook import Select
from kb.errors import UnknownIdError
from kb.namespaces import KB, SCHEME, local_id
from kb.queries import view

KINDS = ("guarantees", "instruments", "articles", "claims", "actors", "timeline")


def listing(select: Select, kind: str, language: str = "en") -> list[dict[str, str]]:
    """The rows of one kind, each with an `id`; labels in the language given. Raises UnknownIdError for another kind."""
    if kind not in KINDS:
        raise UnknownIdError(f"there is no list of {kind!r}; there are: {', '.join(KINDS)}")
    return [_row(row, language) for row in select(view(f"list-{kind}").bind())]


def _row(row: Mapping[str, str], language: str) -> dict[str, str]:
    """The first column becomes the id, IRIs become ids, and of columns per language the chosen one stays."""
    shown: dict[str, str] = {}
    for number, (column, value) in enumerate(row.items()):
        name, _, ending = column.rpartition("_")
        if ending in {"en", "de"}:
            if ending == language:
                shown[name] = value
        else:
            shown["id" if number == 0 else column] = _plain(value)
    return shown


def _plain(value: str) -> str:
    if value.startswith(f"{KB}claim/"):
        return value.removeprefix(f"{KB}claim/")
    return local_id(value) if value.startswith((str(KB), str(SCHEME))) else value
