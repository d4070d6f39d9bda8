"""Which comparison is asked for, and how it is shown: the same words in an address, a download and a feed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from kb.comparison.compare import DEFAULT_BENCHMARK
from kb.comparison.perspective import EVERYTHING, Perspective, read_day, read_voice

MOST_GUARANTEES = 6
OPENING_GUARANTEES = (
    "nato-article-5",
    "us-guarantee-ukraine",
    "european-guarantee-ukraine",
    "partner-guarantee-ukraine",
)
NAMES = frozenset(
    {"g", "b", "diff", "both", "cell", "order", "by", "no", "primary", "reviewed", "as-of", "known-on", "pin", "turned",
     "from", "to", "since"}
)  # fmt: skip
"""The parameters of a comparison."""
Parameters = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class CompareView:
    """What the comparison shows: columns in their order, the benchmark, which rows, and the cell pointed at.

    `order` are the dimensions of the drawn order, where some were chosen. `pinned` is the column that stays in sight,
    `turned` puts guarantees in rows. `start` and `end` bound the days that are played;
    what changed is told from `since` on.
    """

    guarantees: tuple[str, ...] = OPENING_GUARANTEES
    benchmark: str = DEFAULT_BENCHMARK
    only_differences: bool = False
    both_speak: bool = False
    cell: str | None = None
    order: tuple[str, ...] = ()
    perspective: Perspective = EVERYTHING
    pinned: str | None = None
    turned: bool = False
    start: str | None = None
    end: str | None = None
    since: str | None = None

    def parameters(self) -> dict[str, str | list[str]]:
        """The query parameters; those that say what holds anyway are left out."""
        wanted: dict[str, str | list[str] | None] = {
            "g": list(self.guarantees) or [""] if self.guarantees != OPENING_GUARANTEES else None,
            "b": self.benchmark if self.benchmark != DEFAULT_BENCHMARK else None,
            "diff": "1" if self.only_differences else None,
            "both": "1" if self.both_speak else None,
            "cell": self.cell,
            "order": list(self.order),
            **told(self.perspective),
            "pin": self.pinned,
            "turned": "1" if self.turned else None,
            "from": self.start,
            "to": self.end,
            "since": self.since,
        }
        return {name: value for name, value in wanted.items() if value}

    def asked(self) -> str:
        """What is compared, as one query string: all that changes a cell, nothing that changes the look alone."""
        content = {"g": list(self.guarantees), "b": self.benchmark, **told(self.perspective)}
        return query_string({name: value for name, value in content.items() if value})

    def known(self, ids: Iterable[str]) -> "CompareView":
        """The same view without guarantees that do not exist, and no more than fit."""
        there = frozenset(ids)
        chosen = tuple(id_ for id_ in dict.fromkeys(self.guarantees) if id_ in there)[:MOST_GUARANTEES]
        benchmark = self.benchmark if self.benchmark in there else DEFAULT_BENCHMARK
        pinned = self.pinned if self.pinned in {*chosen, benchmark} else None
        return replace(self, guarantees=chosen, benchmark=benchmark, pinned=pinned)


def told(perspective: Perspective) -> dict[str, str | list[str] | None]:
    """The parameters of a perspective; what restricts nothing is empty."""
    return {
        "by": str(perspective.according_to) if perspective.according_to else None,
        "no": [str(voice) for voice in perspective.without],
        "primary": "1" if perspective.primary else None,
        "reviewed": "1" if perspective.reviewed else None,
        "as-of": perspective.as_of,
        "known-on": perspective.known_on,
    }


def compare_view(parameters: Mapping[str, list[str]]) -> CompareView:
    """The view that query parameters ask for. Raises QueryError for a voice or a day that cannot be read."""

    def one(name: str) -> str | None:
        return next((value for value in parameters.get(name, ()) if value), None)

    def day(name: str) -> str | None:
        written = one(name)
        return read_day(written) if written else None

    asked = parameters.get("g")
    speaking = one("by")
    return CompareView(
        guarantees=OPENING_GUARANTEES if asked is None else tuple(id_ for id_ in asked if id_),
        benchmark=one("b") or DEFAULT_BENCHMARK,
        only_differences=one("diff") == "1",
        both_speak=one("both") == "1",
        cell=one("cell"),
        order=tuple(dict.fromkeys(id_ for id_ in parameters.get("order", ()) if id_)),
        perspective=Perspective(
            according_to=read_voice(speaking) if speaking else None,
            without=tuple(dict.fromkeys(read_voice(voice) for voice in parameters.get("no", ()) if voice)),
            primary=one("primary") == "1",
            reviewed=one("reviewed") == "1",
            as_of=day("as-of"),
            known_on=day("known-on"),
        ),
        pinned=one("pin"),
        turned=one("turned") == "1",
        start=day("from"),
        end=day("to"),
        since=day("since"),
    )


def query_string(parameters: Parameters) -> str:
    """Query parameters as they stand in an address, several values of one in their order."""
    return urlencode(
        [
            (name, value)
            for name, values in parameters.items()
            for value in ([values] if isinstance(values, str) else values)
        ]
    )
