"""Training: the components of the extraction, fitted to annotated articles."""

from kb.training.components import train as train_components
from kb.training.gold import read_annotated

__all__ = ["read_annotated", "train_components"]
