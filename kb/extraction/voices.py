"""Voices: who may be the speaker of a statement, with what speaks for each, as features."""

from collections.abc import Iterator

from kb.claim import Speaker
from kb.extraction.actors import ADJECTIVE, PLACE, nominative
from kb.extraction.overview import Statement
from kb.extraction.reading import Reading

_LOOK_BACK = 4


def speaker_hypotheses(statement: Statement, ruled: Speaker | None) -> dict[Speaker | None, frozenset[str]]:
    """Everybody who may be the speaker, `None` for the article's own voice, each with its grounds."""
    grounds: dict[Speaker | None, set[str]] = {None: {"nobody"}}
    for speaker, ground in _put_forward(statement, ruled):
        known = next((s for s in grounds if s is not None and s.name == speaker.name), speaker)
        grounds.setdefault(known, set()).add(ground)
    if ruled is None:
        grounds[None].add("ruled")
    return {speaker: frozenset(found) for speaker, found in grounds.items()}


def _put_forward(statement: Statement, ruled: Speaker | None) -> Iterator[tuple[Speaker, str]]:
    if ruled is not None:
        yield ruled, "ruled"
    reading, passage = statement.reading, statement.passage
    for utterance in reading.utterances:
        inside = "in" if passage.first <= utterance.verb < passage.last else "out"
        sort = "position" if utterance.position else "said" if utterance.explicit else "carried"
        yield utterance.speaker, f"{sort}-{inside}"
    for person in reading.persons:
        yield Speaker(person.person.name, person.person.affiliation), "person"
    language = statement.overview.article.language
    for mention in passage.mentions:
        if mention.kind not in {ADJECTIVE, PLACE} and mention.code in statement.found.guarantors:
            yield Speaker(nominative(mention, language), mention.code), "guarantor"
    for back in range(1, _LOOK_BACK + 1):
        if statement.number >= back:
            yield from _earlier(statement.overview.readings[statement.number - back], back)


def _earlier(reading: Reading, back: int) -> Iterator[tuple[Speaker, str]]:
    for utterance in reading.utterances[-1:]:
        yield utterance.speaker, f"said{back}" if utterance.explicit else f"carried{back}"
    for person in reading.persons[-1:]:
        yield Speaker(person.person.name, person.person.affiliation), f"person{back}"


def speaker_features(statement: Statement, speaker: Speaker | None, grounds: frozenset[str]) -> tuple[str, ...]:
    """The features of one hypothesis."""
    overview, reading, passage = statement.overview, statement.reading, statement.passage
    tokens = reading.sentence.tokens
    kind = "nobody" if speaker is None else "free" if speaker.affiliation is None else "for"
    found = [f"g={ground}" for ground in grounds] + [f"kind={kind}"]
    found.append("only=" + "+".join(sorted(grounds))[:60])
    forms = {t.form for t in tokens}
    quoted = "quoted" if forms & {"„", "“", '"', "”", "«", "»"} else "plain"
    said = (
        "said"
        if any(u.explicit and not u.position for u in reading.utterances)
        else ("position" if any(u.explicit for u in reading.utterances) else "silent")
    )
    before = overview.readings[statement.number - 1] if statement.number else None
    goes_on = before is not None and before.sentence.paragraph == reading.sentence.paragraph
    for ground in grounds:
        found += [f"g={ground}|{quoted}", f"g={ground}|{said}", f"g={ground}|{goes_on}", f"g={ground}|{kind}"]
    if speaker is not None:
        side = (
            "G"
            if speaker.affiliation in statement.found.guarantors
            else "B"
            if speaker.affiliation in statement.found.beneficiaries
            else "X"
            if speaker.affiliation in statement.found.attackers
            else "-"
        )
        found += [f"side={side}", f"side={side}|{said}"]
        found += [f"g={ground}|{side}" for ground in grounds]
    for value in sorted(statement.values):
        if value.startswith(("acts:", "reporting:", "concepts:reporting", "concepts:duty", "concepts:history")):
            found += [f"{kind}|{value}", f"{kind}|{value}|{said}"]
    found += [f"{kind}|{quoted}|{said}", f"{kind}|instrument={bool(reading.instruments)}"]
    found += [f"{kind}|w={t.form}" for t in tokens[passage.first : passage.last]]
    answering = any(not u.explicit for u in reading.utterances)
    found.append(f"{kind}|carried={answering}")
    talk = overview.share("reporting:said")
    found.append(f"{kind}|talk={min(4, int(talk * 8))}")
    return tuple(dict.fromkeys(found))
