"""Recorded exchanges: questions with their answers in a file, to be told again without a server."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from kb.errors import ModelError
from kb.language_model.cache import Answer

_WRITING = Lock()


class ReplayError(ModelError):
    """A question that no recorded exchange answers; never a reason to fall back."""


def record(path: Path, question: str, messages: Sequence[Mapping[str, str]], answer: Answer) -> None:
    """Add an exchange to a file of JSON Lines; it holds the article's words, unlike the cache."""
    line = json.dumps({"question": question, "messages": list(messages), "answer": asdict(answer)}, ensure_ascii=False)
    with _WRITING, path.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")


def replayed(path: Path, question: str) -> Answer:
    """The recorded answer to a question. Raises ReplayError where there is none."""
    try:
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                exchange = json.loads(line)
                if exchange["question"] == question:
                    return Answer(**exchange["answer"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReplayError(f"{path}: no file of recorded exchanges ({type(error).__name__})") from error
    raise ReplayError(
        f"{path}: no exchange answers this question; text, prompt, schema, model and parameters must be those recorded"
    )
