"""A Hasse diagram as SVG, DOT, Mermaid, JSON or text; every label is escaped by its format's own rules."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.etree import ElementTree

from kb.comparison.hasse import Diagram
from kb.comparison.hasse_layout import BOX_WIDTH, LINE_HEIGHT, PADDING, layout
from kb.comparison.hasse_words import labels, reading, sections, title
from kb.comparison.matrix import Comparison
from kb.comparison.wording import words_of

_INK = "svg { color: #1c2126 } @media (prefers-color-scheme: dark) { svg { color: #e6e9ec } }"
_PAPER = " svg { background: #ffffff } @media (prefers-color-scheme: dark) { svg { background: #14181c } }"


def as_svg(diagram: Diagram, comparison: Comparison, language: str, *, within_page: bool = False) -> str:
    """The drawing, told in its title and description, for light and for dark; on a page it has no ground of its own."""
    place = layout(diagram, labels(comparison, language))
    name = "-".join(["hasse", *(diagram.dimensions or ("all",))])
    root = ElementTree.Element("svg", _numbers(width=place.width, height=place.height))
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("viewBox", f"0 0 {place.width:g} {place.height:g}")
    root.set("role", "img")
    root.set("lang", language)
    root.set("aria-labelledby", f"{name}-title {name}-text")
    told = [section.title + ": " + "; ".join(section.lines) for section in sections(diagram, comparison, language)]
    _child(root, "title", title(diagram, comparison, language), id=f"{name}-title")
    _child(root, "desc", ". ".join([reading(diagram, language), *told]), id=f"{name}-text")
    _child(root, "style", _INK if within_page else _INK + _PAPER)
    drawn = _child(root, "g", fill="none", stroke="currentColor")
    drawn.set("stroke-width", "1.3")
    for corners in place.lines:
        _child(drawn, "polyline", points=" ".join(f"{x:g},{y:g}" for x, y in corners))
    for box in place.boxes:
        shape = _child(drawn, "rect", rx="4", **_numbers(x=box.x, y=box.y, width=BOX_WIDTH, height=box.height))
        if diagram.open(box.node):
            shape.set("stroke-dasharray", "5 4")
    written = _child(root, "g", fill="currentColor")
    written.set("font-family", "system-ui, sans-serif")
    written.set("font-size", "13")
    written.set("text-anchor", "middle")
    for box in place.boxes:
        for number, line in enumerate(box.lines):
            baseline = box.y + PADDING + (number + 0.75) * LINE_HEIGHT
            _child(written, "text", line, **_numbers(x=box.middle, y=baseline))
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _child(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    if text:
        child.text = text
    return child


def _numbers(**numbers: float) -> dict[str, str]:
    return {name: f"{number:g}" for name, number in numbers.items()}


def as_dot(diagram: Diagram, comparison: Comparison, language: str) -> str:
    """The graph for Graphviz, the stronger above."""
    names = labels(comparison, language)
    head = _quoted(title(diagram, comparison, language))
    lines = [f"digraph {head} {{", "  rankdir=TB; node [shape=box]; edge [dir=none];"]
    for number, node in enumerate(diagram.nodes):
        label = " = ".join(names[id_] for id_ in node)
        style = ", style=dashed" if diagram.open(number) else ""
        lines.append(f"  n{number} [label={_quoted(label)}{style}];")
    lines += [f"  n{stronger} -> n{weaker};" for stronger, weaker in diagram.covers]
    lines += [f"  {{ rank=same; {' '.join(f'n{node};' for node in layer)} }}" for layer in diagram.layers]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def as_mermaid(diagram: Diagram, comparison: Comparison, language: str) -> str:
    """The graph for Mermaid, the stronger above."""
    names = labels(comparison, language)
    lines = ["flowchart TB"]
    for number, node in enumerate(diagram.nodes):
        label = " = ".join(names[id_] for id_ in node)
        escaped = label.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
        lines.append(f'  n{number}["{escaped}"]')
    lines += [f"  n{stronger} --- n{weaker}" for stronger, weaker in diagram.covers]
    dashed = (number for number in range(len(diagram.nodes)) if diagram.open(number))
    lines += [f"  style n{number} stroke-dasharray: 5 4" for number in dashed]
    return "\n".join(lines) + "\n"


def as_json(diagram: Diagram, comparison: Comparison, language: str) -> str:
    """The diagram as a JSON document; nodes are lists of guarantees that are equal, edges lead from the stronger."""
    document = {
        "dimensions": diagram.dimensions,
        "title": title(diagram, comparison, language),
        "labels": labels(comparison, language),
        "nodes": diagram.nodes,
        "covers": diagram.covers,
        "layers": diagram.layers,
        "incomparable": diagram.incomparable,
        "undecided": [
            {"first": pair.first, "second": pair.second, "where_both_speak": pair.spoken} for pair in diagram.undecided
        ],
        "unknown": diagram.unknown,
        "snapshot": comparison.snapshot,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_text(diagram: Diagram, comparison: Comparison, language: str) -> str:
    """The layers from the strongest down, then every pair in words."""
    names, words = labels(comparison, language), words_of(language)["hasse"]
    lines = [title(diagram, comparison, language), reading(diagram, language), ""]
    for number, layer in enumerate(diagram.layers, 1):
        shown = " | ".join(" = ".join(names[id_] for id_ in diagram.nodes[node]) for node in layer)
        lines.append(f"{words['layer'].format(number=number)}: {shown}")
    for section in sections(diagram, comparison, language):
        lines += ["", f"{section.title}:", *(f"  {line}" for line in section.lines)]
    return "\n".join(lines) + "\n"


WRITERS: Mapping[str, Callable[[Diagram, Comparison, str], str]] = MappingProxyType(
    {"svg": as_svg, "dot": as_dot, "mermaid": as_mermaid, "json": as_json, "text": as_text}
)
