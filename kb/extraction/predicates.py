"""Predicates: who protects whom by the verbs of a clause, from case, prepositions and word order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, Mention
from kb.extraction.lexicon import Match
from kb.extraction.tables import read_table, word_set
from kb.extraction.tokens import CLAUSE_ENDS, Token
from kb.languages import language_of

SCOPE = "predicates"
_WEIGHT = 6.0
_NEAR, _FAR = 4, 7
_G, _B = "G", "B"
_ROLES = {_G: "roles:guarantor", _B: "roles:beneficiary"}
_PASSIVES = frozenset({"given", "attacked"})


@cache
def _casts() -> dict[str, tuple[str, str, dict[str, str]]]:
    """For each sort of verb: the role of its subject, of its bare or dative object, of its prepositional objects."""
    rows: dict[str, dict[str, Any]] = read_table("lexicon", "casts.yaml")["casts"]
    return {
        sort: (row.get("subject", ""), row.get("object", ""), dict(row.get("prepositions", {})))
        for sort, row in rows.items()
    }


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention as a clause uses it: `case` is "" (unmarked), "dative", "genitive", or the preposition before it."""

    mention: Mention
    case: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens `first` to `last` around a verb, with the actors that are its arguments."""

    tokens: Sequence[Token]
    first: int
    last: int
    verb: int
    cased: bool
    arguments: tuple[Argument, ...]

    def subject(self) -> Argument | None:
        """The first bare actor; in English it stands before the verb, in German no other noun stands before it."""
        if self.cased:
            bare = [a for a in self.arguments if a.case == ""]
            taken = not bare or self._noun_before(bare[0].mention) or self._pronoun(self.first, bare[0].mention.first)
            return None if taken else bare[0]
        bare = [a for a in self.arguments if a.case == "" and 0 <= self.verb - a.mention.last <= _FAR]
        return bare[-1] if bare and not self._pronoun(bare[-1].mention.last, self.verb) else None

    def _pronoun(self, first: int, last: int) -> bool:
        """Whether a pronoun among these tokens is the subject."""
        return any(token.form in word_set("pronouns") for token in self.tokens[first:last])

    def is_object(self, argument: Argument, subject: Argument | None) -> bool:
        """Whether a bare actor is the verb's object: behind it, in German behind the subject."""
        if argument.case == "dative":
            return True
        if argument.case:
            return False
        if not self.cased:
            return 0 < argument.mention.first - self.verb <= _NEAR
        return subject is None or argument.mention.first > subject.mention.first

    def _noun_before(self, mention: Mention) -> bool:
        """Whether a bare noun that names no actor opens the clause and so is its subject."""
        taken = {n for a in self.arguments for n in range(a.mention.first, a.mention.last)}
        for at in range(self.first, mention.first):
            token = self.tokens[at]
            titled = mention.kind == PERSON and mention.first - at <= 2
            if token.capitalised and at > self.first and at not in taken and not titled and not token.joined:
                back = {t.form for t in self.tokens[max(self.first, at - 3) : at]}
                if not back & word_set("prepositions"):
                    return True
        return False


def cast_predicates(
    matches: Iterable[Match], mentions: Sequence[Mention], tokens: Sequence[Token], language: str
) -> list[Match]:
    """Role matches for the actors that are subjects and objects of the sentence's verbs of protection."""
    found = list(matches)
    bounds = _boundaries(found, mentions, tokens)
    cased = language_of(language).case_marking
    roles: list[Match] = []
    for match in found:
        scope, _, sort = match.value.partition(":")
        if scope == SCOPE and _is_verb(tokens, match, mentions, cased):
            clause = _clause(match, bounds, mentions, tokens, cased)
            roles += _cast(clause, sort, mentions)
    return roles


def _cast(clause: Clause, sort: str, mentions: Sequence[Mention]) -> list[Match]:
    own, bare, by_preposition = _casts()[sort]
    subject = clause.subject()
    if sort not in _PASSIVES and _infinitive(clause) and (clause.cased or subject is None):
        subject = _outer_subject(clause, mentions)
    chosen: list[tuple[str, Mention]] = []
    passive = clause.cased and sort not in _PASSIVES and _passive(clause)
    if subject is not None and not passive:
        chosen.append((own, subject.mention))
    for argument in clause.arguments:
        inner = subject is not None and subject.mention.first >= clause.first
        if inner and subject is not None and _same_phrase(argument.mention, subject.mention, mentions, clause.tokens):
            continue
        role = by_preposition.get(argument.case, "")
        if role and not clause.cased and not 0 < argument.mention.first - clause.verb <= _FAR + 1:
            role = ""
        if clause.is_object(argument, subject):
            role = bare
        chosen.append((role, argument.mention))
    return [Match(_ROLES[role], _WEIGHT, m.first, m.last, ((role, m),), SCOPE) for role, m in chosen if role]


