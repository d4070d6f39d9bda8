"""How well claims are found: predictions scored against annotated articles, as the contract's scorer does."""

from kb.evaluation.documents import gold_texts, predicted, read_gold, read_predictions
from kb.evaluation.figures import Report, score
from kb.evaluation.latest import Measured, latest, save
from kb.evaluation.tables import article_table, error_lines, summary

__all__ = [
    "Measured",
    "Report",
    "article_table",
    "error_lines",
    "gold_texts",
    "latest",
    "predicted",
    "read_gold",
    "read_predictions",
    "save",
    "score",
    "summary",
]
