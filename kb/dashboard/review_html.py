"""The review in HTML: how far it has come, and who decided what when."""

from collections.abc import Callable, Iterable

from kb.dashboard.listing_html import table
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.review_desk import Desk
from kb.dashboard.wording import Wording
from kb.reviewing.decisions import Decision, Review, State, Verb, changed_fields
from kb.reviewing.figures import Backlog, Figures

_SHOWN, _LISTED = 60, 100
_MEASURED = ("act", "guarantee_type", "guarantors", "beneficiaries", "speaker", "strength", "status", "trigger")


def figures_table(found: Figures, words: Wording) -> Html:
    """States with their numbers, and the shares that say how far the machine can be trusted."""
    rows = [(words.code("review", state), words.figure(found.states.get(state, 0))) for state in State]
    rows.append((words("review.finished"), words("review.of", n=found.finished, all=found.articles)))
    shares = [(words("review.right"), found.accepted), (words("review.found"), found.found)]
    shares += [
        (words("review.agreement", field=words(f"review.field.{name}")), found.agreement(name)) for name in _MEASURED
    ]
    rows += [(name, f"{round(share * 100)} %") for name, share in shares if share is not None]
    shown = table(words("review.figures"), [words("review.figure"), words("review.number")], rows)
    return join([tag("h2", words("review.figures")), shown])


def backlog_table(entries: Iterable[Backlog], words: Wording, address: Callable[[str], str]) -> Html:
    """The articles with the most open proposals."""
    listed = list(entries)
    if not listed:
        return tag("p", words("review.nothing"))
    heads = [words(f"review.{name}") for name in ("article", "published", "claims", "open")]
    rows = [
        [
            link(address(entry.article), entry.title or entry.article),
            words.day(entry.published),
            str(entry.claims),
            str(entry.open),
        ]
        for entry in listed[:_LISTED]
    ]
    return join([tag("h2", words("review.backlog")), table(words("review.backlog"), heads, rows)])


def log_table(review: Review, words: Wording) -> Html:
    """Every decision, the newest first; one that was undone says so."""
    if not review.decisions:
        return tag("p", words("review.undecided"), class_="cf-muted")
    counting = {decision.step for decision in review.counting()}
    heads = [words(f"review.{name}") for name in ("when", "who", "what", "claim", "changed")]
    rows = [_decision(decision, decision.step in counting, words) for decision in reversed(review.decisions)]
    return join([tag("h2", words("review.log")), table(words("review.log"), heads, rows)])


def _decision(decision: Decision, counts: bool, words: Wording) -> list[str]:
    verb = words.code("decision", decision.verb)
    undone = "" if counts or decision.verb is Verb.UNDO else f" ({words('review.undone')})"
    changed: tuple[str, ...] = ()
    if decision.verb is Verb.EDIT and decision.before and decision.after:
        changed = changed_fields(decision.before, decision.after)
    return [
        tag("time", f"{decision.at:%Y-%m-%d %H:%M}", datetime=decision.at.isoformat()),
        decision.by,
        join([verb, undone]),
        str(decision.claim),
        ", ".join(words(f"review.field.{name}") for name in changed),
    ]


def claim_line(desk: Desk, words: Wording, number: int) -> str:
    """A claim in one line, for a list to choose from."""
    said = desk.claim(number)
    speaker = said.speaker.name if said.speaker else words("evidence.reporting")
    quote = said.quote if len(said.quote) <= _SHOWN else f"{said.quote[:_SHOWN]}…"
    state = words.code("review", desk.review.state(number))
    return words("review.line", n=number, state=state, speaker=speaker, quote=quote)
