"""Roles: who guarantees and who is protected, by the passage itself, its instrument, the article, the last claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.extraction.frame import Frame
from kb.extraction.parties import Parties
from kb.extraction.passages import Passage
from kb.extraction.priors import Pact, Priors, nuclear_powers

Codes = tuple[str, ...]
_UNIONS = frozenset({"NATO", "EU"})
_MANY = 3  # an enumeration of so many guarantors is meant, whoever is among them
_DECIDED = 2.0


@dataclass(frozen=True, slots=True)
class Cast:
    """A passage with all that decides its roles; the rules are tried in order, the first answer counts."""

    passage: Passage
    found: Parties
    priors: Priors
    frame: Frame

    def guarantors(self) -> Codes:
        """Those who would protect; empty where nobody can be meant."""
        rules = (
            self._membership,
            self._instrument,
            self._pact,
            self._named,
            self._these,
            self._promiser,
            self._mentioned,
            self._carried,
        )
        return self._armed(_first(rule() for rule in rules))

    def beneficiaries(self, guarantors: Codes) -> Codes:
        """Those protected by these guarantors; empty where nobody can be meant."""
        rules = (
            self._parties_of_instrument,
            self._protected,
            self._each_other,
            self._us,
            self._other_party,
            self._members,
            self._main,
        )
        return _first(rule(guarantors) for rule in rules)

    def _membership(self) -> Codes:
        evidence = self.passage.values("evidence")
        if "membership" not in evidence or "membership-aside" in evidence or self.found.mutual:
            return ()
        named = {m.code for m in self.passage.mentions} & _UNIONS
        return tuple(named) if len(named) == 1 else (self.frame.union,)

    def _instrument(self) -> Codes:
        named = set(self.found.guarantors)
        for _, instrument in self.passage.instruments:
            others = named and not named & set(instrument.guarantors)
            if named >= set(instrument.guarantors) or (not others and (instrument.mutual or not named)):
                return instrument.guarantors
        return ()

    def _pact(self) -> Codes:
        pact = self.priors.pact
        return pact.guarantors if pact is not None and self._on_pact(pact) else ()

    def _on_pact(self, pact: Pact) -> bool:
        evidence = self.passage.values("evidence") & {"treaty", "binding-words", "guarantee", "defend"}
        return bool(evidence) and not self.found.guarantors and set(self.found.others) <= set(pact.guarantors)

    def _named(self) -> Codes:
        named = self.found.guarantors
        aside = set(self._victim()) | (self.priors.attackers if len(named) < _MANY else set())
        return tuple(c for c in named if c not in aside) or (named if self.found.mutual else ())

    def _these(self) -> Codes:
        return self.frame.guarantors if "these" in self.passage.values("anaphora") else ()

    def _promiser(self) -> Codes:
        speaker = self._affiliation()
        if speaker is None or speaker in self._victim() or self.found.others:
            return ()
        return (speaker,) if self.passage.weight("acts:commit") else ()

    def _mentioned(self) -> Codes:
        aside = self.priors.attackers | set(self._victim())
        return tuple(c for c in self.found.others if c not in aside)[:1]

    def _carried(self) -> Codes:
        main = self._victim()
        return self.frame.guarantors or tuple(c for c in self.priors.guarantors if c not in main)[:1]

    def _armed(self, guarantors: Codes) -> Codes:
        """For a nuclear guarantee those guarantors that have the weapons, else the article's nuclear guarantor."""
        if "nuclear" not in self.passage.values("evidence"):
            return guarantors
        able = nuclear_powers()
        speaker = self._affiliation()
        own = (speaker,) if speaker in able and speaker not in self.priors.attackers else ()
        prior = tuple(c for c in self.priors.guarantors if c in able)[:1]
        return _first((tuple(c for c in guarantors if c in able), tuple(filter(None, own)), prior, guarantors))

    def _parties_of_instrument(self, guarantors: Codes) -> Codes:
        for _, instrument in self.passage.instruments:
            if instrument.guarantors == guarantors or instrument.id == "nato-article-5":
                return self._protected(guarantors) or instrument.beneficiaries
        return ()

    def _protected(self, guarantors: Codes) -> Codes:
        return tuple(c for c in self.found.beneficiaries if c not in guarantors and c not in self.priors.attackers)

    def _each_other(self, guarantors: Codes) -> Codes:
        if self.found.mutual and len(guarantors) > 1:
            return guarantors
        pact = self.priors.pact
        return pact.beneficiaries if pact is not None and guarantors == pact.guarantors else ()

    def _us(self, guarantors: Codes) -> Codes:
        tokens = self.passage.reading.sentence.tokens[self.passage.first : self.passage.last]
        speaker = self._affiliation()
        if speaker is None or speaker in guarantors or not any(t.form in {"us", "uns"} for t in tokens):
            return ()
        return (speaker,)

    def _other_party(self, guarantors: Codes) -> Codes:
        pact = self.priors.pact
        if pact is None or not set(guarantors) < set(pact.guarantors):
            return ()
        return tuple(c for c in pact.beneficiaries if c not in guarantors)

    def _members(self, guarantors: Codes) -> Codes:
        """An alliance protects its members where nobody else is named."""
        if guarantors == ("EU",) and "eu-article-42-7" in self.priors.themes:
            return guarantors
        stationed = self.passage.values("evidence") & {"membership", "force"}
        return guarantors if guarantors == ("NATO",) and not stationed else ()

    def _main(self, guarantors: Codes) -> Codes:
        mentioned = {m.code for m in self.passage.mentions}
        near = [c for c in self.priors.beneficiaries if c in mentioned and c not in guarantors]
        carried = tuple(c for c in self.frame.beneficiaries if c not in guarantors and c not in _UNIONS)
        rest = tuple(c for c in self.priors.beneficiaries if c not in guarantors)
        return _first((tuple(near[:1]), carried, rest[:1]))

    def _victim(self) -> Codes:
        """Whom the article chiefly sees protected: no guarantor, unless the promise is mutual."""
        return self.priors.beneficiaries[:1]

    def _affiliation(self) -> str | None:
        return self.passage.speaker.affiliation if self.passage.speaker else None


def voice(passage: Passage) -> str | None:
    """For whom the quoted person speaks, where the sentence makes that person no party by itself."""
    if passage.speaker is None:
        return None
    demanding = max(passage.weight("acts:demand"), passage.weight("acts:doubt")) >= _DECIDED
    return passage.speaker.affiliation if demanding or not passage.position else None


def _first(answers: Iterable[Codes]) -> Codes:
    return next((codes for codes in answers if codes), ())
