"""Which of the offered media types a client wants, by its Accept header with q-values."""

from collections.abc import Sequence

from kb.endpoint import formats


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The best of the offered types, the first of equals; None if none is acceptable. Empty accepts all."""
    ranges = _ranges(accept or "*/*")
    qualities = {media_type: _quality(media_type, ranges) for media_type in offered}
    best = max(qualities.values(), default=0.0)
    return next((media_type for media_type in offered if qualities[media_type] == best), None) if best else None


def _ranges(accept: str) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        name = formats.ALIASES.get(name, name)
        ranges[name] = max(_q(parameters), ranges.get(name, 0.0))
    return ranges


def _q(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """The most specific range that covers the type decides, so that q=0 can take one out of many."""
    for name in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0
