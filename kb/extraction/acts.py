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
_NAMES = {
    "deny": DENIES,
    "doubt": DOUBTS,
    "demand": DEMANDS,
    "propose": PROPOSES,
    "commit": COMMITS,
    "report": REPORTS,
}


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
    """The decision list: the first line whose condition holds."""
    affiliation = passage.speaker.affiliation if passage.speaker else None
    own = affiliation is not None and affiliation in guarantors
    own = own and not (passage.position and len(guarantors) > 1)  # one of several who promise together
    deny, doubt, demand, propose, commit, report = (passage.weight(f"acts:{cue}") for cue in _NAMES)
    certain = max(_NAMES, key=lambda cue: passage.weight(f"acts:{cue}"))
    promise = _promise(passage, guarantors, own)
    lines = (
        (passage.weight(f"acts:{certain}") >= _CERTAIN, promise if certain == "commit" else _NAMES[certain]),
        (deny >= _SURE and deny >= doubt, DENIES),
        (doubt >= _SURE, DOUBTS),
        (own and commit >= _SURE and not passage.instruments, COMMITS),
        (report >= _SURE and not passage.position, REPORTS),
        (demand >= _SURE and not own, DEMANDS),
        (commit >= _SURE and commit >= propose, promise),
        (propose >= _SURE, PROPOSES),
        (own and bool(commit or propose), COMMITS),
        (bool(demand) and not own, DEMANDS),
        (bool(propose) and not report, PROPOSES),
        (own and passage.position, COMMITS),
    )
    return next((act for holds, act in lines if holds), REPORTS)


def _promise(passage: Passage, guarantors: tuple[str, ...], own: bool) -> str:
    """A promise is a commitment where the promiser speaks, or is the only one of whom it is told."""
    alone = passage.speaker is None and len(guarantors) == 1 and not passage.instruments
    return COMMITS if own or alone else REPORTS
