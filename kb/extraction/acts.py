"""The act of a claim: a decision list over polarity, doubt, demand, promise and plan."""

from kb.extraction.passages import Passage

COMMITS, REPORTS, PROPOSES, DEMANDS, DOUBTS, DENIES = (
    "commits",
    "reports",
    "proposes",
    "demands",
    "doubts",
    "denies",
)
_SURE = 2.0
_CERTAIN = 4.0
_NAMES = {"deny": DENIES, "doubt": DOUBTS, "demand": DEMANDS, "propose": PROPOSES, "report": REPORTS}


def act_of(passage: Passage, guarantors: tuple[str, ...], attackers: frozenset[str], hedged: bool) -> str:
    """The act of a passage whose guarantors are settled; `hedged` where it measures the guarantee unfavourably.

    An attacker who speaks of forces to be stationed against it does so to refuse them.
    """
    voice = passage.speaker.affiliation if passage.speaker else None
    act = _by_cues(passage, guarantors)
    hostile = voice in attackers and voice not in guarantors
    if hostile and act in {REPORTS, COMMITS} and passage.values("evidence") & {"force", "troops"}:
        return DENIES
    return DOUBTS if hedged and act not in {DENIES, DOUBTS} else act


def _by_cues(passage: Passage, guarantors: tuple[str, ...]) -> str:
    affiliation = passage.speaker.affiliation if passage.speaker else None
    own = affiliation is not None and affiliation in guarantors
    weight = {act: passage.weight(f"acts:{act}") for act in ("deny", "doubt", "demand", "propose", "commit", "report")}
    sure = max(weight, key=lambda act: weight[act])
    if weight[sure] >= _CERTAIN:
        return _promise(passage, guarantors, own) if sure == "commit" else _NAMES[sure]
    if weight["deny"] >= _SURE and weight["deny"] >= weight["doubt"]:
        return DENIES
    if weight["doubt"] >= _SURE:
        return DOUBTS
    if own and weight["commit"] >= _SURE and not passage.instruments and weight["report"] < _CERTAIN:
        return COMMITS
    if weight["report"] >= _SURE and not passage.position:
        return REPORTS
    if weight["demand"] >= _SURE and not own:
        return DEMANDS
    if weight["commit"] >= _SURE and weight["commit"] >= weight["propose"]:
        return _promise(passage, guarantors, own)
    if weight["propose"] >= _SURE:
        return PROPOSES
    if own and (weight["commit"] or weight["propose"]):
        return COMMITS
    if weight["demand"] and not own:
        return DEMANDS
    if weight["propose"] and not weight["report"]:
        return PROPOSES
    return COMMITS if own and passage.position else REPORTS


def _promise(passage: Passage, guarantors: tuple[str, ...], own: bool) -> str:
    """A promise is a commitment where the promiser speaks, or is the only one of whom it is told."""
    if own or (passage.speaker is None and len(guarantors) == 1 and not passage.instruments):
        return COMMITS
    return REPORTS
