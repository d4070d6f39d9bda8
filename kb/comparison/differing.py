"""What differs, told in words: cells that flip, changes between days, claims that do not fit."""

from collections.abc import Iterable, Mapping
from typing import Any

from kb.comparison.changes import Aspect, Change, Difference, Face
from kb.comparison.codebook import Codebook
from kb.comparison.conflicts import RELATION, Conflict, Qualifier
from kb.comparison.evidence import StatedClaim
from kb.comparison.matrix import Comparison, Labels, label_in
from kb.comparison.wording import words_of

_SCHEMES = {"condition": "condition", "trigger": "trigger", "relation": "relation", "status": "status",
            "strength": "strength"}  # fmt: skip


class Teller:
    """Tells differences in one language, codes by their labels, guarantees by their names."""

    def __init__(self, codebook: Codebook, guarantees: Mapping[str, Labels], language: str) -> None:
        self.codebook = codebook
        self.language = language
        self.words: Mapping[str, Any] = words_of(language)["differing"]
        self._guarantees = guarantees
        self._dimensions = {dimension.id: dimension for dimension in codebook.dimensions}

    @property
    def names(self) -> list[str]:
        """The names of all guarantees."""
        return [self.guarantee(id_) for id_ in self._guarantees]

    def count(self, found: Difference) -> str:
        """How many cells change."""
        number = len(found.cells)
        return str(self.words["count"]["one" if number == 1 else "other"]).format(number=number)

    def guarantee(self, id_: str) -> str:
        """The name of a guarantee."""
        return label_in(self._guarantees.get(id_, {}), self.language) or id_

    def dimension(self, id_: str) -> str:
        """The name of a dimension, or that of the relation to a benchmark."""
        found = self._dimensions.get(id_)
        return label_in(found.label, self.language) if found else str(self.words.get(id_, id_))

    def change(self, change: Change) -> str:
        """What a cell showed, and what it shows."""
        before, after = (self.face(found, change) for found in (change.before, change.after))
        return str(self.words["change"]).format(before=before, after=after)

    def face(self, face: Face | None, change: Change) -> str:
        """Of what a cell shows that which changed."""
        if face is None:
            return str(self.words["no-cell"])
        parts = []
        for aspect in change.aspects:
            told = self._aspect(face, aspect, change.dimension)
            if told and told not in parts:
                parts.append(told)
        return ", ".join(parts) or str(self.words["nothing"])

    def _aspect(self, face: Face, aspect: Aspect, dimension: str) -> str:
        match aspect:
            case Aspect.VALUES:
                return self._values(face, dimension)
            case Aspect.ABSENCE:
                return self._label("absence", face["absence"]) if face["absence"] else self._values(face, dimension)
            case Aspect.STATUS:
                status = face["status"]
                return (self._label("d5", status) or self._label("status", status)) if status else ""
            case Aspect.CONTESTED:
                return str(self.words["contested" if face["contested"] else "uncontested"])
        return str(words_of(self.language)["result"].get(face["result"], self.words["unmeasured"]))

    def _values(self, face: Face, dimension: str) -> str:
        told = [self._label(dimension, value) for value in dict.fromkeys([*face["text"], *face["claims"]])]
        denied = [
            str(self.words["denied-value"]).format(value=self._label(dimension, value)) for value in face["denied"]
        ]
        return "; ".join([*told, *denied])

    def _label(self, scheme: str, notation: str) -> str:
        return label_in(self.codebook.label(scheme, notation), self.language) or notation

    def difference(self, found: Difference) -> list[str]:
        """A line for each cell that changed, each verdict, and the number of claims that came or went."""
        lines = [
            f"{self.guarantee(change.guarantee)}, {self.dimension(change.dimension)}: {self.change(change)}"
            for change in found.cells
        ]
        results = words_of(self.language)["result"]
        for id_, pair in (found.verdicts or {}).items():
            before, after = (results.get(result, self.words["unmeasured"]) for result in pair)
            lines.append(str(self.words["verdict"]).format(guarantee=self.guarantee(id_), before=before, after=after))
        for name, claims in (("new-claims", found.new_claims), ("lost-claims", found.lost_claims)):
            if claims:
                lines.append(str(self.words[name]).format(number=len(claims), claims=", ".join(claims[:12])))
        return lines

    def side(self, claim: StatedClaim, values: Iterable[str], dimension: str) -> str:
        """One side of a conflict in one line: who says what when."""
        evidence = claim.evidence
        scheme = "relation" if dimension == RELATION else dimension
        labels = ", ".join(self._label(scheme, value) for value in values)
        polarity = self.words["polarity"][evidence.polarity]
        who = evidence.speaker or evidence.publisher or evidence.source
        return f"{evidence.date or self.words['undated']}, {who}: {polarity.format(values=labels)}"

    def qualifier(self, qualifier: Qualifier) -> str:
        """A respect in which two claims differ."""
        scheme = _SCHEMES.get(qualifier.name)
        sides = [
            ", ".join(self._label(scheme, code) if scheme else code for code in side) or str(self.words["unsaid"])
            for side in (qualifier.first, qualifier.second)
        ]
        return f"{self.words['qualifiers'][qualifier.name]}: {sides[0]} / {sides[1]}"

    def conflict(self, conflict: Conflict) -> dict[str, Any]:
        """A conflict as a document for other programs, told in this language."""

        def side(claim: StatedClaim, values: tuple[str, ...]) -> dict[str, Any]:
            evidence = claim.evidence
            return {
                "claim": claim.id,
                "says": self.side(claim, values, conflict.dimension),
                "values": list(values),
                "polarity": str(evidence.polarity),
                "date": evidence.date,
                "speaker": evidence.speaker,
                "quote": evidence.quote,
                "language": evidence.language,
                "source": evidence.source,
                "url": evidence.url,
            }

        return {
            "guarantee": conflict.guarantee,
            "dimension": conflict.dimension,
            "kind": str(conflict.kind),
            "in_words": str(self.words["kinds"][conflict.kind]),
            "first": side(conflict.first, conflict.first_values),
            "second": side(conflict.second, conflict.second_values),
            "may_be_reconciled_by": [self.qualifier(qualifier) for qualifier in conflict.qualifiers],
        }


def teller(comparison: Comparison, codebook: Codebook, language: str) -> Teller:
    """Tells what differs in a comparison."""
    guarantees = (*comparison.guarantees, comparison.benchmark)
    return Teller(codebook, {guarantee.id: guarantee.label for guarantee in guarantees}, language)
