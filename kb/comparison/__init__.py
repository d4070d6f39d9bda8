"""Comparing guarantees: query rows become a Comparison; nothing here knows a screen."""

from kb.comparison.compare import DEFAULT_BENCHMARK, compare_guarantees
from kb.comparison.matrix import Comparison

__all__ = ["DEFAULT_BENCHMARK", "Comparison", "compare_guarantees"]
