"""What comes over the wire: chat completions, error bodies, and JSON within a model's prose."""

import json
import re
from typing import Any

from kb.language_model.cache import Answer

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_MOST_STARTS = 50
_SHOWN = 200


class AnswerError(ValueError):
    """Words that are no answer; the message is told to the model."""


def answer_of(content: bytes) -> Answer | None:
    """The answer in the body of a chat completion; None if it is none."""
    try:
        document = json.loads(content)
        choice = document["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if isinstance(words, list):
        words = "".join(str(part.get("text", "")) for part in words if isinstance(part, dict))
    usage = document.get("usage") if isinstance(document.get("usage"), dict) else {}
    counts = (_count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))
    return Answer(str(words or ""), choice.get("finish_reason") != "length", *counts)


def said_of_error(content: bytes) -> str:
    """What an error body says, in one short line."""
    text = content[:4000].decode("utf-8", "replace")
    try:
        document: Any = json.loads(content)
        error = document.get("error", document)
        text = str(error.get("message") or error.get("detail") or "") if isinstance(error, dict) else str(error)
    except (ValueError, AttributeError, RecursionError):
        pass
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_SHOWN]


def claims_in(words: str) -> list[dict[str, Any]]:
    """The claims in a model's answer, whatever stands around the JSON. Raises AnswerError."""
    text = _THINKING.sub("", words)
    text = text.rpartition("</think>")[2]
    decoder = json.JSONDecoder(strict=False)
    for number, start in enumerate(re.finditer(r"[\[{]", text)):
        if number >= _MOST_STARTS:
            break
        try:
            document, _ = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        claims = document.get("claims") if isinstance(document, dict) else document
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            continue
        if claims or isinstance(document, dict):  # an empty list alone may be any
            return claims
    raise AnswerError('the answer holds no JSON object with "claims", a list of objects; perhaps it is not closed')


def _count(usage: Any, name: str) -> int:
    number = usage.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else 0
