"""What the tests of several rooms share."""

from contract_scorer import contract
from shared_library import library_home

__all__ = ["contract", "library_home"]
