"""Closing the world: SHACL shapes tell whether a graph may be written, and if not, what to mend and how.

`python -m kb.validation` is the child process of `validate_instruments`: paths on standard input, a report a line.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from pyshacl.pytypes import SHACLExecutor
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS

from kb.curation import actors, instrument_graph, ontology, schemes
from kb.errors import CasusError, CurationError, InvalidGraphError
from kb.namespaces import local_id
from kb.shapes import Finding, ReadGraph, messages, rules, superclasses

REPORTED_VIOLATIONS = 20
"""How many violations an error message lists."""
SHOWN_CHARACTERS = 80

_ALONE = threading.Lock()  # neither pySHACL nor rdflib's SPARQL parser promises to be safe across threads


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a rule; `message` tells by language what is wrong and how to mend it.

    `path` and `value` are the property and the value at fault, where it is one; `severity` is `Violation`,
    `Warning` or `Info`.
    """

    node: str
    rule: str
    message: Mapping[str, str]
    path: str | None
    value: str | None
    severity: str

    def text(self, language: str = "en") -> str:
        """The violation in two lines: where, and what to do."""
        place = self.node if self.path is None else f"{self.node} · {local_id(self.path)}"
        value = self.value if self.value != self.node else None
        found = f" = {value[:SHOWN_CHARACTERS]}" if value else ""
        return f"{place}{found}\n  {self.message.get(language) or self.message.get('en', '')} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, the most severe first; warnings alone do not keep a graph from conforming."""

    violations: tuple[Violation, ...]
    conforms: bool

    def text(self, language: str = "en", limit: int | None = None) -> str:
        """The report as text; `limit` is the number of violations to list."""
        parts = [violation.text(language) for violation in self.violations[:limit]]
        if more := len(self.violations) - len(parts):
            parts.append(f"… und {more} weitere" if language == "de" else f"… and {more} more")
        nothing = "Keine Verstöße." if language == "de" else "No violations."
        return "\n".join(parts) or nothing


def validate(data: Graph, context: Graph | None = None) -> Report:
    """Check a graph against all shapes.

    `context` describes what the graph may refer to (schemes, actors). It is not checked itself; no graph is changed.
    """
    with _ALONE:
        known, executor = _known(data, context), SHACLExecutor()
        findings = {finding for rule in rules() for finding in rule.findings(executor, known, data)}
    violations = tuple(sorted((_violation(finding) for finding in findings), key=_order))
    return Report(violations, all(violation.severity != "Violation" for violation in violations))


def require_valid(data: Graph, context: Graph | None = None) -> Report:
    """Check a graph; the report may still hold warnings. Raises InvalidGraphError that lists the violations."""
    report = validate(data, context)
    if not report.conforms:
        raise InvalidGraphError(report.text(limit=REPORTED_VIOLATIONS))
    return report


def require(origin: str, report: Report) -> None:
    """Raise InvalidGraphError that names the origin, unless the report conforms."""
    if not report.conforms:
        raise InvalidGraphError(f"{origin} cannot be used as it stands:\n{report.text(limit=REPORTED_VIOLATIONS)}")


def validate_instruments(paths: Sequence[Path]) -> Iterator[tuple[Path, Report]]:
    """Check instruments' files in processes of their own, begun at once; reports in the order of the paths.

    Raises CurationError for a file that cannot be read, CasusError where a process fails.
    """
    processes = max(1, min(os.cpu_count() or 1, len(paths)))
    return _reports(paths, [_child(paths[first::processes]) for first in range(processes)])


def _reports(paths: Sequence[Path], children: Sequence[subprocess.Popen[str]]) -> Iterator[tuple[Path, Report]]:
    with ExitStack() as stack:
        for child in children:
            stack.enter_context(child)
            stack.callback(child.kill)
        for number, path in enumerate(paths):
            child = children[number % len(children)]
            line = child.stdout.readline() if child.stdout else ""
            if not line:
                raise CasusError(f"the validation of {path.name} failed; run `casus check` on it to see why")
            answer = json.loads(line)
            if "unreadable" in answer:
                raise CurationError(answer["unreadable"])
            violations = tuple(Violation(**violation) for violation in answer["violations"])
            yield path, Report(violations, answer["conforms"])


def _child(paths: Sequence[Path]) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "kb.validation"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if child.stdin:
        child.stdin.write("".join(f"{path}\n" for path in paths))
        child.stdin.close()
    return child


def _answer_for_files() -> None:
    context = schemes() + actors()
    for line in sys.stdin:
        try:
            report = validate(instrument_graph(Path(line.rstrip("\n"))), context)
        except CurationError as error:
            print(json.dumps({"unreadable": str(error)}), flush=True)
            continue
        answer = {"violations": [asdict(violation) for violation in report.violations], "conforms": report.conforms}
        print(json.dumps(answer), flush=True)


def _known(data: Graph, context: Graph | None) -> Graph:
    """The graph, and of each thing it refers to the classes and schemes: nothing else of the context is asked for."""
    known = ReadGraph()
    known += data
    sources = [data, ontology()] + ([] if context is None else [context])
    for thing in {thing for thing in data.objects() if isinstance(thing, URIRef)}:
        for source in sources:
            for class_ in source.objects(thing, RDF.type):
                for above in superclasses(class_):
                    known.add((thing, RDF.type, above))
            for scheme in source.objects(thing, SKOS.inScheme):
                known.add((thing, SKOS.inScheme, scheme))
    return known


def _violation(finding: Finding) -> Violation:
    return Violation(
        node=str(finding.node),
        rule=local_id(str(finding.rule)),
        message=messages(finding.rule),
        path=str(finding.path) if isinstance(finding.path, URIRef) else None,
        value=None if finding.value is None else str(finding.value),
        severity=local_id(str(finding.severity)),
    )


def _order(violation: Violation) -> tuple[bool, str, str, str]:
    return violation.severity != "Violation", violation.node, violation.rule, violation.value or ""


if __name__ == "__main__":
    _answer_for_files()
