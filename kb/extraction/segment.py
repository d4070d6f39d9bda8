"""Segments of an article: paragraphs, headings, boilerplate, sentences."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from kb.extraction.tables import read_table
from kb.extraction.tokens import Token, tokenise

MAX_SENTENCE = 2000
_MAX_HEADING = 120
_MAX_VERDICT = 45
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”“’»«)\]]*(?=\s)|[\"”“»](?=\s+[„“»\"])")
_OPENING = "„“»«\"'‘’(["
_TERMINAL = tuple('.!?…:;"”“’»«)')
_TIMESTAMP = re.compile(r"^\W*(?:[A-Za-zÄÖÜäöü]+,? +)?\d{1,2}[.:]\d{2}(?: ?(?:Uhr|am|pm|a\.m\.|p\.m\.|GMT|CET))?\b")


class Kind(Enum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    QUESTION = "question"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens; `paragraph` numbers the paragraphs from 0."""

    start: int
    end: int
    paragraph: int
    kind: Kind
    tokens: tuple[Token, ...]


def segment(text: str, language: str = "") -> tuple[Sentence, ...]:
    """The sentences of an article in order; headings and questions are sentences of their own kind."""
    sentences: list[Sentence] = []
    rules = read_rules()
    for number, (start, end) in enumerate(_paragraphs(text)):
        kind = _kind(text[start:end], number, rules)
        spans = [(start, end)] if kind is Kind.HEADING else _sentence_spans(text, start, end, rules)
        for left, right in _merged(text, spans, rules) if kind is Kind.BODY else spans:
            for cut_left, cut_right in _capped(text, left, right):
                tokens = tokenise(text, cut_left, cut_right, language)
                sentences.append(Sentence(cut_left, cut_right, number, kind, tokens))
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class Rules:
    """Abbreviations after which no sentence ends, ordinals' followers, and the openings of boilerplate."""

    abbreviations: frozenset[str]
    months: frozenset[str]
    boilerplate: tuple[str, ...]
    questions: tuple[str, ...]
    verdicts: tuple[str, ...]
    openers: frozenset[str]


@cache
def read_rules() -> Rules:
    """The segmentation rules of the lexicon."""
    table = read_table("lexicon", "segmentation.yaml")
    return Rules(
        frozenset(word.lower() for word in table["abbreviations"]),
        frozenset(word.lower() for word in table["ordinal_followers"]),
        tuple(phrase.lower() for phrase in table["boilerplate"]),
        tuple(phrase.lower() for phrase in table["reported_questions"]),
        tuple(phrase.lower() for phrase in table["verdicts"]),
        frozenset(table["sentence_openers"]),
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Non-blank lines; a line that was wrapped within a sentence is joined to the one before."""
    spans: list[tuple[int, int]] = []
    previous_blank = True
    position = 0
    for line in text.splitlines(keepends=True):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line)
        if start >= end:
            previous_blank = True
            continue
        if not previous_blank and spans and len(spans) > 1 and _continues(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        previous_blank = False
    return spans


def _continues(text: str, before: tuple[int, int], start: int) -> bool:
    last_line = text.rfind("\n", before[0], before[1]) + 1 or before[0]
    return before[1] - last_line >= 50 and (
        text[start].islower() or (text[before[1] - 1] not in _TERMINAL and text[before[1] - 1] in ",-–")
    )


def _kind(paragraph: str, number: int, rules: Rules) -> Kind:
    lowered = paragraph.lower().lstrip("+*-–•> \t")
    if lowered.startswith(rules.boilerplate):
        return Kind.BOILERPLATE
    if number == 0 and len(paragraph) <= 2 * _MAX_HEADING and not paragraph.endswith("."):
        return Kind.HEADING
    if len(paragraph) <= 2 * _MAX_HEADING and paragraph.rstrip('"”“»*_ ').endswith("?"):
        return Kind.QUESTION
    short = len(paragraph) <= _MAX_HEADING
    if short and (not paragraph.endswith(_TERMINAL) or _TIMESTAMP.match(paragraph)):
        return Kind.HEADING if not (_TIMESTAMP.match(paragraph) and paragraph.endswith(".")) else Kind.BODY
    if short and paragraph.endswith(("“", "”", '"', ":")) and not re.search(r"[.!?]", paragraph):
        return Kind.HEADING
    return Kind.BODY


def _sentence_spans(text: str, start: int, end: int, rules: Rules) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = start
    for match in _SENTENCE_END.finditer(text, start, end):
        right = match.end()
        following = _skip_space(text, right, end)
        if following >= end or not _ends_here(text, left, match, following, rules):
            continue
        spans.append((left, right))
        left = following
    if left < end:
        spans.append((left, end))
    return spans


def _merged(text: str, spans: list[tuple[int, int]], rules: "Rules") -> list[tuple[int, int]]:
    """Sentences that are one statement: a reported question with its answer, "That is …" with what follows."""
    merged: list[tuple[int, int]] = []
    waiting = False
    for left, right in spans:
        if waiting:
            merged[-1] = (merged[-1][0], right)
            waiting = False
            continue
        merged.append((left, right))
        waiting = text[left:right].lower().startswith(rules.questions) or _verdict(text[left:right], rules)
    return merged


def _verdict(sentence: str, rules: "Rules") -> bool:
    return len(sentence) <= _MAX_VERDICT and sentence.lower().startswith(rules.verdicts)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_here(text: str, left: int, match: re.Match[str], following: int, rules: Rules) -> bool:
    mark = match.group()
    after = following
    while after < len(text) - 1 and text[after] in _OPENING:
        after += 1
    if not (text[after].isupper() or text[after].isdigit() or after > following):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = re.search(r"[\w.]*$", text[max(left, match.start() - 30) : match.start()])
    return _stop_ends(word.group().lower() if word else "", text, after, rules)


def _stop_ends(before: str, text: str, after: int, rules: Rules) -> bool:
    """Whether a full stop after the word `before` ends the sentence, given what stands at `after`."""
    next_word = re.match(r"\w+", text[after : after + 30])
    following = next_word.group() if next_word else ""
    if before in rules.abbreviations or (len(before) == 1 and before.isalpha()):
        return False
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", before):  # U.S. – a name or noun follows unless the word opens sentences
        return following.lower() in rules.openers and following[0].isupper()
    ordinal = before.isdigit() and len(before) <= 2
    return not (ordinal and following.lower() in rules.months)


def _capped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span, cut at spaces into pieces of at most MAX_SENTENCE characters."""
    pieces: list[tuple[int, int]] = []
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        pieces.append((start, cut))
        start = _skip_space(text, cut, end)
    if start < end:
        pieces.append((start, end))
    return pieces
