"""The pipeline: from an article to its claims."""

from dataclasses import dataclass, replace

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, expand
from kb.extraction.acts import COMMITS, DENIES, act_of
from kb.extraction.fields import (
    conditions_of,
    responses_of,
    status_of,
    strength_of,
    trigger_of,
)
from kb.extraction.lexicon import Match
from kb.extraction.parties import Parties, parties
from kb.extraction.passages import Passage, clauses, enumerated, whole
from kb.extraction.priors import Priors, nuclear_powers, priors_of
from kb.extraction.reading import Reading, read
from kb.extraction.segment import Kind
from kb.extraction.types import type_of
from kb.extraction.yardstick import unfavourable, yardstick

THRESHOLD = 2.6
_MIN_TOPIC = 2.0
_DECIDED = 2.0
_MANY = 3
_IDLE = 2.0  # talks that merely took place, with nobody named as guarantor


@dataclass(frozen=True, slots=True)
class Frame:
    """The parties of the last claim, which the next may leave unsaid."""

    guarantors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    quote: int = -1
    union: str = "NATO"

    def after(self, claim: Claim) -> "Frame":
        """The frame that a claim leaves; the guarantors of one sentence add up."""
        earlier = self.guarantors if claim.start == self.quote else ()
        return Frame(tuple(dict.fromkeys((*earlier, *claim.guarantors))), claim.beneficiaries, claim.start, self.union)


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their quotes.

    Every quote is a slice of the text. An article in a language other than `de` or `en` has no claims.
    """
    if article.language not in {"de", "en"}:
        return ()
    readings = read(article)
    priors = priors_of(readings)
    if priors.topic < _MIN_TOPIC:
        return ()
    claims: list[Claim] = []
    frame = Frame()
    for reading in readings:
        unions = [m.code for m in reading.mentions if m.code in {"NATO", "EU"}]
        frame = replace(frame, union=unions[-1]) if unions else frame
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
    idle = "talks" in passage.values("evidence") and "G" not in roles
    return points + 1.0 * bool(passage.instruments) - _IDLE * idle


def _claim(article: Article, passage: Passage, priors: Priors, frame: Frame) -> Claim | None:
    measure = yardstick(passage)
    benchmark = measure[0] if measure else None
    if measure:
        passage = _without(passage, measure[1])
    found = parties(passage.matches, passage.mentions, passage.reading.sentence.tokens, _voice(passage))
    guarantors = _armed(passage, priors, _guarantors(passage, found, priors, frame))
    beneficiaries = _beneficiaries(passage, found, priors, frame, guarantors)
    if not guarantors or not beneficiaries:
        return None
    guarantors = expand(guarantors, article.language)
    beneficiaries = expand(beneficiaries, article.language)
    act = act_of(passage, guarantors, priors.attackers, unfavourable(benchmark))
    kind = type_of(passage, guarantors, beneficiaries, priors.themes)
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


def _voice(passage: Passage) -> str | None:
    if passage.speaker is None:
        return None
    demanding = max(passage.weight("acts:demand"), passage.weight("acts:doubt")) >= _DECIDED
    return passage.speaker.affiliation if demanding or not passage.position else None


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
    """The speaker; of a promise or refusal that nobody is quoted with, its single author."""
    inside = any(passage.first <= u.verb < passage.last for u in passage.reading.utterances)
    if act in {COMMITS, DENIES} and not inside and len(guarantors) == 1 and not passage.instruments:
        own = [m for m in passage.mentions if m.code == guarantors[0]]
        people = [m for m in own if m.kind == PERSON]
        nouns = [m for m in own if m.kind not in {ADJECTIVE, PLACE}] if act == COMMITS else []
        if people or (nouns and passage.speaker is None):
            chosen = (people or nouns)[0]
            return Speaker(chosen.surface, chosen.code)
    return passage.speaker


def _guarantors(passage: Passage, found: Parties, priors: Priors, frame: Frame) -> tuple[str, ...]:
    evidence = passage.values("evidence")
    if "membership" in evidence and "membership-aside" not in evidence and not found.mutual:
        named_here = {m.code for m in passage.mentions} & {"EU", "NATO"}
        return (next(iter(named_here)),) if len(named_here) == 1 else (frame.union,)
    for _, instrument in passage.instruments:
        if set(found.guarantors) >= set(instrument.guarantors):
            return instrument.guarantors
        own = found.guarantors and not set(found.guarantors) & set(instrument.guarantors)
        if not own and (instrument.mutual or not found.guarantors):
            return instrument.guarantors
    if priors.pact and _speaks_of_pact(passage, found, set(priors.pact.guarantors)):
        return priors.pact.guarantors
    main = priors.beneficiaries[:1]
    aside = set(main) | (priors.attackers if len(found.guarantors) < _MANY else set())
    named = tuple(c for c in found.guarantors if c not in aside) or (found.guarantors if found.mutual else ())
    if named:
        return named
    if "these" in passage.values("anaphora") and frame.guarantors:
        return frame.guarantors
    affiliation = passage.speaker.affiliation if passage.speaker else None
    if affiliation and affiliation not in main and passage.weight("acts:commit") and not found.others:
        return (affiliation,)
    free = [c for c in found.others if c not in priors.attackers and c not in main]
    if free:
        return (free[0],)
    return frame.guarantors or tuple(c for c in priors.guarantors if c not in main)[:1]


def _armed(passage: Passage, priors: Priors, guarantors: tuple[str, ...]) -> tuple[str, ...]:
    """For a nuclear guarantee those guarantors that have the weapons, else the article's nuclear guarantor."""
    if "nuclear" not in passage.values("evidence"):
        return guarantors
    speaker = passage.speaker.affiliation if passage.speaker else None
    fitting = tuple(c for c in guarantors if c in nuclear_powers())
    own = (speaker,) if speaker in nuclear_powers() and speaker not in priors.attackers else ()
    other = tuple(c for c in priors.guarantors if c in nuclear_powers())[:1]
    return fitting or own or other or guarantors  # type: ignore[return-value]


