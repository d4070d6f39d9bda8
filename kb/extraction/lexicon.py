"""Token patterns: the language in which the lexicon's cues are written, and their matcher.

A pattern is a row of elements: `word`, `stem*`, `*ending`, `*infix*`, alternatives `a|b*` (of several words:
`a|b~c`), an optional element `word?`, a gap `_4` of up to four tokens within a clause, and `@`, an actor. `@G`,
`@B`, `@X` and `@R` capture the actor as guarantor, beneficiary, attacker or relayed party; `@Gn` wants a noun,
`@Ga` an adjective.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kb.errors import CurationError
from kb.extraction.actors import ADJECTIVE, PLACE, Mention
from kb.extraction.tables import word_set
from kb.extraction.tokens import CLAUSE_ENDS, Token

WORD, GAP, ACTOR = "word", "gap", "actor"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: `number` is a word class or the width of a gap."""

    sort: str
    number: int = 0
    optional: bool = False
    role: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with the value it stands for."""

    value: str
    weight: float
    elements: tuple[Element, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found on tokens `first` to `last` (exclusive), with the actors it captured by role."""

    value: str
    weight: float
    first: int
    last: int
    captures: tuple[tuple[str, Mention], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Context:
    """What patterns are matched against: the tokens and the mentions of one sentence."""

    tokens: Sequence[Token]
    mentions: Mapping[int, Mention]


class Lexicon:
    """Compiled patterns with an index from word forms to the patterns they may open."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], name: str) -> None:
        """Compile rows of `value`, `match` and optionally `weight`; raises CurationError on a bad row."""
        self._words: dict[str, int] = {}
        self._openers: dict[int, list[Pattern]] = {}
        self._actor_openers: list[Pattern] = []
        self._forms: FormIndex | None = None
        self._classes = lru_cache(maxsize=50_000)(self._classify)
        for row in rows:
            for source in row["match"]:
                self._add(str(row["value"]), float(row.get("weight", 0.0)), str(source), name)

    def find(self, context: Context) -> list[Match]:
        """All matches in a sentence; each pattern at most once per opening token."""
        found: list[Match] = []
        classes = [self._classes(token.form) for token in context.tokens]
        for position, ids in enumerate(classes):
            for number in ids:
                for pattern in self._openers.get(number, ()):
                    self._try(pattern, position, context, classes, found)
            if position in context.mentions:
                for pattern in self._actor_openers:
                    self._try(pattern, position, context, classes, found)
        return found

    def _try(
        self, pattern: Pattern, at: int, context: Context, classes: list[frozenset[int]], found: list[Match]
    ) -> None:
        if len(pattern.elements) == 1 and pattern.elements[0].sort == WORD:  # the word was looked up already
            found.append(Match(pattern.value, pattern.weight, at, at + 1, (), pattern.source))
            return
        result = _walk(pattern.elements, 0, at, context, classes)
        if result is not None:
            last, captures = result
            found.append(Match(pattern.value, pattern.weight, at, last, captures, pattern.source))

    def _add(self, value: str, weight: float, source: str, name: str) -> None:
        for words in _spelled_out(source):
            self._add_plain(value, weight, words, name)

    def _add_plain(self, value: str, weight: float, source: str, name: str) -> None:
        elements = tuple(self._element(part) for part in source.split())
        if not elements or elements[0].sort == GAP or elements[0].optional:
            raise CurationError(f"{name}: the pattern {source!r} must open with a word or an actor. Rewrite it.")
        pattern = Pattern(value, weight, elements, source)
        if elements[0].sort == ACTOR:
            self._actor_openers.append(pattern)
        else:
            self._openers.setdefault(elements[0].number, []).append(pattern)

    def _element(self, part: str) -> Element:
        optional = len(part) > 1 and part.endswith("?")
        part = part[:-1] if optional else part
        if part[0] == "_" and part[1:].isdigit():
            return Element(GAP, int(part[1:]))
        if part[0] == "@":
            role = part[1:2] if part[1:2].isupper() else ""
            return Element(ACTOR, 0, optional, role, part[2:] if role else part[1:])
        return Element(WORD, self._words.setdefault(part, len(self._words)), optional)

    def _classify(self, form: str) -> frozenset[int]:
        if self._forms is None:
            self._forms = FormIndex(self._words)
        return self._forms.classes(form)


def _spelled_out(source: str) -> list[str]:
    """The patterns that one with alternatives of several words (`helfen|zu~hilfe`) stands for."""
    for part in source.split():
        if "~" in part:
            alternatives = part.rstrip("?").split("|")
            several = [words for words in alternatives if "~" in words]
            single = [word for word in alternatives if "~" not in word]
            variants = [words.replace("~", " ") for words in several] + (["|".join(single)] if single else [])
            return [plain for variant in variants for plain in _spelled_out(source.replace(part, variant, 1))]
    return [source]


class FormIndex:
    """Which word classes a form belongs to, looked up by whole form, beginning, ending and infix."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Index the classes (`a|b*` to its number)."""
        self._exact: dict[str, set[int]] = {}
        self._starts: dict[str, set[int]] = {}
        self._ends: dict[str, set[int]] = {}
        self._infixes: dict[str, set[int]] = {}
        for spec, number in words.items():
            for word in spec.split("|"):
                self._place(word).setdefault(word.strip("*") or word, set()).add(number)
        self._lengths = {len(start) for start in self._starts} | {len(end) for end in self._ends}

    def classes(self, form: str) -> frozenset[int]:
        """The numbers of the classes that the form belongs to."""
        found = set(self._exact.get(form, ()))
        for length in self._lengths:
            if length <= len(form):
                found |= self._starts.get(form[:length], _NONE)
                found |= self._ends.get(form[-length:], _NONE)
        for infix, numbers in self._infixes.items():
            if infix in form:
                found |= numbers
        return frozenset(found)

    def _place(self, word: str) -> dict[str, set[int]]:
        if len(word) > 2 and word[0] == "*" and word[-1] == "*":
            return self._infixes
        if len(word) > 1 and word[-1] == "*":
            return self._starts
        return self._ends if len(word) > 1 and word[0] == "*" else self._exact


_NONE: frozenset[int] = frozenset()
_Captures = tuple[tuple[str, Mention], ...]


def _walk(
    elements: tuple[Element, ...], number: int, at: int, context: Context, classes: list[frozenset[int]]
) -> tuple[int, _Captures] | None:
    """Match the elements from `number` on at token `at`; the end and the captures, or None."""
    if number == len(elements):
        return at, ()
    element = elements[number]
    if element.sort == GAP:
        return _walk_gap(elements, number, at, context, classes)
    if at < len(context.tokens):
        if element.sort == WORD and element.number in classes[at]:
            result = _walk(elements, number + 1, at + 1, context, classes)
            if result is not None:
                return result
        mention = context.mentions.get(at) if element.sort == ACTOR else None
        if mention is not None and _part_fits(mention, element.part):
            result = _walk(elements, number + 1, mention.last, context, classes)
            if result is not None:
                captured = ((element.role, mention),) if element.role else ()
                return result[0], captured + result[1]
    if element.optional:
        return _walk(elements, number + 1, at, context, classes)
    return None


def _walk_gap(
    elements: tuple[Element, ...], number: int, at: int, context: Context, classes: list[frozenset[int]]
) -> tuple[int, _Captures] | None:
    ends = _gap_ends()
    for skip in range(elements[number].number + 1):
        if at + skip > len(context.tokens):
            return None
        if skip and context.tokens[at + skip - 1].form in ends:
            return None
        result = _walk(elements, number + 1, at + skip, context, classes)
        if result is not None:
            return result
    return None


@cache
def _gap_ends() -> frozenset[str]:
    return CLAUSE_ENDS | word_set("gap_ends")


def _part_fits(mention: Mention, part: str) -> bool:
    if part == "n":
        return mention.kind not in {ADJECTIVE, PLACE}
    if part == "a":
        return mention.kind == ADJECTIVE
    if part == "p":
        return True
    return mention.kind != PLACE
