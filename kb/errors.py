"""The few errors of this package; each message says what is wrong and what to do."""


class CasusError(Exception):
    """The base of every error this package raises on purpose."""


class SourceError(CasusError, ValueError):
    """A source that cannot be read as an article (missing, empty, binary, too large, wrong language)."""


class UnknownIdError(CasusError, LookupError):
    """An id that names nothing in the knowledge base."""


class QueryError(CasusError, ValueError):
    """A query that is malformed, not allowed, or past its limits."""


class CurationError(CasusError, ValueError):
    """Curated knowledge (YAML, Turtle) that cannot be used as it stands."""


class InvalidGraphError(CasusError, ValueError):
    """A graph that the SHACL shapes refuse; the report names node, rule and remedy."""


class InconsistentOntologyError(CasusError, ValueError):
    """The reasoner found a contradiction in ontology and curated knowledge."""


class StoreError(CasusError, RuntimeError):
    """The store cannot be opened, locked or written."""


class ModelError(CasusError, RuntimeError):
    """The language-model tier is not configured, or its server or its answers cannot be used."""
