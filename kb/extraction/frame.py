"""The frame: what the last claim leaves for the next, which may leave it unsaid."""

import datetime as dt
from dataclasses import dataclass

from kb.claim import Claim


@dataclass(frozen=True, slots=True)
class Frame:
    """The parties of the last claim, its quote's start, the union (NATO or EU) named last, the day above."""

    guarantors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    quote: int = -1
    union: str = "NATO"
    day: dt.date | None = None

    def after(self, claim: Claim) -> "Frame":
        """The frame that a claim leaves; the guarantors of one sentence add up."""
        earlier = self.guarantors if claim.start == self.quote else ()
        together = tuple(dict.fromkeys((*earlier, *claim.guarantors)))
        return Frame(together, claim.beneficiaries, claim.start, self.union, self.day)
