"""The network as a drawing whose names are links, and as a table; and the map of tiles."""

from collections.abc import Mapping, Sequence

from kb.curation import read_yaml
from kb.dashboard.address import href
from kb.dashboard.drawing import BLUE, Spot, line, picture, text
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.network import Edge
from kb.dashboard.wording import Wording
from kb.names import actor_label
from kb.resources import data_path

_WIDTH, _ROW, _TOP, _SIDE = 760, 24, 34, 240
_STEPS = (1, 2, 4, 8, 16)
"""From how many guarantees on a tile is a shade darker; the number stands in it anyway."""


def network_drawing(edges: Sequence[Edge], words: Wording) -> Html:
    """Guarantors on the left, beneficiaries on the right; a line is the wider the more guarantees there are."""
    left, right = _names({edge.guarantor for edge in edges}, words), _names({edge.beneficiary for edge in edges}, words)
    height = _TOP + _ROW * max(len(left), len(right)) + 8
    places = [{code: _TOP + _ROW * (row + 0.5) for row, code in enumerate(side)} for side in (left, right)]
    ends = (_SIDE, _WIDTH - _SIDE)
    parts = [
        line(
            ends[0], places[0][edge.guarantor], ends[1], places[1][edge.beneficiary], min(len(edge.guarantees), 6), BLUE
        )
        for edge in edges
    ]
    parts += [text(ends[0] - 8, 16, words("network.from"), "end"), text(ends[1] + 8, 16, words("network.to"))]
    spots = []
    for side, names in enumerate((left, right)):
        for code, name in names.items():
            y = places[side][code]
            parts.append(
                text(ends[side] - 8 if side == 0 else ends[side] + 8, y + 4, name, "end" if side == 0 else "start")
            )
            x = 0 if side == 0 else ends[1]
            spots.append(Spot(x, round(y - _ROW / 2), _SIDE, _ROW, _way(code, words), name))
    return picture(parts, _WIDTH, height, words("network.alt", n=len(edges)), spots, "network")


def _names(codes: set[str], words: Wording) -> Mapping[str, str]:
    named = ((code, actor_label(code, words.language)) for code in codes)
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def _way(code: str, words: Wording) -> str:
    return href("network", words.language, {"actor": code})


def network_table(edges: Sequence[Edge], labels: Mapping[str, str], words: Wording) -> Html:
    """What the drawing shows, with the guarantees by name."""
    heads = [words(f"network.{name}") for name in ("from", "to", "guarantees")]
    rows = [
        [
            *(
                link(href("actors", words.language, {"actor": code}), actor_label(code, words.language))
                for code in (edge.guarantor, edge.beneficiary)
            ),
            join(
                [
                    link(href("guarantees", words.language, {"guarantee": id_}), labels.get(id_, id_))
                    for id_ in edge.guarantees
                ],
                ", ",
            ),
        ]
        for edge in edges
    ]
    return table(words("network.table"), heads, rows)


def tile_map(numbers: Mapping[str, int], words: Wording) -> Html:
    """One tile per state with its number; the shade repeats it."""
    written = read_yaml(data_path("dashboard", "tiles.yaml"))
    tiles = []
    for row, codes in enumerate(written["rows"], 1):
        for column, code in enumerate(codes.split(), 1):
            if code != "..":
                tiles.append(_tile(code, row, column, numbers.get(code, 0), words))
    grid = tag("ul", *tiles, class_="cf-tiles")
    note = tag("p", words.of(written["note"]).strip(), class_="cf-note")
    return tag(
        "div", tag("div", grid, class_="cf-scroll", role="region", tabindex=0, aria_label=words("map.region")), note
    )


def _tile(code: str, row: int, column: int, number: int, words: Wording) -> Html:
    shade = sum(number >= step for step in _STEPS)
    name = actor_label(code, words.language)
    body = join([tag("abbr", code, title=name), tag("span", str(number)) if number else ""])
    address = href("actors", words.language, {"actor": code})
    label = words("map.tile", name=name, n=number)
    return tag(
        "li",
        link(address, body, aria_label=label, title=label),
        class_=f"cf-tile cf-shade-{shade}",
        style=f"grid-row:{row};grid-column:{column}",
    )
