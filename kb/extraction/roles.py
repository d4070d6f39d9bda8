"""Roles: who guarantees and who is protected, by the passage itself, its instrument, the article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.extraction.parties import Parties, coordinations
from kb.extraction.passages import Passage
from kb.extraction.priors import Pact, Priors, nato_members, nuclear_powers

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

    def guarantors(self) -> Codes:
        """Those who would protect; empty where nobody can be meant."""
        return self._armed(_first(codes for _, codes in self.guarantor_answers()))

    def guarantor_answers(self) -> Iterator[tuple[str, Codes]]:
        """What each rule says of the guarantors, by its name, the surest rule first."""
        rules = (
            self._membership,
            self._instrument,
            self._pact,
            self._named,
            self._promiser,
            self._mentioned,
            self._carried,
        )
        return ((rule.__name__, rule()) for rule in rules)

    def beneficiaries(self, guarantors: Codes) -> Codes:
        """Those protected by these guarantors; empty where nobody can be meant."""
        return _first(codes for _, codes in self.beneficiary_answers(guarantors))

    def beneficiary_answers(self, guarantors: Codes) -> Iterator[tuple[str, Codes]]:
        """What each rule says of those protected by these guarantors, by its name, the surest rule first."""
        rules = (
            self._parties_of_instrument,
            self._protected,
            self._each_other,
            self._pair,
            self._us,
            self._its,
            self._demander,
            self._other_party,
            self._members,
            self._allies,
            self._main,
            self._own_protection,
        )
        return ((rule.__name__, rule(guarantors)) for rule in rules)

    def _membership(self) -> Codes:
        evidence = self.passage.values("evidence")
        if "membership" not in evidence or "membership-aside" in evidence or self.found.mutual:
            return ()
        if self.found.sure - {*_UNIONS, *self._victim()} and self.found.beneficiaries:
            return ()  # somebody else gives something until, or instead of, membership
        named = {m.code for m in self.passage.mentions} & _UNIONS
        return tuple(named) if len(named) == 1 else ("NATO",)

    def _instrument(self) -> Codes:
        named = set(self.found.guarantors)
        for _, instrument in self.passage.instruments:
            every = (*instrument.guarantors, *instrument.beneficiaries)
            named_all = set(every) <= {m.code for m in self.passage.mentions}
            if not instrument.mutual and (self.found.both or (self.found.bound and named_all)):
                return every
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
        if self.found.mutual and len(named) > 1:
            return named
        return tuple(c for c in named if c not in aside or c in self.found.sure)

    def _promiser(self) -> Codes:
        speaker = self._affiliation()
        if speaker is None or speaker in self._victim() or self.found.others:
            return ()
        return (speaker,) if self.passage.weight("acts:commit") else ()

    def _mentioned(self) -> Codes:
        aside = self.priors.attackers | set(self._victim())
        first = next((c for c in self.found.others if c not in aside), None)
        groups = coordinations(self.passage.mentions, self.passage.reading.sentence.tokens).values()
        together = next((chain for chain in groups if any(m.code == first for m in chain)), ())
        return tuple(dict.fromkeys(m.code for m in together if m.code in self.found.others and m.code not in aside))

    def _carried(self) -> Codes:
        main = self._victim()
        return tuple(c for c in self.priors.guarantors if c not in main)[:1]

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
            if not instrument.mutual and set(guarantors) == {*instrument.guarantors, *instrument.beneficiaries}:
                return guarantors
            if instrument.guarantors == guarantors or instrument.id == "nato-article-5":
                return self._protected(guarantors) or instrument.beneficiaries
        return ()

    def _protected(self, guarantors: Codes) -> Codes:
        return tuple(c for c in self.found.beneficiaries if c not in guarantors and c not in self.priors.attackers)

    def _each_other(self, guarantors: Codes) -> Codes:
        if self.found.mutual and len(guarantors) > 1:
            return guarantors
        pact = self.priors.pact
        if pact is None or guarantors != pact.guarantors:
            return ()
        here = set(self.priors.near(self.passage.reading.sentence.paragraph)) - set(guarantors)
        return pact.beneficiaries if not here or here & set(pact.beneficiaries) else ()

    def _pair(self, guarantors: Codes) -> Codes:
        """The two of whom the paragraph, the last claim or the article speaks, where "both countries" are protected."""
        if not self.found.both:
            return ()
        here = self.priors.near(self.passage.reading.sentence.paragraph)
        for codes in (here, *self.priors.local.values()):
            pair = tuple(c for c in codes if c not in guarantors and c not in _UNIONS)[:2]
            if len(pair) == 2:
                return pair
        return ()

    def _us(self, guarantors: Codes) -> Codes:
        speaker = self._affiliation()
        if speaker is None or speaker in guarantors or "us" not in self.passage.values("anaphora"):
            return ()
        return (speaker,)

    def _its(self, guarantors: Codes) -> Codes:
        """Whom "its defence", "come to their aid" means: another actor of the sentence."""
        if "its" not in self.passage.values("anaphora"):
            return ()
        aside = {*guarantors, *self.priors.attackers, *_UNIONS, self._affiliation()}
        return tuple(c for c in self.found.others if c not in aside)[:1]

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

    def _allies(self, guarantors: Codes) -> Codes:
        """Allies and their territory are those of NATO, where the article speaks of NATO."""
        meant = "allies" in self.passage.values("anaphora") and "NATO" in self.priors.codes
        return ("NATO",) if meant and set(guarantors) <= nato_members() else ()

    def _demander(self, guarantors: Codes) -> Codes:
        """Who demands a guarantee of others wants it for itself, if the article sees it protected at all."""
        speaker = self._affiliation()
        if speaker is None or speaker in guarantors or not self.passage.position:
            return ()
        demanded = self.passage.weight("acts:demand") >= _DECIDED
        protected = (*self.priors.near(self.passage.reading.sentence.paragraph), *self.priors.beneficiaries)
        return (speaker,) if demanded and speaker in protected else ()

    def _own_protection(self, guarantors: Codes) -> Codes:
        """Who speaks of another's guarantee and names nobody else means its own protection."""
        speaker = self._affiliation()
        aside = {*guarantors, *self.priors.attackers}
        return (speaker,) if speaker and len(speaker) == 2 and speaker not in aside else ()

    def _main(self, guarantors: Codes) -> Codes:
        mentioned = {m.code for m in self.passage.mentions}
        near = [c for c in self.priors.beneficiaries if c in mentioned and c not in guarantors]
        rest = tuple(c for c in self.priors.beneficiaries if c not in guarantors)
        here = self.passage.reading.sentence.paragraph
        local = tuple(c for c in self.priors.near(here) if c not in guarantors)
        return _first((tuple(near[:1]), local[:1], rest[:1]))

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
