"""For each check of the ontology and of the whole: knowledge with its fault, and the same put right."""

from typing import Final

PREFIXES: Final = "\n".join(
    f"PREFIX {prefix}: <{iri}>"
    for prefix, iri in {
        "cf": "https://w3id.org/casus-foederis/ontology#",
        "kb": "https://w3id.org/casus-foederis/kb/",
        "scheme": "https://w3id.org/casus-foederis/scheme/",
        "x": "https://w3id.org/casus-foederis/scheme/x/",
        "d4": "https://w3id.org/casus-foederis/scheme/d4/",
        "d5": "https://w3id.org/casus-foederis/scheme/d5/",
        "other": "https://other.test/",
        "dcterms": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vann": "http://purl.org/vocab/vann/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)

_SCHEME = "scheme:x a skos:ConceptScheme , cf:Dimension . x:a skos:inScheme scheme:x . x:b skos:inScheme scheme:x ."
_APART = "[] owl:members ( cf:A cf:B ) ."
_HEAD = "<urn:o> a owl:Ontology ;"
_IN_FORCE = "cf:instrumentStatus d5:in-force"

WORDS: Final = {
    "label-twice": (
        'cf:A a owl:Class ; rdfs:label "pact"@en . cf:B a owl:Class ; rdfs:label "pact"@en .',
        'cf:A a owl:Class ; rdfs:label "pact"@en . cf:b a owl:ObjectProperty ; rdfs:label "pact"@en .',
    ),
    "concept-label-twice": (
        f'{_SCHEME} x:a skos:prefLabel "none"@en . x:b skos:prefLabel "none"@en .',
        f'{_SCHEME} x:a skos:prefLabel "none"@en . x:b skos:prefLabel "none"@de .',
    ),
    "alias-of-another": (
        f'{_SCHEME} x:a skos:altLabel "none"@en . x:b skos:prefLabel "none"@en .',
        f'{_SCHEME} x:a skos:altLabel "nil"@en . x:b skos:prefLabel "none"@en .',
    ),
    "definition-twice": (
        f'{_SCHEME} x:a skos:definition "A duty."@en . x:b skos:definition "A duty."@en .',
        'x:a skos:inScheme scheme:x ; skos:definition "A duty."@en . x:b skos:definition "A duty."@en .',
    ),
    "definition-lower-case": (
        'cf:A skos:definition "ein Vertrag."@de .',
        'cf:A skos:definition "Ölvertrag."@de , "“All means” are owed."@en .',
    ),
    "definition-repeats-label": (
        'x:a skos:prefLabel "treaty"@en ; skos:definition "A treaty."@en .',
        'x:a skos:prefLabel "treaty"@en ; skos:definition "A treaty that is in force."@en .',
    ),
    "definition-untranslated": (
        'x:a skos:definition "A treaty."@en , "A treaty."@de .',
        'x:a skos:definition "A treaty."@en , "Ein Vertrag."@de .',
    ),
    "label-untranslated": (
        'x:a skos:prefLabel "treaty"@en , "treaty"@de .',
        'x:a skos:prefLabel "treaty"@en , "Treaty"@de .',
    ),
    "text-untrimmed": ('x:a skos:example "two  spaces"@en .', 'x:a skos:example "two words"@en .'),
    "text-language-missing": ('x:a skos:prefLabel "treaty" .', 'x:a skos:prefLabel "treaty"@en ; skos:notation "a" .'),
    "example-in-one-language": (
        'x:a skos:example "NATO"@en .',
        'x:a skos:example "the alliance"@en , "das Bündnis"@de .',
    ),
}

TERMS: Final = {
    "deprecated-used": (
        "cf:old owl:deprecated true . <urn:a> cf:old <urn:b> .",
        "cf:old owl:deprecated true . <urn:a> cf:new <urn:b> .",
    ),
    "deprecated-without-successor": (
        "cf:old owl:deprecated true .",
        "cf:old owl:deprecated true ; dcterms:isReplacedBy cf:new . "
        'cf:gone owl:deprecated true ; skos:changeNote "Nothing needs it."@en .',
    ),
    "replaced-not-deprecated": (
        "cf:old dcterms:isReplacedBy cf:new . cf:new a owl:ObjectProperty .",
        "cf:old owl:deprecated true ; dcterms:isReplacedBy cf:new . cf:new a owl:ObjectProperty .",
    ),
    "term-of-two-kinds": (
        "cf:a a owl:ObjectProperty , owl:DatatypeProperty .",
        "cf:a a owl:ObjectProperty , owl:SymmetricProperty .",
    ),
    "foreign-term-redefined": (
        "other:T a owl:Class ; rdfs:isDefinedBy other:x ; rdfs:subClassOf cf:A .",
        "other:T a owl:Class ; rdfs:isDefinedBy other:x . cf:A rdfs:subClassOf other:T .",
    ),
    "foreign-term-unused": (
        "other:T a owl:Class ; rdfs:isDefinedBy other:x .",
        "other:T a owl:Class ; rdfs:isDefinedBy other:x . cf:A rdfs:subClassOf other:T .",
    ),
    "property-unused": ("cf:a a owl:ObjectProperty .", "cf:a a owl:ObjectProperty . <urn:a> cf:a <urn:b> ."),
    "property-without-domain-and-range": (
        "cf:a a owl:ObjectProperty .",
        "cf:a a owl:ObjectProperty ; rdfs:range cf:A . cf:b a owl:ObjectProperty ; owl:inverseOf cf:a .",
    ),
    "property-cycle": (
        "cf:a rdfs:subPropertyOf cf:b . cf:b rdfs:subPropertyOf cf:a .",
        "cf:a rdfs:subPropertyOf cf:b . cf:b rdfs:subPropertyOf cf:c .",
    ),
    "inverse-of-itself": (
        "cf:a a owl:ObjectProperty . cf:b a owl:DatatypeProperty ; owl:inverseOf cf:a .",
        "cf:a a owl:ObjectProperty . cf:b a owl:ObjectProperty ; owl:inverseOf cf:a .",
    ),
    "class-without-place": (
        f"{_APART} cf:A a owl:Class . cf:C a owl:Class .",
        f"{_APART} cf:A a owl:Class . cf:B a owl:Class . cf:C a owl:Class ; rdfs:subClassOf cf:A .",
    ),
    "class-defined-in-a-circle": (
        "cf:A owl:equivalentClass [ owl:intersectionOf ( cf:B [ owl:someValuesFrom cf:A ] ) ] .",
        "cf:A owl:equivalentClass [ owl:intersectionOf ( cf:B [ owl:someValuesFrom cf:C ] ) ] .",
    ),
    "class-cannot-have-members": (
        f"{_APART} cf:C rdfs:subClassOf cf:B . cf:D owl:equivalentClass [ owl:intersectionOf ( cf:A cf:C ) ] .",
        f"{_APART} cf:C rdfs:subClassOf cf:A . cf:D owl:equivalentClass [ owl:intersectionOf ( cf:A cf:C ) ] .",
    ),
    "definition-names-unknown": (
        "cf:A owl:equivalentClass [ owl:onProperty cf:a ; owl:hasValue x:typo ] . cf:a a owl:ObjectProperty .",
        "cf:A owl:equivalentClass [ owl:onProperty cf:a ; owl:hasValue x:a ] . "
        "cf:a a owl:ObjectProperty . x:a a skos:Concept . cf:A a owl:Class .",
    ),
    "disjoint-member": (
        f"{_APART} cf:C rdfs:subClassOf cf:B . <urn:a> a cf:A , cf:C .",
        f"{_APART} cf:C rdfs:subClassOf cf:A . <urn:a> a cf:A , cf:C .",
    ),
    "object-property-literal": (
        'cf:a a owl:ObjectProperty . <urn:a> cf:a "Poland" .',
        "cf:a a owl:ObjectProperty . <urn:a> cf:a <urn:poland> .",
    ),
    "datatype-property-thing": (
        "cf:a a owl:DatatypeProperty . <urn:a> cf:a <urn:1949> .",
        "cf:a a owl:DatatypeProperty . <urn:a> cf:a 1949 .",
    ),
    "domain-not-met": (
        "cf:a rdfs:domain cf:A . <urn:a> cf:a <urn:b> ; a cf:B .",
        "cf:a rdfs:domain cf:A . <urn:a> cf:a <urn:b> ; a cf:B . cf:B rdfs:subClassOf cf:A .",
    ),
    "range-not-met": (
        "cf:a rdfs:range cf:A . <urn:a> cf:a <urn:b> . <urn:b> a cf:C .",
        "cf:a rdfs:range cf:A . <urn:a> cf:a <urn:b> . <urn:b> a cf:B . cf:B rdfs:subClassOf cf:A .",
    ),
}

HEADS: Final = {
    "version-iri-differs": (
        f'{_HEAD} owl:versionInfo "0.2.0" ; owl:versionIRI <urn:o/0.1.0> .',
        f'{_HEAD} owl:versionInfo "0.2.0" ; owl:versionIRI <urn:o/0.2.0> .',
    ),
    "prior-version-missing": (
        f'{_HEAD} owl:versionInfo "0.2.0" .',
        f'{_HEAD} owl:versionInfo "0.2.0" ; owl:priorVersion <urn:o/0.1.0> . <urn:p> a owl:Ontology ; '
        'owl:versionInfo "0.1.0" .',
    ),
    "ontology-head-incomplete": (
        f'{_HEAD} dcterms:title "A"@en .',
        f'{_HEAD} dcterms:title "A" ; dcterms:description "A" ; dcterms:creator "A" ; dcterms:publisher "A" ; '
        'dcterms:license <urn:l> ; dcterms:created "A" ; dcterms:modified "A" ; dcterms:bibliographicCitation "A" ; '
        'owl:versionIRI <urn:v> ; owl:versionInfo "A" ; vann:preferredNamespacePrefix "a" ; '
        'vann:preferredNamespaceUri "a" .',
    ),
    "head-dates-disagree": (
        f'{_HEAD} dcterms:created "2026-02-01"^^xsd:date ; dcterms:modified "2026-01-01"^^xsd:date .',
        f'{_HEAD} dcterms:created "2026-01-01"^^xsd:date ; dcterms:modified "2026-02-01"^^xsd:date .',
    ),
}

LISTS: Final = {
    "scheme-without-top": (_SCHEME, f"{_SCHEME} x:a skos:topConceptOf scheme:x ."),
    "concept-out-of-reach": (
        f"{_SCHEME} x:a skos:topConceptOf scheme:x .",
        f"{_SCHEME} x:a skos:topConceptOf scheme:x . x:b skos:broader x:a .",
    ),
    "broader-cycle": ("x:a skos:broader x:b . x:b skos:broader x:a .", "x:a skos:broader x:b . x:b skos:broader x:c ."),
    "value-untyped": (
        f"{_SCHEME} x:a a skos:Concept , cf:DimensionValue . x:b a skos:Concept .",
        f"{_SCHEME} x:a a skos:Concept , cf:DimensionValue . x:b a skos:Concept , cf:DimensionValue .",
    ),
    "notation-twice": (
        f'{_SCHEME} x:a skos:notation "a" . x:b skos:notation "a" .',
        f'{_SCHEME} x:a skos:notation "a" . x:b skos:notation "b" .',
    ),
    "notation-differs": (
        f'{_SCHEME} x:a skos:notation "a" .',
        f'{_SCHEME} x:a skos:notation "a" . x:b skos:notation "b" .',
    ),
    "place-twice": (f"{_SCHEME} x:a cf:order 1 . x:b cf:order 1 .", f"{_SCHEME} x:a cf:order 1 . x:b cf:order 2 ."),
    "order-said-twice": (
        "x:a cf:strongerThan x:b , x:c . x:b cf:strongerThan x:d . x:d cf:strongerThan x:c .",
        "x:a cf:strongerThan x:b , x:c . x:b cf:strongerThan x:d . x:c cf:strongerThan x:d .",
    ),
    "order-within-set-of-codes": (
        "scheme:y a skos:ConceptScheme . x:a skos:inScheme scheme:y ; cf:strongerThan x:b .",
        f"{_SCHEME} x:a cf:strongerThan x:b .",
    ),
}

ALIGNMENTS: Final = {
    "alignment-of-unknown": (
        "cf:A a owl:Class ; skos:closeMatch other:T .",
        "cf:A a owl:Class ; skos:closeMatch other:T . other:T a owl:Class .",
    ),
    "alignment-contradicts": (
        "cf:A skos:closeMatch other:T ; skos:broadMatch other:T .",
        "cf:A skos:closeMatch other:T ; skos:broadMatch other:U .",
    ),
    "aligned-exactly-twice": (
        "cf:A skos:exactMatch other:T , other:U . other:T skos:inScheme <urn:v> . other:U skos:inScheme <urn:v> .",
        "cf:A skos:exactMatch other:T , other:U . other:T skos:inScheme <urn:v> . other:U rdfs:isDefinedBy <urn:w> .",
    ),
    "codebook-variable-unaligned": (
        'x:a skos:inScheme scheme:x . scheme:x dcterms:source "A codebook" .',
        'x:a skos:inScheme scheme:x . scheme:x dcterms:source "A codebook" . cf:A skos:relatedMatch x:a .',
    ),
}

DATA: Final = {
    "resource-undescribed": (
        "<urn:a> cf:modelledOn kb:nothing .",
        "<urn:a> cf:modelledOn kb:something . kb:something a cf:Instrument .",
    ),
    "instrument-relation-cycle": (
        "<urn:a> cf:supersedes <urn:b> . <urn:b> cf:supersedes <urn:a> .",
        "<urn:a> cf:supersedes <urn:b> . <urn:b> cf:refersTo <urn:a> .",
    ),
    "superseded-in-force": (
        f"<urn:a> cf:supersedes <urn:b> ; {_IN_FORCE} . <urn:b> {_IN_FORCE} .",
        f"<urn:a> cf:supersedes <urn:b> ; cf:instrumentStatus d5:signed-not-in-force . <urn:b> {_IN_FORCE} .",
    ),
    "draft-in-force": (
        f"<urn:a> cf:draftOf <urn:b> ; {_IN_FORCE} .",
        f"<urn:a> cf:draftOf <urn:b> ; cf:instrumentStatus d5:superseded . <urn:b> {_IN_FORCE} .",
    ),
    "successor-older": (
        '<urn:a> cf:supersedes <urn:b> ; cf:signed "1949-01-01"^^xsd:date . <urn:b> cf:signed "1960-01-01"^^xsd:date .',
        '<urn:a> cf:supersedes <urn:b> ; cf:signed "1960-01-01"^^xsd:date . <urn:b> cf:signed "1949-01-01"^^xsd:date .',
    ),
    "treaty-in-force-undated": (
        f"<urn:a> cf:legalForm d4:ratified-treaty ; {_IN_FORCE} .",
        f'<urn:a> cf:legalForm d4:ratified-treaty ; {_IN_FORCE} ; cf:inForce "1949-08-24"^^xsd:date .',
    ),
}

EXAMPLES: Final = WORDS | TERMS | HEADS | LISTS | ALIGNMENTS | DATA
FAULTS: Final = {name: fault for name, (fault, _) in EXAMPLES.items()}