def _speaks_of_us(passage: Passage) -> bool:
    return any(t.form in {"us", "uns"} for t in passage.reading.sentence.tokens[passage.first : passage.last])


def _speaks_of_pact(passage: Passage, found: Parties, parties_of_pact: set[str]) -> bool:
    """Whether a passage that names no guarantor is on the pact of the article."""
    on_pact = bool(passage.values("evidence") & {"treaty", "binding-words", "guarantee", "defend"})
    return on_pact and not found.guarantors and set(found.others) <= parties_of_pact


def _beneficiaries(
    passage: Passage, found: Parties, priors: Priors, frame: Frame, guarantors: tuple[str, ...]
) -> tuple[str, ...]:
    for _, instrument in passage.instruments:
        if instrument.guarantors == guarantors or instrument.id == "nato-article-5":
            explicit = tuple(c for c in found.beneficiaries if c not in guarantors)
            return (
                instrument.beneficiaries if instrument.mutual and not explicit else explicit or instrument.beneficiaries
            )
    explicit = tuple(c for c in found.beneficiaries if c not in guarantors)
    if explicit:
        return explicit
    if found.mutual and len(guarantors) > 1:
        return guarantors
    if priors.pact and guarantors == priors.pact.guarantors:
        return priors.pact.beneficiaries
    us = passage.speaker and passage.speaker.affiliation
    if us and us not in guarantors and _speaks_of_us(passage):
        return (us,)
    if priors.pact and set(guarantors) < set(priors.pact.guarantors):
        return tuple(c for c in priors.pact.beneficiaries if c not in guarantors)
    if guarantors == ("EU",) and "eu-article-42-7" in priors.themes:
        return guarantors
    if guarantors == ("NATO",) and not passage.values("evidence") & {"membership", "force"}:
        return guarantors
    mentioned = {m.code for m in passage.mentions}
    near = [c for c in priors.beneficiaries if c in mentioned and c not in guarantors]
    carried = tuple(c for c in frame.beneficiaries if c not in guarantors and c not in {"NATO", "EU"})
    rest = tuple(c for c in priors.beneficiaries if c not in guarantors)
    return tuple(near[:1]) or carried or rest[:1]


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims without repetitions of the same parties and act in the same quote."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.guarantors, claim.beneficiaries, claim.act)
        seen.setdefault(key, replace(claim))
    return list(seen.values())


__all__ = ["Reading", "extract"]
