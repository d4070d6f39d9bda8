"""The head of every page: its title, and the way to the same page in the other language."""

import streamlit as st

from kb.dashboard import session
from kb.dashboard.address import query_string
from kb.dashboard.markup import Html, tag
from kb.dashboard.wording import LANGUAGES, Wording

NAMES = {"en": "English", "de": "Deutsch"}
"""Each language in its own words, whatever the language of the page."""


def page_head(words: Wording, title: str, lead: str | None = None) -> None:
    """Title, the languages, and one sentence on what the page is for."""
    heading = tag("h1", title)
    below = tag("p", lead, class_="cf-lead") if lead else ""
    st.html(tag("header", tag("div", heading, _languages(words), class_="cf-title"), below, class_="cf-head"))


def _languages(words: Wording) -> Html:
    """Links, not a widget: the page is fetched anew, so that its `lang` is right from the start."""
    parameters: dict[str, str | list[str]] = {
        name: values for name, values in session.parameters().items() if name != "lang"
    }
    parts = [
        tag("strong", NAMES[language], lang=language, aria_current="true")
        if language == words.language
        else tag(
            "a",
            NAMES[language],
            lang=language,
            hreflang=language,
            href="?" + query_string({**parameters, "lang": language}),
        )
        for language in LANGUAGES
    ]
    return tag("nav", *parts, aria_label=words("app.languages"), class_="cf-languages")
