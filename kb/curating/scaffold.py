"""A new instrument's file: every key, and a stub for each dimension with its decision rules as comments."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SKOS

from kb.curating.wording import say
from kb.curation import schemes
from kb.errors import CurationError
from kb.namespaces import CF, SCHEME, local_id, slug
from kb.resources import data_path, is_checkout

PLACEHOLDER = "TODO"
RELATIONS = (
    "partOf", "implements", "supersedes", "precedes", "modelledOn", "draftOf", "annexTo", "competesWith", "refersTo",
)  # fmt: skip
_WIDTH = 116


def new_instrument(id_: str, language: str = "en", folder: Path | None = None) -> Path:
    """Write the file of a new instrument and tell where it is.

    Raises CurationError for an id that is none, for a file that is there, and outside a checkout of the project.
    """
    if id_ != slug(id_):
        raise CurationError(f"an id has lower case ASCII letters, digits and hyphens only; try {slug(id_)!r}")
    if folder is None and not is_checkout():
        raise CurationError(
            "this is an installed package, whose files are not yours to change; instruments are added in a checkout "
            "of the project (see docs/contributing-an-instrument.md)"
        )
    path = (folder or data_path("instruments")) / f"{id_}.yaml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(scaffold(id_, language))
    except FileExistsError as error:
        raise CurationError(f"{path.name} is there already; correct it, or choose another id") from error
    except OSError as error:
        raise CurationError(f"{path} could not be written: {error}") from error
    return path


def scaffold(id_: str, language: str = "en") -> str:
    """The text of a new instrument's file."""
    return "\n".join([*_head(id_, language), *_commitment(id_, language)]) + "\n"


def _head(id_: str, language: str) -> Iterator[str]:
    yield from _comment(say("head", language, file=f"kb/instruments/{id_}.yaml"))
    yield f"id: {id_}"
    yield "type: Instrument"
    yield f"label: {{en: {PLACEHOLDER}, de: {PLACEHOLDER}}}"
    yield f'officialTitle: {{en: "{PLACEHOLDER}"}}'
    yield f"expresses: guarantee:{id_}"
    yield from _values("type", language, "guaranteeType")
    yield f"guaranteeType: type:{PLACEHOLDER}"
    yield from _values("d4", language, "legalForm")
    yield f"legalForm: d4:{PLACEHOLDER}"
    yield from _values("d5", language, "instrumentStatus")
    yield f"instrumentStatus: d5:{PLACEHOLDER}"
    yield f"statusAsOf: {PLACEHOLDER}"
    yield from _comment(say("dates", language))
    yield from (f"{day}: {PLACEHOLDER}" for day in ("signed", "inForce", "ended"))
    yield f"party: [actor:{PLACEHOLDER}]"
    yield from _comment(say("periods", language))
    yield "statusPeriod:"
    yield f"  - {{status: d5:{PLACEHOLDER}, since: {PLACEHOLDER}, source: [{id_}/source/text]}}"
    yield from _comment(say("relations", language, relations=", ".join(RELATIONS)))
    yield from _comment(say("source", language))
    yield from _values("grade", language)
    yield "source:"
    yield f"  - id: {id_}/source/text"
    yield from (f'    {key}: "{PLACEHOLDER}"' for key in ("title", "url"))
    yield f"    sourceGrade: grade:{PLACEHOLDER}"
    yield from _comment(say("provision", language))
    yield "provision:"
    yield f"  - id: {id_}/art-1"
    yield f"    provisionNumber: {{en: {PLACEHOLDER}, de: {PLACEHOLDER}}}"
    yield f'    words: {{en: "{PLACEHOLDER}"}}'
    yield f"    wording: grade:{PLACEHOLDER}"
    yield f"    source: [{id_}/source/text]"


def _commitment(id_: str, language: str) -> Iterator[str]:
    yield from _comment(say("commitment", language))
    yield "commitment:"
    yield f"  - guarantor: [actor:{PLACEHOLDER}]"
    yield f"    beneficiary: [actor:{PLACEHOLDER}]"
    yield "    coding:"
    for number in range(1, 22):
        yield from _stub(f"d{number}", id_, language)


def _stub(dimension: str, id_: str, language: str) -> Iterator[str]:
    node, indent = SCHEME[dimension], " " * 6
    question = _text(node, CF.question, language)
    yield ""
    yield from _comment(f"{dimension.upper()} {_text(node, SKOS.prefLabel, language)}. {question}", indent)
    yield from _comment(_text(node, SKOS.definition, language), indent)
    values = _concepts(dimension)
    yield from _values(dimension, language, indent=indent)
    absences = ", ".join(f"absence:{local_id(str(absence))}" for absence in _concepts("absence"))
    example = f"{dimension}:{local_id(str(values[0]))}"
    yield from _comment(say("value", language, example=example, id=id_, absences=absences), indent)
    yield f"{indent}- dimension: {dimension.upper()}"
    yield f"{indent}  absence: absence:not-coded"
    yield f"{indent}  codingNote: {{en: {PLACEHOLDER}, de: {PLACEHOLDER}}}"


def _values(scheme: str, language: str, title: str = "", indent: str = "") -> Iterator[str]:
    """The concepts of a scheme with their decision rules, as comments."""
    if title:
        yield from _comment(f"{title}:", indent)
    for concept in _concepts(scheme):
        rule = _text(concept, SKOS.definition, language)
        yield from _comment(f"  {scheme}:{local_id(str(concept))} – {rule}", indent, "    ")


def _concepts(scheme: str) -> list[URIRef]:
    graph = schemes()
    found = [concept for concept in graph.subjects(SKOS.inScheme, SCHEME[scheme]) if isinstance(concept, URIRef)]
    return sorted(
        (concept for concept in found if (concept, RDF.type, SKOS.Concept) in graph),
        key=lambda concept: (int(str(graph.value(concept, CF.order) or 0)), str(concept)),
    )


def _text(node: URIRef, property_: URIRef, language: str) -> str:
    found = (text for text in schemes().objects(node, property_) if isinstance(text, Literal))
    return next((str(text) for text in found if text.language == language), "")


def _comment(text: str, indent: str = "", hanging: str = "") -> Iterator[str]:
    prefix = f"{indent}# "
    for line in text.rstrip("\n").split("\n"):
        yield from textwrap.wrap(line, _WIDTH, initial_indent=prefix, subsequent_indent=prefix + hanging)
