"""What the comparison's page shows, from the newest snapshot; kept per snapshot, since nothing of it changes."""

from collections.abc import Mapping

import streamlit as st

from kb.comparison import Comparison
from kb.comparison.changes import Difference, difference, imprint
from kb.comparison.conflicts import Conflict, conflicts
from kb.comparison.context import Context, contexts
from kb.comparison.differing import Teller, teller
from kb.comparison.matrix import Origin
from kb.comparison.perspective import Perspective
from kb.comparison.playing import Step, days_of_news, flips, steps
from kb.comparison.saving import Saved, save, saved
from kb.comparison.view import CompareView
from kb.comparison.voices import Heard, heard
from kb.dashboard.cell_html import shown_first
from kb.server import knowledge_base


def comparison(view: CompareView) -> Comparison:
    """The comparison that a view asks for. Raises UnknownIdError."""
    return knowledge_base().compare(view.guarantees, view.benchmark, view.perspective)


def flipped(found: Comparison) -> Difference:
    """The cells that the perspective of a comparison changes."""
    return flips(knowledge_base().shelf(), found)


def told_in(found: Comparison, language: str) -> Teller:
    """Tells what differs in a comparison."""
    return teller(found, knowledge_base().codebook(), language)


def voices(view: CompareView) -> tuple[Heard, ...]:
    """Who is heard on the guarantees of a view."""
    return _voices(_snapshot(), (*view.guarantees, view.benchmark))


def days(view: CompareView) -> tuple[str, ...]:
    """The days on which something new can enter a cell."""
    return days_of_news(list(knowledge_base().shelf().materials([*view.guarantees, view.benchmark]).values()))


def played(view: CompareView, perspective: Perspective, since: str | None, until: str | None) -> tuple[Step, ...]:
    """The days within the bounds on which a cell changes as it becomes known, with what changes."""
    return _steps(_snapshot(), view.guarantees, view.benchmark, perspective, since, until)


def unfit(found: Comparison) -> tuple[Conflict, ...]:
    """Claims on the compared guarantees that count in the perspective and do not fit together."""
    return _conflicts(_snapshot(), tuple(one.id for one in found.guarantees), found.perspective)


def around(found: Comparison, cell: tuple[str, str] | None) -> Mapping[str, Context]:
    """The words around the quotes that the table holds, and around all of the cell pointed at."""
    wanted = set()
    for row in found.rows:
        for id_, one in {found.benchmark.id: row.benchmark, **row.cells}.items():
            shown = one.evidence if (row.dimension.id, id_) == cell else shown_first(one)
            wanted |= {evidence.claim_id for evidence in shown if evidence.origin is Origin.CLAIM}
    return _contexts(_snapshot(), frozenset(claim for claim in wanted if claim))


def keep(found: Comparison) -> str:
    """Save a comparison; its id."""
    return save(found, knowledge_base().saved_comparisons).id


def kept(id_: str) -> Saved:
    """The comparison saved under an id. Raises UnknownIdError."""
    return saved(id_, knowledge_base().saved_comparisons)


def since_saved(before: Saved, now: Comparison) -> Difference:
    """What a comparison shows that it did not when it was saved."""
    return difference(before.shown, imprint(now))


def _snapshot() -> str:
    return knowledge_base().reader().name


@st.cache_resource(max_entries=64, show_spinner=False)
def _voices(snapshot: str, guarantees: tuple[str, ...]) -> tuple[Heard, ...]:
    shelf = knowledge_base().shelf()
    return heard(shelf.materials(guarantees).values(), shelf.memberships, shelf.group_names)


@st.cache_resource(max_entries=64, show_spinner=False)
def _steps(
    snapshot: str,
    guarantees: tuple[str, ...],
    benchmark: str,
    perspective: Perspective,
    since: str | None,
    until: str | None,
) -> tuple[Step, ...]:
    return steps(knowledge_base().shelf(), guarantees, benchmark, perspective, since=since, until=until)


@st.cache_resource(max_entries=64, show_spinner=False)
def _conflicts(snapshot: str, guarantees: tuple[str, ...], perspective: Perspective | None) -> tuple[Conflict, ...]:
    shelf = knowledge_base().shelf()
    claims = [claim for material in shelf.materials(guarantees).values() for claim in material.claims]
    return conflicts(perspective.claims(claims, shelf.memberships) if perspective else claims)


@st.cache_resource(max_entries=64, show_spinner=False)
def _contexts(snapshot: str, claims: frozenset[str]) -> Mapping[str, Context]:
    return contexts(knowledge_base().reader().select, claims)
