"""The timeline as a drawing, month by month: events by kind as dots, claims as bars; and the same as a table."""

from collections.abc import Mapping, Sequence

from kb.dashboard.chronicle import Entry
from kb.dashboard.drawing import bar, dot, line, picture, text
from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html
from kb.dashboard.wording import Wording

KINDS = ("statement", "document", "occurrence")
_LEFT, _RIGHT, _TOP, _LANE, _BARS = 110, 20, 16, 34, 90
_WIDEST, _NARROWEST = 26, 8
_MOST = 1000


def months(entries: Sequence[Entry], claims: Mapping[str, int]) -> tuple[str, ...]:
    """Every month from the first to the last in which something was said or done."""
    known = sorted({entry.day[:7] for entry in entries} | set(claims))
    if not known:
        return ()
    year, month = map(int, known[0].split("-"))
    found = [known[0]]
    while found[-1] < known[-1]:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year:04}-{month:02}")
    return tuple(found)


def timeline_drawing(entries: Sequence[Entry], claims: Mapping[str, int], words: Wording) -> Html:
    """One column a month; the radius of a dot grows with the number of events, the bars with that of claims."""
    columns = months(entries, claims)
    step = max(_NARROWEST, min(_WIDEST, _MOST / max(1, len(columns))))
    width = round(_LEFT + step * len(columns) + _RIGHT)
    base = _TOP + _LANE * len(KINDS) + _BARS
    most = max(claims.values(), default=1)
    parts = [text(4, _TOP + _LANE * (lane + 0.5) + 4, words.code("event", kind)) for lane, kind in enumerate(KINDS)]
    parts.append(text(4, base - 4, words("timeline.claims")))
    for place, month in enumerate(columns):
        x = _LEFT + step * (place + 0.5)
        if month.endswith("-01") or place == 0:
            parts += [line(x, _TOP, x, base), text(x, base + 16, month[:4], "middle")]
        for lane, kind in enumerate(KINDS):
            if number := sum(entry.kind == kind and entry.day[:7] == month for entry in entries):
                parts.append(dot(x, _TOP + _LANE * (lane + 0.5), min(2 + 2 * number**0.5, _LANE / 2)))
        if number := claims.get(month, 0):
            height = max(2, (_BARS - 14) * number / most)
            parts.append(bar(x - step / 3, base - height, step * 2 / 3, height))
    return picture(parts, width, base + 24, words("timeline.alt", n=len(entries), claims=sum(claims.values())))


def timeline_table(entries: Sequence[Entry], claims: Mapping[str, int], words: Wording) -> Html:
    """What the drawing shows, a month a row, the newest first; months without anything are left out."""
    heads = [words("timeline.month"), *(words.code("event", kind) for kind in KINDS), words("timeline.claims")]
    rows = []
    for month in reversed(months(entries, claims)):
        numbers = [sum(entry.kind == kind and entry.day[:7] == month for entry in entries) for kind in KINDS]
        if any(numbers) or month in claims:
            rows.append([words.day(month), *(str(number) for number in numbers), str(claims.get(month, 0))])
    return table(words("timeline.table"), heads, rows)
