"""Comparisons that were saved: what was asked and what was shown, under an id made of both."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.comparison.changes import Imprint, imprint
from kb.comparison.citing import view_of
from kb.comparison.matrix import Comparison
from kb.comparison.view import CompareView, compare_view
from kb.errors import StoreError, UnknownIdError

MOST_SAVED = 10_000
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved comparison: its parameters, the state of the store that it rests on, and what it showed."""

    id: str
    parameters: Mapping[str, str | list[str]]
    snapshot: str
    shown: Imprint

    @property
    def view(self) -> CompareView:
        """The view that was saved."""
        listed = {name: [value] if isinstance(value, str) else value for name, value in self.parameters.items()}
        return compare_view(listed)

    @property
    def asked(self) -> str:
        """What is compared, as one query string."""
        return self.view.asked()


def save(comparison: Comparison, folder: Path) -> Saved:
    """Keep what a comparison shows; the same content has the same id. Raises StoreError."""
    shown = imprint(comparison)
    document = {
        "parameters": {**view_of(comparison).parameters(), "g": [found.id for found in comparison.guarantees]},
        "snapshot": comparison.snapshot,
        "cells": [[*place, face] for place, face in sorted(shown.faces.items())],
        "claims": sorted(shown.claims),
        "verdicts": dict(shown.verdicts),
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    id_ = hashlib.sha256(text.encode()).hexdigest()[:16]
    path = folder / f"{id_}.json"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if sum(1 for _ in folder.glob("*.json")) >= MOST_SAVED:
                raise StoreError(f"no more than {MOST_SAVED} comparisons are kept; remove some below {folder}")
            new = path.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(path)
        except OSError as error:
            raise StoreError(f"the comparison could not be saved below {folder}: {error}") from error
    return _read(id_, document)


def saved(id_: str, folder: Path) -> Saved:
    """The comparison saved under an id. Raises UnknownIdError."""
    path = folder / f"{id_}.json"
    if not _ID.fullmatch(id_) or not path.is_file():
        raise UnknownIdError(f"no comparison was saved under {id_!r}")
    try:
        return _read(id_, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnknownIdError(f"the comparison saved under {id_!r} cannot be read: {error}") from error


def _read(id_: str, document: Mapping[str, Any]) -> Saved:
    shown = Imprint(
        {(dimension, guarantee): face for dimension, guarantee, face in document["cells"]},
        frozenset(document["claims"]),
        document["verdicts"],
    )
    return Saved(id_, document["parameters"], document["snapshot"], shown)
