"""Labels of actors and concepts, read from the curated tables, in English and German."""

from datetime import date
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kb.curation import actors, schemes
from kb.namespaces import CF, concept, kb_iri
from kb.offices import Row, office_rows


def actor_label(code: str, language: str) -> str:
    """The name of an actor by its code; the code itself where no table knows it."""
    return _label(actors(), kb_iri("actor", code), RDFS.label, language) or code


def type_label(code: str, language: str) -> str:
    """The name of a guarantee type of the claims contract."""
    return _label(schemes(), concept("type", code), SKOS.prefLabel, language) or code


def _label(graph: Graph, node: URIRef, property_: URIRef, language: str) -> str | None:
    labels = {str(label.language): str(label) for label in graph.objects(node, property_) if hasattr(label, "language")}
    return labels.get(language) or labels.get("en")


@cache
def indicated_values(scheme: str, code: str) -> tuple[URIRef, ...]:
    """The dimension values that a claim with this code states (`cf:indicates` in the schemes)."""
    values = schemes().objects(concept(scheme, code), CF.indicates)
    return tuple(sorted(value for value in values if isinstance(value, URIRef)))


@cache
def _persons() -> dict[str, URIRef]:
    graph = actors()
    persons = (person for person in graph.subjects(RDF.type, CF.Person) if isinstance(person, URIRef))
    return {str(label).casefold(): person for person in persons for label in graph.objects(person, RDFS.label)}


def office_holder(name: str) -> URIRef | None:
    """The IRI of a person whom the table of office holders knows by this full name."""
    return _persons().get(name.casefold())


def speaking_person(name: str, affiliation: str | None, day: date | None) -> URIRef | None:
    """The IRI of an office holder meant by a name: in full, another spelling, or the surname.

    A surname means the one who held an office of the actor spoken for on that day, if there is only one.
    """
    if person := office_holder(name) or _by_alias().get(name.casefold()):
        return person
    surname = name.casefold()
    meant = {
        row["id"]
        for row in _by_surname().get(surname, ())
        if row["affiliation"] == affiliation and day and _held(row, day)
    }
    return kb_iri("person", meant.pop()) if len(meant) == 1 else None


def _held(row: Row, day: date) -> bool:
    """Whether an office was held that day; an end that no source tells is open."""
    since, until = (str(row[key] or "") for key in ("from", "until"))
    return since <= day.isoformat() and (not until or day.isoformat()[: len(until)] <= until)


@cache
def _by_alias() -> dict[str, URIRef]:
    """Persons by other spellings, except those that several bear."""
    bearers: dict[str, set[str]] = {}
    for row in office_rows():
        for alias in row["aliases"]:
            bearers.setdefault(str(alias).casefold(), set()).add(row["id"])
    return {alias: kb_iri("person", *ids) for alias, ids in bearers.items() if len(ids) == 1}


@cache
def _by_surname() -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in office_rows():
        for surname in {name.split()[-1].casefold() for name in row["person"].values()}:
            rows.setdefault(surname, []).append(row)
    return rows
