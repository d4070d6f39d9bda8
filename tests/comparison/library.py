"""A store of the schemes and of some of the real instruments, made without the rest."""

from collections.abc import Iterable
from pathlib import Path

from kb import curation
from kb.comparison.codebook import Select
from kb.namespaces import graph_iri
from kb.resources import data_path
from kb.store import Store


def library(home: Path, instruments: Iterable[str]) -> Select:
    """Runs a SELECT over the ontology, the schemes, the actors and these instruments of the library."""
    graphs = {
        graph_iri("ontology"): curation.ontology(),
        graph_iri("schemes"): curation.schemes(),
        graph_iri("actors"): curation.actors(),
    }
    for id_ in instruments:
        graphs[graph_iri("instrument", id_)] = curation.instrument_graph(data_path("instruments", f"{id_}.yaml"))
    store = Store(home)
    with store.writing() as writer:
        writer.replace(graphs)
    return store.reader().select

