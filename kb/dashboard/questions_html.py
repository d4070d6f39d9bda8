"""The named questions by topic: what the knowledge base can be asked, each a link to its answer."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording
from kb.queries import NamedQuery


def question_gallery(
    questions: Sequence[NamedQuery],
    topics: Mapping[str, Mapping[str, str]],
    words: Wording,
    address: Callable[[str], str],
    *,
    is_open: bool,
) -> Html:
    """The questions, which come in the order of their topics, each topic folded unless `is_open`.

    `address` gives the address of the page that answers a question, by its name.
    """
    return tag(
        "div",
        *(
            _topic(words.of(topics[topic or ""]), list(asked), words, address, is_open=is_open)
            for topic, asked in groupby(questions, lambda question: question.topic)
        ),
        class_="cf-questions",
    )


def _topic(
    label: str, questions: Sequence[NamedQuery], words: Wording, address: Callable[[str], str], *, is_open: bool
) -> Html:
    links = [tag("li", link(address(question.name), words.of(question.question))) for question in questions]
    number = tag("span", words.number("query.question-count", len(questions)), class_="cf-muted")
    return tag(
        "details",
        tag("summary", join([label, number], " ")),
        tag("ul", *links, class_="cf-plain-list"),
        open=is_open,
    )
