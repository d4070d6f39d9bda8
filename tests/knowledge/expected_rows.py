"""What the questions that look across texts and voices answer on the nasty knowledge base, known beforehand."""

from dataclasses import dataclass, field

import nasty

BRIDGE, LATER = "claim/000-m%C3%BCller-br%C3%BCcke", "claim/001-m%C3%BCller-sp%C3%A4ter"
US, MEMBERSHIP = "guarantee/us-guarantee-ukraine", "guarantee/nato-membership-ukraine"
ALPHA, BETA, GAMMA = "guarantee/pact-alpha", "guarantee/pact-beta", "guarantee/pact-gamma"
ASKED, PRAISED, ALSO = f"claim/{nasty.RECORDED}/1", f"claim/timeline-{nasty.EXCERPT}/1", f"claim/{nasty.EXCERPT}/2"
ASSIST = "each of them will assist the Party so attacked within 24 hours"
BOTH = "Jörg Müller, Ann O'Neil"
UNMET = (
    "has a binding form|is owed mutually and alike|is put as a duty|is triggered by an armed attack|"
    "names armed force or all means|owes assistance to the victim"
)


@dataclass(frozen=True)
class Expected:
    """The rows of a question, in the columns named, in order; `parameters` in the place of the defaults."""

    columns: str
    rows: list[tuple[str | None, ...]]
    parameters: dict[str, str | tuple[str, ...]] = field(default_factory=dict)


def expect(columns: str, *rows: tuple[str | None, ...], **parameters: str | tuple[str, ...]) -> Expected:
    return Expected(columns, list(rows), parameters)


PARTIES = {
    "both-ways": expect(
        "guarantor beneficiary guarantee",
        ("actor/DE", "actor/PL", ALPHA),
        ("actor/DE", "actor/TR", "guarantee/bilateral-agreement-germany-turkey"),
        ("actor/TR", "actor/DE", "guarantee/bilateral-agreement-germany-turkey"),
        actor="DE",
    ),
    "given-together": expect("guarantee others", (GAMMA, "United Kingdom"), actor="US"),
    "most-guarantors": expect("state guarantors_counted guarantees_counted", ("actor/PL", "2", "1")),
    "one-sided-guarantees": expect(
        "guarantee reciprocity guarantors beneficiaries",
        (GAMMA, "d3/one-sided", "United Kingdom|United States", "Turkey"),
    ),
    "promises-to-a-state": expect(
        "guarantee strength form_label status_label",
        (BETA, "d8/consult-only", "draft or offer", "signed, not in force"),
    ),
    "states-nobody-must-defend": expect(
        "state", *[(f"actor/{code}",) for code in ("FR", "DE", "TR", "UA", "GB", "US")]
    ),
}  # fmt: skip

DUTY = {
    "armed-force-owed-or-open": expect(
        "guarantee means number words",
        (GAMMA, "d7/assistance", "Art. 1", nasty.DEEMS),
        (GAMMA, "d7/armed-force-option", "Art. 1", nasty.DEEMS),
    ),
    "mere-intentions": expect("guarantee modality words", (GAMMA, "d9/intention", nasty.DEEMS)),
    "nuclear-backing": expect("guarantee backing words", (GAMMA, "d17/by-policy", nasty.DEEMS)),
    "forces-without-a-duty-to-fight": expect(
        "guarantee strength words", (GAMMA, "d8/consult-and-support", nasty.DEEMS)
    ),
    "duty-without-forces": expect(
        "guarantee strength absence", (ALPHA, "d8/assist-means-chosen", "absence/silent")
    ),
}  # fmt: skip

CASE = {
    "who-finds-the-attack": expect("guarantee finder words", (GAMMA, "d10/a-joint", nasty.DEEMS)),
    "who-decides": expect("guarantee procedure words", (GAMMA, "d11/joint-finding", nasty.DEEMS)),
    "attacks-abroad": expect(
        "guarantee object words", (GAMMA, "d13/forces", nasty.DEEMS), (GAMMA, "d13/vessels", nasty.DEEMS)
    ),
    "where-it-applies": expect(
        "guarantee value words", (GAMMA, "d13/forces", nasty.DEEMS), (GAMMA, "d13/vessels", nasty.DEEMS)
    ),
    "conditions-in-the-text": expect(
        "guarantee value words",
        (GAMMA, "d15/after-ceasefire", nasty.DEEMS),
        (GAMMA, "d15/other-condition", nasty.DEEMS),
    ),
    "prior-events": expect("guarantee condition words", (GAMMA, "d15/after-ceasefire", nasty.DEEMS)),
    "includes-the-adversary": expect("guarantee structure words", (GAMMA, "d1/includes-adversary", nasty.DEEMS)),
    "invoked-and-answered": expect(
        "guarantee outcome words note", (GAMMA, "d21/refused", nasty.DEEMS, "Asked in 2020.")
    ),
}

