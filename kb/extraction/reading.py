"""The reading of an article: its sentences with mentions, persons, cues and utterances, and the article's priors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.article import Article
from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, Mention, find_mentions
from kb.extraction.attribution import State, Utterance, attribute, find_interviewee
from kb.extraction.cues import cues
from kb.extraction.instruments import Instrument, named_instruments
from kb.extraction.lexicon import Context, Match
from kb.extraction.persons import PersonMention, Register, find_persons, role_at
from kb.extraction.segment import Kind, Sentence, segment

_NEVER_PROTECTED = frozenset({"NATO", "EU", "UN", "OSCE", "G7", "COALITION-OF-THE-WILLING", "PARTNER-STATES"})
_STRONG = frozenset({"guarantee", "nuclear", "membership", "treaty", "force", "defend"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as read."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    persons: tuple[PersonMention, ...]
    matches: tuple[Match, ...]
    utterances: tuple[Utterance, ...]
    instruments: tuple[tuple[Match, Instrument], ...]


@dataclass(frozen=True, slots=True)
class Priors:
    """What the article as a whole says: who is protected, by whom, and how much of it is on guarantees."""

    beneficiaries: tuple[str, ...]
    guarantors: tuple[str, ...]
    attackers: frozenset[str]
    topic: float
    codes: tuple[str, ...]


def read(article: Article) -> tuple[tuple[Reading, ...], Priors]:
    """Read an article sentence by sentence; the priors follow from all sentences."""
    language = article.language
    sentences = segment(article.text)
    register = Register(language, article.date)
    mentions = [find_mentions(s.tokens, language) for s in sentences]
    persons = [find_persons(s, m, register) for s, m in zip(sentences, mentions, strict=True)]
    mentions = [
        _with_persons(m, p, s, language) for m, p, s in zip(mentions, persons, sentences, strict=True)
    ]
    lexicon = cues(language)
    matches = [
        tuple(lexicon.find(Context(s.tokens, {m.first: m for m in found})))
        if s.kind is not Kind.BOILERPLATE
        else ()
        for s, found in zip(sentences, mentions, strict=True)
    ]
    codes = tuple(dict.fromkeys(m.code for found in mentions for m in found))
    state = State(interviewee=find_interviewee(sentences, persons))
    readings = []
    for sentence, found, people, cue in zip(sentences, mentions, persons, matches, strict=True):
        utterances = attribute(sentence, found, people, cue, register, state)
        readings.append(Reading(sentence, found, people, cue, utterances, named_instruments(cue, codes)))
    return tuple(readings), _priors(readings, codes)


def _with_persons(
    mentions: Sequence[Mention], persons: Sequence[PersonMention], sentence: Sentence, language: str
) -> tuple[Mention, ...]:
    """The mentions together with the persons as mentions of their affiliation; persons win overlaps."""
    taken = {index for p in persons for index in range(p.first, p.last)}
    kept = [m for m in mentions if not any(index in taken for index in range(m.first, m.last))]
    kept = [m for m in kept if not (m.kind == ADJECTIVE and _describes(m, sentence, language, taken))]
    people = [
        Mention(p.first, p.last, p.person.affiliation, PERSON, p.person.name)
        for p in persons
        if p.person.affiliation is not None
    ]
    return tuple(sorted([*kept, *people], key=lambda m: m.first))


def _describes(mention: Mention, sentence: Sentence, language: str, persons: set[int]) -> bool:
    """Whether an adjective belongs to a named office holder ("the Polish prime minister, Jane Doe")."""
    for at in range(mention.last, min(mention.last + 2, len(sentence.tokens))):
        role = role_at(sentence.tokens, at, language)
        if role is not None:
            return True
    return mention.last in persons


def _priors(readings: Sequence[Reading], codes: tuple[str, ...]) -> Priors:
    votes: dict[str, Counter[str]] = {role: Counter() for role in "GBX"}
    topic = 0.0
    for reading in readings:
        values = {m.value.partition(":")[2] for m in reading.matches if m.value.startswith("evidence:")}
        on_topic = len(values & _STRONG)
        topic += min(2, on_topic) - 2 * ("commerce" in values)
        for match in reading.matches:
            for role, mention in match.captures:
                if role in votes:
                    votes[role][mention.code] += 1 + (on_topic > 0)
        for _, instrument in reading.instruments:
            votes["G"].update(instrument.guarantors)
    attackers = frozenset(c for c, n in votes["X"].items() if n > votes["G"][c] + votes["B"][c])
    b = [c for c, n in votes["B"].most_common() if n >= votes["G"][c] and c not in attackers | _NEVER_PROTECTED]
    g = [c for c, n in votes["G"].most_common() if n and c not in attackers]
    return Priors(tuple(b), tuple(g), attackers, topic, codes)


def speaker_of(utterances: Sequence[Utterance], first: int, last: int) -> tuple[Speaker | None, bool]:
    """The speaker of the tokens `first` to `last`: of the marked verb inside, else of the sentence's first."""
    inside = [u for u in utterances if first <= u.verb < last]
    said = [u for u in inside if not u.position] or inside or [u for u in utterances if not u.position]
    said = said or list(utterances)
    return (said[0].speaker, said[0].position) if said else (None, False)
