"""Attribution: whose statement a sentence or clause is, by one state machine over the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, PLACE, Mention
from kb.extraction.lexicon import Match
from kb.extraction.persons import PersonMention, Register, person_words, role_affiliation, role_at
from kb.extraction.segment import Kind, Sentence
from kb.extraction.tables import read_table
from kb.extraction.tokens import Token

_OPENERS = frozenset({".", ",", ";", ":", "“", "”", "»", '"', "and", "und"})
_QUOTES = frozenset('„“”»«"')
_FIRST_PERSON = frozenset({"i", "ich", "my", "mein", "meine", "meiner", "meines"})
_REACH_BEFORE, _REACH_AFTER = 16, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be the subject of a verb of saying."""

    first: int
    last: int
    speaker: Speaker | None
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement marked by the verb at token `verb`; `position` for verbs that take a stand themselves."""

    verb: int
    speaker: Speaker
    position: bool
    explicit: bool = True


@dataclass(slots=True)
class State:
    """What the machine remembers from sentence to sentence."""

    speaker: Speaker | None = None
    paragraph: int = -1
    interviewee: Speaker | None = None
    answering: bool = False


@cache
def _moods(language: str) -> frozenset[str]:
    table: dict[str, list[str]] = read_table("lexicon", "mood.yaml")
    return frozenset(table[language])


def attribute(
    sentence: Sentence,
    mentions: Sequence[Mention],
    persons: Sequence[PersonMention],
    matches: Sequence[Match],
    register: Register,
    state: State,
) -> tuple[Utterance, ...]:
    """The utterances of a sentence in order; updates the state."""
    if sentence.kind is Kind.QUESTION:
        state.answering = state.interviewee is not None
        return ()
    if sentence.kind is not Kind.BODY:
        state.speaker = None
        return ()
    last = state.speaker.name if state.speaker else None
    candidates = _candidates(sentence, mentions, persons, register, last)
    candidates = _with_strangers(sentence.tokens, candidates, matches)
    found = _marked(sentence, candidates, matches, state, register.language == "de")
    if state.answering and state.interviewee is not None:
        found = tuple(utterance for utterance in found if not utterance.position)
    if not found:
        carried = _carried(sentence, register.language, state)
        found = (Utterance(0, carried, position=False, explicit=False),) if carried else ()
    if found:
        said = [utterance for utterance in found if not utterance.position]
        state.speaker = (said or list(found))[-1].speaker
    elif state.paragraph != sentence.paragraph:
        state.speaker = None
    state.paragraph = sentence.paragraph
    return found


def _marked(
    sentence: Sentence,
    candidates: Sequence[Candidate],
    matches: Sequence[Match],
    state: State,
    verb_second: bool,
) -> tuple[Utterance, ...]:
    found: dict[int, Utterance] = {}
    for match in matches:
        scope, _, sort = match.value.partition(":")
        if scope != "reporting":
            continue
        candidate = _subject(sentence.tokens, candidates, match, sort, verb_second)
        if candidate is None:
            continue
        speaker = state.speaker if candidate.pronoun else candidate.speaker
        if speaker is None:
            continue
        utterance = Utterance(match.first, speaker, position=sort in {"position", "noun-like"})
        if match.first not in found or not utterance.position:
            found[match.first] = utterance
        if not candidate.pronoun and not utterance.position:
            state.speaker = speaker
    return tuple(found[verb] for verb in sorted(found))


def _subject(
    tokens: Sequence[Token], candidates: Sequence[Candidate], match: Match, sort: str, verb_second: bool
) -> Candidate | None:
    after = [c for c in candidates if match.last <= c.first <= match.last + _REACH_AFTER]
    before = [c for c in candidates if c.last <= match.first and match.first - c.last <= _REACH_BEFORE]
    before = [c for c in before if not any(t.form in ";" for t in tokens[c.last : match.first])]
    if sort == "source":
        near = [c for c in candidates if match.first < c.first <= match.last + _REACH_AFTER]
        return near[0] if near else None
    if sort == "after":
        return before[-1] if before else None
    inverted = match.first > 0 and (tokens[match.first - 1].form == "," or tokens[match.first - 1].form in _QUOTES)
    if sort == "noun-like":
        return next((c for c in before if match.first - c.last <= 1 and not _is_noun(tokens, match.first)), None)
    if sort == "position" and before:
        return _first_subject(tokens, before)
    if before and (before[-1].last == match.first or _apposed(tokens, before[-1], match.first)):
        return before[-1]
    if after and (inverted or (verb_second and after[0].first - match.last <= 1)):
        return after[0]
    if before:
        return _main_subject(tokens, before, match.first)
    return after[0] if after and verb_second else None


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
    return at > 0 and tokens[at - 1].form in {"'s", "the", "a", "an", "its", "their", "of", "no", "any"}


def _first_subject(tokens: Sequence[Token], before: Sequence[Candidate]) -> Candidate:
    """The first candidate that is no adjunct: objects stand nearer to the verb than its subject."""
    for candidate in before:
        left = tokens[candidate.first - 1].form if candidate.first else ""
        further = tokens[candidate.first - 2].form if candidate.first > 1 else ""
        if left not in _ADJUNCT and not (left in _ARTICLES and further in _ADJUNCT):
            return candidate
    return before[-1]


def _main_subject(tokens: Sequence[Token], before: Sequence[Candidate], verb: int) -> Candidate:
    """The nearest candidate, unless a preposition makes it an adjunct and another stands before it."""
    for candidate in reversed(before):
        left = tokens[candidate.first - 1].form if candidate.first else ""
        further = tokens[candidate.first - 2].form if candidate.first > 1 else ""
        if left not in _ADJUNCT and not (left in _ARTICLES and further in _ADJUNCT):
            return candidate
    return before[-1]


_ADJUNCT = frozenset(
    ["mit", "with", "neben", "beside", "nach", "after", "vor", "before", "in", "an", "on", "to", "for", "für", "von", "of", "über", "about", "gegen", "against", "by", "durch", "bei", "at", "zu", "from", "aus", "zwischen", "between"]
)
_ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des", "the", "a", "an", "seinem", "seiner", "ihrem", "ihrer", "his", "her", "its"])


def _candidates(
    sentence: Sentence,
    mentions: Sequence[Mention],
    persons: Sequence[PersonMention],
    register: Register,
    last: str | None,
) -> list[Candidate]:
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
            near = _adjective_before(tokens, mentions, at)
            person = register.holder(title, near, last) if office else None
            name = person.name if person else " ".join(t.surface for t in tokens[at : at + length])
            code = person.affiliation if person else (near or affiliation)
            found.append(Candidate(at, at + length, Speaker(name, code)))
            taken.update(range(at, at + length))
        elif token.form in words.sources:
            code = _adjective_before(tokens, mentions, at)
            prefix = f"{tokens[at - 1].surface} " if code and at else ""
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
        surface = " ".join(token.surface for token in tokens[mention.first : mention.last])
        found.append(Candidate(mention.first, mention.last, Speaker(surface, mention.code)))
    return sorted(found, key=lambda c: c.first)


def _with_strangers(
    tokens: Sequence[Token], candidates: Sequence[Candidate], matches: Sequence[Match]
) -> list[Candidate]:
    """The candidates with names nobody has introduced: two capitalised words right beside a verb of saying."""
    found = list(candidates)
    taken = {index for c in candidates for index in range(c.first, c.last)}
    for match in matches:
        if match.value not in {"reporting:said", "reporting:position"}:
            continue
        for first in (match.first - 2, match.last):
            pair = tokens[max(first, 0) : first + 2]
            opens = first == 0 or (first > 0 and tokens[first - 1].form in _OPENERS) or first == match.last
            known = taken & set(range(first, first + (4 if first == match.last else 2)))
            if first >= 0 and opens and len(pair) == 2 and not known and not pair[0].joined:
                if all(t.capitalised and t.surface.isalpha() and len(t.surface) > 2 for t in pair):
                    name = " ".join(token.surface for token in pair)
                    found.append(Candidate(first, first + 2, Speaker(name)))
    return sorted(found, key=lambda c: c.first)


def _adjective_before(tokens: Sequence[Token], mentions: Sequence[Mention], at: int) -> str | None:
    for mention in reversed(mentions):
        if mention.last <= at and at - mention.last <= 2 and mention.kind != PLACE:
            between = {token.form for token in tokens[mention.last : at]}
            return None if between & {",", "und", "and", ".", "that", "dass"} else mention.code
    return None


def _carried(sentence: Sentence, language: str, state: State) -> Speaker | None:
    """The last speaker, where the sentence goes on in reported or quoted speech, or answers a question."""
    if state.speaker is not None and state.paragraph == sentence.paragraph:
        words = {token.form for token in sentence.tokens}
        quoted = bool(words & _QUOTES) and sentence.tokens[0].form in _QUOTES
        if quoted or words & _moods(language):
            return state.speaker
    return state.interviewee if state.answering else None


def find_interviewee(sentences: Sequence[Sentence], persons: Sequence[Sequence[PersonMention]]) -> Speaker | None:
    """Whom an interview questions: the first person named before the first of several questions."""
    questions = [number for number, s in enumerate(sentences) if s.kind is Kind.QUESTION]
    if len({sentences[number].paragraph for number in questions}) < 3:
        return None
    words = {t.form for s in sentences[questions[0] :] if s.kind is Kind.BODY for t in s.tokens}
    if not words & _FIRST_PERSON:
        return None  # questions that the article answers itself
    for number in range(questions[0]):
        for mention in persons[number]:
            if sentences[number].kind is Kind.BODY:
                return Speaker(mention.person.name, mention.person.affiliation)
    return None
