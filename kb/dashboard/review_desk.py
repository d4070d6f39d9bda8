"""What lies on a reviewer's desk: an article, its claims as they stand, and the one in hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.article import Article
from kb.claim import Claim
from kb.extraction.segment import segment
from kb.reviewing import desk
from kb.reviewing.decisions import Review, State
from kb.reviewing.stored import article as stored_article


@dataclass(frozen=True, slots=True)
class Desk:
    """The article, its review, the claims that stand by number, and the number of the claim in hand, if any."""

    article: Article
    review: Review
    claims: Mapping[int, Claim]
    chosen: int | None = None

    @property
    def numbers(self) -> list[int]:
        """The claims that stand, and those that were rejected."""
        gone = {number for number in self.review.numbers() if self.review.state(number) is State.REJECTED}
        return sorted({*self.claims, *gone})

    def claim(self, number: int) -> Claim:
        """A claim as it stands, or as it was when it was rejected."""
        if number in self.claims:
            return self.claims[number]
        return next(step.before for step in reversed(self.review.counting(number)) if step.before)

    def open_after(self, number: int) -> int | None:
        """The next open proposal; after the last, the first."""
        open_ = [other for other in self.numbers if self.review.state(other) is State.PROPOSED and other != number]
        return next((other for other in open_ if other > number), next(iter(open_), None))

    def before(self, number: int) -> int | None:
        """The claim before this one."""
        return next((other for other in reversed(self.numbers) if other < number), None)

    def sentences(self) -> dict[str, int]:
        """The sentences of the text with their places, by their words."""
        text = self.article.text
        return {text[found.start : found.end]: found.start for found in reversed(segment(text))}


def desk_for(source: desk.Source, article: str, asked: str) -> Desk:
    """The desk with this article, and the claim asked for in hand, else the first open one. Raises UnknownIdError."""
    text = stored_article(source.select, article)
    found = Desk(text, desk.review_of(source, article), desk.standing(source, article))
    number = int(asked) if asked.isdecimal() and len(asked) < len("100000") else 0
    chosen = number if number in found.numbers else found.open_after(0) or next(iter(found.numbers), None)
    return Desk(text, found.review, found.claims, chosen)
