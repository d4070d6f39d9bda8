"""The reading of an article: its sentences with mentions, persons, cues and utterances, and the article's priors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.article import Article
from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, Mention, find_mentions, resolve_alliance
from kb.extraction.attribution import State, Utterance, attribute, find_interviewee
from kb.extraction.cues import cues
from kb.extraction.instruments import Instrument, named_instruments
from kb.extraction.lexicon import Context, Match
from kb.extraction.parties import coordinations
from kb.extraction.persons import PersonMention, Register, find_persons, role_at
from kb.extraction.segment import Kind, Sentence, segment

_TAKES_IN = 4.0
_GENERAL = frozenset({"nato-article-5", "eu-article-42-7", "budapest-memorandum"})
_DEFINITE = frozenset("der die das den dem des the , ein".split())
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
    pact: "Pact | None" = None


@dataclass(frozen=True, slots=True)
class Pact:
    """The treaty that an article is about."""

    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]


def read(article: Article) -> tuple[tuple[Reading, ...], Priors]:
    """Read an article sentence by sentence; the priors follow from all sentences."""
    language = article.language
    sentences = segment(article.text)
    register = Register(language, article.date)
    mentions = resolve_alliance([find_mentions(s.tokens, language) for s in sentences])
    persons = [find_persons(s, m, register) for s, m in zip(sentences, mentions, strict=True)]
    mentions = [
        _with_persons(m, p, s, language) for m, p, s in zip(mentions, persons, sentences, strict=True)
    ]
    lexicon = cues(language)
    matches = [
        settle(lexicon.find(Context(s.tokens, {m.first: m for m in found})), found)
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
    return len(opening) <= 3 and all(not t.surface.isalpha() or t.capitalised for t in opening) and (
        follows in {"–", "—"} or follows in {"-", "/", "("} and (upper or follows != "-" or not opening)
    )


def _describes(mention: Mention, sentence: Sentence, language: str, persons: set[int]) -> bool:
    """Whether a mention only says whom an office holder serves ("the Polish prime minister, Jane Doe")."""
    tokens = sentence.tokens
    for at in range(mention.last, min(mention.last + 2, len(tokens))):
        role = role_at(tokens, at, language)
        if role is not None and (at == mention.last or mention.kind == ADJECTIVE or tokens[at - 1].form == "'s"):
            named = any(index in persons for index in range(at + role[0], at + role[0] + 2))
            before = tokens[mention.first - 1].form if mention.first else ""
            return named or before in _DEFINITE
    return mention.kind == ADJECTIVE and mention.last in persons


def _priors(readings: Sequence[Reading], codes: tuple[str, ...]) -> Priors:
    votes: dict[str, Counter[str]] = {role: Counter() for role in "GBX"}
    topic = 0.0
    for reading in readings:
        values = {m.value.partition(":")[2] for m in reading.matches if m.value.startswith("evidence:")}
        on_topic = len(values & _STRONG)
        topic += min(2, on_topic) + bool(reading.instruments) - 2 * ("commerce" in values)
        for match in reading.matches:
            for role, mention in match.captures:
                if role in votes:
                    votes[role][mention.code] += 1 + (on_topic > 0)
        for _, instrument in reading.instruments:
            votes["G"].update(instrument.guarantors)
    attackers = frozenset(c for c, n in votes["X"].items() if n > votes["G"][c] + votes["B"][c])
    b = [c for c, n in votes["B"].most_common() if n >= votes["G"][c] and c not in attackers | _NEVER_PROTECTED]
    g = [c for c, n in votes["G"].most_common() if n and c not in attackers]
    return Priors(tuple(b), tuple(g), attackers, topic, codes, _pact(readings, attackers))


def _pact(readings: Sequence[Reading], attackers: frozenset[str]) -> Pact | None:
    """The first treaty with parties that the article names or describes: two states and a pact in one sentence."""
    for reading in readings:
        for _, instrument in reading.instruments:
            if instrument.id not in _GENERAL:
                return Pact(instrument.guarantors, instrument.beneficiaries)
    for reading in readings:
        values = {m.value for m in reading.matches}
        if "roles:mutual" not in values:
            continue
        groups = coordinations(reading.mentions, reading.sentence.tokens)
        for chain in groups.values():
            parties = tuple(dict.fromkeys(m.code for m in chain if m.kind not in {PLACE, PERSON} and m.code not in attackers))
            if len(parties) > 1 and not set(parties) & _NEVER_PROTECTED:
                return Pact(parties, parties)
    return None


def speaker_of(utterances: Sequence[Utterance], first: int, last: int) -> tuple[Speaker | None, bool]:
    """The speaker of the tokens `first` to `last`: of the marked verb inside, else of the sentence's first."""
    inside = [u for u in utterances if first <= u.verb < last]
    said = [u for u in inside if not u.position] or inside or [u for u in utterances if not u.position]
    said = said or list(utterances)
    return (said[0].speaker, said[0].position) if said else (None, False)
