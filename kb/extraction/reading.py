"""The reading of an article: its sentences with mentions, persons, cues and utterances."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.article import Article
from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, Mention, find_mentions, resolve_stand_ins
from kb.extraction.attribution import State, Utterance, attribute, find_interviewee
from kb.extraction.cues import cues
from kb.extraction.instruments import Instrument, meant_instruments, named_instruments
from kb.extraction.lexicon import Context, Match
from kb.extraction.persons import PersonMention, Register, find_persons, role_at, role_before
from kb.extraction.predicates import cast_predicates
from kb.extraction.segment import Kind, Sentence, segment
from kb.extraction.tables import word_set
from kb.languages import language_of

_TAKES_IN = 4.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as read."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    persons: tuple[PersonMention, ...]
    matches: tuple[Match, ...]
    utterances: tuple[Utterance, ...]
    instruments: tuple[tuple[Match, Instrument], ...]


def read(article: Article) -> tuple[Reading, ...]:
    """Read an article sentence by sentence."""
    language = article.language
    sentences = segment(article.text, language)
    register = Register(language, article.date)
    named = resolve_stand_ins([find_mentions(s.tokens, language) for s in sentences])
    persons = [find_persons(s, m, register) for s, m in zip(sentences, named, strict=True)]
    mentions = [_with_persons(m, p, s, language) for m, p, s in zip(named, persons, sentences, strict=True)]
    lexicon = cues(language)
    matches = [
        _cast(settle(lexicon.find(Context(s.tokens, {m.first: m for m in found})), found), found, s, language)
        if s.kind is not Kind.BOILERPLATE
        else ()
        for s, found in zip(sentences, mentions, strict=True)
    ]
    codes = tuple(dict.fromkeys(m.code for found in mentions for m in found))
    state = State(interviewee=find_interviewee(sentences, persons))
    readings = []
    last: Instrument | None = None
    for sentence, every, found, people, cue in zip(sentences, named, mentions, persons, matches, strict=True):
        utterances = attribute(sentence, every, people, cue, register, state)
        meant = named_instruments(cue, codes) or meant_instruments(cue, last)
        measured = last is not None and any(m.value.startswith("fields:benchmark") for m in cue)
        last = meant[0][1] if meant and not measured else last
        readings.append(Reading(sentence, found, people, cue, utterances, meant))
    return tuple(readings)


def _cast(
    matches: tuple[Match, ...], mentions: tuple[Mention, ...], sentence: Sentence, language: str
) -> tuple[Match, ...]:
    """The matches with the roles that the sentence's verbs give to its actors."""
    return (*matches, *cast_predicates(matches, mentions, sentence.tokens, language))


def settle(matches: Sequence[Match], mentions: Sequence[Mention]) -> tuple[Match, ...]:
    """The matches without act cues inside longer ones of another act, and without verbs that are part of a name."""
    named = {index for m in mentions for index in range(m.first, m.last)}
    acts = [m for m in matches if m.value.startswith("acts:")]
    return tuple(
        m
        for m in matches
        if not (m.value.startswith("reporting:") and m.first in named)
        and not (m.value.startswith("acts:") and any(_inside(m, other) for other in acts))
    )


def _inside(match: Match, other: Match) -> bool:
    """Whether a longer cue that means something else takes in this one ("no doubt", "ruled out")."""
    return (
        other.weight >= _TAKES_IN
        and other.value != match.value
        and other.first <= match.first
        and match.last <= other.last
    )


def _with_persons(
    mentions: Sequence[Mention], persons: Sequence[PersonMention], sentence: Sentence, language: str
) -> tuple[Mention, ...]:
    """The mentions together with the persons as mentions of their affiliation; persons win overlaps."""
    taken = {index for p in persons for index in range(p.first, p.last)}
    kept = [m for m in mentions if not any(index in taken for index in range(m.first, m.last))]
    kept = [m for m in kept if not _describes(m, sentence, language, taken) and not _dateline(m, sentence)]
    people = [
        Mention(p.first, p.last, p.person.affiliation, PERSON, p.person.name)
        for p in persons
        if p.person.affiliation is not None
    ]
    return tuple(sorted([*kept, *people], key=lambda m: m.first))


def _dateline(mention: Mention, sentence: Sentence) -> bool:
    """Whether a place name only opens the article's lead ("PARIS - ", "Berlin/Paris –")."""
    tokens = sentence.tokens
    opening = tokens[: mention.first]
    follows = tokens[mention.last].form if mention.last < len(tokens) else ""
    upper = all(t.surface.isupper() or not t.surface.isalpha() for t in tokens[mention.first : mention.last])
    return (
        len(opening) <= 3
        and all(not t.surface.isalpha() or t.capitalised for t in opening)
        and (follows in {"–", "—"} or (follows in {"-", "/", "("} and (upper or follows != "-" or not opening)))
    )


def _describes(mention: Mention, sentence: Sentence, language: str, persons: set[int]) -> bool:
    """Whether a mention only says whom an office holder serves ("the Polish prime minister, Jane Doe")."""
    tokens = sentence.tokens
    if language_of(language).adjectives_follow and mention.kind == ADJECTIVE:
        opens = role_before(tokens, mention.first, language)
        if opens is not None:
            followed = any(index in persons for index in range(mention.last, mention.last + 2))
            return followed or (opens > 0 and tokens[opens - 1].form in word_set("definite"))
    for at in range(mention.last, min(mention.last + 2, len(tokens))):
        role = role_at(tokens, at, language)
        if role is not None and (at == mention.last or mention.kind == ADJECTIVE or tokens[at - 1].form == "'s"):
            named = any(index in persons for index in range(at + role[0], at + role[0] + 2))
            before = tokens[mention.first - 1].form if mention.first else ""
            return named or before in word_set("definite")
    return mention.kind == ADJECTIVE and mention.last in persons


def speaker_of(utterances: Sequence[Utterance], first: int, last: int) -> tuple[Speaker | None, bool]:
    """The speaker of the tokens `first` to `last`: of the marked verb inside, else of the sentence's first."""
    inside = [u for u in utterances if first <= u.verb < last]
    said = [u for u in inside if not u.position] or inside or [u for u in utterances if not u.position]
    said = said or list(utterances)
    return (said[0].speaker, said[0].position) if said else (None, False)
