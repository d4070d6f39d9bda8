"""A store of the schemes and of some of the real instruments, made without the rest."""

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kb import curation
from kb.comparison.codebook import Codebook, Select, read_codebook
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


@cache
def shipped_codebook() -> Codebook:
    """The codebook of the shipped schemes."""
    with tempfile.TemporaryDirectory() as folder:
        return read_codebook(library(Path(folder), ()))
