"""The pipeline: from an article to its claims."""

from dataclasses import replace

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, expand, nominative
from kb.extraction.acts import COMMITS, DENIES, act_of
from kb.extraction.dates import day_of
from kb.extraction.fields import (
    conditions_of,
    responses_of,
    status_of,
    strength_of,
    trigger_of,
)
from kb.extraction.frame import Frame
from kb.extraction.lexicon import Match
from kb.extraction.parties import parties
from kb.extraction.passages import Passage, clauses, enumerated, whole
from kb.extraction.predicates import SCOPE as VERBS
from kb.extraction.priors import Priors, priors_of
from kb.extraction.reading import read
from kb.extraction.roles import Cast, voice
from kb.extraction.segment import Kind
from kb.extraction.types import type_of
from kb.extraction.yardstick import unfavourable, yardstick

THRESHOLD = 2.6
_MIN_TOPIC = 2.0
_DECIDED = 2.0
_TELLING = frozenset(
    {
        "guarantee",
        "promise",
        "membership",
        "defend",
        "treaty",
        "nuclear",
        "deter",
        "binding-words",
        "reliance",
        "anaphoric",
    }
)
_IDLE = 4.0  # talks that merely took place, with nobody named as guarantor


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their quotes.

    Every quote is a slice of the text. An article in a language other than `de` or `en` has no claims.
    """
    if article.language not in {"de", "en"}:
        return ()
    readings = read(article)
    priors = priors_of(readings)
    length = sum(reading.sentence.kind is Kind.BODY for reading in readings)
    if priors.topic < min(_MIN_TOPIC, max(1, length / 2)):
        return ()
    claims: list[Claim] = []
    frame = Frame()
    for reading in readings:
        unions = [m.code for m in reading.mentions if m.code in {"NATO", "EU"}]
        frame = replace(frame, union=unions[-1]) if unions else frame
        if reading.sentence.kind is Kind.HEADING:
            frame = replace(frame, day=day_of(reading.sentence.tokens, article.date))
        if reading.sentence.kind is not Kind.BODY or score(whole(reading), frame) < THRESHOLD:
            continue
        for passage in (item for clause in clauses(reading) for item in enumerated(clause)):
            claim = _claim(article, passage, priors, frame)
            if claim is not None:
                claims.append(claim)
                frame = frame.after(claim)
    return tuple(sorted(_distinct(claims), key=lambda c: (c.start, c.end)))


def score(passage: Passage, frame: Frame) -> float:
    """The evidence that a passage makes a claim."""
    actors = {m.code for m in passage.mentions}
    roles = {role for m in passage.matches for role, _ in m.captures}
    decided = any(m.weight >= _DECIDED for m in passage.matches if m.value.startswith("acts:"))
    points = passage.evidence() + 0.5 * min(2, len(actors)) + 0.3 * (passage.speaker is not None)
    points += 0.6 * decided + 0.3 * bool(frame.guarantors) + 0.3 * ("G" in roles) + 0.3 * ("B" in roles)
    idle = "talks" in passage.values("evidence") and not roles & {"G", "B"}
    return points + 1.0 * bool(passage.instruments) - _IDLE * (idle or _present_only(passage))


def _present_only(passage: Passage) -> bool:
    """Whether troops are only seen somewhere: nobody sends, promises, asks or refuses anything."""
    acts = any(m.weight >= _DECIDED for m in passage.matches if m.value.startswith("acts:"))
    verbs = any(m.source == VERBS for m in passage.matches)
    said = any(u.explicit and passage.first <= u.verb < passage.last for u in passage.reading.utterances)
    return not acts and not verbs and not said and not passage.instruments and not passage.values("evidence") & _TELLING


def _claim(article: Article, passage: Passage, priors: Priors, frame: Frame) -> Claim | None:
    measure = yardstick(passage)
    benchmark = measure[0] if measure else None
    if measure:
        passage = _without(passage, measure[1])
    found = parties(passage.matches, passage.mentions, passage.reading.sentence.tokens, voice(passage))
    cast = Cast(passage, found, priors, frame)
    guarantors = cast.guarantors()
    beneficiaries = cast.beneficiaries(guarantors)
    if not guarantors or not beneficiaries:
        return None
    guarantors = expand(guarantors, article.language)
    beneficiaries = expand(beneficiaries, article.language)
    act = act_of(passage, guarantors, priors.attackers, unfavourable(benchmark))
    kind = type_of(passage, guarantors, beneficiaries, priors.themes, article.date)
    conditions = conditions_of(passage)
    status = status_of(passage, act)
    start, end = passage.reading.sentence.start, passage.reading.sentence.end
    speaker = _speaker(passage, act, guarantors, article.language)
    return Claim(
        quote=article.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        relayed_from=_relayed(passage, speaker, guarantors),
        act=act,
        guarantors=guarantors,
        beneficiaries=beneficiaries,
        guarantee_type=kind,
        responses=responses_of(passage, kind),
        trigger=trigger_of(passage),
        strength=strength_of(passage, act, conditions, status),
        status=status,
        benchmark=benchmark,
        conditions=conditions,
        date=day_of(passage.reading.sentence.tokens, article.date) or frame.day,
    )


def _without(passage: Passage, place: Match) -> Passage:
    """The passage without the yardstick: its alliance is no party, its instrument no guarantee of its own."""
    mentions = tuple(
        m for m in passage.mentions if not place.first - 3 <= m.first <= place.last + 3 or m.code not in {"NATO", "EU"}
    )
    gone = {m.first for m in passage.mentions} - {m.first for m in mentions}
    matches = tuple(
        m
        for m in passage.matches
        if not any(mention.first in gone for _, mention in m.captures) and not m.value.startswith("instrument:")
    )
    return replace(passage, mentions=mentions, matches=matches, measured=True)


def _relayed(passage: Passage, speaker: Speaker | None, guarantors: tuple[str, ...]) -> str | None:
    """Whose communication the speaker passes on."""
    if speaker is None:
        return None
    for match in passage.matches:
        if match.value == "roles:relayed":
            code = match.captures[0][1].code
            if code != speaker.affiliation and code in guarantors:
                return code
    return None


def _speaker(passage: Passage, act: str, guarantors: tuple[str, ...], language: str) -> Speaker | None:
    """The speaker; of a promise or refusal that nobody is quoted with, its single author."""
    inside = any(passage.first <= u.verb < passage.last for u in passage.reading.utterances)
    if act in {COMMITS, DENIES} and not inside and len(guarantors) == 1 and not passage.instruments:
        own = [m for m in passage.mentions if m.code == guarantors[0]]
        people = [m for m in own if m.kind == PERSON]
        nouns = [m for m in own if m.kind not in {ADJECTIVE, PLACE}] if act == COMMITS else []
        if people or (nouns and passage.speaker is None):
            chosen = (people or nouns)[0]
            return Speaker(nominative(chosen, language), chosen.code)
    return passage.speaker


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims without repetitions of the same parties and act in the same quote."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.guarantors, claim.beneficiaries, claim.act)
        seen.setdefault(key, replace(claim))
    return list(seen.values())
