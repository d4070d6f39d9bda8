"""An article, and what a model may say of it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from kb.article import Article
from kb.language_model.settings import Limits, Settings

TEXT = """Tusk berichtet von Zusagen

Warschau – Die Vereinigten Staaten haben der Ukraine Garantien nach dem Vorbild von Artikel 5 der Nato angeboten, \
sagte Donald Tusk am Dienstag. Polen werde keine Soldaten in die Ukraine schicken. In Berlin schien derweil die Sonne.

Was bedeutet das?

Frankreich will die Ukraine nach einem Waffenstillstand mit eigenen Truppen absichern, erklärte Emmanuel Macron.
"""
ARTICLE = Article("tusk", TEXT, "de", "Tusk berichtet von Zusagen", dt.date(2025, 12, 16))

CLAIM: dict[str, Any] = {
    "sentences": [1],
    "speaker": "Donald Tusk",
    "affiliation": "PL",
    "relayed_from": "US",
    "act": "reports",
    "guarantors": ["US"],
    "beneficiaries": ["UA"],
    "guarantee_type": "us-guarantee",
    "responses": [],
    "trigger": "unspecified",
    "strength": "firm",
    "status": "offered",
    "benchmark_instrument": "nato-article-5",
    "benchmark_relation": "similar",
    "conditions": [],
    "date": "2025-12-16",
}


def said(*claims: dict[str, Any]) -> str:
    """A model's answer with these claims; without any, the one that is right."""
    return json.dumps({"claims": list(claims or (CLAIM,))}, ensure_ascii=False)


def settings(url: str, tmp_path: Path | None = None, **changes: Any) -> Settings:
    """Settings that do not wait long; a cache only where a folder is given."""
    usual: dict[str, Any] = {
        "timeout": 5.0,
        "backoff": 0.01,
        "limits": Limits(),
        "cache": tmp_path / "cache.sqlite" if tmp_path else None,
    }
    return Settings(url, "a-model", **(usual | changes))