LIFE = {
    "signed-not-in-force": expect(
        "instrument status since signed as_of",
        ("instrument/pact-beta", "d5/signed-not-in-force", "2025-12-24", "2025-12-24", "2026-02-01"),
    ),
    "status-of-an-instrument-on-a-date": expect(
        "status since until source grade",
        ("d5/under-negotiation", "2025-11-01", "2025-12-24", "Treaty series", "grade/memory"),
        instrument="pact-beta", day="2025-12-23",
    ),
    "status-on-a-date": expect(
        "instrument status since until",
        ("instrument/pact-beta", "d5/under-negotiation", "2025-11-01", "2025-12-24"),
        ("instrument/pact-gamma", "d5/dormant", "2024-12-31", None),
        day="2025-12-23",
    ),
    "life-of-an-instrument": expect(
        "since until status",
        ("2016-02-29", "2024-12-31", "d5/politically-active"),
        ("2024-12-31", None, "d5/dormant"),
        instrument="pact-gamma",
    ),
    "protection-on-a-day": expect(
        "guarantee status since until strength",
        (GAMMA, "d5/politically-active", "2016-02-29", "2024-12-31", "d8/consult-and-support"),
        actor="TR", day="2024-12-30",
    ),
    "ends-and-exits": expect("guarantee exit words", (GAMMA, "d14/fixed-term-10-years", nasty.DEEMS)),
    "no-way-out": expect(
        "guarantee exit note", (ALPHA, "absence/silent", "Nobody may leave?"), (BETA, "absence/silent", None)
    ),
    "terms-running-out": expect(
        "guarantee term starts year", (GAMMA, "d14/fixed-term-10-years", "2016-02-29", "2026"), until="2026-01-01"
    ),
}  # fmt: skip

LIKENESS = {
    "guarantees-of-a-type": expect("guarantee instrument", (ALPHA, "instrument/pact-alpha"), name="European guarantee"),
    "misses-of-article-5": expect(
        "guarantee misses missing",
        (ALPHA, "3", "is owed mutually and alike|is put as a duty|names armed force or all means"),
        (BETA, "6", UNMET),
        (GAMMA, "6", UNMET),
    ),
    "types-as-far-as-stated": expect("guarantee type", (BETA, "ontology#NonMilitaryGuarantee")),
    "attack-formulas": expect(
        "guarantee formula strength words", (ALPHA, "formula/attack-on-all", "d8/assist-means-chosen", ASSIST)
    ),
    "other-benchmarks": expect(
        "benchmark guarantee speaker_name quote summary day claim",
        ("instrument/pact-alpha", MEMBERSHIP, BOTH, nasty.FRENCH, "Both praise it.", "2026-03-06", PRAISED),
    ),
}

TEXTS = {
    "relations-of-an-instrument": expect(
        "subject relation object",
        ("instrument/pact-beta", "ontology#modelledOn", "instrument/pact-alpha"),
        ("instrument/pact-gamma", "ontology#modelledOn", "instrument/pact-alpha"),
        instrument="pact-alpha",
    ),
    "how-texts-relate": expect(
        "instrument relation related",
        ("instrument/pact-beta", "ontology#modelledOn", "instrument/pact-alpha"),
        ("instrument/pact-gamma", "ontology#modelledOn", "instrument/pact-alpha"),
        ("instrument/pact-gamma", "ontology#refersTo", "instrument/pact-beta"),
    ),
    "operative-words": expect(
        "provision number words words_language wording source url",
        ("instrument/pact-alpha/art-1", "Art. 1", ASSIST, "en", "grade/seen", "Treaty series",
         "https://treaties.test/alpha"),
        instrument="pact-alpha",
    ),
    "words-that-recur": expect("instrument number words", ("instrument/pact-gamma", "Art. 1", nasty.DEEMS)),
    "secret-texts": expect(
        "guarantee publicity words note", (GAMMA, "d20/partly-secret", nasty.DEEMS, "One annex is.")
    ),
    "ruled-out": expect("guarantee dimension note", (ALPHA, "d17", "No bombs.")),
}  # fmt: skip

