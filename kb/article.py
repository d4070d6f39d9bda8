"""An article as it was read: its text, verbatim, and what is known about it."""

import datetime as dt
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A source text.

    `text` is kept verbatim: every quote is a slice of it, so offsets (in Unicode code points) stay valid.
    `id` is a slug (lower case, digits, hyphens); `language` is a BCP 47 code (`de` or `en`).
    """

    id: str
    text: str
    language: str
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    source_note: str | None = None

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the UTF-8 text."""
        return hashlib.sha256(self.text.encode()).hexdigest()
