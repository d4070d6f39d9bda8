"""An article as numbered sentences: what a model sees, and how its numbers become words of the article again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.extraction.segment import Kind, Sentence

WHOLE = 60
"""An article of up to so many sentences is asked about at once."""

SIZE, OVERLAP = 40, 5
"""A longer one in windows of so many sentences, with so many in common."""

LONGEST = 3
"""A claim stands in at most so many sentences."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as shown; only the body's have a number and can be cited."""

    sentence: Sentence
    number: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """The lines shown in one request; `shown` are the sentences that may be cited, by number."""

    text: str
    shown: dict[int, Sentence]
    number: int = 1
    parts: int = 1
    is_selection: bool = False


def numbered(sentences: Iterable[Sentence]) -> tuple[Line, ...]:
    """The article's lines without its boilerplate."""
    lines: list[Line] = []
    count = 0
    for sentence in sentences:
        if sentence.kind is Kind.BODY:
            count += 1
            lines.append(Line(sentence, count))
        elif sentence.kind is not Kind.BOILERPLATE:
            lines.append(Line(sentence, None))
    return tuple(lines)


def windows(article_text: str, lines: Sequence[Line]) -> tuple[Window, ...]:
    """The article whole, or in parts that overlap."""
    last = max((line.number for line in lines if line.number), default=0)
    if not last:
        return ()
    spans = [(1, last)] if last <= WHOLE else list(_spans(last))
    return tuple(
        _window(article_text, lines, range(first, end + 1), number, len(spans))
        for number, (first, end) in enumerate(spans, 1)
    )


def selection(article_text: str, lines: Sequence[Line], chosen: Iterable[tuple[int, int]]) -> tuple[Window, ...]:
    """Windows on the sentences that meet these stretches of the text, and one more on either side of each."""
    spans = list(chosen)
    hit = {
        line.number
        for line in lines
        if line.number and any(line.sentence.start < end and start < line.sentence.end for start, end in spans)
    }
    last = max((line.number for line in lines if line.number), default=0)
    wanted = sorted({near for number in hit for near in (number - 1, number, number + 1) if 1 <= near <= last})
    parts = [wanted[at : at + WHOLE] for at in range(0, len(wanted), WHOLE)]
    return tuple(
        _window(article_text, lines, part, number, len(parts), is_selection=True)
        for number, part in enumerate(parts, 1)
    )


def cited(numbers: Sequence[int], shown: dict[int, Sentence]) -> tuple[int, int]:
    """The place of the sentences with these numbers. Raises ValueError for what cannot be cited."""
    wanted = sorted(set(numbers))
    if not 1 <= len(wanted) <= LONGEST:
        raise ValueError(f"a claim stands in one to {LONGEST} sentences")
    unknown = [number for number in wanted if number not in shown]
    if unknown:
        raise ValueError(f"there is no sentence {unknown[0]}")
    if wanted[-1] - wanted[0] != len(wanted) - 1:
        raise ValueError(f"the sentences {wanted} do not follow each other")
    sentences = [shown[number] for number in wanted]
    if any(after.paragraph - before.paragraph > 1 for before, after in pairwise(sentences)):
        raise ValueError(f"a heading or question stands between the sentences {wanted}")
    return shown[wanted[0]].start, shown[wanted[-1]].end


def _spans(last: int) -> Iterator[tuple[int, int]]:
    first = 1
    while True:
        end = min(last, first + SIZE - 1)
        yield first, end
        if end == last:
            return
        first = end - OVERLAP + 1


def _window(
    article_text: str,
    lines: Sequence[Line],
    numbers: Sequence[int],
    number: int,
    parts: int,
    *,
    is_selection: bool = False,
) -> Window:
    wanted = set(numbers)
    shown: dict[int, Sentence] = {}
    said: list[str] = []
    heading: str | None = None
    skipped = False
    for line in lines:
        words = " ".join(article_text[line.sentence.start : line.sentence.end].split())
        if line.number is None:
            heading = words  # shown only where a sentence follows that is shown
        elif line.number in wanted:
            said += ["…"] if skipped else []
            said += [f"[–] {heading}"] if heading else []
            said.append(f"[{line.number}] {words}")
            shown[line.number] = line.sentence
            heading, skipped = None, False
        else:
            skipped = is_selection
    return Window("\n".join(said), shown, number, parts, is_selection)
