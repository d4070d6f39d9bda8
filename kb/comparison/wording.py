"""A verdict told in words: what it is, and the dimensions that decide it; the words stand in words.yaml."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from kb.comparison.matrix import Comparison, Labels, Verdict, label_in
from kb.comparison.order import Result
from kb.curation import read_yaml
from kb.resources import data_path

_TOLD = (Result.STRONGER, Result.WEAKER, Result.INCOMPARABLE, Result.EQUAL, Result.UNDECIDED)


def verdict_in_words(comparison: Comparison, guarantee: str, language: str = "en") -> str:
    """The verdict on a guarantee in one line: the result, then what decides it, strongest ground first."""
    verdict = comparison.verdicts[guarantee]
    names = {row.dimension.id: _name(row.dimension.id, row.dimension.label, language) for row in comparison.rows}
    words = words_of(language)
    parts = [*_deciding(verdict, names, words), *_circumstances(verdict, words, language)]
    if told := list(_by_result(_beside(verdict), names, words)):
        parts.append(words["beside"].format(results=", ".join(told)))
    return f"{_headline(verdict, label_in(comparison.benchmark.label, language), words)}: {'; '.join(parts)}"


def _headline(verdict: Verdict, benchmark: str, words: Mapping[str, Any]) -> str:
    if verdict.result is Result.UNDECIDED and verdict.where_both_speak is Result.UNDECIDED:
        return str(words["headline"]["unmeasured"].format(benchmark=benchmark))
    spoken = words["result"].get(verdict.where_both_speak, "")
    return str(words["headline"][verdict.result].format(benchmark=benchmark, spoken=spoken))


def _deciding(verdict: Verdict, names: Mapping[str, str], words: Mapping[str, Any]) -> Iterable[str]:
    found = {
        Result.STRONGER: verdict.stronger_on,
        Result.WEAKER: verdict.weaker_on,
        Result.INCOMPARABLE: verdict.incomparable_on,
        Result.EQUAL: verdict.equal_on,
        Result.UNDECIDED: verdict.undecided_on,
    }
    if verdict.where_both_speak is not Result.UNDECIDED:
        yield from (words[f"nowhere-{side}"] for side in (Result.STRONGER, Result.WEAKER) if not found[side])
    yield from _by_result(found, names, words)


def _by_result(found: Mapping[Result, Iterable[str]], names: Mapping[str, str], words: Mapping[str, Any]) -> list[str]:
    return [
        words[result].format(dimensions=", ".join(names[id_] for id_ in ids))
        for result in _TOLD
        if (ids := tuple(found.get(result, ())))
    ]


def _beside(verdict: Verdict) -> dict[Result, list[str]]:
    found: dict[Result, list[str]] = {}
    for id_, result in verdict.beside.items():
        if result is not Result.UNDECIDED:
            found.setdefault(result, []).append(id_)
    return found


def _circumstances(verdict: Verdict, words: Mapping[str, Any], language: str) -> Iterable[str]:
    if verdict.defence_duty is False:
        yield words["no-duty"]
    if verdict.same_formula:
        labels = ", ".join(label_in(formula.label, language) for formula in verdict.same_formula)
        yield words["same-formula"].format(labels=labels)
    if verdict.conditional:
        yield words["conditional"]


def _name(id_: str, label: Labels, language: str) -> str:
    return f"{id_.upper()} {label_in(label, language)}"


@cache
def _all_words() -> Mapping[str, Mapping[str, Any]]:
    return dict(read_yaml(data_path("comparison", "words.yaml")))


def words_of(language: str) -> Mapping[str, Any]:
    """The words of a language; the English ones where there are none."""
    return _all_words().get(language) or _all_words()["en"]
