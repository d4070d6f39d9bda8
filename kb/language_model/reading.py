"""Reading one article with a language model: ask, check, let it repair once, believe only what the article bears."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.article import Article
from kb.claim import Claim
from kb.errors import ModelError
from kb.extracted import HYBRID, MODEL, Extracted, Notice
from kb.extraction.admission import Surroundings, distinct, surroundings
from kb.language_model import exchanges
from kb.language_model.budget import Account, Budget, tokens_of
from kb.language_model.cache import Answer, Cache, question_key
from kb.language_model.client import Client
from kb.language_model.grounding import GroundingError, ground
from kb.language_model.numbering import Window, numbered, selection, windows
from kb.language_model.prompt import Message, answer_schema, messages, repair, version
from kb.language_model.settings import Settings
from kb.language_model.wire import AnswerError, claims_in

_TOKENS_PER_SENTENCE = 60  # of an answer: about a claim for every second sentence
_REPEATED = 8000  # characters of a faulty answer that are shown again


class UnusableError(ModelError):
    """An answer that is no answer, also after the model was asked to repair it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The claims of an answer that the article bears, and what is wrong with the others."""

    claims: tuple[Claim, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Reads articles with one model, within one budget."""

    settings: Settings
    budget: Budget
    cache: Cache | None = field(init=False)
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        """Open cache and client; a server's known form of answer is remembered from the last run."""
        settings = self.settings
        self.cache = Cache(settings.cache) if settings.cache and not settings.replay else None
        form = self.cache.form(settings.endpoint) if self.cache else None
        self.client = Client(settings, answer_schema(), form)

    def read(self, article: Article, chosen: Sequence[Claim] | None = None) -> Extracted:
        """The claims of an article, or of the passages round the claims `chosen`. Raises ModelError."""
        found = surroundings(article)
        lines = numbered(found.sentences)
        if chosen is None:
            parts = windows(article.text, lines)
        else:
            parts = selection(article.text, lines, [(claim.start, claim.end) for claim in chosen])
        account = Account()
        checked = [self._read_window(article, found, window, account) for window in parts]
        claims = distinct(claim for part in checked for claim in part.claims)
        refused = sum(len(part.problems) for part in checked)
        notices = (Notice("refused", str(refused)),) if refused else ()
        return Extracted(claims, MODEL if chosen is None else HYBRID, self.settings.model, notices)

    def _read_window(self, article: Article, found: Surroundings, window: Window, account: Account) -> Checked:
        turns = messages(article, found, window)
        words = self._answer(turns, window, account)
        first = _check(words, article, found, window)
        if first is not None and not first.problems:
            return first
        problems = first.problems if first else (_why(words),)
        turns += [{"role": "assistant", "content": words[:_REPEATED]}, repair(problems)]
        second = _check(self._answer(turns, window, account), article, found, window)
        usable = [checked for checked in (second, first) if checked is not None]
        if not usable:
            raise UnusableError(_why(words))
        return max(usable, key=lambda checked: len(checked.claims))

    def _answer(self, turns: list[Message], window: Window, account: Account) -> str:
        """The words of the model, from a recording, the cache or the server; counted where they cost something."""
        settings = self.settings
        question = question_key(turns, answer_schema(), settings.model, settings.request_parameters(), version())
        if settings.replay:
            return exchanges.replayed(settings.replay, question).content
        answer = self.cache.answer(question) if self.cache else None
        if answer is None:
            answer = self._asked(turns, window, account)
            if self.cache:
                self.cache.keep(question, answer)
                if self.client.form:
                    self.cache.keep_form(settings.endpoint, self.client.form)
        if settings.record:
            exchanges.record(settings.record, question, turns, answer)
        return answer.content

    def _asked(self, turns: list[Message], window: Window, account: Account) -> Answer:
        estimate = (
            sum(tokens_of(turn["content"]) for turn in turns),
            _TOKENS_PER_SENTENCE * len(window.shown),
        )
        self.budget.reserve(account, *estimate)
        used = (0, 0)
        try:
            answer = self.client.ask(turns)
            used = (answer.tokens_in, answer.tokens_out)
            if not any(used):  # a server that does not count
                used = (estimate[0], tokens_of(answer.content))
        finally:
            self.budget.settle(account, estimate, used)
        if not answer.finished:
            raise UnusableError("it was cut off; allow more with max_tokens in CASUS_MODEL_PARAMETERS")
        return answer


def _check(words: str, article: Article, found: Surroundings, window: Window) -> Checked | None:
    """The claims in an answer; None where it is no answer."""
    try:
        said = claims_in(words)
    except AnswerError:
        return None
    claims: list[Claim] = []
    problems: list[str] = []
    for number, item in enumerate(said, 1):
        try:
            claims.append(ground(item, article, found, window))
        except GroundingError as error:
            problems.append(f"claim {number}: {error}")
    return Checked(tuple(claims), tuple(problems))


def _why(words: str) -> str:
    try:
        claims_in(words)
    except AnswerError as error:
        return str(error)
    return ""
