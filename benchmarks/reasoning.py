"""What it costs to give guarantees their types: the rules, beside the reasoner that they are held to.

    python benchmarks/reasoning.py [--sizes 200 2000 20000] [--reasoner-up-to 200]

Invented guarantees (a fixed seed) in the form of the curated facts. Each line: the number of guarantees, the seconds
of the rules over all of them, of the rules for one more guarantee, and of HermiT over the same facts, in the same run.
"""

import argparse
import platform
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from kb import curation
from kb.namespaces import CF, SCHEME, kb_iri
from kb.reasoning.facts import facts_of
from kb.reasoning.hermit import classify
from kb.reasoning.rules import types_that_follow

CODED = ("d1", "d3", "d4", "d5", "d6", "d8", "d9", "d16", "d17")
ONE_MORE_RUNS = 5


def values(scheme: str) -> list[URIRef]:
    """The values of a dimension."""
    found = curation.schemes().subjects(SKOS.inScheme, SCHEME[scheme])
    return sorted(value for value in found if isinstance(value, URIRef))


def guarantee(number: int, chance: random.Random, states: list[URIRef]) -> Graph:
    """One guarantee with its instrument and one commitment: an alliance now and then, mostly a pair of states."""
    graph = Graph()
    name, instrument = kb_iri("guarantee", f"g{number}"), kb_iri("instrument", f"i{number}")
    commitment = kb_iri("instrument", f"i{number}", "commitment", "1")
    parties = chance.sample(states, chance.choice([1, 2, 2, 2, 2, 3, 5, 30]))
    graph.add((name, RDF.type, CF.Guarantee))
    graph.add((instrument, RDF.type, CF.Instrument))
    graph.add((instrument, CF.expresses, name))
    graph.add((instrument, CF.numberOfParties, Literal(len(parties))))
    for thing, property_ in ((instrument, CF.party), (name, CF.guarantor)):
        graph.add((thing, CF.completeIn, property_))
        for state in parties:
            graph.add((thing, property_, state))
    graph.add((name, CF.completeIn, CF.hasCommitment))
    graph.add((commitment, RDF.type, CF.Commitment))
    graph.add((commitment, CF.ofGuarantee, name))
    graph.add((commitment, CF.completeIn, CF.promisedResponse))
    for value in chance.sample(values("d7"), 2):
        graph.add((commitment, CF.promisedResponse, value))
    for scheme in CODED:
        coding = URIRef(f"{commitment}/{scheme}")
        graph.add((commitment, CF.coding, coding))
        graph.add((coding, CF.value, chance.choice(values(scheme))))
    return graph


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _add(new: Graph, actors: list[Graph]) -> Graph:
    return types_that_follow(facts_of([new], actors))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000, 20000])
    parser.add_argument("--reasoner-up-to", type=int, default=200)
    asked = parser.parse_args()
    chance = random.Random(5)  # noqa: S311 - the same guarantees each time
    actors = [curation.actors()]
    states = sorted(state for state in actors[0].subjects(RDF.type, CF.State) if isinstance(state, URIRef))
    print(f"{platform.machine()}, Python {platform.python_version()}; seconds")
    print("guarantees  facts  rules, all  rules, one more (median)  HermiT, all  HermiT / rules")
    for size in asked.sizes:
        graphs = [guarantee(number, chance, states) for number in range(size)]
        facts = facts_of(graphs, actors)
        rules = seconds(partial(types_that_follow, facts))
        more = [guarantee(size + number, chance, states) for number in range(ONE_MORE_RUNS)]
        one = statistics.median(seconds(partial(_add, new, actors)) for new in more)
        line = f"{size:10}  {len(facts):6}  {rules:10.2f}  {one:24.3f}"
        if size <= asked.reasoner_up_to:
            hermit = seconds(partial(classify, graphs, actors))
            line += f"  {hermit:11.1f}  {hermit / rules:14.0f}"
        print(line)


if __name__ == "__main__":
    main()
