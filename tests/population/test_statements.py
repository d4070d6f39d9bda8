"""The same statement in several articles is one statement; a copy is no second source."""

import datetime as dt
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.curation import guarantees
from kb.likeness import linked_copies, print_of, stored_under, unlinked_copies, with_free_id
from kb.namespaces import CF, graph_iri, local_id
from kb.population import populate
from kb.queries import competency_question
from kb.statements import Said, grouped, regrouped, said, said_in
from kb.store import Writer

DAY = dt.date(2025, 12, 16)
TEXT = "Washington will answer any new attack with force, Donald Tusk said in Berlin on Tuesday after long talks."


def article(id_: str, day: dt.date | None = DAY, text: str = TEXT, publisher: str | None = None) -> Article:
    return Article(id_, text, "en", date=day, publisher=publisher)


def claim(**changes: object) -> Claim:
    fields: dict[str, object] = {
        "quote": TEXT[:48], "start": 0, "end": 48, "speaker": Speaker("Donald Tusk", "PL"), "relayed_from": None,
        "act": "reports", "guarantors": ("US",), "beneficiaries": ("UA",), "guarantee_type": "us-guarantee",
    }  # fmt: skip
    return Claim(**(fields | changes))  # type: ignore[arg-type]


def key(article_: Article, **changes: object) -> str:
    return said(article_, 1, claim(**changes)).key


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Die USA würden antworten"},
        {"speaker": Speaker("DONALD TUSK", "PL")},
        {"speaker": Speaker("Tusk", "PL")},
        {"strength": "firm"},
    ],
)
def test_other_words_and_spellings_are_the_same_statement(changes: dict[str, object]) -> None:
    assert key(article("a"), **changes) == key(article("b"))


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "doubts"},
        {"guarantors": ("FR",)},
        {"beneficiaries": ("MD",)},
        {"guarantee_type": "other"},
        {"speaker": Speaker("Radosław Sikorski", "PL")},
        {"speaker": None},
    ],
)
def test_another_speaker_act_party_or_type_is_another_statement(changes: dict[str, object]) -> None:
    assert key(article("a"), **changes) != key(article("a"))


def test_an_affiliation_speaks_with_one_voice_and_unknown_persons_with_their_own() -> None:
    collective = [key(article("a"), speaker=Speaker(name, "PL")) for name in ("Warsaw", "Polish officials")]
    persons = [key(article("a"), speaker=Speaker(name, "PL")) for name in ("Jan Nikt", "Anna Nikt")]
    assert len({*collective}) == 1
    assert len({*collective, *persons}) == 3


def test_without_a_day_nothing_is_known_to_be_the_same() -> None:
    assert key(article("a", None)) != key(article("b", None))


def test_two_days_apart_is_one_statement_and_three_are_two() -> None:
    days = {f"urn:{shift}": DAY + dt.timedelta(shift) for shift in (0, 2, 3, 9)}
    assert grouped("s", days).claims == {
        DAY: frozenset({"urn:0", "urn:2"}),
        DAY + dt.timedelta(3): frozenset({"urn:3"}),
        DAY + dt.timedelta(9): frozenset({"urn:9"}),
    }


class Base:
    """A store that is populated as the knowledge base does it."""

    def __init__(self) -> None:
        self.writer = Writer(ox.Store())

    def add(self, article_: Article, claims: Sequence[Claim]) -> None:
        population = populate(article_, claims)
        select = self.writer.select
        shared = regrouped(select, said_in(select, article_.id), population.said) | linked_copies(select, article_)
        self.writer.replace(population.graphs() | shared)

    def remove(self, id_: str) -> None:
        select = self.writer.select
        self.writer.replace(regrouped(select, said_in(select, id_), {}) | unlinked_copies(select, id_))
        self.writer.drop(graph_iri("article", id_), graph_iri("provenance", id_))

    def statements(self) -> set[frozenset[str]]:
        rows = self.writer.select(f"SELECT ?statement ?claim WHERE {{ ?statement <{CF.hasClaim}> ?claim }}")
        names = {row["statement"] for row in rows}
        return {frozenset(row["claim"] for row in rows if row["statement"] == name) for name in names}

    def copies(self) -> set[tuple[str, str]]:
        rows = self.writer.select(f"SELECT ?later ?earlier WHERE {{ ?later <{CF.nearDuplicateOf}> ?earlier }}")
        return {(local_id(row["later"]), local_id(row["earlier"])) for row in rows}

    def names(self) -> set[str]:
        return {name for name in self.writer.graph_names() if "/statement/" in name or "/copy/" in name}


