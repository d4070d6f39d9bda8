"""What is missing in an instrument's file: the shapes, and what only a look at the whole file shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from kb.curating.scaffold import PLACEHOLDER
from kb.curating.wording import say
from kb.curation import actors, instrument_graph, schemes
from kb.errors import CurationError
from kb.namespaces import CF, KB, SCHEME, concept, local_id
from kb.validation import Violation, validate

VIOLATION, WARNING = "Violation", "Warning"
_QUOTED = re.compile("“([^”]+)”")
_LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*")
_FEWEST_WORDS = 3
"""A shorter quote in a note is as often a term as it is a quote."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: how severe, where in the file, and what to do."""

    severity: str
    place: str
    message: str

    def text(self) -> str:
        """The finding in one or two lines."""
        return f"{self.severity.lower()}: {self.place}\n  {self.message}"


def check_instrument(path: Path, language: str = "en", text: str | None = None) -> tuple[Finding, ...]:
    """Check one file, violations first; `text` is the instrument's own, in which all words must stand."""
    try:
        graph = instrument_graph(path)
        lines = path.read_text(encoding="utf-8").splitlines()
    except (CurationError, OSError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as error:
        return (Finding(VIOLATION, path.name, say("unreadable", language, error=error)),)
    found = [
        *_placeholders(lines, path.name, language),
        *_of_shapes(graph, language),
        *_not_coded_yet(graph, language),
        *_unused(graph, language),
        *_quotes_of_notes(graph, language),
        *(_quotes_of_provisions(graph, text, language) if text is not None else ()),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != VIOLATION))


def _placeholders(lines: Iterable[str], name: str, language: str) -> Iterator[Finding]:
    if left := sum(line.count(PLACEHOLDER) for line in lines if not line.lstrip().startswith("#")):
        yield Finding(VIOLATION, name, say("placeholder", language, number=left, mark=PLACEHOLDER))


def _of_shapes(graph: Graph, language: str) -> Iterator[Finding]:
    for violation in validate(graph, schemes() + actors()).violations:
        yield Finding(violation.severity, _place(violation), violation.message.get(language, ""))


def _place(violation: Violation) -> str:
    path = f" · {local_id(violation.path)}" if violation.path else ""
    value = f" = {_short(violation.value)}" if violation.value and violation.value != violation.node else ""
    return f"{_short(violation.node)}{path}{value}"


def _short(iri: str) -> str:
    """An id as it stands in the file."""
    return re.sub(rf"^({re.escape(str(KB))}instrument/|{re.escape(str(KB))}|{re.escape(str(SCHEME))})", "", iri)


def _not_coded_yet(graph: Graph, language: str) -> Iterator[Finding]:
    """Dimensions that say that they are not coded yet; the shapes tell of those that are left out."""
    for coding in sorted(graph.subjects(CF.absence, concept("absence", "not-coded")), key=_in_order):
        dimension = local_id(str(graph.value(coding, CF.dimension))).upper()
        yield Finding(WARNING, _short(str(coding)), say("not-coded-yet", language, dimension=dimension))


def _in_order(coding: Node) -> list[tuple[int, str]]:
    """D2 before D10."""
    return [(int(number or 0), word) for word, number in re.findall(r"(\D+)(\d*)", str(coding))]


def _unused(graph: Graph, language: str) -> Iterator[Finding]:
    instrument = next(graph.subjects(RDF.type, CF.Instrument), None)
    for property_, key in ((CF.provision, "unused-provision"), (CF.source, "unused-source")):
        described = set(graph.objects(instrument, property_))
        used = {node for user, node in graph.subject_objects(property_) if user != instrument}
        for node in sorted(described - used, key=str):
            yield Finding(WARNING, _short(str(node)), say(key, language))


def _quotes_of_notes(graph: Graph, language: str) -> Iterator[Finding]:
    """Words that an English note quotes and no provision, title or label of the file holds."""
    known = [_plain(str(words)) for words in graph.objects(None, CF.words)]
    known += [_plain(str(title)) for title in graph.objects(None, CF.officialTitle)]
    known += [_plain(str(title)) for title in graph.objects(None, DCTERMS.title)]
    for coding, note in sorted(graph.subject_objects(CF.codingNote), key=str):
        if isinstance(note, Literal) and note.language == "en":
            for quote in _QUOTED.findall(str(note)):
                if len(quote.split()) >= _FEWEST_WORDS and not any(_holds(words, quote) for words in known):
                    yield Finding(WARNING, _short(str(coding)), say("unknown-note-quote", language, words=quote))


def _quotes_of_provisions(graph: Graph, text: str, language: str) -> Iterator[Finding]:
    whole = _plain(text)
    for provision, words in sorted(graph.subject_objects(CF.words), key=str):
        if isinstance(provision, URIRef) and not _holds(whole, str(words)):
            yield Finding(VIOLATION, _short(str(provision)), say("unknown-text-quote", language, words=words))


def _holds(text: str, quote: str) -> bool:
    """Whether the parts of a quote, between what it leaves out, stand in a text in their order."""
    place = 0
    for part in filter(None, _LEFT_OUT.split(quote)):
        place = text.find(_plain(part).strip(" .,;:"), place)
        if place < 0:
            return False
    return True


def _plain(text: str) -> str:
    """Letters in lower case, plain quotation marks and dashes, single spaces."""
    unified = text.casefold().translate(str.maketrans("’‘“”„–—\u00a0", '\'\'"""-- '))
    return " ".join(unified.split())
