"""The components in their order: each is fitted to what the ones before it say of articles they have not seen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kb.claim import Speaker
from kb.extraction import decisions as d
from kb.extraction.casting import pairing_features, party_features
from kb.extraction.decisions import stance_of
from kb.extraction.hypotheses import Codes, Grounds, beneficiary_hypotheses, guarantor_hypotheses
from kb.extraction.judging import VALUES, act_features, rule_act, rule_values, type_features, value_features
from kb.extraction.linear import Classifier, Features, Model, Scorer
from kb.extraction.overview import Statement
from kb.extraction.pipeline import ruled_speaker
from kb.extraction.voices import speaker_features, speaker_hypotheses
from kb.training.fitting import fit_choice, fit_classifier, fit_scorer
from kb.training.gold import Annotated, GoldClaim

PENALTIES = {d.CLAIM: 10.0, d.GUARANTORS: 3.0, d.BENEFICIARIES: 3.0, d.TYPE: 5.0, d.SPEAKER: 3.0, d.ACT: 10.0}
_VALUE_PENALTY = 10.0
_FOLDS = 4

T = TypeVar("T")
Candidates = list[tuple[T, Features]]


@dataclass
class _Example:
    """An annotated claim on its statement, with what the components say of it so far."""

    article: int
    statement: Statement
    gold: GoldClaim
    guarantors: Codes = frozenset()
    beneficiaries: Codes = frozenset()
    speaker: Speaker | None = None
    kind: str = ""
    act: str = ""

    def as_annotated(self) -> "_Example":
        """The example with the annotators' parties, speaker, type and act in place of the components'."""
        told = self.gold["speaker"]
        return replace(
            self,
            guarantors=frozenset(self.gold["guarantors"]),
            beneficiaries=frozenset(self.gold["beneficiaries"]),
            speaker=told and Speaker(told["name"], told["affiliation"]),
            kind=self.gold["guarantee_type"],
            act=self.gold["act"],
        )

    @property
    def stance(self) -> str:
        return stance_of(self.statement, self.speaker, self.guarantors, self.beneficiaries)


def train(articles: Sequence[Annotated]) -> dict[str, Model]:
    """All components, fitted to these articles."""
    models: dict[str, Model] = {}
    rows = [row for a in articles for row in a.claimhood]
    truth = [g is not None for a in articles for g in a.gold]
    models[d.CLAIM] = fit_scorer(rows, truth, PENALTIES[d.CLAIM])
    examples = [_Example(number, s, g) for number, a in enumerate(articles) for s, g in a.claims()]
    _fit_choices(examples, models)
    _fit_judgements(examples, models)
    return models


def _fit_choices(examples: list[_Example], models: dict[str, Model]) -> None:
    def guarantors(e: _Example) -> Candidates[Codes]:
        return _hypotheses(e, guarantor_hypotheses(e.statement))

    def beneficiaries(e: _Example) -> Candidates[Codes]:
        grounds = beneficiary_hypotheses(e.statement, e.guarantors)
        found = _hypotheses(e, grounds)
        return [(codes, (*row, *pairing_features(codes, e.guarantors, e.statement))) for codes, row in found]

    def speakers(e: _Example) -> Candidates[Speaker | None]:
        ruled = ruled_speaker(e.statement, rule_act(e.statement, e.guarantors), e.guarantors)
        grounds = speaker_hypotheses(e.statement, ruled)
        return [(s, speaker_features(e.statement, s, grounds[s])) for s in grounds]

    _choose(examples, models, d.GUARANTORS, guarantors, _are("guarantors"), "guarantors")
    _choose(examples, models, d.BENEFICIARIES, beneficiaries, _are("beneficiaries"), "beneficiaries")
    _choose(examples, models, d.SPEAKER, speakers, _is_speaker, "speaker")


def _hypotheses(example: _Example, grounds: Grounds) -> Candidates[Codes]:
    statement = example.statement
    return [(codes, party_features(statement, codes, grounds[codes])) for codes in sorted(grounds, key=sorted)]


def _are(side: str) -> Callable[[Codes, _Example], bool]:
    return lambda codes, example: codes == frozenset(example.gold[side])


def _is_speaker(speaker: Speaker | None, example: _Example) -> bool:
    gold = example.gold["speaker"]
    if speaker is None or gold is None:
        return speaker is None and gold is None
    if speaker.affiliation and speaker.affiliation == gold["affiliation"]:
        return True
    return bool(speaker.name) and speaker.name.split()[-1:] == gold["name"].split()[-1:]


def _choose(
    examples: list[_Example],
    models: dict[str, Model],
    name: str,
    candidates: Callable[[_Example], Candidates[T]],
    right: Callable[[T, _Example], bool],
    attribute: str,
) -> None:
    """Fit a choice among candidates, and enter in every example what a fit to other articles chooses.

    Beneficiaries are learnt beside the guarantors that the components say and beside those that the annotators say.
    """
    tables = [candidates(e) for e in examples]
    annotated = [candidates(e.as_annotated()) for e in examples] if name == d.BENEFICIARIES else []

    def fit(numbers: Sequence[int]) -> Scorer:
        asked = [(n, tables[n]) for n in numbers] + [(n, annotated[n]) for n in numbers if annotated]
        rows = [row for _, table in asked for _, row in table]
        owners = [owner for owner, (_, table) in enumerate(asked) for _ in table]
        truth = [right(candidate, examples[n]) for n, table in asked for candidate, _ in table]
        return fit_choice(rows, owners, truth, PENALTIES[name])

    for inside, outside in _folds(examples):
        model = fit(inside)
        for n in outside:
            setattr(examples[n], attribute, model.shares(tables[n])[0][0])
    models[name] = fit(range(len(examples)))


def _fit_judgements(examples: list[_Example], models: dict[str, Model]) -> None:
    def kinds(e: _Example) -> Features:
        return type_features(e.statement, e.guarantors, e.beneficiaries)

    def acts(e: _Example) -> Features:
        return act_features(e.statement, e.guarantors, e.stance)

    def values(e: _Example) -> Features:
        return value_features(e.statement, e.act, e.kind, e.stance, rule_values(e.statement, e.act))

    _classify(examples, models, d.TYPE, kinds, "guarantee_type", "kind")
    _classify(examples, models, d.ACT, acts, "act", "act")
    for name in VALUES:
        _classify(examples, models, name, values, name, None)


def _classify(
    examples: list[_Example],
    models: dict[str, Model],
    name: str,
    features: Callable[[_Example], Features],
    gold: str,
    attribute: str | None,
) -> None:
    """Fit a classifier to what the components before it say and to what the annotators say.

    Where `attribute` is given, enter in every example what a fit to other articles says.
    """
    said = [features(e) for e in examples]
    annotated = [features(e.as_annotated()) for e in examples]
    labels = [e.gold[gold] for e in examples]

    def fit(numbers: Sequence[int]) -> Classifier:
        rows = [said[n] for n in numbers] + [annotated[n] for n in numbers]
        return fit_classifier(rows, [labels[n] for n in numbers] * 2, PENALTIES.get(name, _VALUE_PENALTY))

    if attribute is not None:
        for inside, outside in _folds(examples):
            model = fit(inside)
            for n in outside:
                setattr(examples[n], attribute, model.shares(said[n])[0][0])
    models[name] = fit(range(len(examples)))


def _folds(examples: Sequence[_Example]) -> Iterator[tuple[list[int], list[int]]]:
    """The examples split by article: those to fit to, and those to ask."""
    for fold in range(_FOLDS):
        asked = [n for n, e in enumerate(examples) if e.article % _FOLDS == fold]
        yield [n for n, e in enumerate(examples) if e.article % _FOLDS != fold], asked
