"""What is wrong with the layout of a hand-written Turtle file or query, told in words.

The files keep their order and their comments, which a serialiser would lose; hence rules instead of a formatter.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

LONGEST_LINE = 400
"""A text of one language stands on one line, so that a comparison of versions shows the text that changed."""

_BASE = "https://nowhere.invalid/"
_TURTLE_PREFIX = re.compile(r"^@prefix (\S*): <([^>]*)> \.$", re.MULTILINE)
_SPARQL_PREFIX = re.compile(r"^PREFIX (\S*): <([^>]*)>$", re.MULTILINE)
_TEXT = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"', re.DOTALL)
_IRI_OR_COMMENT = re.compile(r"<[^<>\s]*>|#.*")
_PREFIXED_NAME = re.compile(r"(?<![\w.-])([A-Za-z][\w-]*|):(?=[\w/)^|*+? -])")
_SECTION = re.compile(r"^# -{10,}.*$", re.MULTILINE)


def faults_of_text(text: str) -> Iterator[str]:
    """Faults that any of our text files may have."""
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "the file does not end with one line end"
    if text != unicodedata.normalize("NFC", text):
        yield "letters with accents are not composed (NFC)"
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line or "\r" in line:
            yield f"line {number}: a tab or carriage return"
        if line != line.rstrip():
            yield f"line {number}: spaces at the end"
        if len(line) > LONGEST_LINE:
            yield f"line {number}: {len(line)} characters; at most {LONGEST_LINE}"


def faults_of_prefixes(text: str) -> Iterator[str]:
    """Prefixes that are declared twice or in vain, and those of Turtle that are not in alphabetical order."""
    turtle = _TURTLE_PREFIX.findall(text)
    declared = turtle or _SPARQL_PREFIX.findall(text)
    names = [name for name, _ in declared]
    body = _SPARQL_PREFIX.sub("", _TURTLE_PREFIX.sub("", text))
    used = set(_PREFIXED_NAME.findall(_IRI_OR_COMMENT.sub(" ", _TEXT.sub('""', body))))
    yield from (f"prefix {name}: declared twice" for name, times in Counter(names).items() if times > 1)
    yield from (f"prefix {name}: declared and not used" for name in names if name not in used)
    if turtle and names != sorted(names):
        yield f"prefixes not in alphabetical order: {', '.join(names)}"


def faults_of_turtle(text: str, *, by_section: bool = False) -> Iterator[str]:
    """Triples told twice, and things described in two places (with `by_section`, in two places of one section)."""
    head = "\n".join(match[0] for match in _TURTLE_PREFIX.finditer(text)) + "\n"
    parts = _SECTION.split(_TURTLE_PREFIX.sub("", text)) if by_section else [_TURTLE_PREFIX.sub("", text)]
    told: Counter[object] = Counter()
    for part in parts:
        triples = list(ox.parse(head + part, format=ox.RdfFormat.TURTLE, base_iri=_BASE))
        told.update((triple.subject, triple.predicate, triple.object) for triple in triples)
        subjects = [triple.subject for triple in triples if isinstance(triple.subject, ox.NamedNode)]
        places = Counter(one for one, before in zip(subjects, [None, *subjects], strict=False) if one != before)
        yield from (f"{subject} is described in two places" for subject, times in places.items() if times > 1)
    yield from (f"told twice: {triple}" for triple, times in told.items() if times > 1)


def prefixes(text: str) -> dict[str, str]:
    """The prefixes a file declares."""
    return dict(_TURTLE_PREFIX.findall(text) or _SPARQL_PREFIX.findall(text))


def described(text: str) -> set[str]:
    """The IRIs of the things that a Turtle file describes."""
    subjects = (triple.subject for triple in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=_BASE))
    return {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
