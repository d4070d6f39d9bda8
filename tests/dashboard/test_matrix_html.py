from dataclasses import replace

from sample_comparison import HOSTILE, Page, comparison

from kb.dashboard.matrix_html import columns, matrix, rows_shown
from kb.dashboard.wording import Wording

WORDS = Wording("en")


def test_it_is_a_table_that_a_screen_reader_can_walk() -> None:
    page = Page(matrix(comparison(), WORDS))
    assert len(page.all("caption")) == 1
    heads = [attributes.get("scope") for attributes in page.all("th")]
    assert heads == ["col", "col", "col", "row", "row", "row", "row"]
    assert len(page.all("tbody")) == 4
    region = next(attributes for attributes in page.all("div") if attributes.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"]


def test_rows_with_the_same_question_form_one_group() -> None:
    found = comparison()
    asked = found.rows[0].dimension.question
    rows = tuple(replace(row, dimension=replace(row.dimension, question=asked)) for row in found.rows[:2])
    assert len(Page(matrix(replace(found, rows=rows), WORDS)).all("tbody")) == 1


def test_a_benchmark_that_was_not_chosen_stands_first() -> None:
    found = comparison()
    assert [(column.guarantee.id, column.is_benchmark) for column in columns(found)] == [
        ("pact", True),
        ("offer", False),
    ]
    chosen = replace(found, guarantees=(*found.guarantees, found.benchmark))
    assert [column.guarantee.id for column in columns(chosen)] == ["offer", "pact"]


def test_a_cell_keeps_text_claims_and_denials_apart_in_words() -> None:
    text = Page(matrix(comparison(), WORDS)).text
    first = text[text.index("What triggers it?") : text.index("How fast?")]
    for said in ("in the text", "said in articles", "denied in articles", "weaker", "contested", "signed"):
        assert said in first
    assert "2 quotes, 2 sources, 2 removes" in first


def test_the_evidence_tells_who_said_what_where() -> None:
    page = Page(matrix(comparison(), WORDS))
    first = page.text[page.text.index("What triggers it?") : page.text.index("How fast?")]
    for said in (
        "Art. 5(1)",
        "The treaty, printed",
        "basis: seen",
        "Anna Beispiel (Poland)",
        "relaying armed attack",
        "16 Dec 2025",
        "Blatt",
        "rule of armed attack",
    ):
        assert said in first.replace("armed attack (Poland)", "Anna Beispiel (Poland)")
    assert {"lang": "en", "dir": "auto"} in page.all("blockquote")
    assert {"lang": "de", "dir": "auto"} in page.all("blockquote")
    assert "articles?lang=en&article=bericht&claim=2" in [attributes["href"] for attributes in page.all("a")]


def test_kinds_of_absence_are_told_in_words() -> None:
    text = Page(matrix(comparison(), WORDS)).text
    assert "silent" in text[text.index("How fast?") : text.index("Where?")]
    assert "undetermined" in text[text.index("Where?") :]


def test_a_row_that_does_not_enter_the_verdict_says_so() -> None:
    text = Page(matrix(comparison(), WORDS)).text
    assert text.count("not in the verdict") == 1
    assert "not in the verdict" in text[text.index("Is it public?") :]


def test_hostile_text_stays_text() -> None:
    plain, hostile = Page(matrix(comparison(), WORDS)), Page(matrix(comparison(HOSTILE), WORDS))
    assert [name for name, _ in hostile.elements] == [name for name, _ in plain.elements]
    assert HOSTILE in hostile.text
    assert not [key for _, attributes in hostile.elements for key in attributes if key.startswith("on")]


def test_only_the_cell_pointed_at_is_open() -> None:
    page = Page(
        matrix(comparison(), WORDS, opened=("d6", "offer"), permalink=lambda dimension, id_: f"?cell={dimension}:{id_}")
    )
    assert [("open" in attributes) for attributes in page.all("details")].count(True) == 1
    assert {"href": "?cell=d6:offer"} in page.all("a")


def test_the_switches_leave_known_differences_and_rows_where_both_speak() -> None:
    found = comparison()

    def left(*, differences: bool, both: bool) -> list[str]:
        return [row.dimension.id for row in rows_shown(found, only_differences=differences, both_speak=both)]

    assert left(differences=False, both=False) == ["d6", "d12", "d13", "d20"]
    assert left(differences=True, both=False) == ["d6"]
    assert left(differences=False, both=True) == ["d6", "d12"]


def test_both_languages_say_the_same_table() -> None:
    english, german = (Page(matrix(comparison(), Wording(language))) for language in ("en", "de"))
    assert [name for name, _ in english.elements] == [name for name, _ in german.elements]
    assert "schwächer" in german.text
    assert "Der Pakt" in german.text
