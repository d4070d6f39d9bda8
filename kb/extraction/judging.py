"""Judging: what speaks for an act, a type, a status and the other closed values of a statement, as features."""

from collections.abc import Mapping

from kb.extraction.actors import actor_table
from kb.extraction.acts import act_of
from kb.extraction.claimhood import fields, words
from kb.extraction.fields import conditions_of, responses_of, status_of, strength_of, trigger_of
from kb.extraction.hypotheses import Codes, name_of
from kb.extraction.overview import Statement
from kb.extraction.priors import nato_members
from kb.extraction.types import type_of
from kb.extraction.yardstick import unfavourable

VALUES = ("status", "strength", "trigger")
"""The fields that follow once act and type are settled."""
_CUES = ("deny", "doubt", "demand", "propose", "commit", "report")


def rule_act(statement: Statement, guarantors: Codes) -> str:
    """The act by the rules."""
    hedged = unfavourable(statement.benchmark)
    return act_of(statement.passage, tuple(sorted(guarantors)), statement.overview.priors.attackers, hedged)


def rule_type(statement: Statement, guarantors: Codes, beneficiaries: Codes) -> str:
    """The guarantee type by the rules."""
    overview = statement.overview
    parties = tuple(sorted(guarantors)), tuple(sorted(beneficiaries))
    return type_of(statement.passage, *parties, overview.priors.themes, overview.article.date)


def rule_values(statement: Statement, act: str) -> dict[str, str]:
    """Status, strength and trigger by the rules."""
    passage = statement.passage
    status = status_of(passage, act)
    strength = strength_of(passage, act, conditions_of(passage), status)
    return dict(zip(VALUES, (status, strength, trigger_of(passage)), strict=True))


def type_features(statement: Statement, guarantors: Codes, beneficiaries: Codes) -> tuple[str, ...]:
    """What tells the guarantee type."""
    overview, reading = statement.overview, statement.reading
    givers, takers = kind_of(guarantors, statement), kind_of(beneficiaries, statement)
    mutual = guarantors == beneficiaries
    found = [
        f"G={name_of(guarantors)}",
        f"B={name_of(beneficiaries)}",
        f"GB={name_of(guarantors)}>{name_of(beneficiaries)}",
    ]
    found += [f"gk={givers}", f"bk={takers}", f"gbk={givers}>{takers}|{mutual}", f"many={min(3, len(guarantors))}"]
    for value in sorted(statement.values):
        found += [f"v={value}", f"v={givers}|{value}"]
    for _, instrument in reading.instruments:
        found += [f"it={instrument.type}", f"iid={instrument.id}"]
        found.append(f"it={instrument.type}|{set(instrument.guarantors) == guarantors}")
    found += [f"theme={kind}|{min(3, times)}" for kind, times in overview.themes.items()]
    found += [f"theme={givers}|{theme}" for theme in overview.priors.themes]
    for step in (-1, 1):
        if 0 <= statement.number + step < len(overview.readings):
            near = statement.number + step
            found += [f"{step:+d}{sign}" for sign in overview.signs[near] if sign.startswith("evidence:")]
            found += [f"{step:+d}it={i.type}" for _, i in overview.readings[near].instruments]
    ruled = rule_type(statement, guarantors, beneficiaries)
    found += [f"rule={ruled}", f"rule={ruled}|{givers}"]
    for sign in ("evidence:nuclear", "evidence:force", "evidence:membership", "evidence:treaty"):
        level = min(4, int(overview.share(sign) * 10))
        found += [f"share={sign}{level}", f"share={sign}{level}|{givers}"]
    found.append(f"language={overview.article.language}")
    return tuple(dict.fromkeys(found))


