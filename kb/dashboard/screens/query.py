"""Questions to the knowledge base: named ones with their parameters, and SPARQL of one's own."""

import csv
import io
import shlex

import streamlit as st

from kb.dashboard import session
from kb.dashboard.listing_html import readable, table
from kb.dashboard.markup import tag
from kb.dashboard.page_head import page_head
from kb.dashboard.questions_html import question_gallery
from kb.dashboard.wording import Wording
from kb.endpoint import formats
from kb.endpoint.refusal import RefusedQueryError
from kb.endpoint.worker import QueryResult
from kb.errors import CasusError, QueryError
from kb.namespaces import PREFIXES
from kb.queries import NamedQuery, competency_questions, topics
from kb.server import query_service

_ROWS_SHOWN = 500
_TEXT = "query-text"
_QUESTION = "query-question"
_TOPIC = "query-topic"
_RAN = "query-ran"


def show() -> None:
    """Draw questions, editor and answer."""
    words = session.words()
    limits = query_service().limits
    page_head(words, words("query.title"), words("query.lead", seconds=limits.seconds, rows=words.figure(limits.rows)))
    questions = {question.name: question for question in competency_questions()}
    _choose_question(questions, words)
    text = st.text_area(words("query.editor"), key=_TEXT, height=300)
    run = st.button(words("query.run"), icon=":material/play_arrow:", type="primary", key="query-run")
    if (run or st.session_state.get(_RAN) == text) and text.strip():
        st.session_state[_RAN] = text
        _answer(text, words)
    _endpoint(text, words)


def _choose_question(questions: dict[str, NamedQuery], words: Wording) -> None:
    """The named questions; choosing one, or changing its parameters, writes the editor anew."""
    topic_column, question_column = st.columns([1, 2])
    with topic_column:
        offered = _of_topic(questions, words)
    asked = st.query_params.get("question")
    chosen = asked if asked in offered else None
    if _TEXT not in st.session_state:
        st.session_state[_TEXT] = _body(_in_language(questions[chosen], words)) if chosen else _opening(questions)
        if chosen:  # who follows a link to a question wants its answer
            st.session_state[_RAN] = st.session_state[_TEXT]
    st.session_state[_QUESTION] = chosen

    def change() -> None:
        name = st.session_state[_QUESTION]
        session.set_parameters({"question": name} if name else {}, frozenset({"question"}))
        if name:
            st.session_state[_TEXT] = st.session_state[_RAN] = _body(_in_language(questions[name], words))

    question_column.selectbox(
        words("query.questions"),
        list(offered),
        format_func=lambda name: words.of(questions[name].question) or name,
        key=_QUESTION,
        placeholder=words("query.questions-placeholder"),
        on_change=change,
        index=None,
    )
    if chosen is None:
        st.html(
            question_gallery(
                list(offered.values()),
                topics(),
                words,
                lambda name: session.address("query", {"question": name}),
                is_open=len(offered) < len(questions),
            )
        )
    elif questions[chosen].parameters:
        _parameters(questions[chosen], words)


def _of_topic(questions: dict[str, NamedQuery], words: Wording) -> dict[str, NamedQuery]:
    """The questions of the topic that is chosen here, all if none is; a question of another topic is let go."""
    asked = st.query_params.get("topic")
    st.session_state[_TOPIC] = asked if asked in topics() else None

    def change() -> None:
        topic = st.session_state[_TOPIC]
        wanted = {"topic": topic} if topic else {}
        question = questions.get(st.query_params.get("question", ""))
        if question and topic in {None, question.topic}:
            wanted["question"] = question.name
        session.set_parameters(wanted, frozenset({"topic", "question"}))

    topic = st.selectbox(
        words("query.topic"),
        list(topics()),
        format_func=lambda topic: words.of(topics()[topic]),
        key=_TOPIC,
        placeholder=words("query.topic-placeholder"),
        on_change=change,
        index=None,
    )
    return {name: question for name, question in questions.items() if topic in {None, question.topic}}


