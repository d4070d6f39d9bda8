"""Parties: which of the actors of a passage protect, which are protected, which attack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, Mention
from kb.extraction.lexicon import Match
from kb.extraction.predicates import SCOPE
from kb.extraction.tables import word_set
from kb.extraction.tokens import Token

GUARANTOR, BENEFICIARY, ATTACKER, BYSTANDER = "G", "B", "X", "N"
_PROMISE = frozenset({GUARANTOR, BENEFICIARY})
_JOINT_REACH = 4
_QUOTED = 0.3
_CLEAR = 3.0
_WEAK = 1.0
_ORGANISATIONS = frozenset({"NATO", "EU", "UN", "OSCE", "G7", "COALITION-OF-THE-WILLING"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The votes of a passage: codes in order of mention with their role, and its other codes."""

    guarantors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    attackers: tuple[str, ...]
    others: tuple[str, ...]
    mutual: bool
    both: bool = False
    bound: bool = False
    sure: frozenset[str] = frozenset()


def parties(
    matches: Iterable[Match], mentions: Sequence[Mention], tokens: Sequence[Token], voice: str | None = None
) -> Parties:
    """Settle the roles of the mentions of a passage by the votes of the role patterns.

    `voice` is the actor for whom a quoted person speaks: the name beside a verb of saying is a weak hint only.
    """
    groups = coordinations(mentions, tokens)
    votes: dict[int, dict[str, float]] = {m.first: {} for m in mentions}
    matches = _with_compacts(matches)
    mutual = any(m.value in {"roles:mutual", "roles:compact"} for m in matches)
    cast: dict[str, set[str]] = {}
    for match in _subjects_first(matches):
        for role, mention in match.captures:
            for member in groups.get(mention.first, (mention,)):
                if member.first in votes and not (role == BENEFICIARY and _place_of(match, member)):
                    quoted = member.kind == PERSON and member.code == voice and role == GUARANTOR
                    weight = match.weight * (_QUOTED if quoted else 1.0)
                    votes[member.first][role] = votes[member.first].get(role, 0.0) + weight
                    if match.source == SCOPE:
                        cast.setdefault(member.code, set()).add(role)
    roles: dict[str, dict[str, float]] = {}
    for mention in mentions:
        total = roles.setdefault(mention.code, {})
        for role, weight in votes[mention.first].items():
            total[role] = total.get(role, 0.0) + weight
    for code, sure in cast.items():  # what the verb says outweighs what the words around a name suggest
        roles[code] = {role: n for role, n in roles[code].items() if role in sure or role not in _PROMISE}
    settled = {code: _settle(found) for code, found in roles.items()}
    _drop_voice(settled, roles, voice)
    placed = [m for m in mentions if m.kind != PLACE]
    order = tuple(dict.fromkeys(m.code for m in placed))
    every = tuple(dict.fromkeys(m.code for m in mentions))

    def having(role: str) -> tuple[str, ...]:
        found = tuple(code for code in every if settled[code] == role)
        clear = tuple(code for code in found if roles[code].get(role, 0) > _WEAK)
        return clear or found  # who demands something is protected by it only where nobody else is named

    both = any(m.value == "roles:both" for m in matches)
    bound = any(m.value == "roles:mutual" and not m.source.startswith("mutual") for m in matches)
    sure_of = frozenset(code for code, found in cast.items() if found == {GUARANTOR})
    plain = {m.code for m in placed if m.kind not in {PERSON, ADJECTIVE}}
    others = tuple(code for code in order if settled[code] == "" and code in plain)
    return Parties(having(GUARANTOR), having(BENEFICIARY), having(ATTACKER), others, mutual, both, bound, sure_of)


def _subjects_first(matches: Iterable[Match]) -> list[Match]:
    """Of the actors before one verb of promising the first is its subject; the others are objects and adjuncts."""
    first: dict[tuple[str, int], Match] = {}
    kept: list[Match] = []
    for match in matches:
        opens = match.value == "roles:guarantor" and match.source.startswith("@G") and match.captures
        if not opens:
            kept.append(match)
        elif (earlier := first.get((match.source, match.last))) is None or match.first < earlier.first:
            first[match.source, match.last] = match
    return kept + list(first.values())


def _with_compacts(matches: Iterable[Match]) -> list[Match]:
    """Two states with a pact protect each other; the United States only protects, unless both are said to be bound."""
    found = list(matches)
    if any(m.value == "roles:mutual" for m in found):
        return found
    return [_one_sided(m) if m.value == "roles:compact" else m for m in found]


def _one_sided(match: Match) -> Match:
    if all(mention.code != "US" for _, mention in match.captures):
        return match
    captures = tuple((GUARANTOR if m.code == "US" else BENEFICIARY, m) for _, m in match.captures)
    return replace(match, value="roles:guarantor", captures=captures, source=SCOPE)


def _place_of(match: Match, mention: Mention) -> bool:
    """Whether an organisation is only the place or frame of something ("in NATO", "on NATO territory")."""
    return mention.code in _ORGANISATIONS and ("@Bp" in match.source or mention.kind == ADJECTIVE)


def _drop_voice(settled: dict[str, str], roles: dict[str, dict[str, float]], voice: str | None) -> None:
    """A quoted person's state is no guarantor by that mention alone where another guarantor is named."""
    strong = [c for c, role in settled.items() if role == GUARANTOR and roles[c].get(GUARANTOR, 0) >= 1]
    if voice in settled and settled[voice] == GUARANTOR and roles[voice].get(GUARANTOR, 0) < 1 and strong:
        settled[voice] = ""


def _settle(votes: dict[str, float]) -> str:
    if votes.get(ATTACKER, 0) >= _CLEAR and not votes.get(BYSTANDER):
        return ATTACKER  # "a Russian attack" leaves no doubt, whatever stands around it
    relevant = {role: votes[role] for role in (BYSTANDER, ATTACKER, BENEFICIARY, GUARANTOR) if votes.get(role)}
    return max(relevant, key=lambda role: relevant[role]) if relevant else ""


def coordinations(mentions: Sequence[Mention], tokens: Sequence[Token]) -> dict[int, tuple[Mention, ...]]:
    """For each mention the mentions it is coordinated with ("France, Germany and Poland"), itself included."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        if chains and _joined(chains[-1][-1], mention, tokens):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return {mention.first: tuple(chain) for chain in chains for mention in chain}


def _joined(left: Mention, right: Mention, tokens: Sequence[Token]) -> bool:
    between = [token.form for token in tokens[left.last : right.first]]
    if not between and left.kind == right.kind == ADJECTIVE and tokens[left.last - 1].joined:
        return True
    if not between or len(between) > _JOINT_REACH or not set(between) <= word_set("joints"):
        return False
    if not set(between) & word_set("coordinators"):
        return False
    return (left.kind == ADJECTIVE) == (right.kind == ADJECTIVE) and (left.kind == PERSON) == (right.kind == PERSON)
