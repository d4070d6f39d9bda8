"""What the dashboard says, by language: its own sentences from `texts/`, codes through the codebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kb.comparison.codebook import Codebook
from kb.comparison.matrix import Labels
from kb.curation import read_yaml
from kb.resources import data_path

LANGUAGES = ("en", "de")


@cache
def texts(language: str) -> Mapping[str, str]:
    """All sentences of a language by their key, such as `compare.title`."""
    return dict(_flat(read_yaml(data_path("dashboard", "texts", f"{language}.yaml"))))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, branch in tree.items():
        if isinstance(branch, Mapping):
            yield from _flat(branch, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(branch)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Call it with a key and the facts that its sentence names."""

    language: str
    codebook: Codebook | None = None

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence of this key. Raises KeyError for a key that no text has."""
        sentence = texts(self.language)[key]
        return sentence.format(**facts) if facts else sentence

    def number(self, key: str, number: int) -> str:
        """A sentence that counts: `key.one` or `key.other`."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", n=number)

    def figure(self, number: int) -> str:
        """A whole number with its thousands set apart."""
        return f"{number:,}".replace(",", self("number.thousands"))

    def of(self, labels: Labels) -> str:
        """The label in this language, else in whichever there is."""
        return labels.get(self.language) or next(iter(labels.values()), "")

    def code(self, scheme: str, notation: str | None) -> str:
        """The label of a code of a scheme; the code itself where no scheme knows it."""
        if notation is None:
            return ""
        return (self.of(self.codebook.label(scheme, notation)) if self.codebook else "") or notation

    def day(self, iso: str | None) -> str:
        """A date, or a month, as it is written in this language; what is neither stays as it is."""
        is_month = len(iso or "") == len("2026-03")
        try:
            day = date.fromisoformat(f"{iso}-01" if is_month else iso or "")
        except ValueError:
            return iso or ""
        month = self("date.months").split()[day.month - 1]
        if is_month:
            return self("date.month-form", month=month, year=day.year)
        return self("date.form", day=day.day, month=month, year=day.year)
