"""A contributor's file: made whole, never over another's, and told what it lacks in the contributor's language."""

from pathlib import Path

import pytest
import yaml

from kb.curating import scaffold as scaffolding
from kb.curating.check import VIOLATION, WARNING, Finding, check_instrument
from kb.curating.scaffold import PLACEHOLDER, RELATIONS, new_instrument, scaffold
from kb.curating.wording import _all_words
from kb.curation import instrument_graph, schemes
from kb.errors import CurationError
from kb.namespaces import CF, local_id
from kb.resources import data_path, ontology_path

NATO = data_path("instruments", "nato-article-5.yaml")


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """NATO's file with faults."""
    text = NATO.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / NATO.name
    path.write_text(text, encoding="utf-8")
    return path


def told(found: tuple[Finding, ...], severity: str) -> str:
    return "\n".join(finding.text() for finding in found if finding.severity == severity)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_new_file_has_every_dimension_with_its_decision_rules(language: str, tmp_path: Path) -> None:
    path = new_instrument("some-pact-2030", language, tmp_path)
    text = path.read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    (commitment,) = document["commitment"]
    assert [coding["dimension"] for coding in commitment["coding"]] == [f"D{number}" for number in range(1, 22)]
    comments = " ".join(line.strip(" #") for line in text.splitlines() if line.lstrip().startswith("#"))
    for value in schemes().subjects(CF.strongerThan):
        assert f":{local_id(str(value))} – " in comments
    assert max(map(len, text.splitlines())) <= 120
    assert len(instrument_graph(path)) > 100


def test_a_new_file_has_every_key_the_context_knows() -> None:
    known = yaml.safe_load(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    keys = {name for name, meaning in known.items() if isinstance(meaning, dict) and not meaning.get("@prefix")}
    keys = {name for name in keys if not (name[0] == "D" and name[1:].isdigit())}
    rare = {"formula", "value", "until", "dated"}  # told in comments, or for some texts only
    text = scaffold("some-pact-2030")
    assert {name for name in keys - rare - set(RELATIONS) if f"{name}:" not in text} == set()
    assert all(relation in known for relation in RELATIONS)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CurationError, match="is there already"):
        new_instrument("mine", folder=tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("id_", ["Some Pact", "../outside", "größe", ""])
def test_an_id_that_is_none_is_refused(id_: str, tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="lower case"):
        new_instrument(id_, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_installed_package_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaffolding, "is_checkout", lambda: False)
    with pytest.raises(CurationError, match="checkout"):
        new_instrument("some-pact-2030")
    assert not data_path("instruments", "some-pact-2030.yaml").exists()


def test_what_ships_has_nothing_that_must_be_mended() -> None:
    assert check_instrument(NATO) == ()


def test_a_new_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    found = check_instrument(new_instrument("some-pact-2030", folder=tmp_path))
    assert PLACEHOLDER in told(found, VIOLATION)
    assert "D8 is marked as not coded yet" in told(found, WARNING)
    assert [finding.severity for finding in found] == sorted((f.severity for f in found), key=lambda s: s != VIOLATION)


SOURCE = "source: [nato-article-5/source/{}]"
FAULTS = {
    "actor": ("beneficiary: [actor:AL,", "beneficiary: [actor:XX,", VIOLATION, "actor/XX", "kb/actors"),
    "dimension": ("dimension: D12", "dimension: D21x", VIOLATION, "commitment/1", "D12"),
    "value": ("value: [d8:assist-means-chosen]", "value: [d8:assist]", VIOLATION, "d8/assist", "ontology/schemes"),
    "provision": ("nato-article-5/art-13]", "nato-article-5/art-11]", WARNING, "art-13", ""),
    "source": (SOURCE.format("lygeros"), SOURCE.format("memory"), WARNING, "lygeros", ""),
    "note": ("“such action as it deems necessary”", "“such action as it likes best”", WARNING, "d8", "it likes best"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_each_fault_is_found_and_placed(fault: str, language: str, tmp_path: Path) -> None:
    old, new, severity, place, words = FAULTS[fault]
    report = told(check_instrument(changed(tmp_path, (old, new)), language), severity)
    assert place in report
    assert words in report


def test_a_dimension_that_is_left_out_is_told_once(tmp_path: Path) -> None:
    text = NATO.read_text(encoding="utf-8")
    path = tmp_path / NATO.name
    path.write_text(text[: text.index("      - dimension: D19")], encoding="utf-8")
    report = told(check_instrument(path), VIOLATION)
    assert [report.count(f"D{number} is not coded") for number in (18, 19, 20, 21)] == [0, 1, 1, 1]


def test_words_are_looked_for_in_the_text_itself(tmp_path: Path) -> None:
    text = "  ".join(
        words for provision in yaml.safe_load(NATO.read_text(encoding="utf-8"))["provision"]
        for words in provision["words"].values()
    )  # fmt: skip
    assert check_instrument(NATO, text=text.upper().replace(" ", "\n")) == ()
    missing = check_instrument(NATO, text=text.replace("taking forthwith", "taking"))
    assert "do not stand in the text" in told(missing, VIOLATION)
    left_out = changed(tmp_path, ("individually and in concert with the other Parties, such", "… such"))
    assert told(check_instrument(left_out, text=text), VIOLATION) == ""


@pytest.mark.parametrize("content", ["- a list", "id: other", "id: [", "id: broken\ncommitment: 3", "\x00"])
def test_a_file_that_cannot_be_read_is_told_in_one_finding(content: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content, encoding="utf-8")
    (found,) = check_instrument(path, "de")
    assert found.severity == VIOLATION
    assert "lässt sich nicht lesen" in found.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "missing.yaml" in told(check_instrument(tmp_path / "missing.yaml"), VIOLATION)


def test_both_languages_say_the_same_things() -> None:
    english, german = _all_words()["en"], _all_words()["de"]
    assert set(english) == set(german)


def test_the_example_of_the_guide_passes_the_check_that_it_teaches(tmp_path: Path) -> None:
    guide = (ontology_path().parent / "docs" / "contributing-an-instrument.md").read_text(encoding="utf-8")
    example = guide.split("<!-- example -->")[1].split("```yaml\n")[1].split("```")[0]
    base = yaml.safe_load(NATO.read_text(encoding="utf-8"))
    entry = yaml.safe_load(example)
    base["provision"] += entry["provision"]
    codings = [coding for coding in base["commitment"][0]["coding"] if coding["dimension"] != "D12"]
    base["commitment"][0]["coding"] = [*codings, *entry["coding"]]
    path = tmp_path / NATO.name
    path.write_text(yaml.safe_dump(base, allow_unicode=True), encoding="utf-8")
    assert told(check_instrument(path), VIOLATION) == ""
