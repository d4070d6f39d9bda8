"""Annotated articles and predictions: JSON objects of the claims contract, read and checked as far as scoring needs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.article import Article
from kb.errors import SourceError
from kb.extracted import Extractor
from kb.sources.files import read_article

Document = dict[str, Any]
Documents = dict[str, Document]

SETS = ("guarantors", "beneficiaries", "responses", "conditions")
"""The fields of a claim that hold a set of codes."""


def read_gold(folder: Path) -> Documents:
    """The annotated articles below a folder, by id. Raises SourceError."""
    found: Documents = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SourceError(f"{path}: {error}") from error
        _add(found, document, str(path))
    if not found:
        raise SourceError(f"{folder}: no annotated articles (*.json) are there")
    return found


def read_predictions(path: Path, gold: Mapping[str, Document]) -> Documents:
    """The articles of a file of JSON Lines, as `casus extract` prints it, by id. Raises SourceError."""
    found: Documents = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                document = json.loads(line)
            except ValueError as error:
                raise SourceError(f"{where}: not JSON: {error}") from error
            _add(found, document, where)
            if document["id"] not in gold:
                raise SourceError(f"{where}: no annotated article has the id {document['id']!r}")
    return found


def gold_texts(folder: Path) -> list[Article]:
    """The texts that stand beside the annotations, NAME.txt beside NAME.json. Raises SourceError."""
    return [replace(read_article(path.with_suffix(".txt")), id=path.stem) for path in sorted(folder.rglob("*.json"))]


def predicted(articles: Iterable[Article], extractor: Extractor) -> Documents:
    """What an extractor finds in these articles, by id."""
    documents: Documents = {}
    for article in articles:
        found = extractor(article)
        claims = [claim.as_json() for claim in found.claims]
        documents[article.id] = {
            "id": article.id,
            "language": article.language,
            "extraction": found.as_json(),
            "claims": claims,
        }
    return documents


def _add(found: Documents, document: Any, where: str) -> None:
    _require(isinstance(document, dict), where, "not a JSON object")
    _require(isinstance(document.get("id"), str) and document["id"], where, "no id")
    _require(document["id"] not in found, where, f"the id {document['id']!r} appears twice")
    _require(isinstance(document.get("claims"), list), where, "claims is not a list")
    for number, claim in enumerate(document["claims"], 1):
        _check_claim(claim, f"{where}: claim {number}")
    found[document["id"]] = document


def _check_claim(claim: Any, where: str) -> None:
    _require(isinstance(claim, dict), where, "not an object")
    _require(isinstance(claim.get("quote"), str), where, "no quote")
    for field in SETS:
        values = claim.get(field, [])
        right = isinstance(values, list) and all(isinstance(value, str) for value in values)
        _require(right, where, f"{field} is not a list of strings")
    for field, key in (("speaker", "name"), ("benchmark", "instrument")):
        value = claim.get(field)
        right = value is None or (isinstance(value, dict) and isinstance(value.get(key), str))
        _require(right, where, f"{field} is neither null nor an object with a {key}")


def _require(right: object, where: str, what: str) -> None:
    if not right:
        raise SourceError(f"{where}: {what}")
