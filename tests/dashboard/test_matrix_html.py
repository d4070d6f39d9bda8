from dataclasses import replace

from sample_comparison import HOSTILE, Page, comparison, spoken

from kb.comparison.context import Context
from kb.comparison.grouping import questions
from kb.dashboard.cell_html import QUOTES_SHOWN
from kb.dashboard.matrix_html import Look, columns, matrix, rows_shown
from kb.dashboard.wording import Wording

WORDS = Wording("en")


def test_it_is_a_table_that_a_screen_reader_can_walk() -> None:
    page = Page(matrix(comparison(), WORDS))
    assert len(page.all("caption")) == 1
    heads = [attributes.get("scope") for attributes in page.all("th")]
    assert heads == ["col", "col", "col", *["rowgroup", "row"] * 4]
    assert len(page.all("tbody")) == 4
    region = next(attributes for attributes in page.all("div") if attributes.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"]


def test_rows_under_one_question_form_one_group_in_the_order_of_the_questions() -> None:
    found = comparison()
    rows = tuple(
        replace(row, dimension=replace(row.dimension, id=id_))
        for row, id_ in zip(found.rows, ("d8", "d7"), strict=False)
    )
    page = Page(matrix(replace(found, rows=rows, verdicts={}), WORDS))
    assert len(page.all("tbody")) == 1
    assert [head["id"] for head in page.all("th") if head.get("scope") == "row"] == ["row-d7", "row-d8"]
    assert "What must be done?" in page.text


def test_every_dimension_stands_under_one_question_in_both_languages() -> None:
    placed = [id_ for question in questions() for id_ in question.dimensions]
    assert sorted(placed) == sorted({f"d{number}" for number in range(1, 22)})
    assert all(set(question.label) == {"en", "de"} for question in questions())


def test_turned_the_guarantees_are_rows_and_every_cell_has_both_heads() -> None:
    page = Page(matrix(comparison(), WORDS, look=Look(turned=True)))
    heads = [attributes.get("scope") for attributes in page.all("th")]
    assert heads == ["col", *["colgroup"] * 4, *["col"] * 4, "row", "row"]
    assert len(page.all("td")) == 8
    upright = Page(matrix(comparison(), WORDS))
    assert {cell["id"] for cell in page.all("td")} == {cell["id"] for cell in upright.all("td")}


def test_a_pinned_guarantee_stands_first_and_is_marked() -> None:
    page = Page(matrix(comparison(), WORDS, look=Look(pinned="offer")))
    first = page.all("td")[0]
    assert first["id"] == "cell-d6-offer"
    assert "cf-pinned" in (first["class"] or "")


def test_a_cell_that_flips_says_what_it_shows_otherwise() -> None:
    page = Page(matrix(comparison(), WORDS, look=Look(flips={("d6", "offer"): "no attack <b>"})))
    assert "otherwise: no attack <b>" in page.text
    assert not page.all("b")


def test_a_quote_stands_in_its_context_and_hostile_context_stays_text() -> None:
    around = Context("He said before. <script>", "And after. <img src=x>")
    page = Page(matrix(comparison("will help"), WORDS, look=Look(contexts={"bericht/2": around})))
    assert "He said before. <script> will help And after. <img src=x>" in page.text
    assert page.marked.count("will help") == 1
    assert not page.all("script")
    assert not page.all("img")


def test_a_cell_with_many_quotes_holds_the_first_and_all_when_it_is_opened() -> None:
    found = comparison()
    row = found.rows[0]
    many = replace(row.cells["offer"], evidence=tuple(spoken(f"word {number}.") for number in range(30)))
    shown = replace(found, rows=(replace(row, cells={"offer": many}),))
    folded = Page(matrix(shown, WORDS)).text
    assert f"word {QUOTES_SHOWN - 1}." in folded
    assert "word 29." not in folded
    assert f"{30 - QUOTES_SHOWN} more quotes" in folded
    assert "word 29." in Page(matrix(shown, WORDS, look=Look(opened=("d6", "offer")))).text


def test_a_cell_names_who_relays() -> None:
    assert "relayed by Anna" in Page(matrix(comparison("Anna"), WORDS)).text


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
        matrix(
            comparison(),
            WORDS,
            look=Look(lambda dimension, id_: f"?cell={dimension}:{id_}", opened=("d6", "offer")),
        )
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
