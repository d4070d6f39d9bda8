"""Hypotheses: the sets of actors that may be a statement's guarantors or beneficiaries, each with its grounds."""

from collections.abc import Iterable, Mapping

from kb.extraction.actors import PLACE, expand
from kb.extraction.overview import Statement
from kb.extraction.parties import coordinations
from kb.extraction.reading import Reading

Codes = frozenset[str]
Grounds = Mapping[Codes, frozenset[str]]
_LOOK_BACK, _MANY = 3, 3
_UNNAMED = ("NATO", "EU", "EUROPEAN-STATES", "PARTNER-STATES", "COALITION-OF-THE-WILLING", "WESTERN-STATES", "US")


def name_of(codes: Codes) -> str:
    """A set of actors as one word of a feature."""
    return "+".join(sorted(codes)) if len(codes) < _MANY else "many"


class _Ballot:
    """Hypotheses as they are put forward."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.grounds: dict[Codes, set[str]] = {}

    def put(self, codes: Iterable[str], ground: str) -> None:
        expanded = frozenset(expand(tuple(codes), self.language))
        if expanded:
            self.grounds.setdefault(expanded, set()).add(ground)

    def counted(self) -> Grounds:
        return {codes: frozenset(grounds) for codes, grounds in self.grounds.items()}


def guarantor_hypotheses(statement: Statement) -> Grounds:
    """Who may be meant as guarantors."""
    ballot = _common(statement)
    for rule, codes in statement.cast.guarantor_answers():
        ballot.put(codes, rule)
    ballot.put(statement.cast.guarantors(), "rules")
    ballot.put(statement.found.guarantors, "votes")
    return ballot.counted()


def beneficiary_hypotheses(statement: Statement, guarantors: Codes) -> Grounds:
    """Who may be meant as protected by these guarantors."""
    ballot = _common(statement)
    given = tuple(sorted(guarantors))
    for rule, codes in statement.cast.beneficiary_answers(given):
        ballot.put(codes, rule)
    ballot.put(statement.cast.beneficiaries(given), "rules")
    ballot.put(statement.found.beneficiaries, "votes")
    ballot.put(given, "guarantors")
    for pair in statement.overview.circles:
        if guarantors < pair:
            ballot.put(pair - guarantors, "rest-of-circle")
    return ballot.counted()


def _common(statement: Statement) -> _Ballot:
    ballot = _Ballot(statement.overview.article.language)
    _of_sentence(statement, ballot)
    _of_article(statement, ballot)
    return ballot


def _of_sentence(statement: Statement, ballot: _Ballot) -> None:
    """Whom the sentence and those before it name."""
    overview, reading = statement.overview, statement.reading
    _named_in(reading, "", ballot)
    for mention in reading.mentions:
        if mention.kind != PLACE:
            ballot.put((mention.code,), "named")
    for person in reading.persons:
        if person.person.affiliation:
            ballot.put((person.person.affiliation,), "person")
    speaker = statement.passage.speaker
    if speaker is not None and speaker.affiliation:
        ballot.put((speaker.affiliation,), "speaker")
    for back in range(1, _LOOK_BACK + 1):
        if statement.number >= back:
            _named_in(overview.readings[statement.number - back], f"before{back}:", ballot)


def _of_article(statement: Statement, ballot: _Ballot) -> None:
    """Whom the article names most, together, or as protecting and protected."""
    overview = statement.overview
    for circle, times in overview.circles.most_common(6):
        ballot.put(circle, "circle" if times == 1 else "circles")
    priors = overview.priors
    for codes, ground in ((priors.beneficiaries[:3], "often-protected"), (priors.guarantors[:3], "often-protecting")):
        for code in codes:
            ballot.put((code,), ground)
    if priors.pact:
        ballot.put(priors.pact.guarantors, "pact")
        ballot.put(priors.pact.beneficiaries, "pact-protected")
    ballot.put(tuple(code for code, _ in overview.counts.most_common(2)), "first-two")
    for code in _UNNAMED:
        ballot.put((code,), "unnamed")
    for code, _ in overview.counts.most_common(4):
        ballot.put((code,), "often")


def _named_in(reading: Reading, where: str, ballot: _Ballot) -> None:
    """The enumerations, single names and instruments' parties of a sentence."""
    for chain in coordinations(reading.mentions, reading.sentence.tokens).values():
        codes = tuple(dict.fromkeys(m.code for m in chain))
        if len(codes) > 1:
            ballot.put(codes, f"{where}enumerated")
    for mention in reading.mentions:
        ballot.put((mention.code,), f"{where}single")
    for _, instrument in reading.instruments:
        ballot.put(instrument.guarantors, f"{where}instrument")
        ballot.put(instrument.beneficiaries, f"{where}instrument-protected")
