"""Class expressions in plain words: "every guarantor is: European actor"."""

from collections.abc import Iterable, Mapping
from functools import cache

from rdflib import RDFS, Literal
from rdflib.namespace import SKOS
from rdflib.term import Node

from kb.curation import actors, instrument_graph, instrument_paths, ontology, read_yaml, schemes
from kb.namespaces import kb_iri, local_id
from kb.reasoning.definitions import All, AnyOf, Expression, Has, Named, Not, OneOf, Only, Some
from kb.resources import data_path


def in_words(expression: Expression, language: str) -> str:
    """The expression in English (`en`) or German (`de`)."""
    words = wording(language)

    def several(parts: Iterable[Expression], joint: str) -> str:
        return words[joint].join(in_words(part, language) for part in parts)

    match expression:
        case Named(iri):
            told = _label(iri, language)
        case All(parts):
            told = several(parts, "and")
        case AnyOf(parts):
            told = several(parts, "or")
        case OneOf(members):
            told = words["or"].join(_label(member, language) for member in members)
        case Not(filler):
            told = words["not"].format(things=in_words(filler, language))
        case Has(property_, value):
            told = words["has"].format(property=_label(property_, language), things=_label(value, language))
        case Some(property_, filler) | Only(property_, filler):
            form = "some" if isinstance(expression, Some) else "only"
            told = words[form].format(property=_label(property_, language), things=in_words(filler, language))
    return told


@cache
def wording(language: str) -> Mapping[str, str]:
    """The sentences that explanations are made of, by key."""
    words: Mapping[str, str] = read_yaml(data_path("comparison", "explaining.yaml"))[language]
    return words


@cache
def _label(thing: Node, language: str) -> str:
    if isinstance(thing, Literal):
        return str(thing)
    named = [path for path in instrument_paths() if str(thing) == str(kb_iri("instrument", path.stem))]
    for graph in (ontology(), schemes(), actors(), *map(instrument_graph, named)):
        for property_ in (RDFS.label, SKOS.prefLabel):
            for label in graph.objects(thing, property_):
                if isinstance(label, Literal) and label.language == language:
                    return str(label)
    return local_id(str(thing))
