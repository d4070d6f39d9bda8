"""Claims on security guarantees in German and English articles, found without a model and without a network."""

from kb.extraction.language import detect_language
from kb.extraction.pipeline import extract

__all__ = ["detect_language", "extract"]
