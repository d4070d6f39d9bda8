"""One cell: what the text says, what is said of it, and whether the sources disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.comparison.codebook import Codebook
from kb.comparison.evidence import StatedClaim, TextCoding
from kb.comparison.matrix import Absence, Cell, Evidence, Polarity, Value

_ABSENCES_BY_WEIGHT = (
    Absence.EXCLUDED,
    Absence.UNDETERMINED,
    Absence.SILENT,
    Absence.NOT_APPLICABLE,
    Absence.NOT_CODED,
)


ENDED = frozenset({"superseded", "expired", "terminated", "abandoned", "rejected"})


def cell(
    dimension: str,
    codings: Sequence[TextCoding],
    claims: Sequence[StatedClaim],
    codebook: Codebook,
    *,
    spoken_of: bool,
    living: bool,
) -> Cell:
    """The cell of one guarantee on one dimension.

    `spoken_of`: whether any claim speaks of the guarantee at all; then a dimension on which none says
    anything is undetermined, else not coded. `living`: whether any of its texts has not ended.
    """
    affirming = [claim for claim in claims if claim.evidence.polarity is not Polarity.DENIES]
    denying = [claim for claim in claims if claim.evidence.polarity is Polarity.DENIES]
    text = _values(dimension, (value for coding in _living(codings) for value in coding.values), codebook)
    affirmed = _values(dimension, (value for claim in affirming for value in claim.values[dimension]), codebook)
    denied = _values(dimension, (value for claim in denying for value in claim.values[dimension]), codebook)
    evidence = (*(found for coding in codings for found in coding.evidence), *_spoken(dimension, claims))
    return Cell(
        text_values=text,
        claim_values=affirmed,
        denied_values=denied,
        status=_status(_living(codings), affirming, codebook),
        outdated=living and bool(text) and all(coding.status in ENDED for coding in codings if coding.values),
        absence=None if text or affirmed else _absence(codings, denying, spoken_of=spoken_of),
        contested=_contested(codings, affirming, denying, dimension),
        evidence=evidence,
        formulas=_values("formula", (formula for coding in _living(codings) for formula in coding.formulas), codebook),
    )


def _living(codings: Sequence[TextCoding]) -> Sequence[TextCoding]:
    """The texts that still count: one that has ended speaks only where no other does."""
    speaking = [coding for coding in codings if coding.values]
    return [coding for coding in speaking if coding.status not in ENDED] or speaking


def _values(dimension: str, notations: Iterable[str], codebook: Codebook) -> tuple[Value, ...]:
    return tuple(codebook.value(dimension, notation) for notation in dict.fromkeys(notations))


def _spoken(dimension: str, claims: Iterable[StatedClaim]) -> tuple[Evidence, ...]:
    return tuple(replace(claim.evidence, values=claim.values[dimension]) for claim in claims)


def _absence(codings: Sequence[TextCoding], denying: Sequence[StatedClaim], *, spoken_of: bool) -> Absence:
    """The kind of empty: what the texts say of it, else what the claims leave open."""
    found = {coding.absence for coding in codings if coding.absence}
    if found:
        return next(absence for absence in _ABSENCES_BY_WEIGHT if absence in found)
    if denying:
        return Absence.EXCLUDED
    return Absence.UNDETERMINED if spoken_of else Absence.NOT_CODED


def _status(codings: Sequence[TextCoding], claims: Sequence[StatedClaim], codebook: Codebook) -> str | None:
    """The furthest status among the texts that speak, else among the claims."""
    texts = {("d5", coding.status) for coding in codings if coding.status and coding.values}
    spoken = {
        ("status", claim.evidence.status) for claim in claims if claim.evidence.status not in {None, "unspecified"}
    }
    candidates = sorted(texts or spoken, key=lambda key: (codebook.ladder.get((key[0], str(key[1])), 0), str(key[1])))
    return candidates[-1][1] if candidates else None


def _contested(
    codings: Sequence[TextCoding],
    affirming: Sequence[StatedClaim],
    denying: Sequence[StatedClaim],
    dimension: str,
) -> bool:
    """Whether what one source affirms another denies."""
    affirmed = {value for coding in codings for value in coding.values}
    affirmed |= {value for claim in affirming for value in claim.values[dimension]}
    denied = {value for claim in denying for value in claim.values[dimension]}
    doubted = {
        value for claim in affirming if claim.evidence.polarity is Polarity.DOUBTS for value in claim.values[dimension]
    }
    firm = {
        value for claim in affirming if claim.evidence.polarity is Polarity.AFFIRMS for value in claim.values[dimension]
    }
    return bool(affirmed & denied) or bool(firm & doubted)
