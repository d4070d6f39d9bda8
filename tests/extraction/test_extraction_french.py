"""French is a language by data alone: its files are whole, its grammar is followed, its articles are read."""

import datetime as dt
from pathlib import Path

import pytest

from kb.article import Article
from kb.evaluation import gold_texts, predicted, read_gold, score
from kb.extracted import Extracted
from kb.extraction import extract
from kb.extraction.actors import find_mentions
from kb.extraction.cues import FILES
from kb.extraction.dates import day_of
from kb.extraction.persons import known_person
from kb.extraction.tokens import forms, tokenise
from kb.languages import languages
from kb.tables import read_table

GOLD = Path(__file__).parent.parent / "contract" / "french"


def test_ten_articles_are_read_well_enough() -> None:
    gold = read_gold(GOLD)
    assert len(gold) == 10
    predictions = predicted(gold_texts(GOLD), lambda article: Extracted(extract(article)))
    report = score(gold, predictions)["overall"]
    assert report["detection"]["f1"] >= 0.7
    assert not any(predictions[name]["claims"] for name, document in gold.items() if not document["claims"])


@pytest.mark.parametrize("name", FILES)
def test_french_speaks_of_what_english_speaks_of(name: str) -> None:
    def values(code: str) -> set[str]:
        return {row["value"] for row in read_table("lexicon", f"{name}.{code}.yaml")["patterns"]}

    assert values("fr") == values("en") - {"after"}  # only English has a genitive before its noun


def test_every_language_told_apart_has_a_name_in_both_languages_of_the_interface() -> None:
    assert set(read_table("lexicon", "stopwords.yaml")) == set(languages()) - {"und"}
    assert all(set(language.label) == {"en", "de"} for language in languages().values())


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("la défense de l'Ukraine", ("le", "défense", "de", "le", "ukraine")),
        ("qu’elle n’enverrait pas", ("que", "elle", "ne", "enverrait", "pas")),
        ("aujourd'hui aux États-Unis", ("aujourd'hui", "à", "états", "unis")),
        ("jusqu'au Donbass", ("jusque", "à", "donbass")),
    ],
)
def test_elided_words_are_words_of_their_own(phrase: str, found: tuple[str, ...]) -> None:
    assert forms(phrase, "fr") == found


def test_other_languages_keep_their_apostrophes() -> None:
    assert forms("l'Aquila o'clock d'Ivoire", "en") == ("l'aquila", "o'clock", "d'ivoire")


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("les troupes ukrainiennes", "UA"),
        ("un navire grec", "GR"),
        ("la frontière turque", "TR"),
        ("les Lettons", "LV"),
        ("la Maison-Blanche", "US"),
        ("l'OTAN", "NATO"),
        ("l'Arabie saoudite", "SA"),
    ],
)
def test_actors_have_their_french_names(phrase: str, code: str) -> None:
    assert [m.code for m in find_mentions(tokenise(phrase, 0, len(phrase), "fr"), "fr")] == [code]


def test_a_person_is_known_by_the_french_spelling() -> None:
    person = known_person(forms("Vladimir Poutine", "fr"), "fr", dt.date(2025, 1, 1))
    assert person is not None
    assert (person.name, person.affiliation, person.role) == ("Vladimir Poutine", "RU", "président")


def test_months_are_written_in_lower_case() -> None:
    text = "L'accord a été signé le 16 février 2024 à Paris."
    assert day_of(tokenise(text, 0, len(text), "fr"), dt.date(2024, 3, 1)) == dt.date(2024, 2, 16)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("« La France défendra l'Estonie », a promis Emmanuel Macron.", "Emmanuel Macron"),
        ("La Finlande défendra l'Estonie, a assuré le premier ministre finlandais, Petteri Orpo.", "Petteri Orpo"),
        ("La Finlande défendra l'Estonie en cas d'attaque, a déclaré le président finlandais.", "Alexander Stubb"),
    ],
)
def test_the_speaker_stands_behind_the_verb_and_the_nationality_behind_the_office(sentence: str, speaker: str) -> None:
    (claim,) = extract(Article("un", f"Garanties\n\n{sentence}", "fr", date=dt.date(2025, 6, 1)))
    assert claim.speaker is not None
    assert claim.speaker.name == speaker
    assert claim.beneficiaries == ("EE",)
