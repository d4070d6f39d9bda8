"""Where the boxes and lines of a Hasse diagram stand: layers from the top, few crossings, no library needed."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.comparison.hasse import Diagram

BOX_WIDTH = 192
LINE_HEIGHT = 17
PADDING = 9
GAP_ACROSS = 16
GAP_DOWN = 46
MARGIN = 8
CHARACTERS = 23
MOST_ACROSS = 3
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its lines of text and its place."""

    node: int
    lines: tuple[str, ...]
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where lines meet the box."""
        return self.x + BOX_WIDTH / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes, the corners of each line, and the size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


Spot = tuple[int, ...]
"""A node `(number,)`, or a point `(stronger, weaker, layer)` at which a long line passes a layer."""


def layout(diagram: Diagram, labels: Mapping[str, str]) -> Layout:
    """Place the nodes that are on a line by layers, and those on none in rows below."""
    texts = [_lines(node, labels) for node in diagram.nodes]
    linked = {number for pair in diagram.covers for number in pair}
    rows, paths = _ranked(diagram, linked)
    alone = [number for number in range(len(texts)) if number not in linked]
    across = max([MOST_ACROSS, *(len(row) for row in rows)])
    rows += [[(number,) for number in alone[start : start + across]] for start in range(0, len(alone), across)]
    widest = max((len(row) for row in rows), default=1)
    x_of: dict[Spot, float] = {}
    y_of: dict[Spot, float] = {}
    bottom_of: dict[Spot, float] = {}
    y = float(MARGIN)
    for row in rows:
        tall = max(_height(texts[spot[0]]) for spot in row if len(spot) == 1)
        start = MARGIN + (widest - len(row)) * (BOX_WIDTH + GAP_ACROSS) / 2
        for place, spot in enumerate(row):
            x_of[spot] = start + place * (BOX_WIDTH + GAP_ACROSS)
            y_of[spot] = y
            bottom_of[spot] = y + (_height(texts[spot[0]]) if len(spot) == 1 else tall)
        y += tall + GAP_DOWN
    boxes = tuple(
        Box(number, lines, x_of[number,], y_of[number,], _height(lines)) for number, lines in enumerate(texts)
    )
    lines = tuple(_line(path, x_of, y_of, bottom_of) for path in paths)
    width = 2 * MARGIN + widest * BOX_WIDTH + (widest - 1) * GAP_ACROSS
    return Layout(boxes, lines, width, max(y - GAP_DOWN + MARGIN, 2 * MARGIN))


def _lines(node: Sequence[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of equal guarantees below each other, wrapped."""
    found: list[str] = []
    for place, id_ in enumerate(node):
        found += textwrap.wrap(("= " if place else "") + labels[id_], CHARACTERS) or [id_]
    return tuple(found)


def _height(lines: Sequence[str]) -> float:
    return len(lines) * LINE_HEIGHT + 2 * PADDING


def _ranked(diagram: Diagram, linked: set[int]) -> tuple[list[list[Spot]], list[list[Spot]]]:
    """Rows of spots with few crossings, and each line as the spots it passes."""
    layer = {node: number for number, nodes in enumerate(diagram.layers) for node in nodes}
    rows: list[list[Spot]] = [[(node,) for node in nodes if node in linked] for nodes in diagram.layers]
    paths: list[list[Spot]] = []
    for stronger, weaker in diagram.covers:
        passed: list[Spot] = [(stronger, weaker, between) for between in range(layer[stronger] + 1, layer[weaker])]
        for spot in passed:
            rows[spot[2]].append(spot)
        paths.append([(stronger,), *passed, (weaker,)])
    rows = [row for row in rows if row]
    _uncross(rows, paths)
    return rows, paths


def _uncross(rows: list[list[Spot]], paths: Sequence[Sequence[Spot]]) -> None:
    """Sort each row by the mean place of its neighbours, down and up by turns."""
    beside: dict[Spot, set[Spot]] = {}
    for path in paths:
        for one, other in pairwise(path):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    for sweep in range(SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for number in order:
            fixed = rows[number - 1 if sweep % 2 == 0 else number + 1]
            place = {spot: at - len(fixed) / 2 for at, spot in enumerate(fixed)}
            own = {spot: at - len(rows[number]) / 2 for at, spot in enumerate(rows[number])}
            means = {
                spot: sum(seen) / len(seen) if (seen := [place[n] for n in beside[spot] if n in place]) else own[spot]
                for spot in rows[number]
            }
            rows[number].sort(key=lambda spot: means[spot])


def _line(
    path: Sequence[Spot], x_of: Mapping[Spot, float], y_of: Mapping[Spot, float], bottom_of: Mapping[Spot, float]
) -> tuple[tuple[float, float], ...]:
    half = BOX_WIDTH / 2
    first, *passed, last = path
    corners = [(x_of[first] + half, bottom_of[first])]
    for spot in passed:
        corners += [(x_of[spot] + half, y_of[spot]), (x_of[spot] + half, bottom_of[spot])]
    return (*corners, (x_of[last] + half, y_of[last]))
