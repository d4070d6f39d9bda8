"""The pipeline: from an article to its claims."""

from dataclasses import dataclass, replace

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.actors import expand
from kb.extraction.acts import COMMITS, act_of
from kb.extraction.fields import (
    conditions_of,
    responses_of,
    status_of,
    strength_of,
    trigger_of,
)
from kb.extraction.parties import Parties, parties
from kb.extraction.lexicon import Match
from kb.extraction.passages import Passage, clauses, enumerated, whole
from kb.extraction.reading import Priors, Reading, read
from kb.extraction.segment import Kind
from kb.extraction.types import type_of
from kb.extraction.yardstick import unfavourable, yardstick

THRESHOLD = 3.2
_MIN_TOPIC = 2.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The parties of the last claim, which the next may leave unsaid."""

    guarantors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their quotes.

    Every quote is a slice of the text. An article in a language other than `de` or `en` has no claims.
    """
    if article.language not in {"de", "en"}:
        return ()
    readings, priors = read(article)
    if priors.topic < _MIN_TOPIC:
        return ()
    claims: list[Claim] = []
    frame = Frame()
    for reading in readings:
        if reading.sentence.kind is not Kind.BODY or score(whole(reading), frame) < THRESHOLD:
            continue
        for passage in (item for clause in clauses(reading) for item in enumerated(clause)):
            claim = _claim(article, passage, priors, frame)
            if claim is not None:
                claims.append(claim)
                frame = Frame(claim.guarantors, claim.beneficiaries)
    return tuple(sorted(_distinct(claims), key=lambda c: (c.start, c.end)))


def score(passage: Passage, frame: Frame) -> float:
    """The evidence that a passage makes a claim."""
    actors = {m.code for m in passage.mentions}
    points = passage.evidence() + 0.5 * min(2, len(actors)) + 0.3 * (passage.speaker is not None)
    points += 0.4 * bool(passage.values("acts") - {"report"}) + 0.3 * bool(frame.guarantors)
    return points + 1.0 * bool(passage.instruments)


def _claim(article: Article, passage: Passage, priors: Priors, frame: Frame) -> Claim | None:
    measure = yardstick(passage)
    benchmark = measure[0] if measure else None
    if measure:
        passage = _without(passage, measure[1])
    found = parties(passage.matches, passage.mentions, passage.reading.sentence.tokens, _voice(passage))
    guarantors = _guarantors(passage, found, priors, frame)
    beneficiaries = _beneficiaries(passage, found, priors, frame, guarantors)
    if not guarantors or not beneficiaries:
        return None
    guarantors = expand(guarantors, article.language)
    beneficiaries = expand(beneficiaries, article.language)
    act = act_of(passage, guarantors, beneficiaries, unfavourable(benchmark))
    kind = type_of(passage, guarantors, beneficiaries)
    conditions = conditions_of(passage)
    status = status_of(passage, act)
    start, end = passage.reading.sentence.start, passage.reading.sentence.end
    speaker = _speaker(passage, act, guarantors)
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
    )


def _without(passage: Passage, place: Match) -> Passage:
    """The passage without the yardstick: its alliance is no party, its instrument no guarantee of its own."""
    mentions = tuple(m for m in passage.mentions if not place.first - 3 <= m.first <= place.last + 3 or m.code not in {"NATO", "EU"})
    gone = {m.first for m in passage.mentions} - {m.first for m in mentions}
    matches = tuple(
        m
        for m in passage.matches
        if not any(mention.first in gone for _, mention in m.captures) and not m.value.startswith("instrument:")
    )
    return replace(passage, mentions=mentions, matches=matches, measured=True)


def _voice(passage: Passage) -> str | None:
    return passage.speaker.affiliation if passage.speaker and not passage.position else None


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


def _speaker(passage: Passage, act: str, guarantors: tuple[str, ...]) -> Speaker | None:
    if passage.speaker is None and act == COMMITS and len(guarantors) == 1:
        return Speaker(guarantors[0], guarantors[0])
    return passage.speaker


def _guarantors(passage: Passage, found: Parties, priors: Priors, frame: Frame) -> tuple[str, ...]:
    evidence = passage.values("evidence")
    if "membership" in evidence:
        return ("EU",) if {m.code for m in passage.mentions} & {"EU", "NATO"} == {"EU"} else ("NATO",)
    if found.guarantors:
        return found.guarantors
    for _, instrument in passage.instruments:
        return instrument.guarantors
    affiliation = passage.speaker.affiliation if passage.speaker else None
    if affiliation and "commit" in passage.values("acts") and affiliation not in found.beneficiaries:
        return (affiliation,)
    free = [c for c in found.others if c not in priors.attackers and c not in priors.beneficiaries[:1]]
    if free:
        return (free[0],)
    return frame.guarantors or priors.guarantors[:1]


def _beneficiaries(
    passage: Passage, found: Parties, priors: Priors, frame: Frame, guarantors: tuple[str, ...]
) -> tuple[str, ...]:
    explicit = tuple(c for c in found.beneficiaries if c not in guarantors)
    if explicit:
        return explicit
    for _, instrument in passage.instruments:
        if instrument.guarantors == guarantors:
            return instrument.beneficiaries
    mentioned = {m.code for m in passage.mentions}
    for code in priors.beneficiaries:
        if code in mentioned and code not in guarantors:
            return (code,)
    rest = tuple(c for c in frame.beneficiaries if c not in guarantors)
    return rest or tuple(c for c in priors.beneficiaries if c not in guarantors)[:1]


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims without repetitions of the same parties and act in the same quote."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.guarantors, claim.beneficiaries, claim.act)
        seen.setdefault(key, replace(claim))
    return list(seen.values())


__all__ = ["Reading", "extract"]
