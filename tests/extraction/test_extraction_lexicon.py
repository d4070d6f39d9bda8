"""The lexicon: every example fires its cue, no counter-example does; tables are well formed."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kb.errors import CurationError
from kb.extraction.actors import actor_rows, actor_table, find_mentions
from kb.extraction.cues import FILES, cues
from kb.extraction.instruments import instrument_patterns, instruments
from kb.extraction.lexicon import Context, Lexicon
from kb.extraction.persons import known_person
from kb.extraction.tables import read_table
from kb.extraction.tokens import forms, tokenise
from kb.offices import office_rows

SCHEMA = json.loads((Path(__file__).parent.parent / "contract" / "claim.schema.json").read_text(encoding="utf-8"))
PROPERTIES = SCHEMA["$defs"]["claim"]["properties"]


def values(text: str, language: str) -> set[str]:
    tokens = tokenise(text, 0, len(text))
    mentions = find_mentions(tokens, language)
    return {m.value for m in cues(language).find(Context(tokens, {m.first: m for m in mentions}))}


def exemplified() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (language, f"{name}:{row['value']}", row)
        for language in ("de", "en")
        for name in FILES
        for row in read_table("lexicon", f"{name}.{language}.yaml")["patterns"]
        if "example" in row
    ]


@pytest.mark.parametrize(("language", "value", "row"), exemplified(), ids=lambda x: x if isinstance(x, str) else "")
def test_examples(language: str, value: str, row: dict[str, Any]) -> None:
    assert value in values(row["example"], language)
    assert value not in values(row["counter"], language)


def match(pattern: str, text: str) -> bool:
    lexicon = Lexicon([{"value": "x", "match": [pattern]}], "test")
    tokens = tokenise(text, 0, len(text))
    mentions = find_mentions(tokens, "en")
    return bool(lexicon.find(Context(tokens, {m.first: m for m in mentions})))


@pytest.mark.parametrize(
    ("pattern", "hit", "miss"),
    [
        ("treaty", "a treaty", "treaties"),
        ("treat*", "treaties", "retreat"),
        ("*pact", "the Warsaw-pact", "packed"),
        ("*garant*", "eine Sicherheitsgarantie", "ein Garten"),
        ("rule* _3 out", "rules this plan out", "rules. Not out"),
        ("rule* _1 out", "rules it out", "rules all of it out"),
        ("to the? war", "to war", "to a war"),
        ("defend @", "defend Japan", "defend yourself"),
        ("@Ga troops", "", "Japan troops"),
    ],
)
def test_the_pattern_language(pattern: str, hit: str, miss: str) -> None:
    assert not hit or match(pattern, hit)
    assert not match(pattern, miss) or pattern.startswith("@Ga")


@pytest.mark.parametrize("pattern", ["_3 out", "the? war"])
def test_a_pattern_must_open_with_something_certain(pattern: str) -> None:
    with pytest.raises(CurationError, match="must open with"):
        Lexicon([{"value": "x", "match": [pattern]}], "test")


def test_field_values_are_those_of_the_contract() -> None:
    allowed = {
        "response": set(PROPERTIES["responses"]["items"]["enum"]),
        "condition": set(PROPERTIES["conditions"]["items"]["enum"]),
        **{name: set(PROPERTIES[name]["enum"]) for name in ("trigger", "strength", "status")},
    }
    for language in ("de", "en"):
        for row in read_table("lexicon", f"fields.{language}.yaml")["patterns"]:
            field, _, value = row["value"].partition(":")
            assert field == "benchmark" or value in allowed[field], row["value"]


def test_instruments_have_types_of_the_contract_and_known_actors() -> None:
    codes = {row["id"] for row in actor_rows()}
    for instrument in instruments().values():
        assert instrument.type in PROPERTIES["guarantee_type"]["enum"]
        assert {*instrument.guarantors, *instrument.beneficiaries, *instrument.context} <= codes


def test_every_member_of_the_united_nations_has_a_row() -> None:
    states = [row["id"] for row in actor_rows() if row["kind"] == "State"]
    assert len(states) == len(set(states))
    assert len(set(states) - {"TW", "XK", "PS", "VA", "GL"}) == 193


def test_european_means_member_of_the_council_of_europe() -> None:
    european = actor_table("en").european
    assert {"DE", "UA", "TR", "AM", "GB", "EU", "E3", "EUROPEAN-STATES"} <= european
    assert not {"RU", "BY", "US", "KZ", "NATO", "G7", "COALITION-OF-THE-WILLING"} & european
    states = {row["id"] for row in actor_rows() if row["kind"] == "State" and row["european"]}
    assert len(states - {"GL", "BY", "RU"}) == 46


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("amerikanischer Soldaten", "de", [("US", "adjective")]),
        ("US-Soldaten", "de", [("US", "adjective")]),
        ("give us time", "en", []),
        ("Washington will helfen", "de", [("US", "capital")]),
        ("Treffen in Washington", "de", [("US", "place")]),
        ("die Französinnen", "de", []),
        ("Papua New Guinea", "en", [("PG", "name")]),
        ("polish the shoes", "en", []),
        ("the baltischen Staaten", "de", [("BALTIC-STATES", "name")]),
    ],
)
def test_mentions(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    found = find_mentions(tokenise(text, 0, len(text)), language)
    assert [(m.code, m.kind) for m in found] == expected


def test_an_office_is_held_from_a_day_to_a_day() -> None:
    def affiliation(name: str, day: str) -> str | None:
        person = known_person(forms(name), "en", dt.date.fromisoformat(day))
        return person.affiliation if person else None

    assert affiliation("Mark Rutte", "2023-05-01") == "NL"
    assert affiliation("Mark Rutte", "2025-05-01") == "NATO"
    assert affiliation("Nobody Known", "2025-05-01") is None


def test_offices_are_sound() -> None:
    codes = {row["id"] for row in actor_rows()}
    tenures = [(row["id"], row["affiliation"], row["role"]["en"], row["from"]) for row in office_rows()]
    assert len(tenures) == len(set(tenures))
    for row in office_rows():
        assert row["affiliation"] in codes
        assert row["source"]
        assert row["until"] is None or row["from"] < row["until"]


LEXICONS = [(name, language) for name in FILES for language in ("de", "en")]
PARTICLES = {"zu", "zur", "zum", "in", "im", "up", "of"}


def broken(pattern: str) -> bool:
    """Whether an alternative of several words is written with spaces, which end the alternatives: `a|b c|d`.

    Its traces: a particle as the last alternative before a word, a particle that is repeated behind the next word,
    an empty alternative, a hyphen (which separates words), a `~` outside alternatives, an actor inside them.
    """
    parts = [part.rstrip("?") for part in pattern.split()]
    choices = [part.split("|") for part in parts]
    for left, right in pairwise(choices):
        hanging = len(left) > 1 and left[-1] in PARTICLES and not set(left[:-1]) & (PARTICLES | SMALL)
        repeated = len(left) > 1 and len(right) == 1 and left[0] == right[0]
        if repeated or (hanging and right[0][0] not in "_@"):
            return True
    actor = any(len(choice) > 1 and any(word.startswith("@") for word in choice) for choice in choices)
    return actor or any("" in c for c in choices) or any("-" in p or ("~" in p and "|" not in p) for p in parts)


SMALL = {"nach", "laut", "gemäß", "on", "by", "for", "from", "into", "to", "auf"}


@pytest.mark.parametrize(("name", "language"), LEXICONS)
def test_no_row_has_a_broken_alternative(name: str, language: str) -> None:
    rows = [*read_table("lexicon", f"{name}.{language}.yaml")["patterns"], *instrument_patterns(language)]
    assert [pattern for row in rows for pattern in row["match"] if broken(pattern)] == []


@pytest.mark.parametrize(
    "pattern", ["infrage|in frage", "depends on|hinges on", "helfen|zu hilfe", "rock-solid", "a|", "für der|@"]
)
def test_a_broken_alternative_is_seen(pattern: str) -> None:
    assert broken(pattern)


@pytest.mark.parametrize("pattern", ["infrage|in~frage", "depends|hinges on", "verlass* _6 @", "nach|laut|in artikel*"])
def test_a_sound_pattern_is_not(pattern: str) -> None:
    assert not broken(pattern)
