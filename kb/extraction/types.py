"""The guarantee type of a claim: from the instrument, the words of the passage, and who the guarantors are."""

from datetime import date

from kb.extraction.actors import actor_table
from kb.extraction.passages import Passage
from kb.extraction.priors import nato_members

_PACTS = frozenset({"CSTO", "ARAB-LEAGUE", "OAS", "SEATO", "GCC"})
_ALLIES = frozenset({"NATO", "EUROPEAN-STATES", "NORDIC-BALTIC-EIGHT"})
_ALLIANCE = "nato-article-5"


def type_of(
    passage: Passage,
    guarantors: tuple[str, ...],
    beneficiaries: tuple[str, ...],
    themes: frozenset[str],
    day: date | None = None,
) -> str:
    """The most specific guarantee type that fits; `day` decides who is a member of NATO."""
    evidence = passage.values("evidence")
    if "membership" in evidence and "membership-aside" not in evidence and guarantors in {("NATO",), ("EU",)}:
        return "eu-article-42-7" if guarantors == ("EU",) else "nato-membership"
    for _, instrument in passage.instruments:
        if set(guarantors) & set(instrument.guarantors) or instrument.id == _ALLIANCE:
            return instrument.type
    fields = passage.values("fields")
    if guarantors == ("EU",) and "force" not in evidence and ("eu-article-42-7" in themes or _owed(passage)):
        return "eu-article-42-7"
    shield = bool(passage.values("anaphora") & {"shield"}) and "nuclear-umbrella" in themes
    stationed = "response:troop-deployment" in fields and "response:military-force" not in fields
    treaty = "treaty" in evidence
    verbs = passage.values("predicates")
    sent = "force" in evidence and not ("protect" in verbs and "send" not in verbs and "troops" not in evidence)
    kinds = (
        ("nuclear" in evidence or shield, "nuclear-umbrella"),
        ((stationed or sent) and not (treaty and "US" in guarantors), "multinational-force"),
        (not treaty and _within_alliance(passage, guarantors, beneficiaries, themes, day), _ALLIANCE),
    )
    return next((kind for holds, kind in kinds if holds), by_guarantors(guarantors, beneficiaries, treaty))


def _owed(passage: Passage) -> bool:
    """Whether a duty to help is spoken of, which in the EU is that of Article 42(7)."""
    return "binding-words" in passage.values("evidence") and "defend" in passage.values("evidence")


def _within_alliance(
    passage: Passage,
    guarantors: tuple[str, ...],
    beneficiaries: tuple[str, ...],
    themes: frozenset[str],
    day: date | None,
) -> bool:
    """Whether members of NATO speak of defending members: always for the US, for others where the alliance is meant."""
    members = nato_members(day)
    if not (set(guarantors) <= members and set(beneficiaries) <= members | _ALLIES):
        return False
    meant = "NATO" in beneficiaries or _ALLIANCE in themes or any(m.code == "NATO" for m in passage.mentions)
    return guarantors == ("US",) or meant


def by_guarantors(guarantors: tuple[str, ...], beneficiaries: tuple[str, ...], treaty: bool) -> str:
    """The type that follows from who protects whom; `treaty` where a treaty or agreement is named."""
    table = actor_table("en")
    found = set(guarantors)
    if found == {"US"} or ("US" in found and found == set(beneficiaries)):
        return "us-guarantee"
    if found == {"NATO"}:
        return _ALLIANCE
    if found & _PACTS:
        return "other"
    states = found <= table.states and set(beneficiaries) <= table.states
    treaty = treaty or (found == set(beneficiaries) and len(found) > 1)
    pair = len(found | set(beneficiaries)) == 2 or found == set(beneficiaries)
    if states and "US" not in found and pair and (treaty or not found <= table.european):
        return "bilateral-agreement"
    if found <= table.european:
        return "european-guarantee"
    return "partner-guarantee"
