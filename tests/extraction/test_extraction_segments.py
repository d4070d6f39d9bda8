"""Sentences, headings and boilerplate on nasty German and English text."""

import pytest

from kb.extraction.segment import Kind, segment


def sentences(body: str) -> list[str]:
    text = f"Titel\n\n{body}\n"
    return [text[s.start : s.end] for s in segment(text)][1:]


@pytest.mark.parametrize(
    "body",
    [
        "Am 3. September trafen sich die Minister in Oslo.",
        "Das Abkommen vom 14. und 15. Dezember gilt zehn Jahre.",
        "Nach Art. 5 Abs. 1 des Vertrags wird z. B. Hilfe geleistet.",
        "Dr. Anna Roth von der Uni Kiel sagte es Prof. Klein.",
        "Rund 1.200 Soldaten bzw. 2,5 Prozent der Truppe bleiben.",
        "Die 4. Runde der Gespräche endete im 21. Jahrhundert nicht.",
        "The U.S. Senate met Gen. Smith on Sept. 9 at 5 p.m. in Washington.",
        "Mr. Brown and Sen. Jones signed art. 4 of the pact.",
        "„Wir kommen!“, rief der General den Leuten zu.",
    ],
)
def test_one_sentence_stays_one(body: str) -> None:
    assert sentences(body) == [body]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Das war alles. Mehr kam nicht.", ["Das war alles.", "Mehr kam nicht."]),
        ("Er kam 2022. Danach ging er.", ["Er kam 2022.", "Danach ging er."]),
        ("„Das reicht.“ Dann schwieg er.", ["„Das reicht.“", "Dann schwieg er."]),
        ("Is it over? Nobody knows it here.", ["Is it over?", "Nobody knows it here."]),
        ("It left the U.S. The treaty stayed.", ["It left the U.S.", "The treaty stayed."]),
    ],
)
def test_two_sentences_are_parted(body: str, parts: list[str]) -> None:
    assert sentences(body) == parts


def test_a_reported_question_goes_with_its_answer() -> None:
    body = "Auf die Frage, ob das genüge, winkte sie ab. Das sei zu wenig. Dann ging sie."
    assert sentences(body) == ["Auf die Frage, ob das genüge, winkte sie ab. Das sei zu wenig.", "Dann ging sie."]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Montag, 23.10 Uhr: Der Kanzler spricht", Kind.HEADING),
        ("18.45 No soldiers from Oslo", Kind.HEADING),
        ("Was gilt für neutrale Staaten?", Kind.QUESTION),
        ("Lesen Sie auch: Der große Überblick", Kind.BOILERPLATE),
        ("Read more: all you need to know.", Kind.BOILERPLATE),
        ("Der Vertrag gilt seit dem Jahr 1960 in beiden Ländern.", Kind.BODY),
    ],
)
def test_kinds_of_paragraphs(line: str, kind: Kind) -> None:
    text = f"Ein Titel steht hier\n\nEin erster Satz steht hier.\n\n{line}\n"
    assert segment(text)[-1].kind is kind


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The treaty that both governments signed in the old town hall\nobliges them to help each other."
    assert sentences(f"{wrapped} It has no end date.") == [wrapped, "It has no end date."]
