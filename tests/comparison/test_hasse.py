"""A Hasse diagram holds the order and nothing else: what lies on a way down is weaker, and only that."""

import json
import re
from itertools import combinations, permutations
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library import shipped_codebook
from random_codings import Coding, cells, coded_cell, codings, comparison, overall

from kb.comparison.codebook import Codebook
from kb.comparison.hasse import Diagram, diagram, order_of
from kb.comparison.hasse_export import WRITERS, as_svg
from kb.comparison.hasse_layout import BOX_WIDTH, layout
from kb.comparison.matrix import Absence, Cell, Comparison
from kb.comparison.order import PartialOrder, Result
from kb.errors import UnknownIdError

ON_DRAWN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
DIVISORS = [1, 2, 3, 4, 6, 9, 12, 18, 36]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return shipped_codebook()


def by_divisibility(first: str, second: str) -> tuple[Result, Result]:
    one, other = int(first), int(second)
    if one == other:
        return Result.EQUAL, Result.EQUAL
    result = Result.STRONGER if one % other == 0 else Result.WEAKER if other % one == 0 else Result.INCOMPARABLE
    return result, result


def test_the_divisors_of_36_make_the_diagram_of_the_textbooks() -> None:
    found = order_of([str(number) for number in DIVISORS], by_divisibility)
    named = {(found.nodes[stronger][0], found.nodes[weaker][0]) for stronger, weaker in found.covers}
    assert named == {
        *(("36", "12"), ("36", "18"), ("12", "4"), ("12", "6"), ("18", "6"), ("18", "9")),
        *(("4", "2"), ("6", "2"), ("6", "3"), ("9", "3"), ("2", "1"), ("3", "1")),
    }
    assert [len(layer) for layer in found.layers] == [1, 2, 3, 2, 1]


def closure(found: Diagram) -> PartialOrder:
    return PartialOrder((str(stronger), str(weaker)) for stronger, weaker in found.covers)


@ON_DRAWN
@given(data=st.data())
def test_the_closure_of_the_diagram_is_the_order(data: st.DataObject, codebook: Codebook) -> None:
    chosen = {name: data.draw(codings(codebook, known=True)) for name in "abcd"}
    chosen["e"] = chosen["a"]
    chosen["f"] = {**chosen["b"], "d12": chosen["c"]["d12"]}
    found = diagram(comparison(codebook, chosen), codebook)
    order = closure(found)
    place = {id_: number for number, node in enumerate(found.nodes) for id_ in node}
    for first, second in permutations(chosen, 2):
        at_least = order.at_least(str(place[first]), str(place[second]))
        assert at_least == (overall(codebook, chosen[first], chosen[second]) in {Result.STRONGER, Result.EQUAL})


@pytest.mark.parametrize("id_", ["d4", "d7", "d8", "d10", "d12", "d13", "d14", "d15", "d2"])
@ON_DRAWN
@given(data=st.data())
def test_it_is_so_on_each_dimension_and_nothing_is_repeated(id_: str, data: st.DataObject, codebook: Codebook) -> None:
    cells_of = cells(codebook, id_)
    chosen = {name: {id_: data.draw(cells_of)} for name in "abcdefg"}
    found = diagram(comparison(codebook, chosen), codebook, [id_])
    assert set(found.unknown) == {name for name, coding in chosen.items() if coding[id_].measured is None}
    assert sorted([*found.unknown, *(name for node in found.nodes for name in node)]) == sorted(chosen)
    for stronger, weaker in found.covers:
        others = [pair for pair in found.covers if pair != (stronger, weaker)]
        without = PartialOrder((str(one), str(other)) for one, other in others)
        assert not without.at_least(str(stronger), str(weaker)), "an edge repeats what follows from others"
    layer = {node: number for number, nodes in enumerate(found.layers) for node in nodes}
    assert all(layer[stronger] < layer[weaker] for stronger, weaker in found.covers)


@ON_DRAWN
@given(data=st.data())
def test_every_pair_is_told_once(data: st.DataObject, codebook: Codebook) -> None:
    chosen = {name: data.draw(codings(codebook)) for name in "abcd"}
    found = diagram(comparison(codebook, chosen), codebook)
    order = closure(found)
    place = {id_: number for number, node in enumerate(found.nodes) for id_ in node}
    told = {frozenset(pair) for pair in found.incomparable}
    left_open = {frozenset((pair.first, pair.second)) for pair in found.undecided}
    for first, second in combinations(chosen, 2):
        pair, one, other = frozenset((first, second)), str(place[first]), str(place[second])
        ordered = order.at_least(one, other) or order.at_least(other, one)
        assert [ordered, pair in told, pair in left_open].count(True) == 1


