"""What every tier's claims must satisfy: speakers and parties that the article has, fields that agree.

The embedded tier satisfies this by construction (a test holds it to that); of a language model nothing is believed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.actors import actor_rows, find_mentions
from kb.extraction.instruments import instruments
from kb.extraction.persons import person_words
from kb.extraction.reading import read
from kb.extraction.segment import Sentence
from kb.extraction.tables import read_table
from kb.extraction.tokens import forms, tokenise

_SHORTEST_STEM = 3
_ENDING = 2  # the letters of a case or a plural
_STATE = "State"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article has: its sentences, words and actors, and whom it names, by name or by office, or quotes."""

    sentences: tuple[Sentence, ...]
    words: frozenset[str]
    actors: frozenset[str]
    persons: tuple[Speaker, ...]
    pronouns: frozenset[str]


def surroundings(article: Article) -> Surroundings:
    """Read an article for what its claims may speak of."""
    readings = read(article)
    named = {mention.code for reading in readings for mention in reading.mentions}
    parties = {
        code
        for reading in readings
        for _, instrument in reading.instruments
        for code in (*instrument.guarantors, *instrument.beneficiaries)
    }
    people = [Speaker(p.person.name, p.person.affiliation) for reading in readings for p in reading.persons]
    quoted = [u.speaker for reading in readings for u in reading.utterances if u.speaker]
    speakers = dict.fromkeys([*people, *quoted])
    return Surroundings(
        tuple(reading.sentence for reading in readings),
        frozenset(token.form for token in tokenise(article.text, 0, len(article.text))),
        frozenset(named | parties | {person.affiliation for person in people if person.affiliation}),
        tuple(speakers),
        person_words(article.language).pronouns,
    )


def flaws(claim: Claim, found: Surroundings) -> tuple[str, ...]:
    """Why a claim cannot be believed; nothing if it can."""
    reasons = []
    if not claim.guarantors or not claim.beneficiaries:
        reasons.append("a claim needs guarantors and beneficiaries")
    for code in (*claim.guarantors, *claim.beneficiaries):
        if code not in _kinds():
            reasons.append(f"{code!r} is no actor code")
        elif _kinds()[code] == _STATE and code not in found.actors:
            reasons.append(f"the article does not name {code}")
    if claim.speaker and not _occurs(claim.speaker.name, found):
        reasons.append(f"the speaker {claim.speaker.name!r} does not occur in the article")
    needed = _rules()["guarantors"].get(claim.guarantee_type)
    if needed and not set(needed) & set(claim.guarantors):
        reasons.append(f"{claim.guarantee_type} is given by {' or '.join(needed)}")
    return tuple(reasons)


def settled(claim: Claim, article: Article) -> Claim:
    """The claim with its lesser fields made to agree with the others; what cannot stand is left open."""
    rule = _rules()["status"].get(claim.act)
    status = claim.status if rule is None or claim.status in rule["allowed"] else rule["else"]
    speaker = claim.speaker
    if speaker and speaker.affiliation and speaker.affiliation not in _kinds():
        speaker = Speaker(speaker.name)
    relayed = claim.relayed_from if speaker and claim.relayed_from in _kinds() else None
    benchmark = claim.benchmark if claim.benchmark and claim.benchmark.instrument in instruments() else None
    day = claim.date if claim.date and (article.date is None or claim.date <= article.date) else None
    return replace(claim, status=status, speaker=speaker, relayed_from=relayed, benchmark=benchmark, date=day)


def distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order of their quotes, each of the same words, guarantors, type and act once."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.end, frozenset(claim.guarantors), claim.guarantee_type, claim.act)
        seen.setdefault(key, claim)
    return tuple(sorted(seen.values(), key=lambda claim: (claim.start, claim.end)))


def actor_code(written: str, language: str) -> str:
    """The code that a code or a name stands for; what no table knows stays as it is."""
    code = written.strip().upper().replace("_", "-").replace(" ", "-")
    if code in _kinds():
        return code
    tokens = tokenise(written, 0, len(written))
    whole = [m for m in find_mentions(tokens, language) if m.first == 0 and m.last == len(tokens)]
    return whole[0].code if whole and whole[0].code in _kinds() else written.strip()


def _occurs(name: str, found: Surroundings) -> bool:
    """Whether a speaker is one of those the article has, or the name's last word stands in it, whatever its ending."""
    if any(name == person.name for person in found.persons):
        return True
    parts = [form for form in forms(name) if form.isalnum()]
    last = parts[-1] if parts else ""
    if last in found.pronouns:
        return False
    if last in found.words:
        return True
    stem = last.removesuffix("s")
    return len(stem) >= _SHORTEST_STEM and any(
        word.startswith(stem) and len(word) <= len(last) + _ENDING for word in found.words
    )


@cache
def _kinds() -> dict[str, str]:
    return {row["id"]: row["kind"] for row in actor_rows()}


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_table("lexicon", "consistency.yaml")
    return rules
