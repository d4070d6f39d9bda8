"""Counting by facets: which claims have which value, as one long number per value, with a bit for each claim.

Seventy thousand claims are nine kilobytes a value; to count a choice is to AND numbers and count their bits.
"""

from collections.abc import Iterable, Mapping, Sequence

Choice = Mapping[str, tuple[str, ...]]
"""The values chosen in each facet; several in one are alternatives."""


class FacetBits:
    """The facets of all claims of one snapshot."""

    def __init__(self, facets: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
        """Each row is a claim's values in the order of `facets`; its place is the claim's number, from 0."""
        table = list(rows)
        self._length = len(table) // 8 + 1
        self.everything = (1 << len(table)) - 1
        self._bits: dict[str, dict[str, int]] = {}
        for column, facet in enumerate(facets):
            places: dict[str, list[int]] = {}
            for place, row in enumerate(table):
                if (value := row[column]) is not None:
                    places.setdefault(value, []).append(place)
            self._bits[facet] = {value: self.of(found) for value, found in places.items()}

    def of(self, places: Iterable[int]) -> int:
        """The claims at these places."""
        written = bytearray(self._length)
        for place in places:
            written[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(written, "little")

    def chosen(self, choice: Choice, among: int, without: str | None = None) -> int:
        """Those among the claims that fit a choice, leaving out one facet."""
        for facet, values in choice.items():
            if values and facet != without:
                fitting = 0
                for value in values:
                    fitting |= self._bits[facet].get(value, 0)
                among &= fitting
        return among

    def counted(self, facet: str, choice: Choice, among: int, most: int) -> tuple[tuple[str, int], ...]:
        """How many claims each value has as if nothing were chosen in its facet: the most frequent, and the chosen."""
        found = self.chosen(choice, among, without=facet)
        numbers = {value: (bits & found).bit_count() for value, bits in self._bits[facet].items()}
        listed = sorted((pair for pair in numbers.items() if pair[1]), key=lambda pair: (-pair[1], pair[0]))[:most]
        kept = {value for value, _ in listed}
        return (*listed, *((value, numbers.get(value, 0)) for value in choice.get(facet, ()) if value not in kept))


def places(bits: int, start: int, length: int) -> list[int]:
    """The places of the claims in a number, in their order: `length` of them from the one at `start` on."""
    found: list[int] = []
    seen = 0
    for byte, value in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        here = value.bit_count()
        if here and seen + here > start:
            for bit in range(8):
                if value >> bit & 1:
                    if seen >= start:
                        found.append(byte * 8 + bit)
                        if len(found) == length:
                            return found
                    seen += 1
        else:
            seen += here
    return found
