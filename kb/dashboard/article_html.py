"""An article's text with its claims marked, and a card for each claim."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.claim import Claim
from kb.dashboard.evidence_html import DOT, day, review_state
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording
from kb.names import actor_label

Labels = Mapping[str, str]
"""The label of each instrument by its id."""

GuaranteeLink = Callable[[int], tuple[str, str] | None]
"""Label and address of the guarantee that a claim speaks of, by its number from 1; no address if it is new."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and the numbers of the claims that rest on it."""

    start: int
    end: int
    claims: tuple[int, ...]


def passages(claims: Sequence[Claim], length: int) -> tuple[Passage, ...]:
    """The text in stretches, in order and without gaps; several claims on the same words share a stretch."""
    edges = sorted({0, length, *(edge for claim in claims for edge in (claim.start, claim.end) if 0 <= edge <= length)})
    return tuple(Passage(start, end, _on(claims, start, end)) for start, end in pairwise(edges) if start < end)


def _on(claims: Sequence[Claim], start: int, end: int) -> tuple[int, ...]:
    return tuple(number for number, claim in enumerate(claims, 1) if claim.start <= start and end <= claim.end)


def marked_text(
    text: str,
    language: str,
    claims: Sequence[Claim],
    words: Wording,
    chosen: int | None = None,
    numbers: Sequence[int] | None = None,
    way: Callable[[int], str] = "#claim-{}".format,
) -> Html:
    """The text, each claimed passage marked and numbered with links to its cards.

    `numbers` are those by which the claims are known, if they are not counted from 1; `chosen` is one of them;
    `way` is the address of a claim by its number.
    """
    known = numbers or range(1, len(claims) + 1)
    parts: list[Html] = []
    found = passages(claims, len(text))
    for place, passage in enumerate(found):
        piece = text[passage.start : passage.end]
        if not passage.claims:
            parts.append(tag("span", piece))
            continue
        is_chosen = chosen in {known[position - 1] for position in passage.claims}
        parts.append(tag("mark", piece, class_="cf-chosen" if is_chosen else None))
        following = found[place + 1].claims if place + 1 < len(found) else ()
        if ended := [known[position - 1] for position in passage.claims if position not in following]:
            ends = [tag("a", str(n), href=way(n), aria_label=words("claim.number", n=n)) for n in ended]
            parts.append(tag("sup", join(ends, ", "), class_="cf-numbers"))
    return tag("div", *parts, class_="cf-article", lang=language, dir="auto")


def claim_cards(
    claims: Sequence[Claim],
    language: str,
    words: Wording,
    *,
    guarantee: GuaranteeLink,
    instruments: Labels,
    chosen: int | None = None,
    numbers: Sequence[int] | None = None,
    states: Sequence[str | None] | None = None,
) -> Html:
    """A card per claim, in the order of the text; claims on the same words stand below one quote.

    `numbers` are those by which the claims are known, if they are not counted from 1; `chosen` is one of them;
    `states` is what review made of each, if the cards are to say so.
    """
    known = numbers or range(1, len(claims) + 1)
    groups: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims, 1):
        groups.setdefault((claim.start, claim.end), []).append(number)
    sections = []
    for places in groups.values():
        quote = tag("blockquote", claims[places[0] - 1].quote, lang=language, dir="auto")
        cards = [
            _card(
                known[place - 1],
                claims[place - 1],
                words,
                guarantee(place),
                instruments,
                known[place - 1] == chosen,
                review_state(states[place - 1], words) if states else Html(),
            )
            for place in places
        ]
        sections.append(tag("section", quote, *cards, class_="cf-claims"))
    return tag("div", *sections, class_="cf-cards")


def _card(
    number: int,
    claim: Claim,
    words: Wording,
    guarantee: tuple[str, str] | None,
    instruments: Labels,
    is_chosen: bool,
    state: Html,
) -> Html:
    head = tag(
        "h3",
        tag("span", str(number), class_="cf-number"),
        " ",
        _speaker(claim, words),
        tag("span", words.code("act", claim.act), class_="cf-act"),
        state,
    )
    sides = tag("p", _actors(claim.guarantors, words), " → ", _actors(claim.beneficiaries, words), class_="cf-sides")
    facts = [
        tag("div", tag("dt", words(f"claim.{name}")), tag("dd", said))
        for name, said in _facts(claim, words, instruments)
        if said
    ]
    onward = tag("p", link(guarantee[1], words("claim.about", guarantee=guarantee[0]))) if guarantee else ""
    return tag(
        "article",
        head,
        sides,
        tag("dl", *facts),
        onward,
        id=f"claim-{number}",
        class_="cf-card cf-chosen" if is_chosen else "cf-card",
    )


def _speaker(claim: Claim, words: Wording) -> Html:
    if claim.speaker is None:
        name = words("evidence.reporting")
    else:
        code = claim.speaker.affiliation
        affiliation = actor_label(code, words.language) if code else ""
        name = claim.speaker.name
        name = f"{name} ({affiliation})" if affiliation and affiliation != name else name
    if not claim.relayed_from:
        return Html(tag("span", name))
    source = actor_label(claim.relayed_from, words.language)
    return tag("span", name, ", ", words("evidence.relayed", source=source))


def _actors(codes: Iterable[str], words: Wording) -> str:
    return ", ".join(actor_label(code, words.language) for code in codes) or words("claim.unnamed")


def _facts(claim: Claim, words: Wording, instruments: Labels) -> list[tuple[str, str]]:
    """What the claim says, by the name of the field; what it leaves open is not listed."""
    return [
        ("type", words.code("type", claim.guarantee_type)),
        ("responses", ", ".join(words.code("response", code) for code in claim.responses)),
        ("trigger", _unless_unspecified(words, "trigger", claim.trigger)),
        ("strength", _unless_unspecified(words, "strength", claim.strength)),
        ("status", _unless_unspecified(words, "status", claim.status)),
        ("conditions", ", ".join(words.code("condition", code) for code in claim.conditions)),
        ("benchmark", _benchmark(claim, words, instruments)),
        ("date", day(claim.date.isoformat(), words) if claim.date else ""),
    ]


def _unless_unspecified(words: Wording, scheme: str, code: str) -> str:
    return "" if code == "unspecified" else words.code(scheme, code)


def _benchmark(claim: Claim, words: Wording, instruments: Labels) -> str:
    if claim.benchmark is None:
        return ""
    instrument = claim.benchmark.instrument
    return DOT.join([words.code("relation", claim.benchmark.relation), instruments.get(instrument, instrument)])
