"""Subjects: who in a sentence can make a statement, and which of them a verb of saying has as its subject."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, NAME, PLACE, Mention, nationality, nominative
from kb.extraction.lexicon import Match
from kb.extraction.persons import PersonMention, Register, person_words, role_affiliation, role_at
from kb.extraction.segment import Sentence
from kb.extraction.tables import word_set
from kb.extraction.tokens import Token

_REACH_BEFORE, _REACH_AFTER = 16, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be the subject of a verb of saying."""

    first: int
    last: int
    speaker: Speaker | None
    pronoun: bool = False
    name: bool = False  # the bare name of a state or organisation


def candidates_of(
    sentence: Sentence,
    mentions: Sequence[Mention],
    persons: Sequence[PersonMention],
    register: Register,
    last: str | None,
) -> list[Candidate]:
    """Everybody in a sentence who can make a statement, in order; `last` is the name of the last speaker."""
    tokens, language = sentence.tokens, register.language
    words = person_words(language)
    found = [Candidate(p.first, p.last, Speaker(p.person.name, p.person.affiliation)) for p in persons]
    taken = {index for c in found for index in range(c.first, c.last)}
    for at, token in enumerate(tokens):
        if at in taken:
            continue
        role = role_at(tokens, at, language)
        if role is not None:
            length, title, office = role
            if any(index in taken for index in range(at, at + length + 1)):
                continue
            affiliation = role_affiliation(tokens, mentions, at, length, title, language) if office else None
            near = _code(nationality(tokens, mentions, at, at + length, language))
            person = register.holder(title, near, last) if office else None
            name = person.name if person else " ".join(t.surface for t in tokens[at : at + length])
            code = person.affiliation if person else (near or affiliation)
            found.append(Candidate(at, at + length, Speaker(name, code)))
            taken.update(range(at, at + length))
        elif token.form in words.sources:
            beside = nationality(tokens, mentions, at, at + 1, language)
            code = _code(beside)
            prefix = f"{tokens[at - 1].surface} " if beside and beside.first < at else ""
            plural = token.form.removesuffix("n") in words.sources and token.form.endswith("n")
            surface = token.surface[:-1] if plural else token.surface  # the dative plural's name in the nominative
            found.append(Candidate(at, at + 1, Speaker(prefix + surface, code)))
            taken.add(at)
        elif token.form in words.pronouns:
            found.append(Candidate(at, at + 1, None, pronoun=True))
    for mention in mentions:
        if mention.kind in {ADJECTIVE, PLACE} or mention.first in taken:
            continue
        if mention.last < len(tokens) and tokens[mention.last].form == "'s":
            continue
        written = replace(mention, surface=" ".join(t.surface for t in tokens[mention.first : mention.last]))
        speaker = Speaker(nominative(written, language), mention.code)
        found.append(Candidate(mention.first, mention.last, speaker, name=mention.kind == NAME))
    return sorted(found, key=lambda c: c.first)


def with_strangers(
    tokens: Sequence[Token], candidates: Sequence[Candidate], matches: Sequence[Match]
) -> list[Candidate]:
    """The candidates with names nobody has introduced: two capitalised words right beside a verb of saying."""
    found = list(candidates)
    taken = {index for c in candidates for index in range(c.first, c.last)}
    for match in matches:
        if match.value in {"reporting:said", "reporting:position"}:
            places = ((match.first - 2, 2), (match.last, 4))
            found += [
                Candidate(first, first + 2, Speaker(f"{tokens[first].surface} {tokens[first + 1].surface}"))
                for first, reach in places
                if not taken & set(range(first, first + reach)) and _like_a_name(tokens, first, match.last)
            ]
    return sorted(found, key=lambda c: c.first)


def _like_a_name(tokens: Sequence[Token], first: int, after_verb: int) -> bool:
    if not 0 <= first <= len(tokens) - 2 or tokens[first].joined:
        return False
    opens = first in {0, after_verb} or tokens[first - 1].form in word_set("openers")
    pair = tokens[first : first + 2]
    return opens and all(t.capitalised and t.surface.isalpha() and len(t.surface) > 2 for t in pair)


