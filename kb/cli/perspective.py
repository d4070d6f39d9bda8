"""The options of a perspective, shared by the commands that compare."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from kb.comparison.perspective import Perspective, VoiceKind, read_day
from kb.comparison.voices import heard, named
from kb.knowledge_base import KnowledgeBase

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--according-to", metavar="NAME", help="Only what this speaker, state, group or outlet says."),
    click.option("--without-outlet", metavar="NAME", multiple=True, help="Leave out an outlet; may be repeated."),
    click.option("--without-speaker", metavar="NAME", multiple=True, help="Leave out a speaker; may be repeated."),
    click.option("--primary", is_flag=True, help="Only texts, and words in official outlets."),
    click.option("--reviewed", is_flag=True, help="Only what a person has coded or accepted."),
    click.option("--as-of", metavar="DATE", help="What held on this day."),
    click.option("--known-on", metavar="DATE", help="What had been published by this day."),
)


def perspective_options(command: Command) -> Command:
    """Add the options of a perspective to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_perspective(
    base: KnowledgeBase,
    guarantees: Sequence[str],
    *,
    according_to: str | None,
    without_outlet: Sequence[str],
    without_speaker: Sequence[str],
    primary: bool,
    reviewed: bool,
    as_of: str | None,
    known_on: str | None,
) -> Perspective:
    """The perspective that the options describe. Raises UnknownIdError for a voice that is not heard here."""
    speaking = None
    without = []
    if according_to or without_outlet or without_speaker:
        shelf = base.shelf()
        voices = heard(shelf.materials(guarantees).values(), shelf.memberships, shelf.group_names)
        speaking = named(according_to, voices) if according_to else None
        for kind, names in ((VoiceKind.OUTLET, without_outlet), (VoiceKind.SPEAKER, without_speaker)):
            of_kind = [one for one in voices if one.voice.kind is kind]
            without += [named(name, of_kind) for name in names]
    return Perspective(
        speaking,
        tuple(without),
        primary=primary,
        reviewed=reviewed,
        as_of=read_day(as_of) if as_of else None,
        known_on=read_day(known_on) if known_on else None,
    )
