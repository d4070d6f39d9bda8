"""Mentions of states, organisations and groups, found by an alias dictionary."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kb.extraction.tables import own_names, read_table, word_set
from kb.extraction.tokens import Token, forms
from kb.languages import language_of
from kb.memberships import members

NAME, ADJECTIVE, DEMONYM, CAPITAL, METONYM, PLACE, PERSON = (
    "name",
    "adjective",
    "demonym",
    "capital",
    "metonym",
    "place",
    "person",
)
_TABLES = ("states.yaml", "groups.yaml")


@dataclass(frozen=True, slots=True)
class Alias:
    """One written form of an actor; `surface` decides on capital letters."""

    code: str
    kind: str
    surface: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a sentence: tokens `first` to `last` (exclusive) of the sentence."""

    first: int
    last: int
    code: str
    kind: str
    surface: str


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The aliases of a language by their first token, longest first, and what is known about each code."""

    aliases: dict[str, tuple[Alias, ...]]
    expands: dict[str, tuple[str, ...]]
    european: frozenset[str]
    states: frozenset[str]


@cache
def actor_rows() -> tuple[dict[str, Any], ...]:
    """The rows of all actor tables."""
    return tuple(row for name in _TABLES for row in read_table("actors", name)["actors"])


@cache
def stand_ins() -> dict[str, dict[str, list[str]]]:
    """The families of words such as "the alliance": the words by language, and `codes` they may stand for."""
    table: dict[str, dict[str, list[str]]] = read_table("lexicon", "alliance.yaml")["families"]
    return table


def resolve_stand_ins(found: Sequence[tuple[Mention, ...]]) -> list[tuple[Mention, ...]]:
    """The mentions with "the alliance" and the like read as what the article names most; else left out."""
    counts = Counter(m.code for mentions in found for m in mentions)
    meaning = {
        family: max(row["codes"], key=lambda code: counts[code])
        for family, row in stand_ins().items()
        if any(counts[code] for code in row["codes"])
    }
    return [
        tuple(
            replace(m, code=meaning.get(m.code, m.code))
            for m in mentions
            if m.code in meaning or m.code not in stand_ins()
        )
        for mentions in found
    ]


@cache
def actor_table(language: str) -> ActorTable:
    """The actor table for a language; names of another language's spelling stay out."""
    index: dict[str, list[Alias]] = {}
    for family, words in stand_ins().items():
        for surface in words.get(language, ()):
            alias = Alias(family, NAME, surface, forms(surface, language))
            index.setdefault(alias.tokens[0], []).append(alias)
    for row in actor_rows():
        for alias in _aliases(row, language):
            index.setdefault(alias.tokens[0], []).append(alias)
    rows = actor_rows()
    return ActorTable(
        {first: tuple(sorted(found, key=lambda a: -len(a.tokens))) for first, found in index.items()},
        {row["id"]: _expansion(row) for row in rows if "expands" in row},
        frozenset(row["id"] for row in rows if row["european"]),
        frozenset(row["id"] for row in rows if row["kind"] == "State"),
    )


def _expansion(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(members(row["id"]))) if row["expands"] is True else tuple(row["expands"])


def _aliases(row: dict[str, Any], language: str) -> list[Alias]:
    own = own_names(language).get("actors", {}).get(row["id"], {})

    def of(field: str) -> list[str]:
        return list(own.get(field) or row.get(field, {}).get(language, []))

    grammar = language_of(language)
    inflect = grammar.inflected_names
    written: list[tuple[str, str]] = [(name, METONYM) for name in of("metonyms")]
    for name in of("names"):
        written += [(form, NAME) for form in (_genitive(name) if inflect else [name])]
    for adjective in of("adjectives"):
        written += [(form, ADJECTIVE) for form in grammar.inflected(adjective)]
    for demonym in of("demonyms"):
        written += [(form, DEMONYM) for form in (_demonym_forms(demonym) if inflect else grammar.inflected(demonym))]
    for capital in of("capital"):
        written += [(form, CAPITAL) for form in (_genitive(capital) if inflect else [capital])]
    seen: set[tuple[tuple[str, ...], str, bool]] = set()
    found = []
    for surface, kind in written:
        tokens = forms(surface, language)
        key = (tokens, kind, surface.isupper())  # "NATO" must be written so, "Nato" need not
        if tokens and key not in seen:
            seen.add(key)
            found.append(Alias(row["id"], kind, surface, tokens))
    return found


def _genitive(name: str) -> list[str]:
    return [name] if name[-1] in "sxzß" or (name.isupper() and name != "EU") else [name, name + "s"]


