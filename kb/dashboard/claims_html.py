"""Claims that were found: facets to choose from, with counts, and the claims with their words."""

from collections.abc import Callable, Mapping

from kb.claim_index import FACETS, Hits, Search
from kb.dashboard.address import Parameters, href
from kb.dashboard.claims_search import PAGE, parameters_of, toggled
from kb.dashboard.evidence_html import DOT, day, review_state
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording
from kb.names import actor_label

Address = Callable[[Parameters], str]
_SCHEMES = frozenset({"act", "type", "strength", "status", "review"})
_OPEN = frozenset({"act", "review"})


def facets_html(search: Search, hits: Hits, words: Wording, address: Address) -> Html:
    """Every facet as a list of links with counts; what is chosen is marked and can be taken back."""
    groups = []
    for facet in FACETS:
        chosen = search.facets.get(facet, ())
        items = [
            tag(
                "li",
                link(
                    address(toggled(search, facet, value)),
                    "✓ " if value in chosen else "",
                    facet_label(facet, value, words),
                    aria_current="true" if value in chosen else None,
                ),
                tag("span", words.figure(number), class_="cf-count"),
            )
            for value, number in hits.counts[facet]
        ]
        if items:
            head = tag("summary", words(f"claims.facet.{facet}"))
            groups.append(tag("details", head, tag("ul", *items), open=bool(chosen) or facet in _OPEN))
    everything = [tag("p", link(address({}), words("claims.reset")))] if parameters_of(search) else []
    return tag("nav", *everything, *groups, aria_label=words("claims.facets"), class_="cf-facets")


def facet_label(facet: str, value: str, words: Wording) -> str:
    """What a value of a facet is called."""
    if facet in _SCHEMES and value != "curated":
        return words.code(facet, value)
    if facet == "affiliation":
        return actor_label(value, words.language)
    if facet == "language":
        return words(f"language.{value}")
    return words("claims.curated") if value == "curated" else value


def hits_html(hits: Hits, words: Wording, guarantees: Mapping[str, str]) -> Html:
    """The claims, each with its words, its speaker, and the ways to its article and its guarantee."""
    return tag("div", *(_hit(row, words, guarantees) for row in hits.rows), class_="cf-hits")


def _hit(row: Mapping[str, str], words: Wording, guarantees: Mapping[str, str]) -> Html:
    if quote := row.get("quote"):
        said = tag("blockquote", quote, lang=row.get("language"), dir="auto")
    else:
        said = tag("p", words.of({name[-2:]: row[name] for name in ("summary_en", "summary_de") if name in row}))
    guarantee = row.get("guarantee", "")
    facts = [
        _speaker(row, words),
        words.code("act", row.get("act")),
        link(href("guarantees", words.language, {"guarantee": guarantee}), guarantees.get(guarantee, guarantee)),
        *(_unless_open(words, scheme, row.get(scheme)) for scheme in ("strength", "status")),
        day(row.get("day"), words),
        row.get("outlet", ""),
        _place(row, words),
        review_state(row["review"], words) if row.get("review", "curated") != "curated" else "",
    ]
    return tag("figure", said, tag("figcaption", join([fact for fact in facts if fact], DOT)), class_="cf-quote")


def _speaker(row: Mapping[str, str], words: Wording) -> Html:
    code = row.get("affiliation")
    name = row.get("speaker") or words("evidence.reporting")
    label = actor_label(code, words.language) if code else ""
    side = link(href("actors", words.language, {"actor": code}), label) if code else Html()
    relayed = words("evidence.relayed", source=actor_label(row["relayed"], words.language)) if "relayed" in row else ""
    named = join([tag("strong", name), " (", side, ")"]) if label and label != name else tag("strong", side or name)
    return join([named, f", {relayed}" if relayed else ""])


def _place(row: Mapping[str, str], words: Wording) -> Html:
    """The way to the article, or to the entry of the chronicle for what is known in substance only."""
    if article := row.get("article"):
        address = href("articles", words.language, {"article": article, "claim": row["number"]})
        return link(address, row.get("title") or article, lang=row.get("language"), class_="cf-source")
    event = row.get("event", "")
    return link(f"{href('chronicle', words.language, {'year': event[:4]})}#entry-{event}", words("articles.entry"))


def _unless_open(words: Wording, scheme: str, code: str | None) -> str:
    return "" if code in {None, "unspecified"} else words.code(scheme, code)


def pages_html(search: Search, total: int, page: int, words: Wording, address: Address) -> Html:
    """The ways to the pages before and after."""
    last = max(0, -(-total // PAGE) - 1)
    parts = [tag("span", words("claims.shown", n=page + 1, all=last + 1))]
    if page > 0:
        parts.insert(0, link(address(parameters_of(search, page - 1)), words("claims.before")))
    if page < last:
        parts.append(link(address(parameters_of(search, page + 1)), words("claims.after")))
    return tag("nav", join(parts, DOT), aria_label=words("claims.pages"), class_="cf-pages")
