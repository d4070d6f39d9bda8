"""The contract's scorer, loaded from its file: what our own figures are held to."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCORER = Path(__file__).parent / "contract" / "score.py"


@pytest.fixture(scope="session")
def contract() -> ModuleType:
    """The module of the contract's scorer."""
    spec = importlib.util.spec_from_file_location("scorer_of_the_contract", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
