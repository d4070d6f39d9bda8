"""Who is heard on a selection of guarantees: the voices that a perspective can choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.comparison.lives import Memberships, members_on
from kb.comparison.material import Material
from kb.comparison.matrix import Labels
from kb.comparison.perspective import Voice, VoiceKind, read_voice
from kb.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice with its name and the number of claims that are its words."""

    voice: Voice
    name: Labels
    claims: int


def heard(
    materials: Iterable[Material], memberships: Memberships, group_names: Mapping[str, Labels]
) -> tuple[Heard, ...]:
    """All voices in these claims, by kind and then the most heard first; of groups those with a member that speaks."""
    counts: Counter[Voice] = Counter()
    names: dict[Voice, Labels] = {}
    members = {group: members_on(memberships, group, None) for group in group_names}
    for evidence in {claim.id: claim.evidence for material in materials for claim in material.claims}.values():
        state = evidence.affiliation_id
        found = [
            (VoiceKind.SPEAKER, evidence.speaker_id or evidence.speaker, {"en": evidence.speaker or ""}),
            (VoiceKind.STATE, state, evidence.affiliation or {"en": state or ""}),
            (VoiceKind.OUTLET, evidence.publisher, {"en": evidence.publisher or ""}),
            *((VoiceKind.GROUP, group, group_names[group]) for group, ids in members.items() if state in ids),
        ]
        for kind, id_, name in found:
            if id_:
                counts[Voice(kind, id_)] += 1
                names[Voice(kind, id_)] = name
    kinds = list(VoiceKind)
    order = sorted(counts, key=lambda voice: (kinds.index(voice.kind), -counts[voice], voice.id))
    return tuple(Heard(voice, names[voice], counts[voice]) for voice in order)


def named(written: str, voices: Iterable[Heard]) -> Voice:
    """The voice written as KIND:NAME, or by a name or a code alone that one of these voices has.

    Raises UnknownIdError that lists who is heard.
    """
    if written.partition(":")[0] in set(VoiceKind):
        return read_voice(written)
    known = list(voices)
    wanted = written.casefold()
    for one in known:
        if wanted in {one.voice.id.casefold(), *(name.casefold() for name in one.name.values())}:
            return one.voice
    there = ", ".join(str(one.voice) for one in known) or "nobody"
    raise UnknownIdError(f"nobody named {written!r} is heard on these guarantees; there are: {there}")