def _boundaries(matches: Sequence[Match], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[int]:
    """The tokens at which clauses begin or end: stops, conjunctions, commas that list nothing, verbs of saying."""
    persons = {m.first for m in mentions if m.kind == PERSON}
    listed = {m.last for m in mentions} & {m.first - 1 for m in mentions if m.first not in persons}
    verbs = {at for m in matches if m.value.startswith(SCOPE) for at in range(m.first, m.last)}
    said = {m.first for m in matches if m.value == "reporting:said"} - verbs
    return [
        at
        for at, token in enumerate(tokens)
        if token.form in CLAUSE_ENDS
        or at in said
        or token.form in word_set("clause_openers")
        or (token.form == "," and at not in listed)
        or token.form in {"–", "—"}
    ]


def _clause(
    match: Match, bounds: Sequence[int], mentions: Sequence[Mention], tokens: Sequence[Token], cased: bool
) -> Clause:
    verb = match.last - 1 if match.value.partition(":")[2] in _PASSIVES else match.first
    first = max((at + 1 for at in bounds if at < match.first), default=0)
    last = min((at for at in bounds if at >= match.last), default=len(tokens))
    if cased and match.first and (tokens[match.first - 1].form == "zu" or "zu" in tokens[match.first].form[1:8]):
        first = _infinitive_clause(tokens, first, match.first)
    inside = (_argument(m, tokens, cased) for m in mentions if first <= m.first and m.last <= last)
    return Clause(tokens, first, last, verb, cased, tuple(a for a in inside if a is not None))


def _infinitive_clause(tokens: Sequence[Token], first: int, verb: int) -> int:
    """Where a German infinitive clause begins: behind the last comma, unless that comma only lists names."""
    comma = next((at for at in range(verb - 1, first, -1) if tokens[at].form == ","), None)
    if comma is None or any(t.form in word_set("conjoined_verbs") for t in tokens[comma:verb]):
        return first
    return comma + 1


def _is_verb(tokens: Sequence[Token], match: Match, mentions: Sequence[Mention], cased: bool) -> bool:
    """Whether a form is used as a verb: lower case in German; in English no article or noun goes with it."""
    token = tokens[match.first]
    if cased:
        return not token.capitalised or match.first == 0
    if match.last < len(tokens) and tokens[match.last].form == "up":
        return False
    before = {t.form for t in tokens[max(0, match.first - 2) : match.first]}
    active = match.value.partition(":")[2] not in _PASSIVES
    if active and token.form.endswith(("ed", "t", "n")) and before & word_set("passive_forms"):
        return False
    if token.form not in word_set("noun_forms"):
        return True
    before = {t.form for t in tokens[max(0, match.first - 3) : match.first]}
    close = tokens[match.first - 1].form if match.first else ""
    verbal = close in word_set("verb_openers") or bool(before & word_set("modals"))
    return verbal or any(m.last == match.first for m in mentions if m.kind != ADJECTIVE)


def _argument(mention: Mention, tokens: Sequence[Token], cased: bool) -> Argument | None:
    """The mention with its case; None for adjectives, possessives and places without a preposition."""
    if mention.kind == ADJECTIVE or (mention.last < len(tokens) and tokens[mention.last].form == "'s"):
        return None
    at = mention.first - 1
    article = tokens[mention.first].form if tokens[mention.first].form in word_set("determiners") else ""
    while at >= 0 and (tokens[at].form in word_set("determiners") or tokens[at].form in word_set("attributes")):
        article = tokens[at].form if tokens[at].form in word_set("determiners") else article
        at -= 1
    before = tokens[at].form if at >= 0 else ""
    if before in word_set("prepositions"):
        return Argument(mention, before)
    if mention.kind == PLACE:
        return None
    if cased and tokens[mention.first].form in word_set("masculines"):
        return Argument(mention, "dative" if article == "dem" else "genitive" if article == "des" else "")
    if cased and article in {"der", "des"}:
        noun = at > 0 and tokens[at].capitalised
        return Argument(mention, "genitive" if noun or article == "des" else "dative")
    return Argument(mention, "dative" if cased and article in word_set("datives") else "")


def _infinitive(clause: Clause) -> bool:
    """Whether the verb is an infinitive whose subject stands in the clause before."""
    form = clause.tokens[clause.verb].form
    particle = clause.verb > 0 and clause.tokens[clause.verb - 1].form in word_set("infinitive_openers")
    return particle or (clause.cased and "zu" in form[1:8] and form.endswith("n"))


def _outer_subject(clause: Clause, mentions: Sequence[Mention]) -> Argument | None:
    """The subject of the clause on which an infinitive depends: the first bare actor before it."""
    stops = (at + 1 for at, t in enumerate(clause.tokens[: clause.first]) if t.form in CLAUSE_ENDS)
    opens = max(stops, default=0)
    before = [_argument(m, clause.tokens, clause.cased) for m in mentions if opens <= m.first < m.last < clause.first]
    return next((a for a in before if a is not None and a.case == "" and a.mention.kind != PERSON), None)


def _passive(clause: Clause) -> bool:
    """Whether a German participle goes with "werden", so that the thing promised or protected is the subject."""
    form = clause.tokens[clause.verb].form
    words = {t.form for t in clause.tokens[clause.first : clause.last]}
    participle = form.endswith("t") or form in word_set("participles")
    return participle and bool(words & word_set("passives")) and form not in word_set("passives")


def _same_phrase(one: Mention, other: Mention, mentions: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Whether two mentions stand in one enumeration."""
    left, right = sorted((one.last, other.first)) if one.first < other.first else (other.last, one.first)
    inner = {n for m in mentions for n in range(m.first, m.last)}
    between = [tokens[n].form for n in range(left, right) if n not in inner]
    return set(between) <= word_set("joints") and (one.kind == PERSON) == (other.kind == PERSON)
