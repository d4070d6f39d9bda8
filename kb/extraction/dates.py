"""Dates: the day of a statement, from a date or weekday in the sentence, else from the heading above it."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from kb.extraction.tables import read_table
from kb.extraction.tokens import Token

_YEARS = range(1900, 2100)


@cache
def _names(kind: str) -> dict[str, int]:
    rows: list[list[str]] = read_table("lexicon", "calendar.yaml")[kind]
    return {name: number for number, names in enumerate(rows) for name in names}


def day_of(tokens: Sequence[Token], published: dt.date | None) -> dt.date | None:
    """The day a sentence names; a weekday is the last one up to the day of publication."""
    if published is None:
        return None
    return _calendar_day(tokens, published) or _weekday(tokens, published)


def _weekday(tokens: Sequence[Token], published: dt.date) -> dt.date | None:
    numbers = [_names("weekdays")[token.form] for token in tokens if token.form in _names("weekdays")]
    if not numbers:
        return published if any(token.form in _names("today") for token in tokens) else None
    return published - dt.timedelta(days=(published.weekday() - numbers[0]) % 7)


def _calendar_day(tokens: Sequence[Token], published: dt.date) -> dt.date | None:
    """A day and a month, in either order, with the year where one follows."""
    for at, token in enumerate(tokens):
        month = _names("months" if token.capitalised else "months_in_lower_case").get(token.form)
        if month is None:
            continue
        left = next((t for t in reversed(tokens[max(0, at - 2) : at]) if t.form != "."), None)
        right = tokens[at + 1 : at + 4]
        numbers = [t.form for t in ([left] if left else []) + list(right) if t.form.isdecimal()]
        days = [int(n) for n in numbers if len(n) <= 2]
        years = [int(n) for n in numbers if len(n) == 4 and int(n) in _YEARS]
        if days:
            return _date(years[0] if years else published.year, month + 1, days[0])
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
