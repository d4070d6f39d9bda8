"""The pipeline: from an article to its claims."""

from kb.article import Article
from kb.claim import Claim, Speaker
from kb.extraction.actors import ADJECTIVE, PERSON, PLACE, nominative
from kb.extraction.acts import COMMITS, DENIES
from kb.extraction.dates import day_of
from kb.extraction.decisions import Decisions, stance_of
from kb.extraction.fields import conditions_of, responses_of
from kb.extraction.hypotheses import Codes
from kb.extraction.judging import rule_act
from kb.extraction.linear import shipped_models
from kb.extraction.overview import Overview, Statement, overview_of
from kb.extraction.passages import Passage
from kb.languages import is_read

THRESHOLD = 0.35
# What the three likeliest statements of an article must add up to; less in a text of a few sentences.
ON_TOPIC, _FEW = 1.6, 0.5


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their quotes.

    Every quote is a slice of the text. An article in a language that is not read has no claims.
    """
    return extract_with(Decisions(shipped_models()), article)


def extract_with(decisions: Decisions, article: Article) -> tuple[Claim, ...]:
    """The claims of an article as these components see them."""
    if not is_read(article.language):
        return ()
    return claims_of(decisions, overview_of(article))


def claims_of(decisions: Decisions, overview: Overview, threshold: float = THRESHOLD) -> tuple[Claim, ...]:
    """The claims of an article that has been read."""
    weighed = [(statement, decisions.claim(statement)) for statement in overview.statements()]
    if sum(sorted((likely for _, likely in weighed), reverse=True)[:3]) < min(ON_TOPIC, _FEW * len(weighed)):
        return ()
    found = [
        claim
        for statement, likely in weighed
        if likely >= threshold and (claim := _claim(decisions, overview, statement, likely)) is not None
    ]
    return tuple(sorted(_distinct(found), key=lambda c: (c.start, c.end)))


def _claim(decisions: Decisions, overview: Overview, statement: Statement, likely: float) -> Claim | None:
    meant = decisions.guarantee(statement)
    if meant is None:
        return None
    guarantors, beneficiaries, kind = meant.guarantors, meant.beneficiaries, meant.kind
    speaker, _ = decisions.speaker(statement, ruled_speaker(statement, rule_act(statement, guarantors), guarantors))
    stance = stance_of(statement, speaker, guarantors, beneficiaries)
    act = decisions.act(statement, guarantors, stance)
    values = decisions.values(statement, act.value, kind, stance)
    passage, sentence, article = statement.passage, statement.reading.sentence, overview.article
    return Claim(
        quote=article.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        speaker=speaker,
        relayed_from=_relayed(passage, speaker, guarantors),
        act=act.value,
        guarantors=_ordered(guarantors, overview),
        beneficiaries=_ordered(beneficiaries, overview),
        guarantee_type=kind,
        responses=responses_of(passage, kind),
        trigger=values["trigger"].value,
        strength=values["strength"].value,
        status=values["status"].value,
        benchmark=statement.benchmark,
        conditions=conditions_of(passage),
        date=day_of(sentence.tokens, article.date) or overview.days[statement.number],
        confidence=round(likely * meant.share * act.share, 2),
    )


def _ordered(codes: Codes, overview: Overview) -> tuple[str, ...]:
    """The actors in the order in which the article first names them."""
    places = {code: place for place, code in enumerate(overview.priors.codes)}
    return tuple(sorted(codes, key=lambda code: (places.get(code, len(places)), code)))


def _relayed(passage: Passage, speaker: Speaker | None, guarantors: Codes) -> str | None:
    """Whose communication the speaker passes on."""
    if speaker is None:
        return None
    for match in passage.matches:
        if match.value == "roles:relayed":
            code = match.captures[0][1].code
            if code != speaker.affiliation and code in guarantors:
                return code
    return None


def ruled_speaker(statement: Statement, act: str, guarantors: Codes) -> Speaker | None:
    """The speaker by the rules; of a promise or refusal that nobody is quoted with, its single author."""
    passage, language = statement.passage, statement.overview.article.language
    inside = any(passage.first <= u.verb < passage.last for u in passage.reading.utterances)
    if act in {COMMITS, DENIES} and not inside and len(guarantors) == 1 and not passage.instruments:
        own = [m for m in passage.mentions if m.code in guarantors]
        people = [m for m in own if m.kind == PERSON]
        nouns = [m for m in own if m.kind not in {ADJECTIVE, PLACE}] if act == COMMITS else []
        if people or (nouns and passage.speaker is None):
            chosen = (people or nouns)[0]
            return Speaker(nominative(chosen, language), chosen.code)
    return passage.speaker


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims without repetitions of the same parties and act in the same quote."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.start, claim.guarantors, claim.beneficiaries, claim.act), claim)
    return list(seen.values())
