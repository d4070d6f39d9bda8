"""Decisions: what the trained components, or where one is missing the rules, say of a statement.

Each component is optional: without it the rules decide, so that an ablation can leave out any.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.claim import Speaker
from kb.extraction.casting import pairing_features, party_features
from kb.extraction.claimhood import claim_features
from kb.extraction.hypotheses import Codes, Grounds, beneficiary_hypotheses, guarantor_hypotheses
from kb.extraction.judging import (
    VALUES,
    act_features,
    rule_act,
    rule_type,
    rule_values,
    stance,
    type_features,
    value_features,
)
from kb.extraction.linear import Classifier, Model, Scorer
from kb.extraction.overview import Statement
from kb.extraction.voices import speaker_features, speaker_hypotheses
from kb.extraction.weighing import score

CLAIM, GUARANTORS, BENEFICIARIES, TYPE, SPEAKER, ACT = "claim", "guarantors", "beneficiaries", "type", "speaker", "act"
COMPONENTS = (CLAIM, GUARANTORS, BENEFICIARIES, TYPE, SPEAKER, ACT, *VALUES)
_RULED_THRESHOLD = 2.6
_SURE = 1.0
_NOTED = 0.5  # how likely a claim by the rules is in a note
_OPTIONS, _FAR_LESS = 3, 0.25  # how many guarantors, and for each beneficiaries, are weighed together


@dataclass(frozen=True, slots=True)
class Decided:
    """A value with the probability that it is right; 1 where a rule decided."""

    value: str
    share: float


@dataclass(frozen=True, slots=True)
class MeantGuarantee:
    """Who would protect whom by what type of guarantee, with the probability that all three are right."""

    guarantors: Codes
    beneficiaries: Codes
    kind: str
    share: float


@dataclass(frozen=True, slots=True)
class Decisions:
    """The trained components by name."""

    models: Mapping[str, Model]

    def claim(self, statement: Statement) -> float:
        """How likely a statement is to make a claim; in a note of a few sentences, no article yet, by the rules too."""
        model = self.models.get(CLAIM)
        if not isinstance(model, Scorer):
            return _SURE * _ruled_claim(statement)
        likely = model.probability(claim_features(statement))
        return max(likely, _NOTED * _ruled_claim(statement)) if statement.overview.is_note else likely

    def guarantee(self, statement: Statement) -> MeantGuarantee | None:
        """Who would protect whom by what type of guarantee: the likeliest together; None where nobody can be meant."""
        options = [
            MeantGuarantee(guarantors, beneficiaries, kind.value, one * other * kind.share)
            for guarantors, one in _likely(self.guarantors(statement))
            for beneficiaries, other in _likely(self.beneficiaries(statement, guarantors))
            for kind in [self.kind(statement, guarantors, beneficiaries)]
            if guarantors and beneficiaries
        ]
        return max(options, key=lambda option: option.share, default=None)

    def guarantors(self, statement: Statement) -> list[tuple[Codes, float]]:
        """Who may be meant as protecting, the likeliest first."""
        model = self.models.get(GUARANTORS)
        if not isinstance(model, Scorer):
            return [(frozenset(statement.cast.guarantors()), _SURE)]
        grounds = guarantor_hypotheses(statement)
        return _shares(model, grounds, lambda codes: party_features(statement, codes, grounds[codes]))

    def beneficiaries(self, statement: Statement, guarantors: Codes) -> list[tuple[Codes, float]]:
        """Who may be meant as protected by these guarantors, the likeliest first."""
        model = self.models.get(BENEFICIARIES)
        if not isinstance(model, Scorer):
            return [(frozenset(statement.cast.beneficiaries(tuple(sorted(guarantors)))), _SURE)]
        grounds = beneficiary_hypotheses(statement, guarantors)
        return _shares(
            model,
            grounds,
            lambda codes: (
                *party_features(statement, codes, grounds[codes]),
                *pairing_features(codes, guarantors, statement),
            ),
        )

    def kind(self, statement: Statement, guarantors: Codes, beneficiaries: Codes) -> Decided:
        """The guarantee type."""
        model = self.models.get(TYPE)
        if not isinstance(model, Classifier):
            return Decided(rule_type(statement, guarantors, beneficiaries), _SURE)
        return Decided(*model.shares(type_features(statement, guarantors, beneficiaries))[0])

    def speaker(self, statement: Statement, ruled: Speaker | None) -> tuple[Speaker | None, float]:
        """Whose statement it is; `ruled` is whom the rules take for the speaker."""
        model = self.models.get(SPEAKER)
        if not isinstance(model, Scorer):
            return ruled, _SURE
        grounds = speaker_hypotheses(statement, ruled)
        return model.shares((s, speaker_features(statement, s, grounds[s])) for s in grounds)[0]

    def act(self, statement: Statement, guarantors: Codes, speaker: str) -> Decided:
        """The act; `speaker` is how the speaker stands to the guarantee."""
        model = self.models.get(ACT)
        if not isinstance(model, Classifier):
            return Decided(rule_act(statement, guarantors), _SURE)
        return Decided(*model.shares(act_features(statement, guarantors, speaker))[0])

    def values(self, statement: Statement, act: str, kind: str, speaker: str) -> dict[str, Decided]:
        """Status, strength and trigger."""
        ruled = rule_values(statement, act)
        features = value_features(statement, act, kind, speaker, ruled)
        decided = {}
        for name in VALUES:
            model = self.models.get(name)
            if isinstance(model, Classifier):
                decided[name] = Decided(*model.shares(features)[0])
            else:
                decided[name] = Decided(ruled[name], _SURE)
        return decided


def _ruled_claim(statement: Statement) -> bool:
    return score(statement.whole) >= _RULED_THRESHOLD


def _likely(shares: list[tuple[Codes, float]]) -> list[tuple[Codes, float]]:
    """The first few that are not far less likely than the first."""
    return [(codes, share) for codes, share in shares[:_OPTIONS] if share >= _FAR_LESS * shares[0][1]]


def stance_of(statement: Statement, speaker: Speaker | None, guarantors: Codes, beneficiaries: Codes) -> str:
    """How the speaker stands to the guarantee."""
    affiliation = speaker.affiliation if speaker else None
    return stance(affiliation, speaker is not None, guarantors, beneficiaries, statement.overview.priors.attackers)


def _shares(model: Scorer, grounds: Grounds, features: Callable[[Codes], tuple[str, ...]]) -> list[tuple[Codes, float]]:
    return model.shares((codes, features(codes)) for codes in sorted(grounds, key=sorted))
