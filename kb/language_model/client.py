"""One POST to an OpenAI-compatible server: retries, time limits, and the form of answer that the server takes."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import BoundedSemaphore, Lock
from typing import Any

import httpx

from kb.errors import ModelError
from kb.language_model.cache import Answer
from kb.language_model.settings import Settings
from kb.language_model.wire import answer_of, said_of_error

LARGEST_ANSWER = 4_000_000
"""Bytes; a server that sends more is cut off."""

_RETRIED = frozenset({408, 429, 500, 502, 503, 504, 529})
_FORM_REFUSED = frozenset({400, 415, 422, 500, 501})
"""llama-cpp-python's server answers 500 to a form of answer that it does not know, others 400 or 422."""


class ServerError(ModelError):
    """A server that could not be reached, or that refused."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


def forms_of_answer(schema: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """How an answer's form can be asked for, the strictest first; the last leaves it to the prompt."""
    strict = {"name": "claims", "strict": True, "schema": schema}
    return {
        "json-schema": {"response_format": {"type": "json_schema", "json_schema": strict}},
        "json-object-with-schema": {"response_format": {"type": "json_object", "schema": schema}},
        "json-object": {"response_format": {"type": "json_object"}},
        "prompt": {},
    }


@dataclass(slots=True)
class Client:
    """Asks one server; at most `concurrency` requests are under way at once."""

    settings: Settings
    schema: Mapping[str, Any]
    form: str | None = None
    _proven: bool = False
    _lock: Lock = field(default_factory=Lock)
    _gate: BoundedSemaphore = field(init=False)
    _http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        """Open the connections; the key goes into a header and nowhere else."""
        settings = self.settings
        self._gate = BoundedSemaphore(settings.concurrency)
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._http = httpx.Client(headers=headers, timeout=httpx.Timeout(settings.timeout, connect=10.0))
        self._proven = self.form is not None

    def ask(self, messages: Sequence[Mapping[str, str]]) -> Answer:
        """The server's answer, in the strictest form that it takes. Raises ServerError."""
        body = {"model": self.settings.model, "messages": list(messages)} | self.settings.request_parameters()
        forms = forms_of_answer(self.schema)
        names = list(forms)
        first = names.index(self.form) if self.form in forms else 0
        for name in names[first:]:
            try:
                answer = self._posted(body | forms[name], known=self._proven and name == self.form)
            except ServerError as error:
                if error.status not in _FORM_REFUSED or name == names[-1]:
                    raise
            else:
                with self._lock:
                    self.form, self._proven = name, True
                return answer
        raise AssertionError("the last form either answers or raises")

    def _posted(self, body: Mapping[str, Any], *, known: bool) -> Answer:
        """Send a request until it is answered, as often as the settings allow."""
        # Of a form that has not worked yet, a second 500 means that the server does not know it.
        attempts = self.settings.retries + 1
        for attempt in range(attempts):
            try:
                with self._gate:
                    return self._sent(body)
            except _TryAgainError as problem:
                tries = attempts if known or problem.status != HTTPStatus.INTERNAL_SERVER_ERROR else min(attempts, 2)
                pause = self._pause(attempt, problem.retry_after)
                if attempt + 1 >= tries or pause > self.settings.longest_wait:
                    raise ServerError(self._safe(str(problem)), problem.status) from None
            time.sleep(pause)
        raise AssertionError("the last attempt either answers or raises")

    def _sent(self, body: Mapping[str, Any]) -> Answer:
        deadline = time.monotonic() + self.settings.timeout
        try:
            with self._http.stream("POST", self.settings.endpoint, json=body) as response:
                content = _read(response, deadline)
        except httpx.TimeoutException:
            raise _TryAgainError(f"no answer within {self.settings.timeout:g} s") from None
        except httpx.RequestError as error:
            raise _TryAgainError(f"{type(error).__name__}: {error}") from None
        status = response.status_code
        if status in _RETRIED:
            raise _TryAgainError(f"HTTP {status} {said_of_error(content)}".strip(), status, _retry_after(response))
        if status != HTTPStatus.OK:
            raise ServerError(self._safe(f"HTTP {status} {said_of_error(content)}".strip()), status)
        answer = answer_of(content)
        if answer is None:
            raise ServerError("the server's answer is no chat completion")
        return answer

    def _pause(self, attempt: int, retry_after: float | None) -> float:
        """Seconds to wait: what the server asks for, else twice as long each time, with jitter."""
        if retry_after is not None:
            return retry_after
        return self.settings.backoff * float(2**attempt) * (0.5 + random.random() / 2)  # noqa: S311 - no secret

    def _safe(self, message: str) -> str:
        """A server may repeat the key that it refuses."""
        return message.replace(self.settings.key, "***") if self.settings.key else message


class _TryAgainError(Exception):
    """A failure that may pass."""

    def __init__(self, message: str, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def _read(response: httpx.Response, deadline: float) -> bytes:
    """The body, within limits: a slow trickle is a time-out too."""
    content = b""
    for piece in response.iter_bytes():
        content += piece
        if len(content) > LARGEST_ANSWER:
            raise ServerError(f"the server's answer is larger than {LARGEST_ANSWER // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("trickle")
    return content


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds from a Retry-After header: a number or a date."""
    written = response.headers.get("retry-after", "").strip()
    if not written:
        return None
    if written.isdigit():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
