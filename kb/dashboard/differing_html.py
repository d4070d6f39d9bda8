"""What differs, as HTML: cells that flip, what changed day by day, and claims that do not fit together."""

from collections.abc import Iterable, Mapping, Sequence

from kb.comparison.changes import Difference
from kb.comparison.conflicts import Conflict
from kb.comparison.differing import Teller
from kb.comparison.evidence import StatedClaim
from kb.comparison.playing import Step
from kb.dashboard.evidence_html import quotation
from kb.dashboard.markup import Html, join, tag
from kb.dashboard.wording import Wording

CONFLICTS_SHOWN = 20


def flip_marks(found: Difference, tell: Teller) -> Mapping[tuple[str, str], str]:
    """By place, what a flipped cell shows without the perspective."""
    return {(change.dimension, change.guarantee): tell.face(change.before, change) for change in found.cells}


def flips_told(found: Difference, tell: Teller, words: Wording) -> Html:
    """How many cells flip, and each of them."""
    if not found:
        return Html()
    summary = tag("summary", words.number("perspective.flips", len(found.cells)))
    return tag("details", summary, difference_list(found, tell), class_="cf-plain cf-flips")


def difference_list(found: Difference, tell: Teller) -> Html:
    """A line for everything that differs."""
    return tag("ul", *(tag("li", line) for line in tell.difference(found)), class_="cf-plain-list")


def history(found: Sequence[Step], tell: Teller, words: Wording) -> Html:
    """Day by day what changed, the newest first."""
    if not found:
        return tag("p", words("changes.none"), class_="cf-muted")
    days = [
        tag(
            "details",
            tag("summary", tag("time", words.day(step.day), datetime=step.day), ": ", tell.count(step.difference)),
            difference_list(step.difference, tell),
        )
        for step in reversed(found)
    ]
    return tag("div", *days, class_="cf-history")


def conflicts_told(found: Sequence[Conflict], tell: Teller, words: Wording) -> Html:
    """Each pair with its words and what may reconcile it."""
    if not found:
        return tag("p", words("conflicts.none"), class_="cf-muted")
    pairs = [_pair(conflict, tell, words) for conflict in found[:CONFLICTS_SHOWN]]
    hidden = len(found) - len(pairs)
    return join([*pairs, tag("p", words.number("conflicts.more", hidden), class_="cf-muted") if hidden else ""])


def _pair(conflict: Conflict, tell: Teller, words: Wording) -> Html:
    heading = f"{tell.guarantee(conflict.guarantee)}, {tell.dimension(conflict.dimension)}"
    sides = [
        _side(claim, values, conflict.dimension, tell, words)
        for claim, values in (
            (conflict.first, conflict.first_values),
            (conflict.second, conflict.second_values),
        )
    ]
    may = [tell.qualifier(qualifier) for qualifier in conflict.qualifiers]
    return tag(
        "article",
        tag("h3", heading),
        tag("p", str(tell.words["kinds"][conflict.kind]), class_="cf-muted"),
        tag("div", *sides, class_="cf-sides"),
        tag("p", words("conflicts.reconciled"), class_="cf-origin") if may else "",
        tag("ul", *(tag("li", line) for line in may), class_="cf-plain-list") if may else "",
        class_="cf-conflict",
    )


def _side(claim: StatedClaim, values: Iterable[str], dimension: str, tell: Teller, words: Wording) -> Html:
    return tag("div", tag("p", tag("strong", tell.side(claim, values, dimension))), quotation(claim.evidence, words))
