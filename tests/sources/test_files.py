"""Files become articles, verbatim; what cannot be read is refused with a reason and a remedy."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import SourceError
from kb.namespaces import slug
from kb.sources.files import article_paths, decode, read_article

GERMAN = "Zusage aus Warschau\n\nDie Regierung hat der Ukraine Hilfe zugesagt, sagte der Minister am Montag in Kiew.\n"


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_text_is_kept_verbatim(tmp_path: Path) -> None:
    article = read_article(written(tmp_path, "zusage.txt", GERMAN.encode()))
    assert article.text == GERMAN
    assert (article.id, article.language, article.title) == ("zusage", "de", "Zusage aus Warschau")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(tmp_path: Path, encoding: str) -> None:
    assert read_article(written(tmp_path, "a.txt", GERMAN.encode(encoding))).text == GERMAN


def test_a_card_beside_the_text_tells_what_the_text_does_not(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", GERMAN.encode())
    written(tmp_path, "a.yaml", b"title: Anderer Titel\ndate: 2025-12-16\npublisher: Bote\n")
    article = read_article(path)
    assert (article.title, article.date, article.publisher) == ("Anderer Titel", dt.date(2025, 12, 16), "Bote")


@pytest.mark.parametrize(
    ("card", "message"),
    [(b"titel: x\n", "only these fields"), (b"date: gestern\n", "must be a date"), (b"a: [\n", "a.yaml")],
)
def test_a_wrong_card_is_told(tmp_path: Path, card: bytes, message: str) -> None:
    path = written(tmp_path, "a.txt", GERMAN.encode())
    written(tmp_path, "a.yaml", card)
    with pytest.raises(SourceError, match=message):
        read_article(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", b"\x7fELF\0\0\xff\xfe\x01", "binary"),
        ("latin1.txt", "Müller sagte der Ukraine Hilfe zu".encode("latin-1"), "UTF-8"),
        ("control.txt", b"Text mit \x07 Glocke", "control characters"),
        ("page.pdf", b"%PDF-1.7", "only plain text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_article(written(tmp_path, name, content))


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read_article(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_article(tmp_path / "none.txt")


def test_a_folder_means_its_texts(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.yaml", "d.pdf"):
        written(tmp_path, name, b"x")
    assert [path.name for path in article_paths([tmp_path])] == ["a.md", "b.txt"]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert isinstance(decode(content, "any"), str)


@given(st.text(max_size=300))
def test_an_id_is_always_plain(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


POLISH = "Rząd chce dać Ukrainie gwarancje bezpieczeństwa po zakończeniu walk, ale nie teraz."


def test_an_article_in_a_language_that_is_not_read_is_no_fault(tmp_path: Path) -> None:
    assert read_article(written(tmp_path, "polska.txt", POLISH.encode())).language == "pl"
    assert read_article(written(tmp_path, "zahlen.txt", b"12345 67890")).language == "und"


def test_a_card_gives_the_language_by_its_code(tmp_path: Path) -> None:
    path = written(tmp_path, "kurz.txt", b"Kyiv, Paris, Berlin.")
    path.with_suffix(".yaml").write_text("language: fr", encoding="utf-8")
    assert read_article(path).language == "fr"
    path.with_suffix(".yaml").write_text("language: French", encoding="utf-8")
    with pytest.raises(SourceError, match="such as de"):
        read_article(path)
