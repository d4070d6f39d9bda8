"""Attribution: whose statement a sentence or clause is, by one state machine over the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.claim import Speaker
from kb.extraction.actors import Mention
from kb.extraction.lexicon import Match
from kb.extraction.persons import PersonMention, Register
from kb.extraction.segment import Kind, Sentence
from kb.extraction.subjects import Candidate, candidates_of, subject, with_strangers
from kb.extraction.tables import read_table, word_set
from kb.languages import language_of


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
    candidates = candidates_of(sentence, mentions, persons, register, last)
    candidates = with_strangers(sentence.tokens, candidates, matches)
    found = _marked(sentence, candidates, matches, state, language_of(register.language).verb_second)
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
        candidate = subject(sentence.tokens, candidates, match, sort, verb_second)
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


def _carried(sentence: Sentence, language: str, state: State) -> Speaker | None:
    """The last speaker, where the sentence goes on in reported or quoted speech, or answers a question."""
    if state.speaker is not None and state.paragraph == sentence.paragraph:
        words = {token.form for token in sentence.tokens}
        quoted = bool(words & word_set("quotes")) and sentence.tokens[0].form in word_set("quotes")
        if quoted or words & _moods(language):
            return state.speaker
    return state.interviewee if state.answering else None


def find_interviewee(sentences: Sequence[Sentence], persons: Sequence[Sequence[PersonMention]]) -> Speaker | None:
    """Whom an interview questions: the first person named before the first of several questions."""
    questions = [number for number, s in enumerate(sentences) if s.kind is Kind.QUESTION]
    if len({sentences[number].paragraph for number in questions}) < 3:
        return None
    words = {t.form for s in sentences[questions[0] :] if s.kind is Kind.BODY for t in s.tokens}
    if not words & word_set("first_person"):
        return None  # questions that the article answers itself
    for number in range(questions[0]):
        for mention in persons[number]:
            if sentences[number].kind is Kind.BODY:
                return Speaker(mention.person.name, mention.person.affiliation)
    return None
