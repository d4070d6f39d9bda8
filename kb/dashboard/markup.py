"""HTML that is safe by construction: every text is escaped unless it was built here."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

_VOID = frozenset({"area", "br", "hr", "img", "meta", "wbr"})


class Html(str):
    """Markup that was built by `tag`; any other string is text and gets escaped."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` is written for `class`, `aria_label` for `aria-label`; None and False leave one out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[str], separator: str = "") -> Html:
    """Children one after the other, texts escaped."""
    return Html(_text(separator).join(_text(child) for child in children))


def _text(child: str) -> str:
    return child if isinstance(child, Html) else escape(child)


def link(address: str | None, *children: str, **attributes: str | int | bool | None) -> Html:
    """A link to a page of the dashboard or to the web; where the address is none of these, its text alone."""
    if not address or not _is_safe(address):
        return join(children)
    outside = "_blank" if urlsplit(address).netloc else None
    return tag("a", *children, href=address, target=outside, **attributes)


def _is_safe(address: str) -> bool:
    """Whether an address is relative or of the web: an article may bring any string as its address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in {"http", "https"} and bool(parts.netloc)
    return not address.startswith(("//", "\\", "/\\"))
