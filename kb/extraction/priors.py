"""Priors: what the article as a whole says on who protects whom, and how much of it is on guarantees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kb.extraction.actors import ADJECTIVE, PERSON, PLACE
from kb.extraction.parties import coordinations
from kb.extraction.reading import Reading
from kb.extraction.tables import read_table
from kb.memberships import members

_GENERAL = frozenset({"nato-article-5", "eu-article-42-7", "budapest-memorandum"})
_NEVER_PROTECTED = frozenset({"NATO", "EU", "UN", "OSCE", "G7", "COALITION-OF-THE-WILLING", "PARTNER-STATES"})
_STRONG = frozenset({"guarantee", "nuclear", "membership", "treaty", "force", "defend"})
_SPECIFIC = frozenset({"guarantee", "nuclear", "membership", "treaty", "promise"})
_PLEDGES = frozenset({"defend", "force", "promise", "help", "deter", "troops", "reliance"})
_OTHER_MATTERS = frozenset({"battle", "commerce", "delivery", "money"})


@dataclass(frozen=True, slots=True)
class Priors:
    """What the article as a whole says: who is protected, by whom, and how much of it is on guarantees."""

    beneficiaries: tuple[str, ...]
    guarantors: tuple[str, ...]
    attackers: frozenset[str]
    topic: float
    codes: tuple[str, ...]
    pact: "Pact | None" = None
    themes: frozenset[str] = frozenset()
    local: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def near(self, paragraph: int) -> tuple[str, ...]:
        """Whom a paragraph sees protected; empty where it does not say."""
        return self.local.get(paragraph, ())


@dataclass(frozen=True, slots=True)
class Pact:
    """The treaty that an article is about."""

    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]


@cache
def _threatened() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = read_table("lexicon", "geopolitics.yaml")["threatens"]
    return {actor: frozenset(victims) for actor, victims in table.items()}


@cache
def nuclear_powers() -> frozenset[str]:
    """The actors whose nuclear weapons could protect others."""
    return frozenset(read_table("lexicon", "geopolitics.yaml")["nuclear"])


@cache
def nato_members(day: date | None = None) -> frozenset[str]:
    """The members of NATO on a day; without a day those of today that were members when articles begin to be read."""
    if day is not None:
        return members("NATO", day)
    begin: date = read_table("lexicon", "geopolitics.yaml")["articles_since"]
    return members("NATO") & members("NATO", begin)


def _threatening(codes: Sequence[str], pact: "Pact | None") -> frozenset[str]:
    """The actors that threaten another actor of the article and are no party to its pact."""
    parties = set(pact.guarantors) if pact else set()
    return frozenset(
        actor
        for actor, victims in _threatened().items()
        if actor in codes and actor not in parties and victims & set(codes)
    )


def priors_of(readings: Sequence[Reading]) -> Priors:
    """What follows from all sentences of an article."""
    codes = tuple(dict.fromkeys(m.code for reading in readings for m in reading.mentions))
    votes: dict[str, Counter[str]] = {role: Counter() for role in "GBX"}
    topic = 0.0
    specific = False
    for reading in readings:
        values = {m.value.partition(":")[2] for m in reading.matches if m.value.startswith("evidence:")}
        on_topic = len(values & _STRONG)
        topic += (
            min(2, max(on_topic, _pledge(reading, values)))
            + bool(reading.instruments)
            - 2 * ("commerce" in values)
            - ("battle" in values)
        )
        specific = specific or bool(values & _SPECIFIC) or bool(reading.instruments) or _pledge(reading, values)
        for match in reading.matches:
            for role, mention in match.captures:
                if role in votes and not (role == "G" and mention.kind == PERSON):
                    votes[role][mention.code] += 1 + (on_topic > 0)
        for _, instrument in reading.instruments:
            votes["G"].update(instrument.guarantors)
    attackers = frozenset(c for c, n in votes["X"].items() if n > votes["G"][c] + votes["B"][c])
    attackers |= _threatening(codes, _pact(readings, attackers))
    for victim, mentions in _endangered(readings, attackers).items():
        votes["B"][victim] += mentions
    b = [c for c, n in votes["B"].most_common() if n >= votes["G"][c] and c not in attackers | _NEVER_PROTECTED]
    g = [c for c, n in votes["G"].most_common() if n and c not in attackers]
    b = b or _most_named(readings, attackers | set(g[:1]))
    return Priors(
        tuple(b),
        tuple(g),
        attackers,
        topic if specific else 0.0,
        codes,
        _pact(readings, attackers),
        _themes(readings),
        _by_paragraph(readings, attackers),
    )


def _by_paragraph(readings: Sequence[Reading], attackers: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """The actors that each paragraph casts as protected more often than as protecting, most often first."""
    votes: dict[int, Counter[str]] = {}
    against: dict[int, Counter[str]] = {}
    for reading in readings:
        paragraph = reading.sentence.paragraph
        for match in reading.matches:
            for role, mention in match.captures:
                side = votes if role == "B" else against if role == "G" and mention.kind != PERSON else None
                if side is not None:
                    side.setdefault(paragraph, Counter())[mention.code] += 1
    barred = attackers | _NEVER_PROTECTED
    return {
        paragraph: tuple(
            code
            for code, n in found.most_common()
            if code not in barred and n >= against.get(paragraph, Counter())[code]
        )
        for paragraph, found in votes.items()
    }


def _endangered(readings: Sequence[Reading], attackers: frozenset[str]) -> Counter[str]:
    """The states that an attacker in the article is known to threaten, by how often they are named."""
    victims = {victim for attacker in attackers for victim in _threatened().get(attacker, ())}
    named = (m.code for r in readings for m in r.mentions if m.kind not in {PERSON, PLACE})
    return Counter(code for code in named if code in victims and len(code) == 2)


def _pledge(reading: Reading, values: set[str]) -> bool:
    """Whether a sentence says who would defend whom, in whatever words."""
    if values & _OTHER_MATTERS:
        return False
    guards = {m.code for match in reading.matches for role, m in match.captures if role == "G"}
    guarded = {m.code for match in reading.matches for role, m in match.captures if role == "B"}
    if guards and guarded and len(guards | guarded) > 1 and values & _PLEDGES:
        return True
    others = {m.code for m in reading.mentions} - guards
    others |= guards if any(m.value == "roles:mutual" for m in reading.matches) else set()
    return bool(guards and others and values & {"promise", "defend"})


def _hyphenated(reading: Reading) -> bool:
    """Whether two nationalities are joined before a treaty ("the Franco-German treaty")."""
    joined = any(
        a.kind == b.kind == ADJECTIVE and a.last == b.first
        for a, b in zip(reading.mentions, reading.mentions[1:], strict=False)
    )
    return joined and any(m.value == "evidence:treaty" for m in reading.matches)


def _most_named(readings: Sequence[Reading], excluded: set[str] | frozenset[str]) -> list[str]:
    """The state that the article names most, where no sentence says who is protected."""
    counts = Counter(m.code for r in readings for m in r.mentions if m.kind not in {PERSON, PLACE} and len(m.code) == 2)
    return [code for code, _ in counts.most_common() if code not in excluded | _NEVER_PROTECTED | {"US"}][:1]


def _themes(readings: Sequence[Reading]) -> frozenset[str]:
    """The guarantee types that several sentences are on: instruments by their type, the nuclear umbrella."""
    counts: Counter[str] = Counter()
    for reading in readings:
        counts.update({i.type for m, i in reading.instruments if m.value.startswith("instrument:")})
        counts["nuclear-umbrella"] += any(m.value == "evidence:nuclear" for m in reading.matches)
    return frozenset(kind for kind, number in counts.items() if number > 1)


def _pact(readings: Sequence[Reading], attackers: frozenset[str]) -> Pact | None:
    """The first treaty with parties that the article names or describes: two states and a pact in one sentence."""
    for reading in readings:
        for _, instrument in reading.instruments:
            if instrument.id not in _GENERAL:
                return Pact(instrument.guarantors, instrument.beneficiaries)
        values = {m.value for m in reading.matches}
        joint = "roles:mutual" in values or _hyphenated(reading)
        if not joint and "roles:bond" not in values:
            continue
        groups = coordinations(reading.mentions, reading.sentence.tokens)
        for chain in groups.values():
            parties = tuple(dict.fromkeys(m.code for m in chain if m.kind != PLACE and m.code not in attackers))
            if len(parties) > 1 and (joint or len(parties) == 2) and not set(parties) & _NEVER_PROTECTED:
                return Pact(parties, parties)
    return None