VOICES = {
    "speakers-who-attach-a-condition": expect(
        "condition guarantee speaker_name quote summary day claim",
        ("condition/us-backing", US, "Олена Їжак", None, "Asks for Article 5.", "2026-03-05", ASKED),
        ("condition/after-ceasefire", US, "Jörg Müller", nasty.RELAYED, None, "2025-12-16", f"{BRIDGE}/1"),
        condition=("after-ceasefire", "us-backing"),
    ),
    "conditions-speakers-attach": expect(
        "day speaker_name condition claim quote summary",
        ("2025-12-16", "Jörg Müller", "condition/after-ceasefire", f"{BRIDGE}/1", nasty.RELAYED, None),
        ("2026-03-05", "Олена Їжак", "condition/us-backing", ASKED, None, "Asks for Article 5."),
    ),
    "who-doubts-or-denies": expect(
        "guarantee day act speaker_name claim quote summary",
        (MEMBERSHIP, "2025-12-15", "act/demands", "Олена Їжак", f"{BRIDGE}/2", nasty.CYRILLIC, None),
        (US, "2026-03-01", "act/doubts", "Jörg Müller", f"{LATER}/1", nasty.DOUBTED, None),
        (US, "2026-03-01", "act/denies", "Ann O'Neil", f"{LATER}/2", nasty.DENIED, None),
        (US, "2026-03-05", "act/demands", "Олена Їжак", ASKED, None, "Asks for Article 5."),
        act=("doubts", "denies", "demands"),
    ),
    "responses-in-speech": expect(
        "response claims speakers", ("response/military-force", "2", "2"), ("response/intelligence", "1", "1")
    ),
    "voices-of-a-state": expect(
        "speaker_name claims guarantees_counted first_day last_day",
        ("Jörg Müller", "2", "1", "2025-12-16", "2026-03-01"),
        actor="DE",
    ),
    "for-and-against": expect(
        "day act speaker_name affiliation quote summary claim",
        ("2025-12-16", "act/reports", "Jörg Müller", "actor/DE", nasty.RELAYED, None, f"{BRIDGE}/1"),
        ("2026-03-01", "act/doubts", "Jörg Müller", "actor/DE", nasty.DOUBTED, None, f"{LATER}/1"),
        ("2026-03-01", "act/denies", "Ann O'Neil", "actor/US", nasty.DENIED, None, f"{LATER}/2"),
        ("2026-03-06", "act/reports", BOTH, None, None, "Both praise it.", ALSO),
        ("2026-03-06", "act/reports", BOTH, None, nasty.FRENCH, "Both praise it.", PRAISED),
        guarantee=("us-guarantee-ukraine", "nato-membership-ukraine"),
    ),
    "differing-accounts": expect(
        "dimension value claims of_claims first_day last_day",
        ("d5", "d5/proposed", "1", "2", "2025-12-16", "2025-12-16"),
        ("d5", "d5/rejected", "1", "2", "2026-03-01", "2026-03-01"),
        act=("reports", "denies"),
    ),
    "text-against-speech": expect(
        "dimension stated in_text speaker_name quote day claim",
        *[(dimension, stated, in_text, "Jörg Müller", nasty.RELAYED, "2025-12-16", f"{BRIDGE}/1")
          for dimension, stated, in_text in (
              ("d5", "d5/proposed", "signed, not in force"),
              ("d7", "d7/armed-force", "consultation"),
              ("d7", "d7/intelligence", "consultation"))],
    ),
    "status-said-and-written": expect(
        "layer text status claims last_day",
        ("text", "instrument/pact-beta", "d5/signed-not-in-force", None, "2026-02-01"),
        ("claim", None, "status/offered", "1", "2025-12-16"),
        ("claim", None, "status/unspecified", "1", "2026-03-01"),
        ("claim", None, "status/rejected", "1", "2026-03-01"),
        ("claim", None, "status/sought", "1", "2026-03-05"),
    ),
}  # fmt: skip

EVIDENCE = {
    "decisions-of-reviewers": expect(
        "by verb claim changed state counts",
        ("Zoë O'Hara", "decision/accept", f"{LATER}/1", None, "review/accepted", "true"),
        ("Zoë O'Hara", "decision/edit", f"{LATER}/2", "strength", "review/edited", "true"),
        ("Zoë O'Hara", "decision/reject", f"{LATER}/3", None, "review/proposed", "false"),
        ("Їжак", "decision/undo", f"{LATER}/3", None, "review/proposed", "false"),
        ("Їжак", "decision/reject", f"{LATER}/4", None, "review/rejected", "true"),
    ),
    "blind-spots": expect("dimension guarantees_counted", ("d6", "1")),
    "left-open-and-why": expect("guarantee dimension note", (BETA, "d6", "The annex is secret."), dimension="d6"),
    "sources-by-grade": expect(
        "grade sources instruments", ("grade/seen", "2", "2"), ("grade/memory", "1", "1")
    ),
    "wordings-by-grade": expect("grade provisions", ("grade/seen", "2"), ("grade/memory", "1")),
    "what-cannot-be-told": expect("dimension note", ("d6", "The annex is secret."), guarantee="pact-beta"),
    "wordings-never-read": expect("instrument passages", ("instrument/pact-beta", "1")),
    "one-outlet-only": expect(
        "speaker_name act about outlet claims",
        ("Ann O'Neil", "act/denies", US, "The Bridge", "1"),
        ("Jörg Müller", "act/reports", US, "Die Brücke", "1"),
    ),
    "same-statement-in-several-outlets": expect(
        "statement first_day speaker_name guarantee articles independent",
        (f"statement/{'0' * 20}", "2025-12-16", "Jörg Müller", US, "2", "1"),
    ),
    "copies-and-versions": expect(
        "article published publisher earlier earlier_publisher",
        ("article/001-m%C3%BCller-sp%C3%A4ter", "2026-03-01", "The Bridge", "article/000-m%C3%BCller-br%C3%BCcke",
         "Die Brücke"),
    ),
    "how-claims-were-linked": expect(
        "guarantee link claims",
        ("guarantee/bilateral-agreement-germany-turkey", "link/implied", "1"),
        (MEMBERSHIP, "link/implied", "1"),
        (US, "link/implied", "3"),
    ),
}  # fmt: skip

ROWS = PARTIES | DUTY | CASE | LIFE | LIKENESS | TEXTS | VOICES | EVIDENCE
