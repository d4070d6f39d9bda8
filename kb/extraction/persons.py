"""Persons: office holders by date, and people whom the article introduces with their role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from kb.extraction.actors import CAPITAL, NAME, PERSON, PLACE, Mention, following_nationality
from kb.extraction.holders import begun, holder_name, in_office, role_title, rows_by_name, titles
from kb.extraction.segment import Kind, Sentence
from kb.extraction.tables import read_table, word_set
from kb.extraction.tokens import Token, forms
from kb.offices import office_rows


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can speak: the name as the article first writes it, the actor spoken for, the role."""

    name: str
    affiliation: str | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a sentence: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    person: Person


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The words of a language that name offices, callings, sources; phrases as token forms."""

    offices: frozenset[tuple[str, ...]]
    experts: frozenset[tuple[str, ...]]
    sources: frozenset[str]
    pronouns: frozenset[str]
    national: Mapping[str, str]
    particles: frozenset[str]
    office_endings: tuple[str, ...]
    parties: Mapping[str, str]
    role_openers: frozenset[str]


@cache
def person_words(language: str) -> PersonWords:
    """The person words of a language."""
    table: dict[str, Any] = read_table("lexicon", "persons.yaml")[language]
    return PersonWords(
        frozenset(forms(word, language) for word in table["offices"]),
        frozenset(forms(word, language) for word in table["experts"]),
        frozenset(table["sources"]),
        frozenset(table["pronouns"]),
        dict(table["national"]),
        frozenset(table["name_particles"]),
        tuple(table["office_endings"]),
        dict(table["parties"]),
        frozenset(forms(word, language)[0] for word in [*table["offices"], *table["experts"]]),
    )


@dataclass(slots=True)
class Register:
    """The persons of one article by name and by role; filled while reading, used for later mentions."""

    language: str
    day: date | None
    names: dict[tuple[str, ...], Person] = field(default_factory=dict)
    roles: dict[str, list[Person]] = field(default_factory=dict)

    def add(self, name: tuple[str, ...], person: Person) -> None:
        """Enter a person under the full name, and under the last name where that is still free."""
        self.names.setdefault(name, person)
        if len(name) > 1:
            self.names.setdefault(name[-1:], person)
        if person.role and person not in self.roles.setdefault(person.role, []):
            self.roles[person.role].append(person)

    def holder(self, role: str, affiliation: str | None, last: str | None = None) -> Person | None:
        """Who holds the office, by the article's own introductions, else by the office table.

        Of several the one who spoke last (`last`, a name) is meant, else the first introduced.
        """
        same = self.roles.get(role) or [
            p for title, people in self.roles.items() if title.endswith(role) for p in people
        ]
        found = [p for p in same if affiliation in {None, p.affiliation}]
        if found:
            return next((p for p in found if p.name == last), found[0])
        if affiliation is None:
            affiliation = person_words(self.language).national.get(role)
        for row in office_rows():
            if row["affiliation"] == affiliation and in_office(row, self.day) and role in titles(row, self.language):
                return Person(holder_name(row, self.language), affiliation, role)
        return None


def known_person(name: tuple[str, ...], language: str, day: date | None) -> Person | None:
    """The office holder of that name, in the office held on that day or held last before it."""
    rows = rows_by_name(language).get(name)
    if not rows:
        return None
    current = [row for row in rows if in_office(row, day)]
    past = [row for row in rows if day is None or begun(row, day)]
    row = (current or sorted(past, key=lambda r: r["from"] or date.min, reverse=True) or list(rows))[0]
    return Person(holder_name(row, language), row["affiliation"], role_title(row, language))


def find_persons(sentence: Sentence, mentions: Sequence[Mention], register: Register) -> tuple[PersonMention, ...]:
    """The persons named in a sentence; people introduced here with a role enter the register."""
    tokens = sentence.tokens
    if sentence.kind is not Kind.HEADING:
        _introduce(tokens, mentions, register)
    found: list[PersonMention] = []
    position = 0
    while position < len(tokens):
        hit = _named_at(tokens, position, register) if tokens[position].capitalised else None
        if hit is None:
            position += 1
            continue
        found.append(hit)
        position = hit.last
    return tuple(found)


def _named_at(tokens: Sequence[Token], at: int, register: Register) -> PersonMention | None:
    for length in (5, 4, 3, 2, 1):
        if at + length > len(tokens):
            continue
        name = tuple(token.form for token in tokens[at : at + length])
        person = register.names.get(name)
        if person is None:
            person = known_person(name, register.language, register.day)
            if person is not None:
                register.add(name, person)
        if person is not None:
            if length == 1 and len(name[0]) < 3 and not tokens[at].surface.isalpha():
                continue
            return PersonMention(at, at + length, person)
    return None


def role_at(tokens: Sequence[Token], at: int, language: str) -> tuple[int, str, bool] | None:
    """The role noun that begins at a token: its length, the role, whether it is an office."""
    words = person_words(language)
    if not _may_open_role(tokens[at], words):
        return None
    for length in (4, 3, 2, 1):
        phrase = tuple(token.form for token in tokens[at : at + length])
        if len(phrase) != length:
            continue
        for variant in (
            phrase,
            (*phrase[:-1], phrase[-1].removesuffix("s")),
            (*phrase[:-1], phrase[-1].removesuffix("n")),
        ):
            if variant in words.offices:
                return length, " ".join(variant), True
            if variant in words.experts:
                return length, " ".join(variant), False
    if words.office_endings and tokens[at].capitalised and tokens[at].form.endswith(words.office_endings):
        return 1, tokens[at].form, True
    return None


def role_before(tokens: Sequence[Token], end: int, language: str) -> int | None:
    """Where the role noun begins that ends right before a token; None where none does."""
    for first in range(max(0, end - 4), end):
        role = role_at(tokens, first, language)
        if role is not None and first + role[0] == end:
            return first
    return None


def _may_open_role(token: Token, words: PersonWords) -> bool:
    """A quick look that spares most words the search for role phrases."""
    form = token.form
    known = form in words.role_openers or form.removesuffix("s") in words.role_openers
    return known or form.removesuffix("n") in words.role_openers or form.endswith(words.office_endings)


def _introduce(tokens: Sequence[Token], mentions: Sequence[Mention], register: Register) -> None:
    position = 0
    while position < len(tokens):
        role = role_at(tokens, position, register.language)
        if role is None:
            position += 1
            continue
        length, title, office = role
        affiliation = role_affiliation(tokens, mentions, position, length, title, register.language) if office else None
        after = _after_owner(tokens, position + length, mentions, register.language)
        span = _name_span(tokens, after, mentions, register.language) or _name_before(tokens, position, mentions)
        if span is not None:
            name = tuple(token.form for token in tokens[span[0] : span[1]])
            if known_person(name, register.language, register.day) is None and name not in register.names:
                surface = " ".join(token.surface for token in tokens[span[0] : span[1]])
                register.add(name, Person(surface, affiliation, title if office else ""))
        position += length


def _after_owner(tokens: Sequence[Token], at: int, mentions: Sequence[Mention], language: str) -> int:
    """The token after "of Estonia," or a comma behind a role noun; else the token itself."""
    at = nation.last if (nation := following_nationality(mentions, at, language)) else at
    if at < len(tokens) and tokens[at].form == ",":
        return at + 1
    if at >= len(tokens) or tokens[at].form not in word_set("owner_openers"):
        return at
    owner = next((m for m in mentions if at < m.first <= at + 2), None)
    if owner is None:
        return at
    comma = owner.last < len(tokens) and tokens[owner.last].form == ","
    return owner.last + comma


def _name_span(tokens: Sequence[Token], at: int, mentions: Sequence[Mention], language: str) -> tuple[int, int] | None:
    """A personal name of two to four words at a token."""
    particles = person_words(language).particles
    taken = {index for mention in mentions for index in range(mention.first, mention.last)}
    last = at
    words = 0
    while last < len(tokens) and last - at < 5 and last not in taken:
        token = tokens[last]
        if token.capitalised and token.surface.isalpha() and role_at(tokens, last, language) is None:
            words += 1
        elif not (words and token.form in particles):
            break
        last += 1
    while last > at and not tokens[last - 1].capitalised:
        last -= 1
    return (at, last) if words >= 2 else None


def _name_before(tokens: Sequence[Token], role: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """The name that an apposition explains: "Jane Doe, a historian at …", "Jane Doe teaches …"."""
    taken = {index for mention in mentions for index in range(mention.first, mention.last)}
    at = role - 1
    while at >= 0 and role - at <= 7 and tokens[at].form != "," and not tokens[at].capitalised:
        at -= 1
    if at >= 0 and tokens[at].form == ",":
        at -= 1
    elif role - at > 1:
        return None
    first = at
    while (
        first >= 0
        and at - first < 3
        and tokens[first].capitalised
        and tokens[first].surface.isalpha()
        and first not in taken
    ):
        first -= 1
    return (first + 1, at + 1) if at - first >= 2 else None


def role_affiliation(
    tokens: Sequence[Token], mentions: Sequence[Mention], at: int, length: int, title: str, language: str
) -> str | None:
    """Whom a role noun speaks for: an adjective or genitive beside it, else the office itself."""
    for mention in reversed(mentions):
        if mention.last <= at and at - mention.last <= 2 and mention.kind != PLACE:
            between = [token.form for token in tokens[mention.last : at]]
            if all(form not in word_set("separators") for form in between):
                return mention.code
    after = at + length
    if nation := following_nationality(mentions, after, language):
        return nation.code
    for mention in mentions:
        if after < mention.first <= after + 2 and tokens[after].form in word_set("owner_words"):
            return mention.code
    words = person_words(language)
    party = next((words.parties[t.form] for t in tokens[max(0, at - 2) : after + 1] if t.form in words.parties), None)
    national = words.national.get(title, party)
    if national:
        return national
    before = [m for m in mentions if m.first < at and m.kind in {NAME, CAPITAL, PERSON}]
    return before[0].code if before else None
