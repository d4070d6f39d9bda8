"""One knowledge base of all that ships, built once for a whole run of tests; a test that writes takes a copy."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

WAIT_SECONDS = 560


@pytest.fixture(scope="session")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the knowledge base that `casus build` makes; only to be read."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # what all worker processes of the run have in common
    return built_once(folder / "library")


def built_once(folder: Path) -> Path:
    """The first process to come builds, the others wait; a build that failed fails the tests of all."""
    home, outcome = folder / "home", folder / "outcome"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(outcome)
    else:
        error = "the build of the shared library was cut short"
        try:
            error = _build(home)
        finally:
            written = outcome.with_suffix(".new")
            written.write_text(error, encoding="utf-8")
            written.replace(outcome)
    if problem := outcome.read_text(encoding="utf-8"):
        pytest.fail(problem)
    return home


def _build(home: Path) -> str:
    """What went wrong; nothing where all went well."""
    done = subprocess.run(
        [sys.executable, "-m", "kb", "build"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CASUS_HOME": str(home)},
        check=False,
    )
    return done.stderr or f"casus build ended with {done.returncode}" if done.returncode else ""


def _wait_for(outcome: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not outcome.exists():
        if time.monotonic() > deadline:
            pytest.fail("the shared library was not built in time")
        time.sleep(0.2)
