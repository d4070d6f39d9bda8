"""Each form in which a comparison leaves is read back: it holds what the screen shows, and nothing in it can run."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.namespace import DCTERMS, PROV

from kb.comparison.changes import NOTHING, Aspect, Change, Difference
from kb.comparison.citing import citation, comparison_id
from kb.comparison.matrix import Cell, ComparedGuarantee, Comparison, Dimension, Evidence, Origin, Row, Value
from kb.comparison.order import Rule
from kb.comparison.perspective import Perspective
from kb.comparison.writing import FORMATS, written

HOSTILE = '=HYPERLINK("http://evil.example";"x")|cmd\'\x07'


def made(text: str = "armed attack") -> Comparison:
    words = Evidence(Origin.CLAIM, text, "en", text, "article/y", speaker=text, claim_id="y/1", date="2025-12-15")
    cell = Cell(text_values=(Value("a", {"en": text}, {}),), absence=None, evidence=(words,))
    row = Row(Dimension("d6", {"en": "Trigger"}, {}, {}, Rule.COVERS_MORE, True, False), {"g": cell}, cell)
    return Comparison(
        (ComparedGuarantee("g", {"en": text}),),
        ComparedGuarantee("b", {"en": "Pact"}),
        (row,),
        {},
        (),
        "18ebfe6a5c58df19",
    )


FLIP = Difference((Change("d6", "g", (Aspect.VALUES,), None, None),))


def test_csv_is_read_back_and_marks_what_flips() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", made(), FLIP, "en").decode())))
    assert [(row["dimension"], row["guarantee"], row["values"], row["flips"]) for row in rows] == [
        ("d6", "g", "a", "true")
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", " =", "\r", "＝"])
def test_no_cell_of_a_csv_starts_a_formula(sign: str) -> None:
    text = written("csv", made(f"{sign}1+1"), NOTHING, "en").decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.strip(" \t\r\n")[:1] in set("=+-@＝＋－＠") and not cell.startswith("'")]


def test_the_workbook_holds_matrix_words_and_citation_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(written("xlsx", made(HOSTILE), FLIP, "en")))
    assert book.sheetnames == ["Comparison", "Words", "About"]
    matrix = book["Comparison"]
    assert str(matrix["B2"].value).endswith("≠")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") and cell.quotePrefix for cell in cells)


@pytest.mark.parametrize(("name", "syntax"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_linked_data_is_read_back(name: str, syntax: str) -> None:
    graph = Graph().parse(data=written(name, made(HOSTILE), FLIP, "en").decode(), format=syntax)
    parts = set(graph.objects(None, DCTERMS.hasPart))
    assert len(parts) == 2
    assert {str(claim).rpartition("kb/")[2] for claim in graph.objects(None, PROV.wasDerivedFrom)} == {"claim/y/1"}


def test_markdown_and_json_tell_the_perspective_and_the_flips() -> None:
    comparison = replace(made("a|b"), perspective=Perspective(known_on="2025-12-16"))
    document = json.loads(written("json", comparison, FLIP, "en"))
    assert document["perspective"] == {"known-on": "2025-12-16"}
    assert document["flips"] == [{"dimension": "d6", "guarantee": "g", "in": ["values"]}]
    assert "a\\|b ≠ |" in written("markdown", comparison, FLIP, "en").decode()


def test_a_citation_names_version_state_and_address_and_is_stable() -> None:
    comparison = made("A & B {x}")
    text = written("cite", comparison, NOTHING, "en", "https://kb.example/?g=g").decode()
    assert "18ebfe6a5c58df19" in text
    assert "https://kb.example/?g=g" in text
    assert citation(comparison).version in text
    assert comparison_id(comparison) == comparison_id(made("another label"))
    assert comparison_id(comparison) != comparison_id(replace(comparison, snapshot="18ebfe6a5c58df20"))
    (item,) = json.loads(written("csl", comparison, NOTHING, "en"))
    assert (item["type"], item["issued"]["date-parts"][0][0]) == ("dataset", int(citation(comparison).day[:4]))
    bibtex = written("bibtex", comparison, NOTHING, "en").decode()
    assert r"A \& B (x)" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_the_query_of_a_view_names_its_guarantees() -> None:
    query = written("sparql", made(), NOTHING, "en").decode()
    assert re.search(r"VALUES \?guarantee \{ \S+/g> \S+/b> \}", query)


def test_every_form_is_written_in_both_languages() -> None:
    for name in FORMATS:
        assert written(name, made(), NOTHING, "de")
