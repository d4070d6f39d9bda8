"""Office holders: who is known by a name or by an office, on a day."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from kb.extraction.tables import own_names
from kb.extraction.tokens import forms
from kb.languages import language_of
from kb.offices import office_rows


def holder_name(row: Mapping[str, Any], language: str) -> str:
    """The holder's name as the language spells it; as English does where nothing else is known."""
    spellings: list[str] = own_names(language).get("persons", {}).get(row["id"], [])
    return spellings[0] if spellings else str(row["person"].get(language, row["person"]["en"]))


def titles(row: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """The titles of the office in lower case, its name first."""
    own: list[str] = own_names(language).get("titles", {}).get(row["kind"], [])
    return tuple(title.lower() for title in own or row["roles"].get(language, ()))


def role_title(row: Mapping[str, Any], language: str) -> str:
    """The person's own title in lower case, in the feminine where the person is a woman and the language has it."""
    own: list[str] = own_names(language).get("titles", {}).get(row["kind"], [])
    return (own[0] if own else str(row["role"].get(language, row["role"]["en"]))).lower()


def in_office(row: Mapping[str, Any], day: date | None) -> bool:
    """Whether the term of a row covers the day; without a day, whether it lasts."""
    if day is None:
        return row["until"] is None
    until: date | None = row["until"]
    return begun(row, day) and (until is None or day <= until)


def begun(row: Mapping[str, Any], day: date) -> bool:
    """Whether the term of a row had begun on the day."""
    begin: date | None = row["from"]
    return begin is None or begin <= day


@cache
def rows_by_name(language: str) -> dict[tuple[str, ...], tuple[dict[str, Any], ...]]:
    """The terms of office by every spelling of their holder's name, as token forms."""
    names: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in office_rows():
        own = own_names(language).get("persons", {}).get(row["id"], [])
        written = {row["person"]["de"], row["person"]["en"], *row["aliases"], *own}
        for name in written:
            variants = {forms(name, language)}
            if language_of(language).inflected_names and name[-1] not in "sxzß":
                variants.add(forms(name + "s", language))
            for variant in variants:
                names.setdefault(variant, []).append(row)
    return {name: tuple(rows) for name, rows in names.items()}
