"""Our own drawings: SVG that the page takes in as an image, whose spots can be links by an image map."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.dashboard.markup import Html, join, tag

# Grey, blue and orange that stand out from both a light and a dark ground.
INK, BLUE, ORANGE = "#7a828a", "#3b82c4", "#c9702a"
_STYLE = "font:12px system-ui,sans-serif"


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle of a drawing that leads somewhere."""

    x: int
    y: int
    width: int
    height: int
    address: str
    label: str


def picture(
    parts: Iterable[Html], width: int, height: int, alt: str, spots: Sequence[Spot] = (), name: str = ""
) -> Html:
    """The drawing as an image that scrolls sideways in a region of its own."""
    body = join(parts)
    written = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" style="{_STYLE}">{body}</svg>'
    source = f"data:image/svg+xml;base64,{b64encode(written.encode()).decode()}"
    image = tag("img", src=source, alt=alt, width=width, height=height, usemap=f"#{name}" if spots else None)
    areas = [
        tag(
            "area",
            shape="rect",
            coords=f"{spot.x},{spot.y},{spot.x + spot.width},{spot.y + spot.height}",
            href=spot.address,
            alt=spot.label,
            title=spot.label,
        )
        for spot in spots
    ]
    ways = tag("map", *areas, name=name) if areas else Html()
    return tag("div", image, ways, class_="cf-scroll cf-drawing", role="region", tabindex=0, aria_label=alt)


def text(x: float, y: float, words: str, anchor: str = "start") -> Html:
    """Words at a place."""
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, fill=INK)


def line(x1: float, y1: float, x2: float, y2: float, width: float = 1, colour: str = INK) -> Html:
    """A straight line."""
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke_width": width}
    return tag("line", **_written(ends), stroke=colour, stroke_opacity="0.55")


def dot(x: float, y: float, radius: float, colour: str = BLUE) -> Html:
    """A filled circle."""
    return tag("circle", **_written({"cx": x, "cy": y, "r": radius}), fill=colour, fill_opacity="0.75")


def bar(x: float, y: float, width: float, height: float, colour: str = ORANGE) -> Html:
    """A filled rectangle."""
    sides = {"x": x, "y": y, "width": width, "height": height}
    return tag("rect", **_written(sides), fill=colour, fill_opacity="0.75")


def _written(numbers: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{number:.1f}" for name, number in numbers.items()}
