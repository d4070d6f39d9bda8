"""A small knowledge base that is hard on purpose: what real articles do to a model, in one place.

Two speakers contradict each other; one word is passed on over two hands; a quote is Cyrillic with an emoji of two
code points; a speaker changes office between two articles; of one statement only the substance is known, of another
only the month, and one excerpt is French; ids have umlauts; a quote holds quotation marks, braces
and a line break; a guarantee is spoken of by nobody; a text is silent, excludes and is undetermined.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from kb.article import Article
from kb.chronicle import timeline_graph
from kb.claim import Benchmark, Claim, Speaker
from kb.curation import add_guarantee, instrument_graph, ontology, schemes
from kb.namespaces import CF, SCHEMA, concept, graph_iri, kb_iri
from kb.population import Population, populate
from kb.reviewing.decisions import Review, accept, edit, reject, undo
from kb.reviewing.record import review_graph, reviewer, reviewer_graph, write
from kb.store import Store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MUELLER = kb_iri("person", "jörg-müller")
VOGT = kb_iri("person", "eva-vogt")
MEMORY, LIST = (kb_iri("actors", "source", name) for name in ("memory", "list"))
BRIDGE, LATER, SILENT = "000-müller-brücke", "001-müller-später", "002-ohne-aussage"

RELAYED = "Washington habe aus London gehört, die USA würden bei neuem Angriff militärisch antworten."
CYRILLIC = "«Гарантії 🛡️ НАТО потрібні зараз»"
DENIED = 'There is "no {guarantee}"\nat all'
DOUBTED = "It is not Article 5"
DEEMS = "they stand ready 🤝 to help “as each DEEMS necessary”"
BILATERAL = "Germany and Turkey agreed to consult"

BRIDGE_TEXT = f"🇺🇦 Überblick. {RELAYED} Олена Їжак: {CYRILLIC}."
LATER_TEXT = f"{DOUBTED}, said Müller. {DENIED}, said O'Neil. {BILATERAL} 🕊️"


STATES = {
    "DE": ("Germany", "Deutschland"),
    "FR": ("France", "Frankreich"),
    "GB": ("United Kingdom", "Vereinigtes Königreich"),
    "PL": ("Poland", "Polen"),
    "TR": ("Turkey", "Türkei"),
    "UA": ("Ukraine", "Ukraine"),
    "US": ("United States", "Vereinigte Staaten"),
}


def _claim(text: str, quote: str, **fields: Any) -> Claim:
    start = text.index(quote)
    usual: dict[str, Any] = {"speaker": None, "relayed_from": None, "beneficiaries": ("UA",)}
    return Claim(quote=quote, start=start, end=start + len(quote), **(usual | fields))


def articles() -> dict[str, tuple[Article, list[Claim]]]:
    """The articles and their claims, by id."""
    mueller = Speaker("Jörg Müller", "DE")
    us_for_ukraine: dict[str, Any] = {"guarantors": ("US",), "guarantee_type": "us-guarantee"}
    relayed = _claim(
        BRIDGE_TEXT, RELAYED, speaker=mueller, relayed_from="US", act="reports", **us_for_ukraine,
        responses=("military-force", "intelligence"), trigger="renewed-attack", strength="firm", status="offered",
        conditions=("after-ceasefire",),
    )  # fmt: skip
    sought = _claim(
        BRIDGE_TEXT, CYRILLIC, speaker=Speaker("Олена Їжак", "UA"), act="demands", guarantors=("NATO",),
        guarantee_type="nato-membership", status="sought", date=date(2025, 12, 15),
    )  # fmt: skip
    doubted = _claim(
        LATER_TEXT, DOUBTED, speaker=mueller, act="doubts", **us_for_ukraine,
        benchmark=Benchmark("nato-article-5", "not-equivalent"),
    )  # fmt: skip
    denied = _claim(
        LATER_TEXT, DENIED, speaker=Speaker("Ann O'Neil", "US"), act="denies", **us_for_ukraine,
        status="rejected",
    )  # fmt: skip
    bilateral = _claim(
        LATER_TEXT, BILATERAL, act="reports", guarantors=("DE",), beneficiaries=("TR",),
        guarantee_type="bilateral-agreement", responses=("consultation",), status="agreed",
    )  # fmt: skip
    bridge = Article(BRIDGE, BRIDGE_TEXT, "de", "Brücke", date(2025, 12, 16), "Die Brücke")
    later = Article(LATER, LATER_TEXT, "en", "Later", date(2026, 3, 1), "The Bridge", "https://bridge.test/1")
    silent = Article(SILENT, "Nichts dergleichen. 🌧️", "de")
    return {
        BRIDGE: (bridge, [relayed, sought]),
        LATER: (later, [doubted, denied, bilateral]),
        SILENT: (silent, []),
    }


def populations() -> dict[str, Population]:
    """The articles' graphs, with the second link of the report chain and the speaker's person."""
    populated = {id_: populate(article, claims, now=NOW) for id_, (article, claims) in articles().items()}
    bridge = populated[BRIDGE].assertions
    relayed, source = (kb_iri("claim", BRIDGE, "1", *part) for part in (("relayed",), ("relayed", "relayed")))
    bridge.add((relayed, CF.relays, source))
    bridge.add((source, RDF.type, CF.RelayedClaim))
    bridge.add((source, CF.affiliation, kb_iri("actor", "GB")))
    for id_ in (BRIDGE, LATER):
        populated[id_].assertions.add((kb_iri("claim", id_, "1"), CF.speaker, MUELLER))
    return populated


REVIEWERS = ("Zoë O'Hara", "Їжак")


def review() -> Review:
    """One claim is accepted, one edited, one that stands no more was rejected, and a decision was undone."""
    ohara, other = REVIEWERS
    claims = dict(enumerate(articles()[LATER][1], 1)) | {4: replace(articles()[LATER][1][0], act="denies")}
    found = accept(Review(LATER), claims, 1, ohara, NOW)
    found = edit(*found, 2, replace(claims[2], strength="firm"), ohara, NOW)
    found = reject(*undo(*reject(*found, 3, ohara, NOW), other, NOW), 4, other, NOW)
    return found[0]


def actors() -> Graph:
    """A few actors; Müller is minister until the day before the second article, then chancellor.

    France left the Alliance and came back; since when Poland has belonged to it nobody knows.
    """
    graph = Graph()
    for code, (english, german) in STATES.items():
        _name(graph, kb_iri("actor", code), CF.State, english, german)
    _name(graph, kb_iri("actor", "NATO"), CF.Organisation, "NATO", "NATO")
    for code in ("FR", "DE"):
        graph.add((kb_iri("actor", code), RDF.type, CF.EuropeanActor))
    _name(graph, MUELLER, CF.Person, "Jörg Müller", "Jörg Müller")
    _tenure(graph, "minister", ("foreign minister", "Außenminister"), None, "2026-02-28")
    _tenure(graph, "chancellor", ("chancellor", "Bundeskanzler"), "2026-03-01", None)
    _name(graph, VOGT, CF.Person, "Eva Vogt", "Eva Vogt")
    _tenure(graph, "envoy", ("envoy", "Gesandte"), "2025-01-01", "2026-12-31", VOGT)
    for title, grade, source in (("Nobody’s own knowledge", "memory", MEMORY), ("A list", "seen", LIST)):
        graph.add((source, RDF.type, CF.Source))
        graph.add((source, DCTERMS.title, Literal(title)))
        graph.add((source, CF.sourceGrade, concept("grade", grade)))
    graph.add((LIST, SCHEMA.url, Literal("https://lists.test/members", datatype=XSD.anyURI)))
    _membership(graph, "FR", "1949-08-24", "1966-07-01")
    _membership(graph, "FR", "2009-04-04", None)
    _membership(graph, "DE", "1955-05-06", None, "As the Federal Republic", "Als Bundesrepublik")
    _membership(graph, "PL", None, None)
    graph.add((kb_iri("actor", "DE"), CF.isoAlpha2, Literal("DE")))
    graph.add((kb_iri("actor", "DE"), CF.isoAlpha3, Literal("DEU")))
    graph.add((kb_iri("actor", "DE"), SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q183")))
    return graph


def _membership(graph: Graph, member: str, since: str | None, until: str | None, *notes: str) -> None:
    node = kb_iri("membership", "NATO", member, str(since))
    graph.add((node, RDF.type, CF.Membership))
    graph.add((node, CF.memberActor, kb_iri("actor", member)))
    graph.add((node, CF.memberOf, kb_iri("actor", "NATO")))
    graph.add((node, CF.source, LIST))
    for language, note in zip(("en", "de"), notes, strict=False):
        graph.add((node, SKOS.editorialNote, Literal(note, lang=language)))
    for property_, day in ((CF.since, since), (CF.until, until)):
        if day:
            graph.add((node, property_, Literal(day, datatype=XSD.date)))
    if until is None:
        graph.add((kb_iri("actor", "NATO"), CF.member, kb_iri("actor", member)))


def _name(graph: Graph, node: URIRef, class_: URIRef, english: str, german: str) -> None:
    graph.add((node, RDF.type, class_))
    graph.add((node, RDFS.label, Literal(english, lang="en")))
    graph.add((node, RDFS.label, Literal(german, lang="de")))


def _tenure(
    graph: Graph, id_: str, labels: tuple[str, str], since: str | None, until: str | None, holder: URIRef = MUELLER
) -> None:
    office, tenure = kb_iri("office", "DE", id_), kb_iri("tenure", "DE", id_)
    _name(graph, office, CF.Office, *labels)
    graph.add((office, CF.officeOf, kb_iri("actor", "DE")))
    graph.add((tenure, RDF.type, CF.Tenure))
    graph.add((tenure, CF.holder, holder))
    graph.add((tenure, CF.office, office))
    graph.add((tenure, CF.source, MEMORY))
    graph.add((tenure, RDFS.label, Literal(labels[0], lang="en")))
    graph.add((tenure, RDFS.label, Literal(labels[1], lang="de")))
    for property_, day in ((CF.heldFrom, since), (CF.heldUntil, until)):
        if day:
            graph.add((tenure, property_, Literal(day, datatype=XSD.date)))


def guarantees() -> Graph:
    """The arrangements the claims speak of."""
    graph = Graph()
    us = {"en": "US guarantee for Ukraine", "de": "US-Garantie für die Ukraine"}
    nato = {"en": "NATO membership for Ukraine", "de": "NATO-Mitgliedschaft der Ukraine"}
    add_guarantee(graph, "us-guarantee-ukraine", us, "us-guarantee", ["US"], ["UA"])
    add_guarantee(graph, "nato-membership-ukraine", nato, "nato-membership", ["NATO"], ["UA"])
    graph.add((kb_iri("guarantee", "us-guarantee-ukraine"), CF.includes, kb_iri("guarantee", "pact-beta")))
    return graph


ALPHA: dict[str, Any] = {
    "label": {"en": "Alpha Pact", "de": "Alpha-Pakt"}, "guaranteeType": "type:european-guarantee",
    "legalForm": "d4:ratified-treaty", "instrumentStatus": "d5:in-force", "statusAsOf": "2026-01-01",
    "signed": "2001-02-03", "inForce": "2002-01-01",
    "party": ["actor:DE", "actor:FR", "actor:PL"],
}  # fmt: skip
ALPHA_CODES: dict[str, Any] = {
    "D6": {"value": ["d6:armed-attack"], "formula": ["formula:attack-on-all"]},
    "D8": {"value": ["d8:assist-means-chosen"]},
    "D12": {"value": ["d12:hours-24"]},
    "D14": {"absence": "absence:silent", "codingNote": {"en": "Nobody may leave?", "de": "Darf niemand gehen?"}},
    "D17": {"absence": "absence:excluded", "codingNote": {"en": "No bombs.", "de": "Keine Bomben."}},
}
BETA: dict[str, Any] = {
    "label": {"en": "Beta Pact", "de": "Beta-Pakt"}, "guaranteeType": "type:us-guarantee",
    "legalForm": "d4:draft", "instrumentStatus": "d5:signed-not-in-force", "statusAsOf": "2026-02-01",
    "signed": "2025-12-24", "party": ["actor:US", "actor:UA"], "modelledOn": ["instrument:pact-alpha"],
    "statusPeriod": [{
        "status": "d5:under-negotiation", "since": "2025-11-01", "until": "2025-12-24",
        "source": ["pact-beta/source/text"],
    }, {"status": "d5:signed-not-in-force", "since": "2025-12-24", "source": ["pact-beta/source/text"]}],
}  # fmt: skip
BETA_CODES: dict[str, Any] = {
    "D5": {"value": ["d5:signed-not-in-force"]},
    "D7": {"value": ["d7:consult"]},
    "D6": {"absence": "absence:undetermined", "codingNote": {"en": "The annex is secret.", "de": "Geheimer Anhang."}},
    "D8": {"value": ["d8:consult-only"]},
}
GAMMA: dict[str, Any] = {
    "label": {"en": "Gamma Declaration", "de": "Gamma-Erklärung"}, "guaranteeType": "type:other",
    "legalForm": "d4:joint-political-document", "instrumentStatus": "d5:dormant", "statusAsOf": "2026-01-15",
    "signed": "2016-02-29", "party": ["actor:GB", "actor:US", "actor:TR"],
    "modelledOn": ["instrument:pact-alpha"], "refersTo": ["instrument:pact-beta"],
    "statusPeriod": [
        {"status": "d5:politically-active", "since": "2016-02-29", "until": "2024-12-31",
         "source": ["pact-gamma/source/text"]},
        {"status": "d5:dormant", "since": "2024-12-31", "source": ["pact-gamma/source/text"]},
    ],
}  # fmt: skip
GAMMA_CODES: dict[str, Any] = {
    "D1": {"value": ["d1:several", "d1:includes-adversary"]},
    "D3": {"value": ["d3:one-sided"]},
    "D5": {"value": ["d5:dormant"]},
    "D7": {"value": ["d7:assistance", "d7:armed-force-option"]},
    "D8": {"value": ["d8:consult-and-support"]},
    "D9": {"value": ["d9:intention"]},
    "D10": {"value": ["d10:a-joint", "d10:b-own"]},
    "D11": {"value": ["d11:joint-finding"]},
    "D13": {"value": ["d13:forces", "d13:vessels"]},
    "D14": {"value": ["d14:fixed-term-10-years"]},
    "D15": {"value": ["d15:after-ceasefire", "d15:other-condition"]},
    "D16": {"value": ["d16:forces-in-place"]},
    "D17": {"value": ["d17:by-policy"]},
    "D20": {"value": ["d20:partly-secret"], "codingNote": {"en": "One annex is.", "de": "Ein Anhang ist es."}},
    "D21": {"value": ["d21:refused"], "codingNote": {"en": "Asked in 2020.", "de": "Angefragt 2020."}},
}


def instrument_document(
    id_: str, facts: dict[str, Any], codes: dict[str, Any], sides: tuple[list[str], list[str]], words: str, wording: str
) -> dict[str, Any]:
    """An instrument as a curator writes it, coded over D1 to D21: silent where `codes` has nothing."""
    codings: list[dict[str, Any]] = []
    for number in range(1, 22):
        coding = {"dimension": f"D{number}", **codes.get(f"D{number}", {"absence": "absence:silent"})}
        if "value" in coding:
            coding["provision"] = [f"{id_}/art-1"]
        codings.append(coding)
    grade = "seen" if wording == "seen" else "memory"
    source = {"id": f"{id_}/source/text", "title": "Treaty series", "sourceGrade": f"grade:{grade}"}
    provision = {
        "id": f"{id_}/art-1", "provisionNumber": {"en": "Art. 1", "de": "Art. 1"}, "words": {"en": words},
        "wording": f"grade:{wording}", "source": [f"{id_}/source/text"],
    }  # fmt: skip
    if grade == "seen":
        source["url"] = "https://treaties.test/alpha"
    guarantor, beneficiary = ([f"actor:{code}" for code in side] for side in sides)
    commitment = {"guarantor": guarantor, "beneficiary": beneficiary, "coding": codings}
    head = {"id": id_, "type": "Instrument", "expresses": f"guarantee:{id_}"}
    return {**head, **facts, "source": [source], "provision": [provision], "commitment": [commitment]}


def instrument(folder: Path, document: dict[str, Any]) -> Graph:
    """The graph of an instrument, by way of the file a curator would write."""
    path = folder / f"{document['id']}.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return instrument_graph(path)


def alpha_document() -> dict[str, Any]:
    """A pact in force, its wording read."""
    words = "each of them will assist the Party so attacked within 24 hours"
    return instrument_document("pact-alpha", ALPHA, ALPHA_CODES, (["DE", "FR"], ["PL"]), words, "seen")


def beta_document() -> dict[str, Any]:
    """A signed pact, its wording from memory."""
    words = "the Parties will consult"
    return instrument_document("pact-beta", BETA, BETA_CODES, (["US"], ["UA"]), words, "memory")


def gamma_document() -> dict[str, Any]:
    """A declaration signed on a leap day for ten years, now dormant: a likely attacker is among its guarantors."""
    return instrument_document("pact-gamma", GAMMA, GAMMA_CODES, (["GB", "US"], ["TR"]), DEEMS, "seen")


FRENCH = "une garantie «sans précédent» 🕊️"
RECORDED, EXCERPT, LEAK = "2026-03-05-yizhak", "2026-03-06-müller".replace("ü", "ue"), "2026-04-leak"


def timeline_document() -> list[dict[str, Any]]:
    """Three entries: one without words, one with French words beside what is only recorded, one of a month."""
    source = {"title": "A page", "url": "https://www.gov.uk/nasty", "grade": "seen"}
    us: dict[str, Any] = {
        "about": "us-guarantee-ukraine", "type": "us-guarantee", "guarantors": ["US"], "beneficiaries": ["UA"],
    }  # fmt: skip
    nato: dict[str, Any] = {
        "about": "nato-membership-ukraine", "type": "nato-membership", "guarantors": ["NATO"], "beneficiaries": ["UA"],
    }  # fmt: skip
    demanded = us | {
        "act": "demands", "status": "sought", "responses": ["military-force"],
        "benchmark": {"instrument": "nato-article-5", "relation": "similar"}, "relayed_from": "GB",
        "conditions": ["us-backing"],
    }  # fmt: skip
    return [
        {
            "id": RECORDED, "date": date(2026, 3, 5), "kind": "statement", "about": ["pact-beta"],
            "who": {"names": ["Олена Їжак"], "role": {"en": "envoy", "de": "Gesandte"}, "affiliation": ["UA"]},
            "summary": {"en": "Asks for Article 5.", "de": "Verlangt Artikel 5."},
            "sources": [source, {"title": "Remembered", "grade": "memory"}], "claims": [demanded],
        },
        {
            "id": EXCERPT, "date": date(2026, 3, 6), "kind": "statement", "about": ["nato-membership-ukraine"],
            "who": {"names": ["Jörg Müller", "Ann O'Neil"], "affiliation": ["DE", "US"]},
            "summary": {"en": "Both praise it.", "de": "Beide loben sie."}, "quote": {"fr": FRENCH},
            "sources": [source],
            "claims": [nato | {"act": "reports", "strength": "firm",
                               "benchmark": {"instrument": "pact-alpha", "relation": "weaker"}},
                       nato | {"act": "reports", "status": "agreed", "rests_on": "summary"}],
        },
        {
            "id": LEAK, "date": "2026-04", "kind": "document", "about": ["pact-alpha", "pact-beta"],
            "summary": {"en": "A draft leaks.", "de": "Ein Entwurf wird bekannt."}, "sources": [source],
        },
    ]  # fmt: skip


def timeline(folder: Path) -> Graph:
    """The timeline's graph, by way of the file a curator would write."""
    path = folder / "2026.yaml"
    path.write_text(yaml.safe_dump({"entries": timeline_document()}, allow_unicode=True), encoding="utf-8")
    return timeline_graph(path)


