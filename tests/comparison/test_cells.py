"""A cell keeps text and claims apart, tells which kind of empty it is, and shows what no longer counts."""

from kb.comparison.cells import cell
from kb.comparison.codebook import Codebook
from kb.comparison.evidence import StatedClaim, TextCoding
from kb.comparison.matrix import Absence, Cell, Evidence, Origin, Polarity

CODEBOOK = Codebook((), {}, {}, {})


def coding(*values: str, status: str = "in-force", absence: Absence | None = None) -> TextCoding:
    words = Evidence(Origin.TEXT, "words", "en", "Treaty", "instrument/x")
    return TextCoding("g", "g", "g/commitment/1", "d7", values, absence, status, (words,))


def claim(*values: str, polarity: Polarity = Polarity.AFFIRMS, status: str = "offered") -> StatedClaim:
    spoken = Evidence(Origin.CLAIM, "said", "en", "Paper", "article/y", polarity=polarity, status=status)
    return StatedClaim("y/1", "g", {"d7": values}, "other", (), (), "unspecified", (), (), None, None, spoken)


def made(codings: list[TextCoding], claims: list[StatedClaim], *, living: bool = True) -> Cell:
    return cell("d7", codings, claims, CODEBOOK, spoken_of=bool(claims), living=living)


def ids(values: object) -> list[str]:
    return [value.id for value in values]  # type: ignore[attr-defined]


def test_where_a_text_speaks_only_the_text_is_measured() -> None:
    found = made([coding("assistance")], [claim("armed-force")])
    assert (ids(found.text_values), ids(found.claim_values)) == (["assistance"], ["armed-force"])
    assert found.measured == frozenset({"assistance"})
    assert found.status == "in-force"


def test_claims_are_measured_where_no_text_speaks() -> None:
    found = made([coding(absence=Absence.UNDETERMINED)], [claim("armed-force")])
    assert found.measured == frozenset({"armed-force"})
    assert (found.absence, found.status) == (None, "offered")


def test_the_kinds_of_empty_are_told_apart() -> None:
    assert made([coding(absence=Absence.SILENT)], []).absence is Absence.SILENT
    assert made([], [claim(polarity=Polarity.AFFIRMS)]).absence is Absence.UNDETERMINED
    assert made([], []).absence is Absence.NOT_CODED
    assert made([], [claim("armed-force", polarity=Polarity.DENIES)]).absence is Absence.EXCLUDED


def test_silence_is_measured_as_the_empty_set_and_the_unknown_not_at_all() -> None:
    assert made([coding(absence=Absence.SILENT)], []).measured == frozenset()
    assert made([coding(absence=Absence.UNDETERMINED)], []).measured is None


def test_what_one_affirms_and_another_denies_is_contested() -> None:
    denial = claim("armed-force", polarity=Polarity.DENIES)
    found = made([], [claim("armed-force"), denial])
    assert found.contested
    assert ids(found.denied_values) == ["armed-force"]
    assert not made([], [claim("armed-force"), claim("consult")]).contested


def test_a_text_that_has_ended_speaks_only_where_no_living_one_does() -> None:
    ended = coding("armed-force", status="superseded")
    assert ids(made([ended, coding("consult")], []).text_values) == ["consult"]
    outdated = made([ended], [])
    assert ids(outdated.text_values) == ["armed-force"]
    assert outdated.outdated
    assert outdated.measured is None
    assert made([ended], [], living=False).measured == frozenset({"armed-force"})