def _parameters(question: NamedQuery, words: Wording) -> None:
    with st.form(f"query-parameters-{question.name}", border=False):
        columns = st.columns(len(question.parameters) + 1, vertical_alignment="bottom")
        for column, (name, kind) in zip(columns, question.parameters.items(), strict=False):
            column.text_input(
                words("query.parameter", name=name, kind=kind),
                key=f"query-parameter-{question.name}-{name}",
                placeholder=words.language if kind == "language" else question.default(name),
            )
        columns[-1].form_submit_button(
            words("query.fill-in"), key=f"query-fill-in-{question.name}", on_click=_fill_in, args=(question.name,)
        )


def _in_language(question: NamedQuery, words: Wording) -> str:
    """The query, asking for labels in the language of the page."""
    return question.bind({name: words.language for name, kind in question.parameters.items() if kind == "language"})


def _fill_in(name: str) -> None:
    """Put the parameters that were given into the query; several values are separated by spaces."""
    question = next(question for question in competency_questions() if question.name == name)
    given = {
        parameter: _values(kind, str(st.session_state.get(f"query-parameter-{name}-{parameter}", "")))
        for parameter, kind in question.parameters.items()
    }
    try:
        bound = question.bind({key: values for key, values in given.items() if values})
        st.session_state[_TEXT] = st.session_state[_RAN] = _body(bound)
    except CasusError as error:
        st.toast(Wording(session.language())("query.refused", error=error), icon=":material/error:")


def _values(kind: str, written: str) -> list[str]:
    return [written] if kind == "text" and written else written.split()


def _opening(questions: dict[str, NamedQuery]) -> str:
    if questions:
        return _body(next(iter(questions.values())).text)
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def _body(text: str) -> str:
    """A query without its header, which the page tells in words."""
    lines = text.splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines)


def _answer(text: str, words: Wording) -> None:
    service = query_service()
    try:
        with st.spinner(words("query.running")):
            result = service.run(text, formats.CSV, graph_type=formats.TURTLE)
    except RefusedQueryError as error:
        st.error(words("query.refused", error=error.message), icon=":material/block:")
        st.caption(error.remedy)
        return
    except QueryError as error:
        st.error(words("query.refused", error=error), icon=":material/block:")
        return
    if result.form == "SELECT":
        _rows(result, text, words)
    else:
        body = result.body.decode()
        st.code(body, language=None, height=400)
        st.download_button(
            words("query.download"), body, file_name="answer.ttl", key="query-download-graph", on_click="ignore"
        )


def _rows(result: QueryResult, text: str, words: Wording) -> None:
    written = result.body.decode()
    head, *rows = csv.reader(io.StringIO(written)) if written.strip() else [[]]
    st.html(tag("p", words.number("query.rows", len(rows)), " ", _took(result, words), class_="cf-muted"))
    if rows:
        shown = [[readable(cell, words.language) for cell in row] for row in rows[:_ROWS_SHOWN]]
        st.html(table(words("query.answer"), head, shown))
    if len(rows) > _ROWS_SHOWN:
        st.caption(words("query.more-rows", shown=_ROWS_SHOWN))
    with st.container(horizontal=True):
        st.download_button(
            words("download.csv"),
            written,
            file_name="answer.csv",
            mime=formats.CSV,
            icon=":material/download:",
            key="query-download-csv",
            on_click="ignore",
        )
        st.download_button(
            words("download.json"),
            lambda: query_service().run(text, formats.JSON).body,
            file_name="answer.json",
            mime=formats.JSON,
            icon=":material/download:",
            key="query-download-json",
            on_click="ignore",
        )


def _took(result: QueryResult, words: Wording) -> str:
    took = words("query.took", milliseconds=round(result.elapsed * 1000))
    return f"{took} {words('query.truncated')}" if result.truncated else took


def _endpoint(text: str, words: Wording) -> None:
    """The address of the endpoint, and the same question from a shell."""
    address = (st.context.url or "").split("?", 1)[0].rstrip("/")
    base = address.removesuffix("/query")
    endpoint = f"{base}/sparql"
    st.html(tag("h2", words("query.endpoint")))
    st.html(tag("p", words("query.endpoint-text"), " ", tag("code", endpoint)))
    query = shlex.quote(text.strip()[:2000])
    st.code(
        f"curl -s {shlex.quote(endpoint)} \\\n  -H 'Accept: text/csv' \\\n  --data-urlencode query={query}",
        language="bash",
    )