def base(articles: Iterable[Article]) -> Base:
    made = Base()
    for article_ in articles:
        made.add(article_, [claim()])
    return made


SETS = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(SETS, st.randoms(use_true_random=False), st.data())
def test_the_order_of_population_and_what_was_there_before_do_not_matter(
    shifts: list[int], chance: object, data: st.DataObject
) -> None:
    articles = [article(f"a{n}", DAY + dt.timedelta(shift)) for n, shift in enumerate(shifts)]
    shuffled = data.draw(st.permutations(articles))
    one, other = base(articles), base(shuffled)
    assert (one.statements(), one.copies(), one.names()) == (other.statements(), other.copies(), other.names())
    gone = data.draw(st.sampled_from(articles))
    one.remove(gone.id)
    without = base([entry for entry in articles if entry is not gone])
    assert (one.statements(), one.copies(), one.names()) == (without.statements(), without.copies(), without.names())


@settings(max_examples=25, deadline=None)
@given(SETS)
def test_every_claim_is_in_exactly_one_statement(shifts: list[int]) -> None:
    made = base(article(f"a{n}", DAY + dt.timedelta(shift)) for n, shift in enumerate(shifts))
    held = [claim_ for statement in made.statements() for claim_ in statement]
    assert len(held) == len(set(held)) == len(shifts)


def test_reading_an_article_again_moves_its_claim_to_the_statement_it_now_makes() -> None:
    made = base([article("a"), article("b")])
    assert len(made.statements()) == 1
    made.add(article("b"), [claim(act="doubts")])
    assert len(made.statements()) == 2


LONG = (
    "The alliance met in Vilnius on Tuesday. Ministers agreed that a force of several thousand would stand ready in "
    "the east before the end of the year. Nobody would say which country was to lead it, or who would pay for it. "
    "The secretary general called the day a good one and left by train. Two delegations stayed for dinner."
)


def test_a_copy_is_found_whatever_its_case_and_line_breaks() -> None:
    assert print_of(LONG) == print_of(LONG.upper().replace(". ", ".\n\n"))


def test_an_updated_version_is_found_and_another_article_is_not() -> None:
    updated = LONG + " On Wednesday Lithuania offered a barracks for two battalions."
    other = "Ministers of the alliance meet in Vilnius today; who would lead a force in the east is an open question."
    assert print_of(LONG).likeness(print_of(updated)) > 0.6
    assert print_of(LONG).likeness(print_of(other)) < 0.1


def test_the_later_article_refers_to_the_earlier_whichever_came_first() -> None:
    early, late = article("z", DAY, LONG), article("a", DAY + dt.timedelta(1), LONG + " The talks go on.")
    for order in ((early, late), (late, early)):
        made = base(order)
        assert made.copies() == {("a", "z")}
    made.remove("z")
    assert made.copies() == set()


def test_a_wire_story_printed_five_times_is_one_independent_source() -> None:
    made = base(article(f"paper-{n}", DAY, LONG, f"Paper {n}") for n in range(5))
    made.add(article("own", DAY, "Tusk in Berlin: the Americans would answer. " * 3, "Own Paper"), [claim()])
    made.writer.replace({graph_iri("guarantees"): guarantees()})
    (row,) = made.writer.select(competency_question("same-statement-in-several-outlets").text)
    assert (row["articles"], row["independent"]) == ("6", "2")


def test_the_same_text_is_the_same_article_unless_another_outlet_prints_it() -> None:
    made = base([article("a", publisher="Paper")])
    select = made.writer.select
    assert stored_under(select, article("b")) == stored_under(select, article("b", publisher="Paper")) == "a"
    assert stored_under(select, article("a", publisher="Other")) is None
    assert with_free_id(select, article("a", publisher="Other")).id.startswith("a-")


def test_a_statement_keeps_its_first_day() -> None:
    assert Said("s", DAY).key == f"s/{DAY.isoformat()}"
    (name,) = grouped("s", {"urn:c": DAY}).graphs()
    assert name == URIRef(graph_iri("statement", f"s-{DAY.isoformat()}"))
