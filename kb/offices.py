"""Who held which office when: `kb/actors/offices.yaml`, a row for each term of each person."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kb.errors import CurationError
from kb.tables import read_table

Row = dict[str, Any]


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_table("actors", "offices.yaml")
    return table


@cache
def office_rows() -> tuple[Row, ...]:
    """A row per term.

    Its keys: `id`, `kind` (the office), `person`, `aliases`, `wikidata`, `affiliation`, `from`, `until`, `source`; by
    language `office` (the office's name), `role` (the person's title, feminine where it is) and `roles` (all titles of
    the person).
    Raises CurationError where a term names an office that the table does not describe.
    """
    table = _table()
    return tuple(row for person in table["persons"] for row in _terms(person, table["offices"]))


def office_sources() -> list[Row]:
    """The sources on which the terms rest."""
    return list(_table()["sources"])


def _terms(person: Mapping[str, Any], offices: Mapping[str, Any]) -> Iterator[Row]:
    for term in person["terms"]:
        if term["office"] not in offices:
            raise CurationError(
                f"offices.yaml: {person['id']} holds {term['office']!r}, which `offices` does not describe."
            )
        titles = offices[term["office"]]
        german = titles.get("feminine", titles["de"]) if person.get("feminine") else titles["de"]
        yield {
            "id": person["id"],
            "kind": term["office"],
            "person": person["name"],
            "aliases": person.get("aliases", []),
            "wikidata": person.get("wikidata"),
            "office": {"en": titles["en"][0], "de": titles["de"][0]},
            "role": {"en": titles["en"][0], "de": german[0]},
            "roles": {"en": titles["en"], "de": german},
            "affiliation": term["of"],
            "from": term.get("from"),
            "until": term.get("until"),
            "source": term["source"],
        }
