"""The language-model tier: an optional reader of articles, asked over HTTP and never believed without the article."""

from kb.language_model.settings import Settings, configured
from kb.language_model.tiers import ahead, embedded, extractor

__all__ = ["Settings", "ahead", "configured", "embedded", "extractor"]
