"""One fault per rule of the shapes: which valid graph it is done to, and the update that does it.

`BRIDGE` and `LATER` are articles, `PACT` an instrument, `WHO` the actors; `SCHEMES` and `ONTOLOGY` are the real ones.
`SHARED` is a statement of two articles with what tells that one copies the other.
"""

from typing import Final

BRIDGE, LATER, PACT, WHO, SCHEMES, ONTOLOGY, ARRANGEMENTS, TIMELINE, SHARED, REVIEW = (
    "bridge", "later", "pact", "who", "schemes", "ontology", "arrangements", "timeline", "shared", "review",
)  # fmt: skip

PREFIXES: Final = "\n".join(
    f"PREFIX {prefix}: <{iri}>"
    for prefix, iri in {
        "cf": "https://w3id.org/casus-foederis/ontology#",
        "scheme": "https://w3id.org/casus-foederis/scheme/",
        "act": "https://w3id.org/casus-foederis/scheme/act/",
        "status": "https://w3id.org/casus-foederis/scheme/status/",
        "strength": "https://w3id.org/casus-foederis/scheme/strength/",
        "relation": "https://w3id.org/casus-foederis/scheme/relation/",
        "absence": "https://w3id.org/casus-foederis/scheme/absence/",
        "formula": "https://w3id.org/casus-foederis/scheme/formula/",
        "grade": "https://w3id.org/casus-foederis/scheme/grade/",
        "d5": "https://w3id.org/casus-foederis/scheme/d5/",
        "d8": "https://w3id.org/casus-foederis/scheme/d8/",
        "d12": "https://w3id.org/casus-foederis/scheme/d12/",
        "actor": "https://w3id.org/casus-foederis/kb/actor/",
        "kb": "https://w3id.org/casus-foederis/kb/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "schema": "https://schema.org/",
        "dcterms": "http://purl.org/dc/terms/",
        "vann": "http://purl.org/vocab/vann/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)


def _without(class_: str, property_: str) -> str:
    return f"DELETE {{ ?x {property_} ?o }} WHERE {{ ?x a {class_} ; {property_} ?o }}"


def _instead(class_: str, property_: str, value: str) -> str:
    old = f"?x {property_} ?o"
    return f"DELETE {{ {old} }} INSERT {{ ?x {property_} {value} }} WHERE {{ ?x a {class_} . {old} }}"


def _besides(class_: str, property_: str, value: str) -> str:
    return f"INSERT {{ ?x {property_} {value} }} WHERE {{ ?x a {class_} }}"


def _selector(property_: str, value: str) -> str:
    return _instead("?selector", f"oa:{property_}", value)


_D8 = "?x cf:dimension scheme:d8"

CLAIMS: dict[str, tuple[str, str]] = {
    "claim-placed": (BRIDGE, "INSERT DATA { kb:stray a cf:Claim }"),
    "claim-article": (BRIDGE, _besides("cf:Claim", "cf:inArticle", "kb:elsewhere")),
    "claim-guarantee": (BRIDGE, _instead("cf:Claim", "cf:about", "kb:instrument\\/nato-article-5")),
    "claim-position": (BRIDGE, _instead("cf:Claim", "cf:position", "0")),
    "claim-confidence": (BRIDGE, _besides("cf:Claim", "cf:confidence", "1.5")),
    "claim-quote": (BRIDGE, _without("cf:Claim", "cf:hasQuote")),
    "claim-act": (BRIDGE, _besides("cf:Claim", "cf:act", "act:commits , act:denies")),
    "claim-act-known": (BRIDGE, _instead("cf:Claim", "cf:act", "act:promises")),
    "claim-type": (BRIDGE, _without("cf:Claim", "cf:claimedType")),
    "claim-type-known": (BRIDGE, _instead("cf:Claim", "cf:claimedType", "d8:consult-only")),
    "claim-trigger": (BRIDGE, _without("cf:Claim", "cf:trigger")),
    "claim-trigger-known": (BRIDGE, _instead("cf:Claim", "cf:trigger", "kb:attack")),
    "claim-strength": (BRIDGE, _besides("cf:Claim", "cf:strength", "strength:binding , strength:tentative")),
    "claim-strength-known": (BRIDGE, _instead("cf:Claim", "cf:strength", "strength:iron")),
    "claim-status": (BRIDGE, _without("cf:Claim", "cf:status")),
    "claim-status-known": (BRIDGE, _instead("cf:Claim", "cf:status", "act:denies")),
    "claim-link": (BRIDGE, _without("cf:Claim", "cf:linkedBy")),
    "claim-link-known": (BRIDGE, _instead("cf:Claim", "cf:linkedBy", "act:denies")),
    "claim-statement-key": (BRIDGE, _instead("cf:Claim", "cf:statementKey", '"yesterday"')),
    "statement-claim": (SHARED, _instead("cf:Statement", "cf:hasClaim", "actor:US")),
    "statement-first-day": (SHARED, _instead("cf:Statement", "cf:firstStatedOn", '"2025"')),
    "claim-response-known": (BRIDGE, _besides("cf:Claim", "cf:response", "kb:prayer")),
    "claim-condition-known": (BRIDGE, _besides("cf:Claim", "cf:condition", "kb:sunshine")),
    "claim-value-known": (BRIDGE, _besides("cf:Claim", "cf:statesValue", "act:denies")),
    "claim-benchmark-relation-known": (LATER, _instead("cf:Claim", "cf:benchmarkRelation", "relation:better")),
    "claim-affiliation": (BRIDGE, _besides("cf:Claim", "cf:affiliation", "actor:FR , actor:PL")),
    "claim-speaker": (BRIDGE, _besides("cf:Claim", "cf:speaker", "actor:FR , actor:PL")),
    "claim-speaker-name": (BRIDGE, _instead("cf:Claim", "cf:speakerName", '""')),
    "claim-speaker-named": (BRIDGE, _without("cf:Claim", "cf:speakerName")),
    "claim-date": (BRIDGE, _instead("cf:Claim", "cf:statedOn", '"yesterday"')),
    "claim-relays": (BRIDGE, _besides("cf:Claim", "cf:relays", "kb:nobody")),
    "claim-benchmark": (LATER, _instead("cf:Claim", "cf:benchmarkInstrument", "actor:US")),
    "claim-benchmark-without-relation": (LATER, _without("cf:Claim", "cf:benchmarkRelation")),
    "claim-relation-without-benchmark": (LATER, _without("cf:Claim", "cf:benchmarkInstrument")),
    "claim-denial": (LATER, "INSERT { ?x cf:status status:offered } WHERE { ?x cf:act act:denies }"),
    "relayed-speaker": (BRIDGE, _without("cf:RelayedClaim", "cf:affiliation")),
    "relayed-by": (BRIDGE, _without("cf:Claim", "cf:relays")),
    "relayed-no-quote": (BRIDGE, _besides("cf:RelayedClaim", "cf:hasQuote", "kb:quote")),
    "relays-cycle": (BRIDGE, "INSERT { ?b cf:relays ?a } WHERE { ?a a cf:Claim ; cf:relays/cf:relays ?b }"),
    "stated-after-publication": (
        BRIDGE, _instead("cf:Claim", "cf:statedOn", '"2025-12-17"^^xsd:date'),
    ),
    "actor-known": (BRIDGE, _instead("cf:Claim", "cf:claimedGuarantor", "actor:ATLANTIS")),
}  # fmt: skip

ARTICLES: dict[str, tuple[str, str]] = {
    "article-text": (BRIDGE, _instead("cf:Article", "cf:articleText", '""')),
    "article-hash": (BRIDGE, _instead("cf:Article", "cf:sha256", '"ABC"')),
    "article-hash-agrees": (BRIDGE, _instead("cf:Article", "cf:sha256", f'"{"0" * 64}"')),
    "article-language": (BRIDGE, _instead("cf:Article", "schema:inLanguage", '"Deutsch"')),
    "article-title": (BRIDGE, _instead("cf:Article", "dcterms:title", '""@de')),
    "article-date": (BRIDGE, _instead("cf:Article", "schema:datePublished", '"2025"')),
    "article-url": (LATER, _instead("cf:Article", "schema:url", '"javascript:alert(1)"^^xsd:anyURI')),
    "article-publisher": (BRIDGE, _instead("cf:Article", "schema:publisher", '""')),
    "near-duplicate": (SHARED, "INSERT { ?x cf:nearDuplicateOf actor:US } WHERE { ?x cf:nearDuplicateOf ?y }"),
    "near-duplicate-circle": (SHARED, "INSERT { ?y cf:nearDuplicateOf ?x } WHERE { ?x cf:nearDuplicateOf ?y }"),
    "word-print": (SHARED, "DELETE { ?x cf:wordPrint ?o } WHERE { ?x cf:wordPrint ?o }"),
    "print-bands": (SHARED, "DELETE { ?x cf:printBand ?o } WHERE { ?x cf:printBand ?o }"),
    "quote-anchored": (BRIDGE, _selector("start", "3")),
    "quote-target": (BRIDGE, _without("cf:Quote", "oa:hasTarget")),
    "quote-source": (BRIDGE, _instead("oa:SpecificResource", "oa:hasSource", "kb:elsewhere")),
    "quote-selectors": (BRIDGE, "DELETE { ?t oa:hasSelector ?s } WHERE { ?t oa:hasSelector ?s . ?s oa:start ?o }"),
    "quote-exact": (BRIDGE, _selector("exact", '""')),
    "quote-prefix": (BRIDGE, "DELETE { ?x oa:prefix ?o } WHERE { ?x oa:prefix ?o }"),
    "quote-suffix": (BRIDGE, "DELETE { ?x oa:suffix ?o } WHERE { ?x oa:suffix ?o }"),
    "quote-start": (BRIDGE, _selector("start", "-1")),
    "quote-end": (BRIDGE, _selector("end", '"last"')),
    "quote-extent": (BRIDGE, _selector("end", "1")),
}

INSTRUMENTS: dict[str, tuple[str, str]] = {
    "labels": (PACT, 'DELETE { ?x rdfs:label ?o } WHERE { ?x rdfs:label ?o FILTER(LANG(?o) = "de") }'),
    "instrument-guarantee": (PACT, _without("cf:Instrument", "cf:expresses")),
    "instrument-party": (PACT, _without("cf:Instrument", "cf:party")),
    "instrument-form": (PACT, _besides("cf:Instrument", "cf:legalForm", "d8:consult-only , d8:none")),
    "instrument-form-told": (PACT, "DELETE { ?x cf:legalForm ?o . ?k cf:absence ?a } INSERT { ?k cf:value ?o } WHERE { "
                             "?x cf:legalForm ?o . ?k cf:dimension scheme:d4 ; cf:absence ?a }"),
    "instrument-form-known": (PACT, _instead("cf:Instrument", "cf:legalForm", "d8:consult-only")),
    "instrument-status": (PACT, _without("cf:Instrument", "cf:instrumentStatus")),
    "instrument-status-known": (PACT, _instead("cf:Instrument", "cf:instrumentStatus", "status:offered")),
    "instrument-status-date": (PACT, _without("cf:Instrument", "cf:statusAsOf")),
    "instrument-signed": (PACT, _instead("cf:Instrument", "cf:signed", '"spring 2001"')),
    "instrument-in-force": (PACT, _instead("cf:Instrument", "cf:inForce", '"2002-13-01"^^xsd:date')),
    "instrument-ended": (PACT, _besides("cf:Instrument", "cf:ended", '"never"')),
    "instrument-signed-first": (PACT, _instead("cf:Instrument", "cf:signed", '"2003-01-01"^^xsd:date')),
    "instrument-ended-after-signed": (PACT, _besides("cf:Instrument", "cf:ended", '"2001-02-03"^^xsd:date')),
    "instrument-ended-after-in-force": (PACT, _besides("cf:Instrument", "cf:ended", '"2001-12-31"^^xsd:date')),
    "instrument-source": (PACT, _without("cf:Instrument", "cf:source")),
    "instrument-provision": (PACT, _besides("cf:Instrument", "cf:provision", "kb:nothing")),
    "instrument-commitment": (PACT, _without("cf:Instrument", "cf:commitment")),
    "guarantee-type": (PACT, _without("cf:Guarantee", "cf:guaranteeType")),
    "guarantee-type-known": (PACT, _instead("cf:Guarantee", "cf:guaranteeType", "act:denies")),
    "includes-cycle": (ARRANGEMENTS, "INSERT { ?b cf:includes ?a } WHERE { ?a cf:includes ?b }"),
    "commitment-guarantee": (PACT, _without("cf:Commitment", "cf:ofGuarantee")),
    "commitment-instrument": (PACT, _without("cf:Instrument", "cf:commitment")),
    "commitment-coding": (PACT, _besides("cf:Commitment", "cf:coding", "kb:nothing")),
    "commitment-guarantor": (PACT, (
        "DELETE { ?c cf:guarantor ?o . ?k cf:absence ?a } INSERT { ?k cf:value d8:none } "
        "WHERE { ?c a cf:Commitment ; cf:guarantor ?o ; cf:coding ?k . ?k cf:dimension scheme:d1 ; cf:absence ?a }")),
    "commitment-beneficiary": (PACT, (
        "DELETE { ?c cf:beneficiary ?o . ?k cf:absence ?a } INSERT { ?k cf:value d8:none } "
        "WHERE { ?c a cf:Commitment ; cf:beneficiary ?o ; cf:coding ?k . ?k cf:dimension scheme:d2 ; cf:absence ?a }")),
    "coded-twice": (PACT, "INSERT { ?c cf:coding kb:again . kb:again a cf:Coding ; cf:dimension scheme:d8 ; "
                          "cf:absence absence:silent } WHERE { ?c a cf:Commitment }"),
    **{f"coded-d{number}": (PACT, f"DELETE {{ ?x cf:dimension scheme:d{number} }} "
                                  f"WHERE {{ ?x cf:dimension scheme:d{number} }}") for number in range(1, 22)},
}  # fmt: skip

_PERIOD = {"periodStatus": "d5:in-force", "since": '"2002-01-01"^^xsd:date', "source": "?s"}


def _period(**faults: str) -> str:
    """Add a status period to the pact, right but for the faults; an empty text leaves the property out."""
    facts = " ; ".join(f"cf:{name} {value}" for name, value in (_PERIOD | faults).items() if value)
    return f"INSERT {{ ?x cf:statusPeriod kb:p . kb:p a cf:StatusPeriod ; {facts} }} WHERE {{ ?x cf:source ?s }}"


RELATIONS: dict[str, tuple[str, str]] = {
    "related-instrument": (PACT, _besides("cf:Instrument", "cf:modelledOn", "actor:FR")),
    "related-to-itself": (PACT, _besides("cf:Instrument", "cf:supersedes", "?x")),
    "period-status": (PACT, _period(periodStatus="")),
    "period-status-known": (PACT, _period(periodStatus="status:offered")),
    "period-since": (PACT, _period(since='"spring"')),
    "period-until": (PACT, _period(until='"autumn"')),
    "period-order": (PACT, _period(until='"2001-01-01"^^xsd:date')),
    "period-source": (PACT, _period(source="")),
    "periods-overlap": (
        PACT,
        _period(until='"2002-06-01"^^xsd:date').replace(
            "} WHERE",
            (
                ". ?x cf:statusPeriod kb:q . kb:q a cf:StatusPeriod ; cf:periodStatus d5:in-force ; "
                'cf:since "2002-03-01"^^xsd:date ; cf:source ?s } WHERE'
            ),
        ),
    ),
    "period-last": (PACT, _period(periodStatus="d5:dormant")),
    "ended-not-in-force": (PACT, _besides("cf:Instrument", "cf:ended", '"2025-01-01"^^xsd:date')),
}

EVENTS: dict[str, tuple[str, str]] = {
    "event-kind": (TIMELINE, _without("cf:Event", "cf:eventKind")),
    "event-kind-known": (TIMELINE, _instead("cf:Event", "cf:eventKind", "act:denies")),
    "event-day": (TIMELINE, _instead("cf:Event", "cf:happenedOn", '"spring"')),
    "event-summary": (TIMELINE, _instead("cf:Event", "cf:summary", '"only English"@en')),
    "event-role": (TIMELINE, _besides("cf:Event", "cf:agentRole", '"no language"')),
    "event-concerns": (TIMELINE, _without("cf:Event", "cf:concerns")),
    "event-source": (TIMELINE, _without("cf:Event", "cf:source")),
    "event-excerpt": (TIMELINE, _besides("cf:Event", "cf:excerpt", "kb:nothing")),
    "event-agent": (TIMELINE, _besides("cf:Event", "cf:agent", "actor:US")),
    "excerpt-source": (TIMELINE, _without("cf:Excerpt", "cf:source")),
    "outlet-known": (TIMELINE, _instead("cf:Source", "cf:outletKind", "act:denies")),
    "claim-event": (TIMELINE, _besides("cf:RecordedClaim", "cf:recordedIn", "kb:nothing")),
    "claim-words-or-recorded": (TIMELINE, "DELETE { ?x a cf:RecordedClaim } INSERT { ?x a cf:Claim } "
                                          "WHERE { ?x a cf:RecordedClaim }"),
    "recorded-event": (TIMELINE, _without("cf:RecordedClaim", "cf:recordedIn")),
    "recorded-no-quote": (TIMELINE, _besides("cf:RecordedClaim", "cf:hasQuote", "kb:quote")),
    "recorded-no-value": (TIMELINE, _besides("cf:RecordedClaim", "cf:statesValue", "d8:none")),
}  # fmt: skip

CODINGS: dict[str, tuple[str, str]] = {
    "coding-dimension": (PACT, _instead("cf:Coding", "cf:dimension", "scheme:d22")),
    "coding-commitment": (PACT, _without("cf:Commitment", "cf:coding")),
    "coding-not-empty": (PACT, _without("cf:Coding", "cf:absence")),
    "coding-not-both": (PACT, _besides("cf:Coding", "cf:absence", "absence:silent")),
    "coding-absence": (PACT, _besides("cf:Coding", "cf:absence", "absence:silent , absence:excluded")),
    "coding-absence-known": (PACT, _instead("cf:Coding", "cf:absence", "absence:empty")),
    "coding-value-known": (PACT, _instead("cf:Coding", "cf:value", "d8:assist-a-little")),
    "coding-value-of-dimension": (PACT, f"INSERT {{ ?x cf:value d12:hours-24 }} WHERE {{ {_D8} }}"),
    "coding-formula-known": (PACT, _instead("cf:Coding", "cf:formula", "formula:one-for-all")),
    "coding-formula-only-d6": (PACT, f"INSERT {{ ?x cf:formula formula:attack-on-all }} WHERE {{ {_D8} }}"),
    "coding-provision": (PACT, _instead("cf:Coding", "cf:provision", "kb:nothing")),
    "coding-source": (PACT, _besides("cf:Coding", "cf:source", "kb:nothing")),
    "coding-rests-on-words": (PACT, "DELETE { ?x cf:provision ?p } INSERT { ?x cf:source ?s } "
                                    f"WHERE {{ {_D8} ; cf:provision ?p . ?s a cf:Source }}"),
    "coding-note": (PACT, _besides("cf:Coding", "cf:codingNote", '"no language"')),
    "provision-number": (PACT, _without("cf:Provision", "cf:provisionNumber")),
    "provision-words": (PACT, _without("cf:Provision", "cf:words")),
    "provision-words-language": (PACT, _instead("cf:Provision", "cf:words", '"no language"')),
    "provision-wording": (PACT, _without("cf:Provision", "cf:wording")),
    "provision-source": (PACT, _without("cf:Provision", "cf:source")),
    "provision-seen-somewhere": (PACT, _instead("cf:Source", "cf:sourceGrade", "grade:cited")),
    "grade-known": (PACT, _instead("cf:Source", "cf:sourceGrade", "grade:hearsay")),
    "source-title": (PACT, _without("cf:Source", "dcterms:title")),
    "source-grade": (PACT, _without("cf:Source", "cf:sourceGrade")),
    "source-url": (PACT, _instead("cf:Source", "schema:url", '"treaties.test"^^xsd:anyURI')),
    "source-date": (PACT, _besides("cf:Source", "schema:datePublished", '"2001"')),
    "source-has-address": (PACT, _without("cf:Source", "schema:url")),
}  # fmt: skip

ACTORS: dict[str, tuple[str, str]] = {
    "actor-one-kind": (WHO, "INSERT DATA { actor:NATO a cf:State }"),
    "actor-one-continent": (WHO, "INSERT DATA { actor:FR a cf:NonEuropeanActor }"),
    "european-members": (WHO, "INSERT DATA { actor:FR cf:member actor:US }"),
    "office-of": (WHO, _without("cf:Office", "cf:officeOf")),
    "tenure-holder": (WHO, _instead("cf:Tenure", "cf:holder", "actor:US")),
    "tenure-office": (WHO, _without("cf:Tenure", "cf:office")),
    "tenure-from": (WHO, _instead("cf:Tenure", "cf:heldFrom", '"spring"')),
    "tenure-until": (WHO, _instead("cf:Tenure", "cf:heldUntil", '"autumn"')),
    "tenure-forwards": (WHO, _besides("cf:Tenure", "cf:heldFrom", '"2027-01-01"^^xsd:date')),
    "tenure-source": (WHO, _without("cf:Tenure", "cf:source")),
    "tenure-overlap": (
        WHO,
        "INSERT { kb:again a cf:Tenure ; cf:holder ?p ; cf:office ?o ; cf:source ?s ; "
        'cf:heldFrom "2026-04-01"^^xsd:date } '
        'WHERE { ?t cf:heldFrom "2026-03-01"^^xsd:date ; '
        "cf:holder ?p ; cf:office ?o ; cf:source ?s }",
    ),
    "membership-member": (WHO, _besides("cf:Membership", "cf:memberActor", "actor:US")),
    "membership-of": (WHO, _instead("cf:Membership", "cf:memberOf", "actor:US")),
    "membership-since": (WHO, _instead("cf:Membership", "cf:since", '"spring"')),
    "membership-until": (WHO, _besides("cf:Membership", "cf:until", '"autumn"')),
    "membership-forwards": (WHO, _besides("cf:Membership", "cf:until", '"1900-01-01"^^xsd:date')),
    "membership-source": (WHO, _without("cf:Membership", "cf:source")),
    "membership-note": (WHO, _besides("cf:Membership", "skos:editorialNote", '"no language"')),
    "membership-overlap": (WHO, _without("cf:Membership", "cf:until")),
    "state-alpha-2": (WHO, 'INSERT DATA { actor:FR cf:isoAlpha2 "fr" }'),
    "state-alpha-3": (WHO, 'INSERT DATA { actor:FR cf:isoAlpha3 "FR" }'),
    "wikidata-item": (WHO, "INSERT DATA { actor:FR skos:exactMatch <https://www.wikidata.org/wiki/Q142> }"),
}

REVIEWS: dict[str, tuple[str, str]] = {
    "review-state": (REVIEW, _without("cf:ReviewedClaim", "cf:reviewState")),
    "review-state-known": (REVIEW, _instead("cf:ReviewedClaim", "cf:reviewState", "act:denies")),
    "review-revision": (REVIEW, _besides("cf:ReviewedClaim", "prov:wasRevisionOf", "kb:elsewhere")),
    "review-edited": (REVIEW, _without("cf:ReviewedClaim", "prov:wasRevisionOf")),
    "decision-claim": (REVIEW, _without("cf:Decision", "cf:decides")),
    "decision-verb": (REVIEW, _without("cf:Decision", "cf:verb")),
    "decision-verb-known": (REVIEW, _instead("cf:Decision", "cf:verb", "act:denies")),
    "decision-step": (REVIEW, _instead("cf:Decision", "cf:step", "0")),
    "decision-time": (REVIEW, _instead("cf:Decision", "prov:endedAtTime", '"yesterday"')),
    "decision-by": (REVIEW, _without("cf:Decision", "prov:wasAssociatedWith")),
    "decision-before": (REVIEW, _besides("cf:Decision", "prov:used", "kb:elsewhere")),
    "decision-after": (REVIEW, _besides("cf:Decision", "prov:generated", "kb:elsewhere")),
    "decision-undoes": (REVIEW, _besides("cf:Decision", "cf:undoes", "kb:elsewhere")),
    "version-record": (REVIEW, _instead("cf:ClaimVersion", "cf:record", '"none"')),
    "reviewer-name": (REVIEW, _without("prov:Person", "schema:name")),
}

CONCEPTS: dict[str, tuple[str, str]] = {
    "preferred-labels": (SCHEMES, "DELETE { act:denies skos:prefLabel ?o } WHERE { act:denies skos:prefLabel ?o }"),
    "definitions": (SCHEMES, "DELETE { act:denies skos:definition ?o } WHERE { act:denies skos:definition ?o }"),
    "scheme-has-concepts": (SCHEMES, "DELETE { ?c skos:inScheme scheme:act } WHERE { ?c skos:inScheme scheme:act }"),
    "concept-scheme": (SCHEMES, "INSERT DATA { act:denies skos:inScheme scheme:status }"),
    "concept-indicates": (SCHEMES, "INSERT DATA { act:denies cf:indicates status:offered }"),
    "dimension-rule": (SCHEMES, "INSERT DATA { scheme:d8 cf:comparisonRule cf:Biggest }"),
    "dimension-order": (SCHEMES, "INSERT DATA { scheme:d8 cf:order 99 }"),
    "dimension-question": (SCHEMES, "DELETE { scheme:d8 cf:question ?o } WHERE { scheme:d8 cf:question ?o }"),
    "dimension-counts": (SCHEMES, 'INSERT DATA { scheme:d8 cf:countsForDominance "perhaps" }'),
    "dimension-gate": (SCHEMES, "DELETE { scheme:d8 cf:gate ?o } WHERE { scheme:d8 cf:gate ?o }"),
    "stronger-in-scheme": (SCHEMES, "INSERT DATA { d8:none cf:strongerThan d12:immediate }"),
    "stronger-cycle": (SCHEMES, "INSERT DATA { d8:none cf:strongerThan d8:assist-all-means }"),
    "unordered-has-no-order": (SCHEMES, _instead("cf:Dimension", "cf:comparisonRule", "cf:Unordered")),
}

TERMS: dict[str, tuple[str, str]] = {
    "term-labelled": (ONTOLOGY, _without("owl:DatatypeProperty", "rdfs:label")),
    "term-defined": (ONTOLOGY, "DELETE { cf:Claim skos:definition ?o } WHERE { cf:Claim skos:definition ?o }"),
    "term-trimmed": (ONTOLOGY, 'INSERT DATA { cf:Claim rdfs:label " claim"@en }'),
    "class-named": (ONTOLOGY, "INSERT DATA { cf:smallClass a owl:Class }"),
    "property-named": (ONTOLOGY, "INSERT DATA { cf:BigProperty a owl:ObjectProperty }"),
    "ontology-title": (ONTOLOGY, _without("owl:Ontology", "dcterms:title")),
    "ontology-description": (ONTOLOGY, _without("owl:Ontology", "dcterms:description")),
    "ontology-version": (ONTOLOGY, _instead("owl:Ontology", "owl:versionInfo", '"one"')),
    "ontology-version-iri": (ONTOLOGY, _without("owl:Ontology", "owl:versionIRI")),
    "ontology-license": (ONTOLOGY, _without("owl:Ontology", "dcterms:license")),
    "ontology-creator": (ONTOLOGY, _without("owl:Ontology", "dcterms:creator")),
    "ontology-created": (ONTOLOGY, _without("owl:Ontology", "dcterms:created")),
    "ontology-prefix": (ONTOLOGY, _without("owl:Ontology", "vann:preferredNamespacePrefix")),
    "ontology-namespace": (ONTOLOGY, _without("owl:Ontology", "vann:preferredNamespaceUri")),
    "ontology-no-imports": (ONTOLOGY, _besides("owl:Ontology", "owl:imports", "<https://elsewhere.test/>")),
    "subclass-cycle": (ONTOLOGY, "INSERT DATA { cf:Claim rdfs:subClassOf cf:RelayedClaim }"),
}

MUTATIONS = CLAIMS | ARTICLES | EVENTS | INSTRUMENTS | RELATIONS | CODINGS | ACTORS | REVIEWS | CONCEPTS | TERMS
