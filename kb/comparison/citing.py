"""How a comparison is cited: what it compares, in which state of which version, at which address."""

import hashlib
import json
from dataclasses import dataclass

from kb import __version__
from kb.comparison.matrix import Comparison, label_in
from kb.comparison.perspective import EVERYTHING
from kb.comparison.view import CompareView
from kb.comparison.wording import words_of
from kb.namespaces import kb_iri
from kb.store import snapshot_day

NAME = "Casus Foederis"


@dataclass(frozen=True, slots=True)
class Citation:
    """The facts of a citation; `address` is where it was looked at, else the IRI of the comparison."""

    id: str
    title: str
    version: str
    snapshot: str
    day: str
    address: str

    def as_text(self, language: str = "en") -> str:
        """One sentence."""
        return str(words_of(language)["cite"]["text"]).format(
            name=NAME, title=self.title, version=self.version, snapshot=self.snapshot, day=self.day,
            address=self.address,
        )  # fmt: skip

    def as_bibtex(self) -> str:
        """An entry for BibTeX."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{{{NAME}}}}}",
            "year": f"{{{self.day[:4]}}}",
            "version": f"{{{_tex(self.version)}}}",
            "note": f"{{State {_tex(self.snapshot)} of {self.day}}}",
            "url": f"{{{self.address}}}",
            "urldate": f"{{{self.day}}}",
        }
        lines = [f"  {name} = {value}," for name, value in fields.items()]
        return "\n".join([f"@misc{{casus-foederis-{self.id},", *lines, "}"]) + "\n"

    def as_csl(self) -> str:
        """A CSL-JSON item, in a list as Zotero reads it."""
        item = {
            "id": f"casus-foederis-{self.id}",
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": NAME}],
            "issued": {"date-parts": [[int(part) for part in self.day.split("-")]]},
            "version": self.version,
            "note": f"State {self.snapshot}",
            "URL": self.address,
        }
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _tex(text: str) -> str:
    plain = text.replace("\\", " ").replace("{", "(").replace("}", ")")
    return "".join(f"\\{sign}" if sign in "&%$#_" else sign for sign in plain)


def view_of(comparison: Comparison) -> CompareView:
    """What was asked for to get this comparison."""
    ids = tuple(guarantee.id for guarantee in comparison.guarantees)
    return CompareView(ids, comparison.benchmark.id, perspective=comparison.perspective or EVERYTHING)


def comparison_id(comparison: Comparison) -> str:
    """The id of a comparison in one state of the store: the start of the hash of what was asked."""
    asked = f"{view_of(comparison).asked()}\n{comparison.snapshot}"
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def citation(comparison: Comparison, language: str = "en", address: str | None = None) -> Citation:
    """The citation of a comparison."""
    names = [label_in(guarantee.label, language) for guarantee in comparison.guarantees]
    id_ = comparison_id(comparison)
    return Citation(
        id=id_,
        title=str(words_of(language)["cite"]["title"]).format(
            guarantees="; ".join(names), benchmark=label_in(comparison.benchmark.label, language)
        ),
        version=__version__,
        snapshot=comparison.snapshot,
        day=_day(comparison.snapshot),
        address=address or str(kb_iri("comparison", id_)),
    )


def _day(snapshot: str) -> str:
    try:
        return snapshot_day(snapshot).isoformat()
    except (ValueError, OverflowError, OSError):  # a comparison that rests on no store
        return "1970-01-01"
