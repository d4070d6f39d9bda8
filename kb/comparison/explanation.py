"""Why a guarantee is of a type, or is not: which condition which clause meets, and which are missing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rdflib import RDFS, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Literal

from kb.comparison.codebook import Select, split
from kb.comparison.compare import described_guarantees
from kb.comparison.evidence import StatedClaim, TextCoding, stated_claims, text_codings
from kb.comparison.matrix import Absence, ComparedGuarantee, Evidence, Labels
from kb.comparison.verbalising import in_words
from kb.curation import ontology
from kb.errors import UnknownIdError
from kb.namespaces import CF, kb_iri, local_id
from kb.reasoning.definitions import All, Expression, Named, Not, OneOf, Only, Some, definitions, types
from kb.reasoning.rules import rule

_HINGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROOTS: frozenset[Expression] = frozenset({Named(CF.Guarantee), Named(CF.Commitment), Named(CF.Instrument)})


class Outcome(StrEnum):
    """How a condition stands: met, or on which ground it is not."""

    MET = "met"
    AS_FAR_AS_STATED = "as-far-as-stated"
    OTHERWISE = "otherwise"
    EXCLUDED = "excluded"
    SILENT = "silent"
    NOT_APPLICABLE = "not-applicable"
    UNDETERMINED = "undetermined"


class Standing(StrEnum):
    """How the whole type stands: it follows; follows for a text that gives the guarantee shape; and so on."""

    FOLLOWS = "follows"
    FOLLOWS_FOR_A_TEXT = "follows-for-a-text"
    AS_FAR_AS_STATED = "as-far-as-stated"
    UNDETERMINED = "undetermined"
    DOES_NOT_FOLLOW = "does-not-follow"


_MET = frozenset({Outcome.MET})
_NOT_REFUTED = frozenset({Outcome.MET, Outcome.AS_FAR_AS_STATED})
_OPEN = _NOT_REFUTED | {Outcome.UNDETERMINED}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, how it stands, the values and words it rests on, and what speakers say on it."""

    label: Labels
    definition: Labels
    outcome: Outcome
    values: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    said: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One commitment measured by the conditions; `part` is the guarantee whose text it stands in."""

    part: str
    instrument: Labels
    instrument_id: str
    conditions: tuple[Condition, ...]

    @property
    def met(self) -> int:
        """How many conditions are met."""
        return sum(condition.outcome is Outcome.MET for condition in self.conditions)

    def stands(self, outcomes: frozenset[Outcome]) -> bool:
        """Whether every condition has one of these outcomes."""
        return all(condition.outcome in outcomes for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A guarantee and a type: how it stands, the conditions on the parties, and each clause, the closest first.

    `every_clause`: the type asks something of every clause, not of one.
    """

    guarantee: ComparedGuarantee
    type: str
    label: Labels
    definition: Labels
    standing: Standing
    parties: tuple[Condition, ...]
    clauses: tuple[Clause, ...]
    every_clause: bool


def type_id(class_: URIRef) -> str:
    """The id of a type as users write it: `article-five-type-guarantee`."""
    return _HINGE.sub("-", local_id(class_)).lower()


def explain(select: Select, guarantee: str, type_: str) -> Explanation:
    """Explain one guarantee and one type. Raises UnknownIdError for an id that there is not."""
    class_ = class_of(type_)
    return explain_each(select, guarantee, [class_])[0]


def explain_each(select: Select, guarantee: str, classes: Iterable[URIRef] | None = None) -> tuple[Explanation, ...]:
    """Explain one guarantee and these types, or all there are. Raises UnknownIdError."""
    described = described_guarantees(select, [guarantee])
    if guarantee not in described:
        raise UnknownIdError(f"no guarantee has the id {guarantee!r}; `casus list guarantees` shows those there are")
    codings = text_codings(select, [guarantee])
    claims = stated_claims(select, [guarantee])
    return tuple(
        _explanation(select, described[guarantee], class_, codings, claims)
        for class_ in (types() if classes is None else classes)
    )


def class_of(type_: str) -> URIRef:
    """The class of a type's id. Raises UnknownIdError."""
    known = {type_id(class_): class_ for class_ in types()} | {local_id(class_): class_ for class_ in types()}
    if type_ not in known:
        raise UnknownIdError(f"no type has the id {type_!r}; there are: {', '.join(map(type_id, types()))}")
    return known[type_]


def _explanation(
    select: Select,
    guarantee: ComparedGuarantee,
    class_: URIRef,
    codings: Sequence[TextCoding],
    claims: Sequence[StatedClaim],
) -> Explanation:
    conjuncts = [part for part in _conjuncts(definitions()[class_]) if part not in _ROOTS]
    of_clauses = [part for part in conjuncts if isinstance(part, Some | Only) and part.property == CF.hasCommitment]
    asked = tuple(condition for part in of_clauses for condition in _conditions(part.filler))
    every = any(isinstance(part, Only) for part in of_clauses)
    parties = tuple(_of_parties(select, guarantee.id, part) for part in conjuncts if part not in of_clauses)
    clauses = tuple(
        sorted(
            (_clause(asked, found, claims) for found in _by_commitment(codings)),
            key=lambda clause: (clause.part != guarantee.id, -clause.met),
        )
        if asked
        else ()
    )
    own = [clause for clause in clauses if clause.part == guarantee.id]
    others = [clause for clause in clauses if clause.part != guarantee.id]
    standing = _standing(parties, own, asked=bool(of_clauses), every=every)
    if standing is not Standing.FOLLOWS and _standing(parties, others, asked=True, every=every) is Standing.FOLLOWS:
        standing = Standing.FOLLOWS_FOR_A_TEXT
    return Explanation(
        guarantee=guarantee,
        type=type_id(class_),
        label=_labels(class_),
        definition=_definition(class_),
        standing=standing,
        parties=parties,
        clauses=clauses,
        every_clause=every,
    )


