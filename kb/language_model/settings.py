"""How a language model is reached and what it may cost: read from the environment, off unless set."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kb.errors import ModelError
from kb.resources import home

HELP = "docs/language-models.md tells how"
_OFF = frozenset({"off", "no", "0"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be spent; `run` is one command, or the life of one dashboard."""

    tokens_per_article: int = 60_000
    tokens_per_run: int = 2_000_000
    cost_per_run: float | None = None
    price_input: float = 0.0
    price_output: float = 0.0

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """What tokens cost, in the currency of the prices, which are for a million."""
        return (tokens_in * self.price_input + tokens_out * self.price_output) / 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """An OpenAI-compatible server and a model there. The key is never shown."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    concurrency: int = 2
    retries: int = 2
    backoff: float = 1.0
    longest_wait: float = 60.0
    parameters: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits = Limits()
    cache: Path | None = None
    record: Path | None = None
    replay: Path | None = None

    @property
    def endpoint(self) -> str:
        """The address of the one route that is used."""
        return f"{self.url.rstrip('/')}/chat/completions"

    def request_parameters(self) -> dict[str, Any]:
        """What is asked of the model besides the messages; a parameter set to null is left out."""
        asked = {"temperature": 0, "seed": 7, "max_tokens": 4096} | dict(self.parameters)
        return {name: thing for name, thing in asked.items() if thing is not None}


def configured(environment: Mapping[str, str] | None = None) -> Settings | None:
    """The settings of the environment; None where no model is named. Raises ModelError for settings that are wrong."""
    given = os.environ if environment is None else environment
    replay = _path(given.get("CASUS_MODEL_REPLAY"))
    url, model = given.get("CASUS_MODEL_URL", "").strip(), given.get("CASUS_MODEL", "").strip()
    if not url and not model and not replay:
        return None
    if not model or not (url or replay):
        raise ModelError(f"set both CASUS_MODEL_URL and CASUS_MODEL, or neither; {HELP}")
    cost = _number(given, "CASUS_MODEL_COST_PER_RUN", -1.0)
    limits = Limits(
        tokens_per_article=int(_number(given, "CASUS_MODEL_TOKENS_PER_ARTICLE", Limits().tokens_per_article)),
        tokens_per_run=int(_number(given, "CASUS_MODEL_TOKENS_PER_RUN", Limits().tokens_per_run)),
        cost_per_run=cost if cost >= 0 else None,
        price_input=_number(given, "CASUS_MODEL_PRICE_INPUT", 0.0),
        price_output=_number(given, "CASUS_MODEL_PRICE_OUTPUT", 0.0),
    )
    if limits.cost_per_run is not None and not (limits.price_input or limits.price_output):
        raise ModelError("CASUS_MODEL_COST_PER_RUN needs CASUS_MODEL_PRICE_INPUT and _OUTPUT, for a million tokens")
    cache = given.get("CASUS_MODEL_CACHE", "")
    return Settings(
        url=_checked_url(url or "http://replay.invalid/v1"),
        model=model,
        key=_checked_key(given.get("CASUS_MODEL_KEY", "").strip()),
        timeout=max(1.0, _number(given, "CASUS_MODEL_TIMEOUT", 120.0)),
        concurrency=max(1, int(_number(given, "CASUS_MODEL_CONCURRENCY", 2))),
        retries=max(0, int(_number(given, "CASUS_MODEL_RETRIES", 2))),
        backoff=_number(given, "CASUS_MODEL_BACKOFF", 1.0),
        parameters=_parameters(given.get("CASUS_MODEL_PARAMETERS", "")),
        limits=limits,
        cache=None if cache.lower() in _OFF else _path(cache) or home() / "language-model.sqlite",
        record=_path(given.get("CASUS_MODEL_RECORD")),
        replay=replay,
    )


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        right = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        right = False
    else:
        if right and (parts.username or parts.password or parts.query):
            raise ModelError("CASUS_MODEL_URL must not hold a key or a query; give the key in CASUS_MODEL_KEY")
    if not right:
        raise ModelError("CASUS_MODEL_URL must be an address such as http://127.0.0.1:11434/v1")
    return url.removesuffix("/chat/completions")


def _checked_key(key: str) -> str | None:
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ModelError("CASUS_MODEL_KEY holds characters that no key has")  # an HTTP error would quote it
    return key or None


def _path(written: str | None) -> Path | None:
    return Path(written).expanduser() if written else None


def _number(given: Mapping[str, str], name: str, default: float) -> float:
    written = given.get(name, "").strip()
    if not written:
        return default
    try:
        number = float(written)
    except ValueError as error:
        raise ModelError(f"{name} must be a number") from error
    if not 0 <= number < float("inf"):
        raise ModelError(f"{name} must be a number from 0")
    return number


def _parameters(written: str) -> dict[str, Any]:
    if not written.strip():
        return {}
    try:
        parameters = json.loads(written)
    except ValueError as error:
        raise ModelError("CASUS_MODEL_PARAMETERS must be a JSON object") from error
    if not isinstance(parameters, dict) or {"messages", "model", "stream", "response_format"} & set(parameters):
        raise ModelError("CASUS_MODEL_PARAMETERS must be a JSON object of sampling parameters")
    return parameters
