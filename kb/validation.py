"""Closing the world: SHACL shapes tell whether a graph may be written, and if not, what to mend and how."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from pyshacl.pytypes import SHACLExecutor
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS

from kb.curation import ontology
from kb.errors import InvalidGraphError
from kb.namespaces import local_id
from kb.shapes import Finding, KnownGraph, messages, rules, superclasses

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


def _known(data: Graph, context: Graph | None) -> Graph:
    """The graph, and of each thing it refers to the classes and schemes: nothing else of the context is asked for."""
    known = KnownGraph()
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
