"""Fitting: linear models by maximum likelihood with an L2 penalty; nothing is drawn at random.

The same rows give the same weights for the same number of threads of the linear algebra.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kb.extraction.linear import Classifier, Features, Scorer

_ROUNDS = 200
_SMALLEST = 0.004  # a weight below it changes no decision worth its bytes
_DIGITS = 3


class _Table:
    """Rows of features as a sparse matrix; features seen fewer than `least` times are left out."""

    def __init__(self, rows: Sequence[Features], least: int) -> None:
        counts = Counter(feature for row in rows for feature in set(row))
        self.names = sorted(feature for feature, number in counts.items() if number >= least)
        index = {name: number for number, name in enumerate(self.names)}
        found = [sorted({index[f] for f in row if f in index}) for row in rows]
        ends = np.cumsum([0, *(len(row) for row in found)])
        columns = np.array([number for row in found for number in row], dtype=np.int64)
        shape = (len(rows), len(self.names))
        self.matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)


def fit_scorer(rows: Sequence[Features], yes: Sequence[bool], penalty: float, least: int = 2) -> Scorer:
    """A scorer whose score is the log-odds of yes."""
    table = _Table(rows, least)
    matrix, truth = table.matrix, np.array(yes, dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights[1:] + weights[0]
        slope = 1 / (1 + np.exp(-scores)) - truth
        value = float(np.sum(np.logaddexp(0, scores) - truth * scores) + penalty / 2 * weights[1:] @ weights[1:])
        return value, np.concatenate([[slope.sum()], matrix.T @ slope + penalty * weights[1:]])

    weights = _descend(loss, 1 + matrix.shape[1])
    return Scorer(_kept(table.names, weights[1:]), round(float(weights[0]), _DIGITS))


def fit_choice(
    rows: Sequence[Features], choices: Sequence[int], right: Sequence[bool], penalty: float, least: int = 2
) -> Scorer:
    """A scorer that ranks the right candidate of each choice first; `choices` numbers the rows' choices in order."""
    table = _Table(rows, least)
    matrix, truth = table.matrix, np.array(right, dtype=float)
    group = np.array(choices)
    starts = np.r_[0, np.flatnonzero(np.diff(group)) + 1]
    owner = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(group)]))
    answered = (np.add.reduceat(truth, starts) > 0)[owner]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        totals = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * truth, starts)
        share = raised / totals[owner]
        wanted = raised * truth / np.maximum(good, 1e-300)[owner]
        told = answered[starts]
        value = -float(np.sum(np.log(np.maximum(good, 1e-300))[told] - np.log(totals)[told]))
        slope = (share - wanted) * answered
        return value + float(penalty / 2 * weights @ weights), matrix.T @ slope + penalty * weights

    return Scorer(_kept(table.names, _descend(loss, matrix.shape[1])))


def fit_classifier(rows: Sequence[Features], labels: Sequence[str], penalty: float, least: int = 2) -> Classifier:
    """A classifier by multinomial logistic regression."""
    table = _Table(rows, least)
    matrix, names = table.matrix, sorted(set(labels))
    truth = np.array([[label == name for name in names] for label in labels], dtype=float)
    width = matrix.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(1 + width, len(names))
        scores = matrix @ weights[1:] + weights[0]
        scores = scores - scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -float(np.sum(np.log(np.maximum(shares[truth > 0], 1e-300))))
        slope = shares - truth
        gradient = np.vstack([slope.sum(axis=0), matrix.T @ slope + penalty * weights[1:]])
        return value + float(penalty / 2 * np.sum(weights[1:] ** 2)), gradient.ravel()

    weights = _descend(loss, (1 + width) * len(names)).reshape(1 + width, len(names))
    kept = {
        name: tuple(round(float(w), _DIGITS) for w in row)
        for name, row in zip(table.names, weights[1:], strict=True)
        if np.abs(row).max() >= _SMALLEST
    }
    return Classifier(tuple(names), kept, tuple(round(float(w), _DIGITS) for w in weights[0]))


def _descend(loss: "object", size: int) -> np.ndarray:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x)


def _kept(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    pairs = zip(names, weights, strict=True)
    return {name: round(float(weight), _DIGITS) for name, weight in pairs if abs(weight) >= _SMALLEST}
