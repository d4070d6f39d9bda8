"""Actors over time: who belonged to what, and who held which office, on which day."""

from datetime import date

import pytest
from rdflib import URIRef

from kb.curation import actors
from kb.extraction.actors import actor_rows
from kb.extraction.persons import known_person
from kb.extraction.priors import nato_members
from kb.extraction.tokens import forms
from kb.memberships import members, membership_sources, memberships
from kb.namespaces import CF, kb_iri
from kb.offices import office_rows, office_sources
from kb.resources import data_path


@pytest.mark.parametrize(
    ("organisation", "day", "number"),
    [
        ("NATO", "1949-08-23", 0),
        ("NATO", "1949-08-24", 12),
        ("NATO", "1989-11-09", 16),
        ("NATO", "2024-03-07", 32),
        ("EU", "1958-01-01", 6),
        ("EU", "2020-01-30", 28),
        ("EU", "2020-01-31", 27),
        ("COUNCIL-OF-EUROPE", "2022-03-15", 47),
        ("COUNCIL-OF-EUROPE", "2022-03-16", 46),
        ("CSTO", "1999-04-01", 9),
        ("CSTO", "2012-12-18", 7),
        ("CSTO", "2024-02-22", 6),
        ("ARAB-LEAGUE", "2026-01-01", 22),
        ("GCC", "2000-12-31", 6),
        ("ECOWAS", "2025-01-28", 15),
        ("ECOWAS", "2025-01-29", 12),
        ("AES", "2023-09-16", 3),
        ("WARSAW-PACT", "1960-01-01", 9),
        ("RIO-TREATY", "2026-01-01", 17),
        ("G7", "2014-03-01", 8),
        ("G7", "2014-06-04", 7),
        ("JEF", "2026-01-01", 10),
        ("WEU", "2011-07-01", 0),
    ],
)
def test_members_on_a_day(organisation: str, day: str, number: int) -> None:
    assert len(members(organisation, date.fromisoformat(day))) == number


def test_members_of_today_are_those_whose_stay_has_no_end() -> None:
    assert "GB" not in members("EU")
    assert {"BF", "ML", "NE"} & members("ECOWAS") == set()
    graph = actors()
    stated = set(graph.objects(kb_iri("actor", "CSTO"), CF.member))
    assert stated == {kb_iri("actor", code) for code in ("AM", "BY", "KG", "KZ", "RU", "TJ")}


def test_a_defence_among_members_of_nato_is_told_by_the_day_of_the_article() -> None:
    assert "SE" in nato_members(date(2024, 3, 7))
    assert "SE" not in nato_members(date(2024, 3, 6))
    assert "PL" not in nato_members(date(1985, 1, 1))
    assert {"US", "DE", "PL", "HR"} <= nato_members()
    assert not {"FI", "SE", "ME", "MK"} & nato_members()


def test_memberships_name_known_actors_and_sources() -> None:
    codes = {row["id"] for row in actor_rows()}
    sources = {row["id"] for row in membership_sources()}
    used = {source for membership in memberships() for source in membership.source}
    assert {membership.member for membership in memberships()} | {m.of for m in memberships()} <= codes
    assert used == sources


def test_an_organisation_is_constituted_by_a_described_instrument() -> None:
    treaties = {row["treaty"] for row in actor_rows() if "treaty" in row}
    assert treaties
    assert all(data_path("instruments", f"{treaty}.yaml").exists() for treaty in treaties)


def test_states_have_identifiers_of_their_own() -> None:
    states = [row for row in actor_rows() if row["kind"] == "State"]
    for key, length in (("iso", 2), ("iso3", 3)):
        assert {len(row[key]) for row in states} == {length}
        assert len({row[key] for row in states}) == len(states)
    items = [row["wikidata"] for row in actor_rows() if "wikidata" in row]
    items += list({row["id"]: row["wikidata"] for row in office_rows() if row["wikidata"]}.values())
    assert len(items) == len(set(items))


@pytest.mark.parametrize(
    ("name", "day", "affiliation", "role"),
    [
        ("Zelenskyy", "2025-12-16", "UA", "president"),
        ("Selenskij", "2022-03-27", "UA", "president"),
        ("Lavrov", "2026-01-10", "RU", "foreign minister"),
        ("Mykhailo Podolyak", "2022-03-29", "UA", "adviser to the president's office"),
        ("Andriy Yermak", "2022-09-13", "UA", "head of the president's office"),
        ("Budanov", "2026-02-01", "UA", "head of the president's office"),
        ("Budanov", "2025-02-01", "UA", "military intelligence chief"),
        ("Umerov", "2025-11-23", "UA", "secretary of the security council"),
        ("Shmyhal", "2025-10-01", "UA", "defence minister"),
        ("Anders Fogh Rasmussen", "2014-01-01", "NATO", "secretary general"),
        ("Mircea Geoană", "2023-07-01", "NATO", "deputy secretary general"),
        ("Scott Bessent", "2025-08-20", "US", "treasury secretary"),
        ("Péter Magyar", "2026-06-01", "HU", "prime minister"),
        ("Viktor Orbán", "2026-05-01", "HU", "prime minister"),
        ("Nikos Christodoulides", "2021-05-01", "CY", "foreign minister"),
        ("Nikos Christodoulides", "2026-05-01", "CY", "president"),
        ("Frank-Walter Steinmeier", "2016-05-01", "DE", "foreign minister"),
        ("Donald Tusk", "2016-05-01", "EU", "council president"),
        ("Cavoli", "2024-05-01", "NATO", "supreme allied commander europe"),
    ],
)
def test_a_person_holds_the_office_of_the_day(name: str, day: str, affiliation: str, role: str) -> None:
    person = known_person(forms(name), "en", date.fromisoformat(day))
    assert person is not None
    assert (person.affiliation, person.role) == (affiliation, role)


@pytest.mark.parametrize(
    "word",
    ["Kern", "Kurz", "May", "Johnson", "Harris Tweed", "Key", "Mark", "Kim Lee", "Meta", "Ader", "Volker", "Linde"],
)
def test_an_ordinary_word_or_a_common_surname_is_no_person(word: str) -> None:
    assert known_person(forms(word), "de", date(2018, 6, 1)) is None


def test_an_alias_means_one_person() -> None:
    meant: dict[tuple[str, ...], set[str]] = {}
    for row in office_rows():
        for name in {*row["person"].values(), *row["aliases"]}:
            meant.setdefault(forms(name), set()).add(row["id"])
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_terms_rest_on_described_sources_and_there_are_many() -> None:
    assert {row["source"] for row in office_rows()} == {row["id"] for row in office_sources()}
    assert len(office_rows()) >= 1200
    unseen = {row["source"] for row in office_rows() if row["until"] and row["until"] > date(2026, 11, 27)}
    assert not unseen


def test_an_office_has_one_name_and_the_person_a_title() -> None:
    """Merkel was Bundeskanzlerin; the office is that of the Bundeskanzler."""
    graph = actors()
    office = kb_iri("office", "DE", "chancellor")
    assert {str(label) for label in graph.objects(office, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))} == {
        "Chancellor",
        "Bundeskanzler",
    }
    assert {row["role"]["de"] for row in office_rows() if row["id"] == "angela-merkel"} == {"Bundeskanzlerin"}
