"""The command with a language model: extract, populate, evaluate; a real server on this machine answers."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import ModelServer, Reply, serving
from said import ARTICLE, CLAIM, TEXT, said

from kb.dashboard import shelf
from kb.extracted import Extracted, Notice
from kb.extraction import extract
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import graph_iri
from kb.population import agent_graph

CONTRACT = Path(__file__).parent.parent / "contract"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("casus")


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with serving(Reply(said())) as server:
        yield server


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tusk.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def casus(home: Path, *arguments: str, url: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CASUS_MODEL")}
    told = {"CASUS_MODEL_URL": url, "CASUS_MODEL": "a-model", "NO_PROXY": "127.0.0.1"} if url else {}
    return subprocess.run(
        [sys.executable, "-m", "kb", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            **clean,
            "CASUS_HOME": str(home),
            "CASUS_MODEL_RETRIES": "0",
            "CASUS_MODEL_CACHE": "off",
            **told,
            **settings,
        },
        timeout=250,
        check=False,
    )


def test_without_a_model_the_command_says_how_to_set_one(home: Path, article: Path) -> None:
    done = casus(home, "extract", str(article), "--tier", "model")
    assert (done.returncode, done.stdout) == (1, "")
    assert "CASUS_MODEL_URL" in done.stderr


def test_httpx_is_needed_by_a_model_only(home: Path) -> None:
    script = (
        "import sys; sys.modules['httpx'] = None\n"
        "from kb.language_model import Settings, extractor\n"
        "extractor('embedded')\n"
        "extractor('model', Settings('http://127.0.0.1:9/v1', 'a-model'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=False)
    assert "ModelError: a language model needs httpx" in done.stderr


def test_extract_says_which_tier_found_the_claims(home: Path, article: Path, model: ModelServer) -> None:
    for tier in ("model", "hybrid"):
        done = casus(home, "extract", str(article), "--tier", tier, url=model.url)
        document = json.loads(done.stdout)
        assert document["extraction"] == {"tier": tier, "model": "a-model", "notices": []}
        assert [claim["act"] for claim in document["claims"]] == ["reports"]
        assert document["claims"][0]["quote"] in TEXT


def test_a_fallback_is_told_and_the_claims_are_there(home: Path, article: Path) -> None:
    done = casus(home, "extract", str(article), "--tier", "model", url="http://127.0.0.1:9/v1")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["extraction"]["tier"] == "embedded"
    assert document["claims"]
    assert "The embedded tier read this article." in done.stderr


@pytest.mark.slow
def test_populating_with_a_model_asks_it_once(
    library_home: Path, tmp_path: Path, article: Path, model: ModelServer
) -> None:
    home = tmp_path / "home"
    shutil.copytree(library_home, home)
    done = casus(home, "populate", str(article), "--tier", "model", "--json", url=model.url)
    assert json.loads(done.stdout) == {"articles": 1, "claims": 1, "unchanged": 0, "failed": []}
    again = casus(home, "populate", str(article), "--tier", "model", "--json", url=model.url)
    assert json.loads(again.stdout)["unchanged"] == 1
    assert len(model.requests) == 1
    assert "violation:" not in casus(home, "validate").stdout


def test_what_is_stored_names_its_tier(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path)
    (claim,) = extract(ARTICLE)[:1]
    notice = Notice("refused", "2")
    base.add_article(ARTICLE, Extracted((claim,), "hybrid", "A Model: 7b", (notice,)))
    base.add_article(replace(ARTICLE, id="other", text=TEXT + "\nMehr.\n"), Extracted((claim,)))
    with base.store.writing() as writer:
        writer.replace({graph_iri("agent"): agent_graph()})
    select = base.reader().select
    found, other = shelf.found_by(select, "tusk", "de"), shelf.found_by(select, "other", "en")
    assert found is not None
    assert other is not None
    assert (found.tier, found.notices) == ("hybrid", (notice.text("de"),))
    assert "A Model: 7b" in found.who
    assert (other.tier, other.notices) == ("embedded", ())
    assert [entry.claim.quote for entry in shelf.claims(select, "tusk")] == [claim.quote]


def test_evaluate_prints_the_figures_of_each_tier_and_keeps_them(
    home: Path, tmp_path: Path, model: ModelServer
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "tusk.txt").write_text(TEXT, encoding="utf-8")
    wanted = {key: value for key, value in CLAIM.items() if key not in {"sentences", "affiliation"}} | {
        "quote": TEXT.split("\n\n")[1].split(". ")[0] + ".",
        "speaker": {"name": "Tusk", "affiliation": "PL"},
        "benchmark": None,
    }
    (gold / "tusk.json").write_text(json.dumps({"id": "tusk", "language": "de", "claims": [wanted]}), encoding="utf-8")
    done = casus(home, "evaluate", str(gold), "--tier", "model", "--tier", "embedded", "--json", url=model.url)
    by_tier = {row["tier"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert by_tier["model"]["overall"]["strict"]["f1"] == 1
    assert by_tier["model"]["by_language"]["de"]["articles"] == 1
    assert "embedded" in by_tier
    kept = json.loads((home / "evaluation.json").read_text(encoding="utf-8"))
    assert {(row["tier"], row["model"], row["collection"]) for row in kept} == {
        ("model", "a-model", "gold"),
        ("embedded", None, "gold"),
    }
    gone = casus(home, "evaluate", str(gold), "--tier", "hybrid", url="http://127.0.0.1:9/v1")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "nothing to score" in gone.stderr


def test_evaluate_takes_what_extract_printed(home: Path, tmp_path: Path) -> None:
    texts = sorted(str(path) for path in (CONTRACT / "dev" / "de").glob("00[0-2]*.txt"))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(casus(home, "extract", *texts).stdout, encoding="utf-8")
    file = tmp_path / "figures.json"
    arguments = ("--predictions", str(predictions), "--save", str(file), "--errors", "2")
    done = casus(home, "evaluate", str(CONTRACT / "dev"), *arguments)
    assert done.returncode == 0
    assert "tier: embedded" in done.stdout
    assert "accuracy act" in done.stdout
    assert json.loads(file.read_text(encoding="utf-8"))[0]["overall"]["missing_articles"] > 20
