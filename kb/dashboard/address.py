"""The addresses of the dashboard: what a page shows stands in its query parameters, so that it can be shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from kb.comparison import DEFAULT_BENCHMARK

MOST_GUARANTEES = 6
OPENING_GUARANTEES = (
    "nato-article-5",
    "us-guarantee-ukraine",
    "european-guarantee-ukraine",
    "partner-guarantee-ukraine",
)
Parameters = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class CompareView:
    """What the comparison shows: columns in their order, the benchmark, which rows, and the cell pointed at.

    `order` are the dimensions of the drawn order, where some were chosen.
    """

    guarantees: tuple[str, ...] = OPENING_GUARANTEES
    benchmark: str = DEFAULT_BENCHMARK
    only_differences: bool = False
    both_speak: bool = False
    cell: str | None = None
    order: tuple[str, ...] = ()

    def parameters(self) -> dict[str, str | list[str]]:
        """The query parameters; those that say what holds anyway are left out."""
        found: dict[str, str | list[str]] = {}
        if self.guarantees != OPENING_GUARANTEES:
            found["g"] = list(self.guarantees) or [""]
        if self.benchmark != DEFAULT_BENCHMARK:
            found["b"] = self.benchmark
        if self.only_differences:
            found["diff"] = "1"
        if self.both_speak:
            found["both"] = "1"
        if self.cell:
            found["cell"] = self.cell
        if self.order:
            found["order"] = list(self.order)
        return found

    def known(self, ids: Iterable[str]) -> "CompareView":
        """The same view without guarantees that do not exist, and no more than fit."""
        there = frozenset(ids)
        chosen = tuple(id_ for id_ in dict.fromkeys(self.guarantees) if id_ in there)[:MOST_GUARANTEES]
        benchmark = self.benchmark if self.benchmark in there else DEFAULT_BENCHMARK
        return replace(self, guarantees=chosen, benchmark=benchmark)


def compare_view(parameters: Mapping[str, list[str]]) -> CompareView:
    """The view that query parameters ask for."""

    def one(name: str) -> str | None:
        return next(iter(parameters.get(name, ())), None)

    asked = parameters.get("g")
    return CompareView(
        guarantees=OPENING_GUARANTEES if asked is None else tuple(id_ for id_ in asked if id_),
        benchmark=one("b") or DEFAULT_BENCHMARK,
        only_differences=one("diff") == "1",
        both_speak=one("both") == "1",
        cell=one("cell"),
        order=tuple(dict.fromkeys(id_ for id_ in parameters.get("order", ()) if id_)),
    )


def href(page: str, language: str, parameters: Parameters | None = None) -> str:
    """The relative address of a page; the empty name is the landing page."""
    return f"{page or '.'}?{query_string({'lang': language, **(parameters or {})})}"


def query_string(parameters: Parameters) -> str:
    """Query parameters as they stand in an address, several values of one in their order."""
    return urlencode(
        [
            (name, value)
            for name, values in parameters.items()
            for value in ([values] if isinstance(values, str) else values)
        ]
    )
