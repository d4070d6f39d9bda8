"""Claimhood: what speaks for and against a passage making a claim, as features."""

from bisect import bisect_right
from itertools import combinations, pairwise

from kb.extraction.overview import Overview, Statement
from kb.extraction.passages import Passage
from kb.extraction.segment import Kind
from kb.extraction.weighing import score

_STEPS = (0.0, 1.0, 2.0, 2.6, 3.5, 5.0)
_REACH = 4


def words(passage: Passage) -> list[str]:
    """The words of a passage, their beginnings, and their pairs."""
    forms = [token.form for token in passage.reading.sentence.tokens[passage.first : passage.last]]
    found = [f"w={form}" for form in forms]
    found += [f"s={form[:6]}" for form in forms]
    found += [f"b={one}_{other}" for one, other in pairwise(forms)]
    return found


def fields(passage: Passage) -> list[str]:
    """The word fields of a passage, their pairs, and which follows which within a few words."""
    places = sorted((m.first, m.value[9:]) for m in passage.matches if m.value.startswith("concepts:"))
    names = sorted({name for _, name in places})
    found = [f"f={name}" for name in names]
    found += [f"ff={one}+{other}" for one, other in combinations(names, 2)]
    for number, (at, name) in enumerate(places):
        for later, other in places[number + 1 : number + 4]:
            if 0 < later - at <= _REACH:
                found.append(f"f>f={name}>{other}")
    return found


def signs(statement: Statement) -> list[str]:
    """The cues of a passage, the actors and roles in it, and what the rules make of them."""
    passage, reading = statement.whole, statement.reading
    values = sorted({m.value for m in passage.matches if not m.value.startswith("concepts:")})
    found = [f"v={value}" for value in values]
    told = [value for value in values if value.startswith(("evidence:", "acts:"))]
    found += [f"vv={one}+{other}" for one, other in combinations(told, 2)]
    found += [f"role={role}" for role in {role for m in passage.matches for role, _ in m.captures}]
    codes = {m.code for m in passage.mentions}
    found += [f"actors={min(3, len(codes))}", *(f"c={code}" for code in codes)]
    found += [f"kind={kind}" for kind in {m.kind for m in passage.mentions}]
    points = score(passage)
    found += [f"score>{step}" for step in _STEPS if points >= step]
    if reading.utterances:
        found.append("said" if any(u.explicit for u in reading.utterances) else "carried")
    if passage.instruments:
        found.append("instrument")
    found.append(f"length={min(6, (passage.last - passage.first) // 6)}")
    priors = statement.overview.priors
    found += [f"main={code in codes}" for code in priors.beneficiaries[:1]]
    found += [f"giver={code in codes}" for code in priors.guarantors[:1]]
    return found


def claim_features(statement: Statement) -> tuple[str, ...]:
    """All that tells whether a passage makes a claim: itself, its neighbours, its article."""
    overview, number = statement.overview, statement.number
    found = words(statement.whole) + fields(statement.whole) + signs(statement)
    found += _around(overview, number)
    priors = overview.priors
    found.append(f"topic={min(10, int(priors.topic / 2))}")
    found.append(f"parts={min(3, statement.parts)}")
    found.append(f"place={min(5, number)}")
    found.append(f"language={overview.article.language}")
    found.append(f"density={bisect_right(_DENSITY, overview.share('evidence:guarantee'))}")
    return tuple(dict.fromkeys(found))


_DENSITY = (0.01, 0.1, 0.2, 0.35, 0.5)


def _around(overview: Overview, number: int) -> list[str]:
    """What the sentences before and after show."""
    found: list[str] = []
    here = overview.readings[number].sentence
    for step in (-2, -1, 1, 2):
        at = number + step
        if not 0 <= at < len(overview.readings):
            found.append(f"{step:+d}edge")
            continue
        near = overview.readings[at]
        found.append(f"{step:+d}kind={near.sentence.kind.value}")
        if near.sentence.kind is Kind.BODY:
            found.append(f"{step:+d}score={bisect_right(_STEPS, overview.points[at])}")
        if near.sentence.paragraph == here.paragraph:
            found.append(f"{step:+d}same")
        if abs(step) == 1:
            found += [f"{step:+d}{sign}" for sign in overview.signs[at] if sign.startswith(("evidence:", "acts:"))]
    return found
