"""Answers kept on disk: the same question to the same model is asked once. Of articles only hashes are kept."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_MOST_ANSWERS = 50_000
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS endpoints (endpoint TEXT PRIMARY KEY, form TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the words, whether they are whole, and the tokens that it counted."""

    content: str
    finished: bool = True
    tokens_in: int = 0
    tokens_out: int = 0


def question_key(
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, Any],
    model: str,
    parameters: Mapping[str, Any],
    prompt_version: int,
) -> str:
    """The hash of all that an answer depends on: the text within the prompt, the schema, the model, its parameters."""
    asked: dict[str, Any] = {"messages": list(messages), "schema": schema, "model": model, "parameters": parameters}
    asked["prompt"] = prompt_version
    canonical = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers by question, and the form of answer that each server takes; a cache that cannot be used is none."""

    path: Path

    def answer(self, question: str) -> Answer | None:
        """The answer kept for a question."""
        row = self._row("SELECT answer FROM answers WHERE question = ?", question)
        with suppress(ValueError, TypeError):
            return Answer(**json.loads(row)) if row else None
        return None

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer."""
        with suppress(sqlite3.Error, OSError), self._open() as database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (question, json.dumps(asdict(answer))))
            if database.execute("SELECT COUNT(*) FROM answers").fetchone()[0] > _MOST_ANSWERS:
                database.execute("DELETE FROM answers WHERE question != ?", (question,))

    def form(self, endpoint: str) -> str | None:
        """The form of answer that a server is known to take."""
        return self._row("SELECT form FROM endpoints WHERE endpoint = ?", endpoint)

    def keep_form(self, endpoint: str, form: str) -> None:
        """Remember the form of answer that a server takes."""
        with suppress(sqlite3.Error, OSError), self._open() as database:
            database.execute("INSERT OR REPLACE INTO endpoints VALUES (?, ?)", (endpoint, form))

    def _row(self, query: str, key: str) -> str | None:
        with suppress(sqlite3.Error, OSError), self._open() as database:
            row = database.execute(query, (key,)).fetchone()
            return str(row[0]) if row else None
        return None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
            database.executescript(_TABLES)
            yield database
