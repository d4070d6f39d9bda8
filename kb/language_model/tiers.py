"""Choosing the tier that reads: the embedded one, a language model, or both; and falling back from one to the other."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from kb.article import Article
from kb.errors import ModelError
from kb.extracted import EMBEDDED, HYBRID, LANGUAGE_UNREAD, TIERS, Extracted, Extractor, Notice
from kb.extraction import extract
from kb.language_model.settings import HELP, Settings, configured
from kb.languages import is_read

_FAILURES = 3
_PAUSE = 60.0  # seconds


@dataclass(slots=True)
class Pause:
    """Leaves a server alone that failed several times in a row, so that a thousand articles do not wait for it."""

    failures: int = 0
    since: float = 0.0

    def is_on(self) -> bool:
        """Whether the server is left alone now."""
        return self.failures >= _FAILURES and time.monotonic() - self.since < _PAUSE

    def failed(self) -> None:
        """Count a failure."""
        self.failures, self.since = self.failures + 1, time.monotonic()

    def answered(self) -> None:
        """Forget the failures."""
        self.failures = 0


def embedded(article: Article) -> Extracted:
    """The claims that the embedded tier finds, offline; none, and a notice, in a language that is not read."""
    if not is_read(article.language):
        return Extracted((), notices=(Notice(LANGUAGE_UNREAD, article.language),))
    return Extracted(tuple(extract(article)))


def extractor(tier: str, settings: Settings | None = None) -> Extractor:
    """The extractor of a tier. Raises ModelError where a model is asked for and none is configured."""
    if tier not in TIERS:
        raise ModelError(f"there is no tier {tier!r}; there are: {', '.join(TIERS)}")
    if tier == EMBEDDED:
        return embedded
    settings = settings or configured()
    if settings is None:
        raise ModelError(f"no language model is configured; set CASUS_MODEL_URL and CASUS_MODEL ({HELP})")
    return _with_model(settings, chooses=tier == HYBRID)


def _with_model(settings: Settings, *, chooses: bool) -> Extractor:
    try:
        from kb.language_model.budget import Budget, BudgetError  # noqa: PLC0415 - httpx is an extra
        from kb.language_model.exchanges import ReplayError  # noqa: PLC0415
        from kb.language_model.reading import Reader, UnusableError  # noqa: PLC0415
    except ImportError as error:
        raise ModelError("a language model needs httpx: pip install 'casus-foederis[model]'") from error
    reader = Reader(settings, Budget(settings.limits))
    pause = Pause()

    def read(article: Article) -> Extracted:
        first = embedded(article)
        if not is_read(article.language):
            return first
        if chooses and not first.claims:
            return replace(first, tier=HYBRID, model=settings.model)
        if pause.is_on():
            return replace(first, notices=(*first.notices, Notice("unreachable", "it failed several times in a row")))
        try:
            found = reader.read(article, first.claims if chooses else None)
        except ReplayError:
            raise
        except ModelError as error:
            kind = {BudgetError: "budget", UnusableError: "unusable"}.get(type(error), "unreachable")
            if kind == "unreachable":
                pause.failed()
            return replace(first, notices=(*first.notices, Notice(kind, str(error))))
        pause.answered()
        return found

    return read


def ahead(
    read: Extractor, articles: Sequence[Article], width: int, told: Callable[[int], None] = lambda _: None
) -> Extractor:
    """Read articles now, several at once, and give an extractor that knows the results by the articles' texts.

    So that nobody waits for a model while holding the store.
    """
    done: dict[str, Extracted] = {}
    with ThreadPoolExecutor(max_workers=max(1, width)) as pool:
        for number, (article, found) in enumerate(zip(articles, pool.map(read, articles), strict=True), 1):
            done[article.sha256] = found
            told(number)
    return _known(done, read)


def _known(done: Mapping[str, Extracted], read: Extractor) -> Extractor:
    def answer(article: Article) -> Extracted:
        found = done.get(article.sha256)
        return read(article) if found is None else found

    return answer
