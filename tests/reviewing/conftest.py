"""What the records of reviews may refer to."""

import pytest
from rdflib import Graph

from kb.curation import actors, schemes


@pytest.fixture(scope="session")
def context() -> Graph:
    return schemes() + actors()
