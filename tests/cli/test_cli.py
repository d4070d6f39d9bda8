"""The command as its users run it: a process of its own, results on standard output, errors in one line."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Literal

from kb.namespaces import CF, graph_iri, kb_iri
from kb.resources import data_path
from kb.store import Store

DIMENSIONS = [f"d{number}" for number in range(1, 22)]
ARTICLE = (
    "Finnland sagt der Ukraine Hilfe zu\n\nHelsinki. Finnland werde der Ukraine im Fall eines neuen russischen Angriffs"
    " militärisch beistehen, sagte der finnische Präsident Alexander Stubb am Montag.\n"
)


@pytest.fixture(scope="module")
def home(library_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("casus") / "home"
    shutil.copytree(library_home, folder)
    assert casus(folder, "build").returncode == 0
    return folder


def casus(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kb", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CASUS_HOME": str(home)},
        timeout=200,
        check=False,
    )


def failed(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr


def test_compare_prints_the_contract(home: Path) -> None:
    done = casus(home, "compare", "us-rok-mdt-1953", "us-guarantee-ukraine", "--format", "json")
    document = json.loads(done.stdout)
    assert [guarantee["id"] for guarantee in document["guarantees"]] == ["us-rok-mdt-1953", "us-guarantee-ukraine"]
    assert [dimension["id"] for dimension in document["dimensions"]] == DIMENSIONS
    strength = document["dimensions"][7]["cells"]["us-rok-mdt-1953"]
    assert strength["values"] == [{"id": "act-constitutional", "label": strength["values"][0]["label"]}]
    assert strength["against_benchmark"] == "weaker"
    assert strength["status"] == "in-force"
    assert {"quote", "speaker", "relayed_from", "source"} <= set(strength["evidence"][0])
    assert "common danger" in strength["evidence"][0]["quote"]
    assert document["verdicts"]["us-rok-mdt-1953"]["result"] == "incomparable"
    assert document["verdicts"]["us-rok-mdt-1953"]["stronger_on"] == []


def test_the_answer_to_is_it_like_article_5_names_who_says_so(home: Path) -> None:
    done = casus(home, "compare", "us-guarantee-ukraine", "partner-guarantee-ukraine", "--format", "json")
    said = {(found["evidence"]["speaker"], found["relation"]) for found in json.loads(done.stdout)["measures"]}
    assert ("Wolodymyr Selenskyj", "similar") in said
    assert ("Donald Tusk", "not-equivalent") in said


def test_compare_as_csv_and_markdown(home: Path) -> None:
    table = list(csv.DictReader(io.StringIO(casus(home, "compare", "csto-article-4", "--format", "csv").stdout)))
    assert [row["dimension"] for row in table] == DIMENSIONS
    written = casus(home, "compare", "csto-article-4", "--format", "markdown", "--lang", "de").stdout
    assert written.count("\n| ") == 23
    (told,) = [line for line in written.splitlines() if line.startswith("- **OVKS-Artikel 4**: ")]
    assert "nirgends stärker; nirgends schwächer; nicht vergleichbar bei D13 Geltungsbereich" in told
    assert "außerhalb des Urteils: nicht vergleichbar bei D16 Mittel dahinter" in told


def test_compare_in_a_perspective_tells_what_flips(home: Path) -> None:
    done = casus(home, "compare", "us-guarantee-ukraine", "--without-outlet", "Renewz", "--format", "json")
    document = json.loads(done.stdout)
    assert document["perspective"] == {"no": ["outlet:Renewz"]}
    assert ["d7", "us-guarantee-ukraine"] in [[flip["dimension"], flip["guarantee"]] for flip in document["flips"]]
    early = casus(home, "compare", "us-japan-1960-article-5", "--known-on", "1950-01-01").stdout
    assert "\n≠ " in early


def test_a_voice_is_known_by_its_name_or_code(home: Path) -> None:
    for named in ("PL", "Poland", "Polen", "state:PL"):
        done = casus(home, "compare", "us-guarantee-ukraine", "--according-to", named, "--format", "json")
        assert json.loads(done.stdout)["perspective"] == {"by": "state:PL"}
    failed(casus(home, "compare", "us-guarantee-ukraine", "--according-to", "Nobody"), "Nobody", "state:PL")
    failed(casus(home, "compare", "us-guarantee-ukraine", "--as-of", "yesterday"), "yesterday")


def test_conflicts_and_changes_are_told(home: Path) -> None:
    found = json.loads(casus(home, "conflicts", "us-guarantee-ukraine", "--format", "json").stdout)
    assert found
    assert {"first", "second", "may_be_reconciled_by"} <= set(found[0])
    told = casus(home, "conflicts", "us-guarantee-ukraine", "--lang", "de").stdout
    assert "gelten nicht zugleich" in told
    changes = casus(home, "changes", "us-guarantee-ukraine", "--since", "2025-12-14").stdout
    assert "2025-12-16" in changes
    assert "2025-11-20" not in changes
    feed = casus(home, "changes", "us-guarantee-ukraine", "--since", "2025-12-14", "--format", "atom").stdout
    assert feed.startswith("<?xml")


def test_compare_closes_with_the_dimensions_that_decide(home: Path) -> None:
    table = casus(home, "compare", "us-rok-mdt-1953", "taiwan-relations-act-1979").stdout
    assert "us-rok-mdt-1953: incomparable with NATO Article 5: nowhere stronger; weaker on D7 Response" in table
    assert "not a defence duty" in table


def test_the_order_is_drawn_in_every_format(home: Path) -> None:
    chosen = ["eu-article-42-7", "nato-article-5", "us-rok-mdt-1953"]
    drawn = {
        name: casus(home, "hasse", *chosen, "--dimension", "D8", "--format", name).stdout
        for name in ("svg", "dot", "mermaid", "json", "text")
    }
    assert json.loads(drawn["json"])["covers"] == [[0, 1], [1, 2]]
    assert drawn["svg"].count("<polyline") == drawn["dot"].count(" -> ") == drawn["mermaid"].count(" --- ") == 2
    assert "EU Article 42(7) is above NATO Article 5" in drawn["text"]
    assert "nicht vergleichbar".upper() in casus(home, "hasse", *chosen, "--lang", "de").stdout.upper()
    failed(casus(home, "hasse", *chosen, "--dimension", "D99"), "d99")


def test_a_contributor_s_file_is_checked(home: Path, tmp_path: Path) -> None:
    shipped = data_path("instruments", "nato-article-5.yaml")
    assert casus(home, "check", str(shipped)).returncode == 0
    broken = tmp_path / shipped.name
    broken.write_text(shipped.read_text(encoding="utf-8").replace("d8:assist-means-chosen", "d8:assist"), "utf-8")
    done = casus(home, "check", str(broken), str(tmp_path / "missing.yaml"), "--lang", "de")
    assert done.returncode == 1
    assert "Dieser Wert steht in keiner Werteliste" in done.stdout
    assert "missing.yaml" in done.stdout
    assert "Traceback" not in done.stderr
    failed(casus(home, "new", "instrument", "nato-article-5"), "is there already")
    failed(casus(home, "new", "instrument", "Some Pact"), "some-pact")


@pytest.mark.parametrize("kind", ["guarantees", "instruments", "articles", "claims", "actors", "timeline"])
def test_lists_have_ids(home: Path, kind: str) -> None:
    rows = json.loads(casus(home, "list", kind, "--json").stdout)
    assert rows
    assert len({row["id"] for row in rows}) == len(rows)


def test_extract_prints_json_lines_in_the_contract_s_form(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "finnland.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    (line,) = casus(home, "extract", str(path), "--format", "jsonl").stdout.splitlines()
    document = json.loads(line)
    assert (document["id"], document["language"]) == ("finnland", "de")
    assert all(claim["quote"] in ARTICLE for claim in document["claims"])
    assert casus(home, "extract", str(path), "--format", "table").returncode == 0


def test_populating_twice_changes_nothing_and_a_failure_keeps_the_others(home: Path, tmp_path: Path) -> None:
    (tmp_path / "finnland.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "kaputt.txt").write_bytes(b"\xff\x00\x01")
    first = casus(home, "populate", str(tmp_path), "--json")
    report = json.loads(first.stdout)
    assert first.returncode == 1
    assert (report["articles"], report["unchanged"], len(report["failed"])) == (1, 0, 1)
    assert report["failed"][0]["path"].endswith("kaputt.txt")
    again = json.loads(casus(home, "populate", str(tmp_path / "finnland.txt"), "--json").stdout)
    assert again == {"articles": 0, "claims": 0, "unchanged": 1, "failed": []}
    ids = [row["id"] for row in json.loads(casus(home, "list", "articles", "--json").stdout)]
    assert ids.count("finnland") == 1


def test_an_article_in_a_language_that_is_not_read_is_stored_and_says_so(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "polska.txt"
    path.write_text("Rząd chce dać Ukrainie gwarancje bezpieczeństwa po zakończeniu walk, ale nie teraz.", "utf-8")
    done = casus(home, "populate", str(path), "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert (report["articles"], report["claims"], report["failed"]) == (1, 0, [])
    assert "Polish" in done.stderr
    assert "English, French, German" in done.stderr
    document = json.loads(casus(home, "extract", str(path)).stdout)
    assert (document["language"], document["claims"]) == ("pl", [])
    assert "kept without claims" in document["extraction"]["notices"][0]


def test_another_text_of_the_same_name_replaces_nothing(home: Path, tmp_path: Path) -> None:
    for folder, text in (("one", ARTICLE + "\nDas war alles."), ("two", ARTICLE + "\nMehr sagte er nicht.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "gleich.txt").write_text(text, encoding="utf-8")
        assert casus(home, "populate", str(tmp_path / folder)).returncode == 0
    ids = [row["id"] for row in json.loads(casus(home, "list", "articles", "--json").stdout)]
    assert len([id_ for id_ in ids if id_.startswith("gleich")]) == 2


def test_all_that_ships_and_is_stored_is_valid(home: Path) -> None:
    done = casus(home, "validate", "--info")
    assert done.returncode == 0
    assert "violation:" not in done.stdout
    assert "info:" in done.stdout


def test_what_is_invalid_in_the_store_is_told_with_its_remedy(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    with Store(copy).writing() as writer:
        broken = writer.export([graph_iri("article", "000-tusk-berlin")])
        broken.set((kb_iri("article", "000-tusk-berlin"), CF.articleText, Literal("other words")))
        writer.replace({graph_iri("article", "000-tusk-berlin"): broken})
    done = casus(copy, "validate", "--lang", "de")
    assert done.returncode == 1
    assert "violation:" in done.stdout
    assert "Zitat" in done.stdout
    assert "info:" not in done.stdout
    assert "see --info" in done.stderr


def test_a_named_question_is_answered(home: Path, tmp_path: Path) -> None:
    named = casus(home, "query", "who-says-like-article-5", "--format", "json")
    assert json.loads(named.stdout)["results"]["bindings"]
    file = tmp_path / "count.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", encoding="utf-8")
    assert int(casus(home, "query", str(file)).stdout.split()[1]) > 1000


def test_version_and_help(home: Path) -> None:
    assert casus(home, "--version").stdout.startswith("casus")
    assert "serve" in casus(home, "--help").stdout


def test_what_is_wrong_is_said_in_one_line(home: Path, tmp_path: Path) -> None:
    failed(casus(home, "compare", "no-such-guarantee"), "no-such-guarantee", "casus list guarantees")
    failed(casus(home, "compare", "nato-article-5", "--benchmark", "nothing"), "nothing")
    failed(casus(home, "compare", *(f"guarantee-{number}" for number in range(60))), "between 1 and 50")
    failed(casus(home, "extract", str(tmp_path / "missing.txt")), "no such file")
    failed(casus(home, "query", "no-such-question"), "no-such-question")
    wrong = tmp_path / "wrong.rq"
    wrong.write_text("SELEKT * WHERE {", encoding="utf-8")
    failed(casus(home, "query", str(wrong)))
    wrong.write_text("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", encoding="utf-8")
    failed(casus(home, "query", str(wrong)), "SERVICE")


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    failed(casus(tmp_path / "file", "list", "guarantees"), "CASUS_HOME")


def test_a_claim_is_reviewed_by_command_and_all_is_undone(home: Path) -> None:
    before = casus(home, "review", "list", "000-tusk-berlin", "--json").stdout
    for arguments in (
        ("accept", "000-tusk-berlin/1"),
        ("reject", "000-tusk-berlin/2"),
        ("edit", "000-tusk-berlin/4", "--set", "strength=firm"),
    ):
        done = casus(home, "review", *arguments, "--by", "Ana")
        assert (done.returncode, done.stdout) == (0, "")
    states = {
        row["claim"]: row["state"]
        for row in json.loads(casus(home, "review", "list", "000-tusk-berlin", "--json").stdout)
    }
    assert [states[f"000-tusk-berlin/{number}"] for number in (1, 2, 4)] == ["accepted", "rejected", "edited"]
    found = json.loads(casus(home, "list", "claims", "--review", "edited", "--json").stdout)
    assert [(row["id"], row["strength"]) for row in found] == [("000-tusk-berlin/4", "firm")]
    refused = casus(home, "review", "edit", "000-tusk-berlin/4", "--set", "strength=iron")
    assert refused.returncode == 1
    assert "no value of strength" in refused.stderr
    for _ in range(3):
        assert casus(home, "review", "undo", "000-tusk-berlin", "--by", "Bo").returncode == 0
    assert casus(home, "review", "list", "000-tusk-berlin", "--json").stdout == before
