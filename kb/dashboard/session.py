"""What every page needs: the language, the words, and the knowledge base's answers, kept per snapshot."""

import streamlit as st

from kb.comparison import DEFAULT_BENCHMARK
from kb.comparison.codebook import Select
from kb.comparison.explanation import Explanation, explain_each
from kb.dashboard import actors as actor_records
from kb.dashboard import catalogue, chronicle, shelf
from kb.dashboard.address import MOST_GUARANTEES, Parameters, href
from kb.dashboard.wording import LANGUAGES, Wording
from kb.reviewing.figures import Backlog, Figures, backlog, figures
from kb.server import knowledge_base

_CHOSEN_LANGUAGE = "chosen-language"


def language() -> str:
    """The language of this view: `?lang=`, else what was chosen before, else the browser's; English is the rest."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_CHOSEN_LANGUAGE] = asked
    chosen = st.session_state.get(_CHOSEN_LANGUAGE)
    if chosen in LANGUAGES:
        if asked != chosen:  # a change of page clears the query parameters
            st.query_params["lang"] = chosen
        return str(chosen)
    locale = (st.context.locale or "").casefold()
    return "de" if locale.startswith("de") else "en"


def words() -> Wording:
    """The words of this view, codes included; the knowledge base must be built."""
    return Wording(language(), knowledge_base().codebook())


def parameters() -> dict[str, list[str]]:
    """All query parameters with all their values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def set_parameters(wanted: Parameters, names: frozenset[str]) -> None:
    """Bring the query parameters of these names to what is wanted; others stay."""
    for name in names:
        if name in wanted:
            if st.query_params.get_all(name) != _list(wanted[name]):
                st.query_params[name] = wanted[name]
        elif name in st.query_params:
            del st.query_params[name]


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def address(page: str, wanted: Parameters | None = None) -> str:
    """The relative address of a page in the language of this view."""
    return href(page, language(), wanted)


def compare_with(guarantees: list[str]) -> str:
    """The address of the comparison of these guarantees with the usual benchmark."""
    chosen = dict.fromkeys([DEFAULT_BENCHMARK, *guarantees])
    return address("", {"g": list(chosen)[:MOST_GUARANTEES]})


def entry(event: str) -> str:
    """The address of an entry of the chronicle."""
    return f"{address('chronicle', {'year': event[:4]})}#entry-{event}"


def select() -> Select:
    """Runs a SELECT on the newest snapshot."""
    return knowledge_base().reader().select


def guarantees() -> tuple[catalogue.GuaranteeEntry, ...]:
    """All guarantees of the newest snapshot."""
    return _guarantees(knowledge_base().reader().name)


def explanations(guarantee: str) -> tuple[Explanation, ...]:
    """How this guarantee stands with each type. Raises UnknownIdError."""
    return _explanations(knowledge_base().reader().name, guarantee)


def instruments() -> tuple[catalogue.InstrumentEntry, ...]:
    """All texts of the newest snapshot."""
    return _instruments(knowledge_base().reader().name)


def articles() -> tuple[shelf.ArticleEntry, ...]:
    """All articles of the newest snapshot."""
    return _articles(knowledge_base().reader().name)


def timeline() -> tuple[chronicle.Entry, ...]:
    """All entries of the newest snapshot's timeline."""
    return _timeline(knowledge_base().reader().name)


def actors() -> tuple[actor_records.ActorEntry, ...]:
    """All actors of the newest snapshot but persons."""
    return _actors(knowledge_base().reader().name)


def roles() -> tuple[tuple[str, str, str], ...]:
    """Who gives and who receives which guarantee."""
    return _roles(knowledge_base().reader().name)


def review_progress() -> tuple[tuple[Backlog, ...], Figures]:
    """The articles that can be reviewed, and how far the review has come."""
    return _review_progress(knowledge_base().reader().name)


# The snapshot's name is part of the key alone: what was written since makes a new one.


@st.cache_resource(max_entries=256, show_spinner=False)
def _explanations(snapshot: str, guarantee: str) -> tuple[Explanation, ...]:
    return explain_each(select(), guarantee)


@st.cache_resource(max_entries=2, show_spinner=False)
def _guarantees(snapshot: str) -> tuple[catalogue.GuaranteeEntry, ...]:
    return catalogue.guarantees(select())


@st.cache_resource(max_entries=2, show_spinner=False)
def _instruments(snapshot: str) -> tuple[catalogue.InstrumentEntry, ...]:
    return catalogue.instruments(select())


@st.cache_resource(max_entries=2, show_spinner=False)
def _articles(snapshot: str) -> tuple[shelf.ArticleEntry, ...]:
    return shelf.articles(select())


@st.cache_resource(max_entries=2, show_spinner=False)
def _timeline(snapshot: str) -> tuple[chronicle.Entry, ...]:
    return chronicle.entries(select())


@st.cache_resource(max_entries=2, show_spinner=False)
def _review_progress(snapshot: str) -> tuple[tuple[Backlog, ...], Figures]:
    entries = backlog(select())
    return entries, figures(select(), entries)


@st.cache_resource(max_entries=2, show_spinner=False)
def _actors(snapshot: str) -> tuple[actor_records.ActorEntry, ...]:
    return actor_records.actors(select())


@st.cache_resource(max_entries=2, show_spinner=False)
def _roles(snapshot: str) -> tuple[tuple[str, str, str], ...]:
    return actor_records.roles(select())