def _demonym_forms(base: str) -> list[str]:
    """Case, number and gender of a German demonym: Franzose/-n, Amerikaner/-n/-s/-in(nen)."""
    stem = base.removesuffix("e")
    feminine = [stem + "in", stem + "innen"]
    if base.endswith("e"):
        return [base, base + "n", base + "r", *feminine]
    return [base, base + "n", base + "s", *feminine]


def find_mentions(tokens: Sequence[Token], language: str) -> tuple[Mention, ...]:
    """The actors mentioned in a sentence, longest alias first, left to right, without overlap."""
    aliases = actor_table(language).aliases
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        alias = _alias_at(aliases, tokens, position)
        if alias is not None and alias.code in stand_ins() and len(alias.tokens) > 1:
            following = _alias_at(aliases, tokens, position + 1)
            alias = alias if following is None or len(following.tokens) < len(alias.tokens) else None
        if alias is None:
            position += 1
            continue
        last = position + len(alias.tokens)
        found.append(Mention(position, last, alias.code, _kind(alias, tokens, position), alias.surface))
        position = last
    return tuple(found)


def _alias_at(aliases: dict[str, tuple[Alias, ...]], tokens: Sequence[Token], position: int) -> Alias | None:
    if position >= len(tokens):
        return None
    return next((a for a in aliases.get(tokens[position].form, ()) if _fits(a, tokens, position)), None)


def _fits(alias: Alias, tokens: Sequence[Token], position: int) -> bool:
    last = position + len(alias.tokens)
    if last > len(tokens):
        return False
    if any(tokens[position + n].form != form for n, form in enumerate(alias.tokens)):
        return False
    written = tokens[position].surface
    if len(alias.tokens) == 1 and alias.surface.isupper() and len(alias.surface) <= 4:
        return written.isupper()
    last_written, last_alias = tokens[last - 1].surface, alias.surface.split()[-1]
    return not (
        (alias.surface[:1].isupper() and not written[:1].isupper())
        or (last_alias[:1].isupper() and not last_written[:1].isupper())
    )


def _kind(alias: Alias, tokens: Sequence[Token], position: int) -> str:
    last = position + len(alias.tokens)
    if tokens[last - 1].joined and alias.kind in {NAME, CAPITAL}:
        return ADJECTIVE
    if alias.kind == CAPITAL and position and tokens[position - 1].form in word_set("place_after"):
        return PLACE
    # English adjectives and demonyms share their form: "the Americans", "Americans", but "American troops".
    return alias.kind


@cache
def _surfaces(language: str) -> frozenset[tuple[str, str]]:
    every = (alias for found in actor_table(language).aliases.values() for alias in found)
    return frozenset((alias.code, alias.surface) for alias in every if alias.kind in {NAME, CAPITAL})


def nominative(mention: Mention, language: str) -> str:
    """The name of an actor as a German subject: "Vereinigten Staaten" is "Vereinigte Staaten", "Berlins" "Berlin"."""
    surface = mention.surface
    if not language_of(language).inflected_names or mention.kind not in {NAME, CAPITAL}:
        return surface
    first, space, rest = surface.partition(" ")
    variants = [surface.removesuffix("s"), surface.removesuffix("n")]
    variants = [first.removesuffix("n") + space + rest] if space and first.endswith("en") else variants
    known = _surfaces(language)
    return next((form for form in variants if form != surface and (mention.code, form) in known), surface)


def expand(codes: Sequence[str], language: str) -> tuple[str, ...]:
    """The codes, groups without a code of their own replaced by their members, each once."""
    table = actor_table(language).expands
    flat = [member for code in codes for member in table.get(code, (code,))]
    return tuple(dict.fromkeys(flat))


def nationality(
    tokens: Sequence[Token], mentions: Sequence[Mention], at: int, last: int, language: str
) -> Mention | None:
    """The actor named beside a noun (tokens `at` to `last`): before it, or behind it where adjectives follow."""
    for mention in reversed(mentions):
        if mention.last <= at and at - mention.last <= 2 and mention.kind != PLACE:
            between = {token.form for token in tokens[mention.last : at]}
            if not between & word_set("breaks"):
                return mention
            break
    return following_nationality(mentions, last, language)


def following_nationality(mentions: Sequence[Mention], at: int, language: str) -> Mention | None:
    """The nationality that begins at a token, where the language puts it behind its noun."""
    follows = language_of(language).adjectives_follow
    return next((m for m in mentions if follows and m.first == at and m.kind == ADJECTIVE), None)
