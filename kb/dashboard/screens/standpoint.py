"""The perspective of the comparison: whose words count, up to which day, and the days played one by one."""

from dataclasses import replace
from datetime import date

import streamlit as st

from kb.comparison.perspective import Perspective, Voice, VoiceKind
from kb.dashboard import compared
from kb.dashboard.address import CompareView
from kb.dashboard.screens.choosing import Keep
from kb.dashboard.wording import Wording

_KEYS = ("by", "no", "primary", "reviewed", "as-of", "known-on")
_EARLIEST = date(1945, 1, 1)


def choose_perspective(view: CompareView, words: Wording, keep: Keep) -> None:
    """The choices; all of them are kept in the address."""
    seen = view.perspective
    with st.expander(
        words("perspective.title"), expanded=bool(seen) or view.start is not None, key="compare-standpoint"
    ):
        voices = {str(one.voice): one for one in compared.voices(view)}
        chosen = [str(voice) for voice in (*([seen.according_to] if seen.according_to else []), *seen.without)]
        options = [*voices, *(voice for voice in chosen if voice not in voices)]

        def label(written: str) -> str:
            kind, _, id_ = written.partition(":")
            name = words.of(voices[written].name) if written in voices else id_
            return f"{name} ({words(f'perspective.{kind}')})"

        def change() -> None:
            state = {key: st.session_state[f"compare-see-{key}"] for key in _KEYS}
            keep(replace(view, perspective=_perspective(state), cell=None))

        _set(seen)
        first, second = st.columns(2)
        first.selectbox(
            words("perspective.according-to"),
            options,
            index=None,
            format_func=label,
            key="compare-see-by",
            placeholder=words("perspective.everyone"),
            on_change=change,
        )
        second.multiselect(
            words("perspective.without"),
            [voice for voice in options if not voice.startswith(VoiceKind.GROUP)],
            format_func=label,
            key="compare-see-no",
            placeholder=words("perspective.nobody"),
            select_all=False,
            on_change=change,
        )
        places = st.columns([1, 1, 1.2, 1.2], vertical_alignment="bottom")
        for place, key in zip(places, ("as-of", "known-on"), strict=False):
            place.date_input(
                words(f"perspective.{key}"),
                value=None,
                key=f"compare-see-{key}",
                min_value=_EARLIEST,
                max_value=date.today(),
                format="YYYY-MM-DD",
                help=words(f"perspective.{key}-help"),
                on_change=change,
            )
        for place, key in zip(places[2:], ("primary", "reviewed"), strict=False):
            place.toggle(
                words(f"perspective.{key}"), key=f"compare-see-{key}", help=words(f"perspective.{key}-help"),
                on_change=change,
            )  # fmt: skip
        _play(view, words, keep)


def _set(seen: Perspective) -> None:
    """The address is the only place where the choices are kept."""
    for key, value in (
        ("by", str(seen.according_to) if seen.according_to else None),
        ("no", [str(voice) for voice in seen.without]),
        ("primary", seen.primary),
        ("reviewed", seen.reviewed),
        ("as-of", date.fromisoformat(seen.as_of) if seen.as_of else None),
        ("known-on", date.fromisoformat(seen.known_on) if seen.known_on else None),
    ):
        st.session_state[f"compare-see-{key}"] = value


def _perspective(state: dict[str, object]) -> Perspective:
    def voice(written: object) -> Voice:
        kind, _, id_ = str(written).partition(":")
        return Voice(VoiceKind(kind), id_)

    without = state["no"]
    days = [day.isoformat() if isinstance(day, date) else None for day in (state["as-of"], state["known-on"])]
    return Perspective(
        voice(state["by"]) if state["by"] else None,
        tuple(map(voice, without)) if isinstance(without, list) else (),
        primary=bool(state["primary"]),
        reviewed=bool(state["reviewed"]),
        as_of=days[0],
        known_on=days[1],
    )


def _play(view: CompareView, words: Wording, keep: Keep) -> None:
    """The days on which a cell changes, with buttons to the one before and the one after."""
    start, seen = view.start, view.perspective

    def switch() -> None:
        days = compared.days(view) if st.session_state["compare-play"] else ()
        wanted = replace(view, start=days[0] if days else None, end=None)
        keep(replace(wanted, perspective=replace(seen, known_on=days[-1] if days else None)))

    st.session_state["compare-play"] = start is not None
    st.toggle(words("play.title"), key="compare-play", help=words("play.help"), on_change=switch)
    if start is None:
        return
    played = compared.played(view, replace(seen, known_on=None), None, None)
    found = {step.day: step for step in played if step.day >= start and (not view.end or step.day <= view.end)}
    days = list(found)
    if len(days) < 2:
        st.caption(words("play.nothing"))
        return
    known = seen.known_on or days[-1]
    here = max((number for number, day in enumerate(days) if day <= known), default=0)

    def go(number: int) -> None:
        keep(replace(view, perspective=replace(seen, known_on=days[number]), cell=None))

    def slide() -> None:
        go(days.index(st.session_state["compare-day"]))

    st.session_state["compare-day"] = days[here]
    back, slider, forth = st.columns([1.2, 7, 1.2], vertical_alignment="bottom")
    for place, what, number, is_off in (
        (back, "previous", here - 1, here == 0),
        (forth, "next", here + 1, here == len(days) - 1),
    ):
        place.button(
            words(f"play.{what}"), key=f"compare-{what}", disabled=is_off, on_click=go, args=(number,), width="stretch"
        )
    slider.select_slider(words("play.day"), days, format_func=words.day, key="compare-day", on_change=slide)
    st.caption(words("play.here", number=here + 1, all=len(days), cells=len(found[days[here]].difference.cells)))
