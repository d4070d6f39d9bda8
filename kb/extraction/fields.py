"""The lesser fields of a claim: responses, trigger, conditions, strength, status."""

from kb.extraction.acts import COMMITS, DEMANDS, DENIES, DOUBTS, PROPOSES
from kb.extraction.passages import Passage

_TRIGGERS = ("renewed-attack", "ceasefire-breach", "armed-attack", "threat")


def _named(passage: Passage, field: str) -> tuple[str, ...]:
    prefix = f"fields:{field}:"
    found = [m for m in passage.matches if m.value.startswith(prefix)]
    return tuple(dict.fromkeys(m.value.removeprefix(prefix) for m in sorted(found, key=lambda m: m.first)))


def responses_of(passage: Passage, guarantee_type: str) -> tuple[str, ...]:
    """What the guarantor would do."""
    found = [
        r for r in _named(passage, "response") if r != "nuclear-deterrence" or guarantee_type == "nuclear-umbrella"
    ]
    if guarantee_type == "multinational-force" and not found:
        found = ["troop-deployment"]
    if len(found) > 1 and "unspecified-assistance" in found:
        found.remove("unspecified-assistance")
    return tuple(found)


def trigger_of(passage: Passage) -> str:
    """What would set the guarantee off."""
    found = _named(passage, "trigger")
    return next((trigger for trigger in _TRIGGERS if trigger in found), "unspecified")


def conditions_of(passage: Passage) -> tuple[str, ...]:
    """What the guarantee is made to depend on."""
    found = _named(passage, "condition")
    return tuple(c for c in found if c != "other") or found


def strength_of(passage: Passage, act: str, conditions: tuple[str, ...], status: str) -> str:
    """How firmly the guarantee is put: the first line that holds."""
    found = _named(passage, "strength")
    lines = (
        (act in {DOUBTS, DENIES}, "conditional" if conditions else "unspecified"),
        ("binding" in found, "binding"),
        (act == PROPOSES or ("tentative" in found and act != DEMANDS), "tentative"),
        (bool(conditions), "conditional"),
        (act == DEMANDS, "unspecified"),
        (act != COMMITS and "firm" not in found and status == "in-force", "binding"),
    )
    return next((value for holds, value in lines if holds), "firm")


def status_of(passage: Passage, act: str) -> str:
    """Where the guarantee stands: the first line that holds."""
    found = _named(passage, "status")
    in_force = any(i.status == "in-force" for _, i in passage.instruments)
    refused = "rejected" in found or passage.speaker is not None
    lines = (
        (act == DEMANDS, "sought"),
        (act == PROPOSES, "under-discussion"),
        (act == DENIES, "rejected" if refused else "unspecified"),
        (act == DOUBTS, "in-force" if in_force else "unspecified"),
        ("agreed" in found, "agreed"),
        (in_force or "in-force" in found, "in-force"),
    )
    return next((value for holds, value in lines if holds), "offered")
