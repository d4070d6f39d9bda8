"""What differs between two states of a comparison, and the days on which it does."""

import pytest
from library import library, shipped_codebook

from kb.comparison.changes import Aspect, difference, imprint
from kb.comparison.compare import compare_on_shelf
from kb.comparison.differing import teller
from kb.comparison.feed import Feed, as_atom
from kb.comparison.material import Shelf
from kb.comparison.perspective import EVERYTHING, Perspective
from kb.comparison.playing import days_of_news, flips, steps

PACT, TREATY = "nato-article-5", "us-japan-1960-article-5"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(library(tmp_path_factory.mktemp("home"), [PACT, TREATY]), shipped_codebook())


def test_a_comparison_does_not_differ_from_itself_nor_when_everything_counts(shelf: Shelf) -> None:
    whole = imprint(compare_on_shelf(shelf, [TREATY]))
    assert not difference(whole, whole)
    assert not flips(shelf, compare_on_shelf(shelf, [TREATY], perspective=Perspective(known_on="2026-11-27")))
    assert not flips(shelf, compare_on_shelf(shelf, [TREATY]))


def test_before_its_signature_a_treaty_has_no_cells_and_the_flips_say_so(shelf: Shelf) -> None:
    early = compare_on_shelf(shelf, [TREATY], perspective=Perspective(known_on="1955-01-01"))
    assert all(not row.cells[TREATY].text_values for row in early.rows)
    found = {(change.dimension, change.guarantee): change for change in flips(shelf, early).cells}
    assert Aspect.VALUES in found["d8", TREATY].aspects
    assert ("d8", PACT) not in found
    assert (found["d8", TREATY].after or {})["absence"] == "not-coded"


def test_played_from_the_start_each_step_changes_something_and_the_last_is_today(shelf: Shelf) -> None:
    played = steps(shelf, [TREATY], PACT, EVERYTHING)
    days = [step.day for step in played]
    assert days == sorted(days)
    assert set(days) <= set(days_of_news(list(shelf.materials([TREATY, PACT]).values())))
    assert all(step.difference.cells for step in played)
    last = compare_on_shelf(shelf, [TREATY], perspective=Perspective(known_on=days[-1]))
    assert not flips(shelf, last).cells


def test_steps_keep_within_their_bounds(shelf: Shelf) -> None:
    assert [step.day for step in steps(shelf, [TREATY], PACT, EVERYTHING, since="1959-12-31", until="1960-03-01")] == [
        "1960-01-19"
    ]


def test_the_feed_has_an_entry_for_each_day_and_stays_the_same(shelf: Shelf) -> None:
    from xml.etree import ElementTree

    comparison = compare_on_shelf(shelf, [TREATY])
    played = steps(shelf, [TREATY], PACT, EVERYTHING)
    tell = teller(comparison, shelf.codebook, "en")
    written = as_atom(played, tell, Feed("g=x&b=<y>", "http://localhost:1", "2026-11-27"))
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(written)  # noqa: S314 - our own
    entries = root.findall(f"{atom}entry")
    assert len(entries) == len(played)
    ids = [entry.findtext(f"{atom}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert "in force" in (entries[0].findtext(f"{atom}content") or "")
    assert written == as_atom(played, tell, Feed("g=x&b=<y>", "http://localhost:1", "2027-01-01"))
