"""From what a model says to claims: numbers become words of the article, values are those of the lists, or nothing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker
from kb.extraction.actors import expand
from kb.extraction.admission import Surroundings, actor_code, flaws, settled
from kb.language_model.numbering import Window, cited
from kb.language_model.prompt import NONE, values

_NOBODY = frozenset({"", "none", "null", "n/a", "-", "–"})
_DECISIVE = ("act", "guarantee_type")
_OPEN = "unspecified"


class GroundingError(ValueError):
    """A claim that the article does not bear; the message is told to the model."""


def ground(said: Mapping[str, Any], article: Article, found: Surroundings, window: Window) -> Claim:
    """The claim that a model's object stands for. Raises GroundingError for one that cannot be believed.

    What decides a claim must be right; a lesser field with another value than its list has is left open.
    """
    try:
        start, end = cited(_numbers(said.get("sentences")), window.shown)
    except ValueError as error:
        raise GroundingError(str(error)) from error
    for field in _DECISIVE:
        if said.get(field) not in values(field):
            raise GroundingError(f"{field} must be one of {', '.join(values(field))}")
    claim = Claim(
        quote=article.text[start:end],
        start=start,
        end=end,
        speaker=_speaker(said, article.language),
        relayed_from=_code(said.get("relayed_from"), article.language),
        act=said["act"],
        guarantors=_codes(said.get("guarantors"), article.language),
        beneficiaries=_codes(said.get("beneficiaries"), article.language),
        guarantee_type=said["guarantee_type"],
        responses=_listed(said, "responses"),
        trigger=_listed_or_open(said, "trigger"),
        strength=_listed_or_open(said, "strength"),
        status=_listed_or_open(said, "status"),
        benchmark=_benchmark(said),
        conditions=_listed(said, "conditions"),
        date=_day(said.get("date")),
    )
    reasons = flaws(claim, found)
    if reasons:
        raise GroundingError("; ".join(reasons))
    return settled(claim, article)


def _numbers(said: Any) -> list[int]:
    listed = said if isinstance(said, list) else [said]
    try:
        return [int(str(number).strip("[] ")) for number in listed]
    except ValueError:
        raise ValueError("sentences must be a list of numbers") from None


def _text(said: Any) -> str:
    text = " ".join(said.split()) if isinstance(said, str) else ""
    return "" if text.lower() in _NOBODY else text


def _code(said: Any, language: str) -> str | None:
    text = _text(said)
    return actor_code(text, language) if text else None


def _codes(said: Any, language: str) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else [said]
    return expand([code for code in (_code(name, language) for name in listed) if code], language)


def _speaker(said: Mapping[str, Any], language: str) -> Speaker | None:
    name = _text(said.get("speaker"))
    return Speaker(name, _code(said.get("affiliation"), language)) if name else None


def _listed(said: Mapping[str, Any], field: str) -> tuple[str, ...]:
    listed = said.get(field)
    known = [value for value in listed if value in values(field)] if isinstance(listed, list) else []
    return tuple(dict.fromkeys(known))


def _listed_or_open(said: Mapping[str, Any], field: str) -> str:
    value = said.get(field)
    return value if isinstance(value, str) and value in values(field) else _OPEN


def _benchmark(said: Mapping[str, Any]) -> Benchmark | None:
    instrument, relation = _text(said.get("benchmark_instrument")), said.get("benchmark_relation")
    known = isinstance(relation, str) and relation in values("benchmark_relation") and relation != NONE
    return Benchmark(instrument, str(relation)) if instrument and known else None


def _day(said: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_text(said))
    except ValueError:
        return None
