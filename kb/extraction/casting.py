"""Casting: what speaks for a set of actors being a statement's guarantors or beneficiaries, as features."""

from bisect import bisect_right
from collections import Counter

from kb.extraction.actors import Mention
from kb.extraction.hypotheses import Codes, name_of
from kb.extraction.overview import Statement

_RANKS = (1, 2, 3, 5, 9, 50)
_NOWHERE = 99


def party_features(statement: Statement, codes: Codes, grounds: frozenset[str]) -> tuple[str, ...]:
    """The features of one hypothesis: its grounds, its mentions, the cues around it, its weight in the article."""
    found = [f"g={ground}" for ground in grounds]
    if {"rules", "votes"} <= grounds:
        found.append("gg=rules+votes")
    found.append(f"grounds={min(5, len(grounds))}")
    found.append(f"size={min(4, len(codes))}")
    found += [f"c={code}" for code in sorted(codes)[:4]]
    return (*found, *_of_parties(statement, codes))


def _of_parties(statement: Statement, codes: Codes) -> tuple[str, ...]:
    """What does not depend on the grounds; asked for once for guarantors and once for beneficiaries, so it is kept."""
    kept = statement.features
    if codes not in kept:
        vote = _vote(statement, codes)
        kept[codes] = tuple(dict.fromkeys((*_around(statement, codes, vote), *_standing(statement, codes, vote))))
    return kept[codes]


def pairing_features(codes: Codes, guarantors: Codes, statement: Statement) -> tuple[str, ...]:
    """What a set of beneficiaries has to do with the guarantors."""
    relation = "same" if codes == guarantors else "share" if codes & guarantors else "apart"
    found = [f"pair={relation}", f"pair={name_of(guarantors)}>{name_of(codes)}"]
    if relation == "same":
        found += [f"same+{code}" for code in sorted(guarantors)[:3]]
        found += [
            f"same+{value}" for value in statement.values if value.startswith(("evidence:", "roles:", "concepts:"))
        ]
        found += [f"same+mutual={i.mutual}" for _, i in statement.reading.instruments]
    return tuple(found)


def _vote(statement: Statement, codes: Codes) -> str:
    """What most of the actors are by the words around them: G, B, X (attacker), o (other), - (not named)."""
    found = statement.found
    sides = (("G", found.guarantors), ("B", found.beneficiaries), ("X", found.attackers), ("o", found.others))
    votes = Counter(next((side for side, members in sides if code in members), "-") for code in sorted(codes))
    return votes.most_common(1)[0][0] + ("" if len(votes) == 1 else "~")


def _around(statement: Statement, codes: Codes, vote: str) -> list[str]:
    """How the actors stand in the passage."""
    passage, reading = statement.passage, statement.reading
    here = {m.code for m in passage.mentions}
    named = "all" if codes <= here else "some" if codes & here else "none"
    found = [f"named={named}", f"vote={vote}"]
    own = [m for m in passage.mentions if m.code in codes]
    every = own or [m for m in reading.mentions if m.code in codes]
    if every and not own:
        found.append("other-clause")
    speaker = passage.speaker.affiliation if passage.speaker else None
    speaks = speaker in codes
    if speaks:
        found.append(f"speaks={passage.position}")
    for mention in every[:2]:
        order = passage.mentions.index(mention) if mention in passage.mentions else 9
        found += [f"kind={mention.kind}", f"order={min(3, order)}", *_neighbours(statement, mention)]
    found += sorted(
        {
            sign
            for m in passage.matches
            for role, actor in m.captures
            if actor.code in codes
            for sign in (f"role={role}", f"role={role}{m.value}")
        }
    )
    for value in sorted(statement.values):
        scope, _, name = value.partition(":")
        if scope == "evidence":
            found.append(f"e={name}|{vote}|{named}")
            found += [f"e={name}|{code}" for code in sorted(codes)[:2]]
        elif scope == "acts":
            found.append(f"a={name}|{vote}|{named}|{speaks}")
        elif scope == "concepts":
            found.append(f"f={name}|{vote}|{named}|{speaks}")
    found += [f"vote={vote}|{speaks}|{named}", f"vote={vote}|{every[0].kind if every else ''}"]
    found.append(f"alone={named}|{min(3, len(here - codes))}")
    sides = (set(statement.found.guarantors) - codes, set(statement.found.beneficiaries) - codes)
    found.append(f"rivals={bool(sides[0])}|{bool(sides[1])}|{vote}")
    return found


def _neighbours(statement: Statement, mention: Mention) -> list[str]:
    """The words and the word fields beside a mention."""
    tokens = statement.reading.sentence.tokens
    forms = ["^", "^", *(t.form for t in tokens), "$", "$"]
    first, last = mention.first + 2, mention.last + 2
    before, behind = forms[first - 1], forms[last]
    found = [
        f"<{before}",
        f">{behind}",
        f"<{forms[first - 2]}_{before}",
        f">{behind}_{forms[last + 1]}",
        f">{behind[:5]}*",
        f"<{before}|{mention.kind}",
    ]
    found += [f">>{form[:6]}" for form in forms[last + 1 : last + 4]]
    found += [f"<<{form[:6]}" for form in forms[max(0, first - 4) : first - 1]]
    for match in statement.reading.matches:
        if match.value.startswith("concepts:"):
            if 0 <= match.first - mention.last <= 3:
                found.append(f">f={match.value[9:]}")
            elif 0 <= mention.first - match.last <= 3:
                found.append(f"<f={match.value[9:]}")
    return found


def _standing(statement: Statement, codes: Codes, vote: str) -> list[str]:
    """The weight of the actors in the article, and where they were named last."""
    overview, number = statement.overview, statement.number
    priors = overview.priors
    found: list[str] = []
    named = {m.code for m in statement.passage.mentions}
    if not codes & named:
        back = [number - overview.last_named[number].get(code, -_NOWHERE) for code in codes]
        found += [f"back={min(5, *back)}", f"all-back={min(5, max(back))}"]
    if number:
        earlier = overview.readings[number - 1].matches
        found += [f"before={r}" for r in {r for m in earlier for r, actor in m.captures if actor.code in codes}]
    best = bisect_right(_RANKS, min(overview.ranks.get(code, _NOWHERE) for code in codes))
    giver = min(_place(priors.guarantors, code) for code in codes)
    taker = min(_place(priors.beneficiaries, code) for code in codes)
    found += [f"rank={best}", f"giver={giver}", f"taker={taker}"]
    found += [f"vote={vote}|rank={best}", f"vote={vote}|giver={giver}", f"vote={vote}|taker={taker}"]
    if codes & overview.titled:
        found.append("titled")
    if codes & priors.attackers:
        found.append("attacks")
    if codes <= set(priors.near(statement.reading.sentence.paragraph)):
        found.append("near")
    if priors.pact and codes in (frozenset(priors.pact.guarantors), frozenset(priors.pact.beneficiaries)):
        found.append("pact")
    found.append(f"circle={min(3, overview.circles[codes])}")
    return found


def _place(codes: tuple[str, ...], code: str) -> int:
    return min(3, codes.index(code)) if code in codes else 4
