"""Tokens: lower-cased word forms with their place in the text. Hyphens inside words separate tokens.

Elided words separate as well where the language has them ("l'Ukraine"), and its `forms` stand for written ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.languages import Language, language_of

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*"
    r"|['’]s\b"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|[^\w\s]"
)
_APOSTROPHE = re.compile("['’]")
_HYPHENS = frozenset("-‐‑")
CLAUSE_ENDS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark; `joined` where a hyphen ties it to the next token."""

    form: str
    surface: str
    start: int
    end: int
    joined: bool = False

    @property
    def capitalised(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.surface[:1].isupper()


def tokenise(text: str, start: int, end: int, language: str = "") -> tuple[Token, ...]:
    """The tokens of `text[start:end]`; offsets are those of `text`."""
    grammar = language_of(language)
    found = list(_TOKEN.finditer(text, start, end))
    tokens: list[Token] = []
    for number, match in enumerate(found):
        if match.group() in _HYPHENS and _inside_word(text, match):
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        joined = following is not None and following.group() in _HYPHENS and _inside_word(text, following)
        for left, right in _words(match, grammar):
            surface = text[left:right]
            form = surface.lower().replace("’", "'")
            tokens.append(Token(grammar.forms.get(form, form), surface, left, right, joined and right == match.end()))
    return tuple(tokens)


def _words(match: re.Match[str], grammar: Language) -> Iterator[tuple[int, int]]:
    """Where the words of a match begin and end: several where the first are elided."""
    left, surface = match.start(), match.group()
    while grammar.elisions and (apostrophe := _APOSTROPHE.search(surface, 1)):
        if surface[: apostrophe.start()].lower() not in grammar.elisions or apostrophe.end() == len(surface):
            break
        yield left, left + apostrophe.end()
        left, surface = left + apostrophe.end(), surface[apostrophe.end() :]
    yield left, match.end()


def _inside_word(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    abbreviated = len(before) == 2 and before[0].isupper() and before[1] == "."  # U.S.-Japan
    return (abbreviated or before[-1:].isalnum()) and match.end() < len(text) and text[match.end()].isalnum()


def forms(phrase: str, language: str = "") -> tuple[str, ...]:
    """The token forms of a phrase of a table."""
    return tuple(token.form for token in tokenise(phrase, 0, len(phrase), language))
