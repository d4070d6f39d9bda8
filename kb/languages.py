"""The languages of articles: `kb/lexicon/languages.yaml`, an entry for each; nothing else names a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from kb.tables import read_table

UNKNOWN = "und"
"""The code of a text whose language is not recognised (BCP 47: undetermined)."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the grammar of a language asks of a reader.

    `elisions` are words that an apostrophe ties to the next ("l'Ukraine"); `forms` says which written form counts as
    which other; `adjectives` gives the endings of nationalities, by the ending of the base form, longest first.
    """

    code: str
    label: Mapping[str, str]
    read: bool = False
    verb_second: bool = False
    case_marking: bool = False
    inflected_names: bool = False
    adjectives_follow: bool = False
    elisions: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    adjectives: tuple[tuple[str, tuple[str, ...]], ...] = (("", ("",)),)

    def inflected(self, base: str) -> list[str]:
        """The forms of a nationality: "allemand" is "allemand, allemands, allemande, allemandes" as well."""
        ending, endings = next((rule for rule in self.adjectives if base.endswith(rule[0])), ("", ("",)))
        return [base.removesuffix(ending) + other for other in endings]


@cache
def languages() -> Mapping[str, Language]:
    """All languages that are told apart, by code; those that are `read` have claims found in them."""
    table: dict[str, dict[str, Any]] = read_table("lexicon", "languages.yaml")
    return {code: _language(code, row) for code, row in table["languages"].items()}


@cache
def read_languages() -> frozenset[str]:
    """The codes of the languages in which claims are found."""
    return frozenset(code for code, language in languages().items() if language.read)


def is_read(code: str) -> bool:
    """Whether claims are found in articles of that language."""
    return code in read_languages()


@cache
def language_of(code: str) -> Language:
    """The language of that code; one that is not described has no grammar and goes by its code."""
    return languages().get(code) or Language(code, {"en": code, "de": code})


def names_of_read_languages(language: str) -> str:
    """The languages in which claims are found, as an enumeration in a language of the interface."""
    return ", ".join(sorted(language_of(code).label[language] for code in read_languages()))


def _language(code: str, row: Mapping[str, Any]) -> Language:
    rules = sorted(row.get("adjectives", {"": [""]}).items(), key=lambda rule: -len(rule[0]))
    switches = ("read", "verb_second", "case_marking", "inflected_names", "adjectives_follow")
    return Language(
        code,
        row["label"],
        **{switch: bool(row.get(switch, False)) for switch in switches},
        elisions=frozenset(row.get("elisions", ())),
        forms={written: form for form, every in row.get("forms", {}).items() for written in every},
        adjectives=tuple((ending, tuple(endings)) for ending, endings in rules),
    )
