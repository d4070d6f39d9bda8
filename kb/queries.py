"""Named queries: valid SPARQL files whose header tells the question, the parameters and the columns.

A header is made of comment lines: `# question-en:`, `# question-de:`, `# param NAME: KIND` and `# columns:`; a
question also has `# topic:` (one of `topics.yaml`), a check, whose rows are faults, `# severity:` (error, warning or
info).
A parameter's default stands in the query, on a line of its own that names it:

    VALUES ?guarantee { guarantee:nato-article-5 }  # param guarantee

KIND says how a value is read: `text`, `language`, `date`, a kind of resource (`guarantee`, `actor`, `instrument`,
`article`, `claim`, `person`) whose id is given, `dimension` (`d8`), or `concept SCHEME` (`concept d8`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from rdflib import XSD, Literal

from kb.curation import read_yaml
from kb.errors import QueryError, UnknownIdError
from kb.namespaces import SCHEME, concept, kb_iri
from kb.resources import ontology_path

_HEADER = re.compile(r"^# (?P<key>[a-z-]+)(?: (?P<name>\w+))?: (?P<text>.+)$", re.MULTILINE)
_PARAMETER_LINE = re.compile(r"\{[^{}\n]*\}(?=\s*# param (?P<name>\w+)\s*$)", re.MULTILINE)
_RESOURCE_KINDS = frozenset({"guarantee", "actor", "instrument", "article", "claim", "person"})
_ID = re.compile(r"[\w.~/-]{1,200}")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library: its question by language, its parameters' kinds by name, its columns, its text.

    A competency question also has a `topic`, a check a `severity`.
    """

    name: str
    question: Mapping[str, str]
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    text: str
    severity: str | None = None
    topic: str | None = None

    def bind(self, values: Mapping[str, str | Iterable[str]] | None = None) -> str:
        """The query with these parameters in the place of the defaults.

        Several values of one parameter are alternatives. Raises QueryError for an unknown parameter or a bad value.
        """
        values = values or {}
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise QueryError(f"the query {self.name!r} has no parameter {name!r}; it has: {known}")

        def replacement(found: re.Match[str]) -> str:
            name = found["name"]
            if name not in values:
                return found[0]
            given = values[name]
            given = [given] if isinstance(given, str) else list(given)
            return "{ " + " ".join(_term(self.parameters[name], value) for value in given) + " }"

        return _PARAMETER_LINE.sub(replacement, self.text)

    def default(self, parameter: str) -> str:
        """What a parameter stands at in the file, as one would type it: several values are separated by spaces."""
        written = next((line[0] for line in _PARAMETER_LINE.finditer(self.text) if line["name"] == parameter), "")
        literals = re.findall(r'"([^"]*)"', written)
        return " ".join(literals or (value.rpartition(":")[2] for value in written.strip("{ }").split()))


def _term(kind: str, value: str) -> str:
    """A parameter's value as a SPARQL term."""
    if kind == "text":
        return Literal(value).n3()
    if kind == "language":
        return Literal(value.casefold()).n3()
    if kind == "date":
        try:
            return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date).n3()
        except ValueError as error:
            raise QueryError(f"{value!r} is no date; write it as 2025-12-16") from error
    if not _ID.fullmatch(value):
        raise QueryError(f"{value!r} is not an id: letters, digits, hyphens, dots and slashes only")
    if kind in _RESOURCE_KINDS:
        return kb_iri(kind, *value.split("/")).n3()
    if kind == "dimension":
        return SCHEME[value].n3()
    word, _, scheme = kind.partition(" ")
    if word == "concept" and scheme:
        return concept(scheme, value).n3()
    raise QueryError(f"a query's header names the unknown kind of parameter {kind!r}")


@cache
def _library(folder: str) -> Mapping[str, NamedQuery]:
    return {
        path.stem: parse(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(ontology_path("queries", folder).glob("*.rq"))
    }


def parse(name: str, text: str) -> NamedQuery:
    """Read a query with its header."""
    question: dict[str, str] = {}
    parameters: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    severity = topic = None
    for line in _HEADER.finditer(text):
        key = line["key"]
        if key.startswith("question-"):
            question[key.removeprefix("question-")] = line["text"]
        elif key == "param" and line["name"]:
            parameters[line["name"]] = line["text"].strip()
        elif key == "columns":
            columns = tuple(column.strip() for column in line["text"].split(","))
        elif key == "severity":
            severity = line["text"].strip()
        elif key == "topic":
            topic = line["text"].strip()
    return NamedQuery(name, question, parameters, columns, text, severity, topic)


@cache
def topics() -> Mapping[str, Mapping[str, str]]:
    """The topics of the questions with their labels by language, in the order in which they are shown."""
    return dict(read_yaml(ontology_path("queries", "topics.yaml")))


def competency_questions() -> tuple[NamedQuery, ...]:
    """The questions the knowledge base answers, by topic and name."""
    order = list(topics())
    return tuple(sorted(_library("questions").values(), key=lambda query: order.index(query.topic or "")))


def competency_question(name: str) -> NamedQuery:
    """A competency question by name. Raises UnknownIdError that lists those there are."""
    library = _library("questions")
    if name not in library:
        raise UnknownIdError(f"there is no query named {name!r}; there are: {', '.join(library)}")
    return library[name]


def view(name: str) -> NamedQuery:
    """A query that the faces run themselves."""
    return _library("views")[name]


def checks() -> tuple[NamedQuery, ...]:
    """The queries whose rows are faults of the whole knowledge base, by name."""
    return tuple(_library("checks").values())


def questions_as_markdown() -> str:
    """All competency questions as a document: a table for each topic."""
    lines = [
        "# What the knowledge base can be asked",
        "",
        "Ask by name, `casus query NAME --param k=v`, or on the *SPARQL* page of the dashboard. The queries stand in",
        "`ontology/queries/questions`; this list is written by `casus questions --markdown`.",
    ]
    for topic, label in topics().items():
        lines += [
            "",
            f"## {label['en']} · {label['de']}",
            "",
            "| name | question | Frage | parameters |",
            "|---|---|---|---|",
        ]
        for query in competency_questions():
            if query.topic == topic:
                cells = (f"`{query.name}`", query.question["en"], query.question["de"], ", ".join(query.parameters))
                lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
