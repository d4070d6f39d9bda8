"""The words behind a value, with who says them where: one figure per quote."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kb.comparison.context import Context
from kb.comparison.matrix import Evidence, Labels, Origin
from kb.dashboard.address import href
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

DOT = " · "


def quotations(
    found: Iterable[Evidence],
    words: Wording,
    *,
    within: str | None = None,
    contexts: Mapping[str, Context] = MappingProxyType({}),
) -> Html:
    """Quotes one after the other; a note that several share stands below the last of them.

    `within` is the id of the text on whose own page they stand: it is not named again. `contexts` are the words
    around the quotes of claims, by claim.
    """
    evidence = list(found)
    following: list[Labels] = [*(after.note for after in evidence[1:]), {}]
    return join(
        quotation(one, words, with_note=one.note != note, within=within, context=contexts.get(one.claim_id or ""))
        for one, note in zip(evidence, following, strict=False)
    )


def quotation(
    evidence: Evidence,
    words: Wording,
    *,
    with_note: bool = True,
    within: str | None = None,
    context: Context | None = None,
) -> Html:
    """A quote in its own language among the words around it, and where it comes from."""
    quote = (
        tag("blockquote", _in_context(evidence.quote, context), lang=evidence.language or None, dir="auto")
        if evidence.quote
        else tag("p", words("evidence.no-words" if evidence.values else "evidence.no-value"), class_="cf-muted")
    )
    note = tag("p", words.of(evidence.note), class_="cf-note") if evidence.note and with_note else ""
    return tag("figure", quote, tag("figcaption", origin(evidence, words, within)), note, class_="cf-quote")


def _in_context(quote: str, context: Context | None) -> Html:
    if context is None or not (context.before or context.after):
        return join([quote])
    around = [tag("span", text, class_="cf-around") if text else "" for text in (context.before, context.after)]
    return join([around[0], " ", tag("mark", quote), " ", around[1]])


def origin(evidence: Evidence, words: Wording, within: str | None = None) -> Html:
    """Where a quote comes from: provision and source of a text, or speaker, route, act, date and article."""
    return _of_text(evidence, words, within) if evidence.origin is Origin.TEXT else _of_claim(evidence, words)


def _of_text(evidence: Evidence, words: Wording, within: str | None) -> Html:
    kind, _, id_ = evidence.source_id.partition("/")
    title = words.of(evidence.affiliation)
    instrument = (
        link(href("instruments", words.language, {kind: id_}), title) if title and id_ not in {"", within} else Html()
    )
    source = link(evidence.url, evidence.source) if evidence.source and evidence.source != title else Html()
    status = words.code("d5", evidence.status) if instrument else ""
    grade = words("evidence.grade", grade=words.code("grade", evidence.grade)) if evidence.grade else ""
    return _dotted(
        tag("strong", words.of(evidence.provision)) if evidence.provision else "", instrument, status, source, grade
    )


def _of_claim(evidence: Evidence, words: Wording) -> Html:
    claim = {"article": evidence.article_id or "", "claim": (evidence.claim_id or "").rpartition("/")[2]}
    article = link(
        href("articles", words.language, claim), evidence.source, lang=evidence.language or None, class_="cf-source"
    )
    return _dotted(
        who(evidence, words),
        words.code("act", evidence.act),
        _said(words, "strength", evidence.strength),
        _said(words, "status", evidence.status),
        day(evidence.date, words),
        evidence.publisher or "",
        article,
        *standing(evidence.grade, evidence.outlet, words),
        review_state(evidence.review, words) if evidence.review else "",
    )


_MARKS = {"accepted": "✓", "edited": "✎", "added": "+", "rejected": "✗", "withdrawn": "–"}


def review_state(state: str | None, words: Wording) -> Html:
    """What review has made of a claim, as a sign and in words; without a state it is a proposal of the machine."""
    mark = tag("span", _MARKS.get(state or "", "○"), aria_hidden="true")
    return tag("span", mark, " ", words.code("review", state or "proposed"), class_="cf-review")


def standing(grade: str | None, outlet: str | None, words: Wording) -> tuple[str, str]:
    """What kind of outlet prints it, and how far it was read; empty where nothing is known."""
    read = words("evidence.grade", grade=words.code("grade", grade)) if grade else ""
    return words.code("outlet", outlet), read


def who(evidence: Evidence, words: Wording) -> Html:
    """The chain of those who say it: the speaker with affiliation, and whom the words are relayed from."""
    affiliation = words.of(evidence.affiliation)
    name = evidence.speaker or words("evidence.reporting")
    shown = f"{name} ({affiliation})" if affiliation and affiliation != name else name
    relayed = words.of(evidence.relayed_from)
    route = words("evidence.relayed", source=relayed) if relayed else ""
    return join([tag("strong", shown), f", {route}" if route else ""])


def day(iso: str | None, words: Wording) -> Html:
    """A date that programs can read too."""
    return tag("time", words.day(iso), datetime=iso) if iso else Html()


def _said(words: Wording, scheme: str, notation: str | None) -> str:
    return words.code(scheme, notation) if notation not in {None, "unspecified"} else ""


def _dotted(*parts: str) -> Html:
    return join([part for part in parts if part], DOT)
