"""Whose words count, and up to which day: a filter on the evidence, applied before any cell is formed.

Two clocks: `as_of` asks what held on a day (texts with the status of that day, what was stated by then), `known_on`
what could be known on it (what had been published by then). Restricting to everything changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kb.comparison.evidence import StatedClaim, TextCoding
from kb.comparison.lives import Memberships, TextLife, members_on, reached
from kb.comparison.matrix import Evidence
from kb.errors import QueryError

PRIMARY_OUTLET = "official"
"""The kind of outlet that prints its own side's words."""
REVIEWED = frozenset({"accepted", "edited", "added"})
"""What review has made of a claim that a person stands behind."""
_STATUS = "d5"


class VoiceKind(StrEnum):
    """What a voice is: a person, the state or body that one speaks for, a group of them, or a publisher."""

    SPEAKER = "speaker"
    STATE = "state"
    GROUP = "group"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Voice:
    """One who says something; written as `state:PL` or `outlet:Renewz`."""

    kind: VoiceKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def read_voice(written: str) -> Voice:
    """The voice written as KIND:NAME. Raises QueryError."""
    kind, colon, id_ = written.partition(":")
    if not colon or not id_.strip() or kind not in set(VoiceKind):
        raise QueryError(f"{written!r} names no voice; write {', '.join(f'{kind}:NAME' for kind in VoiceKind)}")
    return Voice(VoiceKind(kind), id_.strip())


def read_day(written: str) -> str:
    """A day as 2025-12-16. Raises QueryError."""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise QueryError(f"{written!r} is no date; write it as 2025-12-16") from error


@dataclass(frozen=True, slots=True)
class Perspective:
    """Which evidence counts. The one without any restriction counts everything.

    `according_to` keeps what this voice says: of a state or group its speakers' claims and the texts that it is
    party to, of a person or an outlet claims alone. `without` leaves out what these voices say. `primary` keeps the
    texts themselves and words in official outlets, `reviewed` what a person has coded or accepted.
    """

    according_to: Voice | None = None
    without: tuple[Voice, ...] = ()
    primary: bool = False
    reviewed: bool = False
    as_of: str | None = None
    known_on: str | None = None

    def __bool__(self) -> bool:
        return self != EVERYTHING

    @property
    def text_day(self) -> str | None:
        """The day whose status a text has: what held, as far as it could be known."""
        return min((day for day in (self.as_of, self.known_on) if day), default=None)

    def texts(
        self,
        codings: Iterable[TextCoding],
        lives: Callable[[str], TextLife],
        memberships: Memberships,
        *,
        is_measure: bool = False,
    ) -> tuple[TextCoding, ...]:
        """The codings that count, with the status of the day; a benchmark keeps its text, whoever speaks."""
        kept = (
            self._dated(coding, lives(coding.instrument))
            for coding in codings
            if is_measure or self._hears_text(lives(coding.instrument), memberships)
        )
        return tuple(coding for coding in kept if coding is not None)

    def claims(self, claims: Iterable[StatedClaim], memberships: Memberships) -> tuple[StatedClaim, ...]:
        """The claims that count."""
        return tuple(claim for claim in claims if self.hears(claim.evidence, memberships))

    def _dated(self, coding: TextCoding, life: TextLife) -> TextCoding | None:
        if (day := self.text_day) is None:
            return coding
        status = life.status_on(day, coding.status)
        if status is None and life.periods:
            return None
        if status == coding.status:
            return coding
        values = (status,) if coding.dimension == _STATUS and coding.values and status else coding.values
        evidence = tuple(replace(found, status=status, values=values) for found in coding.evidence)
        return replace(coding, status=status, values=values, evidence=evidence)

    def _hears_text(self, life: TextLife, memberships: Memberships) -> bool:
        match self.according_to:
            case None:
                return True
            case Voice(VoiceKind.STATE, id_):
                return id_ in life.parties
            case Voice(VoiceKind.GROUP, id_):
                signed = life.days[0] if life.days else None
                return bool(life.parties & members_on(memberships, id_, signed))
        return False

    def hears(self, evidence: Evidence, memberships: Memberships) -> bool:
        """Whether the words of a claim count."""
        said, told = evidence.date or evidence.added, evidence.published or evidence.date or evidence.added
        return (
            (self.according_to is None or speaks(self.according_to, evidence, memberships))
            and not any(speaks(voice, evidence, memberships) for voice in self.without)
            and (not self.primary or evidence.outlet == PRIMARY_OUTLET)
            and (not self.reviewed or is_reviewed(evidence))
            and (self.as_of is None or (said is not None and reached(said, self.as_of)))
            and (self.known_on is None or (told is not None and reached(told, self.known_on)))
        )


def is_reviewed(evidence: Evidence) -> bool:
    """Whether a person stands behind a claim: by review, or since an excerpt (its source has a grade) is curated."""
    return evidence.review in REVIEWED or evidence.grade is not None


EVERYTHING = Perspective()
"""The perspective without any restriction."""


def speaks(voice: Voice, evidence: Evidence, memberships: Memberships) -> bool:
    """Whether these words of a claim are this voice's."""
    match voice.kind:
        case VoiceKind.SPEAKER:
            return voice.id.casefold() in {evidence.speaker_id, (evidence.speaker or "").casefold()}
        case VoiceKind.OUTLET:
            return (evidence.publisher or "").casefold() == voice.id.casefold()
        case VoiceKind.STATE:
            return evidence.affiliation_id == voice.id
    return evidence.affiliation_id in members_on(memberships, voice.id, evidence.date)
