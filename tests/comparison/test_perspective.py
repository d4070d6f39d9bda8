"""Whose words count, and up to which day: a filter on the evidence that never adds any."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library import shipped_codebook

from kb.comparison.changes import face
from kb.comparison.evidence import StatedClaim, TextCoding
from kb.comparison.lives import Period, TextLife, members_on, reached
from kb.comparison.material import Material, form_cells
from kb.comparison.matrix import ComparedGuarantee, Evidence, Origin, Polarity
from kb.comparison.perspective import Perspective, Voice, VoiceKind, read_day, read_voice
from kb.comparison.view import compare_view
from kb.errors import QueryError

LAST_DAY = "2026-11-27"
LIVES = {
    "pact": TextLife(
        frozenset({"PL", "US"}),
        (Period("signed-not-in-force", "1949-04-04", "1949-08-24"), Period("in-force", "1949-08-24", None)),
        "2026-11-22",
    )
}
MEMBERS = {"E3": (Period("FR", None, None), Period("GB", None, "2020-01-31"))}
DAYS = st.sampled_from(["2025-11", "2025-12-01", "2025-12-15", "2025-12-16", "2026-01-06", LAST_DAY])


def coding(dimension: str, *values: str) -> TextCoding:
    words = Evidence(Origin.TEXT, "words", "en", "Treaty", "instrument/pact", values=values, status="in-force")
    return TextCoding("g", "g", "g/1", dimension, values, None, "in-force", (words,), instrument="pact")


def claim(number: int = 1, *values: str, **facts: object) -> StatedClaim:
    spoken = Evidence(
        Origin.CLAIM, "said", "en", "Paper", "article/y", claim_id=f"y/{number}", status="offered", date="2025-12-15"
    )
    evidence = replace(spoken, **facts)  # type: ignore[arg-type]
    return StatedClaim(
        f"y/{number}", "g", {"d7": values or ("armed-force",)}, "other", (), (), "unspecified", (), (), None, None,
        evidence,
    )  # fmt: skip


CLAIMS = st.lists(
    st.builds(
        claim,
        st.integers(1, 99),
        st.sampled_from(["armed-force", "arms", "consult"]),
        date=DAYS,
        published=st.none() | DAYS,
        speaker=st.sampled_from([None, "Anna", "Ben"]),
        affiliation_id=st.sampled_from([None, "PL", "FR", "GB"]),
        publisher=st.sampled_from([None, "Paper", "Gazette"]),
        outlet=st.sampled_from([None, "official", "press"]),
        review=st.sampled_from([None, "accepted", "proposed"]),
        grade=st.sampled_from([None, "seen"]),
        polarity=st.sampled_from(list(Polarity)),
    ),
    max_size=8,
)
VOICES = st.sampled_from(
    [Voice(VoiceKind.SPEAKER, "Anna"), Voice(VoiceKind.STATE, "PL"), Voice(VoiceKind.GROUP, "E3"),
     Voice(VoiceKind.OUTLET, "Paper")]
)  # fmt: skip
PERSPECTIVES = st.builds(
    Perspective,
    according_to=st.none() | VOICES,
    without=st.lists(VOICES, max_size=2, unique=True).map(tuple),
    primary=st.booleans(),
    reviewed=st.booleans(),
    as_of=st.none() | DAYS.filter(lambda day: len(day) == 10),
    known_on=st.none() | DAYS.filter(lambda day: len(day) == 10),
)


def kept(perspective: Perspective, *claims: StatedClaim) -> list[str]:
    return [found.id for found in perspective.claims(claims, MEMBERS)]


def texts(perspective: Perspective, *codings: TextCoding, is_measure: bool = False) -> tuple[TextCoding, ...]:
    return perspective.texts(codings, LIVES.__getitem__, MEMBERS, is_measure=is_measure)


def faces(claims: list[StatedClaim], perspective: Perspective) -> dict[str, object]:
    found = Material(ComparedGuarantee("g", {}), (coding("d5", "in-force"), coding("d8", "may")), tuple(claims), LIVES)
    return {id_: face(cell) for id_, cell in form_cells(found, perspective, shipped_codebook(), MEMBERS).items()}


@settings(deadline=None)
@given(CLAIMS)
def test_restricting_to_everything_changes_nothing(claims: list[StatedClaim]) -> None:
    whole = faces(claims, Perspective())
    assert faces(claims, Perspective(known_on=LAST_DAY)) == whole
    assert faces(claims, Perspective(as_of=LAST_DAY)) == whole
    assert faces(claims, Perspective(without=(Voice(VoiceKind.OUTLET, "Nobody"),))) == whole


@settings(deadline=None)
@given(CLAIMS, PERSPECTIVES)
def test_a_perspective_only_takes_away_and_taking_twice_is_taking_once(
    claims: list[StatedClaim], perspective: Perspective
) -> None:
    once = perspective.claims(claims, MEMBERS)
    assert all(found in claims for found in once)
    assert perspective.claims(once, MEMBERS) == once


@settings(deadline=None)
@given(CLAIMS, PERSPECTIVES, DAYS.filter(lambda day: len(day) == 10), DAYS.filter(lambda day: len(day) == 10))
def test_more_is_known_on_a_later_day(
    claims: list[StatedClaim], perspective: Perspective, one: str, other: str
) -> None:
    early, late = sorted((one, other))
    before = replace(perspective, known_on=early).claims(claims, MEMBERS)
    after = replace(perspective, known_on=late).claims(claims, MEMBERS)
    assert all(found in after for found in before)


@settings(deadline=None)
@given(CLAIMS, CLAIMS, PERSPECTIVES)
def test_more_evidence_never_takes_evidence_away(
    some: list[StatedClaim], more: list[StatedClaim], perspective: Perspective
) -> None:
    before = perspective.claims(some, MEMBERS)
    assert all(found in perspective.claims([*some, *more], MEMBERS) for found in before)


def test_each_kind_of_voice_hears_its_own_words() -> None:
    pole = claim(1, speaker="Anna", affiliation_id="PL", publisher="Paper")
    french = claim(2, speaker="Ben", affiliation_id="FR", publisher="Gazette")
    briton = claim(3, affiliation_id="GB", date="2019-05-01")
    too_late = claim(4, affiliation_id="GB", date="2021-05-01")
    everyone = (pole, french, briton, too_late)
    assert kept(Perspective(read_voice("speaker:anna")), *everyone) == ["y/1"]
    assert kept(Perspective(read_voice("state:FR")), *everyone) == ["y/2"]
    assert kept(Perspective(read_voice("outlet:Paper")), *everyone) == ["y/1"]
    assert kept(Perspective(read_voice("group:E3")), *everyone) == ["y/2", "y/3"]
    assert kept(Perspective(without=(read_voice("outlet:Paper"),)), *everyone) == ["y/2", "y/3", "y/4"]


def test_primary_keeps_the_words_of_official_outlets_and_reviewed_what_a_person_stands_behind() -> None:
    found = (claim(1, outlet="official"), claim(2, outlet="press", grade="seen"), claim(3, review="proposed"))
    accepted = claim(4, review="accepted")
    assert kept(Perspective(primary=True), *found) == ["y/1"]
    assert kept(Perspective(reviewed=True), *found, accepted) == ["y/2", "y/4"]


def test_a_text_speaks_for_its_parties_and_the_benchmark_always() -> None:
    text = coding("d8", "may")
    assert texts(Perspective(read_voice("state:PL")), text) == (text,)
    assert texts(Perspective(read_voice("state:FR")), text) == ()
    assert texts(Perspective(read_voice("speaker:Anna")), text) == ()
    assert texts(Perspective(read_voice("speaker:Anna")), text, is_measure=True) == (text,)
    assert texts(Perspective(primary=True, reviewed=True), text) == (text,)


@pytest.mark.parametrize(
    ("day", "status"), [("1949-04-03", None), ("1949-04-04", "signed-not-in-force"), ("1949-08-24", "in-force")]
)
def test_a_text_has_the_status_of_the_day(day: str, status: str | None) -> None:
    found = texts(Perspective(as_of=day), coding("d5", "in-force"))
    assert [(text.status, text.values) for text in found] == ([(status, (status,))] if status else [])


def test_what_held_is_told_as_far_as_it_was_known() -> None:
    found = texts(Perspective(as_of="2000-01-01", known_on="1949-05-01"), coding("d5", "in-force"))
    assert found[0].status == "signed-not-in-force"


def test_the_two_clocks_ask_for_the_day_of_the_words_and_of_their_print() -> None:
    late_print = claim(1, date="2025-12-10", published="2025-12-20")
    undated = claim(2, date=None, added="2026-11-01")
    assert kept(Perspective(as_of="2025-12-15"), late_print, undated) == ["y/1"]
    assert kept(Perspective(known_on="2025-12-15"), late_print, undated) == []
    assert kept(Perspective(known_on="2026-11-01"), late_print, undated) == ["y/1", "y/2"]


def test_a_month_comes_with_its_first_day() -> None:
    assert reached("2026-03", "2026-03-01")
    assert not reached("2026-03", "2026-02-28")


def test_a_group_has_the_members_of_the_day() -> None:
    assert members_on(MEMBERS, "E3", "2019-01-01") == {"E3", "FR", "GB"}
    assert members_on(MEMBERS, "E3", "2020-01-31") == {"E3", "FR"}


@pytest.mark.parametrize("written", ["PL", "planet:PL", "state:", ""])
def test_what_names_no_voice_is_refused(written: str) -> None:
    with pytest.raises(QueryError):
        read_voice(written)


@settings(deadline=None)
@given(PERSPECTIVES)
def test_the_address_keeps_the_perspective(perspective: Perspective) -> None:
    view = replace(compare_view({}), perspective=perspective, turned=True)
    again = {name: [value] if isinstance(value, str) else value for name, value in view.parameters().items()}
    assert compare_view(again) == view


def test_a_day_is_a_day() -> None:
    assert read_day("2025-12-16") == "2025-12-16"
    with pytest.raises(QueryError):
        read_day("2025-13-40")