def _standing(parties: Sequence[Condition], clauses: Sequence[Clause], *, asked: bool, every: bool) -> Standing:
    """By the ladder of outcomes: what is met follows, what is open cannot be told, the rest does not follow."""
    ladder = (
        (_MET, Standing.FOLLOWS),
        (_NOT_REFUTED, Standing.AS_FAR_AS_STATED),
        (_OPEN, Standing.UNDETERMINED),
    )
    for outcomes, standing in ladder:
        stands = [clause.stands(outcomes) for clause in clauses]
        clauses_stand = not asked or (bool(stands) and (all(stands) if every else any(stands)))
        if clauses_stand and all(condition.outcome in outcomes for condition in parties):
            return standing
    return Standing.DOES_NOT_FOLLOW


def _conjuncts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, All):
        for part in expression.parts:
            yield from _conjuncts(part)
    else:
        yield expression


def _conditions(expression: Expression) -> Iterator[URIRef]:
    """The named conditions that a clause must meet, those of the clauses it is made of included."""
    for part in _conjuncts(expression):
        if isinstance(part, Named) and part not in _ROOTS:
            inner = [piece for piece in _conjuncts(definitions()[part.iri]) if piece not in _ROOTS]
            if any(isinstance(piece, Named) for piece in inner):
                yield from _conditions(definitions()[part.iri])
            else:
                yield part.iri


def _by_commitment(codings: Iterable[TextCoding]) -> Iterator[list[TextCoding]]:
    found: dict[str, list[TextCoding]] = {}
    for coding in codings:
        found.setdefault(coding.commitment, []).append(coding)
    yield from found.values()


def _clause(asked: Iterable[URIRef], codings: Sequence[TextCoding], claims: Sequence[StatedClaim]) -> Clause:
    by_dimension = {coding.dimension: coding for coding in codings}
    first = codings[0].evidence[0]
    return Clause(
        part=codings[0].part,
        instrument=first.affiliation,
        instrument_id=local_id(first.source_id),
        conditions=tuple(_condition(class_, by_dimension, claims) for class_ in dict.fromkeys(asked)),
    )


def _condition(class_: URIRef, codings: Mapping[str, TextCoding], claims: Sequence[StatedClaim]) -> Condition:
    members, forbidden = _values(class_)
    dimensions = list(dict.fromkeys(dimension for dimension, _ in members))
    asked_of = [codings[dimension] for dimension in dimensions if dimension in codings]
    hits = {(coding.dimension, value) for coding in asked_of for value in coding.values} & set(members)
    outcome = _outcome(asked_of, hit=bool(hits), forbidden=forbidden)
    shown = [coding for coding in asked_of if not hits or any(coding.dimension == hit[0] for hit in hits)]
    values = tuple((coding.dimension, value) for coding in shown for value in coding.values)
    return Condition(
        label=_labels(class_),
        definition=_definition(class_),
        outcome=outcome,
        values=tuple(value for value in values if value in hits) if hits else values,
        evidence=tuple(found for coding in shown for found in coding.evidence if found.quote or found.source),
        said=tuple(
            claim.evidence
            for claim in claims
            if any((dimension, value) in members for dimension, of in claim.values.items() for value in of)
        ),
    )


def _values(class_: URIRef) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The values that a condition asks for, and whether it asks for their absence."""
    for part in _conjuncts(definitions()[class_]):
        match part:
            case Some(_, OneOf(members)):
                return tuple(map(split, members)), False
            case Only(_, Not(OneOf(members))):
                return tuple(map(split, members)), True
    return (), False


def _outcome(codings: Sequence[TextCoding], *, hit: bool, forbidden: bool) -> Outcome:
    absences = {coding.absence for coding in codings}
    if forbidden:
        told = bool(codings) and absences <= {None, Absence.SILENT, Absence.EXCLUDED}
        return Outcome.OTHERWISE if hit else Outcome.MET if told else Outcome.AS_FAR_AS_STATED
    grounds = (
        (Outcome.MET, hit),
        (Outcome.UNDETERMINED, not codings or bool(absences & {Absence.UNDETERMINED, Absence.NOT_CODED})),
        (Outcome.OTHERWISE, any(coding.values for coding in codings)),
        (Outcome.EXCLUDED, Absence.EXCLUDED in absences),
        (Outcome.SILENT, Absence.SILENT in absences),
    )
    return next((outcome for outcome, holds in grounds if holds), Outcome.NOT_APPLICABLE)


def _of_parties(select: Select, guarantee: str, expression: Expression) -> Condition:
    """A condition on parties or texts, decided by the rule that is made of it."""
    thing = kb_iri("guarantee", guarantee)
    outcome = Outcome.OTHERWISE
    if select(rule(expression, only=[thing])):
        outcome = Outcome.MET
    elif select(rule(expression, only=[thing], as_far_as_stated=True)):
        outcome = Outcome.AS_FAR_AS_STATED
    return Condition({language: in_words(expression, language) for language in ("en", "de")}, {}, outcome)


def _labels(class_: URIRef) -> Labels:
    return _by_language(ontology().objects(class_, RDFS.label))


def _definition(class_: URIRef) -> Labels:
    return _by_language(ontology().objects(class_, SKOS.definition))


def _by_language(literals: Iterable[object]) -> Labels:
    return {literal.language: str(literal) for literal in literals if isinstance(literal, Literal) and literal.language}