def inferred() -> Graph:
    """What the reasoner would find: who is European, which conditions of an Article 5-type clause are met."""
    graph = Graph()
    graph.add((kb_iri("guarantee", "pact-alpha"), RDF.type, CF.EuropeanGuarantee))
    for met in (CF.TriggeredByArmedAttack, CF.OwesAssistance, CF.BindingInForm):
        graph.add((kb_iri("instrument", "pact-alpha", "commitment", "1"), RDF.type, met))
    graph.add((kb_iri("guarantee", "pact-beta"), CF.typeAsFarAsStated, CF.NonMilitaryGuarantee))
    return graph


def shared() -> Graph:
    """One statement that two articles pass on, the later of which copies the earlier."""
    graph, node = Graph(), kb_iri("statement", "0" * 20)
    graph.add((node, RDF.type, CF.Statement))
    graph.add((node, CF.firstStatedOn, Literal("2025-12-16", datatype=XSD.date)))
    for article in (BRIDGE, LATER):
        graph.add((node, CF.hasClaim, kb_iri("claim", article, "1")))
    graph.add((kb_iri("article", LATER), CF.nearDuplicateOf, kb_iri("article", BRIDGE)))
    return graph


def graphs(folder: Path) -> dict[URIRef, Graph]:
    """All named graphs."""
    named = {
        graph_iri("ontology"): ontology(),
        graph_iri("schemes"): schemes(),
        graph_iri("actors"): actors(),
        graph_iri("guarantees"): guarantees(),
        graph_iri("instrument", "pact-alpha"): instrument(folder, alpha_document()),
        graph_iri("instrument", "pact-beta"): instrument(folder, beta_document()),
        graph_iri("instrument", "pact-gamma"): instrument(folder, gamma_document()),
        graph_iri("timeline", "2026"): timeline(folder),
        graph_iri("inferred"): inferred(),
        graph_iri("statement", "0" * 20): shared(),
    }
    for population in populations().values():
        named |= population.graphs()
    named |= {reviewer_graph(name): reviewer(name) for name in REVIEWERS}
    return named | {review_graph(LATER): write(review())}


def store(folder: Path) -> Store:
    """The knowledge base on disk."""
    nasty = Store(folder / "home")
    with nasty.writing() as writer:
        writer.replace(graphs(folder))
    return nasty
