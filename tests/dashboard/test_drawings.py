"""Network, timeline and map: what is drawn is what the tables hold, and hostile words stay words."""

import base64
import re

from sample_comparison import HOSTILE, Page

from kb.curation import read_yaml
from kb.dashboard.chronicle import Entry
from kb.dashboard.drawing import Spot, picture, text
from kb.dashboard.network import Edge, around, counts, edges
from kb.dashboard.network_html import network_drawing, network_table, tile_map
from kb.dashboard.timeline_html import months, timeline_drawing, timeline_table
from kb.dashboard.wording import Wording
from kb.resources import data_path
from kb.tables import read_table

WORDS = Wording("en")
ROLES = (
    ("US", "guarantor", "pact"), ("PL", "guarantor", "pact"), ("PL", "beneficiary", "pact"),
    ("UA", "beneficiary", "pact"), ("US", "guarantor", "offer"), ("UA", "beneficiary", "offer"),
)  # fmt: skip


def entry(day: str, kind: str = "statement") -> Entry:
    return Entry(f"{day}-x", day, kind, (), {}, (), {"en": "It"}, None, None, None, {}, (), ())


def drawn(html: str) -> str:
    """The SVG inside an image."""
    source = re.search(r"base64,([^\"]+)", html)
    assert source
    return base64.b64decode(source[1]).decode()


def test_edges_lead_from_each_guarantor_to_each_beneficiary_but_itself() -> None:
    assert edges(ROLES) == (
        Edge("US", "UA", ("offer", "pact")),
        Edge("PL", "UA", ("pact",)),
        Edge("US", "PL", ("pact",)),
    )


def test_the_network_of_one_actor_holds_all_its_edges() -> None:
    found = edges(ROLES)
    assert {(edge.guarantor, edge.beneficiary) for edge in around(found, "PL", 1)} == {("PL", "UA"), ("US", "PL")}
    assert around(found, None, 1) == found[:1]
    assert counts(ROLES, "guarantor") == {"US": 2, "PL": 1}


def test_names_in_the_drawing_lead_to_the_actor_and_the_table_says_the_same() -> None:
    found = edges(ROLES)
    page = Page(network_drawing(found, WORDS))
    assert {area["href"] for area in page.all("area")} == {
        f"network?lang=en&actor={code}" for code in ("US", "PL", "UA")
    }
    assert drawn(network_drawing(found, WORDS)).count("<line") == len(found)
    table = Page(network_table(found, {"pact": "The pact"}, WORDS))
    assert "The pact" in table.text
    assert any(link["href"] == "guarantees?lang=en&guarantee=offer" for link in table.all("a"))


def test_months_run_without_a_gap() -> None:
    assert months([entry("2025-11-30"), entry("2026-02")], {"2025-10": 1}) == (
        "2025-10", "2025-11", "2025-12", "2026-01", "2026-02",
    )  # fmt: skip
    assert months([], {}) == ()


def test_dots_are_events_and_bars_are_claims() -> None:
    entries = [entry("2025-11-30"), entry("2025-11-02"), entry("2026-02", "document")]
    svg = drawn(timeline_drawing(entries, {"2025-12": 3}, WORDS))
    assert (svg.count("<circle"), svg.count("<rect")) == (2, 1)
    rows = Page(timeline_table(entries, {"2025-12": 3}, WORDS)).text
    assert "Nov 2025200" in rows
    assert "Dec 2025" + "0003" in rows


def test_every_state_has_one_tile_and_no_tile_is_anything_else() -> None:
    rows = read_yaml(data_path("dashboard", "tiles.yaml"))["rows"]
    tiles = [code for row in rows for code in row.split() if code != ".."]
    states = {row["id"] for row in read_table("actors", "states.yaml")["actors"]}
    assert sorted(tiles) == sorted(states)


def test_a_tile_says_its_number_in_digits_and_in_words() -> None:
    page = Page(tile_map({"UA": 3}, WORDS))
    tiles = {link["href"]: link["aria-label"] for link in page.all("a")}
    assert tiles["actors?lang=en&actor=UA"] == "Ukraine: 3"
    assert "Crimea" in page.text
    assert "Krim" in Page(tile_map({}, Wording("de"))).text


def test_hostile_words_stay_words_in_a_drawing() -> None:
    html = picture([text(1, 1, HOSTILE)], 10, 10, HOSTILE, [Spot(0, 0, 1, 1, "actors", HOSTILE)], "x")
    page = Page(html)
    assert len(page.all("img")) == 1
    assert page.all("script") == []
    assert page.all("area")[0]["alt"] == HOSTILE
    assert "<script" not in drawn(html)
