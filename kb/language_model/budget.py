"""What may be spent on a language model: estimated before each request, counted from what the server reports."""

from dataclasses import dataclass, field
from threading import Lock

from kb.errors import ModelError
from kb.language_model.settings import Limits

_CHARACTERS_PER_TOKEN = 3.5  # of German; English has more, so this errs on the dear side


class BudgetError(ModelError):
    """A request that the limits do not allow; it was not sent."""


def tokens_of(text: str) -> int:
    """An estimate of a text's tokens."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


@dataclass(slots=True)
class Account:
    """What one article has used."""

    tokens: int = 0


@dataclass(slots=True)
class Budget:
    """What one run has used, shared by its threads."""

    limits: Limits
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    _pending: int = 0
    _pending_cost: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @property
    def cost(self) -> float:
        """What the run has cost, by the prices of the settings."""
        return self.limits.cost(self.tokens_in, self.tokens_out)

    def reserve(self, account: Account, tokens_in: int, tokens_out: int) -> None:
        """Set an estimate aside. Raises BudgetError where it would pass a limit."""
        limits, tokens = self.limits, tokens_in + tokens_out
        cost = limits.cost(tokens_in, tokens_out)
        with self._lock:
            if account.tokens + tokens > limits.tokens_per_article:
                raise BudgetError(
                    f"this article would take about {account.tokens + tokens} tokens of {limits.tokens_per_article}"
                )
            used = self.tokens_in + self.tokens_out + self._pending
            if used + tokens > limits.tokens_per_run:
                raise BudgetError(f"this run has used {used} tokens of {limits.tokens_per_run}")
            spent = self.cost + self._pending_cost
            if limits.cost_per_run is not None and spent + cost > limits.cost_per_run:
                raise BudgetError(f"this run has cost {spent:.4f} of {limits.cost_per_run:g}")
            self._pending += tokens
            self._pending_cost += cost

    def settle(self, account: Account, reserved: tuple[int, int], used: tuple[int, int]) -> None:
        """Put what was used in the place of what was set aside; nothing was used where a request failed."""
        with self._lock:
            self._pending -= sum(reserved)
            self._pending_cost -= self.limits.cost(*reserved)
            self.tokens_in += used[0]
            self.tokens_out += used[1]
            self.requests += any(used)
            account.tokens += sum(used)
