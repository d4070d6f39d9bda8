"""Claims on security guarantees in German and English articles, found without a model and without a network."""

from kb.extraction.pipeline import extract

__all__ = ["extract"]
