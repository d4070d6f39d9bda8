"""The words and the form in which a language model is asked: from `prompt.yaml`, the schemes and the actor tables."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kb.article import Article
from kb.curation import schemes
from kb.extraction.actors import actor_rows
from kb.extraction.admission import Surroundings
from kb.extraction.instruments import instruments
from kb.language_model.numbering import Window
from kb.namespaces import CF, SCHEME
from kb.tables import read_table

Message = dict[str, str]
NONE = "none"

SINGLE = {
    "act": "act",
    "guarantee_type": "type",
    "trigger": "trigger",
    "strength": "strength",
    "status": "status",
    "benchmark_relation": "relation",
}
"""The fields that take one value, and the scheme that holds their values."""

SEVERAL = {"responses": "response", "conditions": "condition"}
"""The fields that take several values."""

_WORDS = ("speaker", "affiliation", "relayed_from", "benchmark_instrument", "date")
_MOST_LISTED = 40


@cache
def values(field: str) -> tuple[str, ...]:
    """The closed values of a field, in the order of their scheme."""
    found = tuple(notation for notation, _ in _concepts((SINGLE | SEVERAL)[field]))
    return (*found, NONE) if field == "benchmark_relation" else found


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer: flat, every field required, nothing beside, so that strict servers take it."""
    texts = {"type": "array", "items": {"type": "string"}}
    properties: dict[str, Any] = {"sentences": {"type": "array", "items": {"type": "integer"}}}
    properties |= {name: {"type": "string"} for name in _WORDS}
    properties |= {name: {"type": "string", "enum": list(values(name))} for name in SINGLE}
    properties |= dict.fromkeys(("guarantors", "beneficiaries"), texts)
    properties |= {name: {"type": "array", "items": {"type": "string", "enum": list(values(name))}} for name in SEVERAL}
    claim = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


@cache
def system_text() -> str:
    """What the model is told of the task, the same for every article."""
    lines = [
        f"{field}: " + "; ".join(f"{code} ({meaning})" if meaning else code for code, meaning in _concepts(scheme))
        for field, scheme in (SINGLE | SEVERAL).items()
    ]
    groups = ", ".join(row["id"] for row in actor_rows() if row["kind"] != "State" and "expands" not in row)
    text: str = _texts()["system"]
    return text.format(values="\n".join(lines), groups=groups)


def messages(article: Article, found: Surroundings, window: Window) -> list[Message]:
    """The two turns in which one window of an article is asked about.

    The fence's mark is a hash of what stands between: no text can hold its own, and the same text gives the same turns.
    """
    title = _one_line(article.title or "–")
    mark = hashlib.sha256(f"{title}\n{window.text}".encode()).hexdigest()[:16]
    people = (f"{person.name} ({person.affiliation or '–'})" for person in found.persons[:_MOST_LISTED])
    asked = _texts()["article"].format(
        title=title,
        date=article.date.isoformat() if article.date else "–",
        language=article.language,
        actors=", ".join(sorted(found.actors)) or "–",
        people=_one_line(", ".join(people)) or "–",
        instruments=", ".join(instruments()),
        part=_part(window),
        mark=mark,
        text=window.text,
    )
    return [{"role": "system", "content": system_text()}, {"role": "user", "content": asked}]


def repair(problems: Sequence[str]) -> Message:
    """The turn that asks for a corrected answer."""
    said = "\n".join(f"- {_one_line(problem)[:300]}" for problem in problems[:20])
    return {"role": "user", "content": _texts()["repair"].format(problems=said)}


def version() -> int:
    """The version of the wording."""
    return int(_texts()["version"])


def _part(window: Window) -> str:
    if window.is_selection:
        return str(_texts()["chosen"])
    return str(_texts()["part"].format(number=window.number, parts=window.parts)) if window.parts > 1 else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _concepts(scheme: str) -> tuple[tuple[str, str], ...]:
    """The codes of a scheme with their English definitions, in the order of the scheme."""
    graph: Graph = schemes()
    found = []
    for concept in graph.subjects(SKOS.inScheme, URIRef(f"{SCHEME}{scheme}")):
        order = graph.value(concept, CF.order)
        rank = int(order.toPython()) if isinstance(order, Literal) else 0
        texts = graph.objects(concept, SKOS.definition)
        english = next((str(text) for text in texts if getattr(text, "language", "") == "en"), "")
        found.append((rank, str(graph.value(concept, SKOS.notation)), english.rstrip(".")))
    return tuple((code, meaning) for _, code, meaning in sorted(found))


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = read_table("language_model", "prompt.yaml")
    return texts
