"""Building the knowledge base when the first page opens: once, while every open page watches the same progress."""

import threading
from functools import cache

from kb.errors import CasusError
from kb.knowledge_base import KnowledgeBase
from kb.server import knowledge_base


class Preparation:
    """One build for all sessions. `share` goes from 0 to 1; `error` says why a build failed."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.share = 0.0
        self.step = ""
        self.error: str | None = None
        self.is_done = False
        self._base = base
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()

    def start(self) -> None:
        """Start the build unless it runs or is done; after a failure it is tried again."""
        with self._guard:
            if self.is_done or (self._thread and self._thread.is_alive()):
                return
            self.error = None
            self._thread = threading.Thread(target=self._build, name="build", daemon=True)
            self._thread.start()

    def is_running(self, seconds: float) -> bool:
        """Wait this long at most; whether the build still runs then."""
        thread = self._thread
        if thread is None:
            return False
        thread.join(seconds)
        return thread.is_alive()

    def _build(self) -> None:
        try:
            self._base.ensure_built(self._note)
        except CasusError as error:
            self.error = str(error)
        except Exception as error:
            self.error = repr(error)
            raise
        else:
            self.is_done = True

    def _note(self, step: str, share: float) -> None:
        self.step, self.share = step, share


@cache
def preparation() -> Preparation:
    """The preparation of this process's knowledge base."""
    return Preparation(knowledge_base())
