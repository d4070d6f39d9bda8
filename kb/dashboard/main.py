"""The dashboard's script: prepares the knowledge base, then shows the page that the address names."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from kb.dashboard import session
from kb.dashboard.preparation import Preparation, preparation
from kb.dashboard.screens import (
    actors,
    add,
    articles,
    chronicle,
    claims,
    codebook,
    compare,
    guarantees,
    instruments,
    map,  # noqa: A004 - the page of that name
    network,
    quality,
    query,
    review,
    timeline,
)
from kb.dashboard.wording import Wording

_FOLDER = Path(__file__).parent
_SECONDS_BETWEEN_LOOKS = 0.3
_GROUPS: dict[str, dict[str, Callable[[], None]]] = {
    "": {"compare": compare.show},
    "things": {"guarantees": guarantees.show, "instruments": instruments.show, "actors": actors.show},
    "saying": {"claims": claims.show, "articles": articles.show, "add": add.show, "review": review.show},
    "seeing": {"chronicle": chronicle.show, "timeline": timeline.show, "network": network.show, "map": map.show},
    "looking-up": {"codebook": codebook.show, "quality": quality.show, "query": query.show},
}


def _run() -> None:
    words = Wording(session.language())
    st.html(_FOLDER / "style.css")
    # No icons: that of the page becomes the tab's, and a Material icon is fetched from another host there.
    page = st.navigation(
        {
            words(f"app.{group}") if group else "": [
                st.Page(
                    screen,
                    title=words(f"{name}.page"),
                    url_path=name,
                    default=name == "compare",
                    help=words(f"{name}.help"),
                )
                for name, screen in screens.items()
            ]
            for group, screens in _GROUPS.items()
        },
        position="top",
    )
    st.set_page_config(
        page_title=f"{page.title} – {words('app.name')}", page_icon=str(_FOLDER / "icon.svg"), layout="wide"
    )
    if _is_ready(preparation(), words):
        page.run()


def _is_ready(preparing: Preparation, words: Wording) -> bool:
    """Whether the knowledge base is there; builds it first, in sight, if it is not."""
    if preparing.is_done:
        return True
    preparing.start()
    place = st.empty()
    while preparing.is_running(_SECONDS_BETWEEN_LOOKS):
        share = min(max(preparing.share, 0.0), 1.0)
        with place.container():
            st.markdown(words("preparing.text"))
            st.progress(share, words("preparing.step", step=preparing.step, percent=round(share * 100)))
    place.empty()
    if preparing.error:
        st.error(words("preparing.failed", error=preparing.error), icon=":material/error:")
        st.button(words("preparing.again"), key="prepare-again")
        return False
    return preparing.is_done


_run()
