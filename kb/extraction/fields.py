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
    """How firmly the guarantee is put."""
    found = _named(passage, "strength")
    if act in {DOUBTS, DENIES}:
        return "conditional" if conditions else "unspecified"
    if "binding" in found:
        return "binding"
    if act == PROPOSES or ("tentative" in found and act != DEMANDS):
        return "tentative"
    if conditions:
        return "conditional"
    if act == DEMANDS:
        return "unspecified"
    if act == COMMITS or "firm" in found:
        return "firm"
    return "binding" if status == "in-force" else "firm"


def status_of(passage: Passage, act: str) -> str:
    """Where the guarantee stands."""
    found = _named(passage, "status")
    if act == DEMANDS:
        return "sought"
    if act == PROPOSES:
        return "under-discussion"
    if act == DENIES:
        return "rejected" if "rejected" in found or passage.speaker else "unspecified"
    in_force = any(i.status == "in-force" for _, i in passage.instruments)
    if act == DOUBTS:
        return "in-force" if in_force else "unspecified"
    if "agreed" in found:
        return "agreed"
    if in_force or "in-force" in found:
        return "in-force"
    return "offered"