def _code(mention: Mention | None) -> str | None:
    return mention.code if mention else None


def subject(
    tokens: Sequence[Token], candidates: Sequence[Candidate], match: Match, sort: str, verb_second: bool
) -> Candidate | None:
    """Who is the subject of a verb of saying; `verb_second` for German word order."""
    after = [c for c in candidates if match.last <= c.first <= match.last + _REACH_AFTER]
    before = [c for c in candidates if c.last <= match.first and match.first - c.last <= _REACH_BEFORE]
    before = [c for c in before if not any(t.form == ";" for t in tokens[c.last : match.first])]
    if sort == "position" and _suffered(tokens, match.first):
        return None
    if sort == "source":
        return next((c for c in candidates if match.first < c.first <= match.last + _REACH_AFTER), None)
    if sort == "after":
        return before[-1] if before else None
    if sort == "noun-like":
        return next((c for c in before if match.first - c.last <= 1 and not _is_noun(tokens, match.first)), None)
    if sort == "position" and before and not (after and _inverted(tokens, after[0], match)):
        first = _first_subject(tokens, before)
        swapped = verb_second and bool(after) and after[0].first - match.last <= 1 and _adjunct(tokens, first)
        return after[0] if swapped else first
    inside = [c for c in candidates if match.first <= c.first and c.last <= match.last]
    return inside[0] if inside else _speaker(tokens, before, after, match, verb_second)


def _speaker(
    tokens: Sequence[Token],
    before: Sequence[Candidate],
    after: Sequence[Candidate],
    match: Match,
    verb_second: bool,
) -> Candidate | None:
    if before and (before[-1].last == match.first or _apposed(tokens, before[-1], match.first)):
        return before[-1]
    left = tokens[match.first - 1].form if match.first else ""
    inverted = left == "," or left in word_set("quotes")
    if after and (inverted or (verb_second and after[0].first - match.last <= 1)):
        return after[0]
    if before:
        return _main_subject(tokens, before)
    return after[0] if after and verb_second else None


def _suffered(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an English verb is in the passive ("was promised"), so that its subject makes no statement."""
    return any(t.form in word_set("passive_forms") for t in tokens[max(0, verb - 2) : verb])


def _inverted(tokens: Sequence[Token], candidate: Candidate, match: Match) -> bool:
    """Whether a statement stands before its verb: "…, verlangte Selenskyj"; the sentence ends with the speaker."""
    left = tokens[match.first - 1].form if match.first else ""
    opens = left == "," or left in word_set("quotes")
    between = tokens[match.last : candidate.first]
    return opens and all(not t.capitalised or t.form in word_set("articles") or len(between) <= 3 for t in between)


def _apposed(tokens: Sequence[Token], candidate: Candidate, verb: int) -> bool:
    """Whether a candidate stands between commas right before the verb ("the minister, Jane Doe, said")."""
    return (
        candidate.last == verb - 1
        and tokens[verb - 1].form == ","
        and candidate.first > 0
        and tokens[candidate.first - 1].form == ","
    )


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form such as "promises" follows a genitive or an article and so is no verb."""
    return at > 0 and tokens[at - 1].form in word_set("noun_openers")


def _first_subject(tokens: Sequence[Token], before: Sequence[Candidate]) -> Candidate:
    """The first candidate that is no adjunct: objects stand nearer to the verb than its subject."""
    return next((c for c in before if not _adjunct(tokens, c)), before[-1])


def _main_subject(tokens: Sequence[Token], before: Sequence[Candidate]) -> Candidate:
    """The nearest candidate, unless a preposition makes it an adjunct and another stands before it."""
    return next((c for c in reversed(before) if not _adjunct(tokens, c)), before[-1])


def _adjunct(tokens: Sequence[Token], candidate: Candidate) -> bool:
    left = tokens[candidate.first - 1].form if candidate.first else ""
    further = tokens[candidate.first - 2].form if candidate.first > 1 else ""
    adjuncts = word_set("adjuncts")
    if left in adjuncts or (left in word_set("articles") and further in adjuncts):
        return True
    return candidate.name and left in word_set("oblique") and tokens[candidate.first].form not in word_set("masculines")
