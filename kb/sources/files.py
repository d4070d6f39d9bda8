"""Files become articles: plain text or Markdown, with an optional card of facts beside each.

A card is a YAML file of the same name (`speech.txt`, `speech.yaml`) with any of `title`, `date`, `language`,
`publisher`, `url` and `source_note`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from kb.article import Article
from kb.errors import SourceError
from kb.languages import UNKNOWN
from kb.namespaces import slug
from kb.sources.language import detect_language

LARGEST_MEGABYTES = 2
SUFFIXES = frozenset({".txt", ".md", ".text"})
_CARD_FIELDS = frozenset({"title", "date", "language", "publisher", "url", "source_note"})
_LONGEST_TITLE = 250
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def article_paths(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant by these paths: a file is itself, a folder its texts, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.is_file() and found.suffix in SUFFIXES)
        else:
            yield path


def read_article(path: Path) -> Article:
    """Read one file as an article. Raises SourceError that says what is wrong and what to do."""
    text = decode(_bytes(path), path.name)
    return article_from_text(text, slug(path.stem), **_card(path.with_suffix(".yaml")))


def article_from_text(
    text: str,
    id_: str,
    *,
    title: str | None = None,
    date: date | None = None,
    language: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    source_note: str | None = None,
) -> Article:
    """An article from text as it was pasted or read; language and title are found where they are not given.

    A language in which no claims are found is no fault: the article is kept without claims (`kb.languages`).
    Raises SourceError for text that is empty or too large, or a language that is no code.
    """
    if not text.strip():
        raise SourceError("the article is empty; give a file or a text with words in it")
    if len(text.encode()) > LARGEST_MEGABYTES * 1_000_000:
        raise SourceError(f"the article is larger than {LARGEST_MEGABYTES} MB; split it into single articles")
    language = language or detect_language(text) or UNKNOWN
    if not _LANGUAGE_CODE.fullmatch(language):
        raise SourceError(f"{language!r} is no language; give its code of two or three letters, such as de")
    return Article(id_, text, language, title or _first_line(text), date, publisher, url, source_note)


def decode(content: bytes, name: str) -> str:
    """The text of a file. Raises SourceError for binary content or an unknown encoding."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        kind = "binary content" if b"\0" in content[:4096] else f"no valid UTF-8 at byte {error.start}"
        raise SourceError(f"{name}: {kind}; save the article as plain text in UTF-8") from error
    if _NOT_TEXT.search(text):
        raise SourceError(f"{name}: control characters show that this is no plain text; save it as text in UTF-8")
    return text


def _bytes(path: Path) -> bytes:
    if not path.exists():
        raise SourceError(f"{path}: there is no such file")
    if not path.is_file():
        raise SourceError(f"{path}: this is no file")
    if path.suffix not in SUFFIXES:
        raise SourceError(f"{path.name}: only plain text and Markdown are read ({', '.join(sorted(SUFFIXES))})")
    try:
        if path.stat().st_size > LARGEST_MEGABYTES * 1_000_000:
            raise SourceError(f"{path.name}: larger than {LARGEST_MEGABYTES} MB; split it into single articles")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error


def _card(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        card = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(f"{path.name}: {error}") from error
    if not isinstance(card, Mapping) or not set(card) <= _CARD_FIELDS:
        raise SourceError(f"{path.name}: a card has only these fields: {', '.join(sorted(_CARD_FIELDS))}")
    for field, thing in card.items():
        right = (
            isinstance(thing, date) and not isinstance(thing, datetime) if field == "date" else isinstance(thing, str)
        )
        if thing is not None and not right:
            raise SourceError(
                f"{path.name}: {field} must be {'a date such as 2025-12-16' if field == 'date' else 'text'}"
            )
    return dict(card)


def _first_line(text: str) -> str | None:
    """The heading: the first line, if it is short enough and stands alone."""
    lines = text.strip().splitlines()
    heading = lines[0].lstrip("# ").strip()
    alone = len(lines) == 1 or not lines[1].strip()
    return heading if alone and 0 < len(heading) <= _LONGEST_TITLE and len(lines) > 1 else None