def test_an_unknown_dimension_is_refused(codebook: Codebook) -> None:
    with pytest.raises(UnknownIdError, match="d99"):
        diagram(comparison(codebook, {"a": {}, "b": {}}), codebook, ["d99"])


@ON_DRAWN
@given(data=st.data())
def test_on_chosen_dimensions_the_others_do_not_matter(data: st.DataObject, codebook: Codebook) -> None:
    chosen = {name: data.draw(codings(codebook)) for name in "abc"}
    changed = {name: {**data.draw(codings(codebook)), **_only(coding)} for name, coding in chosen.items()}
    first, second = (diagram(comparison(codebook, each), codebook, ["d7", "d8"]) for each in (chosen, changed))
    assert first == second


def _only(coding: Coding) -> Coding:
    return {id_: cell for id_, cell in coding.items() if id_ in {"d7", "d8"}}


def _small(codebook: Codebook) -> tuple[Diagram, Comparison]:
    """Two steps, two equal ones, one of which nothing is known, and a label that every format must escape."""

    def coded(*ids: str) -> Cell:
        return coded_cell([codebook.value("d8", id_) for id_ in ids])

    made = comparison(
        codebook,
        {
            'a"<b>&\\': {"d8": coded("assist-all-means")},
            "b": {"d8": coded("consult-only")},
            "c": {"d8": coded("consult-only")},
            "d": {"d8": coded("none")},
            "e": {"d8": Cell(absence=Absence.UNDETERMINED)},
        },
    )
    return diagram(made, codebook, ["d8"]), made


def test_the_drawing_is_told_to_those_who_do_not_see_it(codebook: Codebook) -> None:
    found, made = _small(codebook)
    root = ElementTree.fromstring(as_svg(found, made, "en"))  # noqa: S314 - our own drawing
    namespace = {"svg": "http://www.w3.org/2000/svg"}
    told = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert set((root.get("aria-labelledby") or "").split()) == set(told)
    assert "Order of 5 guarantees: D8 Obligation strength" in told.values()
    assert any("B = C is above D" in (text or "") for text in told.values())
    assert any("nothing is known here: E" in (text or "") for text in told.values())
    assert len(root.findall(".//svg:rect", namespace)) == len(found.nodes) == 3
    assert len(root.findall(".//svg:polyline", namespace)) == len(found.covers) == 2
    assert 'A"<B>&\\' in [text.text for text in root.findall(".//svg:text", namespace)]


def test_a_drawing_asks_no_other_host_for_anything(codebook: Codebook) -> None:
    drawn = as_svg(*_small(codebook), "de")
    assert set(re.findall(r"https?://[^\"' ]+", drawn)) == {"http://www.w3.org/2000/svg"}


def test_no_box_covers_another_and_no_line_runs_upward(codebook: Codebook) -> None:
    found = order_of([str(number) for number in DIVISORS], by_divisibility)
    place = layout(found, {str(number): f"number {number}" for number in DIVISORS})
    for one, other in combinations(place.boxes, 2):
        apart = abs(one.x - other.x) >= BOX_WIDTH or one.y >= other.y + other.height or other.y >= one.y + one.height
        assert apart
    for line in place.lines:
        assert [y for _, y in line] == sorted(y for _, y in line)
    assert all(0 <= box.x <= place.width - BOX_WIDTH for box in place.boxes)


def test_each_format_holds_the_same_steps(codebook: Codebook) -> None:
    found, made = _small(codebook)
    written = {name: write(found, made, "en") for name, write in WRITERS.items()}
    assert json.loads(written["json"])["covers"] == [[0, 1], [1, 2]]
    assert re.findall(r"n(\d) -> n(\d)", written["dot"]) == [("0", "1"), ("1", "2")]
    assert re.findall(r"n(\d) --- n(\d)", written["mermaid"]) == [("0", "1"), ("1", "2")]
    assert "Layer 2: B = C" in written["text"]
    assert r'label="A\"<B>&\\"' in written["dot"]
    assert "<B>" not in written["mermaid"]
    assert "Ebene 2: B = C" in WRITERS["text"](found, made, "de")
