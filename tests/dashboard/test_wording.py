"""Both languages say the same things, and pages say nothing of their own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from kb.dashboard.wording import LANGUAGES, Wording, texts
from kb.resources import data_path

SOURCES = sorted(data_path("dashboard").rglob("*.py"))
SHOWN_BY = frozenset(
    {
        "badge",
        "button",
        "caption",
        "code",
        "date_input",
        "download_button",
        "error",
        "expander",
        "file_uploader",
        "form_submit_button",
        "header",
        "info",
        "markdown",
        "multiselect",
        "page_head",
        "popover",
        "progress",
        "selectbox",
        "spinner",
        "subheader",
        "success",
        "text",
        "text_area",
        "text_input",
        "title",
        "toast",
        "toggle",
        "warning",
        "write",
    }
)
SHOWN_AS = frozenset({"help", "label", "page_title", "placeholder", "title"})


def test_the_keys_agree() -> None:
    assert set(texts("en")) == set(texts("de"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in texts(language).items() if not sentence.strip()] == []


def test_sentences_name_the_same_facts() -> None:
    def facts(sentence: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name}

    optional = {"preparing.step"}  # the step is told in English only
    differing = {key for key in texts("en") if facts(texts("en")[key]) != facts(texts("de")[key])}
    assert differing <= optional | {key for key in texts("en") if key.endswith(".one")}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literal(node: ast.expr) -> str:
    """The words that stand in the code itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    return ""


def shown(call: ast.Call) -> Iterator[ast.expr]:
    name = name_of(call)
    if name in {"tag", "link"}:
        yield from call.args[1:]
    elif name in SHOWN_BY and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) != "words":
        yield from call.args[:1]
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_AS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_page_has_a_sentence_of_its_own(path: Path) -> None:
    found = [literal(node) for call in calls(path) for node in shown(call)]
    assert [
        text for text in found if re.search(r"[^\W\d_]{2,}", text) and not text.startswith(("https://", "curl "))
    ] == []


def used_keys() -> Iterator[str]:
    """The keys that pages ask for, as patterns where a part is only known at work."""
    for path in SOURCES:
        for call in calls(path):
            words = [node for node in call.args[:1] if isinstance(node, ast.Constant | ast.JoinedStr)]
            for node in words:
                parts = node.values if isinstance(node, ast.JoinedStr) else [node]
                pattern = "".join(re.escape(literal(part)) if literal(part) else r"[\w-]+" for part in parts)
                if "." in pattern:
                    yield pattern + (r"\.(one|other)" if name_of(call) == "number" else "")


def test_every_sentence_is_used() -> None:
    patterns = [re.compile(pattern) for pattern in used_keys()]
    unused = [key for key in texts("en") if not any(pattern.fullmatch(key) for pattern in patterns)]
    assert unused == []


def test_every_key_asked_for_exists() -> None:
    keys = set(texts("en"))
    asked = {
        node.value + (".other" if name_of(call) == "number" else "")
        for path in SOURCES
        for call in calls(path)
        if name_of(call) in {"words", "number", "_words"} or (isinstance(call.func, ast.Call))
        for node in call.args[:1]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value
    }
    assert asked - keys == set()


@pytest.mark.parametrize(("language", "written"), [("en", "16 Dec 2025"), ("de", "16. Dezember 2025")])
def test_dates_are_written_as_the_language_does(language: str, written: str) -> None:
    assert Wording(language).day("2025-12-16") == written
    assert Wording(language).day("2025-12") == {"en": "Dec 2025", "de": "Dezember 2025"}[language]
    assert Wording(language).day("2025-13") == "2025-13"
    assert Wording(language).day("about 1949") == "about 1949"
    assert Wording(language).day(None) == ""


def test_numbers_take_their_form() -> None:
    assert Wording("de").number("cell.quotes", 1) == "1 Zitat"
    assert Wording("de").number("cell.quotes", 0) == "0 Zitate"
    assert Wording("en").figure(10000) == "10,000"
