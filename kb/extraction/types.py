"""The guarantee type of a claim: from the instrument, the words of the passage, and who the guarantors are."""

from kb.extraction.actors import actor_table
from kb.extraction.passages import Passage

_PACTS = frozenset({"CSTO", "ARAB-LEAGUE", "OAS", "SEATO", "GCC"})


def type_of(
    passage: Passage, guarantors: tuple[str, ...], beneficiaries: tuple[str, ...], themes: frozenset[str]
) -> str:
    """The most specific guarantee type that fits."""
    evidence = passage.values("evidence")
    if "membership" in evidence and "membership-aside" not in evidence and guarantors in {("NATO",), ("EU",)}:
        return "eu-article-42-7" if guarantors == ("EU",) else "nato-membership"
    for _, instrument in passage.instruments:
        if set(guarantors) & set(instrument.guarantors) or instrument.id == "nato-article-5":
            return instrument.type
    fields = passage.values("fields")
    if guarantors == ("EU",) and "eu-article-42-7" in themes and "force" not in evidence:
        return "eu-article-42-7"
    shield = bool(passage.values("anaphora") & {"shield"}) and "nuclear-umbrella" in themes
    if "nuclear" in evidence or shield:
        return "nuclear-umbrella"
    stationed = "response:troop-deployment" in fields and "response:military-force" not in fields
    if (stationed or "force" in evidence) and not ("treaty" in evidence and "US" in guarantors):
        return "multinational-force"
    return by_guarantors(guarantors, beneficiaries, "treaty" in evidence)


def by_guarantors(guarantors: tuple[str, ...], beneficiaries: tuple[str, ...], treaty: bool) -> str:
    """The type that follows from who protects whom; `treaty` where a treaty or agreement is named."""
    table = actor_table("en")
    found = set(guarantors)
    if found == {"US"}:
        return "us-guarantee"
    if found == {"NATO"}:
        return "nato-article-5"
    if found & _PACTS:
        return "other"
    states = found <= table.states and set(beneficiaries) <= table.states
    pair = len(found | set(beneficiaries)) == 2 or found == set(beneficiaries)
    if states and "US" not in found and pair and (treaty or not found <= table.european):
        return "bilateral-agreement"
    if found <= table.european:
        return "european-guarantee"
    return "partner-guarantee"