def act_features(statement: Statement, guarantors: Codes, speaker: str) -> tuple[str, ...]:
    """What tells the act; `speaker` is how the speaker stands to the guarantee (see `stance`)."""
    passage, reading, overview = statement.passage, statement.reading, statement.overview
    one = "one" if len(guarantors) == 1 else "many"
    explicit = any(u.explicit for u in reading.utterances)
    found = [f"sp={speaker}", f"sp={speaker}|{passage.position}|{explicit}", f"sp={speaker}|{one}|{passage.position}"]
    for value in sorted(statement.values):
        found.append(f"v={value}")
        if value.startswith(("acts:", "reporting:", "evidence:", "concepts:")):
            found += [f"v={value}|{speaker}", f"v={value}|{one}"]
    found += [f"weight={cue}{_level(passage.weight(f'acts:{cue}'))}" for cue in _CUES]
    ruled = rule_act(statement, guarantors)
    found += [f"rule={ruled}", f"rule={ruled}|{speaker}", f"hedged={unfavourable(statement.benchmark)}"]
    found += [f"elsewhere={v}" for v in overview.signs[statement.number] - statement.values if v.startswith("acts:")]
    named = {m.kind for m in passage.mentions if m.code in guarantors}
    found += [f"giver={kind}" for kind in named] or ["giver=unnamed", f"giver=unnamed|{speaker}"]
    found.append(f"first={bool(passage.mentions) and passage.mentions[0].code in guarantors}|{speaker}")
    found += [f"instrument={bool(reading.instruments)}|{speaker}", *(f"is={i.status}" for _, i in reading.instruments)]
    forms = [t.form for t in reading.sentence.tokens]
    found += [f"opens={'_'.join(forms[:n])}" for n in (1, 2)] + [f"ends={forms[-1] if forms else ''}"]
    found += [f"mark={mark}" for mark in ("„", "“", '"', "–", "—", ";", ":", "?") if mark in forms]
    if statement.number:
        found += [f"-1{sign}" for sign in overview.signs[statement.number - 1] if sign.startswith("acts:")]
    found.append(f"language={overview.article.language}")
    return tuple(dict.fromkeys(found + words(passage) + fields(passage)))


def value_features(
    statement: Statement, act: str, kind: str, speaker: str, ruled: Mapping[str, str]
) -> tuple[str, ...]:
    """What tells the status, the strength and the trigger once act and type are settled; `ruled` by the rules."""
    passage = statement.passage
    said = [f"{name}={value}" for name, value in ruled.items()]
    said += [f"response={r}" for r in responses_of(passage, kind)]
    said += [f"condition={c}" for c in conditions_of(passage)]
    found = [f"act={act}", f"kind={kind}", f"act={act}|{kind}", f"act={act}|{speaker}", *said]
    found += [f"act={act}|{value}" for value in said]
    for value in sorted(statement.values):
        found += [f"v={value}", f"v={value}|{act}"]
    for _, instrument in statement.reading.instruments:
        found += [f"is={instrument.status}", f"is={instrument.status}|{act}"]
    found.append(f"language={statement.overview.article.language}")
    return tuple(dict.fromkeys(found + words(passage) + fields(passage)))


def stance(affiliation: str | None, spoken: bool, guarantors: Codes, beneficiaries: Codes, attackers: Codes) -> str:
    """How a speaker stands to the guarantee."""
    sides = (
        (not spoken, "nobody"),
        (affiliation is None, "bystander"),
        (affiliation in guarantors and affiliation in beneficiaries, "party"),
        (affiliation in guarantors, "guarantor"),
        (affiliation in beneficiaries, "beneficiary"),
        (affiliation in attackers, "attacker"),
    )
    return next((side for holds, side in sides if holds), "other")


def kind_of(codes: Codes, statement: Statement) -> str:
    """What sort of actors they are, as far as guarantee types care."""
    table = actor_table("en")
    members = nato_members(statement.overview.article.date)
    sorts = (
        (len(codes) == 1 and not codes <= table.states, next(iter(codes), "")),
        (codes == {"US"}, "US"),
        (codes <= table.european and codes <= members, "european allies"),
        (codes <= table.european, "europeans"),
        ("US" in codes, "with US"),
        (codes <= table.states, "states"),
    )
    return next((sort for holds, sort in sorts if holds), "mixed")


def _level(weight: float) -> int:
    return sum(weight >= step for step in (0.5, 2, 4))
