"""What changes in a comparison as an Atom feed: an entry for each day on which a cell changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from kb.comparison.differing import Teller
from kb.comparison.playing import Step
from kb.namespaces import BASE

MOST_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Feed:
    """Of what the feed tells: the comparison asked for, the address of the server (or none), and the day it is of."""

    asked: str
    server: str
    updated: str


def as_atom(found: Sequence[Step], tell: Teller, feed: Feed) -> str:
    """The feed, the newest day first; ids stay the same while the days do."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": tell.language})
    _child(root, "title", tell.words["feed"])
    _child(root, "subtitle", "; ".join(tell.names))
    _child(root, "id", f"{BASE}feed/changes.atom?{feed.asked}")
    _child(root, "updated", _instant(found[-1].day if found else feed.updated))
    ElementTree.SubElement(_child(root, "author"), "name").text = "Casus Foederis"
    if feed.server:
        _child(root, "link", rel="alternate", href=f"{feed.server}/?{feed.asked}")
        _child(root, "link", rel="self", href=f"{feed.server}/feed/changes.atom?{feed.asked}")
    for step in list(reversed(found))[:MOST_ENTRIES]:
        entry = _child(root, "entry")
        _child(entry, "title", f"{step.day}: {tell.count(step.difference)}")
        _child(entry, "id", f"{BASE}feed/changes.atom?{feed.asked}#{step.day}")
        _child(entry, "updated", _instant(step.day))
        if feed.server:
            _child(entry, "link", rel="alternate", href=f"{feed.server}/?{feed.asked}&known-on={step.day}")
        _child(entry, "content", "\n".join(tell.difference(step.difference)), type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _child(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text or None
    return child
